//! Carries out work on claims and links.

use super::action::{AfterTag, AnnotateAction, ClaimField, LinkField};
use super::words::{claim_words, link_words};
use crate::model::{Claim, ClaimId, DocumentId, EditError, Link, LinkId};
use crate::text::Span;
use crate::ui::annotate::confidence::{
    claim_confidence, link_confidence, pick_confidence, remember_claim_confidence, remember_link_confidence,
    set_confidence, step_confidence,
};
use crate::ui::parts::Parts;
use crate::ui::questions;
use crate::ui::read::navigate::{put_cursor, select, span_of};
use crate::ui::read::state::{InspectorField, Mode, Selection};
use crate::ui::state::UiState;
use crate::view::names::claim_name_of;
use crate::view::steps::{Stop, next_stop};
use crate::workspace::{LinkEnd, Tag, Workspace};

/// Carries out work on claims and links.
pub(in crate::ui) fn handle(parts: &mut Parts<'_>, action: AnnotateAction) {
    let done = match action {
        AnnotateAction::Tag(kind, after) => tag_selected(parts, &kind, after),
        AnnotateAction::TagWithLast(place, after) => tag_with_last(parts, place, after),
        AnnotateAction::ToggleKind(claim, kind) => toggle_kind(parts.state, parts.workspace, claim, &kind),
        AnnotateAction::SetConfidence(confidence) => set_confidence(parts, confidence),
        AnnotateAction::StepConfidence(step) => step_confidence(parts, step),
        AnnotateAction::PickConfidence(level) => pick_confidence(parts, level),
        AnnotateAction::WriteField(field) => {
            write_field(parts, field);
            Ok(())
        }
        AnnotateAction::SetClaimField(claim, field) => {
            set_claim_field(parts.state, parts.workspace, claim, field)
        }
        AnnotateAction::SetLinkField(link, field) => set_link_field(parts, link, field),
        AnnotateAction::MoveClaim(claim, span) => parts.workspace.move_claim(claim, span),
        AnnotateAction::RemoveClaim(claim) => remove_claim(parts, claim),
        AnnotateAction::RemoveLink(link) => parts.workspace.remove_link(link),
        AnnotateAction::RemoveSelected => remove_selected(parts),
        AnnotateAction::Link(kind) => finish_link(parts, kind),
        AnnotateAction::Undo => {
            parts.workspace.undo().map(|step| notify_step(parts, "Taken back", "undo", step))
        }
        AnnotateAction::Redo => {
            parts.workspace.redo().map(|step| notify_step(parts, "Done again", "redo", step))
        }
    };
    if let Err(err) = done {
        parts.report("The change was not made", &err);
    }
}

fn notify_step(parts: &mut Parts<'_>, done: &str, verb: &str, step: Option<String>) {
    parts.announcer.say(step.map_or_else(|| format!("Nothing to {verb}"), |step| format!("{done}: {step}")));
}

/// Puts the keyboard into a field of the inspector, which opens for it.
fn write_field(parts: &mut Parts<'_>, field: InspectorField) {
    let has_field = match parts.state.read.selection {
        Some(Selection::Claim(_)) => true,
        Some(Selection::Link(_)) => field == InspectorField::Note,
        Some(Selection::Sentence(..) | Selection::Span(..)) | None => false,
    };
    if has_field {
        parts.state.look.right_open = true;
        parts.state.read.wanted_field = Some(field);
        return;
    }
    let words = match field {
        InspectorField::Statement => "Select a claim first, then press S to write its statement.",
        InspectorField::When => "Select a claim first, then press T to type its date.",
        InspectorField::Note => "Select a claim or a link first, then press W to write its note.",
    };
    parts.show_message(false, words.to_owned());
}

/// Before a frame is drawn: closes the columns of documents that are gone, and selects nothing when what was selected
/// is.
pub(in crate::ui) fn drop_lost_selection(state: &mut UiState, workspace: &Workspace) {
    let project = workspace.project();
    state.read.columns.retain(|column| project.document(column.document).is_some());
    let lost = |selection: Selection| span_of(workspace, selection).is_none();
    let mode_lost = match state.read.mode {
        Mode::Idle => false,
        Mode::Linking { from, .. } => lost(from),
        Mode::Choosing { from, to } => lost(from) || lost(to),
        Mode::Judging { claim, document, .. } => {
            lost(Selection::Claim(claim)) || workspace.project().document(document).is_none()
        }
    };
    let selection_lost = state.read.selection.is_some_and(lost);
    if mode_lost {
        state.read.mode = Mode::Idle;
    }
    if selection_lost {
        state.read.selection = None;
        state.read.tag_bar = false;
    }
}

/// The kind used last for claims, or the first one offered.
fn claim_kind(state: &UiState, workspace: &Workspace) -> Option<String> {
    let codebook = workspace.project().codebook();
    let last = codebook.offered_claim_kinds().find(|kind| kind.id == state.read.last_claim_kind);
    last.or_else(|| codebook.offered_claim_kinds().next()).map(|kind| kind.id.clone())
}

/// The kind used last for links, or the first one offered.
pub(in crate::ui) fn link_kind(state: &UiState, workspace: &Workspace) -> Option<String> {
    let codebook = workspace.project().codebook();
    let last = codebook.offered_link_kinds().find(|kind| kind.id == state.read.last_link_kind);
    last.or_else(|| codebook.offered_link_kinds().next()).map(|kind| kind.id.clone())
}

fn tag_selected(parts: &mut Parts<'_>, kind: &str, after: AfterTag) -> Result<(), EditError> {
    kind.clone_into(&mut parts.state.read.last_claim_kind);
    match parts.state.read.selection {
        Some(Selection::Claim(id)) => {
            parts.workspace.change_claim(id, "Set kind", |claim| claim.kinds = vec![kind.to_owned()])?;
            parts.announcer.say(claim_words(parts.workspace.project(), id));
            Ok(())
        }
        Some(place @ (Selection::Sentence(..) | Selection::Span(..))) => tag_place(parts, place, kind, after),
        Some(Selection::Link(_)) | None => Ok(()),
    }
}

fn tag_with_last(parts: &mut Parts<'_>, place: Selection, after: AfterTag) -> Result<(), EditError> {
    match claim_kind(parts.state, parts.workspace) {
        Some(kind) => tag_place(parts, place, &kind, after),
        None => Ok(()),
    }
}

fn tag_place(parts: &mut Parts<'_>, place: Selection, kind: &str, after: AfterTag) -> Result<(), EditError> {
    let Some((document, span)) = span_of(parts.workspace, place) else {
        return Ok(());
    };
    let bar = parts.state.read.tag_bar;
    let kinds = vec![kind.to_owned()];
    let (claim, is_sure) = if let Some(claim) = own_claim_at(parts.workspace, document, span) {
        // It is there already: the key says of which kind it is.
        parts.workspace.change_claim(claim, "Set kind", |claim| claim.kinds = kinds)?;
        let record = parts.workspace.project().claim(claim);
        (claim, record.is_some_and(|claim| claim.confidence.is_some()))
    } else {
        let confidence = claim_confidence(parts.state);
        let is_sure = confidence.is_some();
        (parts.workspace.tag(document, span, Tag { kinds, confidence })?, is_sure)
    };
    parts.announcer.say(format!("Tagged {}", claim_words(parts.workspace.project(), claim)));
    select(parts.state, parts.workspace, Some(Selection::Claim(claim)));
    // The bar stays where the hand is until there is a confidence; then it is in the way of the next sentence.
    parts.state.read.tag_bar = bar && !is_sure && after != AfterTag::Hurry;
    if after == AfterTag::GoOn && parts.state.habits.goes_on {
        go_on_from(parts.state, parts.workspace, document, span);
    }
    Ok(())
}

/// Selects the next sentence that is not tagged; at the end of the document the claim stays selected.
fn go_on_from(state: &mut UiState, workspace: &Workspace, document: DocumentId, span: Span) {
    let record = workspace.project().document(document);
    let last = record.and_then(|record| record.sentence_at(span.end.saturating_sub(1)));
    let mut at = last.unwrap_or_default();
    while let Some((index, stop)) = next_stop(state.shown(workspace), document, (at, None), true) {
        at = index;
        if stop == Stop::Sentence(index) {
            put_cursor(state, workspace, Selection::Sentence(document, index));
            return;
        }
    }
    state.read.tag_bar = false;
}

/// This annotator's claim that is exactly there.
fn own_claim_at(workspace: &Workspace, document: DocumentId, span: Span) -> Option<ClaimId> {
    let begins_there = Span::new(span.start, span.start + 1);
    let mut claims = workspace.project().claims_from(document, begins_there);
    let me = workspace.me();
    claims.find(|claim| claim.span == span && claim.annotator == me).map(|claim| claim.id)
}

fn toggle_kind(
    state: &mut UiState,
    workspace: &mut Workspace,
    claim: ClaimId,
    kind: &str,
) -> Result<(), EditError> {
    kind.clone_into(&mut state.read.last_claim_kind);
    workspace.change_claim(claim, "Set kinds", |claim| match claim.kinds.iter().position(|id| id == kind) {
        Some(place) => drop(claim.kinds.remove(place)),
        None => claim.kinds.push(kind.to_owned()),
    })
}

fn set_claim_field(
    state: &mut UiState,
    workspace: &mut Workspace,
    claim: ClaimId,
    field: ClaimField,
) -> Result<(), EditError> {
    let label = match &field {
        ClaimField::Statement(_) => "Edit statement",
        ClaimField::AttributedTo(_) => "Edit attribution",
        ClaimField::Modality(_) => "Set modality",
        ClaimField::Credibility(_) => "Set credibility",
        ClaimField::Tags(_) => "Edit tags",
        ClaimField::Note(_) => "Edit note",
        ClaimField::Confidence(_) => "Set confidence",
    };
    if let ClaimField::Confidence(confidence) = &field {
        remember_claim_confidence(state, confidence.clone());
    }
    workspace.change_claim(claim, label, |claim| write_claim_field(claim, field))
}

fn set_link_field(parts: &mut Parts<'_>, link: LinkId, field: LinkField) -> Result<(), EditError> {
    let label = match &field {
        LinkField::Kind(kind) => {
            parts.state.read.last_link_kind.clone_from(kind);
            "Set link kind"
        }
        LinkField::Confidence(_) => "Set confidence",
        LinkField::Note(_) => "Edit note",
        LinkField::Reverse => "Reverse link",
    };
    if let LinkField::Confidence(confidence) = &field {
        remember_link_confidence(parts.state, confidence.clone());
    }
    parts.workspace.change_link(link, label, |link| write_link_field(link, field))?;
    parts.announcer.say(link_words(parts.workspace.project(), link));
    Ok(())
}

fn remove_claim(parts: &mut Parts<'_>, claim: ClaimId) -> Result<(), EditError> {
    let name = claim_name_of(parts.workspace.project(), claim);
    parts.workspace.remove_claim(claim)?;
    parts.announcer.say(format!("Removed claim {name}"));
    Ok(())
}

fn remove_selected(parts: &mut Parts<'_>) -> Result<(), EditError> {
    match parts.state.read.selection {
        Some(Selection::Claim(claim)) => remove_claim(parts, claim),
        Some(Selection::Link(link)) => parts.workspace.remove_link(link),
        _ => Ok(()),
    }
}

/// Makes the link whose ends are chosen; none means the kind used last.
fn finish_link(parts: &mut Parts<'_>, kind: Option<String>) -> Result<(), EditError> {
    let Some(kind) = kind.or_else(|| link_kind(parts.state, parts.workspace)) else {
        return Ok(());
    };
    let (Mode::Choosing { from, to } | Mode::Linking { from, target: Some(to), .. }) = parts.state.read.mode
    else {
        return Ok(());
    };
    let kinds = kinds_for_untagged(parts.state, parts.workspace, from, to);
    let (Some(from_end), Some(to_end)) =
        (link_end(parts.workspace, from, &kinds), link_end(parts.workspace, to, &kinds))
    else {
        return Ok(());
    };
    let about = questions::target_for(parts.workspace, parts.state);
    let near = span_of(parts.workspace, from);
    parts.state.read.last_link_kind.clone_from(&kind);
    parts.state.read.mode = Mode::Idle;
    let confidence = link_confidence(parts.state);
    let link = parts.workspace.link_about((from_end, to_end), &kind, confidence, &about)?;
    questions::use_question_of(parts.workspace, parts.state, link);
    parts.announcer.say(format!("Linked: {}", link_words(parts.workspace.project(), link)));
    select_made(parts.state, parts.workspace, link, near);
    Ok(())
}

/// Selects a new link, reached from the end at which it was begun.
fn select_made(state: &mut UiState, workspace: &Workspace, link: LinkId, near: Option<(DocumentId, Span)>) {
    select(state, workspace, Some(Selection::Link(link)));
    let project = workspace.project();
    let ends = project.link(link).into_iter().flat_map(|link| [link.from, link.to]);
    let mut claims = ends.filter_map(|end| project.claim(end));
    let origin = claims.find(|claim| Some((claim.document, claim.span)) == near).map(|claim| claim.id);
    state.read.link_origin = origin;
}

fn link_end(workspace: &Workspace, place: Selection, kinds: &[String]) -> Option<LinkEnd> {
    match place {
        Selection::Claim(claim) => Some(LinkEnd::Claim(claim)),
        Selection::Sentence(..) | Selection::Span(..) => {
            let (document, span) = span_of(workspace, place)?;
            let tag = Tag { kinds: kinds.to_vec(), confidence: None };
            Some(LinkEnd::Untagged { document, span, tag })
        }
        Selection::Link(_) => None,
    }
}

/// An untagged end gets the kinds of the other end; both untagged: the kind used last.
fn kinds_for_untagged(state: &UiState, workspace: &Workspace, from: Selection, to: Selection) -> Vec<String> {
    let kinds = |place| match place {
        Selection::Claim(claim) => workspace.project().claim(claim).map(|claim| claim.kinds.clone()),
        Selection::Sentence(..) | Selection::Span(..) | Selection::Link(_) => None,
    };
    kinds(from).or_else(|| kinds(to)).unwrap_or_else(|| claim_kind(state, workspace).into_iter().collect())
}

fn write_claim_field(claim: &mut Claim, field: ClaimField) {
    match field {
        ClaimField::Statement(text) => claim.statement = text,
        ClaimField::AttributedTo(text) => claim.attributed_to = text,
        ClaimField::Modality(modality) => claim.modality = modality,
        ClaimField::Credibility(credibility) => claim.credibility = credibility,
        ClaimField::Tags(tags) => claim.tags = tags,
        ClaimField::Note(text) => claim.note = text,
        ClaimField::Confidence(confidence) => claim.confidence = confidence,
    }
}

fn write_link_field(link: &mut Link, field: LinkField) {
    match field {
        LinkField::Kind(kind) => link.kind = kind,
        LinkField::Confidence(confidence) => link.confidence = confidence,
        LinkField::Note(text) => link.note = text,
        LinkField::Reverse => *link = link.clone().reversed(),
    }
}
