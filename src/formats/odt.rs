//! [`read_odt`]: texts in the `OpenDocument` format. Tracked deletions stay out, notes stand at the end.

use super::docx::{core_metadata, not_office, open_office_file, write_notes};
use super::extract::{Extracted, Lines, collapsed};
use super::xml::{Element, XmlEvent, XmlReader, values, xml_text};
use super::{FormatError, NewDocument, ReadOptions, parse_date};
use std::collections::BTreeSet;

/// Their text is not the document's; what was deleted is kept in `tracked-changes`.
const SKIPPED: [&str; 9] = [
    "tracked-changes",
    "annotation",
    "note-citation",
    "sequence-decls",
    "forms",
    "scripts",
    "automatic-styles",
    "table-of-content",
    "index-body",
];
/// Blanks that one element may stand for.
const MAX_BLANKS: usize = 100;

/// The text of a document in the `OpenDocument` format.
pub fn read_odt(
    file_name: &str,
    bytes: &[u8],
    _options: &ReadOptions<'_>,
) -> Result<NewDocument, FormatError> {
    NewDocument::from_extracted(file_name, bytes, extract(bytes)?)
}

fn extract(bytes: &[u8]) -> Result<Extracted, FormatError> {
    let mut archive = open_office_file(bytes, "an OpenDocument text")?;
    let manifest = archive.file("META-INF/manifest.xml")?.unwrap_or_default();
    if xml_text(&manifest).contains("encryption-data") {
        return Err(FormatError::Locked);
    }
    let content = archive.file("content.xml")?.ok_or_else(|| not_office("an OpenDocument text"))?;
    let mut reading = Reading::default();
    if let Some(styles) = archive.file("styles.xml")? {
        reading.read_styles(&xml_text(&styles))?;
    }
    reading.read(&xml_text(&content))?;
    let meta = archive.file("meta.xml")?.map(|bytes| values(&xml_text(&bytes)).unwrap_or_default());
    let meta = meta.unwrap_or_default();
    let mut extracted = core_metadata(&meta);
    let get = |name: &str| meta.iter().find(|(key, _)| key == name).map(|(_, text)| text.as_str());
    if extracted.source.author.is_empty() {
        get("initial-creator").unwrap_or_default().clone_into(&mut extracted.source.author);
    }
    // Dublin Core's date is that of the last change here.
    let made = get("creation-date").and_then(parse_date);
    extracted.source.published = made.unwrap_or_default();
    let mut problems = Vec::new();
    if !extracted.source.published.is_empty() {
        problems.push("the date is that on which the file was made".to_owned());
    }
    let text = reading.finish(&mut problems);
    Ok(Extracted { text, problems, ..extracted })
}

#[derive(Debug, Default)]
struct Reading {
    lines: Lines,
    /// The innermost is last; a note opens one within a paragraph.
    paragraphs: Vec<String>,
    /// One for each open table in a table: the cells of the row so far.
    rows: Vec<Vec<String>>,
    /// One for each open list: the next number, none for bullets.
    lists: Vec<Option<usize>>,
    /// A mark that waits for the first paragraph of its item.
    mark: String,
    counting_styles: BTreeSet<String>,
    hidden_styles: BTreeSet<String>,
    style: String,
    notes: Vec<String>,
    in_note: bool,
    has_hidden: bool,
    skip_depth: usize,
    deletions: usize,
    comments: usize,
}

impl Reading {
    fn read_styles(&mut self, xml: &str) -> Result<(), FormatError> {
        let mut reader = XmlReader::new(xml);
        while let Some(event) = reader.next()? {
            if let XmlEvent::Open(element) = event {
                self.style(&element);
            }
        }
        Ok(())
    }

    fn read(&mut self, xml: &str) -> Result<(), FormatError> {
        let mut reader = XmlReader::new(xml);
        while let Some(event) = reader.next()? {
            match event {
                XmlEvent::Open(element) => {
                    self.style(&element);
                    let is_hidden = self.hidden_styles.contains(element.attribute("style-name"))
                        && matches!(element.name.as_str(), "span" | "p" | "h");
                    self.has_hidden |= is_hidden && self.skip_depth == 0;
                    if self.skip_depth > 0 || is_hidden || SKIPPED.contains(&element.name.as_str()) {
                        self.deletions += usize::from(element.name == "deletion");
                        self.comments += usize::from(element.name == "annotation");
                        self.skip_depth += 1;
                    } else {
                        self.open(&element);
                    }
                }
                XmlEvent::Close(_) if self.skip_depth > 0 => self.skip_depth -= 1,
                XmlEvent::Close(name) => self.close(&name),
                XmlEvent::Text(piece) if self.skip_depth == 0 => {
                    // Line ends in the file are only for looks.
                    self.push(&piece.replace(['\n', '\r', '\t'], " "));
                }
                XmlEvent::Text(_) => {}
            }
        }
        Ok(())
    }

    /// Which styles of lists count; they stand among what is skipped.
    fn style(&mut self, element: &Element) {
        match element.name.as_str() {
            "list-style" | "style" => element.attribute("name").clone_into(&mut self.style),
            "list-level-style-number"
                if element.attribute("level") == "1" && !element.attribute("num-format").is_empty() =>
            {
                self.counting_styles.insert(self.style.clone());
            }
            "text-properties" if element.attribute("display") == "none" => {
                self.hidden_styles.insert(self.style.clone());
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.push_str(text);
        }
    }

    fn open(&mut self, element: &Element) {
        match element.name.as_str() {
            "p" | "h" => self.paragraphs.push(String::new()),
            "s" => {
                let count = element.attribute("c").parse().unwrap_or(1_usize).min(MAX_BLANKS);
                self.push(&" ".repeat(count));
            }
            "tab" => self.push(" "),
            "line-break" => self.push("\n"),
            "note" => {
                self.notes.push(String::new());
                self.push(&format!("[{}]", self.notes.len()));
                self.in_note = true;
            }
            "list" => {
                let style = element.attribute("style-name");
                // A list in a list takes the kind of the one around it.
                let counts = if style.is_empty() {
                    self.lists.last().is_some_and(Option::is_some)
                } else {
                    self.counting_styles.contains(style)
                };
                self.lists.push(counts.then_some(1));
            }
            "list-item" => {
                self.mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "• ".to_owned(),
                };
            }
            "table-row" => self.rows.push(Vec::new()),
            "table-cell" => {
                if let Some(row) = self.rows.last_mut() {
                    row.push(String::new());
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => self.end_paragraph(),
            "note" => self.in_note = false,
            "list" => drop(self.lists.pop()),
            "table-row" => self.end_row(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(text) = self.paragraphs.pop() else {
            return;
        };
        let mark = std::mem::take(&mut self.mark);
        if self.in_note {
            if let Some(note) = self.notes.last_mut() {
                note.push(' ');
                note.push_str(&collapsed(&text));
            }
        } else if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            cell.push(' ');
            cell.push_str(&text);
        } else if mark.is_empty() {
            self.lines.paragraph(&text);
        } else if !text.trim().is_empty() {
            self.lines.item(&format!("{mark}{text}"));
        }
    }

    fn end_row(&mut self) {
        let cells: Vec<String> =
            self.rows.pop().unwrap_or_default().iter().map(|cell| collapsed(cell)).collect();
        if cells.iter().all(String::is_empty) {
            return;
        }
        let text = cells.join(" | ");
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => {
                cell.push(' ');
                cell.push_str(&text);
            }
            None => self.lines.row(&text),
        }
    }

    fn finish(mut self, problems: &mut Vec<String>) -> String {
        write_notes(&self.notes, &mut self.lines);
        if self.deletions > 0 {
            problems.push(format!("tracked changes: deletions were left out ({})", self.deletions));
        }
        if self.has_hidden {
            problems.push("hidden text was left out".to_owned());
        }
        if self.comments > 0 {
            problems.push(format!("comments were left out ({})", self.comments));
        }
        self.lines.finish(problems)
    }
}

#[cfg(test)]
mod tests {
    use super::super::archive::tests::zip_of;
    use super::*;

    #[test]
    fn text_lists_tables_and_notes_are_read() {
        let content = "<o:document-content xmlns:o='o' xmlns:t='t'><o:body><o:text><t:tracked-changes><t:changed-region>\
            <t:deletion><t:p>gone</t:p></t:deletion></t:changed-region></t:tracked-changes><t:h>Head</t:h>\
            <t:p>It<t:s t:c='2'/>rose<t:note><t:note-citation>1</t:note-citation><t:note-body><t:p>See there.</t:p></t:note-body></t:note>.\
            </t:p><t:list><t:list-item><t:p>one</t:p></t:list-item><t:list-item><t:p>two</t:p></t:list-item></t:list>\
            <t:table><t:table-row><t:table-cell><t:p>a</t:p></t:table-cell><t:table-cell><t:p>b</t:p></t:table-cell></t:table-row></t:table>\
            </o:text></o:body></o:document-content>";
        let found = extract(&zip_of(&[("content.xml", content.as_bytes())])).unwrap();
        assert_eq!(found.text, "Head\n\nIt rose[1].\n\n• one\n• two\n\na | b\n\n[1] See there.\n");
        assert_eq!(found.problems, ["tracked changes: deletions were left out (1)"]);
    }

    #[test]
    fn a_locked_file_is_said_to_be_locked() {
        let manifest = b"<m><file-entry><encryption-data/></file-entry></m>";
        let bytes = zip_of(&[("META-INF/manifest.xml", manifest), ("content.xml", b"\x01\x02")]);
        assert_eq!(extract(&bytes), Err(FormatError::Locked));
    }
}
