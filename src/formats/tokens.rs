//! Sentences and tokens as formats of tokens need them: together they cover every word of a text.

use crate::model::Document;
use crate::text::Span;
use crate::text::words::trim_span;
use unicode_segmentation::UnicodeSegmentation as _;

/// The sentences of a document, and what stands between them where it is not blank; in order, never overlapping.
pub(super) fn covering_sentences(document: &Document) -> Vec<Span> {
    let text = &document.text;
    let mut found = Vec::new();
    let mut done = 0;
    let ends = document.sentences.iter().map(|sentence| sentence.span);
    for span in ends.chain([Span::new(text.len(), text.len())]) {
        let between = trim_span(text, Span::new(done, span.start.max(done)));
        found.extend((!between.is_empty()).then_some(between));
        let span = trim_span(text, span);
        found.extend((!span.is_empty() && span.start >= done).then_some(span));
        done = done.max(span.end);
    }
    found
}

/// The words and signs of a span (UAX#29), white space left out; also cut at `cuts`, which are sorted bytes of the text.
pub(super) fn tokens(text: &str, within: Span, cuts: &[usize]) -> Vec<Span> {
    let mut found = Vec::new();
    for (at, word) in within.slice(text).unwrap_or_default().split_word_bound_indices() {
        let mut start = within.start + at;
        let end = start + word.len();
        let first = cuts.partition_point(|cut| *cut <= start);
        let inner = cuts.get(first..).unwrap_or_default().iter().take_while(|cut| **cut < end);
        for cut in inner.copied().chain([end]) {
            // A cut inside a character is none.
            if text.is_char_boundary(cut) {
                let piece = trim_span(text, Span::new(start, cut));
                found.extend((!piece.is_empty()).then_some(piece));
                start = cut;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DocumentDetails, DocumentId};
    use crate::text::{Sentence, SentenceRole};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn document(text: &str, spans: &[(usize, usize)]) -> Document {
        let sentence = |span: &(usize, usize)| Sentence { span: (*span).into(), role: SentenceRole::Body };
        Document {
            id: DocumentId(uuid::Uuid::nil()),
            details: DocumentDetails::default(),
            file_name: String::new(),
            original_sha256: String::new(),
            text: text.into(),
            sentences: spans.iter().map(sentence).collect(),
            read_by: BTreeSet::new(),
        }
    }

    #[test]
    fn what_no_sentence_has_is_a_sentence_here() {
        let document = document("One. two Three.\n\nfour ", &[(0, 4), (9, 15)]);
        let found: Vec<&str> =
            covering_sentences(&document).iter().map(|span| span.slice(&document.text).unwrap()).collect();
        assert_eq!(found, ["One.", "two", "Three.", "four"]);
        assert_eq!(covering_sentences(&self::document("", &[])), []);
    }

    #[test]
    fn tokens_end_where_a_claim_ends() {
        let text = "🔥 Fire's out.";
        let words = |cuts: &[usize]| -> Vec<&str> {
            tokens(text, Span::new(0, text.len()), cuts)
                .iter()
                .map(|span| span.slice(text).unwrap())
                .collect()
        };
        assert_eq!(words(&[]), ["🔥", "Fire's", "out", "."]);
        assert_eq!(words(&[2, 5, 9, 14]), ["🔥", "Fire", "'s", "ou", "t", "."]);
    }

    proptest! {
        #[test]
        fn every_word_is_in_one_token(text in "[a-zé🔥👩‍👧ق .\n]{0,40}", cut in 0_usize..60) {
            let found = tokens(&text, Span::new(0, text.len()), &[cut]);
            let joined: String = found.iter().map(|span| span.slice(&text).unwrap()).collect();
            let words: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            prop_assert_eq!(joined, words);
            prop_assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
