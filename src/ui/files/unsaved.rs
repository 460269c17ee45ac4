//! Asks what to do with work that is nowhere but in memory before the window closes.

use crate::ui::action::Actions;
use crate::ui::dialogs::frame::{DialogFrame, first_focus, foot};
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::widgets::fields;
use crate::ui::window::action::{UnsavedChoice, WindowAction};
use eframe::egui::{Label, Ui};

/// Draws the question.
pub(in crate::ui) fn unsaved_ui(ui: &Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    DialogFrame::new("Keep your work?", 460.0).show(ui, actions, |ui, actions| {
        let title = match scene.workspace.project().title() {
            "" => "The project".to_owned(),
            title => format!("“{title}”"),
        };
        ui.add(
            Label::new(format!(
                "{title} has changes that could be written neither to its file nor to the journal"
            ))
            .wrap(),
        );
        fields::note(
            ui,
            "Save them in another place; closing without saving loses everything since the last save",
        );
        let mut leaving = None;
        foot(ui, |ui| {
            let save = fields::strong_button(ui, "Save as…", true);
            first_focus(ui, &mut state.drafts, &save);
            if save.clicked() {
                leaving = Some(UnsavedChoice::Save);
            }
            if fields::plain_button(ui, "Cancel").clicked() {
                actions.push(WindowAction::Dialog(None));
            }
            if fields::plain_button(ui, "Close without saving").clicked() {
                leaving = Some(UnsavedChoice::Discard);
            }
        });
        if let Some(leaving) = leaving {
            actions.push(WindowAction::Dialog(None));
            actions.push(WindowAction::AnswerUnsaved(leaving));
        }
    });
}
