//! [`shown`]: a number as a sheet shows it, by its format code (ECMA-376, 18.8.31).
//!
//! Limitations: names of months and days are English, a point stands before decimals; dates in the form of the
//! reader's system are shown as `2026-04-28`, since every system would show another one.

use super::format_code::{Section, Token, plain, sections};
use super::format_dates::date;

/// The number in the form of the code; `General` where the code is empty.
pub(super) fn shown(value: f64, code: &str, is_1904: bool) -> String {
    let sections = sections(code);
    let (section, is_negative_section) = choose(&sections, value);
    let Some(section) = section.filter(|section| !section.tokens.is_empty()) else {
        return if code.trim().is_empty() { general(value) } else { String::new() };
    };
    let has_dates = section.tokens.iter().any(|token| matches!(token, Token::Date(..) | Token::Elapsed(..)));
    if has_dates {
        return date(value, &section.tokens, is_1904).unwrap_or_else(|| general(value));
    }
    let sign = if value < 0.0 && !is_negative_section { "-" } else { "" };
    let is_digit = |token: &Token| matches!(token, Token::Digit(_));
    let body = if section.tokens.contains(&Token::General) {
        let piece = |token: &Token| match token {
            Token::General => general(value.abs()),
            token => plain(token),
        };
        section.tokens.iter().map(piece).collect()
    } else if section.tokens.contains(&Token::Slash) && section.tokens.iter().any(is_digit) {
        fraction(value.abs(), &section.tokens)
    } else {
        number(value.abs(), &section.tokens)
    };
    let is_zero = !body.contains(|c: char| c.is_ascii_digit() && c != '0');
    let sign = if is_zero && section.tokens.iter().any(is_digit) { "" } else { sign };
    format!("{sign}{body}").trim().to_owned()
}

/// A text in the form of the code: some show words around it.
pub(super) fn shown_text(text: &str, code: &str) -> String {
    let sections = sections(code);
    let section = sections.get(3).or_else(|| sections.iter().find(|one| one.tokens.contains(&Token::Text)));
    let Some(section) = section.filter(|one| one.tokens.contains(&Token::Text)) else {
        return text.to_owned();
    };
    let piece = |token: &Token| match token {
        Token::Literal(words) => words.clone(),
        Token::Text => text.to_owned(),
        _ => String::new(),
    };
    section.tokens.iter().map(piece).collect()
}

/// The section for a number, and whether its sign is expressed by the section itself.
fn choose(sections: &[Section], value: f64) -> (Option<&Section>, bool) {
    if sections.iter().any(|section| section.condition.is_some()) {
        let fits = |section: &&Section| {
            section.condition.as_ref().is_none_or(|(sign, limit)| match sign.as_str() {
                "<" => value < *limit,
                "<=" => value <= *limit,
                ">" => value > *limit,
                ">=" => value >= *limit,
                "<>" => (value - limit).abs() > f64::EPSILON,
                _ => (value - limit).abs() <= f64::EPSILON,
            })
        };
        return (sections.iter().find(fits).or_else(|| sections.last()), false);
    }
    match sections.len() {
        0 | 1 => (sections.first(), false),
        _ if value < 0.0 => (sections.get(1), true),
        2 => (sections.first(), false),
        _ if value == 0.0 => (sections.get(2), false),
        _ => (sections.first(), false),
    }
}

/// As sheets show numbers that nobody gave a form.
pub(super) fn general(value: f64) -> String {
    let size = value.abs();
    if size >= 1e11 || (size > 0.0 && size < 1e-9) {
        let text = format!("{value:.5e}");
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let digits = digits.trim_end_matches('0').trim_end_matches('.');
        let (sign, exponent) = exponent.strip_prefix('-').map_or(('+', exponent), |digits| ('-', digits));
        return format!("{digits}E{sign}{exponent:0>2}");
    }
    let whole_len = format!("{size:.0}").len();
    let text = format!("{value:.*}", 10_usize.saturating_sub(whole_len));
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A positive number in digits.
fn number(value: f64, tokens: &[Token]) -> String {
    let is_digit = |token: &Token| matches!(token, Token::Digit(_));
    let point = tokens.iter().position(|token| *token == Token::Point).unwrap_or(tokens.len());
    let (before, after) = tokens.split_at_checked(point).unwrap_or((tokens, &[]));
    let last_digit = before.iter().rposition(is_digit).unwrap_or(0);
    let exponent = tokens.iter().position(|token| matches!(token, Token::Exponent(_)));
    // Commas after the last digit, before or after the point, divide by a thousand; those between digits part groups.
    let last_decimal = after.iter().rposition(is_digit).unwrap_or(after.len());
    let trailing = before.iter().skip(last_digit + 1).chain(after.iter().skip(last_decimal + 1));
    let scale = i32::try_from(trailing.filter(|token| **token == Token::Comma).count()).unwrap_or(0);
    let has_groups = before.get(..last_digit).is_some_and(|tokens| tokens.contains(&Token::Comma));
    let percents =
        i32::try_from(tokens.iter().filter(|token| **token == Token::Percent).count()).unwrap_or(0);
    let mut value = value * 100_f64.powi(percents) / 1000_f64.powi(scale);
    let mut power: i32 = 0;
    if exponent.is_some() && value > 0.0 {
        power = format!("{value:e}").split_once('e').and_then(|(_, power)| power.parse().ok()).unwrap_or(0);
        value /= 10_f64.powi(power);
    }
    let mantissa_end = exponent.unwrap_or(tokens.len());
    let places =
        after.iter().take(mantissa_end.saturating_sub(point)).filter(|token| is_digit(token)).count();
    // Halves are rounded up, also those that binary numbers miss by a hair.
    let text = format!("{:.places$}", value * (1.0 + 1e-15));
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let mut found =
        whole_part(whole, before.get(..mantissa_end.min(before.len())).unwrap_or(before), has_groups);
    let mut decimals = decimals.chars();
    let mut tail = String::new();
    for token in after.iter().take(mantissa_end.saturating_sub(point)) {
        match token {
            Token::Point => tail.push('.'),
            Token::Digit(kind) => {
                let digit = decimals.next().unwrap_or('0');
                let is_last = decimals.clone().all(|digit| digit == '0') && digit == '0';
                if *kind == '0' || !is_last {
                    tail.push(digit);
                }
            }
            token => tail.push_str(&plain(token)),
        }
    }
    found.push_str(&tail);
    if let Some(at) = exponent {
        let has_plus = matches!(tokens.get(at), Some(Token::Exponent(true)));
        let sign = if power < 0 {
            "-"
        } else if has_plus {
            "+"
        } else {
            ""
        };
        let width = tokens.iter().skip(at).filter(|token| is_digit(token)).count();
        found.extend(["E", sign, &format!("{:0>width$}", power.abs())]);
    }
    found
}

/// Digits from the right into the places of the code; what is left over stands at the first place.
fn whole_part(whole: &str, tokens: &[Token], has_groups: bool) -> String {
    let whole = if whole == "0" { "" } else { whole };
    let mut digits: Vec<char> = whole.chars().collect();
    let first = tokens.iter().position(|token| matches!(token, Token::Digit(_)));
    let (mut reversed, mut written) = (String::new(), 0_usize);
    let mut push = |digit: char, reversed: &mut String| {
        if has_groups && written > 0 && written.is_multiple_of(3) {
            reversed.push(',');
        }
        written += 1;
        reversed.push(digit);
    };
    for (at, token) in tokens.iter().enumerate().rev() {
        match token {
            Token::Digit(kind) => {
                match digits.pop() {
                    Some(digit) => push(digit, &mut reversed),
                    None if *kind == '0' => push('0', &mut reversed),
                    None => {}
                }
                if Some(at) == first {
                    while let Some(digit) = digits.pop() {
                        push(digit, &mut reversed);
                    }
                }
            }
            token => reversed.extend(plain(token).chars().rev()),
        }
    }
    reversed.chars().rev().collect()
}

/// A whole number and a fraction with a small denominator.
fn fraction(value: f64, tokens: &[Token]) -> String {
    let slash = tokens.iter().position(|token| *token == Token::Slash).unwrap_or(0);
    let (before, after) = tokens.split_at_checked(slash).unwrap_or((tokens, &[]));
    let fixed: String = after.iter().map(plain).collect::<String>().trim_matches('/').to_owned();
    let width = after.iter().filter(|token| matches!(token, Token::Digit(_))).count().min(3);
    let is_blank = |token: &Token| matches!(token, Token::Literal(words) if words.trim().is_empty());
    let has_whole = before.iter().position(is_blank).is_some_and(|at| {
        before.get(..at).is_some_and(|tokens| tokens.iter().any(|token| matches!(token, Token::Digit(_))))
    });
    let whole = if has_whole { value.trunc() } else { 0.0 };
    let rest = value - whole;
    let denominators = match fixed.trim().parse::<u32>() {
        Ok(denominator) if denominator > 0 => denominator..=denominator,
        _ => 1..=10_u32.pow(u32::try_from(width.max(1)).unwrap_or(1)) - 1,
    };
    let error =
        |denominator: &u32| (rest - (rest * f64::from(*denominator)).round() / f64::from(*denominator)).abs();
    let best = denominators.min_by(|a, b| error(a).total_cmp(&error(b))).unwrap_or(1);
    let numerator = (rest * f64::from(best)).round();
    match (numerator == 0.0, whole > 0.0 || !has_whole) {
        (true, _) => format!("{whole:.0}"),
        (false, true) if has_whole => format!("{whole:.0} {numerator:.0}/{best}"),
        _ => format!("{numerator:.0}/{best}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_look_as_in_the_sheet() {
        for (value, code, text) in [
            (1234.5, "#,##0.00", "1,234.50"),
            (0.125, "0.0%", "12.5%"),
            (0.125, "0%", "13%"),
            (1.005, "0.00", "1.01"),
            (-1234.5, "#,##0.00;[Red](#,##0.00)", "(1,234.50)"),
            (-5.0, "0", "-5"),
            (0.0, "0.00;-0.00;\"none\"", "none"),
            (1_234_567.0, "0.0,,\" M\"", "1.2 M"),
            (5.0, "[$€-407] #,##0.00", "€ 5.00"),
            (1234.0, "#,##0\\ [$₽-419]", "1,234 ₽"),
            (7.0, "000", "007"),
            (123_456_789.0, "000-00-0000", "123-45-6789"),
            (0.5, "#.##", ".5"),
            (12345.678, "0.00E+00", "1.23E+04"),
            (1.25, "# ?/?", "1 1/4"),
            (150.0, "[>=100]\"many\";0", "many"),
            (3.0, "[>=100]\"many\";0", "3"),
            (-0.001, "0.0", "0.0"),
        ] {
            assert_eq!(shown(value, code, false), text, "{value} {code}");
        }
    }

    #[test]
    fn numbers_without_a_form_are_short() {
        for (value, text) in [
            (3.0, "3"),
            (0.1 + 0.2, "0.3"),
            (-2.5, "-2.5"),
            (1e12, "1E+12"),
            (123_456_789_012.0, "1.23457E+11"),
            (0.000_1, "0.0001"),
        ] {
            assert_eq!(shown(value, "General", false), text);
            assert_eq!(general(value), text);
        }
    }

    #[test]
    fn dates_and_times_look_as_in_the_sheet() {
        for (value, code, text) in [
            (46_140.0, "dd.mm.yyyy", "28.04.2026"),
            (46_140.0, "yyyy-mm-dd", "2026-04-28"),
            (46_140.5, "d mmm yy h:mm AM/PM", "28 Apr 26 12:00 PM"),
            (46_140.0, "dddd, mmmm d", "Tuesday, April 28"),
            (0.520_833_333_333, "hh:mm:ss", "12:30:00"),
            (1.5, "[h]:mm", "36:00"),
            (0.000_011_574, "mm:ss.000", "00:01.000"),
            (1.0, "yyyy-mm-dd", "1900-01-01"),
            (61.0, "yyyy-mm-dd", "1900-03-01"),
        ] {
            assert_eq!(shown(value, code, false), text, "{value} {code}");
        }
        assert_eq!(shown(44_678.0, "yyyy-mm-dd", true), "2026-04-28");
        assert_eq!(shown(-1.0, "yyyy", false), "-1");
        assert_eq!(shown_text("x", "0;0;0;\"<\"@\">\""), "<x>");
        assert_eq!(shown_text("x", "General"), "x");
    }

    proptest::proptest! {
        #[test]
        fn any_code_gives_something(value in proptest::num::f64::ANY, code in "[0#?.,%EeymdhsAP/@;\\[\\]\"\\\\_* $<>=a-z-]{0,20}") {
            shown(value, &code, false);
            shown_text("x", &code);
        }
    }
}
