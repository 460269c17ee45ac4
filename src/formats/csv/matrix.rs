//! `matrix.csv`: what each document says on the question of each thread.

use crate::analysis::matrix::{MatrixRow, Support, matrix_rows};
use crate::analysis::names::document_letter;
use crate::analysis::threads::ThreadIndex;
use crate::formats::selection::Selection;
use crate::model::ClaimId;
use std::collections::BTreeMap;

/// Before the columns of the documents.
const FIRST_HEADER: [&str; 7] = [
    "question",
    "claim",
    "statement",
    "independent_sources",
    "open_disagreements",
    "disagreements",
    "spread",
];

/// Cells up to which a matrix is written.
pub(super) const MAX_CELLS: usize = 500_000;

/// The header and a row for each thread, in the order of the texts; one column a document. None where there are too many.
pub(super) fn cells(
    selection: &Selection<'_>,
    names: &BTreeMap<ClaimId, String>,
) -> Option<Vec<Vec<String>>> {
    let project = selection.project;
    // A thread has a link at least, mostly several; to find the threads of a large project takes time.
    if selection.documents.len() * selection.links.len() > 4 * MAX_CELLS {
        return None;
    }
    let threads = ThreadIndex::of(project);
    if threads.threads().len() * selection.documents.len() > MAX_CELLS {
        return None;
    }
    let letters = (0..).map(document_letter);
    let columns = letters.zip(&selection.documents).map(|(letter, document)| {
        let title = &document.details.title;
        if title.is_empty() { letter } else { format!("{letter} {title}") }
    });
    let mut table = vec![FIRST_HEADER.map(str::to_owned).into_iter().chain(columns).collect()];
    let mut rows = matrix_rows(project, threads.threads());
    rows.sort_by_key(|row| row.place);
    table.extend(rows.iter().map(|row| row_cells(row, selection, names)));
    Some(table)
}

fn row_cells(row: &MatrixRow, selection: &Selection<'_>, names: &BTreeMap<ClaimId, String>) -> Vec<String> {
    let central = row.central.and_then(|central| selection.project.claim(central));
    let question = row.question.asked().and_then(|id| selection.project.question(id));
    let sources = match row.support {
        Support::SingleDocument | Support::SingleOrigin => 1,
        Support::Independent(count) => count,
    };
    let spread = row.spread.as_ref().map(|spread| format!("{:.2}", spread.deviation)).unwrap_or_default();
    let mut cells = vec![
        question.map(|question| question.title.clone()).unwrap_or_default(),
        row.central.and_then(|central| names.get(&central)).cloned().unwrap_or_default(),
        central.and_then(|claim| selection.saying(claim)).unwrap_or_default().to_owned(),
        sources.to_string(),
        row.cases.open.to_string(),
        row.cases.all().to_string(),
        spread,
    ];
    cells.extend(selection.documents.iter().map(|document| row.stance(document).name().to_owned()));
    cells
}
