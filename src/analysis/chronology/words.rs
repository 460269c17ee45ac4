//! [`written`] and [`label`]: a [`When`] as it is typed and as it is read.

use super::PartialDate;
use crate::model::{Bound, When};

/// The word before a date for how it is meant; empty for one on which it was. *By* and *since* include the date itself, as
/// texts mean it that say "through 2032".
pub const fn bound_word(bound: Bound) -> &'static str {
    match bound {
        Bound::On => "",
        Bound::About => "about",
        Bound::Before => "by",
        Bound::After => "since",
    }
}

/// As it is typed: `2026-04-28`, `about 2026-04`, `2026-04 to 2026-05`. Typing this gives the same date.
pub fn written(when: &When) -> String {
    let dates = if when.to.is_empty() { when.from.clone() } else { format!("{} to {}", when.from, when.to) };
    with_bound(when.bound, dates)
}

/// For people: `28 April 2026`, `about April 2026`, `3 – 5 March 2026`.
pub fn label(when: &When) -> String {
    let from = PartialDate::parse(&when.from);
    let to = PartialDate::parse(&when.to);
    let dates = match (from, to) {
        (Some(from), Some(to)) => range_label(from, to),
        (Some(from), None) => from.label(),
        // What stands in a damaged file is shown as it is.
        (None, _) => when.from.clone(),
    };
    with_bound(when.bound, dates)
}

fn with_bound(bound: Bound, dates: String) -> String {
    match bound_word(bound) {
        "" => dates,
        word => format!("{word} {dates}"),
    }
}

/// What both dates share is said once.
fn range_label(from: PartialDate, to: PartialDate) -> String {
    let is_same_year = from.year == to.year && from.precision() == to.precision();
    let is_same_month = is_same_year && from.month == to.month;
    let short = match (from.month_name(), from.day) {
        (Some(_), Some(day)) if is_same_month => day.to_string(),
        (Some(month), Some(day)) if is_same_year => format!("{day} {month}"),
        (Some(month), None) if is_same_year => month.to_owned(),
        _ => from.label(),
    };
    format!("{short} – {}", to.label())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_dates_share_is_said_once() {
        let shown =
            |from: &str, to: &str, bound| label(&When { from: from.to_owned(), to: to.to_owned(), bound });
        assert_eq!(shown("2026-04-28", "", Bound::On), "28 April 2026");
        assert_eq!(shown("2026-04", "", Bound::About), "about April 2026");
        assert_eq!(shown("2026-03-03", "2026-03-05", Bound::On), "3 – 5 March 2026");
        assert_eq!(shown("2026-03-30", "2026-04-05", Bound::On), "30 March – 5 April 2026");
        assert_eq!(shown("2024-07", "2024-09", Bound::On), "July – September 2024");
        assert_eq!(shown("2024-12", "2025-01", Bound::On), "December 2024 – January 2025");
        assert_eq!(shown("1974", "1978", Bound::On), "1974 – 1978");
        assert_eq!(shown("2026", "2026-05-03", Bound::On), "2026 – 3 May 2026");
    }
}
