//! Speed and memory of suggestions: 100,000 sentences indexed, one document exchanged, claims asked.
//!
//! Two corpora, each the worst case of something: one with many words, as in real texts, and one of few templates,
//! where every question touches every sentence.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench that fails says so by stopping")]

use criterion::{Criterion, criterion_group, criterion_main};
use crossclaim::analysis::index::SentenceIndex;
use crossclaim::analysis::suggest::{LikelyLinks, SuggestOptions, suggest};
use crossclaim::model::{
    Annotator, AnnotatorId, Claim, ClaimId, Document, DocumentDetails, DocumentId, Edit, Project, ProjectId,
    Timestamp,
};
use crossclaim::text::{Sentence, SentenceRole, Span};
use std::hint::black_box;
use std::time::{Duration, Instant};
use uuid::Uuid;

const DOCUMENTS: usize = 2_000;
const SENTENCES: usize = 50;
const CLAIMS: usize = 400;

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

    fn of(&mut self, words: &[&'static str]) -> &'static str {
        words.get(self.below(words.len())).copied().unwrap_or_default()
    }
}

/// Words as often as in a language: the rank of a word is about inverse to how often it occurs.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to 120,000")]
fn rich_sentence(dice: &mut Dice) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "con", "di", "ter", "mo", "nal", "pre", "ri", "sta", "tion", "ver", "lo", "ck", "ment", "su",
        "ex",
    ];
    let mut text = String::new();
    for at in 0..14 + dice.below(16) {
        let share = dice.below(1_000_000) as f64 / 1e6;
        let mut rank = 120_000_f64.powf(share) as usize;
        let is_name = rank > 500 && dice.below(6) == 0;
        text.push_str(if at == 0 { "" } else { " " });
        if dice.below(30) == 0 {
            text.push_str(&dice.below(3_000).to_string());
            continue;
        }
        let start = text.len();
        while rank > 0 {
            text.push_str(SYLLABLES[rank % 16]);
            rank /= 16;
        }
        if is_name || at == 0 {
            let word = text.split_off(start);
            let (first, rest) = word.split_at(1);
            text.push_str(&first.to_uppercase());
            text.push_str(rest);
        }
    }
    text
}

/// Few words, so that each stands in many sentences.
fn poor_sentence(dice: &mut Dice) -> String {
    let who = dice.of(&["Northwind Energy", "the Central Bank", "Helio Systems", "Quarry Steel"]);
    let place = dice.of(&["Oslo", "Lisbon", "Graz", "Porto", "Ghent", "Turin", "Cork", "Brno"]);
    let matter = dice.of(&["revenue", "output", "the budget", "exports", "ridership", "the merger"]);
    let (share, year) = (dice.below(48), 2016 + dice.below(11));
    format!("On 3 March {year}, {who} said that {matter} of the plant in {place} rose by {share} percent.")
}

fn project(sentence: fn(&mut Dice) -> String) -> Project {
    let mut dice = Dice(7);
    let mut project = Project::new(ProjectId(Uuid::nil()), "Bench");
    let annotator = AnnotatorId(Uuid::from_u128(1));
    project
        .apply(Edit::PutAnnotator(Annotator {
            machine: None,
            id: annotator,
            name: "Bench".to_owned(),
            reference: false,
        }))
        .unwrap();
    for number in 0..DOCUMENTS {
        let document = document(&mut dice, number, sentence);
        project.apply(Edit::AddDocument { position: number, document: Box::new(document) }).unwrap();
    }
    for number in 0..CLAIMS {
        let id = DocumentId(Uuid::from_u128(1 + dice.below(DOCUMENTS) as u128));
        let document = project.document(id).unwrap();
        let span = document.sentences[dice.below(SENTENCES)].span;
        let claim = Claim {
            questions: Vec::new(),
            when: None,
            id: ClaimId(Uuid::from_u128(1 + number as u128)),
            document: id,
            span,
            quote: span.slice(&document.text).unwrap_or_default().to_owned(),
            unanchored: false,
            kinds: Vec::new(),
            statement: String::new(),
            attributed_to: String::new(),
            modality: None,
            confidence: None,
            credibility: None,
            tags: Vec::new(),
            note: String::new(),
            annotator,
            created: Timestamp::default(),
            modified: Timestamp::default(),
        };
        project.apply(Edit::PutClaim(Box::new(claim))).unwrap();
    }
    project
}

fn document(dice: &mut Dice, number: usize, sentence: fn(&mut Dice) -> String) -> Document {
    let (mut text, mut sentences) = (String::new(), Vec::new());
    for _ in 0..SENTENCES {
        let start = text.len();
        text.push_str(&sentence(dice));
        text.push('.');
        sentences.push(Sentence { span: Span::new(start, text.len()), role: SentenceRole::Body });
        text.push(' ');
    }
    Document {
        pinpoints: Vec::new(),
        id: DocumentId(Uuid::from_u128(1 + number as u128)),
        details: DocumentDetails { language: "en".to_owned(), ..DocumentDetails::default() },
        file_name: String::new(),
        original_sha256: String::new(),
        text: text.into(),
        sentences,
        read_by: Default::default(),
    }
}

/// Memory that the process holds, where the system says it.
#[expect(clippy::disallowed_methods, reason = "a bench reads what the system says of it")]
fn held_bytes() -> Option<usize> {
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    pages.split(' ').nth(1)?.parse::<usize>().ok().map(|pages| pages * 4096)
}

#[expect(clippy::print_stdout, reason = "figures that criterion does not take")]
fn figures(name: &str, project: &Project, index: &SentenceIndex, bytes: usize) {
    let mut took: Vec<Duration> = project
        .claims()
        .map(|claim| {
            let began = Instant::now();
            black_box(suggest(project, index, claim.id, &SuggestOptions::default()));
            began.elapsed()
        })
        .collect();
    took.sort_unstable();
    let at = |percent: usize| took.get(took.len() * percent / 100).copied().unwrap_or_default();
    let (p50, p95, worst) = (at(50), at(95), took.last().copied().unwrap_or_default());
    println!("{name}: index {} MB, query p50 {p50:?}, p95 {p95:?}, worst {worst:?}", bytes / 1_000_000);
}

fn suggestions(criterion: &mut Criterion) {
    for (name, sentence) in [("rich", rich_sentence as fn(&mut Dice) -> String), ("poor", poor_sentence)] {
        let project = project(sentence);
        let before = held_bytes().unwrap_or_default();
        let mut index = SentenceIndex::of(project.documents());
        let bytes = held_bytes().unwrap_or_default().saturating_sub(before);
        figures(name, &project, &index, bytes);
        let mut group = criterion.benchmark_group(format!("suggest {name}"));
        group.sample_size(10);
        group.bench_function("index 100,000 sentences", |bencher| {
            bencher.iter(|| SentenceIndex::of(black_box(&project).documents()));
        });
        let exchanged = project.document(DocumentId(Uuid::from_u128(9))).unwrap().clone();
        group.bench_function("exchange one document", |bencher| {
            bencher.iter(|| index.add_document(black_box(&exchanged)));
        });
        let claim = ClaimId(Uuid::from_u128(1));
        group.bench_function("exchange one document and ask", |bencher| {
            bencher.iter(|| {
                index.add_document(black_box(&exchanged));
                suggest(&project, &index, claim, &SuggestOptions::default())
            });
        });
        group.bench_function("ask for one claim", |bencher| {
            bencher.iter(|| suggest(&project, &index, claim, &SuggestOptions::default()));
        });
        group.bench_function("queue of 400 claims", |bencher| {
            bencher.iter(|| {
                let mut queue = LikelyLinks::new(&project, SuggestOptions::default());
                queue.step(&project, &index, usize::MAX);
                queue.ranked(100)
            });
        });
        group.finish();
    }
}

criterion_group!(benches, suggestions);
criterion_main!(benches);
