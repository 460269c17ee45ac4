//! [`ThreadIndex::choose_central`]: no two questions are named after one claim where that can be helped.

use super::{QuestionKey, ThreadIndex};
use crate::model::{ClaimId, Project};
use std::collections::BTreeSet;

impl ThreadIndex {
    /// Chooses the central claims of all threads that hang together with one of these claims, and gives the keys of
    /// those where it changed.
    ///
    /// The oldest question without a title chooses first, so the order of edits does not matter.
    pub(super) fn choose_central(
        &mut self,
        project: &Project,
        claims: BTreeSet<ClaimId>,
    ) -> BTreeSet<QuestionKey> {
        let mut changed = BTreeSet::new();
        let mut taken: BTreeSet<ClaimId> = BTreeSet::new();
        for key in self.hanging_together(claims) {
            let Some(thread) = self.threads.get_mut(&key) else { continue };
            let is_titled = thread.given_title(project).is_some();
            let free = thread.ranked.iter().find(|claim| is_titled || !taken.contains(claim));
            let central = free.or_else(|| thread.ranked.first()).copied();
            if !is_titled {
                taken.extend(central);
            }
            if central != thread.central {
                thread.central = central;
                changed.insert(key);
            }
        }
        changed
    }

    /// The threads of these claims, the threads of their claims, and so on.
    fn hanging_together(&self, mut claims: BTreeSet<ClaimId>) -> BTreeSet<QuestionKey> {
        let mut next: Vec<ClaimId> = claims.iter().copied().collect();
        let mut found = BTreeSet::new();
        while let Some(claim) = next.pop() {
            let new: Vec<QuestionKey> = self.keys_of(claim).filter(|key| found.insert(*key)).collect();
            let threads = new.iter().filter_map(|key| self.threads.get(key));
            next.extend(threads.flat_map(|thread| thread.claims()).filter(|claim| claims.insert(*claim)));
        }
        found
    }
}
