//! [`PairCells`]: how often two annotators gave each two labels, as far as they gave them.

use super::bootstrap::Dice;
use super::counts::{Shape, Sums};
use super::table::MISSING;
use std::collections::HashMap;

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
}

/// The cells of two annotators that are not empty, in the order in which units bring them up: renaming labels or
/// exchanging annotators leaves resamples as they are.
#[derive(Debug, Default)]
pub(super) struct PairCells {
    pub(super) cells: Vec<Cell>,
    /// Index of the cell of each common unit.
    units: Vec<u32>,
}

/// Finds cells, pair after pair, of one table.
#[derive(Debug)]
pub(super) struct CellFinder {
    label_count: usize,
    /// One more than the index of the cell of each pair of labels; 0 where there is none yet.
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
        for (one, other) in first.iter().zip(second) {
            if *one == MISSING || *other == MISSING {
                continue;
            }
            let at = *one as usize * self.label_count + *other as usize;
            let known = match self.dense.get_mut(at) {
                Some(known) => known,
                None => self.sparse.entry((*one, *other)).or_default(),
            };
            if *known == 0 {
                found.cells.push(Cell { first: *one, second: *other, count: 0.0 });
                *known = u32::try_from(found.cells.len()).unwrap_or(u32::MAX);
            }
            let index = *known - 1;
            found.units.push(index);
            if let Some(cell) = found.cells.get_mut(index as usize) {
                cell.count += 1.0;
            }
        }
        for cell in &found.cells {
            if let Some(known) =
                self.dense.get_mut(cell.first as usize * self.label_count + cell.second as usize)
            {
                *known = 0;
            }
        }
        self.sparse.clear();
        found
    }
}

impl PairCells {
    /// How many units both judged.
    pub(super) const fn unit_count(&self) -> usize {
        self.units.len()
    }

    /// What drawing and counting once costs.
    pub(super) const fn cost(&self) -> usize {
        let drawing = if self.is_drawn_singly() { self.units.len() } else { 0 };
        drawing + 8 * self.cells.len()
    }

    const fn is_drawn_singly(&self) -> bool {
        self.units.len() <= DRAWN_SINGLY
    }

    /// The counts as they are.
    pub(super) fn counts(&self) -> Vec<f64> {
        self.cells.iter().map(|cell| cell.count).collect()
    }

    /// The counts of a resample.
    pub(super) fn draw(&self, dice: &mut Dice, counts: &mut [f64]) {
        if !self.is_drawn_singly() {
            for (count, cell) in counts.iter_mut().zip(&self.cells) {
                *count = dice.poisson(cell.count);
            }
            return;
        }
        counts.fill(0.0);
        for _ in 0..self.units.len() {
            let drawn = self.units.get(dice.below(self.units.len())).copied().unwrap_or_default();
            if let Some(count) = counts.get_mut(drawn as usize) {
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
