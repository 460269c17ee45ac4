//! How much of something is meant: all or some of it, only this one or others too.

use super::Features;
use super::align::{Found, Pair};
use super::words::{Class, Word, key_of};
use crate::text::Span;
use crate::text::phrases::Phrases;
use std::sync::LazyLock;

/// How many of what follows are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Share {
    /// Each one.
    All,
    /// More than half.
    Most,
    /// Not all.
    Some,
    /// Nobody.
    None,
    /// The words only look like it.
    Other,
}

/// Bytes between "exclusive" and what it is a right to.
const OWNED_REACH: usize = 16;

static SHARES: LazyLock<Phrases<Share>> = LazyLock::new(|| {
    Phrases::new(&[
        (Share::All, "all|every|each|all of|all the|everyone|everybody|entire|the whole|every one of"),
        (Share::Most, "most|most of|the majority of|a majority of|mostly|majority of"),
        (
            Share::Some,
            "some|some of|not all|part of|parts of|certain|a few|a minority of|not every|few of|several|many|only some",
        ),
        (Share::None, "none of|no|none|not one"),
        (
            Share::Other,
            "no longer|no doubt|no matter|at all|all but|after all|some time|no more than|not only",
        ),
    ])
});

/// Say that there are others beside.
static OTHERS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        (),
        "any|all|other|multiple|several|competing|various|different|rival|many|multi|additional|alternative|third - party|one of",
    )])
});

static EXCLUSIVE: LazyLock<[u64; 1]> = LazyLock::new(|| [key_of("exclusive")]);

/// Shares of one noun that differ, and what is the only one here and one of several there.
pub(super) fn differences(pair: &Pair<'_>) -> Vec<Found> {
    if !pair.is_one_language() || pair.from.language != "en" {
        return Vec::new();
    }
    let mut found = shares(pair);
    found.extend(only_and_others(pair, pair.from, pair.to).map(|(one, other)| only(pair, one, other)));
    found.extend(only_and_others(pair, pair.to, pair.from).map(|(other, one)| only(pair, one, other)));
    found
}

fn only(pair: &Pair<'_>, from: Span, to: Span) -> Found {
    let is_hard = pair.is_of_one_time();
    pair.found("scope", (Some(from), Some(to)), "only one here, others there", is_hard)
}

/// "all passengers" and "some passengers".
fn shares(pair: &Pair<'_>) -> Vec<Found> {
    let (from, to) = (shares_of(pair.from), shares_of(pair.to));
    let says = |shares: &[(Share, u64, Span)], share: Share, key: u64| {
        shares.iter().any(|(one, other_key, _)| *one == share && *other_key == key)
    };
    let mut found = Vec::new();
    for (one, key, span) in &from {
        for (other, _, other_span) in to.iter().filter(|(_, other_key, _)| other_key == key) {
            if one == other || says(&to, *one, *key) || says(&from, *other, *key) {
                continue;
            }
            let is_near =
                *one == Share::Most && *other != Share::None || *other == Share::Most && *one != Share::None;
            let is_hard = pair.is_close() && !is_near;
            found.push(pair.found(
                "scope",
                (Some(*span), Some(*other_span)),
                "how many are meant differs",
                is_hard,
            ));
        }
    }
    found
}

fn shares_of(features: &Features) -> Vec<(Share, u64, Span)> {
    let mut found = Vec::new();
    for at in 0..features.tokens.len() {
        let Some((share, len)) = SHARES.at(&features.tokens, at) else { continue };
        if share == Share::Other {
            continue;
        }
        let is_inside = at > 0 && SHARES.at(&features.tokens, at - 1).is_some_and(|(_, before)| before > 1);
        let next = (at + len..at + len + 3)
            .filter_map(|next| features.words.get(next))
            .find(|word| word.is_content());
        if let (false, Some(word), Some(first)) = (is_inside, next, features.words.get(at)) {
            found.push((share, word.key, first.span.cover(word.span)));
        }
    }
    found
}

/// A word such as *exclusive* in one text, and *other*, *any*, *several* of the same noun in the other text.
fn only_and_others(pair: &Pair<'_>, one: &Features, many: &Features) -> Option<(Span, Span)> {
    if pair.shared < 2 || one.is_question || many.is_question || !others(one).is_empty() {
        return None;
    }
    let is_only_too = (0..).zip(&many.words).any(|(at, word)| is_exclusive(many, at, word));
    for (at, word) in (0..).zip(&one.words).filter(|(at, word)| is_exclusive(one, *at, word)) {
        let nouns: Vec<u64> = one.after(at + 1).take(4).map(|word| word.key).collect();
        // "exclusive rights to any product": that is not others beside the only one.
        let owned = (0..).zip(&many.words).filter(|(at, word)| is_exclusive(many, *at, word));
        let owned: Vec<Span> = owned.map(|(_, word)| word.span).collect();
        let is_owned = |span: &Span| {
            owned.iter().any(|only| only.end <= span.start && span.start - only.end <= OWNED_REACH)
        };
        for (span, keys, is_plural) in others(many).into_iter().filter(|(span, ..)| !is_owned(span)) {
            let is_same = keys.iter().any(|key| nouns.contains(key));
            if is_same && is_plural && (!is_only_too || pair.shared >= 3) {
                return Some((word.span, span));
            }
        }
    }
    None
}

/// "exclusive", "sole", "the only"
fn is_exclusive(features: &Features, at: usize, word: &Word) -> bool {
    let is = |place: Option<usize>, plain: &str| {
        place.and_then(|place| features.tokens.get(place)).is_some_and(|token| token.is(plain))
    };
    let is_the_only =
        is(Some(at), "only") && ["the", "its", "their"].iter().any(|lead| is(at.checked_sub(1), lead));
    (EXCLUSIVE.contains(&word.key) && word.is_content() || is_the_only) && !word.is_negated
}

/// Words that say there are others: their span, the nouns after them, and whether those are several.
fn others(features: &Features) -> Vec<(Span, Vec<u64>, bool)> {
    let mut found = Vec::new();
    for at in 0..features.tokens.len() {
        let Some(((), len)) = OTHERS.at(&features.tokens, at) else { continue };
        let next: Vec<(usize, &Word)> = (at + len..at + len + 4)
            .filter_map(|next| features.words.get(next).map(|word| (next, word)))
            .take_while(|(place, word)| {
                word.is_content()
                    || word.class == Class::Value
                    || (*place == at + len && features.tokens.get(*place).is_some_and(|token| token.is("-")))
            })
            .filter(|(_, word)| word.is_content())
            .collect();
        let Some((first, (_, last))) = features.words.get(at).zip(next.last()) else { continue };
        let is_any =
            features.tokens.get(at).is_some_and(|token| ["any", "multi"].contains(&token.plain.as_str()));
        let is_plural = is_any
            || next.iter().any(|(place, _)| {
                features.tokens.get(*place).is_some_and(|token| token.plain.ends_with('s'))
            });
        found.push((first.span.cover(last.span), next.iter().map(|(_, word)| word.key).collect(), is_plural));
    }
    found
}
