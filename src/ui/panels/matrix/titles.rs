//! The titles of the rows, left of the cells, scrolled along with them.

use super::{Grid, ROW_HEIGHT};
use crate::ui::action::{Actions, MatrixAction};
use crate::ui::app::Scene;
use crate::ui::state::MatrixState;
use crate::ui::theme;
use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{Id, Rect, Sense, Stroke, Ui, WidgetInfo, accesskit::Role, pos2, vec2};

/// Draws the titles of the rows in view.
pub(super) fn titles_ui(
    ui: &Ui,
    scene: Scene<'_>,
    (grid, scrolled, current): (&Grid, f32, Option<usize>),
    state: &MatrixState,
    actions: &mut Actions,
) {
    let palette = theme::palette(ui);
    let views = scene.views.matrix();
    let painter = ui.painter().with_clip_rect(grid.titles.intersect(ui.clip_rect()));
    for place in state.visible.clone() {
        let Some(line) = views.row(place).and_then(|row| views.line(row.thread)) else {
            continue;
        };
        let top = ROW_HEIGHT.mul_add(place as f32, grid.titles.top() - scrolled);
        let rect = Rect::from_min_size(pos2(grid.titles.left(), top), vec2(grid.titles.width(), ROW_HEIGHT));
        let response = ui.interact(
            rect.intersect(grid.titles),
            Id::unique(("matrix title", line.thread)),
            Sense::click(),
        );
        response.widget_info(|| {
            WidgetInfo::selected(
                Role::RowHeader,
                true,
                current == Some(place),
                format!("Thread: {}", line.title),
            )
        });
        if current == Some(place) {
            painter.rect_filled(rect, 0.0, theme::mix(palette.paper, palette.accent_soft, 0.6));
        } else if response.hovered() {
            painter.rect_filled(rect, 0.0, palette.hover);
        }
        painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.line));
        let width = rect.width() - 18.0;
        let mut job = LayoutJob::simple(line.title.clone(), theme::reading(13.5), palette.ink, width);
        job.wrap = TextWrapping { max_width: width, max_rows: 2, ..Default::default() };
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let at = pos2(rect.left() + 2.0, rect.center().y - galley.size().y / 2.0);
        let elided = galley.elided;
        painter.galley(at, galley, palette.ink);
        if response.double_clicked() {
            actions.push(MatrixAction::Read);
        } else if response.clicked() {
            actions.push(MatrixAction::Select(line.thread, state.column));
        }
        let tip = if elided { format!("{}\n{}", line.title, line.spread) } else { line.spread.clone() };
        response.on_hover_text(tip);
    }
}
