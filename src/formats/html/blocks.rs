//! [`blocks`]: the text of a page as paragraphs, headings, list items and rows.

use super::tree::{Child, Node, Tree, is_block};
use crate::formats::extract::{Lines, collapsed};

/// Never hold text that a reader sees as such.
const SILENT: [&str; 22] = [
    "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "img", "input", "map", "noembed",
    "noframes", "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title",
    "video",
];
/// In a cell they say that a table lays out the page.
const LAYOUT: [&str; 12] =
    ["article", "div", "h1", "h2", "h3", "h4", "li", "ol", "p", "section", "table", "ul"];
/// A cell of a table of data is shorter, in bytes.
const MAX_CELL_LEN: usize = 600;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    /// 1 is the highest.
    Heading(u8),
    ListItem,
    Row,
}

/// A piece of text that stands on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// The innermost element around all of it.
    pub(super) node: usize,
    pub(super) kind: Kind,
    /// Line feeds stand where the page breaks a line on purpose.
    pub(super) text: String,
    /// Bytes of it that are links.
    pub(super) link_len: usize,
}

/// All text within an element, but for elements that `skip` names.
pub(super) fn blocks(tree: &Tree, index: usize, skip: &dyn Fn(usize) -> bool) -> Vec<Block> {
    let mut walk =
        Walk { tree, skip, found: Vec::new(), text: String::new(), link_len: 0, marks: Vec::new() };
    walk.inside(index, Place { owner: index, kind: Kind::Paragraph, ..Place::default() });
    walk.flush(Place { owner: index, ..Place::default() });
    walk.found
}

/// Writes blocks as the text of a document.
pub(super) fn write<'b>(blocks: impl IntoIterator<Item = &'b Block>, lines: &mut Lines) {
    for block in blocks {
        match block.kind {
            Kind::Paragraph | Kind::Heading(_) => lines.paragraph(&block.text),
            Kind::ListItem => lines.item(&block.text),
            Kind::Row => lines.row(&block.text),
        }
    }
}

/// Whether an element is silent by its name.
pub(super) fn is_silent(node: &Node) -> bool {
    SILENT.contains(&&*node.name)
}

/// Where the walk is.
#[derive(Clone, Copy, Debug)]
struct Place {
    owner: usize,
    kind: Kind,
    is_link: bool,
    is_pre: bool,
}

impl Default for Place {
    fn default() -> Self {
        Self { owner: 0, kind: Kind::Paragraph, is_link: false, is_pre: false }
    }
}

struct Walk<'t> {
    tree: &'t Tree,
    skip: &'t dyn Fn(usize) -> bool,
    found: Vec<Block>,
    text: String,
    link_len: usize,
    /// One for each open list: the next number, none for bullets.
    marks: Vec<Option<usize>>,
}

impl Walk<'_> {
    fn inside(&mut self, index: usize, place: Place) {
        let Some(node) = self.tree.node(index) else {
            return;
        };
        for child in &node.children {
            match child {
                Child::Text(text) => self.push(text, place),
                Child::Element(child) => self.element(*child, place),
            }
        }
    }

    fn push(&mut self, text: &str, place: Place) {
        let before = self.text.len();
        if place.is_pre {
            self.text.push_str(text);
        } else {
            let is_blank = |c: char| matches!(c, '\n' | '\r' | '\t' | '\u{c}');
            self.text.extend(text.chars().map(|c| if is_blank(c) { ' ' } else { c }));
        }
        if place.is_link {
            self.link_len += self.text.len() - before;
        }
    }

    fn element(&mut self, index: usize, place: Place) {
        let Some(node) = self.tree.node(index).filter(|node| !is_silent(node)) else {
            return;
        };
        if (self.skip)(index) {
            // What stands around something left out does not belong together.
            if is_block(&node.name) {
                self.flush(place);
            }
            return;
        }
        let inner = Place { owner: index, ..place };
        match &*node.name {
            "br" => self.text.push('\n'),
            "hr" => self.flush(place),
            // Back from a note to its place.
            "a" if node.attribute("role") == "doc-backlink" => {}
            "a" if node.attribute("role") == "doc-noteref" || node.attribute("epub:type") == "noteref" => {
                self.push("[", place);
                self.inside(index, place);
                self.push("]", place);
            }
            "a" => self.inside(index, Place { is_link: true, ..place }),
            "q" => {
                self.push("“", place);
                self.inside(index, place);
                self.push("”", place);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = node.name.bytes().last().map_or(6, |digit| digit - b'0');
                self.block(index, place, Place { kind: Kind::Heading(level), ..inner });
            }
            "ul" | "menu" | "ol" => {
                self.marks.push((&*node.name == "ol").then_some(1));
                self.block(index, place, inner);
                self.marks.pop();
            }
            "li" => self.list_item(index, place),
            "tr" if self.is_data_row(index) => self.row(index, place),
            "pre" => self.block(index, place, Place { is_pre: true, ..inner }),
            "p" => self.block(index, place, Place { kind: item_or_paragraph(place.kind), ..inner }),
            name if is_block(name) => self.block(index, place, inner),
            _ => self.inside(index, place),
        }
    }

    fn block(&mut self, index: usize, around: Place, inner: Place) {
        self.flush(around);
        self.inside(index, inner);
        self.flush(inner);
    }

    fn list_item(&mut self, index: usize, place: Place) {
        self.flush(place);
        let mark = match self.marks.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "• ".to_owned(),
        };
        let before = self.found.len();
        let inner = Place { owner: index, kind: Kind::ListItem, ..place };
        self.inside(index, inner);
        self.flush(inner);
        if let Some(first) = self.found.get_mut(before) {
            first.text.insert_str(0, &mark);
        }
    }

    /// A row whose cells hold words only: not one that lays out the page.
    fn is_data_row(&self, row: usize) -> bool {
        let Some(node) = self.tree.node(row) else {
            return false;
        };
        let inner = (row + 1)..node.end;
        let layout_count = inner
            .clone()
            .filter_map(|index| self.tree.node(index))
            .filter(|node| LAYOUT.contains(&&*node.name))
            .count();
        let cell_count = self.cells(row).count();
        layout_count <= cell_count
            && cell_count > 1
            && self.tree.text_of(row).len() <= MAX_CELL_LEN * cell_count
    }

    fn cells(&self, row: usize) -> impl Iterator<Item = usize> {
        let children = self.tree.node(row).map_or(&[][..], |node| &node.children);
        children.iter().filter_map(|child| match child {
            Child::Element(index) => Some(*index),
            Child::Text(_) => None,
        })
    }

    fn row(&mut self, row: usize, place: Place) {
        self.flush(place);
        let mut cells = Vec::new();
        let mut link_len = 0;
        let indices: Vec<usize> = self.cells(row).filter(|cell| !(self.skip)(*cell)).collect();
        for cell in indices {
            let inside = blocks(self.tree, cell, self.skip);
            link_len += inside.iter().map(|block| block.link_len).sum::<usize>();
            let texts: Vec<String> = inside.iter().map(|block| collapsed(&block.text)).collect();
            cells.push(texts.join(" "));
        }
        if cells.iter().any(|cell| !cell.is_empty()) {
            let text = cells.join(" | ");
            self.found.push(Block { node: row, kind: Kind::Row, text, link_len });
        }
    }

    /// Ends a block; an empty line in it, made by line breaks, makes two of it.
    fn flush(&mut self, place: Place) {
        let text = std::mem::take(&mut self.text);
        let link_len = std::mem::take(&mut self.link_len);
        let mut paragraph: Vec<String> = Vec::new();
        for line in text.split('\n').map(collapsed).chain([String::new()]) {
            if !line.is_empty() {
                paragraph.push(line);
            } else if !paragraph.is_empty() {
                let text = paragraph.join("\n");
                let link_len = link_len.min(text.len());
                self.found.push(Block { node: place.owner, kind: place.kind, text, link_len });
                paragraph.clear();
            }
        }
    }
}

const fn item_or_paragraph(kind: Kind) -> Kind {
    match kind {
        Kind::ListItem => Kind::ListItem,
        _ => Kind::Paragraph,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(page: &str) -> String {
        let tree = Tree::parse(page, false).unwrap();
        let mut lines = Lines::default();
        write(&blocks(&tree, 0, &|_| false), &mut lines);
        lines.finish(&mut Vec::new())
    }

    #[test]
    fn a_page_becomes_readable_lines() {
        assert_eq!(
            text(
                "<h1>Head</h1>intro <b>bold</b>\n text<p>One<br>two<br><br>three</p><ul><li>a<li><p>b</ul><ol><li>x<li>y</ol>"
            ),
            "Head\n\nintro bold text\n\nOne\ntwo\n\nthree\n\n• a\n• b\n1. x\n2. y\n"
        );
    }

    #[test]
    fn tables_of_data_are_rows_and_tables_of_layout_are_not() {
        assert_eq!(
            text("<table><tr><th>Year<th>Sum<tr><td>2025<td><p>5 billion</p></table>"),
            "Year | Sum\n2025 | 5 billion\n"
        );
        assert_eq!(
            text("<table><tr><td><p>Menu</p><p>Home</p></td><td><h1>Head</h1><p>Text</p></td></tr></table>"),
            "Menu\n\nHome\n\nHead\n\nText\n"
        );
    }

    #[test]
    fn what_is_no_text_is_silent() {
        assert_eq!(
            text(
                "<p>a<script>x</script><style>y</style></p><svg><text>z</text></svg><template><p>t</template>"
            ),
            "a\n"
        );
        assert_eq!(text("<pre>one\n  two</pre><p>say <q>so</q></p>"), "one\ntwo\n\nsay “so”\n");
    }
}
