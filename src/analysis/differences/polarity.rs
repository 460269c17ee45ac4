//! What one text says and the other denies: negations bound to one word, and opposites.

use super::Features;
use super::align::{Found, Pair};
use super::words::{Class, Word, key_of};
use crate::text::Span;
use std::sync::LazyLock;

/// Tokens between a verb of staying and what stays.
const STAYING_REACH: usize = 5;

static PHASES: LazyLock<Vec<u64>> =
    LazyLock::new(|| ["start", "stop", "open", "close", "arrive", "leave"].into_iter().map(key_of).collect());

/// How two words of the texts relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    /// The same is said.
    Agree,
    /// One says what the other denies, by a negation.
    Denied,
    /// One says the opposite of the other.
    Opposite,
}

/// The strongest contrast of each word that no word of the other text agrees with.
pub(super) fn differences(pair: &Pair<'_>) -> Vec<Found> {
    if !pair.is_one_language() || is_plea(pair.from) != is_plea(pair.to) {
        return Vec::new();
    }
    let relations = relations(pair);
    // Where a negation stands differs between ways to say one thing: outside English one denial meets another.
    let denies = |features: &Features| features.words.iter().any(|word| word.is_negated);
    let may_deny = pair.from.language == "en" || denies(pair.from) != denies(pair.to);
    let is_settled = |one: Option<usize>, other: Option<usize>| {
        relations.iter().any(|(relation, left, right)| {
            *relation == Relation::Agree && (one == Some(*left) || other == Some(*right))
        })
    };
    let mut open: Vec<(usize, usize, usize, Found)> = Vec::new();
    for (relation, one, other) in &relations {
        let is_agreed =
            *relation == Relation::Agree || is_settled(Some(*one), None) || is_settled(None, Some(*other));
        let is_denied = *relation == Relation::Denied;
        if is_agreed || is_denied && (!may_deny || is_beside_agreement(pair, &relations, (*one, *other))) {
            continue;
        }
        let Some((left, right)) = pair.from.words.get(*one).zip(pair.to.words.get(*other)) else { continue };
        if is_aligned(pair, (*relation, *one, *other)) {
            let says = if *relation == Relation::Denied { "one side denies" } else { "opposites" };
            let common = pair.from.common_around((*one, *one + 1), pair.to, (*other, *other + 1));
            open.push((
                common,
                *one,
                *other,
                pair.found(
                    "polarity",
                    (Some(span(left)), Some(span(right))),
                    says,
                    cannot_both_hold(pair, (*relation, *one, *other)),
                ),
            ));
        }
    }
    if open.is_empty() && pair.from.language != "en" && may_deny {
        open.extend(denied_otherwise(pair));
    }
    // The best surroundings first, then by place, so that exchanging the sides changes nothing.
    open.sort_by_key(|(common, one, other, _)| {
        (std::cmp::Reverse(*common), one + other, one.abs_diff(*other))
    });
    let mut found: Vec<Found> = Vec::new();
    for (.., next) in open {
        let (from, to) = (next.difference.from.unwrap_or_default(), next.difference.to.unwrap_or_default());
        if !found.iter().any(|found| overlaps(found, from, to)) {
            found.push(next);
        }
    }
    found
}

/// A denial of a verb that has another form beside a negation: "أكد" and "لم يؤكد".
///
/// The texts are the same but for that one word.
fn denied_otherwise(pair: &Pair<'_>) -> Option<(usize, usize, usize, Found)> {
    let lacking = |features: &Features, other: &Features| {
        let mut places = features.content.iter().copied().filter(|at| {
            let key = features.words.get(*at).map(|word| word.key);
            key.is_some_and(|key| other.keys.binary_search(&key).is_err())
        });
        places.next().filter(|_| places.next().is_none())
    };
    let (one, other) = (lacking(pair.from, pair.to)?, lacking(pair.to, pair.from)?);
    let (left, right) = pair.from.words.get(one).zip(pair.to.words.get(other))?;
    let is_denial = left.is_negated != right.is_negated
        && !left.is_weakly_negated
        && !right.is_weakly_negated
        && left.class != Class::Name
        && right.class != Class::Name;
    let spans = (Some(span(left)), Some(span(right)));
    let is_alike = pair.shared >= 2 && pair.is_twin_but(1);
    (is_denial && is_alike).then(|| (0, one, other, pair.found("polarity", spans, "one side denies", true)))
}

/// Whether the negation of either word also denies a word that the other text denies as well.
///
/// "ends the exclusive licence" and "the licence is not exclusive" agree, though only one denies the licence.
fn is_beside_agreement(
    pair: &Pair<'_>,
    relations: &[(Relation, usize, usize)],
    places: (usize, usize),
) -> bool {
    let negator = |features: &Features, at: usize| features.words.get(at).and_then(|word| word.negator);
    let negators = (negator(pair.from, places.0), negator(pair.to, places.1));
    relations.iter().filter(|(relation, ..)| *relation == Relation::Agree).any(|(_, one, other)| {
        let there = (negator(pair.from, *one), negator(pair.to, *other));
        there.0.is_some()
            && there.1.is_some()
            && ((negators.0.is_some() && negators.0 == there.0)
                || (negators.1.is_some() && negators.1 == there.1))
    })
}

/// A word with the negation that turns it round.
fn span(word: &Word) -> Span {
    word.negator.map_or(word.span, |negator| negator.cover(word.span))
}

fn overlaps(found: &Found, from: Span, to: Span) -> bool {
    let meets = |one: Option<Span>, other: Span| one.is_some_and(|one| one.overlaps(other));
    meets(found.difference.from, from) || meets(found.difference.to, to)
}

/// A plea is somebody's word, not the text's: "pleads not guilty".
fn is_plea(features: &Features) -> bool {
    features
        .tokens
        .iter()
        .any(|token| ["plead", "pleads", "pleaded", "pleading", "pled"].contains(&token.plain.as_str()))
}

fn relations(pair: &Pair<'_>) -> Vec<(Relation, usize, usize)> {
    let mut found = Vec::new();
    for one in &pair.from.content {
        let Some(left) = pair.from.words.get(*one) else { continue };
        for other in &pair.to.content {
            let Some(right) = pair.to.words.get(*other) else { continue };
            if let Some(relation) = relation(left, right, pair.from.language) {
                found.push((relation, *one, *other));
            }
        }
    }
    found
}

fn relation(one: &Word, other: &Word, language: &str) -> Option<Relation> {
    let is_turned = one.is_negated != other.is_negated;
    if one.key == other.key {
        // German writes every noun as others write names.
        let is_name = language != "de" && (one.class == Class::Name || other.class == Class::Name);
        return match (is_turned, is_name) {
            (false, _) => Some(Relation::Agree),
            (true, false) => Some(Relation::Denied),
            (true, true) => None,
        };
    }
    if one.is_opposite(other) {
        return Some(if is_turned { Relation::Agree } else { Relation::Opposite });
    }
    None
}

/// Whether the two words are said of the same thing.
fn is_aligned(pair: &Pair<'_>, relation: (Relation, usize, usize)) -> bool {
    let (relation, one, other) = relation;
    let common = pair.from.common_around((one, one + 1), pair.to, (other, other + 1));
    let is_adverb = [(pair.from, one), (pair.to, other)]
        .iter()
        .any(|(features, at)| features.tokens.get(*at).is_some_and(|token| token.plain.ends_with("ly")));
    match relation {
        Relation::Agree => false,
        Relation::Denied => {
            let needed = if pair.is_close() { usize::from(pair.similarity < 0.75) } else { 2 };
            common >= needed && pair.shared >= 1
        }
        Relation::Opposite if pair.similarity_without(1) >= 0.6 => {
            common >= 1 && is_same_subject(pair, one, other)
        }
        Relation::Opposite => common >= 3 && !is_adverb && is_same_subject(pair, one, other),
    }
}

/// Whether the two words, said of the same thing, surely are said of it at the same time.
///
/// What ends was there before, and what begins may end: only texts that say nothing else are at odds over that.
fn cannot_both_hold(pair: &Pair<'_>, (relation, one, other): (Relation, usize, usize)) -> bool {
    let Some((left, right)) = pair.from.words.get(one).zip(pair.to.words.get(other)) else { return false };
    match relation {
        Relation::Agree => false,
        Relation::Denied => {
            let is_over = left.is_weakly_negated || right.is_weakly_negated;
            let goes_on =
                if left.is_weakly_negated { goes_on(pair.to, other) } else { goes_on(pair.from, one) };
            pair.is_alike() || (!is_over || goes_on) && pair.is_of_one_time()
        }
        Relation::Opposite => pair.is_twin_but(1) && !(is_phase(left) && is_phase(right) && !pair.is_bare()),
    }
}

/// "remains the exclusive provider": said of what is, not of what was.
fn goes_on(features: &Features, at: usize) -> bool {
    const STAYING: &[&str] = &[
        "remain",
        "remains",
        "retain",
        "retains",
        "keep",
        "keeps",
        "continue",
        "continues",
        "stay",
        "stays",
        "still",
    ];
    let clause = features.words.get(at).map(|word| word.clause);
    let near = features.words.iter().zip(&features.tokens).take(at).rev().take(STAYING_REACH);
    near.take_while(|(word, _)| Some(word.clause) == clause)
        .any(|(_, token)| STAYING.contains(&token.plain.as_str()))
}

/// What begins ends, and what opens closes: both are told of one thing.
fn is_phase(word: &Word) -> bool {
    PHASES.contains(&word.key)
}

/// Winners and losers are both right: the nearest name or noun before has to be the same, if both have one.
fn is_same_subject(pair: &Pair<'_>, one: usize, other: usize) -> bool {
    let mut left = pair.from.before(one).take(3).peekable();
    let right: Vec<u64> = pair.to.before(other).take(3).map(|word| word.key).collect();
    if left.peek().is_none() || right.is_empty() {
        return pair.is_close();
    }
    left.any(|word| right.contains(&word.key))
}
