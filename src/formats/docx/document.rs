//! [`extract`]: what is in a Word document, from all its parts.

use super::numbering::Numbering;
use super::office::{core_metadata, open_office_file};
use super::package::{Package, Report};
use super::parts;
use super::story::{Shared, Story};
use super::styles::Styles;
use crate::formats::extract::{Extracted, Lines};
use crate::formats::flow::{self, Block, LOOSE_NOTE};
use crate::formats::xml::{values, xml_text};
use crate::formats::{DocumentReader, FormatError, ReadOptions, format_for_file, parse_date};

/// Documents within documents.
const MAX_DEPTH: usize = 3;

/// `depth` counts documents within documents.
pub(super) fn extract(bytes: &[u8], depth: usize) -> Result<Extracted, FormatError> {
    let mut report = Report::default();
    let mut package = Package::open(open_office_file(bytes, "a Word document")?, &mut report)?;
    let mut shared = Shared {
        styles: optional(&mut package, "styles", &mut report, Styles::read)?,
        numbering: optional(&mut package, "numbering", &mut report, Numbering::read)?,
        ..Shared::default()
    };
    parts::read_notes(&mut package, &mut shared, &mut report)?;
    shared.numbering.restart();
    read_chunks(&mut package, &mut shared, depth, &mut report)?;
    let main = std::mem::take(&mut package.main);
    let mut story = Story::new(&mut shared);
    let result = story.read(&main);
    let (groups, pieces) = story.finish();
    let blocks: Vec<_> = groups.into_iter().flat_map(|group| group.blocks).collect();
    match result {
        Err(FormatError::Unreadable(reason)) if !blocks.is_empty() => {
            report.problems.push(format!("the end is missing: {reason}"));
        }
        result => result?,
    }
    flow::account_for(pieces, &mut report.account);
    for note in shared.notes.loose() {
        report.account.leave_out(LOOSE_NOTE, note);
    }
    for blocks in shared.chunks.values() {
        report.account.leave_out("part that nothing refers to", &flow::joined(blocks));
    }
    let notes = shared.notes.referred().to_vec();
    parts::leave_out_parts(&mut package, &mut shared, &mut report)?;
    let Report { mut problems, account } = report;
    problems.extend(shared.tracked.problem());
    if shared.unknown_sign_count > 0 {
        let count = shared.unknown_sign_count;
        problems
            .push(format!("signs of a symbol font without a character of their own stand as ▯ ({count})"));
    }
    let mut lines = Lines::default();
    flow::write(&blocks, &notes, &mut lines);
    let pinpoints = lines.take_pinpoints();
    let core = package.at("docProps/core.xml")?.map(|bytes| values(&xml_text(&bytes)).unwrap_or_default());
    let core = core.unwrap_or_default();
    let text = lines.finish(&mut problems);
    Ok(Extracted { text, problems, account, pinpoints, ..core_metadata(&core) }.with_made_date(&core))
}

/// Reads a part that a document can do without. One that is damaged is told; one that is hostile stops.
fn optional<T: Default>(
    package: &mut Package<'_>,
    kind: &str,
    report: &mut Report,
    read: impl FnOnce(&str) -> Result<T, FormatError>,
) -> Result<T, FormatError> {
    let result = package.part(kind).and_then(|part| part.map(|bytes| read(&xml_text(&bytes))).transpose());
    Ok(report.or_told(result, kind)?.flatten().unwrap_or_default())
}

/// Reads texts in other formats that the body takes in.
fn read_chunks(
    package: &mut Package<'_>,
    shared: &mut Shared,
    depth: usize,
    report: &mut Report,
) -> Result<(), FormatError> {
    for (id, relation) in package.relations.clone() {
        if relation.kind != "aFChunk" {
            continue;
        }
        let name = &relation.path;
        let Some(bytes) = report.or_told(package.at(name), name)?.flatten() else { continue };
        let read = if depth < MAX_DEPTH { chunk(name, &bytes, depth) } else { Err(too_deep()) };
        match read {
            Ok(found) => {
                report.problems.extend(found.problems);
                for left_out in &found.account.left_out {
                    left_out
                        .starts
                        .iter()
                        .for_each(|piece| report.account.leave_out(&left_out.reason, piece));
                }
                shared.chunks.insert(id, found.text.split("\n\n").map(Block::paragraph).collect());
            }
            Err(err @ FormatError::Hostile(_)) => return Err(err),
            Err(err) => report.problems.push(format!("a text within the file ({name}) was not read: {err}")),
        }
    }
    Ok(())
}

fn too_deep() -> FormatError {
    FormatError::Unreadable("documents lie in each other too deep".to_owned())
}

fn chunk(name: &str, bytes: &[u8], depth: usize) -> Result<Extracted, FormatError> {
    if bytes.starts_with(b"PK") {
        return extract(bytes, depth + 1);
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

impl Extracted {
    /// With the date on which the file was made, where it names no other.
    fn with_made_date(mut self, core: &[(String, String)]) -> Self {
        let made = core.iter().find(|(key, _)| key == "created").and_then(|(_, date)| parse_date(date));
        if let Some(made) = made.filter(|_| self.source.published.is_empty()) {
            self.source.published = made;
            self.problems.push("the date is that on which the file was made".to_owned());
        }
        self
    }
}
