//! What differs between languages in numbers: [`Tables`], one file a language, and [`tables`] to find them.
//!
//! Expressions are in plain form, parted by `|`, the words of one by blanks.

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod pl;
mod pt;
mod ru;
mod shared;
mod zh;

use super::super::phrases::Phrases;
use super::{Bound, Currency, Dimension, Unit};
use std::sync::LazyLock;

/// What a word says in a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    /// Adds up: one, twenty.
    Cardinal(f64),
    /// Multiplies what stands before: hundred, million.
    Scale(f64),
    /// Multiplies, but only digits: the `k` of `30k`.
    Suffix(f64),
    /// One, but only before a scale or a fraction: the `a` of `a million`.
    Article,
    /// The place in an order.
    Ordinal(f64),
    /// A part of one: half, a third.
    Part(f64),
    /// A part, or a place in an order after no number: third.
    OrdinalPart(f64),
    /// From one number to another: dozens, several.
    Vague(f64, f64),
    /// How many times as much: doubled.
    Factor(f64),
}

/// Rows of a meaning and its expressions.
pub(super) type Rows<T> = &'static [(T, &'static str)];

/// The words of one language.
struct Source {
    numbers: Rows<Meaning>,
    bounds_before: Rows<Bound>,
    bounds_after: Rows<Bound>,
    units: Rows<(Unit, f64)>,
    joints: &'static [&'static str],
    ranges: Rows<()>,
    range_openers: &'static [&'static str],
    one_in: Rows<()>,
    percent_before: Rows<()>,
    has_decimal_comma: bool,
    has_compounds: bool,
}

/// The words of one language, ready to be looked up.
#[derive(Debug)]
pub(super) struct Tables {
    /// What makes a number.
    pub(super) numbers: Phrases<Meaning>,
    /// What bends one from the left: "more than".
    pub(super) bounds_before: Phrases<Bound>,
    /// What bends one from the right: "or more".
    pub(super) bounds_after: Phrases<Bound>,
    /// What is counted in, and how many of the base unit that is.
    pub(super) units: Phrases<(Unit, f64)>,
    /// Stand inside a number: "and".
    pub(super) joints: &'static [&'static str],
    /// Stand between the ends of a range: "to".
    pub(super) ranges: Phrases<()>,
    /// Open a range: "between".
    pub(super) range_openers: &'static [&'static str],
    /// Stand between part and whole: "one in five".
    pub(super) one_in: Phrases<()>,
    /// Make a percentage of the number that follows: "百分之".
    pub(super) percent_before: Phrases<()>,
    /// 1,5 is one and a half.
    pub(super) has_decimal_comma: bool,
    /// Numbers are written as one word.
    pub(super) has_compounds: bool,
}

impl Tables {
    fn new(source: &Source) -> Self {
        Self {
            numbers: Phrases::joined(&[source.numbers, shared::NUMBERS]),
            bounds_before: Phrases::joined(&[source.bounds_before, shared::BOUNDS_BEFORE]),
            bounds_after: Phrases::joined(&[source.bounds_after, shared::BOUNDS_AFTER]),
            units: Phrases::joined(&[source.units, shared::UNITS]),
            joints: source.joints,
            ranges: Phrases::joined(&[source.ranges, shared::RANGES]),
            range_openers: source.range_openers,
            one_in: Phrases::new(source.one_in),
            percent_before: Phrases::new(source.percent_before),
            has_decimal_comma: source.has_decimal_comma,
            has_compounds: source.has_compounds,
        }
    }
}

static EN: LazyLock<Tables> = LazyLock::new(|| Tables::new(&en::SOURCE));
static DE: LazyLock<Tables> = LazyLock::new(|| Tables::new(&de::SOURCE));
static FR: LazyLock<Tables> = LazyLock::new(|| Tables::new(&fr::SOURCE));
static ES: LazyLock<Tables> = LazyLock::new(|| Tables::new(&es::SOURCE));
static PT: LazyLock<Tables> = LazyLock::new(|| Tables::new(&pt::SOURCE));
static RU: LazyLock<Tables> = LazyLock::new(|| Tables::new(&ru::SOURCE));
static PL: LazyLock<Tables> = LazyLock::new(|| Tables::new(&pl::SOURCE));
static ZH: LazyLock<Tables> = LazyLock::new(|| Tables::new(&zh::SOURCE));
static AR: LazyLock<Tables> = LazyLock::new(|| Tables::new(&ar::SOURCE));

/// By the primary tag in lower case; English for languages without a table.
pub(super) fn tables(primary: &str) -> &'static Tables {
    match primary {
        "de" => &DE,
        "fr" => &FR,
        "es" => &ES,
        "pt" => &PT,
        "ru" => &RU,
        "pl" => &PL,
        "zh" => &ZH,
        "ar" => &AR,
        _ => &EN,
    }
}
