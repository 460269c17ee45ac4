//! [`verify`]: holds the sentences of a draft against its sources.
//!
//! A sentence *differs* where no passage has one of its numbers, dates or names and a passage that speaks of the same
//! has another one in its place. What one source says and another says otherwise is *backed*, and the types tell of it:
//! the draft repeats a source, and the sources disagree with each other. Words decide, not meaning: a sentence in
//! words of its own may have a source that is not found.

mod judge;
mod quoted;
mod sources;
mod support;
mod wording;

pub use quoted::{CheckedQuotation, NearestWords};

use super::differences::Comparison;
use crate::model::{Document, DocumentId, DocumentRole};
use crate::text::{SentenceRole, Span, blocks, quotations};
use sources::Sources;
use std::ops::ControlFlow;

/// The type of difference that a quotation has which no source has word for word.
pub const QUOTATION: &str = "quotation";

/// How a sentence of a draft stands to the sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CheckStatus {
    /// A passage says it, with each of its numbers, dates and names.
    Backed,
    /// Passages that speak of the same have another number, date or name.
    Differs,
    /// A quotation is not to be found word for word.
    QuoteNotFound,
    /// No passage was found that says it, by its words.
    NoSource,
}

impl CheckStatus {
    /// In the order shown: what needs a look first.
    pub const ALL: [Self; 4] = [Self::Differs, Self::QuoteNotFound, Self::NoSource, Self::Backed];

    /// The word used in files and printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Backed => "backed",
            Self::Differs => "differs",
            Self::QuoteNotFound => "quote_not_found",
            Self::NoSource => "no_source",
        }
    }
}

/// The sentences of a draft as they stand to the sources.
#[derive(Clone, Debug, PartialEq)]
pub struct Verification {
    /// The draft.
    pub draft: DocumentId,
    /// The documents that it was held against, in the order given.
    pub sources: Vec<DocumentId>,
    /// Its sentences in order, without headings and what is set aside.
    pub sentences: Vec<CheckedSentence>,
}

/// A sentence of a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedSentence {
    /// Its number in the draft, from 0.
    pub index: usize,
    /// Bytes of the draft.
    pub span: Span,
    /// How it stands to the sources.
    pub status: CheckStatus,
    /// Types of what differs or is nowhere, each once; of a sentence that is backed: in what sources disagree.
    pub types: Vec<String>,
    /// Parts of the sentence that differ or that no source has.
    pub marks: Vec<Span>,
    /// The best passage of each source, the best first.
    pub passages: Vec<Passage>,
    /// What it quotes.
    pub quotations: Vec<CheckedQuotation>,
}

/// A sentence of a source that speaks of what a sentence of the draft says.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// The source.
    pub document: DocumentId,
    /// Bytes of its text.
    pub span: Span,
    /// How much of the sentence it says, from 0 to 1: words that tell, rare ones more.
    pub score: f32,
    /// What it says to the sentence.
    pub stand: PassageStand,
    /// In what it differs; spans are bytes of the draft and of its own text.
    pub differences: Comparison,
}

/// What a passage says to a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PassageStand {
    /// It says the same.
    Backs,
    /// It has another number, date or name, or denies it.
    Differs,
    /// It is the nearest there is, and says too little of it.
    Near,
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Sentences that were looked at.
    pub done: usize,
    /// Sentences in all.
    pub total: usize,
}

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
    Some(Verification { draft: draft.id, sources: others.iter().map(|source| source.id).collect(), sentences })
}
