//! [`AdjudicationState`]: what the list of differences between annotators shows and what is half done in it.

use crate::analysis::adjudication::{Aspect, CaseKey};
use crate::view::adjudication::AdjudicationFilter;
use crate::workspace::Decision;
use std::collections::BTreeMap;
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
    /// What was written before a case was decided.
    pub reasons: BTreeMap<CaseKey, WaitingReason>,
    /// The case is decided as nobody has it: the draft of that.
    pub edit: Option<Decision>,
    /// Rows of the list that the last frame showed.
    pub visible: Range<usize>,
}

impl AdjudicationState {
    /// Takes up a case; a draft of another one is let go, reasons wait for their cases.
    pub fn take_up(&mut self, case: Option<CaseKey>) {
        (self.case, self.edit) = (case, None);
    }

    /// What waits for the ruling on a case.
    pub fn reason(&self, case: CaseKey) -> WaitingReason {
        self.reasons.get(&case).cloned().unwrap_or_default()
    }
}

/// The reason of a ruling that is not made yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaitingReason {
    /// Id of the cause; empty means not judged.
    pub cause: String,
    /// In words.
    pub rationale: String,
}
