//! [`Workspace::ask_losses`]: what a format cannot hold of the open project, counted beside the window.

use super::exchange::{ExportOptions, Loss, format, losses};
use super::{Waker, Workspace};
use crate::model::Snapshot;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

/// What was asked: name of the format, choices, revision of the project.
type Asked = (String, ExportOptions, u64);

/// Losses, or why there is nothing to be written.
type Answer = Result<Vec<Loss>, String>;

/// Losses that are being counted.
#[derive(Debug)]
struct LossJob {
    asked: Asked,
    cancelled: Arc<AtomicBool>,
    answer: Receiver<Answer>,
}

impl LossJob {
    fn begin(copy: Snapshot, asked: Asked, wake: Waker) -> Self {
        let (sender, answer) = channel();
        let cancelled = Arc::<AtomicBool>::default();
        let is_cancelled = Arc::clone(&cancelled);
        let (name, options) = (asked.0.clone(), asked.1.clone());
        let work = move || {
            let mut go_on = |_: f32| {
                if is_cancelled.load(Ordering::Relaxed) {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            };
            let found = format(&name).map_or_else(
                || Err(format!("there is no format “{name}”")),
                |format| {
                    let counted = losses(format, &copy.into_project(), &options, &mut go_on);
                    counted.map_err(|err| err.to_string())
                },
            );
            // Nobody waits for a cancelled one.
            drop(sender.send(found));
            wake();
        };
        // Without a thread the channel is closed, and nothing is said.
        drop(thread::Builder::new().name("losses".to_owned()).spawn(work));
        Self { asked, cancelled, answer }
    }
}

impl Drop for LossJob {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

/// The last answer, and the question that is being worked on.
#[derive(Debug, Default)]
pub(super) struct LossKeeper {
    job: Option<LossJob>,
    last: Option<(Asked, Answer)>,
}

impl Workspace {
    /// Counts what a format cannot hold of the project as it is, beside the window, unless that is known; `wake` is called
    /// when it is there. What was asked before is given up.
    pub fn ask_losses(&mut self, format: &str, options: &ExportOptions, wake: &Waker) {
        let asked = (format.to_owned(), options.clone(), self.revision());
        if let Some(job) = &self.losses.job {
            match job.answer.try_recv() {
                Ok(found) => {
                    self.losses.last = Some((job.asked.clone(), found));
                    self.losses.job = None;
                }
                Err(TryRecvError::Disconnected) => self.losses.job = None,
                Err(TryRecvError::Empty) => {}
            }
        }
        let is_known = self.losses.last.as_ref().is_some_and(|(known, _)| *known == asked);
        let is_asked = self.losses.job.as_ref().is_some_and(|job| job.asked == asked);
        if !is_known && !is_asked {
            self.losses.job = Some(LossJob::begin(self.project.snapshot(), asked, Waker::clone(wake)));
        }
    }

    /// The answer to what was asked last; none while it is awaited.
    pub fn losses(&self) -> Option<Result<&[Loss], &str>> {
        let (_, found) = self.losses.last.as_ref().filter(|_| self.losses.job.is_none())?;
        Some(found.as_ref().map(Vec::as_slice).map_err(String::as_str))
    }
}
