//! [`Fallback`]: what a glyph says whose font has no table of its text.
//!
//! Three ways, in this order: the character collection of an East Asian font, the embedded font's own table of
//! characters, and plain ASCII for fonts of single bytes.

use super::characters::{cleaned, string};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::font::{FontData, OutlineGlyph};
use hayro_interpret::hayro_cmap::{CMap, CMapName, CidFamily, load_embedded};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};
use skrifa::{FontRef, MetadataProvider as _};
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How the codes of a composite font become characters of a collection, and those text.
struct Collection {
    encoding: CMap,
    texts: CMap,
}

/// By name of the font without the mark of a subset; none where the font belongs to no collection.
type Composites = BTreeMap<String, Option<Collection>>;

/// Text of glyphs that the interpreter does not name.
pub(super) struct Fallback<'p> {
    pdf: &'p Pdf,
    composites: OnceCell<Composites>,
    /// Glyph to character, by font.
    charmaps: RefCell<BTreeMap<u128, BTreeMap<u32, char>>>,
}

impl<'p> Fallback<'p> {
    pub(super) const fn new(pdf: &'p Pdf) -> Self {
        Self { pdf, composites: OnceCell::new(), charmaps: RefCell::new(BTreeMap::new()) }
    }

    /// The text of a glyph; none where nothing tells. Its code counts as a character only where that is allowed.
    pub(super) fn text(&self, glyph: &OutlineGlyph, is_code_text: bool) -> Option<String> {
        let code = glyph.char_code();
        let ascii = || Self::ascii(code).filter(|_| is_code_text);
        let Some(font) = glyph.font_data() else { return ascii() };
        let composites = self.composites.get_or_init(|| composites(self.pdf));
        let composite = font.postscript_name.as_deref().and_then(|name| composites.get(name));
        if let Some(Some(collection)) = composite {
            return collection.text(code);
        }
        let mut charmaps = self.charmaps.borrow_mut();
        let charmap = charmaps.entry(font.cache_key).or_insert_with(|| charmap(&font.data));
        let own = charmap.get(&glyph.glyph_id().to_u32()).map(|c| cleaned(&c.to_string()));
        own.filter(|text| !text.is_empty()).or_else(|| ascii().filter(|_| composite.is_none()))
    }

    /// The character that most encodings of single bytes have at a code.
    pub(super) fn ascii(code: u32) -> Option<String> {
        char::from_u32(code).filter(|c| c.is_ascii_graphic()).map(|c| c.to_string())
    }
}

impl Collection {
    fn text(&self, code: u32) -> Option<String> {
        let id = (1..=4).find_map(|len| self.encoding.lookup_cid_code(code, len))?;
        self.texts.lookup_bf_string(id).map(string).map(|text| cleaned(&text)).filter(|text| !text.is_empty())
    }
}

/// All composite fonts of the file.
fn composites(pdf: &Pdf) -> Composites {
    let mut found = Composites::new();
    for object in pdf.objects() {
        let Object::Dict(dict) = object else { continue };
        let is_composite = dict.get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_str() == "Type0");
        if is_composite && let Some(name) = dict.get::<Name<'_>>("BaseFont") {
            let name = name.as_str();
            let bare =
                name.split_once('+').filter(|(mark, _)| mark.len() == 6).map_or(name, |(_, rest)| rest);
            let own = found.entry(bare.to_owned()).or_default();
            *own = own.take().or_else(|| collection(&dict));
        }
    }
    found
}

fn collection(font: &Dict<'_>) -> Option<Collection> {
    let inner = font.get::<Array<'_>>("DescendantFonts")?.iter::<Dict<'_>>().next()?;
    let info = inner.get::<Dict<'_>>("CIDSystemInfo")?;
    let part = |key: &str| info.get::<PdfString<'_>>(key).map(|text| text.as_bytes().to_vec());
    let family = CidFamily::from_registry_ordering(&part("Registry")?, &part("Ordering")?);
    let texts = CMap::parse(load_embedded(family.ucs2_cmap()?)?, load_embedded)?;
    let encoding = match font.get::<Object<'_>>("Encoding")? {
        Object::Name(name) => match CMapName::from_bytes(&name) {
            CMapName::IdentityH => CMap::identity_h(),
            CMapName::IdentityV => CMap::identity_v(),
            name => CMap::parse(load_embedded(name)?, load_embedded)?,
        },
        Object::Stream(stream) => table(&stream)?,
        _ => return None,
    };
    Some(Collection { encoding, texts })
}

fn table(stream: &Stream<'_>) -> Option<CMap> {
    stream.decoded_data().ok().and_then(|bytes| CMap::parse(&bytes, load_embedded))
}

/// Which character each glyph of an embedded font draws.
fn charmap(data: &FontData) -> BTreeMap<u32, char> {
    let bytes: &[u8] = (**data).as_ref();
    let Ok(font) = FontRef::from_index(bytes, 0) else { return BTreeMap::new() };
    let mut found = BTreeMap::new();
    for (code, glyph) in font.charmap().mappings() {
        if let Some(c) = char::from_u32(code) {
            let own = found.entry(glyph.to_u32()).or_insert(c);
            // Plain letters before compatibility forms and private ones.
            *own = (*own).min(c);
        }
    }
    found
}

/// Settings for reading: the tables of the library, and no outlines.
pub(super) fn settings() -> InterpreterSettings {
    let blank: FontData = Arc::new(blank_font());
    InterpreterSettings {
        font_resolver: Arc::new(move |_| Some((Arc::clone(&blank), 0))),
        cmap_resolver: Arc::new(load_embedded),
        ..InterpreterSettings::default()
    }
}

/// A TrueType font of one empty glyph without width: it stands in for fonts outside the file, and as nothing in it is
/// wide, the interpreter keeps to the widths of the file and of the standard fonts.
fn blank_font() -> Vec<u8> {
    let table = |len: usize, (at, value): (usize, u16)| {
        let mut table = vec![0; len];
        if let Some(place) = table.get_mut(at..at + 2) {
            place.copy_from_slice(&value.to_be_bytes());
        }
        table
    };
    // Units of the size, one width, and one glyph.
    let tables: [(&[u8; 4], Vec<u8>); 4] = [
        (b"head", table(54, (18, 1000))),
        (b"hhea", table(36, (34, 1))),
        (b"hmtx", table(4, (0, 0))),
        (b"maxp", [vec![0, 0, 0x50, 0], vec![0, 1]].concat()),
    ];
    let mut font = vec![0, 1, 0, 0, 0, 4, 0, 64, 0, 2, 0, 0];
    let mut start = 12 + 4 * 16_u32;
    for (tag, table) in &tables {
        let len = u32::try_from(table.len()).unwrap_or_default();
        font.extend(*tag);
        font.extend([0; 4]);
        font.extend(start.to_be_bytes());
        font.extend(len.to_be_bytes());
        start += len.next_multiple_of(4);
    }
    for (_, mut table) in tables {
        table.resize(table.len().next_multiple_of(4), 0);
        font.extend(table);
    }
    font
}
