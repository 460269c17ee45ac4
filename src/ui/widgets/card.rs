//! [`card`]: a box on paper with a bar of colour at its left edge; all of it can be clicked.

use super::{focus_ring, named, theme};
use eframe::egui::{
    Color32, CornerRadius, Frame, Margin, Response, Sense, Stroke, StrokeKind, Ui, UiBuilder, accesskit::Role,
};
use std::fmt::Debug;
use std::hash::Hash;

/// Width of the bar in points.
const BAR: f32 = 3.0;

/// Draws content in a card over the width available, found by that name; what the content senses comes first.
pub fn card(
    ui: &mut Ui,
    salt: impl Hash + Debug,
    name: &str,
    bar: Color32,
    content: impl FnOnce(&mut Ui),
) -> Response {
    let palette = theme::palette(ui);
    let radius = CornerRadius::same(theme::CARD_RADIUS);
    let builder = UiBuilder::new().id_salt(salt).sense(Sense::click());
    let response = ui
        .scope_builder(builder, |ui| {
            let fill = if ui.response().hovered() { palette.hover } else { palette.paper };
            let drawn = Frame::new()
                .fill(fill)
                .stroke(Stroke::new(1.0, palette.line))
                .corner_radius(radius)
                .inner_margin(Margin { left: 11, right: 9, top: 7, bottom: 8 })
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    content(ui);
                })
                .response
                .rect;
            let edge = drawn.with_max_x(drawn.left() + BAR).intersect(ui.clip_rect());
            ui.painter().with_clip_rect(edge).rect_filled(drawn, radius, bar);
        })
        .response;
    if response.has_focus() {
        ui.painter().rect_stroke(response.rect, radius, focus_ring(&palette), StrokeKind::Inside);
    }
    named(&response, Role::Button, name);
    response
}
