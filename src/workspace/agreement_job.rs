//! [`Workspace::ask_agreement`]: agreement between annotators, computed beside the window on a copy of the project.

use super::beside::{Answer, Beside};
use super::{Waker, Workspace};
use crate::analysis::agreement::{AgreementOptions, AgreementReport, agreement_with};
use std::sync::Arc;

/// The last figures, and those being computed, each with the revision they are of.
#[derive(Debug, Default)]
pub(super) struct AgreementKeeper {
    job: Option<(u64, Beside<AgreementReport>)>,
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
        let is_asked = self.agreement.job.as_ref().is_some_and(|(at, _)| *at == revision);
        if !is_known && !is_asked {
            let copy = self.project.snapshot();
            let work = Beside::begin("agreement", wake, move |go_on| {
                agreement_with(&copy.into_project(), AgreementOptions::default(), &mut |_| go_on.at())
            });
            self.agreement.job = Some((revision, work));
        }
    }

    fn poll_agreement(&mut self) {
        let Some((revision, work)) = &self.agreement.job else {
            return;
        };
        match work.poll() {
            Answer::There(report) => {
                self.agreement.last = Some((*revision, Arc::new(report)));
                self.agreement.job = None;
            }
            // The figures stay as they were.
            Answer::Broken => self.agreement.job = None,
            Answer::Awaited => {}
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
