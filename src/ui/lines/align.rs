//! Which glyphs of a piece draw which of its characters.
//!
//! egui tells of each glyph only the first character of its cluster, and adds glyphs without width after a piece from
//! right to left. Clusters hold whole graphemes, in order, so the glyphs are read against the graphemes.

use super::cells::Cell;
use std::ops::Range;

/// A glyph as far as it tells of its cluster.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mark {
    /// First character of its cluster.
    pub(super) chr: char,
    /// Whether it moves the pen.
    pub(super) is_wide: bool,
}

/// The cells of a piece in the order on the screen; none where its glyphs do not follow its graphemes.
///
/// `graphemes` are given in the order of the text, each with its characters.
pub(super) fn align(
    graphemes: &[(char, Range<usize>)],
    glyphs: &[Mark],
    from_right: bool,
) -> Option<Vec<Cell>> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut at = 0;
    // Characters that a ligature with a later cell on the screen draws.
    let mut waiting: Option<Range<usize>> = None;
    let count = graphemes.len();
    for step in 0..count {
        let (first, chars) = graphemes.get(if from_right { count - 1 - step } else { step })?;
        let end = cluster_end(glyphs, at, *first, from_right);
        if end > at {
            let chars = waiting.take().map_or_else(|| chars.clone(), |more| cover(chars, &more));
            cells.push(Cell { glyphs: at..end, chars, from_right });
            at = end;
        } else if from_right {
            waiting = Some(waiting.map_or_else(|| chars.clone(), |more| cover(chars, &more)));
        } else {
            let last = cells.last_mut()?;
            last.chars = cover(&last.chars, chars);
        }
    }
    if waiting.is_some() {
        return None;
    }
    let rest = glyphs.get(at..)?;
    // What egui adds after a piece has no width.
    if rest.iter().any(|glyph| glyph.is_wide) {
        return None;
    }
    if let Some(last) = cells.last_mut() {
        last.glyphs.end = glyphs.len();
    }
    Some(cells)
}

/// Where the glyphs of a cluster end that begins with that character; `at` where none does.
///
/// Marks stand before their letter in what is shaped from right to left, and after it otherwise.
fn cluster_end(glyphs: &[Mark], at: usize, first: char, from_right: bool) -> usize {
    let is_part = |index: usize| glyphs.get(index).is_some_and(|glyph| glyph.chr == first);
    let is_wide = |index: usize| glyphs.get(index).is_some_and(|glyph| glyph.is_wide);
    if !is_part(at) {
        return at;
    }
    let mut end = at;
    if from_right {
        while is_part(end) && !is_wide(end) {
            end += 1;
        }
        return if is_part(end) { end + 1 } else { end };
    }
    end += 1;
    while glyphs.get(end).is_some_and(|glyph| !glyph.is_wide) {
        end += 1;
    }
    end
}

fn cover(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    one.start.min(other.start)..one.end.max(other.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(glyphs: &str) -> Vec<Mark> {
        // A lower case letter of the notation after `'` stands for a glyph without width.
        let mut marks = Vec::new();
        let mut is_wide = true;
        for chr in glyphs.chars() {
            if chr == '\'' {
                is_wide = false;
                continue;
            }
            marks.push(Mark { chr, is_wide });
            is_wide = true;
        }
        marks
    }

    fn singles(text: &str) -> Vec<(char, Range<usize>)> {
        text.chars().enumerate().map(|(at, c)| (c, at..at + 1)).collect()
    }

    fn chars(cells: &[Cell]) -> Vec<Range<usize>> {
        cells.iter().map(|cell| cell.chars.clone()).collect()
    }

    #[test]
    fn from_right_the_last_character_comes_first_and_what_egui_adds_is_no_character() {
        let cells = align(&singles("abb"), &marks("bba'b'b"), true).unwrap();
        assert_eq!(chars(&cells), [2..3, 1..2, 0..1]);
        assert_eq!(cells.last().unwrap().glyphs, 2..5);
    }

    #[test]
    fn a_ligature_draws_both_of_its_characters() {
        let cells = align(&singles("xla"), &marks("lx"), true).unwrap();
        assert_eq!(chars(&cells), [1..3, 0..1]);
        let cells = align(&singles("xfi"), &marks("xf"), false).unwrap();
        assert_eq!(chars(&cells), [0..1, 1..3]);
    }

    #[test]
    fn a_mark_belongs_to_its_letter() {
        let graphemes = [('a', 0..2), ('a', 2..3)];
        let cells = align(&graphemes, &marks("a'aa'a"), true).unwrap();
        assert_eq!(chars(&cells), [2..3, 0..2]);
        let cells = align(&graphemes, &marks("a'aa"), false).unwrap();
        assert_eq!(chars(&cells), [0..2, 2..3]);
    }

    #[test]
    fn glyphs_in_another_order_are_told() {
        assert_eq!(align(&singles("ab"), &marks("ab"), true), None);
        assert_eq!(align(&singles("ab"), &marks("ba"), false), None);
    }
}
