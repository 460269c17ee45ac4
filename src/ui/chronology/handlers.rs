//! Carries out work in the Chronology view.

use super::action::ChronologyAction;
use super::state::{ChronologyState, Part, Place};
use super::views::ChronologyViews;
use crate::analysis::chronology::{ChronologyLine, ClaimDate, DateConflict, DatedClaim, label, rivals};
use crate::analysis::disagreements::DisagreementCase;
use crate::model::{ClaimId, EditError, LinkId, When};
use crate::ui::action::Action;
use crate::ui::disagreements::action::ReviewAction;
use crate::ui::disagreements::state::ReviewList;
use crate::ui::navigation::MainView;
use crate::ui::parts::Parts;
use crate::ui::state::UiState;
use crate::view::chronology::typed_date;
use crate::view::disagreements::CaseFilter;
use crate::view::names::claim_name_of;
use crate::workspace::{Workspace, dates};
use std::collections::BTreeSet;

/// Carries out work in the Chronology view.
pub(in crate::ui) fn handle(parts: &mut Parts<'_>, action: ChronologyAction) {
    let views = parts.views.chronology();
    match apply(action, parts.workspace, parts.state, views) {
        Ok(Followed { action, words, problem }) => {
            if let Some(problem) = problem {
                parts.show_message(true, problem);
            }
            if let Some(words) = words {
                parts.say(words);
            }
            if let Some(action) = action {
                parts.actions.push(action);
            }
        }
        Err(err) => parts.report("The change was not made", &err),
    }
}

/// What is to follow: another action, and words to be said.
#[derive(Debug, Default)]
pub struct Followed {
    /// Carried out next.
    pub action: Option<Action>,
    /// Said to whoever works here.
    pub words: Option<String>,
    /// Why something was not done, to be shown until it is read.
    pub problem: Option<String>,
}

impl Followed {
    fn said(words: impl Into<String>) -> Self {
        Self { words: Some(words.into()), ..Self::default() }
    }
}

/// Carries out work in the Chronology view.
///
/// # Errors
/// The project is as it was.
fn apply(
    action: ChronologyAction,
    workspace: &mut Workspace,
    state: &mut UiState,
    views: &ChronologyViews,
) -> Result<Followed, EditError> {
    let chronology = &mut state.chronology;
    match action {
        ChronologyAction::Select(place) => (chronology.part, chronology.place) = (Part::Table, Some(place)),
        ChronologyAction::SelectUndated(claim) => {
            (chronology.part, chronology.undated) = (Part::Undated, Some(claim));
        }
        ChronologyAction::Move(lines, columns) => move_by(chronology, views, (lines, columns)),
        ChronologyAction::Switch => switch(chronology, views),
        ChronologyAction::Show(proposals) => (chronology.proposals, chronology.moved) = (proposals, true),
        ChronologyAction::Set(claim, when) => return set(workspace, chronology, views, (claim, when)),
        ChronologyAction::Typed(claim, text) => {
            return typed(workspace, chronology, views, (claim, &text));
        }
        ChronologyAction::Accept => return accept(workspace, chronology, views),
        ChronologyAction::AcceptAll => return accept_all(workspace),
        ChronologyAction::Clear => return clear(workspace, chronology),
        ChronologyAction::Write => chronology.wants_field = chronology.claim().is_some(),
        ChronologyAction::Enter => {
            let is_against =
                selected_line(chronology, views).is_some_and(|line| line.conflict != DateConflict::None);
            return Ok(if is_against { disagreement(workspace, state, views) } else { read(chronology) });
        }
        ChronologyAction::Disagreement => return Ok(disagreement(workspace, state, views)),
        ChronologyAction::Read => return Ok(read(chronology)),
    }
    Ok(Followed::default())
}

fn selected_line<'v>(state: &ChronologyState, views: &'v ChronologyViews) -> Option<&'v ChronologyLine> {
    // It may have been selected in this frame.
    let place = state.place.filter(|_| state.part == Part::Table)?;
    views.lines().get(views.line_of(place)?)
}

fn move_by(state: &mut ChronologyState, views: &ChronologyViews, (lines, columns): (isize, isize)) {
    state.moved = true;
    if state.part == Part::Undated {
        let all = views.undated();
        let here = state.undated.and_then(|claim| all.iter().position(|other| *other == claim));
        let last = all.len().saturating_sub(1);
        let next = here.map_or(0, |here| here.saturating_add_signed(lines).min(last));
        state.undated = all.get(next).copied();
        return;
    }
    let last = views.lines().len().saturating_sub(1);
    let at = views.selected().map_or(0, |here| here.saturating_add_signed(lines).min(last));
    let Some(line) = views.lines().get(at) else { return };
    let here = state.place.map_or(0, |place| place.column);
    let all: BTreeSet<usize> = line.claims.iter().map(|claim| claim.column).collect();
    let column = match columns {
        0 => Some(here),
        1.. => all.range(here + 1..).next().copied(),
        _ => all.range(..here).next_back().copied(),
    };
    state.place = place_at(line, column.unwrap_or(here));
}

/// The first claim of the cell that lies nearest to a column: most documents say nothing at a date.
pub(super) fn place_at(line: &ChronologyLine, column: usize) -> Option<Place> {
    let claim = line.claims.iter().min_by_key(|claim| claim.column.abs_diff(column))?;
    Some(Place { claim: claim.claim, question: line.question, column: claim.column })
}

fn switch(state: &mut ChronologyState, views: &ChronologyViews) {
    state.moved = true;
    match state.part {
        Part::Table => {
            state.part = Part::Undated;
            let is_there = state.undated.is_some_and(|claim| views.undated().contains(&claim));
            if !is_there {
                state.undated = views.undated().first().copied();
            }
        }
        Part::Undated => {
            state.part = Part::Table;
            if views.selected().is_none() {
                let first = views.lines().first();
                state.place = first.and_then(|line| place_at(line, line.claims.first()?.column));
            }
        }
    }
}

/// Sets a date as one step. From the list of claims without a date the next one is at hand then.
fn set(
    workspace: &mut Workspace,
    state: &mut ChronologyState,
    views: &ChronologyViews,
    (claim, when): (ClaimId, When),
) -> Result<Followed, EditError> {
    let words = format!("{}: {}", claim_name_of(workspace.project(), claim), label(&when));
    dates::set_dates(workspace, &[(claim, Some(when))], "Set date")?;
    follow_set(state, views, claim);
    Ok(Followed::said(words))
}

/// What was typed is shown with the problem, so that it is not lost.
fn typed(
    workspace: &mut Workspace,
    state: &mut ChronologyState,
    views: &ChronologyViews,
    (claim, text): (ClaimId, &str),
) -> Result<Followed, EditError> {
    match typed_date(workspace.project(), claim, text) {
        Ok(Some(when)) => set(workspace, state, views, (claim, when)),
        Ok(None) => {
            dates::set_dates(workspace, &[(claim, None)], "Clear date")?;
            Ok(Followed::said("Date cleared"))
        }
        Err(problem) => {
            let problem = format!("The date was not set. {problem}.");
            Ok(Followed { problem: Some(problem), ..Followed::default() })
        }
    }
}

/// What is at hand once a claim got a date.
fn follow_set(state: &mut ChronologyState, views: &ChronologyViews, claim: ClaimId) {
    if state.part == Part::Undated && state.undated == Some(claim) {
        let all = views.undated();
        let here = all.iter().position(|other| *other == claim).unwrap_or_default();
        state.undated = all.get(here + 1).or_else(|| all.get(here.checked_sub(1)?)).copied();
    }
    state.moved = true;
}

fn accept(
    workspace: &mut Workspace,
    state: &mut ChronologyState,
    views: &ChronologyViews,
) -> Result<Followed, EditError> {
    let Some(claim) = state.claim() else {
        return Ok(Followed::default());
    };
    let project = workspace.project();
    let known = project.claim(claim).and_then(|claim| Some((claim, project.document(claim.document)?)));
    let when = known.and_then(|(claim, document)| match ClaimDate::of(claim, document) {
        ClaimDate::Proposed(reading) => reading.proposals.into_iter().next().map(|proposal| proposal.when),
        ClaimDate::Set(_) | ClaimDate::None(_) => None,
    });
    match when {
        Some(when) => set(workspace, state, views, (claim, when)),
        None => Ok(Followed::said("No date is proposed for this claim.")),
    }
}

fn accept_all(workspace: &mut Workspace) -> Result<Followed, EditError> {
    let project = workspace.project();
    let proposed = project.documents().flat_map(|document| {
        project.claims_in(document.id).filter_map(|claim| {
            let date = DatedClaim::of(claim, document)?.date;
            date.is_proposed().then(|| (claim.id, date.when().cloned())).filter(|(_, when)| when.is_some())
        })
    });
    let proposed: Vec<_> = proposed.collect();
    let count = dates::set_dates(workspace, &proposed, "Accept proposed dates")?;
    Ok(Followed::said(match count {
        0 => "No date is proposed.".to_owned(),
        1 => "Accepted 1 date".to_owned(),
        count => format!("Accepted {count} dates"),
    }))
}

fn clear(workspace: &mut Workspace, state: &ChronologyState) -> Result<Followed, EditError> {
    let Some(claim) = state.claim() else {
        return Ok(Followed::default());
    };
    let count = dates::set_dates(workspace, &[(claim, None)], "Clear date")?;
    let words = if count == 0 { "No date is set for this claim." } else { "Date cleared" };
    Ok(Followed::said(words))
}

fn read(state: &ChronologyState) -> Followed {
    let action = state.claim().map(|claim| ReviewAction::ReadClaim(claim).into());
    Followed { action, ..Followed::default() }
}

/// Shows the disagreement of the selected line's question that has this date on the one side and another date on the
/// other; else any of the question; else both claims are read, to be linked.
fn disagreement(workspace: &Workspace, state: &mut UiState, views: &ChronologyViews) -> Followed {
    let line = selected_line(&state.chronology, views);
    let Some((line, index)) = line.zip(workspace.review()) else {
        return Followed::default();
    };
    let Some(question) = line.question else {
        return Followed::said("This claim speaks to no question.");
    };
    let cases = index.cases_of(question);
    let others: Vec<ClaimId> =
        rivals(views.lines(), line).flat_map(|other| &other.claims).map(|claim| claim.claim).collect();
    let is_between = |case: &&DisagreementCase| {
        let own = line.claims.iter().find_map(|claim| case.side_of(claim.claim));
        own.is_some() && others.iter().filter_map(|claim| case.side_of(*claim)).any(|side| Some(side) != own)
    };
    let found = cases.iter().find(is_between).or_else(|| cases.first());
    if let Some(case) = found {
        show_case(state, (case.id, CaseFilter::of(&case.state)));
        return Followed::default();
    }
    if others.is_empty() {
        return Followed::said("This question has no disagreement.");
    }
    let words = "No link says yet that these claims disagree: link them with L.".to_owned();
    Followed { words: Some(words), ..read(&state.chronology) }
}

fn show_case(state: &mut UiState, (id, filter): (LinkId, CaseFilter)) {
    let review = &mut state.review;
    (review.list, review.kind, review.case, review.moved) = (ReviewList::Cases(filter), None, Some(id), true);
    state.view = MainView::Disagreements;
}
