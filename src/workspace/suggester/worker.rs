//! [`Worker`]: keeps the index and the queue of a project up to date on a thread of its own.

use super::{Answer, Ask, LikelyQueue, QueuedLink};
use crate::analysis::index::SentenceIndex;
use crate::analysis::suggest::{
    Amount, LikelyLink, LikelyLinks, Progress, Readings, SuggestOptions, Suggestion, suggest_with,
};
use crate::model::{AnnotatorId, ClaimId, DocumentId, Edit, Project, Snapshot, Transaction};
use crate::workspace::Waker;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::{Receiver, Sender, TryRecvError};

/// Links of the queue that are told in full; when some are judged, others take their places.
const QUEUE_LENGTH: usize = 60;
/// Suggestions of a claim among which a link of the queue is looked up.
const TOLD_PER_CLAIM: usize = 8;
/// Claims asked between two looks at what is wanted.
const STRIDE: usize = 4;
/// Pairs less alike are no likely links; suggestions for one claim go lower.
const LEAST_LIKELY: f32 = 0.25;

/// Nobody listens any more, or the copy has lost its way: the work ends.
pub(super) struct Ended;

/// The work and what it stands on.
pub(super) struct Worker {
    project: Project,
    options: SuggestOptions,
    answers: Sender<Answer>,
    wake: Waker,
    index: SentenceIndex,
    readings: Readings,
    unread: BTreeSet<DocumentId>,
    claim: Option<ClaimId>,
    queue: Option<LikelyLinks>,
    told: BTreeMap<ClaimId, Vec<Suggestion>>,
    is_queue_told: bool,
    steps: u64,
}

impl Worker {
    pub(super) fn new(
        copy: Snapshot,
        annotator: Option<AnnotatorId>,
        answers: Sender<Answer>,
        wake: Waker,
    ) -> Self {
        let project = copy.into_project();
        Self {
            unread: project.document_ids().iter().copied().collect(),
            project,
            options: SuggestOptions { annotator, ..SuggestOptions::default() },
            answers,
            wake,
            index: SentenceIndex::default(),
            readings: Readings::default(),
            claim: None,
            queue: None,
            told: BTreeMap::new(),
            is_queue_told: false,
            steps: 0,
        }
    }

    /// Works until nobody listens any more.
    pub(super) fn run(mut self, asks: &Receiver<Ask>) {
        while self.turn(asks).is_ok() {}
    }

    /// Hears what is wanted, else does a piece of work, else waits.
    fn turn(&mut self, asks: &Receiver<Ask>) -> Result<(), Ended> {
        match asks.try_recv() {
            Ok(ask) => self.hear(ask),
            Err(TryRecvError::Disconnected) => Err(Ended),
            Err(TryRecvError::Empty) => {
                if self.work()? {
                    return Ok(());
                }
                let ask = asks.recv().map_err(|_gone| Ended)?;
                self.hear(ask)
            }
        }
    }

    fn hear(&mut self, ask: Ask) -> Result<(), Ended> {
        match ask {
            Ask::Step(step) => return self.follow(*step),
            Ask::Claim(claim) => self.claim = Some(claim),
            Ask::Queue => {
                let options = SuggestOptions { least_score: LEAST_LIKELY, ..self.options };
                self.queue = Some(LikelyLinks::new(&self.project, options));
                self.is_queue_told = false;
            }
        }
        Ok(())
    }

    /// One piece of work; false when nothing is left.
    fn work(&mut self) -> Result<bool, Ended> {
        if let Some(document) = self.unread.pop_first() {
            match self.project.document(document) {
                Some(document) => self.index.add_document(document),
                None => self.index.remove_document(document),
            }
        } else if let Some(claim) = self.claim.take() {
            let found = suggest_with(&self.project, &self.index, claim, &self.options, &mut self.readings);
            self.tell(Answer::Claim { claim, suggestions: found, steps: self.steps })?;
        } else if let Some(queue) = self.queue.as_mut().filter(|_| !self.is_queue_told) {
            let progress = queue.step(&self.project, &self.index, STRIDE);
            if progress.is_complete() {
                self.tell_queue(progress)?;
            } else if progress.done % 64 < STRIDE {
                self.tell(Answer::Queue(LikelyQueue::new(None, progress, self.steps)))?;
            }
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn tell(&self, answer: Answer) -> Result<(), Ended> {
        self.answers.send(answer).map_err(|_gone| Ended)?;
        (self.wake)();
        Ok(())
    }

    fn tell_queue(&mut self, progress: Progress) -> Result<(), Ended> {
        let mut ranked = self.queue.as_ref().map(|queue| queue.ranked(QUEUE_LENGTH + 1)).unwrap_or_default();
        let has_more = ranked.len() > QUEUE_LENGTH;
        ranked.truncate(QUEUE_LENGTH);
        let mut links: Vec<QueuedLink> = Vec::new();
        for link in ranked {
            let found = self.told_in_full(&link);
            let is_new = |found: &Suggestion| {
                !links.iter().any(|known| {
                    known.claim == link.claim
                        && known.suggestion.span == found.span
                        && known.suggestion.document == found.document
                })
            };
            let found = found.filter(is_new).map(|suggestion| QueuedLink { claim: link.claim, suggestion });
            links.extend(found);
        }
        self.is_queue_told = true;
        let queue = LikelyQueue { has_more, ..LikelyQueue::new(Some(links), progress, self.steps) };
        self.tell(Answer::Queue(queue))
    }

    /// What speaks for a link of the queue; a copy is told with the sentence it copies.
    fn told_in_full(&mut self, link: &LikelyLink) -> Option<Suggestion> {
        let Self { project, index, readings, options, told, .. } = self;
        let suggestions = told.entry(link.claim).or_insert_with(|| {
            let options = SuggestOptions { amount: Amount::InAll(TOLD_PER_CLAIM), ..*options };
            suggest_with(project, index, link.claim, &options, readings)
        });
        let is_meant = |found: &&Suggestion| {
            let is_copy = found.copies.iter().any(|it| (it.document, it.span) == (link.document, link.span));
            (found.document, found.span) == (link.document, link.span) || is_copy
        };
        suggestions.iter().find(is_meant).cloned()
    }

    /// Does the step on the copy and notes what has to be asked again.
    fn follow(&mut self, step: Transaction) -> Result<(), Ended> {
        self.steps += 1;
        let mut touched = Touched::default();
        for edit in &step.edits {
            touched.note(&self.project, edit);
        }
        self.project.commit(step).map_err(|_other_state| Ended)?;
        self.is_queue_told = false;
        if touched.documents.is_empty() {
            for claim in touched.claims {
                self.told.remove(&claim);
                if let Some(queue) = &mut self.queue {
                    queue.ask_again(claim);
                }
            }
        } else {
            self.told.clear();
            for document in &touched.documents {
                self.readings.forget(*document);
            }
            self.unread.extend(touched.documents);
            if let Some(queue) = &mut self.queue {
                queue.ask_all_again(&self.project);
            }
        }
        Ok(())
    }
}

/// What a step changes of the answers.
#[derive(Debug, Default)]
struct Touched {
    claims: BTreeSet<ClaimId>,
    documents: BTreeSet<DocumentId>,
}

impl Touched {
    /// Called before the edit is done: what it takes out is still there.
    fn note(&mut self, project: &Project, edit: &Edit) {
        match edit {
            Edit::PutClaim(claim) => self.claims.extend([claim.id]),
            Edit::RemoveClaim(claim) => self.claims.extend([*claim]),
            Edit::PutLink(link) => self.claims.extend([link.from, link.to]),
            Edit::RemoveLink(link) => {
                self.claims.extend(project.link(*link).into_iter().flat_map(|link| [link.from, link.to]));
            }
            Edit::PutDismissal(dismissal) => self.claims.extend([dismissal.claim]),
            Edit::RemoveDismissal(id) => {
                self.claims.extend(project.dismissal(*id).map(|dismissal| dismissal.claim));
            }
            Edit::AddDocument { document, .. } => self.documents.extend([document.id]),
            Edit::RemoveDocument(id)
            | Edit::SetDocumentDetails { document: id, .. }
            | Edit::SetSentences { document: id, .. } => self.documents.extend([*id]),
            _ => {}
        }
    }
}
