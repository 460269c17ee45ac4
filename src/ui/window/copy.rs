//! Carries out copying: what is selected goes to the clipboard with its source and place.

use crate::model::ClaimId;
use crate::ui::disagreements::state::ReviewList;
use crate::ui::matrix::handlers::selected_claim;
use crate::ui::navigation::MainView;
use crate::ui::parts::Parts;
use crate::ui::read::state::Selection;
use crate::ui::state::UiState;
use crate::view::citation::{citation, claim_citation, link_citation, quotation};
use crate::workspace::Workspace;
use eframe::egui::Context;

/// Copies what is at hand, with where it stands.
pub(in crate::ui) fn copy_selected(parts: &mut Parts<'_>, ctx: &Context) {
    let text = match parts.state.view {
        MainView::Read => selected_text(parts.state, parts.workspace),
        MainView::Disagreements => case_text(parts),
        MainView::Claims => selected_claims_text(parts),
        MainView::Matrix => selected_claim(parts).and_then(|claim| claim_text(parts.workspace, claim)),
        MainView::Chronology => {
            parts.state.chronology.claim().and_then(|claim| claim_text(parts.workspace, claim))
        }
        MainView::Agreement => None,
        MainView::Check => checked_text(parts),
    };
    copy_text(parts, text, ctx);
}

/// A claim, or what is selected, as a quotation for a text.
pub(in crate::ui) fn copy_quotation(parts: &mut Parts<'_>, claim: Option<ClaimId>, ctx: &Context) {
    let text = match (claim, parts.state.view) {
        (Some(claim), _) => quotation_of(parts.workspace, claim),
        (None, MainView::Disagreements) => case_quotations(parts),
        (None, MainView::Matrix) => {
            selected_claim(parts).and_then(|claim| quotation_of(parts.workspace, claim))
        }
        (None, MainView::Chronology) => {
            parts.state.chronology.claim().and_then(|claim| quotation_of(parts.workspace, claim))
        }
        (None, MainView::Claims) => {
            parts.state.claims.selected.first().and_then(|claim| quotation_of(parts.workspace, *claim))
        }
        (None, MainView::Check) => checked_text(parts),
        (None, MainView::Read | MainView::Agreement) => match parts.state.read.selection {
            Some(Selection::Claim(claim)) => quotation_of(parts.workspace, claim),
            _ => None,
        },
    };
    copy_text(parts, text, ctx);
}

fn copy_text(parts: &mut Parts<'_>, text: Option<String>, ctx: &Context) {
    match text {
        Some(text) => {
            let words = text.chars().take(60).collect::<String>().replace('\n', " ");
            parts.say(format!("Copied {words}…"));
            ctx.copy_text(text);
        }
        None => parts.say("Nothing is selected that can be copied."),
    }
}

fn quotation_of(workspace: &Workspace, claim: ClaimId) -> Option<String> {
    let project = workspace.project();
    project.claim(claim).map(|claim| quotation(project, claim))
}

/// The disagreement at hand: the claims of each side as quotations.
fn case_quotations(parts: &Parts<'_>) -> Option<String> {
    let ReviewList::Cases(_) = parts.state.review.list else {
        return None;
    };
    let card = parts.views.review().card()?;
    let sides = card.sides.iter().map(|side| {
        let claims = side.claims.iter().filter_map(|claim| quotation_of(parts.workspace, claim.claim));
        format!("{}\n{}", side.heading, claims.collect::<Vec<_>>().join("\n"))
    });
    Some(format!("{}\n\n{}", card.title, sides.collect::<Vec<_>>().join("\n\n")))
}

fn selected_text(state: &UiState, workspace: &Workspace) -> Option<String> {
    let project = workspace.project();
    match state.read.selection? {
        Selection::Sentence(document, index) => {
            citation(project, document, project.document(document)?.sentences.get(index)?.span)
        }
        Selection::Span(document, span) => citation(project, document, span),
        Selection::Claim(claim) => claim_text(workspace, claim),
        Selection::Link(link) => link_citation(project, link),
    }
}

fn claim_text(workspace: &Workspace, claim: ClaimId) -> Option<String> {
    let project = workspace.project();
    project.claim(claim).map(|claim| claim_citation(project, claim))
}

/// The selected claims of the table in its order, with a line between them.
fn selected_claims_text(parts: &Parts<'_>) -> Option<String> {
    let selected = &parts.state.claims.selected;
    let mut left = selected.clone();
    // In two groups a claim is listed twice.
    let listed = parts.views.claims().list().claims().filter(|claim| left.remove(claim));
    let texts: Vec<String> = listed.filter_map(|claim| claim_text(parts.workspace, claim)).collect();
    (!texts.is_empty()).then(|| texts.join("\n\n"))
}

/// The passage at hand.
fn checked_text(parts: &Parts<'_>) -> Option<String> {
    let passage = parts.views.check().card()?.passages.get(parts.state.check.passage)?;
    citation(parts.workspace.project(), passage.document, passage.span)
}

/// The disagreement at hand: what it is about, and the claims of each side.
fn case_text(parts: &Parts<'_>) -> Option<String> {
    let ReviewList::Cases(_) = parts.state.review.list else {
        return None;
    };
    let card = parts.views.review().card()?;
    let sides = card.sides.iter().map(|side| {
        let claims = side.claims.iter().filter_map(|claim| claim_text(parts.workspace, claim.claim));
        format!("{}\n{}", side.heading, claims.collect::<Vec<_>>().join("\n"))
    });
    Some(format!("{}\n\n{}", card.title, sides.collect::<Vec<_>>().join("\n\n")))
}
