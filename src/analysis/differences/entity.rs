//! Names that stand in the place of others, and names that changed places.

use super::Features;
use super::align::{Found, Pair};
use super::names::{Likeness, Name, likeness};
use super::words::{Class, Word};
use crate::model::Difference;
use crate::text::Span;

/// Names replaced, then names exchanged.
pub(super) fn differences(pair: &Pair<'_>) -> Vec<Found> {
    if pair.from.is_title || pair.to.is_title || !pair.is_one_language() {
        return Vec::new();
    }
    let mut found: Vec<Found> = replaced(pair);
    for one in &mut found {
        one.is_hard &= is_only_the_name(pair, &one.difference);
    }
    // German writes every noun with a capital: what stands round a verb need not be names.
    if found.is_empty() && pair.from.language != "de" {
        found.extend(exchanged(pair));
    }
    found
}

/// Names of both sides that the other side lacks, in the same place of their sentences.
pub(super) fn replaced(pair: &Pair<'_>) -> Vec<Found> {
    let lacks = |name: &Name, features: &Features| {
        features.names.iter().all(|other| likeness(name, other) != Likeness::Same) && !is_said(name, features)
    };
    let mut found = Vec::new();
    for one in pair.from.names.iter().filter(|name| lacks(name, pair.to)) {
        for other in pair.to.names.iter().filter(|name| lacks(name, pair.from)) {
            let is_told = !(one.is_weak && other.is_weak);
            if is_told && is_same_place(pair, one, other) {
                let is_source = is_source(pair.from, one) && is_source(pair.to, other);
                found.push(pair.found(
                    "entity",
                    (Some(one.span), Some(other.span)),
                    "names differ",
                    !is_source,
                ));
            }
        }
    }
    found
}

/// Whether the texts are the same but for the names: the one thing that differs is who or where it is.
///
/// One person under two names, a town and its country: where anything else differs too, both may well hold.
fn is_only_the_name(pair: &Pair<'_>, difference: &Difference) -> bool {
    let name = |features: &Features, span: Option<Span>| {
        let name = features.names.iter().find(|name| Some(name.span) == span)?;
        let own = name.keys.iter().filter(|key| features.keys.binary_search(key).is_ok()).count();
        Some((own, features.keys.len()))
    };
    let (Some(one), Some(other)) = (name(pair.from, difference.from), name(pair.to, difference.to)) else {
        return false;
    };
    let is_all = |(own, all): (usize, usize)| {
        let rest = all.saturating_sub(own);
        rest > 0 && pair.shared * 10 >= rest * 9
    };
    is_all(one) && is_all(other)
}

/// Whether the words of a name stand in the other text in small letters, or the name's initials do.
fn is_said(name: &Name, features: &Features) -> bool {
    name.keys.iter().all(|key| features.keys.binary_search(key).is_ok())
}

/// Whether the words next to both names are the same, and the texts alike but for the names.
fn is_same_place(pair: &Pair<'_>, one: &Name, other: &Name) -> bool {
    let own = |name: &Name| name.keys.len();
    let shorter =
        (pair.from.keys.len().saturating_sub(own(one))).min(pair.to.keys.len().saturating_sub(own(other)));
    if shorter == 0 || pair.shared * 2 < shorter {
        return false;
    }
    let partly = likeness(one, other) == Likeness::Partly;
    let next = |features: &Features, name: &Name| features.after(name.place.1).next().map(|word| word.key);
    let last = |features: &Features, name: &Name| features.before(name.place.0).next().map(|word| word.key);
    let (after, before) =
        ((next(pair.from, one), next(pair.to, other)), (last(pair.from, one), last(pair.to, other)));
    let is_after = after.0.is_some() && after.0 == after.1;
    let is_before = before.0.is_some() && before.0 == before.1;
    let is_edge = |sides: (Option<u64>, Option<u64>)| sides.0.is_none() && sides.1.is_none();
    let lead = |features: &Features, name: &Name| {
        let word = name.place.0.checked_sub(1).and_then(|at| features.words.get(at));
        word.filter(|word| word.class == Class::Function).map(|word| word.plain)
    };
    let is_same_lead = lead(pair.from, one) == lead(pair.to, other);
    (is_after && (is_before || is_edge(before) || partly || pair.similarity >= 0.6))
        || (is_before && is_same_lead && (is_edge(after) || partly || pair.similarity >= 0.6))
        || (partly && pair.is_close())
}

/// A name before "said" and the like: who says it is a matter of attribution, unless it is about being first.
fn is_source(features: &Features, name: &Name) -> bool {
    let is_first = features.tokens.get(name.place.1).is_some_and(|token| token.is("first"));
    !is_first && features.sources.iter().any(|source| name.place.0 <= source.at && source.at < name.place.1)
}

/// "A sued B" and "B sued A"; "A was sued by B" says the same as the latter.
fn exchanged(pair: &Pair<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    if pair.similarity < 0.75 {
        return found;
    }
    let (from, to) = (deeds(pair.from), deeds(pair.to));
    for one in &from {
        for other in to.iter().filter(|other| other.verb == one.verb) {
            let is_crossed = likeness(one.doer, other.done_to) == Likeness::Same
                && likeness(one.done_to, other.doer) == Likeness::Same;
            if is_crossed && likeness(one.doer, one.done_to) != Likeness::Same {
                let spans = (
                    Some(one.doer.span.cover(one.done_to.span)),
                    Some(other.doer.span.cover(other.done_to.span)),
                );
                found.push(pair.found("entity", spans, "who did it to whom differs", true));
            }
        }
    }
    found
}

/// Somebody does something to somebody.
struct Deed<'f> {
    doer: &'f Name,
    done_to: &'f Name,
    verb: u64,
}

/// Two names with nothing but a verb between them that takes the second as its object.
fn deeds(features: &Features) -> Vec<Deed<'_>> {
    let mut found = Vec::new();
    for (first, second) in features.names.iter().zip(features.names.iter().skip(1)) {
        let between = || features.words.iter().zip(&features.tokens).take(second.place.0).skip(first.place.1);
        let content: Vec<&Word> = between().map(|(word, _)| word).filter(|word| word.is_content()).collect();
        let Some(verb) = content.first().filter(|_| content.len() <= 2) else { continue };
        let small = |plain: &str| between().any(|(_, token)| token.is(plain));
        let is_loose = ["and", "or", "with", ",", "between", "like", "as", "on", "of", "in", "at", "for"]
            .iter()
            .any(|joint| small(joint));
        if is_loose || second.place.0 - first.place.1 > 6 {
            continue;
        }
        let is_passive = small("by")
            && ["was", "were", "is", "are", "been", "be", "being"].iter().any(|auxiliary| small(auxiliary));
        let (doer, done_to) = if is_passive { (second, first) } else { (first, second) };
        found.push(Deed { doer, done_to, verb: verb.key });
    }
    found
}
