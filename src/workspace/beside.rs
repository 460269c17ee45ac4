//! [`Beside`]: work on a thread of its own that can be given up and gives one answer.

use super::Waker;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

/// Work beside the window. Dropping it gives it up.
#[derive(Debug)]
pub(super) struct Beside<T> {
    cancelled: Arc<AtomicBool>,
    answer: Receiver<T>,
}

/// How far the work is.
#[derive(Debug)]
pub(super) enum Answer<T> {
    /// It goes on.
    Awaited,
    /// Done.
    There(T),
    /// It ended without an answer.
    Broken,
}

/// Tells the work whether to go on.
#[derive(Clone, Debug)]
pub(super) struct GoOn(Arc<AtomicBool>);

impl GoOn {
    /// For work that reports how far it is.
    pub(super) fn at(&self) -> ControlFlow<()> {
        if self.0.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl<T: Send + 'static> Beside<T> {
    /// Begins the work under that name; `wake` is called when its answer is there. None is no answer.
    pub(super) fn begin(
        name: &str,
        wake: &Waker,
        work: impl FnOnce(&GoOn) -> Option<T> + Send + 'static,
    ) -> Self {
        let (sender, answer) = channel();
        let cancelled = Arc::<AtomicBool>::default();
        let (go_on, wake) = (GoOn(Arc::clone(&cancelled)), Waker::clone(wake));
        let work = move || {
            if let Some(found) = work(&go_on) {
                // Nobody waits for work that was given up.
                drop(sender.send(found));
            }
            drop(sender);
            wake();
        };
        // Without a thread the channel is closed, which is an answer too.
        drop(thread::Builder::new().name(name.to_owned()).spawn(work));
        Self { cancelled, answer }
    }

    /// The answer, once.
    pub(super) fn poll(&self) -> Answer<T> {
        match self.answer.try_recv() {
            Ok(found) => Answer::There(found),
            Err(TryRecvError::Empty) => Answer::Awaited,
            Err(TryRecvError::Disconnected) => Answer::Broken,
        }
    }
}

impl<T> Drop for Beside<T> {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wake() -> Waker {
        Arc::new(|| {})
    }

    fn wait<T: Send + 'static>(work: &Beside<T>) -> Answer<T> {
        loop {
            match work.poll() {
                Answer::Awaited => thread::yield_now(),
                other => return other,
            }
        }
    }

    #[test]
    fn an_answer_comes_once() {
        let work = Beside::begin("test", &wake(), |_| Some(7));
        assert!(matches!(wait(&work), Answer::There(7)));
        assert!(matches!(wait(&work), Answer::Broken));
    }

    #[test]
    fn work_that_is_given_up_is_told_so() {
        let (sender, told) = channel();
        let work = Beside::begin("test", &wake(), move |go_on| {
            while go_on.at().is_continue() {
                thread::yield_now();
            }
            sender.send(()).ok()
        });
        drop(work);
        assert_eq!(told.recv(), Ok(()));
    }
}
