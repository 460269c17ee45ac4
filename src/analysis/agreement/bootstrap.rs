//! [`Bundles`] and [`interval`]: what figures would be had other units been drawn (Efron and Tibshirani 1993).
//!
//! Units are drawn with replacement, as many as there are. Where that would cost too much it is drawn in ways that
//! give the same spread: whole bundles of units, or Poisson counts of units that are alike (`poisson.rs`). The seed is
//! fixed: same project, same interval.

use super::figure::Interval;
use std::ops::AddAssign;

/// Where dice start. Any number would do.
const SEED: u64 = 0x0063_726f_7373;

/// Resamples, depending on how much work one is.
const RESAMPLES: (usize, usize) = (200, 1_000);

/// Additions that all resamples of a table may cost before their number goes down.
const BUDGET: usize = 4_000_000;

/// Bundles of units at most; a thousand tell the spread to within 3 %, five hundred to within 4 %.
const BUNDLES: usize = 1_000;

/// Numbers that all bundles may hold before there are fewer: what stays near the core is added fast.
const BUNDLE_SPACE: usize = 200_000;

/// Share of resamples that must have a value for an interval.
const ENOUGH: f64 = 0.95;

/// How many resamples, when one costs this many additions.
pub(super) fn resample_count(cost: usize) -> usize {
    (BUDGET / cost.max(1)).clamp(RESAMPLES.0, RESAMPLES.1)
}

/// `SplitMix64` (Steele, Lea and Flood 2014).
#[derive(Debug)]
pub(super) struct Dice(u64);

impl Default for Dice {
    fn default() -> Self {
        Self(SEED)
    }
}

impl Dice {
    const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

    /// As they are after so many rolls more.
    pub(super) const fn ahead(&self, rolls: usize) -> Self {
        Self(self.0.wrapping_add(Self::STEP.wrapping_mul(rolls as u64)))
    }

    const fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(Self::STEP);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 on below `limit`, which is less than 2³².
    pub(super) const fn below(&mut self, limit: usize) -> usize {
        (((self.roll() >> 32) * limit as u64) >> 32) as usize
    }

    /// A nearly standard normal number: heads of 64 coins (de Moivre), spread evenly around whole numbers; and a whole
    /// number of so many bits, 16 at most.
    pub(super) fn normal_and_step(&mut self, bits: u32) -> (f64, u16) {
        const SPREAD: f64 = 4.010_403_1;
        let (coins, even) = (self.roll().count_ones(), self.roll());
        let share = (even >> 11) as f64 / (1_u64 << 53) as f64;
        let step = u16::try_from(even >> (64 - bits)).unwrap_or(u16::MAX);
        ((f64::from(coins) - 32.5 + share) / SPREAD, step)
    }
}

/// Which bundles resamples draw. Kept from table to table, for those of as many bundles draw the same.
#[derive(Debug, Default)]
pub(super) struct Draws {
    bundle_count: usize,
    dice: Dice,
    drawn: Vec<u16>,
}

impl Draws {
    fn of(&mut self, bundle_count: usize, resamples: usize) -> &[u16] {
        if self.bundle_count != bundle_count {
            *self = Self { bundle_count, ..Self::default() };
        }
        for _ in self.drawn.len()..resamples * bundle_count {
            // There are no more than a thousand.
            self.drawn.push(u16::try_from(self.dice.below(bundle_count)).unwrap_or_default());
        }
        self.drawn.get(..resamples * bundle_count).unwrap_or_default()
    }
}

/// Rows of sums, one for each bundle of units, which fall into bundles by chance; added up so many numbers at a time.
#[derive(Debug)]
pub(super) struct Bundles<T, const BLOCK: usize> {
    width: usize,
    /// From row to row, in whole blocks.
    stride: usize,
    count: usize,
    rows: Vec<T>,
    /// Of each unit; empty where each has one of its own.
    bundle_of: Vec<usize>,
}

impl<T: Copy + Default + AddAssign, const BLOCK: usize> Bundles<T, BLOCK> {
    /// Empty rows for this many units, and so many numbers more in each that are not resampled.
    pub(super) fn new(unit_count: usize, width: usize, spare: usize) -> Self {
        let space = (BUNDLE_SPACE / width.max(1)).max(50);
        let count = unit_count.min(BUNDLES).min(space);
        let bundle_of = if count < unit_count { dealt(unit_count, count) } else { Vec::new() };
        let stride = (width + spare).next_multiple_of(BLOCK);
        Self { width, stride, count, rows: vec![T::default(); count * stride], bundle_of }
    }

    /// The row that this unit is to be added to, with what is spare.
    pub(super) fn row_of(&mut self, unit: usize) -> &mut [T] {
        let bundle = self.bundle_of.get(unit).copied().unwrap_or(unit);
        let start = bundle.min(self.count.saturating_sub(1)) * self.stride;
        self.rows.get_mut(start..start + self.stride).unwrap_or_default()
    }

    /// All rows, with what is spare.
    pub(super) fn rows_mut(&mut self) -> impl Iterator<Item = &mut [T]> {
        self.rows.chunks_exact_mut(self.stride.max(1))
    }

    /// The sums of all units.
    pub(super) fn total(&self) -> Vec<T> {
        let mut total = vec![T::default(); self.width];
        for row in self.rows.chunks_exact(self.stride.max(1)) {
            for (sum, number) in total.iter_mut().zip(row) {
                *sum += *number;
            }
        }
        total
    }

    /// How many resamples to take; of a single unit none, since all would be the same.
    pub(super) fn resample_count(&self) -> usize {
        if self.count > 1 { resample_count(self.count * self.width) } else { 0 }
    }

    /// Gives the sums of each resample in turn.
    pub(super) fn resampled(&self, draws: &mut Draws, mut take: impl FnMut(&[T])) {
        let resamples = self.resample_count();
        if resamples == 0 || self.stride == 0 {
            return;
        }
        let drawn = draws.of(self.count, resamples);
        let mut sums = vec![T::default(); resamples * self.stride];
        // Block by block: the sums of one stay in registers, and what all rows have of it near the core.
        for block in (0..self.width).step_by(BLOCK) {
            for (drawn, sums) in drawn.chunks_exact(self.count).zip(sums.chunks_exact_mut(self.stride)) {
                if let Some(sums) = sums.get_mut(block..).and_then(<[T]>::first_chunk_mut) {
                    *sums = self.block_sums(drawn, block);
                }
            }
        }
        for sums in sums.chunks_exact(self.stride) {
            take(sums.get(..self.width).unwrap_or_default());
        }
    }

    /// What these bundles have together, from this column on.
    fn block_sums(&self, bundles: &[u16], column: usize) -> [T; BLOCK] {
        let mut sums = [T::default(); BLOCK];
        for bundle in bundles {
            let row = self.rows.get(usize::from(*bundle) * self.stride + column..);
            if let Some(row) = row.and_then(<[T]>::first_chunk::<BLOCK>) {
                for (sum, number) in sums.iter_mut().zip(row) {
                    *sum += *number;
                }
            }
        }
        sums
    }
}

/// Units dealt like cards to so many bundles (shuffled as by Fisher and Yates).
fn dealt(unit_count: usize, bundle_count: usize) -> Vec<usize> {
    let mut dice = Dice::default();
    let mut bundles: Vec<usize> = (0..bundle_count).cycle().take(unit_count).collect();
    for last in (1..unit_count).rev() {
        bundles.swap(last, dice.below(last + 1));
    }
    bundles
}

/// The percentile interval of the values that resamples gave; none when too many had none.
pub(super) fn interval(mut values: Vec<f64>, resamples: usize) -> Option<Interval> {
    if values.is_empty() || (values.len() as f64) < ENOUGH * resamples as f64 {
        return None;
    }
    let (low, high) = (percentile(&mut values, 25), percentile(&mut values, 975));
    Some(Interval { low, high, resamples })
}

/// Between the two values nearest to that many thousandths of the way through.
fn percentile(values: &mut [f64], thousandths: usize) -> f64 {
    let way = values.len().saturating_sub(1) * thousandths;
    // Only these two have to be at their places.
    let (_, low, above) = values.select_nth_unstable_by(way / 1_000, f64::total_cmp);
    let high = above.iter().copied().min_by(f64::total_cmp).unwrap_or(*low);
    *low + (high - *low) * (way % 1_000) as f64 / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_lie_between_the_values_around_them() {
        let values: Vec<f64> = (0..=1000).map(f64::from).collect();
        let found = interval(values.into_iter().rev().collect(), 1001).unwrap();
        assert_eq!((found.low, found.high), (25.0, 975.0));
        let found = interval(vec![0.0, 1.0], 2).unwrap();
        assert!((found.low - 0.025).abs() < 1e-12 && (found.high - 0.975).abs() < 1e-12);
        assert_eq!(interval(vec![0.5; 90], 100), None, "a tenth of the resamples had no value");
    }

    #[test]
    fn an_interval_of_a_share_is_as_wide_as_the_normal_one() {
        for unit_count in [400, 10_000] {
            let mut bundles: Bundles<f64, 8> = Bundles::new(unit_count, 1, 0);
            for unit in 0..unit_count {
                bundles.row_of(unit)[0] += if unit % 5 < 2 { 1.0 } else { 0.0 };
            }
            let share = bundles.total()[0] / unit_count as f64;
            let mut values = Vec::new();
            bundles.resampled(&mut Draws::default(), |sums| values.push(sums[0] / unit_count as f64));
            let found = interval(values, bundles.resample_count()).unwrap();
            let normal = 2.0 * 1.96 * (share * (1.0 - share) / unit_count as f64).sqrt();
            let width = found.high - found.low;
            assert!((width / normal - 1.0).abs() < 0.15, "{unit_count}: {width} instead of {normal}");
            assert!(found.low < share && share < found.high);
        }
    }
}
