//! Parses the lines of a [`Layout`], in several threads when there are many.

use super::contents::{DocumentRecord, TextLines};
use super::error::{Place, ReadError};
use super::layout::{DocumentLines, Line};
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::num::NonZero;
use std::thread;

/// Below this a second thread costs more than it brings.
const MIN_LINES_PER_THREAD: usize = 500;
/// More would only wait for memory.
const MAX_THREADS: usize = 4;

/// Parses all items in order; one answer for each.
pub(super) fn parse_all<I: Sync, T: Send>(
    items: &[I],
    parse: fn(&I) -> Result<T, ReadError>,
) -> Vec<Result<T, ReadError>> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MAX_THREADS);
    let chunk_len = items.len().div_ceil(threads).max(MIN_LINES_PER_THREAD);
    if items.len() <= chunk_len {
        return items.iter().map(parse).collect();
    }
    let parse_chunk = |chunk: &[I]| chunk.iter().map(parse).collect::<Vec<_>>();
    thread::scope(|scope| {
        let workers: Vec<_> = items
            .chunks(chunk_len)
            .map(|chunk| (chunk, thread::Builder::new().spawn_scoped(scope, move || parse_chunk(chunk)).ok()))
            .collect();
        let answers = workers.into_iter().flat_map(|(chunk, worker)| {
            // No thread to be had, or it died: the work is done here.
            worker.and_then(|worker| worker.join().ok()).unwrap_or_else(|| parse_chunk(chunk))
        });
        answers.collect()
    })
}

/// One record on one line, with its comma.
pub(super) fn parse_record<T: DeserializeOwned>(line: &Line<'_>) -> Result<T, ReadError> {
    let record = line.text.strip_suffix(',').unwrap_or(line.text);
    ron::from_str(record).map_err(|err| ReadError::from_ron(err, line.number - 1))
}

/// A document's first line and the lines of its text.
pub(super) fn parse_document(lines: &DocumentLines<'_>) -> Result<DocumentRecord, ReadError> {
    let head = Line { number: lines.head.number, text: &format!("{}]),", lines.head.text) };
    let mut record: DocumentRecord = parse_record(&head)?;
    let mut text = String::with_capacity(lines.text.iter().map(|line| line.len()).sum());
    for (index, line) in lines.text.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        text.push_str(&text_line(line, head.number + 1 + index)?);
    }
    record.lines = TextLines(text.into());
    Ok(record)
}

/// A quoted line with its comma. Most hold no escape and are taken as they are.
fn text_line(line: &str, number: usize) -> Result<Cow<'_, str>, ReadError> {
    let quoted = line.strip_suffix(',').ok_or_else(|| ReadError::Syntax {
        message: "expected a comma at the end of a line of text".to_owned(),
        place: Place { line: number, column: 1 + line.chars().count() },
    })?;
    match quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(plain) if !plain.contains(['"', '\\']) => Ok(Cow::Borrowed(plain)),
        _ => ron::from_str(quoted).map(Cow::Owned).map_err(|err| ReadError::from_ron(err, number - 1)),
    }
}
