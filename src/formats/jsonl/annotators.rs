//! `annotators.jsonl`: who tagged, linked and decided.

use super::reading::Reading;
use super::rows::{Row, RowId, each_row, push_row};
use crate::formats::selection::Selection;
use crate::formats::{FormatError, InputFile};
use crate::model::{Annotator, AnnotatorId, Machine};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A row of the file.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::formats) struct AnnotatorRow<'a> {
    id: RowId,
    name: Cow<'a, str>,
    reference: Option<bool>,
    machine: Option<Machine>,
}

impl Row for AnnotatorRow<'_> {
    const FILE: &'static str = "annotators.jsonl";
}

pub(in crate::formats) fn read(
    files: &[InputFile<'_>],
    reading: &mut Reading<'_>,
) -> Result<(), FormatError> {
    each_row(files, reading, |reading, place, row: AnnotatorRow<'_>| {
        let id = AnnotatorId(row.id.uuid());
        let reference = row.reference.unwrap_or_default();
        let annotator = Annotator { id, name: row.name.into_owned(), reference, machine: row.machine };
        match reading.annotators.insert(id, annotator) {
            Some(_) => Err(place.error(format!("another annotator has the id “{}” too", row.id.0))),
            None => Ok(()),
        }
    })
}

pub(in crate::formats) fn write(selection: &Selection<'_>) -> Result<Vec<u8>, FormatError> {
    let mut bytes = Vec::new();
    for annotator in &selection.annotators {
        let row = AnnotatorRow {
            id: RowId::from(&annotator.id),
            name: Cow::Borrowed(&annotator.name),
            reference: Some(annotator.reference),
            machine: annotator.machine.clone(),
        };
        push_row(&mut bytes, &row)?;
    }
    Ok(bytes)
}
