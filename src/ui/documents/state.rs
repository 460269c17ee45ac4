//! [`LibraryState`]: what the documents panel shows and what is half done in it.

use super::bulk::draft::BulkDraft;
use super::details::draft::DetailsDraft;
use crate::model::DocumentId;
use crate::ui::read::layout::ColumnLayout;
use crate::view::library::LibraryView;

/// What the documents panel remembers between frames.
#[derive(Debug, Default)]
pub struct LibraryState {
    /// What was typed into the filter.
    pub(super) filter: String,
    /// Rows that fit the filter, and for which filter and revision of the project.
    pub(super) fitting: Vec<usize>,
    fitting_for: Option<(String, u64)>,
    /// Heights of the cards.
    pub(super) layout: ColumnLayout,
    /// The document being dragged.
    pub(super) dragged: Option<DocumentId>,
}

impl LibraryState {
    /// A card of that document is being dragged.
    pub(super) const fn drag(&mut self, document: DocumentId) {
        self.dragged = Some(document);
    }

    /// Looks for the rows that fit the filter, if the filter or the project changed.
    pub(super) fn fit(&mut self, library: &LibraryView, revision: u64) {
        let is_known = |known: &(String, u64)| known.0 == self.filter && known.1 == revision;
        if self.fitting_for.as_ref().is_some_and(is_known) {
            return;
        }
        let rows = library.rows.iter().enumerate();
        self.fitting = rows.filter(|(_, row)| row.fits(&self.filter)).map(|(at, _)| at).collect();
        self.fitting_for = Some((self.filter.clone(), revision));
    }
}

/// What is half done in the dialogs about where documents come from.
#[derive(Clone, Debug, Default)]
pub struct SourcesDraft {
    /// Title, language and source of one document; none until its dialog was drawn.
    pub details: Option<DetailsDraft>,
    /// What several documents get.
    pub bulk: BulkDraft,
}
