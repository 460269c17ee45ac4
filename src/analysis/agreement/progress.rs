//! [`Progress`]: how far the computing is, and whether to go on.

use std::fmt;
use std::ops::ControlFlow;

/// Asked now and then with the share that is done, from 0.0 to 1.0; a break cancels.
pub type Progress<'f> = dyn FnMut(f32) -> ControlFlow<()> + 'f;

/// Counts steps and asks the [`Progress`].
pub(super) struct Steps<'p, 'f> {
    progress: &'p mut Progress<'f>,
    done: usize,
    total: usize,
}

impl fmt::Debug for Steps<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.done, self.total)
    }
}

impl<'p, 'f> Steps<'p, 'f> {
    pub(super) fn new(progress: &'p mut Progress<'f>, total: usize) -> Self {
        Self { progress, done: 0, total }
    }

    /// One step more is done; none when cancelled.
    pub(super) fn step(&mut self) -> Option<()> {
        self.done += 1;
        let share = self.done as f32 / self.total.max(1) as f32;
        match (self.progress)(share.min(1.0)) {
            ControlFlow::Continue(()) => Some(()),
            ControlFlow::Break(()) => None,
        }
    }
}
