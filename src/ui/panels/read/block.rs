//! Lays out and draws one block: tints behind the words, the words, confidence under them.

use super::geometry;
use super::lit::Lit;
use super::placed::{PlacedBlock, PlacedColumn};
use crate::model::Codebook;
use crate::text::{SentenceRole, Span, visible};
use crate::ui::theme::{self, Palette};
use crate::view::reader::{ClaimMark, ConfidenceInk, ReaderColumn};
use eframe::egui::{
    Color32, CornerRadius, FontId, Galley, Mesh, Painter, Pos2, Rect, Shape, Stroke, TextFormat, Ui,
    text::{LayoutJob, LayoutSection},
};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// What the blocks of a column are drawn with.
#[derive(Clone, Copy, Debug)]
pub struct Pen<'a> {
    /// Colours.
    pub palette: &'a Palette,
    /// Kinds with their colours.
    pub codebook: &'a Codebook,
    /// What stays bright.
    pub lit: &'a Lit,
    /// Size of the text in points.
    pub size: f32,
    /// Width to wrap at.
    pub width: f32,
}

/// Height of a row for a text size: 25 points at 15.5.
pub fn row_height(size: f32) -> f32 {
    (size * 25.0 / 15.5).round()
}

/// Space below a block.
pub fn block_gap(size: f32) -> f32 {
    (size * 0.65).round()
}

/// Lays out one block; egui keeps the result as long as it is asked for each frame.
pub fn layout(ui: &Ui, column: &ReaderColumn, span: Span, pen: &Pen<'_>) -> Arc<Galley> {
    let words = column.words(span);
    let first = column.sentences_in(span).start;
    let (font, ink) = font_and_ink(column.role(first), pen);
    let mut job = LayoutJob { text: words.to_owned(), ..LayoutJob::default() };
    job.wrap.max_width = pen.width;
    // The words of lit claims keep their ink; everything else fades.
    let faded = if pen.lit.fading { pen.palette.faded(ink) } else { ink };
    let mut at = 0;
    if pen.lit.fading {
        for mark in column.marks_in(span).filter(|mark| pen.lit.claims.contains(&mark.claim)) {
            let Some(part) = mark.span.intersection(span) else {
                continue;
            };
            let (start, end) = ((part.start - span.start).max(at), part.end - span.start);
            if start < end {
                section(&mut job, at..start, (&font, faded, pen.size));
                section(&mut job, start..end, (&font, ink, pen.size));
                at = end;
            }
        }
    }
    section(&mut job, at..words.len(), (&font, faded, pen.size));
    show_hidden(&mut job);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Puts marks in the place of characters that hide or reorder others, so that what is read is what is stored.
///
/// Characters stay one for one, as places on the screen count on; bytes do not.
fn show_hidden(job: &mut LayoutJob) {
    let Cow::Owned(shown) = visible(&job.text) else {
        return;
    };
    let place = |byte: usize| {
        let count = geometry::char_at(&job.text, byte);
        shown.char_indices().nth(count).map_or(shown.len(), |(place, _)| place)
    };
    for section in &mut job.sections {
        let range = &section.byte_range;
        section.byte_range = place(range.start.0).into()..place(range.end.0).into();
    }
    job.text = shown;
}

fn font_and_ink(role: SentenceRole, pen: &Pen<'_>) -> (FontId, Color32) {
    match role {
        SentenceRole::Body | SentenceRole::ListItem => (theme::reading(pen.size), pen.palette.ink),
        SentenceRole::Heading => (theme::semibold((pen.size * 0.84).round()), pen.palette.ink),
        SentenceRole::SetAside => (theme::reading(pen.size - 1.0), pen.palette.muted),
    }
}

fn section(job: &mut LayoutJob, range: Range<usize>, (font, color, size): (&FontId, Color32, f32)) {
    if range.is_empty() {
        return;
    }
    let format = TextFormat {
        font_id: font.clone(),
        color,
        line_height: Some(row_height(size)),
        ..TextFormat::default()
    };
    job.sections.push(LayoutSection {
        leading_space: 0.0,
        byte_range: range.start.into()..range.end.into(),
        format,
    });
}

/// Draws a block at its place and notes where its claims stand.
pub fn draw(
    painter: &Painter,
    column: &ReaderColumn,
    placed: &mut PlacedColumn,
    block: PlacedBlock,
    pen: &Pen<'_>,
) {
    let mut lines = Mesh::default();
    for mark in column.marks_in(block.span) {
        let rects = block.rects(&column.text, mark.span);
        let color = mark_color(mark, pen);
        let tint = pen.palette.tint(color);
        let tint = if is_faded(mark, pen) { pen.palette.faded(tint) } else { tint };
        for rect in &rects {
            painter.rect_filled(tint_rect(*rect), CornerRadius::same(3), tint);
            underline(&mut lines, *rect, mark, color, pen);
        }
        layer_edge(&mut lines, &rects, mark, pen);
        placed.claims.entry(mark.claim).or_default().rows.extend(rects);
    }
    painter.galley(block.at, Arc::clone(&block.galley), pen.palette.ink);
    painter.add(Shape::mesh(lines));
    placed.blocks.push(block);
}

/// Where several annotators tagged: a bar in the annotator's colour before each row of a claim.
fn layer_edge(lines: &mut Mesh, rows: &[Rect], mark: &ClaimMark, pen: &Pen<'_>) {
    let Some(position) = mark.layer else {
        return;
    };
    let color = pen.palette.annotator(position);
    let color = if is_faded(mark, pen) { pen.palette.faded(color) } else { color };
    for row in rows {
        let tint = tint_rect(*row);
        let left = tint.left() - f32::from(mark.level.min(3)) * 2.0;
        lines.add_colored_rect(
            Rect::from_min_max(Pos2::new(left - 2.0, tint.top()), Pos2::new(left, tint.bottom())),
            color,
        );
    }
}

/// The part of a row that a tint fills: the words without the space between lines.
pub fn tint_rect(row: Rect) -> Rect {
    let spare = (row.height() * 0.1).round();
    Rect::from_min_max(row.min + eframe::egui::vec2(-1.0, spare), row.max + eframe::egui::vec2(1.0, -spare))
}

fn mark_color(mark: &ClaimMark, pen: &Pen<'_>) -> Color32 {
    pen.palette.claim_kind(pen.codebook, mark.kind.as_deref())
}

fn is_faded(mark: &ClaimMark, pen: &Pen<'_>) -> bool {
    pen.lit.fading && !pen.lit.claims.contains(&mark.claim)
}

/// Dotted low, dashed moderate, solid high, thin grey not set; overlapping claims a little lower each.
fn underline(lines: &mut Mesh, row: Rect, mark: &ClaimMark, color: Color32, pen: &Pen<'_>) {
    let strong = theme::mix(color, pen.palette.ink, 0.12);
    let (color, height, dash, gap) = match mark.ink {
        ConfidenceInk::NotSet => (pen.palette.muted, 1.0, f32::INFINITY, 0.0),
        ConfidenceInk::Low => (strong, 2.0, 2.0, 3.0),
        ConfidenceInk::Moderate => (strong, 2.0, 6.0, 3.0),
        ConfidenceInk::High => (strong, 2.0, f32::INFINITY, 0.0),
    };
    let color = if is_faded(mark, pen) { pen.palette.faded(color) } else { color };
    let y = (tint_rect(row).bottom() - 1.0 + f32::from(mark.level.min(3)) * 3.0).round();
    let mut x = row.left();
    while x < row.right() {
        let end = (x + dash).min(row.right());
        let dash = Rect::from_min_max(Pos2::new(x, y), Pos2::new(end, y + height));
        lines.add_colored_rect(dash, color);
        x = end + gap;
    }
}

/// Draws the accent outline around what is selected.
pub fn outline(painter: &Painter, rows: &[Rect], stroke: Stroke) {
    let rows: Vec<Rect> =
        rows.iter().map(|row| tint_rect(*row).expand2(eframe::egui::vec2(2.0, 2.0))).collect();
    let joined = close_gaps(&rows);
    match geometry::outline(&joined) {
        Some(points) => {
            painter.add(Shape::closed_line(points, stroke));
        }
        None => {
            for row in rows {
                painter.rect_stroke(row, CornerRadius::same(3), stroke, eframe::egui::StrokeKind::Middle);
            }
        }
    }
}

/// Rows that follow each other closely share the line between them.
fn close_gaps(rows: &[Rect]) -> Vec<Rect> {
    let mut joined = rows.to_vec();
    for index in 1..joined.len() {
        let Some(above) = joined.get(index - 1).copied() else {
            continue;
        };
        if let Some(row) = joined.get_mut(index) {
            row.min.y = above.max.y;
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_get_marks_and_the_parts_their_places() {
        let mut job = LayoutJob { text: "né\u{202E}gator\u{200B} x".to_owned(), ..LayoutJob::default() };
        let font = FontId::default();
        let len = job.text.len();
        section(&mut job, 0..6, (&font, Color32::PLACEHOLDER, 15.0));
        section(&mut job, 6..len, (&font, Color32::PLACEHOLDER, 15.0));
        show_hidden(&mut job);
        assert_eq!(job.text, "né▯gator▯ x");
        let parts: Vec<&str> = job
            .sections
            .iter()
            .map(|part| job.text.get(part.byte_range.start.0..part.byte_range.end.0).unwrap())
            .collect();
        assert_eq!(parts, ["né▯", "gator▯ x"]);
    }
}
