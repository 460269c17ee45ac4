//! [`page`]: a report as one page of HTML that needs nothing else: no script, no picture, no font. It is well-formed XML.

use super::COLORS;
use super::html::{Element, el};
use super::tree::{
    Block, Cell, List, ListLook, Look, Paragraph, Role, Run, Section, Table, TableLook, Tone, Tree,
    language_tag,
};
use crate::analysis::matrix::Stance;

const SHEET: &str = include_str!("style.css");
/// Nothing is fetched and nothing runs, whatever a text may hold.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The whole page.
pub(super) fn page(tree: &Tree) -> String {
    let mut page = Page::default();
    let main = el("main").add_all(tree.sections.iter().map(|section| page.section(section)));
    let main = main.add_all(page.notes());
    let body = el("body").add(header(tree)).add(main);
    let mut out = String::from("<!DOCTYPE html>");
    let html = el("html").set("xmlns", "http://www.w3.org/1999/xhtml").set("lang", "en");
    html.add(head(tree)).add(body).write(&mut out);
    out.push('\n');
    out
}

fn head(tree: &Tree) -> Element {
    let meta = |name: &'static str, content: &str| el("meta").set("name", name).set("content", content);
    let author = (!tree.authors.is_empty()).then(|| meta("author", &tree.authors));
    el("head")
        .add(el("meta").set("charset", "utf-8"))
        .add(el("meta").set("http-equiv", "Content-Security-Policy").set("content", POLICY))
        .add(meta("viewport", "width=device-width, initial-scale=1"))
        .add(meta("color-scheme", "light dark"))
        .add(meta("generator", super::GENERATOR))
        .add_all(author)
        .add(el("title").text(&tree.title))
        .add(el("style").style(SHEET))
}

fn header(tree: &Tree) -> Element {
    el("header")
        .add(el("p").class("kicker").text("Crossclaim report"))
        .add(el("h1").set("dir", "auto").text(&tree.title))
        .add(el("p").class("facts").text(&tree.facts))
}

/// What is counted while the page is written.
#[derive(Default)]
struct Page {
    notes: Vec<Element>,
    tables: usize,
}

impl Page {
    fn section(&mut self, section: &Section) -> Element {
        let heading = el("h2").text(section.part.title());
        el("section")
            .set("id", section.part.name())
            .add(heading)
            .add_all(section.blocks.iter().map(|block| self.block(block)))
    }

    fn block(&mut self, block: &Block) -> Element {
        match block {
            Block::Heading(words) => self.runs(el("h3"), words),
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::List(list) => self.list(list),
            Block::Terms(terms) => {
                let entries: Vec<Element> = terms
                    .iter()
                    .flat_map(|[term, words]| [self.runs(el("dt"), term), self.runs(el("dd"), words)])
                    .collect();
                el("dl").class("terms").add_all(entries)
            }
            Block::Figures(figures) => el("dl").class("figures").add_all(
                figures
                    .iter()
                    .map(|(count, words)| el("div").add(el("dd").text(count)).add(el("dt").text(words))),
            ),
            Block::Table(table) if table.look == TableLook::Sides => self.sides(table),
            Block::Table(table) => self.table(table),
            Block::Entry { anchor, heading, blocks } => {
                let heading = self.runs(el("h3"), heading);
                let article = el("article").class("case").set("id", anchor).add(heading);
                article.add_all(blocks.iter().map(|block| self.block(block)))
            }
            Block::Boxed(paragraphs) => {
                el("div").class("verdict").add_all(paragraphs.iter().map(|words| self.paragraph(words)))
            }
            Block::Picture(figure) => figure.clone(),
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) -> Element {
        let name = if paragraph.role == Role::Quote { "blockquote" } else { "p" };
        let element = match class(paragraph.role) {
            "" => el(name),
            class => el(name).class(class),
        };
        let element = if matches!(paragraph.role, Role::Quote | Role::Rationale) {
            element.set("dir", "auto")
        } else {
            element
        };
        let element = match language_tag(&paragraph.language) {
            Some(language) => element.set("lang", language),
            None => element,
        };
        self.runs(element, paragraph)
    }

    fn runs(&mut self, mut element: Element, paragraph: &Paragraph) -> Element {
        for run in &paragraph.runs {
            element = match &run.note {
                Some(note) => element.add(self.reference(note)),
                None => add_run(element, run),
            };
        }
        element
    }

    /// The number of a footnote, which is kept for the end.
    fn reference(&mut self, note: &[Run]) -> Element {
        let number = self.notes.len() + 1;
        let words = note.iter().fold(el("span"), add_run);
        let back = el("a").set("href", format!("#ref-{number}")).set("role", "doc-backlink");
        let back = back.set("aria-label", format!("Back to the passage of note {number}")).text("↩");
        self.notes.push(el("li").set("id", format!("note-{number}")).add(words).text(" ").add(back));
        let link = el("a").set("id", format!("ref-{number}")).set("href", format!("#note-{number}"));
        el("sup").add(link.set("role", "doc-noteref").text(number.to_string()))
    }

    fn notes(&mut self) -> Option<Element> {
        let notes = std::mem::take(&mut self.notes);
        let section = el("section").set("id", "notes").set("role", "doc-endnotes");
        (!notes.is_empty()).then(|| section.add(el("h2").text("Notes")).add(el("ol").add_all(notes)))
    }

    fn list(&mut self, list: &List) -> Element {
        let element = match list.look {
            ListLook::Numbered => el("ol").class("open"),
            ListLook::Legend => el("ul").class("legend"),
        };
        let items: Vec<Element> = list
            .items
            .iter()
            .map(|item| {
                let tone = item.first().map_or(Tone::None, |first| first.tone);
                let element = toned(el("li"), tone, "");
                self.stacked(element, item)
            })
            .collect();
        element.add_all(items)
    }

    /// The first paragraph as the element's own words where it is a plain one, the others below it.
    fn stacked(&mut self, mut element: Element, paragraphs: &[Paragraph]) -> Element {
        for (at, paragraph) in paragraphs.iter().enumerate() {
            element = if at == 0 && matches!(paragraph.role, Role::Body | Role::Note) {
                self.runs(element, paragraph)
            } else if paragraph.role == Role::Note {
                let below = self.runs(el("div").class("by"), paragraph);
                element.add(below)
            } else if paragraph.role == Role::Body {
                let below = self.runs(el("div"), paragraph);
                element.add(below)
            } else {
                element.add(self.paragraph(paragraph))
            };
        }
        element
    }

    fn table(&mut self, table: &Table) -> Element {
        self.tables += 1;
        let caption = el("caption").text(format!("Table {}. {}", self.tables, table.caption));
        let columns = table.shares.len();
        let element = match table.look {
            TableLook::Plain | TableLook::Sides => el("table"),
            TableLook::Sources => el("table").class("sources"),
            TableLook::Register => el("table").class("register"),
            TableLook::Matrix => wide(el("table").class("matrix"), 500 + 104 * columns.saturating_sub(4)),
            TableLook::Signs => wide(el("table").class("matrix signs"), 480 + 24 * columns.saturating_sub(4)),
        };
        let has_widths = matches!(table.look, TableLook::Plain | TableLook::Register);
        let all: u32 = table.shares.iter().sum();
        let column = |share: &u32| el("col").set("style", format!("width:{}%", share * 100 / all.max(1)));
        let widths = has_widths.then(|| el("colgroup").add_all(table.shares.iter().map(column)));
        let heads: Vec<Element> = table.heads.iter().map(|cell| self.head_cell(cell, "col")).collect();
        let rows: Vec<Element> = table.rows.iter().map(|row| self.row(row)).collect();
        let head = el("thead").add(el("tr").add_all(heads));
        let table = element.add(caption).add_all(widths).add(head).add(el("tbody").add_all(rows));
        // What is wider than the window is scrolled, also from the keyboard.
        let scroll = el("div").class("scroll").set("tabindex", "0").set("role", "region");
        scroll.set("aria-label", format!("Table {}", self.tables)).add(table)
    }

    fn row(&mut self, row: &[Cell]) -> Element {
        let cells: Vec<Element> = row
            .iter()
            .map(|cell| {
                if cell.is_head {
                    return self.head_cell(cell, "row");
                }
                let base = if cell.is_number { "number" } else { "" };
                let element = toned(el("td"), cell.tone, base);
                self.stacked(element, &cell.paragraphs)
            })
            .collect();
        el("tr").add_all(cells)
    }

    /// A cell that names its row or column; without words it is an ordinary one, for it names nothing.
    fn head_cell(&mut self, cell: &Cell, scope: &str) -> Element {
        let is_empty = cell.paragraphs.iter().all(|words| words.runs.iter().all(|run| run.words.is_empty()));
        if is_empty {
            return el("td");
        }
        let element = el("th").set("scope", scope);
        let element = if scope == "row" { element.set("dir", "auto") } else { element };
        let element = if cell.is_number { element.class("number") } else { element };
        self.stacked(element, &cell.paragraphs)
    }

    /// Two sides of a disagreement beside each other.
    fn sides(&mut self, table: &Table) -> Element {
        let row = table.rows.first().map(Vec::as_slice).unwrap_or_default();
        let sides: Vec<Element> = table
            .heads
            .iter()
            .zip(row)
            .map(|(head, cell)| {
                let side = toned(el("div"), head.tone, "side");
                let side = side.add_all(head.paragraphs.iter().map(|words| self.paragraph(words)));
                // Who says it and the words stand close together.
                let paragraphs: Vec<Element> =
                    cell.paragraphs.iter().map(|words| self.paragraph(words)).collect();
                side.add_all(paragraphs)
            })
            .collect();
        el("div").class("sides").add_all(sides)
    }
}

/// No narrower than that many pixels, where the words of its cells would not fit.
fn wide(table: Element, width: usize) -> Element {
    table.set("style", format!("min-width:{width}px"))
}

const fn class(role: Role) -> &'static str {
    match role {
        Role::Body | Role::Quote => "",
        Role::Note => "note",
        Role::Links => "links",
        Role::Who => "who",
        Role::Count => "count",
        Role::Question => "question",
        Role::Outcome => "outcome",
        Role::Rationale => "rationale",
        Role::Since => "since",
    }
}

fn toned(element: Element, tone: Tone, base: &str) -> Element {
    let tone = match tone {
        Tone::None => String::new(),
        Tone::Stance(stance, ink) => format!("stance {} k{ink}", stance_class(stance)),
        Tone::Single => "single".to_owned(),
        Tone::Undefined => "undefined".to_owned(),
        Tone::Favoured => "favoured".to_owned(),
    };
    let classes: Vec<&str> = [base, &tone].into_iter().filter(|words| !words.is_empty()).collect();
    if classes.is_empty() { element } else { element.class(classes.join(" ")) }
}

const fn stance_class(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserts => "asserts",
        Stance::Contradicts => "contradicts",
        Stance::Qualifies => "qualifies",
        Stance::Mentions => "mentions",
        Stance::InDispute => "dispute",
        Stance::Silent => "silent",
        Stance::NotRead => "unread",
    }
}

/// Words as they look; own line breaks are kept.
fn add_run(element: Element, run: &Run) -> Element {
    if !run.is_foreign && run.words == "\n" {
        return element.add(el("br"));
    }
    let span = |class: &str| el("span").class(class);
    let looks = match run.look {
        Look::Plain if run.is_foreign => el("bdi"),
        Look::Plain if run.target.is_empty() && run.hint.is_empty() => return element.text(&run.words),
        Look::Plain => el("span"),
        Look::Strong => el("b"),
        Look::Small => el("small"),
        Look::Muted => span("around"),
        Look::Claim => span("claim"),
        Look::Mark => el("mark"),
        Look::Chip(position) => span(&format!("chip d{}", position % COLORS)),
        Look::Rating => span("rating"),
        Look::State(state) => span(&format!("state s{state}")),
        Look::Kind => span("type"),
        Look::NoKind => span("type none"),
        Look::Statement => span("statement").set("dir", "auto"),
    };
    let is_within = matches!(run.look, Look::Strong | Look::Small | Look::Kind | Look::NoKind);
    let looks = if run.is_foreign && is_within { looks.foreign(&run.words) } else { looks.text(&run.words) };
    let looks = if run.hint.is_empty() { looks } else { looks.set("title", &run.hint) };
    if run.target.is_empty() {
        return element.add(looks);
    }
    let link = el("a").set("href", &run.target);
    element.add(if run.target.starts_with('#') { link } else { link.set("rel", "noreferrer") }.add(looks))
}
