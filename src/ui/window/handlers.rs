//! Carries out changes of the window itself.

use super::action::WindowAction;
use super::state::Region;
use crate::ui::annotate::action::AnnotateAction;
use crate::ui::jobs::Jobs;
use crate::ui::navigation::Dialog;
use crate::ui::parts::Parts;
use crate::ui::read::state::NextConfidence;
use crate::ui::regions::move_keyboard;
use crate::ui::run::set_theme;
use crate::ui::state::UiState;
use crate::ui::window::copy::{copy_quotation, copy_selected};
use crate::ui::window::follow_hints::{end_hints, next_hint};
use crate::ui::window::quit::answer_unsaved;
use crate::ui::window::state::side_panels;
use crate::workspace::{Habits, Workspace};
use eframe::egui::{Context, ViewportCommand};

/// Carries out changes of the window itself.
pub(in crate::ui) fn handle(parts: &mut Parts<'_>, jobs: &mut Jobs, action: WindowAction, ctx: &Context) {
    let state = &mut *parts.state;
    match action {
        WindowAction::View(view) => state.view = view,
        WindowAction::Dialog(dialog) => open_dialog(parts.state, parts.workspace, jobs, dialog),
        WindowAction::Theme(theme) => {
            state.look.theme = theme;
            set_theme(ctx, theme);
        }
        WindowAction::Habits(habits) => set_habits(parts, habits),
        WindowAction::Zoom(step) => zoom(ctx, step),
        WindowAction::ReadingSize(size) => state.look.reading_size = size.clamp(12.0, 24.0),
        WindowAction::ToggleLeft => state.look.left_open = !state.look.left_open,
        WindowAction::ToggleRight => state.look.right_open = !state.look.right_open,
        WindowAction::MoveKeyboard(forward) => move_focus(parts.state, forward, ctx),
        WindowAction::FocusSearch => state.search.wants_focus = true,
        WindowAction::Copy => copy_selected(parts, ctx),
        WindowAction::CopyQuotation(claim) => copy_quotation(parts, claim, ctx),
        WindowAction::StepHistory(steps) => step_history(parts, steps),
        WindowAction::NextHint => next_hint(parts),
        WindowAction::EndHints => end_hints(parts),
        WindowAction::DismissMessages => state.messages.clear(),
        WindowAction::DismissMessage(index) => {
            if index < state.messages.len() {
                state.messages.remove(index);
            }
        }
        WindowAction::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
        WindowAction::AnswerUnsaved(leaving) => {
            answer_unsaved(parts.state, parts.workspace, jobs, leaving, ctx);
        }
    }
}

fn step_history(parts: &mut Parts<'_>, steps: isize) {
    let action = if steps < 0 { AnnotateAction::Undo } else { AnnotateAction::Redo };
    for _ in 0..steps.unsigned_abs() {
        crate::ui::annotate::handlers::handle(parts, action.clone());
    }
}

fn move_focus(state: &mut UiState, forward: bool, ctx: &Context) {
    let look = &state.look;
    let (left, right) = side_panels(look, ctx.content_rect().width());
    let open = |region| match region {
        Region::Documents => left,
        Region::Inspector => right,
        Region::Read | Region::Search => true,
    };
    let next = move_keyboard(ctx, look.region, open, forward);
    state.look.region = next;
    state.search.wants_focus = next == Region::Search;
}

/// Takes effect at once and is kept at once.
fn set_habits(parts: &mut Parts<'_>, habits: Habits) {
    parts.state.habits = habits;
    if !habits.keeps_confidence {
        parts.state.read.next_confidence = NextConfidence::default();
    }
    let problem = parts.workspace.change_user_settings(|settings| settings.habits = habits);
    parts.notify_problems(problem);
}

fn open_dialog(state: &mut UiState, workspace: &Workspace, jobs: &mut Jobs, dialog: Option<Dialog>) {
    if state.dialog == Some(Dialog::Import) {
        // What is being read again was for that dialog.
        jobs.import = None;
    }
    let drafts = &mut state.drafts;
    *drafts = crate::ui::state::Drafts::default();
    match &dialog {
        Some(Dialog::Codebook) => drafts.codebook = Some(workspace.project().codebook().clone()),
        Some(Dialog::Export) => "jsonl".clone_into(&mut drafts.export.format),
        _ => {}
    }
    state.dialog = dialog;
}

fn zoom(ctx: &Context, step: i8) {
    let zoom = match step {
        0 => 1.0,
        step if step > 0 => ctx.zoom_factor() + 0.1,
        _ => ctx.zoom_factor() - 0.1,
    };
    ctx.set_zoom_factor((zoom * 10.0).round().clamp(5.0, 30.0) / 10.0);
}
