//! Deciding a case as nobody has it: words, kinds and confidence of a claim; kind, direction and confidence of a link.

use super::action::AdjudicateAction;
use crate::model::Project;
use crate::text::{Span, visible, words};
use crate::ui::action::Actions;
use crate::ui::scene::Scene;
use crate::ui::theme;
use crate::ui::widgets::level_choice::confidence_choice;
use crate::ui::widgets::{fields, tab_chip};
use crate::view::adjudication::AdjudicationCard;
use crate::view::inspector::ConfidenceView;
use crate::workspace::{ClaimDraft, Decision, LinkDraft};
use eframe::egui::{Label, RichText, Ui, vec2};

/// Draws the draft and what finishes it.
pub(super) fn edit_ui(
    ui: &mut Ui,
    scene: Scene<'_>,
    (card, decision): (&AdjudicationCard, &Decision),
    actions: &mut Actions,
) {
    let project = scene.workspace.project();
    let changed = match decision {
        Decision::Claim(draft) => claim_ui(ui, project, card, draft).map(Decision::Claim),
        Decision::Link(draft) => link_ui(ui, project, draft).map(Decision::Link),
        Decision::Accept(_) | Decision::Merge | Decision::Reject | Decision::LeaveOpen => None,
    };
    if let Some(changed) = changed {
        actions.push(AdjudicateAction::Edit(changed));
    }
    ui.horizontal(|ui| {
        if fields::strong_button(ui, "Decide so", true).clicked() {
            actions.push(AdjudicateAction::Rule(decision.clone()));
        }
        if fields::plain_button(ui, "Cancel").clicked() {
            actions.push(AdjudicateAction::LeaveEdit);
        }
    });
}

fn claim_ui(
    ui: &mut Ui,
    project: &Project,
    card: &AdjudicationCard,
    draft: &ClaimDraft,
) -> Option<ClaimDraft> {
    let mut changed = None;
    let text = card.places.first().and_then(|(document, _)| project.document(*document)).map(|one| &one.text);
    if let Some(text) = text {
        let words = visible(draft.span.slice(text).unwrap_or_default()).into_owned();
        ui.add(Label::new(RichText::new(format!("“{words}”")).font(theme::reading(15.0))).wrap());
        if let Some(span) = span_ui(ui, text, draft.span) {
            changed = Some(ClaimDraft { span, ..draft.clone() });
        }
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for kind in project.codebook().offered_claim_kinds() {
            let is_chosen = draft.kinds.contains(&kind.id);
            if tab_chip(ui, &kind.label, &format!("Decide kind {}", kind.label), is_chosen).clicked() {
                let mut kinds = draft.kinds.clone();
                if is_chosen {
                    kinds.retain(|id| *id != kind.id);
                } else {
                    kinds.push(kind.id.clone());
                }
                changed = Some(ClaimDraft { kinds, ..draft.clone() });
            }
        }
    });
    let levels = ConfidenceView::new(project, draft.confidence.as_ref());
    let confidence = confidence_choice(ui, &levels, |level| format!("Decide confidence {level}"), false);
    confidence.map(|confidence| ClaimDraft { confidence, ..draft.clone() }).or(changed)
}

/// Moves either end by a word.
fn span_ui(ui: &mut Ui, text: &str, span: Span) -> Option<Span> {
    let mut moved = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let ends = [
            ("Start earlier", words::previous_word_start(text, span.start), span.end),
            ("Start later", words::next_word_start(text, span.start), span.end),
            ("End earlier", span.start, words::previous_word_end(text, span.end)),
            ("End later", span.start, words::next_word_end(text, span.end)),
        ];
        for (name, start, end) in ends {
            if fields::small_button(ui, name).clicked() && start < end {
                moved = Some(Span::new(start, end));
            }
        }
    });
    moved
}

fn link_ui(ui: &mut Ui, project: &Project, draft: &LinkDraft) -> Option<LinkDraft> {
    let mut changed = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for kind in project.codebook().offered_link_kinds() {
            let is_chosen = draft.kind == kind.id;
            let name = format!("Decide link kind {}", kind.label);
            if tab_chip(ui, &kind.label, &name, is_chosen).clicked() && !is_chosen {
                changed = Some(LinkDraft { kind: kind.id.clone(), ..draft.clone() });
            }
        }
    });
    let is_directed = project.codebook().link_kind(&draft.kind).is_some_and(|kind| !kind.symmetric);
    let mut is_backward = draft.is_backward;
    if is_directed
        && fields::switch(ui, &mut is_backward, "From the later place to the earlier one").changed()
    {
        changed = Some(LinkDraft { is_backward, ..draft.clone() });
    }
    let levels = ConfidenceView::new(project, draft.confidence.as_ref());
    let confidence = confidence_choice(ui, &levels, |level| format!("Decide confidence {level}"), false);
    confidence.map(|confidence| LinkDraft { confidence, ..draft.clone() }).or(changed)
}
