//! [`Suggester`]: likely links, looked for beside the window on a copy of the project that follows every step.

mod worker;

use super::job::{Job, JobError, RunsOn, Waker};
use crate::analysis::suggest::{Progress, Suggestion};
use crate::model::{AnnotatorId, ClaimId, Snapshot, Transaction};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use worker::Worker;

/// What the worker is told or asked, in order.
#[derive(Debug)]
enum Ask {
    /// The project changed by this step.
    Step(Box<Transaction>),
    /// What could this claim be linked to?
    Claim(ClaimId),
    /// From now on the whole project is looked through.
    Queue,
}

/// What the worker found out; `steps` counts the steps it had seen.
#[derive(Debug)]
enum Answer {
    Claim { claim: ClaimId, suggestions: Vec<Suggestion>, steps: u64 },
    Queue(LikelyQueue),
}

/// The likely links of a whole project that nobody has judged yet.
#[derive(Clone, Debug, Default)]
pub struct LikelyQueue {
    /// The most alike first; none until every claim was asked.
    pub links: Option<Vec<QueuedLink>>,
    /// Whether there are more than these, which come up as these are judged.
    pub has_more: bool,
    /// How many claims were asked.
    pub done: usize,
    /// Claims in all.
    pub total: usize,
    steps: u64,
}

/// A claim and what it may be linked to.
#[derive(Clone, Debug, PartialEq)]
pub struct QueuedLink {
    /// The claim that was asked.
    pub claim: ClaimId,
    /// What speaks for the link.
    pub suggestion: Suggestion,
}

/// Asks a thread of its own; answers are picked up by [`Suggester::poll`].
#[derive(Debug)]
pub(super) struct Suggester {
    job: Job<()>,
    asks: Sender<Ask>,
    answers: Receiver<Answer>,
    steps: u64,
    asked: Option<(ClaimId, u64)>,
    of_claim: Option<(ClaimId, u64, Vec<Suggestion>)>,
    wants_queue: bool,
    queue: Option<LikelyQueue>,
    /// Counts what was picked up, so that views know when to be made anew.
    answer_count: u64,
}

impl Suggester {
    /// Begins to look through a copy of the project; the annotator is the one whose work alone is seen.
    pub(super) fn begin(copy: Snapshot, annotator: Option<AnnotatorId>, wake: &Waker) -> Self {
        let ((asks, asked), (sender, answers)) = (channel(), channel());
        let waker = Waker::clone(wake);
        let job = Job::begin("suggest", RunsOn::Thread, wake, move |_| {
            Worker::new(copy, annotator, sender, waker).run(&asked);
        });
        Self {
            job,
            asks,
            answers,
            steps: 0,
            asked: None,
            of_claim: None,
            wants_queue: false,
            queue: None,
            answer_count: 0,
        }
    }

    /// Tells of a step that was carried out.
    pub(super) fn follow(&mut self, step: &Transaction) {
        self.steps += 1;
        // A worker that ended is noticed by the next poll.
        self.asks.send(Ask::Step(Box::new(step.clone()))).ok();
    }

    /// Asks about a claim unless that was asked since the last step.
    pub(super) fn ask(&mut self, claim: ClaimId) {
        let question = Some((claim, self.steps));
        if self.asked != question {
            self.asked = question;
            self.asks.send(Ask::Claim(claim)).ok();
        }
    }

    /// Asks for the project's likely links, once.
    pub(super) fn ask_queue(&mut self) {
        if !self.wants_queue {
            self.wants_queue = true;
            self.asks.send(Ask::Queue).ok();
        }
    }

    /// Picks up what was answered.
    ///
    /// # Errors
    /// The worker has ended: by a fault of the program, or ([`JobError::Ended`]) because its copy no longer follows.
    pub(super) fn poll(&mut self) -> Result<(), JobError> {
        loop {
            match self.answers.try_recv() {
                Ok(Answer::Claim { claim, suggestions, steps }) => {
                    self.answer_count += 1;
                    self.of_claim = Some((claim, steps, suggestions));
                }
                Ok(Answer::Queue(mut queue)) => {
                    self.answer_count += 1;
                    // While claims are asked again the links found before stay on show.
                    if let (None, Some(before)) = (&queue.links, self.queue.take()) {
                        (queue.links, queue.has_more) = (before.links, before.has_more);
                    }
                    self.queue = Some(queue);
                }
                Err(TryRecvError::Empty) => return Ok(()),
                Err(TryRecvError::Disconnected) => return self.job.wait().and(Err(JobError::Ended)),
            }
        }
    }

    /// The last answer about a claim; it may be a step behind until the next one comes.
    pub(super) fn suggestions(&self, claim: ClaimId) -> Option<&[Suggestion]> {
        let (_, _, suggestions) = self.of_claim.as_ref().filter(|(of, _, _)| *of == claim)?;
        Some(suggestions)
    }

    /// The last state of the queue.
    pub(super) const fn queue(&self) -> Option<&LikelyQueue> {
        self.queue.as_ref()
    }

    /// Counts answers that were picked up.
    pub(super) const fn answer_count(&self) -> u64 {
        self.answer_count
    }

    /// Whether an answer is still to come.
    pub(super) fn is_waiting(&self) -> bool {
        let answered = self.of_claim.as_ref().map(|(claim, steps, _)| (*claim, *steps));
        let queue_done = |queue: &LikelyQueue| queue.steps == self.steps && queue.is_complete();
        let claim_waits = self.asked.is_some_and(|asked| asked.1 == self.steps && answered != Some(asked));
        claim_waits || (self.wants_queue && !self.queue.as_ref().is_some_and(queue_done))
    }
}

impl LikelyQueue {
    /// Whether every claim was asked.
    pub const fn is_complete(&self) -> bool {
        self.done == self.total
    }

    const fn new(links: Option<Vec<QueuedLink>>, progress: Progress, steps: u64) -> Self {
        Self { links, has_more: false, done: progress.done, total: progress.total, steps }
    }
}
