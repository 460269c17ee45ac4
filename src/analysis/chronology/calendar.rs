//! [`Base`]: the date of publication, and the dates that are counted from it.

use super::PartialDate;
use super::proposal::Reason;
use crate::model::{Bound, When};
use crate::text::dates::{DateUnit, Direction, Moment};
use jiff::Span;
use jiff::civil::Date;
use std::fmt;

/// A date ahead counts as so many times as far away as one behind.
///
/// "In October" of a text of April is then the last one, and "on 3 May" the next.
const AHEAD: i64 = 3;

/// The date from which relative ones are counted; none where it is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Base(Option<PartialDate>);

/// So many units later; earlier where it is negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shift {
    /// 0 is the unit that holds the base.
    pub(super) count: i32,
    /// What is counted.
    pub(super) unit: DateUnit,
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |date| date.fmt(f))
    }
}

impl Base {
    /// Of a document that was published then.
    pub(super) fn new(published: &str) -> Self {
        Self(PartialDate::parse(published))
    }

    fn date(self) -> Result<PartialDate, Reason> {
        self.0.ok_or(Reason::NoPublished)
    }

    fn day(self) -> Result<Date, Reason> {
        let date = self.date()?;
        date.whole_day().ok_or_else(|| Reason::TooRough(date.to_string()))
    }

    /// Year and month from 1.
    fn month(self) -> Result<(i16, i8), Reason> {
        let date = self.date()?;
        let month = date.month.ok_or_else(|| Reason::TooRough(date.to_string()))?;
        Ok((date.year, month))
    }

    /// The day, week, month or year at a distance.
    ///
    /// A week that was counted ("two weeks ago") is told by its day, one that was named ("last week") from Monday to
    /// Sunday.
    pub(super) fn shifted(self, shift: Shift, is_counted: bool) -> Result<When, Reason> {
        let count = i64::from(shift.count);
        match shift.unit {
            DateUnit::Day => Ok(on(PartialDate::of_day(moved(self.day()?, count)?))),
            DateUnit::Week if is_counted => Ok(on(PartialDate::of_day(moved(self.day()?, 7 * count)?))),
            DateUnit::Week => {
                let day = self.day()?;
                let monday = moved(day, 7 * count - i64::from(day.weekday().to_monday_zero_offset()))?;
                let (from, to) = (PartialDate::of_day(monday), PartialDate::of_day(moved(monday, 6)?));
                Ok(When { from: from.to_string(), to: to.to_string(), bound: Bound::On })
            }
            DateUnit::Month => {
                let (year, month) = self.month()?;
                let months = 12 * i64::from(year) + i64::from(month) - 1 + count;
                month_of(months).map(on)
            }
            DateUnit::Year => {
                let year = i32::from(self.date()?.year) + shift.count;
                PartialDate::new(year, None, None).map(on).ok_or(Reason::NoSuchDay)
            }
        }
    }

    /// The weekday, 0 being Monday, that is meant.
    pub(super) fn weekday(
        self,
        weekday: u8,
        direction: Option<Direction>,
        is_future: bool,
    ) -> Result<PartialDate, Reason> {
        let day = self.day()?;
        let here = i64::from(day.weekday().to_monday_zero_offset());
        let back = (here - i64::from(weekday)).rem_euclid(7);
        let ahead = (i64::from(weekday) - here).rem_euclid(7);
        let days = match (direction, is_future) {
            (Some(Direction::Last), _) => -if back == 0 { 7 } else { back },
            (Some(Direction::Next), _) => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
            (None, true) => ahead,
            (None, false) => -back,
        };
        moved(day, days).map(PartialDate::of_day)
    }

    /// The month, quarter or day without a year that is meant: the one nearest to the base.
    ///
    /// One ahead of it counts as further away, since most of what is written tells what was.
    pub(super) fn nearest(
        self,
        moment: &Moment,
        direction: Option<Direction>,
        is_future: bool,
    ) -> Result<When, Reason> {
        self.month()?;
        let base = self.date()?;
        let stretches: Vec<(PartialDate, PartialDate)> =
            (-1..=1).filter_map(|years| stretch(moment, i32::from(base.year) + years)).collect();
        // 29 February, or a weekday told with the day, may be in one year only.
        let is_day = |date: &PartialDate| {
            let weekday = date.whole_day().map(|day| day.weekday().to_monday_zero_offset());
            moment.weekday.is_none() || weekday.and_then(|day| u8::try_from(day).ok()) == moment.weekday
        };
        let any = stretches.iter().any(|(from, _)| is_day(from));
        let (first, last) = (base.first_day(), base.last_day());
        let is_meant = |(from, to): &(PartialDate, PartialDate)| {
            let is_on_side = match (direction, is_future) {
                (Some(Direction::Last), _) => to.last_day() < first,
                (Some(Direction::Next), _) => from.first_day() > last,
                (None, true) => to.last_day() >= first,
                (None, false) => true,
            };
            is_on_side && (!any || is_day(from))
        };
        let apart = |(from, to): &(PartialDate, PartialDate)| {
            let before = days_between(to.last_day(), first);
            let after = days_between(last, from.first_day());
            before.max(AHEAD * after).max(0)
        };
        let meant = stretches.iter().filter(|one| is_meant(one)).min_by_key(|one| apart(one));
        let (from, to) = meant.ok_or(Reason::NoSuchDay)?;
        let to = if from == to { String::new() } else { to.to_string() };
        Ok(When { from: from.to_string(), to, bound: Bound::On })
    }
}

/// The first and last month or the day that a moment tells, in that year.
fn stretch(moment: &Moment, year: i32) -> Option<(PartialDate, PartialDate)> {
    let (first, last) = moment.month?;
    let day = moment.day.and_then(|day| i8::try_from(day).ok());
    let date = |month: u8| PartialDate::new(year, i8::try_from(month).ok(), day);
    date(first).zip(date(last))
}

fn on(date: PartialDate) -> When {
    When { from: date.to_string(), to: String::new(), bound: Bound::On }
}

/// The month by its count since the year 0.
fn month_of(months: i64) -> Result<PartialDate, Reason> {
    let year = i32::try_from(months.div_euclid(12)).ok();
    let month = i8::try_from(months.rem_euclid(12) + 1).ok();
    year.and_then(|year| PartialDate::new(year, month, None)).ok_or(Reason::NoSuchDay)
}

fn moved(day: Date, days: i64) -> Result<Date, Reason> {
    let span = Span::new().try_days(days).map_err(|_err| Reason::NoSuchDay)?;
    let moved = day.checked_add(span).map_err(|_err| Reason::NoSuchDay)?;
    if (0..=9999).contains(&moved.year()) { Ok(moved) } else { Err(Reason::NoSuchDay) }
}

/// From the one to the other; negative where the other is earlier.
fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}
