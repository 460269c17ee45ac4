//! Carries out work on documents and the settings of the project.

use super::action::DocumentsAction;
use crate::model::{DocumentId, DocumentRole};
use crate::text::visible;
use crate::ui::parts::Parts;
use crate::ui::team::handlers::set_name;
use crate::view::names;

/// Carries out work on documents and the settings of the project.
pub(in crate::ui) fn handle(parts: &mut Parts<'_>, action: DocumentsAction) {
    let workspace = &mut *parts.workspace;
    let done = match action {
        DocumentsAction::SetTitle(title) => workspace.set_title(&title),
        DocumentsAction::SetDetails(document, details, recut) => {
            workspace.set_details_and_cut(document, *details, recut)
        }
        DocumentsAction::SetDetailsOf(details) => workspace.set_details_of(details),
        DocumentsAction::SetRole(document, role) => {
            let done = workspace.set_role(document, role);
            if done.is_ok() {
                // The draft that was named last is the one to be shown.
                if role == DocumentRole::UnderCheck {
                    parts.state.check.draft = Some(document);
                    (parts.state.check.sentence, parts.state.check.passage) = (None, 0);
                }
                say_role(parts, document);
            }
            done
        }
        DocumentsAction::MoveDocument(document, position) => {
            let moved = workspace.move_document(document, position);
            if moved.is_ok() {
                say_letter(parts, document);
            }
            moved
        }
        DocumentsAction::RemoveDocument(document) => {
            parts.state.read.columns.retain(|column| column.document != document);
            parts.state.read.selection = None;
            workspace.remove_document(document)
        }
        DocumentsAction::SetRead(document, read) => workspace.set_read(document, read),
        DocumentsAction::SetSettings(settings) => workspace.set_settings(settings),
        DocumentsAction::SetMyName(name) => return set_name(parts, &name),
    };
    if let Err(err) = done {
        parts.report("The change was not made", &err);
    }
}

fn say_role(parts: &mut Parts<'_>, document: DocumentId) {
    let project = parts.workspace.project();
    let letter = names::document_letter(project, document);
    let role = project.document(document).map(|record| record.details.role);
    parts.say(if role == Some(DocumentRole::UnderCheck) {
        format!("{letter} is under check: Check holds its sentences against the sources.")
    } else {
        format!("{letter} is a source again.")
    });
}

/// A document that changed its place has another letter, and so have those between.
fn say_letter(parts: &mut Parts<'_>, document: DocumentId) {
    let project = parts.workspace.project();
    let title = project.document(document).map_or("", |record| record.details.title.as_str());
    let (title, letter) = (visible(title).into_owned(), names::document_letter(project, document));
    parts
        .say(format!("“{title}” is {letter} from here on: documents are lettered in the order of the list."));
}
