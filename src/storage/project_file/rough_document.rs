//! [`rough_document`]: a document of a damaged file, with whatever of it can be read.

use super::cursor::Cursor;
use super::error::ReadError;
use super::layout::DocumentLines;
use super::parse::{parse_head, push_text_line};
use crate::model::{Document, DocumentDetails, DocumentId, Source};
use crate::text::{Sentence, SentenceRole, visible};
use std::collections::BTreeSet;

/// The document of these lines; none when not even its id can be read, because then no claim finds it.
pub(super) fn rough_document(
    text: &str,
    lines: &DocumentLines,
    problems: &mut Vec<String>,
) -> Option<Document> {
    let head = lines.head.of(text);
    let mut document = match parse_head(head).map_err(|err| err.moved_down(lines.head.number - 1)) {
        Ok(record) => Document::from(record),
        Err(err) => rough_head(head, lines.head.number, &err, problems)?,
    };
    let title = visible(&document.details.title);
    let body = text.get(lines.text.clone()).unwrap_or_default();
    let mut words = String::with_capacity(body.len());
    for (line, number) in body.lines().zip(lines.head.number + 1..) {
        if number > lines.head.number + 1 {
            words.push('\n');
        }
        if push_text_line(&mut words, line).is_err() {
            push_rough_line(&mut words, line);
            problems.push(format!(
                "Line {number} is damaged: it is part of the text of document “{title}” and was kept as it stands."
            ));
        }
    }
    document.text = words.into();
    Some(document)
}

/// The document that a damaged first line speaks of, as far as its fields can be found; without sentences.
fn rough_head(head: &str, number: usize, err: &ReadError, problems: &mut Vec<String>) -> Option<Document> {
    let Some(id) = quoted_field(head, "id").and_then(|id| id.parse::<DocumentId>().ok()) else {
        problems.push(format!("{} A document was lost with it.", err.left_out()));
        return None;
    };
    let field = |name| quoted_field(head, name).unwrap_or_default();
    problems.push(format!(
        "Line {number} is damaged: of document {id} its text was kept and what could be read about it; look through its title, source and sentences."
    ));
    let source = Source {
        publisher: field("publisher"),
        author: field("author"),
        url: field("url"),
        published: field("published"),
        accessed: field("accessed"),
        reliability: None,
        origin: field("origin"),
        ..Source::default()
    };
    let title = quoted_field(head, "title").unwrap_or_else(|| "Recovered document".to_owned());
    Some(Document {
        id,
        details: DocumentDetails { title, language: field("language"), source, ..DocumentDetails::default() },
        file_name: field("file_name"),
        original_sha256: field("sha256"),
        text: "".into(),
        // Lost, and a place outside the text has them made anew.
        sentences: vec![Sentence::from((0, usize::MAX, SentenceRole::Body))],
        read_by: BTreeSet::new(),
        pinpoints: Vec::new(),
    })
}

/// The string after `name: `, wherever it stands on a line.
pub(super) fn quoted_field(line: &str, name: &str) -> Option<String> {
    let mut places = line.match_indices(name).filter(|(start, _)| {
        let before = line.get(..*start).unwrap_or_default();
        before.is_empty() || before.ends_with(['(', ' '])
    });
    places.find_map(|(start, _)| {
        let value = line.get(start + name.len()..)?.strip_prefix(": ")?;
        // No value of ours is longer; a search from each of many places must not go to the end of the line.
        const MAX_LEN: usize = 1 << 12;
        let value = value.get(..value.floor_char_boundary(MAX_LEN.min(value.len())))?;
        Cursor::new(value).text()
    })
}

/// The characters of a damaged line of text, without its quote marks.
fn push_rough_line(text: &mut String, line: &str) {
    let line = line.trim_end_matches(',');
    let line = line.strip_prefix('"').unwrap_or(line);
    let line = line.strip_suffix('"').unwrap_or(line);
    text.push_str(&line.replace("\\\"", "\"").replace("\\\\", "\\"));
}
