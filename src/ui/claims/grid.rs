//! [`Grid`]: where the columns of the table stand.

use crate::view::claims::ClaimColumn;
use eframe::egui::{Rect, pos2, vec2};

/// Height of a row: two lines of text.
pub(super) const ROW_HEIGHT: f32 = 44.0;
/// Height of the heads.
pub(super) const HEAD_HEIGHT: f32 = 30.0;
/// Width of the mark by which a claim is selected.
pub(super) const TICK_WIDTH: f32 = 26.0;
/// Between the words of two columns.
pub(super) const GAP: f32 = 12.0;
/// Width of the words, at least and at most.
const WORDS_WIDTH: (f32, f32) = (290.0, 860.0);

/// Where the columns stand, from the left edge of the table.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    /// Column, left edge, width of its words.
    pub(super) columns: Vec<(ClaimColumn, f32, f32)>,
    /// Of all columns.
    pub(super) width: f32,
    /// Of the first column with its mark, which stays in place while the others scroll sideways.
    pub(super) pinned: f32,
}

impl Grid {
    /// What the other columns leave belongs to the words; where that is too little, the table scrolls sideways.
    pub(super) fn new(columns: &[ClaimColumn], room: f32) -> Self {
        let fixed = |column: &&ClaimColumn| **column != ClaimColumn::Words;
        let others: f32 = columns.iter().filter(fixed).map(|column| width(*column) + GAP).sum();
        let words = (room - TICK_WIDTH - others - GAP).clamp(WORDS_WIDTH.0, WORDS_WIDTH.1);
        let mut left = TICK_WIDTH;
        let columns: Vec<(ClaimColumn, f32, f32)> = columns
            .iter()
            .map(|column| {
                let width = if *column == ClaimColumn::Words { words } else { width(*column) };
                let at = left;
                left += width + GAP;
                (*column, at, width)
            })
            .collect();
        let pinned = TICK_WIDTH + width(ClaimColumn::Place) + GAP / 2.0;
        Self { columns, width: left, pinned }
    }

    /// The place of a column's words in a row.
    pub(super) fn cell(row: Rect, (left, width): (f32, f32)) -> Rect {
        Rect::from_min_size(pos2(row.left() + left, row.top()), vec2(width, row.height()))
    }
}

const fn width(column: ClaimColumn) -> f32 {
    match column {
        ClaimColumn::Place => 78.0,
        ClaimColumn::Words => WORDS_WIDTH.0,
        ClaimColumn::Kinds => 118.0,
        ClaimColumn::Confidence | ClaimColumn::Changed => 74.0,
        ClaimColumn::Modality | ClaimColumn::Credibility => 70.0,
        ClaimColumn::Attributed => 108.0,
        ClaimColumn::Tags => 92.0,
        ClaimColumn::Links => 40.0,
        ClaimColumn::Questions => 172.0,
        ClaimColumn::Verdict => 104.0,
        ClaimColumn::Annotator => 88.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_take_what_the_others_leave_and_never_too_little() {
        let columns = [ClaimColumn::Place, ClaimColumn::Words, ClaimColumn::Links];
        let wide = Grid::new(&columns, 900.0);
        assert!((wide.width - 900.0).abs() < 0.5, "{}", wide.width);
        let narrow = Grid::new(&ClaimColumn::ALL, 700.0);
        assert!(narrow.width > 700.0, "it scrolls");
        assert!(narrow.columns.iter().all(|(_, _, width)| *width >= 40.0));
    }
}
