//! Carries out the look for the other end of a link: likely ones come into view, the best is aimed at first.

use super::navigate::{bring_into_view, put_cursor};
use super::state::{Aim, Mode, Selection};
use crate::model::DocumentId;
use crate::ui::parts::Parts;
use crate::view::names;

/// A place that the claim of the link being made is likely to be linked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct LikelyEnd {
    document: DocumentId,
    byte: usize,
    place: Selection,
}

/// Begins a link at the selection and aims at its likeliest other end.
pub(in crate::ui) fn start_link(parts: &mut Parts<'_>) {
    let project = parts.workspace.project();
    let from = match parts.state.read.selection {
        Some(Selection::Link(link)) => {
            let origin = parts.state.read.link_origin;
            origin.or_else(|| project.link(link).map(|link| link.from)).map(Selection::Claim)
        }
        other => other,
    };
    let Some(from) = from else {
        parts.say("Select a sentence or claim first, then press L to link it.");
        return;
    };
    let name = match from {
        Selection::Claim(claim) => names::claim_name_of(project, claim),
        Selection::Sentence(document, index) => names::sentence_name(project, document, index),
        Selection::Span(document, span) => names::place_name(project, document, span),
        Selection::Link(_) => String::new(),
    };
    parts.announcer.say(format!("Link from {name}: choose the other end"));
    parts.state.read.tag_bar = false;
    parts.state.read.mode = Mode::Linking { from, target: None, aim: Aim::Keys };
    aim_at_likely(parts);
}

/// As soon as likely ends are known, the best one in each other column comes into view and the best of all is
/// aimed at; not once something else is.
pub(in crate::ui) fn aim_at_likely(parts: &mut Parts<'_>) {
    if !matches!(parts.state.read.mode, Mode::Linking { target: None, aim: Aim::Keys, .. }) {
        return;
    }
    let ends = likely_ends(parts);
    let is_open =
        |end: &&LikelyEnd| parts.state.read.columns.iter().any(|column| column.document == end.document);
    let Some(best) = ends.iter().find(is_open).copied() else {
        return;
    };
    let places: Vec<(DocumentId, usize)> = ends.iter().map(|end| (end.document, end.byte)).collect();
    bring_into_view(parts.state, &places, None);
    put_cursor(parts.state, parts.workspace, best.place);
}

/// Aims at the next (or previous) likely end, all documents together, the best first.
pub(in crate::ui) fn cycle_likely(parts: &mut Parts<'_>, forward: bool) {
    let Mode::Linking { target, .. } = parts.state.read.mode else {
        return;
    };
    let ends = likely_ends(parts);
    let here = ends.iter().position(|end| Some(end.place) == target);
    let last = ends.len().saturating_sub(1);
    let next = match (here, forward) {
        (None, true) => 0,
        (Some(here), true) if here == last => 0,
        (Some(here), true) => here + 1,
        (None | Some(0), false) => last,
        (Some(here), false) => here - 1,
    };
    match ends.get(next) {
        Some(end) => put_cursor(parts.state, parts.workspace, end.place),
        None => parts.announcer.say("No likely end is known"),
    }
}

/// The best likely end of the link being made in a document.
pub(in crate::ui) fn likely_end_in(parts: &Parts<'_>, document: DocumentId) -> Option<Selection> {
    likely_ends(parts).into_iter().find(|end| end.document == document).map(|end| end.place)
}

/// The likely ends of the link being made, the best first; none while they are looked for.
fn likely_ends(parts: &Parts<'_>) -> Vec<LikelyEnd> {
    let subject = parts.state.read.subject();
    if !matches!(parts.state.read.mode, Mode::Linking { .. }) {
        return Vec::new();
    }
    let project = parts.workspace.project();
    let mut cards: Vec<_> =
        parts.views.suggestion_cards().filter(|card| Some(card.claim) == subject).collect();
    cards.sort_by_key(|card| std::cmp::Reverse(card.score));
    let end = |document: DocumentId, byte: usize, claim| {
        let index = project.document(document)?.sentence_at(byte)?;
        let place = match claim {
            Some(claim) if project.claim(claim).is_some() => Selection::Claim(claim),
            _ => Selection::Sentence(document, index),
        };
        Some(LikelyEnd { document, byte, place })
    };
    cards.into_iter().filter_map(|card| end(card.document, card.span.start, card.other)).collect()
}
