//! [`Quantity`]: a number with its unit, and what the words around say about its exactness.

use crate::text::Span;

/// A number with its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// From the words that bend it to its unit.
    pub span: Span,
    /// First token of the span.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// In base units; the middle of a range.
    pub value: f64,
    /// Lowest and highest end of a range or of vague words such as *dozens*; none for one number.
    pub range: Option<(f64, f64)>,
    /// What the last digit written stands for, in base units.
    pub step: f64,
    /// How the number is bent.
    pub bound: Bound,
    /// What it is counted in.
    pub unit: Unit,
    /// Base units in one of the unit as written: 1,000 for a kilometre.
    pub factor: f64,
}

/// How a number is bent by the words around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bound {
    /// As it stands.
    #[default]
    Exact,
    /// Somewhere near.
    About,
    /// A little less.
    Nearly,
    /// More than that.
    Over,
    /// That or more.
    AtLeast,
    /// Less than that.
    Under,
    /// That or less.
    AtMost,
}

/// What a [`Quantity`] is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Nothing but the noun that follows.
    Count,
    /// The place in an order.
    Ordinal,
    /// How many times as much.
    Factor,
    /// Parts of a hundred; also fractions.
    Percent,
    /// Difference of two percentages.
    PercentPoint,
    /// An amount of a currency.
    Money(Currency),
    /// Years a person has lived.
    Age,
    /// Two numbers of a result, the higher one times 1,000 plus the lower one.
    Score,
    /// A physical quantity in its base unit.
    Measure(Dimension),
    /// Degrees that need more than a factor to become Celsius; never in an answer.
    Fahrenheit,
    /// Money or mass; never in an answer.
    Pound,
}

/// A currency, or the kind of coin where several countries have one of the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Currency {
    /// Not said whose.
    Dollar,
    UsDollar,
    /// Of a country other than the United States.
    OtherDollar,
    Cent,
    Euro,
    Pound,
    Yen,
    Yuan,
    Franc,
    Rupee,
    Ruble,
    Won,
    Crown,
    Peso,
    Real,
    Lira,
    Shekel,
    Coin,
}

/// What a measure measures. Base units: second, metre, kilogram, square metre, litre, degree Celsius, watt, watt
/// hour, byte, kilometre per hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Dimension {
    Time,
    Length,
    Mass,
    Area,
    Volume,
    Temperature,
    Power,
    Energy,
    Data,
    Speed,
}
