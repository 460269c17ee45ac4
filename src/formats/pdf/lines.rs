//! [`PagePieces`]: the lines of a page, from where its glyphs stand.

use super::columns::in_reading_order;
use super::content::Placed;

/// A gap wider than this part of the font's size is a blank between words.
const BLANK: f64 = 0.17;
/// A gap wider than this part ends a piece of a line: a gutter, a tab.
const GAP: f64 = 0.9;
/// A gap wider than this part may be the border between two cells of a table.
const CELL_GAP: f64 = 1.0;
/// Stands in a line where such a gap is.
pub(super) const CELL_BORDER: char = '\u{1F}';
/// Baselines nearer than this part of the size are one line.
const SAME_LINE: f64 = 0.35;

/// A piece of a line: words that stand together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) left: f64,
    pub(super) right: f64,
    /// Of the baseline, from the bottom of the page.
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) text: String,
}

/// The pieces of a page, and the text that runs another way, such as stamps at its edge.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PagePieces {
    pub(super) pieces: Vec<Piece>,
    pub(super) sideways: String,
}

impl PagePieces {
    /// Finds the pieces of lines that the glyphs of a page make.
    pub(super) fn of(glyphs: &[Placed]) -> Self {
        let mut by_turn: [Vec<&Placed>; 4] = Default::default();
        for glyph in glyphs {
            if let Some(list) = by_turn.get_mut(turn(glyph)) {
                list.push(glyph);
            }
        }
        let most = by_turn.iter().enumerate().max_by_key(|(index, list)| (list.len(), 4 - index));
        let main = most.map_or(0, |(index, _)| index);
        let mut page = Self::default();
        for (turn, list) in by_turn.iter().enumerate() {
            let turned: Vec<Placed> = list.iter().map(|glyph| turned(glyph, turn)).collect();
            let found = pieces(&turned);
            if turn == main {
                page.pieces = found;
            } else {
                let text: Vec<String> = joined_lines(found).into_iter().map(|piece| piece.text).collect();
                page.sideways.push_str(&text.join(" "));
            }
        }
        page
    }

    /// Blocks of lines in reading order.
    pub(super) fn blocks(self) -> Vec<Vec<Piece>> {
        in_reading_order(self.pieces).into_iter().map(joined_lines).collect()
    }
}

/// Quarter turns of a glyph's direction against left to right.
fn turn(glyph: &Placed) -> usize {
    let (x, y) = (glyph.end.0 - glyph.start.0, glyph.end.1 - glyph.start.1);
    match (x.abs() >= y.abs(), x >= 0.0, y >= 0.0) {
        (true, true, _) => 0,
        (false, _, true) => 1,
        (true, false, _) => 2,
        (false, _, false) => 3,
    }
}

/// The glyph with its page turned so that it runs from left to right.
fn turned(glyph: &Placed, turn: usize) -> Placed {
    let by = |(x, y): (f64, f64)| match turn {
        0 => (x, y),
        1 => (y, -x),
        2 => (-x, -y),
        _ => (-y, x),
    };
    Placed { start: by(glyph.start), end: by(glyph.end), ..glyph.clone() }
}

/// Glyphs that follow one another on a line, in the order of the file.
fn pieces(glyphs: &[Placed]) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    for glyph in glyphs {
        let size = glyph.size;
        let is_blank = glyph.text.trim().is_empty();
        if let Some(last) = found.last_mut() {
            let gap = glyph.start.0 - last.right;
            // A mark of a note is small and raised.
            let is_same_line = (glyph.start.1 - last.y).abs() < SAME_LINE * size.max(last.size)
                && (size > 0.8 * last.size && last.size > 0.8 * size
                    || (glyph.start.1 - last.y).abs() < 0.01 * size);
            let widest = GAP * size.max(last.size);
            if is_same_line && gap > -0.6 * size && gap < widest {
                let is_double = gap < -0.5 * size && last.text.ends_with(&glyph.text);
                if is_double {
                    continue;
                }
                if (gap > BLANK * size || is_blank) && !last.text.ends_with(' ') {
                    last.text.push(' ');
                }
                if !is_blank {
                    last.text.push_str(&glyph.text);
                    last.right = last.right.max(glyph.end.0);
                    last.size = last.size.max(size);
                }
                continue;
            }
        }
        if !is_blank {
            found.push(Piece {
                left: glyph.start.0,
                right: glyph.end.0.max(glyph.start.0),
                y: glyph.start.1,
                size,
                text: glyph.text.clone(),
            });
        }
    }
    without_doubles(found)
}

/// Some producers set a piece twice, a hair apart, to make it look bold.
fn without_doubles(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let is_double = found.last().is_some_and(|last: &Piece| {
            last.text == piece.text
                && (last.left - piece.left).abs() < 0.2 * piece.size
                && (last.y - piece.y).abs() < 0.2 * piece.size
        });
        if !is_double {
            found.push(piece);
        }
    }
    found
}

/// The pieces of a block from top to bottom, those of one line joined.
pub(super) fn joined_lines(mut block: Vec<Piece>) -> Vec<Piece> {
    block.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.left.total_cmp(&b.left)));
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    for piece in block {
        let line = lines.last_mut().filter(|line| {
            line.first().is_some_and(|first| {
                let size = first.size.max(piece.size);
                let is_small = piece.size.min(first.size) < 0.8 * size;
                // Raised and lowered figures stand beside a line of larger ones.
                let reach = if is_small { 0.6 } else { SAME_LINE };
                (first.y - piece.y).abs() < reach * size
            })
        });
        match line {
            Some(line) => line.push(piece),
            None => lines.push(vec![piece]),
        }
    }
    lines.into_iter().filter_map(joined).collect()
}

/// Whether a piece is the raised number of a note behind the end of a sentence.
fn is_note_mark(before: &Piece, piece: &Piece) -> bool {
    let is_raised = piece.size < 0.8 * before.size && piece.y > before.y + 0.15 * before.size;
    let number = piece.text.trim();
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    let ends = ['.', ',', ';', ':', '!', '?', '”', '"', '’', ')', '»'];
    is_raised && is_number && before.text.ends_with(ends)
}

/// A bullet or number at the start of a line.
fn is_item_mark(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= 4 && (!text.contains(char::is_alphanumeric) || text.ends_with(['.', ')']))
}

fn joined(mut line: Vec<Piece>) -> Option<Piece> {
    line.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut rest = line.into_iter();
    let mut whole = rest.next()?;
    for piece in rest {
        let gap = piece.left - whole.right;
        if is_note_mark(&whole, &piece) {
            whole.text.extend(["[", piece.text.trim(), "]"]);
        } else {
            if gap > CELL_GAP * whole.size && !is_item_mark(&whole.text) {
                whole.text.push(CELL_BORDER);
            } else if gap > BLANK * piece.size.min(whole.size) && !whole.text.ends_with(' ') {
                whole.text.push(' ');
            }
            whole.text.push_str(&piece.text);
        }
        if piece.size > whole.size {
            (whole.size, whole.y) = (piece.size, piece.y);
        }
        whole.right = whole.right.max(piece.right);
    }
    whole.text.truncate(whole.text.trim_end().len());
    Some(whole).filter(|line| !line.text.trim().is_empty())
}
