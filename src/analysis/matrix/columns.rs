//! [`MatrixColumns`]: what the head of each column says about its document.

use super::{MatrixRow, scores};
use crate::analysis::matrix::scores::Undefined;
use crate::analysis::threads::QuestionKey;
use crate::model::{Document, DocumentId, Project};
use std::collections::BTreeMap;

/// A document of the matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixColumn {
    /// Which one.
    pub document: DocumentId,
    /// Admiralty A–F as set on the source; none means not rated, F cannot be judged.
    pub reliability: Option<String>,
    /// Somebody has read it to the end.
    pub is_read: bool,
    /// On how many rows it takes a stance or mentions the question.
    pub spoken: usize,
    /// Share of the rows on which its word is known, from its claims or because it was read; none without rows.
    pub reviewed: Option<f64>,
    /// How much it stands against the other documents, 0 for not at all.
    ///
    /// On each row on which it and others take a stance, their nearness to it is averaged (5 the same, 1 opposed);
    /// the squares of what is missing to 3 are added up. Being borne out by others takes nothing away from it.
    pub inconsistency: Result<f64, Undefined>,
}

/// What rows tell about the documents, kept up to date row by row.
#[derive(Clone, Debug, Default)]
pub struct MatrixColumns {
    row_count: usize,
    /// The rows on which each document speaks, with the nearness of the others to it where it and others take a stance.
    ///
    /// Kept row by row rather than as sums: what is added up anew does not drift.
    spoken: BTreeMap<DocumentId, BTreeMap<QuestionKey, Option<f64>>>,
}

impl MatrixColumns {
    /// Counts a row in that is not counted yet.
    pub fn put(&mut self, row: &MatrixRow) {
        self.row_count += 1;
        for cell in &row.cells {
            self.spoken.entry(cell.document).or_default().insert(row.question, None);
        }
        for (document, nearness) in nearnesses(row) {
            self.spoken.entry(document).or_default().insert(row.question, Some(nearness));
        }
    }

    /// Takes a row out that was counted in as it is.
    pub fn take_out(&mut self, row: &MatrixRow) {
        self.row_count -= 1;
        for cell in &row.cells {
            if let Some(rows) = self.spoken.get_mut(&cell.document) {
                rows.remove(&row.question);
            }
        }
    }

    /// The column of a document.
    pub fn column(&self, document: &Document) -> MatrixColumn {
        let rows = self.spoken.get(&document.id);
        let spoken = rows.map_or(0, BTreeMap::len);
        let nearnesses: Vec<Vec<Option<f64>>> =
            rows.into_iter().flat_map(BTreeMap::values).flatten().map(|near| vec![Some(*near)]).collect();
        let is_read = !document.read_by.is_empty();
        let known = if is_read { self.row_count } else { spoken };
        MatrixColumn {
            document: document.id,
            reliability: document.details.source.reliability.clone(),
            is_read,
            spoken,
            reviewed: (self.row_count > 0).then(|| known as f64 / self.row_count as f64),
            inconsistency: if nearnesses.is_empty() {
                Err(Undefined::NothingShared)
            } else {
                Ok(scores::inconsistency(&nearnesses))
            },
        }
    }
}

/// The heads of all columns in project order, for these rows.
pub fn matrix_columns<'r>(
    project: &Project,
    rows: impl IntoIterator<Item = &'r MatrixRow>,
) -> Vec<MatrixColumn> {
    let mut columns = MatrixColumns::default();
    rows.into_iter().for_each(|row| columns.put(row));
    project.documents().map(|document| columns.column(document)).collect()
}

/// For each document that takes a stance, how near the others are to it, where there are others.
fn nearnesses(row: &MatrixRow) -> Vec<(DocumentId, f64)> {
    // By value, of which there are few, so that many documents cost no more than once each.
    let mut counts: Vec<(f64, f64)> = Vec::new();
    for value in row.cells.iter().filter_map(|cell| cell.value) {
        match counts.iter_mut().find(|(known, _)| known.total_cmp(&value).is_eq()) {
            Some((_, count)) => *count += 1.0,
            None => counts.push((value, 1.0)),
        }
    }
    let others: f64 = counts.iter().map(|(_, count)| count).sum::<f64>() - 1.0;
    if others < 1.0 {
        return Vec::new();
    }
    let near = |value: f64| {
        let all: f64 = counts.iter().map(|(other, count)| (5.0 - (value - other).abs()) * count).sum();
        // Itself, at the nearest, does not count.
        (all - 5.0) / others
    };
    row.cells.iter().filter_map(|cell| Some((cell.document, near(cell.value?)))).collect()
}
