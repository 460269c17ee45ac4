//! [`Comment`]: a remark on a record, to be answered or settled.

use super::{AnnotatorId, CommentId, RecordId, Timestamp};

/// A remark on a record.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// Never reused.
    pub id: CommentId,
    /// What it is about. The record may be gone: what was said of it is kept.
    pub on: RecordId,
    /// As written.
    pub text: String,
    /// Somebody has dealt with it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub settled: bool,
    /// Who wrote it.
    pub annotator: AnnotatorId,
    /// When it was written.
    pub created: Timestamp,
}
