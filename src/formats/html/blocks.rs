//! [`Walked`]: the text of a page as paragraphs, headings, list items and rows, and the text that no reader sees.

use super::formulas::{formula, is_formula};
use super::grid::{Grid, Span};
use super::inline::{ListMarks, is_note_mark, is_raised, lowered, raised, style_value};
use super::silent::{Sight, Silent, is_hidden, silence};
use super::tree::{Child, Node, Tree, is_block};
use crate::formats::extract::{Lines, collapsed};
use std::ops::Range;

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
    /// The texts of the tree in it, with the bytes that each gives.
    pub(super) pieces: Vec<(usize, usize)>,
}

/// All that a page, or an element of it, says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Walked {
    /// In order.
    pub(super) blocks: Vec<Block>,
    /// In order.
    pub(super) silent: Vec<Silent>,
}

impl Walked {
    /// Of an element and all in it.
    pub(super) fn of(tree: &Tree, index: usize, sight: Sight) -> Self {
        let mut walk = Walk {
            tree,
            sight,
            found: Self::default(),
            line: Line::default(),
            marks: Vec::new(),
            grids: Vec::new(),
        };
        let place = Place { owner: index, kind: Kind::Paragraph, is_link: false, is_pre: false };
        walk.inside(index, place);
        walk.flush(place);
        walk.found
    }
}

/// Writes a block into the text of a document.
pub(super) fn write(block: &Block, lines: &mut Lines) {
    match block.kind {
        Kind::Paragraph | Kind::Heading(_) => lines.paragraph(&block.text),
        Kind::ListItem => lines.item(&block.text),
        Kind::Row => lines.row(&block.text),
    }
}

/// Where the walk is.
#[derive(Clone, Copy, Debug)]
struct Place {
    owner: usize,
    kind: Kind,
    is_link: bool,
    is_pre: bool,
}

/// Text of a block that is not ended yet.
#[derive(Debug, Default)]
struct Line {
    text: String,
    links: Vec<Range<usize>>,
    pieces: Vec<(usize, Range<usize>)>,
}

struct Walk<'t> {
    tree: &'t Tree,
    sight: Sight,
    found: Walked,
    line: Line,
    /// One for each open list.
    marks: Vec<ListMarks>,
    /// One for each open table.
    grids: Vec<Grid>,
}

impl Walk<'_> {
    fn inside(&mut self, index: usize, place: Place) {
        let Some(node) = self.tree.node(index) else {
            return;
        };
        // The children of such a box stand beside each other.
        let is_parting = matches!(
            style_value(node, "display").as_deref(),
            Some("flex" | "inline-flex" | "grid" | "inline-grid")
        );
        for child in &node.children {
            match child {
                Child::Text(text) => self.push_text(*text, place),
                Child::Element(child) => self.element(*child, place),
            }
            if is_parting {
                self.line.text.push(' ');
            }
        }
    }

    fn push_text(&mut self, index: usize, place: Place) {
        let text = self.tree.text(index);
        let before = self.line.text.len();
        if place.is_pre {
            self.line.text.push_str(text);
        } else {
            let is_blank = |c: char| matches!(c, '\n' | '\r' | '\t' | '\u{c}');
            self.line.text.extend(text.chars().map(|c| if is_blank(c) { ' ' } else { c }));
        }
        let range = before..self.line.text.len();
        if place.is_link {
            self.line.links.push(range.clone());
        }
        self.line.pieces.push((index, range));
    }

    /// A sign that a picture stands for.
    fn push_sign(&mut self, sign: &str, place: Place) {
        let before = self.line.text.len();
        self.line.text.push_str(sign);
        if place.is_link {
            self.line.links.push(before..self.line.text.len());
        }
    }

    fn element(&mut self, index: usize, place: Place) {
        let Some(node) = self.tree.node(index) else {
            return;
        };
        if let Some(reason) = silence(self.tree, index, node, self.sight) {
            if is_block(&node.name) && !is_hidden(node) {
                self.flush(place);
            }
            self.found.silent.extend(Silent::of(self.tree, index, reason));
            return;
        }
        if let Some(is_up) = is_raised(node) {
            let is_note = is_note_mark(self.tree, index);
            return self.changed(
                index,
                place,
                |text| if is_up { raised(text, is_note) } else { lowered(text) },
            );
        }
        let inner = Place { owner: index, ..place };
        match &*node.name {
            "br" => self.line.text.push('\n'),
            "img" => self.push_sign(node.attribute("alt").trim(), place),
            "hr" => self.flush(place),
            "a" => self.link(index, place),
            "q" => {
                self.line.text.push('“');
                self.inside(index, place);
                self.line.text.push('”');
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = node.name.bytes().last().map_or(6, |digit| digit - b'0');
                self.block(index, place, Place { kind: Kind::Heading(level), ..inner });
            }
            "ul" | "menu" | "ol" | "dir" => {
                self.marks.push(ListMarks::of(self.tree, index, node));
                self.block(index, place, inner);
                self.marks.pop();
            }
            "li" => self.list_item(index, place),
            "table" => {
                self.grids.push(Grid::default());
                self.block(index, place, inner);
                self.grids.pop();
            }
            "tr" => self.table_row(index, place, inner),
            "pre" => self.block(index, place, Place { is_pre: true, ..inner }),
            name if is_formula(name) => self.formula(index, place),
            name if is_block(name) => self.block(index, place, inner),
            _ if is_shown_as_block(node) => self.block_in_line(index, place, inner),
            _ => self.inside(index, place),
        }
    }

    fn block(&mut self, index: usize, around: Place, inner: Place) {
        self.flush(around);
        self.inside(index, inner);
        self.flush(inner);
    }

    /// An inline element that is shown on lines of its own: in a heading or paragraph it does not end that.
    fn block_in_line(&mut self, index: usize, around: Place, inner: Place) {
        let within = self.tree.around(around.owner).next().map_or("", |(_, node)| &*node.name);
        if !matches!(within, "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li") {
            return self.block(index, around, inner);
        }
        let is_inside = |line: &Line| !line.text.trim().is_empty() && !line.text.ends_with('\n');
        if is_inside(&self.line) {
            self.line.text.push('\n');
        }
        self.inside(index, around);
        if is_inside(&self.line) {
            self.line.text.push('\n');
        }
    }

    fn link(&mut self, index: usize, place: Place) {
        let node = self.tree.node(index);
        let is = |role: &str, kind: &str| {
            node.is_some_and(|node| {
                node.attribute("role") == role
                    || node.attribute("epub:type").split(' ').any(|name| name == kind)
            })
        };
        if is("doc-backlink", "backlink") && !self.tree.text_of(index).contains(char::is_alphanumeric) {
            return;
        }
        if is("doc-noteref", "noteref")
            && !self.tree.inside(index).any(|(_, inner)| is_raised(inner).is_some())
        {
            return self.changed(index, place, |text| raised(text, true));
        }
        self.inside(index, Place { is_link: true, ..place });
    }

    /// What is inside an element, as `change` makes it.
    fn changed(&mut self, index: usize, place: Place, change: impl Fn(&str) -> String) {
        let before = self.line.text.len();
        self.inside(index, place);
        // A block inside may have ended the line.
        let before = before.min(self.line.text.len());
        let text = self.line.text.split_off(before);
        self.line.text.push_str(&change(&text));
        let end = self.line.text.len();
        for range in self.line.pieces.iter_mut().map(|(_, range)| range).chain(&mut self.line.links) {
            if range.end > before {
                *range = range.start.min(end)..end;
            }
        }
    }

    /// A formula on one line.
    fn formula(&mut self, index: usize, place: Place) {
        let before = self.line.text.len();
        let text = formula(self.tree, index, self.line.text.chars().next_back());
        self.push_sign(&text, place);
        let range = before..self.line.text.len();
        let texts = self.tree.node(index).map(|node| node.texts.clone()).unwrap_or_default();
        self.line.pieces.extend(texts.map(|text| (text, range.clone())));
    }

    fn list_item(&mut self, index: usize, place: Place) {
        self.flush(place);
        let mark = match (self.marks.last_mut(), self.tree.node(index)) {
            (Some(marks), Some(node)) => marks.next_mark(node),
            _ => "• ".to_owned(),
        };
        let before = self.found.blocks.len();
        let inner = Place { owner: index, kind: Kind::ListItem, ..place };
        self.inside(index, inner);
        self.flush(inner);
        if let Some(first) = self.found.blocks.get_mut(before)
            && !(mark.starts_with('•') && first.text.starts_with("• "))
        {
            first.text.insert_str(0, &mark);
        }
    }

    /// A row whose cells hold words only: not one that lays out the page.
    fn is_data_row(&self, row: usize) -> bool {
        let layout_count = self.tree.inside(row).filter(|(_, node)| LAYOUT.contains(&&*node.name)).count();
        let cell_count = self.cells(row).count();
        // The other cells of the row may reach into it from above.
        let covered_count = self.grids.last().map_or(0, |grid| grid.covered_count(self.tree, row));
        layout_count <= cell_count
            && cell_count > 0
            && cell_count + covered_count > 1
            && self.tree.text_of(row).len() <= MAX_CELL_LEN * cell_count
    }

    fn cells(&self, row: usize) -> impl Iterator<Item = usize> {
        let children = self.tree.node(row).map_or(&[][..], |node| &node.children);
        children.iter().filter_map(|child| match child {
            Child::Element(index) => Some(*index),
            Child::Text(_) => None,
        })
    }

    fn table_row(&mut self, row: usize, place: Place, inner: Place) {
        let is_data = self.is_data_row(row);
        let is_shown = |cell: &usize| {
            self.tree.node(*cell).is_some_and(|node| silence(self.tree, *cell, node, self.sight).is_none())
        };
        let shown = self.cells(row).filter(is_shown).filter_map(|cell| self.tree.node(cell));
        let spans: Vec<Span> = shown.map(Span::of).collect();
        let columns = self.grids.last_mut().map(|grid| grid.row(self.tree, row, &spans)).unwrap_or_default();
        if is_data {
            self.row(row, &columns, place);
        } else {
            self.block(row, place, inner);
        }
    }

    /// `columns` are those of the table with the cells that begin in them.
    fn row(&mut self, row: usize, columns: &[Option<usize>], place: Place) {
        self.flush(place);
        let mut block =
            Block { node: row, kind: Kind::Row, text: String::new(), link_len: 0, pieces: Vec::new() };
        let mut cells = Vec::new();
        for cell in self.cells(row).collect::<Vec<_>>() {
            if let Some(reason) =
                self.tree.node(cell).and_then(|node| silence(self.tree, cell, node, self.sight))
            {
                self.found.silent.extend(Silent::of(self.tree, cell, reason));
                continue;
            }
            let inside = Walked::of(self.tree, cell, self.sight);
            self.found.silent.extend(inside.silent);
            let texts: Vec<String> = inside.blocks.iter().map(|block| collapsed(&block.text)).collect();
            cells.push(texts.join(" "));
            for inner in inside.blocks {
                block.link_len += inner.link_len;
                block.pieces.extend(inner.pieces);
            }
        }
        if cells.iter().any(|cell| !cell.is_empty()) {
            let cell =
                |number: &Option<usize>| number.and_then(|number| cells.get(number)).map_or("", |cell| cell);
            block.text = columns.iter().map(cell).collect::<Vec<_>>().join(" | ");
            self.found.blocks.push(block);
        }
    }

    /// Ends a block; an empty line in it, made by line breaks, makes two of it.
    fn flush(&mut self, place: Place) {
        let line = std::mem::take(&mut self.line);
        let mut paragraph: Vec<String> = Vec::new();
        let (mut start, mut at) = (0, 0);
        for text in line.text.split('\n').chain([""]) {
            let clean = collapsed(text);
            if !clean.is_empty() {
                paragraph.push(clean);
            } else if !paragraph.is_empty() {
                let text = std::mem::take(&mut paragraph).join("\n");
                self.found.blocks.push(line.block(place, text, start..at));
                start = at;
            }
            at += text.len() + 1;
        }
    }
}

impl Line {
    fn block(&self, place: Place, text: String, range: Range<usize>) -> Block {
        let shared = |piece: &Range<usize>| {
            let (start, end) = (piece.start.max(range.start), piece.end.min(range.end));
            self.text.get(start..end).map_or(0, |text| collapsed(text).len())
        };
        let link_len = self.links.iter().map(shared).sum::<usize>().min(text.len());
        let pieces = self.pieces.iter().map(|(index, piece)| (*index, shared(piece)));
        let pieces = pieces.filter(|(_, len)| *len > 0).collect();
        Block { node: place.owner, kind: place.kind, text, link_len, pieces }
    }
}

fn is_shown_as_block(node: &Node) -> bool {
    // A large first letter stands beside its word.
    let is_beside = matches!(style_value(node, "float").as_deref(), Some("left" | "right"));
    !is_beside
        && matches!(
            style_value(node, "display").as_deref(),
            Some("block" | "flex" | "grid" | "table" | "list-item" | "flow-root" | "table-row")
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(page: &str) -> String {
        let tree = Tree::parse(page, false).unwrap();
        let mut lines = Lines::default();
        Walked::of(&tree, 0, Sight::default()).blocks.iter().for_each(|block| write(block, &mut lines));
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
        assert_eq!(
            text(
                "<table><tr><th rowspan=2>Town<th colspan=2>Deaths<th>Note<tr><td>2024<td>2025<td>x<tr><td>Ayr<td colspan=2>7<td>y</table>"
            ),
            "Town | Deaths | | Note\n| 2024 | 2025 | x\nAyr | 7 | | y\n"
        );
        assert_eq!(
            text("<table><tr><td rowspan=9>A<td>1<tr><td>2<tr><td style='display:none'>0<td>3</table>"),
            "A | 1\n| 2\n| 3\n"
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

    #[test]
    fn figures_keep_their_place() {
        assert_eq!(
            text(
                "<p>120<sup>3</sup> <span style='vertical-align: super'>2</span> CO<sub>2</sub> 9<sup>th</sup> 40<sup><a href=#n1>1</a></sup> 2<sup>1</sup>/<sub>2</sub> 5<a role=doc-noteref href=#n>4</a>"
            ),
            "120³ ² CO₂ 9th 40[1] 2¹/₂ 5[4]\n"
        );
        assert_eq!(
            text("<math><msup><mi>x</mi><mn>2</mn></msup><mfrac><mn>1</mn><mi>y</mi></mfrac></math>"),
            "x² 1/y\n"
        );
    }

    #[test]
    fn what_a_style_strikes_out_is_silent() {
        let page = "<p>Paid <span style='color: red; text-decoration: line-through'>$12</span> $14, <i style='text-decoration-line:line-through'>not</i> guilty.";
        assert_eq!(text(page), "Paid $14, guilty.\n");
        let tree = Tree::parse(page, false).unwrap();
        let silent = Walked::of(&tree, 0, Sight::default()).silent;
        assert!(silent.iter().all(|one| one.reason.to_string() == "struck-out text"));
        assert_eq!(silent.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["$12", "not"]);
    }

    #[test]
    fn signs_shown_as_pictures_stand_in_the_text() {
        let page = "<p>It was <img alt='≥'> 5 percent, <b><img alt='−'></b>4 later, <img alt='10^6'> doses <img alt='❌️'>\
            <img alt='A boat'><img alt=''><p><img alt='•'></p><table><tr><td>Fell<td><img alt='✓'></table>";
        assert_eq!(text(page), "It was ≥ 5 percent, −4 later, 10^6 doses ❌️\n\nFell | ✓\n");
        let tree = Tree::parse(page, false).unwrap();
        let silent = Walked::of(&tree, 0, Sight::default()).silent;
        assert_eq!(silent.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["A boat", "•"]);
    }

    #[test]
    fn lists_are_numbered_as_the_page_shows_them() {
        assert_eq!(
            text(
                "<ol start=7><li>a<li>b<li value=20>c</ol><hr><ol reversed><li>x<li>y</ol><hr><ol type=a><li>p<li>q</ol><ol style='list-style-type:upper-roman' start=4><li>r</ol>"
            ),
            "7. a\n8. b\n20. c\n2. x\n1. y\na. p\nb. q\nIV. r\n"
        );
    }

    #[test]
    fn what_the_page_shows_apart_is_apart() {
        assert_eq!(
            text(
                "<h1>Fire:<span style='display:block'>Owner</span></h1><div style='display: flex'><span>By</span><span>Ana</span></div><p><b>T</b>he"
            ),
            "Fire:\nOwner\n\nBy Ana\n\nThe\n"
        );
    }

    #[test]
    fn a_large_first_letter_stays_in_its_word() {
        assert_eq!(
            text("<style>.d{float:left;display:block}</style><p><span class=d>T</span>he dam"),
            "The dam\n"
        );
    }

    #[test]
    fn each_paragraph_of_line_breaks_counts_its_own_links() {
        let tree = Tree::parse("<div>one <a href=x>link</a><br><br>two words</div>", false).unwrap();
        let found = Walked::of(&tree, 0, Sight::default()).blocks;
        let lens: Vec<(usize, usize)> =
            found.iter().map(|block| (block.link_len, block.pieces.len())).collect();
        assert_eq!(lens, [(4, 2), (0, 1)]);
    }
}
