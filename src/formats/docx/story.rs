//! [`Story`]: reads one part of a Word document: the body, notes, comments, a header.

use super::math::Math;
use super::numbering::Numbering;
use super::places::{Alternative, End, Paragraph, Tracked};
use super::styles::{Look, Styles};
use crate::formats::FormatError;
use crate::formats::fields::{Fields, unseen};
use crate::formats::flow::{Block, BlockKind, COVERED, DELETED, Flow, HIDDEN, READING_AID, STRUCK};
use crate::formats::raised::Script;
use crate::formats::symbols::in_font;
use crate::formats::xml::{Element, XmlEvent, XmlReader};
use std::collections::BTreeMap;

/// Former properties and other things that are no text.
const SKIPPED: [&str; 11] = [
    "pPrChange",
    "rPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "tblGridChange",
    "tcPrChange",
    "trPrChange",
    "numberingChange",
    "sectPr",
    "binData",
];

/// A text of its own within a part, such as a note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) id: String,
    pub(super) author: String,
    pub(super) blocks: Vec<Block>,
}

/// What all parts of a document share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    pub(super) notes: super::notes::Notes,
    /// Texts in other formats, by the relation that names them.
    pub(super) chunks: BTreeMap<String, Vec<Block>>,
    pub(super) tracked: Tracked,
    pub(super) unknown_sign_count: usize,
}

/// Reads one part.
#[derive(Debug)]
pub(super) struct Story<'d> {
    pub(super) shared: &'d mut Shared,
    pub(super) flow: Flow,
    path: Vec<String>,
    /// How deep the element lies that is passed over.
    skip_depth: Option<usize>,
    alternatives: Vec<Alternative>,
    /// Elements whose text is left out, with why; the outermost counts.
    outs: Vec<(usize, &'static str)>,
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) run: Look,
    pub(super) is_run_deleted: bool,
    /// The text that comes is the mark of this note.
    pub(super) own_mark: Option<usize>,
    /// Content controls: why their text is left out, if it is.
    pub(super) controls: Vec<Option<&'static str>>,
    fields: Fields,
    math: Math,
    /// How many columns each open cell reaches over.
    spans: Vec<usize>,
    groups: Vec<Group>,
}

impl<'d> Story<'d> {
    pub(super) fn new(shared: &'d mut Shared) -> Self {
        Self {
            shared,
            flow: Flow::default(),
            path: Vec::new(),
            skip_depth: None,
            alternatives: Vec::new(),
            outs: Vec::new(),
            paragraphs: Vec::new(),
            run: Look::default(),
            is_run_deleted: false,
            own_mark: None,
            controls: Vec::new(),
            fields: Fields::default(),
            math: Math::default(),
            spans: Vec::new(),
            groups: Vec::new(),
        }
    }

    /// Reads the part. What was read before an error stays.
    pub(super) fn read(&mut self, xml: &str) -> Result<(), FormatError> {
        let mut reader = XmlReader::new(xml);
        while let Some(event) = reader.next()? {
            match event {
                XmlEvent::Open(element) => {
                    self.open(&element);
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
                XmlEvent::Text(piece) => self.text(&piece),
            }
        }
        Ok(())
    }

    /// The texts, and what was left out.
    pub(super) fn finish(mut self) -> (Vec<Group>, Vec<(&'static str, String)>) {
        for code in self.fields.rest() {
            self.flow.leave_out("field code", &code);
        }
        let rest = Group { blocks: self.flow.take_blocks(), ..Group::default() };
        if !rest.blocks.is_empty() || self.groups.is_empty() {
            self.groups.push(rest);
        }
        (self.groups, self.flow.take_left_out())
    }

    pub(super) fn parent(&self, above: usize) -> &str {
        self.path.len().checked_sub(above + 1).and_then(|at| self.path.get(at)).map_or("", String::as_str)
    }

    fn text(&mut self, piece: &str) {
        let parent = self.parent(0);
        let is_text = matches!(parent, "t" | "delText");
        if self.skip_depth.is_some() {
            if let Some(alternative) = self.alternatives.last_mut().filter(|_| is_text) {
                alternative.other.push_str(piece);
            }
        } else if is_text {
            let piece = match &self.run.font {
                Some(font) => in_font(font, piece, &mut self.shared.unknown_sign_count),
                None => in_font("", piece, &mut self.shared.unknown_sign_count),
            };
            self.put(&piece);
        } else if parent == "instrText" && self.outs.is_empty() {
            self.fields.push_code(piece);
        }
    }

    /// Puts text where it belongs: into the document or out of it.
    fn put(&mut self, text: &str) {
        for alternative in &mut self.alternatives {
            alternative.chosen.push_str(text);
        }
        if let Some(reason) = self.out_reason() {
            self.flow.leave_out(reason, text);
        } else if self.fields.is_code() {
            self.fields.push_code(text);
        } else if let Some(note) = self.own_mark.take() {
            self.shared.notes.relabel(note, text);
            let label = self.shared.notes.label(note).to_owned();
            self.flow.mark_note(&label, note);
            if label != text.trim() {
                self.flow.push(text, Script::Line);
            }
        } else {
            self.fields.show();
            if self.math.is_open() {
                return self.math.push(text);
            }
            let script = self.run.script.unwrap_or_default();
            let is_figure = text.chars().all(|c| c.is_ascii_digit());
            let is_shifted = script == Script::Line && is_figure && self.run.rise.abs() >= 4;
            let script = match self.run.rise.signum() {
                1 if is_shifted => Script::Raised,
                -1 if is_shifted => Script::Lowered,
                _ => script,
            };
            self.flow.push(text, script);
        }
    }

    pub(super) fn out_reason(&self) -> Option<&'static str> {
        let by_run = || {
            let is_hidden = self.run.is_hidden == Some(true);
            let is_struck = self.run.is_struck();
            if self.is_run_deleted {
                Some(DELETED)
            } else {
                is_hidden.then_some(HIDDEN).or_else(|| is_struck.then_some(STRUCK))
            }
        };
        self.outs.first().map(|(_, reason)| *reason).or_else(|| self.fields.left_out_as()).or_else(by_run)
    }

    /// A sign or break that no text holds.
    fn put_sign(&mut self, sign: &str) {
        if self.out_reason().is_none() && !self.fields.is_code() {
            self.flow.push(sign, Script::Line);
        } else if self.out_reason().is_some() {
            self.put(if sign.trim().is_empty() { " " } else { sign });
        }
    }

    fn leave_out_from_here(&mut self, reason: &'static str) {
        self.outs.push((self.path.len(), reason));
    }

    fn open(&mut self, element: &Element) {
        if self.skip_depth.is_some() {
            return;
        }
        let name = element.name.as_str();
        if SKIPPED.contains(&name) || !self.choose(name) {
            self.skip_depth = Some(self.path.len());
            return;
        }
        let parent = self.parent(0).to_owned();
        match parent.as_str() {
            "rPr" => self.open_look(element),
            "pPr" | "numPr" => self.open_paragraph_property(element),
            "trPr" | "tcPr" => {
                // The row or cell itself is gone.
                if matches!(name, "del" | "cellDel") {
                    self.shared.tracked.deletion_count += 1;
                    self.outs.push((self.path.len().saturating_sub(2), DELETED));
                }
                self.open_cell_property(element);
            }
            "tabs" | "rubyPr" => {}
            "sdtPr" | "docPartObj" => self.open_control_property(element),
            "ffData" | "checkBox" | "ddList" => self.fields.form(name, element.attribute("val")),
            _ => {
                self.open_text(element);
                self.open_place(element);
            }
        }
        if self.outs.is_empty() {
            self.math.open(element, &parent);
        }
    }

    /// Whether to read an element, of those of which only one is read.
    fn choose(&mut self, name: &str) -> bool {
        if name == "AlternateContent" {
            self.alternatives.push(Alternative::default());
        }
        if self.parent(0) != "AlternateContent" {
            return true;
        }
        self.alternatives
            .last_mut()
            .is_none_or(|alternative| !std::mem::replace(&mut alternative.is_chosen, true))
    }

    /// Text, breaks, fields and marks.
    fn open_text(&mut self, element: &Element) {
        match element.name.as_str() {
            "tab" | "ptab" => self.put_sign(" "),
            "br" | "cr" => self.put_sign("\n"),
            "noBreakHyphen" => self.put_sign("\u{2011}"),
            "sym" => {
                let sign = self.sign(element);
                self.put_sign(&sign);
            }
            "fldChar" => match element.attribute("fldCharType") {
                "begin" => self.fields.begin(),
                "separate" => self.fields.separate(),
                "end" => {
                    let ended = self.fields.end();
                    self.put_sign(&ended.shown);
                    self.flow.leave_out("field code", &ended.code);
                }
                _ => {}
            },
            "fldSimple" => {
                self.flow.leave_out("field code", &unseen(element.attribute("instr")));
            }
            "footnoteReference" | "endnoteReference" => self.refer(element),
            "altChunk" => {
                let blocks = self.shared.chunks.remove(element.attribute("id")).unwrap_or_default();
                self.flow.insert(blocks);
            }
            "textpath" => self.flow.leave_out("word art", element.attribute("string")),
            "docPr" => self.flow.leave_out("description of a picture", element.attribute("descr")),
            _ => {}
        }
    }

    /// Elements that hold text.
    fn open_place(&mut self, element: &Element) {
        match element.name.as_str() {
            "p" => {
                let outer = std::mem::take(&mut self.run);
                self.paragraphs.push(Paragraph { outer, ..Paragraph::default() });
            }
            "r" => {
                self.run = self.paragraphs.last().map(|open| open.look.clone()).unwrap_or_default();
                self.is_run_deleted = false;
            }
            "txbxContent" => self.flow.enter(),
            "tc" => {
                self.spans.push(1);
                self.flow.enter();
            }
            "tr" => self.flow.begin_row(),
            "del" | "moveFrom" => {
                self.shared.tracked.deletion_count += 1;
                self.leave_out_from_here(DELETED);
            }
            "ins" | "moveTo" => self.shared.tracked.insertion_count += 1,
            "rt" => self.leave_out_from_here(READING_AID),
            "sdt" => self.controls.push(None),
            "sdtContent" => {
                if let Some(reason) = self.controls.last().copied().flatten() {
                    self.leave_out_from_here(reason);
                }
            }
            "footnote" | "endnote" | "comment" => self.open_group(element),
            _ => {}
        }
    }

    /// How far a cell reaches, and where its row begins.
    fn open_cell_property(&mut self, element: &Element) {
        let value = element.attribute("val");
        match element.name.as_str() {
            "gridSpan" => {
                let span = self.spans.last_mut();
                if let Some(span) = span {
                    *span = value.parse().unwrap_or(1);
                }
            }
            "gridBefore" => self.flow.put_covered(value.parse().unwrap_or(0)),
            "vMerge" | "hMerge" if value != "restart" => {
                self.outs.push((self.path.len().saturating_sub(2), COVERED));
            }
            _ => {}
        }
    }

    fn open_group(&mut self, element: &Element) {
        // The lines between text and notes have a type.
        let is_line =
            matches!(element.attribute("type"), "separator" | "continuationSeparator" | "continuationNotice");
        if is_line {
            self.skip_depth = Some(self.path.len());
            return;
        }
        let (id, author) = (element.attribute("id").to_owned(), element.attribute("author").to_owned());
        self.groups.push(Group { id, author, blocks: Vec::new() });
    }

    fn close(&mut self, name: &str) {
        if self.outs.is_empty() {
            self.math.close(&mut self.flow);
        }
        match name {
            "p" => self.end_paragraph(),
            "txbxContent" => {
                let boxed = self.flow.leave();
                self.flow.attach(boxed);
            }
            "tr" => self.flow.end_row(),
            "tc" => {
                self.flow.end_cell();
                let span = self.spans.pop().unwrap_or(1);
                self.flow.put_covered(span.saturating_sub(1));
            }
            "sdt" => drop(self.controls.pop()),
            "AlternateContent" => {
                if let Some(other) = self.alternatives.pop().and_then(Alternative::unlike) {
                    self.flow.leave_out("alternative for other programs", &other);
                }
            }
            "footnote" | "endnote" | "comment" => {
                let blocks = self.flow.take_blocks();
                if let Some(group) = self.groups.last_mut() {
                    group.blocks = blocks;
                }
            }
            _ => {}
        }
        if self.outs.last().is_some_and(|(depth, _)| *depth == self.path.len()) {
            self.outs.pop();
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        self.run = paragraph.outer;
        let is_out = !self.outs.is_empty() || self.fields.left_out_as().is_some();
        if let Some(reason) = self.out_reason().filter(|_| is_out) {
            self.flow.leave_out(reason, " ");
        }
        // The next paragraph goes on with this one's text.
        match paragraph.end {
            End::Deleted => return,
            End::DropCap if !self.flow.is_blank() => return,
            End::DropCap | End::Own => {}
        }
        // Number 0 takes a paragraph out of a list that its style puts it into.
        let is_listed = !is_out && !matches!(paragraph.list.as_str(), "" | "0");
        let mark = if is_listed {
            self.shared.numbering.mark(&paragraph.list, paragraph.level)
        } else {
            String::new()
        };
        let is_item = !mark.is_empty() && !paragraph.is_heading;
        self.flow.end_paragraph(&mark, if is_item { BlockKind::Item } else { BlockKind::Paragraph });
    }
}

/// The notes of a part, by id.
pub(super) fn texts_of(groups: Vec<Group>) -> Vec<(String, String)> {
    groups.into_iter().map(|group| (group.id, crate::formats::flow::joined(&group.blocks))).collect()
}
