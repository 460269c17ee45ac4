//! [`PagePieces`] and [`Page`]: the text of a page by its places, and in reading order.

use super::columns::in_reading_order;
use super::direction::by_direction;
use super::glyphs::Placed;
use super::lines::{CELL_BORDER, joined_lines, segments};
use super::piece::{Piece, run_right_to_left};
use super::pieces::pieces;

/// A page as blocks of lines in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Page {
    pub(super) blocks: Vec<Vec<Piece>>,
    /// What runs another way: read after the page, where no paragraph runs on.
    pub(super) sideways: Vec<Vec<Piece>>,
}

/// The pieces of a page, and the blocks of text that runs another way, such as stamps at its edge.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PagePieces {
    pub(super) pieces: Vec<Piece>,
    pub(super) sideways: Vec<Vec<Piece>>,
}

impl PagePieces {
    /// Finds the pieces of lines that the glyphs of a page make.
    pub(super) fn of(glyphs: Vec<Placed>) -> Self {
        let mut groups = by_direction(glyphs).into_iter().map(|group| segments(pieces(&group)));
        let pieces = groups.next().unwrap_or_default();
        let sideways = groups.flat_map(blocks).collect();
        Self { pieces, sideways }
    }

    /// Blocks of lines in reading order.
    pub(super) fn into_page(self) -> Page {
        Page { blocks: blocks(self.pieces), sideways: self.sideways }
    }
}

fn blocks(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let is_rtl = run_right_to_left(&pieces);
    let blocks = in_reading_order(pieces, is_rtl).into_iter().map(joined_lines);
    blocks.filter(|block| !block.is_empty()).collect()
}

/// The text of glyphs in one line, for messages.
pub(super) fn plain_text(glyphs: Vec<Placed>) -> String {
    let page = PagePieces::of(glyphs).into_page();
    let blocks = page.blocks.into_iter().chain(page.sideways);
    let lines: Vec<String> = blocks.flatten().map(|line| line.text).collect();
    lines.join(" ").replace(CELL_BORDER, " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, step: f64) -> Vec<Placed> {
        let glyph = |(index, c): (usize, char)| {
            let left = step * index as f64;
            Placed {
                start: (left, 0.0),
                end: (left + 5.0, 0.0),
                size: 10.0,
                text: c.to_string(),
                is_invisible: false,
            }
        };
        text.chars().enumerate().map(glyph).collect()
    }

    #[test]
    fn spaced_out_letters_are_one_word() {
        assert_eq!(plain_text(set("SPACED", 8.0)), "SPACED");
        assert_eq!(plain_text(set("漢字", 7.0)), "漢字");
    }

    #[test]
    fn right_to_left_is_read_whichever_way_it_was_set() {
        let shown = set("םולש", 5.0);
        assert_eq!(plain_text(shown.clone()), "שלום");
        assert_eq!(plain_text(shown.into_iter().rev().collect()), "שלום");
    }
}
