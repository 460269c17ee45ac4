//! Writing and reading the project file alone, at 100,000 and a million claims. `cargo bench --bench project_file`.
//!
//! Peak memory is that of a process that does nothing but read the file and open it, bytes included (Linux only).
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench that fails says so by stopping")]
#![expect(clippy::print_stdout, reason = "figures are printed")]
#![expect(clippy::disallowed_methods, reason = "a scratch file of the bench, outside the program")]

use crossclaim::model::{
    Annotator, AnnotatorId, Claim, ClaimId, Confidence, DEFAULT_SCALE, Document, DocumentDetails, DocumentId,
    Edit, Link, LinkId, Modality, Project, ProjectId, Timestamp, Transaction,
};
use crossclaim::storage::{DiskFs, Places, open_project, read_project, write_project};
use crossclaim::text::{Sentence, SentenceRole, Span};
use crossclaim::workspace::exchange::Parser;
use crossclaim::workspace::{Environment, Workspace};
use std::collections::BTreeSet;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;
use uuid::Uuid;

/// Set in the child process whose memory is measured: the file it opens.
const CHILD: &str = "CROSSCLAIM_BENCH_FILE";
const SENTENCES_PER_DOCUMENT: usize = 50;
const WORDS: [&str; 16] = [
    "output",
    "rose",
    "the",
    "council",
    "in",
    "Tallinn",
    "said",
    "by",
    "percent",
    "fell",
    "exports",
    "of",
    "“steel”",
    "Łódź",
    "budget",
    "for",
];
const KINDS: [&str; 4] = ["quantity", "quotation", "prediction", "position"];
const LEVELS: [&str; 3] = ["low", "moderate", "high"];
const RELATIONS: [&str; 4] = ["updates", "qualifies", "subsumes", "attributes"];

fn main() {
    if let Ok(path) = std::env::var(CHILD) {
        let began = Instant::now();
        let loaded = open_project(&DiskFs, path.as_ref(), u64::MAX).unwrap().unwrap();
        println!("{:.0} {:.0}", millis(began), peak_mb().unwrap_or(f64::NAN));
        black_box(loaded);
        std::process::abort();
    }
    println!(
        "| claims, as many sentences, half as many links | MB | write ms | read ms | clone ms | peak MB |"
    );
    println!("| --- | --- | --- | --- | --- | --- |");
    for claims in [1_000, 10_000, 100_000, 1_000_000] {
        let project = project(claims);
        let repeats = (200_000 / claims).clamp(1, 20);
        let write_ms = median(repeats, || {
            black_box(write_project(&project));
        });
        let clone_ms = median(repeats, || {
            black_box(project.snapshot());
        });
        let bytes = write_project(&project);
        drop(project);
        let megabytes = bytes.len() as f64 / 1e6;
        let read_ms = median(repeats, || {
            black_box(read_project(&bytes).unwrap());
        });
        let peak = peak_of_opening(&bytes);
        println!("| {claims} | {megabytes:.1} | {write_ms:.1} | {read_ms:.1} | {clone_ms:.1} | {peak} |");
    }
    journal();
}

/// 100,000 steps on a project of 100,000 claims: each through the one door into the journal, then all done again.
fn journal() {
    const STEPS: usize = 100_000;
    let folder = std::env::temp_dir().join(format!("crossclaim-bench-journal-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (path, me) = (folder.join("p.crossclaim.ron"), me());
    let places = Some(Places::at(folder.join("state")));
    let environment = Environment { vfs: Arc::new(DiskFs), places, parser: Parser::Nobody };
    let mut workspace = Workspace::create_from(&path, project(100_000), &me, environment.clone()).unwrap();
    let claims: Vec<Claim> = workspace.project().claims().cloned().collect();
    let mut times: Vec<f64> = (0..STEPS)
        .map(|number| {
            let mut claim = claims[number * 7 % claims.len()].clone();
            claim.note = format!("step {number}");
            let step = Transaction::new("Set note", vec![Edit::PutClaim(Box::new(claim))]);
            let began = Instant::now();
            workspace.commit(step).unwrap();
            millis(began) * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    // As if the program died: nothing is saved.
    drop(workspace);
    let began = Instant::now();
    drop(read_project(&std::fs::read(&path).unwrap()).unwrap());
    let read_ms = millis(began);
    let began = Instant::now();
    let (workspace, problems) = Workspace::open(&path, &me, environment).unwrap();
    let open_ms = millis(began);
    assert_eq!((workspace.recovery().step_count, problems.len()), (STEPS, 0));
    drop(workspace);
    std::fs::remove_dir_all(&folder).unwrap();
    println!(
        "\ncommit + append: median {:.1} µs, p99 {:.1} µs, longest {:.2} ms; {STEPS} steps done again in {:.0} ms \
         (opening {open_ms:.0} ms, the file alone {read_ms:.0} ms)",
        times[STEPS / 2],
        times[STEPS * 99 / 100],
        times[STEPS - 1] / 1e3,
        open_ms - read_ms
    );
}

fn me() -> Annotator {
    Annotator {
        machine: None,
        id: AnnotatorId(Uuid::from_u128(7)),
        name: "Bench".to_owned(),
        reference: false,
    }
}

fn median(repeats: usize, work: impl Fn()) -> f64 {
    let mut times: Vec<f64> = (0..repeats)
        .map(|_| {
            let began = Instant::now();
            work();
            millis(began)
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn millis(began: Instant) -> f64 {
    began.elapsed().as_secs_f64() * 1e3
}

fn peak_of_opening(bytes: &[u8]) -> String {
    let path = std::env::temp_dir().join(format!("crossclaim-bench-{}.ron", std::process::id()));
    std::fs::write(&path, bytes).unwrap();
    let child = std::process::Command::new(std::env::current_exe().unwrap()).env(CHILD, &path).output();
    std::fs::remove_file(&path).unwrap();
    let words = String::from_utf8(child.unwrap().stdout).unwrap();
    let figures: Vec<&str> = words.split_whitespace().collect();
    match figures.as_slice() {
        [open, peak] => format!("{peak} (opened in {open} ms, disk included)"),
        _ => "not measured".to_owned(),
    }
}

fn peak_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// `SplitMix64` (Steele, Lea and Flood 2014).
struct Dice(u64);

impl Dice {
    const fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    const fn below(&mut self, limit: usize) -> usize {
        (self.number() >> 33) as usize % limit
    }

    fn of(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len())]
    }

    /// Grows with the number as ids by time do.
    const fn id(&mut self, number: usize) -> Uuid {
        Uuid::from_u64_pair((0x0199_0000_0000 + number as u64) << 16 | 0x7000, self.number() | 1 << 63)
    }

    fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| self.of(&WORDS)).collect::<Vec<_>>().join(" ")
    }

    fn confidence(&mut self) -> Option<Confidence> {
        (self.below(10) < 6)
            .then(|| Confidence { scale: DEFAULT_SCALE.to_owned(), level: self.of(&LEVELS).to_owned() })
    }
}

/// One claim a sentence, half as many links, notes on three of ten.
fn project(claim_count: usize) -> Project {
    let dice = &mut Dice(7);
    let annotator = me().id;
    let mut project = Project::new(ProjectId(Uuid::from_u128(1)), "Bench");
    project.apply(Edit::PutAnnotator(me())).unwrap();
    let mut claims: Vec<ClaimId> = Vec::new();
    for number in 0..claim_count / SENTENCES_PER_DOCUMENT {
        let document = Box::new(document(dice, number));
        for sentence in &document.sentences {
            claims.push(ClaimId(dice.id(claims.len())));
            let claim = claim(dice, &document, sentence.span, *claims.last().unwrap());
            if claims.len() % SENTENCES_PER_DOCUMENT == 1 {
                project.apply(Edit::AddDocument { position: number, document: document.clone() }).unwrap();
            }
            project.apply(Edit::PutClaim(Box::new(claim))).unwrap();
        }
    }
    let mut seen = BTreeSet::new();
    while seen.len() < claim_count / 2 {
        let (from, to) = (claims[dice.below(claims.len())], claims[dice.below(claims.len())]);
        if from != to && seen.insert((from, to)) {
            let id = LinkId(dice.id(seen.len()));
            let created = time(seen.len());
            let link = Link {
                question: None,
                id,
                from,
                to,
                kind: dice.of(&RELATIONS).to_owned(),
                confidence: dice.confidence(),
                differences: Vec::new(),
                note: if dice.below(10) < 3 { dice.words(6) } else { String::new() },
                annotator,
                created,
                modified: created,
            };
            project.apply(Edit::PutLink(Box::new(link))).unwrap();
        }
    }
    project
}

fn time(number: usize) -> Timestamp {
    Timestamp::from_millis(1_764_000_000_000 + i64::try_from(number).unwrap() * 977)
}

fn document(dice: &mut Dice, number: usize) -> Document {
    let mut text = String::new();
    let mut sentences = Vec::new();
    for index in 0..SENTENCES_PER_DOCUMENT {
        let count = 8 + dice.below(12);
        let start = text.len();
        text.push_str(&dice.words(count));
        text.push('.');
        sentences.push(Sentence { span: Span::new(start, text.len()), role: SentenceRole::Body });
        text.push_str(if index % 5 == 4 { "\n\n" } else { " " });
    }
    Document {
        pinpoints: Vec::new(),
        id: DocumentId(dice.id(number)),
        details: DocumentDetails { title: format!("Report {number}"), ..DocumentDetails::default() },
        file_name: format!("report{number:05}.txt"),
        original_sha256: format!("{number:064x}"),
        text: text.into(),
        sentences,
        read_by: BTreeSet::default(),
    }
}

fn claim(dice: &mut Dice, document: &Document, span: Span, id: ClaimId) -> Claim {
    let created = time(dice.below(1 << 20));
    Claim {
        questions: Vec::new(),
        when: None,
        id,
        document: document.id,
        span,
        quote: span.slice(&document.text).unwrap().to_owned(),
        unanchored: false,
        kinds: vec![dice.of(&KINDS).to_owned()],
        statement: if dice.below(10) < 2 { dice.words(8) } else { String::new() },
        attributed_to: if dice.below(10) < 2 { dice.words(2) } else { String::new() },
        modality: (dice.below(10) < 3).then_some(Modality::Probable),
        confidence: dice.confidence(),
        credibility: None,
        tags: Vec::new(),
        note: if dice.below(10) < 3 { dice.words(6) } else { String::new() },
        annotator: AnnotatorId(Uuid::from_u128(7)),
        created,
        modified: created,
    }
}
