//! Parses the lines of a [`Layout`](super::layout::Layout), in several threads when there are many.

use super::contents::{DocumentRecord, TextLines};
use super::cursor::Cursor;
use super::error::{Place, ReadError};
use super::layout::{DocumentLines, Line};
use super::own_lines::{own_claim, own_link, own_sentences};
use crate::model::{Claim, Link};
use serde::de::DeserializeOwned;
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

/// A claim; lines in our own words need no library.
pub(super) fn parse_claim(line: &Line<'_>) -> Result<Claim, ReadError> {
    own_claim(line.text).map_or_else(|| parse_record(line), Ok)
}

/// A link, likewise.
pub(super) fn parse_link(line: &Line<'_>) -> Result<Link, ReadError> {
    own_link(line.text).map_or_else(|| parse_record(line), Ok)
}

/// A document's first line and the lines of its text.
pub(super) fn parse_document(lines: &DocumentLines<'_>) -> Result<DocumentRecord, ReadError> {
    let number = lines.head.number;
    let mut record: DocumentRecord = match own_sentences(lines.head.text) {
        Some((head, sentences)) => {
            let mut record: DocumentRecord =
                parse_record(&Line { number, text: &format!("{head}, lines: [])") })?;
            record.sentences = sentences;
            record
        }
        None => parse_record(&Line { number, text: &format!("{}])", lines.head.text) })?,
    };
    let mut text = String::with_capacity(lines.text.iter().map(|line| line.len()).sum());
    for (index, line) in lines.text.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        push_text_line(&mut text, line, number + 1 + index)?;
    }
    record.lines = TextLines(text.into());
    Ok(record)
}

/// A quoted line with its comma.
fn push_text_line(text: &mut String, line: &str, number: usize) -> Result<(), ReadError> {
    let before = text.len();
    let at = &mut Cursor::new(line);
    if at.push_text(text).and_then(|()| at.token(",")).and_then(|()| at.end()).is_some() {
        return Ok(());
    }
    text.truncate(before);
    let quoted = line.strip_suffix(',').ok_or_else(|| ReadError::Syntax {
        message: "expected a comma at the end of a line of text".to_owned(),
        place: Place { line: number, column: 1 + line.chars().count() },
    })?;
    let read: String = ron::from_str(quoted).map_err(|err| ReadError::from_ron(err, number - 1))?;
    text.push_str(&read);
    Ok(())
}
