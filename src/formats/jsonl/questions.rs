//! `questions.jsonl`: what claims answer.

use super::reading::Reading;
use super::rows::{Row, RowId, each_row, push_row, set, unset};
use crate::formats::selection::Selection;
use crate::formats::{FormatError, InputFile};
use crate::model::{QUESTION_ORDER_STEP, Question, QuestionId, Timestamp};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A row of the file.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::formats) struct QuestionRow<'a> {
    id: RowId,
    title: Cow<'a, str>,
    note: Option<Cow<'a, str>>,
    order: Option<u32>,
    annotator_id: Option<RowId>,
    created: Option<Timestamp>,
    modified: Option<Timestamp>,
}

impl Row for QuestionRow<'_> {
    const FILE: &'static str = "questions.jsonl";
}

/// Reads the questions before what names them.
pub(in crate::formats) fn read(
    files: &[InputFile<'_>],
    reading: &mut Reading<'_>,
) -> Result<(), FormatError> {
    let mut last: u32 = 0;
    each_row(files, reading, |reading, place, row: QuestionRow<'_>| {
        let id = QuestionId(row.id.uuid());
        let created = row.created.unwrap_or(reading.defaults.time);
        // Those without an order follow each other as their rows do.
        last = row.order.unwrap_or_else(|| last.saturating_add(QUESTION_ORDER_STEP));
        let question = Question {
            id,
            title: row.title.into_owned(),
            note: unset(row.note),
            order: last,
            annotator: reading.annotator(row.annotator_id.as_ref(), place),
            created,
            modified: row.modified.unwrap_or(created),
        };
        match reading.questions.insert(id, question) {
            Some(_) => Err(place.error(format!("another question has the id “{}” too", row.id.0))),
            None => Ok(()),
        }
    })
}

pub(in crate::formats) fn write(selection: &Selection<'_>) -> Result<Vec<u8>, FormatError> {
    let mut bytes = Vec::new();
    for question in &selection.questions {
        let row = QuestionRow {
            id: RowId::from(&question.id),
            title: Cow::Borrowed(&question.title),
            note: set(&question.note),
            order: Some(question.order),
            annotator_id: Some(RowId::from(&selection.annotator_id(question.annotator))),
            created: Some(question.created),
            modified: Some(question.modified),
        };
        push_row(&mut bytes, &row)?;
    }
    Ok(bytes)
}
