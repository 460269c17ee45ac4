//! Lays out and draws one block: tints behind the words, the words, confidence under them.

use super::placed::{PlacedBlock, PlacedColumn};
use super::state::Highlight;
use crate::model::Codebook;
use crate::text::{SentenceRole, Span, visible};
use crate::ui::lines::{self, Lines};
use crate::ui::theme::{self, Palette};
use crate::view::reader::{ClaimMark, ConfidenceInk, ReaderColumn};
use eframe::egui::text::{LayoutJob, LayoutSection};
use eframe::egui::{
    Color32, CornerRadius, FontId, Mesh, Painter, Pos2, Rect, Shape, Stroke, TextFormat, Ui, vec2,
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
    pub highlight: &'a Highlight,
    /// Size of the text in points.
    pub size: f32,
    /// Width to wrap at.
    pub width: f32,
    /// Where marks in the margin end, left of the text.
    pub margin: f32,
    /// What was searched for and found in the column.
    pub found: FoundHere<'a>,
}

/// What was searched for and found in one document.
#[derive(Clone, Copy, Debug, Default)]
pub struct FoundHere<'a> {
    /// Where, in order.
    pub spans: &'a [Span],
    /// The hit on show, by place among these.
    pub current: Option<usize>,
    /// Tells one search from another.
    pub search_count: u64,
}

impl FoundHere<'_> {
    /// The hits that overlap a span, with whether each is the one on show.
    fn in_span(&self, span: Span) -> impl Iterator<Item = (Span, bool)> {
        let first = self.spans.partition_point(|hit| hit.end <= span.start);
        let rest = self.spans.iter().enumerate().skip(first).take_while(move |(_, hit)| hit.start < span.end);
        rest.map(|(index, hit)| (*hit, self.current == Some(index)))
    }
}

/// Height of a row for a text size: 25 points at 15.5.
pub fn row_height(size: f32) -> f32 {
    (size * 25.0 / 15.5).round()
}

/// Size of headings in the text.
fn heading_size(size: f32) -> f32 {
    (size * 0.84).round()
}

/// Space below a block.
pub fn block_gap(size: f32) -> f32 {
    (size * 0.65).round()
}

/// Lays out one block; egui keeps the result as long as it is asked for each frame.
pub fn layout(ui: &Ui, column: &ReaderColumn, span: Span, pen: &Pen<'_>) -> Lines {
    let words = column.words(span);
    let first = column.sentences_in(span).start;
    let role = column.role(first);
    let (font, ink) = font_and_ink(role, pen);
    let row = if role == SentenceRole::Heading { (font.size * 1.4).round() } else { row_height(pen.size) };
    let mut job = LayoutJob { text: words.to_owned(), ..LayoutJob::default() };
    job.wrap.max_width = pen.width;
    // The words of highlight claims keep their ink; everything else fades.
    let faded = if pen.highlight.fading { pen.palette.faded_words(ink) } else { ink };
    let mut at = 0;
    if pen.highlight.fading {
        for mark in column.marks_in(span).filter(|mark| pen.highlight.claims.contains(&mark.claim)) {
            let Some(part) = mark.span.intersection(span) else {
                continue;
            };
            let (start, end) = ((part.start - span.start).max(at), part.end - span.start);
            if start < end {
                section(&mut job, at..start, (&font, faded, row));
                section(&mut job, start..end, (&font, ink, row));
                at = end;
            }
        }
    }
    section(&mut job, at..words.len(), (&font, faded, row));
    let logical = show_hidden(&mut job);
    lines::lay_out(ui, &job, logical.as_deref().unwrap_or(words))
}

/// Puts marks in the place of characters that hide or reorder others, so that what is read is what is stored.
///
/// Characters stay one for one, as places on the screen count on; bytes do not. Gives the text with its marks of
/// direction, which order it, where any was changed.
fn show_hidden(job: &mut LayoutJob) -> Option<String> {
    let Cow::Owned(shown) = visible(&job.text) else {
        return None;
    };
    let place = |byte: usize| {
        let count = lines::char_at(&job.text, byte);
        shown.char_indices().nth(count).map_or(shown.len(), |(place, _)| place)
    };
    for section in &mut job.sections {
        let range = &section.byte_range;
        section.byte_range = place(range.start.0).into()..place(range.end.0).into();
    }
    let is_direction = |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}');
    let pairs = job.text.chars().zip(shown.chars());
    let logical = pairs.map(|(stored, shown)| if is_direction(stored) { stored } else { shown }).collect();
    job.text = shown;
    Some(logical)
}

fn font_and_ink(role: SentenceRole, pen: &Pen<'_>) -> (FontId, Color32) {
    match role {
        SentenceRole::Body | SentenceRole::ListItem => (theme::reading(pen.size), pen.palette.ink),
        SentenceRole::Heading => (theme::semibold(heading_size(pen.size)), pen.palette.ink),
        SentenceRole::SetAside => (theme::reading(pen.size - 1.0), pen.palette.muted),
    }
}

fn section(job: &mut LayoutJob, range: Range<usize>, (font, color, row): (&FontId, Color32, f32)) {
    if range.is_empty() {
        return;
    }
    let format = TextFormat { font_id: font.clone(), color, line_height: Some(row), ..TextFormat::default() };
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
        layer_edge(&mut lines, &rects, mark, (pen, block.lines.is_from_right()));
        placed.claims.entry(mark.claim).or_default().rows.extend(rects);
    }
    for (hit, is_current) in pen.found.in_span(block.span) {
        for rect in block.rects(&column.text, hit) {
            let rect = tint_rect(rect);
            let fill = if is_current { pen.palette.found_here } else { pen.palette.found };
            painter.rect_filled(rect, CornerRadius::same(3), fill);
            if is_current {
                let line = Stroke::new(1.0, pen.palette.ink);
                painter.rect_stroke(rect, CornerRadius::same(3), line, eframe::egui::StrokeKind::Outside);
            }
        }
    }
    painter.galley(block.at, Arc::clone(&block.lines.galley), pen.palette.ink);
    painter.add(Shape::mesh(lines));
    placed.blocks.push(block);
}

/// Where several annotators tagged: bars in the annotator's colour in the margin beside the rows of a claim, and a tab
/// on top of its first words. Nothing stands between the words, where it would look like a caret.
fn layer_edge(lines: &mut Mesh, rows: &[Rect], mark: &ClaimMark, (pen, from_right): (&Pen<'_>, bool)) {
    let Some(position) = mark.layer else {
        return;
    };
    let color = pen.palette.annotator(position);
    let color = if is_faded(mark, pen) { pen.palette.faded(color) } else { color };
    let right = pen.margin - f32::from(u8::try_from(position % 4).unwrap_or_default()) * 3.0;
    for row in rows {
        let tint = tint_rect(*row);
        let bar = Rect::from_min_max(Pos2::new(right - 2.0, tint.top()), Pos2::new(right, tint.bottom()));
        lines.add_colored_rect(bar, color);
    }
    if let Some(first) = rows.first() {
        let tint = tint_rect(*first);
        let width = tint.width().min(14.0);
        let left = if from_right { tint.right() - width } else { tint.left() };
        let tab = Rect::from_min_size(Pos2::new(left, tint.top() - 2.0), vec2(width, 3.0));
        lines.add_colored_rect(tab, color);
    }
}

/// The part of a row that a tint fills: the words without the space between lines.
pub fn tint_rect(row: Rect) -> Rect {
    let spare = (row.height() * 0.1).round();
    Rect::from_min_max(row.min + vec2(-1.0, spare), row.max + vec2(1.0, -spare))
}

fn mark_color(mark: &ClaimMark, pen: &Pen<'_>) -> Color32 {
    pen.palette.claim_kind(pen.codebook, mark.kind.as_deref())
}

fn is_faded(mark: &ClaimMark, pen: &Pen<'_>) -> bool {
    pen.highlight.fading && !pen.highlight.claims.contains(&mark.claim)
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
    let rows: Vec<Rect> = rows.iter().map(|row| tint_rect(*row).expand2(vec2(2.0, 2.0))).collect();
    let joined = close_gaps(&rows);
    match lines::outline(&joined) {
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
