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

/// Adds the words and signs of a span (UAX#29), white space left out; also cut at `cuts`, which are sorted bytes of
/// the text.
pub(super) fn push_tokens(found: &mut Vec<Span>, text: &str, within: Span, cuts: &[usize]) {
    let first = cuts.partition_point(|cut| *cut <= within.start);
    let mut cuts = cuts.get(first..).unwrap_or_default().iter().copied().peekable();
    let mut start = within.start;
    let mut push = |end: usize| {
        // A cut inside a character is none.
        let Some(piece) = text.get(start..end) else { return };
        let words = piece.trim_start();
        let first = end - words.len();
        let words = words.trim_end();
        found.extend((!words.is_empty()).then(|| Span::new(first, first + words.len())));
        start = end;
    };
    let mut end = within.start;
    for piece in pieces(within.slice(text).unwrap_or_default()) {
        end += piece.len();
        while let Some(cut) = cuts.next_if(|cut| *cut < end) {
            push(cut);
        }
        push(end);
    }
}

/// What stands between two word boundaries (UAX#29). Plain text needs no tables of characters.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let other_len = || rest.split_word_bounds().next().map(str::len);
        let (piece, after) = rest.split_at_checked(plain_piece_len(rest.as_bytes()).or_else(other_len)?)?;
        rest = after;
        Some(piece)
    })
}

/// Bytes before the first word boundary after the start, which is one too; none where that is not for ASCII to say.
fn plain_piece_len(text: &[u8]) -> Option<usize> {
    let len = ascii_piece_len(text);
    // A sign joins what stands on both sides of it: two bytes more have a say.
    let seen = text.get(..text.len().min(len + 2))?;
    (len > 0 && seen.is_ascii()).then_some(len)
}

/// The rules of UAX#29 as far as they are about ASCII.
fn ascii_piece_len(text: &[u8]) -> usize {
    let is_of_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    match text {
        [b'\r', b'\n', ..] => 2,
        [b' ', ..] => text.iter().take_while(|byte| **byte == b' ').count(),
        [first, ..] if is_of_word(*first) => {
            let mut len = 1;
            loop {
                len += match text.get(len - 1..).unwrap_or_default() {
                    [_, next, ..] if is_of_word(*next) => 1,
                    [before, sign, after, ..] if is_joined(*before, *sign, *after) => 2,
                    _ => return len,
                };
            }
        }
        _ => text.len().min(1),
    }
}

/// Whether a sign holds two letters (“don't”) or two digits (“1,000”) together.
const fn is_joined(before: u8, sign: u8, after: u8) -> bool {
    match sign {
        b'.' | b'\'' => {
            before.is_ascii_alphabetic() && after.is_ascii_alphabetic()
                || before.is_ascii_digit() && after.is_ascii_digit()
        }
        b':' => before.is_ascii_alphabetic() && after.is_ascii_alphabetic(),
        b',' | b';' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
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
            pinpoints: Vec::new(),
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
            let mut found = Vec::new();
            push_tokens(&mut found, text, Span::new(0, text.len()), cuts);
            found.iter().map(|span| span.slice(text).unwrap()).collect()
        };
        assert_eq!(words(&[]), ["🔥", "Fire's", "out", "."]);
        assert_eq!(words(&[2, 5, 9, 14]), ["🔥", "Fire", "'s", "ou", "t", "."]);
    }

    proptest! {
        #[test]
        fn plain_text_is_cut_as_the_standard_says(text in "[a-c01_ .,:;'\"\r\n\t -~\u{0}\u{b}]{0,40}") {
            let expected: Vec<&str> = text.split_word_bounds().collect();
            prop_assert_eq!(pieces(&text).collect::<Vec<_>>(), expected);
        }

        #[test]
        fn other_signs_in_plain_text_are_cut_as_the_standard_says(
            text in "([a-c1_ .,:'\"\r\n]{1,3}|[é“”א٣カ🔥🇩🇪👩\u{301}\u{200d}\u{2003}\u{ad}]){0,20}",
        ) {
            let expected: Vec<&str> = text.split_word_bounds().collect();
            prop_assert_eq!(pieces(&text).collect::<Vec<_>>(), expected);
        }

        #[test]
        fn every_word_is_in_one_token(text in "[a-zé🔥👩‍👧ق .\n]{0,40}", cut in 0_usize..60) {
            let mut found = Vec::new();
            push_tokens(&mut found, &text, Span::new(0, text.len()), &[cut]);
            let joined: String = found.iter().map(|span| span.slice(&text).unwrap()).collect();
            let words: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            prop_assert_eq!(joined, words);
            prop_assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
