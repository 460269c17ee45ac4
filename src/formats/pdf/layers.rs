//! What is set twice comes once: letters drawn again for boldness, and recognised text under the same visible words.

use super::glyphs::Placed;
use std::collections::{BTreeMap, BTreeSet};

/// The same letter nearer than this, in points, is the same one.
const NEAR: f64 = 0.51;
/// Or nearer than this part of its size.
const NEAR_PART: f64 = 0.1;
/// Or, across the line, than this part.
const NEAR_ACROSS: f64 = 0.2;
/// Side of the squares in which neighbours are looked up, in points.
const CELL: f64 = 16.0;
/// Of the words of a hidden line, the part that stands visibly in its place too.
const SAME: f64 = 0.6;

fn cell(x: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "clamped to what a page may hold")]
    let cell = (x / CELL).floor().clamp(-1e6, 1e6) as i64;
    cell
}

fn around((x, y): (f64, f64)) -> impl Iterator<Item = (i64, i64)> {
    let (x, y) = (cell(x), cell(y));
    (-1..=1).flat_map(move |right| (-1..=1).map(move |up| (x + right, y + up)))
}

fn width(glyph: &Placed) -> f64 {
    (glyph.end.0 - glyph.start.0).hypot(glyph.end.1 - glyph.start.1)
}

/// How far a glyph stands from the same one before it.
type Shift = (f64, f64);

/// Leaves out each glyph that stands where the same one stands already.
pub(super) fn without_doubles(glyphs: Vec<Placed>) -> Vec<Placed> {
    let mut places: BTreeMap<(i64, i64), Vec<&Placed>> = BTreeMap::new();
    let mut shifts: Vec<Option<Shift>> = Vec::with_capacity(glyphs.len());
    for glyph in &glyphs {
        let is_blank = glyph.text.trim().is_empty() && !glyph.text.is_empty();
        let near = || around(glyph.start).filter_map(|cell| places.get(&cell)).flatten();
        let shift = if is_blank { None } else { near().find_map(|other| shift(other, glyph)) };
        if shift.is_none() && !is_blank {
            places.entry((cell(glyph.start.0), cell(glyph.start.1))).or_default().push(glyph);
        }
        shifts.push(shift);
    }
    // Narrow letters of a word that is drawn again stand further away than they are wide.
    let has_twin = |glyph: &Placed, (right, up): Shift| {
        let start = (glyph.start.0 - right, glyph.start.1 - up);
        let is_twin = |other: &&&Placed| {
            other.text == glyph.text && (other.start.0 - start.0).hypot(other.start.1 - start.1) < 0.2 * NEAR
        };
        around(start).filter_map(|cell| places.get(&cell)).flatten().any(|other| is_twin(&other))
    };
    let orders: [Vec<usize>; 2] = [(0..glyphs.len()).collect(), (0..glyphs.len()).rev().collect()];
    for order in orders {
        let mut last: Option<Shift> = None;
        for at in order {
            let (Some(glyph), Some(own)) = (glyphs.get(at), shifts.get_mut(at)) else { continue };
            if glyph.text.trim().is_empty() {
                continue;
            }
            if own.is_none() {
                *own = last.filter(|last| last.0.hypot(last.1) > 0.2 * NEAR && has_twin(glyph, *last));
            }
            last = *own;
        }
    }
    drop(places);
    glyphs.into_iter().zip(shifts).filter(|(_, shift)| shift.is_none()).map(|(glyph, _)| glyph).collect()
}

/// How far the glyph stands from another, where the two are one.
fn shift(other: &Placed, glyph: &Placed) -> Option<Shift> {
    if other.text != glyph.text || other.is_invisible != glyph.is_invisible {
        return None;
    }
    let size = glyph.size.min(other.size);
    if glyph.size.max(other.size) > 1.2 * size {
        return None;
    }
    let (right, up) = (glyph.start.0 - other.start.0, glyph.start.1 - other.start.1);
    let width = width(other);
    let (along, across) = if width > 0.0 {
        let (x, y) = ((other.end.0 - other.start.0) / width, (other.end.1 - other.start.1) / width);
        ((right * x + up * y).abs(), (up * x - right * y).abs())
    } else {
        (right.hypot(up), 0.0)
    };
    // Real double letters stand a whole letter apart, also narrow ones.
    let reach = NEAR.max(NEAR_PART * size).min(if width > 0.0 { 0.6 * width } else { f64::INFINITY });
    (along <= reach && across <= NEAR.max(NEAR_ACROSS * size).min(0.5 * size)).then_some((right, up))
}

/// The glyphs without a hidden layer under the same visible words, and the hidden words that differ from them.
pub(super) fn without_hidden_layer(glyphs: Vec<Placed>) -> (Vec<Placed>, Vec<String>) {
    let (hidden, mut visible): (Vec<Placed>, Vec<Placed>) =
        glyphs.into_iter().partition(|glyph| glyph.is_invisible);
    let is_text = |glyph: &&Placed| !glyph.text.trim().is_empty();
    if hidden.is_empty() || !visible.iter().any(|glyph| is_text(&glyph)) {
        visible.extend(hidden);
        return (visible, Vec::new());
    }
    let mut places = TextPlaces::new();
    for glyph in visible.iter().filter(is_text) {
        let own = places.entry((cell(glyph.start.0), cell(glyph.start.1))).or_default();
        own.push((glyph.start.0, glyph.start.1, glyph.text.as_str()));
    }
    let (mut kept, mut differing) = (Vec::new(), Vec::new());
    for line in lines(hidden) {
        let seen = letters(&visible_at(&line, &places));
        let words = words(&line);
        let is_seen = |word: &String| seen.contains(&letters(word));
        let seen_count = words.iter().filter(|word| is_seen(word)).count();
        if seen.is_empty() || (seen_count as f64) < SAME * words.len() as f64 {
            kept.extend(line);
        } else {
            differing.extend(words.into_iter().filter(|word| !is_seen(word)));
        }
    }
    drop(places);
    visible.extend(kept);
    (visible, differing)
}

/// Runs of glyphs on one baseline.
fn lines(glyphs: Vec<Placed>) -> Vec<Vec<Placed>> {
    let mut found: Vec<Vec<Placed>> = Vec::new();
    for glyph in glyphs {
        let last = found.last_mut().filter(|line| {
            line.last().is_some_and(|last| {
                (last.start.1 - glyph.start.1).abs() < 0.5 * glyph.size
                    && (glyph.start.0 - last.end.0).abs() < 3.0 * glyph.size
            })
        });
        match last {
            Some(line) => line.push(glyph),
            None => found.push(vec![glyph]),
        }
    }
    found
}

fn words(line: &[Placed]) -> Vec<String> {
    let mut text = String::new();
    let mut last: Option<&Placed> = None;
    for glyph in line {
        if last.is_some_and(|last| glyph.start.0 - last.end.0 > 0.2 * glyph.size) {
            text.push(' ');
        }
        text.push_str(&glyph.text);
        last = Some(glyph);
    }
    let is_word = |word: &&str| word.contains(char::is_alphanumeric);
    text.split_whitespace().filter(is_word).map(str::to_owned).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Where visible text begins, and what it is, by cells of the page.
type TextPlaces<'a> = BTreeMap<(i64, i64), Vec<(f64, f64, &'a str)>>;

/// The visible text where a hidden line stands, from left to right.
fn visible_at(line: &[Placed], places: &TextPlaces<'_>) -> String {
    let size = line.iter().map(|glyph| glyph.size).fold(0.0, f64::max);
    let ends = line.iter().flat_map(|glyph| [glyph.start, glyph.end]);
    let (mut left, mut right, mut low, mut high) = (f64::MAX, f64::MIN, f64::MAX, f64::MIN);
    for (x, y) in ends {
        (left, right) = (left.min(x), right.max(x));
        (low, high) = (low.min(y), high.max(y));
    }
    // Letters of the layer are not as wide as those that are seen.
    let slack = 0.25 * (right - left) + size;
    let (left, right, low, high) = (left - slack, right + slack, low - 0.6 * size, high + 0.6 * size);
    let cells: BTreeSet<(i64, i64)> = places
        .range((cell(left), i64::MIN)..=(cell(right), i64::MAX))
        .map(|(cell, _)| *cell)
        .filter(|(_, up)| (cell(low)..=cell(high)).contains(up))
        .collect();
    let mut found: Vec<&(f64, f64, &str)> = cells
        .iter()
        .filter_map(|cell| places.get(cell))
        .flatten()
        .filter(|(x, y, _)| (left..=right).contains(x) && (low..=high).contains(y))
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.into_iter().map(|(_, _, text)| *text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, at: (f64, f64), is_invisible: bool) -> Vec<Placed> {
        let glyph = |(index, c): (usize, char)| {
            let left = 5.0f64.mul_add(index as f64, at.0);
            let (start, end) = ((left, at.1), (left + 5.0, at.1));
            Placed { start, end, size: 10.0, text: c.to_string(), is_invisible }
        };
        text.chars().enumerate().map(glyph).collect()
    }

    fn text(glyphs: &[Placed]) -> String {
        glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
    }

    #[test]
    fn letters_drawn_again_come_once_and_double_letters_stay() {
        let twice = [set("Hill 11", (0.0, 0.0), false), set("Hill 11", (0.5, 0.0), false)].concat();
        assert_eq!(text(&without_doubles(twice)).replace(' ', ""), "Hill11");
        let shadow = [set("Hall", (0.0, 0.0), false), set("Hall", (0.9, -0.9), false)].concat();
        assert_eq!(text(&without_doubles(shadow)), "Hall");
        let narrow: Vec<Placed> = set("ill", (0.0, 0.0), false)
            .into_iter()
            .chain(set("ill", (1.4, -1.4), false))
            .map(|glyph| Placed { end: (glyph.start.0 + 2.2, glyph.end.1), size: 16.0, ..glyph })
            .collect();
        let wide = |left: f64, up: f64| Placed {
            start: (left, up),
            end: (left + 9.0, up),
            size: 16.0,
            text: "H".to_owned(),
            is_invisible: false,
        };
        let mut word = vec![wide(-9.0, 0.0)];
        word.extend(narrow[..3].to_vec());
        word.push(wide(-7.6, -1.4));
        word.extend(narrow[3..].to_vec());
        assert_eq!(text(&without_doubles(word)), "Hill");
        let apart = [set("Hall", (0.0, 0.0), false), set("Hall", (0.0, -12.0), false)].concat();
        assert_eq!(text(&without_doubles(apart)), "HallHall");
    }

    #[test]
    fn a_hidden_layer_stays_where_it_is_all_there_is() {
        let both = [set("seen words", (0.0, 0.0), false), set("seen words", (1.0, 1.0), true)].concat();
        assert_eq!(text(&without_hidden_layer(both).0), "seen words");
        let apart = [set("stamp", (0.0, 300.0), false), set("scanned words", (0.0, 0.0), true)].concat();
        assert_eq!(text(&without_hidden_layer(apart).0), "stampscanned words");
        let nearly =
            [set("the words of a page", (0.0, 0.0), false), set("the words of a paqe", (0.0, 0.0), true)];
        assert_eq!(without_hidden_layer(nearly.concat()).1, ["paqe"]);
    }
}
