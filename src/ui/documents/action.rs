//! [`DocumentsAction`]: work on documents and the settings of the project.

use crate::model::{DocumentDetails, DocumentId, DocumentRole, Settings};
use crate::workspace::Recut;

/// Work on documents and the settings of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentsAction {
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
    /// Replaces the project's settings.
    SetSettings(Settings),
    /// Renames this annotator.
    SetMyName(String),
}
