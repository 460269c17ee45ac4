//! The Matrix view: a row a thread, a column a document. Only cells in view are drawn; heads and titles stay in place.

pub mod action;
mod cell;
pub mod handlers;
mod head;
pub mod state;
mod tail;
mod titles;
pub mod views;

use crate::ui::action::Actions;
use crate::ui::matrix::action::MatrixAction;
use crate::ui::matrix::state::MatrixState;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::theme::{self, Palette};
use crate::view::matrix::{matrix_cell, matrix_cell_tip};
use crate::view::names;
use eframe::egui::{
    CentralPanel, Frame, Id, Margin, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, pos2, vec2,
};

/// Height of a row: two lines of a title.
const ROW_HEIGHT: f32 = 48.0;
/// Height of the heads: letter and reliability, below them two lines of the title.
const HEAD_HEIGHT: f32 = 68.0;
/// Width of a column, at least and at most.
const CELL_WIDTH: (f32, f32) = (112.0, 220.0);
/// Width of the titles, at least and at most.
const TITLE_WIDTH: (f32, f32) = (170.0, 960.0);
/// So many columns stay in view beside titles and tail, else the tail gives way.
const LEAST_CELLS: f32 = 2.5;
/// With more columns than these, what was not read is a frame without words.
const DENSE: usize = 10;

/// Where things stand.
#[derive(Clone, Copy, Debug)]
struct Grid {
    /// Head row, without the titles' column.
    head: Rect,
    /// The titles.
    titles: Rect,
    /// The cells, which scroll both ways.
    body: Rect,
    /// What stands after the cells, in place while they scroll sideways.
    tail: Rect,
    /// Width of a cell's column.
    cell_width: f32,
    /// How many columns.
    columns: usize,
    /// How many rows.
    rows: usize,
}

impl Grid {
    fn new(area: Rect, columns: usize, rows: usize) -> Self {
        let least_titles = (area.width() * 0.26).clamp(TITLE_WIDTH.0, 360.0);
        let with_all = area.width() - least_titles - tail::WIDTH >= LEAST_CELLS * CELL_WIDTH.0;
        let tail_width = if with_all { tail::WIDTH } else { tail::VERDICT_WIDTH };
        let room = area.width() - least_titles - tail_width;
        let cell_width = (room / columns.max(1) as f32).clamp(CELL_WIDTH.0, CELL_WIDTH.1);
        let cells = (cell_width * columns as f32).min(room);
        // What the cells leave belongs to the titles; on a very wide window the rest stays empty.
        let title_width = (area.width() - tail_width - cells).min(TITLE_WIDTH.1).max(least_titles);
        let (left, right) = (area.left() + title_width, area.left() + title_width + cells);
        let top = area.top() + HEAD_HEIGHT;
        Self {
            head: Rect::from_min_max(pos2(left, area.top()), pos2(right, top)),
            titles: Rect::from_min_max(pos2(area.left(), top), pos2(left, area.bottom())),
            body: Rect::from_min_max(pos2(left, top), pos2(right, area.bottom())),
            tail: Rect::from_min_max(pos2(right, top), pos2(right + tail_width, area.bottom())),
            cell_width,
            columns,
            rows,
        }
    }

    /// The place of a cell in a row that begins at that point.
    fn cell_at(&self, row: eframe::egui::Pos2, column: usize) -> Rect {
        let left = self.cell_width.mul_add(column as f32, row.x);
        Rect::from_min_size(pos2(left, row.y), vec2(self.cell_width, ROW_HEIGHT))
    }

    fn size(&self) -> eframe::egui::Vec2 {
        vec2(self.cell_width * self.columns as f32, ROW_HEIGHT * self.rows as f32)
    }
}

/// Draws the Matrix view.
pub fn matrix_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let frame =
        Frame::new().fill(palette.paper).inner_margin(Margin { left: 14, right: 6, top: 10, bottom: 0 });
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let views = scene.views.matrix();
        head::bar_ui(ui, scene, &state.matrix, actions);
        if views.row_count() == 0 {
            head::empty_ui(ui, scene, &state.matrix, actions);
            return;
        }
        let area = ui.available_rect_before_wrap();
        let grid = Grid::new(area, scene.workspace.project().document_ids().len(), views.row_count());
        body_ui(ui, scene, &grid, &mut state.matrix, actions);
    });
}

fn body_ui(ui: &mut Ui, scene: Scene<'_>, grid: &Grid, state: &mut MatrixState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let current = state.question.and_then(|thread| scene.views.matrix().place_of(thread));
    let offset = ui
        .scope_builder(UiBuilder::new().max_rect(grid.body), |ui| {
            let area = ScrollArea::both().id_salt("matrix").auto_shrink(false);
            let shown = area.show_viewport(ui, |ui, viewport| {
                let (all, _) = ui.allocate_exact_size(grid.size(), Sense::hover());
                if let Some(row) = current.filter(|_| std::mem::take(&mut state.moved)) {
                    let top = ROW_HEIGHT.mul_add(row as f32, all.top());
                    ui.scroll_to_rect(grid.cell_at(pos2(all.left(), top), state.column), None);
                }
                let rows = in_view(viewport.y_range(), ROW_HEIGHT, grid.rows);
                let columns = in_view(viewport.x_range(), grid.cell_width, grid.columns);
                state.visible = rows.clone();
                for row in rows {
                    let top = ROW_HEIGHT.mul_add(row as f32, all.top());
                    row_background(ui, (all, top), current == Some(row), &palette);
                    let at = pos2(all.left(), top);
                    let cells = columns.clone().map(|column| (column, grid.cell_at(at, column)));
                    cells_ui(ui, scene, (row, cells, grid.columns > DENSE), state, actions);
                }
            });
            shown.state.clamped_offset()
        })
        .inner;
    head::heads_ui(ui, scene, grid, offset.x);
    titles::titles_ui(ui, scene, (grid, offset.y, current), state, actions);
    tail::tails_ui(ui, scene, (grid, offset.y, current), state, actions);
}

/// Which of equal pieces lie in a range.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pieces in view are few")]
fn in_view(range: eframe::egui::Rangef, size: f32, count: usize) -> std::ops::Range<usize> {
    let first = (range.min / size).floor().max(0.0) as usize;
    let end = (range.max / size).ceil().max(0.0) as usize;
    first.min(count)..end.min(count)
}

fn row_background(ui: &Ui, (all, top): (Rect, f32), is_current: bool, palette: &Palette) {
    let rect = Rect::from_min_size(pos2(all.left(), top), vec2(all.width(), ROW_HEIGHT));
    if is_current {
        ui.painter().rect_filled(rect, 0.0, theme::mix(palette.paper, palette.accent_soft, 0.6));
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.line));
}

fn cells_ui(
    ui: &Ui,
    scene: Scene<'_>,
    (row, places, is_dense): (usize, impl Iterator<Item = (usize, Rect)>, bool),
    state: &MatrixState,
    actions: &mut Actions,
) {
    let project = scene.workspace.project();
    let Some(row) = scene.views.matrix().row(row) else {
        return;
    };
    let title = scene.views.matrix().line(row.question).map_or("", |line| line.title.as_str());
    for (column, place) in places {
        let document = project.document_ids().get(column).and_then(|id| project.document(*id));
        let Some(document) = document else {
            continue;
        };
        let view = matrix_cell(project, row, document);
        let is_current = state.question == Some(row.question) && state.column == column;
        let name = || format!("{} {}: {title}", names::letter(column), view.word);
        let id = Id::unique(("matrix cell", row.question, document.id));
        let response = cell::cell_ui(ui, (place, id), (&view, name), (is_current, is_dense));
        if response.double_clicked() {
            actions.push(MatrixAction::Read);
        } else if response.clicked() {
            actions.push(MatrixAction::Select(row.question, column));
        }
        titles::menu_ui(&response, row.question, actions);
        if let Some(cell) = row.cell(document.id) {
            response.on_hover_ui(|ui| drop(ui.label(matrix_cell_tip(project, cell))));
        }
    }
}
