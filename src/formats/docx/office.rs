//! What office files and books share: the archive they are, and what they say about themselves.

use crate::formats::archive::Archive;
use crate::formats::extract::{Extracted, value};
use crate::formats::html::language_tag;
use crate::formats::{FormatError, parse_date};
use crate::model::Source;

/// Opens an office file, which is an archive, and says so plainly when it is something else.
pub(in crate::formats) fn open_office_file<'b>(
    bytes: &'b [u8],
    what: &str,
) -> Result<Archive<'b>, FormatError> {
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
pub(in crate::formats) fn not_office(what: &str) -> FormatError {
    FormatError::Unreadable(format!("it is not {what}, whatever its name says; check where it came from"))
}

/// What Dublin Core says, which office files, books and some pages share.
pub(in crate::formats) fn core_metadata(core: &[(String, String)]) -> Extracted {
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
