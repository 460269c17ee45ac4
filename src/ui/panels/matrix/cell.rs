//! One cell: the stance in words on its colour, confidence as the strength of the ink.

use crate::analysis::matrix::Stance;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{fitted, focus_ring};
use crate::view::matrix::MatrixCellView;
use eframe::egui::{
    Color32, CornerRadius, Id, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

/// Draws a cell and gives what was done to it.
pub(super) fn cell_ui(
    ui: &Ui,
    (place, id): (Rect, Id),
    (view, name): (&MatrixCellView, &str),
    is_current: bool,
) -> Response {
    let palette = theme::palette(ui);
    let response = ui.interact(place, id, Sense::click());
    response.widget_info(|| {
        let mut info = WidgetInfo::selected(Role::GridCell, true, is_current, name);
        info.hint_text = Some(view.confidence.clone());
        info
    });
    let rect = place.shrink2(vec2(5.0, 9.0));
    let radius = CornerRadius::same(4);
    match view.stance {
        Stance::NotRead => {
            let line = Stroke::new(1.0, palette.line);
            let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()];
            let [a, b, c, d] = corners;
            ui.painter().extend(Shape::dashed_line(&[a, b, c, d, a], line, 3.0, 3.0));
            words_ui(ui, rect, (view, palette.muted), &palette);
        }
        Stance::Silent => words_ui(ui, rect, (view, palette.muted), &palette),
        _ => {
            let color = color(view.stance, &palette);
            let strength = 0.22f32.mul_add(view.strength, 0.08);
            ui.painter().rect_filled(rect, radius, theme::mix(palette.paper, color, strength));
            let edge = rect.with_max_x(rect.left() + 3.0);
            ui.painter().with_clip_rect(edge.intersect(ui.clip_rect())).rect_filled(rect, radius, color);
            words_ui(ui, rect, (view, palette.ink), &palette);
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

fn color(stance: Stance, palette: &Palette) -> Color32 {
    match stance {
        Stance::Asserts => palette.good,
        Stance::Contradicts | Stance::InDispute => palette.danger,
        Stance::Qualifies => palette.kind("B7791F"),
        Stance::Mentions | Stance::Silent | Stance::NotRead => palette.muted,
    }
}

/// The stance on the left, the confidence on the right where there is room.
fn words_ui(ui: &Ui, rect: Rect, (view, ink): (&MatrixCellView, Color32), palette: &Palette) {
    let inner = rect.shrink2(vec2(10.0, 0.0));
    let word = fitted(ui, view.word, theme::medium(12.0), ink, inner.width());
    let room = inner.width() - word.size().x - 8.0;
    let y = rect.center().y;
    ui.painter().galley(pos2(inner.left(), y - word.size().y / 2.0), word, ink);
    if room > 24.0 && !view.confidence.is_empty() {
        let font = eframe::egui::FontId::proportional(10.5);
        let level = fitted(ui, &view.confidence, font, palette.muted, room);
        // The ink says it, too: half a word says less than none.
        if !level.elided {
            let at = pos2(inner.right() - level.size().x, y - level.size().y / 2.0);
            ui.painter().galley(at, level, palette.muted);
        }
    }
}
