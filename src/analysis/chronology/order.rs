//! [`WhenOrder`]: the place of a date among others; [`reach`]: the days it may be, by which two dates are compared.

use super::PartialDate;
use crate::model::{Bound, When};
use jiff::Span;
use jiff::civil::Date;

/// The place of a date among others. Equal places mean equal dates.
///
/// A year stands before its months and a month before its days; *before* a date stands ahead of it, *after* a date
/// behind all that lies within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WhenOrder {
    day: Date,
    rank: u8,
    from: Option<PartialDate>,
    to: Option<PartialDate>,
}

/// The place of a date among others.
pub fn order(when: &When) -> WhenOrder {
    let from = PartialDate::parse(&when.from);
    let to = PartialDate::parse(&when.to);
    let last = to.or(from);
    let precision = from.map_or(0, PartialDate::precision);
    let (day, rank) = match when.bound {
        Bound::Before => (from.map(PartialDate::first_day), 0),
        Bound::On => (from.map(PartialDate::first_day), 1 + 2 * precision),
        Bound::About => (from.map(PartialDate::first_day), 2 + 2 * precision),
        Bound::After => (last.map(PartialDate::last_day), u8::MAX),
    };
    WhenOrder { day: day.unwrap_or(Date::MAX), rank, from, to }
}

/// The first and last day that a date may be.
///
/// *Before* and *after* reach to the date itself as well: texts that say "by 2030" and "until 2030" are both read as
/// before 2030, and the end of 2030 must not stand against them. *About* reaches one unit of the date to either side,
/// three days for a day.
pub fn reach(when: &When) -> (Date, Date) {
    let from = PartialDate::parse(&when.from);
    let last = PartialDate::parse(&when.to).or(from);
    let (first, end) = match (from, last) {
        (Some(from), Some(last)) => (from.first_day(), last.last_day()),
        _ => return (Date::MIN, Date::MAX),
    };
    match when.bound {
        Bound::On => (first, end),
        Bound::Before => (Date::MIN, end),
        Bound::After => (first, Date::MAX),
        Bound::About => {
            let unit = match last.map_or(0, PartialDate::precision) {
                0 => Span::new().years(1),
                1 => Span::new().months(1),
                _ => Span::new().days(3),
            };
            (first.saturating_sub(unit), end.saturating_add(unit))
        }
    }
}
