//! [`matches()`]: F1 of links, kind and direction included.

use super::matches::Matches;
use super::table::Rows;
use super::work::DocumentWork;

/// Hripcsak and Rothschild 2005, over the union of the pairs that either linked. Of a pair with several links each
/// counts on its own; a directed kind the other way round is another label.
pub(super) fn matches(_documents: &[DocumentWork<'_>], rows: &Rows<'_>, is_resampled: bool) -> Matches {
    let labels = &rows.table.labels;
    let count = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
    let shared = |one: u32, other: u32| {
        let others = labels.words_of(other);
        let shared = labels.words_of(one).iter().filter(|word| others.binary_search(word).is_ok());
        count(shared.count())
    };
    Matches::of_rows(rows, is_resampled, |label| count(labels.words_of(label).len()), shared)
}
