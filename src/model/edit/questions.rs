//! Edits of questions and comments.

use super::{Edit, EditError};
use crate::model::{BrokenRule, Comment, CommentId, Project, Question, QuestionId, RecordId};

impl Project {
    pub(in crate::model) fn put_question(&mut self, question: Question) -> Result<Edit, EditError> {
        self.question_rule(&question)?;
        let id = question.id;
        let before = self.records.questions.insert(id, question);
        Ok(before.map_or(Edit::RemoveQuestion(id), |before| Edit::PutQuestion(Box::new(before))))
    }

    pub(super) fn remove_question(&mut self, id: QuestionId) -> Result<Edit, EditError> {
        let record = RecordId::Question(id);
        if let Some(by) = self.asked_by(id).next() {
            return Err(BrokenRule::InUse { record, by }.into());
        }
        let before = self.records.questions.remove(&id).ok_or(BrokenRule::Missing(record))?;
        Ok(Edit::PutQuestion(Box::new(before)))
    }

    pub(in crate::model) fn put_comment(&mut self, comment: Comment) -> Result<Edit, EditError> {
        self.comment_rule(&comment)?;
        let id = comment.id;
        let before = self.records.comments.insert(id, comment);
        Ok(before.map_or(Edit::RemoveComment(id), |before| Edit::PutComment(Box::new(before))))
    }

    pub(super) fn remove_comment(&mut self, id: CommentId) -> Result<Edit, EditError> {
        let before = self.records.comments.remove(&id);
        let before = before.ok_or(BrokenRule::Missing(RecordId::Comment(id)))?;
        Ok(Edit::PutComment(Box::new(before)))
    }
}
