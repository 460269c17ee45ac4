//! Merging two versions of a project of 100,000 claims and 50,000 links. `cargo bench --bench merge`.
//!
//! Each side changes 2,000 claims, takes out 300 and adds 500 with a link; every version is read from its own bytes, as
//! the command reads files.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench that fails says so by stopping")]
#![expect(clippy::print_stdout, reason = "figures are printed")]

use crossclaim::model::{
    Annotator, AnnotatorId, Claim, ClaimId, Document, DocumentDetails, DocumentId, Edit, Link, LinkId,
    Project, ProjectId, RecordId, Timestamp, merge,
};
use crossclaim::storage::{read_project, write_project};
use crossclaim::text::{Sentence, SentenceRole, Span};
use std::hint::black_box;
use std::time::Instant;
use uuid::Uuid;

const CLAIMS: usize = 100_000;
const SENTENCES: usize = 50;
const ANNOTATOR: AnnotatorId = AnnotatorId(Uuid::from_u128(7));

fn main() {
    let base = read_back(&base());
    let [ours, theirs] = [1, 2].map(|side| read_back(&version(&base, side)));
    println!("| merge of {CLAIMS} claims | ms | conflicts | edits |\n| --- | --- | --- | --- |");
    for (name, base) in [("three versions", Some(&base)), ("two versions, no base", None)] {
        let merged = merge(base, &ours, &theirs).unwrap();
        let mut times: Vec<f64> = (0..9)
            .map(|_| {
                let began = Instant::now();
                black_box(merge(base, &ours, &theirs).unwrap());
                began.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        times.sort_by(f64::total_cmp);
        let (conflicts, edits) = (merged.report.conflicts.len(), merged.step.edits.len());
        println!(
            "| {name} | {:.0} (from {:.0} to {:.0}) | {conflicts} | {edits} |",
            times[4], times[0], times[8]
        );
    }
}

/// Records of their own, as after reading a file.
fn read_back(project: &Project) -> Project {
    read_project(&write_project(project)).unwrap().project
}

/// Grows with the number as ids by time do.
fn id(number: usize) -> Uuid {
    Uuid::from_u64_pair((0x0199_0000_0000 + number as u64) << 16 | 0x7000, 1 << 63)
}

fn time(number: usize) -> Timestamp {
    Timestamp::from_millis(1_764_000_000_000 + i64::try_from(number).unwrap())
}

fn base() -> Project {
    let mut project = Project::new(ProjectId(Uuid::from_u128(1)), "Bench");
    project
        .apply(Edit::PutAnnotator(Annotator {
            machine: None,
            id: ANNOTATOR,
            name: "Bench".to_owned(),
            reference: false,
        }))
        .unwrap();
    for number in 0..CLAIMS / SENTENCES {
        let words = (0..SENTENCES)
            .map(|line| format!("The council said in report {number} that output rose by {line} %."));
        let lines: Vec<String> = words.collect();
        let mut start = 0;
        let spans = lines.iter().map(|line| {
            start += line.len() + 1;
            Span::new(start - line.len() - 1, start - 1)
        });
        let document = Document {
            pinpoints: Vec::new(),
            id: DocumentId(id(number)),
            details: DocumentDetails { title: format!("Report {number}"), ..DocumentDetails::default() },
            file_name: format!("{number}.txt"),
            original_sha256: String::new(),
            sentences: spans.map(|span| Sentence { span, role: SentenceRole::Body }).collect(),
            text: lines.join(" ").into(),
            read_by: [ANNOTATOR].into(),
        };
        project.apply(Edit::AddDocument { position: number, document: Box::new(document.clone()) }).unwrap();
        for (line, sentence) in document.sentences.iter().enumerate() {
            let claim = claim(&document, sentence.span, number * SENTENCES + line);
            project.apply(Edit::PutClaim(Box::new(claim))).unwrap();
        }
    }
    for number in 0..CLAIMS / 2 {
        project.apply(Edit::PutLink(Box::new(link(number, number, number + CLAIMS / 2)))).unwrap();
    }
    project
}

fn claim(document: &Document, span: Span, number: usize) -> Claim {
    Claim {
        questions: Vec::new(),
        when: None,
        id: ClaimId(id(number)),
        document: document.id,
        span,
        quote: span.slice(&document.text).unwrap().to_owned(),
        unanchored: false,
        kinds: vec!["quantity".to_owned()],
        statement: String::new(),
        attributed_to: "The council".to_owned(),
        modality: None,
        confidence: None,
        credibility: None,
        tags: Vec::new(),
        note: if number.is_multiple_of(3) { format!("note {number}") } else { String::new() },
        annotator: ANNOTATOR,
        created: time(number),
        modified: time(number),
    }
}

fn link(number: usize, from: usize, to: usize) -> Link {
    Link {
        question: None,
        id: LinkId(id(number)),
        from: ClaimId(id(from)),
        to: ClaimId(id(to)),
        kind: "updates".to_owned(),
        confidence: None,
        differences: Vec::new(),
        note: String::new(),
        annotator: ANNOTATOR,
        created: time(number),
        modified: time(number),
    }
}

/// What one side makes of the project; some of what it changes or takes out the other one changes too.
fn version(base: &Project, side: usize) -> Project {
    let mut project = base.clone();
    for number in 0..2_000 {
        let at = number * 49 + (side * 7 * (number % 10)) % 49;
        let mut changed = project.claim(ClaimId(id(at))).unwrap().clone();
        changed.note = format!("side {side}");
        changed.modified = time(CLAIMS + number);
        project.apply(Edit::PutClaim(Box::new(changed))).unwrap();
    }
    for number in 0..300 {
        let claim = ClaimId(id(number * 301 + side));
        let named: Vec<RecordId> = project.mentions_of(claim).collect();
        for record in named {
            if let RecordId::Link(link) = record {
                project.apply(Edit::RemoveLink(link)).unwrap();
            }
        }
        project.apply(Edit::RemoveClaim(claim)).unwrap();
    }
    for number in 0..500 {
        let document = project.documents().nth(number * 3).unwrap().clone();
        let new = CLAIMS + side * 1_000 + number;
        let span = document.sentences[number % SENTENCES].span;
        project.apply(Edit::PutClaim(Box::new(claim(&document, span, new)))).unwrap();
        let other = project.claims_in(document.id).next().unwrap().id;
        let link = Link { to: other, ..link(new, new, 0) };
        project.apply(Edit::PutLink(Box::new(link))).unwrap();
    }
    project
}
