//! [`method`]: how the figures came about: who worked when, on which scale, with which words.

use super::Report;
use super::html::{Element, el};
use super::words::{counted, day, grouped};
use crate::model::{AnnotatorId, Opposition, Project, Timestamp};
use std::collections::BTreeMap;

/// Annotators shown.
const MAX_ANNOTATORS: usize = 100;

/// Everything needed to read the report rightly.
pub(super) fn method(report: &Report<'_>) -> Vec<Element> {
    let project = report.project;
    let mut parts = vec![el("dl").class("terms").add_all(terms())];
    parts.push(el("h3").text("Annotators"));
    parts.extend(annotators(project));
    parts.push(el("h3").text("Confidence"));
    parts.extend(scale(project));
    parts.push(el("h3").text("Codebook"));
    parts.extend(codebook(project));
    let dismissed = project.dismissals().len();
    if dismissed > 0 {
        let words = format!("{} judged unrelated and not linked.", counted(dismissed, "suggested link"));
        parts.push(el("p").text(words));
    }
    parts
}

fn terms() -> Vec<Element> {
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
    terms.into_iter().flat_map(|(term, words)| [el("dt").text(term), el("dd").text(words)]).collect()
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

fn annotators(project: &Project) -> Vec<Element> {
    let work = work(project);
    if work.is_empty() {
        return vec![el("p").class("note").text("Nobody has tagged, linked or decided anything yet.")];
    }
    let row = |(id, work): (&AnnotatorId, &Work)| {
        let annotator = project.annotator(*id);
        let name = el("td").foreign(annotator.map_or("", |annotator| &annotator.name));
        let is_reference = annotator.is_some_and(|annotator| annotator.reference);
        let name = if is_reference { name.text(" (reference layer)") } else { name };
        let number = |count: usize| el("td").class("number").text(grouped(count));
        let days = work.days.map_or_else(String::new, |(first, last)| match (day(first), day(last)) {
            (first, last) if first == last => first,
            (first, last) => format!("{first} to {last}"),
        });
        let counts = [number(work.claims), number(work.links), number(work.verdicts)];
        el("tr").add(name).add_all(counts).add(el("td").text(days))
    };
    let rows = work.iter().take(MAX_ANNOTATORS).map(row);
    let mut parts = vec![table(&["Name", "Claims", "Links", "Verdicts", "Days (UTC)"], rows)];
    parts.extend(super::words::cut_note(MAX_ANNOTATORS, work.len(), "annotator"));
    parts
}

fn table(heads: &[&str], rows: impl Iterator<Item = Element>) -> Element {
    let head = el("tr").add_all(heads.iter().map(|head| el("th").set("scope", "col").text(head)));
    let table = el("table").add(el("thead").add(head)).add(el("tbody").add_all(rows));
    el("div").class("scroll").add(table)
}

fn scale(project: &Project) -> Vec<Element> {
    let Some(scale) = project.codebook().scale(&project.settings().scale) else {
        return vec![el("p").class("note").text("The codebook lacks the scale that the project names.")];
    };
    let words = format!(
        "{}, lowest first. Confidence says how sure the annotator is of the evidence, not how likely an event is.",
        scale.label
    );
    let levels = scale.levels.iter().flat_map(|level| {
        let definition = if level.definition.is_empty() { "–" } else { &level.definition };
        [el("dt").foreign(&level.label), el("dd").foreign(definition)]
    });
    vec![el("p").foreign(words), el("dl").class("terms").add_all(levels)]
}

fn codebook(project: &Project) -> Vec<Element> {
    let codebook = project.codebook();
    let mut claims: BTreeMap<&str, usize> = BTreeMap::new();
    for kind in project.claims().flat_map(|claim| &claim.kinds) {
        *claims.entry(kind).or_default() += 1;
    }
    let mut links: BTreeMap<&str, usize> = BTreeMap::new();
    for link in project.links() {
        *links.entry(&link.kind).or_default() += 1;
    }
    let row = |label: &str, definition: &str, last: String, count: Option<&usize>| {
        let count =
            el("td").class("number").text(count.map_or_else(|| "0".to_owned(), |count| grouped(*count)));
        let cells = [el("td").foreign(label), el("td").foreign(definition)];
        let last = if last.is_empty() { None } else { Some(el("td").text(last)) };
        el("tr").add_all(cells).add_all(last).add(count)
    };
    let claim_rows = codebook
        .claim_kinds
        .iter()
        .map(|kind| row(&kind.label, &kind.definition, String::new(), claims.get(kind.id.as_str())));
    let link_rows = codebook.link_kinds.iter().map(|kind| {
        let meaning = match (kind.opposition, kind.joins_thread, kind.same_position) {
            (Opposition::Full, ..) => "opposes",
            (Opposition::Soft, ..) => "opposes in part",
            (_, true, true) => "same side",
            (_, true, false) => "same question",
            (_, false, _) => "joins nothing",
        };
        row(&kind.label, &kind.definition, meaning.to_owned(), links.get(kind.id.as_str()))
    });
    vec![
        table(&["Claim kind", "Meaning", "Claims"], claim_rows),
        table(&["Link kind", "Meaning", "Effect", "Links"], link_rows),
    ]
}
