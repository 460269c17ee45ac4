//! Parses the lines of a [`Layout`](super::layout::Layout), in several threads when there are many.

use super::contents::{DocumentRecord, TextLines};
use super::cursor::Cursor;
use super::error::{Place, ReadError};
use super::layout::{DocumentLines, Lines};
use super::own_lines::{own_claim, own_link, own_sentences};
use crate::model::{Claim, Document, Link, in_threads};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// Bytes that one thread parses at a time.
const PIECE_LEN: usize = 1 << 17;
/// Below this a second thread costs more than it brings.
const MIN_DOCUMENTS_PER_THREAD: usize = 16;

/// Reads one line with its comma, and counts lines as if there were no other.
pub(super) type LineParser<T> = fn(&str) -> Result<T, ReadError>;

/// What came of some lines.
#[derive(Debug)]
pub(super) struct Parsed<T> {
    pub(super) records: Vec<T>,
    /// With their places in the file, first line first.
    pub(super) errors: Vec<ReadError>,
}

impl<T> Default for Parsed<T> {
    fn default() -> Self {
        Self { records: Vec::new(), errors: Vec::new() }
    }
}

impl<T> Parsed<T> {
    /// Adds what came of the lines after these.
    pub(super) fn put_after(&mut self, mut later: Self) {
        if self.records.is_empty() {
            self.records = later.records;
        } else {
            self.records.append(&mut later.records);
        }
        self.errors.append(&mut later.errors);
    }

    fn take(&mut self, answer: Result<T, ReadError>, before: usize) {
        match answer {
            Ok(record) => self.records.push(record),
            Err(err) => self.errors.push(err.moved_down(before)),
        }
    }
}

/// Parses the records of a section, passing over other lines, which the layout told.
pub(super) fn parse_lines<T: Send>(
    text: &str,
    lines: &Lines,
    is_record: fn(&str) -> bool,
    parse: LineParser<T>,
) -> Parsed<T> {
    let runs = in_threads(&pieces(lines.of(text)), 1, |_, run| {
        let (mut parsed, mut count) = (Parsed::default(), 0);
        for line in run.iter().flat_map(|piece| piece.lines()) {
            if is_record(line) {
                parsed.take(parse(line), count);
            }
            count += 1;
        }
        (parsed, count)
    });
    let (mut all, mut before) = (Parsed::default(), lines.first - 1);
    for (mut parsed, count) in runs {
        parsed.errors = parsed.errors.into_iter().map(|err| err.moved_down(before)).collect();
        all.put_after(parsed);
        before += count;
    }
    all
}

/// Cuts lines into runs of lines of about the same length.
fn pieces(mut lines: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    while !lines.is_empty() {
        let bytes = lines.as_bytes().get(PIECE_LEN..).unwrap_or_default();
        let end = bytes.iter().position(|byte| *byte == b'\n').map_or(lines.len(), |at| PIECE_LEN + at + 1);
        // A line feed is never within a character.
        let (piece, rest) = lines.split_at_checked(end).unwrap_or((lines, ""));
        pieces.push(piece);
        lines = rest;
    }
    pieces
}

/// Parses documents with their texts.
pub(super) fn parse_documents(text: &str, documents: &[DocumentLines]) -> Parsed<Document> {
    let runs = in_threads(documents, MIN_DOCUMENTS_PER_THREAD, |_, run| {
        let mut parsed = Parsed::default();
        for document in run {
            parsed.take(parse_document(text, document).map(Document::from), 0);
        }
        parsed
    });
    runs.into_iter().fold(Parsed::default(), |mut all, parsed| {
        all.put_after(parsed);
        all
    })
}

/// One record on one line, with its comma.
pub(super) fn parse_record<T: DeserializeOwned>(line: &str) -> Result<T, ReadError> {
    let record = line.strip_suffix(',').unwrap_or(line);
    ron::from_str(record).map_err(|err| ReadError::from_ron(err, 0))
}

/// A claim; lines in our own words need no library.
pub(super) fn parse_claim(line: &str) -> Result<Arc<Claim>, ReadError> {
    own_claim(line).map_or_else(|| parse_record(line), Ok).map(Arc::new)
}

/// A link, likewise.
pub(super) fn parse_link(line: &str) -> Result<Arc<Link>, ReadError> {
    own_link(line).map_or_else(|| parse_record(line), Ok).map(Arc::new)
}

/// A document's first line and the lines of its text.
fn parse_document(text: &str, lines: &DocumentLines) -> Result<DocumentRecord, ReadError> {
    let mut record = parse_head(lines.head.of(text)).map_err(|err| err.moved_down(lines.head.number - 1))?;
    let body = text.get(lines.text.clone()).unwrap_or_default();
    let mut words = String::with_capacity(body.len());
    for (index, line) in body.lines().enumerate() {
        if index > 0 {
            words.push('\n');
        }
        push_text_line(&mut words, line).map_err(|err| err.moved_down(lines.head.number + index))?;
    }
    record.lines = TextLines(words.into());
    Ok(record)
}

/// A document's first line, without its text.
pub(super) fn parse_head(head: &str) -> Result<DocumentRecord, ReadError> {
    match own_sentences(head) {
        Some((before, sentences)) => {
            let mut record: DocumentRecord = parse_record(&format!("{before}, lines: [])"))?;
            record.sentences = sentences;
            Ok(record)
        }
        None => parse_record(&format!("{head}])")),
    }
}

/// A quoted line with its comma.
pub(super) fn push_text_line(text: &mut String, line: &str) -> Result<(), ReadError> {
    let before = text.len();
    let at = &mut Cursor::new(line);
    if at.push_text(text).and_then(|()| at.token(",")).and_then(|()| at.end()).is_some() {
        return Ok(());
    }
    text.truncate(before);
    let quoted = line.strip_suffix(',').ok_or_else(|| ReadError::Syntax {
        message: "expected a comma at the end of a line of text".to_owned(),
        place: Place { line: 1, column: 1 + line.chars().count() },
    })?;
    let read: String = ron::from_str(quoted).map_err(|err| ReadError::from_ron(err, 0))?;
    text.push_str(&read);
    Ok(())
}
