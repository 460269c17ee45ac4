//! [`PartialDate`]: a date known to the year, the month or the day, and the days it may be.

use crate::model::is_partial_date;
use jiff::civil::Date;
use std::fmt;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date as far as it is known. Without a month there is no day. Written as `2026`, `2026-04` or `2026-04-28`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartialDate {
    /// From 0 to 9999.
    pub year: i16,
    /// From 1; none where only the year is known.
    pub month: Option<i8>,
    /// From 1; none where only the month is known.
    pub day: Option<i8>,
}

impl PartialDate {
    /// As the model writes it; none for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        if !is_partial_date(text) {
            return None;
        }
        let mut parts = text.split('-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next().and_then(|part| part.parse().ok());
        let day = parts.next().and_then(|part| part.parse().ok());
        Some(Self { year, month, day })
    }

    /// A year, with its month and day where they are known; none where the calendar has no such date.
    pub fn new(year: i32, month: Option<i8>, day: Option<i8>) -> Option<Self> {
        let year = i16::try_from(year).ok().filter(|year| (0..=9999).contains(year))?;
        let month_or_first = month.unwrap_or(1);
        Date::new(year, month_or_first, day.unwrap_or(1)).ok()?;
        Some(Self { year, month, day: month.and(day) })
    }

    /// A whole date.
    pub fn of_day(date: Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }

    /// The first day it may be.
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or_default()
    }

    /// The last day it may be.
    pub fn last_day(self) -> Date {
        if self.day.is_some() {
            return self.first_day();
        }
        let month = Date::new(self.year, self.month.unwrap_or(12), 1).unwrap_or_default();
        month.last_of_month()
    }

    /// The day, where it is known.
    pub fn whole_day(self) -> Option<Date> {
        self.day.map(|_| self.first_day())
    }

    /// 0 for a year, 1 for a month, 2 for a day.
    pub const fn precision(self) -> u8 {
        match (self.month, self.day) {
            (None, _) => 0,
            (Some(_), None) => 1,
            (Some(_), Some(_)) => 2,
        }
    }

    /// For people: `28 April 2026`, `April 2026`, `2026`.
    pub fn label(self) -> String {
        let month = self.month_name();
        match (month, self.day) {
            (Some(month), Some(day)) => format!("{day} {month} {:04}", self.year),
            (Some(month), None) => format!("{month} {:04}", self.year),
            (None, _) => format!("{:04}", self.year),
        }
    }

    /// Name of the month, where it is known.
    pub fn month_name(self) -> Option<&'static str> {
        let index = usize::try_from(self.month?).ok()?.checked_sub(1)?;
        MONTHS.get(index).copied()
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(f, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partial_date_reads_back_and_knows_its_days() {
        for (text, first, last, label) in [
            ("2026", "2026-01-01", "2026-12-31", "2026"),
            ("2024-02", "2024-02-01", "2024-02-29", "February 2024"),
            ("2026-04-28", "2026-04-28", "2026-04-28", "28 April 2026"),
            ("0999-12", "0999-12-01", "0999-12-31", "December 0999"),
        ] {
            let date = PartialDate::parse(text).unwrap();
            assert_eq!(date.to_string(), text);
            assert_eq!(
                (date.first_day().to_string(), date.last_day().to_string()),
                (first.into(), last.into())
            );
            assert_eq!(date.label(), label);
        }
        for text in ["", "26", "2026-13", "2026-02-30", "soon"] {
            assert_eq!(PartialDate::parse(text), None, "{text}");
        }
        assert_eq!(PartialDate::new(2026, Some(2), Some(30)), None);
        assert_eq!(PartialDate::new(12_026, None, None), None);
    }
}
