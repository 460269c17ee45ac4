//! [`sources`]: the documents, where they come from and how far they are trusted.

use super::Report;
use super::html::{Element, el};
use super::words::{cut_note, grouped, label};
use crate::analysis::matrix::{MatrixColumn, matrix_columns};
use crate::model::{Document, RELIABILITY_SCALE, Source};

/// Documents shown.
const MAX_SHOWN: usize = 500;

/// A table with one document a row.
pub(super) fn sources(report: &Report<'_>) -> Vec<Element> {
    let columns = matrix_columns(report.project, &report.rows);
    if columns.is_empty() {
        return vec![el("p").class("note").text("None yet.")];
    }
    let heads =
        ["", "Document", "Reliability", "Repeats", "Read", "Claims", "Speaks on", "Against the others"];
    let head = el("tr").add_all(heads.map(|head| el("th").set("scope", "col").text(head)));
    let documents = report.project.documents().zip(&columns).take(MAX_SHOWN);
    let rows = documents.map(|(document, column)| row(report, document, column));
    let table = el("table").class("sources").add(el("thead").add(head)).add(el("tbody").add_all(rows));
    let mut parts = vec![el("div").class("scroll").add(table)];
    parts.extend(cut_note(MAX_SHOWN, columns.len(), "document"));
    parts.push(el("p").class("note").text(
        "“Against the others” adds up how far a document stands apart on the questions on which others take a stance, \
         too: 0 for not at all. It says nothing about who is right.",
    ));
    parts
}

fn row(report: &Report<'_>, document: &Document, column: &MatrixColumn) -> Element {
    let number = |words: String| el("td").class("number").text(words);
    let against = match column.inconsistency {
        Ok(score) => number(format!("{score:.1}")),
        Err(reason) => el("td").class("number undefined").set("title", reason.to_string()).text("–"),
    };
    let origin = &document.details.source.origin;
    el("tr").add_all([
        el("td").add(report.document_chip(document.id)),
        about(document),
        rating(report, column.reliability.as_deref()),
        if origin.is_empty() { el("td") } else { el("td").foreign(origin) },
        el("td").text(if column.is_read { "yes" } else { "not to the end" }),
        number(grouped(report.project.claim_count(document.id))),
        number(format!("{} of {}", grouped(column.spoken), grouped(report.rows.len()))),
        against,
    ])
}

/// Title, and under it publisher, author and date.
fn about(document: &Document) -> Element {
    let source = &document.details.source;
    let title = if document.details.title.is_empty() { "(without title)" } else { &document.details.title };
    let title = match web_address(source) {
        Some(url) => el("a").set("href", url).set("rel", "noreferrer").foreign(title),
        None => el("bdi").text(title),
    };
    let facts: Vec<&str> = [&source.publisher, &source.author, &source.published]
        .into_iter()
        .map(|fact| fact.trim())
        .filter(|fact| !fact.is_empty())
        .collect();
    let cell = el("td").class("title").add(title);
    if facts.is_empty() { cell } else { cell.add(el("div").class("by").foreign(facts.join(" · "))) }
}

/// The address, when it is one that a reader may safely follow.
fn web_address(source: &Source) -> Option<&str> {
    let url = source.url.trim();
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase())?;
    (["http", "https"].contains(&scheme.as_str()) && !url.contains(char::is_whitespace)).then_some(url)
}

fn rating(report: &Report<'_>, rating: Option<&str>) -> Element {
    let Some(rating) = rating else {
        return el("td").class("undefined").text("not rated");
    };
    let scale = report.project.codebook().scale(RELIABILITY_SCALE);
    let words = scale.map_or("", |scale| label(&scale.levels, rating));
    el("td").add(el("span").class("rating").text(rating)).text(" ").foreign(words)
}
