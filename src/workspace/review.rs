//! [`Review`]: threads and disagreements of an open project, brought up to date when they are asked for.

use super::Workspace;
use crate::analysis::disagreements::CaseIndex;
use crate::model::{Edit, RecordId, Transaction};
use std::collections::BTreeSet;

/// What is known of threads and disagreements, and what changed since.
#[derive(Debug, Default)]
pub(super) struct Review {
    index: Option<CaseIndex>,
    changed: BTreeSet<RecordId>,
    /// Counts how often the index was made from scratch.
    generation: u64,
}

impl Review {
    /// Notes what a step changed; the step or its inverse tells it equally well.
    pub(super) fn note(&mut self, step: &Transaction) {
        if self.index.is_none() {
            return;
        }
        for edit in &step.edits {
            match edit {
                // All cases are ordered by documents and judged by the codebook.
                // Whether a layer is the reference decides what counts.
                Edit::SetCodebook(_)
                | Edit::PutAnnotator(_)
                | Edit::MoveDocument { .. }
                | Edit::AddDocument { .. }
                | Edit::RemoveDocument(_) => self.index = None,
                Edit::PutClaim(claim) => self.note_record(RecordId::Claim(claim.id)),
                Edit::RemoveClaim(id) => self.note_record(RecordId::Claim(*id)),
                Edit::PutLink(link) => self.note_record(RecordId::Link(link.id)),
                Edit::RemoveLink(id) => self.note_record(RecordId::Link(*id)),
                Edit::PutQuestion(question) => self.note_record(RecordId::Question(question.id)),
                Edit::RemoveQuestion(id) => self.note_record(RecordId::Question(*id)),
                Edit::PutVerdict(verdict) => self.note_record(RecordId::Verdict(verdict.id)),
                Edit::RemoveVerdict(id) => self.note_record(RecordId::Verdict(*id)),
                Edit::SetDocumentDetails { document, .. } | Edit::SetRead { document, .. } => {
                    self.note_record(RecordId::Document(*document));
                }
                _ => {}
            }
        }
    }

    fn note_record(&mut self, record: RecordId) {
        self.changed.insert(record);
    }
}

impl Workspace {
    /// Brings threads and disagreements up to date; costs what changed.
    pub fn refresh_review(&mut self) {
        let changed = std::mem::take(&mut self.review.changed);
        match &mut self.review.index {
            Some(_) if changed.is_empty() => {}
            Some(index) => index.update(&self.project, &changed),
            None => {
                self.review.generation += 1;
                self.review.index = Some(CaseIndex::of(&self.project));
            }
        }
    }

    /// Threads and disagreements as of the last [`Workspace::refresh_review`]; none before the first.
    pub const fn review(&self) -> Option<&CaseIndex> {
        self.review.index.as_ref()
    }

    /// Changes whenever threads or disagreements may look different: how often they were made from scratch, and how
    /// often brought up to date since.
    pub fn review_revision(&self) -> (u64, u64) {
        (self.review.generation, self.review().map_or(0, CaseIndex::update_count))
    }
}
