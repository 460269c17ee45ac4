//! [`QuestionAction`]: work on questions.

use super::state::Moved;
use crate::analysis::threads::QuestionKey;
use crate::model::{ClaimId, QuestionId};
use crate::workspace::QuestionTarget;

/// Work on questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuestionAction {
    /// Asks for a question for what is selected.
    ChooseForSelection,
    /// Asks for a question.
    Choose(Moved),
    /// Puts it there.
    Put(Moved, QuestionTarget),
    /// Asks for a title.
    AskTitle(QuestionKey),
    /// Gives a title; an empty one means: as its most central claim says.
    Rename(QuestionKey, String),
    /// Makes a proposed question one of the project.
    Confirm(QuestionKey),
    /// Asks what to split off.
    AskSplit(QuestionKey),
    /// Splits off what is chosen.
    Split(QuestionKey),
    /// Moves a question up (negative) or down by places.
    Reorder(QuestionKey, isize),
    /// Puts a question before another one; none: at the end.
    PlaceBefore(QuestionKey, Option<QuestionId>),
    /// Takes a question apart.
    Dissolve(QuestionId),
    /// Takes a claim out of a question that it was put under by hand.
    TakeClaim(ClaimId, QuestionId),
}
