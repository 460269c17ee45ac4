//! Dates and times of the same thing that differ, and before and after exchanged.

use super::align::{Found, Pair, matched};
use super::answer::{Answer, rival_score as rival_score_of, same_score};
use super::lexicon::hash;
use super::words::Class;
use super::{Features, TEMPORAL};
use crate::text::Span;
use crate::text::dates::{Moment, Relation};

/// Verbs of saying: their date is that of the words, not of what they tell.
const SAYING: &[&str] = &[
    "said",
    "says",
    "say",
    "announced",
    "announces",
    "confirmed",
    "confirms",
    "told",
    "reported",
    "reports",
    "condemned",
    "explained",
    "added",
    "wrote",
    "tweeted",
    "stated",
    "revealed",
    "claimed",
    "published",
    "testified",
    "heard",
    "denied",
    "warned",
    "praised",
    "criticised",
    "criticized",
    "called",
    "urged",
    "posted",
];

/// Pairs of dates that belong together and differ.
pub(super) fn differences(pair: &Pair<'_>) -> Vec<Found> {
    let (from, to) = (&pair.from.moments, &pair.to.moments);
    let (same, rest) = pairs(pair);
    let same =
        same.into_iter().filter_map(|(one, other)| relation_difference(pair, from.get(one)?, to.get(other)?));
    let mut found: Vec<Found> = same.collect();
    let rest = rest.into_iter().filter_map(|(one, other)| {
        let (one, other) = (from.get(one)?, to.get(other)?);
        let found = date_difference(pair, one, other);
        let is_hard = found.is_hard && is_of_one_event(pair, one, other);
        Some(Found { is_hard, ..found })
    });
    found.extend(rest);
    found.extend(order(pair));
    found
}

/// Whether the texts date what they say, and date it differently.
pub(super) fn has_other_dates(pair: &Pair<'_>) -> bool {
    let (same, rest) = pairs(pair);
    let differ = |(one, other): (usize, usize)| {
        let (one, other) = (pair.from.moments.get(one)?, pair.to.moments.get(other)?);
        Some(date_difference(pair, one, other).is_hard)
    };
    same.is_empty() && rest.into_iter().any(|places| differ(places) == Some(true))
}

/// What the second text says to dates of the first, by their place in it.
///
/// A date that fits is not the same one where another stands in much more alike surroundings.
pub(super) fn answers(pair: &Pair<'_>) -> Vec<(usize, Answer)> {
    let (from, to) = (&pair.from.moments, &pair.to.moments);
    let is_same = |one: &Moment, other: &Moment| one.is_comparable(other) && one.fits(other);
    let score = |one: usize, other: usize| {
        let (one, other) = (from.get(one)?, to.get(other)?);
        let common = common(pair, one, other);
        if is_same(one, other) {
            // A date that belongs to another part of the sentence has no lead.
            let is_of_same = shares_clause(pair, one, other);
            return Some(if is_of_same { same_score(common) } else { rival_score_of(common) });
        }
        rival_score(pair, one, other).map(|_| rival_score_of(common))
    };
    let answer = |(at, other_at): (usize, usize)| {
        let (one, other) = (from.get(at)?, to.get(other_at)?);
        let common = common(pair, one, other);
        if is_same(one, other) {
            let is_whole = says_all_of(one, other);
            let common = if is_whole { common } else { common / 2 };
            return Some((at, Answer::Same { at: other.span, common, is_whole }));
        }
        let found = date_difference(pair, one, other);
        found.is_hard.then_some((at, Answer::Other { difference: found.difference, common }))
    };
    matched(from.len(), to.len(), score).into_iter().filter_map(answer).collect()
}

/// Whether the parts of the sentences in which the dates stand share a word.
fn shares_clause(pair: &Pair<'_>, one: &Moment, other: &Moment) -> bool {
    let near = |features: &Features, moment: &Moment| -> Vec<u64> {
        let words = features.before(moment.first).chain(features.after(moment.end));
        words.map(|word| word.key).collect()
    };
    let there = near(pair.to, other);
    near(pair.from, one).iter().any(|key| there.contains(key))
}

/// Whether the second date says each field that the first one does.
const fn says_all_of(one: &Moment, other: &Moment) -> bool {
    (one.year.is_none() || other.year.is_some())
        && (one.month.is_none() || other.month.is_some())
        && (one.day.is_none() || other.day.is_some())
}

/// Places of dates in both texts.
type Places = Vec<(usize, usize)>;

/// Places of dates that stand for the same thing: those that fit, and those that do not.
fn pairs(pair: &Pair<'_>) -> (Places, Places) {
    let (from, to) = (&pair.from.moments, &pair.to.moments);
    let same = matched(from.len(), to.len(), |one, other| {
        let (one, other) = (from.get(one)?, to.get(other)?);
        (one.is_comparable(other) && one.fits(other)).then(|| common(pair, one, other))
    });
    let rest = matched(from.len(), to.len(), |one, other| {
        let is_free = same.iter().all(|found| found.0 != one && found.1 != other);
        if is_free { rival_score(pair, from.get(one)?, to.get(other)?) } else { None }
    });
    (same, rest)
}

/// Whether two dates surely are of one event: the texts are the same but for the dates, or the word next to each date and
/// another one beside it are.
fn is_of_one_event(pair: &Pair<'_>, one: &Moment, other: &Moment) -> bool {
    if pair.is_twin_but(0) || !pair.is_one_language() {
        return true;
    }
    let next = |features: &Features, moment: &Moment| {
        let before = features.before(moment.first).next().map(|word| word.key);
        [before, next_key(features, moment)]
    };
    let (ones, others) = (next(pair.from, one), next(pair.to, other));
    let is_next = ones.iter().flatten().any(|key| others.contains(&Some(*key)));
    let is_count = is_countdown(pair.from, one) && is_countdown(pair.to, other);
    is_count || is_next && pair.beside((one.first, one.end), (other.first, other.end)) >= 2
}

fn date_difference(pair: &Pair<'_>, one: &Moment, other: &Moment) -> Found {
    let is_open = is_one_sided(one.relation) || is_one_sided(other.relation);
    let says = if one.minute.is_some() && other.minute.is_some() { "times differ" } else { "dates differ" };
    let is_hard = !is_open || one.relation == other.relation || pair.is_close();
    pair.found(TEMPORAL, (Some(one.span), Some(other.span)), says, is_hard)
}

const fn is_one_sided(relation: Relation) -> bool {
    matches!(relation, Relation::Before | Relation::After)
}

/// "before 2020" and "after 2020", "since 2019" and "in 2019".
fn relation_difference(pair: &Pair<'_>, one: &Moment, other: &Moment) -> Option<Found> {
    use Relation::{After, At, Before, By, Since, Until};
    let is_hard = match (one.relation, other.relation) {
        (left, right) if left == right => return None,
        (Before, After | Since | At)
        | (After | Since | At, Before)
        | (After, At | By | Until)
        | (At | By | Until, After) => {
            pair.is_close() && !is_of_noun(pair.from, one) && !is_of_noun(pair.to, other)
        }
        // To stand for the end, "by" and "until" are as often used for each other.
        (By | Until, By | Until) => return None,
        _ => false,
    };
    let with_relation = |features: &Features, moment: &Moment| {
        let start = features
            .tokens
            .get(moment.first.saturating_sub(1))
            .map_or(moment.span.start, |token| token.span.start);
        Some(Span::new(start, moment.span.end))
    };
    let spans = (with_relation(pair.from, one), with_relation(pair.to, other));
    Some(pair.found(TEMPORAL, spans, "time relations differ", is_hard))
}

fn common(pair: &Pair<'_>, one: &Moment, other: &Moment) -> u32 {
    let around = pair.from.common_around((one.first, one.end), pair.to, (other.first, other.end));
    u32::try_from(around).unwrap_or(0)
}

fn rival_score(pair: &Pair<'_>, one: &Moment, other: &Moment) -> Option<u32> {
    let is_date = one.is_comparable(other) && !one.fits(other);
    let is_told = (is_of_saying(pair.from, one), is_of_saying(pair.to, other));
    let is_noun = (is_of_noun(pair.from, one), is_of_noun(pair.to, other));
    let is_same_noun = !is_noun.0 || next_key(pair.from, one) == next_key(pair.to, other);
    if !is_date
        || is_told.0 != is_told.1
        || is_noun.0 != is_noun.1
        || !is_same_noun
        || is_gloss(pair.from, one)
        || is_gloss(pair.to, other)
    {
        return None;
    }
    let is_opened = |relation: Relation| matches!(relation, Relation::Since | Relation::Until | Relation::By);
    let is_other_end = is_opened(one.relation)
        && is_opened(other.relation)
        && one.relation != other.relation
        && pair.similarity <= 0.75;
    if is_other_end && matches!((one.relation, other.relation), (Relation::Since, _) | (_, Relation::Since)) {
        return None;
    }
    let common = common(pair, one, other);
    let needed = match pair.similarity {
        _ if !pair.is_one_language() => 0,
        similarity if similarity >= 0.75 => 0,
        similarity if similarity >= 0.5 => 1,
        _ if pair.shared >= 3 => 1,
        _ => 2,
    };
    let common = common + u32::from(is_countdown(pair.from, one) && is_countdown(pair.to, other));
    (common >= needed).then_some(common)
}

/// "Sunday's game", "the 2012 Colts": the date is part of the name of a thing.
fn is_of_noun(features: &Features, moment: &Moment) -> bool {
    let is = |at: Option<usize>, plain: &str| {
        at.and_then(|at| features.tokens.get(at)).is_some_and(|token| token.is(plain))
    };
    let is_before_noun = is(moment.first.checked_sub(1), "the")
        && features.words.get(moment.end).is_some_and(|word| word.is_content());
    is(Some(moment.end), "'s") || is_before_noun
}

fn next_key(features: &Features, moment: &Moment) -> Option<u64> {
    features.after(moment.end).next().map(|word| word.key)
}

/// "7:41 to go": what is left of a match.
fn is_countdown(features: &Features, moment: &Moment) -> bool {
    let is = |at: usize, plain: &str| features.tokens.get(at).is_some_and(|token| token.is(plain));
    moment.minute.is_some()
        && (is(moment.end, "left")
            || is(moment.end, "remaining")
            || (is(moment.end, "to") && (is(moment.end + 1, "go") || is(moment.end + 1, "play"))))
}

/// A second time in brackets says the first one again.
fn is_gloss(features: &Features, moment: &Moment) -> bool {
    moment.first > 0 && features.tokens.get(moment.first - 1).is_some_and(|token| token.is("("))
}

/// Whether the nearest verb before, or the word right after, is one of saying.
fn is_of_saying(features: &Features, moment: &Moment) -> bool {
    let is_saying =
        |at: usize| features.tokens.get(at).is_some_and(|token| SAYING.contains(&token.plain.as_str()));
    let after = (moment.end..moment.end + 3)
        .take_while(|at| features.words.get(*at).is_some_and(|word| word.class != Class::Sign))
        .any(is_saying);
    let clause = features.words.get(moment.first).map_or(0, |word| word.clause);
    let mut back = moment.first;
    while let Some(at) = back.checked_sub(1) {
        let Some((word, token)) = features.words.get(at).zip(features.tokens.get(at)) else { break };
        if word.clause != clause {
            break;
        }
        if is_saying(at) {
            return true;
        }
        if word.class == Class::Content && is_verb(&token.plain) {
            break;
        }
        back = at;
    }
    after
}

/// Good enough to find the verb that a date belongs to.
fn is_verb(plain: &str) -> bool {
    const PAST: &[&str] = &[
        "shot", "fell", "rose", "won", "lost", "sold", "bought", "began", "paid", "held", "met", "left",
        "took", "gave", "made", "died", "hit", "led", "broke", "struck", "came", "went",
    ];
    (plain.len() > 4 && (plain.ends_with("ed") || plain.ends_with("ing"))) || PAST.contains(&plain)
}

/// "before the strike" and "after the strike": the same thing on both sides of another.
fn order(pair: &Pair<'_>) -> Vec<Found> {
    if !pair.is_close() {
        return Vec::new();
    }
    let sides = |features: &Features| {
        let side = |at: usize| {
            let word = features.words.get(at)?;
            let is_before = word.plain == hash("before");
            let is_after = [hash("after"), hash("following")].contains(&word.plain);
            let next = features.after(at + 1).next().map(|next| next.key)?;
            (is_before || is_after).then_some((is_before, next, word.span))
        };
        (0..features.words.len()).filter_map(side).collect::<Vec<_>>()
    };
    let (from, to) = (sides(pair.from), sides(pair.to));
    let says = |sides: &[(bool, u64, Span)], is_before: bool, key: u64| {
        sides.iter().any(|(side, other_key, _)| *side == is_before && *other_key == key)
    };
    let mut found = Vec::new();
    for (is_before, key, span) in &from {
        let rivals = to.iter().filter(|(side, other_key, _)| other_key == key && side != is_before);
        for (.., other) in rivals.filter(|_| !says(&to, *is_before, *key) && !says(&from, !*is_before, *key))
        {
            found.push(pair.found(TEMPORAL, (Some(*span), Some(*other)), "order differs", true));
        }
    }
    found
}
