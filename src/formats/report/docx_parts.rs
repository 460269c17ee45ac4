//! The files of a Word document beside its text: properties, styles, lists, notes, footer, links.

use super::html::{Element, el};
use super::office;
use super::tree::Tree;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// How everything looks.
pub(super) const STYLES: &str = include_str!("docx_styles.xml");

pub(super) const CONTENT_TYPES: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\n",
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\n",
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>\n",
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\n",
    "<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\n",
    "<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>\n",
    "<Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>\n",
    "<Override PartName=\"/word/footnotes.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml\"/>\n",
    "<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\n",
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\n",
    "<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>\n",
    "</Types>\n",
);

pub(super) const PACKAGE_LINKS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\n",
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\n",
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\n",
    "<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" Target=\"docProps/app.xml\"/>\n",
    "</Relationships>\n",
);

pub(super) const SETTINGS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\n",
    "<w:zoom w:percent=\"100\"/>\n",
    "<w:defaultTabStop w:val=\"709\"/>\n",
    "<w:characterSpacingControl w:val=\"doNotCompress\"/>\n",
    "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>\n",
    "<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\n",
    "<w:themeFontLang w:val=\"en-GB\" w:bidi=\"ar-SA\"/>\n",
    "</w:settings>\n",
);

/// The outermost element of a part.
pub(super) fn root(name: &'static str) -> Element {
    el(name).set("xmlns:w", MAIN).set("xmlns:r", OFFICE)
}

/// A4 across, with page numbers.
pub(super) fn page_setup() -> Element {
    let size = el("w:pgSz").set("w:w", "16838").set("w:h", "11906").set("w:orient", "landscape");
    let sides = ["w:top", "w:right", "w:bottom", "w:left"];
    let margins = sides.into_iter().fold(el("w:pgMar"), |margins, side| margins.set(side, "850"));
    let margins = margins.set("w:header", "425").set("w:footer", "425").set("w:gutter", "0");
    el("w:sectPr")
        .add(el("w:footerReference").set("w:type", "default").set("r:id", "footer"))
        .add(size)
        .add(margins)
}

/// Title, authors, time and language.
pub(super) fn properties(tree: &Tree) -> Element {
    let time = |name: &'static str, at: &str| el(name).set("xsi:type", "dcterms:W3CDTF").text(at);
    let at = tree.as_of.map(office::time);
    let authors = if tree.authors.is_empty() { super::GENERATOR } else { &tree.authors };
    el("cp:coreProperties")
        .set("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .set("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .set("xmlns:dcterms", "http://purl.org/dc/terms/")
        .set("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .add(el("dc:title").text(&tree.title))
        .add(el("dc:creator").text(authors))
        .add(el("dc:language").text("en"))
        .add_all(at.iter().map(|at| time("dcterms:created", at)))
        .add_all(at.iter().map(|at| time("dcterms:modified", at)))
}

/// What wrote it.
pub(super) fn program() -> Element {
    el("Properties")
        .set("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
        .add(el("Application").text(super::GENERATOR))
}

/// List 1 has points; the others have numbers and each begins at 1.
pub(super) fn numbering(numbered: usize) -> Element {
    let level = |format: &str, text: &str| {
        let indent = el("w:ind").set("w:left", "425").set("w:hanging", "425");
        el("w:lvl")
            .set("w:ilvl", "0")
            .add(value("w:start", "1"))
            .add(value("w:numFmt", format))
            .add(value("w:lvlText", text))
            .add(value("w:lvlJc", "left"))
            .add(el("w:pPr").add(indent))
    };
    let sort = |id: &str, level: Element| {
        let kind = value("w:multiLevelType", "singleLevel");
        el("w:abstractNum").set("w:abstractNumId", id).add(kind).add(level)
    };
    let list = |number: usize| {
        let sort = if number == 1 { "0" } else { "1" };
        let list = el("w:num").set("w:numId", number.to_string()).add(value("w:abstractNumId", sort));
        if number == 1 {
            return list;
        }
        list.add(el("w:lvlOverride").set("w:ilvl", "0").add(value("w:startOverride", "1")))
    };
    root("w:numbering")
        .add(sort("0", level("bullet", "•")))
        .add(sort("1", level("decimal", "%1.")))
        .add_all((1..=numbered + 1).map(list))
}

/// All notes, after the two lines that part them from the text.
pub(super) fn footnotes(notes: Vec<Element>) -> Element {
    let line = |id: &str, kind: &str, name| {
        let line = el("w:footnote").set("w:type", kind).set("w:id", id);
        line.add(styled("FootnoteText", &[el("w:r").add(el(name))], false))
    };
    root("w:footnotes")
        .add(line("-1", "separator", "w:separator"))
        .add(line("0", "continuationSeparator", "w:continuationSeparator"))
        .add_all(notes)
}

/// Title, and which page of how many.
pub(super) fn footer(title: &str) -> Element {
    let words = |words: &str| el("w:r").add(el("w:t").set("xml:space", "preserve").text(words));
    let field = |name: &str| el("w:fldSimple").set("w:instr", format!(" {name} ")).add(words("1"));
    let runs = [
        words(&super::words::shortened(&title.replace(['\n', '\t'], " "), 120)),
        el("w:r").add(el("w:tab")),
        words("Page "),
        field("PAGE"),
        words(" of "),
        field("NUMPAGES"),
    ];
    root("w:ftr").add(styled("Footer", &runs, false))
}

/// The parts that the text needs, and the addresses that it leads to.
pub(super) fn links(addresses: &[String], is_text: bool) -> Element {
    let part = |(id, name): (&str, &str)| {
        let link = el("Relationship").set("Id", id).set("Type", format!("{OFFICE}/{id}"));
        link.set("Target", name)
    };
    let parts = [
        ("styles", "styles.xml"),
        ("settings", "settings.xml"),
        ("numbering", "numbering.xml"),
        ("footnotes", "footnotes.xml"),
        ("footer", "footer1.xml"),
    ];
    let address = |(number, address): (usize, &String)| {
        el("Relationship")
            .set("Id", format!("link{number}"))
            .set("Type", format!("{OFFICE}/hyperlink"))
            .set("Target", address)
            .set("TargetMode", "External")
    };
    el("Relationships")
        .set("xmlns", PACKAGE)
        .add_all(parts.into_iter().filter(|_| is_text).map(part))
        .add_all(addresses.iter().enumerate().map(address))
}

/// A property with its value.
pub(super) fn value(name: &'static str, value: &str) -> Element {
    el(name).set("w:val", value)
}

/// A paragraph of that style.
pub(super) fn styled(style: &str, runs: &[Element], from_right: bool) -> Element {
    styled_with(style, runs, from_right, None)
}

/// A paragraph of that style, in a list where it is numbered.
pub(super) fn styled_with(
    style: &str,
    runs: &[Element],
    from_right: bool,
    numbered: Option<Element>,
) -> Element {
    let properties = el("w:pPr").add(value("w:pStyle", style)).add_all(numbered);
    let properties = if from_right { properties.add(el("w:bidi")) } else { properties };
    el("w:p").add(properties).add_all(runs.iter().cloned())
}
