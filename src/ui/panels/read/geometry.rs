//! From bytes of a block to places on the screen and back.

use crate::text::Span;
use eframe::egui::{Galley, Pos2, Rect, Vec2, pos2};

/// The rectangles that a span covers in a laid-out block, one a row, relative to the galley; `block` is the text laid
/// out and `span` counts from its beginning.
pub fn span_rects(galley: &Galley, block: &str, span: Span) -> Vec<Rect> {
    let (first, last) = (char_at(block, span.start), char_at(block, span.end));
    let mut row_start = 0;
    let mut rects = Vec::new();
    for row in &galley.rows {
        let count = row.char_count_excluding_newline().0;
        let row_end = row_start + count;
        if row_start < last && first < row_end {
            let from = row.x_offset((first.max(row_start) - row_start).into());
            let to = row.x_offset((last.min(row_end) - row_start).into());
            let left = row.pos.x + from.min(to);
            let right = row.pos.x + from.max(to);
            if right > left {
                rects.push(Rect::from_min_max(pos2(left, row.min_y()), pos2(right, row.max_y())));
            }
        }
        row_start += row.char_count_including_newline().0;
        if row_start >= last {
            break;
        }
    }
    rects
}

/// The byte of the block at a position relative to the galley.
pub fn byte_at(galley: &Galley, block: &str, pos: Vec2) -> usize {
    let index = galley.cursor_from_pos(pos).index.0;
    block.char_indices().nth(index).map_or(block.len(), |(byte, _)| byte)
}

/// How many characters stand before a byte.
pub fn char_at(block: &str, byte: usize) -> usize {
    if block.is_ascii() {
        return byte.min(block.len());
    }
    block.char_indices().take_while(|(at, _)| *at < byte).count()
}

/// The widest of the rectangles: surely inside the span, so clicking its middle hits what it names.
pub fn widest(rects: &[Rect]) -> Option<Rect> {
    rects.iter().copied().max_by(|a, b| a.width().total_cmp(&b.width()))
}

/// The outline of rows that hang together, clockwise from the top left; none when they do not overlap.
pub fn outline(rects: &[Rect]) -> Option<Vec<Pos2>> {
    let hang_together = rects
        .iter()
        .zip(rects.iter().skip(1))
        .all(|(above, below)| above.left() < below.right() && below.left() < above.right());
    if !hang_together || rects.is_empty() {
        return None;
    }
    let mut points = Vec::with_capacity(rects.len() * 4);
    for rect in rects {
        points.extend([rect.right_top(), rect.right_bottom()]);
    }
    for rect in rects.iter().rev() {
        points.extend([rect.left_bottom(), rect.left_top()]);
    }
    points.dedup();
    Some(points)
}
