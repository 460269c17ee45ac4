//! [`answers`]: what one text says to each number, date and name of another.

use super::Features;
use super::align::Pair;
use super::answer::Answer;
use super::names::{Likeness, Name, likeness};
use super::{entity, numeric, temporal};
use crate::model::Difference;
use crate::text::Span;
use crate::text::numbers::{Quantity, Unit};

/// Counts up to this one are often the writer's own: "two reasons", "the first of three steps".
const MAX_OWN_COUNT: f64 = 12.0;
/// See [`Value::rarity`].
const RARE: u32 = 2;
/// Words that say where: a name after them stands for no name without one.
const PLACING: &[&str] =
    &["in", "at", "from", "near", "aus", "bei", "nahe", "à", "en", "dans", "desde", "cerca"];

/// Something exact that a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Bytes of the text.
    pub span: Span,
    /// What it is.
    pub kind: ValueKind,
    /// Whether the text may say it by itself, without anybody having said it before.
    pub is_own: bool,
    /// Words in common that finding the very same value elsewhere is worth: 0 where chance may bring it about.
    pub rarity: u32,
}

/// What a [`Value`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueKind {
    /// A number, perhaps with a unit.
    Number,
    /// A date or time.
    Date,
    /// A name.
    Name,
}

impl ValueKind {
    /// Id of its type of difference.
    pub const fn difference(self) -> &'static str {
        match self {
            Self::Number => "numeric",
            Self::Date => "temporal",
            Self::Name => "entity",
        }
    }
}

/// The numbers, dates and names of a text: in this order, each by place.
pub fn values(features: &Features) -> Vec<Value> {
    let numbers = features.quantities.iter().map(|one| Value {
        span: one.span,
        kind: ValueKind::Number,
        is_own: is_own(features, one),
        rarity: if one.value.abs() >= 10.0 || one.value.fract() != 0.0 { RARE } else { 0 },
    });
    let dates = features.moments.iter().map(|one| Value {
        span: one.span,
        kind: ValueKind::Date,
        is_own: one.year.is_none(),
        rarity: if one.month.is_some() && (one.day.is_some() || one.year.is_some()) { RARE } else { 0 },
    });
    let names = features.names.iter().map(|one| Value {
        span: one.span,
        kind: ValueKind::Name,
        is_own: one.is_weak,
        rarity: 0,
    });
    numbers.chain(dates).chain(names).collect()
}

/// What another text says to each of [`values`].
pub fn answers(from: &Features, to: &Features) -> Vec<Answer> {
    let pair = Pair::new(from, to);
    let mut found = vec![Answer::Silent; from.quantities.len()];
    for (at, answer) in numeric::answers(&pair) {
        put(&mut found, at, answer);
    }
    let mut dates = vec![Answer::Silent; from.moments.len()];
    for (at, answer) in temporal::answers(&pair) {
        put(&mut dates, at, answer);
    }
    found.append(&mut dates);
    found.extend(from.names.iter().map(|name| name_answer(&pair, name)));
    found
}

/// The words of a name in plain form, small words and titles left out.
pub fn name_words<'f>(features: &'f Features, value: &Value) -> &'f [String] {
    let name = features.names.iter().find(|name| name.span == value.span);
    name.map_or(&[], |name| &name.plains)
}

/// Whether capitals tell names in the language of a text.
pub fn has_named_capitals(features: &Features) -> bool {
    features.language != "de" && !features.is_title
}

/// A name of the other text that the first lacks, for a name that nobody has.
///
/// The one in the likest place, with how many words the surroundings of both share; a word that both names share counts
/// for many.
pub fn stand_in(from: &Features, value: &Value, to: &Features) -> Option<(Difference, usize)> {
    let name = from.names.iter().find(|name| name.span == value.span)?;
    let is_placed = |features: &Features, name: &Name| {
        let before = name.place.0.checked_sub(1).and_then(|at| features.tokens.get(at));
        before.is_some_and(|token| PLACING.contains(&token.plain.as_str()))
    };
    // Where every noun has a capital, only a run of them is surely a name.
    let is_run = |name: &Name| name.plains.len() >= 2 && name.plains.len() == name.place.1 - name.place.0;
    let may_stand = |other: &&Name| {
        let is_partly = likeness(name, other) == Likeness::Partly;
        let is_sure = has_named_capitals(from) || is_partly || (is_run(name) && is_run(other));
        let is_lacking = from.names.iter().all(|own| likeness(own, other) != Likeness::Same);
        let is_alike = is_partly || !is_placed(from, name) || is_placed(to, other);
        !other.is_weak && is_lacking && is_sure && is_alike
    };
    let common = |other: &Name| {
        let partly = usize::from(likeness(name, other) == Likeness::Partly);
        10 * partly + from.common_around(name.place, to, other.place)
    };
    let best = to.names.iter().filter(may_stand).max_by_key(|other| common(other))?;
    let spans = (Some(name.span), Some(best.span));
    let found = Pair::new(from, to).found("entity", spans, "names differ", true);
    Some((found.difference, common(best)))
}

fn put(answers: &mut [Answer], at: usize, answer: Answer) {
    if let Some(place) = answers.get_mut(at) {
        *place = answer;
    }
}

fn is_own(features: &Features, quantity: &Quantity) -> bool {
    let is_digits = features
        .tokens
        .iter()
        .take(quantity.end)
        .skip(quantity.first)
        .any(|token| token.plain.starts_with(|c: char| c.is_ascii_digit()));
    let is_small = quantity.value <= MAX_OWN_COUNT && !is_digits;
    matches!(quantity.unit, Unit::Ordinal) || is_small
}

fn name_answer(pair: &Pair<'_>, name: &Name) -> Answer {
    let same = pair.to.names.iter().find(|other| likeness(name, other) == Likeness::Same);
    if let Some(same) = same {
        let common = pair.from.common_around(name.place, pair.to, same.place);
        let common = u32::try_from(common).unwrap_or(u32::MAX);
        return Answer::Same { at: same.span, common, is_whole: true };
    }
    let replaced = entity::replaced(pair).into_iter().find(|found| found.difference.from == Some(name.span));
    replaced.filter(|found| found.is_hard).map_or(Answer::Silent, |found| Answer::Other {
        difference: found.difference,
        common: u32::try_from(pair.shared).unwrap_or(u32::MAX),
    })
}

/// The words that say what a text is about, with what each means the same as; no numbers and dates.
pub fn content_words(features: &Features) -> impl Iterator<Item = (Span, u64)> {
    features.content.iter().filter_map(|at| features.words.get(*at)).map(|word| (word.span, word.key))
}

/// Whether a text has a word that means the same.
pub fn has_content(features: &Features, meaning: u64) -> bool {
    features.keys.binary_search(&meaning).is_ok()
}
