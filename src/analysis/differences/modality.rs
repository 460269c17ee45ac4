//! How sure a text sounds of what it says: asserted, hedged, asked, planned, predicted.

use super::Features;
use super::align::{Found, Pair};
use super::language::{Tables, tables};
use super::names::Name;
use super::words::{Class, Word};
use crate::text::Span;
use crate::text::tokens::Token;

/// How something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    /// May be.
    Possible,
    /// Is said to be.
    Reported,
    /// Somebody thinks about it.
    Considered,
    /// Somebody threatens with it.
    Threatened,
    /// Somebody wants it.
    Planned,
    /// Somebody tries it.
    Tried,
    /// Will be.
    Predicted,
    /// Ought to be.
    Demanded,
    /// Looks like one of these and is none.
    Plain,
}

/// A word that says how sure something is, and the word it says it of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Modal {
    pub(super) mood: Mood,
    pub(super) span: Span,
    /// Place of the word that it bends; none means the whole sentence.
    pub(super) head: Option<usize>,
}

/// Finds the words that bend what is said.
pub(super) fn modals(tokens: &[Token], words: &[Word], language: &Tables) -> Vec<Modal> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((mood, len)) = language.moods.at(tokens, at) else {
            at += 1;
            continue;
        };
        let is_date = words.get(at).is_some_and(|word| word.class == Class::Value);
        // "considered the best", "warns of war": a view and an alarm are no plan.
        let is_doing = tokens.get(at + len).is_some_and(|next| next.plain.ends_with("ing"));
        let is_view = tokens
            .get(at)
            .is_some_and(|token| ["considered", "considers", "consider"].contains(&token.plain.as_str()));
        if let (false, Some(first), Some(last)) =
            (is_date || mood == Mood::Plain || is_view && !is_doing, words.get(at), words.get(at + len - 1))
        {
            let is_of_all = tokens.get(at).is_some_and(|token| {
                ["according", "reports", "it", "sources", "rumor"].contains(&token.plain.as_str())
            });
            let clause = last.clause;
            let mut after = (at + len..)
                .zip(words.iter().skip(at + len))
                .take(8)
                .take_while(|(_, word)| word.clause == clause);
            let is_head = |word: &Word, place: usize| {
                word.is_content() && tokens.get(place).is_some_and(|token| !token.plain.ends_with("ly"))
            };
            let head = after.find(|(place, word)| is_head(word, *place)).map(|(place, _)| place);
            found.push(Modal {
                mood,
                span: first.span.cover(last.span),
                head: if is_of_all { None } else { head },
            });
        }
        at += len;
    }
    found
}

/// The same said in another mood.
pub(super) fn differences(pair: &Pair<'_>) -> Vec<Found> {
    if !pair.is_one_language() {
        return Vec::new();
    }
    if pair.from.is_question != pair.to.is_question {
        return asked(pair).into_iter().collect();
    }
    let mut found = one_sided(pair, false);
    for other in one_sided(pair, true) {
        let is_known = found.iter().any(|one: &Found| {
            one.difference.from == other.difference.from && one.difference.to == other.difference.to
        });
        if !is_known {
            found.push(other);
        }
    }
    if found.is_empty() && pair.from.language != "en" {
        found.extend(bent_otherwise(pair));
    }
    found
}

/// A question on one side.
fn asked(pair: &Pair<'_>) -> Option<Found> {
    let whole = |features: &Features| {
        features.tokens.first().zip(features.tokens.last()).map(|(first, last)| first.span.cover(last.span))
    };
    let longest = |names: &[Name], other: &Features| {
        let is_said = |name: &&Name| name.keys.iter().all(|key| other.keys.binary_search(key).is_ok());
        names.iter().filter(is_said).map(|name| name.keys.len()).max().unwrap_or(0)
    };
    let longest = longest(&pair.from.names, pair.to).max(longest(&pair.to.names, pair.from));
    let is_about_same =
        (pair.is_close() && pair.shared >= 2) || (longest >= 1 && pair.shared >= 3) || longest >= 2;
    // "Why did …?" takes for granted what it asks about.
    let asking = if pair.from.is_question { pair.from } else { pair.to };
    let is_hard = is_polar(asking);
    is_about_same.then(|| {
        pair.found("modality", (whole(pair.from), whole(pair.to)), "asked here, said there", is_hard)
    })
}

/// Whether a question is answered with yes or no.
fn is_polar(features: &Features) -> bool {
    let polar = tables(features.language).polar;
    let is_asking = |token: &Token| polar.contains(&token.plain.as_str());
    let first = features.tokens.iter().find(|token| token.is_word());
    // A particle that asks may stand anywhere.
    let is_particle = |token: &Token| ["ли", "吗"].contains(&token.plain.as_str());
    first.is_some_and(is_asking) || features.tokens.iter().any(is_particle)
}

/// A mood on one side only, of a verb that has another form there: "продаёт" and "планирует продать".
///
/// The texts are the same but for that verb.
fn bent_otherwise(pair: &Pair<'_>) -> Option<Found> {
    let (from, to) = (pair.from.modals.as_slice(), pair.to.modals.as_slice());
    let lacking = |features: &Features, other: &Features| {
        let places = features.content.iter().filter_map(|at| features.words.get(*at));
        let mut places = places.filter(|word| other.keys.binary_search(&word.key).is_err());
        places.next().filter(|_| places.next().is_none()).map(|word| word.span)
    };
    let (one, other) = (lacking(pair.from, pair.to)?, lacking(pair.to, pair.from)?);
    let (mood, spans) = match (from, to) {
        ([modal], []) => (modal.mood, (Some(modal.span), Some(other))),
        ([], [modal]) => (modal.mood, (Some(one), Some(modal.span))),
        _ => return None,
    };
    let is_same_otherwise = pair.shared >= 2 && pair.is_twin_but(1);
    is_same_otherwise
        .then(|| pair.found("modality", spans, "how sure it is differs", is_hard(mood, None, pair)))
}

/// Each mood of one side against what the other side says of the same word.
fn one_sided(pair: &Pair<'_>, is_reversed: bool) -> Vec<Found> {
    let (bent, other) = if is_reversed { (pair.to, pair.from) } else { (pair.from, pair.to) };
    let mut found = Vec::new();
    for modal in &bent.modals {
        let Some((mood, span)) = counterpart(pair, bent, modal, other) else { continue };
        if mood == Some(modal.mood) {
            continue;
        }
        let is_hard = is_hard(modal.mood, mood, pair);
        let spans = if is_reversed { (Some(span), Some(modal.span)) } else { (Some(modal.span), Some(span)) };
        found.push(pair.found("modality", spans, "how sure it is differs", is_hard));
    }
    found
}

/// The mood in which the other text says the word that a modal bends, and where; none where it does not say it.
fn counterpart(
    pair: &Pair<'_>,
    bent: &Features,
    modal: &Modal,
    other: &Features,
) -> Option<(Option<Mood>, Span)> {
    let Some(head) = modal.head else {
        // Of the whole sentence: the other text is bent anywhere, or not.
        let mood = other.modals.iter().find(|one| one.mood == modal.mood);
        let first = other.content.first().and_then(|at| other.words.get(*at))?;
        return (pair.similarity >= 0.75)
            .then(|| mood.map_or((None, first.span), |mood| (Some(mood.mood), mood.span)));
    };
    let key = bent.words.get(head)?.key;
    let places = other.content.iter().filter(|at| {
        other
            .words
            .get(**at)
            .is_some_and(|word| word.key == key && (word.class != Class::Name || pair.is_alike()))
    });
    let needed = if pair.is_close() { usize::from(pair.similarity < 0.75) } else { 3 };
    let place =
        places.copied().max_by_key(|at| bent.common_around((head, head + 1), other, (*at, at + 1)))?;
    let is_there = |one: &&Modal| one.head == Some(place) || (one.head.is_none() && one.mood == modal.mood);
    let modal_there = other
        .modals
        .iter()
        .filter(is_there)
        .find(|one| one.mood == modal.mood)
        .or_else(|| other.modals.iter().find(is_there));
    let needed = if modal_there.is_some() { needed.min(2) } else { needed };
    let is_same_thing = bent.common_around((head, head + 1), other, (place, place + 1)) >= needed;
    // A negated word is a matter of polarity.
    let is_turned = bent.words.get(head).map(|word| word.is_negated)
        != other.words.get(place).map(|word| word.is_negated);
    let word = other.words.get(place)?;
    (is_same_thing && !is_turned)
        .then(|| modal_there.map_or((None, word.span), |there| (Some(there.mood), there.span)))
}

/// Whether the two moods say different things of the world and not only of its time.
fn is_hard(one: Mood, other: Option<Mood>, pair: &Pair<'_>) -> bool {
    let is_firm = |mood: Option<Mood>| matches!(mood, None | Some(Mood::Predicted));
    let is_soft = |mood: Option<Mood>| {
        matches!(mood, Some(Mood::Possible | Mood::Considered | Mood::Threatened | Mood::Tried))
    };
    let is_rumour = one == Mood::Reported || other == Some(Mood::Reported);
    let both = (Some(one), other);
    if is_rumour {
        return pair.is_alike() && is_firm(if one == Mood::Reported { other } else { both.0 });
    }
    if (is_firm(both.0) && is_soft(both.1)) || (is_soft(both.0) && is_firm(both.1)) {
        return pair.is_alike() || pair.is_twin_but(1);
    }
    let is_step = |mood: Option<Mood>| {
        matches!(mood, Some(Mood::Considered | Mood::Threatened | Mood::Planned | Mood::Tried))
    };
    if is_step(both.0) && is_step(both.1) {
        return true;
    }
    (is_step(both.0) && both.1.is_none() || both.0.is_none() && is_step(both.1))
        && (pair.is_alike() || pair.from.language != "en" && pair.is_twin_but(1))
}
