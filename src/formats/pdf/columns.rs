//! [`in_reading_order`]: parts a page into columns, and puts what spans them in its place.

use super::piece::Piece;

/// Columns within columns.
const MAX_DEPTH: usize = 6;
/// Lines that each column has at least.
const MIN_LINES: usize = 4;
/// Letters that a line of a column has at least, on average; cells of tables have fewer.
const MIN_CHARS: usize = 14;
/// Part of its column's width that a line fills at least, on average.
const MIN_FILL: f64 = 0.55;
/// Lines of running text that a column has at least beside figures.
const MIN_FULL_LINES: usize = 6;
/// Part of the width of its column that such a line fills, and its letters.
const FULL: f64 = 0.85;
const MIN_FULL_CHARS: usize = 25;
/// A gutter is at least this part of the usual size of the font.
const MIN_GUTTER: f64 = 0.7;
/// Places across a page that are looked at.
const PLACES: usize = 200;

/// Blocks of pieces, one after the other as people read them; the column on the right first where that is their way.
pub(super) fn in_reading_order(mut pieces: Vec<Piece>, is_rtl: bool) -> Vec<Vec<Piece>> {
    let mut found = Vec::new();
    if is_rtl {
        pieces.iter_mut().for_each(mirror);
    }
    part(pieces, 0, &mut found);
    if is_rtl {
        found.iter_mut().flatten().for_each(mirror);
    }
    found
}

fn mirror(piece: &mut Piece) {
    (piece.left, piece.right) = (-piece.right, -piece.left);
}

fn part(pieces: Vec<Piece>, depth: usize, found: &mut Vec<Vec<Piece>>) {
    let gutter = if depth < MAX_DEPTH { gutter(&pieces) } else { None };
    let Some((from, to)) = gutter else {
        if !pieces.is_empty() {
            found.push(pieces);
        }
        return;
    };
    let middle = f64::midpoint(from, to);
    let (spanning, mut sides): (Vec<Piece>, Vec<Piece>) =
        pieces.into_iter().partition(|piece| piece.left < from && piece.right > to);
    let mut spanning = spanning;
    spanning.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut rest = spanning.into_iter().peekable();
    loop {
        // What stands above the next spanning line comes before it.
        let border = rest.peek().map_or(f64::NEG_INFINITY, |piece| piece.y);
        let (above, below): (Vec<Piece>, Vec<Piece>) = sides.into_iter().partition(|piece| piece.y > border);
        sides = below;
        let (left, right): (Vec<Piece>, Vec<Piece>) =
            above.into_iter().partition(|piece| f64::midpoint(piece.left, piece.right) < middle);
        part(left, depth + 1, found);
        part(right, depth + 1, found);
        // Spanning lines that follow one another are one block.
        let mut block: Vec<Piece> = rest.next().into_iter().collect();
        if block.is_empty() {
            return;
        }
        while let Some(next) = rest.next_if(|next| !sides.iter().any(|piece| piece.y > next.y)) {
            block.push(next);
        }
        found.push(block);
    }
}

/// The left and right edge of the widest gap that parts the pieces into two columns.
fn gutter(pieces: &[Piece]) -> Option<(f64, f64)> {
    if pieces.len() < 2 * MIN_LINES {
        return None;
    }
    let left = pieces.iter().map(|piece| piece.left).fold(f64::INFINITY, f64::min);
    let right = pieces.iter().map(|piece| piece.right).fold(f64::NEG_INFINITY, f64::max);
    let step = (right - left) / PLACES as f64;
    if !step.is_finite() || step <= 0.0 {
        return None;
    }
    let mut crossings = [0_usize; PLACES];
    for piece in pieces {
        for (index, count) in crossings.iter_mut().enumerate() {
            let x = left + (index as f64 + 0.5) * step;
            *count += usize::from(piece.left <= x && x <= piece.right);
        }
    }
    // A few lines may span both columns: titles, captions, notes.
    let most = pieces.len() / 6;
    let mut sizes: Vec<f64> = pieces.iter().map(|piece| piece.size).collect();
    sizes.sort_by(f64::total_cmp);
    let usual_size = sizes.get(sizes.len() / 2).copied().unwrap_or(10.0);
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (index, count) in crossings.iter().enumerate().filter(|(_, count)| **count <= most) {
        match runs.last_mut() {
            Some((_, end)) if *end + 1 == index && (*count == 0) == (crossings.get(*end) == Some(&0)) => {
                *end = index;
            }
            _ => runs.push((index, index)),
        }
    }
    let edges = |(first, last): (usize, usize)| {
        let width = (last - first + 1) as f64 * step;
        (left + first as f64 * step, left + first as f64 * step + width)
    };
    let mut gaps: Vec<(f64, f64)> = runs.into_iter().map(edges).collect();
    gaps.sort_by(|a, b| (b.1 - b.0).total_cmp(&(a.1 - a.0)));
    let is_wide = |gap: &&(f64, f64)| gap.1 - gap.0 + step >= MIN_GUTTER * usual_size;
    gaps.iter().filter(is_wide).take(4).find(|gap| parts_columns(pieces, **gap)).copied()
}

/// Whether both sides of a gap look like columns of running text; one of them may hold figures too.
fn parts_columns(pieces: &[Piece], (from, to): (f64, f64)) -> bool {
    let middle = f64::midpoint(from, to);
    let is_side = |piece: &&Piece| !(piece.left < from && piece.right > to);
    let is_left = |piece: &&Piece| f64::midpoint(piece.left, piece.right) < middle;
    let left: Vec<&Piece> = pieces.iter().filter(is_side).filter(is_left).collect();
    let right: Vec<&Piece> = pieces.iter().filter(is_side).filter(|piece| !is_left(piece)).collect();
    is_column(&left) && (is_column(&right) || has_column(&right)) || has_column(&left) && is_column(&right)
}

fn ends(side: &[&Piece]) -> (f64, f64) {
    let left = side.iter().map(|piece| piece.left).fold(f64::INFINITY, f64::min);
    (left, side.iter().map(|piece| piece.right).fold(f64::NEG_INFINITY, f64::max))
}

fn is_column(side: &[&Piece]) -> bool {
    let (left, right) = ends(side);
    let width: f64 = side.iter().map(|piece| piece.right - piece.left).sum();
    let chars: usize = side.iter().map(|piece| piece.text.chars().count()).sum();
    let count = side.len();
    // Pieces side by side within a line count as one.
    let mut heights: Vec<f64> = side.iter().map(|piece| piece.y).collect();
    heights.sort_by(f64::total_cmp);
    let usual_size = side.first().map_or(10.0, |piece| piece.size);
    heights.dedup_by(|a, b| (*a - *b).abs() < 0.3 * usual_size);
    let line_count = heights.len();
    count >= MIN_LINES
        && line_count >= MIN_LINES
        && chars >= MIN_CHARS * line_count
        && width >= MIN_FILL * (right - left) * line_count as f64
}

/// Whether enough lines of running text stand among the labels of figures.
fn has_column(side: &[&Piece]) -> bool {
    let (left, right) = ends(side);
    let is_full = |piece: &&&Piece| {
        piece.right - piece.left >= FULL * (right - left) && piece.text.chars().count() >= MIN_FULL_CHARS
    };
    let full_count = side.iter().filter(is_full).count();
    full_count >= MIN_FULL_LINES && full_count * 5 >= side.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(left: f64, right: f64, y: f64, text: &str) -> Piece {
        Piece { left, right, y, size: 10.0, text: text.to_owned(), blank: 0.0 }
    }

    fn order(pieces: Vec<Piece>) -> String {
        in_reading_order(pieces, false)
            .iter()
            .map(|block| {
                block.iter().map(|piece| piece.text.split(' ').next().unwrap()).collect::<Vec<_>>().join(" ")
            })
            .collect::<Vec<_>>()
            .join(" / ")
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut pieces = vec![piece(0.0, 400.0, 700.0, "title")];
        for line in 0..5 {
            let y = 680.0 - f64::from(line) * 12.0;
            pieces.push(piece(0.0, 190.0, y, &format!("l{line} words in the left column")));
            pieces.push(piece(210.0, 400.0, y, &format!("r{line} words in the right column")));
        }
        pieces.push(piece(0.0, 400.0, 500.0, "foot"));
        assert_eq!(order(pieces), "title / l0 l1 l2 l3 l4 / r0 r1 r2 r3 r4 / foot");
    }

    #[test]
    fn tables_are_not_columns() {
        let pieces = (0..8).flat_map(|line| {
            let y = 700.0 - f64::from(line) * 12.0;
            [piece(0.0, 60.0, y, "cell"), piece(200.0, 240.0, y, "5.2")]
        });
        assert_eq!(in_reading_order(pieces.collect(), false).len(), 1);
    }
}
