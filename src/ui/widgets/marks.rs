//! Small marks and tabs: a word on its colour, a letter in a box, a chip of a row of tabs.

use super::{fitted, focus_ring, named, theme};
use eframe::egui::{
    Align2, Color32, CornerRadius, FontId, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit::Role, vec2,
};

/// Height of a mark.
const HEIGHT: f32 = 17.0;

/// Paints a word on its colour with its top right corner at a place; gives its left edge.
pub fn mark(ui: &Ui, top_right: Pos2, words: &str, (ink, fill): (Color32, Color32)) -> f32 {
    let galley = fitted(ui, words, theme::medium(10.5), ink, 120.0);
    let size = vec2(galley.size().x + 10.0, HEIGHT);
    let rect = Rect::from_min_size(Pos2::new(top_right.x - size.x, top_right.y), size);
    ui.painter().rect_filled(rect, CornerRadius::same(4), fill);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
    rect.left()
}

/// A word on its colour, in the flow.
pub fn mark_ui(ui: &mut Ui, words: &str, (ink, fill): (Color32, Color32)) -> Response {
    let galley = fitted(ui, words, theme::medium(10.5), ink, 200.0);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 10.0, HEIGHT), Sense::hover());
    named(&response, Role::Label, words);
    ui.painter().rect_filled(rect, CornerRadius::same(4), fill);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
    response
}

/// A letter in a thin box, such as the reliability of a source.
pub fn outline_badge(ui: &mut Ui, letter: &str, name: &str) -> Response {
    let palette = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(18.0, 18.0), Sense::hover());
    named(&response, Role::Label, name);
    let line = Stroke::new(1.0, palette.line);
    ui.painter().rect(rect, CornerRadius::same(4), palette.paper, line, StrokeKind::Inside);
    let font = FontId::proportional(10.5);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, letter, font, palette.muted);
    response.on_hover_text(name)
}

/// A tab of a row of tabs; found by its name.
pub fn tab_chip(ui: &mut Ui, words: &str, name: &str, chosen: bool) -> Response {
    let palette = theme::palette(ui);
    let font = if chosen { theme::medium(12.0) } else { FontId::proportional(12.0) };
    let ink = if chosen { palette.ink } else { palette.muted };
    let galley = fitted(ui, words, font, ink, 200.0);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 16.0, 25.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, chosen, name));
    let line = Stroke::new(1.0, if chosen { palette.ink } else { palette.line });
    let fill = if response.hovered() { palette.hover } else { palette.paper };
    let radius = CornerRadius::same(theme::CONTROL_RADIUS);
    ui.painter().rect(rect, radius, fill, line, StrokeKind::Inside);
    if response.has_focus() {
        ui.painter().rect_stroke(rect, radius, focus_ring(&palette), StrokeKind::Inside);
    }
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
    response
}
