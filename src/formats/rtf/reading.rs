//! [`Reading`]: collects the words of a rich text file from its pieces.

use super::code_pages::CodePage;
use super::group::{Bytes, Counting, Ending, Font, Group, Head, Target};
use super::tables::Tables;
use crate::formats::FormatError;
use crate::formats::extract::{Account, Extracted, Lines, value};
use crate::formats::fields::Fields;
use crate::formats::flow::{self, BlockKind, DELETED, Flow, HIDDEN, Note, STRUCK, joined};
use crate::formats::formula::Formula;
use crate::formats::numerals::Numerals;
use crate::formats::parse_date;
use crate::formats::raised::Script;
use crate::formats::symbols::in_font;
use crate::model::Source;
use encoding_rs::WINDOWS_1252;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization as _;

/// Groups open at once.
const MAX_DEPTH: usize = 1_000;

/// The words so far.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) flow: Flow,
    groups: Vec<Group>,
    pub(super) now: Group,
    pub(super) page: Option<CodePage>,
    pub(super) fonts: BTreeMap<i32, Font>,
    /// Bytes whose characters may not be whole yet.
    bytes: Bytes,
    /// The first half of a character beyond 16 bits.
    high_half: Option<u16>,
    pub(super) skip_count: i32,
    /// The character whose stand-in follows, where the file does not say how long stand-ins are.
    written: Option<char>,
    /// Letters that stand where a stand-in is due, and are none.
    kept_letter_count: usize,
    pub(super) tables: Tables,
    /// Those around a note, comment or box.
    outer_tables: Vec<Tables>,
    pub(super) head: Head,
    pub(super) fields: Fields,
    pub(super) is_endnote: bool,
    pub(super) footnotes: Counting,
    pub(super) endnotes: Counting,
    notes: Vec<Note>,
    comment_author: String,
    property: (String, String),
    /// A shape of a new kind was read: the old kind that follows repeats it.
    pub(super) has_shape_text: bool,
    title: String,
    pub(super) author: String,
    pub(super) made: [Option<i32>; 3],
    pub(super) deletion_count: usize,
    unknown_sign_count: usize,
    pub(super) formula: Formula,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            flow: Flow::default(),
            groups: Vec::new(),
            now: Group::default(),
            page: None,
            fonts: BTreeMap::new(),
            bytes: Bytes::default(),
            high_half: None,
            skip_count: 0,
            written: None,
            kept_letter_count: 0,
            tables: Tables::default(),
            outer_tables: Vec::new(),
            head: Head::default(),
            fields: Fields::default(),
            is_endnote: false,
            footnotes: Counting::new(Numerals::Decimal),
            endnotes: Counting::new(Numerals::LowerRoman),
            notes: Vec::new(),
            comment_author: String::new(),
            property: (String::new(), String::new()),
            has_shape_text: false,
            title: String::new(),
            author: String::new(),
            made: [None; 3],
            deletion_count: 0,
            unknown_sign_count: 0,
            formula: Formula::default(),
        }
    }
}

impl Reading {
    pub(super) fn open(&mut self) -> Result<(), FormatError> {
        self.flush();
        if self.groups.len() >= MAX_DEPTH {
            return Err(FormatError::Hostile(format!("its groups are nested more than {MAX_DEPTH} deep")));
        }
        self.groups.push(self.now);
        self.now.ending = Ending::Nothing;
        if self.now.unicode_form.is_some() {
            self.now.target = Target::Nowhere;
        }
        self.skip_count = 0;
        Ok(())
    }

    pub(super) fn close(&mut self) {
        self.flush();
        self.skip_count = 0;
        // A group too many at the end closes nothing.
        let Some(around) = self.groups.pop() else { return };
        let ending = self.now.ending;
        let was_out = matches!(self.now.target, Target::Out(_));
        self.now = around;
        self.end(ending);
        if was_out && !matches!(around.target, Target::Out(_)) {
            self.flow.end_out();
        }
    }

    fn end(&mut self, ending: Ending) {
        match ending {
            Ending::Nothing => {}
            Ending::Note => {
                let blocks = self.leave();
                self.end_note(joined(&blocks));
            }
            Ending::Comment => {
                let blocks = self.leave();
                let author = std::mem::take(&mut self.comment_author);
                let separator = if author.trim().is_empty() { "" } else { ": " };
                let text = joined(&blocks);
                if !text.trim().is_empty() {
                    self.flow.leave_out("comment", &format!("{}{separator}{text}", author.trim()));
                    self.flow.end_out();
                }
            }
            Ending::Box => {
                let blocks = self.leave();
                self.has_shape_text |= !blocks.is_empty();
                self.flow.attach(blocks);
            }
            Ending::Field => {
                let ended = self.fields.end();
                self.push(&ended.shown);
                self.flow.leave_out("field code", &ended.code);
            }
            Ending::Formula => {
                self.formula.close();
                if self.formula.has_text() {
                    let before = self.flow.open_text().chars().next_back();
                    let text = self.formula.take(before);
                    self.flow.push(&text, Script::Line);
                }
            }
            Ending::Property => {
                let (name, value) = std::mem::take(&mut self.property);
                match name.trim() {
                    "gtextUNICODE" => self.flow.leave_out("word art", &value),
                    "wzDescription" => self.flow.leave_out("description of a picture", &value),
                    _ => {}
                }
            }
        }
    }

    /// Begins a place of its own: a note, comment or box.
    pub(super) fn enter(&mut self, ending: Ending) {
        self.now.ending = ending;
        self.now.target = Target::Text;
        (self.now.script, self.now.struck) = (Script::Line, [false; 2]);
        self.outer_tables.push(std::mem::take(&mut self.tables));
        self.flow.enter();
    }

    fn leave(&mut self) -> Vec<flow::Block> {
        self.end_rows();
        self.tables = self.outer_tables.pop().unwrap_or_default();
        self.flow.leave()
    }

    fn end_note(&mut self, text: String) {
        let is_endnote = std::mem::take(&mut self.is_endnote);
        if let Some(reason) = self.out_reason() {
            self.flow.leave_out(reason, &format!(" {text} "));
            return;
        }
        let counting = if is_endnote { &mut self.endnotes } else { &mut self.footnotes };
        // Marks lead to one note each.
        let label = loop {
            let label = counting.numerals.written(counting.next);
            counting.next = counting.next.saturating_add(1);
            if counting.next == i64::MAX || !self.notes.iter().any(|note| note.label == label) {
                break label;
            }
        };
        self.flow.mark_note(&label, self.notes.len());
        self.notes.push(Note { label, text });
    }

    pub(super) fn byte(&mut self, byte: u8, is_raw: bool) {
        let written = self.written.take().filter(|_| self.skip_count > 0);
        if is_raw && written.is_some_and(|written| !may_stand_for(byte, written)) {
            self.skip_count = 0;
            self.kept_letter_count += 1;
        }
        if self.skip_count > 0 {
            self.skip_count -= 1;
        } else {
            // UTF-8 is looked for only where no byte has a code.
            self.bytes.is_raw =
                if self.bytes.bytes.is_empty() { is_raw } else { self.bytes.is_raw && is_raw };
            self.bytes.bytes.push(byte);
        }
    }

    pub(super) fn unicode(&mut self, number: i32) {
        self.flush();
        // Numbers above 32,767 are written as negative ones.
        let unit = u16::try_from(number & 0xFFFF).unwrap_or_default();
        let units = [self.high_half.take(), Some(unit)];
        if (0xD800..0xDC00).contains(&unit) {
            self.high_half = Some(unit);
        } else {
            let decoded = char::decode_utf16(units.into_iter().flatten());
            let text: String = decoded.map(|c| c.unwrap_or('\u{FFFD}')).collect();
            self.push_in_font(&text);
            self.written = text.chars().next().filter(|_| self.now.fallback_len.is_none());
        }
        self.skip_count = self.now.fallback_len.unwrap_or(1);
    }

    /// Turns the bytes so far into characters.
    pub(super) fn flush(&mut self) {
        if self.bytes.bytes.is_empty() {
            return;
        }
        let Bytes { bytes, is_raw } = std::mem::take(&mut self.bytes);
        let font = self.fonts.get(&self.now.font).filter(|_| self.now.target != Target::Fonts);
        let text = if font.is_some_and(|font| font.is_symbols) {
            bytes.iter().copied().map(char::from).collect()
        } else {
            let page = font.and_then(|font| font.page).or(self.page);
            page.unwrap_or(CodePage::Web(WINDOWS_1252)).decode(&bytes, is_raw)
        };
        self.push_in_font(&text);
    }

    fn push_in_font(&mut self, text: &str) {
        if self.now.target != Target::Text {
            self.push(text);
            return;
        }
        let name = self.fonts.get(&self.now.font).map_or("", |font| font.name.trim_end_matches(';').trim());
        let text = in_font(name, text, &mut self.unknown_sign_count);
        self.push(&text);
    }

    pub(super) fn out_reason(&self) -> Option<&'static str> {
        match self.now.target {
            Target::Out(reason) => Some(reason),
            Target::Text => (self.fields.left_out_as())
                .or_else(|| self.now.is_deleted.then_some(DELETED))
                .or_else(|| self.now.is_hidden.then_some(HIDDEN))
                .or_else(|| self.now.struck.contains(&true).then_some(STRUCK)),
            _ => None,
        }
    }

    /// Puts text where it belongs.
    pub(super) fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(reason) = self.out_reason() {
            self.flow.leave_out(reason, text);
            return;
        }
        match self.now.target {
            Target::Text if self.fields.is_code() => self.fields.push_code(text),
            Target::Text if self.formula.is_open() => self.formula.push(text),
            Target::FormulaSign(sign) => self.formula.set(sign, text.trim()),
            Target::Text => {
                self.fields.show();
                let is_figure = text.chars().all(|c| c.is_ascii_digit());
                let is_shifted = self.now.script == Script::Line && is_figure && self.now.rise.abs() >= 4;
                let script = match self.now.rise.signum() {
                    1 if is_shifted => Script::Raised,
                    -1 if is_shifted => Script::Lowered,
                    _ => self.now.script,
                };
                self.flow.push(text, script);
            }
            Target::Title => self.title.push_str(text),
            Target::Author => self.author.push_str(text),
            Target::ListMark => self.head.mark.push_str(text),
            Target::FieldCode => self.fields.push_code(text),
            Target::CommentAuthor => self.comment_author.push_str(text),
            Target::PropertyName => self.property.0.push_str(text),
            Target::PropertyValue => self.property.1.push_str(text),
            Target::Fonts => self.fonts.entry(self.now.font).or_default().name.push_str(text),
            Target::Nowhere | Target::Made | Target::Out(_) => {}
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        self.flush();
        if let Target::Out(reason) = self.now.target {
            self.flow.leave_out(reason, " ");
            self.flow.end_out();
            return;
        }
        // The next paragraph goes on where the end is gone.
        if self.now.target != Target::Text || self.now.is_deleted || self.now.is_hidden {
            return;
        }
        let mark = std::mem::take(&mut self.head.mark);
        let mark = mark.trim();
        let is_bulleted = mark.is_empty() && self.flow.open_text().trim_start().starts_with('•');
        let is_numbered = mark.chars().any(char::is_alphanumeric);
        let (mark, kind) = match mark {
            "" if is_bulleted => (String::new(), BlockKind::Item),
            "" => (String::new(), BlockKind::Paragraph),
            mark if is_numbered && self.head.is_heading => (format!("{mark} "), BlockKind::Paragraph),
            mark if is_numbered => (format!("{mark} "), BlockKind::Item),
            _ => ("• ".to_owned(), BlockKind::Item),
        };
        self.flow.end_paragraph(&mark, kind);
        self.tables.after_paragraph(&mut self.flow);
    }

    pub(super) fn end_cell(&mut self, is_inner: bool) {
        self.end_paragraph();
        if self.now.target == Target::Text {
            self.tables.end_cell(&mut self.flow, is_inner);
        }
    }

    pub(super) fn end_row(&mut self, is_inner: bool) {
        if self.now.target == Target::Text {
            self.tables.end_row(&mut self.flow, is_inner);
        }
    }

    fn end_rows(&mut self) {
        self.tables.end_row(&mut self.flow, true);
        self.tables.end_row(&mut self.flow, false);
    }

    pub(super) fn finish(mut self) -> Extracted {
        self.flush();
        while !self.groups.is_empty() {
            self.close();
        }
        self.now = Group::default();
        for code in self.fields.rest() {
            self.flow.leave_out("field code", &code);
        }
        self.tables.leave();
        self.end_paragraph();
        self.end_rows();
        let (mut problems, mut account) = (Vec::new(), Account::default());
        let blocks = self.flow.take_blocks();
        flow::account_for(self.flow.take_left_out(), &mut account);
        if self.deletion_count > 0 {
            problems.push("tracked changes: deletions were left out".to_owned());
        }
        if self.unknown_sign_count > 0 {
            let count = self.unknown_sign_count;
            problems.push(format!(
                "signs of a symbol font without a character of their own stand as ▯ ({count})"
            ));
        }
        if self.kept_letter_count > 0 {
            let count = self.kept_letter_count;
            problems.push(format!(
                "letters that follow a character outside the code page were kept, since they cannot stand for it ({count})"
            ));
        }
        let made = self.made.map(|part| part.map_or_else(String::new, |part| part.to_string())).join("-");
        let published = parse_date(&made).unwrap_or_default();
        if !published.is_empty() {
            problems.push("the date is that on which the file was made".to_owned());
        }
        let mut lines = Lines::default();
        flow::write(&blocks, &self.notes, &mut lines);
        let pinpoints = lines.take_pinpoints();
        let source = Source { author: value(&self.author), published, ..Source::default() };
        let text = lines.finish(&mut problems);
        let title = value(&self.title);
        Extracted { text, title, source, problems, account, pinpoints, ..Extracted::default() }
    }
}

/// Whether a byte can be what programs without Unicode show in place of a character. For a Latin letter with a mark
/// it is the plain letter or a sign, and no other letter.
fn may_stand_for(byte: u8, written: char) -> bool {
    let mut parts = written.nfd();
    let base = parts.next().filter(char::is_ascii_alphabetic).filter(|_| parts.next().is_some());
    base.is_none_or(|base| !byte.is_ascii_alphanumeric() || base.eq_ignore_ascii_case(&char::from(byte)))
}
