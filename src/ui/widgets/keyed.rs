//! [`KeyedButton`]: a button with the key that does the same; [`wrapped`]: a row of buttons of one height.

use super::{fitted, focus_ring, theme};
use eframe::egui::{
    CornerRadius, FontId, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, accesskit::Role,
    pos2, vec2,
};

/// Height of a [`KeyedButton`].
pub const KEYED_HEIGHT: f32 = 30.0;

/// A button that shows its key before its words.
#[derive(Clone, Debug)]
pub struct KeyedButton<'a> {
    /// Key that does the same; empty where there is none.
    pub key: &'a str,
    /// Shown.
    pub label: &'a str,
    /// Name for screen readers and tests.
    pub name: &'a str,
    /// Whether it is the one that was chosen.
    pub chosen: bool,
}

impl KeyedButton<'_> {
    /// Draws it.
    pub fn show(&self, ui: &mut Ui) -> Response {
        let palette = theme::palette(ui);
        let font = if self.chosen { theme::medium(12.5) } else { FontId::proportional(12.5) };
        let key_width = if self.key.is_empty() { 0.0 } else { 24.0 };
        let label = fitted(ui, self.label, font, palette.ink, 320.0);
        let size = vec2(label.size().x + 22.0 + key_width, KEYED_HEIGHT);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, self.chosen, self.name));
        let radius = CornerRadius::same(theme::CONTROL_RADIUS);
        let (fill, line) = if self.chosen {
            (theme::mix(palette.paper, palette.good, 0.14), Stroke::new(1.5, palette.good))
        } else {
            let fill = if response.hovered() { palette.hover } else { palette.paper };
            (fill, Stroke::new(1.0, palette.line))
        };
        ui.painter().rect(rect, radius, fill, line, StrokeKind::Inside);
        if response.has_focus() {
            ui.painter().rect_stroke(rect, radius, focus_ring(&palette), StrokeKind::Inside);
        }
        if !self.key.is_empty() {
            let ink = palette.cap_ink();
            let cap = fitted(ui, self.key, FontId::proportional(10.5), ink, 20.0);
            let middle = pos2(rect.left() + 19.0, rect.center().y);
            let place = Rect::from_center_size(middle, vec2(16.0, 17.0));
            let line = Stroke::new(1.0, palette.line);
            ui.painter().rect(place, CornerRadius::same(3), palette.paper, line, StrokeKind::Inside);
            ui.painter().galley(place.center() - cap.size() / 2.0, cap, ink);
        }
        let left = rect.left() + 11.0 + key_width;
        ui.painter().galley(pos2(left, rect.center().y - label.size().y / 2.0), label, palette.ink);
        response
    }
}

/// Lays out widgets of one height in rows. Without the height egui begins a row as high as an ordinary button and
/// moves what is higher down step by step.
pub fn wrapped<R>(ui: &mut Ui, height: f32, spacing: Vec2, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = height;
        ui.spacing_mut().item_spacing = spacing;
        ui.horizontal_wrapped(content).inner
    })
    .inner
}
