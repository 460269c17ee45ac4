//! [`push_cells`]: what stands in the columns of a token, and the signs that must be escaped there.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Stands in a column without annotations.
const EMPTY: u8 = b'_';
/// Stands for a feature that an annotation does not have.
const NO_VALUE: &str = "*";
/// Between the annotations of one column.
const STACK: u8 = b'|';

/// Adds the columns of a token to its line, each with its tab: of every annotation on it a value for each column,
/// already escaped.
pub(super) fn push_cells<'v, const N: usize>(
    line: &mut Vec<u8>,
    annotations: &(impl Iterator<Item = &'v [String; N]> + Clone),
) {
    for column in 0..N {
        let start = line.len();
        for value in annotations.clone().filter_map(|values| values.get(column)) {
            if line.len() > start {
                line.push(STACK);
            }
            line.extend_from_slice(value.as_bytes());
        }
        if line.len() == start {
            line.push(EMPTY);
        }
        line.push(b'\t');
    }
}

/// A feature of an annotation, with the number that tells the annotation from others, where it needs one.
pub(super) fn value(words: Option<&str>, number: Option<usize>) -> String {
    let mut cell = words.map_or_else(|| NO_VALUE.to_owned(), escaped);
    if let Some(number) = number {
        // Writing to a string cannot fail.
        write!(cell, "[{number}]").unwrap_or_default();
    }
    cell
}

/// The source of a relation: its first token, and the numbers of both ends where one has any.
pub(super) fn source((sentence, token): (usize, usize), from: Option<usize>, to: Option<usize>) -> String {
    match (from, to) {
        (None, None) => format!("{sentence}-{token}"),
        (from, to) => format!("{sentence}-{token}[{}_{}]", from.unwrap_or_default(), to.unwrap_or_default()),
    }
}

/// A value with a backslash before every sign that has a meaning in a column.
fn escaped(words: &str) -> String {
    let mut found = String::with_capacity(words.len());
    let mut signs = words.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' | '[' | ']' | '|' | '_' | ';' | '*' => found.extend(['\\', sign]),
            '-' if signs.peek() == Some(&'>') => found.push_str("\\-"),
            '\t' => found.push_str("\\t"),
            '\n' => found.push_str("\\n"),
            _ => found.push(sign),
        }
    }
    found
}

/// A line of text: control characters and the backslash are escaped, nothing else.
pub(super) fn escaped_text(words: &str) -> Cow<'_, str> {
    if words.bytes().all(|byte| byte >= b' ' && byte != b'\\') {
        return Cow::Borrowed(words);
    }
    let mut found = String::with_capacity(words.len());
    for sign in words.chars() {
        match sign {
            '\\' => found.push_str("\\\\"),
            '\t' => found.push_str("\\t"),
            '\n' => found.push_str("\\n"),
            '\r' => found.push_str("\\r"),
            '\u{8}' => found.push_str("\\b"),
            '\u{c}' => found.push_str("\\f"),
            sign if sign < ' ' && sign != '\u{b}' => found.extend(['\\', sign]),
            _ => found.push(sign),
        }
    }
    Cow::Owned(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_with_a_meaning_are_escaped() {
        assert_eq!(
            value(Some("a_b[1]|;*\\ x->y - z\t\n"), Some(3)),
            "a\\_b\\[1\\]\\|\\;\\*\\\\ x\\->y - z\\t\\n[3]"
        );
        assert_eq!([value(None, None), value(None, Some(1))], ["*", "*[1]"]);
        assert_eq!(escaped_text("a_b\t\\[1]\u{1}"), "a_b\\t\\\\[1]\\\u{1}");
    }

    #[test]
    fn annotations_on_one_token_are_stacked() {
        let line = |annotations: &[[String; 2]]| {
            let mut line = Vec::new();
            push_cells(&mut line, &annotations.iter());
            String::from_utf8(line).unwrap()
        };
        assert_eq!(line(&[]), "_\t_\t");
        let one = [value(Some("high"), Some(1)), value(Some("Claim"), Some(1))];
        let other = [value(None, Some(2)), value(Some("rule"), Some(2))];
        assert_eq!(line(&[one, other]), "high[1]|*[2]\tClaim[1]|rule[2]\t");
        assert_eq!([source((2, 1), None, Some(1)), source((2, 1), None, None)], ["2-1[0_1]", "2-1"]);
    }
}
