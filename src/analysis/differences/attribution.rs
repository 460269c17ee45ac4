//! Who says it, where the texts name different people.

use super::Features;
use super::align::{Found, Pair};
use super::names::{Likeness, likeness};
use super::words::{Class, Word};
use crate::text::Span;
use crate::text::tokens::Token;

/// Somebody to whom words are ascribed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source {
    /// The nearest word of the source, and its place.
    pub(super) at: usize,
    pub(super) key: u64,
    pub(super) span: Span,
}

const SAYING: &[&str] = &[
    "said",
    "says",
    "told",
    "announced",
    "claimed",
    "claims",
    "stated",
    "reported",
    "confirmed",
    "wrote",
    "added",
    "argued",
    "argues",
    "believes",
    "believe",
];

/// The word before a verb of saying, or after "according to".
pub(super) fn sources(tokens: &[Token], words: &[Word]) -> Vec<Source> {
    let content = |at: usize| words.get(at).filter(|word| word.is_content());
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let place = if SAYING.contains(&token.plain.as_str()) {
            (at.saturating_sub(2)..at).rev().find(|place| content(*place).is_some())
        } else if token.is("according") {
            (at + 2..at + 6)
                .take_while(|place| words.get(*place).is_some_and(|word| word.class != Class::Sign))
                .filter(|place| content(*place).is_some())
                .last()
        } else {
            None
        };
        if let Some((place, word)) = place.and_then(|place| content(place).map(|word| (place, word))) {
            found.push(Source { at: place, key: word.key, span: word.span });
        }
    }
    found
}

/// Texts that are alike but for who says it.
pub(super) fn differences(pair: &Pair<'_>) -> Vec<Found> {
    let ([one], [other]) = (pair.from.sources.as_slice(), pair.to.sources.as_slice()) else {
        return Vec::new();
    };
    let is_same = one.key == other.key || is_same_name(pair, one, other);
    if is_same || !pair.is_close() || !pair.is_one_language() {
        return Vec::new();
    }
    vec![pair.found("attribution", (Some(one.span), Some(other.span)), "ascribed to different people", false)]
}

fn is_same_name(pair: &Pair<'_>, one: &Source, other: &Source) -> bool {
    let name = |features: &Features, source: &Source| {
        features.names.iter().find(|name| name.place.0 <= source.at && source.at < name.place.1).cloned()
    };
    name(pair.from, one)
        .zip(name(pair.to, other))
        .is_some_and(|(one, other)| likeness(&one, &other) == Likeness::Same)
}
