//! [`ThreadIndex`]: the threads of a project, kept up to date link by link.

use super::Thread;
use super::build::thread;
use crate::model::{ClaimId, LinkId, Project, RecordId};
use std::collections::{BTreeMap, BTreeSet};

/// The threads of a project.
///
/// A change costs what the threads that it touches are large, never what the project is. After a change of the
/// codebook it has to be made anew: [`ThreadIndex::of`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThreadIndex {
    /// By their lowest claim.
    threads: BTreeMap<ClaimId, Thread>,
    /// The lowest claim of the thread of each claim that has one.
    lowest: BTreeMap<ClaimId, ClaimId>,
    /// The ends of every link as they were when the index last looked: a removed link does not tell them.
    ends: BTreeMap<LinkId, (ClaimId, ClaimId)>,
}

impl ThreadIndex {
    /// All threads from scratch.
    pub fn of(project: &Project) -> Self {
        let mut index = Self::default();
        index.update(project, project.links().map(|link| RecordId::Link(link.id)));
        index
    }

    /// Looks again at links, claims and documents that were put, changed or removed; other records do not matter.
    ///
    /// Gives the ids of the threads that were there and were taken apart, and of those that came about.
    pub fn update(
        &mut self,
        project: &Project,
        changed: impl IntoIterator<Item = RecordId>,
    ) -> BTreeSet<ClaimId> {
        let mut touched: BTreeSet<ClaimId> = BTreeSet::new();
        for record in changed {
            match record {
                RecordId::Link(id) => {
                    let now = project.link(id).map(|link| (link.from, link.to));
                    let before = match now {
                        Some(ends) => self.ends.insert(id, ends),
                        None => self.ends.remove(&id),
                    };
                    touched.extend([now, before].into_iter().flatten().flat_map(|(from, to)| [from, to]));
                }
                RecordId::Claim(id) => {
                    touched.insert(id);
                }
                RecordId::Document(id) => touched.extend(project.claims_in(id).map(|claim| claim.id)),
                _ => {}
            }
        }
        self.regroup(project, touched)
    }

    /// The threads, ordered by their lowest claim.
    pub fn threads(&self) -> impl ExactSizeIterator<Item = &Thread> {
        self.threads.values()
    }

    /// The thread of a claim; none for a claim that no link joins to another.
    pub fn thread_of(&self, claim: ClaimId) -> Option<&Thread> {
        self.threads.get(self.lowest.get(&claim)?)
    }

    pub(super) fn into_threads(self) -> Vec<Thread> {
        self.threads.into_values().collect()
    }

    /// Takes apart the threads of these claims and puts together what their claims make.
    fn regroup(&mut self, project: &Project, touched: BTreeSet<ClaimId>) -> BTreeSet<ClaimId> {
        let lowest: BTreeSet<ClaimId> =
            touched.iter().filter_map(|claim| self.lowest.get(claim).copied()).collect();
        let mut changed = lowest.clone();
        let mut open = touched;
        for lowest in lowest {
            let Some(thread) = self.threads.remove(&lowest) else {
                continue;
            };
            for claim in thread.claims() {
                self.lowest.remove(&claim);
                open.insert(claim);
            }
        }
        let joining: BTreeSet<&str> = project
            .codebook()
            .link_kinds
            .iter()
            .filter(|kind| kind.joins_thread)
            .map(|kind| kind.id.as_str())
            .collect();
        while let Some(first) = open.pop_first() {
            let mut claims = BTreeSet::from([first]);
            let mut next = vec![first];
            while let Some(claim) = next.pop() {
                for link in project.links_of(claim).filter(|link| joining.contains(link.kind.as_str())) {
                    let other = link.other_end(claim);
                    if claims.insert(other) {
                        open.remove(&other);
                        next.push(other);
                    }
                }
            }
            changed.insert(first);
            self.put(project, &claims.into_iter().collect::<Vec<_>>());
        }
        changed
    }

    /// `claims` are a whole component, sorted.
    fn put(&mut self, project: &Project, claims: &[ClaimId]) {
        let Some(lowest) = claims.first().copied().filter(|_| claims.len() > 1) else {
            return;
        };
        self.threads.insert(lowest, thread(project, claims));
        self.lowest.extend(claims.iter().map(|claim| (*claim, lowest)));
    }
}
