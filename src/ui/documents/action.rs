//! [`NotebookAction`]: work on documents, codebook and settings.

use crate::model::{Codebook, DocumentDetails, DocumentId, DocumentRole, Settings};
use crate::workspace::{KindRemoval, Recut};

/// Work on documents, codebook and settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotebookAction {
    /// Renames the project.
    SetTitle(String),
    /// Replaces title, language and source of a document, and perhaps its sentences.
    SetDetails(DocumentId, Box<DocumentDetails>, Recut),
    /// Replaces title, language and source of several documents in one step.
    SetDetailsOf(Vec<(DocumentId, DocumentDetails)>),
    /// Puts a document under check, or takes it as a source again.
    SetRole(DocumentId, DocumentRole),
    /// Moves a document to a place in project order.
    MoveDocument(DocumentId, usize),
    /// Takes a document out with its claims.
    RemoveDocument(DocumentId),
    /// Marks a document read or not.
    SetRead(DocumentId, bool),
    /// Replaces the codebook.
    SetCodebook(Box<Codebook>),
    /// Takes a claim kind out; its claims stay.
    RemoveClaimKind(String, KindRemoval),
    /// Takes a link kind out; its links stay.
    RemoveLinkKind(String, KindRemoval),
    /// Replaces the project's settings.
    SetSettings(Settings),
    /// Renames this annotator.
    SetMyName(String),
}
