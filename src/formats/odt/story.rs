//! [`Story`]: reads the text of an `OpenDocument` file, or of a part of it.

use super::lists::Lists;
use super::styles::{Style, Styles};
use crate::formats::FormatError;
use crate::formats::flow::{
    Block, BlockKind, COVERED, DELETED, Flow, HIDDEN, Note, READING_AID, STRUCK, joined,
};
use crate::formats::symbols::in_font;
use crate::formats::xml::{Element, XmlEvent, XmlReader};
use std::collections::BTreeMap;

/// Blanks that one element may stand for.
const MAX_BLANKS: usize = 100;
/// Their text is no part of what a reader sees.
const SKIPPED: [&str; 11] = [
    "sequence-decls",
    "variable-decls",
    "user-field-decls",
    "dde-connection-decls",
    "forms",
    "scripts",
    "script",
    "event-listeners",
    "binary-data",
    "number",
    "notes-configuration",
];

/// Pictures and shapes, which may have a title and a description.
const SHAPES: [&str; 13] = [
    "frame",
    "custom-shape",
    "g",
    "line",
    "rect",
    "ellipse",
    "circle",
    "polyline",
    "polygon",
    "regular-polygon",
    "path",
    "connector",
    "caption",
];

/// Reads one file.
#[derive(Debug, Default)]
pub(super) struct Story {
    pub(super) flow: Flow,
    pub(super) styles: Styles,
    pub(super) notes: Vec<Note>,
    pub(super) deletion_count: usize,
    pub(super) insertion_count: usize,
    pub(super) unknown_sign_count: usize,
    /// By the folder that holds each.
    pub(super) formulas: BTreeMap<String, String>,
    lists: Lists,
    path: Vec<String>,
    skip_depth: Option<usize>,
    /// Elements whose text is left out, with why; the outermost counts.
    outs: Vec<(usize, &'static str)>,
    paragraphs: Vec<Paragraph>,
    spans: Vec<Style>,
    labels: Vec<String>,
    asides: Vec<Aside>,
    /// How many cells and rows each open one stands for.
    repeats: Vec<usize>,
}

#[derive(Debug, Default)]
struct Paragraph {
    style: Style,
    /// Level of a heading; 0 for others.
    outline: usize,
    has_number: bool,
    start: Option<i64>,
    /// It stands in a shape within another paragraph.
    is_inner: bool,
    /// Spans of the paragraph around it.
    outer: Vec<Style>,
}

/// A note, comment or box, which stands within a paragraph and has its own.
#[derive(Debug, Default)]
struct Aside {
    author: String,
    /// How many paragraphs were open around it.
    depth: usize,
    /// The lists around it.
    lists: Lists,
}

impl Story {
    /// Reads another file with the styles of this one.
    pub(super) fn next_file(self) -> Self {
        Self { styles: self.styles, unknown_sign_count: self.unknown_sign_count, ..Self::default() }
    }

    /// Reads the file. What was read before an error stays.
    pub(super) fn read(&mut self, xml: &str) -> Result<(), FormatError> {
        let mut reader = XmlReader::new(xml);
        while let Some(event) = reader.next()? {
            match event {
                XmlEvent::Open(element) => {
                    self.styles.set(&element);
                    if self.skip_depth.is_none() {
                        self.open(&element);
                    }
                    self.path.push(element.name);
                }
                XmlEvent::Close(name) => {
                    self.path.pop();
                    if self.skip_depth.is_none() {
                        self.close(&name);
                    } else if self.skip_depth == Some(self.path.len()) {
                        self.skip_depth = None;
                    }
                }
                XmlEvent::Text(piece) if self.skip_depth.is_none() => self.text(&piece),
                XmlEvent::Text(_) => {}
            }
        }
        Ok(())
    }

    fn parent(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    fn text(&mut self, piece: &str) {
        // Line ends in the file are only for looks.
        let piece = piece.replace(['\n', '\r', '\t'], " ");
        match self.parent() {
            "note-citation" => {
                if let Some(label) = self.labels.last_mut() {
                    label.push_str(piece.trim());
                }
            }
            "creator" if !self.asides.is_empty() => {
                if let Some(aside) = self.asides.last_mut() {
                    aside.author.push_str(&piece);
                }
            }
            "desc" => self.flow.leave_out("description of a picture", &piece),
            "title" if self.is_around(1) => self.flow.leave_out("description of a picture", &piece),
            _ if self.is_in_paragraph() => self.put(&piece),
            _ => {}
        }
    }

    /// Whether the element so far above the innermost one is a picture or shape, whose title is no field of the text.
    fn is_around(&self, above: usize) -> bool {
        let at = self.path.len().checked_sub(above + 1);
        at.and_then(|at| self.path.get(at)).is_some_and(|name| SHAPES.contains(&name.as_str()))
    }

    /// Whether text counts here: not between the elements of a comment or note.
    fn is_in_paragraph(&self) -> bool {
        self.paragraphs.len() > self.asides.last().map_or(0, |aside| aside.depth)
    }

    fn look(&self) -> Style {
        let base = self.paragraphs.last().map(|paragraph| paragraph.style.clone()).unwrap_or_default();
        self.spans.iter().fold(base, Style::under)
    }

    fn put(&mut self, text: &str) {
        let look = self.look();
        let text = in_font(look.font.as_deref().unwrap_or_default(), text, &mut self.unknown_sign_count);
        if let Some(reason) = self.out_reason(&look) {
            self.flow.leave_out(reason, &text);
        } else {
            self.flow.push(&text, look.script.unwrap_or_default());
        }
    }

    fn out_reason(&self, look: &Style) -> Option<&'static str> {
        let (is_hidden, is_struck) = (look.is_hidden == Some(true), look.is_struck == Some(true));
        let by_look = || is_hidden.then_some(HIDDEN).or_else(|| is_struck.then_some(STRUCK));
        self.outs.first().map(|(_, reason)| *reason).or_else(by_look)
    }

    fn leave_out_from_here(&mut self, reason: &'static str) {
        self.outs.push((self.path.len(), reason));
    }

    fn open(&mut self, element: &Element) {
        let name = element.name.as_str();
        if SKIPPED.contains(&name) || name.ends_with("-source") {
            self.skip_depth = Some(self.path.len());
            return;
        }
        match name {
            "p" | "h" => self.begin_paragraph(element),
            "span" => self.spans.push(self.styles.of("text", element.attribute("style-name"))),
            "s" => {
                let count = element.attribute("c").parse().unwrap_or(1_usize).min(MAX_BLANKS);
                self.put(&" ".repeat(count));
            }
            "tab" if !self.paragraphs.is_empty() => self.put(" "),
            "line-break" => self.put("\n"),
            "list" => self.lists.begin(element),
            "list-item" | "list-header" => self.lists.begin_item(element),
            "table-row" => {
                self.repeats.push(repeats(element, "number-rows-repeated"));
                self.flow.begin_row();
            }
            "table-cell" => {
                self.repeats.push(repeats(element, "number-columns-repeated"));
                self.flow.enter();
            }
            "object" => {
                let formula = self.formulas.get(element.attribute("href").trim_start_matches("./")).cloned();
                self.put(&formula.unwrap_or_default());
            }
            "note" => self.labels.push(String::new()),
            "note-body" | "annotation" | "text-box" => self.begin_aside(),
            _ => self.open_out(element),
        }
    }

    fn begin_paragraph(&mut self, element: &Element) {
        let is_inner = self.is_in_paragraph();
        if is_inner {
            self.flow.enter();
        }
        let is_heading = element.name == "h";
        let number = |name: &str| element.attribute(name).parse().ok();
        self.paragraphs.push(Paragraph {
            style: self.styles.of("paragraph", element.attribute("style-name")),
            outline: if is_heading { number("outline-level").unwrap_or(1) } else { 0 },
            has_number: is_heading && element.attribute("is-list-header") != "true",
            start: number("start-value").and_then(|start| i64::try_from(start).ok()),
            is_inner,
            outer: std::mem::take(&mut self.spans),
        });
    }

    fn begin_aside(&mut self) {
        self.flow.enter();
        let lists = std::mem::take(&mut self.lists);
        self.asides.push(Aside { depth: self.paragraphs.len(), lists, ..Aside::default() });
    }

    /// Its blocks, and who wrote it.
    fn end_aside(&mut self) -> (Vec<Block>, String) {
        let aside = self.asides.pop().unwrap_or_default();
        self.lists = aside.lists;
        (self.flow.leave(), aside.author)
    }

    /// Elements whose text is left out.
    fn open_out(&mut self, element: &Element) {
        let is_hidden = element.attribute("display") == "none" || element.attribute("is-hidden") == "true";
        let reason = match element.name.as_str() {
            "deletion" => {
                self.deletion_count += 1;
                DELETED
            }
            "insertion" => {
                self.insertion_count += 1;
                return;
            }
            "ruby-text" => READING_AID,
            // It lies under the cell beside it.
            "covered-table-cell" => {
                self.flow.put_covered(repeats(element, "number-columns-repeated"));
                COVERED
            }
            "table-of-content" | "illustration-index" | "table-index" | "object-index" => "table of contents",
            "alphabetical-index" => "index",
            "placeholder" => "placeholder",
            "header" | "header-left" | "header-first" => "header",
            "footer" | "footer-left" | "footer-first" => "footer",
            "hidden-text" if is_hidden && !element.attribute("string-value").is_empty() => {
                self.flow.leave_out(HIDDEN, element.attribute("string-value"));
                // What stands in it says the same.
                self.skip_depth = Some(self.path.len());
                return;
            }
            "section" | "variable-set" | "hidden-text" if is_hidden => HIDDEN,
            "hidden-paragraph" if is_hidden => {
                // It hides the paragraph that it stands in.
                let paragraph = self.path.iter().rposition(|name| matches!(name.as_str(), "p" | "h"));
                let before = std::mem::take(self.flow.open_text());
                self.flow.leave_out(HIDDEN, &before);
                self.outs.push((paragraph.unwrap_or(self.path.len()), HIDDEN));
                return;
            }
            _ => return,
        };
        self.leave_out_from_here(reason);
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => self.end_paragraph(),
            "span" => drop(self.spans.pop()),
            "list" => self.lists.end(),
            "list-item" | "list-header" => self.lists.end_item(),
            "table-row" => {
                let count = self.repeats.pop().unwrap_or(1);
                self.flow.end_rows(count);
            }
            "table-cell" => {
                let count = self.repeats.pop().unwrap_or(1);
                self.flow.end_cell();
                self.flow.repeat_cell(count - 1);
            }
            "title" | "desc" if self.is_around(0) => self.flow.end_out(),
            "note-body" => self.end_note(),
            "text-box" => {
                let (boxed, _) = self.end_aside();
                self.flow.attach(boxed);
            }
            "annotation" => {
                let (blocks, author) = self.end_aside();
                let text = joined(&blocks);
                let separator = if author.is_empty() { "" } else { ": " };
                if !text.trim().is_empty() {
                    self.flow.leave_out("comment", &format!("{author}{separator}{text}"));
                    self.flow.end_out();
                }
            }
            _ => {}
        }
        if self.outs.last().is_some_and(|(depth, _)| *depth == self.path.len()) {
            self.outs.pop();
        }
    }

    fn end_note(&mut self) {
        let text = joined(&self.end_aside().0);
        let label = self.labels.pop().unwrap_or_default();
        if let Some(reason) = self.out_reason(&self.look()) {
            self.flow.leave_out(reason, &format!(" {text} "));
            return;
        }
        let is_taken = |label: &str| label.is_empty() || self.notes.iter().any(|note| note.label == label);
        let label = if is_taken(&label) {
            let mut numbers = (self.notes.len() + 1..).map(|number| number.to_string());
            numbers.find(|number| !is_taken(number)).unwrap_or_default()
        } else {
            label
        };
        self.flow.mark_note(&label, self.notes.len());
        self.notes.push(Note { label, text });
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        self.spans = paragraph.outer;
        if let Some((_, reason)) = self.outs.first() {
            self.flow.leave_out(reason, " ");
        }
        if paragraph.is_inner {
            let boxed = self.flow.leave();
            self.flow.attach(boxed);
            return;
        }
        let mark = if !self.outs.is_empty() {
            String::new()
        } else if paragraph.has_number && !self.lists.is_open() {
            self.lists.outline_mark(&self.styles.lists, paragraph.outline, paragraph.start)
        } else {
            self.lists.mark(&self.styles.lists, paragraph.style.list.as_deref())
        };
        let is_item = !mark.is_empty() && paragraph.outline == 0;
        self.flow.end_paragraph(&mark, if is_item { BlockKind::Item } else { BlockKind::Paragraph });
    }
}

/// How many times an element stands in the document.
fn repeats(element: &Element, name: &str) -> usize {
    element.attribute(name).parse().unwrap_or(1).max(1)
}
