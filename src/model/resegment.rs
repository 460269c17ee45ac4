//! [`resegmented`]: the sentences of a document cut anew, except those that carry claims.

use super::Document;
use crate::text::{Sentence, Span, segment};

/// The document's sentences by the rules of `language`; a sentence that shares text with one of the `claims` stays.
///
/// What the new cut says about the text of kept sentences is left out; `claims` need no order. The language is a
/// BCP 47 tag; none means unknown.
pub fn resegmented(
    document: &Document,
    claims: impl IntoIterator<Item = Span>,
    language: Option<&str>,
) -> Vec<Sentence> {
    let claimed = covered(claims);
    let kept: Vec<Sentence> =
        document.sentences.iter().copied().filter(|sentence| overlaps(&claimed, sentence.span)).collect();
    let mut kept = kept.into_iter().peekable();
    let mut sentences: Vec<Sentence> = Vec::new();
    // One past the last kept sentence.
    let mut end = 0;
    for new in segment(&document.text, language).0 {
        while let Some(old) = kept.next_if(|old| old.span.start < new.span.end) {
            sentences.extend(piece(&document.text, end.max(new.span.start), old.span.start, new));
            sentences.push(old);
            end = old.span.end;
        }
        sentences.extend(piece(&document.text, end.max(new.span.start), new.span.end, new));
    }
    sentences.extend(kept);
    sentences
}

/// Spans joined where they overlap, in order.
fn covered(spans: impl IntoIterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.into_iter().filter(|span| !span.is_empty()).collect();
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    joined
}

/// Whether a span shares text with spans that are in order and apart.
fn overlaps(spans: &[Span], span: Span) -> bool {
    let first = spans.partition_point(|claimed| claimed.end <= span.start);
    spans.get(first).is_some_and(|claimed| claimed.overlaps(span))
}

/// What is left of a new sentence between two places, if it has a letter or digit.
fn piece(text: &str, start: usize, end: usize, sentence: Sentence) -> Option<Sentence> {
    let words = text.get(start..end)?;
    let start = start + (words.len() - words.trim_start().len());
    let span = Span::new(start, start + words.trim().len());
    words.contains(char::is_alphanumeric).then_some(Sentence { span, ..sentence })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DocumentDetails, DocumentId};
    use crate::text::SentenceRole;
    use proptest::prelude::*;

    fn document(text: &str, cuts: &[(usize, usize)]) -> Document {
        let sentence = |(start, end): &(usize, usize)| Sentence {
            span: Span::new(*start, *end),
            role: SentenceRole::Heading,
        };
        Document {
            pinpoints: Vec::new(),
            id: DocumentId(uuid::Uuid::from_u128(1)),
            details: DocumentDetails::default(),
            file_name: String::new(),
            original_sha256: String::new(),
            text: text.into(),
            sentences: cuts.iter().map(sentence).collect(),
            read_by: Default::default(),
        }
    }

    fn cut(document: &Document, claims: &[(usize, usize)], language: &str) -> Vec<String> {
        let claims = claims.iter().map(|(start, end)| Span::new(*start, *end));
        let sentences = resegmented(document, claims, Some(language));
        sentences.iter().map(|sentence| sentence.span.slice(&document.text).unwrap().to_owned()).collect()
    }

    #[test]
    fn without_claims_the_new_language_cuts_all() {
        let text = "Am 3. Mai kam er. Am 4. Mai ging er.";
        let german = ["Am 3. Mai kam er.", "Am 4. Mai ging er."];
        assert_eq!(cut(&document(text, &[(0, 5), (6, 36)]), &[], "de"), german);
    }

    #[test]
    fn a_sentence_with_a_claim_stays_and_the_others_give_way() {
        let text = "One is. Two is. Three is. Four is.";
        let cuts = [(0, 10), (11, 34)];
        let expected = ["One is. Tw", "o is.", "Three is.", "Four is."];
        assert_eq!(cut(&document(text, &cuts), &[(0, 3)], "en"), expected);
        let apart = document("One. Two. Three. Four.", &[(0, 9), (10, 22)]);
        assert_eq!(cut(&apart, &[(17, 20)], "en"), ["One.", "Two.", "Three. Four."]);
    }

    proptest! {
        #[test]
        fn the_result_is_in_order_and_keeps_each_claimed_sentence(
            bounds in prop::collection::btree_set(0usize..120, 0..12),
            claims in prop::collection::vec((0usize..120, 1usize..30), 0..4),
        ) {
            let text = "It is so. Or not! Dr. Fox said it. ".repeat(4);
            let bounds: Vec<usize> = bounds.into_iter().collect();
            let cuts: Vec<(usize, usize)> = bounds.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
            let document = document(&text, &cuts);
            let claims: Vec<Span> = claims.iter().map(|(start, len)| Span::new(*start, start + len)).collect();
            let sentences = resegmented(&document, claims.iter().copied(), Some("en"));
            prop_assert!(sentences.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            prop_assert!(sentences.iter().all(|sentence| sentence.span.is_valid_in(&text) && !sentence.span.is_empty()));
            for old in document.sentences.iter().filter(|old| claims.iter().any(|claim| claim.overlaps(old.span))) {
                prop_assert!(sentences.contains(old));
            }
        }
    }
}
