//! [`sources`]: the documents, where they come from and how far they are trusted.

use super::Report;
use super::tree::{Block, Cell, Look, Role, Table, TableLook, Tone, foreign, heads, note, own, paragraph};
use super::words::{cut_note, grouped, label};
use crate::analysis::matrix::{MatrixColumn, matrix_columns};
use crate::model::{Document, DocumentRole, RELIABILITY_SCALE, Source};

/// Documents shown.
const MAX_SHOWN: usize = 500;

/// A table with one document a row.
pub(super) fn sources(report: &Report<'_>) -> Vec<Block> {
    let columns = matrix_columns(report.project, &report.rows);
    if columns.is_empty() {
        return vec![note("None yet.")];
    }
    let documents = report.project.documents().zip(&columns).take(MAX_SHOWN);
    let table = Table {
        look: TableLook::Sources,
        caption: "Documents and how far they are trusted".to_owned(),
        shares: vec![5, 36, 17, 13, 9, 6, 8, 8],
        heads: heads(&[
            "",
            "Document",
            "Reliability",
            "Repeats",
            "Read",
            "Claims#",
            "Speaks on#",
            "Against the others#",
        ]),
        rows: documents.map(|(document, column)| row(report, document, column)).collect(),
    };
    let mut parts = vec![Block::Table(table)];
    parts.extend(cut_note(MAX_SHOWN, columns.len(), "document"));
    parts.push(note(
        "“Against the others” adds up how far a document stands apart on the questions on which others take a stance, \
         too: 0 for not at all. It says nothing about who is right.",
    ));
    parts
}

fn row(report: &Report<'_>, document: &Document, column: &MatrixColumn) -> Vec<Cell> {
    let against = match column.inconsistency {
        Ok(score) => Cell::number(format!("{score:.1}")),
        Err(reason) => {
            let dash = paragraph(Role::Body).add(own("–").hint(reason.to_string()));
            Cell { is_number: true, ..Cell::of(vec![dash]).tone(Tone::Undefined) }
        }
    };
    let origin = &document.details.source.origin;
    vec![
        Cell::of(vec![paragraph(Role::Body).add(report.document_chip(document.id))]),
        about(document),
        rating(report, column.reliability.as_deref()),
        if origin.is_empty() { Cell::of(Vec::new()) } else { Cell::foreign(origin) },
        Cell::own(if column.is_read { "yes" } else { "not to the end" }),
        Cell::number(grouped(report.project.claim_count(document.id))),
        Cell::number(format!("{} of {}", grouped(column.spoken), grouped(report.rows.len()))),
        against,
    ]
}

/// Title, and under it publisher, author and date, address, and what else is known of it.
fn about(document: &Document) -> Cell {
    let source = &document.details.source;
    let title = if document.details.title.is_empty() { "(without title)" } else { &document.details.title };
    let title = foreign(title).to(web_address(source).unwrap_or_default());
    let known = |facts: &[&str]| {
        let facts: Vec<&str> = facts.iter().map(|fact| fact.trim()).filter(|fact| !fact.is_empty()).collect();
        (!facts.is_empty()).then(|| paragraph(Role::Note).add(foreign(facts.join(" · "))))
    };
    let accessed = match source.accessed.trim() {
        "" => String::new(),
        accessed => format!("accessed {accessed}"),
    };
    let captured = source.captured.as_ref().map(|captured| format!("archived {}", captured.time));
    let role = match document.details.role {
        DocumentRole::Source => "",
        DocumentRole::UnderCheck => "under check",
        DocumentRole::TranslationOf(_) => "a translation",
    };
    let character = source.character.map_or("", |character| character.name());
    let mut paragraphs = vec![paragraph(Role::Body).add(title)];
    paragraphs.extend(known(&[&source.publisher, &source.author, &source.published, character, role]));
    paragraphs.extend(known(&[&source.url, &accessed, captured.as_deref().unwrap_or_default()]));
    Cell::of(paragraphs)
}

/// The address, when it is one that a reader may safely follow.
pub(super) fn web_address(source: &Source) -> Option<&str> {
    let url = source.url.trim();
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase())?;
    (["http", "https"].contains(&scheme.as_str()) && !url.contains(char::is_whitespace)).then_some(url)
}

fn rating(report: &Report<'_>, rating: Option<&str>) -> Cell {
    let Some(rating) = rating else {
        return Cell::own("not rated").tone(Tone::Undefined);
    };
    let scale = report.project.codebook().scale(RELIABILITY_SCALE);
    let words = scale.map_or("", |scale| label(&scale.levels, rating));
    let cell = paragraph(Role::Body).add(own(rating).look(Look::Rating)).add(own(" ")).add(foreign(words));
    Cell::of(vec![cell])
}
