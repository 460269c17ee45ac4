//! [`Sums`]: what the measures of fixed units need to know of the values, summed over units.
//!
//! All of it is additive over units, so that resampled units are resampled sums. A unit with m values counts each pair
//! of them 1 / (m − 1) times, as in Krippendorff's coincidence matrix: units with gaps weigh by what they have.

use super::alpha::expected;
use super::sets::Sets;
use super::table::Table;
use std::ops::Range;

/// Above so many labels distances are computed when they are asked for, and no interval is given.
const MANY_LABELS: usize = 1_000;

/// Scalars at the head of a row of sums.
const SCALARS: usize = 4;

/// What the sums of a table hold.
#[derive(Debug)]
pub(super) struct Shape {
    /// How many labels there are; 0 is the empty set.
    pub(super) label_count: usize,
    /// Also counts how often each two labels meet.
    pub(super) is_ordered: bool,
    /// Between labels; none where no measure asks for it.
    pub(super) distances: Option<Distances>,
    pub(super) tally: Tally,
}

/// How often each label stands in each item of a table, in the order in which values bring them up.
#[derive(Debug, Default)]
pub(super) struct Tally {
    counts: Vec<(u32, u32)>,
    /// Where the counts of an item end.
    ends: Vec<usize>,
    /// By annotator: values in all items.
    pub(super) value_counts: Vec<usize>,
}

impl Tally {
    pub(super) fn of(table: &Table) -> Self {
        let mut tally = Self { value_counts: table.rows().value_counts(), ..Self::default() };
        for values in table.rows().values() {
            tally.add_item(values.iter().map(|value| (table.counted(value.label), 1)));
        }
        tally
    }

    /// The same items, in a table of which labels count as others.
    pub(super) fn counted_in(&self, table: &Table) -> Self {
        let mut tally = Self { value_counts: self.value_counts.clone(), ..Self::default() };
        for counts in self.items(0..self.ends.len()) {
            tally.add_item(counts.iter().map(|(label, count)| (table.counted(*label), *count)));
        }
        tally
    }

    fn add_item(&mut self, labels: impl Iterator<Item = (u32, u32)>) {
        let start = self.counts.len();
        for (label, count) in labels {
            let known = self.counts.get_mut(start..).unwrap_or_default();
            match known.iter_mut().find(|(other, _)| *other == label) {
                Some((_, sum)) => *sum += count,
                None => self.counts.push((label, count)),
            }
        }
        self.ends.push(self.counts.len());
    }

    pub(super) fn items(&self, range: Range<usize>) -> impl Iterator<Item = &[(u32, u32)]> {
        let before = range.start.checked_sub(1).and_then(|before| self.ends.get(before));
        let mut start = before.copied().unwrap_or_default();
        self.ends.get(range).unwrap_or_default().iter().map(move |end| {
            let counts = self.counts.get(start..*end).unwrap_or_default();
            start = *end;
            counts
        })
    }
}

/// How far each two labels are apart, from 0 to 1.
#[derive(Debug)]
pub(super) struct Distances {
    label_count: usize,
    known: Vec<f64>,
    labels: Sets,
    distance: fn(&[u32], &[u32]) -> f64,
}

impl Distances {
    pub(super) fn new(labels: &Sets, distance: fn(&[u32], &[u32]) -> f64) -> Self {
        let label_count = labels.len();
        let mut distances = Self { label_count, known: Vec::new(), labels: labels.clone(), distance };
        if label_count <= MANY_LABELS {
            let pairs = (0..label_count).flat_map(|one| (0..label_count).map(move |other| (one, other)));
            distances.known = pairs.map(|(one, other)| distances.computed(one, other)).collect();
        }
        distances
    }

    pub(super) fn between(&self, one: usize, other: usize) -> f64 {
        let known = self.known.get(one * self.label_count + other);
        known.copied().unwrap_or_else(|| self.computed(one, other))
    }

    /// From one label to all others before it.
    fn to_earlier(&self, one: usize) -> &[f64] {
        let start = one * self.label_count;
        self.known.get(start..start + one).unwrap_or_default()
    }

    /// Whether there are too many labels to ask for all distances again and again.
    pub(super) const fn is_slow(&self) -> bool {
        self.known.is_empty()
    }

    fn computed(&self, one: usize, other: usize) -> f64 {
        let words = |label: usize| self.labels.words_of(u32::try_from(label).unwrap_or_default());
        (self.distance)(words(one), words(other))
    }
}

/// Sums over units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sums<'s> {
    pub(super) shape: &'s Shape,
    /// Units with two values or more.
    pub(super) units: f64,
    /// Of each unit the share of its pairs of values that are equal.
    pub(super) agreed: f64,
    /// Diagonal of the coincidence matrix.
    pub(super) together: f64,
    /// Coincidences, both ways, times the distance of their labels.
    pub(super) apart: f64,
    /// By label: values.
    pub(super) values: &'s [f64],
    /// By label: of each unit the share of its values.
    pub(super) shares: &'s [f64],
    /// Of an ordered scale, for labels c < k one after the other: coincidences one way.
    pub(super) coincidences: &'s [f64],
    /// Of two annotators: values of the first and of the second, by label.
    pub(super) margins: Option<(&'s [f64], &'s [f64])>,
}

impl Shape {
    /// Numbers in a row of sums.
    pub(super) const fn width(&self) -> usize {
        SCALARS + 2 * self.label_count + self.coincidence_count()
    }

    pub(super) const fn coincidence_count(&self) -> usize {
        if self.is_ordered { self.label_count * self.label_count.saturating_sub(1) / 2 } else { 0 }
    }

    /// Where labels c < k meet in [`Sums::coincidences`].
    pub(super) const fn coincidence(c: usize, k: usize) -> usize {
        k * k.saturating_sub(1) / 2 + c
    }

    pub(super) fn distance(&self, one: usize, other: usize) -> f64 {
        self.distances.as_ref().map_or(0.0, |distances| distances.between(one, other))
    }

    /// Reads a row of sums.
    pub(super) fn sums<'s>(&'s self, row: &'s [f64]) -> Sums<'s> {
        let (scalars, rest) = row.split_at_checked(SCALARS).unwrap_or_default();
        let (values, rest) = rest.split_at_checked(self.label_count).unwrap_or_default();
        let (shares, coincidences) = rest.split_at_checked(self.label_count).unwrap_or_default();
        let scalar = |at: usize| scalars.get(at).copied().unwrap_or_default();
        Sums {
            shape: self,
            units: scalar(0),
            agreed: scalar(1),
            together: scalar(2),
            apart: scalar(3),
            values,
            shares,
            coincidences,
            margins: None,
        }
    }

    /// Adds an item of the tally to a row of sums.
    pub(super) fn add_unit(&self, row: &mut [f64], counts: &[(u32, u32)]) {
        let total = f64::from(counts.iter().map(|(_, count)| count).sum::<u32>());
        let counts = || counts.iter().map(|(label, count)| (*label as usize, f64::from(*count)));
        if total < 2.0 {
            return;
        }
        let mut add = |at: usize, amount: f64| {
            if let Some(sum) = row.get_mut(at) {
                *sum += amount;
            }
        };
        let equal: f64 = counts().map(|(_, count)| count * (count - 1.0)).sum();
        add(0, 1.0);
        add(1, equal / (total * (total - 1.0)));
        add(2, equal / (total - 1.0));
        for (label, count) in counts() {
            add(SCALARS + label, count);
            add(SCALARS + self.label_count + label, count / total);
        }
        if !self.is_ordered && self.distances.is_none() {
            return;
        }
        for (at, (one, one_count)) in counts().enumerate() {
            for (other, other_count) in counts().skip(at + 1) {
                let met = one_count * other_count / (total - 1.0);
                add(3, 2.0 * met * self.distance(one, other));
                if self.is_ordered {
                    let (c, k) = (one.min(other), one.max(other));
                    add(SCALARS + 2 * self.label_count + Self::coincidence(c, k), met);
                }
            }
        }
    }
}

impl Sums<'_> {
    /// All values.
    pub(super) fn value_count(&self) -> f64 {
        self.values.iter().sum()
    }

    /// The products of how often each two labels occur times their distance, both ways.
    pub(super) fn expected_apart(&self) -> f64 {
        let Some(distances) = self.shape.distances.as_ref().filter(|distances| !distances.is_slow()) else {
            return expected(self, |one, other| self.shape.distance(one, other));
        };
        let used = self.values.iter().enumerate().filter(|(_, count)| **count > 0.0);
        let products = used.map(|(one, count)| {
            let others = distances.to_earlier(one).iter().zip(self.values);
            count * others.map(|(distance, other)| distance * other).sum::<f64>()
        });
        2.0 * products.sum::<f64>()
    }

    /// How many labels occur; below two there is nothing to disagree about.
    pub(super) fn used_labels(&self) -> usize {
        self.values.iter().filter(|count| **count > 0.0).count()
    }
}
