//! [`ClaimsViews`]: view data of the Claims view, made again where the project or the query changed.

use super::state::ClaimsState;
use crate::analysis::disagreements::CaseIndex;
use crate::analysis::threads::ThreadIndex;
use crate::model::ClaimId;
use crate::view::claims::{
    ClaimColumn, ClaimIndex, ClaimLine, ClaimList, ClaimQuery, FacetNames, FacetValue, LineMaker,
};
use crate::view::layers::Shown;
use crate::workspace::Workspace;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Claims read in one frame, so that the window goes on.
const PER_FRAME: usize = 20_000;
/// Rows made ready above and below those in view.
const MARGIN: usize = 12;

/// View data of the Claims view.
#[derive(Debug, Default)]
pub struct ClaimsViews {
    index: ClaimIndex,
    names: FacetNames,
    names_of: Option<Key>,
    list: ClaimList,
    list_of: Option<(Key, ClaimQuery)>,
    /// Counts how often the list was made.
    generation: u64,
    lines: BTreeMap<ClaimId, ClaimLine>,
    lines_of: Option<Key>,
    is_complete: bool,
}

/// What view data was made from: revisions of the project and of its threads.
type Key = (u64, (u64, u64));

/// The threads, as far as they may be seen: while one works blind they would tell of the work of others.
pub(super) fn threads<'w>(workspace: &'w Workspace, shown: Shown<'_>) -> Option<&'w ThreadIndex> {
    workspace.review().map(CaseIndex::threads).filter(|_| shown.layers.only.is_none())
}

impl ClaimsViews {
    /// Makes what is on show and out of date.
    pub(in crate::ui) fn refresh(&mut self, workspace: &Workspace, shown: Shown<'_>, state: &ClaimsState) {
        let threads = threads(workspace, shown);
        let review = if threads.is_some() { workspace.review_revision() } else { (0, 0) };
        let key = (workspace.revision(), review);
        let shared = workspace.shared_revision();
        self.is_complete = self.index.refresh(
            (shown, threads),
            |document| workspace.document_revision(document).max(shared),
            [workspace.links_revision(), workspace.decisions_revision(), review.0, review.1],
            PER_FRAME,
        );
        if self.is_complete {
            self.refresh_list((shown, threads), key, &state.query);
        }
        self.refresh_lines((shown, threads), key, state);
    }

    fn refresh_list(&mut self, known: (Shown<'_>, Option<&ThreadIndex>), key: Key, query: &ClaimQuery) {
        if self.names_of != Some(key) {
            self.names = FacetNames::new(&self.index, known);
            self.names_of = Some(key);
        }
        if self.list_of.as_ref().is_some_and(|(of, listed)| *of == key && listed == query) {
            return;
        }
        if !query.words.trim().is_empty() {
            self.index.prepare_words(known.0);
        }
        self.list = ClaimList::new(&self.index, &self.names, query, known.0.project);
        self.list_of = Some((key, query.clone()));
        self.generation += 1;
    }

    fn refresh_lines(&mut self, known: (Shown<'_>, Option<&ThreadIndex>), key: Key, state: &ClaimsState) {
        if self.lines_of != Some(key) {
            self.lines.clear();
            self.lines_of = Some(key);
        }
        let first = state.visible.start.saturating_sub(MARGIN);
        let rows = first..state.visible.end.saturating_add(MARGIN).min(self.list.row_count());
        let mut maker = LineMaker::new(known.0, known.1);
        let mut before = std::mem::take(&mut self.lines);
        for claim in rows.filter_map(|row| self.list.claim(row)) {
            let line = before.remove(&claim).or_else(|| maker.line(claim));
            self.lines.extend(line.map(|line| (claim, line)));
        }
    }

    /// What is listed.
    pub const fn list(&self) -> &ClaimList {
        &self.list
    }

    /// Values of facets in words.
    pub const fn names(&self) -> &FacetNames {
        &self.names
    }

    /// Changes whenever the list was made again.
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// A claim in words; made on the spot where it came into view in this frame. None where it is gone.
    pub fn line(
        &self,
        workspace: &Workspace,
        shown: Shown<'_>,
        claim: ClaimId,
    ) -> Option<Cow<'_, ClaimLine>> {
        let made = || LineMaker::new(shown, threads(workspace, shown)).line(claim);
        self.lines.get(&claim).map(Cow::Borrowed).or_else(|| made().map(Cow::Owned))
    }

    /// A claim in words, once it is made.
    pub fn known_line(&self, claim: ClaimId) -> Option<&ClaimLine> {
        self.lines.get(&claim)
    }

    /// How many of the documents are read, 0 to 1.
    pub fn progress(&self) -> f32 {
        self.index.progress()
    }

    /// Whether the list is of the project as it is.
    pub const fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// The columns on show: those that the user chose, and else those in which any claim has a value.
    pub fn columns(&self, state: &ClaimsState) -> Vec<ClaimColumn> {
        let is_shown = |column: &ClaimColumn| {
            // One name in every row says nothing.
            let least = if *column == ClaimColumn::Annotator { 2 } else { 1 };
            let is_filled = column.facet().is_none_or(|facet| {
                let values = self.names.values(facet).filter(|(_, value)| value.value != FacetValue::None);
                values.take(least).count() == least
            });
            state.columns.get(column).copied().unwrap_or(is_filled)
        };
        ClaimColumn::ALL.into_iter().filter(is_shown).collect()
    }
}
