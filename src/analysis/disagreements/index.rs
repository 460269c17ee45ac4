//! [`CaseIndex`]: threads and their cases, kept up to date step by step.

use super::{DisagreementCase, disagreements};
use crate::analysis::threads::{QuestionKey, ThreadIndex};
use crate::model::{ClaimId, LinkId, Project, RecordId, VerdictId};
use std::collections::{BTreeMap, BTreeSet};

/// The threads of a project and the disagreements within them.
///
/// A change costs what the threads that it touches are large. After a change of the codebook or of the order of the
/// documents it has to be made anew: [`CaseIndex::of`].
#[derive(Clone, Debug, Default)]
pub struct CaseIndex {
    threads: ThreadIndex,
    /// By question; questions without a case are not in it.
    cases: BTreeMap<QuestionKey, Vec<DisagreementCase>>,
    /// What each verdict weighed when the index last looked: a removed one does not tell.
    weighed: BTreeMap<VerdictId, Vec<ClaimId>>,
    /// In which update each thread was last looked at.
    looked_at: BTreeMap<QuestionKey, u64>,
    update_count: u64,
}

impl CaseIndex {
    /// From scratch.
    pub fn of(project: &Project) -> Self {
        let mut index = Self::default();
        let links = project.links().map(|link| RecordId::Link(link.id));
        let questions = project.questions().map(|question| RecordId::Question(question.id));
        let put = project.claims().filter(|claim| !claim.questions.is_empty());
        let claims = put.map(|claim| RecordId::Claim(claim.id));
        let verdicts = project.verdicts().map(|verdict| RecordId::Verdict(verdict.id));
        index.update(project, &links.chain(questions).chain(claims).chain(verdicts).collect());
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
        let mut questions = self.threads.update(project, changed.iter().copied());
        questions.extend(again.iter().flat_map(|claim| self.threads.keys_of(*claim)));
        for key in questions {
            let thread = self.threads.thread(key);
            let cases = thread.map(|thread| disagreements(project, thread)).unwrap_or_default();
            if cases.is_empty() {
                self.cases.remove(&key);
            } else {
                self.cases.insert(key, cases);
            }
            if thread.is_some() {
                self.looked_at.insert(key, self.update_count);
            } else {
                self.looked_at.remove(&key);
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

    /// The cases of a question.
    pub fn cases_of(&self, question: QuestionKey) -> &[DisagreementCase] {
        self.cases.get(&question).map_or(&[], Vec::as_slice)
    }

    /// The case of that id in that question.
    pub fn case(&self, question: QuestionKey, id: LinkId) -> Option<&DisagreementCase> {
        self.cases_of(question).iter().find(|case| case.id == id)
    }

    /// The case of that id, wherever it is.
    pub fn case_of(&self, id: LinkId) -> Option<&DisagreementCase> {
        self.case(self.threads.key_of_link(id)?, id)
    }

    /// Counts the updates up to the last one that touched a question: what is shown of it holds while this stays.
    pub fn looked_at(&self, question: QuestionKey) -> u64 {
        self.looked_at.get(&question).copied().unwrap_or_default()
    }

    /// Counts the updates.
    pub const fn update_count(&self) -> u64 {
        self.update_count
    }
}
