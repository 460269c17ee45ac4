//! The claims without a date: to be selected and typed for, or dragged onto a row.

use super::action::ChronologyAction;
use super::state::{ChronologyState, Part};
use super::table::Dragged;
use crate::model::ClaimId;
use crate::ui::action::Actions;
use crate::ui::scene::Scene;
use crate::ui::theme;
use crate::ui::widgets::{fitted, focus_ring};
use crate::view::chronology::UndatedRow;
use eframe::egui::accesskit::Role;
use eframe::egui::{
    CornerRadius, Id, Margin, Rect, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

const ROW_HEIGHT: f32 = 36.0;

/// Draws the list over what is left of the height.
pub(super) fn undated_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut ChronologyState, actions: &mut Actions) {
    let undated = scene.views.chronology().undated();
    if undated.is_empty() {
        return;
    }
    let palette = theme::palette(ui);
    let rect = ui.available_rect_before_wrap();
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, palette.line));
    eframe::egui::Frame::new().inner_margin(Margin { left: 14, right: 4, top: 8, bottom: 4 }).show(
        ui,
        |ui| {
            let words = format!("Without a date · {}", undated.len());
            ui.label(RichText::new(words).font(theme::medium(12.0)).color(palette.muted));
            let current = state.undated.and_then(|claim| undated.iter().position(|other| *other == claim));
            let area = ScrollArea::vertical().id_salt("undated").auto_shrink(false);
            area.show_viewport(ui, |ui, viewport| {
                let height = ROW_HEIGHT * undated.len() as f32;
                let (all, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
                let place = |row: usize| {
                    let top = ROW_HEIGHT.mul_add(row as f32, all.top());
                    Rect::from_min_size(pos2(all.left(), top), vec2(all.width(), ROW_HEIGHT))
                };
                if let Some(row) = current.filter(|_| state.part == Part::Undated && state.moved) {
                    state.moved = false;
                    ui.scroll_to_rect(place(row), None);
                }
                state.visible_undated = super::table::in_view(viewport.y_range(), ROW_HEIGHT, undated.len());
                for row in state.visible_undated.clone() {
                    let Some(claim) = undated.get(row).copied() else { continue };
                    let is_current = state.part == Part::Undated && current == Some(row);
                    row_ui(ui, scene, (claim, place(row), is_current), actions);
                }
            });
        },
    );
}

fn row_ui(
    ui: &Ui,
    scene: Scene<'_>,
    (claim, rect, is_current): (ClaimId, Rect, bool),
    actions: &mut Actions,
) {
    let Some(row) = scene.views.chronology().undated_row(claim) else {
        // Made in the next frame, which knows that it is in view.
        ui.ctx().request_repaint();
        return;
    };
    let palette = theme::palette(ui);
    let response = ui.interact(rect, Id::unique(("undated claim", claim)), Sense::click_and_drag());
    let heard = format!("Undated {}: {}", row.name, row.words);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_current, &heard));
    if !row.reason.is_empty() {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(row.reason.as_str()));
    }
    let radius = CornerRadius::same(theme::CONTROL_RADIUS);
    if is_current || response.hovered() {
        let fill = if is_current { palette.accent_soft } else { palette.hover };
        ui.painter().rect_filled(rect, radius, fill);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, radius, focus_ring(&palette), StrokeKind::Inside);
    }
    paint_row(ui, rect.shrink2(vec2(6.0, 3.0)), row);
    response.dnd_set_drag_payload(Dragged { claim, name: row.name.clone() });
    if response.double_clicked() {
        actions.push(ChronologyAction::Read);
    } else if response.clicked() {
        actions.push(ChronologyAction::SelectUndated(claim));
    }
    let told = [row.words.as_str(), row.reason.as_str()];
    let told: Vec<&str> = told.into_iter().filter(|words| !words.is_empty()).collect();
    response.on_hover_text(told.join("\n"));
}

/// Name and words, below them why the words give no date.
fn paint_row(ui: &Ui, rect: Rect, row: &UndatedRow) {
    let palette = theme::palette(ui);
    let name = fitted(ui, &row.name, theme::medium(11.5), palette.muted, 70.0);
    let left = rect.left() + name.size().x.max(24.0) + 8.0;
    let words = fitted(ui, &row.words, theme::small(), palette.ink, rect.right() - left);
    let reason = fitted(ui, &row.reason, theme::small(), palette.muted, rect.right() - left);
    let top = if row.reason.is_empty() { rect.center().y - words.size().y / 2.0 } else { rect.top() };
    ui.painter().galley(pos2(rect.left(), top), name, palette.muted);
    let below = top + words.size().y + 1.0;
    ui.painter().galley(pos2(left, top), words, palette.ink);
    ui.painter().galley(pos2(left, below), reason, palette.muted);
}
