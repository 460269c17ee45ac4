//! [`Element`]: HTML, SVG or any other XML, well-formed by construction, which escapes whatever goes into it.

use crate::text::visible;
use std::fmt::Write as _;

/// Elements that begin a new line of the file, so that two reports can be compared line by line.
const BLOCKS: &[&str] = &[
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "main",
    "nav",
    "section",
    "article",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "caption",
    "colgroup",
    "thead",
    "tbody",
    "tr",
    "figure",
    "figcaption",
    "blockquote",
    "svg",
    "g",
    "path",
    "rect",
    "text",
    "footer",
];

/// An element with what is in it, written as XML.
#[derive(Clone, Debug)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

#[derive(Clone, Debug)]
enum Node {
    Text(String),
    Element(Element),
    /// Our own style sheet, which must hold no `<` and no `&`.
    Style(&'static str),
}

/// An empty element of that name.
pub(super) fn el(name: &'static str) -> Element {
    Element { name, attributes: Vec::new(), children: Vec::new() }
}

/// Words without an element around them.
pub(super) fn bare(words: impl AsRef<str>) -> Element {
    el("").text(words)
}

impl Element {
    /// With an attribute.
    pub(super) fn set(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// With the classes that the style sheet knows.
    pub(super) fn class(self, classes: impl Into<String>) -> Self {
        self.set("class", classes)
    }

    /// With words; characters that cannot be seen are shown as boxes.
    pub(super) fn text(mut self, words: impl AsRef<str>) -> Self {
        self.children.push(Node::Text(visible(words.as_ref()).into_owned()));
        self
    }

    /// With strangers' words, whose direction must not reach beyond them.
    pub(super) fn foreign(self, words: impl AsRef<str>) -> Self {
        self.add(el("bdi").text(words))
    }

    /// With an element in it.
    pub(super) fn add(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// With elements in it.
    pub(super) fn add_all(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// With the style sheet in it.
    pub(super) fn style(mut self, sheet: &'static str) -> Self {
        self.children.push(Node::Style(sheet));
        self
    }

    /// Writes the element and what is in it.
    pub(super) fn write(&self, out: &mut String) {
        if self.name.is_empty() {
            return self.write_children(out);
        }
        if BLOCKS.contains(&self.name) {
            out.push('\n');
        }
        out.push('<');
        out.push_str(self.name);
        for (name, value) in &self.attributes {
            // Writing into a text cannot fail.
            write!(out, " {name}=\"").ok();
            escape(&visible(value), out);
            out.push('"');
        }
        if self.children.is_empty() && is_void(self.name) {
            out.push_str("/>");
            return;
        }
        out.push('>');
        self.write_children(out);
        write!(out, "</{}>", self.name).ok();
    }

    fn write_children(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Node::Text(words) => escape(words, out),
                Node::Element(element) => element.write(out),
                Node::Style(sheet) => out.push_str(sheet),
            }
        }
    }
}

/// Whether an element without content ends at once; HTML knows that of these and of SVG only.
fn is_void(name: &str) -> bool {
    ["meta", "br", "col", "path", "rect", "line", "circle"].contains(&name)
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // No characters of XML.
            '\u{FFFE}' | '\u{FFFF}' => out.push('▯'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(element: &Element) -> String {
        let mut out = String::new();
        element.write(&mut out);
        out
    }

    #[test]
    fn words_and_values_are_escaped_and_what_cannot_be_seen_is_shown() {
        let element = el("b").set("title", "\"><script>\u{202E}").text("<i>&\u{202E}'\u{0}\u{FFFF}");
        assert_eq!(written(&element), "<b title=\"&quot;&gt;&lt;script&gt;▯\">&lt;i&gt;&amp;▯&#39;▯▯</b>");
    }

    #[test]
    fn only_elements_that_html_knows_as_empty_end_at_once() {
        assert_eq!(written(&el("span").add(el("br")).add(el("i"))), "<span><br/><i></i></span>");
    }
}
