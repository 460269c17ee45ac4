//! [`chosen_texts`]: which texts of a page are its main text, as the crate `trafilatura` sees it.
//!
//! The page is handed over with a mark of its own before each text, a character of the private planes: what comes
//! back shows by its marks where it was taken from, so that nothing of it need be compared or guessed.

use super::furniture::holds_much;
use super::silent::{Sight, silence};
use super::tree::{Child, Node, Tree};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Of the private planes 15 and 16.
const FIRST_MARK: u32 = 0xF_0000;
/// How many texts can have a mark of their own.
const MARK_COUNT: usize = 0x1_FFFE;

/// Longer pages take the extractor longer than anybody waits; scripts and styles are not counted. In bytes.
const MAX_MARKUP_LEN: usize = 3 << 20;

/// For each text of the tree whether it belongs to the main text; none where the extractor failed, or would
/// take too long.
pub(super) fn chosen_texts(tree: &Tree, sight: Sight) -> Option<Vec<bool>> {
    let page = Page { tree, sight, per_mark: tree.texts.len() / MARK_COUNT + 1 };
    let markup = page.markup();
    if markup.len() > MAX_MARKUP_LEN {
        return None;
    }
    let options = trafilatura::Options::default().with_fallback(true).with_exclude_comments(true);
    // A fault of the extractor costs its choice, and not the page.
    let found = catch_unwind(AssertUnwindSafe(|| trafilatura::extract(&markup, &options))).ok()?.ok()?;
    let mut chosen = vec![false; tree.texts.len()];
    for mark in found.content_text.chars().filter_map(|c| u32::from(c).checked_sub(FIRST_MARK)) {
        let first = usize::try_from(mark).unwrap_or(usize::MAX).saturating_mul(page.per_mark);
        chosen.iter_mut().skip(first).take(page.per_mark).for_each(|is_chosen| *is_chosen = true);
    }
    Some(chosen)
}

/// How the extractor is told of a forum.
const FORUM: &str = r#"<script type="application/ld+json">{"@type":"DiscussionForumPosting"}</script>"#;

struct Page<'t> {
    tree: &'t Tree,
    sight: Sight,
    /// Texts that share a mark.
    per_mark: usize,
}

impl Page<'_> {
    fn markup(&self) -> String {
        let mut markup = String::from("<!DOCTYPE html>");
        // The posts of a forum are its text, and not comments on one.
        if self.is_forum() {
            markup.push_str(FORUM);
        }
        self.write_inside(0, &mut markup);
        markup
    }

    fn is_forum(&self) -> bool {
        let mut scripts = self.tree.elements().filter(|(_, node)| &*node.name == "script");
        scripts.any(|(index, node)| {
            node.attribute("type") == "application/ld+json"
                && self.tree.text_of(index).contains("\"DiscussionForumPosting\"")
        })
    }

    fn write_inside(&self, index: usize, markup: &mut String) {
        for child in self.tree.node(index).map_or(&[][..], |node| &node.children) {
            match child {
                Child::Text(text) => self.write_text(*text, markup),
                Child::Element(child) => self.write_element(*child, markup),
            }
        }
    }

    fn write_text(&self, index: usize, markup: &mut String) {
        let text = self.tree.text(index);
        let mark =
            u32::try_from(index / self.per_mark).ok().and_then(|mark| char::from_u32(FIRST_MARK + mark));
        let words = text.trim_start();
        if let Some(mark) = mark.filter(|_| !words.is_empty()) {
            markup.push_str(text.get(..text.len() - words.len()).unwrap_or_default());
            markup.push(mark);
            push_escaped(words, markup);
        } else {
            push_escaped(text, markup);
        }
    }

    fn write_element(&self, index: usize, markup: &mut String) {
        let Some(node) = self.tree.node(index) else {
            return;
        };
        if silence(self.tree, index, node, self.sight).is_some() && !matches!(&*node.name, "img" | "head") {
            return;
        }
        let name = told_name(self.tree, index, node);
        markup.push('<');
        markup.push_str(name);
        for (key, value) in node.attributes.iter().filter(|(key, _)| is_told(key)) {
            markup.push(' ');
            markup.push_str(key);
            markup.push_str("=\"");
            push_escaped(value, markup);
            markup.push('"');
        }
        markup.push('>');
        if matches!(name, "br" | "hr" | "img" | "wbr" | "input" | "col") {
            return;
        }
        if name != "head" {
            self.write_inside(index, markup);
        }
        markup.push_str("</");
        markup.push_str(name);
        markup.push('>');
    }
}

/// The name under which the extractor is told of an element: what it lets go of by its name alone is called otherwise
/// where that is wrong.
fn told_name<'n>(tree: &Tree, index: usize, node: &'n Node) -> &'n str {
    match &*node.name {
        "template" => "div",
        "form" if holds_much(tree, index) => "div",
        name => name,
    }
}

/// Attributes that say something about an element's place in the page.
fn is_told(key: &str) -> bool {
    matches!(
        key,
        "class"
            | "id"
            | "role"
            | "itemprop"
            | "itemtype"
            | "itemscope"
            | "style"
            | "href"
            | "rel"
            | "lang"
            | "src"
            | "property"
            | "datetime"
            | "colspan"
            | "rowspan"
    ) || (key.starts_with("data-") && !key.starts_with("data-src"))
}

fn push_escaped(text: &str, markup: &mut String) {
    for c in text.chars() {
        match c {
            '&' => markup.push_str("&amp;"),
            '<' => markup.push_str("&lt;"),
            '>' => markup.push_str("&gt;"),
            '"' => markup.push_str("&quot;"),
            // The marks are ours.
            c if u32::from(c) >= FIRST_MARK => markup.push('\u{FFFD}'),
            c => markup.push(c),
        }
    }
}
