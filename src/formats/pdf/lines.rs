//! [`joined_lines`]: pieces of lines become the lines of a block.

use super::direction::{is_right_to_left, is_without_blanks, runs_right_to_left};
use super::piece::{BLANK, Piece, SAME_LINE};
use super::scripts::{is_mark, lowered, raised};
use std::collections::BTreeMap;

/// A gap wider than this part may be the border between two cells of a table.
const CELL_GAP: f64 = 1.0;
/// Stands in a line where such a gap is.
pub(super) const CELL_BORDER: char = '\u{1F}';
/// Pieces smaller than this part of their line's size may be raised or lowered.
const SMALL: f64 = 0.86;
/// Pieces nearer than this part of their size are one segment.
const SEGMENT_GAP: f64 = 0.45;
/// The gap between two cells is more than so many blanks wide.
const CELL_BLANKS: f64 = 1.8;
/// How far from their line, above and below, as a part of its size.
const REACH: (f64, f64) = (0.75, 0.45);
/// Raised and lowered pieces stand nearer than this part of the size to what they belong to.
const BESIDE: f64 = 0.3;
/// A line that begins with a raised number and is shorter is a formula, not a note.
const MIN_NOTE_LEN: usize = 10;

/// Pieces that stand on one line.
struct Line {
    y: f64,
    size: f64,
    pieces: Vec<Piece>,
}

/// The pieces of a block from top to bottom, those of one line joined.
pub(super) fn joined_lines(block: Vec<Piece>) -> Vec<Piece> {
    let mut lines = grouped(block);
    lines.sort_by(|a, b| b.y.total_cmp(&a.y));
    lines.into_iter().filter_map(|line| joined(line.pieces)).collect()
}

/// Pieces that stand close to each other on a line, such as raised figures and words in another font, as one each.
pub(super) fn segments(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut found = Vec::new();
    for line in grouped(pieces) {
        let mut pieces = line.pieces;
        pieces.sort_by(|a, b| a.left.total_cmp(&b.left));
        let mut run: Vec<Piece> = Vec::new();
        for piece in pieces {
            let is_close = run.last().is_some_and(|last| {
                let size = last.size.max(piece.size);
                let gap = piece.left - last.right;
                gap < SEGMENT_GAP * size && gap > -SEGMENT_GAP * size
            });
            if !is_close {
                found.extend(joined(std::mem::take(&mut run)));
            }
            run.push(piece);
        }
        found.extend(joined(run));
    }
    found
}

fn grouped(mut pieces: Vec<Piece>) -> Vec<Line> {
    // Large pieces make the lines; small ones find theirs.
    pieces
        .sort_by(|a, b| b.size.total_cmp(&a.size).then(b.y.total_cmp(&a.y)).then(a.left.total_cmp(&b.left)));
    let reach = pieces.first().map_or(0.0, |piece| REACH.0.max(SAME_LINE) * piece.size);
    let mut lines: Vec<Line> = Vec::new();
    let mut by_height: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for piece in pieces {
        let heights = height(piece.y - reach)..=height(piece.y + reach);
        let near = by_height
            .range(heights)
            .flat_map(|(_, own)| own)
            .filter(|at| lines.get(**at).is_some_and(|line| belongs(line, &piece)))
            .min_by(|a, b| {
                let away = |at: usize| lines.get(at).map_or(f64::MAX, |line| (line.y - piece.y).abs());
                away(**a).total_cmp(&away(**b))
            })
            .copied();
        if let Some(line) = near.and_then(|at| lines.get_mut(at)) {
            line.pieces.push(piece);
        } else {
            by_height.entry(height(piece.y)).or_default().push(lines.len());
            lines.push(Line { y: piece.y, size: piece.size, pieces: vec![piece] });
        }
    }
    lines
}

/// Heights are looked up in steps of a few points.
fn height(y: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "clamped to what a page may hold")]
    let height = (y / 4.0).clamp(-1e9, 1e9).floor() as i64;
    height
}

fn belongs(line: &Line, piece: &Piece) -> bool {
    let up = piece.y - line.y;
    if up.abs() < SAME_LINE * line.size.max(piece.size) {
        return true;
    }
    let is_small = piece.size < SMALL * line.size;
    let is_beside = || {
        let reach = 0.5 * line.size;
        line.pieces.iter().any(|own| piece.left < own.right + reach && piece.right > own.left - reach)
            && !line.pieces.iter().any(|own| {
                let inner = piece.left.max(own.left) + 0.2 * piece.size;
                inner < piece.right.min(own.right)
            })
    };
    is_small && up < REACH.0 * line.size && up > -REACH.1 * line.size && is_beside()
}

/// Where a piece stands against its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Even,
    Raised,
    Lowered,
}

fn level(piece: &Piece, main: (f64, f64)) -> Level {
    let (y, size) = main;
    let up = (piece.y - y) / size;
    let is_small = piece.size < SMALL * size;
    let text = piece.text.trim();
    let is_number = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '–' | '-' | '−'));
    match up {
        up if is_small && up > 0.12 || is_number && up > 0.2 => Level::Raised,
        up if is_small && up < -0.06 || is_number && up < -0.2 => Level::Lowered,
        _ => Level::Even,
    }
}

/// Whether the figures of a piece go on in the next one, which stands on the line.
fn is_one_number(piece: &Piece, next: &Piece, main: (f64, f64)) -> bool {
    let is_close = (next.left - piece.right).abs() < BLANK * main.1;
    let is_figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    is_close
        && is_figure(piece.text.chars().last())
        && is_figure(next.text.chars().next())
        && level(next, main) == Level::Even
}

/// A bullet or number at the start of a line.
fn is_item_mark(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= 4 && (!text.contains(char::is_alphanumeric) || text.ends_with(['.', ')']))
}

fn joined(mut line: Vec<Piece>) -> Option<Piece> {
    let all: String = line.iter().map(|piece| piece.text.as_str()).collect();
    let is_rtl = runs_right_to_left(&all);
    let main = main(&line)?;
    let left = line.iter().map(|piece| piece.left).fold(f64::INFINITY, f64::min);
    let right = line.iter().map(|piece| piece.right).fold(f64::NEG_INFINITY, f64::max);
    let from = |piece: &Piece| if is_rtl { -piece.right } else { piece.left };
    let to = |piece: &Piece| if is_rtl { -piece.left } else { piece.right };
    if is_rtl {
        line = with_left_to_right_runs(line);
    }
    line.sort_by(|a, b| from(a).total_cmp(&from(b)));
    let gaps: Vec<f64> =
        line.windows(2).filter_map(|two| two.first().zip(two.last()).map(|(a, b)| from(b) - to(a))).collect();
    let border = border(&line, &gaps, main.1);
    let blank = blank(&line, &gaps, border);
    let mut text = String::new();
    let mut end = f64::NEG_INFINITY;
    let mut last = Level::Even;
    for (index, piece) in line.iter().enumerate() {
        let gap = from(piece) - end;
        let next = line.get(index + 1);
        let level = match level(piece, main) {
            // An exponent stands behind a figure, never before one: these are two parts of one number out of line.
            Level::Raised if next.is_some_and(|next| is_one_number(piece, next, main)) => Level::Even,
            other => other,
        };
        let rest = line.iter().skip(index + 1).map(|piece| piece.text.chars().count()).sum::<usize>();
        let next_gap = next.map_or(f64::MAX, |next| from(next) - to(piece));
        let is_beside = gap < BESIDE * main.1 || index == 0 && next_gap < BESIDE * main.1;
        let own = match level {
            Level::Raised if index == 0 && is_mark(piece.text.trim()) && rest >= MIN_NOTE_LEN => {
                format!("[{}] ", piece.text.trim())
            }
            Level::Raised if is_beside => raised(&piece.text, text.trim_end()),
            Level::Lowered if is_beside => lowered(&piece.text),
            _ => piece.text.clone(),
        };
        if index > 0 {
            let is_script = level != Level::Even || last != Level::Even;
            let narrow = if is_script { BLANK * main.1 } else { BLANK * piece.size.min(main.1) };
            part(&mut text, &own, gap, (narrow, border));
        }
        text.push_str(&own);
        end = end.max(to(piece));
        last = level;
    }
    text.truncate(text.trim_end().len());
    Some(Piece { left, right, y: main.0, size: main.1, text, blank })
        .filter(|line| !line.text.trim().is_empty())
}

/// Numbers and words that run from left to right within a line that does not, each run as one piece.
fn with_left_to_right_runs(mut line: Vec<Piece>) -> Vec<Piece> {
    line.sort_by(|a, b| a.left.total_cmp(&b.left));
    let is_run =
        |piece: &Piece| piece.text.contains(char::is_alphanumeric) && !piece.text.contains(is_right_to_left);
    let mut found: Vec<Piece> = Vec::new();
    for piece in line {
        let last = found
            .last_mut()
            .filter(|last| is_run(last) && is_run(&piece) && piece.left - last.right < CELL_GAP * piece.size);
        if let Some(last) = last {
            part(&mut last.text, &piece.text, piece.left - last.right, (BLANK * last.size, f64::MAX));
            last.text.push_str(&piece.text);
            last.right = last.right.max(piece.right);
        } else {
            found.push(piece);
        }
    }
    found
}

/// The width from which a gap parts two cells: more than the blanks of the line, which are wide where it is justified.
fn border(line: &[Piece], gaps: &[f64], size: f64) -> f64 {
    let plain = CELL_GAP * size;
    let inner = line.iter().map(|piece| piece.blank).fold(0.0, f64::max);
    let (narrow, wide) =
        (gaps.iter().copied().fold(f64::MAX, f64::min), gaps.iter().copied().fold(0.0, f64::max));
    let is_even = gaps.len() >= 3 && wide - narrow < 0.1 * size && wide < 4.0 * size;
    let lens: Vec<usize> = line.iter().map(|piece| piece.text.chars().count()).collect();
    let is_words = lens.iter().max() > lens.iter().min();
    if is_even && is_words { plain.max(CELL_BLANKS * wide) } else { plain.max(CELL_BLANKS * inner) }
}

/// The usual blank of a line.
fn blank(line: &[Piece], gaps: &[f64], border: f64) -> f64 {
    let inner = line.iter().map(|piece| piece.blank).filter(|blank| *blank > 0.0);
    let between = gaps.iter().copied().filter(|gap| *gap > 0.0 && *gap < border);
    let mut all: Vec<f64> = inner.chain(between).collect();
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or_default()
}

/// Sets two pieces apart by what the gap between them means.
fn part(text: &mut String, next: &str, gap: f64, (blank, border): (f64, f64)) {
    let is_open = text.ends_with(' ') || next.starts_with(' ');
    let is_dense = |c: Option<char>| c.is_some_and(is_without_blanks);
    if gap > border && !is_item_mark(text) {
        text.push(CELL_BORDER);
    } else if gap > blank && !is_open {
        let blank_counts = !(is_dense(text.chars().next_back()) && is_dense(next.chars().next()));
        if blank_counts || gap > 4.0 * blank {
            text.push(' ');
        }
    }
}

/// Baseline and size of most of a line.
fn main(line: &[Piece]) -> Option<(f64, f64)> {
    let weight = |piece: &Piece| {
        let same = line.iter().filter(|other| {
            (other.y - piece.y).abs() < 0.1 * piece.size && (other.size - piece.size).abs() < 0.1 * piece.size
        });
        same.map(|other| other.text.chars().count() as f64 * other.size * other.size).sum::<f64>()
    };
    let most = line.iter().max_by(|a, b| weight(a).total_cmp(&weight(b)))?;
    Some((most.y, most.size))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(left: f64, y: f64, size: f64, text: &str) -> Piece {
        let right = left + 0.5 * size * text.chars().count() as f64;
        Piece { left, right, y, size, text: text.to_owned(), blank: 0.0 }
    }

    fn lines(pieces: Vec<Piece>) -> Vec<String> {
        joined_lines(segments(pieces)).into_iter().map(|line| line.text.replace(CELL_BORDER, "|")).collect()
    }

    #[test]
    fn raised_figures_find_their_line_between_two() {
        let pieces = vec![
            piece(0.0, 114.0, 11.0, "upper line of text"),
            piece(0.0, 100.0, 11.0, "45 km"),
            piece(27.5, 105.0, 7.0, "2"),
            piece(34.0, 100.0, 11.0, "of land"),
        ];
        assert_eq!(lines(pieces), ["upper line of text", "45 km² of land"]);
    }

    #[test]
    fn a_number_whose_first_figures_stand_higher_has_no_exponent() {
        let pieces = vec![piece(0.0, 102.6, 11.0, "15"), piece(11.0, 100.0, 11.0, "0 11 10 miles")];
        assert_eq!(lines(pieces), ["150 11 10 miles"]);
    }

    #[test]
    fn small_print_beside_a_line_stays_what_it_is() {
        assert_eq!(
            lines(vec![piece(0.0, 100.0, 12.0, "Loaded"), piece(80.0, 103.0, 7.0, "2035")]),
            ["Loaded|2035"]
        );
    }

    #[test]
    fn numbers_in_a_line_from_right_to_left_keep_their_order() {
        let pieces =
            vec![piece(0.0, 0.0, 10.0, "1"), piece(5.0, 0.0, 10.0, "5"), piece(13.0, 0.0, 10.0, "המדינה")];
        assert_eq!(lines(pieces), ["המדינה 15"]);
    }
}
