//! [`CaseIndex`]: threads and their cases, kept up to date step by step.

use super::{CaseCounts, DisagreementCase, disagreements};
use crate::analysis::threads::{QuestionKey, ThreadIndex};
use crate::model::{ClaimId, LinkId, Project, RecordId, VerdictId};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Where a case stands in the order of documents and text, its id, and its question.
pub type CasePlace = ((usize, Span), LinkId, QuestionKey);

/// The threads of a project and the disagreements within them.
///
/// A change costs what the threads that it touches are large. After a change of the codebook or of the order of the
/// documents it has to be made anew: [`CaseIndex::of`].
#[derive(Clone, Debug, Default)]
pub struct CaseIndex {
    threads: ThreadIndex,
    /// By question; questions without a case are not in it.
    cases: BTreeMap<QuestionKey, Vec<DisagreementCase>>,
    in_order: BTreeSet<CasePlace>,
    counts: CaseCounts,
    /// What each verdict weighed when the index last looked: a removed one does not tell.
    weighed: BTreeMap<VerdictId, Vec<ClaimId>>,
    /// In which update each thread was last looked at.
    looked_at: BTreeMap<QuestionKey, u64>,
    /// The same, by update; threads that are gone stay in it, for they changed too.
    changes: BTreeSet<(u64, QuestionKey)>,
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
            self.put_cases(key, cases);
            if let Some(before) = self.looked_at.insert(key, self.update_count) {
                self.changes.remove(&(before, key));
            }
            self.changes.insert((self.update_count, key));
        }
    }

    fn put_cases(&mut self, question: QuestionKey, cases: Vec<DisagreementCase>) {
        for case in self.cases.remove(&question).into_iter().flatten() {
            *self.counts.of_state(&case.state) -= 1;
            self.in_order.remove(&(case.place, case.id, question));
        }
        for case in &cases {
            *self.counts.of_state(&case.state) += 1;
            self.in_order.insert((case.place, case.id, question));
        }
        if !cases.is_empty() {
            self.cases.insert(question, cases);
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

    /// All cases in the order of documents and text.
    pub fn in_order(&self) -> impl Iterator<Item = (&CasePlace, &DisagreementCase)> {
        self.in_order.iter().filter_map(|place| Some((place, self.case(place.2, place.1)?)))
    }

    /// How many cases are in which state.
    pub const fn counts(&self) -> CaseCounts {
        self.counts
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

    /// The questions that later updates than this one touched, also those that are gone.
    pub fn changed_since(&self, update: u64) -> impl Iterator<Item = QuestionKey> {
        let first = (update + 1, QuestionKey::FIRST);
        self.changes.range(first..).map(|(_, key)| *key)
    }

    /// Counts the updates.
    pub const fn update_count(&self) -> u64 {
        self.update_count
    }
}
