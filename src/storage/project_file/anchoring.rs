//! [`anchor_claims`]: the claims at the places of their quotes; marked when there is none, never dropped.
//!
//! The work is bounded by a constant times the input, also when every quote of a long text has moved or is gone.

use crate::model::{Claim, Document, DocumentId, in_threads};
use crate::text::{Anchor, Span, anchor, visible};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Characters of a quote shown in a message.
const SHOWN_QUOTE: usize = 60;
/// Below this a second thread costs more than it brings.
const MIN_CLAIMS_PER_THREAD: usize = 1_000;
/// Bytes around the stored place that are searched first; then sixteen times as many, and so on.
const FIRST_REACH: usize = 1 << 12;
const REACH_GROWTH: usize = 16;
/// Bytes that may be searched for each byte of text and quote, so that no file takes longer than its length allows.
const SEARCHED_PER_BYTE: usize = 64;
/// What a search by looser marks costs, in bytes searched for a byte of text.
const LOOSE_COST: usize = 16;

/// Puts claims right whose quote does not stand at their place; tells what was done. Marked ones are left as they are.
pub(super) fn anchor_claims(documents: &[Document], claims: &mut [Arc<Claim>]) -> Vec<String> {
    // Of two documents with one id the first is kept.
    let by_id: BTreeMap<DocumentId, &Document> =
        documents.iter().rev().map(|document| (document.id, document)).collect();
    let is_off = |claim: &Claim| {
        let document = by_id.get(&claim.document).filter(|_| !claim.unanchored);
        document.is_some_and(|document| {
            claim.span.is_empty() || claim.span.slice(&document.text) != Some(&claim.quote)
        })
    };
    let runs = in_threads(claims, MIN_CLAIMS_PER_THREAD, |first, run| {
        let off = run.iter().zip(first..).filter(|(claim, _)| is_off(claim));
        off.map(|(_, index)| index).collect::<Vec<_>>()
    });
    let off = runs.concat();
    if off.is_empty() {
        return Vec::new();
    }
    let texts: usize = documents.iter().map(|document| document.text.len()).sum();
    let quotes: usize = claims.iter().map(|claim| claim.quote.len()).sum();
    let mut left = SEARCHED_PER_BYTE.saturating_mul(texts.saturating_add(quotes));
    let mut told = Vec::with_capacity(off.len());
    for index in off {
        let Some(claim) = claims.get_mut(index) else { continue };
        if let Some(document) = by_id.get(&claim.document) {
            told.push(put_right(Arc::make_mut(claim), document, &mut left));
        }
    }
    told
}

fn put_right(claim: &mut Claim, document: &Document, left: &mut usize) -> String {
    let Span { start, end } = claim.span;
    let shown = shown_quote(&claim.quote);
    let Some(span) = find(&document.text, claim, left) else {
        claim.unanchored = true;
        return format!(
            "Claim {}: “{shown}” does not stand in document “{}”. The claim is kept as unanchored; give it a new place or remove it.",
            claim.id,
            visible(&document.details.title)
        );
    };
    claim.span = span;
    span.slice(&document.text).unwrap_or_default().clone_into(&mut claim.quote);
    format!(
        "Claim {}: “{shown}” does not stand at bytes {start} to {end}. It was found at {} to {}, and the claim was moved there.",
        claim.id, span.start, span.end
    )
}

/// The nearest place of the quote: near by first, then everywhere, then with other quote marks and white space.
fn find(text: &str, claim: &Claim, left: &mut usize) -> Option<Span> {
    let (quote, span) = (claim.quote.as_str(), claim.span);
    if quote.trim().is_empty() {
        return None;
    }
    let mut reach = FIRST_REACH;
    while reach < text.len() {
        let from = text.floor_char_boundary(span.start.saturating_sub(reach));
        let to = text
            .ceil_char_boundary(span.start.saturating_add(reach).saturating_add(quote.len()).min(text.len()));
        let window = text.get(from..to).unwrap_or_default();
        spend(left, window.len())?;
        let places = window.match_indices(quote).map(|(at, _)| from + at);
        if let Some(start) = places.min_by_key(|start| start.abs_diff(span.start)) {
            return Some(Span::new(start, start + quote.len()));
        }
        reach = reach.saturating_mul(REACH_GROWTH);
    }
    spend(left, text.len().saturating_mul(LOOSE_COST))?;
    match anchor(text, span, quote) {
        Anchor::Moved(span) => Some(span),
        Anchor::Exact | Anchor::Lost => None,
    }
}

fn spend(left: &mut usize, bytes: usize) -> Option<()> {
    *left = left.checked_sub(bytes)?;
    Some(())
}

fn shown_quote(quote: &str) -> String {
    let start: String = quote.chars().take(SHOWN_QUOTE).collect();
    let rest = if start.len() < quote.len() { "…" } else { "" };
    format!("{}{rest}", visible(&start).replace('\n', " "))
}
