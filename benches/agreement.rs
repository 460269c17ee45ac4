//! Speed of agreement: 20,000 sentences × 20 annotators, every measure of every unit with its interval, over all and
//! between each two.
#![expect(clippy::unwrap_used, reason = "a bench that fails says so by stopping")]

use criterion::{Criterion, criterion_group, criterion_main};
use crossclaim::analysis::agreement::{AgreementOptions, AgreementReport, agreement};
use crossclaim::model::{
    Annotator, AnnotatorId, Claim, ClaimId, Confidence, Credibility, Document, DocumentDetails, DocumentId,
    Edit, Link, LinkId, Project, ProjectId, Timestamp,
};
use crossclaim::text::{Sentence, SentenceRole, Span};
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};
use uuid::Uuid;

const DOCUMENTS: usize = 400;
const SENTENCES: usize = 50;
const ANNOTATORS: usize = 20;
const PAIRS: usize = 2_000;

const KINDS: [&str; 8] =
    ["event_property", "quantity", "quotation", "position", "prediction", "causal", "rule", "other"];
const LINK_KINDS: [&str; 5] = ["corroborates", "contradicts", "qualifies", "updates", "overlaps"];
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

    /// The first for the most part, else any.
    fn mostly(&mut self, usual: &'static str, all: &[&'static str]) -> String {
        let other = self.below(all.len());
        let is_usual = self.below(4) > 0;
        (if is_usual { usual } else { all.get(other).copied().unwrap_or_default() }).to_owned()
    }
}

const fn annotator_id(number: usize) -> AnnotatorId {
    AnnotatorId(Uuid::from_u128(1 + number as u128))
}

/// Everybody reads everything and claims what most others claim, for the most part; a claim in five has other ends.
struct Corpus {
    dice: Dice,
    project: Project,
    claims: u128,
    links: u128,
    /// Of each annotator the claims by document and sentence.
    tagged: Vec<Vec<Option<ClaimId>>>,
}

impl Corpus {
    fn made() -> Project {
        let mut project = Project::new(ProjectId(Uuid::nil()), "Bench");
        for number in 0..ANNOTATORS {
            let annotator = Annotator {
                machine: None,
                id: annotator_id(number),
                name: format!("A{number}"),
                reference: false,
            };
            project.apply(Edit::PutAnnotator(annotator)).unwrap();
        }
        let tagged = vec![vec![None; DOCUMENTS * SENTENCES]; ANNOTATORS];
        let mut corpus = Self { dice: Dice(7), project, claims: 0, links: 0, tagged };
        (0..DOCUMENTS).for_each(|number| corpus.add_document(number));
        corpus.add_links();
        corpus.project
    }

    fn add_document(&mut self, number: usize) {
        let (mut text, mut sentences) = (String::new(), Vec::new());
        for at in 0..SENTENCES {
            let start = text.len();
            write!(text, "On day {at} of month {number} the office said that ").unwrap();
            text.push_str(&"prices rose ".repeat(1 + self.dice.below(8)));
            text.push_str("again.");
            sentences.push(Sentence { span: Span::new(start, text.len()), role: SentenceRole::Body });
            text.push(' ');
        }
        let id = DocumentId(Uuid::from_u128(1 + number as u128));
        let document = Document {
            pinpoints: Vec::new(),
            id,
            details: DocumentDetails::default(),
            file_name: String::new(),
            original_sha256: String::new(),
            text: text.as_str().into(),
            sentences: sentences.clone(),
            read_by: (0..ANNOTATORS).map(annotator_id).collect(),
        };
        self.project.apply(Edit::AddDocument { position: number, document: Box::new(document) }).unwrap();
        for (at, sentence) in sentences.iter().enumerate() {
            let is_claim = self.dice.below(5) < 2;
            let kind = KINDS.get(self.dice.below(KINDS.len())).copied().unwrap_or_default();
            for annotator in 0..ANNOTATORS {
                let is_usual = self.dice.below(6) > 0;
                if is_claim == is_usual {
                    let claim = self.claim((id, sentence.span), &text, annotator, kind);
                    if let Some(slot) =
                        self.tagged.get_mut(annotator).and_then(|own| own.get_mut(number * SENTENCES + at))
                    {
                        *slot = Some(claim);
                    }
                }
            }
        }
    }

    fn claim(
        &mut self,
        (document, sentence): (DocumentId, Span),
        text: &str,
        annotator: usize,
        kind: &'static str,
    ) -> ClaimId {
        self.claims += 1;
        let id = ClaimId(Uuid::from_u128(self.claims));
        let cut = if self.dice.below(5) == 0 { 1 + self.dice.below(3) } else { 0 };
        let span = Span::new(sentence.start + cut, sentence.end);
        let mut kinds = vec![self.dice.mostly(kind, &KINDS)];
        if self.dice.below(8) == 0 {
            kinds.push(self.dice.mostly("other", &KINDS));
            kinds.dedup();
        }
        let level = self.dice.mostly("moderate", &LEVELS);
        let claim = Claim {
            questions: Vec::new(),
            when: None,
            id,
            document,
            span,
            quote: span.slice(text).unwrap_or_default().to_owned(),
            unanchored: false,
            kinds,
            statement: String::new(),
            attributed_to: String::new(),
            modality: None,
            confidence: Some(Confidence { scale: "ic_confidence".to_owned(), level }),
            credibility: Credibility::ALL.get(self.dice.below(6)).copied(),
            tags: Vec::new(),
            note: String::new(),
            annotator: annotator_id(annotator),
            created: Timestamp::default(),
            modified: Timestamp::default(),
        };
        self.project.apply(Edit::PutClaim(Box::new(claim))).unwrap();
        id
    }

    /// Pairs of sentences that half of those link who claimed both.
    fn add_links(&mut self) {
        for _ in 0..PAIRS {
            let (one, other) =
                (self.dice.below(DOCUMENTS * SENTENCES), self.dice.below(DOCUMENTS * SENTENCES));
            let kind = LINK_KINDS.get(self.dice.below(LINK_KINDS.len())).copied().unwrap_or_default();
            for annotator in 0..ANNOTATORS {
                let own = self.tagged.get(annotator);
                let end = |at: usize| own.and_then(|own| own.get(at).copied().flatten());
                let (Some(from), Some(to)) = (end(one), end(other)) else {
                    continue;
                };
                if one == other || self.dice.below(2) == 0 {
                    continue;
                }
                self.links += 1;
                let kind = self.dice.mostly(kind, &LINK_KINDS);
                let is_symmetric =
                    self.project.codebook().link_kind(&kind).is_some_and(|kind| kind.symmetric);
                let (from, to) = if is_symmetric { (from.min(to), from.max(to)) } else { (from, to) };
                let level = self.dice.mostly("high", &LEVELS);
                let link = Link {
                    question: None,
                    id: LinkId(Uuid::from_u128(self.links)),
                    from,
                    to,
                    kind,
                    confidence: Some(Confidence { scale: "ic_confidence".to_owned(), level }),
                    differences: Vec::new(),
                    note: String::new(),
                    annotator: annotator_id(annotator),
                    created: Timestamp::default(),
                    modified: Timestamp::default(),
                };
                self.project.apply(Edit::PutLink(Box::new(link))).unwrap();
            }
        }
    }
}

/// What the system says that this process was given of a core, where it says so: another program at work does not count.
#[expect(clippy::disallowed_methods, reason = "a bench reads what the system says of it")]
fn core_time() -> Option<Duration> {
    let line = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    line.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

#[expect(clippy::print_stdout, reason = "figures that criterion does not take")]
fn figures(project: &Project) {
    let mut took: Vec<Duration> = Vec::new();
    let core =
        |before: Option<Duration>| core_time().zip(before).map(|(now, before)| now.saturating_sub(before));
    let mut report: Option<AgreementReport> = None;
    for _ in 0..7 {
        let (began, before) = (Instant::now(), core_time());
        report = Some(agreement(black_box(project), AgreementOptions::default()));
        took.push(core(before).unwrap_or_else(|| began.elapsed()));
    }
    took.sort_unstable();
    let report = report.unwrap();
    let (best, worst) = (took.first().unwrap(), took.last().unwrap());
    println!(
        "{} claims, {} links: {} figures over all and {} of pairs, best {best:?} of a core, worst {worst:?}",
        project.claims().len(),
        project.links().len(),
        report.overall.len(),
        report.pairs.len(),
    );
    for table in &report.tables {
        println!("{}: {} items", table.unit().name(), table.len());
    }
}

fn agreements(criterion: &mut Criterion) {
    let project = Corpus::made();
    figures(&project);
    let mut group = criterion.benchmark_group("agreement");
    group.sample_size(10);
    group.bench_function("20,000 sentences × 20 annotators", |bencher| {
        bencher.iter(|| agreement(black_box(&project), AgreementOptions::default()));
    });
    group.finish();
}

criterion_group!(benches, agreements);
criterion_main!(benches);
