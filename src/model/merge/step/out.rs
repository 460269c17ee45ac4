//! [`Out`]: records that have to be out of the way for a while, or for good.

use super::documents::is_replaced;
use crate::model::project::Records;
use crate::model::{AnnotatorId, ClaimId, DismissalId, DocumentId, Edit, Link, LinkId, RulingId, VerdictId};
use std::collections::BTreeSet;

/// Ids of what is taken out before anything is put.
#[derive(Debug, Default)]
pub(super) struct Out {
    pub(super) documents: BTreeSet<DocumentId>,
    pub(super) claims: BTreeSet<ClaimId>,
    pub(super) links: BTreeSet<LinkId>,
    pub(super) dismissals: BTreeSet<DismissalId>,
    pub(super) verdicts: BTreeSet<VerdictId>,
    pub(super) rulings: BTreeSet<RulingId>,
}

impl Out {
    /// What of the old records is gone, or cannot be replaced where it is, with all that names it.
    pub(super) fn new(old: &Records, new: &Records) -> Self {
        let mut out = Self::default();
        let documents = old.documents.values();
        let replaced =
            documents.filter(|one| new.documents.get(&one.id).is_none_or(|new| is_replaced(one, new)));
        out.documents = replaced.map(|document| document.id).collect();
        let mut loose = BTreeSet::new();
        let mut after = new.claims.iter().peekable();
        for (id, claim) in &old.claims {
            while after.next_if(|(other, _)| *other < id).is_some() {}
            let after = after.next_if(|(other, _)| *other == id).map(|(_, claim)| claim.document);
            if after.is_none() || out.documents.contains(&claim.document) {
                out.claims.insert(*id);
            }
            // Differences of a link stand in the text of its ends.
            if after != Some(claim.document) {
                loose.insert(*id);
            }
        }
        loose.extend(&out.claims);
        for (id, link) in &old.links {
            let is_loose = loose.contains(&link.from) || loose.contains(&link.to);
            if is_loose || new.links.get(id).is_none_or(|after| says(after) != says(link)) {
                out.links.insert(*id);
            }
        }
        out.add_decisions(old, new);
        out
    }

    fn add_decisions(&mut self, old: &Records, new: &Records) {
        let names_out = |claims: &[ClaimId]| claims.iter().any(|claim| self.claims.contains(claim));
        let dismissals = old.dismissals.values().filter(|one| {
            let is_loose = self.claims.contains(&one.claim) || self.documents.contains(&one.document);
            is_loose || !new.dismissals.contains_key(&one.id)
        });
        let verdicts = old.verdicts.values();
        let verdicts = verdicts.filter(|one| names_out(&one.claims) || !new.verdicts.contains_key(&one.id));
        let rulings = old.rulings.values().filter(|one| {
            let is_loose = names_out(&one.claims) || one.links.iter().any(|link| self.links.contains(link));
            is_loose || !new.rulings.contains_key(&one.id)
        });
        let (dismissals, verdicts, rulings) = (
            dismissals.map(|one| one.id).collect(),
            verdicts.map(|one| one.id).collect(),
            rulings.map(|one| one.id).collect(),
        );
        (self.dismissals, self.verdicts, self.rulings) = (dismissals, verdicts, rulings);
    }

    /// Takes all but the documents out, what names others first.
    pub(super) fn remove(&self, edits: &mut Vec<Edit>) {
        edits.extend(self.rulings.iter().map(|id| Edit::RemoveRuling(*id)));
        edits.extend(self.verdicts.iter().map(|id| Edit::RemoveVerdict(*id)));
        edits.extend(self.dismissals.iter().map(|id| Edit::RemoveDismissal(*id)));
        edits.extend(self.links.iter().map(|id| Edit::RemoveLink(*id)));
        edits.extend(self.claims.iter().map(|id| Edit::RemoveClaim(*id)));
    }
}

/// What only one link of an annotator may say. Two links may exchange it, and not for a moment have the same.
fn says(link: &Link) -> (ClaimId, ClaimId, &str, AnnotatorId) {
    (link.from, link.to, &link.kind, link.annotator)
}
