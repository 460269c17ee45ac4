//! [`date`]: days, times of day and lengths of time as a sheet shows them.

use super::format_code::{Token, plain};
use jiff::civil::Date;
use std::time::Duration;

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
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A day, a time of day or a length of time; none where the number is no date.
pub(super) fn date(value: f64, tokens: &[Token], is_1904: bool) -> Option<String> {
    if !(0.0..3_000_000.0).contains(&value) {
        return None;
    }
    let has_fraction = tokens.windows(2).any(|two| matches!(two, [Token::Point, Token::Digit(_)]));
    let unit = if has_fraction { 1.0 } else { 1000.0 };
    let time = Duration::try_from_secs_f64((value * 86_400_000.0 / unit).round() * unit / 1000.0).ok()?;
    let ms = i64::try_from(time.as_millis()).ok()?;
    let (mut days, time) = (ms.div_euclid(86_400_000), ms.rem_euclid(86_400_000));
    // The first sheets took 1900 for a leap year.
    days += if is_1904 { 1462 } else { i64::from(value < 60.0) };
    let epoch = Date::constant(1899, 12, 30);
    let day = epoch.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    let (hour, minute, second) = (time / 3_600_000, time / 60_000 % 60, time / 1000 % 60);
    let is_12 = tokens.contains(&Token::AmPm);
    let name = |names: &[&str], at: i8| {
        usize::try_from(at - 1).ok().and_then(|at| names.get(at).map(|name| (*name).to_owned()))
    };
    let short =
        |name: Option<String>, len: usize| name.unwrap_or_default().chars().take(len).collect::<String>();
    let padded = |number: i64, width: usize| format!("{number:0>width$}");
    let mut found = String::new();
    let mut decimals = format!("{:03}", time % 1000).chars().collect::<Vec<_>>().into_iter();
    for token in tokens {
        let piece = match token {
            Token::Date('y', len) => {
                let year = i64::from(day.year());
                if *len <= 2 { padded(year % 100, 2) } else { padded(year, 4) }
            }
            Token::Date('m', len @ 1..=2) => padded(i64::from(day.month()), *len),
            Token::Date('m', len) => {
                short(name(&MONTHS, day.month()), [3, 20, 1].get(len - 3).copied().unwrap_or(20))
            }
            Token::Date('d', len @ 1..=2) => padded(i64::from(day.day()), *len),
            Token::Date('d', len) => {
                short(name(&DAYS, day.weekday().to_monday_one_offset()), if *len == 3 { 3 } else { 20 })
            }
            Token::Date('h', len) => padded(if is_12 { (hour + 11) % 12 + 1 } else { hour }, (*len).min(2)),
            Token::Date('n', len) => padded(minute, (*len).min(2)),
            Token::Date(_, len) => padded(second, (*len).min(2)),
            Token::Elapsed('h', len) => padded(ms / 3_600_000, *len),
            Token::Elapsed('m', len) => padded(ms / 60_000, *len),
            Token::Elapsed(_, len) => padded(ms / 1000, *len),
            Token::AmPm => if hour < 12 { "AM" } else { "PM" }.to_owned(),
            Token::Digit(_) => decimals.next().map(String::from).unwrap_or_default(),
            Token::Point => ".".to_owned(),
            Token::Comma => ",".to_owned(),
            token => plain(token),
        };
        found.push_str(&piece);
    }
    Some(found.trim().to_owned())
}
