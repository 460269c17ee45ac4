//! [`picture`]: links by kind and by pair of documents; as a picture, documents are columns, their claims marks and links
//! curves between them.

use super::Report;
use super::html::{Element, el};
use super::links::{Layout, TOP, WIDTH, weight};
use super::tree::{Block, Cell, Role, Table, TableLook, foreign, heads, note, own, paragraph};
use super::words::{color, counted, cut_note, grouped, is_dark, shortened};
use crate::analysis::names::document_letter;
use crate::model::{Claim, DocumentId, Link, LinkKind};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// From one mark to the next: from here on names fit in.
const NAMED_STEP: f64 = 11.0;
/// Pairs of documents that are listed.
const MAX_PAIRS: usize = 120;

/// The links by kind and by pair of documents, with a picture where the format can show one.
pub(super) fn picture(report: &Report<'_>) -> Vec<Block> {
    let project = report.project;
    if project.claims().len() == 0 {
        return vec![note("No claims yet.")];
    }
    let layout = Layout::of(report);
    let figure = el("figure")
        .add(svg(report, &layout))
        .add(legend(report, &layout))
        .add(el("figcaption").class("note").text(caption(report, &layout)));
    let mut parts = vec![Block::Picture(figure)];
    if project.links().len() == 0 {
        parts.push(note("There are no links yet."));
        return parts;
    }
    parts.extend([by_kind(report), by_pair(report)]);
    parts.extend(cut_note(MAX_PAIRS, pairs(report).len(), "pair"));
    parts
}

fn by_kind(report: &Report<'_>) -> Block {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for link in report.project.links() {
        *counts.entry(&link.kind).or_default() += 1;
    }
    let label = |kind: &str| super::words::link_label(report.project.codebook(), kind).to_owned();
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(kind, count)| (Reverse(*count), *kind));
    let rows = counts
        .into_iter()
        .map(|(kind, count)| vec![Cell::foreign(label(kind)), Cell::number(grouped(count))]);
    Block::Table(Table {
        look: TableLook::Plain,
        caption: "Links by kind".to_owned(),
        shares: vec![80, 20],
        heads: heads(&["Kind", "Links#"]),
        rows: rows.collect(),
    })
}

/// Links between two documents, or within one, by kind.
type Pairs<'p> = Vec<((usize, usize), BTreeMap<&'p str, usize>)>;

fn pairs<'p>(report: &Report<'p>) -> Pairs<'p> {
    let position = |claim| report.project.claim(claim).map(|claim| report.position(claim.document));
    let mut found: BTreeMap<(usize, usize), BTreeMap<&str, usize>> = BTreeMap::new();
    for link in report.project.links() {
        let Some((from, to)) = position(link.from).zip(position(link.to)) else { continue };
        *found.entry((from.min(to), from.max(to))).or_default().entry(&link.kind).or_default() += 1;
    }
    let mut pairs: Pairs<'_> = found.into_iter().collect();
    pairs.sort_by_key(|(pair, kinds)| (Reverse(kinds.values().sum::<usize>()), *pair));
    pairs
}

fn by_pair(report: &Report<'_>) -> Block {
    let documents: &[DocumentId] = report.project.document_ids();
    let sign = |position: usize| documents.get(position).map(|id| report.document_chip(*id));
    let rows = pairs(report).into_iter().take(MAX_PAIRS).map(|((one, other), kinds)| {
        let mut pair = paragraph(Role::Body).add_all(sign(one)).add(own(" – "));
        pair = pair.add_all(sign(other));
        let all: usize = kinds.values().sum();
        let mut kinds: Vec<(&str, usize)> = kinds.into_iter().collect();
        kinds.sort_by_key(|(kind, count)| (Reverse(*count), *kind));
        let words = kinds.into_iter().map(|(kind, count)| {
            let label = super::words::link_label(report.project.codebook(), kind);
            format!("{} {label}", grouped(count))
        });
        let words = foreign(words.collect::<Vec<_>>().join(" · "));
        vec![
            Cell::of(vec![pair]),
            Cell::of(vec![paragraph(Role::Body).add(words)]),
            Cell::number(grouped(all)),
        ]
    });
    Block::Table(Table {
        look: TableLook::Plain,
        caption: "Links by pair of documents".to_owned(),
        shares: vec![16, 70, 14],
        heads: heads(&["Documents", "Kinds", "Links#"]),
        rows: rows.collect(),
    })
}

fn svg(report: &Report<'_>, layout: &Layout<'_>) -> Element {
    let lanes = layout.columns.iter().map(|column| {
        let height = layout.step * column.claims.len() as f64 + 4.0;
        rect((column.x - 3.0, TOP - 2.0), (layout.width + 6.0, height), 6.0).class("lane")
    });
    let curves = layout.links.iter().filter_map(|link| curve(report, layout, link));
    let heads = layout.columns.iter().map(|column| {
        let position = report.position(column.document.id);
        let middle = column.x + layout.width / 2.0;
        let box_ =
            rect((middle - 13.0, 8.0), (26.0, 22.0), 5.0).class(format!("d{}", position % super::COLORS));
        let letter = text((middle, 23.5), "letter", &document_letter(position));
        let title = el("title").text(&column.document.details.title);
        el("g").add(title).add(box_).add(letter)
    });
    let marks = layout.columns.iter().flat_map(|column| {
        let rows = column.claims.iter().enumerate();
        rows.map(|(row, claim)| mark(report, layout, claim, (column.x, layout.row_middle(row))))
    });
    let described = format!(
        "{} of {}, joined by {}",
        counted(layout.claim_count(), "claim"),
        counted(layout.columns.len(), "document"),
        counted(layout.links.len(), "link"),
    );
    el("svg")
        .set("xmlns", "http://www.w3.org/2000/svg")
        .set("viewBox", format!("0 0 {WIDTH} {}", number(layout.height())))
        .set("role", "img")
        .set("aria-label", described)
        .add(el("g").add_all(lanes))
        .add(el("g").class("curves").add_all(curves))
        .add(el("g").add_all(marks))
        .add(el("g").add_all(heads))
}

fn rect((x, y): (f64, f64), (width, height): (f64, f64), radius: f64) -> Element {
    let sizes = [("x", x), ("y", y), ("width", width), ("height", height), ("rx", radius)];
    sizes.into_iter().fold(el("rect"), |rect, (name, value)| rect.set(name, number(value)))
}

fn text((x, y): (f64, f64), class: &str, words: &str) -> Element {
    el("text").class(class).set("x", number(x)).set("y", number(y)).text(words)
}

/// At most one digit after the point.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

/// A claim in the colour of its first kind; hollow when no link has it.
fn mark(report: &Report<'_>, layout: &Layout<'_>, claim: &Claim, (x, middle): (f64, f64)) -> Element {
    let kind = claim.kinds.first().and_then(|kind| report.project.codebook().claim_kind(kind));
    let color = color(kind.map_or("", |kind| &kind.color));
    let height = (layout.step - 3.0).max(2.5);
    let is_linked = report.project.links_of(claim.id).next().is_some();
    let shape = rect((x, middle - height / 2.0), (layout.width, height), (height / 3.0).min(4.0))
        .class(if is_linked { "mark" } else { "mark lone" })
        .set("style", format!("--c:{color}"));
    let words = if claim.statement.is_empty() { &claim.quote } else { &claim.statement };
    let title = el("title").text(format!("{}: {}", report.name(claim.id), shortened(words, 200)));
    let group = el("g").add(title).add(shape);
    if layout.step < NAMED_STEP {
        return group;
    }
    let is_light = is_linked && kind.is_some_and(|kind| is_dark(&kind.color));
    let class = if is_light { "name light" } else { "name" };
    group.add(text((x + layout.width / 2.0, middle + 3.2), class, report.name(claim.id)))
}

fn curve(report: &Report<'_>, layout: &Layout<'_>, link: &Link) -> Option<Element> {
    let (one, other) = (layout.place(link.from)?, layout.place(link.to)?);
    let ((left, from), (right, to)) = if one.0 <= other.0 { (one, other) } else { (other, one) };
    let start = layout.left(left) + layout.width;
    let shape = if left == right {
        let reach = start + 12.0 + ((to - from).abs() * 0.25).min(34.0);
        [start, from, reach, from, reach, to, start, to]
    } else {
        let end = layout.left(right);
        let bend = (end - start) * 0.5;
        [start, from, start + bend, from, end - bend, to, end, to]
    };
    let [x1, y1, x2, y2, x3, y3, x4, y4] = shape.map(number);
    let kind = report.project.codebook().link_kind(&link.kind);
    let label = kind.map_or(link.kind.as_str(), |kind| &kind.label);
    let title = format!("{} {label} {}", report.name(link.from), report.name(link.to));
    Some(
        el("path")
            .set("d", format!("M{x1} {y1}C{x2} {y2} {x3} {y3} {x4} {y4}"))
            .class(format!("w{}", weight(report, link)))
            .set("stroke", color(kind.map_or("", |kind| &kind.color)))
            .add(el("title").text(title)),
    )
}

/// The link kinds that the picture shows, with how often.
fn legend(report: &Report<'_>, layout: &Layout<'_>) -> Element {
    let mut counts: BTreeMap<&str, (usize, u8)> = BTreeMap::new();
    for link in &layout.links {
        counts.entry(&link.kind).or_insert_with(|| (0, weight(report, link))).0 += 1;
    }
    let entry = |kind: &LinkKind| {
        let (count, weight) = *counts.get(kind.id.as_str())?;
        let line =
            el("path").set("d", "M1 5H27").class(format!("w{weight}")).set("stroke", color(&kind.color));
        let line =
            el("svg").class("key curves").set("viewBox", "0 0 28 10").set("aria-hidden", "true").add(line);
        Some(el("li").add(line).text(" ").foreign(&kind.label).text(format!(" {}", grouped(count))))
    };
    let entries: Vec<Element> = report.project.codebook().link_kinds.iter().filter_map(entry).collect();
    el("ul").class("key").add_all(entries)
}

fn caption(report: &Report<'_>, layout: &Layout<'_>) -> String {
    let project = report.project;
    let explained = "Each column is a document, each mark a claim in text order; hollow marks are linked to nothing. \
                     Dashed curves limit, dotted ones relate without joining a question.";
    let shown = [
        (layout.columns.len(), project.documents().len(), "document"),
        (layout.claim_count(), project.claims().len(), "claim"),
        (layout.links.len(), layout.all_links, "link"),
    ];
    let cut = shown.into_iter().filter(|(shown, all, _)| shown < all);
    let cut = cut.map(|(shown, all, noun)| format!(" Shown: {} of {}.", grouped(shown), counted(all, noun)));
    format!("{explained}{}", cut.collect::<String>())
}
