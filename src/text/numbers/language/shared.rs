//! Signs and abbreviations that mean the same in every language.

use super::Currency as C;
use super::Dimension::{Area, Data, Energy, Length, Mass, Power, Speed, Temperature, Time, Volume};
use super::Meaning::{self, Part, Suffix};
use super::Unit::{Measure, Money, Percent, PercentPoint};
use super::{Bound, Rows, Unit};

pub(super) const NUMBERS: Rows<Meaning> = &[
    (Suffix(1e3), "k"),
    (Suffix(1e6), "m|mn|mln|mio"),
    (Suffix(1e9), "b|bn|bln|mrd|md"),
    (Suffix(1e12), "t|tn|trn"),
    (Part(0.5), "½"),
    (Part(1.0 / 3.0), "⅓"),
    (Part(2.0 / 3.0), "⅔"),
    (Part(0.25), "¼"),
    (Part(0.75), "¾"),
];

pub(super) const BOUNDS_BEFORE: Rows<Bound> = &[
    (Bound::About, "~|≈|c .|ca .|ca|circa"),
    (Bound::Over, ">"),
    (Bound::AtLeast, "≥|> ="),
    (Bound::Under, "<"),
    (Bound::AtMost, "≤|< ="),
];

pub(super) const BOUNDS_AFTER: Rows<Bound> = &[(Bound::AtLeast, "+|- plus")];

pub(super) const RANGES: Rows<()> = &[((), "-"), ((), "—")];

pub(super) const UNITS: Rows<(Unit, f64)> = &[
    ((Percent, 1.0), "%|pct|pc"),
    ((Percent, 0.1), "‰"),
    ((PercentPoint, 1.0), "pp|ppt"),
    ((PercentPoint, 0.01), "bps|bp"),
    ((Money(C::Dollar), 1.0), "$"),
    ((Money(C::UsDollar), 1.0), "us $|usd"),
    ((Money(C::OtherDollar), 1.0), "a $|c $|aud|cad|nzd|hkd|sgd"),
    ((Money(C::Euro), 1.0), "€|eur"),
    ((Money(C::Pound), 1.0), "£|gbp"),
    ((Money(C::Yen), 1.0), "¥|jpy"),
    ((Money(C::Yuan), 1.0), "cny|rmb"),
    ((Money(C::Franc), 1.0), "chf|sfr"),
    ((Money(C::Rupee), 1.0), "₹|inr"),
    ((Money(C::Ruble), 1.0), "₽|rub"),
    ((Money(C::Won), 1.0), "₩|krw"),
    ((Money(C::Shekel), 1.0), "₪|ils"),
    ((Money(C::Lira), 1.0), "₺"),
    ((Measure(Length), 1e-3), "mm"),
    ((Measure(Length), 1e-2), "cm"),
    ((Measure(Length), 1.0), "m"),
    ((Measure(Length), 1e3), "km"),
    ((Measure(Length), 0.3048), "ft"),
    ((Measure(Mass), 1e-3), "g"),
    ((Measure(Mass), 1.0), "kg"),
    ((Measure(Mass), 1e3), "t"),
    ((Measure(Mass), 0.453_592), "lb|lbs"),
    ((Measure(Area), 1.0), "m²|m2|sqm|qm"),
    ((Measure(Area), 1e6), "km²|km2|sq km"),
    ((Measure(Area), 1e4), "ha"),
    ((Measure(Volume), 1.0), "l"),
    ((Measure(Volume), 1e-3), "ml"),
    ((Measure(Volume), 1e3), "m³|m3"),
    ((Measure(Temperature), 1.0), "°c|° c|ºc|º c"),
    ((Unit::Fahrenheit, 1.0), "°f|° f|ºf|º f"),
    ((Measure(Power), 1.0), "w"),
    ((Measure(Power), 1e3), "kw"),
    ((Measure(Power), 1e6), "mw"),
    ((Measure(Power), 1e9), "gw"),
    ((Measure(Power), 1e12), "tw"),
    ((Measure(Energy), 1.0), "wh"),
    ((Measure(Energy), 1e3), "kwh"),
    ((Measure(Energy), 1e6), "mwh"),
    ((Measure(Energy), 1e9), "gwh"),
    ((Measure(Energy), 1e12), "twh"),
    ((Measure(Data), 1e6), "mb"),
    ((Measure(Data), 1e9), "gb"),
    ((Measure(Data), 1e12), "tb"),
    ((Measure(Data), 1e15), "pb"),
    ((Measure(Speed), 1.0), "km / h|kmh|kph"),
    ((Measure(Speed), 1.609_344), "mph"),
    ((Measure(Speed), 3.6), "m / s"),
    ((Measure(Time), 1e-3), "ms"),
    ((Measure(Time), 1.0), "s|sec|secs"),
    ((Measure(Time), 60.0), "min|mins"),
    ((Measure(Time), 3600.0), "h|hr|hrs"),
];
