//! [`single`]: what stands on one source only, so that nobody takes it for confirmed.

use super::Report;
use super::html::{Element, el};
use super::words::{confidence_label, cut_note, shortened};
use crate::analysis::matrix::{MatrixRow, MatrixSort, Stance, Support, sort_rows};
use crate::model::{Claim, Confidence};

/// Entries shown of each list.
const MAX_SHOWN: usize = 200;
/// The claim kind for what was judged to be no claim at all.
const NO_CLAIM: &str = "not_a_claim";

/// Questions with one independent source, then claims that nothing is linked to.
pub(super) fn single(report: &Report<'_>) -> Vec<Element> {
    let mut rows: Vec<MatrixRow> =
        report.rows.iter().filter(|row| row.support.is_single()).cloned().collect();
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
        let items = rows.iter().take(MAX_SHOWN).map(|row| question(report, row));
        parts.extend([el("h3").text(title), el("ul").class("claims").add_all(items)]);
        parts.extend(cut_note(MAX_SHOWN.min(rows.len()), rows.len(), "question"));
    }
    parts.extend(unlinked(report));
    if parts.is_empty() {
        parts.push(
            el("p").class("note").text("Nothing: every question has two independent sources at least."),
        );
    }
    parts
}

fn question(report: &Report<'_>, row: &MatrixRow) -> Element {
    let mut documents: Vec<_> =
        row.cells.iter().filter(|cell| cell.stance == Stance::Asserts).map(|cell| cell.document).collect();
    if documents.is_empty() {
        documents.extend(
            row.central.and_then(|central| report.project.claim(central)).map(|claim| claim.document),
        );
    }
    documents.sort_by_key(|document| report.position(*document));
    documents.truncate(12);
    let chips = documents.into_iter().map(|document| report.document_chip(document));
    el("li").add_all(chips).text(" ").add(statement(report.title(row.question)))
}

fn statement(words: &str) -> Element {
    el("span").class("statement").set("dir", "auto").text(shortened(words, 400))
}

/// Claims that no other claim is linked to as speaking of the same; what was judged to be none is left out.
fn unlinked(report: &Report<'_>) -> Vec<Element> {
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
    let level = |confidence: &Confidence| {
        el("small").text(format!(" {}", confidence_label(report.project, confidence)))
    };
    let items = claims.iter().take(MAX_SHOWN).map(|claim| {
        let words = if claim.statement.is_empty() { &claim.quote } else { &claim.statement };
        let item = el("li").add(report.claim_chip(claim)).text(" ").add(statement(words));
        item.add_all(claim.confidence.as_ref().map(level))
    });
    let mut parts = vec![el("h3").text("Linked to no other claim"), el("ul").class("claims").add_all(items)];
    parts.extend(cut_note(MAX_SHOWN.min(claims.len()), claims.len(), "claim"));
    parts
}
