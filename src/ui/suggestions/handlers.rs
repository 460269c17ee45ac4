//! Carries out judging what the program proposes for a claim.

use super::action::{JudgeAction, WithCopies};
use crate::model::{ClaimId, EditError};
use crate::ui::annotate::confidence::link_confidence;
use crate::ui::annotate::handlers::link_kind;
use crate::ui::annotate::words::link_words;
use crate::ui::jobs::Jobs;
use crate::ui::parts::Parts;
use crate::ui::questions;
use crate::ui::read::navigate::reveal;
use crate::ui::read::state::{Mode, Selection};
use crate::ui::state::UiState;
use crate::view::suggestions::SuggestionCard;
use crate::workspace::{Proposal, Workspace};

/// Carries out judging what is proposed for a claim.
pub(in crate::ui) fn handle(parts: &mut Parts<'_>, action: JudgeAction) {
    let done = match action {
        JudgeAction::Step(step) => {
            step_suggestion(parts, step);
            Ok(())
        }
        JudgeAction::Show(proposal) => {
            show_proposal(parts.state, parts.workspace, &proposal);
            Ok(())
        }
        JudgeAction::Accept(proposal, kind, copies) => accept(parts, &proposal, kind, copies),
        JudgeAction::Dismiss(proposal) => dismiss(parts, &proposal),
        JudgeAction::AcceptShown(kind) => match shown_proposal(parts) {
            Some((proposal, proposed)) => accept(parts, &proposal, kind.or(proposed), WithCopies::No),
            None => Ok(()),
        },
        JudgeAction::DismissShown => match shown_proposal(parts) {
            Some((proposal, _)) => dismiss(parts, &proposal),
            None => Ok(()),
        },
        JudgeAction::OfferAgain(claim) => parts.workspace.offer_again(claim),
    };
    if let Err(err) = done {
        parts.report("The change was not made", &err);
    }
}

/// Asks about what is selected and picks up what was answered.
pub(in crate::ui) fn poll_suggestions(parts: &mut Parts<'_>, jobs: &Jobs) {
    parts.workspace.poll_jobs();
    for notice in parts.workspace.take_notices() {
        parts.show_message(notice.is_error, notice.text);
    }
    let Some(waker) = jobs.waker() else {
        return;
    };
    if let (Some(claim), true) = (parts.state.read.subject(), has_others(parts.workspace)) {
        parts.workspace.ask_suggestions(claim, &waker);
    }
}

fn has_others(workspace: &Workspace) -> bool {
    workspace.project().document_ids().len() > 1
}

fn step_suggestion(parts: &mut Parts<'_>, step: isize) {
    let shown = shown_place(parts.state);
    let cards: Vec<&SuggestionCard> = parts.views.suggestion_cards().collect();
    let place = cards.iter().position(|card| Some((card.document, card.span)) == shown);
    let last = cards.len().saturating_sub(1);
    let next = match place {
        Some(place) => place.saturating_add_signed(step).min(last),
        None if step < 0 => last,
        None => 0,
    };
    if let Some(proposal) = cards.get(next).map(|card| proposal_of(card)) {
        show_proposal(parts.state, parts.workspace, &proposal);
    }
}

fn show_proposal(state: &mut UiState, workspace: &Workspace, proposal: &Proposal) {
    let Proposal { claim, document, span, .. } = *proposal;
    let read = &mut state.read;
    (read.selection, read.tag_bar) = (Some(Selection::Claim(claim)), false);
    read.mode = Mode::Judging { claim, document, span };
    if let Some(claim) = workspace.project().claim(claim) {
        let (own, start) = (claim.document, claim.span.start);
        reveal(state, workspace, own, start);
    }
    reveal(state, workspace, document, span.start);
}

fn shown_place(state: &UiState) -> Option<(crate::model::DocumentId, crate::text::Span)> {
    let Mode::Judging { document, span, .. } = state.read.mode else {
        return None;
    };
    Some((document, span))
}

/// The suggestion on show and the kind it proposes.
fn shown_proposal(parts: &Parts<'_>) -> Option<(Proposal, Option<String>)> {
    let shown = shown_place(parts.state)?;
    let card = parts.views.suggestion_cards().find(|card| (card.document, card.span) == shown)?;
    Some((proposal_of(card), card.kind.clone()))
}

/// Links as proposed and goes on to the next suggestion.
pub(in crate::ui) fn accept(
    parts: &mut Parts<'_>,
    proposal: &Proposal,
    kind: Option<String>,
    copies: WithCopies,
) -> Result<(), EditError> {
    let Some(kind) = kind.or_else(|| link_kind(parts.state, parts.workspace)) else {
        return Ok(());
    };
    let next = next_after(parts, proposal);
    let about = questions::target_of_proposal(parts.workspace, parts.state, proposal);
    let proposal = &Proposal { about: Some(about), ..proposal.clone() };
    let confidence = link_confidence(parts.state);
    let link = parts.workspace.accept(proposal, &kind, confidence, copies == WithCopies::Yes)?;
    questions::use_question_of(parts.workspace, parts.state, link);
    parts.announcer.say(format!("Linked: {}", link_words(parts.workspace.project(), link)));
    parts.state.read.last_link_kind = kind;
    go_on(parts.state, parts.workspace, proposal.claim, next);
    Ok(())
}

fn dismiss(parts: &mut Parts<'_>, proposal: &Proposal) -> Result<(), EditError> {
    let next = next_after(parts, proposal);
    parts.workspace.dismiss(proposal)?;
    go_on(parts.state, parts.workspace, proposal.claim, next);
    Ok(())
}

/// The suggestion to look at once this one is judged; none unless suggestions are being gone through.
fn next_after(parts: &Parts<'_>, proposal: &Proposal) -> Option<Proposal> {
    shown_place(parts.state)?;
    let cards: Vec<&SuggestionCard> = parts.views.suggestion_cards().collect();
    let is_judged = |card: &&SuggestionCard| (card.document, card.span) == (proposal.document, proposal.span);
    let place = cards.iter().position(is_judged)?;
    let next = cards.get(place + 1).or_else(|| cards.get(place.checked_sub(1)?))?;
    Some(proposal_of(next))
}

fn go_on(state: &mut UiState, workspace: &Workspace, claim: ClaimId, next: Option<Proposal>) {
    state.read.mode = Mode::Idle;
    match next {
        Some(next) => show_proposal(state, workspace, &next),
        None => state.read.selection = Some(Selection::Claim(claim)),
    }
}

/// What is judged when a card is.
pub(in crate::ui) fn proposal_of(card: &SuggestionCard) -> Proposal {
    Proposal {
        claim: card.claim,
        document: card.document,
        span: card.span,
        copies: card.copies.clone(),
        about: None,
    }
}
