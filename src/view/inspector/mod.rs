//! [`InspectorView`]: what is selected, as the right panel shows it.
//!
//! Made from one selection: nothing here looks through the whole project.

mod claim;
mod link;
mod parts;
mod place;
mod quote;

pub(super) use claim::difference_label;
pub use claim::{ClaimFields, ClaimView, CredibilityChoice, Direction, LinkCard, claim_view};
pub use link::{DifferenceRow, LinkEndView, LinkView, link_view};
pub use parts::{ConfidenceView, KindChoice, KindLabel, LevelChoice, Stamp};
pub use place::{ClaimCard, PlaceView, sentence_view, span_view};
pub(super) use quote::claim_quote_marks;
pub use quote::{Quote, compared};

/// What the right panel shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum InspectorView {
    /// Nothing is selected, or what was is gone.
    #[default]
    Nothing,
    /// A sentence or a run of words.
    Place(PlaceView),
    /// A claim.
    Claim(Box<ClaimView>),
    /// A link.
    Link(Box<LinkView>),
}

#[cfg(test)]
mod tests;
