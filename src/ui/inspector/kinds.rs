//! Kinds as buttons, with a menu for those used less.

use crate::model::Confidence;
use crate::ui::theme;
use crate::ui::widgets::level_choice::confidence_choice;
use crate::ui::widgets::{KindButton, fitted, focus_ring, named};
use crate::view::inspector::{ConfidenceView, KindChoice};
use eframe::egui::accesskit::Role;
use eframe::egui::{
    self, Align2, Color32, CornerRadius, FontId, Popup, Rect, Response, RichText, Sense, Stroke, StrokeKind,
    Ui, Vec2, pos2, vec2,
};

/// Draws kinds as buttons and the others in a menu; gives the one that was clicked and whether Ctrl or Shift was held.
pub(in crate::ui) fn kinds_ui(
    ui: &mut Ui,
    kinds: &[KindChoice],
    more: &[KindChoice],
) -> Option<(String, bool)> {
    let mut clicked = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for kind in kinds {
            if with_hint(kind_button(ui, kind), &kind.hint).clicked() {
                clicked = Some(kind.id.clone());
            }
        }
        if !more.is_empty() {
            clicked = clicked.take().or_else(|| more_ui(ui, more));
        }
    });
    let adds = ui.input(|input| input.modifiers.command || input.modifiers.shift);
    clicked.map(|kind| (kind, adds))
}

/// A kind as a button, on a new line where its whole label does not fit this one.
fn kind_button(ui: &mut Ui, kind: &KindChoice) -> Response {
    let palette = theme::palette(ui);
    let label = fitted(ui, &kind.label, theme::medium(12.5), palette.ink, f32::INFINITY);
    let key_width = if kind.key.is_some() { 22.0 } else { 0.0 };
    if ui.available_size_before_wrap().x < label.size().x + 34.0 + key_width {
        ui.end_row();
    }
    KindButton {
        label: &kind.label,
        name: format!("Kind {}", kind.label),
        color: palette.kind(&kind.color),
        key: kind.key,
        chosen: kind.chosen,
    }
    .show(ui)
}

fn with_hint(response: Response, hint: &str) -> Response {
    if hint.is_empty() { response } else { response.on_hover_text(hint) }
}

fn more_ui(ui: &mut Ui, more: &[KindChoice]) -> Option<String> {
    let response = ui.add(egui::Button::new(RichText::new("…")).min_size(vec2(28.0, 26.0)));
    let name = "More kinds…";
    named(&response, Role::Button, name);
    let mut clicked = None;
    Popup::menu(&response).width(230.0).show(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for kind in more {
            if with_hint(kind_row(ui, kind, theme::palette(ui).kind(&kind.color)), &kind.hint).clicked() {
                clicked = Some(kind.id.clone());
                ui.close();
            }
        }
    });
    response.on_hover_text(name);
    clicked
}

/// A line of the menu: colour, label, key.
fn kind_row(ui: &mut Ui, kind: &KindChoice, color: Color32) -> Response {
    let palette = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::click());
    named(&response, Role::MenuItem, &format!("Kind {}", kind.label));
    let radius = CornerRadius::same(theme::CONTROL_RADIUS);
    if response.hovered() {
        ui.painter().rect_filled(rect, radius, palette.hover);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, radius, focus_ring(&palette), StrokeKind::Inside);
    }
    swatch(ui, rect, color);
    let label = fitted(ui, &kind.label, theme::body(), palette.ink, rect.width() - 52.0);
    ui.painter().galley(pos2(rect.left() + 24.0, rect.center().y - label.size().y / 2.0), label, palette.ink);
    if let Some(key) = kind.key {
        key_at(ui, rect, key);
    }
    response
}

fn swatch(ui: &Ui, rect: Rect, color: Color32) {
    let square = Rect::from_center_size(pos2(rect.left() + 12.0, rect.center().y), Vec2::splat(9.0));
    ui.painter().rect_filled(square, CornerRadius::same(2), color);
}

fn key_at(ui: &Ui, rect: Rect, key: char) {
    let palette = theme::palette(ui);
    let cap = Rect::from_center_size(pos2(rect.right() - 14.0, rect.center().y), vec2(16.0, 16.0));
    let line = Stroke::new(1.0, palette.line);
    ui.painter().rect_stroke(cap, CornerRadius::same(3), line, StrokeKind::Inside);
    ui.painter().text(cap.center(), Align2::CENTER_CENTER, key, FontId::proportional(10.5), palette.muted);
}

/// Kinds with their keys, only to look at.
pub(in crate::ui) fn legend_ui(ui: &mut Ui, kinds: &[KindChoice]) {
    let palette = theme::palette(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    for kind in kinds {
        let width = ui.available_width();
        let (rect, response) = ui.allocate_exact_size(vec2(width, 22.0), Sense::hover());
        swatch(ui, rect.translate(vec2(-7.0, 0.0)), palette.kind(&kind.color));
        let label = fitted(ui, &kind.label, theme::small(), palette.muted, width - 42.0);
        let at = pos2(rect.left() + 17.0, rect.center().y - label.size().y / 2.0);
        ui.painter().galley(at, label, palette.muted);
        if let Some(key) = kind.key {
            key_at(ui, rect.translate(vec2(6.0, 0.0)), key);
        }
        with_hint(response, &kind.hint);
    }
}

/// The levels of the project's scale; `set` gets the one that was clicked, none for the chosen one clicked again.
///
/// While a link is being made the keys are those of its confidence, and this one is named for `whose` it is.
pub(in crate::ui) fn confidence_ui(
    ui: &mut Ui,
    view: &ConfidenceView,
    whose: Option<&str>,
    set: impl FnOnce(Option<Confidence>),
) {
    let palette = theme::palette(ui);
    let name = |level: &str| {
        whose.map_or_else(|| format!("Confidence {level}"), |whose| format!("Confidence {level} of {whose}"))
    };
    let clicked = confidence_choice(ui, view, name, whose.is_none());
    if let Some(other) = &view.other {
        let words = format!("Set on another scale: {other}");
        ui.label(RichText::new(words).font(theme::small()).color(palette.muted));
    }
    if let Some(confidence) = clicked {
        set(confidence);
    }
}
