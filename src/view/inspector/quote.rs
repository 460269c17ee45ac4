//! [`Quote`]: words of a source as the inspector shows them, and in which of them both sides of a link differ.

use crate::analysis::compare;
use crate::text::{Span, visible};

/// Quotes over this many bytes are not compared: the work grows with the product of both.
const MAX_COMPARED: usize = 1_200;
/// Characters of a quote on show; the column beside it has the rest.
const MAX_SHOWN: usize = 2_000;

/// Words of a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// One paragraph, with what cannot be seen made visible.
    pub text: String,
    /// Bytes of `text` in which it differs from the other side, in order.
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
    quote.marks = in_order(spans.into_iter().flatten().filter_map(within).collect());
    quote
}

/// Both sides of a link with the numbers, dates, names and words marked in which they differ.
///
/// What says the same in other words is not marked: "$50 billion" beside "its $50B". The language is a BCP 47 tag, empty
/// where the sides have none in common.
pub fn compared(left: &str, right: &str, language: &str) -> (Quote, Quote) {
    let (mut left, mut right) = (Quote::new(left), Quote::new(right));
    if left.text.len().max(right.text.len()) > MAX_COMPARED {
        return (left, right);
    }
    let found = compare(&left.text, &right.text, language).differences;
    // A question beside a statement differs as a whole, which a mark on all of it would not show.
    let told = |whole: &str, span: Option<Span>| span.filter(|span| span.len() * 10 <= whole.len() * 8);
    left.marks = in_order(found.iter().filter_map(|one| told(&left.text, one.from)).collect());
    right.marks = in_order(found.iter().filter_map(|one| told(&right.text, one.to)).collect());
    (left, right)
}

/// Marks by place; those that touch or overlap are one.
fn in_order(mut marks: Vec<Span>) -> Vec<Span> {
    marks.sort();
    marks.dedup_by(|next, before| {
        let touches = next.start <= before.end;
        if touches {
            before.end = before.end.max(next.end);
        }
        touches
    });
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(quote: &Quote) -> Vec<&str> {
        quote.marks.iter().map(|mark| mark.slice(&quote.text).unwrap()).collect()
    }

    #[test]
    fn differing_values_are_marked_on_both_sides() {
        let (left, right) =
            compared("Losses reached $50 billion in May.", "Losses reached $100 billion in May.", "en");
        assert_eq!((marked(&left), marked(&right)), (vec!["$50 billion"], vec!["$100 billion"]));
        let (left, right) =
            compared("Die Firma hat 500 Stellen gestrichen.", "Die Firma strich 800 Stellen.", "");
        assert_eq!((marked(&left), marked(&right)), (vec!["500"], vec!["800"]));
    }

    #[test]
    fn what_says_the_same_in_other_words_is_not_marked() {
        for (left, right) in [
            (
                "Amazon signed a $50 billion deal with OpenAI.",
                "OpenAI ends legal peril over its $50B Amazon deal",
            ),
            ("The fund raised 1.5 million euros.", "€1,500,000 were raised by the fund, it said on Monday."),
            ("Twelve people were hurt.", "12 people were injured in the crash."),
        ] {
            let (left, right) = compared(left, right, "en");
            assert!(left.marks.is_empty() && right.marks.is_empty(), "{left:?} {right:?}");
        }
    }

    #[test]
    fn a_denial_is_marked_with_the_word_that_it_denies() {
        let (left, right) =
            compared("The court approved the merger.", "The court has not approved the merger.", "en");
        assert_eq!((marked(&left), marked(&right)), (vec!["approved"], vec!["not approved"]));
    }

    #[test]
    fn long_quotes_are_not_compared_and_cut_where_the_column_shows_the_rest() {
        let (left, right) = compared(&"word ".repeat(1_000), "another", "en");
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
