//! The likely link at hand: both places in context, what speaks for a link, and the kinds to accept it as.

use super::action::ReviewAction;
use super::sides::{beside, boxed, words_ui};
use crate::model::Confidence;
use crate::ui::action::Actions;
use crate::ui::questions::about::about_ui;
use crate::ui::questions::state::Moved;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::suggestions::action::WithCopies;
use crate::ui::suggestions::cards::reasons_ui;
use crate::ui::theme;
use crate::ui::widgets::keyed::{KEYED_HEIGHT, wrapped};
use crate::ui::widgets::level_choice::confidence_choice;
use crate::ui::widgets::quote::ContextText;
use crate::ui::widgets::{KindButton, fields, letter_badge, mark_ui, reliability_ui};
use crate::view::inspector::ConfidenceView;
use crate::view::suggestions::{LikelyCard, LikelySide};
use eframe::egui::{Label, RichText, Stroke, Ui, vec2};

/// Draws the likely link at hand, or what to do when there is none.
pub(super) fn likely_ui(ui: &mut Ui, scene: Scene<'_>, state: &UiState, actions: &mut Actions) {
    let Some(card) = scene.views.review().likely_card() else {
        empty_ui(ui, scene);
        return;
    };
    let palette = theme::palette(ui);
    ui.spacing_mut().item_spacing.y = 6.0;
    ui.label(RichText::new("Do these belong together?").font(theme::semibold(17.0)));
    reasons_ui(ui, &card.suggestion);
    ui.add_space(8.0);
    beside(ui, ("likely", state.review.likely), |ui, at, height| {
        let side = if at == 0 { &card.claim } else { &card.sentence };
        boxed(ui, (height, Stroke::new(1.0, palette.line)), |ui| side_ui(ui, side, actions));
    });
    ui.add_space(8.0);
}

/// Draws the kinds to accept it as, and how sure.
pub(super) fn answer_ui(ui: &mut Ui, scene: Scene<'_>, state: &UiState, actions: &mut Actions) {
    let Some(card) = scene.views.review().likely_card() else {
        return;
    };
    let palette = theme::palette(ui);
    boxed(ui, (0.0, Stroke::new(1.0, palette.line)), |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        if let Some(about) = &state.questions.about {
            about_ui(ui, &about.title, about.reason.hint(), &Moved::Next, actions);
        }
        kinds_ui(ui, scene, card, actions);
        choices_ui(ui, scene, (card, state.read.next_confidence.link.as_ref()), actions);
    });
}

fn side_ui(ui: &mut Ui, side: &LikelySide, actions: &mut Actions) {
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 7.0;
        letter_badge(ui, &side.letter, side.position);
        if let Some(reliability) = &side.reliability {
            reliability_ui(ui, reliability);
        }
        ui.add(Label::new(RichText::new(&side.title).font(theme::small()).color(palette.muted)).truncate());
        if !side.is_claim {
            mark_ui(ui, "not tagged", (palette.muted, palette.background));
        }
    });
    ui.add_space(4.0);
    let name = format!("Read {} in place", side.name);
    if words_ui(ui, (&side.name, &name), ContextText { text: &side.text, size: 15.0 }) {
        actions.push(ReviewAction::ReadInPlace);
    }
}

/// Every kind of link; the proposed one is marked.
fn kinds_ui(ui: &mut Ui, scene: Scene<'_>, card: &LikelyCard, actions: &mut Actions) {
    let palette = theme::palette(ui);
    wrapped(ui, 26.0, vec2(6.0, 6.0), |ui| {
        for kind in scene.workspace.project().codebook().offered_link_kinds() {
            let button = KindButton {
                label: &kind.label,
                name: format!("Link as {}", kind.label),
                color: palette.kind(&kind.color),
                key: kind.key,
                chosen: card.suggestion.kind.as_deref() == Some(kind.id.as_str()),
            };
            if button.show(ui).on_hover_text(&kind.definition).clicked() {
                actions.push(ReviewAction::AcceptLikely(Some(kind.id.clone()), WithCopies::No));
            }
        }
    });
}

fn choices_ui(
    ui: &mut Ui,
    scene: Scene<'_>,
    (card, confidence): (&LikelyCard, Option<&Confidence>),
    actions: &mut Actions,
) {
    ui.scope(|ui| {
        ui.set_max_width(300.0);
        let view = ConfidenceView::new(scene.workspace.project(), confidence);
        if let Some(confidence) = confidence_choice(ui, &view, |level| format!("Confidence {level}"), true) {
            actions.push(ReviewAction::SetConfidence(confidence));
        }
    });
    wrapped(ui, KEYED_HEIGHT, vec2(8.0, 6.0), |ui| {
        let name = format!("Accept suggestion {}", card.suggestion.name);
        if fields::strong_button(ui, "Accept", true).accessible_name(name).clicked() {
            actions.push(ReviewAction::AcceptLikely(None, WithCopies::No));
        }
        if !card.suggestion.copies.is_empty() && fields::plain_button(ui, "Accept with copies").clicked() {
            actions.push(ReviewAction::AcceptLikely(None, WithCopies::Yes));
        }
        let name = format!("Dismiss suggestion {}", card.suggestion.name);
        if fields::plain_button(ui, "Dismiss").accessible_name(name).clicked() {
            actions.push(ReviewAction::DismissLikely);
        }
        for (keys, words) in [("Enter", "accept"), ("Backspace", "dismiss"), ("Space", "read in place")] {
            ui.add_space(10.0);
            fields::key_hint(ui, &[keys], words);
        }
    });
}

fn empty_ui(ui: &mut Ui, scene: Scene<'_>) {
    let palette = theme::palette(ui);
    let is_complete = scene.workspace.likely_links().is_some_and(|queue| queue.is_complete());
    let (title, words) = if scene.workspace.project().document_ids().len() < 2 {
        ("Not enough documents", "Links are proposed between documents: add a second one.")
    } else if scene.workspace.project().claims().len() == 0 {
        ("No claims yet", "Tag some claims in Read, and sentences that match them are proposed here.")
    } else if is_complete {
        ("Nothing left to judge", "No sentence is much alike a claim that it is not linked to.")
    } else {
        (
            "Looking for likely links…",
            "This goes on beside the window; what is found is listed when all is read.",
        )
    };
    ui.add_space(ui.available_height() * 0.25);
    ui.vertical_centered(|ui| {
        ui.label(RichText::new(title).font(theme::semibold(18.0)));
        ui.add_space(4.0);
        ui.add(Label::new(RichText::new(words).color(palette.muted)).wrap());
    });
}
