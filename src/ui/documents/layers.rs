//! The annotators under the documents: whose work is on show, and blind work.

use crate::ui::action::Actions;
use crate::ui::navigation::Dialog;
use crate::ui::scene::Scene;
use crate::ui::team::action::TeamAction;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{fields, fitted, icons};
use crate::ui::window::action::WindowAction;
use crate::view::layers::LayerRow;
use eframe::egui::accesskit::Role;
use eframe::egui::{
    CornerRadius, Id, Label, Rect, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

const ROW: f32 = 24.0;
/// Rows in view before the list scrolls.
const MAX_ROWS: f32 = 5.0;

/// Height that the list takes at most.
pub(super) fn height(scene: Scene<'_>) -> f32 {
    let rows = scene.views.layer_rows().len();
    let blind = if scene.views.layers().only.is_some() { 74.0 } else { 0.0 };
    if rows == 0 { blind } else { ROW.mul_add((rows as f32).min(MAX_ROWS), 26.0 + blind) }
}

/// Draws the list; nothing while one annotator works alone with open eyes.
pub(super) fn layers_ui(ui: &mut Ui, scene: Scene<'_>, actions: &mut Actions) {
    let rows = scene.views.layer_rows();
    let palette = theme::palette(ui);
    if !rows.is_empty() {
        ui.horizontal(|ui| {
            ui.add_space(4.0);
            ui.label(RichText::new("Annotators").font(theme::medium(11.5)).color(palette.muted));
        });
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let area = ScrollArea::vertical().id_salt("layers").max_height(ROW * MAX_ROWS);
            area.auto_shrink([false, true]).show_rows(ui, ROW, rows.len(), |ui, range| {
                for row in rows.get(range).unwrap_or_default() {
                    if row_ui(ui, row, &palette) {
                        actions.push(TeamAction::ToggleLayer(row.annotator));
                    }
                }
            });
        });
    }
    if scene.views.layers().only.is_some() {
        let words = "Blind: you see your own work only.";
        ui.add(Label::new(RichText::new(words).font(theme::small()).color(palette.muted)).wrap());
        if fields::small_button(ui, "Open other layers…").clicked() {
            actions.push(WindowAction::Dialog(Some(Dialog::Reveal)));
        }
    }
}

/// Colour, name, number of claims and an eye; gives whether it was clicked.
fn row_ui(ui: &mut Ui, row: &LayerRow, palette: &Palette) -> bool {
    let size = vec2(ui.available_width(), ROW);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let may_see = row.claims.is_some();
    let sense = if may_see { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, Id::unique(("layer", row.annotator)), sense);
    let name = format!("Show work of {}", row.name);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, may_see, row.is_shown, &name));
    if response.hovered() && may_see {
        ui.painter().rect_filled(rect, CornerRadius::same(theme::CONTROL_RADIUS), palette.hover);
    }
    let middle = rect.center().y;
    let swatch = Rect::from_center_size(pos2(rect.left() + 9.0, middle), vec2(3.0, 14.0));
    let color = palette.annotator(row.position);
    if row.is_shown {
        ui.painter().rect_filled(swatch, CornerRadius::same(1), color);
    } else {
        let line = Stroke::new(1.0, color);
        ui.painter().rect_stroke(swatch, CornerRadius::same(1), line, StrokeKind::Inside);
    }
    let (eye, ink) = if row.is_shown { (icons::EYE, palette.ink) } else { (icons::EYE_SLASH, palette.muted) };
    let eye = fitted(ui, eye, theme::icons(14.0), palette.muted, 20.0);
    let eye_at = pos2(rect.right() - 6.0 - eye.size().x, middle - eye.size().y / 2.0);
    let count = row.claims.map_or_else(|| "hidden".to_owned(), |count| count.to_string());
    let count = fitted(ui, &count, theme::small(), palette.muted, 60.0);
    let count_at = pos2(eye_at.x - 8.0 - count.size().x, middle - count.size().y / 2.0);
    let words = fitted(ui, &row.name, theme::body(), ink, count_at.x - rect.left() - 24.0);
    let is_cut = words.elided;
    ui.painter().galley(pos2(rect.left() + 18.0, middle - words.size().y / 2.0), words, ink);
    ui.painter().galley(count_at, count, palette.muted);
    if may_see {
        ui.painter().galley(eye_at, eye, palette.muted);
    }
    fields::ring(ui, &response);
    let clicked = response.clicked();
    if is_cut {
        response.on_hover_text(&row.name);
    }
    clicked
}
