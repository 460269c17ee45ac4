//! The Read view as a whole: documents panel, texts, inspector, and the way back from where reading began.

use crate::ui::action::Actions;
use crate::ui::disagreements::action::ReviewAction;
use crate::ui::navigation::MainView;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::widgets::fields;
use crate::ui::window::state::side_panels;
use crate::ui::{documents, inspector, read, theme};
use eframe::egui::{Frame, Margin, Panel, Ui};

/// Draws the Read view.
pub fn reading_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    way_back_ui(ui, state, actions);
    let (left_open, right_open) = side_panels(&state.look, ui.available_width());
    if left_open {
        documents::documents_ui(ui, scene, state, actions);
    }
    if right_open {
        inspector::inspector_ui(ui, scene, state, actions);
    }
    read::read_ui(ui, scene, state, actions);
}

/// A strip that leads back to the view from which a place was read.
fn way_back_ui(ui: &mut Ui, state: &UiState, actions: &mut Actions) {
    let name = match state.review.came_from {
        Some(MainView::Disagreements) => "Back to Disagreements",
        Some(MainView::Claims) => "Back to Claims",
        Some(MainView::Matrix) => "Back to Matrix",
        Some(MainView::Chronology) => "Back to Chronology",
        Some(MainView::Agreement) => "Back to Agreement",
        Some(MainView::Check) => "Back to Check",
        Some(MainView::Read) | None => return,
    };
    let palette = theme::palette(ui);
    let frame = Frame::new().fill(palette.accent_soft).inner_margin(Margin::symmetric(14, 4));
    Panel::top("way back").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            if fields::small_button(ui, name).clicked() {
                actions.push(ReviewAction::Back);
            }
            fields::key_hint(ui, &["Alt", "←"], "");
        });
    });
}
