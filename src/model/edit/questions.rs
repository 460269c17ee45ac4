//! Edits of questions and comments.

use super::{Edit, EditError};
use crate::model::rules::{comment_rule, question_rule};
use crate::model::{BrokenRule, Comment, CommentId, Project, Question, QuestionId, RecordId};

pub(in crate::model) fn put_question(project: &mut Project, question: Question) -> Result<Edit, EditError> {
    question_rule(project, &question)?;
    let id = question.id;
    let before = project.records.questions.insert(id, question);
    Ok(before.map_or(Edit::RemoveQuestion(id), |before| Edit::PutQuestion(Box::new(before))))
}

pub(super) fn remove_question(project: &mut Project, id: QuestionId) -> Result<Edit, EditError> {
    let record = RecordId::Question(id);
    if let Some(by) = project.asked_by(id).next() {
        return Err(BrokenRule::InUse { record, by }.into());
    }
    let before = project.records.questions.remove(&id).ok_or(BrokenRule::Missing(record))?;
    Ok(Edit::PutQuestion(Box::new(before)))
}

pub(in crate::model) fn put_comment(project: &mut Project, comment: Comment) -> Result<Edit, EditError> {
    comment_rule(project, &comment)?;
    let id = comment.id;
    let before = project.records.comments.insert(id, comment);
    Ok(before.map_or(Edit::RemoveComment(id), |before| Edit::PutComment(Box::new(before))))
}

pub(super) fn remove_comment(project: &mut Project, id: CommentId) -> Result<Edit, EditError> {
    let before = project.records.comments.remove(&id);
    let before = before.ok_or(BrokenRule::Missing(RecordId::Comment(id)))?;
    Ok(Edit::PutComment(Box::new(before)))
}
