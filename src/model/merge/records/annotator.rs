//! How an [`Annotator`] is merged.

use super::{Record, SetField, put};
use crate::model::Annotator;
use crate::model::merge::meeting::{Meeting, Stamp, ron_text};
use crate::model::merge::report::RecordKind;

impl Record for Annotator {
    const KIND: RecordKind = RecordKind::Annotator;

    fn meet(mut meeting: Meeting<'_, Self>) -> Self {
        Self {
            id: meeting.ours.id,
            name: meeting.field("name", |one| one.name.clone()),
            machine: meeting.soft("machine", |one| one.machine.clone()),
            reference: meeting.field("reference", |one| one.reference),
        }
    }

    fn stamp(&self) -> Stamp {
        Stamp::default()
    }

    fn text(&self) -> String {
        ron_text(self)
    }

    fn set(&mut self, field: &str, value: &str) -> SetField {
        match field {
            "name" => put(&mut self.name, value),
            "machine" => put(&mut self.machine, value),
            "reference" => put(&mut self.reference, value),
            _ => Ok(false),
        }
    }
}
