//! [`ContextQuote`]: the words of a claim with what stands around them.

use crate::model::{Claim, Document};
use crate::text::{Span, visible};
use crate::view::inspector::{Quote, claim_quote_marks};

/// Bytes of context on either side where the claim is a whole sentence.
const AROUND: usize = 140;

/// The words of a claim with what stands around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContextQuote {
    /// What comes before, in secondary ink.
    pub before: String,
    /// The words of the claim, with what differs marked.
    pub quote: Quote,
    /// What comes after.
    pub after: String,
}

/// The words of a claim in their sentence; in part of the sentences around it where it is a whole one.
pub fn context_quote(document: &Document, claim: &Claim, marks: Vec<Span>) -> ContextQuote {
    let is_there = !claim.unanchored && claim.span.slice(&document.text).is_some();
    if is_there {
        context_of_span(document, claim.span, marks)
    } else {
        ContextQuote { quote: Quote::new(&claim.quote), ..ContextQuote::default() }
    }
}

/// The words of a place in the same way; nothing for a place that is not in the text.
pub fn context_of_span(document: &Document, span: Span, marks: Vec<Span>) -> ContextQuote {
    let words = span.slice(&document.text).unwrap_or_default();
    let (start, end) = sentences_around(document, span);
    let before = joined(document, Span::new(start.min(span.start), span.start));
    let after = joined(document, Span::new(span.end, end.max(span.end)));
    ContextQuote {
        before: tail(&before),
        quote: claim_quote_marks(words, span, marks.into_iter().map(Some)),
        after: head(&after),
    }
}

/// The text of a span on one line; a point stands where a paragraph or heading ends, so that it does not run on.
fn joined(document: &Document, part: Span) -> String {
    let first = document.sentences.partition_point(|sentence| sentence.span.end <= part.start);
    let ends =
        document.sentences.iter().skip(first).flat_map(|sentence| [sentence.span.start, sentence.span.end]);
    let ends = ends.take_while(|end| *end < part.end).filter(|end| *end > part.start);
    let mut joined = String::new();
    let mut at = part.start;
    for end in ends.chain([part.end]) {
        let piece = Span::new(at, end).slice(&document.text).unwrap_or_default();
        let is_gap = !piece.is_empty() && piece.chars().all(char::is_whitespace);
        joined.push_str(if is_gap && piece.contains('\n') { " · " } else { piece });
        at = end;
    }
    joined
}

/// From the beginning of the sentence before the span to the end of the one after it.
fn sentences_around(document: &Document, span: Span) -> (usize, usize) {
    let first = document.sentence_at(span.start).unwrap_or_default();
    let last = document.sentence_at(span.end.saturating_sub(1)).unwrap_or(first);
    let edge = |index: usize| document.sentences.get(index).map(|sentence| sentence.span);
    let start = edge(first).map_or(span.start, |own| {
        let is_whole = span.start <= own.start;
        let before = first.checked_sub(1).filter(|_| is_whole).and_then(edge);
        before.map_or(own.start, |before| before.start)
    });
    let end = edge(last).map_or(span.end, |own| {
        let is_whole = span.end >= own.end;
        let after = is_whole.then(|| edge(last + 1)).flatten();
        after.map_or(own.end, |after| after.end)
    });
    (start, end)
}

/// One paragraph, its end kept.
fn tail(text: &str) -> String {
    let text = paragraph(text);
    if text.len() <= AROUND {
        return text;
    }
    let cut = text.char_indices().map(|(at, _)| at).find(|at| *at + AROUND >= text.len()).unwrap_or_default();
    let rest = text.get(cut..).unwrap_or_default();
    let word = rest.split_once(' ').map_or(rest, |(_, rest)| rest);
    format!("… {word}")
}

/// One paragraph, its beginning kept.
fn head(text: &str) -> String {
    let text = paragraph(text);
    if text.len() <= AROUND {
        return text;
    }
    let end = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= AROUND).last().unwrap_or_default();
    let rest = text.get(..end).unwrap_or_default();
    let word = rest.rsplit_once(' ').map_or(rest, |(rest, _)| rest);
    format!("{word} …")
}

/// What stands on several lines, on one.
fn paragraph(text: &str) -> String {
    visible(text).replace(['\n', '\t'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_and_the_next_paragraph_do_not_run_into_the_quote() {
        use crate::model::{DocumentDetails, DocumentId};
        let text = "Key takeaways\nThe deal is worth\n$50 billion. It closes soon.\n\nNobody knew.";
        let sentences =
            ["Key takeaways", "The deal is worth\n$50 billion.", "It closes soon.", "Nobody knew."];
        let sentence = |part: &&str| {
            let start = text.find(*part).unwrap();
            crate::text::Sentence { span: Span::new(start, start + part.len()), role: Default::default() }
        };
        let document = Document {
            pinpoints: Vec::new(),
            id: DocumentId(uuid::Uuid::from_u128(1)),
            details: DocumentDetails::default(),
            file_name: String::new(),
            original_sha256: String::new(),
            text: text.into(),
            sentences: sentences.iter().map(sentence).collect(),
            read_by: std::collections::BTreeSet::new(),
        };
        let place = |part: &str| {
            let start = text.find(part).unwrap();
            Span::new(start, start + part.len())
        };
        let context = context_of_span(&document, place("The deal is worth\n$50 billion."), Vec::new());
        assert_eq!(
            (context.before.as_str(), context.after.as_str()),
            ("Key takeaways · ", " It closes soon.")
        );
        let context = context_of_span(&document, place("It closes soon."), Vec::new());
        assert_eq!(
            (context.before.as_str(), context.after.as_str()),
            ("The deal is worth $50 billion. ", " · Nobody knew.")
        );
    }

    #[test]
    fn context_is_cut_at_words_away_from_the_claim() {
        let long = "word ".repeat(60);
        assert!(tail(&long).starts_with("… word word") && tail(&long).ends_with("word "));
        assert!(head(&long).starts_with("word word") && head(&long).ends_with("word …"));
        assert_eq!(tail("short\nlines "), "short lines ");
    }
}
