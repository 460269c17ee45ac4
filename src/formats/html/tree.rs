//! [`Tree`]: a web page as elements in elements.

use super::style::{Cascade, Matching, Styled};
use crate::formats::extract::value;
use scraper::{ElementRef, Html, Node as Parsed};
use std::ops::Range;

/// What stands deeper is taken as if it stood here, as browsers do.
const MAX_DEPTH: usize = 400;

/// An element; the root is a nameless one around everything.
#[derive(Debug, Default)]
pub(in crate::formats) struct Node {
    /// In lower case.
    pub(super) name: Box<str>,
    pub(super) attributes: Vec<(Box<str>, Box<str>)>,
    /// In order.
    pub(super) children: Vec<Child>,
    pub(super) parent: usize,
    /// One past the last element inside: elements are numbered as they open.
    pub(super) end: usize,
    /// Of the texts inside: they are numbered as they stand.
    pub(super) texts: Range<usize>,
    /// What the style sheets of the page say.
    pub(super) styles: Vec<Styled>,
}

/// What stands in an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Child {
    Element(usize),
    Text(usize),
}

impl Node {
    /// The value of an attribute; empty where it has none.
    pub(super) fn attribute(&self, key: &str) -> &str {
        self.attributes.iter().find(|(known, _)| &**known == key).map_or("", |(_, value)| value)
    }

    pub(super) fn has_attribute(&self, key: &str) -> bool {
        self.attributes.iter().any(|(known, _)| &**known == key)
    }
}

/// Elements in the order in which they open; the first one is the root.
#[derive(Debug, Default)]
pub(in crate::formats) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// As they are, entities replaced.
    pub(super) texts: Vec<Box<str>>,
    /// Style sheets are so long that some rules were not looked at.
    pub(super) is_style_cut: bool,
}

/// Whether an element stands on lines of its own by its name.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "template"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

impl Tree {
    /// The tree of a parsed page; comments and the like are left out.
    pub(super) fn of(html: &Html, cascade: &Cascade) -> Self {
        let mut tree = Self { nodes: vec![Node::default()], ..Self::default() };
        let mut matching = Matching::new(cascade);
        let mut open = vec![(0, html.tree.root().children())];
        while let Some((index, children)) = open.last_mut() {
            let index = *index;
            match children.next() {
                None => {
                    open.pop();
                    tree.close(index);
                }
                Some(child) => match child.value() {
                    Parsed::Text(text) => tree.push(index, text),
                    Parsed::Element(element) => {
                        let attributes = element
                            .attrs
                            .iter()
                            .map(|(key, value)| ((&*key.local).into(), (&**value).into()));
                        let parent = if open.len() > MAX_DEPTH { tree.ancestor(index) } else { index };
                        let new = tree.open(parent, element.name(), attributes.collect());
                        if let (Some(node), Some(element)) =
                            (tree.nodes.get_mut(new), ElementRef::wrap(child))
                        {
                            node.styles = matching.styles(&element);
                        }
                        open.push((new, child.children()));
                    }
                    // The content of a template.
                    Parsed::Fragment => open.push((index, child.children())),
                    _ => {}
                },
            }
        }
        tree.is_style_cut = matching.is_cut();
        tree
    }

    fn ancestor(&self, index: usize) -> usize {
        self.node(index).map_or(0, |node| node.parent)
    }

    fn open(&mut self, parent: usize, name: &str, attributes: Vec<(Box<str>, Box<str>)>) -> usize {
        let index = self.nodes.len();
        let texts = self.texts.len()..self.texts.len();
        self.nodes.push(Node {
            name: name.to_ascii_lowercase().into(),
            attributes,
            parent,
            end: index + 1,
            texts,
            ..Node::default()
        });
        self.adopt(parent, Child::Element(index));
        index
    }

    fn push(&mut self, parent: usize, text: &str) {
        let index = self.texts.len();
        self.texts.push(text.into());
        self.adopt(parent, Child::Text(index));
    }

    fn adopt(&mut self, parent: usize, child: Child) {
        if let Some(parent) = self.nodes.get_mut(parent) {
            parent.children.push(child);
        }
    }

    fn close(&mut self, index: usize) {
        let (nodes, texts) = (self.nodes.len(), self.texts.len());
        if let Some(node) = self.nodes.get_mut(index) {
            node.end = nodes;
            node.texts.end = texts;
        }
    }

    pub(super) fn node(&self, index: usize) -> Option<&Node> {
        self.nodes.get(index)
    }

    pub(super) fn name(&self, index: usize) -> &str {
        self.node(index).map_or("", |node| &node.name)
    }

    pub(super) fn text(&self, index: usize) -> &str {
        self.texts.get(index).map_or("", |text| text)
    }

    /// All elements with their numbers.
    pub(super) fn elements(&self) -> impl Iterator<Item = (usize, &Node)> {
        self.nodes.iter().enumerate()
    }

    /// The elements inside one, at any depth.
    pub(super) fn inside(&self, index: usize) -> impl Iterator<Item = (usize, &Node)> {
        let range = index + 1..self.node(index).map_or(0, |node| node.end);
        range.filter_map(|inner| Some((inner, self.node(inner)?)))
    }

    /// The elements around one, from the nearest on, with the element itself.
    pub(super) fn around(&self, index: usize) -> impl Iterator<Item = (usize, &Node)> {
        let next = move |at: &usize| Some(self.node(*at)?.parent).filter(|_| *at > 0);
        std::iter::successors(Some(index), next).filter_map(|at| Some((at, self.node(at)?)))
    }

    /// All text in an element, as it is.
    pub(super) fn text_of(&self, index: usize) -> String {
        let mut found = String::new();
        self.push_text(index, &mut found);
        found
    }

    /// All text in an element on one line, if it is not longer than so many bytes.
    pub(super) fn short_text(&self, index: usize, max_len: usize) -> Option<String> {
        let texts = self.node(index).map(|node| node.texts.clone()).unwrap_or_default();
        let mut left = max_len;
        for text in texts {
            left = left.checked_sub(self.text(text).trim().len())?;
        }
        Some(value(&self.text_of(index)))
    }

    fn push_text(&self, index: usize, found: &mut String) {
        for child in self.node(index).map_or(&[][..], |node| &node.children) {
            match child {
                Child::Text(text) => found.push_str(self.text(*text)),
                Child::Element(child) => {
                    let name = self.name(*child);
                    let parting = if is_block(name) || name == "br" { " " } else { "" };
                    found.push_str(parting);
                    if !matches!(name, "script" | "style" | "noscript") {
                        self.push_text(*child, found);
                    }
                    found.push_str(parting);
                }
            }
        }
    }
}
