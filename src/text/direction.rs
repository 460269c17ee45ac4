//! [`Directions`]: which characters of a line run from right to left, and in which order its parts stand on the screen.
//!
//! The order follows the Unicode Bidirectional Algorithm (UAX #9). One rule differs: a line takes the direction of
//! most of its letters, not that of the first one, so that a Hebrew line that begins with a Latin name stays Hebrew.

use std::cmp::Ordering;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// Whether a character is a letter or digit of a script that is written from right to left.
pub fn is_from_right(c: char) -> bool {
    match u32::from(c) {
        // No such script stands there, and most characters do.
        0..0x590 | 0x900..0xFB1D => false,
        _ => matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN),
    }
}

/// Whether any character is one of a script that is written from right to left.
pub fn has_from_right(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_from_right)
}

/// Whether a character is shaped together with the letters beside it in a script from right to left.
pub fn is_joined_from_right(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::NSM | BidiClass::BN)
}

/// The directions in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directions {
    /// Whether the line as a whole runs from right to left.
    pub from_right: bool,
    /// Depth of embedding of each character; odd ones run from right to left.
    pub levels: Vec<u8>,
}

impl Directions {
    /// The directions of a line without line breaks. Marks of direction in it count.
    pub fn of(line: &str) -> Self {
        let base = if is_mostly_from_right(line) { Level::rtl() } else { Level::ltr() };
        if base.is_ltr() && !line.chars().any(|c| is_from_right(c) || c == '\u{200F}' || c == '\u{61C}') {
            return Self { from_right: false, levels: vec![0; line.chars().count()] };
        }
        let info = BidiInfo::new(line, Some(base));
        let level = |(byte, _): (usize, char)| info.levels.get(byte).map_or(0, |level| level.number());
        Self { from_right: base.is_rtl(), levels: line.char_indices().map(level).collect() }
    }

    /// Whether any character runs from right to left.
    pub fn is_mixed(&self) -> bool {
        self.from_right || self.levels.iter().any(|level| level % 2 == 1)
    }
}

/// Whether most letters of a line are from right to left; the first one decides where there are as many of either.
fn is_mostly_from_right(line: &str) -> bool {
    let (mut right, mut left, mut first) = (0_usize, 0_usize, None);
    for c in line.chars() {
        match bidi_class(c) {
            BidiClass::R | BidiClass::AL => {
                right += 1;
                first.get_or_insert(true);
            }
            BidiClass::L => {
                left += 1;
                first.get_or_insert(false);
            }
            _ => {}
        }
    }
    match right.cmp(&left) {
        Ordering::Greater => true,
        Ordering::Less => false,
        Ordering::Equal => first == Some(true),
    }
}

/// The order from left to right in which parts with these levels stand on one row.
pub fn visual_order(levels: &[u8]) -> Vec<usize> {
    let levels: Vec<Level> = levels.iter().filter_map(|level| Level::new(*level).ok()).collect();
    BidiInfo::reorder_visual(&levels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_the_direction_of_most_of_its_letters() {
        let from_right = |line: &str| Directions::of(line).from_right;
        assert!(from_right("שלום עולם"));
        assert!(from_right("BBC מדווחת על העסקה"));
        assert!(from_right("الصفقة بقيمة 50 مليار"));
        assert!(!from_right("The word שלום means peace"));
        assert!(!from_right("12 %"));
        assert!(!from_right(""));
    }

    #[test]
    fn numbers_and_foreign_words_run_on_from_left_inside_a_line_from_right() {
        let directions = Directions::of("שווה 50");
        assert_eq!(directions.levels, [1, 1, 1, 1, 1, 2, 2]);
        assert_eq!(visual_order(&[1, 1, 2]), [2, 1, 0]);
        assert_eq!(visual_order(&[0, 1, 1, 0]), [0, 2, 1, 3]);
    }

    #[test]
    fn only_scripts_from_right_are_told_as_such() {
        for c in ['א', 'ب', '٣', '\u{FB2A}', '\u{1E900}'] {
            assert!(is_from_right(c), "{c:?}");
        }
        for c in ['a', 'é', '3', '—', '“', 'क', '日', '\u{1F600}', ' '] {
            assert!(!is_from_right(c), "{c:?}");
        }
    }
}
