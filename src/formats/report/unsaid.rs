//! [`unsaid`]: questions without an answer, sentences under check that no source is linked to, and who is silent.

use super::Report;
use super::quotes::cited;
use super::single::statement_run;
use super::tree::{Block, Cell, Role, Table, TableLook, heading, heads, note, paragraph};
use super::words::{cut_note, listed};
use crate::analysis::matrix::{MatrixRow, Stance};
use crate::analysis::names::document_letter;
use crate::model::{Claim, DocumentId, DocumentRole};

/// Entries shown of each list.
const MAX_SHOWN: usize = 200;
/// Documents named in a row.
const MAX_LISTED: usize = 24;

/// What no source says, then what some sources do not say.
pub(super) fn unsaid(report: &Report<'_>) -> Vec<Block> {
    let mut parts = unanswered(report);
    parts.extend(unbacked(report));
    if parts.is_empty() {
        parts.push(note("Every question that was put has a claim under it."));
    }
    parts.extend(silent(report));
    parts
}

/// Questions that somebody put and nothing is under.
fn unanswered(report: &Report<'_>) -> Vec<Block> {
    let rows: Vec<&MatrixRow> = report.rows.iter().filter(|row| row.central.is_none()).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let cells = |row: &&MatrixRow| vec![statement(report.title(row.question))];
    let table = Table {
        look: TableLook::Register,
        caption: "Questions that no claim answers".to_owned(),
        shares: vec![100],
        heads: heads(&["Question"]),
        rows: rows.iter().take(MAX_SHOWN).map(cells).collect(),
    };
    let mut parts = vec![heading("Questions without an answer"), Block::Table(table)];
    parts.extend(cut_note(MAX_SHOWN, rows.len(), "question"));
    parts
}

/// Claims of documents under check that are linked to no claim of a source.
fn unbacked(report: &Report<'_>) -> Vec<Block> {
    let project = report.project;
    let role = |claim: &Claim| project.document(claim.document).map(|document| document.details.role);
    let is_source = |claim: &Claim| role(claim).is_some_and(|role| role != DocumentRole::UnderCheck);
    let is_backed = |claim: &Claim| {
        let ends = project.links_of(claim.id).flat_map(|link| [link.from, link.to]);
        ends.filter_map(|end| project.claim(end)).any(is_source)
    };
    let checked = project.documents().filter(|document| document.details.role == DocumentRole::UnderCheck);
    let claims: Vec<&Claim> = checked
        .flat_map(|document| project.claims_in(document.id))
        .filter(|claim| !is_backed(claim))
        .collect();
    if claims.is_empty() {
        return Vec::new();
    }
    let cells = |claim: &&Claim| {
        let words = if claim.statement.is_empty() { &claim.quote } else { &claim.statement };
        vec![statement(words), Cell::of(vec![paragraph(Role::Body).add_all(cited(report, claim))])]
    };
    let table = Table {
        look: TableLook::Register,
        caption: "Claims under check that no source is linked to".to_owned(),
        shares: vec![58, 42],
        heads: heads(&["What is said", "Where, and how sure"]),
        rows: claims.iter().take(MAX_SHOWN).map(cells).collect(),
    };
    let mut parts = vec![heading("Under check, and no source linked"), Block::Table(table)];
    parts.extend(cut_note(MAX_SHOWN, claims.len(), "claim"));
    parts
}

/// For each question the documents that were read to the end and say nothing, and those that were not read.
fn silent(report: &Report<'_>) -> Vec<Block> {
    let letters = |row: &MatrixRow, stance: Stance| {
        let documents = report.project.documents().enumerate();
        let names = documents.filter(|(_, document)| row.stance(document) == stance);
        names.map(|(at, _)| document_letter(at)).collect::<Vec<_>>()
    };
    let read: Vec<DocumentId> = report
        .project
        .documents()
        .filter(|document| !document.read_by.is_empty())
        .map(|document| document.id)
        .collect();
    let is_left_out =
        |row: &&MatrixRow| row.central.is_some() && read.iter().any(|document| row.cell(*document).is_none());
    let rows: Vec<&MatrixRow> = report.rows.iter().filter(is_left_out).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let cells = |row: &&MatrixRow| {
        let row: &MatrixRow = row;
        vec![
            statement(report.title(row.question)),
            Cell::own(listed(letters(row, Stance::Silent), MAX_LISTED)),
            Cell::own(listed(letters(row, Stance::NotRead), MAX_LISTED)),
        ]
    };
    let table = Table {
        look: TableLook::Register,
        caption: "Documents that say nothing on a question".to_owned(),
        shares: vec![60, 20, 20],
        heads: heads(&["Question", "Silent, read to the end", "Not read to the end"]),
        rows: rows.iter().take(MAX_SHOWN).map(cells).collect(),
    };
    let mut parts = vec![heading("Who is silent on what"), Block::Table(table)];
    parts.extend(cut_note(MAX_SHOWN, rows.len(), "question"));
    parts
}

fn statement(words: &str) -> Cell {
    let words = paragraph(Role::Body).add(statement_run(words));
    Cell::of(vec![words])
}
