//! Carries out work in the Disagreements view: going through the list, settling, judging likely links.

use super::action::ReviewAction;
use super::state::ReviewList;
use crate::model::{Confidence, EditError, LinkId, VerdictId};
use crate::ui::adjudication::handlers::{
    adjudication_key, poll_adjudication, read_case, reopen_ruling, ruling_card, step_cases, stepped,
};
use crate::ui::annotate::confidence::{link_confidence, picked_confidence, stepped_confidence};
use crate::ui::annotate::handlers::link_kind;
use crate::ui::annotate::words::{confidence_words, link_words};
use crate::ui::jobs::Jobs;
use crate::ui::navigation::MainView;
use crate::ui::parts::Parts;
use crate::ui::read::navigate::{leave_for_reading, read_claim, reveal, show};
use crate::ui::read::state::Selection;
use crate::ui::state::UiState;
use crate::ui::suggestions::action::WithCopies;
use crate::ui::suggestions::handlers::proposal_of;
use crate::view::disagreements::CaseCard;
use crate::workspace::{Proposal, Settlement, Workspace};

/// Carries out work in the Disagreements view.
pub(in crate::ui) fn handle(parts: &mut Parts<'_>, action: ReviewAction) {
    let done = match action {
        ReviewAction::List(list) => return show_list(parts.state, list),
        ReviewAction::StepList(forward) => return step_list(parts.state, forward),
        ReviewAction::Kind(kind) => return filter_kind(parts.state, kind),
        ReviewAction::Step(step) => return step_in_list(parts, step),
        ReviewAction::StepToEnd(true) => return step_in_list(parts, isize::MAX),
        ReviewAction::StepToEnd(false) => return step_in_list(parts, isize::MIN),
        ReviewAction::SelectCase(id) => return take_up(parts.state, id),
        ReviewAction::SelectLikely(place) => {
            parts.state.review.likely = Some(place);
            return;
        }
        ReviewAction::Key(key) => review_key(parts, key),
        ReviewAction::Settle(outcome) => settle(parts, &outcome),
        ReviewAction::SetRationale(id, text) => set_rationale(parts.state, parts.workspace, id, text),
        ReviewAction::SetConfidence(confidence) => set_review_confidence(parts, confidence),
        ReviewAction::StepConfidence(step) => {
            let next = stepped_confidence(parts.workspace, review_confidence(parts).as_ref(), step);
            set_review_confidence(parts, next)
        }
        ReviewAction::PickConfidence(level) => {
            let next = picked_confidence(parts.workspace, review_confidence(parts).as_ref(), level);
            set_review_confidence(parts, next)
        }
        ReviewAction::WriteRationale => {
            let is_shown = match parts.state.review.list {
                ReviewList::Likely => false,
                ReviewList::Annotators => ruling_card(parts).is_some(),
                ReviewList::Cases(_) => parts.state.review.case.is_some(),
            };
            parts.state.review.rationale_focus = is_shown.then_some(true);
            return;
        }
        ReviewAction::Reopen => reopen_case(parts),
        ReviewAction::GoOn => {
            parts.state.review.rationale_focus = Some(false);
            return step_in_list(parts, 1);
        }
        ReviewAction::Enter => review_enter(parts),
        ReviewAction::AcceptLikely(kind, copies) => accept_likely(parts, kind, copies),
        ReviewAction::DismissLikely => dismiss_likely(parts),
        ReviewAction::ReadInPlace => return read_in_place(parts),
        ReviewAction::ReadClaim(claim) => return read_claim(parts.state, parts.workspace, claim),
        ReviewAction::Back => return go_back(parts.state),
    };
    if let Err(err) = done {
        parts.report("The change was not made", &err);
    }
}

/// Before the view is drawn: threads are brought up to date, and something is at hand.
pub(in crate::ui) fn poll_review(parts: &mut Parts<'_>, jobs: &Jobs) {
    crate::ui::questions::refresh(parts.workspace, parts.state);
    if parts.state.view == MainView::Read && parts.state.dialog.is_some() {
        return;
    }
    parts.workspace.refresh_review();
    poll_adjudication(parts);
    if parts.state.view == MainView::Disagreements
        && parts.state.review.list == ReviewList::Likely
        && let Some(waker) = jobs.waker()
    {
        parts.workspace.ask_likely_links(&waker);
    }
    have_something_at_hand(parts);
}

/// What is at hand and gone gives way to the first of the list.
fn have_something_at_hand(parts: &mut Parts<'_>) {
    let views = parts.views.review();
    let review = &mut parts.state.review;
    if review.list == ReviewList::Likely {
        let is_there = |place| views.likely().iter().any(|row| Some(row.place) == place);
        if !is_there(review.likely) {
            review.likely = views.likely().first().map(|row| row.place);
        }
    } else if review.case.is_none_or(|case| parts.workspace.project().link(case).is_none()) {
        review.case = views.list().at(0);
    }
}

fn show_list(state: &mut UiState, list: ReviewList) {
    let review = &mut state.review;
    review.list = list;
    (review.case, review.moved) = (None, true);
    review.visible = 0..40;
}

fn step_list(state: &mut UiState, forward: bool) {
    let all = ReviewList::ALL;
    let place = all.iter().position(|list| *list == state.review.list).unwrap_or_default();
    let step = if forward { 1 } else { all.len() - 1 };
    let next = all.get((place + step) % all.len()).copied().unwrap_or_default();
    show_list(state, next);
}

fn filter_kind(state: &mut UiState, kind: Option<String>) {
    state.review.kind = kind;
    show_list(state, state.review.list);
}

fn take_up(state: &mut UiState, id: LinkId) {
    let review = &mut state.review;
    review.case = Some(id);
    review.confidence = None;
}

fn step_in_list(parts: &mut Parts<'_>, step: isize) {
    parts.state.review.moved = true;
    if parts.state.review.list == ReviewList::Annotators {
        step_cases(parts, step);
        return;
    }
    let views = parts.views.review();
    if parts.state.review.list == ReviewList::Likely {
        let places: Vec<_> = views.likely().iter().map(|row| row.place).collect();
        let here = places.iter().position(|place| Some(*place) == parts.state.review.likely);
        parts.state.review.likely = stepped(&places, here, step);
        return;
    }
    let list = views.list();
    let here = parts.state.review.case.and_then(|case| list.place_of(case));
    let next = here.map_or(0, |here| here.saturating_add_signed(step).min(list.len().saturating_sub(1)));
    if let Some(next) = list.at(next) {
        take_up(parts.state, next);
    }
}

/// A digit settles with the outcome of that key, or links as the kind of that key.
fn review_key(parts: &mut Parts<'_>, key: char) -> Result<(), EditError> {
    if parts.state.review.list == ReviewList::Annotators {
        adjudication_key(parts, key);
        return Ok(());
    }
    if parts.state.review.list == ReviewList::Likely {
        let kinds = parts.workspace.project().codebook();
        let is_key = |own: Option<char>| own.is_some_and(|own| own.to_ascii_lowercase() == key);
        let kind = kinds.offered_link_kinds().find(|kind| is_key(kind.key)).map(|kind| kind.id.clone());
        return kind.map_or(Ok(()), |kind| accept_likely(parts, Some(kind), WithCopies::No));
    }
    let card = parts.views.review().card();
    let outcome = card.and_then(|card| card.outcomes.iter().find(|outcome| outcome.key == Some(key)));
    match outcome.map(|outcome| outcome.id.clone()) {
        Some(outcome) => settle(parts, &outcome),
        None => Ok(()),
    }
}

fn settle(parts: &mut Parts<'_>, outcome: &str) -> Result<(), EditError> {
    let Some(card) = parts.views.review().card().cloned() else {
        return Ok(());
    };
    let choice = card.outcomes.iter().find(|choice| choice.id == outcome);
    let favoured = choice.and_then(|choice| card.claims.get(choice.favours?)).cloned();
    let own = card.verdict.as_ref().filter(|verdict| {
        let verdict = parts.workspace.project().verdict(verdict.id);
        verdict.is_some_and(|verdict| verdict.annotator == parts.workspace.me())
    });
    let review = &mut parts.state.review;
    let confidence = review.confidence.take();
    let written = review.rationales.remove(&card.id);
    let before = card.verdict.as_ref().map(|verdict| verdict.rationale.clone());
    let settlement = Settlement {
        claims: card.weighed.clone(),
        question: card.question.asked(),
        outcome: outcome.to_owned(),
        favoured: favoured.unwrap_or_default(),
        rationale: written.or(before).unwrap_or_default(),
        confidence,
    };
    let outcome = choice.map_or(outcome, |choice| choice.name.as_str());
    let sure = settlement.confidence.as_ref();
    let sure = sure.map(|sure| format!(", {}", confidence_words(parts.workspace.project(), Some(sure))));
    let words = format!("Verdict: {outcome}{}", sure.unwrap_or_default());
    match own {
        // One's own verdict is thought over; another's stays beside the new one.
        Some(verdict) => parts.workspace.change_verdict(verdict.id, "Settle disagreement", |verdict| {
            verdict.claims = settlement.claims;
            verdict.question = settlement.question;
            verdict.outcome = settlement.outcome;
            verdict.favoured = settlement.favoured;
            verdict.rationale = settlement.rationale;
            verdict.confidence = settlement.confidence.or_else(|| verdict.confidence.take());
        })?,
        None => parts.workspace.settle(settlement).map(drop)?,
    }
    parts.announcer.say(words);
    Ok(())
}

fn set_rationale(
    state: &mut UiState,
    workspace: &mut Workspace,
    id: LinkId,
    text: String,
) -> Result<(), EditError> {
    // The view may be of before the verdict, when both come in one frame.
    workspace.refresh_review();
    let case = workspace.review().and_then(|index| index.case_of(id));
    if let Some(verdict) = case.and_then(|case| case.verdict) {
        workspace.change_verdict(verdict, "Edit rationale", |verdict| {
            verdict.rationale = text;
        })
    } else {
        state.review.rationales.insert(id, text);
        Ok(())
    }
}

/// Sets the confidence of the verdict at hand, or of the next verdict or likely link.
fn set_review_confidence(parts: &mut Parts<'_>, confidence: Option<Confidence>) -> Result<(), EditError> {
    let words = confidence_words(parts.workspace.project(), confidence.as_ref());
    let verdict = verdict_at_hand(parts);
    let named = match (parts.state.review.list, verdict) {
        // The rulings between annotators have a confidence of their own.
        (ReviewList::Annotators, _) => return Ok(()),
        (ReviewList::Likely, _) => {
            parts.state.read.next_confidence.link = confidence;
            "Next link"
        }
        (ReviewList::Cases(_), Some(verdict)) => {
            parts.workspace.change_verdict(verdict, "Set confidence", |verdict| {
                verdict.confidence = confidence;
            })?;
            "Verdict"
        }
        (ReviewList::Cases(_), None) => {
            parts.state.review.confidence = confidence;
            "Next verdict"
        }
    };
    parts.announcer.say(format!("{named}: {words}"));
    Ok(())
}

fn review_confidence(parts: &Parts<'_>) -> Option<Confidence> {
    match (parts.state.review.list, verdict_at_hand(parts)) {
        (ReviewList::Annotators, _) => None,
        (ReviewList::Likely, _) => parts.state.read.next_confidence.link.clone(),
        (ReviewList::Cases(_), Some(verdict)) => {
            parts.workspace.project().verdict(verdict).and_then(|verdict| verdict.confidence.clone())
        }
        (ReviewList::Cases(_), None) => parts.state.review.confidence.clone(),
    }
}

fn verdict_at_hand(parts: &Parts<'_>) -> Option<VerdictId> {
    case_card(parts).and_then(|card| card.verdict.as_ref()).map(|verdict| verdict.id)
}

/// The disagreement at hand, in the lists of disagreements.
fn case_card<'a>(parts: &Parts<'a>) -> Option<&'a CaseCard> {
    let is_case = parts.state.review.list.filter().is_some();
    parts.views.review().card().filter(|_| is_case)
}

fn reopen_case(parts: &mut Parts<'_>) -> Result<(), EditError> {
    if parts.state.review.list == ReviewList::Annotators {
        reopen_ruling(parts);
        return Ok(());
    }
    match case_card(parts).and_then(|card| card.verdict.as_ref()).map(|verdict| verdict.id) {
        Some(verdict) => parts.workspace.reopen(verdict),
        None => Ok(()),
    }
}

fn review_enter(parts: &mut Parts<'_>) -> Result<(), EditError> {
    match parts.state.review.list {
        ReviewList::Likely => accept_likely(parts, None, WithCopies::No),
        ReviewList::Cases(_) | ReviewList::Annotators => {
            read_in_place(parts);
            Ok(())
        }
    }
}

fn accept_likely(parts: &mut Parts<'_>, kind: Option<String>, copies: WithCopies) -> Result<(), EditError> {
    let Some(card) = parts.views.review().likely_card() else {
        return Ok(());
    };
    let (proposal, proposed) = (proposal_of(&card.suggestion), card.suggestion.kind.clone());
    let Some(kind) = kind.or(proposed).or_else(|| link_kind(parts.state, parts.workspace)) else {
        return Ok(());
    };
    let next = likely_after(parts);
    let about = crate::ui::questions::target_for(parts.workspace, parts.state);
    let proposal = Proposal { about: Some(about), ..proposal };
    let confidence = link_confidence(parts.state);
    let link = parts.workspace.accept(&proposal, &kind, confidence, copies == WithCopies::Yes)?;
    crate::ui::questions::use_question_of(parts.workspace, parts.state, link);
    parts.announcer.say(format!("Linked: {}", link_words(parts.workspace.project(), link)));
    parts.state.review.likely = next;
    parts.state.review.moved = true;
    Ok(())
}

fn dismiss_likely(parts: &mut Parts<'_>) -> Result<(), EditError> {
    let is_likely = parts.state.review.list == ReviewList::Likely;
    let Some(card) = parts.views.review().likely_card().filter(|_| is_likely) else {
        return Ok(());
    };
    let (proposal, next) = (proposal_of(&card.suggestion), likely_after(parts));
    let words = format!("Dismissed {} and {}", card.claim.name, card.sentence.name);
    parts.workspace.dismiss(&proposal)?;
    parts.announcer.say(words);
    parts.state.review.likely = next;
    parts.state.review.moved = true;
    Ok(())
}

/// The likely link after the one at hand; the one before it at the end of the list.
fn likely_after(parts: &Parts<'_>) -> Option<crate::ui::suggestions::action::LikelyPlace> {
    let rows = parts.views.review().likely();
    let here = rows.iter().position(|row| Some(row.place) == parts.state.review.likely)?;
    let next = rows.get(here + 1).or_else(|| rows.get(here.checked_sub(1)?));
    next.map(|row| row.place)
}

fn read_in_place(parts: &mut Parts<'_>) {
    if parts.state.review.list == ReviewList::Annotators {
        read_case(parts, 0);
        return;
    }
    let project = parts.workspace.project();
    if parts.state.review.list == ReviewList::Likely {
        let Some(card) = parts.views.review().likely_card() else {
            return;
        };
        let (claim, document, start) =
            (card.suggestion.claim, card.suggestion.document, card.suggestion.span.start);
        read_claim(parts.state, parts.workspace, claim);
        reveal(parts.state, parts.workspace, document, start);
        return;
    }
    let Some(link) = parts.state.review.case.and_then(|id| project.link(id)) else {
        return;
    };
    let (id, ends) = (link.id, [link.from, link.to]);
    let places: Vec<_> = ends
        .into_iter()
        .filter_map(|end| project.claim(end).map(|claim| (claim.document, claim.span.start)))
        .collect();
    leave_for_reading(parts.state);
    for (document, _) in &places {
        reveal(parts.state, parts.workspace, *document, 0);
    }
    show(parts.state, parts.workspace, Selection::Link(id));
    for (document, start) in places {
        reveal(parts.state, parts.workspace, document, start);
    }
}

fn go_back(state: &mut UiState) {
    if let Some(view) = state.review.came_from.take() {
        state.view = view;
        state.review.moved = true;
        state.claims.moved = true;
    }
}
