//! The hint strip of the first start: five steps from the first tag to the first link.

use super::action::WindowAction;
use crate::ui::action::Actions;
use crate::ui::navigation::MainView;
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::widgets::{fields, icon_ui, icons};
use eframe::egui::{Align, Button, Frame, Label, Layout, Margin, Panel, RichText, Ui};

/// How many hints there are.
pub const HINT_COUNT: usize = HINTS.len();

/// What each hint says. `ui/perform/hint.rs` knows when it was followed.
const HINTS: [&str; 5] = [
    "Click a sentence to select it",
    "Press 1–9 or click a kind to tag it",
    "Press L and click a claim in another column, or drag its handle there",
    "Choose the kind of the link: one click or one key",
    "Set the confidence with F (Low), G (Moderate) or H (High) — Ctrl+Z undoes everything",
];

/// Draws the strip under the top bar; nothing once the hints are done.
pub fn hints_ui(ui: &mut Ui, state: &UiState, actions: &mut Actions) {
    // They speak of the Read view.
    let shown = state.hint.filter(|_| state.view == MainView::Read);
    let Some((number, hint)) = shown.and_then(|index| Some((index + 1, *HINTS.get(index)?))) else {
        return;
    };
    let palette = theme::palette(ui);
    let frame = Frame::new().fill(palette.accent_soft).inner_margin(Margin::symmetric(14, 4));
    Panel::top("hints").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            let ink = palette.text_in(palette.accent);
            icon_ui(ui, icons::LIGHTBULB, 16.0, ink);
            ui.label(
                RichText::new(format!("{number} of {}", HINTS.len())).font(theme::medium(12.0)).color(ink),
            );
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if quiet_button(ui, "Hide hints") {
                    actions.push(WindowAction::EndHints);
                }
                if number < HINTS.len() && quiet_button(ui, "Next hint") {
                    actions.push(WindowAction::NextHint);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(Label::new(RichText::new(hint).color(palette.ink)).truncate());
                });
            });
        });
    });
}

fn quiet_button(ui: &mut Ui, text: &str) -> bool {
    let response = ui.add(Button::new(text).frame_when_inactive(true));
    fields::ring(ui, &response);
    response.clicked()
}
