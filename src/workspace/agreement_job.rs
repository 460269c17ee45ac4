//! [`Workspace::ask_agreement`]: agreement between annotators, computed beside the window on a copy of the project.

use super::job::{Job, Latest, RunsOn};
use super::{Waker, Workspace};
use crate::analysis::agreement::{AgreementOptions, AgreementReport, agreement_with};
use std::sync::Arc;

/// Figures, each with the revision of the project that they are of.
pub(super) type AgreementJobs = Latest<u64, Arc<AgreementReport>>;

impl Workspace {
    /// Computes agreement anew, beside the window, unless it is current; `wake` is called when it is there.
    ///
    /// A job that looks at an older state is cancelled.
    pub fn ask_agreement(&mut self, wake: &Waker) {
        let revision = self.revision();
        self.poll_jobs();
        if !self.agreement.is_asked(&revision) {
            let copy = self.project.snapshot();
            let job = Job::begin("agreement", RunsOn::Thread, wake, move |context| {
                let options = AgreementOptions::default();
                agreement_with(&copy.into_project(), options, &mut |_| context.flow()).map(Arc::new)
            });
            self.agreement.begin(revision, job);
        }
    }

    /// The last figures with the revision they are of; none until there are some.
    pub const fn agreement(&self) -> Option<&(u64, Arc<AgreementReport>)> {
        self.agreement.last()
    }

    /// Whether figures are being computed.
    pub fn is_computing_agreement(&self) -> bool {
        self.agreement.running().is_some()
    }
}
