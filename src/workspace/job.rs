//! [`Job`]: work beside the window with progress, cancellation and one result. Every thread of the program begins here.
//!
//! A panic of the work ends its job with [`JobError::Panicked`]; nobody waits for a result that cannot come.

use std::any::Any;
use std::fmt;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread::{Builder, JoinHandle};

/// Wakes the window when something happened beside it.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// A waker for a job that nobody draws.
pub fn no_waker() -> Waker {
    Arc::new(|| {})
}

/// Work beside the window. Dropping it cancels it.
#[derive(Debug)]
pub struct Job<T> {
    shared: Arc<Shared>,
    result: Receiver<Result<T, JobError>>,
}

/// Why a job has no result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JobError {
    /// The work panicked, with that message.
    #[error("a fault in the program stopped the work ({0})")]
    Panicked(String),
    /// The system gave no thread.
    #[error("the system gave no thread for the work")]
    NoThread,
    /// The result was taken before.
    #[error("the work has ended before")]
    Ended,
}

/// How far a job is, in units of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JobProgress {
    /// Units that are done.
    pub done: usize,
    /// Units known so far; 0 before the first is known.
    pub total: usize,
}

impl JobProgress {
    /// The part that is done, 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "shown as a bar")]
    pub fn fraction(self) -> f32 {
        self.done as f32 / self.total.max(1) as f32
    }
}

#[derive(Debug, Default)]
struct Shared {
    is_cancelled: AtomicBool,
    done: AtomicUsize,
    total: AtomicUsize,
}

/// What the work of a job knows of its job.
#[derive(Clone)]
pub struct JobContext {
    shared: Arc<Shared>,
    waker: Waker,
}

/// Where the work of a job runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunsOn {
    /// On a thread of its own.
    Thread,
    /// On the caller's thread, before the job is handed out: a simulated disk must see one order of operations.
    Caller,
}

impl RunsOn {
    /// Where work runs that uses such a disk.
    pub fn for_disk(vfs: &dyn crate::storage::Vfs) -> Self {
        if vfs.is_concurrent() { Self::Thread } else { Self::Caller }
    }
}

impl<T: Send + 'static> Job<T> {
    /// Begins work under that name; `waker` is called when its result is there.
    pub fn begin(
        name: &str,
        runs_on: RunsOn,
        waker: &Waker,
        work: impl FnOnce(&JobContext) -> T + Send + 'static,
    ) -> Self {
        let (sender, result) = channel();
        let shared = Arc::<Shared>::default();
        let context = JobContext { shared: Arc::clone(&shared), waker: Waker::clone(waker) };
        let not_started = sender.clone();
        let run = move || {
            let result = catch_unwind(AssertUnwindSafe(|| work(&context)));
            // Nobody waits for a job that was dropped.
            drop(sender.send(result.map_err(|panic| JobError::Panicked(panic_message(panic.as_ref())))));
            (context.waker)();
        };
        match runs_on {
            RunsOn::Caller => run(),
            RunsOn::Thread if begin_thread(name, run).is_none() => {
                // The receiver is still here, so this cannot fail.
                drop(not_started.send(Err(JobError::NoThread)));
            }
            RunsOn::Thread => {}
        }
        Self { shared, result }
    }

    /// The result, once; none while the work runs.
    pub fn poll(&self) -> Option<Result<T, JobError>> {
        match self.result.try_recv() {
            Ok(result) => Some(result),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(JobError::Ended)),
        }
    }

    /// Waits for the result.
    pub fn wait(&self) -> Result<T, JobError> {
        self.result.recv().unwrap_or(Err(JobError::Ended))
    }
}

impl<T> Job<T> {
    /// Tells the work to stop at the next chance; its result still comes.
    pub fn cancel(&self) {
        self.shared.is_cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether the work was told to stop.
    pub fn is_cancelled(&self) -> bool {
        self.shared.is_cancelled.load(Ordering::Relaxed)
    }

    /// How far the work is.
    pub fn progress(&self) -> JobProgress {
        let count = |counter: &AtomicUsize| counter.load(Ordering::Relaxed);
        JobProgress { done: count(&self.shared.done), total: count(&self.shared.total) }
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.cancel();
    }
}

impl fmt::Debug for JobContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JobContext").field("shared", &self.shared).finish_non_exhaustive()
    }
}

impl JobContext {
    /// Whether the result is not wanted any more.
    pub fn is_cancelled(&self) -> bool {
        self.shared.is_cancelled.load(Ordering::Relaxed)
    }

    /// Break once the result is not wanted any more, for work that asks between its steps.
    pub fn flow(&self) -> ControlFlow<()> {
        if self.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Says how far the work is.
    pub fn set_progress(&self, done: usize, total: usize) {
        self.shared.total.store(total, Ordering::Relaxed);
        self.shared.done.store(done, Ordering::Relaxed);
    }

    /// More units are known.
    pub fn add_total(&self, count: usize) {
        self.shared.total.fetch_add(count, Ordering::Relaxed);
    }

    /// More units are done.
    pub fn add_done(&self, count: usize) {
        self.shared.done.fetch_add(count, Ordering::Relaxed);
    }

    /// Lets the window draw how far the work is.
    pub fn wake(&self) {
        (self.waker)();
    }
}

/// The results of one kind of question: the newest one, and the job that works on a newer. A question that failed is not
/// asked again until it changes.
#[derive(Debug)]
pub(super) struct Latest<Q, T> {
    job: Option<(Q, Job<Option<T>>)>,
    last: Option<(Q, T)>,
    failed: Option<(Q, JobError)>,
    is_news: bool,
}

impl<Q, T> Default for Latest<Q, T> {
    fn default() -> Self {
        Self { job: None, last: None, failed: None, is_news: false }
    }
}

impl<Q: PartialEq, T: Send + 'static> Latest<Q, T> {
    /// Takes the result of the job, once it is there. A job that was cancelled gives none.
    pub(super) fn poll(&mut self) {
        let Some(result) = self.job.as_ref().and_then(|(_, job)| job.poll()) else {
            return;
        };
        let Some((question, _)) = self.job.take() else {
            return;
        };
        match result {
            Ok(Some(found)) => self.last = Some((question, found)),
            Ok(None) => {}
            Err(err) => (self.failed, self.is_news) = (Some((question, err)), true),
        }
    }

    /// Whether that question is answered, being worked on, or failed.
    pub(super) fn is_asked(&self, question: &Q) -> bool {
        self.last.as_ref().is_some_and(|(of, _)| of == question)
            || self.job.as_ref().is_some_and(|(of, _)| of == question)
            || self.failed.as_ref().is_some_and(|(of, _)| of == question)
    }

    /// Works on that question from here on; the one before is cancelled.
    pub(super) fn begin(&mut self, question: Q, job: Job<Option<T>>) {
        (self.job, self.failed) = (Some((question, job)), None);
    }

    /// The newest result and its question.
    pub(super) const fn last(&self) -> Option<&(Q, T)> {
        self.last.as_ref()
    }

    /// The job that runs.
    pub(super) fn running(&self) -> Option<&Job<Option<T>>> {
        self.job.as_ref().map(|(_, job)| job)
    }

    /// Why the last question has no result.
    pub(super) fn failure(&self) -> Option<&JobError> {
        self.failed.as_ref().map(|(_, err)| err)
    }

    /// Why there is no result, once.
    pub(super) fn take_failure(&mut self) -> Option<JobError> {
        let is_news = std::mem::take(&mut self.is_news);
        self.failure().filter(|_| is_news).cloned()
    }
}

/// Begins a thread for work that outlives a single result, as the journal's; none where the system gives none.
pub fn begin_thread(name: &str, work: impl FnOnce() + Send + 'static) -> Option<JoinHandle<()>> {
    Builder::new().name(name.to_owned()).spawn(work).ok()
}

fn panic_message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job<T: Send + 'static>(work: impl FnOnce(&JobContext) -> T + Send + 'static) -> Job<T> {
        Job::begin("test", RunsOn::Thread, &no_waker(), work)
    }

    #[test]
    fn a_result_comes_once() {
        let job = job(|_| 7);
        assert_eq!(job.wait(), Ok(7));
        assert_eq!(job.wait(), Err(JobError::Ended));
        assert_eq!(job.poll(), Some(Err(JobError::Ended)));
    }

    #[test]
    fn dropping_a_job_tells_its_work_to_stop() {
        let (sender, told) = channel();
        let job = job(move |context| {
            while context.flow().is_continue() {
                std::thread::yield_now();
            }
            sender.send(()).ok()
        });
        drop(job);
        assert_eq!(told.recv(), Ok(()));
    }

    #[test]
    fn a_job_that_panics_ends_with_its_message_and_wakes() {
        let (sender, woken) = channel();
        let waker: Waker = Arc::new(move || sender.send(()).unwrap_or_default());
        for runs_on in [RunsOn::Thread, RunsOn::Caller] {
            let job: Job<()> = Job::begin("test", runs_on, &waker, |_| panic!("no such claim"));
            assert_eq!(woken.recv(), Ok(()));
            assert_eq!(job.wait(), Err(JobError::Panicked("no such claim".to_owned())));
        }
    }

    #[test]
    fn progress_is_told_while_the_work_runs() {
        let (sender, go_on) = channel::<()>();
        let (told, is_told) = channel();
        let job = job(move |context| {
            context.set_progress(1, 2);
            context.add_total(2);
            told.send(()).ok();
            go_on.recv().ok();
            context.add_done(3);
        });
        assert_eq!(is_told.recv(), Ok(()));
        assert_eq!(job.progress(), JobProgress { done: 1, total: 4 });
        drop(sender);
        assert_eq!(job.wait(), Ok(()));
        assert!((job.progress().fraction() - 1.0).abs() < f32::EPSILON);
    }

    #[test]
    fn a_question_that_failed_is_told_once_and_not_asked_again() {
        let mut latest = Latest::<u64, u8>::default();
        latest.begin(1, Job::begin("test", RunsOn::Caller, &no_waker(), |_| Some(3)));
        latest.poll();
        latest.begin(2, Job::begin("test", RunsOn::Caller, &no_waker(), |_| panic!("fault")));
        latest.poll();
        assert!(latest.is_asked(&2) && latest.running().is_none());
        assert_eq!(latest.take_failure(), Some(JobError::Panicked("fault".to_owned())));
        assert_eq!(latest.take_failure(), None);
        assert_eq!(latest.last(), Some(&(1, 3)));
        assert!(!latest.is_asked(&3));
    }
}
