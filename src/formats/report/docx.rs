//! [`docx`]: a report as a Word document, made of real headings, captions, footnotes and tables with repeated heads.
//!
//! The XML is our own: the crates that write Word files know no repeated table heads or no bookmarks, none writes
//! `OpenDocument`, and both must come from one tree. The order of elements is that of ECMA-376, which Word insists on.

use super::docx_parts::{self as parts, styled, styled_with, value};
use super::html::{Element, el};
use super::office::{self, color, is_bold, safe_address, signed};
use super::tree::{
    Block, Cell, List, ListLook, Look, Paragraph, Role, Run, Table, TableLook, Tone, Tree, is_from_right,
    language_tag,
};
use crate::formats::zip_writer::ZipWriter;

/// Between the margins, in twentieths of a point.
const TEXT_WIDTH: u32 = 15_138;
/// The first footnote; the two before it are the lines between notes and text.
const FIRST_NOTE: usize = 1;

/// The whole file; an error in words where it would be too large for an archive.
pub(super) fn docx(tree: &Tree) -> Result<Vec<u8>, String> {
    let mut writer = Writer::default();
    let mut body = vec![
        styled("Title", &[writer.plain_run(&tree.title, true)], is_from_right(&tree.title)),
        styled("Subtitle", &[writer.plain_run(&tree.facts, false)], false),
    ];
    for section in &tree.sections {
        let heading = writer.plain_run(section.part.title(), false);
        let anchored = writer.bookmarked(section.part.name(), vec![heading]);
        body.push(styled("Heading1", &anchored, false));
        for block in &section.blocks {
            writer.block(block, &mut body);
        }
    }
    let document = parts::root("w:document").add(el("w:body").add_all(body).add(parts::page_setup()));
    let mut zip = ZipWriter::default();
    zip.add("[Content_Types].xml", parts::CONTENT_TYPES.as_bytes())?;
    zip.add("_rels/.rels", parts::PACKAGE_LINKS.as_bytes())?;
    zip.add("docProps/core.xml", &office::file(&parts::properties(tree)))?;
    zip.add("docProps/app.xml", &office::file(&parts::program()))?;
    zip.add("word/document.xml", &office::file(&document))?;
    zip.add("word/styles.xml", parts::STYLES.as_bytes())?;
    zip.add("word/settings.xml", parts::SETTINGS.as_bytes())?;
    zip.add("word/numbering.xml", &office::file(&parts::numbering(writer.lists)))?;
    zip.add("word/footnotes.xml", &office::file(&parts::footnotes(writer.notes)))?;
    zip.add("word/footer1.xml", &office::file(&parts::footer(&tree.title)))?;
    // Links in footnotes have a list of their own.
    zip.add("word/_rels/document.xml.rels", &office::file(&parts::links(&writer.links, true)))?;
    zip.add("word/_rels/footnotes.xml.rels", &office::file(&parts::links(&writer.note_links, false)))?;
    zip.end()
}

/// What is counted while the document is written.
#[derive(Default)]
struct Writer {
    notes: Vec<Element>,
    links: Vec<String>,
    note_links: Vec<String>,
    bookmarks: usize,
    tables: usize,
    /// Numbered lists, each counting from 1.
    lists: usize,
}

/// What the words of a paragraph have in common.
#[derive(Clone, Copy)]
struct Base<'p> {
    language: Option<&'p str>,
    tone: Tone,
    in_note: bool,
}

impl Writer {
    fn block(&mut self, block: &Block, out: &mut Vec<Element>) {
        match block {
            Block::Heading(words) => out.push(self.paragraph(words, "Heading2", Tone::None)),
            Block::Paragraph(words) => out.push(self.paragraph(words, style(words.role), Tone::None)),
            Block::List(list) => self.list(list, out),
            Block::Terms(terms) => {
                for [term, words] in terms {
                    let mut term = term.clone();
                    term.runs.iter_mut().for_each(|run| run.look = Look::Strong);
                    term.runs.push(super::tree::own(" – "));
                    term.runs.extend(words.runs.iter().cloned());
                    out.push(self.paragraph(&term, "ReportTerm", Tone::None));
                }
            }
            Block::Figures(figures) => self.figures(figures, out),
            Block::Table(table) => self.table(table, out),
            Block::Entry { anchor, heading, blocks } => {
                let runs = self.runs(heading, Tone::None);
                let anchored = self.bookmarked(anchor, runs);
                out.push(styled("Heading2", &anchored, heading.is_from_right()));
                for block in blocks {
                    self.block(block, out);
                }
            }
            Block::Boxed(paragraphs) => {
                out.extend(paragraphs.iter().map(|words| self.paragraph(words, "ReportVerdict", Tone::None)));
                out.push(styled("ReportGap", &[], false));
            }
            // The tables after it say the same.
            Block::Picture(_) => {}
        }
    }

    fn paragraph(&mut self, words: &Paragraph, style: &str, tone: Tone) -> Element {
        let runs = self.runs(words, tone);
        styled(style, &runs, words.is_from_right())
    }

    fn runs(&mut self, words: &Paragraph, tone: Tone) -> Vec<Element> {
        let base = Base { language: language_tag(&words.language), tone, in_note: false };
        words.runs.iter().map(|run| self.run(run, base)).collect()
    }

    fn run(&mut self, run: &Run, base: Base<'_>) -> Element {
        if let Some(note) = &run.note {
            return self.reference(note);
        }
        let anchor = run.target.strip_prefix('#');
        let address = safe_address(&run.target);
        if anchor.is_none() && address.is_none() {
            return words_of(run, base, false);
        }
        let link = el("w:hyperlink");
        let link = match (anchor, address) {
            (Some(anchor), _) => link.set("w:anchor", bookmark_name(anchor)),
            (None, address) => {
                let number = self.link(address.unwrap_or_default(), base.in_note);
                link.set("r:id", format!("link{number}"))
            }
        };
        link.set("w:history", "1").add(words_of(run, base, true))
    }

    fn plain_run(&mut self, words: &str, is_foreign: bool) -> Element {
        let run = if is_foreign { super::tree::foreign(words) } else { super::tree::own(words) };
        self.run(&run, Base { language: None, tone: Tone::None, in_note: false })
    }

    /// The number of an address in the list of the file's links.
    fn link(&mut self, address: String, in_note: bool) -> usize {
        let links = if in_note { &mut self.note_links } else { &mut self.links };
        if let Some(at) = links.iter().rposition(|known| *known == address) {
            return at;
        }
        links.push(address);
        links.len() - 1
    }

    fn reference(&mut self, note: &[Run]) -> Element {
        let number = self.notes.len() + FIRST_NOTE;
        let base = Base { language: None, tone: Tone::None, in_note: true };
        let mark =
            |name| el("w:r").add(el("w:rPr").add(value("w:rStyle", "FootnoteReference"))).add(el(name));
        let words: Vec<Element> = note.iter().map(|run| self.run(run, base)).collect();
        let gap = words_of(&super::tree::own(" "), base, false);
        let runs: Vec<Element> = [mark("w:footnoteRef"), gap].into_iter().chain(words).collect();
        let note = el("w:footnote").set("w:id", number.to_string());
        self.notes.push(note.add(styled("FootnoteText", &runs, false)));
        let reference = el("w:footnoteReference").set("w:id", number.to_string());
        el("w:r").add(el("w:rPr").add(value("w:rStyle", "FootnoteReference"))).add(reference)
    }

    fn bookmarked(&mut self, name: &str, runs: Vec<Element>) -> Vec<Element> {
        self.bookmarks += 1;
        let id = self.bookmarks.to_string();
        let start = el("w:bookmarkStart").set("w:id", &id).set("w:name", bookmark_name(name));
        let end = el("w:bookmarkEnd").set("w:id", id);
        [start].into_iter().chain(runs).chain([end]).collect()
    }

    fn list(&mut self, list: &List, out: &mut Vec<Element>) {
        // Points are list 1; each list with numbers is one of its own.
        let number = if list.look == ListLook::Numbered {
            self.lists += 1;
            self.lists + 1
        } else {
            1
        };
        for item in &list.items {
            for (at, words) in item.iter().enumerate() {
                let runs = self.runs(words, Tone::None);
                let numbered = (at == 0).then(|| {
                    let level = value("w:ilvl", "0");
                    el("w:numPr").add(level).add(value("w:numId", &number.to_string()))
                });
                let style = if at == 0 { "ReportItem" } else { "ReportItemMore" };
                out.push(styled_with(style, &runs, words.is_from_right(), numbered));
            }
        }
    }

    fn figures(&mut self, figures: &[(String, &'static str)], out: &mut Vec<Element>) {
        let widths = office::widths(&vec![1; figures.len()], TEXT_WIDTH);
        let mut row = el("w:tr").add(el("w:trPr").add(el("w:cantSplit")));
        for ((count, words), width) in figures.iter().zip(&widths) {
            let count = styled("ReportFigure", &[self.plain_run(count, false)], false);
            let words = styled("TableNote", &[self.plain_run(words, false)], false);
            row = row.add(cell_frame(*width, Tone::None).add(count).add(words));
        }
        out.push(table_frame(&widths, "Figures").add(row));
        out.push(styled("ReportGap", &[], false));
    }

    fn table(&mut self, table: &Table, out: &mut Vec<Element>) {
        if !table.caption.is_empty() {
            self.tables += 1;
            let field = el("w:fldSimple").set("w:instr", " SEQ Table \\* ARABIC ");
            let number = self.plain_run(&self.tables.to_string(), false);
            let caption = [
                self.plain_run("Table ", false),
                field.add(number),
                self.plain_run(&format!(". {}", table.caption), false),
            ];
            out.push(styled("Caption", &caption, false));
        }
        let widths = office::widths(&table.shares, TEXT_WIDTH);
        let mut element = table_frame(&widths, &table.caption);
        let keep = el("w:cantSplit");
        let head = el("w:trPr").add(keep.clone()).add(el("w:tblHeader"));
        element = element.add(self.row(el("w:tr").add(head), &table.heads, &widths, table.look));
        for cells in &table.rows {
            let row = el("w:tr");
            let row = if table.look.may_break() { row } else { row.add(el("w:trPr").add(keep.clone())) };
            element = element.add(self.row(row, cells, &widths, table.look));
        }
        out.push(element);
        out.push(styled("ReportGap", &[], false));
    }

    fn row(&mut self, mut row: Element, cells: &[Cell], widths: &[u32], look: TableLook) -> Element {
        for (cell, width) in cells.iter().zip(widths) {
            let mut element = cell_frame(*width, cell.tone);
            for words in &cell.paragraphs {
                let style = cell_style(words.role, cell, look);
                element = element.add(self.paragraph(words, style, cell.tone));
            }
            if cell.paragraphs.is_empty() {
                element = element.add(styled("TableText", &[], false));
            }
            row = row.add(element);
        }
        row
    }
}

/// Names of bookmarks begin with a letter and have letters, digits and `_` only.
fn bookmark_name(anchor: &str) -> String {
    format!("crossclaim_{}", anchor.replace('-', "_"))
}

const fn style(role: Role) -> &'static str {
    match role {
        Role::Body | Role::Question => "Normal",
        Role::Note | Role::Links => "ReportNote",
        Role::Who | Role::Count => "ReportWho",
        Role::Quote => "Quote",
        Role::Outcome | Role::Rationale | Role::Since => "ReportVerdict",
    }
}

const fn cell_style(role: Role, cell: &Cell, look: TableLook) -> &'static str {
    match (role, look) {
        (Role::Quote, TableLook::Register) => "TableQuote",
        (Role::Quote, _) => "Quote",
        (Role::Who, _) => "ReportWho",
        (Role::Note | Role::Links, _) => "TableNote",
        (_, TableLook::Signs) if cell.is_head => "TableText",
        (_, TableLook::Signs) => "TableSign",
        (Role::Body, _) if cell.is_number => "TableNumber",
        _ => "TableText",
    }
}

/// The words of a run with how they look.
fn words_of(run: &Run, base: Base<'_>, is_link: bool) -> Element {
    let from_right = run.is_foreign && is_from_right(&run.words);
    let mut properties = el("w:rPr");
    if is_link {
        properties = properties.add(value("w:rStyle", "Hyperlink"));
    }
    if is_bold(run.look) {
        properties = properties.add(el("w:b")).add(el("w:bCs"));
    }
    if let Some(color) = color(run.look).or_else(|| office::ink(base.tone)).filter(|_| !is_link) {
        properties = properties.add(value("w:color", color));
    }
    if run.look == Look::Mark {
        let shade = value("w:shd", "clear").set("w:color", "auto").set("w:fill", "F6CFCB");
        properties = properties.add(value("w:u", "single")).add(shade);
    }
    if from_right {
        properties = properties.add(el("w:rtl"));
    }
    if let Some(language) = base.language.filter(|_| run.is_foreign) {
        let mut tag = value("w:lang", language);
        if from_right {
            tag = tag.set("w:bidi", language);
        }
        if ["zh", "ja", "ko"].iter().any(|east| language.starts_with(east)) {
            tag = tag.set("w:eastAsia", language);
        }
        properties = properties.add(tag);
    }
    let words = signed(run.look, &run.words);
    let mut element = el("w:r").add(properties);
    for (at, line) in words.split('\n').enumerate() {
        if at > 0 {
            element = element.add(el("w:br"));
        }
        for (at, piece) in line.split('\t').enumerate() {
            if at > 0 {
                element = element.add(el("w:tab"));
            }
            if !piece.is_empty() {
                element = element.add(el("w:t").set("xml:space", "preserve").text(piece));
            }
        }
    }
    element
}

fn table_frame(widths: &[u32], description: &str) -> Element {
    let all: u32 = widths.iter().sum();
    let mut properties = el("w:tblPr")
        .add(value("w:tblStyle", "ReportTable"))
        .add(el("w:tblW").set("w:w", all.to_string()).set("w:type", "dxa"))
        .add(el("w:tblLayout").set("w:type", "fixed"))
        .add(value("w:tblLook", "0420").set("w:firstRow", "1").set("w:noVBand", "1"));
    if !description.is_empty() {
        properties = properties.add(value("w:tblCaption", description));
    }
    let columns = widths.iter().map(|width| el("w:gridCol").set("w:w", width.to_string()));
    el("w:tbl").add(properties).add(el("w:tblGrid").add_all(columns))
}

fn cell_frame(width: u32, tone: Tone) -> Element {
    let size = el("w:tcW").set("w:w", width.to_string()).set("w:type", "dxa");
    let properties = el("w:tcPr").add(size);
    el("w:tc").add(match office::fill(tone) {
        Some(fill) => properties.add(value("w:shd", "clear").set("w:color", "auto").set("w:fill", fill)),
        None => properties,
    })
}
