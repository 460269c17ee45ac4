//! Fields and buttons of the dialogs: a caption above each field, one strong button for what is meant to be done.

use super::focus_ring;
use crate::ui::theme::{self, Palette};
use eframe::egui::{
    self, Button, ComboBox, CornerRadius, FontId, Margin, Response, RichText, Stroke, StrokeKind, TextEdit,
    Ui, accesskit::Role, vec2,
};

/// A caption in secondary ink, to stand above a field.
pub fn caption(ui: &mut Ui, text: &str) -> Response {
    let palette = theme::palette(ui);
    ui.label(RichText::new(text).font(theme::small()).color(palette.muted))
}

/// A line of explanation in secondary ink that wraps.
pub fn note(ui: &mut Ui, text: &str) {
    let palette = theme::palette(ui);
    ui.add(egui::Label::new(RichText::new(text).font(theme::small()).color(palette.muted)).wrap());
}

/// A line that says what is wrong; it wraps.
pub fn problem(ui: &mut Ui, text: &str) {
    ui.horizontal_top(|ui| problem_words(ui, text));
}

/// Says what is wrong within a line that stands already.
pub fn problem_words(ui: &mut Ui, text: &str) {
    let palette = theme::palette(ui);
    ui.spacing_mut().item_spacing.x = 6.0;
    super::icon_ui(ui, super::icons::WARNING_CIRCLE, 15.0, palette.danger);
    ui.add(egui::Label::new(RichText::new(text).color(palette.danger)).wrap());
}

/// A field of one line with its caption above it, as wide as there is room. The caption is its accessible name.
pub fn text_field(ui: &mut Ui, label: &str, text: &mut String) -> Response {
    hinted_field(ui, label, "", text)
}

/// A [`text_field`] that shows a hint while it is empty.
pub fn hinted_field(ui: &mut Ui, label: &str, hint: &str, text: &mut String) -> Response {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        caption(ui, label);
        let hint = quiet(ui, hint);
        let edit = single_line(text).hint_text(hint).desired_width(f32::INFINITY);
        ui.add(edit).accessible_name(label)
    })
    .inner
}

/// Hint text in an ink that can be read.
pub fn quiet(ui: &Ui, text: &str) -> RichText {
    RichText::new(text).color(theme::palette(ui).muted)
}

/// A field of one line without caption, in the look of all fields.
pub fn single_line(text: &mut String) -> TextEdit<'_> {
    TextEdit::singleline(text).margin(Margin::symmetric(8, 5))
}

/// A field of several lines with its caption above it.
pub fn text_area(ui: &mut Ui, label: &str, text: &mut String, row_count: usize) -> Response {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        caption(ui, label);
        let edit = TextEdit::multiline(text).margin(Margin::symmetric(8, 5));
        ui.add(edit.desired_width(f32::INFINITY).desired_rows(row_count)).accessible_name(label)
    })
    .inner
}

/// A choice among a few values, with its caption above it; gives the index that was chosen.
pub fn choice_field(ui: &mut Ui, label: &str, chosen: &str, options: &[(String, String)]) -> Option<usize> {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        caption(ui, label);
        choice(ui, label, chosen, options)
    })
    .inner
}

/// A choice among a few values, each with what it means; gives the index that was chosen.
pub fn choice(ui: &mut Ui, label: &str, chosen: &str, options: &[(String, String)]) -> Option<usize> {
    let mut picked = None;
    let combo = ComboBox::from_id_salt(("choice", label)).width(ui.available_width()).truncate();
    let combo = combo.selected_text(chosen.to_owned()).show_ui(ui, |ui| {
        for (index, (option, hint)) in options.iter().enumerate() {
            let response = ui.selectable_label(option == chosen, option.as_str());
            let clicked = response.clicked();
            if !hint.is_empty() {
                response.on_hover_text(hint);
            }
            if clicked {
                picked = Some(index);
            }
        }
    });
    let response = combo.response.accessible_name(label);
    let meaning = options.iter().find(|(option, hint)| option == chosen && !hint.is_empty());
    if let Some((_, hint)) = meaning {
        response.on_hover_text(hint);
    }
    picked
}

/// The button for what the dialog is for.
pub fn strong_button(ui: &mut Ui, text: &str, enabled: bool) -> Response {
    let palette = theme::palette(ui);
    let ink = ink_on_accent(&palette);
    let label = RichText::new(text).font(theme::medium(13.0)).color(ink);
    let button = Button::new(label).fill(palette.accent).stroke(Stroke::NONE);
    let response = ui.add_enabled(enabled, button.min_size(vec2(72.0, 30.0)));
    if response.has_focus() {
        let radius = CornerRadius::same(theme::CONTROL_RADIUS + 2);
        ui.painter().rect_stroke(
            response.rect.expand(2.0),
            radius,
            focus_ring(&palette),
            StrokeKind::Outside,
        );
    }
    response
}

/// An ordinary button of a dialog's foot.
pub fn plain_button(ui: &mut Ui, text: &str) -> Response {
    let response = ui.add(Button::new(text).min_size(vec2(72.0, 30.0)));
    ring(ui, &response);
    response
}

/// A button beside or below a field, no higher than small text needs.
pub fn small_button(ui: &mut Ui, text: &str) -> Response {
    let label = RichText::new(text).font(theme::small());
    let response = ui.add(Button::new(label).min_size(vec2(24.0, 24.0)));
    ring(ui, &response);
    response
}

/// Shows the keyboard's place around a widget that does not show it strongly enough itself.
pub fn ring(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let palette = theme::palette(ui);
        let radius = CornerRadius::same(theme::CONTROL_RADIUS);
        ui.painter().rect_stroke(response.rect, radius, focus_ring(&palette), StrokeKind::Inside);
    }
}

/// Ink on the accent: white, or the background where white could not be read.
fn ink_on_accent(palette: &Palette) -> egui::Color32 {
    let white = Palette::on_strong();
    if theme::contrast(white, palette.accent) >= 4.5 { white } else { palette.background }
}

/// A round choice with its label and, below it, what it means.
pub fn radio_row(ui: &mut Ui, chosen: bool, label: &str, meaning: &str) -> Response {
    let response = ui
        .horizontal(|ui| {
            outline_strongly(ui);
            let response = ui.add(egui::RadioButton::new(chosen, label));
            ring(ui, &response);
            response
        })
        .inner;
    if !meaning.is_empty() {
        ui.horizontal_top(|ui| {
            ui.add_space(24.0);
            ui.vertical(|ui| note(ui, meaning));
        });
    }
    response
}

/// A key as it stands on the keyboard, with words after it in secondary ink.
pub fn key_hint(ui: &mut Ui, keys: &[&str], words: &str) {
    let palette = theme::palette(ui);
    ui.spacing_mut().item_spacing.x = 3.0;
    for key in keys {
        cap(ui, key);
    }
    if !keys.is_empty() {
        ui.add_space(2.0);
    }
    ui.label(RichText::new(words).font(theme::small()).color(palette.muted));
}

/// A key as it stands on the keyboard, no higher than its line.
pub fn cap(ui: &mut Ui, key: &str) {
    let palette = theme::palette(ui);
    let ink = palette.cap_ink();
    let galley = super::fitted(ui, key, FontId::proportional(10.5), ink, 160.0);
    let size = vec2((galley.size().x + 9.0).max(17.0), 17.0);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    super::named(&response, Role::Label, key);
    let line = Stroke::new(1.0, palette.line);
    ui.painter().rect(rect, CornerRadius::same(3), palette.paper, line, StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
}

/// A box to tick.
pub fn switch(ui: &mut Ui, value: &mut bool, label: &str) -> Response {
    let response = ui
        .scope(|ui| {
            outline_strongly(ui);
            ui.checkbox(value, label)
        })
        .inner;
    ring(ui, &response);
    response
}

/// Boxes and circles are outlined so that they are seen on paper, too.
fn outline_strongly(ui: &mut Ui) {
    let palette = theme::palette(ui);
    ui.visuals_mut().widgets.inactive.bg_stroke.color = palette.muted;
    ui.spacing_mut().icon_spacing = 7.0;
}

/// A toggle of a row of tabs.
pub fn tab(ui: &mut Ui, text: &str, chosen: bool) -> bool {
    let palette = theme::palette(ui);
    let font = if chosen { theme::medium(13.0) } else { FontId::proportional(13.0) };
    let ink = if chosen { palette.ink } else { palette.muted };
    let button = Button::new(RichText::new(text).font(font).color(ink)).frame_when_inactive(false);
    let response = ui.add(button);
    response.widget_info(|| egui::WidgetInfo::selected(Role::Tab, true, chosen, text));
    if chosen {
        let rect = response.rect;
        ui.painter().hline(rect.x_range(), rect.bottom() + 1.0, Stroke::new(2.0, palette.accent));
    }
    ring(ui, &response);
    response.clicked()
}
