//! The ruling: what can be decided with its keys, why annotators differed, why it is decided so.

use super::action::AdjudicateAction;
use super::edit;
use crate::ui::action::Actions;
use crate::ui::disagreements::boxed;
use crate::ui::draft::Draft;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::widgets::keyed::{KEYED_HEIGHT, KeyedButton, wrapped};
use crate::ui::widgets::text_field::{EnterKey, TextField};
use crate::ui::widgets::{TAB_HEIGHT, fields, tab_chip};
use crate::view::adjudication::AdjudicationCard;
use crate::workspace::Decision;
use eframe::egui::{Align, Label, Layout, RichText, Stroke, Ui, vec2};

/// Draws the ruling.
pub(super) fn ruling_ui(
    ui: &mut Ui,
    (card, scene): (&AdjudicationCard, Scene<'_>),
    state: &mut UiState,
    actions: &mut Actions,
) {
    let palette = theme::palette(ui);
    boxed(ui, (0.0, Stroke::new(1.0, palette.line)), |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        heading_ui(ui, card, actions);
        match &state.adjudication.edit {
            Some(decision) => edit::edit_ui(ui, scene, (card, decision), actions),
            None => choices_ui(ui, card, actions),
        }
        causes_ui(ui, card, &state.adjudication.reason(card.key).cause, actions);
        rationale_ui(ui, card, state, actions);
    });
}

fn heading_ui(ui: &mut Ui, card: &AdjudicationCard, actions: &mut Actions) {
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        ui.label(RichText::new("Ruling").font(theme::semibold(13.5)));
        let Some(ruling) = &card.ruling else {
            return;
        };
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if fields::small_button(ui, "Reopen").on_hover_text("Take the ruling back   Del").clicked() {
                actions.push(AdjudicateAction::Reopen);
            }
            let words = format!("{} · {}", ruling.stamp.annotator, ruling.stamp.created.local_text());
            ui.label(RichText::new(words).font(theme::small()).color(palette.muted));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(RichText::new(&ruling.line).color(palette.ink)).truncate());
            });
        });
    });
    let new_work = card.ruling.as_ref().map_or(0, |ruling| ruling.new_work);
    if new_work > 0 {
        let words = match new_work {
            1 => "1 claim or link came or changed since: look again.".to_owned(),
            count => format!("{count} claims or links came or changed since: look again."),
        };
        ui.label(RichText::new(words).font(theme::medium(13.0)).color(palette.accent));
    }
}

/// What can be decided besides accepting a side.
fn choices_ui(ui: &mut Ui, card: &AdjudicationCard, actions: &mut Actions) {
    let is_claims =
        !card.reference.claims.is_empty() || card.sides.iter().any(|side| !side.claims.is_empty());
    let merge = if is_claims { "Merge into one" } else { "Keep every link" };
    wrapped(ui, KEYED_HEIGHT, vec2(7.0, 7.0), |ui| {
        let choices = [
            ("M", merge, AdjudicateAction::Rule(Decision::Merge)),
            ("E", "Edit…", AdjudicateAction::BeginEdit),
            ("X", "Reject all", AdjudicateAction::Rule(Decision::Reject)),
            ("O", "Leave open", AdjudicateAction::Rule(Decision::LeaveOpen)),
        ];
        for (key, words, action) in choices {
            let button = KeyedButton { key, label: words, name: words, chosen: false };
            if button.show(ui).clicked() {
                actions.push(action);
            }
        }
    });
}

/// Why the annotators differed.
fn causes_ui(ui: &mut Ui, card: &AdjudicationCard, waiting: &str, actions: &mut Actions) {
    if card.causes.is_empty() {
        return;
    }
    let palette = theme::palette(ui);
    wrapped(ui, TAB_HEIGHT, vec2(6.0, 6.0), |ui| {
        ui.label(RichText::new("They differ because of").font(theme::small()).color(palette.muted));
        for cause in &card.causes {
            let is_chosen = if card.ruling.is_some() { cause.chosen } else { cause.id == waiting };
            let name = format!("Cause: {}", cause.label);
            if tab_chip(ui, &cause.label, &name, is_chosen).clicked() {
                let cause = if is_chosen { String::new() } else { cause.id.clone() };
                actions.push(AdjudicateAction::Cause(cause));
            }
        }
    });
}

fn rationale_ui(ui: &mut Ui, card: &AdjudicationCard, state: &mut UiState, actions: &mut Actions) {
    let ruled = card.ruling.as_ref().map(|ruling| ruling.rationale.clone());
    let value = ruled.unwrap_or_else(|| state.adjudication.reason(card.key).rationale.clone());
    let field = TextField {
        key: Draft::Ruling(card.key),
        name: "Reason",
        hint: "Why? For the codebook and for later",
        rows: 2,
        enter: EnterKey::NewLine,
    };
    let focus = state.review.rationale_focus.take();
    if let Some(text) = field.show_with_focus(ui, &value, &mut state.drafts.fields, focus) {
        actions.push(AdjudicateAction::SetRationale(card.key, text.trim().to_owned()));
    }
    ui.horizontal(|ui| {
        fields::key_hint(ui, &["R"], "reason");
        ui.add_space(6.0);
        fields::key_hint(ui, &["Ctrl", "Enter"], "go on");
    });
}
