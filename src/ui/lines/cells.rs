//! [`Cell`]: characters and the glyphs that draw them; [`PlacedCell`]: the same on the screen.

use std::ops::Range;

/// Some characters that one or more glyphs of a row draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// Glyphs of the row; none for white space at which the row was broken.
    pub(super) glyphs: Range<usize>,
    /// Characters of the text.
    pub(super) chars: Range<usize>,
    /// Whether the first character stands at the right.
    pub(super) from_right: bool,
}

/// A cell on the screen, relative to the galley.
#[derive(Clone, Debug)]
pub(super) struct PlacedCell {
    pub(super) chars: Range<usize>,
    pub(super) from_right: bool,
    pub(super) left: f32,
    pub(super) right: f32,
}

/// The cell at a distance from the left, or the nearest one.
pub(super) fn nearest(cells: &[PlacedCell], x: f32) -> Option<&PlacedCell> {
    let away = |cell: &PlacedCell| (cell.left - x).max(x - cell.right).max(0.0);
    cells.iter().min_by(|a, b| away(a).total_cmp(&away(b)))
}

/// One for one, a ligature is a wide glyph and others without width: together they are one cell.
pub(super) fn joined(cells: impl Iterator<Item = PlacedCell>) -> Vec<PlacedCell> {
    let mut joined: Vec<PlacedCell> = Vec::new();
    for cell in cells {
        match joined.last_mut() {
            Some(last) if cell.right - cell.left <= 0.0 => last.chars.end = cell.chars.end,
            _ => joined.push(cell),
        }
    }
    joined
}

impl PlacedCell {
    /// Where a boundary between its characters stands, counted from its first one.
    fn x_of(&self, count: usize) -> f32 {
        let share = count as f32 / self.chars.len().max(1) as f32;
        let share = if self.from_right { 1.0 - share } else { share };
        (self.right - self.left).mul_add(share, self.left)
    }

    /// Left and right edge of what some characters cover of it; none where it has none of them.
    pub(super) fn part(&self, wanted: &Range<usize>) -> Option<(f32, f32)> {
        let (start, end) = (self.chars.start.max(wanted.start), self.chars.end.min(wanted.end));
        if start >= end {
            return None;
        }
        let (a, b) = (self.x_of(start - self.chars.start), self.x_of(end - self.chars.start));
        Some((a.min(b), a.max(b)))
    }

    /// How many of its characters stand before a point, not rounded.
    fn count_before(&self, x: f32) -> f32 {
        let width = (self.right - self.left).max(0.01);
        let share = ((x - self.left) / width).clamp(0.0, 1.0);
        (if self.from_right { 1.0 - share } else { share }) * self.chars.len() as f32
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a few characters"
    )]
    pub(super) fn caret(&self, x: f32) -> usize {
        self.chars.start + self.count_before(x).round() as usize
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a few characters"
    )]
    pub(super) fn under(&self, x: f32) -> usize {
        (self.chars.start + self.count_before(x) as usize).min(self.chars.end.saturating_sub(1))
    }
}
