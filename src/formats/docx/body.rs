//! [`Body`]: the paragraphs of a Word document, in order, with its lists, tables and notes.

use super::numbering::Numbering;
use super::write_notes;
use crate::formats::FormatError;
use crate::formats::extract::{Lines, collapsed};
use crate::formats::xml::{Element, XmlEvent, XmlReader, xml_text};
use std::collections::BTreeMap;

/// Their text is not the document's.
const SKIPPED: [&str; 6] = ["del", "moveFrom", "Fallback", "instrText", "pPrChange", "rPrChange"];

/// Footnotes and endnotes by kind and number of the file.
#[derive(Debug, Default)]
pub(super) struct Notes {
    texts: BTreeMap<(bool, String), String>,
}

impl Notes {
    pub(super) fn read(footnotes: Option<Vec<u8>>, endnotes: Option<Vec<u8>>) -> Result<Self, FormatError> {
        let mut notes = Self::default();
        for (is_end, part) in [(false, footnotes), (true, endnotes)] {
            let Some(bytes) = part else {
                continue;
            };
            let text = xml_text(&bytes);
            let mut reader = XmlReader::new(&text);
            let mut open: Option<(String, String)> = None;
            let mut is_text = false;
            while let Some(event) = reader.next()? {
                match event {
                    XmlEvent::Open(element) => match element.name.as_str() {
                        // The lines between text and notes have a type.
                        "footnote" | "endnote" if element.attribute("type").is_empty() => {
                            open = Some((element.attribute("id").to_owned(), String::new()));
                        }
                        "t" => is_text = true,
                        "p" | "tab" | "br" => push(&mut open, " "),
                        _ => {}
                    },
                    XmlEvent::Text(piece) if is_text => push(&mut open, &piece),
                    XmlEvent::Text(_) => {}
                    XmlEvent::Close(name) => match name.as_str() {
                        "t" => is_text = false,
                        "footnote" | "endnote" => {
                            notes
                                .texts
                                .extend(open.take().map(|(id, text)| ((is_end, id), collapsed(&text))));
                        }
                        _ => {}
                    },
                }
            }
        }
        Ok(notes)
    }
}

fn push(note: &mut Option<(String, String)>, text: &str) {
    if let Some((_, found)) = note {
        found.push_str(text);
    }
}

/// A paragraph that is being read.
#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    list: Option<(String, usize)>,
}

/// Reads the main part.
#[derive(Debug, Default)]
pub(super) struct Body {
    lines: Lines,
    numbering: Numbering,
    notes: Notes,
    noted: Vec<String>,
    /// Text boxes put paragraphs into paragraphs.
    paragraphs: Vec<Paragraph>,
    /// One for each open table in a table: the cells of the row so far.
    rows: Vec<Vec<String>>,
    skip_depth: usize,
    is_text: bool,
    is_hidden: bool,
    counts: Counts,
}

#[derive(Debug, Default)]
struct Counts {
    deletions: usize,
    insertions: usize,
    hidden: usize,
}

impl Body {
    pub(super) fn new(numbering: Numbering, notes: Notes) -> Self {
        Self { numbering, notes, ..Self::default() }
    }

    pub(super) fn read(&mut self, xml: &str) -> Result<(), FormatError> {
        let mut reader = XmlReader::new(xml);
        while let Some(event) = reader.next()? {
            match event {
                XmlEvent::Open(element)
                    if self.skip_depth > 0 || SKIPPED.contains(&element.name.as_str()) =>
                {
                    let is_deletion = matches!(element.name.as_str(), "del" | "moveFrom");
                    self.counts.deletions += usize::from(self.skip_depth == 0 && is_deletion);
                    self.skip_depth += 1;
                }
                XmlEvent::Close(_) if self.skip_depth > 0 => self.skip_depth -= 1,
                XmlEvent::Text(piece) if self.is_text && self.skip_depth == 0 => {
                    if self.is_hidden {
                        self.counts.hidden += 1;
                    } else {
                        self.push(&piece);
                    }
                }
                XmlEvent::Text(_) => {}
                XmlEvent::Open(element) => self.open(&element),
                XmlEvent::Close(name) => self.close(&name),
            }
        }
        Ok(())
    }

    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn open(&mut self, element: &Element) {
        let is_off = matches!(element.attribute("val"), "0" | "false" | "off");
        match element.name.as_str() {
            "p" => self.paragraphs.push(Paragraph::default()),
            "t" => self.is_text = true,
            "r" => self.is_hidden = false,
            "vanish" if !is_off => self.is_hidden = true,
            "tab" | "ptab" => self.push(" "),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("\u{2011}"),
            "ins" | "moveTo" => self.counts.insertions += 1,
            "pStyle" => {
                let list = self.numbering.of_style(element.attribute("val"));
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.list = list;
                }
            }
            "ilvl" | "numId" => {
                let value = element.attribute("val").to_owned();
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    let list = paragraph.list.get_or_insert_with(Default::default);
                    if element.name == "numId" {
                        list.0 = value;
                    } else {
                        list.1 = value.parse().unwrap_or_default();
                    }
                }
            }
            "footnoteReference" | "endnoteReference" => {
                let key = (element.name.starts_with("end"), element.attribute("id").to_owned());
                if let Some(note) = self.notes.texts.remove(&key) {
                    self.noted.push(note);
                    self.push(&format!("[{}]", self.noted.len()));
                }
            }
            "tr" => self.rows.push(Vec::new()),
            "tc" => {
                if let Some(row) = self.rows.last_mut() {
                    row.push(String::new());
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.is_text = false,
            "p" => self.end_paragraph(),
            "tr" => self.end_row(),
            "rPrDefault" | "pPr" => self.is_hidden = false,
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else {
            return;
        };
        // Number 0 takes a paragraph out of a list that its style puts it into.
        let list = paragraph.list.filter(|(id, _)| id != "0" && !id.is_empty());
        let is_blank = paragraph.text.trim().is_empty();
        let mark = match list {
            Some((id, level)) if !is_blank => self.numbering.mark(&id, level),
            _ => String::new(),
        };
        let text = format!("{mark}{}", paragraph.text);
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            cell.push(' ');
            cell.push_str(&text);
        } else if mark.is_empty() {
            self.lines.paragraph(&text);
        } else {
            self.lines.item(&text);
        }
    }

    fn end_row(&mut self) {
        let Some(row) = self.rows.pop() else {
            return;
        };
        let cells: Vec<String> = row.iter().map(|cell| collapsed(cell)).collect();
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

    /// The text, and in words what was left out.
    pub(super) fn finish(mut self, problems: &mut Vec<String>) -> String {
        write_notes(&self.noted, &mut self.lines);
        let Counts { deletions, insertions, hidden } = self.counts;
        let plural = |count: usize, word: &str| match count {
            1 => format!("1 {word} was"),
            _ => format!("{count} {word}s were"),
        };
        if deletions + insertions > 0 {
            let (out, kept) = (plural(deletions, "deletion"), plural(insertions, "insertion"));
            problems.push(format!("tracked changes: {out} left out, {kept} kept"));
        }
        if hidden > 0 {
            problems.push("hidden text was left out".to_owned());
        }
        self.lines.finish(problems)
    }
}
