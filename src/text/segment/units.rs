//! Lines as units of segmentation, joined where one was broken inside a number.

use super::super::Span;
use super::super::lines::lines;

/// What follows a broken number that has no currency sign: a scale or a unit.
const SCALES: &[&str] = &[
    "billion",
    "bn",
    "crore",
    "lakh",
    "m",
    "milliarden",
    "million",
    "millionen",
    "mio",
    "mrd",
    "percent",
    "trillion",
    "tn",
];

/// A line, or two that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Without white space at its ends.
    pub(super) span: Span,
    /// Holds a line break, inside a number.
    pub(super) is_joined: bool,
}

/// Every line that is not blank, in order.
pub(super) fn units(text: &str) -> Vec<Unit> {
    let mut found: Vec<Unit> = Vec::new();
    for span in lines(text) {
        match found.last_mut() {
            Some(last) if is_broken_number(text, last.span, span) => {
                *last = Unit { span: last.span.cover(span), is_joined: true };
            }
            _ => found.push(Unit { span, is_joined: false }),
        }
    }
    found
}

/// Whether "… $7." and "5 billion …" are one number: by currency sign or scale.
fn is_broken_number(text: &str, last: Span, next: Span) -> bool {
    let (Some(last_line), Some(next_line)) = (last.slice(text), next.slice(text)) else {
        return false;
    };
    let gap = Span::new(last.end, next.start).slice(text).unwrap_or_default();
    let is_adjacent = gap.bytes().filter(|byte| *byte == b'\n').count() <= 1;
    let Some(before_dot) = last_line.strip_suffix('.') else {
        return false;
    };
    let before_digits = before_dot.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',');
    let after_digits = next_line.trim_start_matches(|c: char| c.is_ascii_digit());
    let has_digits = before_digits.len() < before_dot.len() && after_digits.len() < next_line.len();
    // "1." alone on a line numbers a list; so does the "2." that a line begins with.
    let is_list = before_digits.is_empty() || after_digits.starts_with(['.', ')']);
    if !is_adjacent || !has_digits || is_list {
        return false;
    }
    before_digits.trim_end().ends_with(is_currency) || starts_with_scale(after_digits)
}

const fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¢' | '£' | '¥' | '\u{20A0}'..='\u{20CF}')
}

fn starts_with_scale(after_digits: &str) -> bool {
    let after_blank = after_digits.trim_start();
    let word: String =
        after_blank.chars().take_while(|c| c.is_alphabetic()).take(12).flat_map(char::to_lowercase).collect();
    after_blank.starts_with('%') || SCALES.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit_count(text: &str) -> usize {
        units(text).len()
    }

    #[test]
    fn a_currency_sign_or_a_scale_joins() {
        assert_eq!(unit_count("made $7.\n5 billion"), 1);
        assert_eq!(unit_count("made $7.\r\n5 a share"), 1);
        assert_eq!(unit_count("rose by 3.\n5 percent"), 1);
        assert_eq!(unit_count("rose by 3.\n5% today"), 1);
    }

    #[test]
    fn years_lists_and_distant_lines_stay_apart() {
        assert_eq!(unit_count("in 2030.\n12 people"), 2);
        assert_eq!(unit_count("costs $7.\n2. Second item"), 2);
        assert_eq!(unit_count("1.\n5 million people"), 2);
        assert_eq!(unit_count("made $7.\n\n5 billion"), 2);
        assert_eq!(unit_count("made $7\n5 billion"), 2);
    }
}
