//! [`visible`]: shows characters that would hide or reorder what stands beside them.

use std::borrow::Cow;

/// Stands for one character that cannot be seen.
const BOX: char = '▯';

/// Shows each invisible or control character as `▯`: for names, ids and notes on display.
///
/// Bidirectional and other controls, zero-width characters and tag characters are shown; line feed and tab
/// stay. So does a joiner between two characters beyond ASCII: Persian, Hindi and family emoji need it.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_invisible) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut previous = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let is_hidden = is_invisible(c) && !is_needed_joiner(previous, c, rest.clone().next());
        shown.push(if is_hidden { BOX } else { c });
        previous = Some(c);
    }
    Cow::Owned(shown)
}

const fn is_invisible(c: char) -> bool {
    let is_control = c.is_ascii_control() && !matches!(c, '\n' | '\t');
    // C1 controls, soft hyphen, Arabic letter mark, Mongolian vowel separator, byte order and annotation marks.
    let is_mark = matches!(
        c,
        '\u{80}'..='\u{9F}' | '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
    );
    // Zero width and direction marks, embeddings and overrides, joiners and isolates, tags.
    let is_format = matches!(
        c,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{E0000}'..='\u{E007F}'
    );
    is_control || is_mark || is_format
}

fn is_needed_joiner(previous: Option<char>, c: char, next: Option<char>) -> bool {
    let joins = |side: Option<char>| {
        side.is_some_and(|side| !side.is_ascii() && !side.is_whitespace() && !is_invisible(side))
    };
    matches!(c, '\u{200C}' | '\u{200D}') && joins(previous) && joins(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_given_back_as_it_is() {
        for text in ["", "Ann\nBob\tÉva", "مرحبا", "a\u{a0}b"] {
            assert!(matches!(visible(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn hidden_characters_show_as_boxes() {
        assert_eq!(visible("user\u{202E}txt.exe"), "user▯txt.exe");
        assert_eq!(visible("a\u{200B}b\u{2066}c\u{FEFF}"), "a▯b▯c▯");
        assert_eq!(visible("\u{1B}[31mred\r\u{85}"), "▯[31mred▯▯");
        assert_eq!(visible("x\u{E0041}\u{7F}"), "x▯▯");
    }

    #[test]
    fn joiners_stay_only_where_scripts_need_them() {
        assert_eq!(visible("علی\u{200C}رضا"), "علی\u{200C}رضا");
        assert_eq!(visible("👩\u{200D}👧"), "👩\u{200D}👧");
        assert_eq!(visible("pay\u{200D}pal"), "pay▯pal");
        assert_eq!(visible("é\u{200D}\u{200D}é"), "é▯▯é");
    }
}
