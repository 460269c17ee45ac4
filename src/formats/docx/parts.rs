//! The parts beside the body of a Word document: notes, texts in other formats, headers, comments, diagrams.

use super::package::Package;
use super::story::{Group, Shared, Story, texts_of};
use crate::formats::FormatError;
use crate::formats::extract::{Account, Extracted};
use crate::formats::flow::{Block, BlockKind, account_for, joined};
use crate::formats::xml::{XmlEvent, XmlReader, xml_text};
use crate::formats::{DocumentReader, ReadOptions, format_for_file};

/// Documents within documents.
const MAX_DEPTH: usize = 3;

/// The value, or none and a problem where a part is damaged; a hostile one stops.
pub(super) fn or_told<T>(
    result: Result<T, FormatError>,
    what: &str,
    problems: &mut Vec<String>,
) -> Result<Option<T>, FormatError> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(FormatError::Unreadable(reason)) => {
            problems.push(format!("a part of the file ({what}) was not read: {reason}"));
            Ok(None)
        }
        Err(err) => Err(err),
    }
}

fn groups(
    bytes: &[u8],
    shared: &mut Shared,
    account: &mut Account,
) -> (Vec<Group>, Result<(), FormatError>) {
    let mut story = Story::new(shared);
    let result = story.read(&xml_text(bytes));
    let (groups, pieces) = story.finish();
    account_for(pieces, account);
    (groups, result)
}

/// Reads the notes and how they are numbered.
pub(super) fn read_notes(
    package: &mut Package<'_>,
    shared: &mut Shared,
    problems: &mut Vec<String>,
    account: &mut Account,
) -> Result<(), FormatError> {
    for (kind, is_end) in [("footnotes", false), ("endnotes", true)] {
        let part = or_told(package.part(kind), kind, problems)?.flatten();
        let Some(bytes) = part else { continue };
        let (groups, result) = groups(&bytes, shared, account);
        shared.notes.add(is_end, texts_of(groups));
        or_told(result, kind, problems)?;
    }
    if let Some(bytes) = or_told(package.part("settings"), "settings", problems)?.flatten() {
        shared.notes.read_counting(&xml_text(&bytes));
    }
    if package.main.contains("notePr") {
        shared.notes.read_counting(&package.main);
    }
    Ok(())
}

/// Reads texts in other formats that the body takes in.
pub(super) fn read_chunks(
    package: &mut Package<'_>,
    shared: &mut Shared,
    depth: usize,
    (problems, account): (&mut Vec<String>, &mut Account),
) -> Result<(), FormatError> {
    for (id, relation) in package.relations.clone() {
        if relation.kind != "aFChunk" {
            continue;
        }
        let name = &relation.path;
        let Some(bytes) = or_told(package.at(name), name, problems)?.flatten() else { continue };
        let read = if depth < MAX_DEPTH { chunk(name, &bytes, depth) } else { Err(too_deep()) };
        match read {
            Ok(found) => {
                problems.extend(found.problems);
                for left_out in found.account.left_out {
                    left_out.starts.iter().for_each(|piece| account.leave_out(&left_out.reason, piece));
                }
                let paragraph = |text: &str| Block {
                    text: text.to_owned(),
                    kind: BlockKind::Paragraph,
                    paragraph_count: 1,
                    ..Block::default()
                };
                shared.chunks.insert(id, found.text.split("\n\n").map(paragraph).collect());
            }
            Err(err @ FormatError::Hostile(_)) => return Err(err),
            Err(err) => problems.push(format!("a text within the file ({name}) was not read: {err}")),
        }
    }
    Ok(())
}

fn too_deep() -> FormatError {
    FormatError::Unreadable("documents lie in each other too deep".to_owned())
}

fn chunk(name: &str, bytes: &[u8], depth: usize) -> Result<Extracted, FormatError> {
    if bytes.starts_with(b"PK") {
        return super::extract(bytes, depth + 1);
    }
    match format_for_file(name).and_then(|format| format.read_document) {
        Some(DocumentReader::Here(read) | DocumentReader::Apart(read)) => {
            let found = read(name, bytes, &ReadOptions::default())?;
            let (text, problems, account) = (found.text, found.problems, found.account);
            Ok(Extracted { text, problems, account, ..Extracted::default() })
        }
        _ => Err(FormatError::Unreadable("its format is not known".to_owned())),
    }
}

/// Accounts for the parts whose text is not the document's.
pub(super) fn leave_out_parts(
    package: &mut Package<'_>,
    shared: &mut Shared,
    problems: &mut Vec<String>,
    account: &mut Account,
) -> Result<(), FormatError> {
    for (kind, reason) in [("header", "header"), ("footer", "footer"), ("comments", "comment")] {
        for path in package.paths(kind) {
            let Some(bytes) = or_told(package.at(&path), &path, problems)?.flatten() else { continue };
            let (groups, result) = groups(&bytes, shared, account);
            for group in groups {
                let text = joined(&group.blocks);
                let author = if group.author.is_empty() { String::new() } else { format!("{}: ", group.author) };
                if !text.trim().is_empty() {
                    account.leave_out(reason, &format!("{author}{text}"));
                }
            }
            or_told(result, &path, problems)?;
        }
    }
    for (kind, reason) in [("diagramData", "text of a diagram"), ("chart", "text of a chart")] {
        for path in package.paths(kind) {
            let Some(bytes) = or_told(package.at(&path), &path, problems)?.flatten() else { continue };
            let pieces = or_told(drawn_texts(&xml_text(&bytes)), &path, problems)?.unwrap_or_default();
            pieces.iter().for_each(|piece| account.leave_out(reason, piece));
        }
    }
    let embedded = ["package", "oleObject"].map(|kind| package.paths(kind)).concat();
    if let Some(first) = embedded.first() {
        let name = first.rsplit('/').next().unwrap_or_default();
        problems.push(format!("files embedded in it were not read ({}, the first {name})", embedded.len()));
    }
    Ok(())
}

/// The words of a diagram or chart, a paragraph or label each.
fn drawn_texts(xml: &str) -> Result<Vec<String>, FormatError> {
    let mut reader = XmlReader::new(xml);
    let (mut path, mut found, mut text): (Vec<String>, Vec<String>, String) = Default::default();
    while let Some(event) = reader.next()? {
        match event {
            XmlEvent::Open(element) => path.push(element.name),
            XmlEvent::Text(piece) => {
                let is_label = path.iter().any(|name| name == "strCache");
                match path.last().map(String::as_str) {
                    Some("t") => text.push_str(&piece),
                    Some("v") if is_label => found.push(piece),
                    _ => {}
                }
            }
            XmlEvent::Close(name) => {
                path.pop();
                if name == "p" && !text.trim().is_empty() {
                    found.push(std::mem::take(&mut text));
                }
            }
        }
    }
    Ok(found)
}
