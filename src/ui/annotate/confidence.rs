//! Carries out setting the confidence of what is selected, or of what is tagged or linked next.

use super::action::PickedLevel;
use super::words::confidence_words;
use crate::model::{ClaimId, Confidence, EditError, LinkId};
use crate::ui::parts::Parts;
use crate::ui::read::state::{Mode, NextConfidence, Selection};
use crate::ui::state::UiState;
use crate::view::names::claim_name_of;
use crate::workspace::Workspace;

/// What gets the confidence that is set in the Read view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holder {
    Claim(ClaimId),
    Link(LinkId),
    NextClaim,
    NextLink,
}

/// While a link is being made or judged, confidence is that of the link, by mouse and by keyboard alike.
const fn confidence_holder(state: &UiState) -> Holder {
    match (&state.read.mode, state.read.selection) {
        (Mode::Linking { .. } | Mode::Choosing { .. } | Mode::Judging { .. }, _) => Holder::NextLink,
        (Mode::Idle, Some(Selection::Claim(claim))) => Holder::Claim(claim),
        (Mode::Idle, Some(Selection::Link(link))) => Holder::Link(link),
        (Mode::Idle, Some(Selection::Sentence(..) | Selection::Span(..)) | None) => Holder::NextClaim,
    }
}

fn confidence_of(state: &UiState, workspace: &Workspace, holder: Holder) -> Option<Confidence> {
    let project = workspace.project();
    match holder {
        Holder::Claim(claim) => project.claim(claim)?.confidence.clone(),
        Holder::Link(link) => project.link(link)?.confidence.clone(),
        Holder::NextClaim => state.read.next_confidence.claim.clone(),
        Holder::NextLink => state.read.next_confidence.link.clone(),
    }
}

/// Sets the confidence of what is at hand: a claim, a link, or the next one of either.
pub(in crate::ui) fn set_confidence(
    parts: &mut Parts<'_>,
    confidence: Option<Confidence>,
) -> Result<(), EditError> {
    let label = "Set confidence";
    let words = confidence_words(parts.workspace.project(), confidence.as_ref());
    let named = match confidence_holder(parts.state) {
        Holder::Claim(id) => {
            parts.state.read.tag_bar = false;
            parts.workspace.change_claim(id, label, |claim| claim.confidence.clone_from(&confidence))?;
            remember_claim_confidence(parts.state, confidence);
            claim_name_of(parts.workspace.project(), id)
        }
        Holder::Link(id) => {
            parts.workspace.change_link(id, label, |link| link.confidence.clone_from(&confidence))?;
            remember_link_confidence(parts.state, confidence);
            "Link".to_owned()
        }
        Holder::NextClaim => {
            parts.state.read.next_confidence.claim = confidence;
            "Next claim".to_owned()
        }
        Holder::NextLink => {
            parts.state.read.next_confidence.link = confidence;
            "Next link".to_owned()
        }
    };
    parts.announcer.say(format!("{named}: {words}"));
    Ok(())
}

/// One level lower (`-1`) or higher (`1`).
pub(in crate::ui) fn step_confidence(parts: &mut Parts<'_>, step: i8) -> Result<(), EditError> {
    let current = confidence_of(parts.state, parts.workspace, confidence_holder(parts.state));
    let next = stepped_confidence(parts.workspace, current.as_ref(), step);
    set_confidence(parts, next)
}

/// That level at once; the level it has already clears it.
pub(in crate::ui) fn pick_confidence(parts: &mut Parts<'_>, level: PickedLevel) -> Result<(), EditError> {
    let current = confidence_of(parts.state, parts.workspace, confidence_holder(parts.state));
    let next = picked_confidence(parts.workspace, current.as_ref(), level);
    set_confidence(parts, next)
}

/// That level of the project's scale; none where it was that one already.
///
/// As it was where the project has no scale.
pub(in crate::ui) fn picked_confidence(
    workspace: &Workspace,
    current: Option<&Confidence>,
    level: PickedLevel,
) -> Option<Confidence> {
    let project = workspace.project();
    let Some(scale) = project.codebook().scale(&project.settings().scale) else {
        return current.cloned();
    };
    let last = scale.levels.len().checked_sub(1)?;
    let place = match level {
        PickedLevel::Low => 0,
        PickedLevel::Moderate => last / 2,
        PickedLevel::High => last,
    };
    let level = scale.levels.get(place)?;
    let picked = Confidence { scale: scale.id.clone(), level: level.id.clone() };
    (current != Some(&picked)).then_some(picked)
}

/// One level lower or higher on the project's scale; below its lowest level stands *not set*.
///
/// As it was where the project has no scale.
pub(in crate::ui) fn stepped_confidence(
    workspace: &Workspace,
    current: Option<&Confidence>,
    step: i8,
) -> Option<Confidence> {
    let project = workspace.project();
    let Some(scale) = project.codebook().scale(&project.settings().scale) else {
        return current.cloned();
    };
    let place = current.and_then(|confidence| {
        scale.levels.iter().position(|level| scale.id == confidence.scale && level.id == confidence.level)
    });
    let next = match place {
        Some(0) if step < 0 => None,
        Some(place) => {
            Some(place.saturating_add_signed(step.into()).min(scale.levels.len().saturating_sub(1)))
        }
        None if step > 0 => Some(0),
        None => None,
    };
    let level = next.and_then(|next| scale.levels.get(next));
    level.map(|level| Confidence { scale: scale.id.clone(), level: level.id.clone() })
}

/// The confidence for a claim that is tagged; it is used up unless this user keeps it.
pub(in crate::ui) fn claim_confidence(state: &mut UiState) -> Option<Confidence> {
    let next = &mut state.read.next_confidence.claim;
    if state.habits.keeps_confidence { next.clone() } else { next.take() }
}

/// The confidence for a link that is made; it is used up unless this user keeps it.
pub(in crate::ui) fn link_confidence(state: &mut UiState) -> Option<Confidence> {
    let next = &mut state.read.next_confidence.link;
    if state.habits.keeps_confidence { next.clone() } else { next.take() }
}

/// What was set on a claim is that of the next one, too, if this user wants it so.
pub(in crate::ui) fn remember_claim_confidence(state: &mut UiState, confidence: Option<Confidence>) {
    if state.habits.keeps_confidence {
        state.read.next_confidence.claim = confidence;
    }
}

/// What was set on a link is that of the next one, too, if this user wants it so.
pub(in crate::ui) fn remember_link_confidence(state: &mut UiState, confidence: Option<Confidence>) {
    if state.habits.keeps_confidence {
        state.read.next_confidence.link = confidence;
    }
}

/// Something else is at hand: what was chosen for the next claim and link was meant for what was there.
pub(in crate::ui) fn forget_confidence(state: &mut UiState) {
    if !state.habits.keeps_confidence {
        state.read.next_confidence = NextConfidence::default();
    }
}
