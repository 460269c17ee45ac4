//! [`MainText`]: the part of a page that says something, and an account of all that is around it.

use super::blocks::{Block, Kind, Walked};
use super::extractor::chosen_texts;
use super::furniture::{Furniture, Reason, words_of};
use super::parts;
use super::silent::Sight;
use super::story::Story;
use super::tree::Tree;
use super::trim::trim;
use crate::formats::extract::Account;

/// The summary under a headline is longer than a date or name, in bytes.
const MIN_SUMMARY_LEN: usize = 60;
/// What pages call such a summary.
const SUMMARY_WORDS: [&str; 13] = [
    "summary",
    "standfirst",
    "subtitle",
    "subheadline",
    "subheading",
    "dek",
    "deck",
    "lead",
    "lede",
    "chapo",
    "vorspann",
    "entradilla",
    "bajada",
];
/// A line with the date or the author is shorter, in bytes.
const MAX_BYLINE_LEN: usize = 120;
/// A text shorter than this part of what a plain reading gives is given up for that.
const PLAIN_FACTOR: usize = 6;
/// Pieces of one kind beside each other are told together up to this length, in bytes.
const MAX_PIECE_LEN: usize = 280;

/// The blocks of the text, and what is not in it.
#[derive(Debug, Default)]
pub(super) struct MainText {
    pub(super) blocks: Vec<Block>,
    pub(super) account: Account,
    /// How it was found, where that was not the usual way.
    pub(super) problems: Vec<String>,
}

impl MainText {
    /// Where the text stands in its page.
    pub(super) fn story<'t>(&self, tree: &'t Tree) -> Story<'t> {
        let headings = || self.blocks.iter().filter(|block| matches!(block.kind, Kind::Heading(_)));
        let heading = headings().find(|block| block.kind == Kind::Heading(1)).or_else(|| headings().next());
        let is_prose = |block: &&Block| !matches!(block.kind, Kind::Heading(_));
        // A date or byline may stand before the first real paragraph.
        let is_text = |block: &&Block| is_prose(block) && block.text.len() > MAX_BYLINE_LEN;
        let text = self.blocks.iter().find(is_text).or_else(|| self.blocks.iter().find(is_prose));
        let kept = vec![true; self.blocks.len()];
        let inner = parts::container(tree, &self.blocks, &kept);
        let first = text.or_else(|| self.blocks.first()).map_or(0, |block| block.node);
        Story::new(tree, heading.map(|block| block.node), inner, first)
    }

    /// Bytes of text.
    pub(super) fn len(&self) -> usize {
        self.blocks.iter().map(|block| block.text.len()).sum()
    }
}

/// The main text of a page.
pub(super) fn main_text(tree: &Tree, title: &str, sight: Sight) -> MainText {
    let walked = Walked::of(tree, 0, sight);
    let furniture = Furniture::of(tree);
    let mut main = MainText::default();
    let chosen = chosen_texts(tree, sight);
    let mut kept: Vec<bool> = match &chosen {
        Some(chosen) => walked.blocks.iter().map(|block| is_chosen(block, chosen)).collect(),
        None => vec![false; walked.blocks.len()],
    };
    drop_menus(&furniture, &walked.blocks, &mut kept);
    parts::add_parts(tree, &furniture, &walked.blocks, &mut kept);
    let plain = plain_reading(&furniture, &walked.blocks);
    let len = |kept: &[bool]| -> usize {
        let all = walked.blocks.iter().zip(kept);
        all.filter(|(_, kept)| **kept).map(|(block, _)| block.text.len()).sum()
    };
    if len(&kept) * PLAIN_FACTOR < len(&plain) {
        main.problems.push(
            "its main text could not be told from the rest: all of the page but menus was read".to_owned(),
        );
        kept = plain;
    } else {
        add_headline(tree, &walked.blocks, title, &mut kept);
        trim(&walked.blocks, &mut kept);
    }
    main.account = account(tree, &furniture, &walked, &kept);
    let all = walked.blocks.into_iter().zip(kept);
    main.blocks = all.filter(|(_, kept)| *kept).map(|(block, _)| block).collect();
    main
}

/// Lets go of menus that the extractor took along from a short page, unless nothing else was chosen.
fn drop_menus(furniture: &Furniture, blocks: &[Block], kept: &mut [bool]) {
    let is_text = |(block, kept): (&Block, &bool)| *kept && !furniture.is_menu(block.node);
    if blocks.iter().zip(kept.iter()).any(is_text) {
        for (block, kept) in blocks.iter().zip(kept.iter_mut()) {
            *kept &= !furniture.is_menu(block.node);
        }
    }
}

/// Whether most of a block is what the extractor chose.
fn is_chosen(block: &Block, chosen: &[bool]) -> bool {
    let of = |only_chosen: bool| -> usize {
        let pieces = block.pieces.iter();
        let counted =
            pieces.filter(|(text, _)| !only_chosen || chosen.get(*text).copied().unwrap_or_default());
        counted.map(|(_, len)| *len).sum()
    };
    of(true) * 2 >= of(false).max(1)
}

/// All that is not by its names, roles and words around a text, and does not mainly lead elsewhere.
fn plain_reading(furniture: &Furniture, blocks: &[Block]) -> Vec<bool> {
    let is_plain = |block: &Block| {
        let is_outside = furniture.is_around(block.node) || furniture.reason(block.node).is_some();
        !is_outside && block.link_len * 2 < block.text.len().max(1)
    };
    blocks.iter().map(is_plain).collect()
}

/// Adds the heading over the text, and the summary under it, when they stand outside what was chosen.
fn add_headline(tree: &Tree, blocks: &[Block], title: &str, kept: &mut [bool]) {
    let is_first = |block: &Block| block.kind == Kind::Heading(1);
    let mut chosen = blocks.iter().zip(kept.iter());
    if chosen.any(|(block, kept)| *kept && is_first(block)) {
        return;
    }
    let Some(text_at) = kept.iter().position(|kept| *kept) else {
        return;
    };
    let words = |text: &str| text.to_lowercase().split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let title_words = words(title);
    let is_title = |block: &Block| {
        let own = words(&block.text);
        let shared = own.iter().filter(|word| title_words.contains(word)).count();
        matches!(block.kind, Kind::Heading(_)) && !own.is_empty() && shared * 2 >= own.len()
    };
    let best = blocks.iter().position(|block| is_first(block) && is_title(block));
    // The only first heading of the page, over the text, is its headline whatever its title says.
    let only = || {
        let mut firsts = blocks.iter().enumerate().filter(|(_, block)| is_first(block));
        let (at, block) = firsts.next().filter(|_| firsts.next().is_none())?;
        (at < text_at && block.link_len == 0).then_some(at)
    };
    let Some(at) = best.or_else(|| blocks.iter().position(is_title)).or_else(only) else {
        return;
    };
    for (index, (block, kept)) in blocks.iter().zip(kept.iter_mut()).enumerate() {
        let is_summary = (at + 1..text_at).contains(&index)
            && block.link_len == 0
            && block.text.len() >= MIN_SUMMARY_LEN
            && is_called_summary(tree, block.node);
        *kept |= index == at || is_summary;
    }
}

/// Whether the page calls an element the summary of its story.
fn is_called_summary(tree: &Tree, index: usize) -> bool {
    tree.around(index).take(2).any(|(_, node)| {
        let labels = [node.attribute("class"), node.attribute("itemprop"), node.attribute("data-testid")];
        let mut words = labels.into_iter().flat_map(words_of);
        words.any(|word| SUMMARY_WORDS.contains(&word.as_str()))
    })
}

/// Whether pieces of this kind are many and say little each: items of menus and their like.
const fn is_told_together(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::Navigation
            | Reason::ShareBar
            | Reason::Teasers
            | Reason::Footer
            | Reason::Form
            | Reason::Button
    )
}

/// Every piece that is not in the text, in the order of the page.
fn account(tree: &Tree, furniture: &Furniture, walked: &Walked, kept: &[bool]) -> Account {
    let inner = parts::container(tree, &walked.blocks, kept);
    let left_out = walked.blocks.iter().zip(kept).filter(|(_, kept)| !**kept).map(|(block, _)| {
        let is_inside = tree.around(block.node).any(|(index, _)| Some(index) == inner);
        let otherwise = if is_inside { Reason::Beside } else { Reason::Around };
        (block.node, furniture.reason(block.node).unwrap_or(otherwise), block.text.as_str())
    });
    let silent = walked.silent.iter().map(|one| (one.node, one.reason, one.text.as_str()));
    let mut pieces: Vec<_> = left_out.chain(silent).collect();
    pieces.sort_by_key(|(node, _, _)| *node);
    let mut account = Account::default();
    let mut open: Option<(Reason, String)> = None;
    for (_, reason, text) in pieces {
        match &mut open {
            Some((same, words))
                if *same == reason
                    && is_told_together(reason)
                    && words.len() + text.len() < MAX_PIECE_LEN =>
            {
                words.push(' ');
                words.push_str(text);
            }
            _ => {
                if let Some((reason, words)) = open.replace((reason, text.to_owned())) {
                    account.leave_out(&reason.to_string(), &words);
                }
            }
        }
    }
    if let Some((reason, words)) = open {
        account.leave_out(&reason.to_string(), &words);
    }
    account
}
