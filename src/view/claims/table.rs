//! [`claims_table`]: the table as it leaves the program: head and rows in words.

use super::line::LineMaker;
use super::sort::ClaimColumn;
use crate::model::ClaimId;
use std::ops::ControlFlow;

/// Rows between two questions whether to go on.
const STEP: usize = 256;

/// Head and rows of the claims in that order, each with the label of its group where there are any. None where `tell`,
/// which hears how far it is, stops it.
///
/// The statement and the quote have columns of their own, and the document is named.
pub fn claims_table(
    maker: &mut LineMaker<'_>,
    claims: &[(Option<String>, ClaimId)],
    columns: &[ClaimColumn],
    tell: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Option<(Vec<String>, Vec<Vec<String>>)> {
    let is_grouped = claims.iter().any(|(group, _)| group.is_some());
    let mut head: Vec<String> = Vec::new();
    head.extend(is_grouped.then(|| "Group".to_owned()));
    for column in columns {
        match column {
            ClaimColumn::Place => head.extend(["Claim", "Document", "Pinpoint"].map(str::to_owned)),
            ClaimColumn::Words => head.extend(["Statement", "Quote"].map(str::to_owned)),
            column => head.push(column.label().to_owned()),
        }
    }
    let mut rows = Vec::with_capacity(claims.len());
    for (index, (group, claim)) in claims.iter().enumerate() {
        if index.is_multiple_of(STEP) && tell(index as f32 / claims.len() as f32).is_break() {
            return None;
        }
        let Some(line) = maker.line(*claim) else { continue };
        let mut cells: Vec<String> = Vec::with_capacity(head.len());
        cells.extend(is_grouped.then(|| group.clone().unwrap_or_default()));
        for column in columns {
            match column {
                ClaimColumn::Place => {
                    let pinpoint =
                        if line.is_lost { "not found in the text".to_owned() } else { line.pinpoint.clone() };
                    cells.extend([line.name.clone(), line.document.clone(), pinpoint]);
                }
                ClaimColumn::Words => cells.extend([line.statement.clone(), line.quote.clone()]),
                // The same on every computer.
                ClaimColumn::Changed => cells.push(line.modified.to_string()),
                column => cells.push(line.cell(*column)),
            }
        }
        rows.push(cells);
    }
    Some((head, rows))
}
