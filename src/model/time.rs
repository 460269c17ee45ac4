//! [`Timestamp`]: when something was done. The model stores times; the workspace reads the clock.

use std::fmt;
use std::str::FromStr;

/// Milliseconds since 1970-01-01T00:00:00Z; written as RFC 3339 in UTC with milliseconds.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(try_from = "String", into = "String")]
pub struct Timestamp(i64);

/// A text that is no RFC 3339 time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a time like 2026-04-28T09:30:00.000Z")]
pub struct TimeError(String);

impl Timestamp {
    /// That many milliseconds after the Unix epoch, kept within the years -9999 to 9999.
    pub fn from_millis(millis: i64) -> Self {
        // In whole seconds: jiff takes no milliseconds within the last one.
        let [lowest, highest] =
            [jiff::Timestamp::MIN, jiff::Timestamp::MAX].map(|time| time.as_second() * 1_000);
        Self(millis.clamp(lowest, highest))
    }

    /// Milliseconds since the Unix epoch.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Day and minute in this computer's time zone, for people.
    pub fn local_text(self) -> String {
        jiff::Timestamp::from_millisecond(self.0).map_or_else(
            |_| self.to_string(),
            |time| time.to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string(),
        )
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_millisecond(self.0) {
            Ok(time) => write!(f, "{time:.3}"),
            Err(_) => write!(f, "{}", self.0),
        }
    }
}

impl FromStr for Timestamp {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<jiff::Timestamp>()
            .map(|time| Self::from_millis(time.as_millisecond()))
            .map_err(|_err| TimeError(text.chars().take(40).collect()))
    }
}

impl TryFrom<String> for Timestamp {
    type Error = TimeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Timestamp> for String {
    fn from(time: Timestamp) -> Self {
        time.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_reads_back_as_written() {
        for millis in [0, 1_764_000_000_123, -62_135_596_800_000] {
            let time = Timestamp::from_millis(millis);
            assert_eq!(time.to_string().parse(), Ok(time));
        }
        assert_eq!(Timestamp::from_millis(1_764_000_000_120).to_string(), "2025-11-24T16:00:00.120Z");
    }

    #[test]
    fn a_text_that_is_no_time_is_refused() {
        assert!("yesterday".parse::<Timestamp>().is_err());
    }

    #[test]
    fn times_outside_the_calendar_are_kept_within_it() {
        for millis in [i64::MIN, i64::MAX] {
            let time = Timestamp::from_millis(millis);
            assert_eq!(time.to_string().parse(), Ok(time), "{time}");
        }
        let last: Timestamp = jiff::Timestamp::MAX.to_string().parse().unwrap();
        assert_eq!(last, Timestamp::from_millis(i64::MAX));
        assert!(Timestamp::from_millis(i64::MIN) < Timestamp::from_millis(i64::MAX));
    }

    #[test]
    fn other_zones_and_finer_times_are_read_as_utc_milliseconds() {
        for text in ["2026-04-28T11:30:00+02:00", "2026-04-28T09:30:00.0004Z", "2026-04-28 09:30Z"] {
            let time: Timestamp = text.parse().unwrap();
            assert_eq!(time.to_string(), "2026-04-28T09:30:00.000Z", "{text}");
        }
        assert_eq!(Timestamp::from_millis(-1).to_string(), "1969-12-31T23:59:59.999Z");
    }

    #[test]
    fn text_order_is_time_order_within_our_era() {
        let texts = [-1, 0, 999, 1_000, 1_764_000_000_123].map(|at| Timestamp::from_millis(at).to_string());
        assert!(texts.is_sorted(), "{texts:?}");
    }

    #[test]
    fn an_error_shows_the_start_of_a_long_text_only() {
        let err = "é".repeat(1_000).parse::<Timestamp>().unwrap_err();
        assert_eq!(err.to_string().matches('é').count(), 40);
    }
}
