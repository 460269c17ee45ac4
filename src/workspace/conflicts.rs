//! Conflicts that a merge left: [`Workspace::open_conflicts`] lists them, [`Workspace::settle_conflict`] ends one.

use super::Workspace;
use crate::model::{
    AnnotatorId, Choice, Conflict, ConflictId, EditError, Project, RecordId, SettleError, Timestamp,
};
use crate::model::{conflict_values, conflict_words, record_words, settlement};

/// An open conflict as people see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictRow {
    /// Which one.
    pub id: ConflictId,
    /// The record in question; it may be gone.
    pub record: RecordId,
    /// Its field as the file names it; empty for the whole record, `id` where two records had one id.
    pub field: String,
    /// All of it in one line.
    pub text: String,
    /// What is in question, without its values.
    pub subject: String,
    /// What the record holds, and who set it when; none where records do not say.
    pub kept: ConflictSide,
    /// What gave way.
    pub other: ConflictSide,
    /// The two values as plain text where the field is one: then a third one can be typed.
    pub texts: Option<(String, String)>,
}

/// One value of two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictSide {
    /// In words.
    pub words: String,
    /// Whose value it is.
    pub annotator: Option<AnnotatorId>,
    /// When it was set; none where records carry no time.
    pub time: Option<Timestamp>,
}

/// Why a conflict was not settled. The project is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettleConflictError {
    /// The value cannot be taken.
    #[error(transparent)]
    Settle(#[from] SettleError),
    /// With the value the project would break a rule.
    #[error("The conflict was not settled: {0}. Choose the other value, or set the field by hand.")]
    Edit(#[from] EditError),
}

impl Workspace {
    /// How many conflicts wait to be settled.
    pub fn open_conflict_count(&self) -> usize {
        self.project().conflicts().len()
    }

    /// The conflicts that wait to be settled, by record and field.
    pub fn open_conflicts(&self) -> Vec<ConflictRow> {
        let project = self.project();
        let mut conflicts: Vec<&Conflict> = project.conflicts().collect();
        conflicts.sort_by_key(|one| (one.record, one.field.as_str(), one.time, one.id));
        conflicts.into_iter().map(|conflict| row(project, conflict)).collect()
    }

    /// Settles a conflict, as one step.
    pub fn settle_conflict(&mut self, id: ConflictId, choice: Choice) -> Result<(), SettleConflictError> {
        let step = settlement(self.project(), id, choice, self.now())?;
        Ok(self.commit(step)?)
    }

    /// Settles a conflict about a text by a third one, as one step.
    pub fn settle_conflict_as(&mut self, id: ConflictId, text: &str) -> Result<(), SettleConflictError> {
        let conflict = self.project().conflict(id).ok_or(SettleError::NoConflict(id))?;
        let value = match texts(conflict) {
            Some(_) => quoted(text),
            None => String::new(),
        };
        self.settle_conflict(id, Choice::Value(value))
    }
}

fn row(project: &Project, conflict: &Conflict) -> ConflictRow {
    let (kept, other) = conflict_values(project, conflict);
    let (annotator, time) = last_change(project, conflict.record);
    ConflictRow {
        id: conflict.id,
        record: conflict.record,
        field: conflict.field.clone(),
        text: conflict_words(project, conflict),
        subject: record_words(project, conflict.record),
        kept: ConflictSide { words: kept, annotator, time },
        other: ConflictSide { words: other, annotator: conflict.annotator, time: Some(conflict.time) },
        texts: texts(conflict),
    }
}

/// Who a record is by and when it last changed.
fn last_change(project: &Project, record: RecordId) -> (Option<AnnotatorId>, Option<Timestamp>) {
    let found = match record {
        RecordId::Claim(id) => project.claim(id).map(|one| (one.annotator, one.modified)),
        RecordId::Link(id) => project.link(id).map(|one| (one.annotator, one.modified)),
        RecordId::Dismissal(id) => project.dismissal(id).map(|one| (one.annotator, one.created)),
        RecordId::Verdict(id) => project.verdict(id).map(|one| (one.annotator, one.decided)),
        RecordId::Ruling(id) => project.ruling(id).map(|one| (one.annotator, one.decided)),
        RecordId::Question(id) => project.question(id).map(|one| (one.annotator, one.modified)),
        RecordId::Comment(id) => project.comment(id).map(|one| (one.annotator, one.created)),
        RecordId::Document(_) | RecordId::Annotator(_) | RecordId::Conflict(_) | RecordId::Project(_) => None,
    };
    found.unzip()
}

fn texts(conflict: &Conflict) -> Option<(String, String)> {
    let text = |value: &str| ron::from_str::<String>(value).ok();
    if conflict.field == "id" {
        return None;
    }
    text(&conflict.kept).zip(text(&conflict.other))
}

fn quoted(text: &str) -> String {
    // Nothing in a text is beyond RON.
    ron::to_string(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_texts_can_be_typed() {
        let conflict = |field: &str, kept: &str, other: &str| Conflict {
            id: ConflictId(uuid::Uuid::nil()),
            record: RecordId::Claim(crate::model::ClaimId(uuid::Uuid::nil())),
            field: field.to_owned(),
            kept: kept.to_owned(),
            other: other.to_owned(),
            annotator: None,
            time: Timestamp::default(),
        };
        assert_eq!(texts(&conflict("note", "\"a\"", "\"\"")), Some(("a".to_owned(), String::new())));
        for (field, kept, other) in [
            ("id", "\"a\"", "\"b\""),
            ("kinds", "[]", "[\"a\"]"),
            ("", "(id: 1)", ""),
            ("modality", "None", "Some(Denied)"),
        ] {
            assert_eq!(texts(&conflict(field, kept, other)), None, "{field}");
        }
    }
}
