//! The units on which annotators are compared, each with its leading figure.

use super::action::AgreementAction;
use super::state::AgreementState;
use crate::ui::action::Actions;
use crate::ui::scene::Scene;
use crate::ui::theme;
use crate::ui::widgets::rows::RowList;
use crate::ui::widgets::{fitted, mark};
use eframe::egui::{Frame, Margin, Panel, Rect, RichText, Ui, pos2};

/// Draws the list of units.
pub(super) fn units_ui(ui: &mut Ui, scene: Scene<'_>, state: &AgreementState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let margin = Margin { left: 8, right: 8, top: 12, bottom: 8 };
    Panel::left("units")
        .default_size(270.0)
        .size_range(200.0..=400.0)
        .frame(Frame::new().fill(palette.panel).inner_margin(margin))
        .show(ui, |ui| {
            let words = if scene.workspace.is_computing_agreement() {
                "Compared on · updating…"
            } else {
                "Compared on"
            };
            ui.label(RichText::new(words).font(theme::small()).color(palette.muted));
            let rows = scene.views.agreement().units();
            let current = rows.iter().position(|row| row.unit == state.unit).unwrap_or_default();
            let list = RowList {
                salt: "unit",
                row_height: 46.0,
                row_count: rows.len(),
                current,
                moved: false,
                max_height: ui.available_height(),
            };
            let clicked = list.show(ui, |ui, rect, index| {
                rows.get(index).map_or_else(String::new, |row| row_ui(ui, rect, row))
            });
            if let Some(row) = clicked.and_then(|(index, _)| rows.get(index)) {
                actions.push(AgreementAction::Unit(row.unit));
            }
        });
}

fn row_ui(ui: &Ui, rect: Rect, row: &crate::view::agreement::UnitRow) -> String {
    let palette = theme::palette(ui);
    let mut right = rect.right();
    if row.differing > 0 {
        let colors = palette.mark(palette.danger);
        let words = format!("{} differ", row.differing);
        right = mark(ui, pos2(right, rect.top() + 6.0), &words, colors) - 6.0;
    }
    let title = fitted(ui, row.label, theme::medium(13.0), palette.ink, right - rect.left());
    let figure = fitted(ui, &row.headline, theme::small(), palette.muted, rect.width());
    let top = rect.center().y - (title.size().y + figure.size().y + 2.0) / 2.0;
    let below = top + title.size().y + 2.0;
    ui.painter().galley(pos2(rect.left(), top), title, palette.ink);
    ui.painter().galley(pos2(rect.left(), below), figure, palette.muted);
    format!("Unit {}: {}", row.label, row.headline)
}
