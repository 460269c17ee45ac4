//! One cell: the stance in words on its colour, confidence as the strength of the ink.

use crate::analysis::matrix::Stance;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{fitted, focus_ring};
use crate::view::matrix::MatrixCellView;
use eframe::egui::accesskit::Role;
use eframe::egui::emath::GuiRounding as _;
use eframe::egui::{
    Color32, CornerRadius, FontId, Id, Mesh, Pos2, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui,
    Vec2, WidgetInfo, pos2, vec2,
};

/// Draws a cell and gives what was done to it; in a `dense` matrix, what was not read is a frame without words.
pub(super) fn cell_ui(
    ui: &Ui,
    (place, id): (Rect, Id),
    (view, name): (&MatrixCellView, impl Fn() -> String),
    (is_current, is_dense): (bool, bool),
) -> Response {
    let palette = theme::palette(ui);
    let response = ui.interact(place, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::GridCell, true, is_current, name()));
    if !view.confidence.is_empty() {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(view.confidence.as_str()));
    }
    let rect = place.shrink2(vec2(5.0, 8.0));
    let radius = CornerRadius::same(4);
    match view.stance {
        Stance::NotRead => {
            // Many of them would be a wall of words.
            if is_dense {
                let line = Stroke::new(1.0, palette.line);
                ui.painter().rect_stroke(rect, radius, line, StrokeKind::Inside);
            } else {
                ui.painter().add(dashed_frame(rect.round_to_pixels(ui.pixels_per_point()), palette.line));
                words_ui(ui, rect, view, (palette.muted, palette.muted));
            }
        }
        Stance::Silent => words_ui(ui, rect, view, (palette.muted, palette.muted)),
        _ => {
            let color = color(view.stance, &palette);
            let on_fill = palette.cell(color, view.strength);
            ui.painter().rect_filled(rect, radius, on_fill.fill);
            let edge = rect.with_max_x(rect.left() + 3.0);
            ui.painter().with_clip_rect(edge.intersect(ui.clip_rect())).rect_filled(rect, radius, color);
            words_ui(ui, rect, view, (on_fill.ink, on_fill.quiet));
        }
    }
    if is_current || response.has_focus() {
        ui.painter().rect_stroke(rect.expand(2.0), radius, focus_ring(&palette), StrokeKind::Inside);
    } else if response.hovered() {
        let line = Stroke::new(1.0, palette.muted);
        ui.painter().rect_stroke(rect, radius, line, StrokeKind::Inside);
    }
    response
}

/// A frame of dashes along the inner edge, as one shape: dashed lines of the painter cost a shape a dash.
fn dashed_frame(rect: Rect, color: Color32) -> Shape {
    const STEP: usize = 6;
    const DASH: f32 = 3.0;
    let mut mesh = Mesh::default();
    let mut dashes = |first: Pos2, along: Vec2, size: Vec2, length: f32| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a cell is a few hundred points wide"
        )]
        let count = length.max(0.0) as usize;
        for at in (0..count).step_by(STEP) {
            mesh.add_colored_rect(Rect::from_min_size(first + along * at as f32, size), color);
        }
    };
    for first in [rect.left_top(), rect.left_bottom() - vec2(0.0, 1.0)] {
        dashes(first, vec2(1.0, 0.0), vec2(DASH, 1.0), rect.width());
    }
    for first in [rect.left_top(), rect.right_top() - vec2(1.0, 0.0)] {
        dashes(first, vec2(0.0, 1.0), vec2(1.0, DASH), rect.height());
    }
    Shape::mesh(mesh)
}

fn color(stance: Stance, palette: &Palette) -> Color32 {
    match stance {
        Stance::Asserts => palette.good,
        Stance::Contradicts | Stance::InDispute => palette.danger,
        Stance::Qualifies => palette.kind("B7791F"),
        Stance::Mentions | Stance::Silent | Stance::NotRead => palette.muted,
    }
}

/// The stance, and the confidence beside it, or below it where there is no room: the word is never left out, as
/// without it a cell reads as one whose confidence is not set.
fn words_ui(ui: &Ui, rect: Rect, view: &MatrixCellView, (ink, quiet): (Color32, Color32)) {
    let inner = rect.shrink2(vec2(10.0, 0.0));
    let word = fitted(ui, view.word, theme::medium(12.0), ink, inner.width());
    let level = fitted(ui, &view.confidence, FontId::proportional(10.5), quiet, inner.width());
    let y = rect.center().y;
    if view.confidence.is_empty() {
        ui.painter().galley(pos2(inner.left(), y - word.size().y / 2.0), word, ink);
    } else if word.size().x + 8.0 + level.size().x <= inner.width() {
        ui.painter().galley(pos2(inner.left(), y - word.size().y / 2.0), word, ink);
        let at = pos2(inner.right() - level.size().x, y - level.size().y / 2.0);
        ui.painter().galley(at, level, quiet);
    } else {
        let top = y - f32::midpoint(word.size().y, level.size().y);
        let below = top + word.size().y;
        ui.painter().galley(pos2(inner.left(), top), word, ink);
        ui.painter().galley(pos2(inner.left(), below), level, quiet);
    }
}
