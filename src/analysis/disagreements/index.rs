//! [`CaseIndex`]: threads and their cases, kept up to date step by step.

use super::{DisagreementCase, disagreements};
use crate::analysis::threads::ThreadIndex;
use crate::model::{ClaimId, LinkId, Project, RecordId, VerdictId};
use std::collections::{BTreeMap, BTreeSet};

/// The threads of a project and the disagreements within them.
///
/// A change costs what the threads that it touches are large. After a change of the codebook or of the order of the
/// documents it has to be made anew: [`CaseIndex::of`].
#[derive(Clone, Debug, Default)]
pub struct CaseIndex {
    threads: ThreadIndex,
    /// By id of the thread; threads without a case are not in it.
    cases: BTreeMap<ClaimId, Vec<DisagreementCase>>,
    /// What each verdict weighed when the index last looked: a removed one does not tell.
    weighed: BTreeMap<VerdictId, Vec<ClaimId>>,
    /// In which update each thread was last looked at.
    looked_at: BTreeMap<ClaimId, u64>,
    update_count: u64,
}

impl CaseIndex {
    /// From scratch.
    pub fn of(project: &Project) -> Self {
        let mut index = Self::default();
        let links = project.links().map(|link| RecordId::Link(link.id));
        let verdicts = project.verdicts().map(|verdict| RecordId::Verdict(verdict.id));
        index.update(project, &links.chain(verdicts).collect());
        index
    }

    /// Looks again at records that were put, changed or removed.
    pub fn update(&mut self, project: &Project, changed: &BTreeSet<RecordId>) {
        self.update_count += 1;
        let mut again: BTreeSet<ClaimId> = BTreeSet::new();
        for record in changed {
            let RecordId::Verdict(id) = record else {
                continue;
            };
            let now = project.verdict(*id).map(|verdict| verdict.claims.clone());
            let before = match now.clone() {
                Some(claims) => self.weighed.insert(*id, claims),
                None => self.weighed.remove(id),
            };
            again.extend([now, before].into_iter().flatten().flatten());
        }
        let mut threads = self.threads.update(project, changed.iter().copied());
        threads.extend(again.iter().filter_map(|claim| self.threads.thread_of(*claim)).map(|it| it.id()));
        for id in threads {
            let thread = self.threads.thread_of(id).filter(|thread| thread.id() == id);
            let cases = thread.map(|thread| disagreements(project, thread)).unwrap_or_default();
            if cases.is_empty() {
                self.cases.remove(&id);
            } else {
                self.cases.insert(id, cases);
            }
            if thread.is_some() {
                self.looked_at.insert(id, self.update_count);
            } else {
                self.looked_at.remove(&id);
            }
        }
    }

    /// The threads.
    pub const fn threads(&self) -> &ThreadIndex {
        &self.threads
    }

    /// All cases, thread by thread.
    pub fn cases(&self) -> impl Iterator<Item = &DisagreementCase> {
        self.cases.values().flatten()
    }

    /// The cases of a thread.
    pub fn cases_of(&self, thread: ClaimId) -> &[DisagreementCase] {
        self.cases.get(&thread).map_or(&[], Vec::as_slice)
    }

    /// The case of that id in that thread.
    pub fn case(&self, thread: ClaimId, id: LinkId) -> Option<&DisagreementCase> {
        self.cases_of(thread).iter().find(|case| case.id == id)
    }

    /// The case of that id, wherever it is.
    pub fn case_of(&self, project: &Project, id: LinkId) -> Option<&DisagreementCase> {
        let thread = self.threads.thread_of(project.link(id)?.from)?;
        self.case(thread.id(), id)
    }

    /// Counts the updates up to the last one that touched a thread: what is shown of it holds while this stays.
    pub fn looked_at(&self, thread: ClaimId) -> u64 {
        self.looked_at.get(&thread).copied().unwrap_or_default()
    }

    /// Counts the updates.
    pub const fn update_count(&self) -> u64 {
        self.update_count
    }
}
