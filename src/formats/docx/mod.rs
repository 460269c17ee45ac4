//! [`read_docx`]: Word documents. The text as it stands with tracked changes accepted, notes at the end.

mod body;
mod numbering;

use super::archive::Archive;
use super::extract::{Extracted, Lines, value};
use super::html::language_tag;
use super::xml::{XmlEvent, XmlReader, values, xml_text};
use super::{FormatError, NewDocument, ReadOptions, parse_date};
use crate::model::Source;
use body::{Body, Notes};
use numbering::Numbering;

/// The text of a Word document.
pub fn read_docx(
    file_name: &str,
    bytes: &[u8],
    _options: &ReadOptions<'_>,
) -> Result<NewDocument, FormatError> {
    NewDocument::from_extracted(file_name, bytes, extract(bytes)?)
}

fn extract(bytes: &[u8]) -> Result<Extracted, FormatError> {
    let mut archive = open_office_file(bytes, "a Word document")?;
    let main = main_part(&mut archive)?;
    let content = archive.file(&main)?.ok_or_else(|| not_office("a Word document"))?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let mut beside = |name: &str| archive.file(&format!("{folder}/{name}").replace("//", "/"));
    let notes = Notes::read(beside("footnotes.xml")?, beside("endnotes.xml")?)?;
    let mut numbering = match beside("numbering.xml")? {
        Some(bytes) => Numbering::read(&xml_text(&bytes))?,
        None => Numbering::default(),
    };
    if let Some(bytes) = beside("styles.xml")? {
        numbering.read_styles(&xml_text(&bytes))?;
    }
    let mut body = Body::new(numbering, notes);
    body.read(&xml_text(&content))?;
    let core = archive.file("docProps/core.xml")?.map(|bytes| values(&xml_text(&bytes)).unwrap_or_default());
    let core = core.unwrap_or_default();
    let mut problems = Vec::new();
    let text = body.finish(&mut problems);
    Ok(Extracted { text, problems, ..core_metadata(&core) }.with_made_date(&core))
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

/// The part that the package names as its document.
fn main_part(archive: &mut Archive<'_>) -> Result<String, FormatError> {
    let usual = "word/document.xml".to_owned();
    let Some(relations) = archive.file("_rels/.rels")? else {
        return Ok(usual);
    };
    let text = xml_text(&relations);
    let mut reader = XmlReader::new(&text);
    while let Some(event) = reader.next()? {
        if let XmlEvent::Open(element) = event
            && element.attribute("Type").ends_with("/officeDocument")
        {
            return Ok(element.attribute("Target").trim_start_matches('/').to_owned());
        }
    }
    Ok(usual)
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

/// Writes notes after the text.
pub(super) fn write_notes(notes: &[String], lines: &mut Lines) {
    lines.part();
    for (index, note) in notes.iter().enumerate() {
        lines.item(&format!("[{}] {}", index + 1, note.trim()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::archive::tests::zip_of;
    use super::*;

    fn text(body: &str) -> Extracted {
        let document = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
        extract(&zip_of(&[("word/document.xml", document.as_bytes())])).unwrap()
    }

    #[test]
    fn tracked_deletions_and_hidden_text_are_left_out() {
        let found = text(
            "<w:p><w:r><w:t>It </w:t></w:r><w:del><w:r><w:delText>rose</w:delText></w:r></w:del>\
             <w:ins><w:r><w:t>fell</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>\
             <w:r><w:t> today.</w:t></w:r></w:p>",
        );
        assert_eq!(found.text, "It fell today.\n");
        assert_eq!(
            found.problems,
            ["tracked changes: 1 deletion was left out, 1 insertion was kept", "hidden text was left out"]
        );
    }

    #[test]
    fn tables_are_rows_and_breaks_are_lines() {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let table = format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
            cell("Year"),
            cell("Sum"),
            cell("2025"),
            cell("5")
        );
        let found = text(&format!(
            "<w:p><w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r></w:p>{table}"
        ));
        assert_eq!(found.text, "One\ntwo three\n\nYear | Sum\n2025 | 5\n");
    }

    #[test]
    fn a_text_box_is_read_once() {
        let content = "<w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p></w:txbxContent>";
        let found = text(&format!(
            "<w:p><w:r><w:t>Around</w:t><mc:AlternateContent xmlns:mc='m'><mc:Choice>{content}</mc:Choice>\
             <mc:Fallback>{content}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        ));
        assert_eq!(found.text, "Boxed\n\nAround\n");
    }

    #[test]
    fn what_is_no_word_document_is_said() {
        for bytes in [b"plain words".as_slice(), &zip_of(&[("other.xml", b"<a/>")])] {
            let err = extract(bytes).unwrap_err().to_string();
            assert!(err.starts_with("it is not a Word document"), "{err}");
        }
        assert!(extract(b"\xD0\xCF\x11\xE0 old").unwrap_err().to_string().contains("old office document"));
    }
}
