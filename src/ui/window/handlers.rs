//! Carries out changes of the window itself.

use super::action::WindowAction;
use crate::ui::CrossclaimApp;
use crate::ui::annotate::action::MarkAction;
use crate::ui::app::side_panels;
use crate::ui::navigation::Dialog;
use crate::ui::read::state::NextConfidence;
use crate::ui::regions::{Region, move_keyboard};
use crate::ui::run::set_theme;
use crate::workspace::Habits;
use eframe::egui::{Context, ViewportCommand};

impl CrossclaimApp {
    pub(in crate::ui) fn perform_window(&mut self, action: WindowAction, ctx: &Context) {
        let state = &mut self.state;
        match action {
            WindowAction::View(view) => state.view = view,
            WindowAction::Dialog(dialog) => self.open_dialog(dialog),
            WindowAction::Theme(theme) => {
                state.look.theme = theme;
                set_theme(ctx, theme);
            }
            WindowAction::Habits(habits) => self.set_habits(habits),
            WindowAction::Zoom(step) => zoom(ctx, step),
            WindowAction::ReadingSize(size) => state.look.reading_size = size.clamp(12.0, 24.0),
            WindowAction::ToggleLeft => state.look.left_open = !state.look.left_open,
            WindowAction::ToggleRight => state.look.right_open = !state.look.right_open,
            WindowAction::MoveKeyboard(forward) => self.move_keyboard(forward, ctx),
            WindowAction::FocusSearch => state.search.wants_focus = true,
            WindowAction::Copy => self.copy_selected(ctx),
            WindowAction::CopyQuotation(claim) => self.copy_quotation(claim, ctx),
            WindowAction::StepHistory(steps) => self.step_history(steps),
            WindowAction::NextHint => self.next_hint(),
            WindowAction::EndHints => self.end_hints(),
            WindowAction::DismissMessages => state.messages.clear(),
            WindowAction::DismissMessage(index) => {
                if index < state.messages.len() {
                    state.messages.remove(index);
                }
            }
            WindowAction::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            WindowAction::Leave(leaving) => self.leave(leaving, ctx),
        }
    }

    fn step_history(&mut self, steps: isize) {
        let action = if steps < 0 { MarkAction::Undo } else { MarkAction::Redo };
        for _ in 0..steps.unsigned_abs() {
            self.perform_mark(action.clone());
        }
    }

    fn move_keyboard(&mut self, forward: bool, ctx: &Context) {
        let look = &self.state.look;
        let (left, right) = side_panels(look, ctx.content_rect().width());
        let open = |region| match region {
            Region::Documents => left,
            Region::Inspector => right,
            Region::Read | Region::Search => true,
        };
        let next = move_keyboard(ctx, look.region, open, forward);
        self.state.look.region = next;
        self.state.search.wants_focus = next == Region::Search;
    }

    /// Takes effect at once and is kept at once.
    fn set_habits(&mut self, habits: Habits) {
        self.state.habits = habits;
        if !habits.keeps_confidence {
            self.state.read.next_confidence = NextConfidence::default();
        }
        let problem = self.workspace.change_user_settings(|settings| settings.habits = habits);
        self.note_problems(problem);
    }

    fn open_dialog(&mut self, dialog: Option<Dialog>) {
        if self.state.dialog == Some(Dialog::Import) {
            // What is being read again was for that dialog.
            self.import_job = None;
        }
        let drafts = &mut self.state.drafts;
        *drafts = crate::ui::state::Drafts::default();
        match &dialog {
            Some(Dialog::Codebook) => drafts.codebook = Some(self.workspace.project().codebook().clone()),
            Some(Dialog::Export) => "jsonl".clone_into(&mut drafts.export.format),
            _ => {}
        }
        self.state.dialog = dialog;
    }
}

fn zoom(ctx: &Context, step: i8) {
    let zoom = match step {
        0 => 1.0,
        step if step > 0 => ctx.zoom_factor() + 0.1,
        _ => ctx.zoom_factor() - 0.1,
    };
    ctx.set_zoom_factor((zoom * 10.0).round().clamp(5.0, 30.0) / 10.0);
}
