//! [`Answer`]: what another text says to a number, date or name.

use crate::model::Difference;
use crate::text::Span;

/// What another text says to a [`Value`](super::Value).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing that stands in its place.
    Silent,
    /// The same.
    Same {
        /// Bytes of the other text.
        at: Span,
        /// Words that the surroundings of both share.
        common: u32,
        /// Whether the other text says all of it: "October" leaves open what "October 2021" says.
        is_whole: bool,
    },
    /// Another value in its place.
    Other {
        /// From the value to the other one.
        difference: Difference,
        /// Words that the surroundings of both share.
        common: u32,
    },
}

/// How good a pair of equal values is, from the words that their surroundings share.
pub(super) const fn same_score(common: u32) -> u32 {
    3 * common + 1
}

/// How good a pair of different values is, likewise: much more must be shared.
pub(super) const fn rival_score(common: u32) -> u32 {
    2 * common
}

/// Whether a value that is said elsewhere outweighs another one in its place; with the words that both share.
pub fn outweighs(same: u32, other: u32) -> bool {
    same_score(same) >= rival_score(other)
}
