//! [`unread`]: what of the documents was not read, could not be decoded, was set aside or lost its place.

use super::Report;
use super::tree::{Block, Cell, Role, Table, TableLook, foreign, heads, note, own, paragraph, said};
use super::words::{counted, cut_note, grouped};
use crate::model::{Claim, Document};
use crate::text::{SentenceRole, visible};

/// Documents shown.
const MAX_SHOWN: usize = 500;
/// Claims that lost their place and are quoted, of one document.
const MAX_QUOTED: usize = 6;
/// Stands for what could not be decoded.
const REPLACEMENT: char = '\u{FFFD}';

/// A table of the documents of which something is missing.
pub(super) fn unread(report: &Report<'_>) -> Vec<Block> {
    let missing = report.project.documents().map(|document| (document, missing(report, document)));
    let missing: Vec<(&Document, Vec<String>)> = missing.filter(|(_, missing)| !missing.is_empty()).collect();
    let mut parts = Vec::new();
    if report.project.documents().len() == 0 {
        parts.push(note("There are no documents yet."));
    } else if missing.is_empty() {
        parts.push(note(
            "Nothing is known to be missing: every document was read to the end, and every character of the texts \
             could be decoded and is shown.",
        ));
    } else {
        let table = Table {
            look: TableLook::Register,
            caption: "Documents of which something is missing".to_owned(),
            shares: vec![6, 34, 60],
            heads: heads(&["", "Document", "What is missing"]),
            rows: missing
                .iter()
                .take(MAX_SHOWN)
                .map(|(document, missing)| row(report, document, missing))
                .collect(),
        };
        parts.push(Block::Table(table));
        parts.extend(cut_note(MAX_SHOWN, missing.len(), "document"));
    }
    let conflicts = report.project.conflicts().len();
    if conflicts > 0 {
        let words = format!("{} of merges wait to be settled.", counted(conflicts, "conflict"));
        parts.push(note(words));
    }
    parts.push(note(
        "What a file holds besides its text, such as menus, comments or deleted words, is told when the file is added \
         and is not part of the project, so it cannot be listed here.",
    ));
    parts
}

fn row(report: &Report<'_>, document: &Document, missing: &[String]) -> Vec<Cell> {
    let lost = lost_claims(report, document);
    let mut paragraphs: Vec<_> = missing.iter().map(|words| said(Role::Body, words)).collect();
    paragraphs.extend(lost.iter().take(MAX_QUOTED).map(|claim| {
        let words = foreign(super::words::shortened(&claim.quote, 200));
        paragraph(Role::Note).add(own("“")).add(words).add(own("”"))
    }));
    vec![
        Cell::of(vec![paragraph(Role::Body).add(report.document_chip(document.id))]),
        Cell::foreign(report.document_title(document.id)),
        Cell::of(paragraphs),
    ]
}

fn lost_claims<'p>(report: &Report<'p>, document: &Document) -> Vec<&'p Claim> {
    report.project.claims_in(document.id).filter(|claim| claim.unanchored).collect()
}

/// In sentences; none where all is well.
fn missing(report: &Report<'_>, document: &Document) -> Vec<String> {
    let text = &document.text;
    let mut found = Vec::new();
    if text.trim().is_empty() {
        found.push("It has no text.".to_owned());
    } else if document.sentences.is_empty() {
        found.push("No sentence was found in its text.".to_owned());
    }
    if document.read_by.is_empty() {
        found.push("Nobody has marked it as read to the end.".to_owned());
    }
    let undecoded = text.chars().filter(|c| *c == REPLACEMENT).count();
    if undecoded > 0 {
        found.push(format!(
            "{} could not be decoded and stand as {REPLACEMENT}.",
            counted(undecoded, "character")
        ));
    }
    let boxes = |text: &str| text.chars().filter(|c| matches!(c, '▯' | '\u{FFFE}' | '\u{FFFF}')).count();
    let hidden = boxes(&visible(text)).saturating_sub(text.chars().filter(|c| *c == '▯').count());
    if hidden > 0 {
        found.push(format!(
            "{} that cannot be seen or printed, such as marks of direction, are shown as ▯.",
            counted(hidden, "character")
        ));
    }
    let aside = document.sentences.iter().filter(|sentence| sentence.role == SentenceRole::SetAside).count();
    if aside > 0 {
        let all = document.sentences.len();
        found.push(format!(
            "{} of {} set aside as no part of what it says.",
            grouped(aside),
            counted(all, "sentence"),
        ));
    }
    let lost = lost_claims(report, document).len();
    if lost > 0 {
        found.push(format!("{} lost the place in the text:", counted(lost, "claim")));
    }
    found
}
