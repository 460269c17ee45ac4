//! [`AgreementJob`]: agreement between annotators, computed beside the window on a copy of the project.

use super::{Waker, Workspace};
use crate::analysis::agreement::{AgreementOptions, AgreementReport, agreement_with};
use crate::model::Snapshot;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

/// Agreement that is being computed.
#[derive(Debug)]
struct AgreementJob {
    revision: u64,
    cancelled: Arc<AtomicBool>,
    answer: Receiver<AgreementReport>,
}

impl AgreementJob {
    fn begin(copy: Snapshot, revision: u64, wake: Waker) -> Self {
        let (sender, answer) = channel();
        let cancelled = Arc::<AtomicBool>::default();
        let is_cancelled = Arc::clone(&cancelled);
        let work = move || {
            let mut go_on = |_: f32| match is_cancelled.load(Ordering::Relaxed) {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            };
            let project = copy.into_project();
            let report = agreement_with(&project, &AgreementOptions::default(), &mut go_on);
            // Nobody waits for a cancelled one.
            drop(report.map(|report| sender.send(report)));
            drop(sender);
            wake();
        };
        // Without a thread the channel is closed, and the figures stay as they were.
        drop(thread::Builder::new().name("agreement".to_owned()).spawn(work));
        Self { revision, cancelled, answer }
    }
}

impl Drop for AgreementJob {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

/// The last figures, and those being computed.
#[derive(Debug, Default)]
pub(super) struct AgreementKeeper {
    job: Option<AgreementJob>,
    last: Option<(u64, Arc<AgreementReport>)>,
}

impl Workspace {
    /// Computes agreement anew, beside the window, unless it is current; `wake` is called when it is there.
    ///
    /// A job that looks at an older state is given up.
    pub fn ask_agreement(&mut self, wake: &Waker) {
        let revision = self.revision();
        self.poll_agreement();
        let is_known = self.agreement.last.as_ref().is_some_and(|(at, _)| *at == revision);
        let is_asked = self.agreement.job.as_ref().is_some_and(|job| job.revision == revision);
        if !is_known && !is_asked {
            let job = AgreementJob::begin(self.project.snapshot(), revision, Waker::clone(wake));
            self.agreement.job = Some(job);
        }
    }

    fn poll_agreement(&mut self) {
        let Some(job) = &self.agreement.job else {
            return;
        };
        match job.answer.try_recv() {
            Ok(report) => {
                self.agreement.last = Some((job.revision, Arc::new(report)));
                self.agreement.job = None;
            }
            Err(TryRecvError::Disconnected) => self.agreement.job = None,
            Err(TryRecvError::Empty) => {}
        }
    }

    /// The last figures with the revision they are of; none until there are some.
    pub const fn agreement(&self) -> Option<&(u64, Arc<AgreementReport>)> {
        self.agreement.last.as_ref()
    }

    /// Whether figures are being computed.
    pub const fn is_computing_agreement(&self) -> bool {
        self.agreement.job.is_some()
    }
}
