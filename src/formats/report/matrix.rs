//! [`matrix`]: what each document says on each question, as a table.

use super::Report;
use super::html::{Element, el};
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

/// The table by spread of stance, with a legend.
pub(super) fn matrix(report: &Report<'_>) -> Vec<Element> {
    if report.rows.is_empty() {
        let words =
            "No claims are linked yet. A row appears when two claims are linked as speaking of one question.";
        return vec![el("p").class("note").text(words)];
    }
    let documents = shown_documents(report);
    let is_worded = documents.len() <= MAX_WORDED;
    let rows = report.rows.iter().take(MAX_ROWS).map(|row| table_row(report, row, &documents, is_worded));
    let mut classes = "matrix".to_owned();
    if !is_worded {
        classes.push_str(" signs");
    }
    let table = el("table")
        .class(classes)
        .set("style", format!("min-width:{}px", width(documents.len(), is_worded)))
        .add(el("thead").add(head(report, &documents)))
        .add(el("tbody").add_all(rows));
    let is_wide = documents.len() > 5;
    let mut parts = vec![
        el("p").class("note").text(
            "The widest spread of stance first. There is no total score: what many say is not thereby true.",
        ),
        el("div").class(if is_wide { "scroll wide" } else { "scroll" }).add(table),
    ];
    parts.extend(cut_note(MAX_ROWS, report.rows.len(), "question"));
    parts.extend(cut_note(documents.len(), report.project.documents().len(), "document"));
    parts.push(legend(is_worded));
    parts
}

/// Pixels below which the words of a cell would not fit.
const fn width(columns: usize, is_worded: bool) -> usize {
    if is_worded { 500 + 92 * columns } else { 480 + 24 * columns }
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

fn head(report: &Report<'_>, documents: &[&Document]) -> Element {
    let column = |document: &&Document| {
        el("th")
            .set("scope", "col")
            .add(report.document_chip(document.id))
            .add(report.reliability_chip(document.id))
    };
    let th = |words: &str| el("th").set("scope", "col").text(words);
    el("tr")
        .add(th("Question"))
        .add_all(documents.iter().map(column))
        .add(th("Stands on"))
        .add(th("Differs in"))
        .add(th("Verdict"))
}

fn table_row(report: &Report<'_>, row: &MatrixRow, documents: &[&Document], is_worded: bool) -> Element {
    let title =
        el("th").set("scope", "row").set("dir", "auto").text(shortened(report.title(row.question), 140));
    el("tr")
        .add(title)
        .add_all(documents.iter().map(|document| table_cell(report, row, document, is_worded)))
        .add_all([support(row), types(report, row), verdict(report, row)])
}

fn table_cell(report: &Report<'_>, row: &MatrixRow, document: &Document, is_worded: bool) -> Element {
    let stance = row.stance(document);
    let cell = row.cell(document.id);
    let level = cell.and_then(|cell| cell.confidence.as_ref());
    let label = level.map(|level| confidence_label(report.project, &level.level)).unwrap_or_default();
    let td = el("td").class(format!("stance {} {}", class(stance), ink(cell)));
    if !is_worded {
        let letter = document_letter(report.position(document.id));
        let words = [format!("{letter} {}", stance.name()), label];
        let words: Vec<String> = words.into_iter().filter(|words| !words.is_empty()).collect();
        return td.add(el("span").set("title", words.join(", ")).text(sign(stance)));
    }
    let td = td.add(el("span").text(stance.name()));
    if label.is_empty() { td } else { td.text(" ").add(el("small").text(label)) }
}

const fn class(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserts => "asserts",
        Stance::Contradicts => "contradicts",
        Stance::Qualifies => "qualifies",
        Stance::Mentions => "mentions",
        Stance::InDispute => "dispute",
        Stance::Silent => "silent",
        Stance::NotRead => "unread",
    }
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
fn ink(cell: Option<&MatrixCell>) -> &'static str {
    match cell.and_then(|cell| cell.confidence.as_ref()).map(|confidence| confidence.strength) {
        None => "k0",
        Some(strength) if strength < 0.34 => "k1",
        Some(strength) if strength < 0.67 => "k2",
        Some(_) => "k3",
    }
}

fn support(row: &MatrixRow) -> Element {
    match row.support {
        Support::SingleDocument => el("td").class("single").text("single source"),
        Support::SingleOrigin => el("td").class("single").text("one origin"),
        Support::Independent(sources) => el("td").text(counted(sources, "source")),
    }
}

fn types(report: &Report<'_>, row: &MatrixRow) -> Element {
    let found =
        report.thread(row.question).map(|thread| contradictions(report.project, thread)).unwrap_or_default();
    let terms = &report.project.codebook().difference_types;
    let chips = found.into_iter().map(|(kind, count)| {
        let words = if kind.is_empty() { "none found" } else { label(terms, &kind) };
        let times = if count > 1 { format!(" ×{}", grouped(count)) } else { String::new() };
        let class = if kind.is_empty() { "type none" } else { "type" };
        el("span").class(class).text(format!("{words}{times}"))
    });
    el("td").class("types").add_all(chips)
}

fn verdict(report: &Report<'_>, row: &MatrixRow) -> Element {
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
    let cell = el("td").text(words);
    if row.is_inconsistent {
        return cell.add(el("div").class("note").text("linked inconsistently"));
    }
    cell
}

fn legend(is_worded: bool) -> Element {
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
        let name = el("b").text(format!("{sign}{}", stance.name()));
        el("li").class(class(stance)).add(name).text(format!(" {}", says(stance)))
    };
    let last = el("li").text(format!(
        "The more colour a cell has, the higher the confidence of its claims; up to {} it is written out.",
        counted(MAX_WORDED, "column")
    ));
    let last = if is_worded {
        el("li").text("The more colour a cell has, the higher the confidence of its claims. Sources are counted that say it independently of each other.")
    } else {
        last
    };
    el("ul").class("legend").add_all(stances.map(entry)).add(last)
}
