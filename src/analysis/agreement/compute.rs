//! [`Computing`]: from the items of a unit to its figures.

use super::alpha_masi::masi_distance;
use super::alpha_u::{AlphaU, alpha_u};
use super::bootstrap::{Bundles, Draws, interval, resample_count};
use super::counts::{Distances, Shape, Sums, Tally};
use super::figure::{Basis, Figure, Undefined};
use super::matches::{Answer, pair_index};
use super::measure::{Measure, Way, measures_of};
use super::pairs::{CellFinder, PairCells, PairSums};
use super::poisson::{LANES, Noise};
use super::progress::Steps;
use super::sets::Sets;
use super::table::{Rows, Table};
use super::work::DocumentWork;
use crate::model::AnnotatorId;
use std::sync::Arc;

/// A measure over sums.
type Counted = (Measure, fn(&Sums<'_>) -> Result<f64, Undefined>);

/// What all measures of one group of annotators say, and what they were computed from.
type Answers = (Basis, Vec<(Measure, Answer)>);

/// What chance gives, kept from table to table.
#[derive(Debug, Default)]
pub(super) struct Chance {
    draws: Draws,
    noise: Noise,
}

/// How much to compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// Over all annotators and between each two, with intervals.
    Full,
    /// Over all annotators, with intervals.
    Overall,
    /// Over all annotators, without intervals.
    Values,
}

/// The figures of one unit, or of a part of its items.
#[derive(Debug)]
pub(super) struct Computing<'w> {
    documents: &'w [DocumentWork<'w>],
    kinds: &'w Sets,
    rows: Rows<'w>,
    detail: Detail,
    shape: &'w Shape,
    /// Of each annotator the number of values.
    value_counts: Vec<usize>,
    /// Annotators with a value.
    present: Vec<usize>,
    counted: Vec<Counted>,
}

/// What is used again from pair to pair, and what was found for all of them at once.
#[derive(Debug)]
struct Pairs {
    sums: PairSums,
    matched: Vec<(Measure, Answer, Vec<Answer>)>,
    placed: Vec<(Measure, AlphaU)>,
}

/// Figures over all annotators, and those of pairs.
pub(super) type Figures = (Vec<Figure>, Vec<Figure>);

/// What the measures of a table's unit need to have counted.
pub(super) fn shape_of(table: &Table, tally: Tally) -> Shape {
    let has = |measure| measures_of(table.unit).any(|entry| entry.measure == measure);
    Shape {
        label_count: table.labels.len(),
        is_ordered: has(Measure::AlphaOrdinal),
        distances: has(Measure::AlphaMasi).then(|| Distances::new(&table.labels, masi_distance)),
        tally,
    }
}

impl<'w> Computing<'w> {
    /// `documents` are those that the rows are of, `kinds` the sets of kinds that their marks name.
    pub(super) fn new(
        (documents, kinds): (&'w [DocumentWork<'w>], &'w Sets),
        (rows, shape): (Rows<'w>, &'w Shape),
        detail: Detail,
    ) -> Self {
        let unit = rows.table.unit;
        let is_whole = rows.len() == rows.table.len();
        let value_counts = if is_whole { shape.tally.value_counts.clone() } else { rows.value_counts() };
        let present: Vec<usize> =
            value_counts.iter().enumerate().filter(|(_, count)| **count > 0).map(|(at, _)| at).collect();
        let counted = measures_of(unit).filter_map(|entry| match entry.way {
            Way::Counted(measure) => Some((entry.measure, measure)),
            _ => None,
        });
        let counted = counted.collect();
        Self { documents, kinds, rows, detail, shape, value_counts, present, counted }
    }

    /// None when cancelled.
    pub(super) fn figures(&self, steps: &mut Steps<'_, '_>, chance: &mut Chance) -> Option<Figures> {
        let mut pairs = self.pairs();
        steps.step()?;
        let (basis, mut answers) = match *self.present.as_slice() {
            [one, other] => {
                let cells = CellFinder::new(&self.rows, self.shape.label_count).cells(one);
                self.of_pair((one, other), &cells, (&mut pairs.sums, &mut chance.noise))
            }
            _ => self.of_all(&mut chance.draws),
        };
        answers.extend(pairs.matched.iter().map(|(measure, overall, _)| (*measure, *overall)));
        answers.extend(pairs.placed.iter().map(|(measure, (overall, _))| (*measure, (*overall, None))));
        let annotator_count = self.rows.table.annotators.len();
        let present =
            if self.present.is_empty() { (0..annotator_count).collect() } else { self.present.clone() };
        let overall = self.figures_between(&present, (basis, answers));
        let mut between = Vec::new();
        if self.detail != Detail::Full || annotator_count < 3 {
            return Some((overall, between));
        }
        let mut finder = CellFinder::new(&self.rows, self.shape.label_count);
        for one in 0..annotator_count {
            let cells = finder.cells(one);
            for other in one + 1..annotator_count {
                steps.step()?;
                if present == [one, other] {
                    continue;
                }
                let (basis, mut answers) =
                    self.of_pair((one, other), &cells, (&mut pairs.sums, &mut chance.noise));
                let at = pair_index(one, other, annotator_count);
                let matched = pairs.matched.iter();
                answers.extend(matched.filter_map(|(measure, _, pairs)| Some((*measure, *pairs.get(at)?))));
                let placed = pairs.placed.iter();
                answers.extend(
                    placed.filter_map(|(measure, (_, pairs))| Some((*measure, (*pairs.get(at)?, None)))),
                );
                between.extend(self.figures_between(&[one, other], (basis, answers)));
            }
        }
        Some((overall, between))
    }

    fn pairs(&self) -> Pairs {
        let (mut matched, mut placed) = (Vec::new(), Vec::new());
        for entry in measures_of(self.rows.table.unit) {
            match entry.way {
                Way::Matched(matching) => {
                    let matches = matching(self.documents, &self.rows, self.detail != Detail::Values);
                    let (overall, pairs) = matches.answers();
                    matched.push((entry.measure, overall, pairs));
                }
                Way::Placed => {
                    let is_paired = self.detail == Detail::Full;
                    let found = alpha_u(self.documents, self.kinds, &self.present, is_paired);
                    placed.push((entry.measure, found));
                }
                Way::Counted(_) => {}
            }
        }
        Pairs { sums: PairSums::new(self.shape), matched, placed }
    }

    /// In the order of the registry.
    fn figures_between(&self, indexes: &[usize], (basis, answers): Answers) -> Vec<Figure> {
        let all = &self.rows.table.annotators;
        let annotators: Arc<[AnnotatorId]> = indexes.iter().filter_map(|at| all.get(*at)).copied().collect();
        let absence = match all.len() {
            0 => Some(Undefined::NoAnnotator),
            1 => Some(Undefined::OneAnnotator),
            _ => (basis.unit_count == 0).then_some(Undefined::NoUnits),
        };
        let basis = Arc::new(basis);
        let figure = |measure: Measure| {
            let found = answers.iter().find(|(other, _)| *other == measure).map(|(_, answer)| *answer);
            let (value, interval) = match absence {
                Some(absence) => (Err(absence), None),
                None => found.unwrap_or((Err(Undefined::NoUnits), None)),
            };
            Figure {
                measure,
                unit: self.rows.table.unit,
                annotators: Arc::clone(&annotators),
                value,
                interval,
                basis: Arc::clone(&basis),
            }
        };
        measures_of(self.rows.table.unit).map(|entry| figure(entry.measure)).collect()
    }

    fn of_all(&self, draws: &mut Draws) -> Answers {
        let is_resampled = self.detail != Detail::Values;
        let unit_count = if is_resampled { self.rows.len() } else { 1 };
        let mut bundles: Bundles<f64, 8> = Bundles::new(unit_count, self.shape.width(), 0);
        for (unit, counts) in self.shape.tally.items(self.rows.range.clone()).enumerate() {
            self.shape.add_unit(bundles.row_of(unit), counts);
        }
        let total = bundles.total();
        let sums = self.shape.sums(&total);
        let value_count = self.value_counts.iter().sum();
        let basis = self.basis(&sums, (self.rows.len(), value_count), self.present.len());
        let mut drawn = self.drawn();
        if is_resampled {
            bundles.resampled(draws, |row| take(&mut drawn, &self.shape.sums(row)));
        }
        (basis, self.answers(&sums, drawn, bundles.resample_count()))
    }

    /// `cells` are those of the first one.
    fn of_pair(
        &self,
        (one, other): (usize, usize),
        cells: &[PairCells],
        (sums, noise): (&mut PairSums, &mut Noise),
    ) -> Answers {
        let none = PairCells::default();
        let cells = cells.get(other).unwrap_or(&none);
        let there = |at: usize| self.value_counts.get(at).copied().unwrap_or_default();
        let mut counts = cells.counts();
        let mut drawn = self.drawn();
        let annotator_count = self.value_counts.len();
        let pair_count = annotator_count * annotator_count.saturating_sub(1) / 2;
        let resamples = resample_count(cells.cost(self.shape.label_count) * pair_count);
        if self.detail != Detail::Values && !drawn.is_empty() && cells.unit_count() > 1 {
            for (block, done) in (0..resamples).step_by(LANES).enumerate() {
                cells.draw(block, noise, &mut counts);
                sums.set(self.shape, &cells.cells, &counts);
                for lane in 0..LANES.min(resamples - done) {
                    take(&mut drawn, &sums.lane(self.shape, lane));
                }
            }
        }
        sums.set(self.shape, &cells.cells, &cells.counts());
        let sums = sums.lane(self.shape, 0);
        let basis = self.basis(&sums, (cells.unit_count(), there(one) + there(other)), 2);
        (basis, self.answers(&sums, drawn, resamples))
    }

    /// Room for the values of resamples, of the measures that are resampled.
    fn drawn(&self) -> Vec<(Counted, Vec<f64>)> {
        let is_slow = self.shape.distances.as_ref().is_some_and(Distances::is_slow);
        let resampled = self.counted.iter().filter(|(measure, _)| *measure != Measure::AlphaMasi || !is_slow);
        resampled.map(|counted| (*counted, Vec::new())).collect()
    }

    fn answers(
        &self,
        sums: &Sums<'_>,
        drawn: Vec<(Counted, Vec<f64>)>,
        resamples: usize,
    ) -> Vec<(Measure, Answer)> {
        let mut drawn = drawn.into_iter().peekable();
        let answer = |(measure, compute): &Counted| {
            let value = compute(sums);
            let values = drawn.next_if(|((other, _), _)| other == measure).map(|(_, values)| values);
            let interval = value.ok().and_then(|_| interval(values.unwrap_or_default(), resamples));
            (*measure, (value, interval))
        };
        self.counted.iter().map(answer).collect()
    }

    fn basis(&self, sums: &Sums<'_>, (unit_count, value_count): (usize, usize), columns: usize) -> Basis {
        let places = self.rows.len() * columns;
        let total = sums.value_count();
        let names = self.rows.table.label_names();
        let used = sums.values.iter().zip(names).filter(|(count, _)| **count > 0.0);
        let mut prevalence: Vec<(Arc<str>, f64)> =
            used.map(|(count, name)| (Arc::clone(name), count / total)).collect();
        prevalence.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        Basis {
            unit_count,
            missing: (places > 0).then(|| 1.0 - value_count as f64 / places as f64),
            percent_agreement: (sums.units > 0.0).then(|| sums.agreed / sums.units),
            prevalence,
        }
    }
}

fn take(drawn: &mut [(Counted, Vec<f64>)], sums: &Sums<'_>) {
    for ((_, measure), values) in drawn {
        values.extend(measure(sums).ok());
    }
}
