//! [`Workspace::ask_losses`]: what a format cannot hold of the open project, counted beside the window.

use super::exchange::{ExportOptions, Loss, format, losses};
use super::job::{Job, Latest, RunsOn};
use super::{Waker, Workspace};

/// What was asked: name of the format, choices, revision of the project.
type Asked = (String, ExportOptions, u64);

/// Losses, or why there is nothing to be written.
type Losses = Result<Vec<Loss>, String>;

/// The last answer, and the question that is being worked on.
#[derive(Debug, Default)]
pub(super) struct LossJobs {
    pub(super) latest: Latest<Asked, Losses>,
    /// What a question that failed says to whoever asks.
    failure: Option<String>,
}

impl Workspace {
    /// Counts what a format cannot hold of the project as it is, beside the window, unless that is known; `wake` is called
    /// when it is there. What was asked before is cancelled.
    pub fn ask_losses(&mut self, name: &str, options: &ExportOptions, wake: &Waker) {
        let asked = (name.to_owned(), options.clone(), self.revision());
        self.poll_jobs();
        if self.losses.latest.is_asked(&asked) {
            return;
        }
        let (copy, name, options) = (self.project.snapshot(), asked.0.clone(), asked.1.clone());
        let job = Job::begin("losses", RunsOn::Thread, wake, move |context| {
            let Some(format) = format(&name) else {
                return Some(Err(format!("there is no format “{name}”")));
            };
            let counted = losses(format, &copy.into_project(), &options, &mut |_| context.flow());
            Some(counted.map_err(|err| err.to_string()))
        });
        self.losses.latest.begin(asked, job);
    }

    /// The answer to what was asked last; none while it is awaited.
    pub fn losses(&self) -> Option<Result<&[Loss], &str>> {
        let LossJobs { latest, failure } = &self.losses;
        if let Some(reason) = failure.as_deref().filter(|_| latest.failure().is_some()) {
            return Some(Err(reason));
        }
        let (_, found) = latest.last().filter(|_| latest.running().is_none())?;
        Some(found.as_ref().map(Vec::as_slice).map_err(String::as_str))
    }
}

impl LossJobs {
    /// Takes the answer, once it is there.
    pub(super) fn poll(&mut self) {
        self.latest.poll();
        if let Some(err) = self.latest.take_failure() {
            self.failure = Some(err.to_string());
        }
    }
}
