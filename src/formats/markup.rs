//! [`marked_up`]: words as text or attribute of XML 1.0.

use std::borrow::Cow;

/// Marked up where they mean something to XML. Characters that XML cannot hold become U+FFFD; line breaks and tabs
/// are kept by their numbers, or readers would turn them into spaces.
pub(super) fn marked_up(words: &str) -> Cow<'_, str> {
    let is_plain = |c: char| {
        !matches!(c, '<' | '>' | '&' | '"' | '\'' | '\u{fffe}' | '\u{ffff}') && (c >= ' ' && c != '\u{7f}')
    };
    if words.chars().all(is_plain) {
        return Cow::Borrowed(words);
    }
    let mut text = String::with_capacity(words.len() + 16);
    for c in words.chars() {
        match c {
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '&' => text.push_str("&amp;"),
            '"' => text.push_str("&quot;"),
            '\'' => text.push_str("&apos;"),
            '\n' => text.push_str("&#10;"),
            '\r' => text.push_str("&#13;"),
            '\t' => text.push_str("&#9;"),
            '\u{fffe}' | '\u{ffff}' => text.push('\u{fffd}'),
            c if c < ' ' => text.push('\u{fffd}'),
            c => text.push(c),
        }
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_marked_up_and_what_xml_cannot_hold_is_replaced() {
        assert_eq!(marked_up("Straße 🔥"), "Straße 🔥");
        assert_eq!(marked_up("a<b & \"c'\n\t\r"), "a&lt;b &amp; &quot;c&apos;&#10;&#9;&#13;");
        assert_eq!(marked_up("\u{0}\u{1f}\u{ffff}"), "\u{fffd}\u{fffd}\u{fffd}");
    }
}
