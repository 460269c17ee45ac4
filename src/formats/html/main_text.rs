//! [`main_text`]: the part of a page that says something, and what was left out around it.

use super::blocks::{Block, Kind, blocks};
use super::furniture::{Furniture, Reason};
use super::tree::Tree;
use crate::formats::extract::Account;
use std::collections::BTreeMap;

/// A block must be longer than this to speak for the element around it, in bytes.
const MIN_BLOCK_LEN: i64 = 40;
/// The summary under a headline is longer than a date or name, in bytes.
const MIN_SUMMARY_LEN: usize = 60;
/// Headings over what leads elsewhere, lower case.
const TEASER_HEADINGS: &[&str] = &[
    "related",
    "related articles",
    "related stories",
    "related topics",
    "related news",
    "related content",
    "more on this story",
    "more from",
    "more stories",
    "read next",
    "read more",
    "also read",
    "see also",
    "recommended",
    "most read",
    "most popular",
    "you may also like",
    "you might also like",
    "up next",
    "trending",
    "latest news",
    "top stories",
    "mehr zum thema",
    "das könnte sie auch interessieren",
    "lesen sie auch",
    "à lire aussi",
    "lire aussi",
    "sur le même sujet",
    "te puede interesar",
    "más noticias",
    "leggi anche",
    "leia também",
    "lees ook",
];
/// The same with a name after them.
const TEASER_HEADING_STARTS: &[&str] =
    &["more on ", "more from ", "related ", "mehr zu ", "mehr aus ", "plus sur "];
const COMMENT_HEADINGS: &[&str] = &[
    "comments",
    "leave a comment",
    "leave a reply",
    "kommentare",
    "commentaires",
    "comentarios",
    "join the discussion",
];
/// Words before a link to another page, lower case.
const TEASER_STARTS: &[&str] = &[
    "read more:",
    "read also:",
    "also read:",
    "see also:",
    "related:",
    "more:",
    "read:",
    "watch:",
    "listen:",
    "mehr dazu:",
    "lesen sie auch:",
    "à lire aussi :",
    "lire aussi :",
    "à lire :",
    "lea también:",
    "lee también:",
    "leggi anche:",
    "leia também:",
    "lees ook:",
];

/// The blocks to keep, and in words what was not kept.
#[derive(Debug, Default)]
pub(super) struct MainText {
    pub(super) blocks: Vec<Block>,
    pub(super) left_out: BTreeMap<Reason, usize>,
    pub(super) account: Account,
}

impl MainText {
    fn drop_piece(&mut self, reason: Reason, piece: &str) {
        if reason != Reason::Hidden && piece.contains(char::is_alphanumeric) {
            *self.left_out.entry(reason).or_default() += 1;
            self.account.leave_out(&reason.to_string(), piece);
        }
    }

    /// For the list of problems; none when nothing was left out.
    pub(super) fn problem(&self) -> Option<String> {
        let count: usize = self.left_out.values().sum();
        let reasons: Vec<String> = self.left_out.keys().map(ToString::to_string).collect();
        let blocks = if count == 1 { "1 block was" } else { &format!("{count} blocks were") };
        (count > 0).then(|| format!("{blocks} left out: {}", reasons.join(", ")))
    }
}

/// Finds the element whose text is worth most, and takes the furniture out of it.
pub(super) fn main_text(tree: &Tree, title: &str) -> MainText {
    let furniture = Furniture::of(tree);
    let all = blocks(tree, 0, &|index| furniture.reason(index).is_some());
    let best = best_element(tree, &all);
    let range = best..tree.node(best).map_or(0, |node| node.end);
    let mut main = MainText::default();
    for (index, reason) in furniture.within(0..tree.nodes.len()) {
        main.drop_piece(reason, &tree.text_of(index));
    }
    let (inside, outside): (Vec<Block>, Vec<Block>) =
        all.into_iter().partition(|block| range.contains(&block.node));
    let (before, outside) = headline(&inside, outside, title);
    for block in outside {
        main.drop_piece(Reason::Around, &block.text);
    }
    let inside = before.into_iter().chain(inside).collect();
    let inside = without_kicker(inside, &mut main);
    let inside = without_teasers(inside, &mut main);
    main.blocks = without_tail(inside, &mut main);
    main
}

/// What a block adds to the worth of the elements around it.
fn worth(block: &Block) -> i64 {
    let signed = |len: usize| i64::try_from(len).unwrap_or(i64::MAX / 4);
    let (len, link_len) = (signed(block.text.len()), signed(block.link_len));
    match block.kind {
        Kind::Row => len / 2 - link_len,
        Kind::Heading(_) => (len / 2 - link_len * 2).min(60),
        _ => len - link_len * 2 - MIN_BLOCK_LEN,
    }
}

/// The innermost of the elements with the greatest sum of worth.
fn best_element(tree: &Tree, all: &[Block]) -> usize {
    let mut sums = vec![0_i64; tree.nodes.len()];
    for block in all {
        if let Some(sum) = sums.get_mut(block.node) {
            *sum += worth(block);
        }
    }
    // Elements inside have higher numbers: theirs are whole when they are added to the one around.
    for index in (1..sums.len()).rev() {
        let (own, parent) =
            (sums.get(index).copied().unwrap_or_default(), tree.node(index).map_or(0, |node| node.parent));
        if let Some(sum) = sums.get_mut(parent) {
            *sum = sum.saturating_add(own);
        }
    }
    let greatest = sums.iter().copied().max().unwrap_or_default();
    let sum = |index: usize| sums.get(index).copied().unwrap_or_default();
    // What the page itself calls its text, if that is most of it.
    let named = tree
        .elements()
        .filter(|(_, node)| node.attribute("itemprop") == "articleBody" || &*node.name == "article");
    let named = named
        .map(|(index, _)| index)
        .filter(|index| sum(*index) * 2 > greatest)
        .max_by_key(|index| sum(*index));
    let best =
        named.or_else(|| (0..sums.len()).rev().find(|index| sum(*index) == greatest)).unwrap_or_default();
    container(tree, best)
}

/// A paragraph alone is no text: what stands beside it belongs to it.
fn container(tree: &Tree, index: usize) -> usize {
    match tree.node(index) {
        Some(node)
            if matches!(
                &*node.name,
                "p" | "li" | "blockquote" | "td" | "tr" | "span" | "a" | "pre" | "ul" | "ol"
            ) =>
        {
            container(tree, node.parent)
        }
        _ => index,
    }
}

/// The heading over the text, and the summary under it, when they stand outside the element that holds the text; and
/// the other blocks outside.
fn headline(inside: &[Block], outside: Vec<Block>, title: &str) -> (Vec<Block>, Vec<Block>) {
    let is_first = |block: &Block| block.kind == Kind::Heading(1);
    if inside.iter().any(is_first) {
        return (Vec::new(), outside);
    }
    let words = |text: &str| text.to_lowercase().split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let title_words = words(title);
    let is_title = |block: &Block| {
        let own = words(&block.text);
        let shared = own.iter().filter(|word| title_words.contains(word)).count();
        matches!(block.kind, Kind::Heading(_)) && !own.is_empty() && shared * 2 >= own.len()
    };
    let best = outside.iter().position(|block| is_first(block) && is_title(block));
    let Some(at) = best.or_else(|| outside.iter().position(is_title)) else {
        return (Vec::new(), outside);
    };
    let text_at = inside.first().map_or(0, |block| block.node);
    let is_summary = |index: usize, block: &Block| {
        index > at
            && block.node < text_at
            && block.kind == Kind::Paragraph
            && block.link_len == 0
            && block.text.len() >= MIN_SUMMARY_LEN
    };
    let (mut kept, mut rest) = (Vec::new(), Vec::new());
    for (index, block) in outside.into_iter().enumerate() {
        if index == at || is_summary(index, &block) { kept.push(block) } else { rest.push(block) }
    }
    (kept, rest)
}

/// Takes out the short lines over the headline, such as the name of a section.
fn without_kicker(inside: Vec<Block>, main: &mut MainText) -> Vec<Block> {
    let headline = inside.iter().position(|block| block.kind == Kind::Heading(1));
    let (over, kept): (Vec<_>, Vec<_>) = inside.into_iter().enumerate().partition(|(index, block)| {
        headline.is_some_and(|headline| *index < headline) && block.text.len() < MIN_SUMMARY_LEN
    });
    for (_, block) in &over {
        main.drop_piece(Reason::Navigation, &block.text);
    }
    kept.into_iter().map(|(_, block)| block).collect()
}

/// Takes out the lines with links that follow the last words of the text.
fn without_tail(mut inside: Vec<Block>, main: &mut MainText) -> Vec<Block> {
    while inside.len() > 1
        && let Some(block) = inside.pop_if(|block| block.link_len * 5 > block.text.len())
    {
        main.drop_piece(Reason::Teasers, &block.text);
    }
    inside
}

fn is_mostly_link(block: &Block) -> bool {
    block.link_len * 10 > block.text.len() * 7
}

/// Takes out lists of links, sections of teasers or comments, and lines that lead to other pages.
fn without_teasers(inside: Vec<Block>, main: &mut MainText) -> Vec<Block> {
    let mut kept = Vec::with_capacity(inside.len());
    let mut section: Option<Section> = None;
    let mut rest = inside.into_iter().peekable();
    let mut was_link = false;
    while let Some(block) = rest.next() {
        section = Section::opened_by(&block).or_else(|| section.filter(|section| section.holds(&block)));
        let next_is_link = rest.peek().is_some_and(is_mostly_link);
        let is_heading = matches!(block.kind, Kind::Heading(_));
        let is_link_line = is_mostly_link(&block) && !is_heading && (was_link || next_is_link);
        let start = block.text.to_lowercase();
        let leads_away = block.link_len > 0 && TEASER_STARTS.iter().any(|known| start.starts_with(known));
        was_link = is_mostly_link(&block);
        if let Some(section) = &section {
            main.drop_piece(section.reason, &block.text);
        } else if is_link_line || leads_away {
            main.drop_piece(Reason::Teasers, &block.text);
        } else {
            kept.push(block);
        }
    }
    kept
}

/// A heading over teasers or comments, and what belongs to it.
#[derive(Clone, Copy, Debug)]
struct Section {
    /// Of its heading; 7 is below all.
    level: u8,
    reason: Reason,
}

impl Section {
    fn opened_by(block: &Block) -> Option<Self> {
        let plain = block.text.trim_end_matches([':', '…', '.']).to_lowercase();
        let level = match block.kind {
            Kind::Heading(level) => level,
            _ => 7,
        };
        let starts = level < 7 && TEASER_HEADING_STARTS.iter().any(|start| plain.starts_with(start));
        if COMMENT_HEADINGS.contains(&plain.as_str()) {
            Some(Self { level, reason: Reason::Comments })
        } else if TEASER_HEADINGS.contains(&plain.as_str()) || starts {
            Some(Self { level, reason: Reason::Teasers })
        } else {
            None
        }
    }

    /// Comments go on to the next heading; teasers only as long as what follows leads elsewhere.
    fn holds(self, block: &Block) -> bool {
        match (block.kind, self.reason) {
            (Kind::Heading(level), _) if level <= self.level => false,
            (_, Reason::Comments) => true,
            _ => block.link_len * 10 > block.text.len() * 3,
        }
    }
}
