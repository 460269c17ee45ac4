//! [`odt`]: a report as an `OpenDocument` text, made of real headings, captions, footnotes and tables with repeated heads.

use super::html::{Element, el};
use super::odt_looks::Looks;
use super::office::{self, safe_address, signed};
use super::tree::{
    Block, Cell, List, ListLook, Look, Paragraph, Role, Run, Table, TableLook, Tone, Tree, is_from_right,
    language_tag,
};
use crate::formats::zip_writer::ZipWriter;

/// Between the margins, in hundredths of a millimetre.
const TEXT_WIDTH: u32 = 26_700;
const TYPE: &str = "application/vnd.oasis.opendocument.text";
/// How everything looks that does not follow from the text.
const STYLES: &str = include_str!("odt_styles.xml");
const NAMESPACES: [(&str, &str); 7] = [
    ("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
    ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
    ("xmlns:ooow", "http://openoffice.org/2004/writer"),
];

/// The whole file; an error in words where it would be too large for an archive.
pub(super) fn odt(tree: &Tree) -> Result<Vec<u8>, String> {
    let mut writer = Writer::default();
    let title =
        el("text:p").set("text:style-name", writer.looks.paragraph("Title", is_from_right(&tree.title)));
    let title = title.add_all(text_nodes(&tree.title));
    let facts = writer.own("Subtitle", &tree.facts);
    let mut body = vec![declarations(), title, facts];
    for section in &tree.sections {
        let heading = heading(1, "Heading_20_1").add(bookmark(section.part.name()));
        body.push(heading.add_all(text_nodes(section.part.title())));
        for block in &section.blocks {
            writer.block(block, &mut body);
        }
    }
    let content = root("office:document-content")
        .add(el("office:automatic-styles").add_all(writer.looks.styles()))
        .add(el("office:body").add(el("office:text").add_all(body)));
    let mut zip = ZipWriter::default();
    // First and as it is, so that a look at the first bytes tells what the file is.
    zip.add_as_it_is("mimetype", TYPE.as_bytes())?;
    zip.add("META-INF/manifest.xml", &office::file(&manifest()))?;
    zip.add("content.xml", &office::file(&content))?;
    zip.add("styles.xml", STYLES.as_bytes())?;
    zip.add("meta.xml", &office::file(&properties(tree)))?;
    zip.end()
}

fn root(name: &'static str) -> Element {
    let root = NAMESPACES.into_iter().fold(el(name), |root, (name, space)| root.set(name, space));
    root.set("office:version", "1.3")
}

fn manifest() -> Element {
    let entry = |path: &str, kind: &str| {
        let entry = el("manifest:file-entry").set("manifest:full-path", path);
        entry.set("manifest:media-type", kind)
    };
    el("manifest:manifest")
        .set("xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0")
        .set("manifest:version", "1.3")
        .add(entry("/", TYPE).set("manifest:version", "1.3"))
        .add_all(["content.xml", "styles.xml", "meta.xml"].map(|path| entry(path, "text/xml")))
}

/// Title, authors, time and language.
fn properties(tree: &Tree) -> Element {
    let authors = if tree.authors.is_empty() { super::GENERATOR } else { &tree.authors };
    let at = tree.as_of.map(office::time);
    let times = at.iter().flat_map(|at| [el("meta:creation-date").text(at), el("dc:date").text(at)]);
    let meta = el("office:meta")
        .add(el("meta:generator").text(super::GENERATOR))
        .add(el("dc:title").text(&tree.title))
        .add(el("meta:initial-creator").text(authors))
        .add(el("dc:creator").text(authors))
        .add_all(times)
        .add(el("dc:language").text("en-GB"));
    el("office:document-meta")
        .set("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0")
        .set("xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0")
        .set("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .set("office:version", "1.3")
        .add(meta)
}

/// Tables are counted for their captions.
fn declarations() -> Element {
    let tables = el("text:sequence-decl").set("text:display-outline-level", "0").set("text:name", "Table");
    el("text:sequence-decls").add(tables)
}

/// What is counted while the document is written.
#[derive(Default)]
struct Writer {
    looks: Looks,
    notes: usize,
    captions: usize,
    tables: usize,
}

impl Writer {
    fn block(&mut self, block: &Block, out: &mut Vec<Element>) {
        match block {
            Block::Heading(words) => {
                let heading = self.heading(words, None);
                out.push(heading);
            }
            Block::Paragraph(words) => out.push(self.paragraph(words, style(words.role), Tone::None)),
            Block::List(list) => out.push(self.list(list)),
            Block::Terms(terms) => {
                for [term, words] in terms {
                    let mut term = term.clone();
                    term.runs.iter_mut().for_each(|run| run.look = Look::Strong);
                    term.runs.push(super::tree::own(" – "));
                    term.runs.extend(words.runs.iter().cloned());
                    out.push(self.paragraph(&term, "Report_20_Term", Tone::None));
                }
            }
            Block::Figures(figures) => self.figures(figures, out),
            Block::Table(table) => self.table(table, out),
            Block::Entry { anchor, heading, blocks } => {
                let heading = self.heading(heading, Some(anchor));
                out.push(heading);
                for block in blocks {
                    self.block(block, out);
                }
            }
            Block::Boxed(paragraphs) => {
                for words in paragraphs {
                    out.push(self.paragraph(words, "Report_20_Verdict", Tone::None));
                }
                out.push(self.own("Report_20_Gap", ""));
            }
            // The tables after it say the same.
            Block::Picture(_) => {}
        }
    }

    fn heading(&mut self, words: &Paragraph, anchor: Option<&str>) -> Element {
        let style = self.looks.paragraph("Heading_20_2", words.is_from_right());
        let heading = heading(2, &style).add_all(anchor.map(bookmark));
        let runs = self.runs(words, Tone::None);
        heading.add_all(runs)
    }

    fn own(&mut self, style: &'static str, words: &str) -> Element {
        self.paragraph(&super::tree::said(Role::Body, words), style, Tone::None)
    }

    fn paragraph(&mut self, words: &Paragraph, style: &'static str, tone: Tone) -> Element {
        let style = self.looks.paragraph(style, words.is_from_right());
        let runs = self.runs(words, tone);
        el("text:p").set("text:style-name", style).add_all(runs)
    }

    fn runs(&mut self, words: &Paragraph, tone: Tone) -> Vec<Element> {
        let language = language_tag(&words.language);
        words.runs.iter().map(|run| self.run(run, language, tone)).collect()
    }

    fn run(&mut self, run: &Run, language: Option<&str>, tone: Tone) -> Element {
        if let Some(note) = &run.note {
            return self.reference(note);
        }
        let from_right = run.is_foreign && is_from_right(&run.words);
        let language = language.filter(|_| run.is_foreign).map(|tag| (tag, from_right));
        let look = self.looks.text(run.look, tone, language);
        let words = el("text:span").set("text:style-name", look);
        let words = words.add_all(text_nodes(&signed(run.look, &run.words)));
        let target = match run.target.strip_prefix('#') {
            Some(anchor) => Some(format!("#{anchor}")),
            None => safe_address(&run.target),
        };
        let Some(target) = target else { return words };
        el("text:a")
            .set("xlink:type", "simple")
            .set("xlink:href", target)
            .set("text:style-name", "Internet_20_link")
            .add(words)
    }

    fn reference(&mut self, note: &[Run]) -> Element {
        self.notes += 1;
        let number = self.notes;
        let words: Vec<Element> = note.iter().map(|run| self.run(run, None, Tone::None)).collect();
        let words = el("text:p").set("text:style-name", "Footnote").add_all(words);
        el("text:note")
            .set("text:id", format!("ftn{number}"))
            .set("text:note-class", "footnote")
            .add(el("text:note-citation").text(number.to_string()))
            .add(el("text:note-body").add(words))
    }

    fn list(&mut self, list: &List) -> Element {
        let style = if list.look == ListLook::Numbered { "Numbers" } else { "Points" };
        let mut element = el("text:list").set("text:style-name", style);
        for item in &list.items {
            let mut entry = el("text:list-item");
            for (at, words) in item.iter().enumerate() {
                let style = if at == 0 { "Report_20_Item" } else { "Report_20_Item_20_More" };
                entry = entry.add(self.paragraph(words, style, Tone::None));
            }
            element = element.add(entry);
        }
        element
    }

    fn figures(&mut self, figures: &[(String, &'static str)], out: &mut Vec<Element>) {
        let table = self.table_frame(&vec![1; figures.len()]);
        let frame = self.looks.cell(Tone::None, false);
        let mut row = el("table:table-row");
        for (count, words) in figures {
            let cell = cell_frame(&frame).add(self.own("Report_20_Figure", count));
            row = row.add(cell.add(self.own("Table_20_Note", words)));
        }
        out.push(table.add(row));
        out.push(self.own("Report_20_Gap", ""));
    }

    fn table(&mut self, table: &Table, out: &mut Vec<Element>) {
        if !table.caption.is_empty() {
            self.captions += 1;
            let number = el("text:sequence")
                .set("text:ref-name", format!("refTable{}", self.captions))
                .set("text:name", "Table")
                .set("text:formula", "ooow:Table+1")
                .set("style:num-format", "1")
                .text(self.captions.to_string());
            let caption = el("text:p").set("text:style-name", "Table").text("Table ").add(number);
            out.push(caption.add_all(text_nodes(&format!(". {}", table.caption))));
        }
        let may_break = table.look.may_break();
        let mut element = self.table_frame(&table.shares);
        let head = self.row(&table.heads, table.look, false);
        element = element.add(el("table:table-header-rows").add(head));
        for cells in &table.rows {
            element = element.add(self.row(cells, table.look, may_break));
        }
        out.push(element);
        out.push(self.own("Report_20_Gap", ""));
    }

    fn table_frame(&mut self, shares: &[u32]) -> Element {
        self.tables += 1;
        let columns: Vec<Element> = office::widths(shares, TEXT_WIDTH)
            .into_iter()
            .map(|width| el("table:table-column").set("table:style-name", self.looks.column(width)))
            .collect();
        el("table:table")
            .set("table:name", format!("Table{}", self.tables))
            .set("table:style-name", "ReportTable")
            .add_all(columns)
    }

    fn row(&mut self, cells: &[Cell], look: TableLook, may_break: bool) -> Element {
        let style = if may_break { "RowBreaks" } else { "RowWhole" };
        let mut row = el("table:table-row").set("table:style-name", style);
        for cell in cells {
            let is_head = cell.is_head;
            let mut element = cell_frame(&self.looks.cell(cell.tone, is_head));
            for words in &cell.paragraphs {
                element = element.add(self.paragraph(words, cell_style(words.role, cell, look), cell.tone));
            }
            if cell.paragraphs.is_empty() {
                element = element.add(self.own("Table_20_Text", ""));
            }
            row = row.add(element);
        }
        row
    }
}

fn heading(level: usize, style: &str) -> Element {
    el("text:h").set("text:style-name", style).set("text:outline-level", level.to_string())
}

fn bookmark(name: &str) -> Element {
    el("text:bookmark").set("text:name", name)
}

fn cell_frame(style: &str) -> Element {
    el("table:table-cell").set("table:style-name", style).set("office:value-type", "string")
}

const fn style(role: Role) -> &'static str {
    match role {
        Role::Body | Role::Question => "Standard",
        Role::Note | Role::Links => "Report_20_Note",
        Role::Who | Role::Count => "Report_20_Who",
        Role::Quote => "Quotations",
        Role::Outcome | Role::Rationale | Role::Since => "Report_20_Verdict",
    }
}

const fn cell_style(role: Role, cell: &Cell, look: TableLook) -> &'static str {
    match (role, look) {
        (Role::Quote, TableLook::Register) => "Table_20_Quote",
        (Role::Quote, _) => "Quotations",
        (Role::Who, _) => "Report_20_Who",
        (Role::Note | Role::Links, _) => "Table_20_Note",
        (Role::Count, _) => "Table_20_Head",
        (_, TableLook::Signs) if !cell.is_head => "Table_20_Sign",
        (Role::Body, _) if cell.is_number => "Table_20_Number",
        (Role::Body, _) if cell.is_head => "Table_20_Head",
        _ => "Table_20_Text",
    }
}

/// Words as nodes: readers make one blank of several, and none of those at the ends.
fn text_nodes(words: &str) -> Vec<Element> {
    let mut nodes = Vec::new();
    let mut plain = String::new();
    let mut chars = words.chars().peekable();
    let flush = |plain: &mut String, nodes: &mut Vec<Element>| {
        if !plain.is_empty() {
            nodes.push(super::html::bare(std::mem::take(plain)));
        }
    };
    while let Some(c) = chars.next() {
        let is_end = plain.is_empty() || plain.ends_with(' ') || chars.peek().is_none();
        match c {
            ' ' if !is_end => plain.push(' '),
            ' ' | '\n' | '\t' => {
                flush(&mut plain, &mut nodes);
                nodes.push(el(match c {
                    ' ' => "text:s",
                    '\n' => "text:line-break",
                    _ => "text:tab",
                }));
            }
            c => plain.push(c),
        }
    }
    flush(&mut plain, &mut nodes);
    nodes
}
