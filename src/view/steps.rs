//! The places at which the keyboard stops in a document: claims, and sentences that no claim covers.

use super::layers::Shown;
use crate::model::{Claim, ClaimId, DocumentId};
use crate::text::{SentenceRole, Span};

/// A place at which the keyboard stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A sentence by index.
    Sentence(usize),
    /// A claim.
    Claim(ClaimId),
}

/// The stops of one sentence in order; none where it is set aside or inside an earlier claim.
pub fn stops(shown: Shown<'_>, document: DocumentId, index: usize) -> Vec<Stop> {
    let Some(sentence) = shown.project.document(document).and_then(|record| record.sentences.get(index))
    else {
        return Vec::new();
    };
    let claims: Vec<&Claim> = claims_beginning_in(shown, document, index).collect();
    let covered = claims.iter().any(|claim| covers(claim.span, sentence.span))
        || claim_before(shown, document, index).is_some_and(|claim| covers(claim.span, sentence.span));
    let own = (!covered && sentence.role != SentenceRole::SetAside).then_some(Stop::Sentence(index));
    own.into_iter().chain(claims.into_iter().map(|claim| Stop::Claim(claim.id))).collect()
}

/// The stop one step on (or back) from a stop of that sentence; none past the ends of the document.
pub fn next_stop(
    shown: Shown<'_>,
    document: DocumentId,
    (index, from): (usize, Option<Stop>),
    forward: bool,
) -> Option<(usize, Stop)> {
    let here = stops(shown, document, index);
    let place = from.and_then(|from| here.iter().position(|stop| *stop == from));
    let near = match (place, forward) {
        (Some(place), true) => here.get(place + 1),
        (Some(place), false) => place.checked_sub(1).and_then(|before| here.get(before)),
        (None, _) => None,
    };
    if let Some(stop) = near {
        return Some((index, *stop));
    }
    let count = shown.project.document(document)?.sentences.len();
    let mut at = index;
    loop {
        at = if forward { at + 1 } else { at.checked_sub(1)? };
        if at >= count {
            return None;
        }
        let there = stops(shown, document, at);
        if let Some(stop) = if forward { there.first() } else { there.last() } {
            return Some((at, *stop));
        }
    }
}

/// The claims that begin in a sentence (for the first one also before it), by span and then id.
fn claims_beginning_in(shown: Shown<'_>, document: DocumentId, index: usize) -> impl Iterator<Item = &Claim> {
    let sentences =
        shown.project.document(document).map(|record| record.sentences.as_slice()).unwrap_or_default();
    let start = if index == 0 { 0 } else { sentences.get(index).map_or(0, |sentence| sentence.span.start) };
    let end = sentences.get(index + 1).map_or(usize::MAX, |sentence| sentence.span.start);
    shown.claims_from(document, Span::new(start, end))
}

/// The last claim that begins in one of the few sentences before, where one reaches over several.
fn claim_before(shown: Shown<'_>, document: DocumentId, index: usize) -> Option<&Claim> {
    (index.saturating_sub(4)..index)
        .flat_map(|before| claims_beginning_in(shown, document, before))
        .max_by_key(|claim| claim.span.end)
}

/// Whether a claim covers a sentence but for closing punctuation.
pub(super) fn covers(claim: Span, sentence: Span) -> bool {
    const CLOSING_BYTES: usize = 4;
    claim.start <= sentence.start && claim.end + CLOSING_BYTES >= sentence.end
}
