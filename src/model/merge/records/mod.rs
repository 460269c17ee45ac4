//! [`Record`]: what each kind of record knows about being merged. One file a kind; names of fields are those of the file.

mod annotator;
mod claim;
mod decisions;
mod document;
mod link;
mod question;

use super::meeting::{Meeting, Stamp};
use super::report::RecordKind;
use std::sync::Arc;

pub(super) use claim::Place;
pub(super) use link::Relation;

/// The outcome of setting a field: whether there is a field of that name.
pub(super) type SetField = ron::error::SpannedResult<bool>;

/// A kind of record.
pub(super) trait Record: Clone + PartialEq {
    /// Where it is counted.
    const KIND: RecordKind;

    /// Both changes in one, field by field.
    fn meet(meeting: Meeting<'_, Self>) -> Self;

    /// When it was last changed and by whom.
    fn stamp(&self) -> Stamp;

    /// As a conflict about the whole record holds it.
    fn text(&self) -> String;

    /// Gives a field the value that a conflict holds.
    fn set(&mut self, field: &str, value: &str) -> SetField;
}

impl<T: Record> Record for Arc<T> {
    const KIND: RecordKind = T::KIND;

    fn meet(meeting: Meeting<'_, Self>) -> Self {
        Self::new(T::meet(meeting.within(Self::as_ref)))
    }

    fn stamp(&self) -> Stamp {
        self.as_ref().stamp()
    }

    fn text(&self) -> String {
        self.as_ref().text()
    }

    fn set(&mut self, field: &str, value: &str) -> SetField {
        Self::make_mut(self).set(field, value)
    }
}

/// Puts a value of RON in a place.
pub(super) fn put<V: serde::de::DeserializeOwned>(place: &mut V, value: &str) -> SetField {
    *place = ron::from_str(value)?;
    Ok(true)
}
