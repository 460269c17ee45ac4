//! [`Reading`]: collects the words of a rich text file from its pieces.

use crate::formats::FormatError;
use crate::formats::docx::write_notes;
use crate::formats::extract::{Extracted, Lines, collapsed, value};
use crate::formats::parse_date;
use crate::model::Source;
use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, IBM866, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257,
    WINDOWS_1258,
};
use std::collections::BTreeMap;

/// Groups open at once.
const MAX_DEPTH: usize = 1_000;

/// Groups whose words are not the text's.
const SKIPPED: [&str; 26] = [
    "colortbl",
    "stylesheet",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "generator",
    "themedata",
    "datastore",
    "xmlnstbl",
    "latentstyles",
    "fldinst",
    "annotation",
    "atnid",
    "nonshppict",
    "bkmkstart",
    "shppict",
];

/// Where words go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Target {
    #[default]
    Body,
    Nowhere,
    Fonts,
    Title,
    Author,
    Made,
    Note,
    ListMark,
}

/// What holds in a group.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    target: Target,
    font: i32,
    /// Characters that follow a Unicode one for programs that do not know it.
    fallback_len: Option<i32>,
    is_hidden: bool,
    is_deleted: bool,
}

/// The words so far.
#[derive(Debug, Default)]
pub(super) struct Reading {
    lines: Lines,
    groups: Vec<Group>,
    now: Group,
    encoding: Option<&'static Encoding>,
    fonts: BTreeMap<i32, &'static Encoding>,
    /// Bytes whose characters may not be whole yet.
    bytes: Vec<u8>,
    /// The first half of a character beyond 16 bits.
    high_half: Option<u16>,
    skip_count: i32,
    paragraph: String,
    cells: Vec<String>,
    in_table: bool,
    /// The next word may name what programs that do not know it pass over.
    is_optional: bool,
    mark: String,
    notes: Vec<String>,
    title: String,
    author: String,
    made: [Option<i32>; 3],
    deletions: usize,
}

impl Reading {
    pub(super) fn open(&mut self) -> Result<(), FormatError> {
        self.flush();
        if self.groups.len() >= MAX_DEPTH {
            return Err(FormatError::Hostile(format!("its groups are nested more than {MAX_DEPTH} deep")));
        }
        self.groups.push(self.now);
        self.skip_count = 0;
        Ok(())
    }

    pub(super) fn close(&mut self) {
        self.flush();
        self.skip_count = 0;
        if let Some(around) = self.groups.pop() {
            self.now = around;
        }
    }

    pub(super) fn byte(&mut self, byte: u8) {
        if self.skip_count > 0 {
            self.skip_count -= 1;
        } else {
            self.bytes.push(byte);
        }
    }

    pub(super) fn sign(&mut self, sign: u8) {
        self.flush();
        match sign {
            b'*' => self.is_optional = true,
            b'~' => self.push("\u{A0}"),
            b'_' => self.push("\u{2011}"),
            b'{' | b'}' | b'\\' => self.byte(sign),
            b'\r' | b'\n' => self.end_paragraph(),
            _ => {}
        }
    }

    pub(super) fn word(&mut self, word: &str, number: Option<i32>) {
        if !matches!(word, "u" | "uc") {
            self.flush();
        }
        if self.target(word) || self.font(word, number) {
            return;
        }
        let is_on = number != Some(0);
        match word {
            "u" => self.unicode(number.unwrap_or_default()),
            "uc" => self.now.fallback_len = number,
            "ansicpg" => self.encoding = number.and_then(code_page),
            "mac" => self.encoding = Some(MACINTOSH),
            "par" | "sect" | "page" => self.end_paragraph(),
            "line" | "lbr" => self.push("\n"),
            "emdash" => self.push("—"),
            "endash" => self.push("–"),
            "lquote" => self.push("‘"),
            "rquote" => self.push("’"),
            "ldblquote" => self.push("“"),
            "rdblquote" => self.push("”"),
            "bullet" => self.push("•"),
            "tab" | "enspace" | "emspace" => self.push(" "),
            "chftn" if self.now.target == Target::Body => {
                self.push(&format!("[{}]", self.notes.len() + 1));
            }
            "v" => self.now.is_hidden = is_on,
            "deleted" => {
                self.now.is_deleted = is_on;
                self.deletions += usize::from(is_on);
            }
            "plain" => (self.now.is_hidden, self.now.is_deleted) = (false, false),
            "trowd" | "intbl" => self.in_table = true,
            "cell" | "nestcell" => {
                let cell = std::mem::take(&mut self.paragraph);
                self.cells.push(collapsed(&cell));
            }
            "row" | "nestrow" => self.end_row(),
            "pard" => self.in_table = false,
            "yr" | "mo" | "dy" if self.now.target == Target::Made => {
                let at = ["yr", "mo", "dy"].iter().position(|known| *known == word);
                if let Some(place) = at.and_then(|at| self.made.get_mut(at)) {
                    *place = number;
                }
            }
            _ => {}
        }
    }

    /// Whether the word says where the group's words go.
    fn target(&mut self, word: &str) -> bool {
        let is_optional = std::mem::take(&mut self.is_optional);
        let target = match word {
            "fonttbl" => Target::Fonts,
            "title" => Target::Title,
            // The last to change the file has the same word.
            "author" if self.author.is_empty() => Target::Author,
            "creatim" => Target::Made,
            "footnote" if self.now.target == Target::Body => {
                self.notes.push(String::new());
                Target::Note
            }
            "listtext" | "pntext" => Target::ListMark,
            "info" => Target::Nowhere,
            word if SKIPPED.contains(&word) => Target::Nowhere,
            // The words of a field, and of shapes for programs that draw them.
            "fldrslt" | "shptxt" | "shpinst" => return true,
            _ if is_optional => Target::Nowhere,
            _ => return false,
        };
        self.now.target = target;
        true
    }

    /// Whether the word is about fonts.
    fn font(&mut self, word: &str, number: Option<i32>) -> bool {
        match (word, number) {
            ("f", Some(font)) => self.now.font = font,
            ("fcharset", Some(charset)) => {
                let encoding = charset_encoding(charset);
                self.fonts.extend(encoding.map(|encoding| (self.now.font, encoding)));
            }
            _ => return false,
        }
        true
    }

    fn unicode(&mut self, number: i32) {
        self.flush();
        // Numbers above 32,767 are written as negative ones.
        let unit = u16::try_from(number & 0xFFFF).unwrap_or_default();
        let units = [self.high_half.take(), Some(unit)];
        if (0xD800..0xDC00).contains(&unit) {
            self.high_half = Some(unit);
        } else {
            let decoded = char::decode_utf16(units.into_iter().flatten());
            let text: String = decoded.map(|c| c.unwrap_or('\u{FFFD}')).collect();
            self.push(&text);
        }
        self.skip_count = self.now.fallback_len.unwrap_or(1);
    }

    /// Turns the bytes so far into characters.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let encoding = self.fonts.get(&self.now.font).copied().or(self.encoding).unwrap_or(WINDOWS_1252);
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        self.push(&text);
    }

    fn push(&mut self, text: &str) {
        if self.now.is_hidden || self.now.is_deleted {
            return;
        }
        match self.now.target {
            Target::Body => self.paragraph.push_str(text),
            Target::Title => self.title.push_str(text),
            Target::Author => self.author.push_str(text),
            Target::ListMark => self.mark.push_str(text),
            Target::Note => {
                if let Some(note) = self.notes.last_mut() {
                    note.push_str(text);
                }
            }
            Target::Nowhere | Target::Fonts | Target::Made => {}
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        if self.now.target == Target::Note {
            self.push(" ");
        }
        if self.now.target != Target::Body {
            return;
        }
        if self.in_table {
            // A paragraph within a cell.
            self.paragraph.push(' ');
            return;
        }
        let text = std::mem::take(&mut self.paragraph);
        let mark = std::mem::take(&mut self.mark);
        if mark.trim().is_empty() && text.trim_start().starts_with('•') {
            self.lines.item(&text);
        } else if mark.trim().is_empty() {
            self.lines.paragraph(&text);
        } else if !text.trim().is_empty() {
            let is_numbered = mark.chars().any(char::is_alphanumeric);
            let mark = if is_numbered { mark.trim() } else { "•" };
            self.lines.item(&format!("{mark} {text}"));
        }
    }

    fn end_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        if cells.iter().any(|cell| !cell.is_empty()) {
            self.lines.row(&cells.join(" | "));
        }
    }

    pub(super) fn finish(mut self) -> Extracted {
        self.flush();
        self.in_table = false;
        self.now = Group::default();
        self.end_paragraph();
        self.end_row();
        let mut problems = Vec::new();
        if self.deletions > 0 {
            problems.push("tracked changes: deletions were left out".to_owned());
        }
        let made = self.made.map(|part| part.map_or_else(String::new, |part| part.to_string())).join("-");
        let published = parse_date(&made).unwrap_or_default();
        if !published.is_empty() {
            problems.push("the date is that on which the file was made".to_owned());
        }
        write_notes(&self.notes, &mut self.lines);
        let source = Source { author: value(&self.author), published, ..Source::default() };
        let text = self.lines.finish(&mut problems);
        Extracted { text, title: value(&self.title), source, problems, ..Extracted::default() }
    }
}

fn code_page(number: i32) -> Option<&'static Encoding> {
    Some(match number {
        437 | 850 | 1252 => WINDOWS_1252,
        866 => IBM866,
        874 => WINDOWS_874,
        932 => SHIFT_JIS,
        936 => GBK,
        949 => EUC_KR,
        950 => BIG5,
        1250 => WINDOWS_1250,
        1251 => WINDOWS_1251,
        1253 => WINDOWS_1253,
        1254 => WINDOWS_1254,
        1255 => WINDOWS_1255,
        1256 => WINDOWS_1256,
        1257 => WINDOWS_1257,
        1258 => WINDOWS_1258,
        10000 => MACINTOSH,
        65001 => UTF_8,
        _ => return None,
    })
}

/// The encodings of Windows' character sets, as fonts name them.
fn charset_encoding(charset: i32) -> Option<&'static Encoding> {
    code_page(match charset {
        77 => 10000,
        128 => 932,
        129 | 130 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}
