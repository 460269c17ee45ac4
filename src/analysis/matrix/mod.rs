//! [`matrix_row`]: what each document says on the question of a thread; rows are threads, columns documents.
//!
//! A row depends on its thread, on the verdicts and read marks, and on the order of the documents: rows can be built
//! one by one and kept by thread. It holds only the documents that speak of the question; [`MatrixRow::stance`]
//! tells the silent ones from those that nobody has read. There is no total score of truth: the field's method
//! refutes, it does not add up support.

mod columns;
mod row;
pub mod scores;
mod sort;
mod stance;

pub use columns::{MatrixColumn, MatrixColumns, matrix_columns};
pub use row::{contradictions, matrix_row, matrix_rows};
pub use sort::{MatrixSort, sort_rows};

use super::disagreements::CaseCounts;
use super::threads::QuestionKey;
use crate::model::{ClaimId, Confidence, Document, DocumentId, QuestionId, VerdictId};
use crate::text::Span;
use scores::{Spread, Undefined};

/// What a document says about the central statement of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// Says the same, or more.
    Asserts,
    /// Says what cannot hold together with it.
    Contradicts,
    /// Limits it, or says more or less of it than the others.
    Qualifies,
    /// Speaks of the question and takes no stance on the statement: gives a part, an earlier state, a source.
    Mentions,
    /// Takes opposing stances itself, or annotators read it differently.
    InDispute,
    /// Was read to the end and says nothing about it.
    Silent,
    /// Has no claim on it so far, and nobody has read it to the end.
    NotRead,
}

/// Why a cell is in dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dispute {
    /// Claims of the document oppose each other.
    WithinDocument,
    /// Claims or links of different annotators give it different stances.
    BetweenAnnotators,
}

/// What a document that speaks of the question says.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixCell {
    /// The column.
    pub document: DocumentId,
    /// Never silent and never not read.
    pub stance: Stance,
    /// Set when the stance is [`Stance::InDispute`].
    pub dispute: Option<Dispute>,
    /// In text order; never empty.
    pub claims: Vec<ClaimId>,
    /// The strongest level set on the claims that take the stance; none when nobody set one that can be ranked.
    pub confidence: Option<CellConfidence>,
    /// How far annotators differ on the cell, those counted who read the document; none with fewer than two.
    pub annotator_spread: Option<f64>,
    /// Place of the stance from 1 (contradicts) to 5 (asserts); none when it takes none.
    pub value: Option<f64>,
}

/// A level, and how high it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct CellConfidence {
    /// As it was set.
    pub level: Confidence,
    /// From 0 (lowest of its scale) to 1.
    pub strength: f32,
}

/// Who stands behind the central statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Support {
    /// One document only.
    SingleDocument,
    /// Several documents, which repeat each other or one publisher or origin.
    SingleOrigin,
    /// That many sources that say it independently of each other, at least two.
    Independent(usize),
}

impl Support {
    /// Whether there is one source only.
    pub const fn is_single(self) -> bool {
        !matches!(self, Self::Independent(_))
    }

    /// How many sources confirm what the first one says.
    pub const fn corroborations(self) -> usize {
        match self {
            Self::Independent(sources) => sources.saturating_sub(1),
            _ => 0,
        }
    }
}

/// One thread of the matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixRow {
    /// Which question.
    pub question: QuestionKey,
    /// Its place among the questions of the project; none for a proposed one.
    pub order: Option<(u32, QuestionId)>,
    /// The claim whose statement the stances are about; none for a question that nothing is under yet.
    pub central: Option<ClaimId>,
    /// The documents that speak of it, by id.
    pub cells: Vec<MatrixCell>,
    /// Who stands behind the central statement.
    pub support: Support,
    /// How far the stances of the documents lie apart.
    pub spread: Result<Spread, Undefined>,
    /// Its disagreements.
    pub cases: CaseCounts,
    /// The newest verdict on one of them.
    pub verdict: Option<VerdictId>,
    /// Some links say that claims agree which others say oppose each other.
    pub is_inconsistent: bool,
    /// Where its first claim stands: place of the document in project order, then span.
    pub place: (usize, Span),
}

impl MatrixRow {
    /// The cell of a document that speaks of the question.
    pub fn cell(&self, document: DocumentId) -> Option<&MatrixCell> {
        let at = self.cells.binary_search_by_key(&document, |cell| cell.document).ok()?;
        self.cells.get(at)
    }

    /// What a document says, also when it says nothing.
    pub fn stance(&self, document: &Document) -> Stance {
        match self.cell(document.id) {
            Some(cell) => cell.stance,
            None if document.read_by.is_empty() => Stance::NotRead,
            None => Stance::Silent,
        }
    }
}

impl Stance {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asserts => "asserts",
            Self::Contradicts => "contradicts",
            Self::Qualifies => "qualifies",
            Self::Mentions => "mentions",
            Self::InDispute => "in dispute",
            Self::Silent => "silent",
            Self::NotRead => "not read yet",
        }
    }

    /// Place on the scale of 1 to 5 of [`scores`]; none for what is no stance, and for a dispute, which holds several.
    const fn value(self) -> Option<f64> {
        match self {
            Self::Asserts => Some(5.0),
            Self::Qualifies => Some(3.0),
            Self::Contradicts => Some(1.0),
            Self::Mentions | Self::InDispute | Self::Silent | Self::NotRead => None,
        }
    }
}
