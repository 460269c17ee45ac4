//! Threads of small projects written as sentences.

use super::*;
use crate::model::{
    Annotator, AnnotatorId, Claim, Document, DocumentDetails, DocumentId, Edit, ProjectId, Timestamp,
};
use crate::text::Span;
use uuid::Uuid;

const fn claim_id(number: u128) -> ClaimId {
    ClaimId(Uuid::from_u128(number))
}

/// Claims 1 to `claim_count` and links written as `1 contradicts 2`.
fn project(claim_count: u128, links: &[&str]) -> Project {
    let mut project = Project::new(ProjectId(Uuid::nil()), "");
    let annotator = AnnotatorId(Uuid::from_u128(1));
    let document = DocumentId(Uuid::from_u128(1));
    let (name, time) = ("Ann".to_owned(), Timestamp::default());
    let mut edits = vec![
        Edit::PutAnnotator(Annotator { id: annotator, name, reference: false }),
        Edit::AddDocument {
            position: 0,
            document: Box::new(Document {
                id: document,
                details: DocumentDetails::default(),
                file_name: String::new(),
                original_sha256: String::new(),
                text: "word".into(),
                sentences: Vec::new(),
                read_by: Default::default(),
            }),
        },
    ];
    edits.extend((1..=claim_count).map(|number| {
        Edit::PutClaim(Box::new(Claim {
            id: claim_id(number),
            document,
            span: Span::new(0, 4),
            quote: "word".to_owned(),
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
            created: time,
            modified: time,
        }))
    }));
    edits.extend(links.iter().enumerate().map(|(index, words)| {
        let words: Vec<&str> = words.split(' ').collect();
        Edit::PutLink(Box::new(Link {
            id: LinkId(Uuid::from_u128(index as u128)),
            from: claim_id(words[0].parse().unwrap()),
            to: claim_id(words[2].parse().unwrap()),
            kind: words[1].to_owned(),
            confidence: None,
            differences: Vec::new(),
            note: String::new(),
            annotator,
            created: time,
            modified: time,
        }))
    }));
    for edit in edits {
        project.apply(edit).unwrap();
    }
    project
}

/// `1+2 / 3 | 2 oppositions`: positions, then disagreements as pairs of positions with ! where full.
fn drawn(project: &Project) -> Vec<String> {
    let draw = |thread: &Thread| {
        let position = |claims: &Position| {
            claims.iter().map(|id| id.0.as_u128().to_string()).collect::<Vec<_>>().join("+")
        };
        let positions: Vec<String> = thread.positions.iter().map(position).collect();
        let disagreements = thread.disagreements.iter().map(|found| {
            let mark = if found.opposition == Opposition::Full { "!" } else { "" };
            format!(" ({},{}){mark}x{}", found.positions.0, found.positions.1, found.links.len())
        });
        positions.join(" / ") + &disagreements.collect::<String>()
    };
    threads(project).iter().map(draw).collect()
}

#[test]
fn unlinked_claims_and_loose_kinds_make_no_thread() {
    assert!(drawn(&project(3, &[])).is_empty());
    assert!(drawn(&project(3, &["1 overlaps 2", "2 background 3", "1 no_relation 3"])).is_empty());
}

#[test]
fn positions_are_what_says_the_same_and_oppose_each_other() {
    let links = ["1 corroborates 3", "2 contradicts 3", "1 contradicts 2", "2 same_origin 4"];
    assert_eq!(drawn(&project(5, &links)), ["1+3 / 2+4 (0,1)!x2"]);
}

#[test]
fn threads_stay_apart_and_qualifying_is_the_softer_opposition() {
    let links = ["4 qualifies 3", "2 updates 1", "5 corroborates 6"];
    assert_eq!(drawn(&project(6, &links)), ["1 / 2", "3 / 4 (0,1)x1", "5+6"]);
}

#[test]
fn contradiction_within_a_position_is_no_disagreement_between_positions() {
    assert_eq!(drawn(&project(2, &["1 corroborates 2", "1 contradicts 2"])), ["1+2"]);
}

#[test]
fn a_long_chain_is_one_thread() {
    let links: Vec<String> = (1..2_000).rev().map(|at| format!("{at} corroborates {}", at + 1)).collect();
    let links: Vec<&str> = links.iter().map(String::as_str).collect();
    let found = threads(&project(2_000, &links));
    assert_eq!((found.len(), found[0].claim_count(), found[0].positions.len()), (1, 2_000, 1));
}
