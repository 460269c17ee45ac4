//! Short blocks among the kept ones: verdicts, questions of interviews, items of lists, small follow-ups.

use super::blocks::{Block, Kind};
use super::furniture::{Furniture, Reason, words_of};
use super::tree::{Node, Tree};
use std::collections::BTreeMap;
use std::ops::Range;

/// A box among the paragraphs is shorter, in bytes.
const MAX_BOX_LEN: usize = 400;
/// An element with so many bytes of kept text holds the text.
const MIN_TEXT_LEN: usize = 200;
/// Elements between a block and the one that holds the text are fewer.
const MAX_WRAPPERS: usize = 4;
/// A verdict is shorter, in bytes.
const MAX_VERDICT_LEN: usize = 300;
/// Words of classes and ids of the boxes that say what a check of facts came to.
const VERDICT_WORDS: [&str; 7] =
    ["verdict", "ruling", "claimreview", "factcheck", "truthometer", "urteil", "fazit"];
/// In bytes.
const MAX_INTERRUPTION_LEN: usize = 60;
/// Lines that pages put between the paragraphs of any text, lower case.
const INTERRUPTIONS: [&str; 28] = [
    "advertisement",
    "advertisements",
    "advertising",
    "ad",
    "sponsored",
    "sponsored content",
    "story continues below",
    "story continues below advertisement",
    "article continues below",
    "article continues after advertisement",
    "continue reading",
    "keep reading",
    "read more",
    "scroll to continue",
    "loading",
    "share",
    "share this",
    "share this article",
    "subscribe",
    "sign up",
    "anzeige",
    "werbung",
    "weiterlesen",
    "publicité",
    "publicidad",
    "pubblicità",
    "advertentie",
    "реклама",
];

/// Keeps short blocks between kept ones of the same container, and parts of lists of which other items are kept.
pub(super) fn add_between(tree: &Tree, furniture: &Furniture, blocks: &[Block], kept: &mut [bool]) {
    let before = kept.to_vec();
    let sums = kept_within(tree, blocks, kept);
    for run in gaps(&before) {
        let (Some(previous), Some(next)) =
            (run.start.checked_sub(1).and_then(|at| blocks.get(at)), blocks.get(run.end))
        else {
            continue;
        };
        let Some(holder) = lowest_common(tree, previous.node, next.node) else { continue };
        let is_near =
            |block: &Block| tree.around(block.node).take(MAX_WRAPPERS).any(|(around, _)| around == holder);
        // A headline far above the text and its first paragraph are no neighbours.
        let is_text = sums.get(holder).is_some_and(|sum| *sum >= MIN_TEXT_LEN);
        if !is_near(previous) || !is_near(next) || !is_text || furniture.is_around(holder) {
            continue;
        }
        for at in run {
            let (Some(block), Some(kept)) = (blocks.get(at), kept.get_mut(at)) else { continue };
            *kept |= is_plain(block) && belongs(tree, furniture, block, holder);
        }
    }
}

/// The blocks that are not kept, run by run.
fn gaps(kept: &[bool]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in kept.iter().enumerate().filter(|(_, kept)| !**kept) {
        match found.last_mut().filter(|run| run.end == at) {
            Some(run) => run.end = at + 1,
            None => found.push(at..at + 1),
        }
    }
    found
}

/// Bytes of the kept blocks in each element.
fn kept_within(tree: &Tree, blocks: &[Block], kept: &[bool]) -> Vec<usize> {
    let mut sums = vec![0; tree.nodes.len()];
    for (block, _) in blocks.iter().zip(kept).filter(|(_, kept)| **kept) {
        for (around, _) in tree.around(block.node) {
            sums.get_mut(around).into_iter().for_each(|sum: &mut usize| *sum += block.text.len());
        }
    }
    sums
}

/// The numbers of the blocks of each element: text may follow on the elements in its own.
fn numbered(blocks: &[Block]) -> BTreeMap<usize, Vec<usize>> {
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    blocks.iter().enumerate().for_each(|(at, block)| found.entry(block.node).or_default().push(at));
    found
}

/// Lets go of lines that only interrupt.
pub(super) fn drop_interruptions(blocks: &[Block], kept: &mut [bool]) {
    for (block, kept) in blocks.iter().zip(kept.iter_mut()) {
        *kept &= block.kind != Kind::Paragraph || !is_interruption(block);
    }
}

fn is_interruption(block: &Block) -> bool {
    let bare = block.text.trim_matches(|c: char| !c.is_alphanumeric());
    bare.len() <= MAX_INTERRUPTION_LEN && INTERRUPTIONS.contains(&bare.to_lowercase().as_str())
}

/// Words of their own: no line that leads elsewhere, and none that only interrupts.
fn is_plain(block: &Block) -> bool {
    block.link_len * 2 < block.text.len() && !is_interruption(block)
}

/// Whether a block is a part of what its holder says: a sibling of the paragraphs, or a short box without links.
fn belongs(tree: &Tree, furniture: &Furniture, block: &Block, holder: usize) -> bool {
    let reason = furniture.reason(block.node);
    let is_own = reason == furniture.reason(holder) || reason.is_none();
    let wrappers: Vec<(usize, &Node)> =
        tree.around(block.node).take_while(|(around, _)| *around != holder).collect();
    let mut boxes = wrappers.iter().filter(|(_, node)| {
        !matches!(
            &*node.name,
            "p" | "li"
                | "ul"
                | "ol"
                | "dl"
                | "dt"
                | "dd"
                | "blockquote"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
        )
    });
    let Some((outermost, _)) = boxes.next_back() else { return is_own };
    if is_called_verdict(&wrappers) {
        return block.text.len() < MAX_VERDICT_LEN;
    }
    is_own && tree.short_text(*outermost, MAX_BOX_LEN).is_some() && !is_active(tree, *outermost)
}

fn is_called_verdict(wrappers: &[(usize, &Node)]) -> bool {
    wrappers.iter().any(|(_, node)| {
        let labels = [node.attribute("class"), node.attribute("id"), node.attribute("itemtype")];
        let mut words = labels.into_iter().flat_map(words_of);
        words.any(|word| VERDICT_WORDS.contains(&word.as_str()))
    })
}

/// Something to click or to fill in stands in it, or a picture with its caption.
fn is_active(tree: &Tree, index: usize) -> bool {
    let is = |(_, node): (usize, &Node)| {
        matches!(
            &*node.name,
            "a" | "form" | "input" | "button" | "select" | "textarea" | "iframe" | "figure" | "time" | "img"
        )
    };
    tree.inside(index).any(is) || tree.node(index).is_some_and(|node| is((index, node)))
}

/// Keeps short parts beside kept ones of their kind: follow-ups and updates of one story.
pub(super) fn add_follow_ups(tree: &Tree, furniture: &Furniture, blocks: &[Block], kept: &mut [bool]) {
    let sums = kept_within(tree, blocks, kept);
    let has = |index: usize| sums.get(index).is_some_and(|sum| *sum > 0);
    let numbers = numbered(blocks);
    let models: Vec<(usize, &Node)> =
        tree.elements().filter(|(index, node)| has(*index) && is_part(node)).collect();
    for (own, node) in models {
        let followers = tree.inside(node.parent).filter(|(index, other)| {
            *index > own && other.parent == node.parent && !has(*index) && is_same_kind(node, other)
        });
        for (index, other) in followers {
            let range = index..other.end;
            let is_own = furniture.reason(index) == furniture.reason(own)
                && furniture.is_around(index) == furniture.is_around(own);
            let inner: Vec<usize> = numbers.range(range).flat_map(|(_, own)| own.iter().copied()).collect();
            let all: Vec<&Block> = inner.iter().filter_map(|at| blocks.get(*at)).collect();
            if !is_own || leads_elsewhere(tree, index) || !is_telling(tree, index, &all) {
                continue;
            }
            for at in inner {
                let (Some(block), Some(kept)) = (blocks.get(at), kept.get_mut(at)) else { continue };
                *kept |= is_plain(block) && furniture.reason(block.node) == furniture.reason(index);
            }
        }
    }
}

/// The same element and class; articles are of one kind whatever their class.
fn is_same_kind(node: &Node, other: &Node) -> bool {
    node.name == other.name
        && (&*node.name == "article" || node.attribute("class") == other.attribute("class"))
}

/// Whether a part has words of its own, under a heading or with a date, and nothing to click.
fn is_telling(tree: &Tree, index: usize, own: &[&Block]) -> bool {
    let is_heading = |block: &Block| matches!(block.kind, Kind::Heading(_));
    let has_words = own.iter().any(|block| !is_heading(block) && is_plain(block));
    let is_linked = own.iter().any(|block| block.link_len > 0);
    let is_headed = own.iter().any(|block| is_heading(block));
    let is_article = tree.name(index) == "article";
    let is_dated = || tree.inside(index).any(|(_, node)| &*node.name == "time");
    has_words && !is_linked && (is_article || is_headed || is_dated())
}

/// Keeps the lines right after the last kept paragraph of a text that stand in the same element as its paragraphs.
pub(super) fn add_last(tree: &Tree, furniture: &Furniture, blocks: &[Block], kept: &mut [bool]) {
    let Some(last) = kept.iter().rposition(|kept| *kept) else { return };
    let Some(parent) = blocks.get(last).and_then(|block| tree.node(block.node)).map(|node| node.parent)
    else {
        return;
    };
    if kept_within(tree, blocks, kept).get(parent).is_none_or(|sum| *sum < MIN_TEXT_LEN) {
        return;
    }
    for (block, kept) in blocks.iter().zip(kept.iter_mut()).skip(last + 1) {
        let is_beside = tree.around(block.node).skip(1).take(2).any(|(around, _)| around == parent);
        let is_said = block.text.ends_with(['.', '!', '?', '”', '"', '。']) || block.text.contains(": ");
        let is_text = is_beside
            && is_plain(block)
            && block.link_len == 0
            && is_said
            && !matches!(furniture.reason(block.node), Some(Reason::Caption | Reason::Byline))
            && belongs(tree, furniture, block, parent);
        if !is_text {
            return;
        }
        *kept = true;
    }
}

/// The innermost element around two.
pub(super) fn lowest_common(tree: &Tree, one: usize, other: usize) -> Option<usize> {
    let (low, high) = (one.min(other), one.max(other));
    tree.around(low).find(|(_, node)| node.end > high).map(|(index, _)| index)
}

/// Whether an element can be one of several parts of a story.
pub(super) fn is_part(node: &Node) -> bool {
    match &*node.name {
        "article" => true,
        "div" | "section" | "li" => is_marked(node) || !node.attribute("class").trim().is_empty(),
        _ => false,
    }
}

/// Whether the page marks an element as a story or post.
pub(super) fn is_marked(node: &Node) -> bool {
    let kind = node.attribute("itemtype");
    node.attribute("itemprop") == "articleBody" || kind.ends_with("Posting") || kind.ends_with("Article")
}

/// Whether the heading of a part is a link to another page.
pub(super) fn leads_elsewhere(tree: &Tree, index: usize) -> bool {
    let headings =
        tree.inside(index).filter(|(_, node)| matches!(&*node.name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6"));
    let is_link = |(_, node): (usize, &Node)| {
        &*node.name == "a" && !node.attribute("href").is_empty() && !node.attribute("href").starts_with('#')
    };
    let mut headings = headings.map(|(heading, _)| {
        tree.inside(heading).any(is_link)
            || tree.around(heading).any(|(at, node)| at > index && is_link((at, node)))
    });
    headings.any(|is_linked| is_linked)
}
