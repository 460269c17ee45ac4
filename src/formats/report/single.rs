//! [`single`]: what stands on one source only, so that nobody takes it for confirmed.

use super::Report;
use super::quotes::cited;
use super::tree::{
    Block, Cell, Look, Role, Run, Table, TableLook, foreign, heading, heads, note, own, paragraph,
};
use super::words::{counted, cut_note, shortened};
use crate::analysis::matrix::{MatrixRow, MatrixSort, Stance, Support, sort_rows};
use crate::model::Claim;

/// Entries shown of each list.
const MAX_SHOWN: usize = 200;
/// Places named of one question.
const MAX_PLACES: usize = 6;
/// The claim kind for what was judged to be no claim at all.
const NO_CLAIM: &str = "not_a_claim";

/// Questions with one independent source, then claims that nothing is linked to.
pub(super) fn single(report: &Report<'_>) -> Vec<Block> {
    let mut rows: Vec<MatrixRow> =
        report.rows.iter().filter(|row| row.support.is_single() && row.central.is_some()).cloned().collect();
    sort_rows(&mut rows, MatrixSort::SingleSource);
    let mut parts = Vec::new();
    for (support, title) in [
        (Support::SingleDocument, "In one document"),
        (Support::SingleOrigin, "In several documents, all from one publisher or origin"),
    ] {
        let rows: Vec<&MatrixRow> = rows.iter().filter(|row| row.support == support).collect();
        if rows.is_empty() {
            continue;
        }
        let shown = rows.iter().take(MAX_SHOWN).map(|row| question(report, row));
        parts.extend([heading(title), table(title, shown.collect())]);
        parts.extend(cut_note(MAX_SHOWN.min(rows.len()), rows.len(), "question"));
    }
    parts.extend(unlinked(report));
    if parts.is_empty() {
        let words = if report.rows.is_empty() {
            "Nothing: there are no claims yet."
        } else {
            "Nothing: every question has two independent sources at least."
        };
        parts.push(note(words));
    }
    parts
}

fn table(title: &str, rows: Vec<Vec<Cell>>) -> Block {
    Block::Table(Table {
        look: TableLook::Register,
        caption: format!("Said by one source only: {}", title.to_lowercase()),
        shares: vec![58, 42],
        heads: heads(&["What is said", "Where, and how sure"]),
        rows,
    })
}

/// The question, and the claims of those who assert what its title says.
fn question(report: &Report<'_>, row: &MatrixRow) -> Vec<Cell> {
    let asserting = row.cells.iter().filter(|cell| cell.stance == Stance::Asserts);
    let mut claims: Vec<&Claim> =
        asserting.flat_map(|cell| &cell.claims).filter_map(|id| report.project.claim(*id)).collect();
    if claims.is_empty() {
        claims.extend(row.central.and_then(|central| report.project.claim(central)));
    }
    claims.sort_by_key(|claim| (report.position(claim.document), claim.span, claim.id));
    let shown =
        claims.iter().take(MAX_PLACES).map(|claim| paragraph(Role::Body).add_all(cited(report, claim)));
    let left = claims.len().saturating_sub(MAX_PLACES);
    let more = (left > 0).then(|| paragraph(Role::Note).add(own(format!("and {}", counted(left, "claim")))));
    vec![statement(report.title(row.question)), Cell::of(shown.chain(more).collect())]
}

fn statement(words: &str) -> Cell {
    Cell::of(vec![paragraph(Role::Body).add(statement_run(words))])
}

/// What a claim or question says, shortened.
pub(super) fn statement_run(words: &str) -> Run {
    foreign(shortened(words, 400)).look(Look::Statement)
}

/// Claims that no other claim is linked to as speaking of the same; what was judged to be none is left out.
fn unlinked(report: &Report<'_>) -> Vec<Block> {
    let is_claim = |claim: &&Claim| claim.kinds.is_empty() || claim.kinds.iter().any(|kind| kind != NO_CLAIM);
    let lone = |claim: &&Claim| report.is_alone(claim.id);
    let documents = report.project.document_ids().iter();
    let claims: Vec<&Claim> = documents
        .flat_map(|document| report.project.claims_in(*document))
        .filter(|claim| lone(claim) && is_claim(claim))
        .collect();
    if claims.is_empty() {
        return Vec::new();
    }
    let rows = claims.iter().take(MAX_SHOWN).map(|claim| {
        let words = if claim.statement.is_empty() { &claim.quote } else { &claim.statement };
        vec![statement(words), Cell::of(vec![paragraph(Role::Body).add_all(cited(report, claim))])]
    });
    let title = "Linked to no other claim";
    let mut parts = vec![heading(title), table(title, rows.collect())];
    parts.extend(cut_note(MAX_SHOWN.min(claims.len()), claims.len(), "claim"));
    parts
}
