//! What belongs to a text that was found: its other parts, paragraphs among its paragraphs, and corrections.

use super::among::{self, is_marked, is_part, leads_elsewhere, lowest_common};
use super::blocks::{Block, Kind};
use super::furniture::{Furniture, Reason, words_of};
use super::tree::{Node, Tree};

/// A part that a link leads to must be longer than a teaser, in bytes of prose.
const MIN_LINKED_PART_LEN: usize = 700;
/// What is among the paragraphs of a text and longer than this is no box, in bytes.
const MIN_PROSE_LEN: usize = 40;
/// A part without a date, in bytes of prose.
const MIN_UNDATED_PART_LEN: usize = 200;
/// A box among the paragraphs is shorter, in bytes.
const MAX_BOX_LEN: usize = 400;
/// One with fields to fill in, whose choices and messages are text too, in bytes.
const MAX_FORM_LEN: usize = 1_500;
/// A caption or byline among the paragraphs is shorter, in bytes.
const MAX_LABEL_LEN: usize = 250;
/// An element with so many bytes of kept paragraphs holds the text.
const MIN_TEXT_LEN: usize = 200;
/// Elements between a table or quotation and the one that holds the text are fewer.
const MAX_WRAPPERS: usize = 4;
/// A table of data has as many rows.
const MIN_ROWS: usize = 2;
/// How corrections and notes of the newsroom begin, lower case.
const CORRECTIONS: &[&str] = &[
    "correction",
    "clarification",
    "editor's note",
    "editor’s note",
    "editors' note",
    "editors’ note",
    "erratum",
    "this article was amended",
    "this article has been corrected",
    "this article was corrected",
    "this story has been corrected",
    "this story was corrected",
    "berichtigung",
    "korrektur",
    "richtigstellung",
    "anmerkung der redaktion",
    "anm. d. red",
    "rectificatif",
    "correctif",
    "note de la rédaction",
    "corrección",
    "fe de errores",
    "fe de erratas",
    "nota de la redacción",
    "correzione",
    "rettifica",
    "errata corrige",
    "nota della redazione",
    "correção",
    "nota da redação",
    "correctie",
    "rectificatie",
    "rättelse",
    "rettelse",
    "sprostowanie",
    "исправление",
    "поправка",
    "уточнение",
    "виправлення",
    "訂正",
    "更正",
    "정정",
];
/// Words of classes and ids of such notes.
const CORRECTION_WORDS: [&str; 6] =
    ["correction", "corrections", "clarification", "erratum", "corrigendum", "korrektur"];

/// Bytes of the blocks inside each element, and whether any of them is kept.
struct Sums {
    prose: Vec<usize>,
    kept: Vec<usize>,
    links: Vec<usize>,
}

impl Sums {
    fn of(tree: &Tree, blocks: &[Block], kept: &[bool]) -> Self {
        let zeros = || vec![0; tree.nodes.len()];
        let mut sums = Self { prose: zeros(), kept: zeros(), links: zeros() };
        for (block, kept) in blocks.iter().zip(kept) {
            let prose = if matches!(block.kind, Kind::Heading(_)) { 0 } else { block.text.len() };
            for (index, _) in tree.around(block.node) {
                for (all, own) in [
                    (&mut sums.prose, prose),
                    (&mut sums.kept, if *kept { block.text.len() } else { 0 }),
                    (&mut sums.links, block.link_len),
                ] {
                    if let Some(sum) = all.get_mut(index) {
                        *sum += own;
                    }
                }
            }
        }
        sums
    }

    fn at(sums: &[usize], index: usize) -> usize {
        sums.get(index).copied().unwrap_or_default()
    }

    fn is_prose(&self, index: usize, min_len: usize) -> bool {
        let len = Self::at(&self.prose, index);
        len >= min_len && Self::at(&self.links, index) * 2 < len
    }
}

/// Keeps what belongs to the kept blocks.
pub(super) fn add_parts(tree: &Tree, furniture: &Furniture, blocks: &[Block], kept: &mut [bool]) {
    let Some(inner) = container(tree, blocks, kept) else {
        return;
    };
    let sums = Sums::of(tree, blocks, kept);
    for part in parts_beside(tree, furniture, inner, &sums) {
        let Some(range) = tree.node(part).map(|node| part..node.end) else {
            continue;
        };
        let reason = furniture.reason(part);
        for (block, kept) in blocks.iter().zip(kept.iter_mut()) {
            *kept |= range.contains(&block.node) && is_prose(block) && furniture.reason(block.node) == reason;
        }
    }
    drop_boxes(tree, furniture, blocks, kept);
    add_siblings(tree, furniture, blocks, kept);
    add_plain_boxes(tree, furniture, blocks, kept);
    add_tables_and_quotes(tree, furniture, blocks, kept);
    among::add_follow_ups(tree, furniture, blocks, kept);
    among::add_between(tree, furniture, blocks, kept);
    among::add_last(tree, furniture, blocks, kept);
    among::drop_interruptions(blocks, kept);
    add_headings(tree, furniture, inner, blocks, kept);
    let article = tree.around(inner).find(|(_, node)| matches!(&*node.name, "article" | "main" | "body"));
    // Such a note may stand right after its article.
    let article =
        article.map_or(inner, |(index, node)| if &*node.name == "article" { node.parent } else { index });
    for (block, kept) in blocks.iter().zip(kept.iter_mut()) {
        let is_inside = || tree.around(block.node).any(|(index, _)| index == article);
        *kept |= is_correction(tree, block) && is_prose(block) && is_inside();
    }
}

/// Lets go of short boxes among the paragraphs that are called what they are: they have a headline, field or link.
fn drop_boxes(tree: &Tree, furniture: &Furniture, blocks: &[Block], kept: &mut [bool]) {
    let is_label = |block: &Block| {
        block.text.len() < MIN_PROSE_LEN && !block.text.ends_with(['.', '!', '?', '…', '。', ':', '”', '"'])
    };
    let has_label = |range: std::ops::Range<usize>| {
        blocks.iter().any(|block| range.contains(&block.node) && is_label(block))
    };
    let is_box = |index: usize, node: &Node| {
        let is_called = matches!(
            furniture.reason(index),
            Some(Reason::Subscription | Reason::Advertisement | Reason::ShareBar | Reason::Notice)
        );
        let is_outermost = furniture.reason(node.parent) != furniture.reason(index);
        let has_field = || {
            tree.inside(index)
                .any(|(_, inner)| matches!(&*inner.name, "form" | "input" | "select" | "textarea"))
        };
        let most = if has_field() { MAX_FORM_LEN } else { MAX_BOX_LEN };
        let is_short = || tree.short_text(index, most).is_some();
        // A notice may be as long as it likes.
        let is_notice = furniture.reason(index) == Some(Reason::Notice);
        is_called
            && is_outermost
            && matches!(&*node.name, "div" | "section" | "ul")
            && (is_notice || is_short())
            && (is_box_like(tree, index) || has_label(index..node.end))
    };
    let boxes = tree.elements().filter(|(index, node)| is_box(*index, node));
    let boxes: Vec<std::ops::Range<usize>> = boxes.map(|(index, node)| index..node.end).collect();
    let stays = |block: &Block| !boxes.iter().any(|one| one.contains(&block.node));
    let is_more = |is_staying: bool| -> usize {
        let all = blocks.iter().zip(kept.iter()).filter(|(block, kept)| **kept && stays(block) == is_staying);
        all.map(|(block, _)| block.text.len()).sum()
    };
    // Whatever it is called, most of a text is no box.
    if is_more(true) > is_more(false) {
        blocks.iter().zip(kept.iter_mut()).for_each(|(block, kept)| *kept &= stays(block));
    }
}

fn is_box_like(tree: &Tree, index: usize) -> bool {
    tree.inside(index).any(|(_, node)| {
        matches!(
            &*node.name,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "form" | "input" | "button" | "a" | "select"
        )
    })
}

/// Keeps what stands between kept paragraphs and holds nothing but paragraphs, whatever it is called.
fn add_plain_boxes(tree: &Tree, furniture: &Furniture, blocks: &[Block], kept: &mut [bool]) {
    let parent = |index: usize| tree.node(index).map_or(0, |node| node.parent);
    for (index, node) in tree.elements().filter(|(_, node)| matches!(&*node.name, "div" | "section")) {
        let is_own = |block: &Block| (index..node.end).contains(&block.node);
        if furniture.reason(index).is_none() || furniture.is_around(index) || is_box_like(tree, index) {
            continue;
        }
        let Some(first) = blocks.iter().position(is_own) else {
            continue;
        };
        let count = blocks.iter().skip(first).take_while(|block| is_own(block)).count();
        let is_beside = |at: Option<usize>| {
            let block = at.and_then(|at| Some((blocks.get(at)?, kept.get(at)?)));
            block.is_some_and(|(block, kept)| {
                *kept && parent(block.node) == node.parent && is_paragraph(block)
            })
        };
        // A short line among them names a box: Advertisement.
        let is_prose = |block: &Block| is_paragraph(block) && block.text.len() >= MIN_PROSE_LEN;
        let is_all_prose = blocks.iter().skip(first).take(count).all(is_prose);
        if !is_all_prose || !is_beside(first.checked_sub(1)) || !is_beside(Some(first + count)) {
            continue;
        }
        for (block, kept) in blocks.iter().zip(kept.iter_mut()).skip(first).take(count) {
            *kept |= !is_label(furniture, block);
        }
    }
}

/// Keeps headings right over what is kept.
fn add_headings(tree: &Tree, furniture: &Furniture, inner: usize, blocks: &[Block], kept: &mut [bool]) {
    let mut next: Option<&Block> = None;
    for (block, kept) in blocks.iter().zip(kept.iter_mut()).rev() {
        let is_inside = || tree.around(block.node).any(|(index, _)| index == inner);
        let is_over = |next: &Block| {
            (matches!(block.kind, Kind::Heading(_)) || tree.name(block.node) == "caption")
                && is_prose(block)
                && furniture.reason(block.node) == furniture.reason(next.node)
                && is_inside()
        };
        *kept |= next.is_some_and(is_over);
        next = Some(block).filter(|_| *kept);
    }
}

/// Keeps paragraphs among kept paragraphs of the same element, whatever their own classes say.
fn add_siblings(tree: &Tree, furniture: &Furniture, blocks: &[Block], kept: &mut [bool]) {
    let parent = |block: &Block| match tree.name(block.node) {
        "p" | "blockquote" => tree.node(block.node).map_or(0, |node| node.parent),
        _ => block.node,
    };
    let with_kept = kept_within(tree, blocks, kept, &parent);
    for (block, kept) in blocks.iter().zip(kept.iter_mut()).filter(|(block, _)| is_paragraph(block)) {
        let parent = parent(block);
        let is_among = Sums::at(&with_kept, parent) >= MIN_PROSE_LEN;
        *kept |= is_among
            && block.text.len() >= MIN_PROSE_LEN
            && is_prose(block)
            && !is_label(furniture, block)
            && furniture.is_around(block.node) == furniture.is_around(parent);
    }
}

/// Bytes of the kept paragraphs of each element.
fn kept_within(tree: &Tree, blocks: &[Block], kept: &[bool], parent: &dyn Fn(&Block) -> usize) -> Vec<usize> {
    let mut with_kept = vec![0_usize; tree.nodes.len()];
    for (block, _) in blocks.iter().zip(kept).filter(|(block, kept)| **kept && is_paragraph(block)) {
        if let Some(sum) = with_kept.get_mut(parent(block)) {
            *sum += block.text.len();
        }
    }
    with_kept
}

/// Keeps tables of data, and posts and other quotations, that stand among the kept paragraphs.
fn add_tables_and_quotes(tree: &Tree, furniture: &Furniture, blocks: &[Block], kept: &mut [bool]) {
    let parent = |block: &Block| match tree.name(block.node) {
        "p" => tree.node(block.node).map_or(0, |node| node.parent),
        _ => block.node,
    };
    let with_kept = kept_within(tree, blocks, kept, &parent);
    for (index, node) in tree.elements().filter(|(_, node)| matches!(&*node.name, "table" | "blockquote")) {
        let is_text = |(around, _): &(usize, &Node)| Sums::at(&with_kept, *around) >= MIN_TEXT_LEN;
        let Some((text, _)) = tree.around(index).skip(1).take(MAX_WRAPPERS).find(is_text) else {
            continue;
        };
        let reason = furniture.reason(index);
        let is_text_of_page = reason == furniture.reason(text)
            || matches!(
                reason,
                Some(
                    Reason::ShareBar | Reason::Caption | Reason::Embedded | Reason::Sidebar | Reason::Byline
                )
            );
        let own: Vec<usize> = (0..blocks.len())
            .filter(|at| blocks.get(*at).is_some_and(|block| (index..node.end).contains(&block.node)))
            .collect();
        let of = |len: &dyn Fn(&Block) -> usize| -> usize {
            own.iter().filter_map(|at| blocks.get(*at)).map(len).sum()
        };
        let rows = of(&|block| usize::from(block.kind == Kind::Row));
        let is_whole = if &*node.name == "table" { rows >= MIN_ROWS } else { rows == 0 };
        let is_linked = of(&|block| block.link_len) * 2 >= of(&|block| block.text.len()).max(1);
        if is_text_of_page
            && is_whole
            && !is_linked
            && furniture.is_around(index) == furniture.is_around(text)
        {
            for at in own {
                if let Some(kept) = kept.get_mut(at) {
                    *kept = true;
                }
            }
        }
    }
}

/// A caption or byline as the page calls it.
fn is_label(furniture: &Furniture, block: &Block) -> bool {
    block.text.len() < MAX_LABEL_LEN
        && matches!(furniture.reason(block.node), Some(Reason::Caption | Reason::Byline))
}

fn is_paragraph(block: &Block) -> bool {
    block.kind == Kind::Paragraph
}

/// The innermost element around all kept blocks.
pub(super) fn container(tree: &Tree, blocks: &[Block], kept: &[bool]) -> Option<usize> {
    let mut all = blocks.iter().zip(kept).filter(|(_, kept)| **kept).map(|(block, _)| block.node);
    let first = all.next()?;
    let (low, high) = all.fold((first, first), |(low, high), node| (low.min(node), high.max(node)));
    lowest_common(tree, low, high)
}

fn is_prose(block: &Block) -> bool {
    block.link_len * 2 < block.text.len().max(1)
}

/// Elements of the kind of the one that holds the text, beside it: updates of a live page, several articles.
fn parts_beside(tree: &Tree, furniture: &Furniture, inner: usize, sums: &Sums) -> Vec<usize> {
    for (own, node) in tree.around(inner).take(3) {
        if !is_part(node) {
            continue;
        }
        let own_reason = furniture.reason(own);
        let beside = tree
            .inside(node.parent)
            .filter(|(index, other)| *index != own && other.parent == node.parent && is_like(node, other));
        let is_other_story =
            |index: usize| leads_elsewhere(tree, index) && !sums.is_prose(index, MIN_LINKED_PART_LEN);
        let found: Vec<usize> = beside
            .filter(|(index, _)| Sums::at(&sums.kept, *index) == 0)
            .filter(|(index, other)| sums.is_prose(*index, min_len(tree, *index, other)))
            .filter(|(index, _)| !is_other_story(*index) && furniture.reason(*index) == own_reason)
            .map(|(index, _)| index)
            .collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// A part that is neither an article nor dated is longer: boxes of layout are alike too.
fn min_len(tree: &Tree, index: usize, node: &Node) -> usize {
    let is_dated = || tree.inside(index).any(|(_, inner)| &*inner.name == "time");
    if &*node.name == "article" || is_marked(node) || is_dated() {
        MIN_PROSE_LEN
    } else {
        MIN_UNDATED_PART_LEN
    }
}

fn is_like(node: &Node, other: &Node) -> bool {
    let class = |node: &Node| {
        let mut words: Vec<String> = node.attribute("class").split_whitespace().map(str::to_owned).collect();
        // Numbers and the like differ from post to post.
        words.retain(|word| !word.contains(|c: char| c.is_ascii_digit()));
        words.truncate(2);
        words
    };
    node.name == other.name && (class(node) == class(other) || (is_marked(node) && is_marked(other)))
}

/// A correction or a note of the newsroom: by how it begins, or by the words of its box.
fn is_correction(tree: &Tree, block: &Block) -> bool {
    let start = block.text.chars().take(60).collect::<String>().to_lowercase();
    if CORRECTIONS.iter().any(|known| start.starts_with(known)) {
        return true;
    }
    tree.around(block.node).take(3).any(|(_, node)| {
        let words = [node.attribute("class"), node.attribute("id")].into_iter().flat_map(words_of);
        words.into_iter().any(|word| CORRECTION_WORDS.contains(&word.as_str()))
    })
}
