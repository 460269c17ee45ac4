//! [`Lines`]: text laid out in rows, and where each of its characters stands on the screen.
//!
//! egui breaks and shapes most text. It puts words of a script from right to left in the order of the text, and gives
//! such words more glyphs than characters; text with them is therefore broken and ordered here (UAX #9, #14) and handed
//! to egui piece by piece, in the order on the screen. [`Lines`] hides the difference.

mod align;
mod cells;
mod pieces;
mod plan;
mod store;

use crate::text::Span;
use crate::text::direction::is_from_right;
use cells::{Cell, PlacedCell, joined, nearest};
use eframe::egui::{
    Galley, Pos2, Rect, Response, Ui, Vec2, WidgetInfo, accesskit::Role, epaint::text::PlacedRow, pos2,
    text::LayoutJob,
};
use plan::{Plan, plan};
use std::ops::Range;
use std::sync::Arc;
use store::Store;

/// Points above the first and below the last row that still mean a character of that row.
const ROW_MARGIN: f32 = 5.0;

/// Text laid out in rows.
#[derive(Clone, Debug)]
pub struct Lines {
    /// What is drawn.
    pub galley: Arc<Galley>,
    /// None where the characters and the glyphs of each row are one for one.
    plan: Option<Arc<Plan>>,
}

/// Lays text out. `logical` is the text of the job with its marks of direction, character by character; they count but
/// are not drawn as such.
pub fn lay_out(ui: &Ui, job: &LayoutJob, logical: &str) -> Lines {
    if !needs_plan(&job.text) {
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job.clone()));
        if is_one_for_one(&galley) {
            return Lines { galley, plan: None };
        }
    }
    lay_out_planned(ui, job, logical)
}

/// The job as egui has to be asked for it: words of scripts from right to left in the order on the screen.
///
/// For what is laid out by others. Rows are broken for its width, a point less so that they are not broken again.
pub fn ordered(ui: &Ui, job: LayoutJob) -> LayoutJob {
    if !job.text.chars().any(is_from_right) {
        return job;
    }
    let mut narrower = job;
    narrower.wrap.max_width -= 1.0;
    let text = narrower.text.clone();
    let lines = lay_out_planned(ui, &narrower, &text);
    LayoutJob::clone(&lines.galley.job)
}

/// A label in the order on the screen that is read aloud in the order of the text.
pub fn label(ui: &mut Ui, job: LayoutJob) -> Response {
    let text = job.text.clone();
    let job = ordered(ui, job);
    let is_reordered = job.text != text;
    let response = ui.label(job);
    if is_reordered {
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
    }
    response
}

/// Lays one line out on one row, cut with an ellipsis where it is wider than the job allows.
pub fn lay_out_row(ui: &Ui, job: &LayoutJob) -> Arc<Galley> {
    lay_out(ui, job, &job.text).galley
}

/// Some scripts have more glyphs than characters where egui counts on one each.
fn is_one_for_one(galley: &Galley) -> bool {
    let count = if galley.text().is_ascii() { galley.text().len() } else { galley.text().chars().count() };
    galley.elided
        || galley.rows.iter().map(|row| row.char_count_including_newline().0).sum::<usize>() == count
}

/// Whether egui would put the words into another order, or break a row nowhere at a long dash.
fn needs_plan(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let mut previous = ' ';
    text.chars().any(|c| {
        let before = std::mem::replace(&mut previous, c);
        is_from_right(c) || (before == '—' && !c.is_whitespace())
    })
}

fn lay_out_planned(ui: &Ui, job: &LayoutJob, logical: &str) -> Lines {
    let key = plan::key(job, logical, ui.pixels_per_point());
    let known = ui.memory_mut(|memory| memory.caches.cache::<Store>().plan(key));
    let made = known.unwrap_or_else(|| make_plan(ui, job, logical, key));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(made.job(job)));
    if made.fits(&galley) {
        return Lines { galley, plan: Some(made) };
    }
    // A font of the system came in since its pieces were measured.
    ui.memory_mut(|memory| memory.caches.cache::<Store>().forget());
    let made = make_plan(ui, job, logical, key);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(made.job(job)));
    Lines { galley, plan: Some(made) }
}

fn make_plan(ui: &Ui, job: &LayoutJob, logical: &str, key: u64) -> Arc<Plan> {
    let mut store = ui.memory_mut(|memory| memory.caches.cache::<Store>().take_measures());
    let pixels_per_point = ui.pixels_per_point();
    let made = ui.fonts_mut(|fonts| {
        let mut measure = pieces::Measure { fonts, pixels_per_point, known: &mut store };
        Arc::new(plan(job, logical, &mut measure))
    });
    ui.memory_mut(|memory| {
        let cache = memory.caches.cache::<Store>();
        cache.give_measures(store);
        cache.keep(key, Arc::clone(&made));
    });
    made
}

impl Lines {
    /// Width and height.
    pub fn size(&self) -> Vec2 {
        self.galley.size()
    }

    /// Whether its first line runs from right to left.
    pub fn is_from_right(&self) -> bool {
        self.plan.as_ref().and_then(|plan| plan.rows.first()).is_some_and(|row| row.from_right)
    }

    /// The rectangles that a span of the text covers, relative to the galley: one for each run that hangs together on a
    /// row, rows from the top and runs from the left.
    pub fn rects(&self, text: &str, span: Span) -> Vec<Rect> {
        let wanted = char_at(text, span.start)..char_at(text, span.end);
        let mut rects = Vec::new();
        let mut first = 0;
        for (index, row) in self.galley.rows.iter().enumerate() {
            let chars = self.row_chars(index, first);
            if chars.start < wanted.end && wanted.start < chars.end {
                let (at, height) = (rects.len(), (row.min_y(), row.max_y()));
                if self.plan.is_none() {
                    push_part(&mut rects, at, straight_part(row, &chars, &wanted), height);
                }
                if rects.len() == at {
                    let cells = self.cells(index, chars.start);
                    let parts = cells.iter().filter_map(|cell| cell.part(&wanted));
                    parts.for_each(|part| push_part(&mut rects, at, part, height));
                }
            }
            first = self.next_first(index, first);
        }
        rects
    }

    /// The byte of the text before which a caret would stand at a position relative to the galley: far above it its
    /// beginning, far below it its end.
    pub fn caret_at(&self, text: &str, pos: Vec2) -> usize {
        let Some((away, cells)) = self.row_near(pos.y) else {
            return 0;
        };
        let index = match (away > ROW_MARGIN, pos.y < 0.0) {
            (true, true) => cells.iter().map(|cell| cell.chars.start).min(),
            (true, false) => cells.iter().map(|cell| cell.chars.end).max(),
            (false, _) => nearest(&cells, pos.x).map(|cell| cell.caret(pos.x)),
        };
        byte_at(text, index.unwrap_or_default())
    }

    /// The byte at which the character under a position begins, or the nearest one of its row.
    pub fn char_at(&self, text: &str, pos: Vec2) -> usize {
        let cells = self.row_near(pos.y).map(|(_, cells)| cells).unwrap_or_default();
        byte_at(text, nearest(&cells, pos.x).map(|cell| cell.under(pos.x)).unwrap_or_default())
    }

    /// The cells of the row at a height, or of the nearest one, with how far it is.
    fn row_near(&self, y: f32) -> Option<(f32, Vec<PlacedCell>)> {
        let mut best: Option<(f32, usize, usize)> = None;
        let mut first = 0;
        for (index, row) in self.galley.rows.iter().enumerate() {
            let away = (row.min_y() - y).max(y - row.max_y()).max(0.0);
            if best.is_none_or(|(known, ..)| away < known) {
                best = Some((away, index, first));
            }
            first = self.next_first(index, first);
        }
        best.map(|(away, index, first)| (away, self.cells(index, first)))
    }

    /// The characters of a row; `first` is the first one where egui's rows count.
    fn row_chars(&self, index: usize, first: usize) -> Range<usize> {
        if let Some(plan) = &self.plan {
            return plan.rows.get(index).map_or(0..0, |row| row.chars.clone());
        }
        let count = self.galley.rows.get(index).map_or(0, |row| row.glyphs.len());
        first..first + count
    }

    fn next_first(&self, index: usize, first: usize) -> usize {
        first + self.galley.rows.get(index).map_or(0, |row| row.char_count_including_newline().0)
    }

    /// The cells of a row from left to right.
    fn cells(&self, index: usize, first: usize) -> Vec<PlacedCell> {
        let Some(row) = self.galley.rows.get(index) else {
            return Vec::new();
        };
        let Some(plan) = &self.plan else {
            let glyphs = row.glyphs.iter().zip(first..);
            let cell = |(glyph, at): (&eframe::egui::epaint::text::Glyph, usize)| PlacedCell {
                chars: at..at + 1,
                from_right: false,
                left: row.pos.x + glyph.pos.x,
                right: row.pos.x + glyph.max_x(),
            };
            return joined(glyphs.map(cell));
        };
        let Some(planned) = plan.rows.get(index) else {
            return Vec::new();
        };
        let edge = |from_right: bool| {
            let ends = row.glyphs.iter().map(|glyph| if from_right { glyph.pos.x } else { glyph.max_x() });
            let end = if from_right { ends.reduce(f32::min) } else { ends.reduce(f32::max) };
            row.pos.x + end.unwrap_or_default()
        };
        let place = |cell: &Cell| {
            let glyphs = row.glyphs.get(cell.glyphs.clone()).unwrap_or_default();
            // Marks have no width and may stand beside their letter.
            let wide = glyphs.iter().filter(|glyph| glyph.advance_width > 0.0);
            let (left, right) = wide.fold((f32::INFINITY, f32::NEG_INFINITY), |(left, right), glyph| {
                (left.min(row.pos.x + glyph.pos.x), right.max(row.pos.x + glyph.max_x()))
            });
            let at = glyphs.first().map_or_else(|| edge(planned.from_right), |glyph| row.pos.x + glyph.pos.x);
            let (left, right) = if left <= right { (left, right) } else { (at, at) };
            PlacedCell { chars: cell.chars.clone(), from_right: cell.from_right, left, right }
        };
        planned.cells.iter().map(place).collect()
    }
}

/// Left and right edge of what some characters cover of a row that runs on from left to right, one glyph each.
fn straight_part(row: &PlacedRow, chars: &Range<usize>, wanted: &Range<usize>) -> (f32, f32) {
    let x = |char: usize| row.pos.x + row.x_offset((char - chars.start).into());
    (x(wanted.start.max(chars.start)), x(wanted.end.min(chars.end)))
}

/// Adds a part of a row, joined to the last one where they touch.
fn push_part(rects: &mut Vec<Rect>, row_start: usize, (left, right): (f32, f32), (top, bottom): (f32, f32)) {
    // Glyphs stand on whole pixels, their widths do not.
    const TOUCHING: f32 = 1.5;
    if right <= left {
        return;
    }
    if rects.len() > row_start
        && let Some(last) = rects.last_mut()
        && left <= last.right() + TOUCHING
    {
        last.max.x = last.max.x.max(right);
        last.min.x = last.min.x.min(left);
        return;
    }
    rects.push(Rect::from_min_max(pos2(left, top), pos2(right, bottom)));
}

/// The byte at which a character begins, by its number.
fn byte_at(text: &str, index: usize) -> usize {
    if text.is_ascii() {
        return index.min(text.len());
    }
    text.char_indices().nth(index).map_or(text.len(), |(byte, _)| byte)
}

/// How many characters stand before a byte.
pub fn char_at(text: &str, byte: usize) -> usize {
    if text.is_ascii() {
        return byte.min(text.len());
    }
    text.char_indices().take_while(|(at, _)| *at < byte).count()
}

/// The widest of the rectangles: surely inside the span, so clicking its middle hits what it names.
pub fn widest(rects: &[Rect]) -> Option<Rect> {
    rects.iter().copied().max_by(|a, b| a.width().total_cmp(&b.width()))
}

/// The outline of rows that hang together, clockwise from the top left; none when they do not overlap, or when a row
/// has several parts.
pub fn outline(rects: &[Rect]) -> Option<Vec<Pos2>> {
    let hang_together = rects.iter().zip(rects.iter().skip(1)).all(|(above, below)| {
        above.left() < below.right()
            && below.left() < above.right()
            && below.center().y > above.center().y + 1.0
    });
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
