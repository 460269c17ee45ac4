//! [`ReviewAction`]: work on disagreements.

use super::state::ReviewList;
use crate::model::{ClaimId, Confidence, LinkId};
use crate::ui::annotate::action::PickedLevel;
use crate::ui::suggestions::action::{LikelyPlace, WithCopies};

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
