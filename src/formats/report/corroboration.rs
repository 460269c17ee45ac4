//! [`corroboration`]: what several documents say, each with its passage, and whether they say it independently.

use super::Report;
use super::quotes::short_quote;
use super::single::statement_run;
use super::tree::{
    Block, Cell, Look, Paragraph, Role, Table, TableLook, Tone, foreign, heads, note, own, paragraph, said,
};
use super::words::{counted, cut_note, grouped, link_label, listed};
use crate::analysis::threads::{QuestionKey, Thread};
use crate::model::{Claim, ClaimId, DocumentId};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Entries shown.
const MAX_SHOWN: usize = 200;
/// Claims of one entry that are quoted.
const MAX_QUOTED: usize = 8;
/// Documents named in a row.
const MAX_LISTED: usize = 12;

/// Claims of several documents that say the same.
struct Agreement<'r> {
    question: QuestionKey,
    is_central: bool,
    /// In order of documents and text.
    claims: Vec<&'r Claim>,
    documents: BTreeSet<usize>,
    independent: usize,
}

/// A table with one statement a row, those that most sources make independently first.
pub(super) fn corroboration(report: &Report<'_>) -> Vec<Block> {
    let mut found: Vec<Agreement<'_>> = report
        .rows
        .iter()
        .filter_map(|row| report.thread(row.question))
        .flat_map(|thread| agreements(report, thread))
        .collect();
    if found.is_empty() {
        return vec![note("None: no two documents are linked as saying the same.")];
    }
    let place = |found: &Agreement<'_>| {
        found.claims.first().map(|claim| (report.position(claim.document), claim.span, claim.id))
    };
    found.sort_by_key(|found| (Reverse(found.independent), Reverse(found.documents.len()), place(found)));
    let alone = found.iter().filter(|found| found.independent < 2).count();
    let all = counted(found.len(), "statement");
    let words = match alone {
        0 => format!("{all} made by several documents, each by two independent sources at least."),
        _ if alone == found.len() => format!("{all} made by several documents, all from one origin only."),
        _ => format!("{all} made by several documents, {} of them from one origin only.", grouped(alone)),
    };
    let rows = found.iter().take(MAX_SHOWN).map(|found| row(report, found));
    let table = Table {
        look: TableLook::Register,
        caption: "Statements that several documents make".to_owned(),
        shares: vec![26, 52, 22],
        heads: heads(&["What is said", "Passages", "Independent or same origin"]),
        rows: rows.collect(),
    };
    let mut parts = vec![note(words), Block::Table(table)];
    parts.extend(cut_note(MAX_SHOWN, found.len(), "statement"));
    parts
}

/// The positions of a thread that claims of several documents take.
fn agreements<'r>(report: &'r Report<'_>, thread: &'r Thread) -> Vec<Agreement<'r>> {
    let central = thread.central.and_then(|central| thread.position_of(central));
    let positions = thread.positions.iter().zip(&thread.independent).enumerate();
    positions
        .map(|(at, (position, independent))| {
            let mut claims: Vec<&Claim> =
                position.iter().filter_map(|id| report.project.claim(*id)).collect();
            claims.sort_by_key(|claim| (report.position(claim.document), claim.span, claim.id));
            let documents = claims.iter().map(|claim| report.position(claim.document)).collect();
            let is_central = central == Some(at);
            Agreement { question: thread.key, is_central, claims, documents, independent: *independent }
        })
        .filter(|found| found.documents.len() > 1)
        .collect()
}

fn row(report: &Report<'_>, found: &Agreement<'_>) -> Vec<Cell> {
    let title = if found.is_central { Some(report.title(found.question)) } else { None };
    let own_words = found.claims.iter().map(|claim| claim.statement.trim()).find(|words| !words.is_empty());
    let first = found.claims.first().map_or("", |claim| claim.quote.as_str());
    let fact = title.or(own_words).unwrap_or(first);
    let mut fact = vec![paragraph(Role::Body).add(statement_run(fact))];
    if !found.is_central {
        let question = foreign(super::words::shortened(report.title(found.question), 140));
        fact.push(paragraph(Role::Note).add(own("Against: ")).add(question));
    }
    let quotes = found.claims.iter().take(MAX_QUOTED).map(|claim| {
        let Paragraph { runs, role, language, tone } = short_quote(report, claim);
        let chip = [report.claim_chip(claim), own(" ")];
        Paragraph { runs: chip.into_iter().chain(runs).collect(), role, language, tone }
    });
    let mut quotes: Vec<Paragraph> = quotes.collect();
    let left = found.claims.len().saturating_sub(MAX_QUOTED);
    if left > 0 {
        quotes.push(said(Role::Note, format!("and {} more", counted(left, "claim"))));
    }
    vec![Cell::of(fact), Cell::of(quotes), independence(report, found)]
}

/// How many sources there are, and what makes several documents one.
fn independence(report: &Report<'_>, found: &Agreement<'_>) -> Cell {
    let words = match found.independent {
        0 | 1 => "same origin".to_owned(),
        sources => format!("{sources} independent"),
    };
    let words = own(words).look(Look::Strong);
    let mut paragraphs = vec![paragraph(Role::Body).add(words)];
    paragraphs.extend(shared_names(report, found));
    paragraphs.extend(repeats(report, found));
    let tone = if found.independent < 2 { Tone::Single } else { Tone::None };
    Cell::of(paragraphs).tone(tone)
}

/// The publishers and origins that several of the documents share.
fn shared_names(report: &Report<'_>, found: &Agreement<'_>) -> Vec<Paragraph> {
    let mut by_name: BTreeMap<String, (&str, BTreeSet<DocumentId>)> = BTreeMap::new();
    for document in found.claims.iter().filter_map(|claim| report.project.document(claim.document)) {
        let source = &document.details.source;
        for name in [source.publisher.trim(), source.origin.trim()] {
            if !name.is_empty() {
                by_name
                    .entry(name.to_lowercase())
                    .or_insert_with(|| (name, BTreeSet::new()))
                    .1
                    .insert(document.id);
            }
        }
    }
    let shared = by_name.into_values().filter(|(_, documents)| documents.len() > 1);
    let line = |(name, documents): (&str, BTreeSet<DocumentId>)| {
        let mut places: Vec<usize> = documents.into_iter().map(|id| report.position(id)).collect();
        places.sort_unstable();
        let letters = places.into_iter().map(crate::analysis::names::document_letter);
        let words = own(format!("{}: all from ", listed(letters, MAX_LISTED)));
        paragraph(Role::Note).add(words).add(foreign(name))
    };
    shared.map(line).collect()
}

/// The links that say that one of the claims repeats another.
fn repeats(report: &Report<'_>, found: &Agreement<'_>) -> Vec<Paragraph> {
    let claims: BTreeSet<ClaimId> = found.claims.iter().map(|claim| claim.id).collect();
    let Some(thread) = report.thread(found.question) else {
        return Vec::new();
    };
    let codebook = report.project.codebook();
    let links = thread.links.iter().filter_map(|id| report.project.link(*id)).filter(|link| {
        let kind = codebook.link_kind(&link.kind);
        // As independent sources are counted.
        kind.is_some_and(|kind| kind.joins_thread && kind.same_position && !kind.symmetric)
            && claims.contains(&link.from)
            && claims.contains(&link.to)
    });
    let words: Vec<String> = links
        .map(|link| {
            let kind = link_label(codebook, &link.kind);
            format!("{} {kind} {}", report.name(link.from), report.name(link.to))
        })
        .collect();
    if words.is_empty() {
        return Vec::new();
    }
    vec![paragraph(Role::Note).add(foreign(listed(words, MAX_LISTED)))]
}
