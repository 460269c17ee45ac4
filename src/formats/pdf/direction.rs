//! Which way text runs: right to left, one under the other, or turned.

use super::glyphs::Placed;
use std::collections::BTreeMap;
use unicode_bidi::{BidiInfo, Level};

/// Glyphs that run this near to a quarter turn, in degrees, run that way.
const QUARTER_REACH: f64 = 8.0;
/// Other turns are told apart by so many degrees.
const STEP: f64 = 5.0;

pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
        && !matches!(c, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}')
}

/// Han, kana and their punctuation: written without blanks between words. Korean has blanks.
pub(super) fn is_without_blanks(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{30FF}' | '\u{3105}'..='\u{312F}' | '\u{31A0}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether more letters run from right to left than from left to right.
pub(super) fn runs_right_to_left(text: &str) -> bool {
    let right = text.chars().filter(|c| is_right_to_left(*c)).count();
    let left = text.chars().filter(|c| c.is_alphabetic() && !is_right_to_left(*c)).count();
    right > left
}

/// What stands from left to right, in the order in which it is read.
///
/// Ordering by the bidirectional algorithm undoes itself: what it makes of the shown order is the written one.
pub(super) fn in_written_order(shown: &[&str]) -> String {
    let whole: String = shown.concat();
    if !whole.chars().any(is_right_to_left) {
        return whole;
    }
    let base = if runs_right_to_left(&whole) { Level::rtl() } else { Level::ltr() };
    let info = BidiInfo::new(&whole, Some(base));
    let mut levels = Vec::with_capacity(shown.len());
    let mut at = 0;
    for unit in shown {
        levels.push(info.levels.get(at).copied().unwrap_or(base));
        at += unit.len();
    }
    let order = BidiInfo::reorder_visual(&levels);
    let written: String = order.into_iter().filter_map(|index| shown.get(index).copied()).collect();
    if base.is_rtl() { with_brackets(&written) } else { written }
}

/// Brackets as they are written: some files hold what each looks like after it was turned.
fn with_brackets(text: &str) -> String {
    let pairs = |open: char, close: char| {
        let (mut depth, mut pairs) = (0_usize, 0_usize);
        for c in text.chars() {
            if c == open {
                depth += 1;
            } else if c == close && depth > 0 {
                depth -= 1;
                pairs += 1;
            }
        }
        pairs
    };
    let mut turned = Vec::new();
    for (open, close) in [('(', ')'), ('[', ']'), ('{', '}'), ('«', '»')] {
        if pairs(close, open) > pairs(open, close) {
            turned.extend([(open, close), (close, open)]);
        }
    }
    let twin = |c: char| turned.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to);
    text.chars().map(twin).collect()
}

/// The glyphs of a page by the way they run, each group turned so that it runs from left to right. The first is the
/// way of most glyphs.
pub(super) fn by_direction(glyphs: Vec<Placed>) -> Vec<Vec<Placed>> {
    let mut groups: BTreeMap<i32, Vec<(f64, Placed)>> = BTreeMap::new();
    let mut last = 0.0;
    for glyph in glyphs {
        let (right, up) = (glyph.end.0 - glyph.start.0, glyph.end.1 - glyph.start.1);
        // What has no width runs as what stands before it.
        let angle = if right.hypot(up) > 0.01 * glyph.size { up.atan2(right).to_degrees() } else { last };
        last = angle;
        groups.entry(key(angle)).or_default().push((angle, glyph));
    }
    let weight =
        |group: &[(f64, Placed)]| group.iter().filter(|(_, glyph)| !glyph.text.trim().is_empty()).count();
    let main = groups.iter().max_by_key(|(key, group)| (weight(group), -key.abs())).map(|(key, _)| *key);
    let first = main.and_then(|main| groups.remove(&main));
    first.into_iter().chain(groups.into_values()).map(turned).collect()
}

/// Degrees in steps; near a quarter turn that turn.
fn key(angle: f64) -> i32 {
    let quarter = (angle / 90.0).round() * 90.0;
    let step = if (angle - quarter).abs() <= QUARTER_REACH { quarter } else { (angle / STEP).round() * STEP };
    #[expect(clippy::cast_possible_truncation, reason = "an angle in degrees")]
    let step = step as i32;
    if step == -180 { 180 } else { step }
}

fn turned(group: Vec<(f64, Placed)>) -> Vec<Placed> {
    let mut angles: Vec<f64> = group.iter().map(|(angle, _)| *angle).collect();
    angles.sort_by(f64::total_cmp);
    let angle = angles.get(angles.len() / 2).copied().unwrap_or_default();
    let (sin, cos) = match angle {
        0.0 => (0.0, 1.0),
        90.0 => (1.0, 0.0),
        -90.0 => (-1.0, 0.0),
        angle => angle.to_radians().sin_cos(),
    };
    let by = |(x, y): (f64, f64)| (x * cos + y * sin, y * cos - x * sin);
    let turn = |glyph: Placed| Placed { start: by(glyph.start), end: by(glyph.end), ..glyph };
    group.into_iter().map(|(_, glyph)| turn(glyph)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(shown: &str) -> String {
        let units: Vec<String> = shown.chars().map(|c| c.to_string()).collect();
        in_written_order(&units.iter().map(String::as_str).collect::<Vec<_>>())
    }

    #[test]
    fn shown_order_becomes_written_order() {
        assert_eq!(written("plain (words)"), "plain (words)");
        assert_eq!(written("םולש"), "שלום");
        assert_eq!(written("2024 תנשב םולש"), "שלום בשנת 2024");
        assert_eq!(written("the word םולש here"), "the word שלום here");
        assert_eq!(written(")הז( רבד"), "דבר (זה)");
        assert_eq!(written("(הז) רבד"), "דבר (זה)");
        assert_eq!(in_written_order(&["م", "لا", "س"]), "سلام");
    }

    #[test]
    fn turned_text_is_a_group_of_its_own() {
        let glyph = |start, end| Placed { start, end, size: 10.0, text: "a".to_owned(), is_invisible: false };
        let groups = by_direction(vec![
            glyph((5.0, 5.0), (5.0, 10.0)),
            glyph((0.0, 0.0), (5.0, 0.1)),
            glyph((5.0, 0.1), (10.0, 0.2)),
        ]);
        assert_eq!(groups.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
        assert!((groups[1][0].end.0 - groups[1][0].start.0 - 5.0).abs() < 1e-9);
    }
}
