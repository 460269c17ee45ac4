//! Tests on tables made by hand: known answers and laws.

mod known;
mod laws;

use super::alpha::alpha;
use super::compute::{Chance, Computing, Detail, shape_of};
use super::counts::{Distances, Shape, Tally};
use super::figure::{Figure, Undefined};
use super::progress::Steps;
use super::sets::Sets;
use super::table::{ItemPlace, Table, TableBuilder};
use super::{Measure, Unit};
use crate::model::AnnotatorId;
use serde_json::Value;
use std::ops::ControlFlow;
use std::sync::Arc;
use uuid::Uuid;

/// For each rater what it said of each unit: a set of words, or nothing.
type Ratings = Vec<Vec<Option<Vec<String>>>>;

/// The case of that id.
pub(super) fn known_answer(id: &str) -> Value {
    let file: Value =
        serde_json::from_str(include_str!("../../../../tests/data/agreement/known_answers.json")).unwrap();
    file["cases"].as_array().unwrap().iter().find(|case| case["id"] == id).unwrap().clone()
}

/// Words that are numbers or levels get numbers in their order, so that ordinal measures see it.
fn table(unit: Unit, ratings: &Ratings) -> Table {
    let annotators: Arc<[AnnotatorId]> =
        (0..ratings.len()).map(|number| AnnotatorId(Uuid::from_u128(number as u128 + 1))).collect();
    let mut words: Vec<&String> = ratings.iter().flatten().flatten().flatten().collect();
    words.sort_unstable();
    words.dedup();
    let mut labels = Sets::default();
    for word in words {
        labels.set_of([word.as_str()]);
    }
    let mut builder = TableBuilder::new(unit, &annotators);
    for item in 0..ratings.first().map_or(0, Vec::len) {
        for (annotator, values) in ratings.iter().enumerate() {
            if let Some(words) = &values[item] {
                builder.value(annotator, labels.set_of(words.iter().map(String::as_str)), []);
            }
        }
        builder.end_item(|| ItemPlace::Claims(Vec::new()));
    }
    builder.finish(labels, "nothing")
}

/// Figures over all raters, then those of pairs.
fn figures(table: &Table) -> (Vec<Figure>, Vec<Figure>) {
    let mut go_on = |_: f32| ControlFlow::Continue(());
    let (kinds, shape) = (Sets::default(), shape_of(table, Tally::of(table)));
    Computing::new((&[], &kinds), (table.rows(), &shape), Detail::Full)
        .figures(&mut Steps::new(&mut go_on, 1), &mut Chance::default())
        .unwrap()
}

fn overall(unit: Unit, measure: Measure, ratings: &Ratings) -> Result<f64, Undefined> {
    let (figures, _) = figures(&table(unit, ratings));
    figures.iter().find(|figure| figure.measure == measure).unwrap().value
}

/// Krippendorff's alpha with another distance than those on offer; codes are numbered in the order of the words.
fn alpha_with(ratings: &Ratings, distance: fn(&[u32], &[u32]) -> f64) -> f64 {
    let table = table(Unit::SentenceKinds, ratings);
    let distances = Some(Distances::new(&table.labels, distance));
    let shape =
        Shape { label_count: table.labels.len(), is_ordered: false, distances, tally: Tally::of(&table) };
    let mut row = vec![0.0; shape.width()];
    for counts in shape.tally.items(0..table.len()) {
        shape.add_unit(&mut row, counts);
    }
    let sums = shape.sums(&row);
    alpha(&sums, sums.apart, sums.expected_apart()).unwrap()
}
