//! How a [`Question`] and a [`Comment`] are merged.

use super::{Record, SetField, put};
use crate::model::merge::meeting::{Meeting, Stamp, ron_text};
use crate::model::merge::report::RecordKind;
use crate::model::{Comment, Question};

impl Record for Question {
    const KIND: RecordKind = RecordKind::Question;

    fn meet(mut meeting: Meeting<'_, Self>) -> Self {
        Self {
            id: meeting.ours.id,
            title: meeting.soft("title", |one| one.title.clone()),
            note: meeting.soft("note", |one| one.note.clone()),
            order: meeting.ordered(|one| one.order),
            annotator: meeting.field("annotator", |one| one.annotator),
            created: meeting.earlier(|one| one.created),
            modified: meeting.later(|one| one.modified),
        }
    }

    fn stamp(&self) -> Stamp {
        Stamp::new(self.modified, self.annotator)
    }

    fn text(&self) -> String {
        ron_text(self)
    }

    fn set(&mut self, field: &str, value: &str) -> SetField {
        match field {
            "title" => put(&mut self.title, value),
            "note" => put(&mut self.note, value),
            "annotator" => put(&mut self.annotator, value),
            _ => Ok(false),
        }
    }
}

impl Record for Comment {
    const KIND: RecordKind = RecordKind::Comment;

    fn meet(mut meeting: Meeting<'_, Self>) -> Self {
        Self {
            id: meeting.ours.id,
            on: meeting.field("on", |one| one.on),
            text: meeting.field("text", |one| one.text.clone()),
            settled: meeting.field("settled", |one| one.settled),
            annotator: meeting.field("annotator", |one| one.annotator),
            created: meeting.earlier(|one| one.created),
        }
    }

    fn stamp(&self) -> Stamp {
        Stamp::new(self.created, self.annotator)
    }

    fn text(&self) -> String {
        ron_text(self)
    }

    fn set(&mut self, field: &str, value: &str) -> SetField {
        match field {
            "on" => put(&mut self.on, value),
            "text" => put(&mut self.text, value),
            "settled" => put(&mut self.settled, value),
            "annotator" => put(&mut self.annotator, value),
            _ => Ok(false),
        }
    }
}
