//! The table: date and question stay in place at the left, the documents scroll. Only lines and cells in view are drawn.

use super::action::ChronologyAction;
use super::handlers::place_at;
use super::state::{ChronologyState, Part};
use crate::analysis::chronology::ChronologyLine;
use crate::model::ClaimId;
use crate::ui::action::Actions;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{fitted, focus_ring, mark};
use crate::view::chronology::{
    ChronologyCell, ChronologyHead, ChronologyLineView, cell_tip, chronology_cell,
};
use eframe::egui::accesskit::Role;
use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{
    self, Align2, CornerRadius, CursorIcon, FontId, Id, Rect, Response, ScrollArea, Sense, Shape, Stroke,
    StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use std::ops::Range;
use std::sync::Arc;

/// Height of a line: two lines of a title, or the name of a claim and two lines of its words.
const ROW_HEIGHT: f32 = 54.0;
/// Height of the heads: letter, title, date of publication.
const HEAD_HEIGHT: f32 = 66.0;
/// Width of a column, at least and at most.
const CELL_WIDTH: (f32, f32) = (132.0, 240.0);
/// Width of the dates.
const DATE_WIDTH: f32 = 142.0;
/// Size of the mark of dates that differ, with what is around it.
const MARK_WIDTH: f32 = 84.0;
const MARK_HEIGHT: f32 = 20.0;
/// Width of the questions, at least and at most.
const TITLE_WIDTH: (f32, f32) = (150.0, 460.0);

/// A claim that is dragged onto a row.
#[derive(Debug)]
pub(super) struct Dragged {
    pub(super) claim: ClaimId,
    pub(super) name: String,
}

/// Where things stand.
#[derive(Clone, Copy, Debug)]
struct Grid {
    /// All of it.
    area: Rect,
    /// Dates and questions.
    left: Rect,
    /// The cells, which scroll both ways.
    body: Rect,
    cell_width: f32,
    columns: usize,
    rows: usize,
}

impl Grid {
    fn new(area: Rect, columns: usize, rows: usize) -> Self {
        let least = (area.width() * 0.2).clamp(TITLE_WIDTH.0, 280.0);
        let room = area.width() - DATE_WIDTH - least;
        let cell_width = (room / columns.max(1) as f32).clamp(CELL_WIDTH.0, CELL_WIDTH.1);
        let cells = (cell_width * columns as f32).min(room);
        let titles = (area.width() - DATE_WIDTH - cells).min(TITLE_WIDTH.1).max(least);
        let (split, top) = (area.left() + DATE_WIDTH + titles, area.top() + HEAD_HEIGHT);
        Self {
            area,
            left: Rect::from_min_max(pos2(area.left(), top), pos2(split, area.bottom())),
            body: Rect::from_min_max(pos2(split, top), area.max),
            cell_width,
            columns,
            rows,
        }
    }

    fn cell_at(&self, row_start: egui::Pos2, column: usize) -> Rect {
        let left = self.cell_width.mul_add(column as f32, row_start.x);
        Rect::from_min_size(pos2(left, row_start.y), vec2(self.cell_width, ROW_HEIGHT))
    }

    /// The left part of a line.
    fn line_at(&self, scrolled: f32, row: usize) -> Rect {
        let top = ROW_HEIGHT.mul_add(row as f32, self.left.top() - scrolled);
        Rect::from_min_size(pos2(self.left.left(), top), vec2(self.left.width(), ROW_HEIGHT))
    }
}

/// Draws the table.
pub(super) fn table_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut ChronologyState, actions: &mut Actions) {
    let views = scene.views.chronology();
    let grid = Grid::new(ui.available_rect_before_wrap(), views.heads().len(), views.lines().len());
    let offset = body_ui(ui, scene, &grid, state, actions);
    heads_ui(ui, scene, &grid, offset.x);
    ui.scope(|ui| {
        ui.set_clip_rect(grid.left.intersect(ui.clip_rect()));
        left_ui(ui, scene, (&grid, offset.y), state, actions);
    });
}

fn body_ui(
    ui: &mut Ui,
    scene: Scene<'_>,
    grid: &Grid,
    state: &mut ChronologyState,
    actions: &mut Actions,
) -> egui::Vec2 {
    let views = scene.views.chronology();
    let selected = views.selected();
    ui.scope_builder(UiBuilder::new().max_rect(grid.body), |ui| {
        let area = ScrollArea::both().id_salt("chronology").auto_shrink(false);
        let shown = area.show_viewport(ui, |ui, viewport| {
            let size = vec2(grid.cell_width * grid.columns as f32, ROW_HEIGHT * grid.rows as f32);
            let (all, _) = ui.allocate_exact_size(size, Sense::hover());
            if let Some((row, place)) = selected.zip(state.place).filter(|_| state.part == Part::Table)
                && std::mem::take(&mut state.moved)
            {
                let top = ROW_HEIGHT.mul_add(row as f32, all.top());
                ui.scroll_to_rect(grid.cell_at(pos2(all.left(), top), place.column), None);
            }
            let rows = in_view(viewport.y_range(), ROW_HEIGHT, grid.rows);
            let columns = in_view(viewport.x_range(), grid.cell_width, grid.columns);
            state.visible = rows.clone();
            for row in rows {
                let Some(line) = views.lines().get(row) else { continue };
                let start = pos2(all.left(), ROW_HEIGHT.mul_add(row as f32, all.top()));
                let rect = Rect::from_min_size(start, vec2(all.width(), ROW_HEIGHT));
                row_back(ui, rect, line, selected == Some(row));
                cells_ui(ui, scene, (grid, start, row), (line, columns.clone()), (state, actions));
            }
        });
        shown.state.clamped_offset()
    })
    .inner
}

/// Which of equal pieces lie in a range.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pieces in view are few")]
pub(super) fn in_view(range: egui::Rangef, size: f32, count: usize) -> Range<usize> {
    let first = (range.min / size).floor().max(0.0) as usize;
    let end = (range.max / size).ceil().max(0.0) as usize;
    first.min(count)..end.min(count)
}

/// A line between dates is stronger than one between questions of a date.
fn row_back(ui: &Ui, rect: Rect, line: &ChronologyLine, is_current: bool) {
    let palette = theme::palette(ui);
    if is_current {
        ui.painter().rect_filled(rect, 0.0, theme::mix(palette.paper, palette.accent_soft, 0.6));
    }
    if line.is_first {
        ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, palette.line));
    }
}

fn cells_ui(
    ui: &Ui,
    scene: Scene<'_>,
    (grid, start, row): (&Grid, egui::Pos2, usize),
    (line, columns): (&ChronologyLine, Range<usize>),
    (state, actions): (&ChronologyState, &mut Actions),
) {
    let views = scene.views.chronology();
    let date = views.line(row).map_or("", |view| view.date.as_str());
    for column in columns {
        let claims = line.cell(column);
        let Some(cell) = chronology_cell(scene.workspace.project(), claims) else { continue };
        let place = grid.cell_at(start, column);
        let selected = state.place.filter(|_| views.selected() == Some(row) && state.part == Part::Table);
        let is_current = selected.is_some_and(|place| place.column == column);
        let id = Id::unique(("chronology cell", line.question, cell.claim));
        let response = ui.interact(place, id, Sense::click_and_drag());
        let heard = format!("{date} {}: {}", cell.name, cell.words);
        response.widget_info(|| WidgetInfo::selected(Role::GridCell, true, is_current, &heard));
        paint_cell(ui, (place, column), &cell, &response);
        response.dnd_set_drag_payload(Dragged { claim: cell.claim, name: cell.name });
        if is_current || response.has_focus() {
            let ring = focus_ring(&theme::palette(ui));
            let rect = place.shrink2(vec2(3.0, 1.0));
            ui.painter().rect_stroke(rect, CornerRadius::same(5), ring, StrokeKind::Inside);
        }
        if response.double_clicked() {
            actions.push(ChronologyAction::Read);
        } else if response.clicked()
            && let Some(place) = place_at(line, column)
        {
            actions.push(ChronologyAction::Select(place));
        }
        drop_ui(ui, &response, (line, date), actions);
        response.on_hover_ui(|ui| {
            ui.label(cell_tip(scene.workspace.project(), claims));
        });
    }
}

/// Name and two lines of words on the colour of the document; a proposed date in a broken frame and slanted.
fn paint_cell(ui: &Ui, (place, column): (Rect, usize), cell: &ChronologyCell, response: &Response) {
    let palette = theme::palette(ui);
    let rect = place.shrink2(vec2(5.0, 3.0));
    let radius = CornerRadius::same(4);
    let document = Palette::document(column);
    if cell.is_proposed {
        let line = Stroke::new(1.0, theme::mix(palette.line, palette.muted, 0.5));
        let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()];
        let [a, b, c, d] = corners;
        ui.painter().extend(Shape::dashed_line(&[a, b, c, d, a], line, 4.0, 3.0));
    } else {
        ui.painter().rect_filled(rect, radius, theme::mix(palette.paper, document, 0.13));
        let edge = rect.with_max_x(rect.left() + 3.0);
        ui.painter().with_clip_rect(edge.intersect(ui.clip_rect())).rect_filled(rect, radius, document);
    }
    if response.hovered() {
        let line = Stroke::new(1.0, palette.muted);
        ui.painter().rect_stroke(rect, radius, line, StrokeKind::Inside);
    }
    let inner = rect.shrink2(vec2(8.0, 2.0));
    let more = if cell.more > 0 { format!("{} +{}", cell.name, cell.more) } else { cell.name.clone() };
    let words = if cell.is_proposed { format!("{more} · proposed") } else { more };
    let name = fitted(ui, &words, FontId::proportional(10.5), palette.muted, inner.width());
    ui.painter().galley(inner.min, Arc::clone(&name), palette.muted);
    let said = fitted_words(ui, &cell.words, inner.width(), cell.is_proposed);
    ui.painter().galley(pos2(inner.left(), inner.top() + name.size().y + 1.0), said, palette.ink);
}

/// Words over two rows, with an ellipsis where they are cut.
fn fitted_words(ui: &Ui, words: &str, width: f32, is_slanted: bool) -> Arc<egui::Galley> {
    let ink = theme::palette(ui).ink;
    let format =
        egui::TextFormat { font_id: theme::small(), color: ink, italics: is_slanted, ..Default::default() };
    let mut job = LayoutJob::single_section(words.to_owned(), format);
    job.wrap = TextWrapping { max_width: width.max(8.0), max_rows: 2, ..Default::default() };
    crate::ui::lines::lay_out(ui, &job, &job.text).galley
}

fn heads_ui(ui: &Ui, scene: Scene<'_>, grid: &Grid, scrolled: f32) {
    let palette = theme::palette(ui);
    let bottom = grid.body.top();
    ui.painter().hline(grid.area.x_range(), bottom - 0.5, Stroke::new(1.0, palette.line));
    for (left, words) in [(2.0, "When it happened"), (DATE_WIDTH, "Question")] {
        let at = pos2(grid.left.left() + left, bottom - 16.0);
        ui.painter().text(at, Align2::LEFT_CENTER, words, theme::medium(12.0), palette.muted);
    }
    let seen = Rect::from_min_max(pos2(grid.body.left(), grid.area.top()), pos2(grid.body.right(), bottom));
    let range = egui::Rangef::new(scrolled, scrolled + seen.width());
    for column in in_view(range, grid.cell_width, grid.columns) {
        let Some(head) = scene.views.chronology().heads().get(column) else { continue };
        let x = grid.cell_width.mul_add(column as f32, seen.left() - scrolled);
        let place = Rect::from_min_size(pos2(x, seen.top()), vec2(grid.cell_width, HEAD_HEIGHT));
        head_ui(ui, (column, head), (place, place.intersect(seen)));
    }
}

fn head_ui(ui: &Ui, (column, head): (usize, &ChronologyHead), (place, seen): (Rect, Rect)) {
    let palette = theme::palette(ui);
    let painter = ui.painter().with_clip_rect(seen.intersect(ui.clip_rect()));
    let width = if head.letter.len() > 1 { 26.0 } else { 20.0 };
    let badge = Rect::from_min_size(place.min + vec2(6.0, 2.0), vec2(width, 20.0));
    painter.rect_filled(badge, CornerRadius::same(4), Palette::document(column));
    let size = if head.letter.len() > 1 { 9.5 } else { 11.0 };
    let strong = Palette::on_strong();
    painter.text(badge.center(), Align2::CENTER_CENTER, &head.letter, theme::semibold(size), strong);
    let room = place.width() - 14.0;
    let title = fitted(ui, &head.title, theme::small(), palette.ink, room);
    let at = pos2(place.left() + 6.0, badge.bottom() + 3.0);
    painter.galley(at, Arc::clone(&title), palette.ink);
    let published = fitted(ui, &head.published, FontId::proportional(10.5), palette.muted, room);
    painter.galley(pos2(at.x, at.y + title.size().y + 1.0), published, palette.muted);
    let response = ui.interact(seen, Id::unique(("chronology head", column)), Sense::hover());
    let heard = format!("Column {}: {}, {}", head.letter, head.title, head.published);
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &heard));
    response.on_hover_text(format!("{}\n{}", head.title, head.published));
}

/// Dates and questions; the date of the first line in view is shown there too.
fn left_ui(
    ui: &Ui,
    scene: Scene<'_>,
    (grid, scrolled): (&Grid, f32),
    state: &ChronologyState,
    actions: &mut Actions,
) {
    let palette = theme::palette(ui);
    let views = scene.views.chronology();
    let painter = ui.painter();
    for row in state.visible.clone() {
        let (Some(line), Some(view)) = (views.lines().get(row), views.line(row)) else {
            // Made in the next frame, which knows that it is in view.
            ui.ctx().request_repaint();
            continue;
        };
        let rect = grid.line_at(scrolled, row);
        let seen = rect.intersect(grid.left);
        let id = Id::unique(("chronology line", line.question, line.claims.first().map(|it| it.claim)));
        let response = ui.interact(seen, id, Sense::click());
        let is_current = views.selected() == Some(row) && state.part == Part::Table;
        response.widget_info(|| WidgetInfo::selected(Role::RowHeader, true, is_current, heard(view)));
        if is_current {
            painter.rect_filled(rect, 0.0, theme::mix(palette.paper, palette.accent_soft, 0.6));
        } else if response.hovered() {
            painter.rect_filled(rect, 0.0, palette.hover);
        }
        if line.is_first {
            painter.hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, palette.line));
        }
        let is_date_shown = line.is_first || state.visible.start == row;
        paint_left(ui, (rect, is_date_shown), view);
        if response.double_clicked() {
            actions.push(ChronologyAction::Read);
        } else if response.clicked() {
            let column = line.claims.first().map_or(0, |claim| claim.column);
            if let Some(place) = place_at(line, column) {
                actions.push(ChronologyAction::Select(place));
            }
        }
        drop_ui(ui, &response, (line, &view.date), actions);
        conflict_ui(ui, (rect, grid.left), view, (line, actions));
        response.on_hover_text(tip(view));
    }
}

fn heard(view: &ChronologyLineView) -> String {
    let title = if view.title.is_empty() { &view.lone } else { &view.title };
    let proposed = if view.is_proposed { " (proposed)" } else { "" };
    format!("Date {}{proposed}: {title}", view.date)
}

fn tip(view: &ChronologyLineView) -> String {
    let mut lines = vec![view.date.clone()];
    lines.extend((!view.title.is_empty()).then(|| view.title.clone()));
    if view.is_proposed {
        lines.push("Proposed from the words of the claims: nobody has accepted it yet".to_owned());
    }
    lines.join("\n")
}

fn paint_left(ui: &Ui, (rect, is_date_shown): (Rect, bool), view: &ChronologyLineView) {
    let (palette, painter) = (theme::palette(ui), ui.painter());
    if is_date_shown {
        let font = if view.is_proposed { FontId::proportional(12.5) } else { theme::medium(12.5) };
        let ink = if view.is_proposed { palette.muted } else { palette.ink };
        let format =
            egui::TextFormat { font_id: font, color: ink, italics: view.is_proposed, ..Default::default() };
        let mut job = LayoutJob::single_section(view.date.clone(), format);
        job.wrap = TextWrapping { max_width: DATE_WIDTH - 14.0, max_rows: 2, ..Default::default() };
        let date = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let top = if view.conflict.is_empty() { 7.0 } else { 3.0 };
        painter.galley(pos2(rect.left() + 2.0, rect.top() + top), date, ink);
    }
    let room = rect.width() - DATE_WIDTH - 12.0;
    let title = if view.title.is_empty() {
        fitted_words(ui, &view.lone, room, false)
    } else {
        crate::ui::questions::about::title_galley(ui, &view.title, view.is_question_proposed, (room, 2))
    };
    let at = pos2(rect.left() + DATE_WIDTH, rect.center().y - title.size().y / 2.0);
    painter.galley(at, title, palette.ink);
}

/// The mark of a question that has another date; a click leads to the disagreement.
fn conflict_ui(
    ui: &Ui,
    (rect, seen): (Rect, Rect),
    view: &ChronologyLineView,
    (line, actions): (&ChronologyLine, &mut Actions),
) {
    if view.conflict.is_empty() {
        return;
    }
    let palette = theme::palette(ui);
    // Below the date.
    let corner = pos2(rect.left(), rect.bottom() - MARK_HEIGHT);
    let place = Rect::from_min_size(corner, vec2(MARK_WIDTH, MARK_HEIGHT)).intersect(seen);
    let id = Id::unique(("chronology conflict", line.question, line.claims.first().map(|it| it.claim)));
    let response = ui.interact(place, id, Sense::click());
    let word = if view.is_conflict_set { "dates differ" } else { "may differ" };
    let heard = format!("Dates differ: {}, also {}", view.date, view.conflict);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &heard));
    let color = if view.is_conflict_set { palette.danger } else { palette.kind("B7791F") };
    let mark_width = fitted(ui, word, theme::medium(10.5), color, MARK_WIDTH).size().x + 10.0;
    mark(ui, pos2(rect.left() + 2.0 + mark_width, corner.y + 1.0), word, palette.mark(color));
    if response.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    }
    if response.clicked() {
        let column = line.claims.first().map_or(0, |claim| claim.column);
        if let Some(place) = place_at(line, column) {
            actions.push(ChronologyAction::Select(place));
        }
        actions.push(ChronologyAction::Disagreement);
    }
    response
        .on_hover_text(format!("The same question is also dated {}\nClick: its disagreement", view.conflict));
}

/// A row under a dragged claim takes it: the claim gets the date of the row.
fn drop_ui(ui: &Ui, response: &Response, (line, date): (&ChronologyLine, &str), actions: &mut Actions) {
    let Some(dragged) = response.dnd_hover_payload::<Dragged>() else {
        return;
    };
    let palette = theme::palette(ui);
    let stroke = Stroke::new(2.0, palette.accent);
    ui.painter().rect_stroke(response.rect, CornerRadius::same(4), stroke, StrokeKind::Inside);
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    let hint = format!("{}: {date}", dragged.name);
    let popup = egui::PopupAnchor::Pointer;
    egui::Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), response.id.with("drop"), popup)
        .gap(14.0)
        .show(|ui| ui.label(hint));
    if response.dnd_release_payload::<Dragged>().is_some() {
        actions.push(ChronologyAction::Set(dragged.claim, line.when.clone()));
    }
}
