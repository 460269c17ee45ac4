//! [`PairCells`]: how often two annotators gave each two labels, as far as they gave them.

use super::bootstrap::Dice;
use super::counts::{Shape, Sums};
use super::poisson::{Alike, LANES, Lanes, Noise};
use super::table::Rows;
use std::collections::HashMap;

/// Up to so many common units each is drawn on its own; above, cells are drawn.
const DRAWN_SINGLY: usize = 1_000;

/// Up to so many counts are looked up in a table; what goes beyond is sparse anyway.
const DENSE: usize = 1 << 20;

/// Units on which both gave these labels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cell {
    first: u32,
    second: u32,
    units: Alike,
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

/// Finds the cells of one annotator after the other.
#[derive(Debug)]
pub(super) struct CellFinder {
    annotator_count: usize,
    label_count: usize,
    /// The values of each unit in order: annotator × number of labels + label.
    codes: Vec<u32>,
    /// Where the values of each unit begin that were not asked for yet, and where they end.
    units: Vec<(usize, usize)>,
    /// Units by the label of the one and the code of the other.
    dense: Vec<u32>,
    sparse: HashMap<(u32, u32), u32>,
}

impl CellFinder {
    pub(super) fn new(rows: &Rows<'_>, label_count: usize) -> Self {
        let annotator_count = rows.table.annotators.len();
        let code_count = annotator_count.saturating_mul(label_count);
        let counts = code_count.saturating_mul(label_count);
        let dense = if counts <= DENSE { vec![0; counts] } else { Vec::new() };
        let (mut codes, mut units) = (Vec::new(), Vec::new());
        for values in rows.values() {
            let start = codes.len();
            let labels = values.iter().map(|value| (value.annotator, rows.table.counted(value.label)));
            codes.extend(labels.map(|(annotator, label)| annotator * code(label_count) + label));
            units.push((start, codes.len()));
        }
        Self { annotator_count, label_count, codes, units, dense, sparse: HashMap::new() }
    }

    /// The cells of an annotator with all others; only those after have any. Annotators are asked for in order, and
    /// those left out have no values.
    pub(super) fn cells(&mut self, one: usize) -> Vec<PairCells> {
        let mut pairs: Vec<PairCells> = Vec::new();
        pairs.resize_with(self.annotator_count, PairCells::default);
        let labels = code(self.label_count).max(1);
        let base = code(one) * labels;
        let code_count = self.annotator_count * self.label_count;
        let row = |first: u32| first as usize * code_count..(first as usize + 1) * code_count;
        let mut begin = |first: u32, other: u32| {
            if let Some(pair) = pairs.get_mut((other / labels) as usize) {
                pair.cells.push(Cell { first, second: other % labels, units: Alike::new(0) });
            }
        };
        for (own, others) in common(&self.codes, &self.units, base + labels) {
            let first = own - base;
            let mut dense = self.dense.get_mut(row(first));
            for other in others {
                let known = dense.as_mut().and_then(|row| row.get_mut(*other as usize));
                let known = known.unwrap_or_else(|| self.sparse.entry((first, *other)).or_default());
                if *known == 0 {
                    begin(first, *other);
                }
                *known += 1;
            }
        }
        let mut indexes: HashMap<(u32, u32), usize> = HashMap::new();
        for (pair, start) in pairs.iter_mut().zip((0..).step_by(self.label_count.max(1))) {
            for cell in &mut pair.cells {
                let other = start + cell.second;
                let row = self.dense.get_mut(row(cell.first));
                let known = row.and_then(|row| row.get_mut(other as usize)).map(std::mem::take);
                let sparse = || self.sparse.remove(&(cell.first, other));
                cell.units = Alike::new(known.or_else(sparse).unwrap_or_default());
                pair.unit_count += cell.units.count() as usize;
            }
            if pair.unit_count <= DRAWN_SINGLY {
                let cells = pair.cells.iter().zip(0..);
                indexes.extend(cells.map(|(cell, at)| ((cell.first, start + cell.second), at)));
            }
        }
        if !indexes.is_empty() {
            for (own, others) in common(&self.codes, &self.units, base + labels) {
                for other in others {
                    let pair = pairs.get_mut((other / labels) as usize);
                    if let (Some(pair), Some(at)) = (pair, indexes.get(&(own - base, *other))) {
                        pair.units.push(*at);
                    }
                }
            }
        }
        for (start, end) in &mut self.units {
            let own = self.codes.get(*start..*end).and_then(<[u32]>::first);
            *start += usize::from(own.is_some_and(|own| *own < base + labels));
        }
        pairs
    }
}

/// The first code of each unit where it is below `limit`, and those after.
fn common<'c>(
    codes: &'c [u32],
    units: &'c [(usize, usize)],
    limit: u32,
) -> impl Iterator<Item = (u32, &'c [u32])> {
    units.iter().filter_map(move |(start, end)| {
        let (own, others) = codes.get(*start..*end)?.split_first()?;
        (*own < limit).then_some((*own, others))
    })
}

fn code(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
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

    /// The counts as they are, in each lane.
    pub(super) fn counts(&self) -> Vec<Lanes> {
        self.cells.iter().map(|cell| [f64::from(cell.units.count()); LANES]).collect()
    }

    /// The counts of the resamples `block` · [`LANES`] and following.
    pub(super) fn draw(&self, block: usize, noise: &mut Noise, counts: &mut [Lanes]) {
        let drawn_singly = self.units.len();
        if drawn_singly == 0 {
            noise.draw(block, self.cells.iter().map(|cell| cell.units), counts);
            return;
        }
        let first = Dice::default().ahead(block * LANES * drawn_singly);
        let mut lanes: [Dice; LANES] = std::array::from_fn(|lane| first.ahead(lane * drawn_singly));
        counts.fill([0.0; LANES]);
        for (lane, dice) in lanes.iter_mut().enumerate() {
            for _ in 0..drawn_singly {
                let drawn = self.units.get(dice.below(drawn_singly)).copied();
                let counts = drawn.and_then(|drawn| counts.get_mut(drawn));
                if let Some(count) = counts.and_then(|counts| counts.get_mut(lane)) {
                    *count += 1.0;
                }
            }
        }
    }
}

/// The sums of a pair, made again and again for resamples.
#[derive(Debug)]
pub(super) struct PairSums {
    units: Lanes,
    equal: Lanes,
    apart: Lanes,
    first: Vec<Lanes>,
    second: Vec<Lanes>,
    coincidences: Vec<Lanes>,
    lane: LaneSums,
}

/// The sums of one resample.
#[derive(Debug, Default)]
struct LaneSums {
    values: Vec<f64>,
    shares: Vec<f64>,
    first: Vec<f64>,
    second: Vec<f64>,
    coincidences: Vec<f64>,
}

impl PairSums {
    pub(super) fn new(shape: &Shape) -> Self {
        let none = [0.0; LANES];
        let by_label = vec![none; shape.label_count];
        Self {
            units: none,
            equal: none,
            apart: none,
            first: by_label.clone(),
            second: by_label,
            coincidences: vec![none; shape.coincidence_count()],
            lane: LaneSums::default(),
        }
    }

    /// Makes the sums of cells with these counts.
    pub(super) fn set(&mut self, shape: &Shape, cells: &[Cell], counts: &[Lanes]) {
        let none = [0.0; LANES];
        (self.units, self.equal, self.apart) = (none, none, none);
        for sums in [&mut self.first, &mut self.second, &mut self.coincidences] {
            sums.fill(none);
        }
        for (cell, counts) in cells.iter().zip(counts) {
            let (one, other) = (cell.first as usize, cell.second as usize);
            add(self.first.get_mut(one), counts);
            add(self.second.get_mut(other), counts);
            if one == other {
                add(Some(&mut self.equal), counts);
                continue;
            }
            if shape.distances.is_some() {
                let twice = 2.0 * shape.distance(one, other);
                for (sum, count) in self.apart.iter_mut().zip(counts) {
                    *sum += twice * count;
                }
            }
            if shape.is_ordered {
                let met = Shape::coincidence(one.min(other), one.max(other));
                add(self.coincidences.get_mut(met), counts);
            }
        }
        for counts in &self.first {
            add(Some(&mut self.units), counts);
        }
    }

    /// The sums of one lane.
    pub(super) fn lane<'s>(&'s mut self, shape: &'s Shape, lane: usize) -> Sums<'s> {
        let of = |lanes: &Lanes| lanes.get(lane).copied().unwrap_or_default();
        let own = &mut self.lane;
        for (sums, lanes) in [
            (&mut own.first, &self.first),
            (&mut own.second, &self.second),
            (&mut own.coincidences, &self.coincidences),
        ] {
            sums.clear();
            sums.extend(lanes.iter().map(of));
        }
        own.values.clear();
        own.values.extend(own.first.iter().zip(&own.second).map(|(first, second)| first + second));
        own.shares.clear();
        own.shares.extend(own.values.iter().map(|value| value / 2.0));
        Sums {
            shape,
            units: of(&self.units),
            agreed: of(&self.equal),
            together: 2.0 * of(&self.equal),
            apart: of(&self.apart),
            values: &own.values,
            shares: &own.shares,
            coincidences: &own.coincidences,
            margins: Some((&own.first, &own.second)),
        }
    }
}

#[inline]
fn add(sums: Option<&mut Lanes>, counts: &Lanes) {
    if let Some(sums) = sums {
        for (sum, count) in sums.iter_mut().zip(counts) {
            *sum += count;
        }
    }
}
