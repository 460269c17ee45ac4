//! [`matrix`]: what each document says on each question, as a table.

use super::Report;
use super::quotes::pinpoints;
use super::tree::{
    Block, Cell, List, ListLook, Look, Paragraph, Role, Table, TableLook, Tone, foreign, note, own,
    paragraph, said,
};
use super::words::{confidence_label, counted, cut_note, grouped, label, shortened};
use crate::analysis::matrix::{MatrixCell, MatrixRow, Stance, Support, contradictions};
use crate::analysis::names::document_letter;
use crate::model::{Document, DocumentId};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Rows shown.
const MAX_ROWS: usize = 200;
/// Documents up to which cells have words; beyond it they have signs.
const MAX_WORDED: usize = 8;
/// Columns shown.
const MAX_COLUMNS: usize = 30;
/// Places named in a cell.
const MAX_PLACES: usize = 3;

/// The table by spread of stance, with a legend.
pub(super) fn matrix(report: &Report<'_>) -> Vec<Block> {
    if report.rows.is_empty() {
        let words =
            "No claims are linked yet. A row appears when two claims are linked as speaking of one question.";
        return vec![note(words)];
    }
    let documents = shown_documents(report);
    let is_worded = documents.len() <= MAX_WORDED;
    let rows = report.rows.iter().take(MAX_ROWS).map(|row| table_row(report, row, &documents, is_worded));
    let each: u32 = if is_worded { 9 } else { 2 };
    let shares = [24].into_iter().chain(documents.iter().map(|_| each)).chain([8, 10, 8]);
    let mut parts = vec![
        note(
            "The widest spread of stance first. There is no total score: what many say is not thereby true.",
        ),
        Block::Table(Table {
            look: if is_worded { TableLook::Matrix } else { TableLook::Signs },
            caption: "Questions by documents".to_owned(),
            shares: shares.collect(),
            heads: head(report, &documents),
            rows: rows.collect(),
        }),
    ];
    parts.extend(cut_note(MAX_ROWS, report.rows.len(), "question"));
    parts.extend(cut_note(documents.len(), report.project.documents().len(), "document"));
    parts.push(legend(is_worded));
    parts
}

/// All documents, or those that speak of most questions, in project order.
fn shown_documents<'p>(report: &Report<'p>) -> Vec<&'p Document> {
    let mut spoken: BTreeMap<DocumentId, usize> = BTreeMap::new();
    for cell in report.rows.iter().flat_map(|row| &row.cells) {
        *spoken.entry(cell.document).or_default() += 1;
    }
    let mut documents: Vec<(usize, &Document)> = report.project.documents().enumerate().collect();
    documents.sort_by_key(|(position, document)| (Reverse(spoken.get(&document.id).copied()), *position));
    documents.truncate(MAX_COLUMNS);
    documents.sort_by_key(|(position, _)| *position);
    documents.into_iter().map(|(_, document)| document).collect()
}

fn head(report: &Report<'_>, documents: &[&Document]) -> Vec<Cell> {
    let column = |document: &&Document| {
        let letter = paragraph(Role::Body).add(report.document_chip(document.id));
        Cell::of(vec![letter.add(own(" ")).add(report.reliability_chip(document.id))]).head()
    };
    let own = |words: &str| Cell::own(words).head();
    [own("Question")]
        .into_iter()
        .chain(documents.iter().map(column))
        .chain([own("Stands on"), own("Differs in"), own("Verdict")])
        .collect()
}

fn table_row(report: &Report<'_>, row: &MatrixRow, documents: &[&Document], is_worded: bool) -> Vec<Cell> {
    let title = foreign(shortened(report.title(row.question), 140)).look(Look::Statement);
    [Cell::of(vec![paragraph(Role::Body).add(title)]).head()]
        .into_iter()
        .chain(documents.iter().map(|document| table_cell(report, row, document, is_worded)))
        .chain([support(row), types(report, row), verdict(report, row)])
        .collect()
}

fn table_cell(report: &Report<'_>, row: &MatrixRow, document: &Document, is_worded: bool) -> Cell {
    let stance = row.stance(document);
    let cell = row.cell(document.id);
    let level = cell.and_then(|cell| cell.confidence.as_ref());
    let label = level.map(|level| confidence_label(report.project, &level.level)).unwrap_or_default();
    let tone = Tone::Stance(stance, ink(cell));
    if !is_worded {
        let letter = document_letter(report.position(document.id));
        let words = [format!("{letter} {}", stance.name()), label];
        let words: Vec<String> = words.into_iter().filter(|words| !words.is_empty()).collect();
        let sign = own(sign(stance)).hint(words.join(", "));
        return Cell::of(vec![paragraph(Role::Body).add(sign)]).tone(tone);
    }
    let mut paragraphs = vec![said(Role::Body, stance.name())];
    if !label.is_empty() {
        paragraphs.push(paragraph(Role::Note).add(foreign(label).look(Look::Small)));
    }
    let claims = cell.map(|cell| cell.claims.as_slice()).unwrap_or_default();
    let places = pinpoints(report, claims, MAX_PLACES);
    if !places.is_empty() {
        paragraphs.push(paragraph(Role::Note).add(foreign(places).look(Look::Small)));
    }
    Cell::of(paragraphs).tone(tone)
}

const fn sign(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserts => "+",
        Stance::Contradicts => "×",
        Stance::Qualifies => "±",
        Stance::Mentions => "○",
        Stance::InDispute => "!",
        Stance::Silent => "·",
        Stance::NotRead => "?",
    }
}

/// The stronger the confidence, the more ink.
fn ink(cell: Option<&MatrixCell>) -> u8 {
    match cell.and_then(|cell| cell.confidence.as_ref()).map(|confidence| confidence.strength) {
        None => 0,
        Some(strength) if strength < 0.34 => 1,
        Some(strength) if strength < 0.67 => 2,
        Some(_) => 3,
    }
}

fn support(row: &MatrixRow) -> Cell {
    if row.central.is_none() {
        return Cell::own("nothing yet").tone(Tone::Undefined);
    }
    match row.support {
        Support::SingleDocument => Cell::own("single source").tone(Tone::Single),
        Support::SingleOrigin => Cell::own("one origin").tone(Tone::Single),
        Support::Independent(sources) => Cell::own(counted(sources, "source")),
    }
}

fn types(report: &Report<'_>, row: &MatrixRow) -> Cell {
    let found =
        report.thread(row.question).map(|thread| contradictions(report.project, thread)).unwrap_or_default();
    let terms = &report.project.codebook().difference_types;
    let chips = found.into_iter().map(|(kind, count)| {
        let words = if kind.is_empty() { "none found" } else { label(terms, &kind) };
        let times = if count > 1 { format!(" ×{}", grouped(count)) } else { String::new() };
        let look = if kind.is_empty() { Look::NoKind } else { Look::Kind };
        paragraph(Role::Body).add(foreign(format!("{words}{times}")).look(look))
    });
    Cell::of(chips.collect())
}

fn verdict(report: &Report<'_>, row: &MatrixRow) -> Cell {
    let cases = row.cases;
    let outcome = row.verdict.and_then(|id| report.project.verdict(id));
    let outcome = outcome.map(|verdict| label(&report.project.codebook().outcomes, &verdict.outcome));
    let words = match (cases.open, cases.another_look, cases.settled) {
        (0, 0, 0) => String::new(),
        (0, 0, 1) => outcome.unwrap_or("settled").to_owned(),
        (0, 0, _) => "settled".to_owned(),
        (0, _, _) => "needs another look".to_owned(),
        (1, 0, 0) => "open".to_owned(),
        (open, again, settled) => {
            let again =
                if again > 0 { format!(", {} to look at again", grouped(again)) } else { String::new() };
            let settled = if settled > 0 { format!(", {} settled", grouped(settled)) } else { String::new() };
            format!("{} open{again}{settled}", grouped(open))
        }
    };
    let mut cell = Cell::foreign(words);
    if row.is_inconsistent {
        cell.paragraphs.push(said(Role::Note, "linked inconsistently"));
    }
    cell
}

fn legend(is_worded: bool) -> Block {
    let says = |stance: Stance| match stance {
        Stance::Asserts => "says the same, or more",
        Stance::Contradicts => "says what cannot hold together with it",
        Stance::Qualifies => "limits it",
        Stance::Mentions => "speaks of the question without taking a stance on this statement",
        Stance::InDispute => "takes opposing stances itself, or annotators read it differently",
        Stance::Silent => "was read to the end and says nothing about it",
        Stance::NotRead => "has no claim on it and was not read to the end",
    };
    let stances = [
        Stance::Asserts,
        Stance::Contradicts,
        Stance::Qualifies,
        Stance::Mentions,
        Stance::InDispute,
        Stance::Silent,
        Stance::NotRead,
    ];
    let entry = |stance: Stance| {
        let sign = if is_worded { String::new() } else { format!("{} ", sign(stance)) };
        let words = paragraph(Role::Note).add(own(format!("{sign}{}", stance.name())).look(Look::Strong));
        Paragraph { tone: Tone::Stance(stance, 0), ..words.add(own(format!(" {}", says(stance)))) }
    };
    let last = if is_worded {
        "The more colour a cell has, the higher the confidence of its claims. Sources are counted that say it \
         independently of each other. Below the stance stands where the document says so."
            .to_owned()
    } else {
        format!(
            "The more colour a cell has, the higher the confidence of its claims; up to {} words and pinpoints stand \
             in the cells.",
            counted(MAX_WORDED, "column")
        )
    };
    let items = stances.map(entry).into_iter().chain([said(Role::Note, last)]);
    Block::List(List { look: ListLook::Legend, items: items.map(|item| vec![item]).collect() })
}
