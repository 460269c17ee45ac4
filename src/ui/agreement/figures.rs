//! The figures of a unit: what they rest on, each measure with its interval or its reason, pairs, kinds, documents.

use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{fitted, named};
use crate::view::agreement::{FigureView, HeatMap, UnitView};
use eframe::egui::accesskit::Role;
use eframe::egui::{
    Align2, Color32, CornerRadius, FontId, Label, Rect, RichText, Sense, Stroke, Ui, pos2, vec2,
};

/// Width of the names of measures where there is room.
const NAME_WIDTH: f32 = 236.0;
/// Width of the bar of a value where there is room.
const BAR_WIDTH: f32 = 150.0;
/// A shorter bar says nothing.
const MIN_BAR_WIDTH: f32 = 40.0;
/// What a value with its interval takes.
const WORDS_WIDTH: f32 = 176.0;
/// Between bar and value.
const GAP: f32 = 14.0;

/// Draws everything about a unit but its items.
pub(super) fn figures_ui(ui: &mut Ui, view: &UnitView) {
    let palette = theme::palette(ui);
    ui.spacing_mut().item_spacing.y = 5.0;
    ui.label(RichText::new(view.label).font(theme::semibold(17.0)));
    ui.add(Label::new(RichText::new(view.meaning).color(palette.muted)).wrap());
    ui.add(
        Label::new(RichText::new(view.facts.join(" · ")).font(theme::small()).color(palette.muted)).wrap(),
    );
    ui.add_space(6.0);
    for figure in &view.figures {
        figure_ui(ui, figure.label, figure);
    }
    if let Some(pairs) = &view.pairs {
        group_ui(ui, &format!("Between each two: {}", pairs.label));
        heat_ui(ui, pairs);
    }
    for (title, rows) in [("By kind of claim", &view.kinds), ("By document", &view.documents)] {
        if !rows.is_empty() {
            group_ui(ui, title);
            rows.iter().take(40).for_each(|(label, figure)| figure_ui(ui, label, figure));
        }
        if rows.len() > 40 {
            let words = format!("and {} more", rows.len() - 40);
            ui.label(RichText::new(words).font(theme::small()).color(palette.muted));
        }
    }
}

fn group_ui(ui: &mut Ui, words: &str) {
    ui.add_space(10.0);
    ui.label(RichText::new(words).font(theme::medium(12.5)));
}

/// A name, a bar from 0 to 1, and the value in words or why there is none.
fn figure_ui(ui: &mut Ui, label: &str, figure: &FigureView) {
    let palette = theme::palette(ui);
    let width = ui.available_width();
    let (name_width, bar_width) = widths(width);
    let bar_width = bar_width.filter(|_| figure.value.is_some());
    let name = fitted(ui, label, theme::body(), palette.ink, name_width - 10.0);
    let left = name_width + bar_width.map_or(0.0, |width| width + GAP);
    let words = fitted(ui, &figure.words, theme::body(), palette.muted, width - left - 8.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 22.0), Sense::hover());
    named(&response, Role::Label, &format!("{label}: {}", figure.words));
    let y = rect.center().y;
    ui.painter().galley(pos2(rect.left(), y - name.size().y / 2.0), name, palette.ink);
    if let (Some(value), Some(bar_width)) = (figure.value, bar_width) {
        let bar = Rect::from_min_size(pos2(rect.left() + name_width, y - 4.0), vec2(bar_width, 8.0));
        ui.painter().rect_filled(bar, CornerRadius::same(4), palette.line);
        let share = share(value);
        let filled = bar.with_max_x(bar.width().mul_add(share, bar.left()));
        ui.painter().rect_filled(filled, CornerRadius::same(4), palette.accent);
    }
    let elided = words.elided;
    ui.painter().galley(pos2(rect.left() + left, y - words.size().y / 2.0), words, palette.muted);
    if elided {
        response.on_hover_text(&figure.words);
    }
}

/// Of the names and the bars in a row of that width; no bar where it would push the value out.
fn widths(row: f32) -> (f32, Option<f32>) {
    let name = NAME_WIDTH.min(row * 0.45);
    let bar = (row - name - GAP - WORDS_WIDTH).min(BAR_WIDTH);
    (name, (bar >= MIN_BAR_WIDTH).then_some(bar))
}

#[expect(clippy::cast_possible_truncation, reason = "a share of a bar's width")]
fn share(value: f64) -> f32 {
    value.clamp(0.0, 1.0) as f32
}

/// Annotators by annotators, darker where they agree more.
fn heat_ui(ui: &mut Ui, map: &HeatMap) {
    let palette = theme::palette(ui);
    let count = map.names.len() as f32;
    let (name_width, _) = widths(ui.available_width());
    let side = ((ui.available_width() - name_width) / count).clamp(34.0, 74.0);
    let size = vec2(side.mul_add(count, name_width), 28.0f32.mul_add(count, 24.0));
    let (all, _) = ui.allocate_exact_size(size, Sense::hover());
    for (column, name) in map.names.iter().enumerate() {
        let left = side.mul_add(column as f32, all.left() + name_width);
        let words = fitted(ui, name, theme::small(), palette.muted, side - 6.0);
        ui.painter().galley(
            pos2(left + (side - words.size().x) / 2.0, all.top() + 4.0),
            words,
            palette.muted,
        );
    }
    for (row, (name, values)) in map.names.iter().zip(&map.values).enumerate() {
        let top = 28.0f32.mul_add(row as f32, all.top() + 24.0);
        let words = fitted(ui, name, theme::body(), palette.ink, name_width - 10.0);
        ui.painter().galley(pos2(all.left(), top + 14.0 - words.size().y / 2.0), words, palette.ink);
        for (column, value) in values.iter().enumerate() {
            let left = side.mul_add(column as f32, all.left() + name_width);
            let place = Rect::from_min_size(pos2(left, top), vec2(side, 28.0)).shrink(1.5);
            heat_cell(ui, place, (*value, row == column), &palette);
        }
    }
}

fn heat_cell(ui: &Ui, place: Rect, (value, is_diagonal): (Option<f64>, bool), palette: &Palette) {
    let radius = CornerRadius::same(3);
    let (fill, words): (Color32, String) = match value {
        Some(value) => {
            let fill = theme::mix(palette.paper, palette.accent, 0.08 + 0.4 * share(value));
            (fill, format!("{value:.2}"))
        }
        None if is_diagonal => (palette.background, String::new()),
        None => (palette.background, "–".to_owned()),
    };
    ui.painter().rect(place, radius, fill, Stroke::new(1.0, palette.line), eframe::egui::StrokeKind::Inside);
    ui.painter().text(place.center(), Align2::CENTER_CENTER, words, FontId::proportional(11.5), palette.ink);
}
