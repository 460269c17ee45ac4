//! [`Question`]: what several claims answer; links belong to one, claims to those of their links and those they are put
//! under.

use super::{AnnotatorId, QuestionId, Timestamp};

/// What several claims answer, such as "How much is the deal worth?".
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Never reused.
    pub id: QuestionId,
    /// Shown as it is; two questions may have one title.
    pub title: String,
    /// For colleagues and for later.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Its place among the questions, the lowest first; of two equal ones the lower id comes first.
    #[serde(default)]
    pub order: u32,
    /// Who put it.
    pub annotator: AnnotatorId,
    /// When it was put.
    pub created: Timestamp,
    /// When a field last changed.
    pub modified: Timestamp,
}

/// How far the orders of neighbours are apart, so that a question can be moved between two without touching the others.
pub const QUESTION_ORDER_STEP: u32 = 1 << 10;

impl Question {
    /// Sorts questions as they are shown.
    pub const fn rank(&self) -> (u32, QuestionId) {
        (self.order, self.id)
    }
}
