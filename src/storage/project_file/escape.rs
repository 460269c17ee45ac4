//! [`push_quoted`]: strings in RON with the fewest escapes that keep a line whole and everything on it visible.
//!
//! The library escapes combining marks, which makes Hindi, Thai and Arabic unreadable and a third longer.

use std::fmt::Write as _;

/// Writes a string with its quote marks.
pub(super) fn push_quoted(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(may_begin_special) {
        let Some((plain, from)) = rest.split_at_checked(at) else {
            break;
        };
        let mut chars = from.chars();
        let Some(c) = chars.next() else {
            break;
        };
        out.push_str(plain);
        if is_special(c) {
            let before = text.get(..text.len() - from.len()).and_then(|before| before.chars().next_back());
            push_special(out, before.filter(|before| !is_special(*before)), c);
        } else {
            out.push(c);
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

/// Whether some special character begins with this byte; bytes within a character never do.
const fn may_begin_special(byte: u8) -> bool {
    matches!(byte, ..0x20 | b'"' | b'\\' | 0x7F | 0xC2 | 0xD8 | 0xE1 | 0xE2 | 0xEF | 0xF3)
}

/// Writes one character with its quote marks.
pub(super) fn push_char(out: &mut String, c: char) {
    out.push('\'');
    match c {
        '\'' => out.push_str("\\'"),
        '"' => out.push('"'),
        _ if is_special(c) => push_special(out, None, c),
        _ => out.push(c),
    }
    out.push('\'');
}

fn push_special(out: &mut String, before: Option<char>, c: char) {
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        // Persian, Hindi and family emoji need their joiners, and stay readable with them.
        '\u{200C}' | '\u{200D}' if before.is_some_and(|before| !before.is_ascii()) => out.push(c),
        _ => {
            let written = write!(out, "\\u{{{:x}}}", u32::from(c));
            debug_assert!(written.is_ok(), "a String takes everything");
        }
    }
}

/// Would end the string or the line, or cannot be seen.
const fn is_special(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, '"' | '\\') || c.is_ascii_control();
    }
    // C1 controls, soft hyphen, Arabic letter mark, Mongolian vowel separator, byte order and annotation marks,
    // zero width, line separators and direction marks, joiners and isolates, tags.
    matches!(
        c,
        '\u{80}'..='\u{9F}'
            | '\u{AD}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> String {
        let mut out = String::new();
        push_quoted(&mut out, text);
        out
    }

    #[test]
    fn scripts_and_emoji_stay_readable() {
        for text in ["don't", "हिन्दी", "ภาษาไทย", "العَرَبِيَّة", "می\u{200C}خواهم", "👩\u{200D}👧 é e\u{301}"]
        {
            assert_eq!(quoted(text), format!("\"{text}\""));
        }
    }

    #[test]
    fn what_ends_a_line_or_hides_is_escaped() {
        assert_eq!(quoted("a\"b\\c\nd\re\tf\u{1b}\u{7f}"), r#""a\"b\\c\nd\re\tf\u{1b}\u{7f}""#);
        assert_eq!(
            quoted("a\u{200d}b\u{202e}\u{2028}\u{feff}\u{85}"),
            r#""a\u{200d}b\u{202e}\u{2028}\u{feff}\u{85}""#
        );
    }

    #[test]
    fn every_special_character_is_noticed_by_its_first_byte() {
        for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32).filter(|c| is_special(*c)) {
            assert!(may_begin_special(c.encode_utf8(&mut [0; 4]).as_bytes()[0]), "{c:?}");
        }
    }

    #[test]
    fn the_ron_library_reads_every_character_back() {
        for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            if !is_special(c) && u32::from(c) > 0x3000 && u32::from(c) % 97 != 0 {
                continue;
            }
            let text = format!("x{c}é{c}{c}");
            assert_eq!(ron::from_str::<String>(&quoted(&text)).as_deref(), Ok(text.as_str()));
            let mut out = String::new();
            push_char(&mut out, c);
            assert_eq!(ron::from_str::<char>(&out), Ok(c));
        }
    }
}
