//! [`RichTexts`]: texts of an Excel workbook with raised, lowered or struck-out runs, which the library `calamine` joins
//! as if they were alike.

use crate::formats::raised::{Script, ScriptText};
use crate::formats::symbols::in_font;
use crate::formats::xml::{Element, XmlEvent, XmlReader};
use std::collections::BTreeMap;

/// A text with such runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct RichText {
    /// As the library gives it.
    plain: String,
    /// With raised and lowered figures, without what is struck out.
    shown: String,
    struck: String,
}

/// Those that cells share, by their numbers in the workbook.
#[derive(Debug, Default)]
pub(super) struct RichTexts {
    by_number: BTreeMap<usize, RichText>,
}

/// Whether a part of a workbook may have such runs.
pub(super) fn may_be_rich(part: &str) -> bool {
    ["vertAlign", "strike", "Symbol", "Wingdings", "Webdings"].iter().any(|word| part.contains(word))
}

impl RichTexts {
    /// The shared texts of a workbook, as far as they can be read.
    pub(super) fn of(xml: &str) -> Self {
        let mut found = Self::default();
        if !may_be_rich(xml) {
            return found;
        }
        let mut reader = XmlReader::new(xml);
        let (mut runs, mut number) = (Runs::default(), 0);
        while let Ok(Some(event)) = reader.next() {
            match &event {
                XmlEvent::Close(name) if name == "si" => {
                    let ended = std::mem::take(&mut runs).end();
                    found.by_number.extend(ended.map(|text| (number, text)));
                    number += 1;
                }
                event => runs.take_in(event),
            }
        }
        found
    }

    pub(super) fn is_empty(&self) -> bool {
        self.by_number.is_empty()
    }

    /// Puts what a sheet shows in the place of the plain texts of its cells, by row and column from 0; gives what is
    /// struck out.
    pub(super) fn apply(&self, sheet: &str, rows: &mut BTreeMap<u32, BTreeMap<u32, String>>) -> Vec<String> {
        let mut struck = Vec::new();
        let mut reader = XmlReader::new(sheet);
        // From 1.
        let (mut row, mut column) = (0_u32, 0_u32);
        let mut cell = Cell::default();
        while let Ok(Some(event)) = reader.next() {
            match &event {
                XmlEvent::Open(element) if element.name == "row" => {
                    row = element.attribute("r").parse().unwrap_or_else(|_| row.saturating_add(1));
                    column = 0;
                }
                XmlEvent::Open(element) if element.name == "c" => {
                    cell = Cell { is_shared: element.attribute("t") == "s", ..Cell::default() };
                    column = column_of(element.attribute("r")).unwrap_or_else(|| column.saturating_add(1));
                }
                XmlEvent::Close(name) if name == "c" => {
                    let texts = rows.get_mut(&row.saturating_sub(1));
                    let text = texts.and_then(|texts| texts.get_mut(&column.saturating_sub(1)));
                    let rich = self.text_of(std::mem::take(&mut cell));
                    if let (Some(text), Some(rich)) = (text, rich)
                        && text.trim() == rich.plain.trim()
                    {
                        rich.shown.trim().clone_into(text);
                        struck.extend(Some(rich.struck).filter(|words| !words.trim().is_empty()));
                    }
                }
                event => cell.take_in(event),
            }
        }
        struck
    }

    fn text_of(&self, cell: Cell) -> Option<RichText> {
        if cell.is_shared {
            self.by_number.get(&cell.number.trim().parse::<usize>().ok()?).cloned()
        } else {
            cell.runs.end()
        }
    }
}

/// The number of a column, from 1, by its letters: 28 for AB12.
pub(super) fn column_of(place: &str) -> Option<u32> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let mut digits = letters.map(|letter| u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    let number = digits.try_fold(0_u32, |number, digit| number.checked_mul(26)?.checked_add(digit));
    number.filter(|number| *number > 0)
}

/// A cell in the making.
#[derive(Debug, Default)]
struct Cell {
    /// Its value is the number of a shared text.
    is_shared: bool,
    is_in_value: bool,
    is_in_text: bool,
    number: String,
    runs: Runs,
}

impl Cell {
    fn take_in(&mut self, event: &XmlEvent) {
        match event {
            XmlEvent::Open(element) if element.name == "v" => self.is_in_value = true,
            XmlEvent::Close(name) if name == "v" => self.is_in_value = false,
            XmlEvent::Open(element) if element.name == "is" => self.is_in_text = true,
            XmlEvent::Close(name) if name == "is" => self.is_in_text = false,
            XmlEvent::Text(piece) if self.is_in_value => self.number.push_str(piece),
            event if self.is_in_text => self.runs.take_in(event),
            _ => {}
        }
    }
}

/// The runs of a text so far.
#[derive(Debug, Default)]
struct Runs {
    plain: String,
    shown: ScriptText,
    struck: String,
    script: Script,
    is_struck: bool,
    is_in_reading_aid: bool,
    /// The piece of text that is open.
    piece: Option<String>,
    /// Of signs; empty for others.
    font: String,
    /// Its blanks at both ends count; else the library drops them too.
    keeps_blanks: bool,
}

impl Runs {
    fn take_in(&mut self, event: &XmlEvent) {
        match event {
            XmlEvent::Open(element) => self.open(element),
            XmlEvent::Close(name) if name == "t" => self.end_piece(),
            XmlEvent::Close(name) if name == "rPh" => self.is_in_reading_aid = false,
            XmlEvent::Text(text) => {
                if let Some(piece) = &mut self.piece {
                    piece.push_str(text);
                }
            }
            XmlEvent::Close(_) => {}
        }
    }

    fn end_piece(&mut self) {
        let piece = self.piece.take().filter(|_| !self.is_in_reading_aid).unwrap_or_default();
        let piece =
            if self.keeps_blanks { piece.as_str() } else { piece.trim_matches([' ', '\t', '\r', '\n']) };
        self.plain.push_str(piece);
        if self.is_struck {
            self.struck.push_str(piece);
        } else {
            // Signs without a character show as a box.
            self.shown.push(&in_font(&self.font, piece, &mut 0), self.script);
        }
    }

    fn open(&mut self, element: &Element) {
        let value = element.attribute("val");
        match element.name.as_str() {
            "r" => {
                (self.script, self.is_struck) = (Script::Line, false);
                self.font.clear();
                self.struck.push(' ');
            }
            "vertAlign" => {
                self.script = match value {
                    "superscript" => Script::Raised,
                    "subscript" => Script::Lowered,
                    _ => Script::Line,
                };
            }
            "rFont" => value.clone_into(&mut self.font),
            "strike" => self.is_struck = !matches!(value, "0" | "false"),
            "rPh" => self.is_in_reading_aid = true,
            "t" => {
                self.piece = Some(String::new());
                self.keeps_blanks = element.attribute("space") == "preserve";
            }
            _ => {}
        }
    }

    /// None where all runs are alike.
    fn end(mut self) -> Option<RichText> {
        let shown = self.shown.take();
        (shown != self.plain).then_some(RichText { plain: self.plain, shown, struck: self.struck })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_shared_and_own_texts_are_shown_in_their_cells() {
        let run =
            |look: &str, text: &str| format!("<r><rPr>{look}</rPr><t xml:space='preserve'>{text}</t></r>");
        let raised = |text: &str| run("<vertAlign val='superscript'/>", text);
        let shared = format!(
            "<sst><si><t>Claim</t></si><si>{}{}{}{}{}<rPh><t>aid</t></rPh></si></sst>",
            run("", "120"),
            raised("3"),
            run("", " of H") + "<r><t> - </t></r>",
            run("<vertAlign val='subscript'/>", "2"),
            run("<strike/>", "old &amp; 30"),
        );
        let texts = RichTexts::of(&shared);
        assert_eq!(texts.by_number.keys().copied().collect::<Vec<_>>(), [1]);
        let own = format!("<c r='B2' t='inlineStr'><is>{}{}</is></c>", run("", "10"), raised("6"));
        let sheet = format!(
            "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c></row><row><c t='s'><v>1</v></c>{own}\
             <c><v>1</v></c></row></sheetData></worksheet>"
        );
        let row = |cells: &[&str]| (0_u32..).zip(cells.iter().map(|cell| (*cell).to_owned())).collect();
        let mut rows: BTreeMap<u32, BTreeMap<u32, String>> =
            [(0, row(&["Claim"])), (1, row(&["1203 of H-2old & 30", "106", "1"]))].into_iter().collect();
        assert_eq!(
            texts.apply(&sheet, &mut rows).iter().map(|one| one.trim()).collect::<Vec<_>>(),
            ["old & 30"]
        );
        assert_eq!(rows[&0], row(&["Claim"]));
        assert_eq!(rows[&1], row(&["120³ of H-₂", "10⁶", "1"]));
    }

    #[test]
    fn columns_are_counted_by_their_letters() {
        assert_eq!(["A1", "z9", "AB12", "7", ""].map(column_of), [Some(1), Some(26), Some(28), None, None]);
    }
}
