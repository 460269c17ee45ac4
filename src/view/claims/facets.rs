//! [`Facet`]: what claims are filtered and grouped by, and [`FacetValue`], one value of it.

use crate::analysis::threads::QuestionKey;
use crate::model::{AnnotatorId, Confidence, Credibility, DocumentId, Modality};

/// What claims are filtered and grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Kinds of claim; a claim may have several.
    Kind,
    /// How sure the annotator is.
    Confidence,
    /// Kinds of its links.
    Link,
    /// Questions that it speaks to.
    Question,
    /// Outcomes of the verdicts that weigh it.
    Verdict,
    /// Free words.
    Tag,
    /// How sure the source sounds.
    Modality,
    /// Who the source says it comes from.
    Attributed,
    /// Admiralty credibility.
    Credibility,
    /// In which document.
    Document,
    /// Whose work it is.
    Annotator,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FacetValue {
    /// Not set, or none.
    None,
    /// Id of a kind, a link kind or an outcome; a tag; a name.
    Word(Box<str>),
    /// A level of a scale.
    Level(Confidence),
    /// How sure the source sounds.
    Modality(Modality),
    /// Admiralty credibility.
    Credibility(Credibility),
    /// A question.
    Question(QuestionKey),
    /// A document.
    Document(DocumentId),
    /// An annotator.
    Annotator(AnnotatorId),
}

impl Facet {
    /// All of them, in the order offered.
    pub const ALL: [Self; 11] = [
        Self::Kind,
        Self::Confidence,
        Self::Link,
        Self::Question,
        Self::Verdict,
        Self::Tag,
        Self::Modality,
        Self::Attributed,
        Self::Credibility,
        Self::Document,
        Self::Annotator,
    ];

    /// Those by which claims can be grouped.
    pub const GROUPING: [Self; 4] = [Self::Kind, Self::Document, Self::Question, Self::Tag];

    /// The words for it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Kind => "Kind",
            Self::Confidence => "Confidence",
            Self::Link => "Links",
            Self::Question => "Question",
            Self::Verdict => "Verdict",
            Self::Tag => "Tag",
            Self::Modality => "Modality",
            Self::Attributed => "Attributed to",
            Self::Credibility => "Credibility",
            Self::Document => "Document",
            Self::Annotator => "Annotator",
        }
    }

    /// What a claim without a value is called.
    pub const fn none_label(self) -> &'static str {
        match self {
            Self::Kind => "no kind",
            Self::Confidence | Self::Modality => "not set",
            Self::Link => "no links",
            Self::Question => "no question",
            Self::Verdict => "no verdict",
            Self::Tag => "no tag",
            Self::Attributed => "the source itself",
            Self::Credibility => "not rated",
            Self::Document | Self::Annotator => "unknown",
        }
    }

    /// Whether it is made from the work of everybody, and so shows nothing while one works blind.
    pub const fn is_shared(self) -> bool {
        matches!(self, Self::Question | Self::Verdict)
    }

    /// Whether it comes from records that hang on the claim, not from the claim itself.
    pub(super) const fn is_relation(self) -> bool {
        matches!(self, Self::Link | Self::Question | Self::Verdict)
    }

    pub(super) const fn index(self) -> usize {
        self as usize
    }
}

impl FacetValue {
    /// A word, or none where it is empty.
    pub fn word(word: &str) -> Self {
        match word.trim() {
            "" => Self::None,
            word => Self::Word(word.into()),
        }
    }
}
