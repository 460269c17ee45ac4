//! [`Verification`]: how the sentences of a draft stand to the sources.

use crate::analysis::differences::Comparison;
use crate::model::DocumentId;
use crate::text::Span;

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

/// A quotation in a sentence of a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedQuotation {
    /// Bytes of the draft, without the marks.
    pub span: Span,
    /// Where it stands word for word: part by part, the parts of the first source that has them all.
    pub found: Option<(DocumentId, Vec<Span>)>,
    /// Where it stands nearly so; none where it is found or nothing is like it.
    pub nearest: Option<NearestWords>,
}

/// The words of a source that are most like a quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct NearestWords {
    /// The source.
    pub document: DocumentId,
    /// Bytes of its text.
    pub span: Span,
    /// The part of the quotation's words that stand there.
    pub share: f32,
    /// The first words of the quotation that are others there, as bytes of the draft; none where it lacks words.
    pub quoted: Option<Span>,
    /// What stands there in their place, as bytes of the source; none where nothing does.
    pub said: Option<Span>,
}
