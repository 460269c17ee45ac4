//! [`Views`]: the view data on show, rebuilt only where the project changed since.

use super::state::UiState;
use crate::model::DocumentId;
use crate::view::library::{LibraryView, library_view};
use crate::view::reader::{ReaderColumn, reader_column};
use crate::workspace::Workspace;
use std::collections::BTreeMap;

/// View data with the revisions it was made from.
#[derive(Debug, Default)]
pub struct Views {
    columns: BTreeMap<DocumentId, (u64, ReaderColumn)>,
    library: LibraryView,
    library_revision: Option<u64>,
}

impl Views {
    /// Rebuilds what is out of date for the open columns.
    pub fn refresh(&mut self, workspace: &Workspace, state: &UiState) {
        self.columns.retain(|id, _| state.read.columns.iter().any(|column| column.document == *id));
        for column in &state.read.columns {
            // The codebook and the order of documents reach every column; both are rare.
            let revision = workspace.document_revision(column.document).max(workspace.shared_revision());
            let known = self.columns.get(&column.document);
            if known.is_some_and(|(at, _)| *at == revision) {
                continue;
            }
            let before = known.map(|(_, column)| column);
            if let Some(view) = reader_column(workspace.project(), column.document, before) {
                self.columns.insert(column.document, (revision, view));
            }
        }
        if self.library_revision != Some(workspace.revision()) {
            self.library = library_view(workspace.project(), workspace.me());
            self.library_revision = Some(workspace.revision());
        }
    }

    /// The column of an open document.
    pub fn column(&self, document: DocumentId) -> Option<&ReaderColumn> {
        self.columns.get(&document).map(|(_, column)| column)
    }

    /// The documents panel.
    pub const fn library(&self) -> &LibraryView {
        &self.library
    }

    /// Forgets everything, for another project.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}
