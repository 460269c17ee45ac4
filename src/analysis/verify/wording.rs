//! [`Wording`]: the words of a text in order, in which a quotation is found word for word.
//!
//! Unicode forms, case, white space, quotation marks, dashes and punctuation do not count; every word does, and so do
//! signs of currencies and per cent. An ellipsis or an insertion in brackets splits a quotation.

use crate::analysis::similarity::is_spaceless;
use crate::text::Span;
use crate::text::tokens::{Token, TokenKind, tokens};
use std::collections::BTreeMap;
use std::ops::Range;

/// The part of a quotation that a passage must have to be shown as the nearest one.
const MIN_SHARE: f32 = 0.5;
/// A passage may have so many words more than the quotation, as a part of them.
const MAX_SURPLUS: usize = 4;
/// Runs of words of a passage that are set beside a quotation.
const MAX_TRIED: usize = 32;
/// Words of a quotation that are set beside those of a passage; more would cost their product.
const MAX_ALIGNED: usize = 400;

/// The words of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Wording {
    hashes: Vec<u32>,
    places: Vec<Span>,
}

/// In what a passage differs first from a quotation; spans are bytes of the two texts, none where a side has nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct FirstDifference {
    /// The part of the quotation that the passage has.
    pub(super) share: f32,
    pub(super) quoted: Option<Span>,
    pub(super) said: Option<Span>,
    /// Where the likest words stand.
    pub(super) place: Span,
}

impl Wording {
    /// The words of a text, read token by token.
    pub(super) fn of(text: &str) -> Self {
        Self::of_tokens(&tokens(text), text)
    }

    /// The words among the tokens of a text.
    pub(super) fn of_tokens(tokens: &[Token], text: &str) -> Self {
        let mut wording = Self::default();
        for token in tokens.iter().filter(|token| counts(token)) {
            // Scripts that are written without blanks: a character is a word.
            if token.plain.chars().any(is_spaceless) {
                for (at, c) in token.span.slice(text).unwrap_or_default().char_indices() {
                    let start = token.span.start + at;
                    wording.push(c.encode_utf8(&mut [0; 4]), Span::new(start, start + c.len_utf8()));
                }
            } else {
                wording.push(&token.plain, token.span);
            }
        }
        wording
    }

    fn push(&mut self, plain: &str, place: Span) {
        self.hashes.push(hash(plain));
        self.places.push(place);
    }

    /// How many words there are.
    pub(super) const fn len(&self) -> usize {
        self.hashes.len()
    }

    /// The words that lie in a span of the text.
    pub(super) fn within(&self, span: Span) -> Range<usize> {
        let start = self.places.partition_point(|place| place.start < span.start);
        let end = self.places.partition_point(|place| place.end <= span.end);
        start..end.max(start)
    }

    fn cover(&self, words: Range<usize>) -> Option<Span> {
        let (first, last) = (self.places.get(words.start)?, self.places.get(words.end.checked_sub(1)?)?);
        (!words.is_empty()).then(|| first.cover(*last))
    }

    /// Where the parts stand one after the other, each word for word; parts without words are passed over.
    pub(super) fn find(&self, parts: &[Self]) -> Option<Vec<Span>> {
        let mut found = Vec::new();
        let mut from = 0;
        for part in parts.iter().filter(|part| part.len() > 0) {
            let at = self.find_from(&part.hashes, from)?;
            found.extend(self.cover(at..at + part.len()));
            from = at + part.len();
        }
        (!found.is_empty()).then_some(found)
    }

    fn find_from(&self, wanted: &[u32], from: usize) -> Option<usize> {
        let rest = self.hashes.get(from..)?;
        rest.windows(wanted.len().max(1)).position(|window| window == wanted).map(|at| from + at)
    }

    /// The likest words within a part of this text, and where they differ first; none where nothing is like it.
    pub(super) fn nearest(&self, quoted: &Self, within: Range<usize>) -> Option<FirstDifference> {
        let len = quoted.len().min(MAX_ALIGNED);
        let wanted = quoted.hashes.get(..len)?;
        let window = self.likest(wanted, within)?;
        let said = self.hashes.get(window.clone())?;
        let pairs = aligned(wanted, said);
        let share = pairs.len() as f32 / wanted.len().max(1) as f32;
        let (first, last) = (pairs.first()?, pairs.last()?);
        let place = self.cover(window.start + first.1..window.start + last.1 + 1)?;
        if share < MIN_SHARE {
            return None;
        }
        // The first word on either side that has no partner, with what stands there on the other side.
        let mut at = (0, first.1.saturating_sub(first.0));
        let ends = pairs.iter().copied().chain([(wanted.len(), last.1 + 1)]);
        for (one, other) in ends {
            if one > at.0 || other > at.1 {
                // As many words as the quotation has too many, where the passage ends before it.
                let other = if one == wanted.len() { (at.1 + one - at.0).min(said.len()) } else { other };
                return Some(FirstDifference {
                    share,
                    quoted: quoted.cover(at.0..one),
                    said: self.cover(window.start + at.1..window.start + other),
                    place,
                });
            }
            at = (one + 1, other + 1);
        }
        None
    }

    /// The run of words that has most words of a quotation.
    fn likest(&self, wanted: &[u32], within: Range<usize>) -> Option<Range<usize>> {
        let here = self.hashes.get(within.clone())?;
        let len = (wanted.len() + wanted.len() / MAX_SURPLUS + 1).min(here.len());
        if len == 0 {
            return None;
        }
        let mut needed: BTreeMap<u32, usize> = BTreeMap::new();
        for word in wanted {
            *needed.entry(*word).or_default() += 1;
        }
        let count = |start: usize| {
            let mut left = needed.clone();
            let mut is_taken = |word: &&u32| {
                left.get_mut(word).is_some_and(|count| {
                    let is_left = *count > 0;
                    *count = count.saturating_sub(1);
                    is_left
                })
            };
            here.iter().skip(start).take(len).filter(|word| is_taken(word)).count()
        };
        let counts: Vec<usize> = (0..=here.len() - len).map(count).collect();
        let most = counts.iter().copied().max()?;
        let best = (0..).zip(&counts).filter(|(_, count)| **count == most).map(|(start, _)| start);
        // Of those that have as many, the first that has most of them in order.
        let in_order =
            |start: &usize| here.get(*start..start + len).map_or(0, |said| aligned(wanted, said).len());
        let best = best.take(MAX_TRIED).max_by_key(|start| (in_order(start), std::cmp::Reverse(*start)))?;
        Some(within.start + best..within.start + best + len)
    }
}

/// A quotation without its ellipses and insertions, part by part.
pub(super) fn parts(quotation: &str) -> Vec<Wording> {
    let mut pieces: Vec<&str> = vec![quotation];
    for mark in ["[...]", "[…]", "(...)", "(…)", "[. . .]", ". . .", "...", "…"] {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(mark)).collect();
    }
    pieces.into_iter().map(Wording::of).collect()
}

/// The same without what stands in square brackets, which whoever quotes put in.
pub(super) fn parts_without_insertions(quotation: &str) -> Vec<Wording> {
    let mut outside: Vec<&str> = Vec::new();
    let mut rest = quotation;
    while let Some((before, after)) = rest.split_once('[') {
        outside.push(before);
        rest = after.split_once(']').map_or("", |(_, after)| after);
    }
    outside.push(rest);
    outside.into_iter().flat_map(parts).collect()
}

/// Pairs of places of a longest common subsequence.
fn aligned(one: &[u32], other: &[u32]) -> Vec<(usize, usize)> {
    let width = other.len() + 1;
    let mut lengths = vec![0_u16; (one.len() + 1) * width];
    let at = |row: usize, column: usize| row * width + column;
    let length = |lengths: &[u16], row, column| lengths.get(at(row, column)).copied().unwrap_or_default();
    for (row, left) in one.iter().enumerate().rev() {
        for (column, right) in other.iter().enumerate().rev() {
            let best = if left == right {
                length(&lengths, row + 1, column + 1) + 1
            } else {
                length(&lengths, row + 1, column).max(length(&lengths, row, column + 1))
            };
            if let Some(place) = lengths.get_mut(at(row, column)) {
                *place = best;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut pairs = Vec::new();
    while let (Some(left), Some(right)) = (one.get(row), other.get(column)) {
        if left == right {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if length(&lengths, row + 1, column) >= length(&lengths, row, column + 1) {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

/// Words, numbers, and signs without which a number says something else.
fn counts(token: &Token) -> bool {
    token.kind != TokenKind::Sign
        || token
            .plain
            .chars()
            .any(|c| matches!(c, '%' | '‰' | '$' | '¢' | '£' | '¥' | '°' | '\u{20A0}'..='\u{20CF}'))
}

/// FNV-1a: the same on every machine.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_found(text: &str, quotation: &str) -> bool {
        let text = Wording::of(text);
        text.find(&parts(quotation)).or_else(|| text.find(&parts_without_insertions(quotation))).is_some()
    }

    #[test]
    fn only_words_count() {
        let text = "They “limited our ability — for many that’s\n[Amazon] Bedrock,” by 5\u{a0}%.";
        for quotation in [
            "limited our ability",
            "Limited our ability – for many that's [Amazon] Bedrock",
            "limited […] ability ... for many that's",
            "limited our [own] ability",
            "Bedrock, by 5%",
        ] {
            assert!(is_found(text, quotation), "{quotation}");
        }
        for quotation in ["limited the ability", "ability limited", "ability … limited", "by 5", "by 6 %"] {
            assert_eq!(is_found(text, quotation), quotation == "by 5", "{quotation}");
        }
        assert!(is_found("彼は今日行くと言った", "今日行く"));
        assert!(!is_found("彼は今日行くと言った", "明日行く"));
    }

    #[test]
    fn the_first_difference_to_the_nearest_words_is_told() {
        let said = "He told us that it was a hard and very long winter for all of them, and left.";
        let differs = |quotation: &str| {
            let text = Wording::of(said);
            let found = text.nearest(&Wording::of(quotation), 0..text.len())?;
            let word =
                |span: Option<Span>, text: &str| span.and_then(|span| span.slice(text).map(str::to_owned));
            Some((word(found.quoted, quotation), word(found.said, said)))
        };
        let two = |one: &str, other: &str| Some((Some(one.to_owned()), Some(other.to_owned())));
        assert_eq!(differs("a hard and very cold winter for all"), two("cold", "long"));
        assert_eq!(differs("a hard and long winter"), Some((None, Some("very".to_owned()))));
        assert_eq!(differs("a hard and very, very long winter"), Some((Some("very".to_owned()), None)));
        assert_eq!(differs("something else that nobody ever wrote there"), None);
    }
}
