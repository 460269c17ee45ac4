//! [`AdjudicateAction`]: work on what annotators did differently.

use crate::analysis::adjudication::{Aspect, CaseKey};
use crate::view::adjudication::AdjudicationFilter;
use crate::workspace::Decision;

/// Work on what annotators did differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AdjudicateAction {
    /// Open cases, settled ones, or those to be looked at again.
    Filter(AdjudicationFilter),
    /// Only cases in which annotators differ in that.
    Aspect(Option<Aspect>),
    /// Takes up a case.
    Select(CaseKey),
    /// Takes up a case, from another view.
    Show(CaseKey),
    /// Settles the case at hand so.
    Rule(Decision),
    /// Why the annotators differed, by id of a cause of the codebook; empty means not judged.
    Cause(String),
    /// Why it is decided so, in words.
    SetRationale(CaseKey, String),
    /// Begins to decide it as nobody has it.
    BeginEdit,
    /// What is decided so far.
    Edit(Decision),
    /// Does not decide it so.
    LeaveEdit,
    /// Takes the ruling back.
    Reopen,
    /// Takes over whatever all agree on.
    AcceptAgreed,
    /// Shows a side's claims or links in their documents: the place by its number.
    Read(usize),
}
