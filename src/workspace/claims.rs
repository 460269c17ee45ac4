//! Operations on many claims at once, each one step of work.

use super::Workspace;
use crate::model::{Claim, ClaimId, DismissalId, Edit, EditError, LinkId, Project, RecordId, Transaction};
use std::collections::BTreeSet;

impl Workspace {
    /// Changes fields of several claims as one step of that name; gives how many changed. Claims that are gone, and those
    /// that the change leaves as they are, are passed over.
    ///
    /// # Errors
    /// No claim is changed.
    pub fn change_claims(
        &mut self,
        ids: &BTreeSet<ClaimId>,
        label: &str,
        change: impl Fn(&mut Claim),
    ) -> Result<usize, EditError> {
        let now = self.now();
        let mut edits = Vec::new();
        for claim in ids.iter().filter_map(|id| self.project().claim(*id)) {
            let mut changed = claim.clone();
            change(&mut changed);
            if changed != *claim {
                changed.modified = now;
                edits.push(Edit::PutClaim(Box::new(changed)));
            }
        }
        let count = edits.len();
        self.commit(Transaction::new(label, edits))?;
        Ok(count)
    }

    /// Takes several claims out in one step, with their links and dismissals; verdicts and rulings that cover them go on
    /// without them. Gives how many went.
    ///
    /// # Errors
    /// No claim goes.
    pub fn remove_claims(&mut self, ids: &BTreeSet<ClaimId>) -> Result<usize, EditError> {
        let there = ids.iter().copied().filter(|id| self.project().claim(*id).is_some());
        let there: BTreeSet<ClaimId> = there.collect();
        let edits = removal_of_claims(self.project(), &there);
        let label = match there.len() {
            1 => "Remove claim".to_owned(),
            count => format!("Remove {count} claims"),
        };
        self.commit(Transaction::new(label, edits))?;
        Ok(there.len())
    }
}

/// The edits that take claims out with all that hangs on them, each record touched once.
fn removal_of_claims(project: &Project, ids: &BTreeSet<ClaimId>) -> Vec<Edit> {
    let mut links: BTreeSet<LinkId> = BTreeSet::new();
    let mut dismissals: BTreeSet<DismissalId> = BTreeSet::new();
    let mut verdicts = BTreeSet::new();
    for record in ids.iter().flat_map(|id| project.mentions_of(*id)) {
        match record {
            RecordId::Link(id) => drop(links.insert(id)),
            RecordId::Dismissal(id) => drop(dismissals.insert(id)),
            RecordId::Verdict(id) => drop(verdicts.insert(id)),
            _ => {}
        }
    }
    // What names a claim or its links goes first: a record that names a missing one is refused.
    let mut edits: Vec<Edit> = project
        .rulings()
        .filter(|ruling| {
            ruling.claims.iter().any(|claim| ids.contains(claim))
                || ruling.links.iter().any(|link| links.contains(link))
        })
        .map(|ruling| {
            let mut ruling = ruling.clone();
            ruling.claims.retain(|claim| !ids.contains(claim));
            ruling.links.retain(|link| !links.contains(link));
            Edit::PutRuling(Box::new(ruling))
        })
        .collect();
    edits.extend(verdicts.into_iter().filter_map(|id| project.verdict(id)).map(|verdict| {
        let mut verdict = verdict.clone();
        verdict.claims.retain(|claim| !ids.contains(claim));
        verdict.favoured.retain(|claim| !ids.contains(claim));
        Edit::PutVerdict(Box::new(verdict))
    }));
    edits.extend(dismissals.into_iter().map(Edit::RemoveDismissal));
    edits.extend(links.into_iter().map(Edit::RemoveLink));
    edits.extend(ids.iter().copied().map(Edit::RemoveClaim));
    edits
}
