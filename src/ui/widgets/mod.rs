//! Small pieces that several panels draw with.

pub mod card;
pub mod fields;
pub mod icons;
pub mod key_line;
pub mod keyed;
pub mod kind_grid;
pub mod level_choice;
mod marks;
pub mod quote;
pub mod rows;
pub mod text_field;

pub use marks::{TAB_HEIGHT, mark, mark_ui, reliability_at, reliability_ui, reliability_width, tab_chip};

use super::lines;
use super::theme::{self, Palette};
use crate::ui::fonts::icon;
use eframe::egui::{
    self, Align2, Color32, CornerRadius, FontId, Rect, Response, RichText, Sense, Stroke, StrokeKind, Ui,
    Vec2,
    accesskit::{Live, Role},
    pos2, vec2,
};

/// A key as it stands on the keyboard, drawn small.
pub fn key_cap(ui: &mut Ui, key: &str) {
    let palette = theme::palette(ui);
    egui::Frame::new()
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(CornerRadius::same(3))
        .inner_margin(egui::Margin::symmetric(4, 0))
        .show(ui, |ui| {
            ui.label(RichText::new(key).font(FontId::proportional(10.5)).color(palette.cap_ink()))
        });
}

/// A button that is only an icon; its name is for screen readers, tests and the tooltip.
pub fn icon_button(ui: &mut Ui, icon: &str, name: &str) -> Response {
    let text = RichText::new(icon).font(theme::icons(16.0));
    let response = ui.add(egui::Button::new(text).frame_when_inactive(false).min_size(vec2(28.0, 26.0)));
    named(&response, Role::Button, name);
    response.on_hover_text(name)
}

/// A picture in the flow that screen readers pass over: what it means is said beside it.
pub fn icon_ui(ui: &mut Ui, icon: &str, size: f32, color: Color32) -> Response {
    let galley = fitted(ui, icon, theme::icons(size), color, f32::INFINITY);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    ui.painter().galley(rect.min, galley, color);
    response
}

/// Gives a widget the name by which people and programs find it.
pub fn named(response: &Response, role: Role, name: &str) {
    let enabled = response.enabled();
    response.widget_info(|| egui::WidgetInfo::labeled(role, enabled, name));
}

/// Words on hover, beside the widget: below it they would cover the next row.
pub fn tip_beside(response: &Response, words: &str) {
    let mut tip = egui::Tooltip::for_enabled(response);
    tip.popup = tip.popup.align(egui::RectAlign::RIGHT_START);
    tip.show(|ui| ui.label(words));
}

/// The letter of a document on its colour.
pub fn letter_badge(ui: &mut Ui, letter: &str, position: usize) -> Response {
    let width = if letter.len() > 1 { 26.0 } else { 18.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(width, 20.0), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(4), Palette::document(position));
    ui.painter().text(
        rect.center(),
        Align2::CENTER_CENTER,
        letter,
        theme::semibold(11.0),
        Palette::on_strong(),
    );
    response
}

/// One choice of a row of choices: label, key to show (may be empty), whether it is chosen.
#[derive(Clone, Debug)]
pub struct Choice<'a> {
    /// Shown; empty where only colour and key have room.
    pub label: &'a str,
    /// Name for screen readers and tests.
    pub name: String,
    /// Whether it is the one.
    pub chosen: bool,
    /// What it means.
    pub hint: &'a str,
}

/// Equal segments of which one may be chosen, over the width available; gives the index that was clicked.
pub fn segmented(ui: &mut Ui, choices: &[Choice<'_>], width: f32) -> Option<usize> {
    segmented_with_keys(ui, choices, &[], width)
}

/// Equal segments as [`segmented`], each with the key that does the same (may be empty) where there is room for it.
pub fn segmented_with_keys(ui: &mut Ui, choices: &[Choice<'_>], keys: &[&str], width: f32) -> Option<usize> {
    let palette = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(width, 28.0), Sense::hover());
    let radius = CornerRadius::same(theme::CONTROL_RADIUS);
    ui.painter().rect(rect, radius, palette.paper, Stroke::new(1.0, palette.line), StrokeKind::Inside);
    let part = rect.width() / choices.len().max(1) as f32;
    let mut clicked = None;
    for (index, choice) in choices.iter().enumerate() {
        let left = part.mul_add(index as f32, rect.left());
        let place = Rect::from_min_max(pos2(left, rect.top()), pos2(left + part, rect.bottom()));
        let response = ui.interact(place, ui.scope_id().with(("segment", &choice.name)), Sense::click());
        response
            .widget_info(|| egui::WidgetInfo::selected(Role::RadioButton, true, choice.chosen, &choice.name));
        let inner = place.shrink(2.0);
        if choice.chosen {
            ui.painter().rect_filled(inner, CornerRadius::same(4), palette.accent_soft);
        } else if response.hovered() {
            ui.painter().rect_filled(inner, CornerRadius::same(4), palette.hover);
        }
        if response.has_focus() {
            ui.painter().rect_stroke(inner, CornerRadius::same(4), focus_ring(&palette), StrokeKind::Inside);
        }
        if index > 0 {
            ui.painter().vline(left, place.y_range().shrink(6.0), Stroke::new(1.0, palette.line));
        }
        let font = if choice.chosen { theme::medium(12.5) } else { FontId::proportional(12.5) };
        let color = if choice.chosen { palette.ink } else { palette.muted };
        let galley = fitted(ui, choice.label, font, color, part - 8.0);
        let key = keys.get(index).copied().unwrap_or_default();
        let key = fitted(ui, key, FontId::proportional(10.5), palette.muted, part);
        let has_key = !key.text().is_empty() && galley.size().x + key.size().x + 18.0 <= part;
        let shift = if has_key { f32::midpoint(key.size().x, 6.0) } else { 0.0 };
        let middle = place.center() - vec2(shift, 0.0);
        if has_key {
            let at = pos2(middle.x + galley.size().x / 2.0 + 6.0, middle.y - key.size().y / 2.0 + 0.5);
            ui.painter().galley(at, key, palette.muted);
        }
        ui.painter().galley(middle - galley.size() / 2.0, galley, color);
        if response.clicked() {
            clicked = Some(index);
        }
        if !choice.hint.is_empty() {
            response.on_hover_text(choice.hint);
        }
    }
    clicked
}

/// A single line that ends in an ellipsis where the width ends.
pub fn fitted(ui: &Ui, text: &str, font: FontId, color: Color32, width: f32) -> std::sync::Arc<egui::Galley> {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(8.0));
    lines::lay_out_row(ui, &job)
}

/// How the keyboard's place is shown.
pub const fn focus_ring(palette: &Palette) -> Stroke {
    Stroke { width: 2.0, color: palette.accent }
}

/// A kind as a button: its colour, its label, its key. Grows with its label up to the width available.
#[derive(Clone, Debug)]
pub struct KindButton<'a> {
    /// Shown.
    pub label: &'a str,
    /// Name for screen readers and tests.
    pub name: String,
    /// Colour of the kind.
    pub color: Color32,
    /// Key that does the same.
    pub key: Option<char>,
    /// Whether the claim or link has it.
    pub chosen: bool,
}

impl KindButton<'_> {
    /// Draws it.
    pub fn show(&self, ui: &mut Ui) -> Response {
        let palette = theme::palette(ui);
        let font = if self.chosen { theme::medium(12.5) } else { FontId::proportional(12.5) };
        let key = self.key.map(String::from).unwrap_or_default();
        let key_width = if key.is_empty() { 0.0 } else { 22.0 };
        let room = (ui.max_rect().width() - 34.0 - key_width).min(220.0);
        // What stands in brackets explains; the definition on hover does so at length.
        let words = self.label.split(" (").next().unwrap_or(self.label);
        let label = fitted(ui, words, font, palette.ink, room);
        let margin = if words.is_empty() { 22.0 } else { 32.0 };
        let size = vec2(label.size().x + margin + key_width, 26.0);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| egui::WidgetInfo::selected(Role::Button, true, self.chosen, &self.name));
        let line = if self.chosen { palette.ink } else { palette.line };
        let fill = if response.hovered() { palette.hover } else { palette.paper };
        let radius = CornerRadius::same(theme::CONTROL_RADIUS);
        ui.painter().rect(rect, radius, fill, Stroke::new(1.0, line), StrokeKind::Inside);
        if response.has_focus() {
            ui.painter().rect_stroke(rect, radius, focus_ring(&palette), StrokeKind::Outside);
        }
        let swatch = Rect::from_center_size(pos2(rect.left() + 14.0, rect.center().y), Vec2::splat(9.0));
        ui.painter().rect_filled(swatch, CornerRadius::same(2), self.color);
        let at = pos2(rect.left() + 24.0, rect.center().y - label.size().y / 2.0);
        ui.painter().galley(at, label, palette.ink);
        if !key.is_empty() {
            let cap = Rect::from_center_size(pos2(rect.right() - 16.0, rect.center().y), vec2(16.0, 16.0));
            ui.painter().rect_stroke(
                cap,
                CornerRadius::same(3),
                Stroke::new(1.0, palette.line),
                StrokeKind::Inside,
            );
            let font = FontId::proportional(10.5);
            ui.painter().text(cap.center(), Align2::CENTER_CENTER, key, font, palette.cap_ink());
        }
        response
    }
}

/// A small heading over a group of controls.
pub fn group_label(ui: &mut Ui, text: &str) {
    let palette = theme::palette(ui);
    ui.label(RichText::new(text).font(theme::small()).color(palette.muted));
}

/// An error or notice with what can be done about it and a button to put it away.
pub fn message_row(ui: &mut Ui, text: &str, is_error: bool, choices: &[&str]) -> Option<MessageAnswer> {
    let palette = theme::palette(ui);
    /// Centres the first line beside the buttons.
    const TO_BUTTON: f32 = 4.0;
    let (icon, color) = if is_error { (icon::WARNING, palette.danger) } else { (icon::INFO, palette.accent) };
    let mut answer = None;
    ui.horizontal_top(|ui| {
        ui.add_space(6.0);
        ui.vertical(|ui| {
            ui.add_space(TO_BUTTON - 1.0);
            icon_ui(ui, icon, 16.0, color);
        });
        let buttons: f32 = choices.iter().map(|words| choice_width(ui, words)).sum();
        let width = (ui.available_width() - 44.0 - buttons).max(160.0);
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.add_space(TO_BUTTON);
            let label = ui.add(egui::Label::new(text).wrap().selectable(true));
            // Heard when it appears, an error at once.
            let live = if is_error { Live::Assertive } else { Live::Polite };
            ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(live));
        });
        for (index, words) in choices.iter().enumerate() {
            if fields::small_button(ui, words).clicked() {
                answer = Some(MessageAnswer::Chosen(index));
            }
        }
        if icon_button(ui, icon::X, "Dismiss message").clicked() {
            answer = Some(MessageAnswer::Dismissed);
        }
    });
    answer
}

/// What a person did with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageAnswer {
    /// It was read.
    Dismissed,
    /// That of its choices, by index.
    Chosen(usize),
}

fn choice_width(ui: &Ui, words: &str) -> f32 {
    let padding = ui.spacing().button_padding.x * 2.0 + ui.spacing().item_spacing.x;
    fitted(ui, words, theme::small(), Color32::PLACEHOLDER, 400.0).size().x + padding
}
