//! [`Silent`]: text of a page that no reader sees as part of what it says, and why.

use super::formulas::{repeats_a_formula, stands_for_a_picture};
use super::furniture::Reason;
use super::inline::style_value;
use super::tree::{Child, Node, Tree, is_block};
use crate::formats::extract::collapsed;

/// Struck-out text in one element is shorter; more is an end that somebody forgot. In bytes.
const MAX_STRUCK_LEN: usize = 600;

/// A picture stands for a sign when its description has at most so many characters, and none is a letter.
const MAX_SIGN_CHARS: usize = 3;
/// The same for a formula of figures and signs.
const MAX_FORMULA_CHARS: usize = 12;
/// Pieces beside a picture that are looked through for words: pages may have any number.
const MAX_LOOKED: usize = 200;

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
        // The description of a picture may be a sign alone.
        let is_told =
            if reason == Reason::Picture { !text.is_empty() } else { text.contains(char::is_alphanumeric) };
        is_told.then_some(Self { node: index, reason, text })
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
    if is_hidden(node) && !sight.is_deep && !stands_for_a_picture(tree, index) {
        return Some(Reason::Hidden);
    }
    match &*node.name {
        "head" | "script" | "style" | "title" | "annotation" | "annotation-xml" => Some(Reason::Code),
        "img" if is_sign(node.attribute("alt")) && stands_in_text(tree, index) => None,
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
        _ if repeats_a_formula(tree, index, node) => Some(Reason::Drawing),
        "del" | "s" | "strike" if is_short_line(tree, index) => Some(Reason::Struck),
        _ if is_struck(node) && is_short_line(tree, index) => Some(Reason::Struck),
        "noscript" => Some(Reason::NoScript),
        "template" if is_shadow(node) || sight.is_deep => None,
        "template" => Some(Reason::Template),
        "iframe" | "frame" | "noframes" | "noembed" => Some(Reason::Embedded),
        "audio" | "video" | "canvas" | "object" | "embed" => Some(Reason::Fallback),
        _ => None,
    }
}

/// Whether the description of a picture is a sign or formula that the picture stands for: ≥, −, ½, ❌, 10^6.
fn is_sign(alt: &str) -> bool {
    let alt = alt.trim();
    // Joiners and variants of emoji are no signs of their own.
    let count = alt.chars().filter(|c| !matches!(c, '\u{200D}' | '\u{FE0F}')).count();
    let is_formula = alt.contains(|c: char| c.is_ascii_digit())
        && alt.contains(['^', '=', '<', '>', '≤', '≥', '±', '×', '÷', '/', '%', '−'])
        && count <= MAX_FORMULA_CHARS;
    count > 0 && (count <= MAX_SIGN_CHARS || is_formula) && !alt.contains(char::is_alphabetic)
}

/// Whether words stand on the same lines as an element; in a cell, in the same row.
fn stands_in_text(tree: &Tree, index: usize) -> bool {
    let has_words = |text: usize| tree.text(text).contains(char::is_alphanumeric);
    let holds_words = |inner: usize| {
        let texts = tree.node(inner).map(|node| node.texts.clone()).unwrap_or_default();
        texts.take(MAX_LOOKED).any(has_words)
    };
    for (around, node) in tree.around(index).skip(1) {
        if matches!(&*node.name, "td" | "th") {
            return holds_words(node.parent);
        }
        let is_worded = node.children.iter().take(MAX_LOOKED).any(|child| match child {
            Child::Text(text) => has_words(*text),
            Child::Element(inner) => !is_block(tree.name(*inner)) && holds_words(*inner),
        });
        if is_worded || is_block(&node.name) || around == 0 {
            return is_worded;
        }
    }
    false
}

/// Hidden by its attributes or style: nothing of it is on the screen.
pub(super) fn is_hidden(node: &Node) -> bool {
    (node.has_attribute("hidden") && node.attribute("hidden") != "until-found")
        || style_value(node, "display").as_deref() == Some("none")
        || matches!(style_value(node, "visibility").as_deref(), Some("hidden" | "collapse"))
}

/// A template whose content the page shows in place of its element's.
pub(super) fn is_shadow(node: &Node) -> bool {
    ["shadowrootmode", "shadowroot"].iter().any(|key| matches!(node.attribute(key), "open" | "closed"))
}

/// With a line through it by its style.
fn is_struck(node: &Node) -> bool {
    style_value(node, "text-decoration-line").is_some_and(|value| value.contains("line-through"))
}

fn is_in_heading(tree: &Tree, index: usize) -> bool {
    let heading = |name: &str| matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary" | "dt");
    tree.around(index).skip(1).take(3).any(|(_, node)| heading(&node.name))
}

fn is_short_line(tree: &Tree, index: usize) -> bool {
    let has_block = tree.inside(index).any(|(_, node)| is_block(&node.name));
    !has_block && tree.text_of(index).len() <= MAX_STRUCK_LEN
}
