//! [`JudgeAction`]: judging what the program proposes for a claim.

use crate::model::{ClaimId, DocumentId};
use crate::text::Span;
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

/// A likely link: the claim, the document and the sentence it may be linked to.
pub type LikelyPlace = (ClaimId, DocumentId, Span);
