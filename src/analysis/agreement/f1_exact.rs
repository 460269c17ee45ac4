//! [`matches()`]: F1 of spans that two annotators tagged from the same character to the same character.

use super::matches::Matches;
use super::sets::Sets;
use super::table::Rows;
use super::work::DocumentWork;

/// Hripcsak and Rothschild 2005; the kinds of the claims do not matter. Several claims of one span count once.
pub(super) fn matches(_documents: &[DocumentWork<'_>], rows: &Rows<'_>, is_resampled: bool) -> Matches {
    let is_marked = |label: u32| u32::from(label != Sets::EMPTY);
    Matches::of_rows(rows, is_resampled, is_marked, |one, other| is_marked(one) * is_marked(other))
}
