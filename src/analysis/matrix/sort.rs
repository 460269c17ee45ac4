//! [`sort_rows`]: the orders in which rows are shown.

use super::{MatrixRow, Support};
use std::cmp::{Ordering, Reverse};

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MatrixSort {
    /// The widest spread of stances; rows without one come last.
    #[default]
    Spread,
    /// What one document alone says, then what goes back to one origin.
    SingleSource,
    /// Open disagreements, then those that need another look, the settled ones, and rows without any.
    Unresolved,
    /// The order of the documents and of their texts.
    Text,
    /// The order that the questions were put in; proposed ones come last.
    Question,
}

impl MatrixSort {
    /// Every order, as offered.
    pub const ALL: [Self; 5] =
        [Self::Spread, Self::SingleSource, Self::Unresolved, Self::Text, Self::Question];

    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Spread => "spread",
            Self::SingleSource => "single source",
            Self::Unresolved => "unresolved",
            Self::Text => "text order",
            Self::Question => "own order",
        }
    }

    /// Which of two rows comes first; equal ones follow the text.
    pub fn compare(self, one: &MatrixRow, other: &MatrixRow) -> Ordering {
        let by_key = match self {
            Self::Spread => deviation(other).total_cmp(&deviation(one)),
            Self::SingleSource => sources(one).cmp(&sources(other)),
            Self::Unresolved => resolution(one).cmp(&resolution(other)),
            Self::Text => Ordering::Equal,
            Self::Question => own_order(one).cmp(&own_order(other)),
        };
        by_key.then_with(|| (one.place, one.question).cmp(&(other.place, other.question)))
    }
}

/// Brings rows into an order.
pub fn sort_rows(rows: &mut [MatrixRow], sort: MatrixSort) {
    rows.sort_by(|one, other| sort.compare(one, other));
}

/// Proposed questions come last.
fn own_order(row: &MatrixRow) -> (bool, Option<(u32, crate::model::QuestionId)>) {
    (row.order.is_none(), row.order)
}

/// Below every deviation where there is none.
fn deviation(row: &MatrixRow) -> f64 {
    row.spread.map_or(-1.0, |spread| spread.deviation)
}

const fn sources(row: &MatrixRow) -> usize {
    match row.support {
        Support::SingleDocument => 0,
        Support::SingleOrigin => 1,
        Support::Independent(_) => 2,
    }
}

fn resolution(row: &MatrixRow) -> (u8, Reverse<usize>) {
    let cases = row.cases;
    match (cases.open, cases.another_look, cases.settled) {
        (0, 0, 0) => (3, Reverse(0)),
        (0, 0, settled) => (2, Reverse(settled)),
        (0, again, _) => (1, Reverse(again)),
        (open, _, _) => (0, Reverse(open)),
    }
}
