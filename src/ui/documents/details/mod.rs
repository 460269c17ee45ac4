//! Title, language and source of a document. All changes go in as one step on *Save*, with the sentences cut anew.

pub(in crate::ui) mod dates;
pub(in crate::ui) mod draft;
pub(in crate::ui) mod language;
pub(in crate::ui) mod publisher;
pub(in crate::ui) mod reliability;

use super::action::DocumentsAction;
use crate::model::{Document, DocumentDetails, DocumentId, DocumentRole};
use crate::ui::action::Actions;
use crate::ui::dialogs::frame::{DialogFrame, body, entered, first_focus, foot};
use crate::ui::scene::Scene;
use crate::ui::state::{Drafts, UiState};
use crate::ui::widgets::fields;
use crate::ui::window::action::WindowAction;
use crate::view::names;
use crate::workspace::Recut;
use draft::{DetailsDraft, tidy};
use eframe::egui::{Align, Layout, Response, Ui};

/// Draws the dialog.
pub(in crate::ui) fn details_ui(
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
    let mut draft = state.drafts.sources.details.take().unwrap_or_else(|| DetailsDraft::of(project, record));
    let title = format!("Details of document {}", names::document_letter(project, document));
    DialogFrame::new(&title, 560.0).show(ui, actions, |ui, actions| {
        let enter = body(ui, true, |ui| fields_ui(ui, scene, record, &mut draft, &mut state.drafts));
        let problem = problem_of(&draft.details, &record.details);
        foot(ui, |ui| {
            let save = fields::strong_button(ui, "Save", problem.is_none()).clicked();
            if (save || enter) && problem.is_none() {
                let details = tidy(draft.details.clone());
                let is_cut = details.language != record.details.language && draft.recut_count.1 > 0;
                let recut = if is_cut { draft.recut } else { Recut::Never };
                actions.push(DocumentsAction::SetDetails(document, Box::new(details), recut));
                actions.push(WindowAction::Dialog(None));
            }
            if fields::plain_button(ui, "Cancel").clicked() {
                actions.push(WindowAction::Dialog(None));
            }
            if let Some(problem) = &problem {
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| fields::problem_words(ui, problem));
            }
        });
    });
    state.drafts.sources.details = Some(draft);
}

/// Why the details cannot be saved; what stood there before is not asked about.
fn problem_of(details: &DocumentDetails, before: &DocumentDetails) -> Option<String> {
    if details.title.trim().is_empty() {
        return Some("A title is needed".to_owned());
    }
    let (source, old) = (&details.source, &before.source);
    let dates =
        [("Published", &source.published, &old.published), ("Accessed", &source.accessed, &old.accessed)];
    let wrong = dates.into_iter().find(|(_, date, old)| date != old && !dates::is_date(date));
    if let Some((label, ..)) = wrong {
        return Some(format!("{label} is not a date"));
    }
    let language = &details.language;
    (*language != before.language && !language::is_language(language))
        .then(|| "The language is not a tag".to_owned())
}

/// The fields; gives whether Enter was pressed in one of them.
fn fields_ui(
    ui: &mut Ui,
    scene: Scene<'_>,
    record: &Document,
    draft: &mut DetailsDraft,
    drafts: &mut Drafts,
) -> bool {
    let codebook = scene.workspace.project().codebook();
    let mut enter = false;
    let mut note = |ui: &Ui, response: Response| enter |= entered(ui, &response);
    let source = &mut draft.details.source;
    let title = fields::text_field(ui, "Title", &mut draft.details.title);
    first_focus(ui, drafts, &title);
    note(ui, title);
    ui.columns(2, |columns| {
        for (column, label, text) in
            [(0, "Publisher", &mut source.publisher), (1, "Author", &mut source.author)]
        {
            if let Some(ui) = columns.get_mut(column) {
                let response = fields::text_field(ui, label, text);
                note(ui, response);
            }
        }
    });
    if let Some(known) = publisher::offers_ui(ui, codebook, &draft.publishers, &source.publisher) {
        source.publisher.clone_from(&known.name);
        source.reliability = source.reliability.take().or_else(|| known.reliability.clone());
    }
    if let Some(level) = publisher::rating_ui(ui, codebook, &draft.publishers, source) {
        source.reliability = Some(level);
    }
    let response = fields::hinted_field(ui, "Web address", "https://", &mut source.url);
    note(ui, response);
    let responses = times_and_language_ui(ui, &mut draft.details);
    for response in responses {
        note(ui, response);
    }
    recut_ui(ui, scene, record, draft);
    let source = &mut draft.details.source;
    reliability::reliability_field(ui, codebook, &mut source.reliability);
    let hint = "Wire or press release that the text repeats";
    let response = fields::hinted_field(ui, "Origin", hint, &mut source.origin);
    note(ui, response);
    role_ui(ui, &mut draft.details.role);
    enter
}

/// Whether it is a source or a draft that is held against them.
fn role_ui(ui: &mut Ui, role: &mut DocumentRole) {
    let mut is_draft = *role == DocumentRole::UnderCheck;
    if fields::switch(ui, &mut is_draft, "Under check: held against the other documents").changed() {
        *role = if is_draft { DocumentRole::UnderCheck } else { DocumentRole::Source };
    }
}

/// Published, accessed and language in one row, with what is wrong with them below.
fn times_and_language_ui(ui: &mut Ui, details: &mut DocumentDetails) -> [Response; 3] {
    let DocumentDetails { language, source, .. } = details;
    let width = (ui.available_width() * 0.26).floor();
    let responses = ui.horizontal_top(|ui| {
        let published = date_column(ui, width, ("Published", "2026-04-28"), &mut source.published);
        let accessed = date_column(ui, width, ("Accessed", "2026-04-30"), &mut source.accessed);
        [published, accessed, language::language_field(ui, language)]
    });
    let [published, accessed, tag] = &responses.inner;
    dates::problem_ui(ui, "Published", published, &mut source.published);
    dates::problem_ui(ui, "Accessed", accessed, &mut source.accessed);
    language::problem_ui(ui, tag, language);
    responses.inner
}

fn date_column(ui: &mut Ui, width: f32, (label, hint): (&str, &str), text: &mut String) -> Response {
    ui.vertical(|ui| {
        ui.set_width(width);
        dates::date_field(ui, label, hint, text)
    })
    .inner
}

/// Offers to cut sentences by the rules of another language.
fn recut_ui(ui: &mut Ui, scene: Scene<'_>, record: &Document, draft: &mut DetailsDraft) {
    let count = draft.count_recut(scene.workspace, record.id);
    if count == 0 || draft.details.language.trim() == record.details.language {
        return;
    }
    let words = match count {
        1 => "Cut the 1 sentence that carries no claim anew".to_owned(),
        _ => format!("Cut the {count} sentences that carry no claim anew"),
    };
    let mut is_cut = draft.recut == Recut::Unclaimed;
    fields::switch(ui, &mut is_cut, &words);
    draft.recut = if is_cut { Recut::Unclaimed } else { Recut::Never };
}
