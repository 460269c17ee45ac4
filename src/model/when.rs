//! [`When`]: when what a claim says happened, as far as it is known.

/// A date or a time between two dates; each is `2026`, `2026-04` or `2026-04-28`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// The date, or the first one.
    pub from: String,
    /// The last date; empty where there is only one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// How the dates are meant.
    #[serde(default, skip_serializing_if = "Bound::is_exact")]
    pub bound: Bound,
}

/// How a date is meant.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum Bound {
    /// On it.
    #[default]
    On,
    /// On it or near it.
    About,
    /// Earlier.
    Before,
    /// Later.
    After,
}

impl Bound {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
    fn is_exact(&self) -> bool {
        *self == Self::On
    }
}

impl When {
    /// Whether both dates are written as they should be and stand in order.
    pub fn is_sound(&self) -> bool {
        is_partial_date(&self.from)
            && (self.to.is_empty() || (is_partial_date(&self.to) && self.from <= self.to))
    }
}

/// Whether a text is `2026`, `2026-04` or `2026-04-28`.
pub fn is_partial_date(text: &str) -> bool {
    let full = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    full.len() == 10 && full.parse::<jiff::civil::Date>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_known_to_the_year_month_or_day() {
        for date in ["2026", "2026-04", "2026-04-28"] {
            assert!(is_partial_date(date), "{date}");
        }
        for other in ["", "26", "2026-13", "2026-02-30", "2026-4-28", "28.4.2026", "20260428", "२०२६"]
        {
            assert!(!is_partial_date(other), "{other}");
        }
        let when = |from: &str, to: &str| When { from: from.to_owned(), to: to.to_owned(), bound: Bound::On };
        assert!(when("2026-04", "2026-05-01").is_sound());
        assert!(!when("2026-05", "2026-04").is_sound());
    }
}
