//! Suggestions against links made by hand: a score that falls fails.
//!
//! The sets are looked for in the folder that `CROSSCLAIM_GOLD` names, or beside the checkout.

use crossclaim::analysis::index::SentenceIndex;
use crossclaim::analysis::suggest::{Amount, SuggestOptions, suggest};
use crossclaim::model::{
    Annotator, AnnotatorId, Claim, ClaimId, Document, DocumentDetails, DocumentId, Edit, Project, ProjectId,
    Timestamp,
};
use crossclaim::text::{OffsetIndex, Sentence, SentenceRole, Span};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// What the sets beside the checkout gave, in percent: recall at 5, mean reciprocal rank, mean average precision at 50.
const RECORDED: &[(&str, f64, f64, f64)] = &[("seeds", 67.67, 84.71, 63.40), ("ecb", 81.91, 91.55, 76.55)];

#[derive(Deserialize)]
struct Input {
    documents: Vec<InputDocument>,
    sentences: Vec<InputSentence>,
    claims: BTreeSet<String>,
}

#[derive(Deserialize)]
struct InputDocument {
    id: String,
    group: String,
    text: String,
}

#[derive(Deserialize)]
struct InputSentence {
    id: String,
    doc: String,
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct Gold {
    links: Vec<GoldLink>,
    ignore: BTreeSet<(String, String)>,
}

#[derive(Deserialize)]
struct GoldLink {
    a: String,
    b: String,
}

/// The sentences of one group as a project in which every sentence asked for is a claim.
struct Group {
    project: Project,
    /// The set's ids of sentences.
    ids: BTreeMap<(DocumentId, Span), String>,
    claims: Vec<(ClaimId, String)>,
}

impl Group {
    fn of(input: &Input, group: &str) -> Self {
        let mut found = Self {
            project: Project::new(ProjectId(Uuid::nil()), group),
            ids: BTreeMap::new(),
            claims: Vec::new(),
        };
        let annotator = Annotator {
            machine: None,
            id: AnnotatorId(Uuid::nil()),
            name: "gold".to_owned(),
            reference: false,
        };
        found.project.apply(Edit::PutAnnotator(annotator)).unwrap();
        for document in input.documents.iter().filter(|document| document.group == group) {
            let sentences = input.sentences.iter().filter(|sentence| sentence.doc == document.id);
            found.add(document, &sentences.collect::<Vec<_>>(), &input.claims);
        }
        found
    }

    fn add(&mut self, document: &InputDocument, sentences: &[&InputSentence], asked: &BTreeSet<String>) {
        let id = DocumentId(Uuid::from_u128(1 + self.project.documents().len() as u128));
        let index = OffsetIndex::new(&document.text);
        let mut spans: Vec<(Span, &str)> = sentences
            .iter()
            .map(|sentence| {
                (index.span_from_chars(sentence.start, sentence.end).unwrap(), sentence.id.as_str())
            })
            .collect();
        spans.sort_unstable();
        let record = Document {
            pinpoints: Vec::new(),
            id,
            details: DocumentDetails { language: "en".to_owned(), ..DocumentDetails::default() },
            file_name: String::new(),
            original_sha256: String::new(),
            text: document.text.as_str().into(),
            sentences: spans
                .iter()
                .map(|(span, _)| Sentence { span: *span, role: SentenceRole::Body })
                .collect(),
            read_by: BTreeSet::new(),
        };
        self.project.apply(Edit::AddDocument { position: 0, document: Box::new(record) }).unwrap();
        for (span, name) in spans {
            self.ids.insert((id, span), name.to_owned());
            if asked.contains(name) {
                let claim = ClaimId(Uuid::from_u128(1 + self.claims.len() as u128));
                let quote = span.slice(&document.text).unwrap().to_owned();
                self.project.apply(Edit::PutClaim(Box::new(a_claim(claim, id, (span, quote))))).unwrap();
                self.claims.push((claim, name.to_owned()));
            }
        }
    }

    /// For each claim, the set's ids of what is suggested.
    fn answers(&self) -> impl Iterator<Item = (&str, Vec<&str>)> {
        let index = SentenceIndex::of(self.project.documents());
        let options = SuggestOptions {
            amount: Amount::InAll(50),
            grouped: false,
            least_score: 0.0,
            ..SuggestOptions::default()
        };
        self.claims.iter().map(move |(claim, name)| {
            let found = suggest(&self.project, &index, *claim, &options);
            let ids = found.iter().map(|found| self.ids[&(found.document, found.span)].as_str());
            (name.as_str(), ids.collect())
        })
    }
}

fn a_claim(id: ClaimId, document: DocumentId, (span, quote): (Span, String)) -> Claim {
    Claim {
        questions: Vec::new(),
        when: None,
        id,
        document,
        span,
        quote,
        unanchored: false,
        kinds: Vec::new(),
        statement: String::new(),
        attributed_to: String::new(),
        modality: None,
        confidence: None,
        credibility: None,
        tags: Vec::new(),
        note: String::new(),
        annotator: AnnotatorId(Uuid::nil()),
        created: Timestamp::default(),
        modified: Timestamp::default(),
    }
}

/// Sums over claims that have at least one link.
#[derive(Default)]
struct Score {
    claims: f64,
    recall: f64,
    reciprocal: f64,
    precision: f64,
}

impl Score {
    #[expect(clippy::cast_precision_loss, reason = "counts of a test")]
    fn add(&mut self, listed: &[&str], wanted: &BTreeSet<&str>) {
        let (mut hits, mut precision) = (0, 0.0);
        for (at, found) in listed.iter().enumerate() {
            if wanted.contains(found) {
                hits += 1;
                precision += f64::from(hits) / (at + 1) as f64;
            }
        }
        let top = listed.iter().take(5).filter(|found| wanted.contains(*found)).count();
        let first = listed.iter().position(|found| wanted.contains(found));
        self.claims += 1.0;
        self.recall += top as f64 / wanted.len().min(5) as f64;
        self.reciprocal += first.map_or(0.0, |at| 1.0 / (at + 1) as f64);
        self.precision += precision / wanted.len().min(50) as f64;
    }

    fn percent(&self) -> [f64; 3] {
        [self.recall, self.reciprocal, self.precision].map(|sum| 100.0 * sum / self.claims)
    }
}

fn score(input: &Input, gold: &Gold) -> Score {
    let mut wanted: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for link in &gold.links {
        wanted.entry(&link.a).or_default().insert(&link.b);
        wanted.entry(&link.b).or_default().insert(&link.a);
    }
    let is_ignored = |one: &str, other: &str| {
        let pair = |one: &str, other: &str| gold.ignore.contains(&(one.to_owned(), other.to_owned()));
        pair(one, other) || pair(other, one)
    };
    let groups: BTreeSet<&str> = input.documents.iter().map(|document| document.group.as_str()).collect();
    let mut score = Score::default();
    for group in groups {
        let group = Group::of(input, group);
        for (claim, mut listed) in group.answers() {
            listed.retain(|found| !is_ignored(claim, found));
            if let Some(wanted) = wanted.get(claim) {
                score.add(&listed, wanted);
            }
        }
    }
    score
}

fn gold_folder() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold");
    let folder = std::env::var_os("CROSSCLAIM_GOLD").map_or_else(beside, PathBuf::from).join("links");
    folder.is_dir().then_some(folder)
}

#[expect(clippy::disallowed_methods, reason = "the sets are no part of the checkout")]
fn read<T: DeserializeOwned>(path: &Path) -> T {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that had nothing to do says so")]
fn suggestions_score_as_recorded() {
    let Some(folder) = gold_folder() else {
        eprintln!("no gold sets beside the checkout: name their folder in CROSSCLAIM_GOLD");
        return;
    };
    let mut fallen = Vec::new();
    for (set, recall, reciprocal, precision) in RECORDED {
        let input: Input = read(&folder.join(format!("{set}.dev.input.json")));
        let gold: Gold = read(&folder.join(format!("{set}.dev.gold.json")));
        let found = score(&input, &gold).percent();
        let recorded = [recall, reciprocal, precision];
        if found.iter().zip(recorded).any(|(found, recorded)| *found < recorded - 0.01) {
            fallen.push(format!("{set}: {found:.2?} instead of {recorded:.2?}"));
        }
    }
    assert!(fallen.is_empty(), "below the record:\n{}", fallen.join("\n"));
}
