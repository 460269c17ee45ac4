//! Wishes about what the program found: [`JudgeAction`] on suggestions, [`ReviewAction`] on disagreements, [`MatrixAction`]
//! on threads.

use super::{Action, PickedLevel};
use crate::analysis::agreement::Unit;
use crate::analysis::matrix::MatrixSort;
use crate::analysis::threads::QuestionKey;
use crate::model::{ClaimId, Confidence, LinkId};
use crate::ui::state::{LikelyPlace, ReviewList};
use crate::view::matrix::MatrixShow;
use crate::workspace::Proposal;

/// Judging what the program proposes for a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JudgeAction {
    /// Shows the next (`1`) or previous (`-1`) suggestion for the selected claim in its text.
    Step(isize),
    /// Shows that suggestion in its text.
    Show(Proposal),
    /// Links as proposed, with that kind (none: the proposed one), with copies as of one origin or without.
    Accept(Proposal, Option<String>, WithCopies),
    /// Notes that the two have nothing to do with each other.
    Dismiss(Proposal),
    /// Accepts the suggestion on show with that kind, or with the proposed one.
    AcceptShown(Option<String>),
    /// Dismisses the suggestion on show.
    DismissShown,
    /// Suggests again what was dismissed for a claim.
    OfferAgain(ClaimId),
}

/// Whether near-identical sentences are linked along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithCopies {
    /// As of one origin with the first.
    Yes,
    /// They stay as they are.
    No,
}

impl From<JudgeAction> for Action {
    fn from(action: JudgeAction) -> Self {
        Self::Judge(action)
    }
}

/// Work on disagreements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewAction {
    /// Shows a list.
    List(ReviewList),
    /// Shows the next (`true`) or previous list.
    StepList(bool),
    /// Only disagreements of that type of difference, or of all types.
    Kind(Option<String>),
    /// Takes up what comes next (`1`) or before (`-1`) in the list.
    Step(isize),
    /// Takes up the first (`false`) or last (`true`) of the list.
    StepToEnd(bool),
    /// Takes up a disagreement.
    SelectCase(LinkId),
    /// Takes up a likely link.
    SelectLikely(LikelyPlace),
    /// Settles the disagreement at hand with that outcome, or accepts the likely link as that kind.
    Key(char),
    /// Settles the disagreement at hand with that outcome, by its id.
    Settle(String),
    /// Says why, of that disagreement.
    SetRationale(LinkId, String),
    /// How sure the verdict at hand is, or the next one.
    SetConfidence(Option<Confidence>),
    /// One level lower (`-1`) or higher (`1`).
    StepConfidence(i8),
    /// That level at once; the level it has already clears it.
    PickConfidence(PickedLevel),
    /// Puts the keyboard into the rationale.
    WriteRationale,
    /// Takes the verdict at hand back.
    Reopen,
    /// Goes on to what comes next in the list.
    GoOn,
    /// Accepts the likely link at hand; reads the disagreement at hand in place.
    Enter,
    /// Accepts the likely link at hand as that kind (none: the proposed one).
    AcceptLikely(Option<String>, WithCopies),
    /// Dismisses the likely link at hand.
    DismissLikely,
    /// Shows both sides of what is at hand in their documents.
    ReadInPlace,
    /// Shows a claim in its document.
    ReadClaim(ClaimId),
    /// Goes back to the view from which something was read in place.
    Back,
}

/// Work in the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatrixAction {
    /// Selects the cell of a question in a column.
    Select(QuestionKey, usize),
    /// Moves by rows and columns.
    Move(isize, isize),
    /// Another order of rows.
    Sort(MatrixSort),
    /// The next order of rows.
    StepSort,
    /// Other rows.
    Show(MatrixShow),
    /// Shows the selected cell in its document.
    Read,
    /// Shows the disagreement of the selected row.
    Disagreement,
    /// Lists the claims of the selected question.
    ListClaims,
    /// Asks for a title for the selected question.
    Rename,
    /// Asks what to split off the selected question.
    Split,
    /// Moves the selected question by places.
    Reorder(isize),
    /// Makes the selected question one of the project.
    Confirm,
    /// Takes the selected question apart.
    Dissolve,
}

/// Looking around in agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgreementAction {
    /// Shows the figures of a unit.
    Unit(Unit),
    /// Shows the next (`true`) or previous unit.
    StepUnit(bool),
    /// Selects an item by its place in the list.
    Item(usize),
    /// Selects the item so many places on.
    Step(isize),
    /// Shows the selected item in its document.
    Read,
    /// Shows the selected item where it can be settled.
    Settle,
}

impl From<AgreementAction> for Action {
    fn from(action: AgreementAction) -> Self {
        Self::Agreement(action)
    }
}

impl From<MatrixAction> for Action {
    fn from(action: MatrixAction) -> Self {
        Self::Matrix(action)
    }
}

impl From<ReviewAction> for Action {
    fn from(action: ReviewAction) -> Self {
        Self::Review(action)
    }
}
