//! [`Views`]: the view data on show, rebuilt only where the project changed since.

mod agreement;
mod matrix;
mod review;

pub use agreement::AgreementViews;
pub use matrix::MatrixViews;
pub use review::ReviewViews;

use super::state::{MainView, Selection, UiState};
use crate::analysis::disagreements::CaseState;
use crate::model::DocumentId;
use crate::view::inspector::{InspectorView, claim_view, link_view, sentence_view, span_view};
use crate::view::library::{LibraryChanges, LibraryView};
use crate::view::reader::{ReaderColumn, reader_column};
use crate::view::suggestions::{SuggestionCard, SuggestionGroup, suggestion_groups};
use crate::workspace::Workspace;
use std::collections::BTreeMap;

/// View data with the revisions it was made from.
#[derive(Debug, Default)]
pub struct Views {
    columns: BTreeMap<DocumentId, (u64, ReaderColumn)>,
    library: LibraryView,
    library_revision: Option<u64>,
    inspector: InspectorView,
    inspector_of: Option<(u64, Option<Selection>)>,
    suggestions: Option<Vec<SuggestionGroup>>,
    suggestions_of: Option<(u64, u64, Option<Selection>)>,
    review: ReviewViews,
    matrix: MatrixViews,
    agreement: AgreementViews,
    open_cases: usize,
    open_cases_of: Option<(u64, u64)>,
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
        let revision = workspace.revision();
        if self.library_revision != Some(revision) {
            let before = self.library_revision;
            let is_newer = |at: u64| before.is_none_or(|before| at > before);
            let changes = LibraryChanges {
                document: |id| is_newer(workspace.document_revision(id)),
                links: is_newer(workspace.links_revision()),
            };
            self.library.refresh(workspace.project(), workspace.me(), &changes);
            self.library_revision = Some(revision);
        }
        let shown = Some((revision, state.read.selection));
        if self.inspector_of != shown {
            self.inspector = self.inspector_view(workspace, state.read.selection);
            self.inspector_of = shown;
        }
        self.refresh_suggestions(workspace, state.read.selection);
        self.count_open_cases(workspace);
        match state.view {
            MainView::Disagreements => self.review.refresh(workspace, &state.review),
            MainView::Matrix => self.matrix.refresh(workspace, &state.matrix),
            MainView::Agreement => self.agreement.refresh(workspace, &state.agreement),
            MainView::Read => {}
        }
    }

    fn count_open_cases(&mut self, workspace: &Workspace) {
        let revision = Some(workspace.review_revision());
        if self.open_cases_of != revision {
            let cases = workspace.review().into_iter().flat_map(|index| index.cases());
            self.open_cases = cases.filter(|case| case.state != CaseState::Settled).count();
            self.open_cases_of = revision;
        }
    }

    fn refresh_suggestions(&mut self, workspace: &Workspace, selection: Option<Selection>) {
        let shown = Some((workspace.revision(), workspace.suggestion_count(), selection));
        if self.suggestions_of == shown {
            return;
        }
        self.suggestions_of = shown;
        self.suggestions = match selection {
            Some(Selection::Claim(claim)) => {
                workspace.suggestions(claim).map(|found| suggestion_groups(workspace.project(), claim, found))
            }
            _ => None,
        };
    }

    fn inspector_view(&self, workspace: &Workspace, selection: Option<Selection>) -> InspectorView {
        let project = workspace.project();
        match selection {
            Some(Selection::Sentence(document, index)) => sentence_view(project, document, index),
            Some(Selection::Span(document, span)) => span_view(project, document, span),
            Some(Selection::Claim(claim)) => claim_view(project, claim, &self.library.frequent_kinds),
            Some(Selection::Link(link)) => link_view(project, link),
            None => InspectorView::Nothing,
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

    /// The inspector: what is selected.
    pub const fn inspector(&self) -> &InspectorView {
        &self.inspector
    }

    /// What the selected claim may be linked to, grouped by document; none while the answer is awaited.
    pub fn suggestions(&self) -> Option<&[SuggestionGroup]> {
        self.suggestions.as_deref()
    }

    /// The suggestions in the order shown.
    pub fn suggestion_cards(&self) -> impl Iterator<Item = &SuggestionCard> {
        self.suggestions.iter().flatten().flat_map(|group| &group.cards)
    }

    /// Whether nothing is left to be made in further frames.
    pub fn is_complete(&self, state: &UiState) -> bool {
        match state.view {
            MainView::Disagreements => self.review.is_complete(),
            MainView::Matrix => self.matrix.is_complete(),
            MainView::Read | MainView::Agreement => true,
        }
    }

    /// The Agreement view.
    pub const fn agreement(&self) -> &AgreementViews {
        &self.agreement
    }

    /// The Matrix view.
    pub const fn matrix(&self) -> &MatrixViews {
        &self.matrix
    }

    /// The Disagreements view.
    pub const fn review(&self) -> &ReviewViews {
        &self.review
    }

    /// Disagreements that are open or need another look.
    pub const fn open_cases(&self) -> usize {
        self.open_cases
    }

    /// Forgets everything, for another project.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}
