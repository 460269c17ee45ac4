//! [`Tree`]: a web page as elements in elements, as far as its tags allow.

use super::tokens::{Token, Tokens};
use crate::formats::FormatError;

/// Elements open at once; pages made by people stay far below.
const MAX_DEPTH: usize = 512;
/// Elements in all.
const MAX_NODES: usize = 2_000_000;

/// Never have content.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
/// Change the look of words only, and are often closed in the wrong order: left out.
const LOOKS: [&str; 18] = [
    "b", "big", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u", "ins", "mark", "bdi",
    "bdo", "acronym", "center",
];
/// End an open paragraph.
const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// An element; the root is a nameless one around everything.
#[derive(Debug, Default)]
pub(in crate::formats) struct Node {
    /// In lower case.
    pub(super) name: Box<str>,
    attributes: Vec<(&'static str, String)>,
    /// In order.
    pub(super) children: Vec<Child>,
    pub(super) parent: usize,
    /// One past the last element inside: elements are numbered as they open.
    pub(super) end: usize,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Child {
    Element(usize),
    Text(Box<str>),
}

impl Node {
    /// The value of an attribute; empty where it has none.
    pub(super) fn attribute(&self, key: &str) -> &str {
        self.attributes.iter().find(|(known, _)| *known == key).map_or("", |(_, value)| value)
    }

    pub(super) fn has_attribute(&self, key: &str) -> bool {
        self.attributes.iter().any(|(known, _)| *known == key)
    }
}

/// Elements in the order in which they open; the first one is the root.
#[derive(Debug)]
pub(in crate::formats) struct Tree {
    pub(super) nodes: Vec<Node>,
}

pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
        || matches!(name, "tr" | "td" | "th" | "caption" | "summary" | "legend" | "tbody" | "option")
}

impl Tree {
    /// Reads a page; in XHTML any element may close itself.
    pub(in crate::formats) fn parse(page: &str, is_xhtml: bool) -> Result<Self, FormatError> {
        let mut building = Building { nodes: vec![Node::default()], open: vec![0] };
        for token in Tokens::new(page) {
            match token {
                Token::Open { name, .. } | Token::Close(name) if LOOKS.contains(&name.as_str()) => {}
                Token::Open { name, attributes, closes_itself } => {
                    let is_empty = VOID.contains(&name.as_str())
                        || (closes_itself && (is_xhtml || building.is_drawing()));
                    building.open(&name, attributes, is_empty)?;
                }
                Token::Close(name) => building.close(&name),
                Token::Text(text) => building.text(&text),
            }
        }
        let end = building.nodes.len();
        for index in building.open {
            if let Some(node) = building.nodes.get_mut(index) {
                node.end = end;
            }
        }
        Ok(Self { nodes: building.nodes })
    }

    pub(super) fn node(&self, index: usize) -> Option<&Node> {
        self.nodes.get(index)
    }

    /// All elements with their numbers.
    pub(super) fn elements(&self) -> impl Iterator<Item = (usize, &Node)> {
        self.nodes.iter().enumerate()
    }

    /// All text in an element, as it is.
    pub(super) fn text_of(&self, index: usize) -> String {
        let mut found = String::new();
        self.push_text(index, &mut found);
        found
    }

    /// All text of the page.
    pub(in crate::formats) fn whole_text(&self) -> String {
        self.text_of(0)
    }

    fn push_text(&self, index: usize, found: &mut String) {
        let Some(node) = self.node(index) else {
            return;
        };
        for child in &node.children {
            match child {
                Child::Text(text) => found.push_str(text),
                Child::Element(child) => {
                    let name = self.node(*child).map_or("", |node| &*node.name);
                    let parts = is_block(name) || name == "br";
                    found.push_str(if parts { " " } else { "" });
                    self.push_text(*child, found);
                    found.push_str(if parts { " " } else { "" });
                }
            }
        }
    }
}

struct Building {
    nodes: Vec<Node>,
    /// From the root to the innermost open element.
    open: Vec<usize>,
}

impl Building {
    fn name(&self, index: usize) -> &str {
        self.nodes.get(index).map_or("", |node| &*node.name)
    }

    fn innermost(&self) -> usize {
        self.open.last().copied().unwrap_or_default()
    }

    fn is_drawing(&self) -> bool {
        self.open.iter().any(|index| matches!(self.name(*index), "svg" | "math"))
    }

    fn open(
        &mut self,
        name: &str,
        attributes: Vec<(&'static str, String)>,
        is_empty: bool,
    ) -> Result<(), FormatError> {
        if BLOCKS.contains(&name) {
            self.end_if_open("p", &["table", "td", "th", "button", "object"]);
        }
        match name {
            "html" | "body" if self.open.iter().any(|index| self.name(*index) == name) => return Ok(()),
            "body" => self.end_if_open("head", &[]),
            "li" => self.end_if_open("li", &["ul", "ol", "menu", "table"]),
            "dt" | "dd" => {
                self.end_if_open("dt", &["dl", "table"]);
                self.end_if_open("dd", &["dl", "table"]);
            }
            "option" => self.end_if_open("option", &["select"]),
            "td" | "th" => self.end_cell(),
            "tr" => {
                self.end_cell();
                self.end_if_open("tr", &["table"]);
            }
            "tbody" | "thead" | "tfoot" => {
                self.end_cell();
                for name in ["tr", "thead", "tbody", "tfoot"] {
                    self.end_if_open(name, &["table"]);
                }
            }
            _ => {}
        }
        let (index, parent) = (self.nodes.len(), self.innermost());
        if index >= MAX_NODES {
            return Err(FormatError::Hostile(format!("it has more than {MAX_NODES} elements")));
        }
        self.nodes.push(Node { name: name.into(), attributes, parent, end: index + 1, ..Node::default() });
        if let Some(parent) = self.nodes.get_mut(parent) {
            parent.children.push(Child::Element(index));
        }
        if !is_empty {
            self.open.push(index);
        }
        if self.open.len() > MAX_DEPTH {
            return Err(FormatError::Hostile(format!("its tags are nested more than {MAX_DEPTH} deep")));
        }
        Ok(())
    }

    fn end_cell(&mut self) {
        self.end_if_open("td", &["table"]);
        self.end_if_open("th", &["table"]);
    }

    /// Ends the innermost element of that name, unless one of `borders` is open within it.
    fn end_if_open(&mut self, name: &str, borders: &[&str]) {
        let inward = self.open.iter().rev().take_while(|index| !borders.contains(&self.name(**index)));
        let found = inward.enumerate().find(|(_, index)| self.name(**index) == name);
        if let Some((count, _)) = found {
            self.end_last(count + 1);
        }
    }

    fn close(&mut self, name: &str) {
        let borders: &[&str] = match name {
            "table" | "html" | "body" => &[],
            "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" => &["table"],
            _ => &["td", "th"],
        };
        self.end_if_open(name, borders);
    }

    fn end_last(&mut self, count: usize) {
        let end = self.nodes.len();
        for _ in 0..count {
            // The root stays open.
            if let Some(index) = (self.open.len() > 1).then(|| self.open.pop()).flatten()
                && let Some(node) = self.nodes.get_mut(index)
            {
                node.end = end;
            }
        }
    }

    fn text(&mut self, text: &str) {
        let innermost = self.innermost();
        if let Some(node) = self.nodes.get_mut(innermost).filter(|_| !text.is_empty()) {
            node.children.push(Child::Text(text.into()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(page: &str) -> String {
        fn draw(tree: &Tree, index: usize) -> String {
            let node = tree.node(index).unwrap();
            let inside: String = node
                .children
                .iter()
                .map(|child| match child {
                    Child::Text(text) => text.to_string(),
                    Child::Element(child) => draw(tree, *child),
                })
                .collect();
            if node.name.is_empty() { inside } else { format!("{}({inside})", node.name) }
        }
        draw(&Tree::parse(page, false).unwrap(), 0)
    }

    #[test]
    fn ends_that_are_left_out_are_found() {
        assert_eq!(drawn("<p>a<p>b<div>c</div>d"), "p(a)p(b)div(c)d");
        assert_eq!(
            drawn("<ul><li>a<ul><li>b</ul><li>c</ul>"),
            "ul(li(a)ul(li(b))li(c))".replace("li(a)ul(li(b))", "li(aul(li(b)))")
        );
        assert_eq!(drawn("<table><tr><td>a<td><p>b<tr><td>c</table>d"), "table(tr(td(a)td(p(b)))tr(td(c)))d");
        assert_eq!(drawn("<p>a <b><i>b</b></i> c</p></div>d"), "p(a b c)d");
    }

    #[test]
    fn depth_is_bounded_but_three_hundred_is_fine() {
        assert!(Tree::parse(&"<div>".repeat(300), false).is_ok());
        for tag in ["<div>", "<span>", "<table><td>", "<svg><g>"] {
            assert!(
                matches!(Tree::parse(&tag.repeat(100_000), false), Err(FormatError::Hostile(_))),
                "{tag}"
            );
        }
        assert!(Tree::parse(&"<b><p>".repeat(10_000), false).is_ok());
    }
}
