//! Small marks and tabs: a word on its colour, a letter in a box, a chip of a row of tabs.

use super::theme::Palette;
use super::{fitted, focus_ring, named, theme};
use eframe::egui::{
    Color32, CornerRadius, FontId, Galley, Painter, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, accesskit::Role, vec2,
};
use std::sync::Arc;

/// Height of a mark.
const HEIGHT: f32 = 17.0;
/// Height of a source's reliability.
const RELIABILITY_HEIGHT: f32 = 16.0;
/// Height of a tab.
pub const TAB_HEIGHT: f32 = 26.0;

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

/// The reliability of a source, in a pill and with a word: a bare letter would read as that of a document.
pub fn reliability_ui(ui: &mut Ui, level: &str) -> Response {
    let palette = theme::palette(ui);
    let size = vec2(reliability_width(ui.painter(), &palette, level), RELIABILITY_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let name = format!("Reliability {level}");
    named(&response, Role::Label, &name);
    reliability_at(ui.painter(), &palette, rect.left_center(), level);
    response.on_hover_text(name)
}

/// Paints the reliability of a source from a point at its left; gives its place.
pub fn reliability_at(painter: &Painter, palette: &Palette, left: Pos2, level: &str) -> Rect {
    let words = reliability_words(painter, palette, level);
    let size = vec2(words.size().x + 10.0, RELIABILITY_HEIGHT);
    let rect = Rect::from_min_size(left - vec2(0.0, size.y / 2.0), size);
    let line = Stroke::new(1.0, palette.line);
    painter.rect(rect, CornerRadius::same(8), palette.paper, line, StrokeKind::Inside);
    painter.galley(rect.center() - words.size() / 2.0, words, palette.cap_ink());
    rect
}

/// How wide [`reliability_at`] draws it.
pub fn reliability_width(painter: &Painter, palette: &Palette, level: &str) -> f32 {
    reliability_words(painter, palette, level).size().x + 10.0
}

fn reliability_words(painter: &Painter, palette: &Palette, level: &str) -> Arc<Galley> {
    painter.layout_no_wrap(format!("rel. {level}"), FontId::proportional(10.5), palette.cap_ink())
}

/// A tab of a row of tabs; found by its name.
pub fn tab_chip(ui: &mut Ui, words: &str, name: &str, chosen: bool) -> Response {
    let palette = theme::palette(ui);
    let font = if chosen { theme::medium(12.0) } else { FontId::proportional(12.0) };
    let ink = if chosen { palette.ink } else { palette.muted };
    let galley = fitted(ui, words, font, ink, 200.0);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 16.0, TAB_HEIGHT), Sense::click());
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
