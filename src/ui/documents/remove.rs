//! Asks before a document goes with its claims.

use super::action::DocumentsAction;
use crate::model::DocumentId;
use crate::ui::action::Actions;
use crate::ui::dialogs::frame::{DialogFrame, first_focus, foot};
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::widgets::fields;
use crate::ui::window::action::WindowAction;
use crate::ui::window::status_bar::counted;
use crate::view::names;
use eframe::egui::{Label, Ui};

/// Draws the question.
pub(in crate::ui) fn remove_document_ui(
    ui: &Ui,
    scene: Scene<'_>,
    document: DocumentId,
    state: &mut UiState,
    actions: &mut Actions,
) {
    let project = scene.workspace.project();
    let Some(record) = project.document(document) else {
        actions.push(WindowAction::Dialog(None));
        return;
    };
    let row = scene.views.library().rows.iter().find(|row| row.document == document);
    let (claims, links) = row.map_or((0, 0), |row| (row.claim_count, row.link_count));
    let letter = names::document_letter(project, document);
    let title = format!("Remove document {letter}?");
    DialogFrame::new(&title, 440.0).show(ui, actions, |ui, actions| {
        ui.add(Label::new(names::shortened(&record.details.title, 200)).wrap());
        let goes = match (claims, links) {
            (0, _) => "It has no claims".to_owned(),
            (_, 0) => format!("{} will go with it", counted(claims, "claim")),
            _ => format!("{} and {} will go with it", counted(claims, "claim"), counted(links, "link")),
        };
        fields::note(ui, &format!("{goes}. Undo brings everything back."));
        foot(ui, |ui| {
            let remove = fields::strong_button(ui, "Remove", true);
            first_focus(ui, &mut state.drafts, &remove);
            if remove.clicked() {
                actions.push(DocumentsAction::RemoveDocument(document));
                actions.push(WindowAction::Dialog(None));
            }
            if fields::plain_button(ui, "Cancel").clicked() {
                actions.push(WindowAction::Dialog(None));
            }
        });
    });
}
