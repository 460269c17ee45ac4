//! After the cells of a row: who corroborates it, how it is contradicted, what became of that. Stays in place while the
//! cells scroll sideways; where the window is narrow, the verdict alone.

use super::state::MatrixState;
use super::{Grid, ROW_HEIGHT};
use crate::ui::action::Actions;
use crate::ui::scene::Scene;
use crate::ui::widgets::{fields, fitted, mark};
use crate::ui::{claims, theme};
use crate::view::matrix::MatrixLine;
use eframe::egui::accesskit::Role;
use eframe::egui::{Id, Pos2, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use std::collections::BTreeSet;

/// Width of all of it.
pub(super) const WIDTH: f32 = 390.0;
/// Width of the verdict alone.
pub(super) const VERDICT_WIDTH: f32 = 128.0;

/// A part of the tail: its head, where it begins, how wide it is.
#[derive(Clone, Copy, Debug)]
struct Part {
    head: &'static str,
    left: f32,
    width: f32,
}

const SUPPORT: Part = Part { head: "Corroborated by", left: 14.0, width: 118.0 };
const CONTRADICTED: Part = Part { head: "Contradicted", left: 140.0, width: 116.0 };
const VERDICT: Part = Part { head: "Verdict", left: 262.0, width: 120.0 };

/// The parts that have room; the verdict always.
fn parts(grid: &Grid) -> (Option<[Part; 2]>, Part) {
    if grid.tail.width() >= WIDTH {
        (Some([SUPPORT, CONTRADICTED]), VERDICT)
    } else {
        (None, Part { left: 8.0, ..VERDICT })
    }
}

/// Draws the heads.
pub(super) fn heads_ui(ui: &Ui, grid: &Grid) {
    let palette = theme::palette(ui);
    let (more, verdict) = parts(grid);
    for part in more.into_iter().flatten().chain([verdict]) {
        let words = fitted(ui, part.head, theme::medium(12.0), palette.muted, part.width);
        let at = pos2(grid.tail.left() + part.left, grid.head.center().y - words.size().y / 2.0);
        ui.painter().galley(at, words, palette.muted);
    }
}

/// Draws the tails of the rows in view.
pub(super) fn tails_ui(
    ui: &mut Ui,
    scene: Scene<'_>,
    (grid, scrolled, current): (&Grid, f32, Option<usize>),
    state: &MatrixState,
    actions: &mut Actions,
) {
    let palette = theme::palette(ui);
    ui.scope(|ui| {
        ui.set_clip_rect(grid.tail.intersect(ui.clip_rect()));
        ui.painter().vline(grid.tail.left(), grid.tail.y_range(), Stroke::new(1.0, palette.line));
        for place in state.visible.clone() {
            let Some(line) =
                scene.views.matrix().row(place).and_then(|row| scene.views.matrix().line(row.question))
            else {
                continue;
            };
            let top = ROW_HEIGHT.mul_add(place as f32, grid.tail.top() - scrolled);
            let size = vec2(grid.tail.width(), ROW_HEIGHT);
            let rect = Rect::from_min_size(pos2(grid.tail.left(), top), size);
            if current == Some(place) {
                ui.painter().rect_filled(rect, 0.0, theme::mix(palette.paper, palette.accent_soft, 0.6));
            }
            ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.line));
            let parts = parts(grid);
            if let Some(pointer) = tail_ui(ui, line, rect, parts) {
                let is_support = parts.0.is_some_and(|[_, next]| pointer.x < rect.left() + next.left);
                let codebook = scene.workspace.project().codebook();
                let kinds = if is_support { claims::corroborating_kinds(codebook) } else { BTreeSet::new() };
                actions.push(claims::open_question(line.question, kinds));
            }
        }
    });
}

/// Gives where it was clicked.
fn tail_ui(
    ui: &Ui,
    line: &MatrixLine,
    rect: Rect,
    (more, verdict): (Option<[Part; 2]>, Part),
) -> Option<Pos2> {
    let palette = theme::palette(ui);
    let middle = rect.center().y;
    let words = |part: Part, text: &str, ink| {
        let words = fitted(ui, text, theme::small(), ink, part.width);
        ui.painter().galley(pos2(rect.left() + part.left, middle - words.size().y / 2.0), words, ink);
    };
    if let Some([support, contradicted]) = more {
        let ink = if line.is_single { palette.text_in(palette.kind("B7791F")) } else { palette.muted };
        words(support, &line.support, ink);
        let red = palette.mark(palette.danger);
        let count = line.contradictions.len().min(2);
        for (place, kind) in line.contradictions.iter().take(2).enumerate() {
            let top = 20.0f32.mul_add(place as f32, middle - 10.0 * count as f32 + 1.5);
            let width = fitted(ui, kind, theme::medium(10.5), red.0, 110.0).size().x + 10.0;
            mark(ui, pos2(rect.left() + contradicted.left + width, top), kind, red);
        }
    }
    let settled = if line.is_inconsistent {
        format!("{} · inconsistent", line.verdict).trim_start_matches(" · ").to_owned()
    } else {
        line.verdict.clone()
    };
    words(verdict, &settled, palette.muted);
    let response = ui.interact(
        rect.intersect(ui.clip_rect()),
        Id::unique(("matrix tail", line.question)),
        Sense::click(),
    );
    let heard = format!("{}; {}; {settled}", line.support, line.contradictions.join(", "));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &heard));
    let told = [line.support.clone(), line.contradictions.join(", "), settled, line.spread.clone()];
    let told: Vec<String> = told.into_iter().filter(|words| !words.is_empty()).collect();
    fields::ring(ui, &response);
    let response = response.on_hover_text(format!("{}\nClick lists the claims", told.join("\n")));
    response.clicked().then(|| response.interact_pointer_pos().unwrap_or_else(|| rect.right_center()))
}
