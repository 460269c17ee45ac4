//! [`matches()`]: F1 of pairs of places that two annotators linked, whatever the kind and the direction.

use super::matches::Matches;
use super::sets::Sets;
use super::table::Rows;
use super::work::DocumentWork;

/// Hripcsak and Rothschild 2005, over the union of the pairs that either linked.
pub(super) fn matches(_documents: &[DocumentWork<'_>], rows: &Rows<'_>, is_resampled: bool) -> Matches {
    let is_marked = |label: u32| u32::from(label != Sets::EMPTY);
    Matches::of_rows(rows, is_resampled, is_marked, |one, other| is_marked(one) * is_marked(other))
}
