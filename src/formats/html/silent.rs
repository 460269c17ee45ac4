//! [`Silent`]: text of a page that no reader sees as part of what it says, and why.

use super::furniture::Reason;
use super::inline::style_value;
use super::tree::{Node, Tree};
use crate::formats::extract::collapsed;

/// Struck-out text in one element is shorter; more is an end that somebody forgot. In bytes.
const MAX_STRUCK_LEN: usize = 600;

/// What is seen besides what every reader sees: for pages that show their text to programs only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sight {
    /// Hidden elements and templates count as shown.
    pub(super) is_deep: bool,
}

/// A piece of text that is not shown as such.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Silent {
    pub(super) node: usize,
    pub(super) reason: Reason,
    pub(super) text: String,
}

impl Silent {
    /// The text of such an element; none where it has no words.
    pub(super) fn of(tree: &Tree, index: usize, reason: Reason) -> Option<Self> {
        if reason == Reason::Code {
            return None;
        }
        let text = collapsed(&words(tree, index, reason));
        text.contains(char::is_alphanumeric).then_some(Self { node: index, reason, text })
    }
}

fn words(tree: &Tree, index: usize, reason: Reason) -> String {
    let Some(node) = tree.node(index) else {
        return String::new();
    };
    let attribute = |key: &str| node.attribute(key).to_owned();
    match (&*node.name, reason) {
        ("img" | "area", _) => attribute("alt"),
        ("input", _) if !node.attribute("value").is_empty() => attribute("value"),
        ("input", _) if node.attribute("type") == "image" => attribute("alt"),
        ("input", _) => attribute("placeholder"),
        ("textarea", _) if node.children.is_empty() => attribute("placeholder"),
        ("iframe", _) => plain_words(node.attribute("srcdoc")),
        ("noscript", _) => plain_words(&tree.text_of(index)),
        _ => tree.text_of(index),
    }
}

/// The words of a piece of a page.
fn plain_words(markup: &str) -> String {
    Tree::parse(markup, false).map(|tree| tree.text_of(0)).unwrap_or_default()
}

/// Why an element does not belong to what a page says, whatever stands in it; none where it does.
pub(super) fn silence(tree: &Tree, index: usize, node: &Node, sight: Sight) -> Option<Reason> {
    if is_hidden(node) && !sight.is_deep {
        return Some(Reason::Hidden);
    }
    match &*node.name {
        "head" | "script" | "style" | "title" | "annotation" | "annotation-xml" => Some(Reason::Code),
        "img" | "area" => Some(Reason::Picture),
        "svg" => Some(Reason::Drawing),
        "input" if matches!(node.attribute("type"), "hidden" | "checkbox" | "radio" | "password") => {
            Some(Reason::Code)
        }
        "input" | "select" | "textarea" | "datalist" => Some(Reason::Form),
        // The heading of a section that opens.
        "button" if is_in_heading(tree, index) => None,
        "button" => Some(Reason::Button),
        "rt" | "rp" | "rtc" => Some(Reason::Ruby),
        "del" | "s" | "strike" if is_short_line(tree, index) => Some(Reason::Struck),
        "noscript" => Some(Reason::NoScript),
        "template" if is_shadow(node) || sight.is_deep => None,
        "template" => Some(Reason::Template),
        "iframe" | "frame" | "noframes" | "noembed" => Some(Reason::Embedded),
        "audio" | "video" | "canvas" | "object" | "embed" => Some(Reason::Fallback),
        _ => None,
    }
}

/// Hidden by its own attributes: nothing of it is on the screen.
pub(super) fn is_hidden(node: &Node) -> bool {
    (node.has_attribute("hidden") && node.attribute("hidden") != "until-found")
        || style_value(node, "display").as_deref() == Some("none")
        || style_value(node, "visibility").as_deref() == Some("hidden")
}

/// A template whose content the page shows in place of its element's.
pub(super) fn is_shadow(node: &Node) -> bool {
    ["shadowrootmode", "shadowroot"].iter().any(|key| matches!(node.attribute(key), "open" | "closed"))
}

fn is_in_heading(tree: &Tree, index: usize) -> bool {
    let heading = |name: &str| matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary" | "dt");
    tree.around(index).skip(1).take(3).any(|(_, node)| heading(&node.name))
}

fn is_short_line(tree: &Tree, index: usize) -> bool {
    let has_block = tree.inside(index).any(|(_, node)| super::tree::is_block(&node.name));
    !has_block && tree.text_of(index).len() <= MAX_STRUCK_LEN
}
