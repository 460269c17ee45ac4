//! [`Looks`]: the styles of an `OpenDocument` text that follow from what stands in it, each made once.

use super::html::{Element, el};
use super::office::{color, fill, ink, is_bold};
use super::tree::{Look, Tone};
use std::collections::BTreeMap;

/// The styles in use, by what they are made of.
#[derive(Debug, Default)]
pub(super) struct Looks {
    /// Parents of paragraphs from right to left.
    paragraphs: BTreeMap<&'static str, usize>,
    texts: BTreeMap<Text, usize>,
    columns: BTreeMap<u32, usize>,
    cells: BTreeMap<(Option<&'static str>, bool), usize>,
}

/// What words look like, and their language with whether they run from right to left.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Text {
    is_bold: bool,
    is_marked: bool,
    color: Option<&'static str>,
    language: Option<(String, bool)>,
}

impl Looks {
    /// Name of the style of a paragraph.
    pub(super) fn paragraph(&mut self, parent: &'static str, from_right: bool) -> String {
        if !from_right {
            return parent.to_owned();
        }
        format!("P{}", numbered(&mut self.paragraphs, parent))
    }

    /// Name of the style of words.
    pub(super) fn text(&mut self, look: Look, tone: Tone, language: Option<(&str, bool)>) -> String {
        let text = Text {
            is_bold: is_bold(look),
            is_marked: look == Look::Mark,
            color: color(look).or_else(|| ink(tone)),
            language: language.map(|(tag, from_right)| (tag.to_owned(), from_right)),
        };
        format!("T{}", numbered(&mut self.texts, text))
    }

    /// Name of the style of a column of that width, in hundredths of a millimetre.
    pub(super) fn column(&mut self, width: u32) -> String {
        format!("C{}", numbered(&mut self.columns, width))
    }

    /// Name of the style of a cell.
    pub(super) fn cell(&mut self, tone: Tone, is_head: bool) -> String {
        format!("B{}", numbered(&mut self.cells, (fill(tone), is_head)))
    }

    /// All of them.
    pub(super) fn styles(&self) -> Vec<Element> {
        let mut styles = vec![table()];
        styles.extend([row("RowWhole", "always"), row("RowBreaks", "auto")]);
        styles.extend(in_order(&self.paragraphs).map(|(parent, number)| {
            let properties = el("style:paragraph-properties");
            style('P', number, "paragraph")
                .set("style:parent-style-name", *parent)
                .add(properties.set("style:writing-mode", "rl-tb").set("fo:text-align", "start"))
        }));
        styles.extend(
            in_order(&self.texts).map(|(text, number)| style('T', number, "text").add(text.properties())),
        );
        styles.extend(in_order(&self.columns).map(|(width, number)| {
            let width = format!("{}.{:02}mm", width / 100, width % 100);
            let properties = el("style:table-column-properties").set("style:column-width", width);
            style('C', number, "table-column").add(properties)
        }));
        styles.extend(in_order(&self.cells).map(|((fill, is_head), number)| {
            let fill = fill.or_else(|| is_head.then_some("F3F4F6"));
            style('B', number, "table-cell").add(cell_properties(fill))
        }));
        styles
    }
}

impl Text {
    fn properties(&self) -> Element {
        let mut properties = el("style:text-properties");
        if let Some(color) = self.color {
            properties = properties.set("fo:color", format!("#{color}"));
        }
        if self.is_bold {
            for name in ["fo:font-weight", "style:font-weight-asian", "style:font-weight-complex"] {
                properties = properties.set(name, "bold");
            }
        }
        if self.is_marked {
            properties = properties
                .set("fo:background-color", "#F6CFCB")
                .set("style:text-underline-style", "solid")
                .set("style:text-underline-width", "auto")
                .set("style:text-underline-color", "font-color");
        }
        let Some((tag, _)) = &self.language else {
            return properties;
        };
        // One of the three counts, by script.
        let (language, country) = language_and_country(tag);
        for (of_language, of_country) in [
            ("fo:language", "fo:country"),
            ("style:language-asian", "style:country-asian"),
            ("style:language-complex", "style:country-complex"),
        ] {
            properties = properties.set(of_language, &language).set(of_country, &country);
        }
        properties
    }
}

/// `de` and `AT` of `de-AT`; the second is `none` where the tag names no country.
fn language_and_country(tag: &str) -> (String, String) {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default().to_ascii_lowercase();
    let is_country = |part: &&str| part.len() == 2 && part.chars().all(|c| c.is_ascii_alphabetic());
    let country = parts.find(is_country).map_or_else(|| "none".to_owned(), str::to_ascii_uppercase);
    (language, country)
}

/// The number of a style, a new one where it is not known.
fn numbered<K: Ord>(known: &mut BTreeMap<K, usize>, key: K) -> usize {
    let next = known.len() + 1;
    *known.entry(key).or_insert(next)
}

fn in_order<K>(known: &BTreeMap<K, usize>) -> impl Iterator<Item = (&K, usize)> {
    let mut all: Vec<(&K, usize)> = known.iter().map(|(key, number)| (key, *number)).collect();
    all.sort_by_key(|(_, number)| *number);
    all.into_iter()
}

fn style(letter: char, number: usize, family: &str) -> Element {
    el("style:style").set("style:name", format!("{letter}{number}")).set("style:family", family)
}

fn table() -> Element {
    let properties = el("style:table-properties").set("style:width", "267mm").set("table:align", "margins");
    let properties = properties.set("style:may-break-between-rows", "true");
    el("style:style").set("style:name", "ReportTable").set("style:family", "table").add(properties)
}

fn row(name: &str, together: &str) -> Element {
    let properties = el("style:table-row-properties").set("fo:keep-together", together);
    el("style:style").set("style:name", name).set("style:family", "table-row").add(properties)
}

fn cell_properties(fill: Option<&str>) -> Element {
    let properties = el("style:table-cell-properties")
        .set("fo:padding", "1mm")
        .set("fo:border-bottom", "0.5pt solid #DDDFE2")
        .set("fo:border-top", "0.5pt solid #DDDFE2")
        .set("fo:border-left", "0.5pt solid #ECEDEF")
        .set("fo:border-right", "0.5pt solid #ECEDEF");
    match fill {
        Some(fill) => properties.set("fo:background-color", format!("#{fill}")),
        None => properties,
    }
}
