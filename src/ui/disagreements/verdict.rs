//! The verdict bar: outcomes with their keys, the rationale, how sure, and what came since.

use super::action::ReviewAction;
use super::foot::is_low;
use super::sides::boxed;
use crate::ui::action::Actions;
use crate::ui::draft::Draft;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::widgets::fields;
use crate::ui::widgets::keyed::{KEYED_HEIGHT, KeyedButton, wrapped};
use crate::ui::widgets::level_choice::confidence_choice;
use crate::ui::widgets::text_field::{EnterKey, TextField};
use crate::view::disagreements::{CaseCard, OutcomeChoice, VerdictView};
use crate::view::inspector::ConfidenceView;
use eframe::egui::{Align, Label, Layout, RichText, Stroke, Ui, vec2};

/// In a window lower than this the rationale begins with two lines.
const LOW: f32 = 800.0;
/// Between the outcomes, and where the window is low.
const GAPS: (f32, f32) = (7.0, 4.0);
/// Width of the confidence beside the rationale.
const CONFIDENCE_WIDTH: f32 = 260.0;

/// Draws the verdict bar.
pub(super) fn verdict_ui(
    ui: &mut Ui,
    (card, scene): (&CaseCard, Scene<'_>),
    state: &mut UiState,
    actions: &mut Actions,
) {
    let palette = theme::palette(ui);
    boxed(ui, (0.0, Stroke::new(1.0, palette.line)), |ui| {
        let is_low = is_low(ui);
        let gap = if is_low { GAPS.1 } else { GAPS.0 };
        ui.spacing_mut().item_spacing.y = gap + 1.0;
        // Where the window is low, the outcomes alone say what they are for.
        if !is_low || card.verdict.is_some() {
            heading_ui(ui, card.verdict.as_ref(), actions);
        }
        if !card.new_claims.is_empty() {
            again_ui(ui, card, actions);
        }
        wrapped(ui, KEYED_HEIGHT, vec2(gap, gap), |ui| {
            for outcome in &card.outcomes {
                if outcome_ui(ui, outcome) {
                    actions.push(ReviewAction::Settle(outcome.id.clone()));
                }
            }
        });
        let unset;
        let confidence = if let Some(verdict) = &card.verdict {
            &verdict.confidence
        } else {
            let project = scene.workspace.project();
            unset = ConfidenceView::new(project, state.review.confidence.as_ref());
            &unset
        };
        if ui.available_width() < 2.0 * CONFIDENCE_WIDTH {
            rationale_ui(ui, card, state, actions);
            confidence_ui(ui, confidence, actions);
            return;
        }
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(ui.available_width() - CONFIDENCE_WIDTH - 14.0);
                rationale_ui(ui, card, state, actions);
            });
            ui.vertical(|ui| {
                ui.set_width(CONFIDENCE_WIDTH);
                confidence_ui(ui, confidence, actions);
            });
        });
    });
}

fn heading_ui(ui: &mut Ui, verdict: Option<&VerdictView>, actions: &mut Actions) {
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        ui.label(RichText::new("Verdict").font(theme::semibold(13.5)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let Some(verdict) = verdict else {
                return;
            };
            if fields::small_button(ui, "Reopen").on_hover_text("Take the verdict back   Del").clicked() {
                actions.push(ReviewAction::Reopen);
            }
            let words = format!("{} · {}", verdict.stamp.annotator, verdict.stamp.created.local_text());
            ui.label(RichText::new(words).font(theme::small()).color(palette.muted));
        });
    });
}

/// What came since the verdict.
fn again_ui(ui: &mut Ui, card: &CaseCard, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let count = card.new_claims.len();
    let noun = if count == 1 { "claim" } else { "claims" };
    let words = format!("{count} new {noun} since the verdict: {}", card.new_claims.join(", "));
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(words).font(theme::medium(13.0)).color(palette.accent));
        let chosen = card.outcomes.iter().find(|outcome| outcome.chosen);
        if let Some(outcome) = chosen
            && fields::small_button(ui, "The verdict still holds").clicked()
        {
            actions.push(ReviewAction::Settle(outcome.id.clone()));
        }
    });
}

/// An outcome as a button: its key, its label.
fn outcome_ui(ui: &mut Ui, outcome: &OutcomeChoice) -> bool {
    let key = outcome.key.map(String::from).unwrap_or_default();
    let name = format!("Settle: {}", outcome.name);
    let button = KeyedButton { key: &key, label: &outcome.label, name: &name, chosen: outcome.chosen };
    button.show(ui).on_hover_text(&outcome.name).clicked()
}

fn rationale_ui(ui: &mut Ui, card: &CaseCard, state: &mut UiState, actions: &mut Actions) {
    let written = state.review.rationales.get(&card.id).cloned();
    let value =
        card.verdict.as_ref().map(|verdict| verdict.rationale.clone()).or(written).unwrap_or_default();
    let field = TextField {
        key: Draft::Verdict(card.id),
        name: "Rationale",
        hint: "Why? For readers of the report and for later",
        rows: if ui.ctx().content_rect().height() < LOW { 2 } else { 3 },
        enter: EnterKey::NewLine,
    };
    let focus = state.review.rationale_focus.take();
    if let Some(text) = field.show_with_focus(ui, &value, &mut state.drafts.fields, focus) {
        actions.push(ReviewAction::SetRationale(card.id, text.trim().to_owned()));
    }
}

fn confidence_ui(ui: &mut Ui, view: &ConfidenceView, actions: &mut Actions) {
    if let Some(confidence) = confidence_choice(ui, view, |level| format!("Confidence {level}"), true) {
        actions.push(ReviewAction::SetConfidence(confidence));
    }
    if let Some(other) = &view.other {
        ui.add(Label::new(RichText::new(other).font(theme::small())).wrap());
    }
    // The status bar says it, too.
    if ui.ctx().content_rect().height() >= LOW {
        ui.horizontal(|ui| {
            fields::key_hint(ui, &["R"], "rationale");
            ui.add_space(6.0);
            fields::key_hint(ui, &["Ctrl", "Enter"], "go on");
        });
    }
}
