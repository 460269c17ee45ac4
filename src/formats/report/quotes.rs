//! [`quote`]: the words of a claim in their surroundings, the differing ones marked.

use super::Report;
use super::html::{Element, el};
use super::words::{confidence_label, shortened};
use crate::analysis::names::pinpoint;
use crate::model::{Claim, Document};
use crate::text::{SentenceRole, Span};

/// Characters that are shown of each piece around a claim.
const MAX_CONTEXT: usize = 220;
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

/// `A14`, where in the original that is, reliability of the source, confidence, and who is named as the source within it.
fn head(report: &Report<'_>, claim: &Claim) -> Element {
    let project = report.project;
    let mut about = Vec::new();
    let document = project.document(claim.document).filter(|_| !claim.unanchored);
    about.extend(document.map(|document| pinpoint(document, claim.span.start)));
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
    let around = Surroundings::of(document, span);
    let shown = Span::new(span.start, boundary(text, span.end.min(span.start + MAX_QUOTE)));
    let claim = marked(text, shown, marks, el("span").class("claim"));
    let claim = if shown.end < span.end { claim.text("…") } else { claim };
    let piece = |span: Span| span.slice(text).unwrap_or_default();
    let muted = |words: String| (!words.is_empty()).then(|| el("span").class("around").text(words));
    let is_new_line = |from: usize, to: usize| piece(Span::new(from, to)).contains('\n');
    // Where the text begins a new line between two sentences, so does the quotation; else a blank is enough.
    let gap = |one: Span, other: Span| {
        let is_apart = !one.is_empty() && !other.is_empty();
        is_apart.then(|| if is_new_line(one.end, other.start) { el("br") } else { el("span").text(" ") })
    };
    let own = Span::new(around.own_before.start, around.own_after.end);
    words
        .add_all(muted(ending(piece(around.before))))
        .add_all(gap(around.before, own))
        .add_all(muted(ending(piece(around.own_before))))
        .add(claim)
        .add_all(muted(beginning(piece(around.own_after))))
        .add_all(gap(own, around.after))
        .add_all(muted(beginning(piece(around.after))))
}

/// The nearest place up to there where a character begins.
fn boundary(text: &str, mut at: usize) -> usize {
    while at > 0 && !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The first words of a long text, and an ellipsis.
fn beginning(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(MAX_CONTEXT) else {
        return text.to_owned();
    };
    let start = text.split_at(end).0;
    // A script without blanks is cut anywhere.
    let whole = start.rfind(char::is_whitespace).filter(|at| *at > end / 2).unwrap_or(end);
    format!("{}…", start.split_at(whole).0.trim_end())
}

/// An ellipsis, and the last words of a long text.
fn ending(text: &str) -> String {
    let count = text.chars().count();
    let Some((start, _)) =
        text.char_indices().nth(count.saturating_sub(MAX_CONTEXT)).filter(|_| count > MAX_CONTEXT)
    else {
        return text.to_owned();
    };
    let end = text.split_at(start).1;
    let whole = end.find(char::is_whitespace).filter(|at| *at < end.len() / 2).unwrap_or(0);
    format!("…{}", end.split_at(whole).1.trim_start())
}

/// What stands around a claim: the rest of its sentences, the sentence before and the one after. Each may be empty.
#[derive(Clone, Copy, Debug)]
struct Surroundings {
    before: Span,
    own_before: Span,
    own_after: Span,
    after: Span,
}

impl Surroundings {
    fn of(document: &Document, span: Span) -> Self {
        let sentence = |index: usize| document.sentences.get(index);
        let is_prose = |role| matches!(role, SentenceRole::Body | SentenceRole::ListItem);
        let neighbour = |index: Option<usize>| {
            let found = index.and_then(sentence).filter(|sentence| is_prose(sentence.role));
            found.map(|sentence| sentence.span)
        };
        let first = document.sentence_at(span.start);
        let last = document.sentence_at(span.end.saturating_sub(1)).or(first);
        let start = first.and_then(sentence).map_or(span.start, |own| own.span.start).min(span.start);
        let end = last.and_then(sentence).map_or(span.end, |own| own.span.end).max(span.end);
        let nothing_at = |at| Span::new(at, at);
        Self {
            before: neighbour(first.and_then(|first| first.checked_sub(1)))
                .filter(|before| before.end <= start)
                .unwrap_or_else(|| nothing_at(start)),
            own_before: Span::new(start, span.start),
            own_after: Span::new(span.end, end),
            after: neighbour(last.map(|last| last + 1))
                .filter(|after| after.start >= end)
                .unwrap_or_else(|| nothing_at(end)),
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_surroundings_are_cut_between_words_and_scripts_without_blanks_anywhere() {
        let text = "abcde fghi ".repeat(50);
        let (first, last) = (beginning(&text), ending(&text));
        assert!(first.ends_with("fghi…") || first.ends_with("abcde…"), "{first}");
        assert!(last.starts_with("…abcde ") || last.starts_with("…fghi "), "{last}");
        let dense = "语".repeat(500);
        assert_eq!(beginning(&dense).chars().count(), MAX_CONTEXT + 1);
        assert_eq!(ending(&dense).chars().count(), MAX_CONTEXT + 1);
        assert_eq!((beginning("short"), ending("short")), ("short".to_owned(), "short".to_owned()));
    }
}
