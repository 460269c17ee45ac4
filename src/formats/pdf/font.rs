//! [`Font`]: what the strings of a PDF font say, and how wide each glyph is.

use super::cmap::{CMap, code};
use super::glyphs::{base_encoding, glyph_text};
use super::widths::standard_width;
use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, UTF_16BE};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use std::collections::BTreeMap;

/// Glyph widths of one font.
const MAX_WIDTHS: usize = 100_000;

/// A glyph of a string.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    /// None where the font does not tell.
    pub(super) text: Option<String>,
    /// In parts of the size of the font.
    pub(super) width: f64,
    /// The code of one byte that word spacing holds for.
    pub(super) is_blank: bool,
}

/// How the codes of a string are parted.
#[derive(Clone, Debug)]
enum Codes {
    /// One byte each.
    Bytes,
    /// Two bytes each, which are character ids.
    Pairs,
    /// As the table says.
    Table(CMap),
    /// Text in an encoding of East Asia.
    Text(&'static Encoding),
}

/// A font as its dictionary describes it.
#[derive(Clone, Debug)]
pub(super) struct Font {
    codes: Codes,
    /// Glyphs stand one under the other.
    pub(super) is_vertical: bool,
    to_unicode: CMap,
    /// By code, of a font of single bytes.
    texts: BTreeMap<u32, String>,
    widths: BTreeMap<u32, f64>,
    usual_width: f64,
    /// Units of the widths in the size of the font.
    unit: f64,
}

impl Font {
    pub(super) fn read(dict: &Dict<'_>) -> Self {
        let to_unicode =
            dict.get::<Stream<'_>>("ToUnicode").and_then(|stream| table(&stream)).unwrap_or_default();
        let kind = name(dict, "Subtype");
        let mut font = Self {
            codes: Codes::Bytes,
            is_vertical: false,
            to_unicode,
            texts: BTreeMap::new(),
            widths: BTreeMap::new(),
            usual_width: 0.5,
            unit: 0.001,
        };
        if kind == "Type0" {
            font.read_composite(dict);
        } else {
            font.read_simple(dict, &kind);
        }
        font
    }

    fn read_simple(&mut self, dict: &Dict<'_>, kind: &str) {
        if kind == "Type3" {
            let matrix = dict.get::<Array<'_>>("FontMatrix");
            let first = matrix.and_then(|matrix| matrix.iter::<Number>().next());
            self.unit = first.map_or(0.001, |number| number.as_f64().abs());
        }
        let encoding = dict.get::<Dict<'_>>("Encoding");
        let base = match &encoding {
            Some(encoding) => name(encoding, "BaseEncoding"),
            None => name(dict, "Encoding"),
        };
        for code in 0..=255_u8 {
            self.texts.extend(base_encoding(&base, code).map(|text| (u32::from(code), text)));
        }
        if let Some(differences) = encoding.and_then(|encoding| encoding.get::<Array<'_>>("Differences")) {
            let mut code = 0_u32;
            for object in differences.iter::<Object<'_>>().take(MAX_WIDTHS) {
                match object {
                    Object::Number(number) => code = u32::try_from(number.as_i64()).unwrap_or_default(),
                    Object::Name(name) => {
                        match glyph_text(name.as_str()) {
                            Some(text) => drop(self.texts.insert(code, text)),
                            None => drop(self.texts.remove(&code)),
                        }
                        code = code.saturating_add(1);
                    }
                    _ => {}
                }
            }
        }
        let first =
            dict.get::<i32>("FirstChar").and_then(|first| u32::try_from(first).ok()).unwrap_or_default();
        let widths = dict.get::<Array<'_>>("Widths");
        for (at, width) in (first..).zip(widths.iter().flat_map(|widths| widths.iter::<Number>())).take(256) {
            self.widths.insert(at, width.as_f64() * self.unit);
        }
        if widths.is_none() {
            let font = name(dict, "BaseFont");
            for (code, text) in &self.texts {
                let width = text.chars().next().and_then(|c| standard_width(&font, c));
                self.widths.extend(width.map(|width| (*code, width)));
            }
        }
        let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
        let missing = descriptor.and_then(|descriptor| descriptor.get::<Number>("MissingWidth"));
        let is_fixed = name(dict, "BaseFont").contains("Courier");
        self.usual_width = match missing.map(|width| width.as_f64() * self.unit) {
            Some(width) if width > 0.0 => width,
            _ if is_fixed => 0.6,
            _ => 0.5,
        };
    }

    fn read_composite(&mut self, dict: &Dict<'_>) {
        self.codes = match dict.get::<Stream<'_>>("Encoding").and_then(|stream| table(&stream)) {
            Some(cmap) if cmap.has_spaces() => Codes::Table(cmap),
            Some(_) => Codes::Pairs,
            None => named_codes(&name(dict, "Encoding")),
        };
        self.is_vertical = name(dict, "Encoding").ends_with("-V");
        let descendants = dict.get::<Array<'_>>("DescendantFonts");
        let Some(inner) = descendants.and_then(|fonts| fonts.iter::<Dict<'_>>().next()) else {
            return;
        };
        self.usual_width = inner.get::<Number>("DW").map_or(1.0, |width| width.as_f64() * self.unit);
        let Some(widths) = inner.get::<Array<'_>>("W") else {
            return;
        };
        // `first [w w w]` or `first last w`.
        let mut numbers: Vec<f64> = Vec::new();
        for object in widths.iter::<Object<'_>>() {
            match object {
                Object::Number(number) => numbers.push(number.as_f64()),
                Object::Array(list) => {
                    let first = numbers.pop().map_or(0, id);
                    for (at, width) in (first..).zip(list.iter::<Number>()) {
                        self.insert_width(at, width.as_f64());
                    }
                    numbers.clear();
                }
                _ => {}
            }
            if let [first, last, width] = numbers.as_slice() {
                let (first, last, width) = (id(*first), id(*last), *width);
                for at in first..=last.min(first.saturating_add(0xFFFF)) {
                    self.insert_width(at, width);
                }
                numbers.clear();
            }
        }
    }

    fn insert_width(&mut self, id: u32, width: f64) {
        if self.widths.len() < MAX_WIDTHS {
            self.widths.insert(id, width * self.unit);
        }
    }

    /// The glyphs of a string.
    pub(super) fn glyphs(&self, string: &[u8]) -> Vec<Glyph> {
        let mut found = Vec::new();
        let mut rest = string;
        while !rest.is_empty() {
            let (code, len) = match &self.codes {
                Codes::Bytes => (rest.first().copied().map_or(0, u32::from), 1),
                Codes::Pairs => (code(rest.get(..2).unwrap_or(rest)), 2),
                Codes::Table(cmap) => cmap.next_code(rest),
                Codes::Text(encoding) => next_char(encoding, rest),
            };
            let own = rest.get(..len).unwrap_or(rest);
            let text = self.to_unicode.text(code).filter(|text| !text.is_empty()).map(str::to_owned);
            let text = text.or_else(|| match &self.codes {
                Codes::Bytes => self.texts.get(&code).cloned(),
                Codes::Text(encoding) => encoding
                    .decode_without_bom_handling_and_without_replacement(own)
                    .map(|text| text.into_owned()),
                Codes::Pairs | Codes::Table(_) => None,
            });
            let id = match &self.codes {
                Codes::Table(cmap) => cmap.id(code),
                _ => code,
            };
            let width = self.widths.get(&id).copied().unwrap_or(self.usual_width);
            found.push(Glyph { text, width, is_blank: len == 1 && code == 32 });
            rest = rest.get(len.max(1)..).unwrap_or_default();
        }
        found
    }
}

fn name(dict: &Dict<'_>, key: &str) -> String {
    dict.get::<Name<'_>>(key).map(|name| name.as_str().to_owned()).unwrap_or_default()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what ids may be")]
const fn id(number: f64) -> u32 {
    number.clamp(0.0, 65_535.0) as u32
}

fn table(stream: &Stream<'_>) -> Option<CMap> {
    stream.decoded().ok().map(|bytes| CMap::read(&bytes))
}

/// The tables that PDF knows by name: those that are encodings are read as such.
fn named_codes(name: &str) -> Codes {
    let encodings: [(&str, &'static Encoding); 12] = [
        ("UCS2", UTF_16BE),
        ("UTF16", UTF_16BE),
        ("RKSJ", SHIFT_JIS),
        ("GBK", GBK),
        ("GBpc-EUC", GBK),
        ("GB-EUC", GBK),
        ("ETen-B5", BIG5),
        ("B5pc", BIG5),
        ("HKscs-B5", BIG5),
        ("KSCms-UHC", EUC_KR),
        ("KSC-EUC", EUC_KR),
        ("KSCpc-EUC", EUC_KR),
    ];
    let known = encodings.into_iter().find(|(part, _)| name.contains(part));
    known.map_or(Codes::Pairs, |(_, encoding)| Codes::Text(encoding))
}

/// The first character of a text in an encoding with characters of one, two or four bytes.
fn next_char(encoding: &'static Encoding, bytes: &[u8]) -> (u32, usize) {
    let fits = |len: usize| {
        let start = bytes.get(..len)?;
        encoding.decode_without_bom_handling_and_without_replacement(start).map(|_| (code(start), len))
    };
    let lens: &[usize] = if encoding == UTF_16BE { &[2, 4] } else { &[1, 2] };
    lens.iter().find_map(|len| fits(*len)).unwrap_or_else(|| (code(bytes.get(..1).unwrap_or_default()), 1))
}
