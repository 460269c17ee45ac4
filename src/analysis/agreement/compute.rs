//! [`Computing`]: from the items of a unit to its figures.

use super::alpha_masi::masi_distance;
use super::alpha_u::{AlphaU, alpha_u};
use super::bootstrap::{Bundles, Dice, interval, resample_count};
use super::counts::{Distances, Shape, Sums};
use super::figure::{Basis, Figure, Undefined};
use super::matches::{Answer, pair_index};
use super::measure::{Measure, Way, measures_of};
use super::pairs::{CellFinder, PairSums};
use super::progress::Steps;
use super::sets::Sets;
use super::table::{MISSING, Rows, Table};
use super::work::DocumentWork;
use crate::model::AnnotatorId;
use std::sync::Arc;

/// A measure over sums.
type Counted = (Measure, fn(&Sums<'_>) -> Result<f64, Undefined>);

/// What all measures of one group of annotators say, and what they were computed from.
type Answers = (Basis, Vec<(Measure, Answer)>);

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
    columns: Vec<Vec<u32>>,
    /// Annotators with a value.
    present: Vec<usize>,
    counted: Vec<Counted>,
}

/// What is used again from pair to pair, and what was found for all of them at once.
#[derive(Debug)]
struct Pairs {
    finder: CellFinder,
    sums: PairSums,
    matched: Vec<(Measure, Answer, Vec<Answer>)>,
    placed: Vec<(Measure, AlphaU)>,
}

/// Figures over all annotators, and those of pairs.
pub(super) type Figures = (Vec<Figure>, Vec<Figure>);

/// What the measures of a table's unit need to have counted.
pub(super) fn shape_of(table: &Table) -> Shape {
    let has = |measure| measures_of(table.unit).any(|entry| entry.measure == measure);
    Shape {
        label_count: table.labels.len(),
        is_ordered: has(Measure::AlphaOrdinal),
        distances: has(Measure::AlphaMasi).then(|| Distances::new(&table.labels, masi_distance)),
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
        let columns = rows.columns();
        let is_there = |column: &Vec<u32>| column.iter().any(|label| *label != MISSING);
        let present = columns.iter().enumerate().filter(|(_, column)| is_there(column)).map(|(at, _)| at);
        let present = present.collect();
        let counted = measures_of(unit).filter_map(|entry| match entry.way {
            Way::Counted(measure) => Some((entry.measure, measure)),
            _ => None,
        });
        Self { documents, kinds, rows, detail, shape, columns, present, counted: counted.collect() }
    }

    /// None when cancelled.
    pub(super) fn figures(&self, steps: &mut Steps<'_, '_>) -> Option<Figures> {
        let mut pairs = self.pairs();
        steps.step()?;
        let (basis, mut answers) = match *self.present.as_slice() {
            [one, other] => self.of_pair((one, other), &mut pairs),
            _ => self.of_all(),
        };
        answers.extend(pairs.matched.iter().map(|(measure, overall, _)| (*measure, *overall)));
        answers.extend(pairs.placed.iter().map(|(measure, (overall, _))| (*measure, (*overall, None))));
        let present =
            if self.present.is_empty() { (0..self.columns.len()).collect() } else { self.present.clone() };
        let overall = self.figures_between(&present, (basis, answers));
        let mut between = Vec::new();
        if self.detail != Detail::Full || self.columns.len() < 3 {
            return Some((overall, between));
        }
        for one in 0..self.columns.len() {
            for other in one + 1..self.columns.len() {
                steps.step()?;
                if present == [one, other] {
                    continue;
                }
                let (basis, mut answers) = self.of_pair((one, other), &mut pairs);
                let at = pair_index(one, other, self.columns.len());
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
                    let matches = matching(self.documents, &self.rows);
                    let (overall, pairs) = matches.answers(self.detail != Detail::Values);
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
        let (finder, sums) = (CellFinder::new(self.shape.label_count), PairSums::new(self.shape));
        Pairs { finder, sums, matched, placed }
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

    fn of_all(&self) -> Answers {
        let mut bundles: Bundles<f64> = Bundles::new(self.rows.len(), self.shape.width());
        let (mut counts, mut value_count) = (Vec::new(), 0);
        for (unit, values) in self.rows.values().enumerate() {
            value_count += values.len();
            self.shape.add_unit(bundles.row_of(unit), values, &mut counts);
        }
        let total = bundles.total();
        let sums = self.shape.sums(&total);
        let basis = self.basis(&sums, (self.rows.len(), value_count), self.present.len());
        let mut drawn = self.drawn();
        if self.detail != Detail::Values {
            bundles.resampled(|row| take(&mut drawn, &self.shape.sums(row)));
        }
        (basis, self.answers(&sums, drawn, bundles.resample_count()))
    }

    fn of_pair(&self, (one, other): (usize, usize), pairs: &mut Pairs) -> Answers {
        let column = |at: usize| self.columns.get(at).map(Vec::as_slice).unwrap_or_default();
        let cells = pairs.finder.cells(column(one), column(other));
        let there = |at| column(at).iter().filter(|label| **label != MISSING).count();
        let mut counts = cells.counts();
        let mut drawn = self.drawn();
        let pair_count = self.columns.len() * self.columns.len().saturating_sub(1) / 2;
        let resamples = resample_count(cells.cost(self.shape.label_count) * pair_count);
        if self.detail != Detail::Values && !drawn.is_empty() && cells.unit_count() > 1 {
            let mut dice = Dice::default();
            for _ in 0..resamples {
                cells.draw(&mut dice, &mut counts);
                take(&mut drawn, &pairs.sums.of(self.shape, &cells.cells, &counts));
            }
        }
        let sums = pairs.sums.of(self.shape, &cells.cells, &cells.counts());
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
