//! One kind: label, key, colour, definition; for links also what the kind means for threads and datasets.

use crate::model::{ClaimKind, LinkKind, Opposition};
use crate::ui::theme;
use crate::ui::widgets::{fields, focus_ring};
use eframe::egui::accesskit::Role;
use eframe::egui::{CornerRadius, Rect, Sense, StrokeKind, Ui, Vec2, WidgetInfo, vec2};

/// Colours told apart by people with the common colour blindnesses (after Okabe and Ito, and Paul Tol).
pub(in crate::ui) const SWATCHES: [&str; 12] = [
    "5AA9DE", "E0992A", "9A7711", "2C9B78", "BE6FA4", "D9694E", "3F72B8", "5A4BBF", "2F9E66", "D0453B",
    "5F6CD8", "7C8696",
];

const SWATCH_NAMES: [&str; 12] = [
    "Sky blue",
    "Orange",
    "Yellow",
    "Teal",
    "Pink",
    "Vermilion",
    "Blue",
    "Violet",
    "Green",
    "Red",
    "Indigo",
    "Grey",
];

/// Draws a claim kind.
pub(in crate::ui) fn claim_kind_ui(ui: &mut Ui, kind: &mut ClaimKind) {
    label_and_key_ui(ui, &mut kind.label, &mut kind.key);
    color_ui(ui, &mut kind.color);
    fields::text_area(ui, "Definition", &mut kind.definition, 4);
    retired_ui(ui, &mut kind.retired);
}

/// Draws a link kind.
pub(in crate::ui) fn link_kind_ui(ui: &mut Ui, kind: &mut LinkKind) {
    label_and_key_ui(ui, &mut kind.label, &mut kind.key);
    color_ui(ui, &mut kind.color);
    fields::text_area(ui, "Definition", &mut kind.definition, 3);
    for (value, label, meaning) in [
        (&mut kind.symmetric, "Symmetric", "Reads the same from both ends"),
        (&mut kind.joins_thread, "Joins a thread", "Both claims are about one question"),
        (&mut kind.same_position, "Same position", "Both claims say the same"),
    ] {
        fields::switch(ui, value, label).on_hover_text(meaning);
    }
    ui.columns(2, |columns| {
        if let Some(ui) = columns.get_mut(0) {
            opposition_ui(ui, &mut kind.opposition);
        }
        if let Some(ui) = columns.get_mut(1) {
            nli_ui(ui, &mut kind.nli_label);
        }
    });
    retired_ui(ui, &mut kind.retired);
}

fn label_and_key_ui(ui: &mut Ui, label: &mut String, key: &mut Option<char>) {
    ui.horizontal_top(|ui| {
        let width = ui.available_width();
        ui.scope(|ui| {
            ui.set_width(width - 62.0);
            fields::text_field(ui, "Label", label);
        });
        ui.scope(|ui| {
            ui.set_width(50.0);
            let mut text = key.map(String::from).unwrap_or_default();
            if fields::text_field(ui, "Key", &mut text).changed() {
                // The last one typed: a new key replaces the old one without deleting it first.
                *key = text.chars().rev().find(|c| !c.is_whitespace() && !c.is_control());
            }
        });
    });
}

/// Swatches, and a field for any other colour.
fn color_ui(ui: &mut Ui, color: &mut String) {
    fields::caption(ui, "Colour");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (hex, name) in SWATCHES.into_iter().zip(SWATCH_NAMES) {
            if swatch_ui(ui, hex, name, color.eq_ignore_ascii_case(hex)) {
                hex.clone_into(color);
            }
        }
        let width = 74.0;
        let field = fields::single_line(color).desired_width(width).char_limit(7);
        let response = ui.add_sized(vec2(width, 26.0), field).accessible_name("Colour as RRGGBB");
        if response.changed() {
            *color = color.trim_start_matches('#').to_ascii_uppercase();
        }
        response.on_hover_text("Red, green and blue as six hexadecimal digits");
    });
}

fn swatch_ui(ui: &mut Ui, hex: &str, name: &str, is_chosen: bool) -> bool {
    let palette = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(26.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, name));
    let inner = Rect::from_center_size(rect.center(), Vec2::splat(18.0));
    ui.painter().rect_filled(inner, CornerRadius::same(4), palette.kind(hex));
    let line = if response.has_focus() {
        Some(focus_ring(&palette))
    } else if is_chosen {
        Some(eframe::egui::Stroke::new(2.0, palette.ink))
    } else {
        None
    };
    if let Some(line) = line {
        ui.painter().rect_stroke(rect.shrink(1.0), CornerRadius::same(6), line, StrokeKind::Inside);
    }
    let clicked = response.clicked();
    response.on_hover_text(name);
    clicked
}

fn opposition_ui(ui: &mut Ui, opposition: &mut Opposition) {
    let values = [
        (Opposition::None, "No", "The ends do not disagree"),
        (Opposition::Soft, "One limits the other", "For example: qualifies"),
        (Opposition::Full, "Both cannot hold", "For example: contradicts"),
    ];
    let chosen = values.iter().find(|(value, ..)| value == opposition).map_or("", |(_, label, _)| label);
    let options = values.map(|(_, label, hint)| (label.to_owned(), hint.to_owned()));
    let picked = fields::choice_field(ui, "Opposition", chosen, &options);
    if let Some((value, ..)) = picked.and_then(|index| values.get(index)) {
        *opposition = *value;
    }
}

fn nli_ui(ui: &mut Ui, label: &mut String) {
    let values = ["entailment", "contradiction", "neutral"];
    let options = values.map(|value| (value.to_owned(), String::new()));
    let picked = fields::choice_field(ui, "Label in NLI datasets", label, &options);
    if let Some(value) = picked.and_then(|index| values.get(index)) {
        (*value).clone_into(label);
    }
}

fn retired_ui(ui: &mut Ui, retired: &mut bool) {
    let mut offered = !*retired;
    fields::switch(ui, &mut offered, "Offered for new work");
    *retired = !offered;
}
