//! [`chronology`]: what happened when, a question once per date, with the dates of one question that cannot both hold.

use super::Report;
use super::html::{Element, el};
use super::words::{counted, cut_note, shortened};
use crate::analysis::chronology::{ChronologyRow, DateConflict, RowClaim, chronology_rows, label};

/// Rows shown.
const MAX_SHOWN: usize = 300;
/// Characters of what is told at a date.
const MAX_CHARS: usize = 400;

/// The table of dates, and how many claims have none.
pub(super) fn chronology(report: &Report<'_>) -> Vec<Element> {
    let found = chronology_rows(report.project, &report.threads, |_| true);
    let mut parts = Vec::new();
    if found.rows.is_empty() {
        parts.push(
            el("p").class("note").text("No claim has a date, and the words of none have one that is known."),
        );
        return parts;
    }
    let heads = ["When it happened", "What", "Said by"].map(|head| el("th").set("scope", "col").text(head));
    let rows = found.rows.iter().take(MAX_SHOWN).map(|row| row_ui(report, row));
    let table = el("table")
        .class("chronology")
        .add(el("thead").add(el("tr").add_all(heads)))
        .add(el("tbody").add_all(rows));
    parts.push(el("div").class("scroll").add(table));
    parts.extend(cut_note(MAX_SHOWN.min(found.rows.len()), found.rows.len(), "date"));
    let mut notes = vec!["Ordered by when things happened, not by when they were published.".to_owned()];
    if found.proposed > 0 {
        notes.push(format!(
            "{} proposed from the words and not confirmed by anybody: these stand in italics, with the words and, for \
             words such as “yesterday”, the date of publication from which they were counted.",
            if found.proposed == 1 { "1 date is".to_owned() } else { format!("{} dates are", found.proposed) }
        ));
    }
    if !found.undated.is_empty() {
        notes.push(format!("{} without a date.", counted(found.undated.len(), "claim")));
    }
    parts.push(el("p").class("note").text(notes.join(" ")));
    parts
}

fn row_ui(report: &Report<'_>, row: &ChronologyRow) -> Element {
    let is_proposed = row.claims.iter().all(|claim| claim.proposal.is_some());
    let date = el(if is_proposed { "i" } else { "span" }).text(label(&row.when));
    let mut when = el("th").set("scope", "row").add(date);
    if row.conflict != DateConflict::None {
        let is_set = row.conflict == DateConflict::Set;
        let (word, classes) =
            if is_set { ("dates differ", "type") } else { ("dates may differ", "type none") };
        let others = format!("also: {}", row.rivals.join(", "));
        when = when.add(el("br")).add(el("span").class(classes).text(word)).add(el("small").text(others));
    }
    let title = match row.question {
        Some(question) => report.title(question),
        None => row.claims.first().map_or("", |claim| words(report, claim)),
    };
    let what = el("td").set("dir", "auto").text(shortened(title, MAX_CHARS));
    let said = row.claims.iter().map(|claim| claim_ui(report, claim, row.question.is_some()));
    el("tr").add(when).add(what).add(el("td").add(el("ul").class("claims").add_all(said)))
}

/// A claim with its place, and the words that its date is proposed from.
fn claim_ui(report: &Report<'_>, shown: &RowClaim, has_words: bool) -> Element {
    let mut item = el("li");
    if let Some(claim) = report.project.claim(shown.claim) {
        item = item.add(report.claim_chip(claim));
    }
    item = item.add(el("small").text(&shown.pinpoint));
    if has_words {
        let said = el("span").class("statement").set("dir", "auto");
        item = item.text(" ").add(said.text(shortened(words(report, shown), MAX_CHARS)));
    }
    if let Some(proposal) = &shown.proposal {
        let base = proposal.base.as_ref().map(|base| format!(", counted from {base}")).unwrap_or_default();
        let reason = format!(" proposed from “{}”{base}", proposal.words);
        item = item.add(el("small").add(el("i").text(reason)));
    }
    item
}

fn words<'p>(report: &Report<'p>, shown: &RowClaim) -> &'p str {
    let claim = report.project.claim(shown.claim);
    claim.map_or("", |claim| if claim.statement.is_empty() { &claim.quote } else { &claim.statement })
}
