//! The Check view: sentences of a draft on the left; on the right the one at hand with the passages of each source.
//!
//! In this folder: `CheckState`, `CheckAction` with `handle`, [`CheckViews`], and what is drawn.

pub mod action;
mod card;
pub mod handlers;
mod list;
pub mod state;
pub mod views;

use crate::ui::action::Actions;
use crate::ui::navigation::MainView;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::window::action::WindowAction;
use eframe::egui::{CentralPanel, Frame, Label, RichText, Ui};
use views::CheckViews;

/// Draws the Check view.
pub fn check_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let views = scene.views.check();
    if !views.drafts().is_empty() && views.has_sources() {
        list::list_ui(ui, scene, &mut state.check, actions);
    }
    let frame = Frame::new().fill(palette.background);
    CentralPanel::default().frame(frame).show(ui, |ui| {
        if views.drafts().is_empty() {
            nothing_ui(
                ui,
                "Nothing is under check",
                "Put a document under check in its menu (… on its card in Read): its sentences are then held against \
                 the other documents.",
                actions,
            );
        } else if !views.has_sources() {
            nothing_ui(
                ui,
                "No sources to hold it against",
                "Every document is under check. Add the sources, or take a document as a source again in its menu.",
                actions,
            );
        } else {
            card::card_ui(ui, scene, &state.check, actions);
        }
    });
}

/// What to do when there is nothing to check.
fn nothing_ui(ui: &mut Ui, title: &str, words: &str, actions: &mut Actions) {
    let palette = theme::palette(ui);
    ui.add_space(ui.available_height() * 0.25);
    ui.vertical_centered(|ui| {
        ui.label(RichText::new(title).font(theme::semibold(18.0)));
        ui.add_space(4.0);
        ui.set_max_width(560.0);
        ui.add(Label::new(RichText::new(words).color(palette.muted)).wrap());
        ui.add_space(12.0);
        if ui.button("Go to Read").clicked() {
            actions.push(WindowAction::View(MainView::Read));
        }
    });
}

/// The sentence at hand, to be said; empty where there is none.
pub fn words_at_hand(views: &CheckViews, state: &UiState) -> String {
    if state.view != MainView::Check || state.dialog.is_some() {
        return String::new();
    }
    let Some(card) = views.card() else {
        return String::new();
    };
    let status = crate::view::check::status_label(card.status).to_lowercase();
    let passage = card.passages.get(state.check.passage);
    let passage = passage.map_or_else(String::new, |passage| format!("; passage {}", passage.name));
    format!("{}: {status}{passage}. {}", card.name, card.text.quote.text)
}
