//! [`AdjudicationKeeper`]: in what annotators differ, brought up to date when it is asked for.

use crate::analysis::adjudication::AdjudicationIndex;
use crate::model::{Edit, Transaction};
use crate::workspace::Workspace;

/// The last index, and whether it still holds.
#[derive(Debug, Default)]
pub(in crate::workspace) struct AdjudicationKeeper {
    pub(super) index: Option<AdjudicationIndex>,
    is_stale: bool,
    /// Counts how often the index was made.
    generation: u64,
}

impl AdjudicationKeeper {
    /// Notes what a step changed; the step or its inverse tells it equally well.
    pub(in crate::workspace) fn note(&mut self, step: &Transaction) {
        self.is_stale |= step.edits.iter().any(is_looked_at);
    }
}

/// Whether cases may look different after an edit.
const fn is_looked_at(edit: &Edit) -> bool {
    match edit {
        Edit::SetTitle(_)
        | Edit::SetSettings(_)
        | Edit::SetDocumentDetails { .. }
        | Edit::SetSentences { .. }
        | Edit::PutDismissal(_)
        | Edit::RemoveDismissal(_)
        | Edit::PutVerdict(_)
        | Edit::RemoveVerdict(_)
        | Edit::PutQuestion(_)
        | Edit::RemoveQuestion(_)
        | Edit::PutComment(_)
        | Edit::RemoveComment(_)
        | Edit::PutConflict(_)
        | Edit::RemoveConflict(_) => false,
        Edit::SetCodebook(_)
        | Edit::PutAnnotator(_)
        | Edit::RemoveAnnotator(_)
        | Edit::AddDocument { .. }
        | Edit::RemoveDocument(_)
        | Edit::MoveDocument { .. }
        | Edit::SetRead { .. }
        | Edit::PutClaim(_)
        | Edit::RemoveClaim(_)
        | Edit::PutLink(_)
        | Edit::RemoveLink(_)
        | Edit::PutRuling(_)
        | Edit::RemoveRuling(_) => true,
    }
}

impl Workspace {
    /// Brings the cases between annotators up to date; does nothing when nothing changed that they are made of.
    pub fn refresh_adjudication(&mut self) {
        if self.adjudication.index.is_none() || self.adjudication.is_stale {
            self.adjudication.index = Some(AdjudicationIndex::of(&self.project));
            self.adjudication.is_stale = false;
            self.adjudication.generation += 1;
        }
    }

    /// In what annotators differ, as of the last [`Workspace::refresh_adjudication`]; none before the first.
    pub const fn adjudication(&self) -> Option<&AdjudicationIndex> {
        self.adjudication.index.as_ref()
    }

    /// Changes whenever cases between annotators may look different.
    pub const fn adjudication_revision(&self) -> u64 {
        self.adjudication.generation
    }
}
