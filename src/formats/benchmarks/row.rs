//! What a reader of a set hands over: [`SetRow`], a claim with what is said of it, and [`SetText`], a text by which claims
//! are judged.

use super::fields::Fields;
use crate::formats::Place;
use crate::model::{AnnotatorId, Source};

/// What a set says of a claim and a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stance {
    Supports,
    Refutes,
    /// Looked at, and it tells nothing.
    Neutral,
    /// A kind of link of the codebook.
    Kind(&'static str),
}

impl Stance {
    /// None where there is no link.
    pub(super) const fn link_kind(self) -> Option<&'static str> {
        match self {
            Self::Supports => Some("corroborates"),
            Self::Refutes => Some("contradicts"),
            Self::Neutral => None,
            Self::Kind(kind) => Some(kind),
        }
    }
}

/// Where a claim is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Key of a document, and the number that the set gives its sentence.
    Sentence(String, u32),
    /// Key of a document of which the set names no sentence: its first one stands for it.
    Start(String),
    /// Key of a document, all of it. For what is not there.
    Whole(String),
}

/// One judgement of a claim.
#[derive(Clone, Debug)]
pub(super) struct SetLink {
    pub(super) target: Target,
    pub(super) stance: Stance,
    pub(super) annotator: AnnotatorId,
    /// Go into the note of the link; dismissals have none.
    pub(super) fields: Fields,
}

/// What a set says of a claim as a whole.
#[derive(Clone, Debug, Default)]
pub(super) struct SetVerdict {
    /// Id or label of an outcome; one that the codebook lacks is added.
    pub(super) outcome: String,
    /// Whether the claim, or what it is judged by, was found to hold; none where neither.
    pub(super) is_claim_favoured: Option<bool>,
    pub(super) rationale: String,
}

/// A claim of a set.
#[derive(Clone, Debug, Default)]
pub(super) struct SetRow {
    pub(super) place: Place,
    /// As the set has it.
    pub(super) id: String,
    pub(super) text: String,
    /// The claim itself where empty.
    pub(super) question: String,
    /// Go into the note of the claim.
    pub(super) fields: Fields,
    /// Ids of claim kinds.
    pub(super) kinds: Vec<String>,
    pub(super) attributed_to: String,
    pub(super) links: Vec<SetLink>,
    /// What belongs to it without a judgement of its own.
    pub(super) context: Vec<Target>,
    pub(super) verdict: Option<SetVerdict>,
}

/// A text by which claims are judged.
#[derive(Clone, Debug, Default)]
pub(super) struct SetText {
    /// Names it within the set.
    pub(super) key: String,
    pub(super) title: String,
    /// As the set writes it back; empty where it is the title.
    pub(super) file_name: String,
    pub(super) language: String,
    pub(super) source: Source,
    /// Go into a remark on the document.
    pub(super) fields: Fields,
    pub(super) body: SetBody,
}

/// How the text of a document is given.
#[derive(Clone, Debug)]
pub(super) enum SetBody {
    /// Sentences with the numbers that the set gives them, from 0, in order.
    Sentences(Vec<(u32, String)>),
    /// Sentences that have nothing to do with each other, each in a line of its own.
    Lines(Vec<String>),
    /// The whole text, and its sentences in code points.
    Spans(String, Vec<(usize, usize)>),
    /// The whole text, of which the set gives no sentences.
    Text(String),
}

impl Default for SetBody {
    fn default() -> Self {
        Self::Sentences(Vec::new())
    }
}
