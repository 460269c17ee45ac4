//! [`find_all`]: search that overlooks case, Unicode forms, kinds of quotes and hyphens, and white space.

use super::Span;
use super::fold::{LOOKALIKES, PlainPieces, folded};
use super::forms::{OneForm, one_form};

/// The places of `needle` in order, at most `limit` of them, none overlapping.
///
/// Letters are compared by their Unicode lower case. A blank in the needle stands for any run of white space,
/// line breaks included. A match never starts or ends inside a character. An empty needle is nowhere.
pub fn find_all(text: &str, needle: &str, limit: usize) -> Vec<Span> {
    let needle = one_form(needle);
    match OneForm::of(text) {
        None => find(text, &needle, limit),
        Some(form) => {
            let found = find(form.text(), &needle, usize::MAX);
            found.into_iter().filter_map(|span| form.whole(span)).take(limit).collect()
        }
    }
}

fn find(text: &str, needle: &str, limit: usize) -> Vec<Span> {
    let wanted: Vec<char> = PlainPieces::new(needle).flat_map(|(_, c)| folded(c)).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let starts = Starts::of(&wanted);
    let mut found = Vec::new();
    let mut at = 0;
    while found.len() < limit
        && let Some(start) = starts.next(text, at)
    {
        match match_len(text.get(start..).unwrap_or_default(), &wanted) {
            Some(len) => {
                found.push(Span::new(start, start + len));
                at = start + len;
            }
            None => at = after_piece(text, start),
        }
    }
    found
}

/// Bytes of `text` that spell `wanted` from its first character on.
fn match_len(text: &str, wanted: &[char]) -> Option<usize> {
    let plain_len = plain_match_len(text, wanted)?;
    let mut missing = wanted.iter().skip(plain_len).copied();
    if missing.len() == 0 {
        return Some(plain_len);
    }
    for (span, c) in PlainPieces::new(text.get(plain_len..)?) {
        let first = missing.next();
        // Folding costs more than a look; what is wanted is folded, so the same character needs none.
        if first != Some(c) {
            let mut lower = folded(c);
            // A character whose lower case is two must match as a whole.
            if lower.next() != first || lower.any(|rest| missing.next() != Some(rest)) {
                return None;
            }
        }
        if missing.len() == 0 {
            return Some(plain_len + span.end);
        }
    }
    None
}

/// How far `text` spells `wanted` in printed ASCII; `None` where it differs.
fn plain_match_len(text: &str, wanted: &[char]) -> Option<usize> {
    let mut len = 0;
    for (byte, wanted) in text.bytes().zip(wanted) {
        if !byte.is_ascii_graphic() || byte == b'`' {
            break;
        }
        if char::from(byte.to_ascii_lowercase()) != *wanted {
            return None;
        }
        len += 1;
    }
    Some(len)
}

/// Past a whole run of white space: a long one is not read again for each of its characters.
fn after_piece(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let piece_len = PlainPieces::new(rest).next().map_or(1, |(span, _)| span.len());
    start + piece_len
}

/// Characters whose lower case has another upper case.
///
/// Kelvin, Ångström, Ohm, dotted İ, ẞ, ϴ, final sigma and the titlecase digraphs.
const ONE_WAY: [char; 11] = ['\u{212A}', '\u{212B}', '\u{2126}', 'İ', 'ẞ', 'ϴ', 'ς', 'ǅ', 'ǈ', 'ǋ', 'ǲ'];

/// Which pairs of bytes a match can start with: reads most of a text without decoding it.
#[derive(Debug)]
struct Starts {
    /// By value of a byte: a set of the flags below.
    flags: [u8; 256],
    is_one_char: bool,
}

/// The byte may be the whole first character.
const ASCII_FIRST: u8 = 1;
/// The byte may begin a first character that is not ASCII.
const WIDE_FIRST: u8 = 2;
/// May stand after [`ASCII_FIRST`]: begins the second character.
const AFTER_ASCII: u8 = ASCII_FIRST << 2;
/// May stand after [`WIDE_FIRST`]: continues the first character.
const AFTER_WIDE: u8 = WIDE_FIRST << 2;

impl Starts {
    fn of(wanted: &[char]) -> Self {
        let mut starts = Self { flags: [0; 256], is_one_char: wanted.len() == 1 };
        let mut wanted = wanted.iter().copied();
        let first = wanted.next().unwrap_or_default();
        for c in spellings(first) {
            starts.allow_first(c);
        }
        match wanted.next() {
            Some(second) if first != ' ' => spellings(second).for_each(|c| starts.allow_second(c)),
            // Anything can follow a run of white space or the only character.
            _ => starts.flags.iter_mut().for_each(|flags| *flags |= AFTER_ASCII),
        }
        starts
    }

    fn allow_first(&mut self, c: char) {
        let mut buffer = [0; 4];
        match *c.encode_utf8(&mut buffer).as_bytes() {
            [byte] => self.allow(byte, ASCII_FIRST),
            [lead, next, ..] => {
                self.allow(lead, WIDE_FIRST);
                self.allow(next, AFTER_WIDE);
            }
            [] => {}
        }
    }

    fn allow_second(&mut self, c: char) {
        let mut buffer = [0; 4];
        if let Some(lead) = c.encode_utf8(&mut buffer).bytes().next() {
            self.allow(lead, AFTER_ASCII);
        }
    }

    fn allow(&mut self, byte: u8, flag: u8) {
        if let Some(flags) = self.flags.get_mut(usize::from(byte)) {
            *flags |= flag;
        }
    }

    /// The first place from `at` on where a match can start; never inside a character.
    fn next(&self, text: &str, at: usize) -> Option<usize> {
        let rest = text.as_bytes().get(at..)?;
        let is_start = |pair: &[u8]| match *pair {
            [first, second] => (self.flags_of(first) & (self.flags_of(second) >> 2)) != 0,
            _ => false,
        };
        let ends_in_start =
            || self.is_one_char && rest.last().is_some_and(|last| (self.flags_of(*last) & ASCII_FIRST) != 0);
        rest.windows(2)
            .position(is_start)
            .or_else(|| ends_in_start().then(|| rest.len() - 1))
            .map(|start| at + start)
    }

    fn flags_of(&self, byte: u8) -> u8 {
        self.flags.get(usize::from(byte)).copied().unwrap_or_default()
    }
}

/// Every character whose folded form begins with `folded_first`, and a few more.
fn spellings(folded_first: char) -> impl Iterator<Item = char> {
    let is_spelling = move |c: &char| match folded_first {
        ' ' => c.is_whitespace(),
        _ => folded(*c).next() == Some(folded_first),
    };
    let others = ONE_WAY.into_iter().chain(LOOKALIKES.chars()).filter(is_spelling);
    [folded_first].into_iter().chain(folded_first.to_uppercase()).chain(others)
}

#[cfg(test)]
mod tests {
    use super::super::samples::messy_text;
    use super::*;
    use proptest::prelude::*;

    fn found<'t>(text: &'t str, needle: &str) -> Vec<&'t str> {
        find_all(text, needle, usize::MAX).into_iter().map(|span| span.slice(text).unwrap()).collect()
    }

    #[test]
    fn case_quotes_hyphens_and_white_space_are_overlooked() {
        assert_eq!(found("OpenAI’s openai's OPENAI‘S", "openai's").len(), 3);
        assert_eq!(found("non\u{2011}exclusive", "Non-Exclusive"), ["non\u{2011}exclusive"]);
        assert_eq!(found("27\u{a0}% of\n  it", "27 % of it"), ["27\u{a0}% of\n  it"]);
        assert_eq!(found("ÄRGER ärger", "ärger"), ["ÄRGER", "ärger"]);
        assert_eq!(found("ΟΔΟΣ οδος οδοσ", "οδος").len(), 3);
    }

    #[test]
    fn offsets_stay_right_where_the_lower_case_is_longer() {
        let text = "İİ x İstanbul";
        assert_eq!(find_all(text, "x", 9), [Span::new(5, 6)]);
        assert_eq!(found(text, "i\u{307}stanbul"), ["İstanbul"]);
        assert!(found("İ", "i").is_empty(), "half a character is no match");
        assert_eq!(found("300 \u{212A}", "300 k"), ["300 \u{212A}"]);
    }

    #[test]
    fn forms_and_signs_that_are_not_seen_are_overlooked() {
        assert_eq!(found("entla\u{308}sst", "entlässt"), ["entla\u{308}sst"]);
        assert_eq!(found("entlässt", "entla\u{308}sst"), ["entlässt"]);
        assert_eq!(found("co\u{AD}op ＣＯＯＰ coop\u{200B}s", "coop"), ["co\u{AD}op", "ＣＯＯＰ", "coop"]);
        assert!(found("a\u{308}", "a").is_empty(), "half a letter is no match");
    }

    #[test]
    fn matches_do_not_overlap_and_stop_at_the_limit() {
        assert_eq!(find_all("aaaa", "aa", 9), [Span::new(0, 2), Span::new(2, 4)]);
        assert_eq!(find_all("aaaa", "a", 3).len(), 3);
        assert!(find_all("abc", "", 9).is_empty());
        assert!(find_all("abc", "abcd", 9).is_empty());
        assert!(find_all("abc", "b", 0).is_empty());
    }

    #[test]
    fn a_blank_matches_each_run_once() {
        assert_eq!(find_all("a  b\n\nc", " ", 9), [Span::new(1, 3), Span::new(4, 6)]);
        assert_eq!(found("a \u{a0} b", " b"), [" \u{a0} b"]);
    }

    #[test]
    fn the_filter_lets_every_character_pass_that_can_start_a_match() {
        for c in '\0'..=char::MAX {
            let (_, plain) = PlainPieces::new(c.encode_utf8(&mut [0; 4])).next().unwrap();
            let wanted: Vec<char> = folded(plain).collect();
            let text = c.to_string();
            assert_eq!(Starts::of(&wanted).next(&text, 0), Some(0), "{c:?}");
            let (wanted, text) = (wanted.into_iter().chain(['x']).collect::<Vec<_>>(), text + "X");
            assert_eq!(Starts::of(&wanted).next(&text, 0), Some(0), "{c:?} and x");
        }
    }

    proptest! {
        #[test]
        fn spans_are_valid_in_order_and_spell_the_needle(text in messy_text(), needle in messy_text()) {
            let needle: String = needle.chars().take(3).collect();
            let mut end = 0;
            for span in find_all(&text, &needle, 100) {
                prop_assert!(span.start >= end && !span.is_empty());
                end = span.end;
                let fold = |text: &str| -> String {
                    PlainPieces::new(&one_form(text)).flat_map(|(_, c)| folded(c)).collect()
                };
                prop_assert_eq!(fold(span.slice(&text).unwrap()), fold(&needle));
            }
        }

        #[test]
        fn a_piece_of_the_text_is_found(text in messy_text(), start in 0usize..50, len in 1usize..20) {
            let piece: String = text.chars().skip(start).take(len).collect();
            // Half a letter is no match.
            let is_mark = |c: Option<char>| c.is_some_and(|c| ('\u{300}'..'\u{370}').contains(&c));
            let is_whole = !is_mark(piece.trim().chars().next()) && !is_mark(text.chars().nth(start + len));
            if is_whole && !one_form(&piece).trim().is_empty() {
                prop_assert!(!find_all(&text, piece.trim(), 1).is_empty());
            }
        }
    }
}
