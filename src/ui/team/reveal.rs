//! Asks before the layers of others are opened in blind work: it is written down and cannot be unseen.

use super::action::TeamAction;
use crate::ui::action::Actions;
use crate::ui::dialogs::frame::{DialogFrame, first_focus, foot};
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::widgets::fields;
use crate::ui::window::action::WindowAction;
use eframe::egui::{Label, Ui};

/// Draws the question.
pub(in crate::ui) fn reveal_ui(ui: &Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    let project = scene.workspace.project();
    let others = project.annotators().filter(|annotator| annotator.id != scene.workspace.me()).count();
    DialogFrame::new("Open the layers of others?", 460.0).show(ui, actions, |ui, actions| {
        let words = match others {
            0 => "Nobody else has worked here yet. From now on you would see what others add.".to_owned(),
            1 => "You will see what the other annotator did.".to_owned(),
            count => format!("You will see what the {count} other annotators did."),
        };
        ui.add(Label::new(words).wrap());
        fields::note(
            ui,
            "Your name and the time are written into the project: work from here on is no longer independent. Finish \
             your own round first.",
        );
        foot(ui, |ui| {
            let open = fields::strong_button(ui, "Open layers", true);
            first_focus(ui, &mut state.drafts, &open);
            if open.clicked() {
                actions.push(TeamAction::Reveal);
            }
            if fields::plain_button(ui, "Stay blind").clicked() {
                actions.push(WindowAction::Dialog(None));
            }
        });
    });
}
