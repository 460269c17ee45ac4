//! Numbers that count or measure the same thing and differ.

use super::Features;
use super::align::{Found, Pair, matched};
use super::answer::{Answer, rival_score as rival_score_of, same_score};
use super::lexicon::hash;
use super::names::{Likeness, likeness};
use super::words::{Class, key_of};
use crate::text::numbers::{Bound, Currency, Dimension, Quantity, Unit};
use std::sync::LazyLock;

/// What happens to people who are counted: two different ones are never set side by side.
static FATES: LazyLock<Vec<u64>> = LazyLock::new(|| {
    [
        "die",
        "injure",
        "arrest",
        "miss",
        "rescue",
        "evacuate",
        "survive",
        "infect",
        "hospitalize",
        "displace",
        "homeless",
        "jail",
        "hostage",
    ]
    .into_iter()
    .map(key_of)
    .collect()
});
/// Nouns for people, who are meant also where no noun stands.
static PEOPLE: LazyLock<Vec<u64>> = LazyLock::new(|| {
    [
        "person",
        "resident",
        "civilian",
        "man",
        "woman",
        "child",
        "victim",
        "individual",
        "passenger",
        "worker",
        "soldier",
        "student",
        "employee",
        "boy",
        "girl",
        "teenager",
    ]
    .into_iter()
    .map(key_of)
    .collect()
});

static ANYBODY: LazyLock<u64> = LazyLock::new(|| key_of("person"));

/// How far apart the ends of two ranges may be that say the same, as a part of them.
const NEAR_END: f64 = 0.02;
/// Who tells of one thing may be wrong by that factor; further apart, two things are told of.
const MAX_APART: f64 = 10.0;

/// Tokens between a number and the name of whose it is.
const OWNER_REACH: usize = 4;

/// Before a number they say what a minus says.
static FALLS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    ["fall", "drop", "decline", "decrease", "shrink", "lose", "contract", "slip"]
        .into_iter()
        .map(key_of)
        .collect()
});

/// Pairs of numbers that belong together, with a difference for those that differ.
pub(super) fn differences(pair: &Pair<'_>) -> Vec<Found> {
    let (from, to) = (&pair.from.quantities, &pair.to.quantities);
    let same = matched(from.len(), to.len(), |one, other| equal_score(pair, from.get(one)?, to.get(other)?));
    let is_free =
        |place: usize, side: fn(&(usize, usize)) -> usize| same.iter().all(|found| side(found) != place);
    let rest = matched(from.len(), to.len(), |one, other| {
        let is_open = is_free(one, |found| found.0) && is_free(other, |found| found.1);
        if is_open { rival_score(pair, from.get(one)?, to.get(other)?) } else { None }
    });
    let mut found: Vec<Found> = Vec::new();
    for (one, other) in same.into_iter().chain(rest) {
        if let (Some(one), Some(other)) = (from.get(one), to.get(other)) {
            found.extend(difference(pair, one, other));
        }
    }
    found
}

/// What the second text says to numbers of the first, by their place in it.
///
/// Stricter than [`differences`]: somebody who restates a number writes it as it was or rounds it.
pub(super) fn answers(pair: &Pair<'_>) -> Vec<(usize, Answer)> {
    let (from, to) = (&pair.from.quantities, &pair.to.quantities);
    let score = |one: usize, other: usize| {
        let (one, other) = (from.get(one)?, to.get(other)?);
        let common = common(pair, one, other);
        if is_same_number(pair, one, other) {
            return Some(same_score(common + 1));
        }
        let is_told =
            !is_vague(one, other) && !is_fall(pair.from, one, other) && !is_fall(pair.to, other, one);
        let is_rival = is_told && same_unit(one.unit, other.unit) && rival_score(pair, one, other).is_some();
        is_rival.then(|| rival_score_of(common))
    };
    let mut pairs = matched(from.len(), to.len(), score);
    let left = left_over(pair, &pairs);
    pairs.extend(left);
    let answer = |(at, other_at): (usize, usize)| {
        let (one, other) = (from.get(at)?, to.get(other_at)?);
        let common = common(pair, one, other);
        if is_same_number(pair, one, other) {
            return Some((at, Answer::Same { at: other.span, common, is_whole: true }));
        }
        let found = pair.found("numeric", (Some(one.span), Some(other.span)), "values differ", true);
        Some((at, Answer::Other { difference: found.difference, common }))
    };
    pairs.into_iter().filter_map(answer).collect()
}

/// "29 percent against 22 percent" beside "39 percent against 22 percent": where one number of a unit is the same, the only
/// other one of that unit on either side stands for the same thing, too.
fn left_over(pair: &Pair<'_>, pairs: &[(usize, usize)]) -> Option<(usize, usize)> {
    let (from, to) = (&pair.from.quantities, &pair.to.quantities);
    let is_measured = |unit: Unit| !matches!(unit, Unit::Count | Unit::Ordinal | Unit::Factor | Unit::Age);
    let same = pairs.iter().find(|(one, other)| {
        let both = from.get(*one).zip(to.get(*other));
        both.is_some_and(|(one, other)| is_measured(one.unit) && is_same_number(pair, one, other))
    });
    let unit = from.get(same?.0)?.unit;
    let only = |quantities: &[Quantity], is_taken: &dyn Fn(usize) -> bool| {
        let free = (0..).zip(quantities).filter(|(at, one)| !is_taken(*at) && same_unit(one.unit, unit));
        let free: Vec<usize> = free.map(|(at, _)| at).collect();
        if let [only] = free.as_slice() { Some(*only) } else { None }
    };
    let one = only(from, &|at| pairs.iter().any(|(one, _)| *one == at))?;
    let other = only(to, &|at| pairs.iter().any(|(_, other)| *other == at))?;
    let is_told = from.get(one).zip(to.get(other)).is_some_and(|(one, other)| !is_vague(one, other));
    is_told.then_some((one, other))
}

fn is_same_number(pair: &Pair<'_>, one: &Quantity, other: &Quantity) -> bool {
    is_restated(one, other) && (is_plainly_same(one, other) || equal_score(pair, one, other).is_some())
}

/// The same value and unit, whatever stands around.
fn is_plainly_same(one: &Quantity, other: &Quantity) -> bool {
    one.is_same(other) && same_unit(one.unit, other.unit)
}

/// Whether somebody who read the second number may write the first one.
fn is_restated(one: &Quantity, other: &Quantity) -> bool {
    let apart = (one.value - other.value).abs();
    let scale = one.value.abs().max(other.value.abs());
    if let (Some(range), Some(other_range)) = (one.range, other.range) {
        let is_near = |one: f64, other: f64| (one - other).abs() <= NEAR_END * one.abs().max(other.abs());
        let is_wide = |(low, high): (f64, f64)| high > 3.0 * low;
        let are_ends_near = is_near(range.0, other_range.0) && is_near(range.1, other_range.1);
        // "Dozens" and "scores" have no ends that somebody wrote.
        return are_ends_near || (is_wide(range) && is_wide(other_range) && one.fits(other));
    }
    if one.range.is_some() || other.range.is_some() {
        return one.fits(other) && !is_vague(one, other);
    }
    let is_rounding = apart <= 0.5 * one.step.max(other.step) + 1e-9 * scale;
    let is_rounder = one.fits(other) && apart <= 0.25 * scale && digits(one) < digits(other);
    apart <= 1e-9 * scale || is_rounding || is_rounder
}

/// "Billions" say nothing of 3 billion.
fn is_vague(one: &Quantity, other: &Quantity) -> bool {
    one.range.is_none() && other.range.is_some_and(|(low, high)| low <= 0.0 || high > 3.0 * low)
}

/// Digits that are written, zeros at the end left out.
fn digits(quantity: &Quantity) -> i32 {
    let mut scaled = (quantity.value / quantity.factor).abs();
    if scaled < 1e-12 {
        return 0;
    }
    let top = scaled.log10().floor();
    scaled /= 10_f64.powf(top);
    (0..12)
        .find(|count| {
            let shifted = scaled * 10_f64.powi(*count);
            (shifted - shifted.round()).abs() < 1e-6 * shifted
        })
        .unwrap_or(12)
}

fn difference(pair: &Pair<'_>, one: &Quantity, other: &Quantity) -> Option<Found> {
    let spans = (Some(one.span), Some(other.span));
    if one.is_same(other) && same_unit(one.unit, other.unit) {
        return None;
    }
    if !same_unit(one.unit, other.unit) {
        // Without a rate nobody can tell two currencies apart from one conversion.
        let may_be_converted = matches!((one.unit, other.unit), (Unit::Money(_), Unit::Money(_)))
            && (one.value - other.value).abs() <= 0.5 * one.value.abs().max(other.value.abs())
            && (one.value - other.value).abs() > 1e-9 * one.value.abs();
        return Some(pair.found("numeric", spans, "units differ", !may_be_converted && pair.is_twin_but(0)));
    }
    if one.fits(other) {
        let is_bent_only = (one.value - other.value).abs() <= 1e-9 * one.value.abs();
        let says =
            if is_bent_only { "values fit, bounds differ" } else { "values fit, one is rounded or open" };
        return Some(pair.found("numeric", spans, says, false));
    }
    if is_fall(pair.from, one, other) || is_fall(pair.to, other, one) {
        return None;
    }
    Some(pair.found("numeric", spans, "values differ", cannot_both_hold(pair, one, other)))
}

/// Whether two unequal numbers surely speak of the same thing.
///
/// The texts are the same but for the number; or they name the same people and no other day, and the same noun is counted, the
/// same befalls those who are, or the same words stand beside both numbers.
fn cannot_both_hold(pair: &Pair<'_>, one: &Quantity, other: &Quantity) -> bool {
    if pair.is_twin_but(0) || !pair.is_one_language() {
        return true;
    }
    if is_vague(one, other) || is_vague(other, one) {
        return false;
    }
    let (low, high) = (one.value.abs().min(other.value.abs()), one.value.abs().max(other.value.abs()));
    // Whose a sum is stands behind it as often as before.
    let is_sum = matches!(one.unit, Unit::Money(_));
    let is_others = !is_sum && is_other_owner(pair, one, other);
    if !pair.is_of_one_event() || high > MAX_APART * low || is_others {
        return false;
    }
    let places = ((one.first, one.end), (other.first, other.end));
    let beside = pair.beside(places.0, places.1);
    let beside_but_names = pair.beside_but_names(places.0, places.1);
    let around = pair.from.common_around(places.0, pair.to, places.1);
    let is_same_fate = fate(pair.from, one).is_some_and(|key| fate_is(pair.to, other, key));
    let is_same_noun = nouns(pair.from, one).iter().any(|key| nouns(pair.to, other).contains(key));
    match one.unit {
        Unit::Ordinal | Unit::Score => false,
        _ if pair.is_bare() && pair.is_close() && around >= 1 => true,
        Unit::Age => true,
        Unit::Count | Unit::Factor => is_same_fate && around >= 1 || is_same_noun && beside_but_names >= 2,
        Unit::Measure(Dimension::Time) => is_same_noun && beside >= 2,
        _ => around >= 2 && beside >= 1,
    }
}

/// "Luck throws for 205 yards" beside "Charles' 226 yards": the name next to each number is another one, of which the other
/// text says nothing.
fn is_other_owner(pair: &Pair<'_>, one: &Quantity, other: &Quantity) -> bool {
    let owner = |features: &'_ Features, quantity: &Quantity, there: &Features| {
        let clause = features.words.get(quantity.first).map(|word| word.clause);
        let near = features.names.iter().rev().find(|name| {
            name.place.1 <= quantity.first
                && quantity.first - name.place.1 <= OWNER_REACH
                && features.words.get(name.place.0).map(|word| word.clause) == clause
        });
        near.is_some_and(|name| there.names.iter().all(|other| likeness(name, other) == Likeness::Different))
    };
    owner(pair.from, one, pair.to) && owner(pair.to, other, pair.from)
}

/// "It fell 2.5%" beside "-2.5%".
fn is_fall(features: &Features, plain: &Quantity, negative: &Quantity) -> bool {
    plain.value > 0.0
        && (plain.value + negative.value).abs() <= 1e-9 * plain.value
        && features.before(plain.first).take(3).any(|word| FALLS.contains(&word.key))
}

fn same_unit(one: Unit, other: Unit) -> bool {
    let is_dollar = |unit: Unit| matches!(unit, Unit::Money(Currency::Dollar | Currency::UsDollar));
    let is_any_dollar = |unit: Unit| matches!(unit, Unit::Money(Currency::Dollar | Currency::OtherDollar));
    one == other || (is_dollar(one) && is_dollar(other)) || (is_any_dollar(one) && is_any_dollar(other))
}

/// Units that speak of one kind of thing.
fn comparable(one: Unit, other: Unit) -> bool {
    let is_share = |unit: Unit| matches!(unit, Unit::Percent | Unit::PercentPoint);
    same_unit(one, other)
        || (is_share(one) && is_share(other))
        || matches!((one, other), (Unit::Money(_), Unit::Money(_)))
}

/// How sure it is that two numbers that may be equal stand for one thing.
fn equal_score(pair: &Pair<'_>, one: &Quantity, other: &Quantity) -> Option<u32> {
    let is_same = (same_unit(one.unit, other.unit) || is_unit_missing(one, other))
        && one.fits(other)
        && !is_other_role(pair, one, other);
    if !is_same {
        return None;
    }
    let is_exact = u32::from(one.is_same(other));
    let common = common(pair, one, other);
    // Dozens fit many numbers: only with something around them in common.
    let is_vague = one.range.is_some()
        || other.range.is_some()
        || one.bound != Bound::Exact
        || other.bound != Bound::Exact;
    (is_exact == 1 || common > 0 || (!is_vague && pair.is_close())).then_some(100 * is_exact + 10 * common)
}

/// "$1.5 million" and "1.5 million": the unit may be left out, but not made up.
fn is_unit_missing(one: &Quantity, other: &Quantity) -> bool {
    matches!((one.unit, other.unit), (Unit::Count, Unit::Money(_)) | (Unit::Money(_), Unit::Count))
}

/// How sure it is that two unequal numbers stand for one thing; none where they may well not.
fn rival_score(pair: &Pair<'_>, one: &Quantity, other: &Quantity) -> Option<u32> {
    if !comparable(one.unit, other.unit)
        || is_other_role(pair, one, other)
        || is_part(pair.from, one)
        || is_part(pair.to, other)
    {
        return None;
    }
    let common = common(pair, one, other);
    let is_counted_alike = counted_alike(pair, one, other);
    let is_alike = match one.unit {
        Unit::Count | Unit::Ordinal => is_counted_alike?,
        Unit::Age => return same_person(pair, one, other).then_some(common + 1),
        _ => is_counted_alike.unwrap_or(true),
    };
    let is_other_language = !pair.is_one_language();
    let needed = match (pair.is_close(), is_alike) {
        _ if is_other_language => 0,
        (true, true) => u32::from(pair.similarity < 0.75),
        (true, false) | (false, true) => 2,
        (false, false) => return None,
    };
    (common >= needed).then_some(10 * common + u32::from(is_alike))
}

/// Shared words around, those of the noun and the fate counted again.
fn common(pair: &Pair<'_>, one: &Quantity, other: &Quantity) -> u32 {
    let around = pair.from.common_around((one.first, one.end), pair.to, (other.first, other.end));
    let fate = fate(pair.from, one).is_some_and(|key| fate_is(pair.to, other, key));
    // "Five days of riots": a measure of the same thing.
    let is_of_same = !matches!(one.unit, Unit::Count | Unit::Ordinal | Unit::Age)
        && nouns(pair.from, one).iter().any(|key| nouns(pair.to, other).contains(key));
    u32::try_from(around).unwrap_or(0) + 2 * u32::from(fate) + u32::from(is_of_same)
}

/// Whether both count the same noun; none where one counts something else for sure.
fn counted_alike(pair: &Pair<'_>, one: &Quantity, other: &Quantity) -> Option<bool> {
    let (ones, others) = (nouns(pair.from, one), nouns(pair.to, other));
    let is_person = |keys: &[u64]| keys.iter().any(|key| PEOPLE.contains(key));
    let is_fate = |keys: &[u64]| keys.iter().any(|key| FATES.contains(key));
    if ones.iter().any(|key| others.contains(key)) {
        return Some(true);
    }
    let fates = (fate(pair.from, one), fate(pair.to, other));
    if is_person(&ones) && is_person(&others) && !ones.contains(&*ANYBODY) && !others.contains(&*ANYBODY) {
        // Two men and several students: only where the same happens to both.
        return Some(fates.0.is_some() && fates.0 == fates.1);
    }
    let may_be_people = |keys: &[u64]| is_person(keys) || is_fate(keys) || keys.is_empty();
    if (is_person(&ones) || is_person(&others)) && may_be_people(&ones) && may_be_people(&others) {
        return Some(true);
    }
    if !matches!(one.unit, Unit::Count | Unit::Ordinal) && (ones.is_empty() || others.is_empty()) {
        return None;
    }
    if ones.is_empty() || others.is_empty() {
        // One leaves its noun out: only in texts that are alike otherwise, and not a magnitude beside the injured.
        let is_thing = |keys: &[u64]| !keys.is_empty() && !is_person(keys) && !is_fate(keys);
        let is_about_people =
            fates.0.is_some() != fates.1.is_some() && (is_thing(&ones) || is_thing(&others));
        return Some(pair.is_close() && !is_about_people);
    }
    (pair.similarity >= 0.75 && !matches!(one.unit, Unit::Count | Unit::Ordinal)).then_some(false)
}

/// What is counted: the words right after a number, up to the next small word.
fn nouns(features: &Features, quantity: &Quantity) -> Vec<u64> {
    let words = features.words.iter().skip(quantity.end).take(5);
    let is_of = |plain: u64, at: usize| (plain == hash("of") && at == 0) || (plain == hash("the") && at <= 1);
    words
        .enumerate()
        .take_while(|(at, word)| {
            word.is_content()
                || is_of(word.plain, *at)
                || (word.class == Class::Sign && word.span.len() == 1 && *at == 0)
        })
        .filter(|(_, word)| word.is_content())
        .map(|(_, word)| word.key)
        .take(3)
        .collect()
}

/// What happens to those who are counted, by the nearest word that says it in the clause.
fn fate(features: &Features, quantity: &Quantity) -> Option<u64> {
    let near = |word: &&super::words::Word| FATES.contains(&word.key);
    let after = features.after(quantity.end).take(3).enumerate().find(|(_, word)| near(word));
    let before = features.before(quantity.first).take(2).enumerate().find(|(_, word)| near(word));
    match (before, after) {
        (Some((left, before)), Some((right, after))) => {
            Some(if left <= right { before.key } else { after.key })
        }
        (before, after) => before.or(after).map(|(_, word)| word.key),
    }
}

fn fate_is(features: &Features, quantity: &Quantity, key: u64) -> bool {
    fate(features, quantity) == Some(key)
}

/// Numbers of one text that play different parts: from and to, dead and injured, up and down.
fn is_other_role(pair: &Pair<'_>, one: &Quantity, other: &Quantity) -> bool {
    let role = |features: &Features, quantity: &Quantity| {
        let lead = quantity
            .first
            .checked_sub(1)
            .and_then(|at| features.tokens.get(at))
            .map_or("", |token| token.plain.as_str())
            .to_owned();
        ["from", "to", "by", "per"].into_iter().find(|role| *role == lead)
    };
    let is_ago = |features: &Features, quantity: &Quantity| {
        features.tokens.get(quantity.end).is_some_and(|token| {
            ["ago", "earlier", "later", "before", "after"].contains(&token.plain.as_str())
        })
    };
    if matches!(one.unit, Unit::Measure(Dimension::Time)) && is_ago(pair.from, one) != is_ago(pair.to, other)
    {
        return true;
    }
    let roles = (role(pair.from, one), role(pair.to, other));
    let is_role_other = matches!(roles, (Some(left), Some(right)) if left != right);
    let fates = (fate(pair.from, one), fate(pair.to, other));
    is_role_other || matches!(fates, (Some(left), Some(right)) if left != right)
}

/// "Two of the bombs", "a combination of $4 billion and shares": a part says nothing of the whole.
fn is_part(features: &Features, quantity: &Quantity) -> bool {
    let plain = |at: usize| features.tokens.get(at).map_or("", |token| token.plain.as_str());
    let is_of = plain(quantity.end) == "of"
        && ["the", "its", "his", "her", "their", "those", "these", "them"].contains(&plain(quantity.end + 1));
    let before = |back: usize| quantity.first.checked_sub(back).map_or("", plain);
    let is_component = ["including", "combination", "another", "additional", "other"]
        .iter()
        .any(|word| (1..=5).any(|back| before(back) == *word))
        || ["other", "more", "additional"].contains(&plain(quantity.end));
    is_component || (is_of && !matches!(quantity.unit, Unit::Percent | Unit::Ordinal))
}

/// Ages belong to people: to the one who is named beside, or to nobody named.
fn same_person(pair: &Pair<'_>, one: &Quantity, other: &Quantity) -> bool {
    let owner = |features: &'_ Features, quantity: &Quantity| {
        let near = |place: (usize, usize)| place.0 <= quantity.end + 2 && quantity.first <= place.1 + 2;
        features.names.iter().find(|name| near(name.place)).map(|name| name.keys.clone())
    };
    match (owner(pair.from, one), owner(pair.to, other)) {
        (Some(left), Some(right)) => left.iter().any(|key| right.contains(key)),
        _ => pair.shared >= 1 && is_same_sort(&nouns(pair.from, one), &nouns(pair.to, other)),
    }
}

/// A parolee is no deputy, but both are men.
fn is_same_sort(ones: &[u64], others: &[u64]) -> bool {
    let is_person = |keys: &[u64]| keys.iter().any(|key| PEOPLE.contains(key));
    let is_shared = ones.iter().any(|key| others.contains(key));
    ones.is_empty() || others.is_empty() || is_shared || is_person(ones) != is_person(others)
}

/// "Andrew Lopez, 20, was": the age of the one who is named.
pub(super) fn mark_ages(features: &mut Features) {
    let plain = |at: usize| features.tokens.get(at).map_or("", |token| token.plain.as_str());
    let is_age = |quantity: &Quantity| {
        let is_named = features
            .names
            .iter()
            .any(|name| name.place.1 + 1 == quantity.first && plain(name.place.1) == ",");
        let is_closed = ["", ",", ".", "and", ")", ";", "was", "is", "has"].contains(&plain(quantity.end));
        quantity.unit == Unit::Count && is_named && is_closed && (5.0..=110.0).contains(&quantity.value)
    };
    let ages: Vec<bool> = features.quantities.iter().map(is_age).collect();
    for (quantity, _) in features.quantities.iter_mut().zip(ages).filter(|(_, is_age)| *is_age) {
        quantity.unit = Unit::Age;
    }
}
