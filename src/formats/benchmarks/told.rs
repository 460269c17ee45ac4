//! [`Told`]: what was odd about the rows of a set. A million bad rows do not fill the memory.

use crate::formats::FormatError;

/// Rows told one by one.
const MAX_TOLD: usize = 1_000;

/// Problems so far.
#[derive(Debug, Default)]
pub(super) struct Told {
    problems: Vec<String>,
    /// Told by their number alone.
    more_count: usize,
    /// Rows that were left out.
    pub(super) left_out_count: usize,
    /// Why the first row was left out.
    refusal: Option<FormatError>,
}

impl Told {
    /// Something odd.
    pub(super) fn problem(&mut self, words: impl Into<String>) {
        if self.problems.len() < MAX_TOLD {
            self.problems.push(words.into());
        } else {
            self.more_count += 1;
        }
    }

    /// A row cannot be used.
    pub(super) fn left_out(&mut self, err: FormatError) {
        self.problem(format!("{err}; it was left out"));
        self.left_out_count += 1;
        self.refusal.get_or_insert(err);
    }

    /// What a row gives; nothing, and a problem, where it cannot be used.
    ///
    /// # Errors
    /// What is no fault of a row.
    pub(super) fn or_left_out<T>(&mut self, read: Result<T, FormatError>) -> Result<Option<T>, FormatError> {
        match read {
            Ok(found) => Ok(Some(found)),
            Err(err @ FormatError::Row { .. }) => {
                self.left_out(err);
                Ok(None)
            }
            Err(err) => Err(err),
        }
    }

    /// Why nothing could be used, where rows were left out.
    pub(super) fn take_refusal(&mut self) -> Option<FormatError> {
        self.refusal.take()
    }

    /// All of them, in the order in which they came.
    pub(super) fn into_problems(mut self) -> Vec<String> {
        if self.more_count > 0 {
            self.problems
                .push(format!("{} more problems of this kind are not told one by one", self.more_count));
        }
        self.problems
    }
}
