//! [`PAGES`] and [`blocks_of`]: the guide of `docs/guide/` as plain data. It is part of the program, so that it opens
//! without a network and wherever the program was put.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::sync::LazyLock;

/// A page of the guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GuidePage {
    /// Name of its file, which links of other pages name.
    pub file: &'static str,
    /// Markdown; its first line is the title.
    pub text: &'static str,
}

macro_rules! pages {
    ($($file:literal in $folder:literal),* $(,)?) => {
        &[$(GuidePage { file: $file, text: include_str!(concat!("../../docs/", $folder, $file)) }),*]
    };
}

/// Every page, in reading order.
pub const PAGES: &[GuidePage] = pages![
    "first-project.md" in "guide/",
    "several-annotators.md" in "guide/",
    "settling-disagreements.md" in "guide/",
    "chronology.md" in "guide/",
    "checking-a-draft.md" in "guide/",
    "exporting-a-dataset.md" in "guide/",
    "command-line.md" in "guide/",
    "durability.md" in "guide/",
    "file-format.md" in "guide/",
    "format.md" in "",
];

impl GuidePage {
    /// Shown in the list of pages.
    pub fn title(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches("# ")
    }
}

/// A part of a page, from margin to margin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Of the level, 1 being the title of the page.
    Heading(u8, Vec<Run>),
    /// Prose.
    Paragraph(Vec<Run>),
    /// An entry of a list.
    Item {
        /// Lists around its own.
        depth: usize,
        /// What stands before it: `•` or its number; empty for its second paragraph.
        marker: String,
        /// Its words.
        runs: Vec<Run>,
    },
    /// Lines to be typed or read as they are.
    Code(String),
    /// Rows of cells; the first row is the head.
    Table(Vec<Vec<Vec<Run>>>),
}

/// Words of one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// How they look.
    pub style: RunStyle,
}

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunStyle {
    /// As prose.
    Plain,
    /// Stressed: what stands in the window, and what must not be missed.
    Strong,
    /// To be typed, or a name of the file.
    Code,
    /// Leads to the page of that index.
    Link(usize),
}

/// The blocks of a page, read once: the window asks in every frame.
pub fn blocks_of(page: usize) -> &'static [Block] {
    static READ: LazyLock<Vec<Vec<Block>>> =
        LazyLock::new(|| PAGES.iter().map(|page| blocks(page.text)).collect());
    READ.get(page).map_or(&[], Vec::as_slice)
}

/// The blocks of Markdown. Pictures are left out: the window is there itself.
fn blocks(markdown: &str) -> Vec<Block> {
    let mut reading = Reading::default();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(tag) => reading.start(&tag),
            Event::End(tag) => reading.end(tag),
            Event::Text(text) => reading.text(&text),
            Event::Code(code) => reading.push(&code, RunStyle::Code),
            Event::SoftBreak | Event::HardBreak => reading.text(" "),
            _ => {}
        }
    }
    reading.blocks
}

/// What was read so far of a page.
#[derive(Debug, Default)]
struct Reading {
    blocks: Vec<Block>,
    runs: Vec<Run>,
    rows: Vec<Vec<Vec<Run>>>,
    /// For each list around this place the number of its next entry; none where they have no numbers.
    lists: Vec<Option<u64>>,
    marker: String,
    link: Option<usize>,
    is_strong: bool,
    is_picture: bool,
    code: Option<String>,
}

impl Reading {
    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::List(first) => {
                self.finish_words();
                self.lists.push(*first);
            }
            Tag::Item => {
                "•".clone_into(&mut self.marker);
                if let Some(Some(number)) = self.lists.last_mut() {
                    self.marker = format!("{number}.");
                    *number += 1;
                }
            }
            Tag::CodeBlock(_) => self.code = Some(String::new()),
            Tag::Strong | Tag::Emphasis => self.is_strong = true,
            Tag::Link { dest_url, .. } => self.link = page_of(dest_url),
            Tag::Image { .. } => self.is_picture = true,
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                let runs = std::mem::take(&mut self.runs);
                self.blocks.push(Block::Heading(level as u8, runs));
            }
            TagEnd::Paragraph | TagEnd::Item => self.finish_words(),
            TagEnd::List(_) => drop(self.lists.pop()),
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.blocks.push(Block::Code(code.trim_end().to_owned()));
            }
            TagEnd::Strong | TagEnd::Emphasis => self.is_strong = false,
            TagEnd::Link => self.link = None,
            TagEnd::Image => self.is_picture = false,
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.runs);
                if let Some(row) = self.rows.last_mut() {
                    row.push(cell);
                }
            }
            TagEnd::Table => self.blocks.push(Block::Table(std::mem::take(&mut self.rows))),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
            return;
        }
        let plain = if self.is_strong { RunStyle::Strong } else { RunStyle::Plain };
        self.push(text, self.link.map_or(plain, RunStyle::Link));
    }

    fn push(&mut self, text: &str, style: RunStyle) {
        if self.is_picture {
            return;
        }
        match self.runs.last_mut().filter(|last| last.style == style) {
            Some(last) => last.text.push_str(text),
            None => self.runs.push(Run { text: text.to_owned(), style }),
        }
    }

    /// A paragraph or an entry of a list ends here, where words were read.
    fn finish_words(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        if runs.iter().all(|run| run.text.trim().is_empty()) {
            return;
        }
        let block = match self.lists.len().checked_sub(1) {
            None => Block::Paragraph(runs),
            Some(depth) => Block::Item { depth, marker: std::mem::take(&mut self.marker), runs },
        };
        self.blocks.push(block);
    }
}

/// The page that a link names; none for what is no page of the guide.
fn page_of(link: &str) -> Option<usize> {
    let file = link.rsplit('/').next()?.split('#').next()?;
    PAGES.iter().position(|page| page.file == file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(markdown: &str) -> Vec<String> {
        let words = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
        let lines = blocks(markdown).into_iter().map(|block| match block {
            Block::Heading(level, runs) => format!("{level}| {}", words(&runs)),
            Block::Paragraph(runs) => words(&runs),
            Block::Item { depth, marker, runs } => format!("{depth}{marker} {}", words(&runs)),
            Block::Code(code) => format!("`{code}`"),
            Block::Table(rows) => {
                let row =
                    |row: &Vec<Vec<Run>>| row.iter().map(|cell| words(cell)).collect::<Vec<_>>().join(" | ");
                rows.iter().map(row).collect::<Vec<_>>().join(" / ")
            }
        });
        lines.collect()
    }

    #[test]
    fn the_markdown_of_the_guide_becomes_blocks() {
        let text = "# Title\n\nOne *two*\nthree.\n\n1. a\n   - b\n2. c\n\n```\nx\ny\n```\n\n| k | v |\n| - | - |\n| 1 | `2` |\n\n![p](x.png)\n";
        let expected = ["1| Title", "One two three.", "01. a", "1• b", "02. c", "`x\ny`", "k | v / 1 | 2"];
        assert_eq!(shown(text), expected);
    }

    #[test]
    fn links_lead_to_pages_or_are_words() {
        let links = blocks("See [one](durability.md#journal), [two](../format.md) and [three](else.md).");
        let Some(Block::Paragraph(runs)) = links.first() else { panic!("{links:?}") };
        let led: Vec<_> = runs.iter().filter(|run| matches!(run.style, RunStyle::Link(_))).collect();
        assert_eq!(led.iter().map(|run| run.text.as_str()).collect::<Vec<_>>(), ["one", "two"]);
        assert_eq!(led.first().map(|run| run.style), page_of("durability.md").map(RunStyle::Link));
    }

    #[test]
    fn each_page_begins_with_its_title() {
        for page in PAGES {
            let first = blocks(page.text).into_iter().next();
            assert!(matches!(first, Some(Block::Heading(1, _))), "{}", page.file);
            assert!(!page.title().is_empty() && page.title().len() < 30, "{}", page.file);
        }
    }
}
