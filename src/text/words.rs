//! Whole words around a place: [`word_at`], [`snap_to_words`] and steps from word to word.
//!
//! Word boundaries are those of UAX#29. Each look reads at most 2,000 bytes to either side of the place and
//! stops at line breaks, so its cost does not grow with the text; a longer word counts as several.

use super::Span;
use super::lines::is_line_break;
use unicode_segmentation::UnicodeSegmentation as _;

/// How far a look reaches to either side, in bytes.
const REACH: usize = 2_000;

/// The same with a capital at its start, for the beginning of a sentence.
pub fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The word that contains `byte` or ends there; beside no word, the punctuation found there.
///
/// `None` on white space away from words and beyond the text. A place inside a character counts as its start.
pub fn word_at(text: &str, byte: usize) -> Option<Span> {
    if byte > text.len() {
        return None;
    }
    let byte = floor_char(text, byte);
    let mut before = None;
    let mut inside = None;
    for segment in segments(text, window(text, byte)) {
        if segment.end == byte {
            before = Some(segment);
        }
        if segment.contains(byte) {
            inside = Some(segment);
            break;
        }
    }
    let has = |wanted: fn(&str) -> bool| move |segment: &Span| segment.slice(text).is_some_and(wanted);
    let is_printed = |segment: &str| !segment.trim().is_empty();
    (inside.filter(has(is_word)))
        .or_else(|| before.filter(has(is_word)))
        .or_else(|| inside.filter(has(is_printed)))
        .or_else(|| before.filter(has(is_printed)))
}

/// Grows `span` to whole words at both ends, then drops white space at both ends.
///
/// Whatever comes in, the answer fits the text. An empty span grows to the word it stands in, if any.
pub fn snap_to_words(text: &str, span: Span) -> Span {
    let span = fitted(text, span);
    if span.is_empty() {
        return match segment_at(text, span.start) {
            Some(word) if word.start < span.start && word.slice(text).is_some_and(is_word) => word,
            _ => span,
        };
    }
    let start = segment_at(text, span.start).map_or(span.start, |first| first.start);
    let last_char = floor_char(text, span.end - 1);
    let end = segment_at(text, last_char).map_or(span.end, |last| last.end);
    trim_span(text, Span::new(start.min(span.start), end.max(span.end)))
}

/// The nearest end of a word after `byte`, or the end of the text.
pub fn next_word_end(text: &str, byte: usize) -> usize {
    first_word_after(text, byte, |word| word.end)
}

/// The nearest start of a word after `byte`, or the end of the text.
pub fn next_word_start(text: &str, byte: usize) -> usize {
    first_word_after(text, byte, |word| word.start)
}

/// The nearest start of a word before `byte`, or 0.
pub fn previous_word_start(text: &str, byte: usize) -> usize {
    last_word_before(text, byte, |word| word.start)
}

/// The nearest end of a word before `byte`, or 0.
pub fn previous_word_end(text: &str, byte: usize) -> usize {
    last_word_before(text, byte, |word| word.end)
}

/// The span without white space at its ends; empty, at its start, if there is nothing else.
///
/// A span that does not fit the text is first made to, as [`snap_to_words`] does.
pub fn trim_span(text: &str, span: Span) -> Span {
    let span = fitted(text, span);
    let inner = span.slice(text).unwrap_or_default();
    let trimmed = inner.trim();
    if trimmed.is_empty() {
        return Span::new(span.start, span.start);
    }
    let start = span.start + (inner.len() - inner.trim_start().len());
    Span::new(start, start + trimmed.len())
}

/// The start of the character that `byte` lies in; at most the length of the text.
pub fn floor_char(text: &str, byte: usize) -> usize {
    text.floor_char_boundary(byte)
}

/// `byte`, or the end of the character it lies inside of; at most the length of the text.
pub fn ceil_char(text: &str, byte: usize) -> usize {
    text.ceil_char_boundary(byte)
}

/// Ends in order, inside the text and outside of characters.
fn fitted(text: &str, span: Span) -> Span {
    let (start, end) = (span.start.min(span.end), span.start.max(span.end));
    if start == end {
        let place = floor_char(text, start);
        return Span::new(place, place);
    }
    Span::new(floor_char(text, start), ceil_char(text, end))
}

/// The part of the line around `byte` that one look reads; empty on a line break.
fn window(text: &str, byte: usize) -> Span {
    let byte = floor_char(text, byte);
    let start = floor_char(text, byte.saturating_sub(REACH));
    let end = ceil_char(text, byte.saturating_add(REACH));
    let before = text.get(start..byte).unwrap_or_default();
    let after = text.get(byte..end).unwrap_or_default();
    let line_start = before.rfind(is_line_break).map_or(start, |at| ceil_char(text, start + at + 1));
    let line_end = after.find(is_line_break).map_or(end, |at| byte + at);
    Span::new(line_start, line_end)
}

/// Words, runs of blanks and single marks, in order and without gaps.
fn segments(text: &str, window: Span) -> impl DoubleEndedIterator<Item = Span> + '_ {
    let part = window.slice(text).unwrap_or_default();
    part.split_word_bound_indices()
        .map(move |(at, segment)| Span::new(at, at + segment.len()).shifted(window.start))
}

/// The segment that contains the byte; `None` on line breaks and at the end of the text.
fn segment_at(text: &str, byte: usize) -> Option<Span> {
    segments(text, window(text, byte)).find(|segment| segment.contains(byte))
}

fn is_word(segment: &str) -> bool {
    segment.chars().any(char::is_alphanumeric)
}

/// The first `edge` of a word that lies after `byte`.
fn first_word_after(text: &str, byte: usize, edge: fn(Span) -> usize) -> usize {
    let mut at = floor_char(text, byte);
    while at < text.len() {
        let part = window(text, at);
        let found =
            segments(text, part).find(|word| edge(*word) > byte && word.slice(text).is_some_and(is_word));
        if let Some(word) = found {
            // Seen from its own start, so that the window does not cut it.
            return edge(segment_at(text, word.start).unwrap_or(word)).max(edge(word));
        }
        at = part.end.max(ceil_char(text, at + 1));
    }
    text.len()
}

/// The last `edge` of a word that lies before `byte`.
fn last_word_before(text: &str, byte: usize, edge: fn(Span) -> usize) -> usize {
    let mut at = floor_char(text, byte);
    loop {
        let part = window(text, at);
        let found =
            segments(text, part).rfind(|word| edge(*word) < byte && word.slice(text).is_some_and(is_word));
        if let Some(word) = found {
            return edge(segment_at(text, word.start).unwrap_or(word)).min(edge(word));
        }
        if at == 0 {
            return 0;
        }
        at = part.start.min(floor_char(text, at - 1));
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::messy_text;
    use super::*;
    use proptest::prelude::*;

    fn word(text: &str, byte: usize) -> Option<&str> {
        word_at(text, byte).map(|span| span.slice(text).unwrap())
    }

    fn snapped(text: &str, start: usize, end: usize) -> &str {
        snap_to_words(text, Span::new(start, end)).slice(text).unwrap()
    }

    #[test]
    fn a_word_is_found_from_inside_and_from_both_edges() {
        let text = "OpenAI’s cap, 7.5 %";
        for byte in [0, 3, 7, 10] {
            assert_eq!(word(text, byte), Some("OpenAI’s"), "{byte}");
        }
        assert_eq!(word(text, 14), Some("cap"));
        assert_eq!(word(text, 17), Some("7.5"));
        assert_eq!(word(text, text.len()), Some("%"));
    }

    #[test]
    fn marks_stand_for_themselves_and_blanks_for_nothing() {
        assert_eq!(word("a — b", 3), Some("—"));
        assert_eq!(word("a   b", 2), None);
        assert_eq!(word("", 0), None);
        assert_eq!(word("a", 2), None);
        assert_eq!(word("a\n\nb", 2), None);
        assert_eq!(word("a\nb", 1), Some("a"));
    }

    #[test]
    fn a_drag_over_parts_of_words_takes_them_whole() {
        let text = "the exclusive deal, made";
        assert_eq!(snapped(text, 6, 15), "exclusive deal");
        assert_eq!(snapped(text, 3, 13), "exclusive");
        assert_eq!(snapped(text, 15, 19), "deal,");
        assert_eq!(snapped(text, 15, 6), "exclusive deal");
        assert_eq!(snapped(text, 6, 6), "exclusive");
        assert_eq!(snapped(text, 4, 4), "");
        assert_eq!(snapped(text, 20, 9999), "made");
        assert_eq!(snapped("שלום עולם", 2, 12), "שלום עולם");
        assert_eq!(snapped("a\n\nbc", 0, 4), "a\n\nbc");
    }

    #[test]
    fn steps_cross_line_breaks_and_stop_at_the_ends() {
        let text = "one, two\n\nthree.";
        assert_eq!(next_word_end(text, 0), 3);
        assert_eq!(next_word_end(text, 3), 8);
        assert_eq!(next_word_end(text, 8), 15);
        assert_eq!(next_word_end(text, 15), text.len());
        assert_eq!(next_word_start(text, 0), 5);
        assert_eq!(next_word_start(text, 5), 10);
        assert_eq!(next_word_start(text, 10), text.len());
        assert_eq!(previous_word_start(text, 16), 10);
        assert_eq!(previous_word_start(text, 10), 5);
        assert_eq!(previous_word_start(text, 0), 0);
        assert_eq!(previous_word_end(text, 10), 8);
        assert_eq!(previous_word_end(text, 3), 0);
    }

    #[test]
    fn words_at_the_edge_of_the_window_are_whole() {
        let text = format!("a{}{} z", " ".repeat(REACH - 4), "long".repeat(9));
        assert_eq!(next_word_end(&text, 1), text.len() - 2);
        let text = format!("z {}{}a", "long".repeat(9), " ".repeat(REACH - 4));
        assert_eq!(previous_word_start(&text, text.len() - 1), 2);
        assert_eq!(next_word_start(&" ".repeat(3 * REACH), 0), 3 * REACH);
        assert_eq!(previous_word_end(&" ".repeat(3 * REACH), 3 * REACH), 0);
    }

    proptest! {
        #[test]
        fn snapping_random_spans_gives_valid_spans(text in messy_text(), start in 0usize..300, end in 0usize..300) {
            let span = snap_to_words(&text, Span::new(start, end));
            let inner = span.slice(&text);
            prop_assert!(inner.is_some_and(|inner| inner == inner.trim()));
            if !span.is_empty() {
                prop_assert_eq!(snap_to_words(&text, span), span, "snapping twice changes nothing");
            }
            prop_assert!(trim_span(&text, Span::new(start, end)).is_valid_in(&text));
            prop_assert!(word_at(&text, start).is_none_or(|word| word.is_valid_in(&text) && !word.is_empty()));
        }

        #[test]
        fn steps_always_move_on(text in messy_text(), byte in 0usize..300) {
            for step in [next_word_end, next_word_start] {
                let to = step(&text, byte);
                prop_assert!(text.is_char_boundary(to) && (to > byte || to == text.len()));
            }
            for step in [previous_word_end, previous_word_start] {
                let to = step(&text, byte);
                prop_assert!(text.is_char_boundary(to) && (to < byte || to == 0));
            }
        }
    }
}
