//! [`CodebookAction`]: changes of the codebook.

use crate::model::Codebook;
use crate::workspace::KindRemoval;

/// Changes of the codebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodebookAction {
    /// Replaces the codebook.
    SetCodebook(Box<Codebook>),
    /// Takes a claim kind out; its claims stay.
    RemoveClaimKind(String, KindRemoval),
    /// Takes a link kind out; its links stay.
    RemoveLinkKind(String, KindRemoval),
}
