//! [`trim`]: what leads away from a text though it stands in it: kickers, lists of other stories, calls to read on.

use super::blocks::{Block, Kind};

/// A line over the headline is shorter, in bytes.
const MAX_KICKER_LEN: usize = 60;
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
/// Headings over what readers wrote, lower case.
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

/// Lets go of such blocks, unless the text is made of them.
pub(super) fn trim(blocks: &[Block], kept: &mut [bool]) {
    let mut trimmed = kept.to_vec();
    trim_kicker(blocks, &mut trimmed);
    trim_teasers(blocks, &mut trimmed);
    trim_tail(blocks, &mut trimmed);
    let len = |kept: &[bool]| -> usize {
        blocks.iter().zip(kept).filter(|(_, kept)| **kept).map(|(block, _)| block.text.len()).sum()
    };
    if len(&trimmed) * 2 > len(kept) {
        kept.copy_from_slice(&trimmed);
    }
}

/// The short lines over the headline, such as the name of a section.
fn trim_kicker(blocks: &[Block], kept: &mut [bool]) {
    let is_headline = |(block, kept): (&Block, &bool)| *kept && block.kind == Kind::Heading(1);
    let headline = blocks.iter().zip(kept.iter()).position(is_headline).unwrap_or_default();
    for (block, kept) in blocks.iter().zip(kept.iter_mut()).take(headline) {
        *kept &= block.text.len() >= MAX_KICKER_LEN;
    }
}

/// Lists of links, sections of teasers or comments, and lines that lead to other pages.
fn trim_teasers(blocks: &[Block], kept: &mut [bool]) {
    let mut section: Option<Section> = None;
    let mut was_link = false;
    let of_kept: Vec<usize> = (0..blocks.len()).filter(|index| kept.get(*index) == Some(&true)).collect();
    for (at, index) in of_kept.iter().enumerate() {
        let (Some(block), Some(kept)) = (blocks.get(*index), kept.get_mut(*index)) else {
            continue;
        };
        section = Section::opened_by(block).or_else(|| section.filter(|section| section.holds(block)));
        let next = of_kept.get(at + 1).and_then(|next| blocks.get(*next));
        let is_beside_link = was_link || next.is_some_and(is_mostly_link);
        let is_link_line = is_mostly_link(block) && !matches!(block.kind, Kind::Heading(_)) && is_beside_link;
        let start = block.text.to_lowercase();
        let leads_away = block.link_len > 0 && TEASER_STARTS.iter().any(|known| start.starts_with(known));
        was_link = is_mostly_link(block);
        *kept = section.is_none() && !is_link_line && !leads_away;
    }
}

/// The lines with links that follow the last words of the text.
fn trim_tail(blocks: &[Block], kept: &mut [bool]) {
    for (block, kept) in blocks.iter().zip(kept.iter_mut()).rev().filter(|(_, kept)| **kept) {
        if block.link_len * 2 <= block.text.len() {
            break;
        }
        *kept = false;
    }
}

fn is_mostly_link(block: &Block) -> bool {
    block.link_len * 10 > block.text.len() * 7
}

/// A heading over teasers or comments, and what belongs to it.
#[derive(Clone, Copy, Debug)]
struct Section {
    /// Of its heading; 7 is below all.
    level: u8,
    is_of_comments: bool,
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
            Some(Self { level, is_of_comments: true })
        } else if TEASER_HEADINGS.contains(&plain.as_str()) || starts {
            Some(Self { level, is_of_comments: false })
        } else {
            None
        }
    }

    /// Comments go on to the next heading; teasers only as long as what follows leads elsewhere.
    fn holds(self, block: &Block) -> bool {
        match (block.kind, self.is_of_comments) {
            (Kind::Heading(level), _) if level <= self.level => false,
            (_, true) => true,
            _ => block.link_len * 10 > block.text.len() * 3,
        }
    }
}
