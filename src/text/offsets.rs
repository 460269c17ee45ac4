//! [`OffsetIndex`]: bytes ↔ code points ↔ UTF-16 units.

use super::Span;

/// Distance in bytes between two checkpoints: what a conversion reads at most.
const STEP: usize = 128;

/// The same place counted in three units.
#[derive(Clone, Copy, Debug, Default)]
struct Checkpoint {
    byte: usize,
    char: usize,
    utf16: usize,
}

impl Checkpoint {
    /// The place after `text`, which starts here and is not longer than a step and a character.
    fn after(self, text: &str) -> Self {
        // Counts of so few fit a byte, in which the compiler adds many at once.
        let count = |is_counted: fn(u8) -> bool| -> usize {
            text.bytes().fold(0_u8, |count, byte| count.wrapping_add(is_counted(byte).into())).into()
        };
        // A character has one byte that is no continuation; one of four bytes is a surrogate pair.
        let chars = count(|byte| (byte & 0xC0) != 0x80);
        let pairs = count(|byte| byte >= 0xF0);
        Self { byte: self.byte + text.len(), char: self.char + chars, utf16: self.utf16 + chars + pairs }
    }
}

/// Converts offsets of one text between bytes, Unicode code points and UTF-16 units.
///
/// Built in one pass; a conversion costs a binary search and reads at most 131 bytes. Offsets that are out of
/// range, inside a character or inside a surrogate pair have no answer.
#[derive(Clone, Debug)]
pub struct OffsetIndex<'t> {
    text: &'t str,
    /// Ascending, from the start of the text to its end.
    checkpoints: Vec<Checkpoint>,
    /// All three units are the same.
    is_ascii: bool,
}

impl<'t> OffsetIndex<'t> {
    /// Reads the whole text once.
    pub fn new(text: &'t str) -> Self {
        let mut checkpoints = vec![Checkpoint::default()];
        let is_ascii = text.is_ascii();
        if !is_ascii {
            let mut last = Checkpoint::default();
            while last.byte < text.len() {
                let next = text.ceil_char_boundary(last.byte + STEP);
                last = last.after(text.get(last.byte..next).unwrap_or_default());
                checkpoints.push(last);
            }
        }
        Self { text, checkpoints, is_ascii }
    }

    /// Code points before `byte`.
    pub fn char_from_byte(&self, byte: usize) -> Option<usize> {
        self.place_at(byte).map(|place| place.char)
    }

    /// UTF-16 units before `byte`.
    pub fn utf16_from_byte(&self, byte: usize) -> Option<usize> {
        self.place_at(byte).map(|place| place.utf16)
    }

    /// Code points and UTF-16 units before `byte`, for the price of one.
    pub fn counts_before(&self, byte: usize) -> Option<(usize, usize)> {
        self.place_at(byte).map(|place| (place.char, place.utf16))
    }

    /// Bytes before the code point numbered `char`.
    pub fn byte_from_char(&self, char: usize) -> Option<usize> {
        self.byte_from(char, |place| place.char, |_| 1)
    }

    /// Bytes before the UTF-16 unit numbered `utf16`.
    pub fn byte_from_utf16(&self, utf16: usize) -> Option<usize> {
        self.byte_from(utf16, |place| place.utf16, char::len_utf16)
    }

    /// Both ends in code points; `None` also for a reversed span.
    pub fn chars_from_span(&self, span: Span) -> Option<(usize, usize)> {
        let start = self.char_from_byte(span.start)?;
        let end = self.char_from_byte(span.end)?;
        (start <= end).then_some((start, end))
    }

    /// The span between two code points, end exclusive; `None` also when reversed.
    pub fn span_from_chars(&self, start: usize, end: usize) -> Option<Span> {
        let span = Span::new(self.byte_from_char(start)?, self.byte_from_char(end)?);
        (start <= end).then_some(span)
    }

    fn place_at(&self, byte: usize) -> Option<Checkpoint> {
        if self.is_ascii {
            return (byte <= self.text.len()).then_some(Checkpoint { byte, char: byte, utf16: byte });
        }
        let before = self.last_where(|place| place.byte <= byte)?;
        self.text.get(before.byte..byte).map(|between| before.after(between))
    }

    fn byte_from(
        &self,
        target: usize,
        unit: impl Fn(&Checkpoint) -> usize,
        width: impl Fn(char) -> usize,
    ) -> Option<usize> {
        if self.is_ascii {
            return (target <= self.text.len()).then_some(target);
        }
        let before = self.last_where(|place| unit(place) <= target)?;
        let mut missing = target - unit(&before);
        let mut byte = before.byte;
        for c in self.text.get(before.byte..)?.chars() {
            if missing == 0 {
                break;
            }
            missing = missing.checked_sub(width(c))?;
            byte += c.len_utf8();
        }
        (missing == 0).then_some(byte)
    }

    fn last_where(&self, is_before: impl Fn(&Checkpoint) -> bool) -> Option<Checkpoint> {
        let after = self.checkpoints.partition_point(is_before);
        self.checkpoints.get(after.checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::messy_text;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_emoji_of_several_code_points_counts_in_each_unit() {
        let index = OffsetIndex::new("a👩‍👩‍👧b");
        assert_eq!(index.char_from_byte(19), Some(6));
        assert_eq!(index.utf16_from_byte(19), Some(9));
        assert_eq!(index.byte_from_char(6), Some(19));
        assert_eq!(index.byte_from_utf16(9), Some(19));
        assert_eq!(index.byte_from_char(7), Some(20));
        assert_eq!(index.byte_from_char(8), None);
    }

    #[test]
    fn places_inside_a_character_or_a_pair_have_no_answer() {
        let index = OffsetIndex::new("é😀");
        assert_eq!(index.char_from_byte(1), None);
        assert_eq!(index.utf16_from_byte(3), None);
        assert_eq!(index.byte_from_utf16(2), None);
        assert_eq!(index.char_from_byte(7), None);
    }

    #[test]
    fn plain_and_empty_texts_have_the_same_ends() {
        assert_eq!(OffsetIndex::new("").span_from_chars(0, 0), Some(Span::new(0, 0)));
        assert_eq!(OffsetIndex::new("").byte_from_char(1), None);
        let index = OffsetIndex::new("abc");
        assert_eq!(index.chars_from_span(Span::new(1, 3)), Some((1, 3)));
        assert_eq!(index.chars_from_span(Span::new(3, 1)), None);
        assert_eq!(index.span_from_chars(2, 1), None);
        assert_eq!(index.byte_from_utf16(4), None);
    }

    proptest! {
        #[test]
        fn every_place_survives_the_round_trip(text in messy_text(), times in 1usize..40) {
            let text = text.repeat(times);
            let index = OffsetIndex::new(&text);
            let mut utf16 = 0;
            for (char, (byte, c)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.char_from_byte(byte), Some(char));
                prop_assert_eq!(index.byte_from_char(char), Some(byte));
                prop_assert_eq!(index.utf16_from_byte(byte), Some(utf16));
                prop_assert_eq!(index.byte_from_utf16(utf16), Some(byte));
                for inside in 1..c.len_utf8() {
                    prop_assert_eq!(index.char_from_byte(byte + inside), None);
                }
                if c.len_utf16() == 2 {
                    prop_assert_eq!(index.byte_from_utf16(utf16 + 1), None);
                }
                utf16 += c.len_utf16();
            }
            prop_assert_eq!(index.byte_from_utf16(utf16), Some(text.len()));
            prop_assert_eq!(index.byte_from_utf16(utf16 + 1), None);
            prop_assert_eq!(index.char_from_byte(text.len() + 1), None);
        }
    }
}
