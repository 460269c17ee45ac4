//! [`number_from_digits`]: the value of digits with separators, whatever country they were written in.

/// Value and the worth of its last digit that counts; `None` for what is no number, such as `17.5.2001`.
pub(super) fn number_from_digits(plain: &str, has_decimal_comma: bool) -> Option<(f64, f64)> {
    let written: String = plain.chars().filter(|c| !c.is_whitespace() && *c != '\'').collect();
    let (points, commas) = (written.matches('.').count(), written.matches(',').count());
    let decimal = match (points, commas) {
        (0, 0) => None,
        // The mark that comes last parts the decimals.
        (1.., 1..) => {
            let last = if written.rfind('.') > written.rfind(',') { '.' } else { ',' };
            if written.matches(last).count() > 1 {
                return None;
            }
            Some(last)
        }
        (1, 0) => (!has_decimal_comma || !is_grouped(&written, '.')).then_some('.'),
        (0, 1) => (has_decimal_comma || !is_grouped(&written, ',')).then_some(','),
        (_, 0) => return is_grouped(&written, '.').then(|| whole(&written)).flatten(),
        (_, _) => return is_grouped(&written, ',').then(|| whole(&written)).flatten(),
    };
    let Some(mark) = decimal else { return whole(&written) };
    let (before, after) = written.split_once(mark)?;
    let before: String = before.chars().filter(char::is_ascii_digit).collect();
    let value = format!("{before}.{after}").parse::<f64>().ok()?;
    Some((value, 0.1_f64.powi(i32::try_from(after.len()).unwrap_or(15))))
}

/// Groups of three after the first: 1.500.000; a zero in front has no group.
fn is_grouped(written: &str, mark: char) -> bool {
    let mut groups = written.split(mark);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && first != "0" && groups.all(|group| group.len() == 3)
}

/// Noughts at the end of four digits and more may come from rounding.
fn whole(written: &str) -> Option<(f64, f64)> {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let value = digits.parse::<f64>().ok()?;
    let noughts = digits.len() - digits.trim_end_matches('0').len();
    let step =
        if digits.len() >= 4 && value > 0.0 { 10_f64.powi(i32::try_from(noughts).unwrap_or(0)) } else { 1.0 };
    Some((value, step))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(plain: &str, has_decimal_comma: bool) -> Option<f64> {
        number_from_digits(plain, has_decimal_comma).map(|(value, _)| value)
    }

    #[test]
    fn separators_are_read_as_the_language_writes_them() {
        for (plain, in_english, in_german) in [
            ("1,500,000", Some(1.5e6), Some(1.5e6)),
            ("1.500.000", Some(1.5e6), Some(1.5e6)),
            ("1.500", Some(1.5), Some(1500.0)),
            ("1,500", Some(1500.0), Some(1.5)),
            ("1,5", Some(1.5), Some(1.5)),
            ("12 300,5", Some(12_300.5), Some(12_300.5)),
            ("1.234,56", Some(1234.56), Some(1234.56)),
            ("1,234.56", Some(1234.56), Some(1234.56)),
            ("1'500", Some(1500.0), Some(1500.0)),
            ("7.\n5", Some(7.5), Some(7.5)),
            ("0.125", Some(0.125), Some(0.125)),
            ("17.5.2001", None, None),
        ] {
            assert_eq!((value(plain, false), value(plain, true)), (in_english, in_german), "{plain}");
        }
    }

    #[test]
    fn the_last_digit_that_counts_has_a_worth() {
        let step = |plain| number_from_digits(plain, false).map(|(_, step)| (step * 100.0).round());
        assert_eq!([step("3,000"), step("300"), step("27.4")], [Some(100_000.0), Some(100.0), Some(10.0)]);
    }
}
