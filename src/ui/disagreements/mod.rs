//! The Disagreements view: lists on the left; on the right what is at hand, with both sides in context and what settles it.

pub mod action;
mod card;
mod foot;
pub mod handlers;
mod likely;
mod list;
mod sides;
pub mod state;
mod verdict;
pub mod views;

pub use list::tone;
pub use sides::{beside, boxed, words_ui};

use crate::ui::action::Actions;
use crate::ui::disagreements::state::ReviewList;
use crate::ui::navigation::MainView;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::views::Views;
use crate::ui::{adjudication, theme};
use eframe::egui::{CentralPanel, Frame, Ui};
use foot::Part;

/// Draws the Disagreements view.
pub fn disagreements_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    list::list_ui(ui, scene, state, actions);
    let palette = theme::palette(ui);
    let frame = Frame::new().fill(palette.background);
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let at_hand = (state.review.case, state.review.list, state.adjudication.case);
        foot::with_foot(ui, ("at hand", at_hand), |ui, part| match (state.review.list, part) {
            (ReviewList::Likely, Part::Case) => likely::likely_ui(ui, scene, state, actions),
            (ReviewList::Likely, Part::Foot) => likely::answer_ui(ui, scene, state, actions),
            (ReviewList::Cases(_), Part::Case) => card::card_ui(ui, scene, state, actions),
            (ReviewList::Cases(_), Part::Foot) => card::verdict_ui(ui, scene, state, actions),
            (ReviewList::Annotators, Part::Case) => adjudication::card_ui(ui, scene, actions),
            (ReviewList::Annotators, Part::Foot) => adjudication::ruling_ui(ui, scene, state, actions),
        });
    });
}

/// What is at hand, to be said: the disagreement with its place in the list, or the likely link.
pub fn words_at_hand(views: &Views, state: &UiState) -> String {
    if state.view != MainView::Disagreements || state.dialog.is_some() {
        return String::new();
    }
    let review = views.review();
    match state.review.list {
        ReviewList::Cases(_) => review.card().map_or_else(String::new, |card| {
            let listed = review.list();
            let place = listed.place_of(card.id);
            let place = place.map(|place| format!(" {} of {}", place + 1, listed.len())).unwrap_or_default();
            format!("Disagreement{place}: {}", card.title)
        }),
        ReviewList::Likely => review.likely_card().map_or_else(String::new, |card| {
            let suggestion = &card.suggestion;
            let kind = suggestion.kind_label.as_ref().map(|kind| format!(", {}?", kind.label));
            format!(
                "{} and {}: likely link, {} % alike{}",
                card.claim.name,
                card.sentence.name,
                suggestion.score,
                kind.unwrap_or_default()
            )
        }),
        ReviewList::Annotators => String::new(),
    }
}
