//! Language and source of several documents: which documents on the left, what they get on the right, one step on *Save*.

pub(in crate::ui) mod draft;

mod list;
mod values;

use super::action::DocumentsAction;
use crate::ui::action::Actions;
use crate::ui::dialogs::frame::{DialogFrame, body, foot};
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::widgets::fields;
use crate::ui::window::action::WindowAction;
use eframe::egui::Ui;

/// Height of both halves where the window has room for it.
const HEIGHT: f32 = 440.0;
/// Kept for the foot and the space above it.
const FOOT: f32 = 46.0;

/// Draws the dialog.
pub(in crate::ui) fn bulk_ui(ui: &Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    let mut draft = std::mem::take(&mut state.drafts.sources.bulk);
    let project = scene.workspace.project();
    draft.look_up(project);
    DialogFrame::new("Edit sources of several documents", 820.0).show(ui, actions, |ui, actions| {
        let height = (ui.available_height() - FOOT).min(HEIGHT);
        let list_width = (ui.available_width() * 0.44).floor();
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(list_width);
                ui.set_height(height);
                list::list_ui(ui, scene, &mut draft, &mut state.drafts);
            });
            ui.add_space(10.0);
            ui.vertical(|ui| {
                ui.set_width(ui.available_width());
                ui.set_max_height(height + FOOT);
                body(ui, true, |ui| values::values_ui(ui, project.codebook(), &mut draft));
            });
        });
        foot(ui, |ui| {
            let problem = draft.problem();
            if fields::strong_button(ui, &save_words(draft.ticked.len()), problem.is_none()).clicked() {
                actions.push(DocumentsAction::SetDetailsOf(draft.changed(project)));
                actions.push(WindowAction::Dialog(None));
            }
            if fields::plain_button(ui, "Cancel").clicked() {
                actions.push(WindowAction::Dialog(None));
            }
            if let Some(problem) = problem {
                fields::note(ui, problem);
            }
        });
    });
    state.drafts.sources.bulk = draft;
}

fn save_words(count: usize) -> String {
    match count {
        0 => "Change documents".to_owned(),
        1 => "Change 1 document".to_owned(),
        _ => format!("Change {count} documents"),
    }
}
