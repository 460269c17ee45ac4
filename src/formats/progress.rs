//! [`Progress`]: how far a writer is, and whether to go on.

use super::FormatError;
use std::fmt;
use std::ops::ControlFlow;

/// Asked now and then with the share that is done, from 0.0 to 1.0; a break cancels.
pub type Progress<'f> = dyn FnMut(f32) -> ControlFlow<()> + 'f;

/// Rows between two questions.
const STEP: usize = 256;

/// Counts rows and asks the [`Progress`] from time to time.
pub(super) struct Ticker<'p, 'f> {
    progress: &'p mut Progress<'f>,
    done: usize,
    total: usize,
}

impl fmt::Debug for Ticker<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.done, self.total)
    }
}

impl<'p, 'f> Ticker<'p, 'f> {
    pub(super) fn new(progress: &'p mut Progress<'f>, total: usize) -> Self {
        Self { progress, done: 0, total }
    }

    /// One row more is written.
    pub(super) fn row(&mut self) -> Result<(), FormatError> {
        self.done += 1;
        if self.done.is_multiple_of(STEP) { self.ask() } else { Ok(()) }
    }

    /// All rows are written.
    pub(super) fn end(&mut self) -> Result<(), FormatError> {
        self.done = self.total;
        self.ask()
    }

    /// Whether to go on, where much is done without a row.
    pub(super) fn ask(&mut self) -> Result<(), FormatError> {
        let share = self.done as f32 / self.total.max(1) as f32;
        match (self.progress)(share.min(1.0)) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(FormatError::Cancelled),
        }
    }
}
