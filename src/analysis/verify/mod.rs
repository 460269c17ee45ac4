//! [`verify`]: holds the sentences of a draft against its sources.
//!
//! A sentence *differs* where no passage has one of its numbers, dates or names and a passage that speaks of the same
//! has another one in its place. What one source says and another says otherwise is *backed*, and the types tell of it:
//! the draft repeats a source, and the sources disagree with each other. Words decide, not meaning: a sentence in
//! words of its own may have a source that is not found.

mod found;
mod judge;
mod quoted;
mod sources;
mod support;
mod wording;

pub use found::{
    CheckStatus, CheckedQuotation, CheckedSentence, NearestWords, Passage, PassageStand, Progress, QUOTATION,
    Verification,
};

use crate::model::{Document, DocumentRole};
use crate::text::{SentenceRole, Span, blocks, quotations};
use sources::Sources;
use std::ops::ControlFlow;

/// Whether a sentence says something that a source may back.
pub const fn is_checked(role: SentenceRole) -> bool {
    matches!(role, SentenceRole::Body | SentenceRole::ListItem)
}

/// Whether a document is one that drafts are held against.
pub fn is_source(document: &Document) -> bool {
    document.details.role != DocumentRole::UnderCheck
}

/// Holds each sentence of a draft against the sources; none where `go_on` gave it up.
///
/// The draft itself, if it is among the sources, is passed over.
pub fn verify(
    draft: &Document,
    sources: &[&Document],
    go_on: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Option<Verification> {
    let others: Vec<&Document> = sources.iter().copied().filter(|source| source.id != draft.id).collect();
    let checked: Vec<usize> =
        (0..).zip(&draft.sentences).filter(|(_, one)| is_checked(one.role)).map(|(index, _)| index).collect();
    let total = checked.len();
    go_on(Progress { done: 0, total }).is_continue().then_some(())?;
    let sources = Sources::of(draft, &others);
    let quoted = quotations(&draft.text, &blocks(&draft.text, &draft.sentences));
    let mut sentences = Vec::with_capacity(total);
    for (done, index) in checked.into_iter().enumerate() {
        go_on(Progress { done, total }).is_continue().then_some(())?;
        let span = draft.sentences.get(index).map(|sentence| sentence.span).unwrap_or_default();
        let first = quoted.partition_point(|quotation| quotation.end <= span.start);
        let here = quoted.iter().skip(first).map_while(|quotation| quotation.intersection(span));
        let here: Vec<Span> = here.filter(|quotation| !quotation.is_empty()).collect();
        sentences.push(judge::checked(&sources, index, span, &here));
    }
    Some(Verification {
        draft: draft.id,
        sources: others.iter().map(|source| source.id).collect(),
        sentences,
    })
}
