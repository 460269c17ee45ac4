//! [`quote`]: the words of a claim in their surroundings, the differing ones marked.

use super::Report;
use super::sources::web_address;
use super::tree::{Look, Paragraph, Role, Run, footnote, foreign, own, paragraph};
use super::words::{confidence_label, shortened};
use crate::analysis::names::pinpoint;
use crate::model::{Claim, ClaimId, Document, DocumentId};
use crate::text::{SentenceRole, Span};

/// Characters that are shown of each piece around a claim.
const MAX_CONTEXT: usize = 220;
/// Bytes of a claim that are shown.
const MAX_QUOTE: usize = 2_400;

/// A claim as a quotation: who says it, how sure the annotator is, and its words between the sentences around it, with
/// a footnote.
pub(super) fn quote(report: &Report<'_>, claim: &Claim, marks: &[Span]) -> [Paragraph; 2] {
    let document = report.project.document(claim.document);
    let words = in_language(report, claim.document, paragraph(Role::Quote));
    let words = match document.filter(|_| !claim.unanchored) {
        Some(document) => in_context(document, claim.span, marks, words),
        None => words.add(foreign(shortened(&claim.quote, MAX_QUOTE)).look(Look::Claim)),
    };
    [head(report, claim), words.add(footnote(citation(report, claim)))]
}

/// The words of a claim alone, with a footnote.
pub(super) fn short_quote(report: &Report<'_>, claim: &Claim) -> Paragraph {
    let words = foreign(shortened(&claim.quote, MAX_CONTEXT)).look(Look::Claim);
    let words = in_language(report, claim.document, paragraph(Role::Quote)).add(words);
    words.add(footnote(citation(report, claim)))
}

fn in_language(report: &Report<'_>, document: DocumentId, words: Paragraph) -> Paragraph {
    let language = report.project.document(document).map(|document| document.details.language.clone());
    Paragraph { language: language.unwrap_or_default(), ..words }
}

/// `A14 p. 3, High`, with a footnote: where a claim stands.
pub(super) fn cited(report: &Report<'_>, claim: &Claim) -> Vec<Run> {
    let mut facts = place(report, claim);
    facts.extend(claim.confidence.as_ref().map(|level| confidence_label(report.project, level)));
    let facts = own(format!(" {}", facts.join(", ")));
    vec![report.claim_chip(claim), facts, footnote(citation(report, claim))]
}

/// `A14 p. 3; A20 p. 4`: where the first so many of these claims stand.
pub(super) fn pinpoints(report: &Report<'_>, claims: &[ClaimId], max: usize) -> String {
    let claims = claims.iter().filter_map(|id| report.project.claim(*id));
    let mut places: Vec<String> = claims
        .map(|claim| format!("{} {}", report.name(claim.id), place(report, claim).join(", ")))
        .collect();
    let left = places.len().saturating_sub(max);
    places.truncate(max);
    let places = places.join("; ");
    if left > 0 { format!("{places}; {left} more") } else { places }
}

/// Where in the original a claim stands; nothing where its document is gone.
fn place(report: &Report<'_>, claim: &Claim) -> Vec<String> {
    if claim.unanchored {
        return vec!["its place in the text was lost".to_owned()];
    }
    let document = report.project.document(claim.document);
    document.map(|document| pinpoint(document, claim.span.start)).into_iter().collect()
}

/// What a footnote says: source, place, address, when it was looked up.
fn citation(report: &Report<'_>, claim: &Claim) -> Vec<Run> {
    let mut runs = vec![own(format!("{}: ", report.name(claim.id)))];
    let Some(document) = report.project.document(claim.document) else {
        runs.push(own("a document that is not in the project"));
        return runs;
    };
    let source = &document.details.source;
    let title = match document.details.title.trim() {
        "" => document.file_name.trim(),
        title => title,
    };
    let title = if title.is_empty() { "(without title)" } else { title };
    let known = [&source.author, &source.publisher, &source.published];
    let known: Vec<&str> =
        known.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    runs.push(foreign(title));
    if !known.is_empty() {
        runs.extend([own(". "), foreign(known.join(", "))]);
    }
    // A pinpoint may hold names of speakers and chapters.
    runs.extend([own(", "), foreign(place(report, claim).join(", ")), own(".")]);
    let address = source.url.trim();
    if !address.is_empty() {
        runs.extend([own(" "), foreign(address).to(web_address(source).unwrap_or_default())]);
    }
    let accessed = source.accessed.trim();
    if !accessed.is_empty() {
        runs.extend([own(", accessed "), foreign(accessed)]);
    }
    if let Some(captured) = source.captured.as_ref().filter(|captured| !captured.time.trim().is_empty()) {
        runs.extend([own(", archived "), foreign(captured.time.trim())]);
    }
    if !address.is_empty() || !accessed.is_empty() {
        runs.push(own("."));
    }
    runs
}

/// `A14`, where in the original that is, reliability of the source, confidence, and who is named as the source within it.
fn head(report: &Report<'_>, claim: &Claim) -> Paragraph {
    let project = report.project;
    let mut about = place(report, claim);
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
    let mut head = paragraph(Role::Who).add(report.claim_chip(claim)).add(own(" "));
    head = head.add(report.reliability_chip(claim.document)).add(own(" ")).add(foreign(about.join(" · ")));
    if !claim.attributed_to.is_empty() {
        head = head.add(own(" · ascribed to ")).add(foreign(&claim.attributed_to));
    }
    match project.annotator(claim.annotator).filter(|_| project.annotators().len() > 1) {
        Some(annotator) => head.add(own(" · tagged by ")).add(foreign(&annotator.name)),
        None => head,
    }
}

fn in_context(document: &Document, span: Span, marks: &[Span], mut words: Paragraph) -> Paragraph {
    let text = &document.text;
    let around = Surroundings::of(document, span);
    let shown = Span::new(span.start, boundary(text, span.end.min(span.start + MAX_QUOTE)));
    let piece = |span: Span| span.slice(text).unwrap_or_default();
    let muted = |words: &mut Paragraph, text: String| {
        if !text.is_empty() {
            words.runs.push(foreign(text).look(Look::Muted));
        }
    };
    let is_new_line = |from: usize, to: usize| piece(Span::new(from, to)).contains('\n');
    // Where the text begins a new line between two sentences, so does the quotation; else a blank is enough.
    let gap = |words: &mut Paragraph, one: Span, other: Span| {
        if !one.is_empty() && !other.is_empty() {
            words.runs.push(own(if is_new_line(one.end, other.start) { "\n" } else { " " }));
        }
    };
    let own_span = Span::new(around.own_before.start, around.own_after.end);
    muted(&mut words, ending(piece(around.before)));
    gap(&mut words, around.before, own_span);
    muted(&mut words, ending(piece(around.own_before)));
    words.runs.extend(marked(text, shown, marks));
    if shown.end < span.end {
        words.runs.push(own("…"));
    }
    muted(&mut words, beginning(piece(around.own_after)));
    gap(&mut words, own_span, around.after);
    muted(&mut words, beginning(piece(around.after)));
    words
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
fn marked(text: &str, span: Span, marks: &[Span]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = span.start;
    let mut push = |span: Span, look: Look| {
        let words = span.slice(text).unwrap_or_default();
        if !words.is_empty() {
            runs.push(foreign(words).look(look));
        }
    };
    for mark in marks.iter().filter_map(|mark| mark.intersection(span)) {
        push(Span::new(at, mark.start.max(at)), Look::Claim);
        push(mark, Look::Mark);
        at = mark.end;
    }
    push(Span::new(at, span.end.max(at)), Look::Claim);
    runs
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
