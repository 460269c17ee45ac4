//! [`ChronologyViews`]: view data of the Chronology view. Dates are read claim by claim over several frames and kept
//! while a claim and its document say the same; only lines in view become words.

use super::state::{ChronologyState, Part, Place};
use crate::analysis::chronology::{Chronology, ChronologyLine, DatedClaim, Proposals};
use crate::model::{Claim, ClaimId, Document, DocumentId};
use crate::view::chronology::{
    ChronologyHead, ChronologyLineView, DatesView, UndatedRow, chronology_head, chronology_line, dates_view,
    undated_row,
};
use crate::workspace::Workspace;
use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};

/// Claims whose words are read in one frame, so that the window goes on.
const PER_FRAME: usize = 250;

/// View data of the Chronology view.
#[derive(Debug, Default)]
pub struct ChronologyViews {
    documents: BTreeMap<DocumentId, DocumentDates>,
    /// Revision of the project up to which all dates are read.
    read_of: Option<u64>,
    is_complete: bool,
    /// How many claims were read so far.
    read_count: usize,
    chronology: Chronology,
    chronology_of: Option<ChronologyOf>,
    heads: Vec<ChronologyHead>,
    lines: BTreeMap<usize, ChronologyLineView>,
    undated_rows: BTreeMap<ClaimId, UndatedRow>,
    lines_of: u64,
    /// Counts how often the chronology was put in order.
    generation: u64,
    /// The selected line, and for which generation and place it was looked up.
    selected: Option<usize>,
    selected_of: Option<(u64, Option<Place>)>,
    dates: Option<DatesView>,
    dates_of: Option<(u64, Option<ClaimId>)>,
}

/// The dates of the claims of a document.
#[derive(Debug)]
struct DocumentDates {
    revision: u64,
    claims: BTreeMap<ClaimId, (u64, DatedClaim)>,
    /// Whether all of them are read.
    is_read: bool,
}

/// What the order depends on: how many dates are read, the threads, what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ChronologyOf {
    revision: u64,
    review: (u64, u64),
    read_count: usize,
    proposals: Proposals,
}

impl ChronologyViews {
    /// Makes what is on show and out of date.
    pub fn refresh(&mut self, workspace: &Workspace, state: &ChronologyState) {
        let Some(index) = workspace.review() else {
            return;
        };
        let revision = workspace.revision();
        if self.read_of != Some(revision) && self.read(workspace) {
            self.read_of = Some(revision);
        }
        let is_read = self.read_of == Some(revision);
        self.is_complete = is_read;
        let wanted = ChronologyOf {
            revision,
            review: workspace.review_revision(),
            read_count: self.read_count,
            proposals: state.proposals,
        };
        // While dates are read the order is made anew each time as many again are there.
        let is_due = |known: ChronologyOf| {
            known.proposals != wanted.proposals || is_read || self.read_count >= 2 * known.read_count
        };
        if self.chronology_of != Some(wanted) && self.chronology_of.is_none_or(is_due) {
            self.put_in_order(workspace, state.proposals);
            self.chronology_of = Some(wanted);
        }
        if self.lines_of != self.generation {
            self.lines.clear();
            self.undated_rows.clear();
            self.lines_of = self.generation;
        }
        let (chronology, threads) = (&self.chronology, index.threads());
        let shown = state.visible.start.saturating_sub(1)..state.visible.end + 2;
        self.lines.retain(|at, _| shown.contains(at));
        for at in shown {
            if let Some(line) = chronology.lines.get(at) {
                let words = || chronology_line(workspace.project(), threads, chronology, line);
                self.lines.entry(at).or_insert_with(words);
            }
        }
        self.refresh_undated(workspace, state);
        self.refresh_selected(workspace, state);
    }

    fn refresh_undated(&mut self, workspace: &Workspace, state: &ChronologyState) {
        let shown = &state.visible_undated;
        let shown = self.chronology.undated.iter().skip(shown.start).take(shown.len() + 2);
        let mut before = std::mem::take(&mut self.undated_rows);
        for claim in shown {
            let row = before.remove(claim).or_else(|| undated_row(workspace.project(), *claim));
            self.undated_rows.extend(row.map(|row| (*claim, row)));
        }
    }

    /// Reads dates of claims that are new or changed; whether all are read.
    fn read(&mut self, workspace: &Workspace) -> bool {
        let project = workspace.project();
        let mut left = PER_FRAME;
        self.documents.retain(|id, _| project.document(*id).is_some());
        for document in project.documents() {
            let revision = workspace.document_revision(document.id);
            let dates = self.documents.entry(document.id).or_insert_with(|| DocumentDates {
                revision,
                claims: BTreeMap::new(),
                is_read: false,
            });
            if dates.is_read && dates.revision == revision {
                continue;
            }
            let mut known = std::mem::take(&mut dates.claims);
            (dates.revision, dates.is_read) = (revision, true);
            for claim in project.claims_in(document.id) {
                let mark = fingerprint(claim, document);
                let kept =
                    known.remove(&claim.id).filter(|(made, dated)| *made == mark && dated.span == claim.span);
                if kept.is_none() && left == 0 {
                    dates.is_read = false;
                    continue;
                }
                left -= usize::from(kept.is_none());
                let dated = kept.or_else(|| Some((mark, DatedClaim::of(claim, document)?)));
                dates.claims.extend(dated.map(|dated| (claim.id, dated)));
            }
            if !dates.is_read {
                break;
            }
        }
        self.read_count = self.documents.values().map(|dates| dates.claims.len()).sum();
        project.document_ids().iter().all(|id| self.documents.get(id).is_some_and(|dates| dates.is_read))
    }

    fn put_in_order(&mut self, workspace: &Workspace, proposals: Proposals) {
        let project = workspace.project();
        let Some(index) = workspace.review() else { return };
        let columns = project.document_ids().iter().copied().zip(0..).collect();
        let dated = self.documents.values().flat_map(|dates| dates.claims.values());
        let dated = dated.map(|(_, dated)| dated);
        self.chronology = Chronology::of(dated, &columns, index.threads(), proposals);
        let heads = project.documents().enumerate();
        self.heads = heads.map(|(position, document)| chronology_head(position, document)).collect();
        self.generation += 1;
    }

    fn refresh_selected(&mut self, workspace: &Workspace, state: &ChronologyState) {
        let selected_of = Some((self.generation, state.place));
        if self.selected_of != selected_of {
            self.selected = state.place.and_then(|place| self.line_of(place));
            self.selected_of = selected_of;
        }
        let at_hand = state.claim().filter(|_| state.part == Part::Undated || self.selected.is_some());
        let dates_of = Some((workspace.revision(), at_hand));
        if self.dates_of != dates_of {
            let claim = at_hand.and_then(|claim| workspace.project().claim(claim));
            self.dates = claim.map(|claim| dates_view(workspace.project(), claim));
            self.dates_of = dates_of;
        }
    }

    /// The line that has a claim under a question; any line of the claim where that question is gone.
    pub(super) fn line_of(&self, place: Place) -> Option<usize> {
        let has = |line: &ChronologyLine| line.claims.iter().any(|claim| claim.claim == place.claim);
        let lines = &self.chronology.lines;
        let exact = lines.iter().position(|line| line.question == place.question && has(line));
        exact.or_else(|| lines.iter().position(has))
    }

    /// All lines, by date.
    pub fn lines(&self) -> &[ChronologyLine] {
        &self.chronology.lines
    }

    /// A line in words, once it is made.
    pub fn line(&self, at: usize) -> Option<&ChronologyLineView> {
        self.lines.get(&at)
    }

    /// Place of the selected line.
    pub const fn selected(&self) -> Option<usize> {
        self.selected
    }

    /// The date of the claim at hand.
    pub const fn dates(&self) -> Option<&DatesView> {
        self.dates.as_ref()
    }

    /// Claims without a date, in order of documents and text.
    pub fn undated(&self) -> &[ClaimId] {
        &self.chronology.undated
    }

    /// A claim without a date in words, once they are made.
    pub fn undated_row(&self, claim: ClaimId) -> Option<&UndatedRow> {
        self.undated_rows.get(&claim)
    }

    /// How many claims have a date that somebody set, and how many one that is only proposed.
    pub const fn counts(&self) -> (usize, usize) {
        (self.chronology.set, self.chronology.proposed)
    }

    /// How many claims are read so far.
    pub const fn read_count(&self) -> usize {
        self.read_count
    }

    /// The heads of the columns in project order.
    pub fn heads(&self) -> &[ChronologyHead] {
        &self.heads
    }

    /// Whether all dates are read.
    pub const fn is_complete(&self) -> bool {
        self.is_complete
    }
}

/// Differs where the date of a claim may.
fn fingerprint(claim: &Claim, document: &Document) -> u64 {
    let mut hasher = DefaultHasher::new();
    claim.quote.hash(&mut hasher);
    claim.statement.hash(&mut hasher);
    claim.modality.map(crate::model::Modality::name).hash(&mut hasher);
    claim.kinds.hash(&mut hasher);
    if let Some(when) = &claim.when {
        when.from.hash(&mut hasher);
        when.to.hash(&mut hasher);
        crate::analysis::chronology::bound_word(when.bound).hash(&mut hasher);
    }
    claim.when.is_some().hash(&mut hasher);
    document.details.language.hash(&mut hasher);
    document.details.source.published.hash(&mut hasher);
    hasher.finish()
}
