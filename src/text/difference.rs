//! [`differing_words`]: which words of two texts the other one lacks.

use super::Span;
use super::fold::folded;
use super::forms::OneForm;
use std::collections::BTreeMap;
use unicode_segmentation::UnicodeSegmentation as _;

/// Words on a side up to which their order counts; beyond it only how often each word occurs.
const MAX_ORDERED: usize = 400;

/// The words of each text that the other lacks, as spans of each text.
///
/// Neighbouring ones are one span.
/// Case, kinds of quotes and hyphens, and punctuation do not count; per cent and currency signs do. Up to 400
/// words a side the longest common subsequence decides, beyond that the number of times each word occurs.
pub fn differing_words(left: &str, right: &str) -> (Vec<Span>, Vec<Span>) {
    let (left, right) = (words(left), words(right));
    let (left_kept, right_kept) = if left.len().max(right.len()) > MAX_ORDERED {
        (counted(&left, &right), counted(&right, &left))
    } else {
        aligned(&left, &right)
    };
    (merged(&left, &left_kept), merged(&right, &right_kept))
}

/// A word to compare.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    /// Folded spelling.
    spelling: String,
    span: Span,
}

fn words(text: &str) -> Vec<Word> {
    let Some(form) = OneForm::of(text) else { return cut(text) };
    let mut words = cut(form.text());
    for word in &mut words {
        word.span = form.original(word.span);
    }
    words
}

fn cut(text: &str) -> Vec<Word> {
    text.split_word_bound_indices()
        .filter(|(_, segment)| segment.chars().any(|c| c.is_alphanumeric() || is_unit_sign(c)))
        .map(|(start, segment)| Word {
            spelling: segment.chars().flat_map(folded).collect(),
            span: Span::new(start, start + segment.len()),
        })
        .collect()
}

/// Signs that change what a number says.
const fn is_unit_sign(c: char) -> bool {
    matches!(c, '%' | '‰' | '$' | '¢' | '£' | '¥' | '°' | '\u{20A0}'..='\u{20CF}')
}

/// For each word of `own`, whether `other` has it at least as often up to there.
fn counted(own: &[Word], other: &[Word]) -> Vec<bool> {
    let mut left_over: BTreeMap<&str, usize> = BTreeMap::new();
    for word in other {
        *left_over.entry(&word.spelling).or_default() += 1;
    }
    let mut take = |word: &Word| match left_over.get_mut(word.spelling.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    };
    own.iter().map(&mut take).collect()
}

/// For each word of both sides, whether it belongs to the longest common subsequence.
fn aligned(left: &[Word], right: &[Word]) -> (Vec<bool>, Vec<bool>) {
    let lengths = common_lengths(left, right);
    let length_at = |row: usize, column: usize| -> u16 {
        lengths.get(row).and_then(|row| row.get(column)).copied().unwrap_or_default()
    };
    let (mut left_kept, mut right_kept) = (Vec::new(), Vec::new());
    let (mut row, mut column) = (0, 0);
    while let (Some(own), Some(other)) = (left.get(row), right.get(column)) {
        if own.spelling == other.spelling {
            left_kept.push(true);
            right_kept.push(true);
            row += 1;
            column += 1;
        } else if length_at(row + 1, column) >= length_at(row, column + 1) {
            left_kept.push(false);
            row += 1;
        } else {
            right_kept.push(false);
            column += 1;
        }
    }
    left_kept.resize(left.len(), false);
    right_kept.resize(right.len(), false);
    (left_kept, right_kept)
}

/// `[row][column]`: length of the longest common subsequence of what follows both places.
fn common_lengths(left: &[Word], right: &[Word]) -> Vec<Vec<u16>> {
    let mut rows = vec![vec![0; right.len() + 1]];
    for own in left.iter().rev() {
        let mut row = vec![0u16];
        let below = rows.last().into_iter().flatten().rev();
        let pairs = below.clone().zip(below.skip(1));
        for (other, (diagonal, under)) in right.iter().rev().zip(pairs) {
            let beside = row.last().copied().unwrap_or_default();
            let is_same = own.spelling == other.spelling;
            row.push(if is_same { diagonal + 1 } else { beside.max(*under) });
        }
        row.reverse();
        rows.push(row);
    }
    rows.reverse();
    rows
}

fn merged(words: &[Word], kept: &[bool]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut is_running = false;
    for (word, is_kept) in words.iter().zip(kept) {
        match found.last_mut() {
            _ if *is_kept => {}
            Some(last) if is_running => *last = last.cover(word.span),
            _ => found.push(word.span),
        }
        is_running = !is_kept;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::samples::messy_text;
    use super::*;
    use proptest::prelude::*;

    fn differing<'t>(left: &'t str, right: &'t str) -> (Vec<&'t str>, Vec<&'t str>) {
        let slices = |text: &'t str, spans: Vec<Span>| {
            spans.into_iter().map(|span| span.slice(text).unwrap()).collect()
        };
        let (in_left, in_right) = differing_words(left, right);
        (slices(left, in_left), slices(right, in_right))
    }

    #[test]
    fn only_the_words_the_other_side_lacks_are_marked() {
        let (left, right) =
            differing("Losses reached $50 billion in May.", "Losses reached $100 billion, in June!");
        assert_eq!(left, ["50", "May"]);
        assert_eq!(right, ["100", "June"]);
    }

    #[test]
    fn case_quotes_and_punctuation_do_not_count() {
        assert_eq!(differing("“OpenAI’s” Deal", "openai's deal."), (vec![], vec![]));
        assert_eq!(differing("revenue\u{2011}share", "Revenue-share"), (vec![], vec![]));
        assert_eq!(differing("27 %", "27 $"), (vec!["%"], vec!["$"]));
    }

    #[test]
    fn neighbours_are_merged_and_repeats_counted() {
        let (left, right) = differing("it will no longer be exclusive", "it will be exclusive");
        assert_eq!((left, right), (vec!["no longer"], vec![]));
        assert_eq!(differing("a b a", "a b"), (vec!["a"], vec![]));
        assert_eq!(differing("", "new words"), (vec![], vec!["new words"]));
    }

    #[test]
    fn order_counts_in_short_texts_only() {
        assert_ne!(differing("x y", "y x"), (vec![], vec![]));
        let (left, right) = ("x y ".repeat(300), "y x ".repeat(300) + "z");
        assert_eq!(differing(&left, &right), (vec![], vec!["z"]));
    }

    proptest! {
        #[test]
        fn spans_are_valid_and_equal_texts_do_not_differ(left in messy_text(), right in messy_text()) {
            let (in_left, in_right) = differing_words(&left, &right);
            prop_assert!(in_left.iter().all(|span| span.is_valid_in(&left) && !span.is_empty()));
            prop_assert!(in_right.iter().all(|span| span.is_valid_in(&right) && !span.is_empty()));
            prop_assert_eq!(differing_words(&left, &left), (vec![], vec![]));
        }
    }
}
