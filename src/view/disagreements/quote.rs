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
    let before = Span::new(start.min(span.start), span.start).slice(&document.text);
    let after = Span::new(span.end, end.max(span.end)).slice(&document.text);
    ContextQuote {
        before: tail(before.unwrap_or_default()),
        quote: claim_quote_marks(words, span, marks.into_iter().map(Some)),
        after: head(after.unwrap_or_default()),
    }
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
    fn context_is_cut_at_words_away_from_the_claim() {
        let long = "word ".repeat(60);
        assert!(tail(&long).starts_with("… word word") && tail(&long).ends_with("word "));
        assert!(head(&long).starts_with("word word") && head(&long).ends_with("word …"));
        assert_eq!(tail("short\nlines "), "short lines ");
    }
}
