//! [`note`]: the note of a question: its positions in the words of the sources, how they are linked, and how it was settled.

use super::Vault;
use super::document::{said, verdicts};
use super::escape::{escaped, escaped_words, quoted, yaml};
use crate::analysis::threads::Thread;
use crate::model::{Claim, Link};
use std::fmt::Write as _;

/// All of it.
pub(super) fn note(vault: &Vault<'_, '_>, thread: &Thread) -> String {
    let project = vault.selection.project;
    let title = thread.title(project);
    let id = thread.key.asked().map(|question| question.to_string()).unwrap_or_default();
    let mut text = format!("---\ntitle: {}\n", yaml(title));
    if !id.is_empty() {
        writeln!(text, "crossclaim: \"{id}\"").ok();
    }
    write!(text, "tags:\n  - crossclaim/question\n---\n\n# {}\n", escaped_words(title)).ok();
    if thread.is_proposed() {
        text.push_str("\nProposed: nobody has put these links under a question yet.\n");
    }
    let asked = thread.key.asked().and_then(|question| project.question(question));
    if let Some(question) = asked.filter(|question| !question.note.trim().is_empty()) {
        write!(text, "\n{}\n", escaped(&question.note)).ok();
    }
    let positions =
        thread.positions.iter().zip(thread.independent.iter().copied().chain(std::iter::repeat(0)));
    for (number, (position, independent)) in (1..).zip(positions) {
        let claims: Vec<&Claim> = position
            .iter()
            .filter(|claim| vault.chosen_claims.contains(claim))
            .filter_map(|claim| project.claim(*claim))
            .collect();
        if claims.is_empty() {
            continue;
        }
        let sources = super::counted(independent, "independent source");
        write!(text, "\n## Position {number}, {sources}\n").ok();
        for claim in claims {
            text.push_str(&quotation(vault, claim));
        }
    }
    let links: Vec<&Link> = thread
        .links
        .iter()
        .filter(|link| vault.chosen_links.contains(link))
        .filter_map(|link| project.link(*link))
        .collect();
    if !links.is_empty() {
        text.push_str("\n## Links\n\n");
        for link in links {
            text.push_str(&link_item(vault, link));
        }
    }
    let verdicts = verdicts(vault, thread);
    if !verdicts.is_empty() {
        write!(text, "\n## Verdicts\n\n{verdicts}").ok();
    }
    text
}

/// The words of a claim, then where they stand.
fn quotation(vault: &Vault<'_, '_>, claim: &Claim) -> String {
    let document = vault.selection.document(claim.document);
    let source = document.map(|document| {
        let source = &document.details.source;
        let parts = [&source.publisher, &source.published];
        let known: Vec<&str> =
            parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        known.join(", ")
    });
    let source =
        source.filter(|source| !source.is_empty()).map(|source| format!(" ({})", escaped_words(&source)));
    let mut text = format!(
        "\n{}\n>\n> — {}, {}{}\n",
        quoted(&claim.quote),
        vault.claim_link(claim),
        vault.document_link(claim.document),
        source.unwrap_or_default()
    );
    if !claim.statement.is_empty() {
        write!(text, "\n{}\n", escaped(&claim.statement)).ok();
    }
    text
}

fn link_item(vault: &Vault<'_, '_>, link: &Link) -> String {
    let project = vault.selection.project;
    let codebook = project.codebook();
    let kind = codebook.link_kind(&link.kind).map_or(link.kind.as_str(), |kind| &kind.label);
    let [from, to] = [link.from, link.to]
        .map(|end| project.claim(end).map(|end| vault.claim_link(end)).unwrap_or_default());
    let types: Vec<&str> = link
        .differences
        .iter()
        .map(|difference| super::label(&codebook.difference_types, &difference.kind))
        .collect();
    let types = if types.is_empty() {
        String::new()
    } else {
        format!(", differs: {}", escaped_words(&types.join(", ")))
    };
    format!("- {from} **{}** {to}{types}{}\n", escaped_words(kind), said(vault, link))
}
