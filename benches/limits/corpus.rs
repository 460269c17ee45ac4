//! A made-up corpus of news: the same seed gives the same texts, claims and links.

use crossclaim::model::{
    Annotator, AnnotatorId, Confidence, DEFAULT_SCALE, Document, DocumentDetails, DocumentId,
};
use crossclaim::text::segment;
use crossclaim::workspace::{LinkEnd, Tag, Workspace};
use std::collections::BTreeSet;

const ORGANISATIONS: &[&str] = &[
    "Northwind Energy",
    "the Central Bank",
    "Helio Systems",
    "Aster Pharma",
    "the City Council",
    "Quarry Steel",
];
const PLACES: &[&str] =
    &["Oslo", "Lisbon", "Tallinn", "Graz", "Porto", "Ghent", "Turin", "Cork", "Bergen", "Brno"];
const MATTERS: &[&str] =
    &["revenue", "output", "the budget", "exports", "ridership", "the merger", "emissions"];
const CHANGES: &[&str] = &["rose", "fell", "climbed", "slipped", "stagnated", "recovered", "shrank"];
const KINDS: &[&str] = &["quantity", "quotation", "prediction", "position"];
const LEVELS: &[&str] = &["low", "moderate", "high"];
const RELATIONS: &[&str] = &["corroborates", "contradicts", "qualifies", "updates"];

/// `SplitMix64` (Steele, Lea and Flood 2014).
#[derive(Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) const fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 33) as usize % limit
    }

    fn of(&mut self, words: &[&'static str]) -> &'static str {
        words.get(self.below(words.len())).copied().unwrap_or_default()
    }
}

fn sentence(dice: &mut Dice) -> String {
    let (who, place, matter, change) =
        (dice.of(ORGANISATIONS), dice.of(PLACES), dice.of(MATTERS), dice.of(CHANGES));
    let (a, b, year) = (1 + dice.below(48), 1 + dice.below(990), 2016 + dice.below(11));
    match dice.below(5) {
        0 => format!(
            "On 3 March {year}, {who} said that {matter} {change} by {a}.{} percent in {place}.",
            b % 10
        ),
        1 => format!("“We did not expect {matter} to change before May,” said a spokesperson for {who}."),
        2 => format!("According to {who}, the deal is worth ${b} billion and runs through {}.", year + 12),
        3 => format!("The plant in {place}, which employs {b} people, will close in {year}."),
        _ => format!("Officials in {place} declined to comment on {matter}."),
    }
}

fn text(dice: &mut Dice, sentences: usize) -> String {
    let mut text = String::new();
    let mut left = 3 + dice.below(4);
    for _ in 0..sentences {
        text.push_str(&sentence(dice));
        left -= 1;
        text.push_str(if left == 0 { "\n\n" } else { " " });
        if left == 0 {
            left = 3 + dice.below(4);
        }
    }
    text.trim_end().to_owned()
}

/// Who works in benches.
pub(crate) fn me() -> Annotator {
    Annotator {
        machine: None,
        id: AnnotatorId(uuid::Uuid::from_u128(7)),
        name: "Bench".to_owned(),
        reference: false,
    }
}

/// A project in memory: 30 % of the sentences are claims, one link for every two of them.
pub(crate) fn workspace(documents: usize, sentences: usize) -> Workspace {
    let mut workspace = Workspace::empty("Bench", &me()).unwrap();
    fill(&mut workspace, documents, sentences);
    workspace
}

/// Adds the corpus to a project.
pub(crate) fn fill(workspace: &mut Workspace, documents: usize, sentences: usize) {
    let mut dice = add_documents(workspace, documents, sentences);
    let ids: Vec<DocumentId> = workspace.project().document_ids().to_vec();
    let mut claims = Vec::new();
    for id in ids {
        let spans: Vec<_> = workspace
            .project()
            .document(id)
            .unwrap()
            .sentences
            .iter()
            .map(|sentence| sentence.span)
            .collect();
        for span in spans {
            if dice.below(10) >= 3 {
                continue;
            }
            let level = dice.of(LEVELS).to_owned();
            let confidence = Some(Confidence { scale: DEFAULT_SCALE.to_owned(), level });
            let tag = Tag { kinds: vec![dice.of(KINDS).to_owned()], confidence };
            claims.push((id, workspace.tag(id, span, tag).unwrap()));
        }
    }
    link(workspace, &mut dice, &claims);
}

/// Adds documents of about so many sentences; gives the dice back as they lie.
pub(crate) fn add_documents(workspace: &mut Workspace, documents: usize, sentences: usize) -> Dice {
    let mut dice = Dice::new(7);
    let records: Vec<Document> =
        (0..documents).map(|number| document(workspace, &mut dice, (number, sentences))).collect();
    workspace.add_documents(records).unwrap();
    dice
}

fn link(workspace: &mut Workspace, dice: &mut Dice, claims: &[(DocumentId, crossclaim::model::ClaimId)]) {
    let mut seen = BTreeSet::new();
    let mut tries = claims.len() / 2;
    while tries > 0 && workspace.project().document_ids().len() > 1 {
        tries -= 1;
        let (from, to) = (dice.below(claims.len()), dice.below(claims.len()));
        let (from, to) = (claims.get(from), claims.get(to));
        if let (Some((from_document, from)), Some((to_document, to))) = (from, to)
            && from_document != to_document
            && seen.insert((from.min(to), from.max(to)))
        {
            let kind = dice.of(RELATIONS);
            workspace.link(LinkEnd::Claim(*from), LinkEnd::Claim(*to), kind, None).unwrap();
        }
    }
}

fn document(workspace: &mut Workspace, dice: &mut Dice, (number, sentences): (usize, usize)) -> Document {
    let text = text(dice, sentences);
    let (sentences, _) = segment(&text, None);
    Document {
        pinpoints: Vec::new(),
        id: workspace.new_document_id(),
        details: DocumentDetails { title: format!("Report {number}"), ..DocumentDetails::default() },
        file_name: format!("report{number:05}.txt"),
        original_sha256: String::new(),
        text: text.into(),
        sentences,
        read_by: BTreeSet::default(),
    }
}
