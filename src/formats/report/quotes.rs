//! [`quote`]: the words of a claim in their surroundings, the differing ones marked.

use super::Report;
use super::html::{Element, el};
use super::words::{confidence_label, shortened};
use crate::model::{Claim, Document};
use crate::text::{SentenceRole, Span};

/// Characters of a neighbouring sentence that are shown.
const MAX_CONTEXT: usize = 280;
/// Bytes of a claim that are shown.
const MAX_QUOTE: usize = 2_400;

/// A claim as a quotation: who says it, how sure the annotator is, and its words between the sentences around it.
pub(super) fn quote(report: &Report<'_>, claim: &Claim, marks: &[Span]) -> Element {
    let document = report.project.document(claim.document);
    let words = el("blockquote").set("dir", "auto");
    let words = match document.map(|document| document.details.language.as_str()).filter(|tag| is_tag(tag)) {
        Some(language) => words.set("lang", language),
        None => words,
    };
    let words = match document.filter(|_| !claim.unanchored) {
        Some(document) => in_context(document, claim.span, marks, words),
        None => words.add(el("span").class("claim").text(shortened(&claim.quote, MAX_QUOTE))),
    };
    el("div").class("quote").add(head(report, claim)).add(words)
}

/// `A14`, reliability of the source, confidence, and who is named as the source within it.
fn head(report: &Report<'_>, claim: &Claim) -> Element {
    let project = report.project;
    let mut about = Vec::new();
    about.push(match &claim.confidence {
        Some(confidence) => confidence_label(project, confidence),
        None => "confidence not set".to_owned(),
    });
    if let Some(credibility) = claim.credibility {
        about.push(format!("credibility {}", credibility.digit()));
    }
    about.extend(claim.modality.map(|modality| modality.name().to_owned()));
    about.extend(
        claim
            .kinds
            .iter()
            .filter_map(|kind| project.codebook().claim_kind(kind))
            .map(|kind| kind.label.clone()),
    );
    if claim.unanchored {
        about.push("its place in the text was lost".to_owned());
    }
    let head =
        el("p").class("who").add(report.claim_chip(claim)).add(report.reliability_chip(claim.document));
    let head = head.text(" ").foreign(about.join(" · "));
    let head = if claim.attributed_to.is_empty() {
        head
    } else {
        head.text(" · ascribed to ").foreign(&claim.attributed_to)
    };
    match project.annotator(claim.annotator).filter(|_| project.annotators().len() > 1) {
        Some(annotator) => head.text(" · tagged by ").foreign(&annotator.name),
        None => head,
    }
}

/// Whether a text may stand as a language tag.
fn is_tag(tag: &str) -> bool {
    !tag.is_empty() && tag.len() <= 35 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

fn in_context(document: &Document, span: Span, marks: &[Span], words: Element) -> Element {
    let text = &document.text;
    let (before, after) = surroundings(document, span);
    let before = before.slice(text).unwrap_or_default();
    let after = after.slice(text).unwrap_or_default();
    let shown = Span::new(span.start, boundary(text, span.end.min(span.start + MAX_QUOTE)));
    let claim = marked(text, shown, marks, el("span").class("claim"));
    let claim = if shown.end < span.end { claim.text("…") } else { claim };
    let words = words.add(el("span").class("around").text(shortened_front(before)));
    words.add(claim).add(el("span").class("around").text(shortened(after, MAX_CONTEXT)))
}

/// The nearest place up to there where a character begins.
fn boundary(text: &str, mut at: usize) -> usize {
    while at > 0 && !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The last characters, with an ellipsis for the rest.
fn shortened_front(text: &str) -> String {
    let count = text.chars().count();
    if count <= MAX_CONTEXT {
        return text.to_owned();
    }
    let rest: String = text.chars().skip(count - MAX_CONTEXT).collect();
    format!("…{}", rest.trim_start())
}

/// What stands before and after a claim: the rest of its sentences, the sentence before and the one after.
fn surroundings(document: &Document, span: Span) -> (Span, Span) {
    let sentences = &document.sentences;
    let is_prose = |index: &usize| {
        sentences
            .get(*index)
            .is_some_and(|sentence| matches!(sentence.role, SentenceRole::Body | SentenceRole::ListItem))
    };
    let start_of = |index: usize| sentences.get(index).map(|sentence| sentence.span.start);
    let end_of = |index: usize| sentences.get(index).map(|sentence| sentence.span.end);
    let first = document.sentence_at(span.start);
    let last = document.sentence_at(span.end.saturating_sub(1)).or(first);
    let start = first.map(|first| first.checked_sub(1).filter(is_prose).unwrap_or(first)).and_then(start_of);
    let end = last.map(|last| Some(last + 1).filter(is_prose).unwrap_or(last)).and_then(end_of);
    let before = Span::new(start.unwrap_or(span.start).min(span.start), span.start);
    let after = Span::new(span.end, end.unwrap_or(span.end).max(span.end));
    (before, after)
}

/// The text of a span with marks on what lies in it; marks are in order and do not overlap.
fn marked(text: &str, span: Span, marks: &[Span], mut words: Element) -> Element {
    let mut at = span.start;
    for mark in marks.iter().filter_map(|mark| mark.intersection(span)) {
        let (between, inside) = (Span::new(at, mark.start).slice(text), mark.slice(text));
        if let (Some(between), Some(inside)) = (between, inside) {
            words = words.text(between).add(el("mark").text(inside));
            at = mark.end;
        }
    }
    words.text(Span::new(at, span.end).slice(text).unwrap_or_default())
}
