//! [`Matches`]: F1 between each two annotators, and what all F1 measures have in common.
//!
//! F1 = 2 · matched / (marked by the one + marked by the other), which is the limit of kappa as what nobody marks
//! grows (Hripcsak and Rothschild 2005). Over more annotators it is the mean over pairs, as there. Undefined where
//! neither marked anything.

use super::bootstrap::{Bundles, Draws, interval};
use super::figure::{Interval, Undefined};
use super::table::Rows;
use super::work::DocumentWork;

/// What a measure finds in documents and in the rows of its unit's table, and whether it is to be resampled.
pub(super) type Matching = fn(&[DocumentWork<'_>], &Rows<'_>, bool) -> Matches;

/// Twice what is matched of each pair, and then what is marked of each, summed over bundles of units. What is spare is
/// what each annotator marked where all had a say.
#[derive(Debug)]
pub(super) struct Matches {
    annotator_count: usize,
    bundles: Bundles<u32, 16>,
}

/// How much each annotator marked in one unit.
#[derive(Debug)]
pub(super) struct Marked {
    sizes: Vec<u32>,
    /// All bits of those who had a say.
    there: Vec<u32>,
}

impl Marked {
    /// Nobody has a say.
    pub(super) fn new(annotator_count: usize) -> Self {
        Self { sizes: vec![0; annotator_count], there: vec![0; annotator_count] }
    }

    pub(super) fn clear(&mut self) {
        self.sizes.fill(0);
        self.there.fill(0);
    }

    /// The annotator has a say and marked this much more.
    pub(super) fn add(&mut self, annotator: usize, size: u32) {
        if let (Some(sum), Some(there)) = (self.sizes.get_mut(annotator), self.there.get_mut(annotator)) {
            *sum += size;
            *there = u32::MAX;
        }
    }
}

/// The sums of one unit's bundle.
#[derive(Debug)]
pub(super) struct UnitMatches<'m> {
    annotator_count: usize,
    row: &'m mut [u32],
}

impl UnitMatches<'_> {
    /// Adds what each two marked together who both had a say.
    pub(super) fn add_marked(&mut self, marked: &Marked) {
        if marked.there.contains(&0) {
            add_pairs(self.row, &marked.sizes, &marked.there);
            return;
        }
        let spare = self.row.get_mut(2 * pair_count(self.annotator_count)..).unwrap_or_default();
        for (sum, size) in spare.iter_mut().zip(&marked.sizes) {
            *sum += size;
        }
    }

    /// Adds how much two annotators, the lower one first, both marked.
    pub(super) fn add_shared(&mut self, (one, other): (usize, usize), shared: u32) {
        if let Some(matched) = self.row.get_mut(pair_index(one, other, self.annotator_count)) {
            *matched += 2 * shared;
        }
    }
}

/// A value with its interval.
pub(super) type Answer = (Result<f64, Undefined>, Option<Interval>);

impl Matches {
    pub(super) fn new(annotator_count: usize, unit_count: usize, is_resampled: bool) -> Self {
        let pair_count = pair_count(annotator_count);
        let unit_count = if is_resampled { unit_count } else { 1 };
        Self { annotator_count, bundles: Bundles::new(unit_count, 2 * pair_count, annotator_count) }
    }

    /// The sums that a unit is to be added to.
    pub(super) fn unit(&mut self, unit: usize) -> UnitMatches<'_> {
        UnitMatches { annotator_count: self.annotator_count, row: self.bundles.row_of(unit) }
    }

    /// Each pair of values of each row: `size` of what a label marks, and how much two labels `share`; labels that mark
    /// nothing share nothing.
    pub(super) fn of_rows(
        rows: &Rows<'_>,
        is_resampled: bool,
        size: impl Fn(u32) -> u32,
        share: impl Fn(u32, u32) -> u32,
    ) -> Self {
        let annotator_count = rows.table.annotators.len();
        let mut matches = Self::new(annotator_count, rows.len(), is_resampled);
        let (mut marked, mut marking) = (Marked::new(annotator_count), Vec::new());
        for (unit, values) in rows.values().enumerate() {
            marked.clear();
            marking.clear();
            for value in values {
                let (annotator, size) = (value.annotator as usize, size(value.label));
                marked.add(annotator, size);
                marking.extend((size > 0).then_some((annotator, value.label)));
            }
            let mut unit = matches.unit(unit);
            unit.add_marked(&marked);
            for (at, (one, label)) in marking.iter().enumerate() {
                for (other, other_label) in marking.iter().skip(at + 1) {
                    unit.add_shared((*one, *other), share(*label, *other_label));
                }
            }
        }
        matches
    }

    /// The mean over all pairs, and each pair's own by [`pair_index`].
    pub(super) fn answers(mut self) -> (Answer, Vec<Answer>) {
        let everybody = vec![u32::MAX; self.annotator_count];
        for row in self.bundles.rows_mut() {
            let (row, spare) = row.split_at_mut(2 * pair_count(self.annotator_count));
            add_pairs(row, spare, &everybody);
        }
        let total = self.bundles.total();
        let values: Vec<Result<f64, Undefined>> = f1s(&total).collect();
        let mean = mean(&total).ok_or(Undefined::NothingMarked);
        let resamples = self.bundles.resample_count();
        let mut means = Vec::new();
        let mut drawn: Vec<Vec<f64>> = vec![Vec::new(); values.len()];
        self.bundles.resampled(&mut Draws::default(), |sums| {
            means.extend(self::mean(sums));
            for (drawn, value) in drawn.iter_mut().zip(f1s(sums)) {
                drawn.extend(value.ok());
            }
        });
        let pairs = values.into_iter().zip(drawn);
        let pairs = pairs.map(|(value, drawn)| (value, value.ok().and_then(|_| interval(drawn, resamples))));
        ((mean, mean.ok().and_then(|_| interval(means, resamples))), pairs.collect())
    }
}

/// Adds to the second half of a row what each two have together who are there: all bits are set.
fn add_pairs(row: &mut [u32], sizes: &[u32], there: &[u32]) {
    let pairs = pair_count(there.len());
    let mut sums = row.get_mut(pairs..2 * pairs).unwrap_or_default();
    let (mut sizes, mut there) = (sizes, there);
    while let (Some((one, others)), Some((is_there, others_there))) =
        (sizes.split_first(), there.split_first())
    {
        let (own, rest) = sums.split_at_mut(others_there.len().min(sums.len()));
        (sizes, there, sums) = (others, others_there, rest);
        if *is_there > 0 {
            // Without a question within the loop it is done for several annotators at once.
            for ((sum, other), there) in own.iter_mut().zip(others).zip(others_there) {
                *sum += (one + other) & there;
            }
        }
    }
}

/// Over the pairs that have a value.
fn mean(sums: &[u32]) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0.0);
    for value in f1s(sums).flatten() {
        sum += value;
        count += 1.0;
    }
    (count > 0.0).then(|| sum / count)
}

/// Of each pair.
fn f1s(sums: &[u32]) -> impl Iterator<Item = Result<f64, Undefined>> {
    let (matched, sizes) = sums.split_at(sums.len() / 2);
    matched.iter().zip(sizes).map(|(matched, size)| match size {
        0 => Err(Undefined::NothingMarked),
        size => Ok(f64::from(*matched) / f64::from(*size)),
    })
}

/// How many pairs this many annotators make.
pub(super) const fn pair_count(count: usize) -> usize {
    count * count.saturating_sub(1) / 2
}

/// Where a pair stands among all pairs of this many annotators: 0 and 1, 0 and 2, …, 1 and 2, …
pub(super) const fn pair_index(one: usize, other: usize, count: usize) -> usize {
    one * count - one * (one + 1) / 2 + other - one - 1
}
