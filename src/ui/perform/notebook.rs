//! Carries out work on documents, codebook and settings.

use crate::ui::CrossclaimApp;
use crate::ui::action::NotebookAction;

impl CrossclaimApp {
    pub(super) fn perform_notebook(&mut self, action: NotebookAction) {
        let workspace = &mut self.workspace;
        let done = match action {
            NotebookAction::SetTitle(title) => workspace.set_title(&title),
            NotebookAction::SetDetails(document, details, recut) => {
                workspace.set_details_and_cut(document, *details, recut)
            }
            NotebookAction::SetDetailsOf(details) => workspace.set_details_of(details),
            NotebookAction::MoveDocument(document, position) => workspace.move_document(document, position),
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
            NotebookAction::SetMyName(name) => workspace.set_my_name(&name),
        };
        if let Err(err) = done {
            self.report("The change was not made", &err);
        }
    }
}
