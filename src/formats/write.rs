//! [`write()`]: a project in any format, with what the format cannot hold beside it; [`losses`] tells it beforehand.

use super::losses::Loss;
use super::output::{Output, Sink};
use super::selection::Selection;
use super::sidecar;
use super::splits::Splits;
use super::{ExportOptions, Format, FormatError, OutputFile, Progress};
use crate::model::Project;
use std::ops::ControlFlow;

/// What is to be said about an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WriteReport {
    /// What the format could not hold, in the order of [`Format::loses`].
    pub losses: Vec<Loss>,
    /// What else was odd, in words.
    pub notes: Vec<String>,
}

/// Writes a project and says what the format could not hold.
///
/// # Errors
/// The files given to the sink so far are not to be used.
pub fn write(
    format: &'static Format,
    project: &Project,
    options: &ExportOptions,
    sink: Sink<'_>,
) -> Result<WriteReport, FormatError> {
    let writer = format
        .write_dataset
        .ok_or_else(|| FormatError::NothingToWrite(format!("the format {} is only read", format.name)))?;
    let selection = Selection::new(project, options, format.grain)?;
    let mut output = Output::new(sink, selection.row_count());
    writer(&selection, &mut output)?;
    sidecar::write(format, &selection, &mut output)?;
    let mut notes = std::mem::take(&mut output.notes);
    notes.extend(selection.splits().map(Splits::notes).unwrap_or_default());
    Ok(WriteReport { losses: output.end()?, notes })
}

/// Writes into memory.
pub fn written(
    format: &'static Format,
    project: &Project,
    options: &ExportOptions,
    progress: &mut Progress<'_>,
) -> Result<(Vec<OutputFile>, WriteReport), FormatError> {
    let mut files = Vec::new();
    let mut take = |file| {
        files.push(file);
        ControlFlow::Continue(())
    };
    let sink = Sink { take: &mut take, progress: &mut |share| progress(share), project: None };
    let report = write(format, project, options, sink)?;
    Ok((files, report))
}

/// What the format could not hold of this project: the writer runs, and its files are thrown away.
pub fn losses(
    format: &'static Format,
    project: &Project,
    options: &ExportOptions,
    progress: &mut Progress<'_>,
) -> Result<Vec<Loss>, FormatError> {
    let mut take = |_| ControlFlow::Continue(());
    let sink = Sink { take: &mut take, progress: &mut |share| progress(share), project: None };
    write(format, project, options, sink).map(|report| report.losses)
}
