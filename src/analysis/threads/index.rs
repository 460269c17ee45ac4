//! [`ThreadIndex`]: the threads of a project, kept up to date record by record.

use super::build::{Members, thread};
use super::counted::{is_claim_counted, is_counted};
use super::{QuestionKey, Thread};
use crate::analysis::questions::propose;
use crate::model::{ClaimId, DocumentId, LinkId, Project, QuestionId, RecordId};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// The threads of a project.
///
/// A change costs what the threads that it touches are large, never what the project is. After a change of the
/// codebook or of the annotators it has to be made anew: [`ThreadIndex::of`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThreadIndex {
    pub(super) threads: BTreeMap<QuestionKey, Thread>,
    /// Claims of threads that were put in or taken out since central claims were chosen.
    moved: BTreeSet<ClaimId>,
    /// The threads of each claim that has one.
    keys: BTreeSet<(ClaimId, QuestionKey)>,
    /// The thread of each link that makes one.
    link_keys: BTreeMap<LinkId, QuestionKey>,
    /// Every link as it was when the index last looked: a removed link does not tell its ends.
    links: BTreeMap<LinkId, (ClaimId, ClaimId, Option<QuestionId>)>,
    /// The questions that each claim was put under when the index last looked.
    put: BTreeMap<ClaimId, Vec<QuestionId>>,
    /// Where each claim stood when the index last looked, for who else stands there; only with a reference layer.
    places: Option<BTreeMap<ClaimId, (DocumentId, Span)>>,
}

/// What has to be built again.
#[derive(Debug, Default)]
struct Touched {
    questions: BTreeSet<QuestionId>,
    /// Ends of links without a question, as they are or were.
    ends: BTreeSet<ClaimId>,
}

impl Touched {
    fn link(&mut self, from: ClaimId, to: ClaimId, question: Option<QuestionId>) {
        match question {
            Some(question) => drop(self.questions.insert(question)),
            None => self.ends.extend([from, to]),
        }
    }
}

impl ThreadIndex {
    /// All threads from scratch.
    pub fn of(project: &Project) -> Self {
        let mut index = Self::default();
        let links = project.links().map(|link| RecordId::Link(link.id));
        let questions = project.questions().map(|question| RecordId::Question(question.id));
        if project.annotators().any(|annotator| annotator.reference) {
            let places = project.claims().map(|claim| (claim.id, (claim.document, claim.span)));
            index.places = Some(places.collect());
        }
        let put = project.claims().filter(|claim| !claim.questions.is_empty());
        let claims = put.map(|claim| RecordId::Claim(claim.id));
        index.update(project, questions.chain(links).chain(claims));
        index
    }

    /// Looks again at links, claims, questions and documents that were put, changed or removed; other records do not
    /// matter.
    ///
    /// Gives the keys of the threads that were there and were taken apart, of those that came about, and of those that
    /// are named after another claim now.
    pub fn update(
        &mut self,
        project: &Project,
        changed: impl IntoIterator<Item = RecordId>,
    ) -> BTreeSet<QuestionKey> {
        let mut touched = Touched::default();
        for record in changed {
            match record {
                RecordId::Link(id) => self.note_link(project, id, &mut touched),
                RecordId::Claim(id) => self.note_claim(project, id, &mut touched),
                RecordId::Document(id) => {
                    for claim in project.claims_in(id) {
                        self.note_claim(project, claim.id, &mut touched);
                    }
                }
                RecordId::Question(id) => {
                    touched.questions.insert(id);
                }
                _ => {}
            }
        }
        let mut changed = self.regroup(project, touched.ends);
        for question in touched.questions {
            changed.insert(QuestionKey::Asked(question));
            self.rebuild(project, question);
        }
        let moved = std::mem::take(&mut self.moved);
        changed.extend(self.choose_central(project, moved));
        changed
    }

    /// The threads, ordered by their keys.
    pub fn threads(&self) -> impl ExactSizeIterator<Item = &Thread> {
        self.threads.values()
    }

    /// The thread of a question.
    pub fn thread(&self, key: QuestionKey) -> Option<&Thread> {
        self.threads.get(&key)
    }

    /// The questions that a claim speaks to.
    pub fn keys_of(&self, claim: ClaimId) -> impl Iterator<Item = QuestionKey> {
        let last = QuestionKey::Proposed(LinkId(uuid::Uuid::max()));
        self.keys.range((claim, QuestionKey::FIRST)..=(claim, last)).map(|(_, key)| *key)
    }

    /// The threads of a claim; none for a claim that nothing joins to a question.
    pub fn threads_of(&self, claim: ClaimId) -> impl Iterator<Item = &Thread> {
        self.keys_of(claim).filter_map(|key| self.threads.get(&key))
    }

    /// The question that a link is counted under; none for a link that makes no thread.
    pub fn key_of_link(&self, link: LinkId) -> Option<QuestionKey> {
        self.link_keys.get(&link).copied()
    }

    pub(super) fn into_threads(self) -> Vec<Thread> {
        self.threads.into_values().collect()
    }

    fn note_link(&mut self, project: &Project, id: LinkId, touched: &mut Touched) {
        let now = project.link(id).map(|link| (link.from, link.to, link.question));
        let before = match now {
            Some(now) => self.links.insert(id, now),
            None => self.links.remove(&id),
        };
        for (from, to, question) in [now, before].into_iter().flatten() {
            touched.link(from, to, question);
            // One between the same ends may count, or count no more, because of this one.
            for link in project.links_of(from).filter(|link| link.other_end(from) == to) {
                touched.link(from, to, link.question);
            }
        }
    }

    /// A claim that moved to or from the place of another one may decide which of them counts, so links are looked at
    /// again with it.
    fn note_claim(&mut self, project: &Project, id: ClaimId, touched: &mut Touched) {
        let now = project.claim(id).map(|claim| claim.questions.clone()).unwrap_or_default();
        touched.questions.extend(&now);
        let before = if now.is_empty() { self.put.remove(&id) } else { self.put.insert(id, now) };
        touched.questions.extend(before.into_iter().flatten());
        touched.questions.extend(self.keys_of(id).filter_map(QuestionKey::asked));
        touched.ends.insert(id);
        let Some(places) = &mut self.places else { return };
        let now = project.claim(id).map(|claim| (claim.document, claim.span));
        let before = match now {
            Some(now) => places.insert(id, now),
            None => places.remove(&id),
        };
        for (document, span) in [now, before].into_iter().flatten() {
            for claim in project.claims_from(document, span).filter(|one| one.span == span) {
                touched.questions.extend(&claim.questions);
                for link in project.links_of(claim.id) {
                    touched.link(link.from, link.to, link.question);
                }
            }
        }
    }

    fn take_out(&mut self, key: QuestionKey) -> Option<Thread> {
        let thread = self.threads.remove(&key)?;
        for claim in thread.claims() {
            self.keys.remove(&(claim, key));
            self.moved.insert(claim);
        }
        for link in &thread.links {
            if self.link_keys.get(link) == Some(&key) {
                self.link_keys.remove(link);
            }
        }
        Some(thread)
    }

    fn put_in(&mut self, project: &Project, key: QuestionKey, members: &Members) {
        let thread = thread(project, key, members);
        self.keys.extend(thread.claims().map(|claim| (claim, key)));
        self.moved.extend(thread.claims());
        self.link_keys.extend(thread.links.iter().map(|link| (*link, key)));
        self.threads.insert(key, thread);
    }

    /// Builds the thread of a question of the project again.
    fn rebuild(&mut self, project: &Project, question: QuestionId) {
        let key = QuestionKey::Asked(question);
        self.take_out(key);
        if project.question(question).is_none() {
            return;
        }
        let mut members = Members::default();
        for record in project.asked_by(question) {
            match record {
                RecordId::Link(id) => members
                    .links
                    .extend(project.link(id).filter(|link| is_counted(project, link)).map(|link| link.id)),
                RecordId::Claim(id) => members.put.extend(
                    project.claim(id).filter(|claim| is_claim_counted(project, claim)).map(|claim| claim.id),
                ),
                _ => {}
            }
        }
        self.put_in(project, key, &members);
    }

    /// Takes apart the proposed questions of these claims, and groups what links without a question join to them.
    fn regroup(&mut self, project: &Project, ends: BTreeSet<ClaimId>) -> BTreeSet<QuestionKey> {
        let is_proposed = |key: &QuestionKey| key.asked().is_none();
        let keys: BTreeSet<QuestionKey> =
            ends.iter().flat_map(|claim| self.keys_of(*claim).filter(is_proposed)).collect();
        let mut changed = keys.clone();
        let mut open = ends;
        for key in keys {
            open.extend(
                self.take_out(key).into_iter().flat_map(|thread| thread.claims().collect::<Vec<_>>()),
            );
        }
        while let Some(first) = open.pop_first() {
            let mut claims = BTreeSet::from([first]);
            let mut links: BTreeSet<LinkId> = BTreeSet::new();
            let mut next = vec![first];
            while let Some(claim) = next.pop() {
                let loose = project.links_of(claim).filter(|link| link.question.is_none());
                for link in loose.filter(|link| is_counted(project, link)) {
                    links.insert(link.id);
                    let other = link.other_end(claim);
                    if claims.insert(other) {
                        open.remove(&other);
                        next.push(other);
                    }
                }
            }
            // The component may hold proposed questions that no touched claim was in.
            let stale: Vec<QuestionKey> =
                claims.iter().flat_map(|claim| self.keys_of(*claim)).filter(is_proposed).collect();
            for key in stale {
                self.take_out(key);
                changed.insert(key);
            }
            let links: Vec<LinkId> = links.into_iter().collect();
            for group in propose(project, &links) {
                let Some(lowest) = group.iter().min().copied() else { continue };
                let key = QuestionKey::Proposed(lowest);
                self.put_in(project, key, &Members { links: group, put: Vec::new() });
                changed.insert(key);
            }
        }
        changed
    }
}
