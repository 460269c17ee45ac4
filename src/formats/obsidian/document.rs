//! [`note`]: the note of a document: where it comes from, its claims with their links, and its text.

use super::escape::{escaped, escaped_words, link, quoted, yaml};
use super::{Vault, counted, is_on, shortened};
use crate::model::{Claim, Document, Link};
use std::fmt::Write as _;

/// All of it.
pub(super) fn note(vault: &Vault<'_, '_>, document: &Document) -> String {
    let mut text = properties(document);
    let title = escaped_words(&document.details.title);
    let claims = vault.selection.claims_in(document.id);
    // Writing to a text cannot fail.
    write!(text, "# {title}\n\n{}\n", counted(claims.len(), "claim")).ok();
    if !claims.is_empty() {
        text.push_str("\n## Claims\n");
        for claim in claims {
            text.push_str(&section(vault, claim));
        }
    }
    text.push_str("\n## Text\n\n");
    text.push_str(&paragraphs(&document.text));
    text.push('\n');
    text
}

/// What is known of the source, as Obsidian shows it above a note.
fn properties(document: &Document) -> String {
    let details = &document.details;
    let source = &details.source;
    let reliability = source.reliability.clone().unwrap_or_default();
    let fields = [
        ("title", &details.title),
        ("publisher", &source.publisher),
        ("author", &source.author),
        ("url", &source.url),
        ("published", &source.published),
        ("accessed", &source.accessed),
        ("origin", &source.origin),
        ("reliability", &reliability),
        ("language", &details.language),
        ("file", &document.file_name),
    ];
    let mut text = String::from("---\n");
    for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
        writeln!(text, "{name}: {}", yaml(value)).ok();
    }
    write!(text, "crossclaim: \"{}\"\ntags:\n  - crossclaim/document\n---\n\n", document.id).ok();
    text
}

fn section(vault: &Vault<'_, '_>, claim: &Claim) -> String {
    let selection = vault.selection;
    let pinpoint = selection.pinpoint(claim).map(|place| format!(", {place}")).unwrap_or_default();
    let name = vault.name(claim.id);
    let head = escaped_words(&format!("{name}{pinpoint}"));
    let mut text = format!("\n### {head}\n\n{}\n\n^{}\n\n", quoted(&claim.quote), vault.block(claim.id));
    if !claim.statement.is_empty() {
        write!(text, "{}\n\n", escaped(&claim.statement)).ok();
    }
    write!(text, "{}\n\n", vault.judged(claim)).ok();
    if !claim.note.trim().is_empty() {
        write!(text, "Note: {}\n\n", escaped_words(&claim.note)).ok();
    }
    let questions = vault.threads.iter().filter(|(_, thread)| thread.position_of(claim.id).is_some());
    for (note, thread) in questions {
        writeln!(text, "- about {}", link(note, None, thread.title(selection.project))).ok();
    }
    let links = selection.project.links_of(claim.id).filter(|link| vault.chosen_links.contains(&link.id));
    links.for_each(|link| text.push_str(&link_item(vault, claim, link)));
    text
}

/// `- → **contradicts** [[E22]] …` at the source of a link, with an arrow back at its target.
fn link_item(vault: &Vault<'_, '_>, claim: &Claim, link: &Link) -> String {
    let project = vault.selection.project;
    let arrow = if link.from == claim.id { '→' } else { '←' };
    let kind = project.codebook().link_kind(&link.kind).map_or(link.kind.as_str(), |kind| &kind.label);
    let other = project.claim(link.other_end(claim.id));
    let (target, words) = other.map_or((String::new(), String::new()), |other| {
        let words = if other.statement.is_empty() { &other.quote } else { &other.statement };
        (vault.claim_link(other), format!(" “{}”", escaped_words(&shortened(words))))
    });
    let mut text = format!("- {arrow} **{}** {target}{words}{}", escaped_words(kind), said(vault, link));
    text.push('\n');
    text
}

/// How sure, by whom, and the note on a link.
pub(super) fn said(vault: &Vault<'_, '_>, link: &Link) -> String {
    let who = vault.selection.annotator_name(link.annotator).to_owned();
    let sure = link.confidence.as_ref().map(|confidence| format!("confidence {}", vault.level(confidence)));
    let parts: Vec<String> = sure.into_iter().chain([who]).filter(|part| !part.is_empty()).collect();
    let mut text = format!(" ({})", escaped_words(&parts.join(", ")));
    if !link.note.trim().is_empty() {
        text.push_str(": ");
        text.push_str(&escaped_words(&link.note));
    }
    text
}

/// The lines of a text as paragraphs of their own.
fn paragraphs(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(escaped).collect::<Vec<_>>().join("\n\n")
}

/// Verdicts on a thread, as a list.
pub(super) fn verdicts(vault: &Vault<'_, '_>, thread: &crate::analysis::threads::Thread) -> String {
    let verdicts = vault.selection.verdicts.iter().filter(|verdict| is_on(thread, verdict));
    verdicts.map(|verdict| vault.verdict(verdict)).collect()
}
