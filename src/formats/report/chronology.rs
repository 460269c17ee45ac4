//! [`chronology`]: what happened when, a question once per date, with the dates of one question that cannot both hold.

use super::Report;
use super::quotes::cited;
use super::single::statement_run;
use super::tree::{
    Block, Cell, Look, Paragraph, Role, Table, TableLook, foreign, heads, note, own, paragraph,
};
use super::words::{counted, cut_note};
use crate::analysis::chronology::{ChronologyRow, DateConflict, RowClaim, chronology_rows, label};

/// Rows shown.
const MAX_SHOWN: usize = 300;
/// Claims named of one row.
const MAX_CLAIMS: usize = 8;

/// The table of dates, and how many claims have none.
pub(super) fn chronology(report: &Report<'_>) -> Vec<Block> {
    let found = chronology_rows(report.project, &report.threads, |_| true);
    if found.rows.is_empty() {
        return vec![note("No claim has a date, and the words of none have one that is known.")];
    }
    let table = Table {
        look: TableLook::Register,
        caption: "What happened when".to_owned(),
        shares: vec![18, 32, 50],
        heads: heads(&["When it happened", "What", "Said by"]),
        rows: found.rows.iter().take(MAX_SHOWN).map(|row| cells(report, row)).collect(),
    };
    let mut blocks = vec![Block::Table(table)];
    blocks.extend(cut_note(MAX_SHOWN.min(found.rows.len()), found.rows.len(), "date"));
    let mut notes = vec!["Ordered by when things happened, not by when they were published.".to_owned()];
    if found.proposed > 0 {
        notes.push(format!(
            "{} proposed from the words and not confirmed by anybody: the words stand beside it and, for words such as \
             “yesterday”, the date of publication from which it was counted.",
            if found.proposed == 1 { "1 date is".to_owned() } else { format!("{} dates are", found.proposed) }
        ));
    }
    if !found.undated.is_empty() {
        notes.push(format!("{} without a date.", counted(found.undated.len(), "claim")));
    }
    blocks.push(note(notes.join(" ")));
    blocks
}

fn cells(report: &Report<'_>, row: &ChronologyRow) -> Vec<Cell> {
    let is_proposed = row.claims.iter().all(|claim| claim.proposal.is_some());
    let mut when = vec![paragraph(Role::Body).add(own(label(&row.when)).look(Look::Strong))];
    when.extend(is_proposed.then(|| paragraph(Role::Note).add(own("proposed"))));
    if row.conflict != DateConflict::None {
        let word = if row.conflict == DateConflict::Set { "dates differ" } else { "dates may differ" };
        let others = format!(" also: {}", row.rivals.join(", "));
        let mark = own(word).look(if row.conflict == DateConflict::Set { Look::Kind } else { Look::NoKind });
        when.push(paragraph(Role::Body).add(mark).add(own(others).look(Look::Small)));
    }
    let title = match row.question {
        Some(question) => report.title(question),
        None => row.claims.first().map_or("", |claim| words(report, claim)),
    };
    let said =
        row.claims.iter().take(MAX_CLAIMS).map(|claim| claim_words(report, claim, row.question.is_some()));
    let left = row.claims.len().saturating_sub(MAX_CLAIMS);
    let more = (left > 0).then(|| paragraph(Role::Note).add(own(format!("and {}", counted(left, "claim")))));
    vec![
        Cell::of(when).head(),
        Cell::of(vec![paragraph(Role::Body).add(statement_run(title))]),
        Cell::of(said.chain(more).collect()),
    ]
}

/// A claim with its place, and the words that its date is proposed from.
fn claim_words(report: &Report<'_>, shown: &RowClaim, has_words: bool) -> Paragraph {
    let mut said = paragraph(Role::Body);
    if let Some(claim) = report.project.claim(shown.claim) {
        said = said.add_all(cited(report, claim));
    }
    if has_words {
        said = said.add(own(" ")).add(statement_run(words(report, shown)));
    }
    if let Some(proposal) = &shown.proposal {
        let base = proposal.base.as_ref().map(|base| format!(", counted from {base}")).unwrap_or_default();
        let from = own(" proposed from “").look(Look::Small);
        let end = own(format!("”{base}")).look(Look::Small);
        said = said.add(from).add(foreign(&proposal.words).look(Look::Small)).add(end);
    }
    said
}

fn words<'p>(report: &Report<'p>, shown: &RowClaim) -> &'p str {
    let claim = report.project.claim(shown.claim);
    claim.map_or("", |claim| if claim.statement.is_empty() { &claim.quote } else { &claim.statement })
}
