//! Carries out looking around in the Agreement view.

use super::action::AgreementAction;
use crate::analysis::agreement::Unit;
use crate::model::{ClaimId, DocumentId};
use crate::text::Span;
use crate::ui::adjudication::action::AdjudicateAction;
use crate::ui::adjudication::handlers::case_at;
use crate::ui::disagreements::state::ReviewList;
use crate::ui::jobs::Jobs;
use crate::ui::navigation::MainView;
use crate::ui::parts::Parts;
use crate::ui::read::navigate::{leave_for_reading, reveal, show};
use crate::ui::state::UiState;
use crate::view::disagreements::CaseFilter;
use crate::workspace::Workspace;

/// Carries out looking around in the Agreement view.
pub(in crate::ui) fn handle(parts: &mut Parts<'_>, action: AgreementAction) {
    match action {
        AgreementAction::Unit(unit) => {
            (parts.state.agreement.unit, parts.state.agreement.item) = (unit, None);
            parts.state.agreement.is_chosen = true;
        }
        AgreementAction::StepUnit(forward) => step_unit(parts.state, forward),
        AgreementAction::Item(item) => parts.state.agreement.item = Some(item),
        AgreementAction::Step(step) => step_item(parts, step),
        AgreementAction::Read => read_item(parts),
        AgreementAction::Settle => settle_item(parts),
    }
}

/// Before the view is drawn: figures are asked for.
pub(in crate::ui) fn poll_agreement(state: &mut UiState, workspace: &mut Workspace, jobs: &Jobs) {
    if state.view != MainView::Agreement {
        return;
    }
    if let Some(waker) = jobs.waker() {
        workspace.ask_agreement(&waker);
    }
    if !state.agreement.is_chosen {
        choose_unit(state, workspace);
    }
}

/// The first unit that has a figure, once there are some.
fn choose_unit(state: &mut UiState, workspace: &Workspace) {
    let Some((_, report)) = workspace.agreement() else {
        return;
    };
    let has_figure =
        |unit: &Unit| report.overall.iter().any(|figure| figure.unit == *unit && figure.value.is_ok());
    if let Some(unit) = Unit::ALL.into_iter().find(has_figure) {
        state.agreement.unit = unit;
    }
}

fn step_unit(state: &mut UiState, forward: bool) {
    let all = Unit::ALL;
    let here = all.iter().position(|unit| *unit == state.agreement.unit).unwrap_or_default();
    let step = if forward { 1 } else { all.len() - 1 };
    if let Some(unit) = all.get((here + step) % all.len()) {
        (state.agreement.unit, state.agreement.item) = (*unit, None);
        state.agreement.is_chosen = true;
    }
}

fn step_item(parts: &mut Parts<'_>, step: isize) {
    let count = parts.views.agreement().unit().map_or(0, |unit| unit.items.len());
    let agreement = &mut parts.state.agreement;
    let next = agreement.item.map_or(0, |item| item.saturating_add_signed(step));
    agreement.item = count.checked_sub(1).map(|last| next.min(last));
    agreement.moved = true;
}

/// Shows the selected item among the cases between annotators.
fn settle_item(parts: &mut Parts<'_>) {
    let place = parts.state.agreement.item;
    let item = place.and_then(|place| parts.views.agreement().item(parts.workspace, place));
    let Some((first, other)) = item.and_then(|item| Some((item.place?, item.other))) else {
        return;
    };
    match case_at(parts.state, parts.workspace, first, other) {
        Some(case) => crate::ui::adjudication::handlers::handle(parts, AdjudicateAction::Show(case)),
        None if parts.state.agreement.unit == Unit::Verdict => show_disagreement_at(parts, first),
        None => parts.say(
            "Nothing to settle here yet: somebody has not marked the documents as read, so what they left \
             unlinked may still come.",
        ),
    }
}

/// Verdicts differ on a disagreement, which is settled where it is listed.
fn show_disagreement_at(parts: &mut Parts<'_>, (document, span): (DocumentId, Span)) {
    let project = parts.workspace.project();
    let is_there = |claim: ClaimId| {
        project.claim(claim).is_some_and(|claim| claim.document == document && claim.span.overlaps(span))
    };
    let cases = parts.workspace.review().into_iter().flat_map(|index| index.cases());
    let found = cases.map(|case| (case.id, &case.state, case.claims().any(is_there)));
    let found = found.filter(|(.., is_there)| *is_there).map(|(id, state, _)| (id, CaseFilter::of(state)));
    match found.collect::<Vec<_>>().first().copied() {
        Some((id, filter)) => {
            let review = &mut parts.state.review;
            (review.list, review.kind, review.case, review.moved) =
                (ReviewList::Cases(filter), None, Some(id), true);
            parts.state.view = MainView::Disagreements;
        }
        None => parts.say("The disagreement that these verdicts settled is there no more."),
    }
}

fn read_item(parts: &mut Parts<'_>) {
    let place = parts.state.agreement.item;
    let item = place.and_then(|place| parts.views.agreement().item(parts.workspace, place));
    let Some((item, first)) = item.and_then(|item| Some((item.clone(), item.place?))) else {
        return;
    };
    leave_for_reading(parts.state);
    let selection = crate::ui::read::state::Selection::Span(first.0, first.1);
    show(parts.state, parts.workspace, selection);
    if let Some((document, span)) = item.other {
        reveal(parts.state, parts.workspace, document, span.start);
    }
}
