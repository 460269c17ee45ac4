//! [`Quote`]: words of a source as the inspector shows them, and which of them the other side of a link lacks.

use crate::text::{Span, differing_words, visible};

/// Quotes over this many bytes are not compared word by word: the work grows with the product of both.
const MAX_COMPARED: usize = 1_200;
/// Characters of a quote on show; the column beside it has the rest.
const MAX_SHOWN: usize = 2_000;

/// Words of a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// One paragraph, with what cannot be seen made visible.
    pub text: String,
    /// Bytes of `text` that the other side lacks, in order.
    pub marks: Vec<Span>,
}

impl Quote {
    /// The words alone.
    pub fn new(words: &str) -> Self {
        Self { text: shown(words), marks: Vec::new() }
    }
}

/// A quote as one paragraph.
fn shown(words: &str) -> String {
    let mut text = visible(words).replace(['\n', '\t'], " ");
    if let Some((end, _)) = text.char_indices().nth(MAX_SHOWN) {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// Words that stand at a place of a document, with those of the spans marked that lie there.
///
/// Nothing is marked where the words are not shown byte for byte.
pub(in crate::view) fn claim_quote_marks(
    words: &str,
    place: Span,
    spans: impl IntoIterator<Item = Option<Span>>,
) -> Quote {
    let mut quote = Quote::new(words);
    let within = |span: Span| {
        let shared = span.intersection(place)?;
        let inside = Span::new(shared.start - place.start, shared.end - place.start);
        (inside.slice(words)? == inside.slice(&quote.text)?).then_some(inside)
    };
    let mut marks: Vec<Span> = spans.into_iter().flatten().filter_map(within).collect();
    marks.sort();
    // Marks that touch or overlap are one.
    marks.dedup_by(|next, before| {
        let touches = next.start <= before.end;
        if touches {
            before.end = before.end.max(next.end);
        }
        touches
    });
    quote.marks = marks;
    quote
}

/// Both sides of a link with the words marked that the other one lacks.
///
/// Where most words of a side differ, marking them says nothing: only its figures are marked then.
pub fn compared(left: &str, right: &str) -> (Quote, Quote) {
    let (mut left, mut right) = (Quote::new(left), Quote::new(right));
    if left.text.len().max(right.text.len()) > MAX_COMPARED {
        return (left, right);
    }
    let (in_left, in_right) = differing_words(&left.text, &right.text);
    left.marks = telling(&left.text, in_left);
    right.marks = telling(&right.text, in_right);
    (left, right)
}

/// The marks, or those on figures alone where more than six tenths of the text would be marked.
fn telling(text: &str, marks: Vec<Span>) -> Vec<Span> {
    let marked: usize = marks.iter().map(|mark| mark.len()).sum();
    if marked * 10 <= text.len() * 6 {
        return marks;
    }
    marks.into_iter().flat_map(|mark| figures(text, mark)).collect()
}

/// The words with digits within a span.
fn figures(text: &str, span: Span) -> Vec<Span> {
    let Some(words) = span.slice(text) else {
        return Vec::new();
    };
    let start_of = |word: &str| span.start + (word.as_ptr() as usize).saturating_sub(words.as_ptr() as usize);
    words
        .split_whitespace()
        .map(|word| word.trim_end_matches([',', '.', ';', ':', '!', '?', ')', '”', '"']))
        .filter(|word| word.chars().any(char::is_numeric))
        .map(|word| Span::new(start_of(word), start_of(word) + word.len()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(quote: &Quote) -> Vec<&str> {
        quote.marks.iter().map(|mark| mark.slice(&quote.text).unwrap()).collect()
    }

    #[test]
    fn differing_words_are_marked_on_both_sides() {
        let (left, right) =
            compared("Losses reached $50 billion in May.", "Losses reached $100 billion in May.");
        assert_eq!((marked(&left), marked(&right)), (vec!["50"], vec!["100"]));
    }

    #[test]
    fn where_nearly_all_differs_only_figures_are_marked() {
        let (left, right) = compared(
            "in 2019, two months after a $50 billion deal with Amazon",
            "expanding the agreement by $100 billion over eight years",
        );
        assert_eq!(marked(&left), ["2019", "50"]);
        assert_eq!(marked(&right), ["100"]);
    }

    #[test]
    fn long_quotes_are_not_compared_and_cut_where_the_column_shows_the_rest() {
        let (left, right) = compared(&"word ".repeat(1_000), "another");
        assert!(left.marks.is_empty() && right.marks.is_empty());
        assert_eq!(left.text.chars().count(), 2_001);
        assert!(left.text.ends_with('…'));
    }

    #[test]
    fn what_cannot_be_seen_is_shown_and_lines_run_on() {
        let quote = Quote::new("one\ntwo\u{202E}three");
        assert_eq!(quote.text, "one two▯three");
    }
}
