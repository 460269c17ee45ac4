//! [`read_docx`]: Word documents. The text as it stands with tracked changes accepted, notes at the end.

mod math;
mod notes;
mod numbering;
mod package;
mod parts;
mod places;
mod story;
mod styles;
#[cfg(test)]
mod tests;

use super::archive::Archive;
use super::extract::{Account, Extracted, Lines, value};
use super::flow::{self, LOOSE_NOTE};
use super::html::language_tag;
use super::xml::{values, xml_text};
use super::{FormatError, NewDocument, ReadOptions, parse_date};
use crate::model::Source;
use numbering::Numbering;
use package::Package;
use story::{Shared, Story};
use styles::Styles;

/// The text of a Word document.
pub fn read_docx(
    file_name: &str,
    bytes: &[u8],
    _options: &ReadOptions<'_>,
) -> Result<NewDocument, FormatError> {
    NewDocument::from_extracted(file_name, bytes, extract(bytes, 0)?)
}

/// `depth` counts documents within documents.
fn extract(bytes: &[u8], depth: usize) -> Result<Extracted, FormatError> {
    let (mut problems, mut account) = (Vec::new(), Account::default());
    let mut package = Package::open(open_office_file(bytes, "a Word document")?, &mut problems)?;
    let mut shared = Shared {
        styles: optional(&mut package, "styles", &mut problems, Styles::read)?,
        numbering: optional(&mut package, "numbering", &mut problems, Numbering::read)?,
        ..Shared::default()
    };
    parts::read_notes(&mut package, &mut shared, &mut problems, &mut account)?;
    parts::read_chunks(&mut package, &mut shared, depth, (&mut problems, &mut account))?;
    let main = std::mem::take(&mut package.main);
    let mut story = Story::new(&mut shared);
    let result = story.read(&main);
    let (groups, pieces) = story.finish();
    let blocks: Vec<_> = groups.into_iter().flat_map(|group| group.blocks).collect();
    match result {
        Err(FormatError::Unreadable(reason)) if !blocks.is_empty() => {
            problems.push(format!("the end is missing: {reason}"));
        }
        result => result?,
    }
    flow::account_for(pieces, &mut account);
    for note in shared.notes.loose() {
        account.leave_out(LOOSE_NOTE, note);
    }
    for blocks in shared.chunks.values() {
        account.leave_out("part that nothing refers to", &flow::joined(blocks));
    }
    let notes = shared.notes.referred().to_vec();
    parts::leave_out_parts(&mut package, &mut shared, &mut problems, &mut account)?;
    problems.extend(shared.tracked.problem());
    if shared.unknown_sign_count > 0 {
        let count = shared.unknown_sign_count;
        problems.push(format!("signs of a symbol font without a character of their own stand as ▯ ({count})"));
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
    problems: &mut Vec<String>,
    read: impl FnOnce(&str) -> Result<T, FormatError>,
) -> Result<T, FormatError> {
    let result = package.part(kind).and_then(|part| part.map(|bytes| read(&xml_text(&bytes))).transpose());
    Ok(parts::or_told(result, kind, problems)?.flatten().unwrap_or_default())
}

/// Opens an office file, which is an archive, and says so plainly when it is something else.
pub(super) fn open_office_file<'b>(bytes: &'b [u8], what: &str) -> Result<Archive<'b>, FormatError> {
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        // Word puts a document with a password into the container of its old format.
        let is_locked =
            bytes.windows(32).any(|part| part == b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0");
        let old = "it is an old office document; open it and save it as DOCX, ODT or PDF".to_owned();
        return Err(if is_locked { FormatError::Locked } else { FormatError::Unreadable(old) });
    }
    if !bytes.starts_with(b"PK") {
        return Err(not_office(what));
    }
    Archive::open(bytes)
}

/// The file is something else than its name says.
pub(super) fn not_office(what: &str) -> FormatError {
    FormatError::Unreadable(format!("it is not {what}, whatever its name says; check where it came from"))
}

/// What Dublin Core says, which office files, books and some pages share.
pub(super) fn core_metadata(core: &[(String, String)]) -> Extracted {
    let get = |name: &str| {
        core.iter().find(|(key, _)| key == name).map(|(_, text)| value(text)).unwrap_or_default()
    };
    let authors: Vec<String> =
        core.iter().filter(|(key, _)| key == "creator").map(|(_, name)| value(name)).collect();
    let source = Source {
        author: authors.join(", "),
        publisher: get("publisher"),
        published: parse_date(&get("issued")).or_else(|| parse_date(&get("date"))).unwrap_or_default(),
        ..Source::default()
    };
    Extracted {
        title: get("title"),
        language: language_tag(&get("language")).unwrap_or_default(),
        source,
        ..Extracted::default()
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
