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

#[cfg(test)]
mod tests {
    use super::super::typed::read_when;
    use super::*;

    fn when(text: &str) -> When {
        read_when(text, "en", "").unwrap().unwrap()
    }

    #[test]
    fn partial_dates_stand_in_their_place() {
        let in_order = [
            "before 2026",
            "before 2026-01",
            "2026",
            "2026 to 2027",
            "about 2026",
            "2026-01",
            "2026-01-01",
            "2026-03-31",
            "2026-04",
            "2026-04-28",
            "2026-04-28 to 2026-04-30",
            "after 2026-04-28",
            "2026-04-30",
            "after 2026-04",
            "2026-05",
            "after 2026",
            "2027",
        ];
        let mut shuffled: Vec<&str> = in_order.to_vec();
        shuffled.sort_unstable();
        shuffled.sort_by_key(|text| order(&when(text)));
        assert_eq!(shuffled, in_order);
    }

    #[test]
    fn dates_of_different_precision_meet_where_they_can_be_the_same() {
        let meet = |one: &str, other: &str| {
            let (one, other) = (reach(&when(one)), reach(&when(other)));
            one.0 <= other.1 && other.0 <= one.1
        };
        for (one, other) in [
            ("2026", "2026-04-28"),
            ("2026-04", "2026-04-28"),
            ("about 2026-04", "2026-05-03"),
            ("before 2030", "2026"),
            ("before 2030", "2030-06"),
            ("after 2019", "2026"),
            ("2026-04 to 2026-06", "2026-05-03"),
        ] {
            assert!(meet(one, other) && meet(other, one), "{one} / {other}");
        }
        for (one, other) in [
            ("2026-04-27", "2026-04-28"),
            ("2026-04", "2026-05-03"),
            ("about 2026-04", "2026-07"),
            ("before 2030", "2031"),
            ("after 2019", "2018"),
            ("before 2018", "after 2019"),
        ] {
            assert!(!meet(one, other) && !meet(other, one), "{one} / {other}");
        }
    }
}
