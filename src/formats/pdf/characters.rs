//! [`cleaned`]: the characters of a glyph as they stand in a text.

use hayro_interpret::hayro_cmap::BfString;
use unicode_normalization::UnicodeNormalization as _;

/// The text that a table of the file gives.
pub(super) fn string(found: BfString) -> String {
    match found {
        BfString::Char(c) => c.to_string(),
        BfString::String(text) => text,
    }
}

/// Without what stands for nothing: controls, fill characters, and private characters other than usual bullets.
pub(super) fn cleaned(text: &str) -> String {
    let shown = |c: char| match c {
        '\t' | '\n' | '\r' | '\u{A0}' | '\u{F020}' => Some(' '),
        '\u{F0B7}' | '\u{F06C}' | '\u{F09F}' | '\u{F0B2}' => Some('•'),
        '\u{F0A7}' | '\u{F06E}' => Some('▪'),
        '\u{F0D8}' | '\u{F076}' => Some('▸'),
        '\u{F0FC}' => Some('✓'),
        '\u{E000}'..='\u{F8FF}' | '\u{FFFD}' | '\u{FFFE}' | '\u{FFFF}' | '\u{FEFF}' => None,
        c if c.is_control() => None,
        c => Some(c),
    };
    text.chars().filter_map(shown).flat_map(plain).collect()
}

/// Letters that a font draws as one, and forms of letters by their place, are plain letters, so that words are found.
fn plain(c: char) -> impl Iterator<Item = char> {
    let is_form = matches!(
        c,
        '\u{FB00}'..='\u{FDFB}' | '\u{FE70}'..='\u{FEFC}' | '\u{2E80}'..='\u{2FD5}'
    );
    let forms = is_form.then(|| std::iter::once(c).nfkc());
    let own = (!is_form).then_some(c);
    forms.into_iter().flatten().chain(own)
}

#[cfg(test)]
mod tests {
    use super::cleaned;

    #[test]
    fn signs_of_symbol_fonts_are_bullets_or_nothing() {
        assert_eq!(cleaned("e\u{FB03}cient \u{FEFB} \u{2F08}²"), "efficient لا 人²");
        assert_eq!(cleaned("\u{F0B7}"), "•");
        assert_eq!(cleaned("a\u{A0}b\u{0}"), "a b");
        assert_eq!(cleaned("\u{F0E0}\u{FFFD}"), "");
    }
}
