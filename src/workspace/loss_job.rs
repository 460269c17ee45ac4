//! [`Workspace::ask_losses`]: what a format cannot hold of the open project, counted beside the window.

use super::beside::{Answer, Beside};
use super::exchange::{ExportOptions, Loss, format, losses};
use super::{Waker, Workspace};

/// What was asked: name of the format, choices, revision of the project.
type Asked = (String, ExportOptions, u64);

/// Losses, or why there is nothing to be written.
type Losses = Result<Vec<Loss>, String>;

/// The last answer, and the question that is being worked on.
#[derive(Debug, Default)]
pub(super) struct LossKeeper {
    job: Option<(Asked, Beside<Losses>)>,
    last: Option<(Asked, Losses)>,
}

impl Workspace {
    /// Counts what a format cannot hold of the project as it is, beside the window, unless that is known; `wake` is called
    /// when it is there. What was asked before is given up.
    pub fn ask_losses(&mut self, name: &str, options: &ExportOptions, wake: &Waker) {
        let asked = (name.to_owned(), options.clone(), self.revision());
        if let Some((question, work)) = &self.losses.job {
            match work.poll() {
                Answer::There(found) => {
                    self.losses.last = Some((question.clone(), found));
                    self.losses.job = None;
                }
                Answer::Broken => self.losses.job = None,
                Answer::Awaited => {}
            }
        }
        let is_known = self.losses.last.as_ref().is_some_and(|(known, _)| *known == asked);
        let is_asked = self.losses.job.as_ref().is_some_and(|(question, _)| *question == asked);
        if is_known || is_asked {
            return;
        }
        let (copy, name, options) = (self.project.snapshot(), asked.0.clone(), asked.1.clone());
        let work = Beside::begin("losses", wake, move |go_on| {
            let Some(format) = format(&name) else {
                return Some(Err(format!("there is no format “{name}”")));
            };
            let counted = losses(format, &copy.into_project(), &options, &mut |_| go_on.at());
            Some(counted.map_err(|err| err.to_string()))
        });
        self.losses.job = Some((asked, work));
    }

    /// The answer to what was asked last; none while it is awaited.
    pub fn losses(&self) -> Option<Result<&[Loss], &str>> {
        let (_, found) = self.losses.last.as_ref().filter(|_| self.losses.job.is_none())?;
        Some(found.as_ref().map(Vec::as_slice).map_err(String::as_str))
    }
}
