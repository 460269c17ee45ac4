//! Raised and lowered pieces of a line keep their meaning: `10⁶`, `CO₂`, `said.[3]`.

use crate::formats::raised::{lowered_form, raised_form};

/// A word of at least so many letters takes no exponent: a number raised behind it is the mark of a note.
const WORD_LEN: usize = 4;
/// Figures of an exponent or index.
const MAX_FIGURES: usize = 5;
/// Figures of the mark of a note.
const MAX_MARK_LEN: usize = 3;

/// Text raised behind `before`; letters, as in `9th`, stay what they are.
pub(super) fn raised(text: &str, before: &str) -> String {
    let marks = text.trim();
    if is_mark(marks) && takes_mark(before) {
        return text.replace(marks, &format!("[{marks}]"));
    }
    mapped(text, raised_form)
}

/// Text lowered behind or before a word.
pub(super) fn lowered(text: &str) -> String {
    mapped(text, lowered_form)
}

/// Whether it can be the mark of a note, or several: `3`, `12`, `1,2`, `4–6`.
pub(super) fn is_mark(text: &str) -> bool {
    let mut numbers = text.split([',', '–', '-', ' ']).filter(|number| !number.is_empty()).peekable();
    numbers.peek().is_some()
        && numbers
            .all(|number| number.len() <= MAX_MARK_LEN && number.bytes().all(|byte| byte.is_ascii_digit()))
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether a raised number behind this is the mark of a note and no exponent.
fn takes_mark(before: &str) -> bool {
    let ends = ['.', ',', ';', ':', '!', '?', '”', '"', '’', '\'', '»', '“', ']', '…', '。', '，'];
    let word_len = before.chars().rev().take_while(|c| c.is_alphabetic()).count();
    before.ends_with(ends) || word_len >= WORD_LEN
}

/// Figures and signs in their raised or lowered form. What is more than a figure with its signs and letters, such as
/// a time, is set small and no more.
fn mapped(text: &str, form: impl Fn(char) -> Option<char>) -> String {
    let bare = text.trim();
    let is_sign = |c: char| matches!(c, '+' | '-' | '−' | '–' | '(' | ')' | ',');
    let digit_count = bare.chars().filter(char::is_ascii_digit).count();
    let is_script = bare.chars().all(|c| c.is_alphanumeric() || is_sign(c) || c == ' ');
    let is_mere_sign = bare.chars().all(|c| matches!(c, '+' | '-' | '−'));
    if digit_count > MAX_FIGURES || !is_script || digit_count == 0 && !is_mere_sign {
        return text.to_owned();
    }
    // A dash in such a place is a minus.
    let minus = |c: char| if c == '–' { '−' } else { c };
    text.chars().map(|c| form(minus(c)).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_figures_are_marks_or_exponents() {
        assert_eq!(raised("12", "according to the survey."), "[12]");
        assert_eq!(raised("1,2", "Smith"), "[1,2]");
        assert_eq!(raised("3", "reported 120"), "³");
        assert_eq!(raised("2", "45 km"), "²");
        assert_eq!(raised("−6", "10"), "⁻⁶");
        assert_eq!(raised("th", "the 9"), "th");
        assert_eq!(raised("*", "word"), "*");
        assert_eq!(raised("20:35", "Loaded"), "20:35");
        assert_eq!((lowered("2"), lowered("i")), ("₂".to_owned(), "i".to_owned()));
    }
}
