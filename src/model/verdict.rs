//! What was decided about the work: [`Verdict`], [`Dismissal`], [`Ruling`], [`Conflict`].

use super::{
    AnnotatorId, ClaimId, Confidence, ConflictId, DismissalId, DocumentId, LinkId, QuestionId, RecordId,
    RulingId, Timestamp, VerdictId,
};
use crate::text::Span;

/// How a disagreement between sources was settled. It covers the claims it lists and no later ones.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// Never reused.
    pub id: VerdictId,
    /// The claims that were weighed; each once.
    pub claims: Vec<ClaimId>,
    /// Within which question; none where it was proposed, or for a verdict made before there were questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<QuestionId>,
    /// Id of one of the codebook's outcomes.
    pub outcome: String,
    /// Those of the claims that were found to hold; may be empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub favoured: Vec<ClaimId>,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rationale: String,
    /// How sure; none means not set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// Who decided.
    pub annotator: AnnotatorId,
    /// When.
    pub decided: Timestamp,
}

/// A suggestion judged unrelated: it does not come back and counts as a negative in datasets.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dismissal {
    /// Never reused.
    pub id: DismissalId,
    /// The claim for which the place was suggested.
    pub claim: ClaimId,
    /// The document of the suggested place.
    pub document: DocumentId,
    /// The suggested place.
    pub span: Span,
    /// Who dismissed it.
    pub annotator: AnnotatorId,
    /// When.
    pub created: Timestamp,
}

/// How a difference between annotators was settled.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ruling {
    /// Never reused.
    pub id: RulingId,
    /// The claims in question, of any annotator.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<ClaimId>,
    /// The links in question.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<LinkId>,
    /// Id of one of the codebook's rulings.
    pub outcome: String,
    /// Why the annotators differed, from the codebook's causes; empty means not judged.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cause: String,
    /// Why it was settled so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rationale: String,
    /// Who settled it.
    pub annotator: AnnotatorId,
    /// When.
    pub decided: Timestamp,
}

/// Two values of one field that met in a merge; kept until somebody settles it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// Never reused.
    pub id: ConflictId,
    /// The record both sides changed.
    pub record: RecordId,
    /// Name of the field as in the file; empty when the whole record is in question (deleted and edited), `id` when two
    /// records had one id.
    pub field: String,
    /// The value the record held after the merge, as RON.
    pub kept: String,
    /// The value that gave way, as RON; empty when the record was deleted.
    pub other: String,
    /// Whose value gave way, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annotator: Option<AnnotatorId>,
    /// When the value that gave way was set; the latest time known of that side where records carry none.
    pub time: Timestamp,
}
