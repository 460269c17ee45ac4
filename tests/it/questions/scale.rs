//! Ten thousand links in one component, in the shapes that cost most.

use crossclaim::analysis::questions::propose;
use crossclaim::model::{
    Annotator, AnnotatorId, Claim, ClaimId, Document, DocumentDetails, DocumentId, Edit, Link, LinkId,
    Project, ProjectId, Timestamp,
};
use crossclaim::text::Span;
use std::collections::BTreeSet;
use uuid::Uuid;

const ANNOTATOR: AnnotatorId = AnnotatorId(Uuid::nil());

fn claim(number: u128) -> Claim {
    let text = (0..8).map(|word| format!("word{}", (number * 7 + word * word) % 40));
    let quote = text.collect::<Vec<_>>().join(" ");
    Claim {
        questions: Vec::new(),
        when: None,
        id: ClaimId(Uuid::from_u128(number)),
        document: DocumentId(Uuid::from_u128(number)),
        span: Span::new(0, quote.len()),
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
        annotator: ANNOTATOR,
        created: Timestamp::default(),
        modified: Timestamp::default(),
    }
}

fn link(number: u128, from: u128, to: u128) -> Link {
    Link {
        question: None,
        id: LinkId(Uuid::from_u128(number)),
        from: ClaimId(Uuid::from_u128(from.min(to))),
        to: ClaimId(Uuid::from_u128(from.max(to))),
        kind: "corroborates".to_owned(),
        confidence: None,
        differences: Vec::new(),
        note: String::new(),
        annotator: ANNOTATOR,
        created: Timestamp::default(),
        modified: Timestamp::default(),
    }
}

/// One claim a document and these links between them.
fn project(ends: &[(u128, u128)]) -> Project {
    let mut project = Project::new(ProjectId(Uuid::nil()), "Many links");
    let annotator = Annotator { machine: None, id: ANNOTATOR, name: "Ann".to_owned(), reference: false };
    let mut apply = |edit| project.apply(edit).map(drop).unwrap();
    apply(Edit::PutAnnotator(annotator));
    let claims: BTreeSet<u128> = ends.iter().flat_map(|(from, to)| [*from, *to]).collect();
    for (position, number) in claims.into_iter().enumerate() {
        let claim = claim(number);
        let document = Document {
            pinpoints: Vec::new(),
            id: claim.document,
            details: DocumentDetails { language: "en".to_owned(), ..DocumentDetails::default() },
            file_name: String::new(),
            original_sha256: String::new(),
            text: claim.quote.as_str().into(),
            sentences: Vec::new(),
            read_by: BTreeSet::new(),
        };
        apply(Edit::AddDocument { position, document: Box::new(document) });
        apply(Edit::PutClaim(Box::new(claim)));
    }
    for (number, (from, to)) in (1..).zip(ends) {
        apply(Edit::PutLink(Box::new(link(number, *from, *to))));
    }
    project
}

#[track_caller]
fn assert_each_link_is_in_one_group(ends: &[(u128, u128)]) {
    let project = project(ends);
    let links: Vec<LinkId> = project.links().map(|link| link.id).collect();
    let mut found: Vec<LinkId> = propose(&project, &links).into_iter().flatten().collect();
    found.sort_unstable();
    assert_eq!((found.len(), found), (ends.len(), links));
}

#[test]
fn a_chain_of_ten_thousand_links() {
    assert_each_link_is_in_one_group(&(1..=10_000).map(|at| (at, at + 1)).collect::<Vec<_>>());
}

#[test]
fn one_claim_with_ten_thousand_links() {
    assert_each_link_is_in_one_group(&(1..=10_000).map(|at| (1, at + 1)).collect::<Vec<_>>());
}

#[test]
fn every_claim_linked_with_every_other() {
    let ends = (1..=142).flat_map(|from| (from + 1..=142).map(move |to| (from, to)));
    assert_each_link_is_in_one_group(&ends.collect::<Vec<_>>());
}
