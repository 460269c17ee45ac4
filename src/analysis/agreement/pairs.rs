//! [`PairCells`]: how often two annotators gave each two labels, as far as they gave them.

use super::bootstrap::Dice;
use super::counts::{Shape, Sums};
use super::table::MISSING;
use std::collections::{BTreeMap, HashMap};

/// Up to so many common units each is drawn on its own; above, cells are drawn.
const DRAWN_SINGLY: usize = 1_000;

/// Up to so many pairs of labels are looked up in a table; labels beyond are sparse anyway.
const DENSE: usize = 1 << 18;

/// Units on which both gave these labels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cell {
    first: u32,
    second: u32,
    count: f64,
    /// Chance that a Poisson number of that mean is 0.
    none: f64,
}

/// The cells of two annotators that are not empty, in the order in which units bring them up: renaming labels or
/// exchanging annotators leaves resamples as they are.
#[derive(Debug, Default)]
pub(super) struct PairCells {
    pub(super) cells: Vec<Cell>,
    unit_count: usize,
    /// Index of the cell of each common unit; empty where there are too many to draw each.
    units: Vec<usize>,
}

/// Finds cells, pair after pair, of one table.
#[derive(Debug)]
pub(super) struct CellFinder {
    label_count: usize,
    /// Units of each pair of labels.
    dense: Vec<u32>,
    sparse: HashMap<(u32, u32), u32>,
}

impl CellFinder {
    pub(super) fn new(label_count: usize) -> Self {
        let pairs = label_count.saturating_mul(label_count);
        let dense = if pairs <= DENSE { vec![0; pairs] } else { Vec::new() };
        Self { label_count, dense, sparse: HashMap::new() }
    }

    /// The cells of two columns of a table.
    pub(super) fn cells(&mut self, first: &[u32], second: &[u32]) -> PairCells {
        let mut found = PairCells::default();
        let mut singly: Vec<(u32, u32)> = Vec::new();
        for (one, other) in first.iter().zip(second) {
            if *one == MISSING || *other == MISSING {
                continue;
            }
            found.unit_count += 1;
            if found.unit_count <= DRAWN_SINGLY {
                singly.push((*one, *other));
            }
            let known = self.known(*one, *other);
            *known += 1;
            if *known == 1 {
                found.cells.push(Cell { first: *one, second: *other, count: 0.0, none: 1.0 });
            }
        }
        for cell in &mut found.cells {
            cell.count = f64::from(std::mem::take(self.known(cell.first, cell.second)));
            cell.none = (-cell.count).exp();
        }
        if found.unit_count <= DRAWN_SINGLY {
            let cells = found.cells.iter().zip(0..);
            let indexes: BTreeMap<(u32, u32), usize> =
                cells.map(|(cell, at)| ((cell.first, cell.second), at)).collect();
            found.units = singly.iter().filter_map(|labels| indexes.get(labels).copied()).collect();
        }
        self.sparse.clear();
        found
    }

    fn known(&mut self, one: u32, other: u32) -> &mut u32 {
        match self.dense.get_mut(one as usize * self.label_count + other as usize) {
            Some(known) => known,
            None => self.sparse.entry((one, other)).or_default(),
        }
    }
}

impl PairCells {
    /// How many units both judged.
    pub(super) const fn unit_count(&self) -> usize {
        self.unit_count
    }

    /// What drawing and counting once costs, roughly in additions.
    pub(super) const fn cost(&self, label_count: usize) -> usize {
        64 + self.units.len() + 4 * (self.cells.len() + label_count)
    }

    /// The counts as they are.
    pub(super) fn counts(&self) -> Vec<f64> {
        self.cells.iter().map(|cell| cell.count).collect()
    }

    /// The counts of a resample.
    pub(super) fn draw(&self, dice: &mut Dice, counts: &mut [f64]) {
        if self.units.is_empty() {
            for (count, cell) in counts.iter_mut().zip(&self.cells) {
                *count = dice.poisson(cell.count, cell.none);
            }
            return;
        }
        counts.fill(0.0);
        for _ in 0..self.units.len() {
            let drawn = self.units.get(dice.below(self.units.len())).copied();
            if let Some(count) = drawn.and_then(|drawn| counts.get_mut(drawn)) {
                *count += 1.0;
            }
        }
    }
}

/// The sums of a pair, made again and again for resamples.
#[derive(Debug)]
pub(super) struct PairSums {
    values: Vec<f64>,
    shares: Vec<f64>,
    first: Vec<f64>,
    second: Vec<f64>,
    coincidences: Vec<f64>,
}

impl PairSums {
    pub(super) fn new(shape: &Shape) -> Self {
        let zeros = || vec![0.0; shape.label_count];
        let coincidences = vec![0.0; shape.coincidence_count()];
        Self { values: zeros(), shares: zeros(), first: zeros(), second: zeros(), coincidences }
    }

    /// The sums of cells with these counts.
    pub(super) fn of<'s>(&'s mut self, shape: &'s Shape, cells: &[Cell], counts: &[f64]) -> Sums<'s> {
        for sums in [&mut self.first, &mut self.second, &mut self.coincidences] {
            sums.fill(0.0);
        }
        let (mut units, mut equal, mut apart) = (0.0, 0.0, 0.0);
        for (cell, count) in cells.iter().zip(counts) {
            let (one, other) = (cell.first as usize, cell.second as usize);
            units += count;
            if let Some(sum) = self.first.get_mut(one) {
                *sum += count;
            }
            if let Some(sum) = self.second.get_mut(other) {
                *sum += count;
            }
            if one == other {
                equal += count;
                continue;
            }
            apart += 2.0 * count * shape.distance(one, other);
            let met = Shape::coincidence(one.min(other), one.max(other));
            if let Some(sum) = self.coincidences.get_mut(met) {
                *sum += count;
            }
        }
        let margins = self.first.iter().zip(&self.second);
        for ((value, share), (first, second)) in self.values.iter_mut().zip(&mut self.shares).zip(margins) {
            *value = first + second;
            *share = *value / 2.0;
        }
        Sums {
            shape,
            units,
            agreed: equal,
            together: 2.0 * equal,
            apart,
            values: &self.values,
            shares: &self.shares,
            coincidences: &self.coincidences,
            margins: Some((&self.first, &self.second)),
        }
    }
}
