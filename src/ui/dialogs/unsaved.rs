//! Asks what to do with unsaved work before the window closes.

use super::frame::{DialogFrame, first_focus, foot};
use crate::ui::action::{Actions, Leaving, WindowAction};
use crate::ui::app::Scene;
use crate::ui::state::UiState;
use crate::ui::widgets::fields;
use eframe::egui::{Label, Ui};

/// Draws the question.
pub(super) fn unsaved_ui(ui: &Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    DialogFrame::new("Save your work?", 460.0).show(ui, actions, |ui, actions| {
        let title = match scene.workspace.project().title() {
            "" => "The project".to_owned(),
            title => format!("“{title}”"),
        };
        ui.add(Label::new(format!("{title} has changes that are not in its file yet")).wrap());
        fields::note(ui, "Discarding takes back everything since the last save");
        let mut leaving = None;
        foot(ui, |ui| {
            let save = fields::strong_button(ui, "Save", true);
            first_focus(ui, &mut state.drafts, &save);
            if save.clicked() {
                leaving = Some(Leaving::Save);
            }
            if fields::plain_button(ui, "Cancel").clicked() {
                actions.push(WindowAction::Dialog(None));
            }
            if fields::plain_button(ui, "Discard").clicked() {
                leaving = Some(Leaving::Discard);
            }
        });
        if let Some(leaving) = leaving {
            actions.push(WindowAction::Dialog(None));
            actions.push(WindowAction::Leave(leaving));
        }
    });
}
