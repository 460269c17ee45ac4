//! Lines of a text, and what counts as a line break everywhere in this room.

use super::Span;

/// The mandatory breaks of UAX#14.
pub(super) const fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Each line that is not blank, without the white space around it.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut next_start = 0;
    text.split_inclusive(is_line_break).filter_map(move |line| {
        let start = next_start + (line.len() - line.trim_start().len());
        next_start += line.len();
        let trimmed_len = line.trim().len();
        (trimmed_len > 0).then(|| Span::new(start, start + trimmed_len))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_trimmed_and_blank_ones_left_out() {
        let text = "\r\n  one \r\n\n\t\u{a0}two\u{2028}three";
        let found: Vec<&str> = lines(text).map(|line| line.slice(text).unwrap()).collect();
        assert_eq!(found, ["one", "two", "three"]);
        assert_eq!(lines(" \n ").count(), 0);
    }
}
