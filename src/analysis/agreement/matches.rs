//! [`Matches`]: F1 between each two annotators, and what all F1 measures have in common.
//!
//! F1 = 2 · matched / (marked by the one + marked by the other), which is the limit of kappa as what nobody marks
//! grows (Hripcsak and Rothschild 2005). Over more annotators it is the mean over pairs, as there. Undefined where
//! neither marked anything.

use super::bootstrap::{Bundles, interval};
use super::figure::{Interval, Undefined};
use super::table::Rows;
use super::work::DocumentWork;

/// What a measure finds in documents and in the rows of its unit's table.
pub(super) type Matching = fn(&[DocumentWork<'_>], &Rows<'_>) -> Matches;

/// Twice what is matched and what is marked, for each pair, summed over bundles of units.
#[derive(Debug)]
pub(super) struct Matches {
    annotator_count: usize,
    bundles: Bundles<u32>,
}

/// The sums of one unit's bundle.
#[derive(Debug)]
pub(super) struct UnitMatches<'m> {
    annotator_count: usize,
    row: &'m mut [u32],
}

impl UnitMatches<'_> {
    /// Adds what two annotators, the lower one first, marked together, and how much of it both marked.
    pub(super) fn add(&mut self, (one, other): (usize, usize), marked: u32, shared: u32) {
        let at = 2 * pair_index(one, other, self.annotator_count);
        if let Some([matched, size]) = self.row.get_mut(at..at + 2) {
            *matched += 2 * shared;
            *size += marked;
        }
    }
}

/// A value with its interval.
pub(super) type Answer = (Result<f64, Undefined>, Option<Interval>);

impl Matches {
    pub(super) fn new(annotator_count: usize, unit_count: usize) -> Self {
        let pair_count = annotator_count * annotator_count.saturating_sub(1) / 2;
        Self { annotator_count, bundles: Bundles::new(unit_count, 2 * pair_count) }
    }

    /// The sums that a unit is to be added to.
    pub(super) fn unit(&mut self, unit: usize) -> UnitMatches<'_> {
        UnitMatches { annotator_count: self.annotator_count, row: self.bundles.row_of(unit) }
    }

    /// Each pair of values of each row: `size` of what a label marks, and how much two labels `share`.
    pub(super) fn of_rows(
        rows: &Rows<'_>,
        size: impl Fn(u32) -> u32,
        share: impl Fn(u32, u32) -> u32,
    ) -> Self {
        let mut matches = Self::new(rows.table.annotators.len(), rows.len());
        for (unit, values) in rows.values().enumerate() {
            let mut unit = matches.unit(unit);
            for (at, one) in values.iter().enumerate() {
                for other in values.iter().skip(at + 1) {
                    let marked = size(one.label) + size(other.label);
                    if marked > 0 {
                        let pair = (one.annotator as usize, other.annotator as usize);
                        unit.add(pair, marked, share(one.label, other.label));
                    }
                }
            }
        }
        matches
    }

    /// The mean over all pairs, and each pair's own by [`pair_index`].
    pub(super) fn answers(&self, is_resampled: bool) -> (Answer, Vec<Answer>) {
        let total = self.bundles.total();
        let values: Vec<Result<f64, Undefined>> = total.chunks_exact(2).map(f1).collect();
        let mean = mean(total.chunks_exact(2)).ok_or(Undefined::NothingMarked);
        let resamples = self.bundles.resample_count();
        let mut means = Vec::new();
        let mut drawn: Vec<Vec<f64>> = vec![Vec::new(); values.len()];
        if is_resampled {
            self.bundles.resampled(|sums| {
                means.extend(mean_of(sums));
                for (drawn, sums) in drawn.iter_mut().zip(sums.chunks_exact(2)) {
                    drawn.extend(f1(sums).ok());
                }
            });
        }
        let pairs = values.into_iter().zip(drawn);
        let pairs = pairs.map(|(value, drawn)| (value, value.ok().and_then(|_| interval(drawn, resamples))));
        ((mean, mean.ok().and_then(|_| interval(means, resamples))), pairs.collect())
    }
}

fn mean_of(sums: &[u32]) -> Option<f64> {
    mean(sums.chunks_exact(2))
}

/// Over the pairs that have a value.
fn mean<'s>(pairs: impl Iterator<Item = &'s [u32]>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0.0);
    for value in pairs.filter_map(|sums| f1(sums).ok()) {
        sum += value;
        count += 1.0;
    }
    (count > 0.0).then(|| sum / count)
}

fn f1(sums: &[u32]) -> Result<f64, Undefined> {
    match sums {
        [matched, size] if *size > 0 => Ok(f64::from(*matched) / f64::from(*size)),
        _ => Err(Undefined::NothingMarked),
    }
}

/// Where a pair stands among all pairs of this many annotators: 0 and 1, 0 and 2, …, 1 and 2, …
pub(super) const fn pair_index(one: usize, other: usize, count: usize) -> usize {
    one * count - one * (one + 1) / 2 + other - one - 1
}
