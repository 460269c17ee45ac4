//! Parts: sizes, what stays together, the seed.

use super::*;
use crate::formats::{ExportOptions, Split};
use crate::model::{
    Annotator, AnnotatorId, Claim, Document, DocumentDetails, Edit, LinkId, Project, ProjectId, Timestamp,
};
use crate::text::{Span, segment};
use std::collections::BTreeSet;
use uuid::Uuid;

const ME: AnnotatorId = AnnotatorId(Uuid::from_u128(1));

/// Documents of three sentences, a claim on each; `links` connect claims by their numbers from 0.
fn project(document_count: u128, links: &[(u128, u128)]) -> Project {
    let mut project = Project::new(ProjectId(Uuid::nil()), "T");
    let me = Annotator { machine: None, id: ME, name: "Ann".to_owned(), reference: false };
    project.apply(Edit::PutAnnotator(me)).unwrap();
    for number in 0..document_count {
        let text =
            format!("Alpha number {number} rose. Beta place {number} fell. Gamma thing {number} stayed.");
        let mut details = DocumentDetails { language: "en".to_owned(), ..DocumentDetails::default() };
        details.source.published = format!("2026-01-{:02}", 1 + number / 2);
        let document = Document {
            pinpoints: Vec::new(),
            id: DocumentId(Uuid::from_u128(100 + number)),
            details,
            file_name: String::new(),
            original_sha256: String::new(),
            sentences: segment(&text, Some("en")).0,
            text: text.into(),
            read_by: BTreeSet::new(),
        };
        let claims: Vec<Claim> = document
            .sentences
            .iter()
            .zip(0..)
            .map(|(sentence, index)| claim(1_000 + number * 3 + index, &document, sentence.span))
            .collect();
        project.apply(Edit::AddDocument { position: 9_999, document: Box::new(document) }).unwrap();
        for claim in claims {
            project.apply(Edit::PutClaim(Box::new(claim))).unwrap();
        }
    }
    for (number, (from, to)) in (0..).zip(links) {
        let link = Link {
            question: None,
            id: LinkId(Uuid::from_u128(9_000 + number)),
            from: ClaimId(Uuid::from_u128(1_000 + from)),
            to: ClaimId(Uuid::from_u128(1_000 + to)),
            kind: "updates".to_owned(),
            confidence: None,
            differences: Vec::new(),
            note: String::new(),
            annotator: ME,
            created: Timestamp::default(),
            modified: Timestamp::default(),
        };
        project.apply(Edit::PutLink(Box::new(link))).unwrap();
    }
    project
}

fn claim(number: u128, document: &Document, span: Span) -> Claim {
    Claim {
        questions: Vec::new(),
        when: None,
        id: ClaimId(Uuid::from_u128(number)),
        document: document.id,
        span,
        quote: span.slice(&document.text).unwrap().to_owned(),
        unanchored: false,
        kinds: Vec::new(),
        statement: String::new(),
        attributed_to: String::new(),
        modality: None,
        confidence: None,
        credibility: None,
        tags: Vec::new(),
        note: String::new(),
        annotator: ME,
        created: Timestamp::default(),
        modified: Timestamp::default(),
    }
}

fn options(by: SplitBy, shares: &str, seed: u64) -> ExportOptions {
    let split = Some(Split::parse(shares, by).unwrap());
    ExportOptions { split, seed, ..ExportOptions::default() }
}

/// The parts of the claims, and the record of the split.
fn parts(project: &Project, options: &ExportOptions, grain: Grain) -> (Vec<usize>, serde_json::Value) {
    let selection = Selection::new(project, options, grain).unwrap();
    let splits = selection.splits().unwrap();
    let parts = selection.claims.iter().map(|claim| splits.part_of_claim(claim)).collect();
    (parts, serde_json::from_slice(&json(splits, &selection).unwrap()).unwrap())
}

fn counts(parts: &[usize]) -> [usize; 3] {
    [0, 1, 2].map(|part| parts.iter().filter(|other| **other == part).count())
}

#[test]
fn sizes_are_those_of_the_shares_and_the_seed_decides_who() {
    let project = project(10, &[]);
    let (first, record) = parts(&project, &options(SplitBy::Thread, "80/10/10", 1), Grain::Sentences);
    assert_eq!(counts(&first), [24, 3, 3]);
    let (again, _) = parts(&project, &options(SplitBy::Thread, "80/10/10", 1), Grain::Sentences);
    let (other, _) = parts(&project, &options(SplitBy::Thread, "80/10/10", 2), Grain::Sentences);
    assert_eq!(first, again);
    assert_ne!(first, other);
    assert_eq!((&record["seed"], &record["by"]), (&1.into(), &"thread".into()));
    assert_eq!(record["groups"].as_array().unwrap().len(), 30);
}

#[test]
fn linked_claims_stay_together_over_any_number_of_links() {
    let links: Vec<(u128, u128)> = (0..20).step_by(2).map(|number| (number, number + 1)).collect();
    let project = project(10, &links);
    let selected = options(SplitBy::Thread, "50/50", 3);
    let (parts, record) = parts(&project, &selected, Grain::Sentences);
    for (from, to) in links {
        assert_eq!(parts[usize::try_from(from).unwrap()], parts[usize::try_from(to).unwrap()]);
    }
    assert_eq!(counts(&parts), [15, 15, 0]);
    assert_eq!(record["links_between_parts"], 0);
}

#[test]
fn whole_documents_leave_links_between_parts_and_count_them() {
    let project = project(4, &[(0, 3), (4, 8), (1, 9)]);
    let (parts, record) = parts(&project, &options(SplitBy::Document, "50/50", 0), Grain::Sentences);
    for document in parts.chunks(3) {
        assert!(document.iter().all(|part| *part == document[0]));
    }
    let crossing = [(0, 3), (4, 8), (1, 9)].iter().filter(|(from, to)| parts[*from] != parts[*to]).count();
    assert_eq!(record["links_between_parts"], crossing);
    assert_eq!(counts(&parts), [6, 6, 0]);
}

#[test]
fn a_format_of_whole_documents_keeps_linked_documents_together() {
    let project = project(6, &[(0, 3), (7, 15)]);
    let (parts, record) = parts(&project, &options(SplitBy::Thread, "1/1", 0), Grain::Documents);
    assert_eq!((parts[0], parts[6]), (parts[3], parts[15]));
    assert_eq!(record["links_between_parts"], 0);
    let (alone, record) =
        self::parts(&self::project(2, &[(0, 3)]), &options(SplitBy::Thread, "1/1", 0), Grain::Documents);
    assert_eq!((counts(&alone), record["parts"][1]["claim_count"].as_u64()), ([6, 0, 0], Some(0)));
}

#[test]
fn the_latest_documents_are_tested_and_no_day_is_divided() {
    let project = project(10, &[]);
    let (parts, _) = parts(&project, &options(SplitBy::Date, "60/20/20", 0), Grain::Documents);
    assert!(parts.is_sorted(), "{parts:?}");
    assert_eq!(counts(&parts), [18, 6, 6]);
    assert!(parts.chunks(6).all(|day| day.iter().all(|part| *part == day[0])));
}
