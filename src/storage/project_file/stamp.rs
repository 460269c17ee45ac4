//! [`push_time`] and [`read_time`]: times as we write them, without the calendar library, which takes most of a line.
//!
//! Days and dates after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013), days from 0000-03-01.

use super::fields::push_display;
use crate::model::Timestamp;

const MILLIS_PER_DAY: i64 = 86_400_000;
/// Of 0001-01-01 and of 9999-12-01: outside the library's words are used.
const OWN_YEARS: std::ops::Range<i64> = -62_135_596_800_000..253_399_622_400_000;
/// From 0000-03-01 to 1970-01-01.
const DAYS_BEFORE_EPOCH: i64 = 719_468;
const DAYS_PER_ERA: i64 = 146_097;

/// Writes `"2025-11-24T16:00:00.120Z"`.
pub(super) fn push_time(out: &mut String, time: Timestamp) {
    if !OWN_YEARS.contains(&time.millis()) {
        push_display(out, format_args!("\"{time}\""));
        return;
    }
    let (day, millis) = (time.millis().div_euclid(MILLIS_PER_DAY), time.millis().rem_euclid(MILLIS_PER_DAY));
    let (year, month, day) = date(day);
    out.push('"');
    push_digits(out, year, 4);
    for (sign, value, width) in [
        ('-', month, 2),
        ('-', day, 2),
        ('T', millis / 3_600_000, 2),
        (':', millis / 60_000 % 60, 2),
        (':', millis / 1_000 % 60, 2),
        ('.', millis % 1_000, 3),
    ] {
        out.push(sign);
        push_digits(out, value, width);
    }
    out.push_str("Z\"");
}

/// A time exactly as [`push_time`] writes it, without the quote marks; none for all others.
pub(super) fn read_time(text: &str) -> Option<Timestamp> {
    let [
        year @ ..,
        b'-',
        month1,
        month2,
        b'-',
        day1,
        day2,
        b'T',
        hour1,
        hour2,
        b':',
        minute1,
        minute2,
        b':',
        second1,
        second2,
        b'.',
        milli1,
        milli2,
        milli3,
        b'Z',
    ] = text.as_bytes()
    else {
        return None;
    };
    let &[year1, year2, year3, year4] = year else {
        return None;
    };
    let year = number(&[year1, year2, year3, year4])?;
    let (month, day) = (number(&[*month1, *month2])?, number(&[*day1, *day2])?);
    let (hour, minute) = (number(&[*hour1, *hour2])?, number(&[*minute1, *minute2])?);
    let (second, milli) = (number(&[*second1, *second2])?, number(&[*milli1, *milli2, *milli3])?);
    let days = days(year, month, day);
    let is_real = date(days) == (year, month, day) && hour < 24 && minute < 60 && second < 60;
    let millis = days * MILLIS_PER_DAY + ((hour * 60 + minute) * 60 + second) * 1_000 + milli;
    (is_real && OWN_YEARS.contains(&millis)).then(|| Timestamp::from_millis(millis))
}

fn push_digits(out: &mut String, value: i64, width: u32) {
    for place in (0..width).rev() {
        let digit = value / 10_i64.pow(place) % 10;
        out.push(char::from(b'0' + u8::try_from(digit).unwrap_or_default()));
    }
}

fn number(digits: &[u8]) -> Option<i64> {
    digits
        .iter()
        .try_fold(0, |value, digit| digit.is_ascii_digit().then(|| value * 10 + i64::from(digit - b'0')))
}

/// Year, month and day of a day counted from 1970-01-01.
const fn date(day: i64) -> (i64, i64, i64) {
    let day = day + DAYS_BEFORE_EPOCH;
    let (era, day) = (day.div_euclid(DAYS_PER_ERA), day.rem_euclid(DAYS_PER_ERA));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    // Months from March on.
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + (month <= 2) as i64, month, day)
}

/// The inverse of [`date`].
const fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = year - (month <= 2) as i64;
    let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
    let month = if month > 2 { month - 3 } else { month + 9 };
    let day = (153 * month + 2) / 5 + day - 1;
    era * DAYS_PER_ERA + year * 365 + year / 4 - year / 100 + day - DAYS_BEFORE_EPOCH
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(time: Timestamp) -> String {
        let mut out = String::new();
        push_time(&mut out, time);
        out
    }

    proptest! {
        #[test]
        fn times_are_written_and_read_as_the_library_does(millis in prop_oneof![
            any::<i64>(), -63_000_000_000_000..254_000_000_000_000_i64, 0..2_000_000_000_000_i64,
        ]) {
            let time = Timestamp::from_millis(millis);
            prop_assert_eq!(written(time), format!("\"{time}\""));
            let own = read_time(&time.to_string());
            prop_assert_eq!(own.is_some(), OWN_YEARS.contains(&time.millis()));
            prop_assert!(own.is_none_or(|own| own == time));
        }

        #[test]
        fn what_the_library_refuses_is_never_read(text in "[0-9]{4}-[0-9]{2}-[0-3][0-9]T[0-9]{2}:[0-9]{2}:[0-9]{2}.[0-9]{3}Z") {
            prop_assert!(read_time(&text).is_none_or(|time| text.parse() == Ok(time)), "{}", text);
        }
    }

    #[test]
    fn days_that_no_month_has_are_left_to_the_library() {
        for text in
            ["2025-02-29T00:00:00.000Z", "2024-13-01T00:00:00.000Z", "2024-01-01T00:00:60.000Z", "", "2024"]
        {
            assert_eq!(read_time(text), None, "{text}");
        }
        assert!(read_time("2024-02-29T23:59:59.999Z").is_some());
    }
}
