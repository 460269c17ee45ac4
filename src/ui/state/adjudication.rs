//! [`AdjudicationState`]: what the list of differences between annotators shows and what is half done in it.

use crate::analysis::adjudication::{Aspect, CaseKey};
use crate::view::adjudication::AdjudicationFilter;
use crate::workspace::Decision;
use std::ops::Range;

/// The list of differences between annotators.
#[derive(Debug, Default)]
pub struct AdjudicationState {
    /// Open, settled, or to be looked at again.
    pub filter: AdjudicationFilter,
    /// Only cases in which annotators differ in that.
    pub aspect: Option<Aspect>,
    /// The case at hand; it stays on show when it is settled, until another one is taken up.
    pub case: Option<CaseKey>,
    /// Id of the cause for the next ruling; empty means not judged.
    pub cause: String,
    /// Words for the next ruling.
    pub rationale: String,
    /// The case is decided as nobody has it: the draft of that.
    pub edit: Option<Decision>,
    /// Rows of the list that the last frame showed.
    pub visible: Range<usize>,
}

impl AdjudicationState {
    /// Takes up a case; what was half done for another one is let go.
    pub fn take_up(&mut self, case: Option<CaseKey>) {
        self.case = case;
        (self.cause, self.rationale, self.edit) = (String::new(), String::new(), None);
    }
}
