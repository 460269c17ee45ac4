//! Title, language and source of a document.

use super::frame::{DialogFrame, body, entered, first_focus, foot};
use crate::model::{Codebook, DocumentDetails, DocumentId, RELIABILITY_SCALE};
use crate::ui::action::{Actions, NotebookAction, WindowAction};
use crate::ui::app::Scene;
use crate::ui::state::UiState;
use crate::ui::widgets::fields;
use crate::view::names;
use eframe::egui::{Response, Ui};

/// Draws the dialog.
pub(super) fn details_ui(
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
    let mut draft = state.drafts.details.take().unwrap_or_else(|| record.details.clone());
    let title = format!("Details of document {}", names::document_letter(project, document));
    DialogFrame::new(&title, 560.0).show(ui, actions, |ui, actions| {
        let enter = body(ui, true, |ui| fields_ui(ui, project.codebook(), &mut draft, state));
        let is_complete = !draft.title.trim().is_empty();
        foot(ui, |ui| {
            let save = fields::strong_button(ui, "Save", is_complete).clicked();
            if (save || enter) && is_complete {
                let title = draft.title.trim().to_owned();
                draft.title = title;
                actions.push(NotebookAction::SetDetails(document, Box::new(draft.clone())));
                actions.push(WindowAction::Dialog(None));
            }
            if fields::plain_button(ui, "Cancel").clicked() {
                actions.push(WindowAction::Dialog(None));
            }
            if !is_complete {
                fields::problem(ui, "A title is needed");
            }
        });
    });
    state.drafts.details = Some(draft);
}

/// The fields; gives whether Enter was pressed in one of them.
fn fields_ui(ui: &mut Ui, codebook: &Codebook, draft: &mut DocumentDetails, state: &mut UiState) -> bool {
    let mut enter = false;
    let mut note = |ui: &Ui, response: Response| enter |= entered(ui, &response);
    let title = fields::text_field(ui, "Title", &mut draft.title);
    first_focus(ui, &mut state.drafts, &title);
    note(ui, title);
    ui.columns(2, |columns| {
        for (column, label, text) in
            [(0, "Publisher", &mut draft.source.publisher), (1, "Author", &mut draft.source.author)]
        {
            if let Some(ui) = columns.get_mut(column) {
                let response = fields::text_field(ui, label, text);
                note(ui, response);
            }
        }
    });
    let response = fields::hinted_field(ui, "Web address", "https://", &mut draft.source.url);
    note(ui, response);
    ui.columns(3, |columns| {
        for (column, label, hint, text) in [
            (0, "Published", "2026-04-28", &mut draft.source.published),
            (1, "Accessed", "2026-04-30", &mut draft.source.accessed),
            (2, "Language", "en", &mut draft.language),
        ] {
            if let Some(ui) = columns.get_mut(column) {
                let response = fields::hinted_field(ui, label, hint, text);
                note(ui, response);
            }
        }
    });
    reliability_ui(ui, codebook, draft);
    let hint = "Wire or press release that the text repeats";
    let response = fields::hinted_field(ui, "Origin", hint, &mut draft.source.origin);
    note(ui, response);
    enter
}

/// Reliability as a choice of the scale's levels, and *not rated*.
fn reliability_ui(ui: &mut Ui, codebook: &Codebook, draft: &mut DocumentDetails) {
    let levels = codebook.scale(RELIABILITY_SCALE).map(|scale| scale.levels.as_slice()).unwrap_or_default();
    let mut options = vec![("Not rated".to_owned(), "Nobody has judged the source yet".to_owned())];
    options.extend(levels.iter().map(|level| (shown(&level.id, &level.label), level.definition.clone())));
    let chosen = levels.iter().find(|level| draft.source.reliability.as_deref() == Some(level.id.as_str()));
    let chosen = chosen.map_or_else(|| "Not rated".to_owned(), |level| shown(&level.id, &level.label));
    if let Some(index) = fields::choice_field(ui, "Reliability of the source", &chosen, &options) {
        let level = index.checked_sub(1).and_then(|index| levels.get(index));
        draft.source.reliability = level.map(|level| level.id.clone());
    }
}

/// The letter before its words, unless the label begins with it.
fn shown(id: &str, label: &str) -> String {
    if label.starts_with(id) { label.to_owned() } else { format!("{id} · {label}") }
}
