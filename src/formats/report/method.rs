//! [`method`]: how the figures came about: who worked when, on which scale, with which words.

use super::Report;
use super::tree::{
    Block, Cell, Paragraph, Role, Table, TableLook, foreign, heading, heads, note, own, paragraph, said,
};
use super::words::{counted, day, grouped};
use crate::model::{AnnotatorId, Opposition, Project, Timestamp};
use std::collections::BTreeMap;

/// Annotators shown.
const MAX_ANNOTATORS: usize = 100;

/// Everything needed to read the report rightly.
pub(super) fn method(report: &Report<'_>) -> Vec<Block> {
    let project = report.project;
    let mut parts = vec![Block::Terms(terms())];
    parts.push(heading("Annotators"));
    parts.extend(annotators(project));
    parts.push(heading("Confidence"));
    parts.extend(scale(project));
    parts.push(heading("Codebook"));
    parts.extend(codebook(project));
    let dismissed = project.dismissals().len();
    if dismissed > 0 {
        let words = format!("{} judged unrelated and not linked.", counted(dismissed, "suggested link"));
        parts.push(Block::Paragraph(said(Role::Body, words)));
    }
    parts
}

fn terms() -> Vec<[Paragraph; 2]> {
    let terms = [
        (
            "Question",
            "Claims that links join as speaking of one matter. Its title is the statement with most links.",
        ),
        (
            "Side",
            "Claims of a question that say the same: linked as corroborating or as repeating each other.",
        ),
        (
            "Independent",
            "Two sources count as independent when no link says that one repeats the other and when they share \
             neither publisher nor the wire or release that they repeat. Copies of one report count once, however many.",
        ),
        (
            "Stance",
            "What a document says about the statement in the title, told from the links: opposing links make it \
             contradict or qualify, agreeing ones assert.",
        ),
        (
            "Spread of stance",
            "Population standard deviation over the documents that take a stance, with asserts at 5, qualifies at 3 and \
             contradicts at 1; a document in dispute stands at the mean of what it says. Up to 0.25 consensus, up to 1 \
             mild, up to 1.74 strong, above that extreme. Not defined for fewer than two stances.",
        ),
        (
            "Against the others",
            "For each question on which a document and others take a stance, the mean nearness of the others to it (5 \
             the same, 1 opposed); where that falls short of 3, the square of what is missing. The sum over all \
             questions.",
        ),
        (
            "Silent",
            "A document counts as silent on a question only when somebody has marked it as read to the end.",
        ),
        (
            "Reliability and credibility",
            "Admiralty scales (AJP-2.1): the source from A to E, the information from 1 to 5, each rated by itself. F \
             and 6 mean that it cannot be judged; they are not the lowest level and count in no figure.",
        ),
    ];
    terms.into_iter().map(|(term, words)| [said(Role::Body, term), said(Role::Body, words)]).collect()
}

/// What an annotator did.
#[derive(Clone, Copy, Debug, Default)]
struct Work {
    claims: usize,
    links: usize,
    verdicts: usize,
    days: Option<(Timestamp, Timestamp)>,
}

impl Work {
    /// The epoch stands for a time that nobody knew.
    fn at(&mut self, time: Timestamp) {
        if time <= Timestamp::default() {
            return;
        }
        let (first, last) = self.days.unwrap_or((time, time));
        self.days = Some((first.min(time), last.max(time)));
    }
}

fn work(project: &Project) -> BTreeMap<AnnotatorId, Work> {
    let mut all: BTreeMap<AnnotatorId, Work> = BTreeMap::new();
    for claim in project.claims() {
        let work = all.entry(claim.annotator).or_default();
        work.claims += 1;
        work.at(claim.created);
    }
    for link in project.links() {
        let work = all.entry(link.annotator).or_default();
        work.links += 1;
        work.at(link.created);
    }
    for verdict in project.verdicts() {
        let work = all.entry(verdict.annotator).or_default();
        work.verdicts += 1;
        work.at(verdict.decided);
    }
    all
}

fn annotators(project: &Project) -> Vec<Block> {
    let work = work(project);
    if work.is_empty() {
        return vec![note("Nobody has tagged, linked or decided anything yet.")];
    }
    let row = |(id, work): (&AnnotatorId, &Work)| {
        let annotator = project.annotator(*id);
        let mut name = paragraph(Role::Body).add(foreign(annotator.map_or("", |annotator| &annotator.name)));
        if annotator.is_some_and(|annotator| annotator.reference) {
            name = name.add(own(" (reference layer)"));
        }
        if let Some(machine) = annotator.and_then(|annotator| annotator.machine.as_ref()) {
            name =
                name.add(own(", a program: ")).add(foreign(format!("{} {}", machine.name, machine.version)));
        }
        let days = work.days.map_or_else(String::new, |(first, last)| match (day(first), day(last)) {
            (first, last) if first == last => first,
            (first, last) => format!("{first} to {last}"),
        });
        let counts = [work.claims, work.links, work.verdicts].map(|count| Cell::number(grouped(count)));
        [Cell::of(vec![name])].into_iter().chain(counts).chain([Cell::own(days)]).collect()
    };
    let rows = work.iter().take(MAX_ANNOTATORS).map(row).collect();
    let heads = ["Name", "Claims#", "Links#", "Verdicts#", "Days (UTC)"];
    let mut parts = vec![table("Who did what", &heads, &[40, 12, 12, 12, 24], rows)];
    parts.extend(super::words::cut_note(MAX_ANNOTATORS, work.len(), "annotator"));
    parts
}

fn table(caption: &str, words: &[&str], shares: &[u32], rows: Vec<Vec<Cell>>) -> Block {
    Block::Table(Table {
        look: TableLook::Plain,
        caption: caption.to_owned(),
        shares: shares.to_vec(),
        heads: heads(words),
        rows,
    })
}

fn scale(project: &Project) -> Vec<Block> {
    let Some(scale) = project.codebook().scale(&project.settings().scale) else {
        return vec![note("The codebook lacks the scale that the project names.")];
    };
    let words = paragraph(Role::Body).add(foreign(&scale.label)).add(own(
        ", lowest first. Confidence says how sure the annotator is of the evidence, not how likely an event is.",
    ));
    let levels = scale.levels.iter().map(|level| {
        let definition = if level.definition.is_empty() { "–" } else { &level.definition };
        [&level.label, definition].map(|words| paragraph(Role::Body).add(foreign(words)))
    });
    vec![Block::Paragraph(words), Block::Terms(levels.collect())]
}

fn codebook(project: &Project) -> Vec<Block> {
    let codebook = project.codebook();
    let mut claims: BTreeMap<&str, usize> = BTreeMap::new();
    for kind in project.claims().flat_map(|claim| &claim.kinds) {
        *claims.entry(kind).or_default() += 1;
    }
    let mut links: BTreeMap<&str, usize> = BTreeMap::new();
    for link in project.links() {
        *links.entry(&link.kind).or_default() += 1;
    }
    let row = |label: &str, definition: &str, last: &str, count: Option<&usize>| {
        let count = Cell::number(count.map_or_else(|| "0".to_owned(), |count| grouped(*count)));
        let last = (!last.is_empty()).then(|| Cell::own(last));
        [Cell::foreign(label), Cell::foreign(definition)].into_iter().chain(last).chain([count]).collect()
    };
    let claim_rows = codebook
        .claim_kinds
        .iter()
        .map(|kind| row(&kind.label, &kind.definition, "", claims.get(kind.id.as_str())));
    let link_rows = codebook.link_kinds.iter().map(|kind| {
        let meaning = match (kind.opposition, kind.joins_thread, kind.same_position) {
            (Opposition::Full, ..) => "opposes",
            (Opposition::Soft, ..) => "opposes in part",
            (_, true, true) => "same side",
            (_, true, false) => "same question",
            (_, false, _) => "joins nothing",
        };
        row(&kind.label, &kind.definition, meaning, links.get(kind.id.as_str()))
    });
    vec![
        table("Kinds of claims", &["Claim kind", "Meaning", "Claims#"], &[20, 68, 12], claim_rows.collect()),
        table(
            "Kinds of links",
            &["Link kind", "Meaning", "Effect", "Links#"],
            &[20, 53, 15, 12],
            link_rows.collect(),
        ),
    ]
}
