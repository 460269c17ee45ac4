//! [`level_choice`]: levels of a scale as segments where they fit, else as buttons on several lines.

use crate::model::Confidence;
use crate::view::inspector::ConfidenceView;

use super::{Choice, fitted, focus_ring, segmented_with_keys, theme};
use eframe::egui::{self, CornerRadius, FontId, Sense, Stroke, StrokeKind, Ui, accesskit::Role, vec2};

/// The keys of the levels of a scale, by place: lowest, middle and highest have one.
pub fn level_keys(count: usize) -> Vec<&'static str> {
    let last = count.saturating_sub(1);
    let key = |index: usize| match index {
        0 => "F",
        index if index == last => "H",
        index if index == last / 2 => "G",
        _ => "",
    };
    (0..count).map(key).collect()
}

/// Draws the levels over the width available, with their keys if they have any, and gives the index that was clicked.
pub fn level_choice(ui: &mut Ui, choices: &[Choice<'_>], keys: &[&str]) -> Option<usize> {
    let width = ui.available_width();
    let part = width / choices.len().max(1) as f32;
    let fits = choices.iter().all(|choice| label_width(ui, choice.label) + 12.0 <= part);
    if fits {
        return segmented_with_keys(ui, choices, keys, width);
    }
    let mut clicked = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (index, choice) in choices.iter().enumerate() {
            if level_button(ui, choice, width) {
                clicked = Some(index);
            }
        }
    });
    clicked
}

/// Draws the levels of the project's scale; `name` names each for screen readers. Gives what a click sets: the level, or
/// none where the chosen one was clicked again.
#[expect(clippy::option_option, reason = "nothing was clicked, or that no level holds")]
pub fn confidence_choice(
    ui: &mut Ui,
    view: &ConfidenceView,
    name: impl Fn(&str) -> String,
    has_keys: bool,
) -> Option<Option<Confidence>> {
    let choices: Vec<Choice<'_>> = view
        .levels
        .iter()
        .map(|level| Choice {
            label: &level.label,
            name: name(&level.label),
            chosen: level.chosen,
            hint: &level.hint,
        })
        .collect();
    let keys = if has_keys { level_keys(choices.len()) } else { Vec::new() };
    let level = level_choice(ui, &choices, &keys).and_then(|index| view.levels.get(index))?;
    Some((!level.chosen).then(|| level.confidence.clone()))
}

fn label_width(ui: &Ui, label: &str) -> f32 {
    let palette = theme::palette(ui);
    fitted(ui, label, theme::medium(12.5), palette.ink, f32::INFINITY).size().x
}

fn level_button(ui: &mut Ui, choice: &Choice<'_>, width: f32) -> bool {
    let palette = theme::palette(ui);
    let color = if choice.chosen { palette.ink } else { palette.muted };
    let font = if choice.chosen { theme::medium(12.5) } else { FontId::proportional(12.5) };
    let label = fitted(ui, choice.label, font, color, width - 18.0);
    let (rect, response) = ui.allocate_exact_size(vec2(label.size().x + 16.0, 26.0), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(Role::RadioButton, true, choice.chosen, &choice.name));
    let fill = match (choice.chosen, response.hovered()) {
        (true, _) => palette.accent_soft,
        (false, true) => palette.hover,
        (false, false) => palette.paper,
    };
    let radius = CornerRadius::same(theme::CONTROL_RADIUS);
    let line = if response.has_focus() { focus_ring(&palette) } else { Stroke::new(1.0, palette.line) };
    ui.painter().rect(rect, radius, fill, line, StrokeKind::Inside);
    ui.painter().galley(rect.center() - label.size() / 2.0, label, color);
    let clicked = response.clicked();
    if !choice.hint.is_empty() {
        response.on_hover_text(choice.hint);
    }
    clicked
}
