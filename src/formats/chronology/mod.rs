//! `chronology`: dated claims in order as one table; `timelinejs`: those whose date somebody set, for `TimelineJS`.
//!
//! A claim that speaks to two questions stands under both. Dates that are only proposed are in the table, marked as
//! such, and not in the timeline, which cannot mark them.

mod table;
mod timeline;

use super::FormatError;
use super::losses::{
    ACROSS_SENTENCES, BLANK, CLAIM_DATES, CLAIMS, DIFFERENCES, LINK_ANNOTATORS, LINK_CONFIDENCE, LINK_NOTES,
    LINK_TIMES, LINKS_ACROSS_SPLITS, LINKS_TO_OTHERS, OUTSIDE, OVERLAPS, SEVERAL_KINDS, SOURCES, STATEMENTS,
    TITLES, UNANCHORED, UNDATED, UNSETTLED, UNVOTED,
};
use super::output::Output;
use super::registry::Format;
use super::selection::Selection;
use crate::analysis::chronology::{ChronologyRow, ChronologyRows, RowClaim, chronology_rows};
use crate::analysis::threads::ThreadIndex;
use crate::model::{Claim, ClaimId, RecordId};
use std::collections::BTreeSet;

const HOLDS: &[&str] = &[
    TITLES,
    SOURCES,
    UNANCHORED,
    OVERLAPS,
    CLAIMS,
    ACROSS_SENTENCES,
    BLANK,
    OUTSIDE,
    UNVOTED,
    UNSETTLED,
    SEVERAL_KINDS,
    STATEMENTS,
    CLAIM_DATES,
    LINKS_TO_OTHERS,
    LINKS_ACROSS_SPLITS,
    LINK_CONFIDENCE,
    DIFFERENCES,
    LINK_NOTES,
    LINK_ANNOTATORS,
    LINK_TIMES,
];

pub(super) const TABLE: Format = Format {
    holds: HOLDS,
    write_dataset: Some(table::write_table),
    ..Format::dataset("chronology", "Chronology (CSV)")
};

pub(super) const TIMELINE: Format = Format {
    holds: HOLDS,
    write_dataset: Some(timeline::write_timeline),
    ..Format::dataset("timelinejs", "Chronology (TimelineJS)")
};

/// The chronology of what was chosen.
struct Chosen<'s, 'p> {
    selection: &'s Selection<'p>,
    threads: ThreadIndex,
    found: ChronologyRows,
}

impl<'s, 'p> Chosen<'s, 'p> {
    fn new(selection: &'s Selection<'p>) -> Self {
        let threads = ThreadIndex::of(selection.project);
        let chosen: BTreeSet<ClaimId> = selection.claims.iter().map(|claim| claim.id).collect();
        let found = chronology_rows(selection.project, &threads, |claim| chosen.contains(&claim.id));
        Self { selection, threads, found }
    }

    fn claim(&self, claim: &RowClaim) -> Option<&'p Claim> {
        self.selection.project.claim(claim.claim)
    }

    /// What a row is about: the title of its question, where its words may leave, else what its first claim says.
    fn headline(&self, row: &ChronologyRow) -> String {
        let project = self.selection.project;
        let given = row.question.and_then(|key| project.question(key.asked()?));
        let given = given.map(|question| question.title.trim()).filter(|title| !title.is_empty());
        let derived =
            row.question.and_then(|key| self.threads.thread(key)).map(|thread| thread.title(project));
        let derived = derived.filter(|title| !title.is_empty() && self.selection.words(title).is_some());
        let first = || row.claims.first().and_then(|claim| self.selection.saying(self.claim(claim)?));
        given.or(derived).or_else(first).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Tells which of the chosen claims the files hold, and which have no date for them.
    fn keep(&self, kept: &BTreeSet<ClaimId>, output: &mut Output<'_>) -> Result<(), FormatError> {
        for claim in &self.selection.claims {
            output.row()?;
            if kept.contains(&claim.id) {
                output.keep_claim(claim.id, "");
                output.keep_document(claim.document, "");
            } else {
                output.leave_out(RecordId::Claim(claim.id), UNDATED);
            }
        }
        Ok(())
    }
}
