//! [`kind_grid`]: kinds as even cells in one row, or in two where one is too short for their labels.

use super::{fitted, focus_ring, theme};
use eframe::egui::{
    self, Color32, CornerRadius, FontId, Galley, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2,
    accesskit::Role, pos2, vec2,
};
use std::sync::Arc;

/// Height of a cell in points.
const HEIGHT: f32 = 26.0;
/// Between cells.
const GAP: f32 = 4.0;
/// What a cell needs beside its label: colour at the left, room at the right.
const BESIDE_LABEL: f32 = 22.0;
/// What a cell needs for its key.
const KEY_WIDTH: f32 = 12.0;
/// Less room than this shows no label where there is a key: a few letters tell kinds apart badly.
const LEAST_LABEL: f32 = 30.0;

/// A kind in a cell.
#[derive(Clone, Debug)]
pub struct KindCell<'a> {
    /// Shown as far as there is room.
    pub label: &'a str,
    /// Name for screen readers and tests.
    pub name: String,
    /// When to choose it.
    pub definition: &'a str,
    /// Its colour.
    pub color: Color32,
    /// The key that does the same.
    pub key: Option<char>,
    /// Whether it is the one that is there, or ready.
    pub chosen: bool,
}

/// Draws the cells over the width available and gives the index that was clicked.
///
/// Below them stands what the cell under the mouse is called, or else the words for when there is none.
pub fn kind_grid(ui: &mut Ui, cells: &[KindCell<'_>], words: &str) -> Option<usize> {
    let width = ui.available_width();
    let widest = cells.iter().map(|cell| full_width(ui, cell)).fold(0.0, f32::max);
    let one_row = (widest + GAP).mul_add(cells.len() as f32, -GAP) <= width;
    let per_row = if one_row { cells.len() } else { cells.len().div_ceil(2) }.max(1);
    let cell_width = (width + GAP) / per_row as f32 - GAP;
    let row_count = cells.len().div_ceil(per_row);
    let height = (HEIGHT + GAP).mul_add(row_count as f32, -GAP).max(0.0);
    let (all, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let (mut clicked, mut pointed) = (None, None);
    for (index, cell) in cells.iter().enumerate() {
        let (row, column) = (index / per_row, index % per_row);
        let corner = vec2((cell_width + GAP) * column as f32, (HEIGHT + GAP) * row as f32);
        let rect = Rect::from_min_size(all.min + corner, vec2(cell_width, HEIGHT));
        let response = cell_ui(ui, rect, cell);
        if response.hovered() || response.has_focus() {
            pointed = Some(cell.label);
        }
        if response.clicked() {
            clicked = Some(index);
        }
    }
    caption_ui(ui, pointed.unwrap_or(words));
    clicked
}

/// One line, cut where the width ends, so that the bar keeps its height.
fn caption_ui(ui: &mut Ui, words: &str) {
    let palette = theme::palette(ui);
    let words = fitted(ui, words, theme::small(), palette.muted, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), words.size().y), Sense::hover());
    let heard = words.text().to_owned();
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, &heard));
    ui.painter().galley(rect.min, words, palette.muted);
}

/// The label without what stands in brackets: that explains, and the definition on hover does so at length.
fn short_label<'a>(cell: &KindCell<'a>) -> &'a str {
    cell.label.split(" (").next().unwrap_or(cell.label)
}

fn font(cell: &KindCell<'_>) -> FontId {
    if cell.chosen { theme::medium(12.0) } else { FontId::proportional(12.0) }
}

fn key_width(cell: &KindCell<'_>) -> f32 {
    if cell.key.is_some() { KEY_WIDTH } else { 0.0 }
}

fn full_width(ui: &Ui, cell: &KindCell<'_>) -> f32 {
    let label = fitted(ui, short_label(cell), theme::medium(12.0), Color32::PLACEHOLDER, f32::INFINITY);
    label.size().x + BESIDE_LABEL + key_width(cell)
}

fn cell_ui(ui: &Ui, rect: Rect, cell: &KindCell<'_>) -> Response {
    let palette = theme::palette(ui);
    let response = ui.interact(rect, ui.scope_id().with(("kind", &cell.name)), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(Role::Button, true, cell.chosen, &cell.name));
    let radius = CornerRadius::same(theme::CONTROL_RADIUS);
    let line = Stroke::new(1.0, if cell.chosen { palette.ink } else { palette.line });
    let fill = if response.hovered() { palette.hover } else { palette.paper };
    ui.painter().rect(rect, radius, fill, line, StrokeKind::Inside);
    if response.has_focus() {
        ui.painter().rect_stroke(rect, radius, focus_ring(&palette), StrokeKind::Outside);
    }
    let middle = rect.center().y;
    let swatch = Rect::from_center_size(pos2(rect.left() + 9.0, middle), Vec2::new(6.0, 12.0));
    ui.painter().rect_filled(swatch, CornerRadius::same(2), cell.color);
    let room = rect.width() - BESIDE_LABEL - key_width(cell);
    if let Some(label) = label_galley(ui, cell, room, palette.ink) {
        let at = pos2(rect.left() + 16.0, middle - label.size().y / 2.0);
        ui.painter().galley(at, label, palette.ink);
    }
    if let Some(key) = cell.key {
        let (font, ink) = if room < LEAST_LABEL {
            (theme::medium(12.5), palette.ink)
        } else {
            (FontId::proportional(11.0), palette.muted)
        };
        let key = fitted(ui, &key.to_string(), font, ink, 20.0);
        let centre = swatch.right().midpoint(rect.right());
        let x =
            if room < LEAST_LABEL { centre - key.size().x / 2.0 } else { rect.right() - 6.0 - key.size().x };
        ui.painter().galley(pos2(x, middle - key.size().y / 2.0), key, ink);
    }
    let words = if cell.definition.is_empty() {
        cell.label.to_owned()
    } else {
        format!("{}: {}", cell.label, cell.definition)
    };
    response.on_hover_text(words)
}

/// The label, or as many of its first letters as fit; none where hardly any do.
fn label_galley(ui: &Ui, cell: &KindCell<'_>, room: f32, ink: Color32) -> Option<Arc<Galley>> {
    if room < LEAST_LABEL && cell.key.is_some() {
        return None;
    }
    let words = short_label(cell);
    let laid_out = |words: &str| fitted(ui, words, font(cell), ink, f32::INFINITY);
    let mut ends = words.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
    ends.find_map(|end| {
        let galley = laid_out(words.get(..end)?.trim_end());
        (galley.size().x <= room).then_some(galley)
    })
}
