//! Carries out work on what annotators did differently: going through the cases, ruling, taking over what is agreed.

use super::action::AdjudicateAction;
use super::state::WaitingReason;
use crate::analysis::adjudication::{AdjudicationCase, CaseKey, CasePlace, PlaceIndex, RulingState};
use crate::model::DocumentId;
use crate::text::Span;
use crate::ui::disagreements::state::ReviewList;
use crate::ui::navigation::MainView;
use crate::ui::parts::Parts;
use crate::ui::read::navigate::{leave_for_reading, reveal, show};
use crate::ui::read::state::Selection;
use crate::ui::state::UiState;
use crate::view::adjudication::{AdjudicationCard, AdjudicationFilter, DraftStart};
use crate::workspace::{ClaimDraft, Decision, LinkDraft, RulingReason, Workspace};

/// A span of a document.
type Place = (DocumentId, Span);

/// Carries out work on what annotators did differently.
pub(in crate::ui) fn handle(parts: &mut Parts<'_>, action: AdjudicateAction) {
    let state = &mut parts.state.adjudication;
    match action {
        AdjudicateAction::Filter(filter) => {
            state.filter = filter;
            state.take_up(None);
        }
        AdjudicateAction::Aspect(aspect) => {
            state.aspect = aspect;
            state.take_up(None);
        }
        AdjudicateAction::Select(case) => state.take_up(Some(case)),
        AdjudicateAction::Show(case) => show_case(parts.state, case),
        AdjudicateAction::Rule(decision) => rule(parts, &decision),
        AdjudicateAction::Cause(cause) => set_cause(parts, &cause),
        AdjudicateAction::SetRationale(case, text) => set_ruling_rationale(parts, case, &text),
        AdjudicateAction::BeginEdit => begin_ruling_edit(parts),
        AdjudicateAction::Edit(decision) => state.edit = Some(decision),
        AdjudicateAction::LeaveEdit => state.edit = None,
        AdjudicateAction::Reopen => reopen_ruling(parts),
        AdjudicateAction::AcceptAgreed => accept_agreed(parts),
        AdjudicateAction::Read(place) => read_case(parts, place),
    }
}

/// Before the view is drawn: cases are brought up to date, and one is at hand.
pub(in crate::ui) fn poll_adjudication(parts: &mut Parts<'_>) {
    if parts.state.view != MainView::Disagreements || parts.state.layers.only.is_some() {
        return;
    }
    let is_listed = parts.state.review.list == ReviewList::Annotators;
    let several = parts.workspace.project().annotators().filter(|one| !one.reference).count() > 1;
    if is_listed || (several && parts.workspace.adjudication().is_none()) {
        parts.workspace.refresh_adjudication();
    }
    let index = parts.workspace.adjudication();
    let state = &mut parts.state.adjudication;
    let is_there = |key: CaseKey| index.is_some_and(|index| index.case(key).is_some());
    if state.case.is_none_or(|key| !is_there(key)) {
        let first = parts.views.adjudication().list().listed.iter().copied().find(|key| is_there(*key));
        state.take_up(first);
    }
}

/// The case at hand, once its card is made.
pub(in crate::ui) fn ruling_card<'a>(parts: &Parts<'a>) -> Option<&'a AdjudicationCard> {
    let at_hand = parts.state.adjudication.case;
    parts.views.adjudication().card().filter(|card| Some(card.key) == at_hand)
}

fn show_case(state: &mut UiState, case: CaseKey) {
    state.view = MainView::Disagreements;
    state.review.list = ReviewList::Annotators;
    (state.review.moved, state.adjudication.aspect) = (true, None);
    state.adjudication.take_up(Some(case));
}

fn rule(parts: &mut Parts<'_>, decision: &Decision) {
    let Some(case) = parts.state.adjudication.case else {
        return;
    };
    let WaitingReason { cause, rationale } = parts.state.adjudication.reason(case);
    match parts.workspace.rule(case, decision, RulingReason { cause, rationale, outcome: None }) {
        Ok(_) => {
            parts.state.adjudication.edit = None;
            parts.state.adjudication.reasons.remove(&case);
        }
        Err(err) => parts.show_message(true, err.to_string()),
    }
}

/// With a ruling its cause changes, without one the cause waits for it.
fn set_cause(parts: &mut Parts<'_>, cause: &str) {
    let ruling = ruling_card(parts).and_then(|card| card.ruling.as_ref());
    if let Some((ruling, rationale)) = ruling.map(|ruling| (ruling.id, ruling.rationale.clone())) {
        if let Err(err) = parts.workspace.set_ruling_reason(ruling, cause, &rationale) {
            parts.report("The reason was not changed", &err);
        }
    } else if let Some(case) = parts.state.adjudication.case {
        cause.clone_into(&mut parts.state.adjudication.reasons.entry(case).or_default().cause);
    }
}

fn set_ruling_rationale(parts: &mut Parts<'_>, case: CaseKey, text: &str) {
    // The view may be of before the ruling, when both come in one frame.
    parts.workspace.refresh_adjudication();
    let ruling = parts.workspace.adjudication().and_then(|index| index.case(case)?.ruling);
    let known = ruling.and_then(|id| parts.workspace.project().ruling(id));
    if let Some((ruling, cause)) = known.map(|ruling| (ruling.id, ruling.cause.clone())) {
        if let Err(err) = parts.workspace.set_ruling_reason(ruling, &cause, text) {
            parts.report("The reason was not changed", &err);
        }
    } else {
        text.clone_into(&mut parts.state.adjudication.reasons.entry(case).or_default().rationale);
    }
}

fn begin_ruling_edit(parts: &mut Parts<'_>) {
    let draft = ruling_card(parts).map(|card| card.draft.clone());
    parts.state.adjudication.edit = draft.map(|draft| match draft {
        DraftStart::Claim { span, kinds, confidence } => {
            Decision::Claim(ClaimDraft { span, kinds, confidence })
        }
        DraftStart::Link { kind, is_backward, confidence } => {
            Decision::Link(LinkDraft { kind, is_backward, confidence })
        }
    });
}

/// Takes the ruling on the case at hand back.
pub(in crate::ui) fn reopen_ruling(parts: &mut Parts<'_>) {
    let ruling = ruling_card(parts).and_then(|card| card.ruling.as_ref()).map(|ruling| ruling.id);
    if let Some(ruling) = ruling
        && let Err(err) = parts.workspace.reopen_ruling(ruling)
    {
        parts.report("The case was not opened again", &err);
    }
}

fn accept_agreed(parts: &mut Parts<'_>) {
    if parts.state.layers.only.is_some() {
        let reason =
            "Nothing was taken over: in blind work the layers of others are closed. Open them first.";
        return parts.show_message(true, reason.to_owned());
    }
    match parts.workspace.accept_all_agreed() {
        Err(err) => parts.show_message(true, err.to_string()),
        Ok(agreed) => {
            let counted = crate::ui::window::status_bar::counted;
            let (claims, links) = (counted(agreed.claims, "place"), counted(agreed.links, "link"));
            let waiting = match agreed.waiting_links {
                0 => String::new(),
                count => {
                    format!(" {} until both ends are there.", counted(count, "link") + " waits")
                }
            };
            let text = format!(
                "Taken over into the reference layer: {claims} and {links} on which all agree.{waiting}"
            );
            parts.say(text);
        }
    }
}

/// The keys of the case at hand: a digit accepts that side, letters do the rest.
pub(in crate::ui) fn adjudication_key(parts: &mut Parts<'_>, key: char) {
    let Some(card) = ruling_card(parts) else {
        return;
    };
    let side = key.to_digit(10).and_then(|digit| (digit as usize).checked_sub(1));
    let accepted = side.and_then(|side| card.sides.get(side)).and_then(|side| side.annotator);
    let decision = match (accepted, key) {
        (Some(annotator), _) => Decision::Accept(annotator),
        (None, 'm') => Decision::Merge,
        (None, 'x') => Decision::Reject,
        (None, 'o') => Decision::LeaveOpen,
        (None, 'e') => return begin_ruling_edit(parts),
        (None, _) => return,
    };
    rule(parts, &decision);
}

/// Takes up the case so many places on.
pub(in crate::ui) fn step_cases(parts: &mut Parts<'_>, step: isize) {
    let keys = &parts.views.adjudication().list().listed;
    let here = keys.iter().position(|key| Some(*key) == parts.state.adjudication.case);
    if let Some(next) = stepped(keys, here, step) {
        parts.state.adjudication.take_up(Some(next));
    }
}

/// Shows the case at hand in its documents.
pub(in crate::ui) fn read_case(parts: &mut Parts<'_>, first: usize) {
    let Some(card) = ruling_card(parts) else {
        return;
    };
    let claim = card.sides.iter().flat_map(|side| &side.claims).map(|claim| claim.claim).next();
    let link = card.sides.iter().flat_map(|side| &side.links).map(|link| link.link).next();
    let mut places = card.places.clone();
    let turn = first.min(places.len());
    places.rotate_left(turn);
    leave_for_reading(parts.state);
    for (document, _) in &places {
        reveal(parts.state, parts.workspace, *document, 0);
    }
    let selection = link.map(Selection::Link).or_else(|| claim.map(Selection::Claim));
    if let Some(selection) = selection {
        show(parts.state, parts.workspace, selection);
    }
    for (document, span) in places {
        reveal(parts.state, parts.workspace, document, span.start);
    }
}

/// The case of what stands at a place, or between two, if annotators differ there.
pub(in crate::ui) fn case_at(
    state: &mut UiState,
    workspace: &mut Workspace,
    first: Place,
    other: Option<Place>,
) -> Option<CaseKey> {
    workspace.refresh_adjudication();
    let index = workspace.adjudication()?;
    let is_at = |at: PlaceIndex, (document, span): Place| {
        index.place(at).is_some_and(|place| place.document == document && place.span.overlaps(span))
    };
    let is_meant = |case: &&AdjudicationCase| match (case.place, other) {
        (CasePlace::One(at), None) => is_at(at, first),
        (CasePlace::Pair(one, two), Some(other)) => {
            (is_at(one, first) && is_at(two, other)) || (is_at(one, other) && is_at(two, first))
        }
        _ => false,
    };
    // What is no aspect of a case, such as credibility, can be settled where all else is agreed, too.
    let differing = index.cases().iter().filter(|case| !case.is_agreed()).find(is_meant);
    let case = differing.or_else(|| index.cases().iter().find(is_meant))?;
    state.adjudication.filter = match case.state {
        RulingState::Open => AdjudicationFilter::Open,
        RulingState::Settled => AdjudicationFilter::Settled,
        RulingState::AnotherLook { .. } => AdjudicationFilter::AnotherLook,
    };
    Some(case.key)
}

/// What stands that many places on in a list; its first one where nothing is at hand.
pub(in crate::ui) fn stepped<T: Copy>(list: &[T], here: Option<usize>, step: isize) -> Option<T> {
    let last = list.len().checked_sub(1)?;
    let next = here.map_or(0, |here| here.saturating_add_signed(step).min(last));
    list.get(next).copied()
}
