//! Carries out work on documents, codebook and settings.

use super::action::NotebookAction;
use crate::model::{DocumentId, DocumentRole};
use crate::text::visible;
use crate::ui::CrossclaimApp;
use crate::view::names;

impl CrossclaimApp {
    pub(in crate::ui) fn perform_notebook(&mut self, action: NotebookAction) {
        let workspace = &mut self.workspace;
        let done = match action {
            NotebookAction::SetTitle(title) => workspace.set_title(&title),
            NotebookAction::SetDetails(document, details, recut) => {
                workspace.set_details_and_cut(document, *details, recut)
            }
            NotebookAction::SetDetailsOf(details) => workspace.set_details_of(details),
            NotebookAction::SetRole(document, role) => {
                let done = workspace.set_role(document, role);
                if done.is_ok() {
                    // The draft that was named last is the one to be shown.
                    if role == DocumentRole::UnderCheck {
                        self.state.check.draft = Some(document);
                        (self.state.check.sentence, self.state.check.passage) = (None, 0);
                    }
                    self.say_role(document);
                }
                done
            }
            NotebookAction::MoveDocument(document, position) => {
                let moved = workspace.move_document(document, position);
                if moved.is_ok() {
                    self.say_letter(document);
                }
                moved
            }
            NotebookAction::RemoveDocument(document) => {
                self.state.read.columns.retain(|column| column.document != document);
                self.state.read.selection = None;
                workspace.remove_document(document)
            }
            NotebookAction::SetRead(document, read) => workspace.set_read(document, read),
            NotebookAction::SetCodebook(codebook) => workspace.set_codebook(*codebook),
            NotebookAction::RemoveClaimKind(kind, removal) => workspace.remove_claim_kind(&kind, &removal),
            NotebookAction::RemoveLinkKind(kind, removal) => workspace.remove_link_kind(&kind, &removal),
            NotebookAction::SetSettings(settings) => workspace.set_settings(settings),
            NotebookAction::SetMyName(name) => return self.set_name(&name),
        };
        if let Err(err) = done {
            self.report("The change was not made", &err);
        }
    }

    fn say_role(&mut self, document: DocumentId) {
        let project = self.workspace.project();
        let letter = names::document_letter(project, document);
        let role = project.document(document).map(|record| record.details.role);
        self.say(if role == Some(DocumentRole::UnderCheck) {
            format!("{letter} is under check: Check holds its sentences against the sources.")
        } else {
            format!("{letter} is a source again.")
        });
    }

    /// A document that changed its place has another letter, and so have those between.
    fn say_letter(&mut self, document: DocumentId) {
        let project = self.workspace.project();
        let title = project.document(document).map_or("", |record| record.details.title.as_str());
        let (title, letter) = (visible(title).into_owned(), names::document_letter(project, document));
        self.say(format!(
            "“{title}” is {letter} from here on: documents are lettered in the order of the list."
        ));
    }
}
