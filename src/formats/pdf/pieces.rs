//! [`pieces`]: glyphs that follow one another on a line become words.

use super::direction::{in_written_order, is_right_to_left, is_without_blanks};
use super::glyphs::Placed;
use super::piece::{BLANK, Piece};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Between characters that are written without blanks.
const DENSE_BLANK: f64 = 0.6;
/// A gap wider than this part ends a piece of a line: a gutter, a tab.
const GAP: f64 = 0.9;
/// Baselines nearer than this part are one piece.
const SAME_BASELINE: f64 = 0.1;
/// Glyphs that overlap by more than this part of their size do not follow one another.
const OVERLAP: f64 = 0.6;

/// A glyph of a piece, or a blank that the file sets.
struct Unit {
    left: f64,
    right: f64,
    text: String,
}

/// A piece that may go on.
struct Open {
    units: Vec<Unit>,
    left: f64,
    right: f64,
    y: f64,
    size: f64,
    is_rtl: bool,
}

/// Glyphs that follow one another on a line, in the order of the file.
pub(super) fn pieces(glyphs: &[Placed]) -> Vec<Piece> {
    let mut found: Vec<Open> = Vec::new();
    for glyph in glyphs {
        if let Some(last) = found.last_mut()
            && last.takes(glyph)
        {
            last.push(glyph);
        } else if !glyph.text.trim().is_empty() {
            found.push(Open::new(glyph));
        }
    }
    found.into_iter().map(Open::finished).collect()
}

impl Open {
    fn new(glyph: &Placed) -> Self {
        let (left, right) = (glyph.start.0, glyph.end.0.max(glyph.start.0));
        Self {
            units: vec![Unit { left, right, text: glyph.text.clone() }],
            left,
            right,
            y: glyph.start.1,
            size: glyph.size,
            is_rtl: glyph.text.contains(is_right_to_left),
        }
    }

    /// Whether the glyph stands at an end of this piece.
    fn takes(&self, glyph: &Placed) -> bool {
        let size = glyph.size.max(self.size);
        let up = (glyph.start.1 - self.y).abs();
        let is_same_size = glyph.size > 0.8 * self.size && self.size > 0.8 * glyph.size;
        let is_same_line = up < SAME_BASELINE * size && is_same_size || up < 0.01 * size;
        let follows = |gap: f64| gap > -OVERLAP * glyph.size && gap < GAP * size;
        let is_rtl = self.is_rtl || glyph.text.contains(is_right_to_left);
        is_same_line
            && (follows(glyph.start.0 - self.right)
                || is_rtl && follows(self.left - glyph.end.0)
                || self.is_on(glyph))
    }

    /// Whether the glyph stands over or under the last letter: an accent, a vowel sign.
    fn is_on(&self, glyph: &Placed) -> bool {
        let middle = f64::midpoint(glyph.start.0, glyph.end.0);
        glyph.text.chars().all(is_combining_mark)
            && self.units.last().is_some_and(|last| {
                middle > last.left - 0.2 * glyph.size && middle < last.right + 0.2 * glyph.size
            })
    }

    fn push(&mut self, glyph: &Placed) {
        let (left, right) = (glyph.start.0, glyph.end.0.max(glyph.start.0));
        let middle = f64::midpoint(left, right);
        if let Some(last) = self.units.last_mut() {
            if glyph.text.chars().all(is_combining_mark) {
                last.text.push_str(&glyph.text);
                return;
            }
            let is_on = middle > last.left - 0.05 * glyph.size && middle < last.right + 0.05 * glyph.size;
            if is_on && let Some(whole) = accented(&last.text, &glyph.text) {
                last.text = whole;
                (last.left, last.right) = (last.left.min(left), last.right.max(right));
                self.right = self.right.max(right);
                return;
            }
        }
        self.is_rtl |= glyph.text.contains(is_right_to_left);
        self.units.push(Unit { left, right, text: glyph.text.clone() });
        if !glyph.text.trim().is_empty() {
            (self.left, self.right) = (self.left.min(left), self.right.max(right));
            self.size = self.size.max(glyph.size);
        }
    }

    fn finished(mut self) -> Piece {
        if self.is_rtl {
            self.units.sort_by(|a, b| a.left.total_cmp(&b.left));
        }
        let widest = self.usual_gap();
        let mut shown: Vec<&str> = Vec::with_capacity(self.units.len());
        let mut last: Option<&Unit> = None;
        let mut is_parted = false;
        let mut blanks: Vec<f64> = Vec::new();
        for unit in &self.units {
            if unit.text.trim().is_empty() {
                is_parted = true;
                continue;
            }
            if let Some(last) = last
                && (is_parted || unit.left - last.right > self.blank(last, unit, widest))
            {
                shown.push(" ");
                blanks.push(unit.left - last.right);
            }
            shown.push(&unit.text);
            (last, is_parted) = (Some(unit), false);
        }
        if is_parted {
            shown.push(" ");
        }
        let text = in_written_order(&shown);
        blanks.sort_by(f64::total_cmp);
        let blank = blanks.get(blanks.len() / 2).copied().unwrap_or_default();
        Piece { left: self.left, right: self.right, y: self.y, size: self.size, text, blank }
    }

    fn blank(&self, last: &Unit, unit: &Unit, widest: f64) -> f64 {
        let is_dense = last.text.ends_with(is_without_blanks) && unit.text.starts_with(is_without_blanks);
        if is_dense { DENSE_BLANK * self.size } else { widest }
    }

    /// What is wider is a blank. In spaced out words the letters themselves stand apart.
    fn usual_gap(&self) -> f64 {
        let plain = BLANK * self.size;
        let mut gaps: Vec<f64> = self
            .units
            .windows(2)
            .filter_map(|two| match two {
                [a, b] if !a.text.trim().is_empty() && !b.text.trim().is_empty() => Some(b.left - a.right),
                _ => None,
            })
            .collect();
        gaps.sort_by(f64::total_cmp);
        let wide = gaps.iter().filter(|gap| **gap > plain).count();
        let middle = gaps.get(gaps.len() / 2).copied().unwrap_or_default();
        if gaps.len() >= 3 && wide * 10 >= gaps.len() * 7 { 1.5 * middle } else { plain }
    }
}

/// A letter and the accent that is set over it, in whichever order the file has them.
fn accented(first: &str, second: &str) -> Option<String> {
    let mark = |text: &str| {
        let mark = match text {
            "´" | "ˊ" => '\u{301}',
            "`" | "ˋ" => '\u{300}',
            "¨" => '\u{308}',
            "ˆ" => '\u{302}',
            "˜" => '\u{303}',
            "¸" => '\u{327}',
            "ˇ" => '\u{30C}',
            "˚" => '\u{30A}',
            "¯" | "ˉ" => '\u{304}',
            "˘" => '\u{306}',
            "˙" => '\u{307}',
            "˝" => '\u{30B}',
            "˛" => '\u{328}',
            _ => return None,
        };
        Some(mark)
    };
    let (letter, mark) = match (mark(first), mark(second)) {
        (Some(mark), None) => (second, mark),
        (None, Some(mark)) => (first, mark),
        _ => return None,
    };
    let letter = match letter {
        "ı" => "i",
        "ȷ" => "j",
        letter => letter,
    };
    let whole: String = letter.chars().chain([mark]).nfc().collect();
    // Only letters that are known with that accent.
    (letter.chars().count() == 1 && whole.chars().count() == 1).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_set_over_letters_are_theirs() {
        assert_eq!(accented("´", "e").as_deref(), Some("é"));
        assert_eq!(accented("u", "¨").as_deref(), Some("ü"));
        assert_eq!(accented("´", "1"), None);
    }
}
