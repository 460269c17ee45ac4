//! [`key_line`]: keys with what they do, on one line.

use super::{fitted, theme};
use eframe::egui::{
    Align2, CornerRadius, FontId, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role, pos2,
    vec2,
};

/// Height of a line in points.
const HEIGHT: f32 = 20.0;

/// Draws keys and then words; a dash between keys is no key. Words are cut where the width ends.
pub fn key_line(ui: &mut Ui, keys: &[&str], words: &str) {
    let palette = theme::palette(ui);
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    let heard = format!("{} {words}", keys.join(" "));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &heard));
    let mut x = rect.left();
    for key in keys {
        x += key_at(ui, pos2(x, rect.center().y), key) + 4.0;
    }
    let words = fitted(ui, words, theme::small(), palette.muted, rect.right() - x - 2.0);
    let at = pos2(x + 2.0, rect.center().y - words.size().y / 2.0);
    if words.elided {
        response.on_hover_text(words.text());
    }
    ui.painter().galley(at, words, palette.muted);
}

/// Paints a key cap (or a bare dash) from a point at its left and gives its width.
fn key_at(ui: &Ui, left: eframe::egui::Pos2, key: &str) -> f32 {
    let palette = theme::palette(ui);
    let ink = palette.cap_ink();
    let text = fitted(ui, key, FontId::proportional(10.5), ink, f32::INFINITY);
    let is_key = key != "–";
    let width = if is_key { (text.size().x + 8.0).max(16.0) } else { text.size().x };
    let cap = Rect::from_center_size(pos2(left.x + width / 2.0, left.y), vec2(width, 16.0));
    if is_key {
        let line = Stroke::new(1.0, palette.line);
        ui.painter().rect(cap, CornerRadius::same(3), palette.paper, line, StrokeKind::Inside);
    }
    ui.painter().text(cap.center(), Align2::CENTER_CENTER, key, FontId::proportional(10.5), ink);
    width
}
