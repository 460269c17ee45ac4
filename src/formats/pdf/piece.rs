//! [`Piece`]: words that stand together on a line.

use super::direction::runs_right_to_left;

/// A gap wider than this part of the font's size is a blank between words.
pub(super) const BLANK: f64 = 0.13;
/// Baselines nearer than this part of the size are one line.
pub(super) const SAME_LINE: f64 = 0.35;

/// A piece of a line: words that stand together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) left: f64,
    pub(super) right: f64,
    /// Of the baseline, from the bottom of the page.
    pub(super) y: f64,
    pub(super) size: f64,
    /// In the order in which it is read.
    pub(super) text: String,
    /// Usual width of its blanks; 0 where it is one word.
    pub(super) blank: f64,
}

/// Whether most of the text of these pieces runs from right to left.
pub(super) fn run_right_to_left(pieces: &[Piece]) -> bool {
    let all: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    runs_right_to_left(&all)
}
