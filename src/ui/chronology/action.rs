//! [`ChronologyAction`]: work in the Chronology view.

use super::state::Place;
use crate::analysis::chronology::Proposals;
use crate::model::{ClaimId, When};

/// Work in the Chronology view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChronologyAction {
    /// Selects a cell of the table.
    Select(Place),
    /// Selects a claim without a date.
    SelectUndated(ClaimId),
    /// Moves by lines and columns, or in the list of claims without a date.
    Move(isize, isize),
    /// Goes from the table to the claims without a date, or back.
    Switch,
    /// Orders dates that nobody accepted along, or not.
    Show(Proposals),
    /// Sets the date of a claim.
    Set(ClaimId, When),
    /// Sets the date that was typed for a claim; an empty text takes it away.
    Typed(ClaimId, String),
    /// Accepts the first date that is proposed for the claim at hand.
    Accept,
    /// Accepts the first proposed date of each claim.
    AcceptAll,
    /// Takes the date of the claim at hand away.
    Clear,
    /// Puts the keyboard into the field for the date.
    Write,
    /// Shows the disagreement of a line whose question has other dates, else reads in place.
    Enter,
    /// Shows the disagreement of the selected line.
    Disagreement,
    /// Reads the claim at hand in place.
    Read,
}
