//! Speed of adjudication: 30,000 claims and 9,000 links of three annotators, all cases from scratch; and what a person
//! waits for who settles one of them or all that is agreed.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench that fails says so by stopping")]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use crossclaim::analysis::adjudication::AdjudicationIndex;
use crossclaim::model::{
    Annotator, AnnotatorId, Claim, ClaimId, Confidence, Document, DocumentDetails, DocumentId, Edit, Link,
    LinkId, Project, ProjectId, Timestamp,
};
use crossclaim::text::{Sentence, SentenceRole, Span};
use crossclaim::workspace::{Decision, FixedClock, IdSource, RulingReason, Workspace};
use std::fmt::Write as _;
use std::hint::black_box;
use uuid::Uuid;

const DOCUMENTS: usize = 100;
const SENTENCES: usize = 100;
const ANNOTATORS: usize = 3;
const PAIRS: usize = 3_000;

const KINDS: [&str; 4] = ["quantity", "event_property", "causal", "rule"];
const LINK_KINDS: [&str; 3] = ["corroborates", "contradicts", "updates"];
const LEVELS: [&str; 3] = ["low", "moderate", "high"];

/// `SplitMix64` (Steele, Lea and Flood 2014).
struct Dice(u64);

impl Dice {
    const fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 33) as usize % limit
    }

    /// The given one four times out of five.
    fn near(&mut self, usual: usize, limit: usize) -> usize {
        let other = self.below(limit);
        if self.below(5) > 0 { usual % limit } else { other }
    }
}

fn annotator(number: usize) -> Annotator {
    let id = AnnotatorId(Uuid::from_u128(1 + number as u128));
    Annotator { machine: None, id, name: format!("A{number}"), reference: false }
}

/// Everybody reads everything and tags every sentence, mostly alike.
fn corpus() -> Project {
    let mut project = Project::new(ProjectId(Uuid::nil()), "Bench");
    let mut dice = Dice(7);
    let everybody: Vec<Annotator> = (0..ANNOTATORS).map(annotator).collect();
    for one in &everybody {
        project.apply(Edit::PutAnnotator(one.clone())).unwrap();
    }
    for number in 0..DOCUMENTS {
        let (mut text, mut sentences) = (String::new(), Vec::new());
        for at in 0..SENTENCES {
            let start = text.len();
            write!(text, "On day {at} of month {number} the office said that prices rose.").unwrap();
            sentences.push(Sentence { span: Span::new(start, text.len()), role: SentenceRole::Body });
            text.push(' ');
        }
        let document = Document {
            pinpoints: Vec::new(),
            id: DocumentId(Uuid::from_u128(1 + number as u128)),
            details: DocumentDetails::default(),
            file_name: String::new(),
            original_sha256: String::new(),
            text: text.into(),
            sentences,
            read_by: everybody.iter().map(|one| one.id).collect(),
        };
        project.apply(Edit::AddDocument { position: number, document: Box::new(document.clone()) }).unwrap();
        for (at, sentence) in document.sentences.iter().enumerate() {
            for (who, one) in everybody.iter().enumerate() {
                let count = ((number * SENTENCES + at) * ANNOTATORS + who) as u128;
                let span = Span::new(sentence.span.start + 3 * (dice.near(0, 2)), sentence.span.end);
                let level = LEVELS[dice.near(at, LEVELS.len())].to_owned();
                let claim = Claim {
                    questions: Vec::new(),
                    when: None,
                    id: ClaimId(Uuid::from_u128(count + 1)),
                    document: document.id,
                    span,
                    quote: span.slice(&document.text).unwrap().to_owned(),
                    unanchored: false,
                    kinds: vec![KINDS[dice.near(at, KINDS.len())].to_owned()],
                    statement: String::new(),
                    attributed_to: String::new(),
                    modality: None,
                    confidence: Some(Confidence { scale: "ic_confidence".to_owned(), level }),
                    credibility: None,
                    tags: Vec::new(),
                    note: String::new(),
                    annotator: one.id,
                    created: Timestamp::default(),
                    modified: Timestamp::default(),
                };
                project.apply(Edit::PutClaim(Box::new(claim))).unwrap();
            }
        }
    }
    add_links(&mut project, &mut dice, &everybody);
    project
}

fn add_links(project: &mut Project, dice: &mut Dice, everybody: &[Annotator]) {
    for pair in 0..PAIRS {
        let from = dice.below(DOCUMENTS * SENTENCES / 2);
        let to = DOCUMENTS * SENTENCES / 2 + dice.below(DOCUMENTS * SENTENCES / 2);
        for (who, one) in everybody.iter().enumerate() {
            let claim = |at: usize| ClaimId(Uuid::from_u128((at * ANNOTATORS + who + 1) as u128));
            let link = Link {
                question: None,
                id: LinkId(Uuid::from_u128((pair * ANNOTATORS + who + 1) as u128)),
                from: claim(from),
                to: claim(to),
                kind: LINK_KINDS[dice.near(pair, LINK_KINDS.len())].to_owned(),
                confidence: None,
                differences: Vec::new(),
                note: String::new(),
                annotator: one.id,
                created: Timestamp::default(),
                modified: Timestamp::default(),
            };
            // Two pairs may be the same.
            project.apply(Edit::PutLink(Box::new(link))).ok();
        }
    }
}

fn adjudication(criterion: &mut Criterion) {
    let project = corpus();
    let mut group = criterion.benchmark_group("adjudication");
    group.sample_size(10);
    group.bench_function("30,000 claims of 3 annotators", |bencher| {
        bencher.iter(|| AdjudicationIndex::of(black_box(&project)));
    });
    let open = || {
        let clock = Box::new(FixedClock(Timestamp::from_millis(1_000)));
        let mut workspace =
            Workspace::new(project.clone(), &annotator(0), clock, IdSource::Counted(1 << 40)).unwrap();
        workspace.refresh_adjudication();
        let cases = workspace.adjudication().unwrap().cases();
        let key = cases.iter().find(|case| !case.is_agreed()).unwrap().key;
        (workspace, key)
    };
    group.bench_function("settle one case", |bencher| {
        let settle = |(mut workspace, key): (Workspace, _)| {
            workspace.rule(key, &Decision::Merge, RulingReason::default()).unwrap();
            workspace
        };
        bencher.iter_batched(open, settle, BatchSize::LargeInput);
    });
    group.bench_function("accept all that is agreed", |bencher| {
        let accept = |(mut workspace, _): (Workspace, _)| {
            workspace.accept_all_agreed().unwrap();
            workspace
        };
        bencher.iter_batched(open, accept, BatchSize::LargeInput);
    });
    group.finish();
}

criterion_group!(benches, adjudication);
criterion_main!(benches);
