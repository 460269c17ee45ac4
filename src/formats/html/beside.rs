//! What stands beside the headline of a story: names and dates, by their elements, classes and first words.

use super::byline::authors;
use super::furniture::words_of;
use super::story::{Nearness, Story};
use super::tree::{Child, Node, Tree, is_block};
use crate::formats::dates::parse_date;
use crate::formats::extract::value;

/// Classes of dates, as words parted by strokes or not.
const DATE_CLASSES: &[&str] = &[
    "date",
    "published",
    "pubdate",
    "publishdate",
    "posted",
    "postdate",
    "entrydate",
    "datum",
    "timestamp",
    "dateline",
    "time",
    "fecha",
    "datetime",
    "meta",
    "byline",
    "author",
    "autor",
    "info",
    "infos",
    "details",
    "postmeta",
    "entrymeta",
];
/// How lines begin that say when a text was published, lower case.
const DATE_STARTS: &[&str] = &[
    "published",
    "posted",
    "first published",
    "date:",
    "veröffentlicht",
    "erschienen",
    "publiziert",
    "gepostet",
    "stand:",
    "stand ",
    "datum:",
    "vom ",
    "publié",
    "publicado",
    "pubblicato",
    "geplaatst",
    "gepubliceerd",
    "опубликовано",
    "dato:",
];
/// How lines begin that say when a text was changed, lower case.
const CHANGE_STARTS: &[&str] = &[
    "updated",
    "last updated",
    "last modified",
    "this entry was posted",
    "aktualisiert",
    "zuletzt aktualisiert",
    "geändert",
    "mis à jour",
    "actualizado",
    "aggiornato",
    "bijgewerkt",
    "обновлено",
];
/// A date with so many words on its line stands in a sentence: within the text, and over it, where bylines are long.
const MIN_WORDS_BELOW: usize = 4;
const MIN_WORDS_OVER: usize = 10;
/// Pieces on each side of a date, texts in a piece and characters of a text that are looked at: lines have no bounds.
const MAX_PIECES: usize = 20;
const MAX_PIECE_TEXTS: usize = 4;
const MAX_TEXT_CHARS: usize = 200;
/// A line is looked at no further than this, in bytes.
const MAX_LINE_LEN: usize = 1_000;
/// A block that is only a date, or a date with a name, is shorter. In bytes.
const MAX_DATE_LEN: usize = 120;

/// The nearest to the headline of those elements that belong to the story.
fn nearest(tree: &Tree, story: &Story<'_>, is_wanted: &dyn Fn(usize, &Node) -> Option<String>) -> String {
    let found = tree.elements().filter_map(|(index, node)| {
        let text = is_wanted(index, node)?;
        Some((story.nearness(index)?, index, text))
    });
    // Above the headline the last counts, else the first.
    let rank = |nearness: Nearness, index: usize| match nearness {
        Nearness::Above => (nearness, usize::MAX - index),
        _ => (nearness, index),
    };
    found
        .min_by_key(|(nearness, index, _)| rank(*nearness, *index))
        .map(|(.., text)| text)
        .unwrap_or_default()
}

pub(super) fn by_relation(tree: &Tree, story: &Story<'_>) -> String {
    nearest(tree, story, &|index, node| {
        let is_author = node.attribute("rel").split(' ').any(|rel| rel == "author");
        is_author.then(|| value(&tree.text_of(index))).filter(|text| authors(text).is_some())
    })
}

pub(super) fn by_class(tree: &Tree, story: &Story<'_>) -> String {
    let is_author = |node: &Node| {
        let labels = [node.attribute("class"), node.attribute("id"), node.attribute("data-testid")];
        let mut words = labels.into_iter().flat_map(words_of);
        words.any(|word| {
            matches!(
                word.as_str(),
                "byline" | "author" | "authors" | "authorname" | "autor" | "writer" | "fn" | "creator"
            )
        })
    };
    let marked = nearest(tree, story, &|index, node| {
        let is_wanted = is_author(node)
            && !matches!(
                &*node.name,
                "body" | "html" | "article" | "main" | "meta" | "img" | "input" | "script"
            );
        is_wanted
            .then(|| tree.short_text(index, 2 * MAX_DATE_LEN))
            .flatten()
            .filter(|text| authors(text).is_some())
    });
    if !marked.is_empty() {
        return marked;
    }
    // A line of its own that begins as a byline does.
    nearest(tree, story, &|index, node| {
        let is_line = matches!(
            &*node.name,
            "p" | "div" | "span" | "address" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "small" | "em" | "i"
        );
        let text = is_line.then(|| tree.short_text(index, MAX_DATE_LEN)).flatten()?;
        let lower = text.to_lowercase();
        let starts =
            ["by ", "written by ", "posted by ", "von ", "par ", "por ", "door ", "author: ", "autor: "];
        let begins = starts.iter().any(|start| lower.starts_with(start));
        let name = authors(&text).filter(|_| begins)?;
        name.chars().next().filter(|c| c.is_uppercase()).map(|_| text)
    })
}

pub(super) fn time(tree: &Tree, story: &Story<'_>) -> String {
    // Over the headline stand clocks too: they show no date.
    let is_clock = |index: usize| {
        story.nearness(index) == Some(Nearness::Above)
            && !story.is_at_headline(index)
            && parse_date(&tree.text_of(index)).is_none()
    };
    nearest(tree, story, &|index, node| {
        let stated = [node.attribute("datetime"), node.attribute("title")]
            .into_iter()
            .find(|text| parse_date(text).is_some_and(|date| date.len() >= 7));
        match &*node.name {
            "time" | "relative-time" | "time-ago" | "abbr"
                if is_clock(index) || is_in_sentence(tree, story, index) =>
            {
                None
            }
            "time" | "relative-time" | "time-ago" => stated
                .map(str::to_owned)
                .or_else(|| Some(tree.text_of(index)).filter(|text| parse_date(text).is_some())),
            "abbr" => stated.map(str::to_owned),
            _ => None,
        }
    })
}

/// Whether a date is one that the story tells of, in a sentence, and none of the story itself.
pub(super) fn is_in_sentence(tree: &Tree, story: &Story<'_>, index: usize) -> bool {
    let (before, after, block) = line_around(tree, index);
    let word_count = before.split_whitespace().chain(after.split_whitespace()).count();
    let is_below = story.nearness(index) == Some(Nearness::Below);
    let min_words = if is_below { MIN_WORDS_BELOW } else { MIN_WORDS_OVER };
    if word_count < min_words {
        return false;
    }
    let start = format!("{before}{}", tree.text_of(index)).trim_start().to_lowercase();
    if DATE_STARTS.iter().chain(CHANGE_STARTS).any(|known| start.starts_with(known)) {
        return false;
    }
    let is_dated = |(_, node): (usize, &Node)| {
        let mut words = [node.attribute("class"), node.attribute("id")].into_iter().flat_map(words_of);
        matches!(&*node.name, "header" | "address") || words.any(|word| DATE_CLASSES.contains(&word.as_str()))
    };
    // The date's own class says nothing where it is one of several dates in a paragraph.
    let is_paragraph = matches!(tree.name(block), "p" | "li" | "blockquote" | "td" | "dd" | "figcaption");
    let own_count = usize::from(is_paragraph);
    let count = tree.around(index).take_while(|(around, _)| *around != block).count() + 1;
    !tree.around(index).take(count).skip(own_count).any(is_dated)
}

/// The words before and after an element on its lines, and the block that they stand in.
fn line_around(tree: &Tree, index: usize) -> (String, String, usize) {
    let (mut before, mut after, mut inner) = (String::new(), String::new(), index);
    for (around, node) in tree.around(index).skip(1) {
        let is_apart = |child: &Child| match child {
            Child::Text(_) => false,
            Child::Element(other) => is_block(tree.name(*other)) || tree.name(*other) == "br",
        };
        let start = |text: usize| tree.text(text).chars().take(MAX_TEXT_CHARS).collect::<String>();
        let words = |child: &Child| match child {
            Child::Text(text) => start(*text),
            Child::Element(other) => {
                let texts = tree.node(*other).map(|node| node.texts.clone()).unwrap_or_default();
                texts.take(MAX_PIECE_TEXTS).map(start).collect()
            }
        };
        let first_text = tree.node(inner).map_or(0, |node| node.texts.start);
        // Elements and texts are numbered as they stand.
        let at = node.children.partition_point(|child| match child {
            Child::Element(other) => *other < inner,
            Child::Text(text) => *text < first_text,
        });
        let (first, rest) = node.children.split_at_checked(at).unwrap_or_default();
        let near = first.iter().rev().take(MAX_PIECES).take_while(|child| !is_apart(child));
        let mut pieces: Vec<String> = near.map(words).collect();
        pieces.reverse();
        before = pieces.concat() + &before;
        let near = rest.iter().skip(1).take(MAX_PIECES).take_while(|child| !is_apart(child));
        after.extend(near.map(words));
        if is_block(&node.name) || before.len() + after.len() > MAX_LINE_LEN {
            return (before, after, around);
        }
        inner = around;
    }
    (before, after, inner)
}

pub(super) fn date_by_class(tree: &Tree, story: &Story<'_>) -> String {
    nearest(tree, story, &|index, node| {
        let labels = [node.attribute("class"), node.attribute("id")];
        let is_line = is_line(node);
        let mut words = labels.into_iter().flat_map(words_of);
        let is_dated = is_line && words.any(|word| DATE_CLASSES.contains(&word.as_str()));
        let text = (is_line && is_dated).then(|| tree.short_text(index, MAX_DATE_LEN)).flatten()?;
        web_date(&text)
    })
}

/// A short line between the headline and the text that has a date, or one anywhere in the story that says so.
pub(super) fn date_in_line(tree: &Tree, story: &Story<'_>) -> String {
    let dated = |index: usize, node: &Node| {
        let text =
            Some(node).filter(|node| is_line(node)).and_then(|_| tree.short_text(index, MAX_DATE_LEN))?;
        web_date(&text).map(|_| text)
    };
    let said = nearest(tree, story, &|index, node| {
        let text = dated(index, node)?;
        let lower = text.to_lowercase();
        DATE_STARTS.iter().any(|start| lower.starts_with(start)).then_some(text)
    });
    if !said.is_empty() {
        return said;
    }
    nearest(tree, story, &|index, node| {
        let is_near = || match story.nearness(index) {
            Some(Nearness::Head) => true,
            Some(Nearness::Above) => story.is_at_headline(index),
            _ => false,
        };
        dated(index, node).filter(|_| is_near())
    })
}

/// A whole date that can be one of a page.
fn web_date(text: &str) -> Option<String> {
    parse_date(text)
        .filter(|date| date.len() >= 10 && ("1990".."2100").contains(&date.get(..4).unwrap_or_default()))
}

fn is_line(node: &Node) -> bool {
    matches!(
        &*node.name,
        "p" | "div"
            | "span"
            | "small"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "em"
            | "i"
            | "li"
            | "td"
            | "address"
            | "abbr"
            | "strong"
            | "b"
            | "dd"
            | "header"
    )
}

/// `/2026/04/28/` or `/2026-04-28-` in an address.
pub(super) fn date_in_address(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let parts: Vec<&str> = path.split(['/', '-', '_']).collect();
    let day = |three: &&[&str]| match three {
        [year, month, day] => {
            year.len() == 4
                && (year.starts_with("19") || year.starts_with("20"))
                && [month, day].iter().all(|part| matches!(part.len(), 1 | 2))
        }
        _ => false,
    };
    let found = parts.windows(3).find(day).map(|three| three.join("-"));
    found.and_then(|date| parse_date(&date)).filter(|date| date.len() == 10).unwrap_or_default()
}
