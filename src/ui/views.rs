//! [`Views`]: the view data on show, rebuilt only where the project changed since.

use super::adjudication::views::AdjudicationViews;
use super::agreement::views::AgreementViews;
use super::disagreements::views::ReviewViews;
use super::matrix::views::MatrixViews;
use crate::model::{ClaimId, DocumentId};
use crate::ui::check::views::CheckViews;
use crate::ui::chronology::views::ChronologyViews;
use crate::ui::claims::views::ClaimsViews;
use crate::ui::navigation::{Dialog, MainView};
use crate::ui::read::state::{ReadState, Selection};
use crate::ui::state::UiState;
use crate::view::inspector::{InspectorView, claim_view, link_view, sentence_view, span_view};
use crate::view::layers::{LayerRow, Layers, Shown, layer_rows};
use crate::view::library::{LibraryChanges, LibraryView};
use crate::view::reader::{ReaderColumn, reader_column};
use crate::view::suggestions::{SuggestionCard, SuggestionGroup, suggestion_groups};
use crate::workspace::{ConflictRow, Workspace};
use std::collections::BTreeMap;

/// View data with the revisions it was made from.
#[derive(Debug, Default)]
pub struct Views {
    columns: BTreeMap<DocumentId, (u64, ReaderColumn)>,
    library: LibraryView,
    library_revision: Option<u64>,
    inspector: InspectorView,
    inspector_of: Option<(u64, Option<Selection>, Option<ClaimId>)>,
    suggestions: Option<Vec<SuggestionGroup>>,
    suggestions_of: Option<(u64, u64, Option<ClaimId>)>,
    review: ReviewViews,
    adjudication: AdjudicationViews,
    claims: ClaimsViews,
    matrix: MatrixViews,
    chronology: ChronologyViews,
    agreement: AgreementViews,
    check: CheckViews,
    conflicts: Vec<ConflictRow>,
    conflicts_of: Option<u64>,
    layers: Layers,
    layer_rows: Vec<LayerRow>,
    open_cases: usize,
}

impl Views {
    /// Rebuilds what is out of date for the open columns.
    pub fn refresh(&mut self, workspace: &Workspace, state: &UiState) {
        if self.layers != state.layers {
            self.layers.clone_from(&state.layers);
            // Made again from what they were, so that whoever drew from them sees that they are new.
            self.columns.values_mut().for_each(|(at, _)| *at = u64::MAX);
            (self.library, self.library_revision) = (LibraryView::default(), None);
            self.inspector_of = None;
            self.claims = ClaimsViews::default();
        }
        let shown = Shown { project: workspace.project(), layers: &self.layers };
        self.columns.retain(|id, _| state.read.columns.iter().any(|column| column.document == *id));
        for column in &state.read.columns {
            // The codebook and the order of documents reach every column; both are rare.
            let revision = workspace.document_revision(column.document).max(workspace.shared_revision());
            let known = self.columns.get(&column.document);
            if known.is_some_and(|(at, _)| *at == revision) {
                continue;
            }
            let before = known.map(|(_, column)| column);
            if let Some(view) = reader_column(shown, column.document, before) {
                self.columns.insert(column.document, (revision, view));
            }
        }
        let revision = workspace.revision();
        if self.library_revision != Some(revision) {
            let before = self.library_revision;
            let is_newer = |at: u64| before.is_none_or(|before| at > before);
            let changes = LibraryChanges {
                document: |id| is_newer(workspace.document_revision(id)),
                links: |id| is_newer(workspace.linked_revision(id)),
            };
            self.library.refresh(shown, workspace.me(), &changes);
            self.layer_rows = layer_rows(shown, &self.library.annotator_counts, workspace.me());
            self.library_revision = Some(revision);
        }
        let selected = Some((revision, state.read.selection, state.read.link_origin));
        if self.inspector_of != selected {
            self.inspector = self.inspector_view(workspace, &state.read);
            self.inspector_of = selected;
        }
        self.refresh_suggestions(workspace, state.read.subject());
        if state.dialog == Some(Dialog::Conflicts) && self.conflicts_of != Some(revision) {
            (self.conflicts, self.conflicts_of) = (workspace.open_conflicts(), Some(revision));
        }
        self.count_open_cases(workspace);
        if state.view == MainView::Claims {
            self.claims.refresh(
                workspace,
                Shown { project: workspace.project(), layers: &self.layers },
                &state.claims,
            );
        }
        self.check.refresh(workspace, (state.view, &state.check));
        if self.layers.only.is_some() {
            return;
        }
        match state.view {
            MainView::Disagreements => {
                self.review.refresh(workspace, &state.review);
                self.adjudication.refresh(workspace, &state.adjudication);
            }
            MainView::Matrix => self.matrix.refresh(workspace, &state.matrix),
            MainView::Chronology => self.chronology.refresh(workspace, &state.chronology),
            MainView::Agreement => self.agreement.refresh(workspace, &state.agreement),
            MainView::Read | MainView::Claims | MainView::Check => {}
        }
    }

    fn count_open_cases(&mut self, workspace: &Workspace) {
        let index = workspace.review().filter(|_| self.layers.only.is_none());
        self.open_cases = index.map_or(0, |index| index.counts().unresolved());
    }

    fn refresh_suggestions(&mut self, workspace: &Workspace, subject: Option<ClaimId>) {
        let shown = Some((workspace.revision(), workspace.suggestion_count(), subject));
        if self.suggestions_of == shown {
            return;
        }
        self.suggestions_of = shown;
        self.suggestions = subject.and_then(|claim| {
            let found = workspace.suggestions(claim)?;
            Some(suggestion_groups(workspace.project(), claim, found))
        });
    }

    fn inspector_view(&self, workspace: &Workspace, read: &ReadState) -> InspectorView {
        let project = workspace.project();
        let shown = Shown { project, layers: &self.layers };
        match read.selection {
            Some(Selection::Sentence(document, index)) => sentence_view(project, document, index),
            Some(Selection::Span(document, span)) => span_view(project, document, span),
            Some(Selection::Claim(claim)) => claim_view(shown, claim, &self.library.frequent_kinds),
            Some(Selection::Link(link)) => link_view(project, link, read.link_origin),
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

    /// What a merge left to be settled.
    pub fn conflicts(&self) -> &[ConflictRow] {
        &self.conflicts
    }

    /// Whose work is on show.
    pub const fn layers(&self) -> &Layers {
        &self.layers
    }

    /// The annotators with how much they did.
    pub fn layer_rows(&self) -> &[LayerRow] {
        &self.layer_rows
    }

    /// Whether nothing is left to be made in further frames.
    pub fn is_complete(&self, state: &UiState) -> bool {
        if state.view == MainView::Claims {
            return self.claims.is_complete();
        }
        if self.layers.only.is_some() {
            return true;
        }
        match state.view {
            MainView::Disagreements => self.review.is_complete(),
            MainView::Matrix => self.matrix.is_complete(),
            MainView::Chronology => self.chronology.is_complete(),
            MainView::Read | MainView::Claims | MainView::Agreement | MainView::Check => true,
        }
    }

    /// The Agreement view.
    pub const fn agreement(&self) -> &AgreementViews {
        &self.agreement
    }

    /// The Check view.
    pub const fn check(&self) -> &CheckViews {
        &self.check
    }

    /// What annotators did differently.
    pub const fn adjudication(&self) -> &AdjudicationViews {
        &self.adjudication
    }

    /// The Claims view.
    pub const fn claims(&self) -> &ClaimsViews {
        &self.claims
    }

    /// The Chronology view.
    pub const fn chronology(&self) -> &ChronologyViews {
        &self.chronology
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Annotator, AnnotatorId};
    use crate::ui::read::state::Column;
    use crate::workspace::exchange::InputDocument;

    #[test]
    fn a_column_made_for_other_layers_is_told_apart() {
        let me = Annotator {
            machine: None,
            id: AnnotatorId(uuid::Uuid::from_u128(1)),
            name: "A".to_owned(),
            reference: false,
        };
        let mut workspace = Workspace::empty("T", &me).unwrap();
        let file = InputDocument { file_name: "a.txt".to_owned(), bytes: b"One. Two.".to_vec() };
        assert_eq!(workspace.add_inputs(&[file]), Vec::<String>::new());
        let document = *workspace.project().document_ids().first().unwrap();
        let mut state = UiState::default();
        state.read.columns = vec![Column::new(document)];
        let mut views = Views::default();
        views.refresh(&workspace, &state);
        let before = views.column(document).unwrap().generation;
        state.layers.hidden.insert(me.id);
        views.refresh(&workspace, &state);
        assert_ne!(views.column(document).unwrap().generation, before);
    }
}
