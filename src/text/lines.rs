//! Lines of a text, and what counts as a line break everywhere in this room.

use super::Span;

/// The mandatory breaks of UAX#14.
pub(super) const fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Each line that is not blank, without the white space around it.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut rest = text;
    let split = std::iter::from_fn(move || {
        (!rest.is_empty()).then(|| {
            let (line, after) = rest.split_at_checked(line_len(rest)).unwrap_or((rest, ""));
            rest = after;
            line
        })
    });
    let mut next_start = 0;
    split.filter_map(move |line| {
        let start = next_start + (line.len() - line.trim_start().len());
        next_start += line.len();
        let trimmed_len = line.trim().len();
        (trimmed_len > 0).then(|| Span::new(start, start + trimmed_len))
    })
}

/// Bytes of the first line with its line break; looks at characters only where their first byte may begin one.
fn line_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(len) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| may_break(*byte))) {
        at += len;
        match text.get(at..).and_then(|rest| rest.chars().next()) {
            Some(c) if is_line_break(c) => return at + c.len_utf8(),
            _ => at += 1,
        }
    }
    text.len()
}

/// Whether a byte may begin a line break.
const fn may_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r' | 0x0b | 0x0c | 0xc2 | 0xe2)
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
        assert_eq!(lines("é \u{e2}\u{85}“b”\u{2029}c").count(), 3);
    }
}
