//! [`salvage_project`]: what is whole in a damaged file, and in words everything that was left out or changed.

use super::build::{Built, build, refusals};
use super::contents::Header;
use super::error::ReadError;
use super::layout::{Layout, Line, Lines, is_record};
use super::mend::mend;
use super::parse::{LineParser, parse_claim, parse_lines, parse_link, parse_record};
use super::read::{LoadedProject, parse_fields, parse_value, read_parts};
use super::rough_document::{quoted_field, rough_document};
use super::trust::{check_version, checked_text, hashes};
use crate::model::{Codebook, Parts, ProjectId, default_codebook};
use crate::storage::FileHash;
use uuid::Uuid;

/// Reads what can be read of a damaged file. Every record that is left out or changed is named among the problems.
///
/// Claims without their words are kept as unanchored; kinds, levels and annotators that are missing are put back under
/// the names that the records use. Only what lost its ground goes: claims of a lost document, links of a lost claim.
///
/// # Errors
/// Fails where there is nothing to keep: no text, another format, a newer version.
pub fn salvage_project(bytes: &[u8]) -> Result<LoadedProject, ReadError> {
    let (cleaned, mut problems) = cleaned(bytes);
    let (text, marks) = checked_text(cleaned.as_bytes())?;
    problems.extend(marks);
    let layout = Layout::of(text);
    let is_ours = layout.header.is_some() || !layout.documents.is_empty() || !layout.sections.is_empty();
    match check_version(text) {
        Err(ReadError::NotOurs) if is_ours => {}
        answer => answer?,
    }
    problems.extend(hashes(bytes, text).1);
    let mut parts = match read_parts(text, &layout) {
        Ok(parts) => parts,
        Err(_) => lenient_parts(text, &layout, &mut problems),
    };
    mend(&mut parts, &mut problems);
    let Built { project, problems: moved, refused } = build(parts);
    problems.extend(moved);
    problems.extend(refusals(refused, text).iter().map(ReadError::left_out));
    Ok(LoadedProject { project, problems, hash: FileHash::of(bytes) })
}

/// The bytes as text without zero bytes, and in words the lines that had others than text.
fn cleaned(bytes: &[u8]) -> (String, Vec<String>) {
    let text = String::from_utf8_lossy(bytes);
    let mut damaged = Vec::new();
    if bytes.contains(&0) || text.len() != bytes.len() {
        let lines = bytes.split(|byte| *byte == b'\n').zip(1..);
        damaged = lines
            .filter(|(line, _)| line.contains(&0) || str::from_utf8(line).is_err())
            .map(|(_, number)| format!("Line {number} holds bytes that are no text; they were taken out."))
            .collect();
    }
    (text.replace('\0', ""), damaged)
}

/// Reads every line by itself. Each fault is told with its line.
fn lenient_parts(text: &str, layout: &Layout, problems: &mut Vec<String>) -> Parts {
    if !layout.is_closed {
        problems.push("The file ends too early; what stands before its end was read.".to_owned());
    }
    problems.extend(layout.strange.iter().filter_map(|line| strange(line, text, layout)));
    let (id, title) = header(text, layout, problems);
    let settings = layout
        .settings
        .as_ref()
        .and_then(|line| parse_value(line, text).map_err(|err| problems.push(err.left_out())).ok());
    let codebook = layout.codebook.as_ref().and_then(|lines| rough_codebook(text, lines, problems));
    let codebook = codebook.unwrap_or_else(|| {
        problems.push("The codebook is lost, so the default one was put in its place.".to_owned());
        default_codebook()
    });
    let annotators = section(text, layout, ("annotators", parse_record), problems);
    let documents =
        layout.documents.iter().filter_map(|lines| rough_document(text, lines, problems)).collect();
    Parts {
        id,
        title,
        codebook,
        settings: settings.unwrap_or_default(),
        annotators,
        documents,
        claims: section(text, layout, ("claims", parse_claim), problems),
        links: section(text, layout, ("links", parse_link), problems),
        dismissals: section(text, layout, ("dismissals", parse_record), problems),
        verdicts: section(text, layout, ("verdicts", parse_record), problems),
        rulings: section(text, layout, ("rulings", parse_record), problems),
        conflicts: section(text, layout, ("conflicts", parse_record), problems),
        questions: section(text, layout, ("questions", parse_record), problems),
        comments: section(text, layout, ("comments", parse_record), problems),
    }
}

/// The codebook without the entries that cannot be read; none when the rest is no codebook either.
fn rough_codebook(text: &str, lines: &Lines, problems: &mut Vec<String>) -> Option<Codebook> {
    let mut whole = String::from("(\n");
    for (line, number) in lines.of(text).lines().zip(lines.first..) {
        let is_frame = line.ends_with(": [") || line == "],";
        if is_frame || is_record(line) && parse_record::<ron::Value>(line).is_ok() {
            whole.push_str(line);
        } else {
            problems.push(format!("Line {number} was left out: it is no entry of the codebook."));
        }
        // Also for a line that was left out, so that the others keep their numbers.
        whole.push('\n');
    }
    // A file that ends within a list of entries.
    let is_open = whole.matches(": [\n").count() > whole.matches("\n],\n").count();
    let codebook = parse_fields(lines.first - 1, &(whole + if is_open { "])" } else { ")" }));
    codebook.map_err(|err: ReadError| problems.push(err.left_out())).ok()
}

/// What to say about a line out of place; nothing when the parser of its section says more.
fn strange(line: &Line, text: &str, layout: &Layout) -> Option<String> {
    let (number, words) = (line.number, line.of(text));
    if words.ends_with(": [") {
        return Some(format!(
            "Line {number}: the end of what stands before it is missing; it was read all the same."
        ));
    }
    let sections = &layout.sections;
    let section = sections.partition_point(|(_, lines)| lines.bytes.start <= line.bytes.start).checked_sub(1);
    let is_parsed = section
        .and_then(|index| sections.get(index))
        .is_some_and(|(_, lines)| line.bytes.start < lines.bytes.end);
    if is_parsed && words.starts_with('(') || words.ends_with(", lines: [") {
        return None;
    }
    let after = layout.documents.partition_point(|document| document.text.start <= line.bytes.start);
    let document = after.checked_sub(1).and_then(|index| layout.documents.get(index));
    let is_text = document.is_some_and(|document| line.bytes.start < document.text.end);
    (!is_text && !words.trim().is_empty()).then(|| format!("Line {number} was left out: it is no record."))
}

/// The project's own id and title; made up from the file's bytes when they are lost.
fn header(text: &str, layout: &Layout, problems: &mut Vec<String>) -> (ProjectId, String) {
    let line = layout.header.as_ref();
    let words = line.map(|line| line.of(text)).unwrap_or_default();
    match line.map(|line| parse_fields::<Header>(line.number, &format!("({words})"))) {
        Some(Ok(header)) => return (header.id, header.title),
        Some(Err(err)) => problems.push(err.left_out()),
        None => problems.push("The line with the project's id and title is missing.".to_owned()),
    }
    let title = quoted_field(words, "title").unwrap_or_else(|| {
        problems.push("The title is lost; give the project a new one.".to_owned());
        "Recovered project".to_owned()
    });
    let id = quoted_field(words, "id").and_then(|id| id.parse().ok()).unwrap_or_else(|| {
        problems.push("The project's id is lost, so it got a new one.".to_owned());
        ProjectId(made_up_id(text, 0))
    });
    (id, title)
}

/// An id that follows from a text, so that a repair done twice gives the same file.
pub(super) fn made_up_id(text: &str, number: usize) -> Uuid {
    let hash = blake3::Hasher::new().update(text.as_bytes()).update(&number.to_le_bytes()).finalize();
    let (id, _) = hash.as_bytes().split_first_chunk().unwrap_or((&[0; 16], &[]));
    uuid::Builder::from_custom_bytes(*id).into_uuid()
}

fn section<T: Send>(
    text: &str,
    layout: &Layout,
    (name, parse): (&str, LineParser<T>),
    problems: &mut Vec<String>,
) -> Vec<T> {
    let mut records = Vec::new();
    for lines in layout.section(name) {
        // A comma may be lost at the end of a record, or the record was the last one of an editor's own.
        let mut parsed = parse_lines(text, lines, |line| line.starts_with('('), parse);
        records.append(&mut parsed.records);
        problems.extend(parsed.errors.iter().map(ReadError::left_out));
    }
    records
}
