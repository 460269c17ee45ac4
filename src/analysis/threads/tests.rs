//! Threads of small projects written as sentences.

use super::*;
use crate::model::{
    Annotator, AnnotatorId, Claim, Document, DocumentDetails, DocumentId, Edit, Link, ProjectId, Question,
    RecordId, Source, Timestamp,
};
use crate::text::Span;
use proptest::prelude::*;
use uuid::Uuid;

const ANNOTATOR: AnnotatorId = AnnotatorId(Uuid::from_u128(1));

const fn claim_id(number: u128) -> ClaimId {
    ClaimId(Uuid::from_u128(number))
}

const fn link_id(number: u128) -> LinkId {
    LinkId(Uuid::from_u128(number))
}

fn claim(number: u128) -> Edit {
    Edit::PutClaim(Box::new(Claim {
        questions: Vec::new(),
        when: None,
        id: claim_id(number),
        document: DocumentId(Uuid::from_u128(number)),
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
        annotator: ANNOTATOR,
        created: Timestamp::default(),
        modified: Timestamp::default(),
    }))
}

fn document(number: u128, publisher: &str, origin: &str) -> Edit {
    let source = Source { publisher: publisher.to_owned(), origin: origin.to_owned(), ..Source::default() };
    let document = Document {
        pinpoints: Vec::new(),
        id: DocumentId(Uuid::from_u128(number)),
        details: DocumentDetails { source, ..DocumentDetails::default() },
        file_name: String::new(),
        original_sha256: String::new(),
        text: "word".into(),
        sentences: Vec::new(),
        read_by: Default::default(),
    };
    Edit::AddDocument { position: 0, document: Box::new(document) }
}

/// `1 contradicts 2`
fn link(number: u128, words: &str) -> Edit {
    let words: Vec<&str> = words.split(' ').collect();
    Edit::PutLink(Box::new(Link {
        question: None,
        id: link_id(number),
        from: claim_id(words[0].parse().unwrap()),
        to: claim_id(words[2].parse().unwrap()),
        kind: words[1].to_owned(),
        confidence: None,
        differences: Vec::new(),
        note: String::new(),
        annotator: ANNOTATOR,
        created: Timestamp::default(),
        modified: Timestamp::default(),
    }))
}

/// Claims from 1 on, each of a document with this publisher and origin, and links from 0 on.
fn project_of(sources: &[(&str, &str)], links: &[&str]) -> Project {
    let mut project = Project::new(ProjectId(Uuid::nil()), "");
    let annotator = Annotator { machine: None, id: ANNOTATOR, name: "Ann".to_owned(), reference: false };
    project.apply(Edit::PutAnnotator(annotator)).unwrap();
    for (number, (publisher, origin)) in (1..).zip(sources) {
        project.apply(document(number, publisher, origin)).unwrap();
        project.apply(claim(number)).unwrap();
    }
    for (number, words) in (0..).zip(links) {
        project.apply(link(number, words)).unwrap();
    }
    project
}

/// Claims 1 to `claim_count`, of sources of which nothing is known.
fn project(claim_count: usize, links: &[&str]) -> Project {
    project_of(&vec![("", ""); claim_count], links)
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
    assert_eq!(drawn(&project(6, &links)), ["3 / 4 (0,1)x1", "1 / 2", "5+6"]);
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

#[test]
fn links_that_say_both_are_an_inconsistency_with_the_way_round() {
    let links =
        ["1 corroborates 2", "2 corroborates 3", "1 contradicts 3", "1 corroborates 4", "3 contradicts 5"];
    let found = threads(&project(5, &links));
    let [thread] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(
        thread.inconsistencies,
        [Inconsistency {
            position: 0,
            opposition: Opposition::Full,
            link: link_id(2),
            agreeing: vec![link_id(0), link_id(1)]
        }]
    );
    assert_eq!(thread.disagreements.len(), 1);
}

#[test]
fn copies_and_one_publisher_are_no_independent_sources() {
    let independent = |sources: &[(&str, &str)], links: &[&str]| {
        threads(&project_of(sources, links)).first().unwrap().independent.clone()
    };
    let all = ["1 corroborates 2", "2 corroborates 3"];
    assert_eq!(independent(&[("", ""), ("", ""), ("", "")], &all), [3]);
    assert_eq!(independent(&[("", ""), ("", ""), ("", "")], &["1 corroborates 2", "2 same_origin 3"]), [2]);
    assert_eq!(independent(&[("The Post", ""), ("", ""), ("the post ", "")], &all), [2]);
    assert_eq!(independent(&[("A", "Reuters"), ("Reuters", ""), ("C", "reuters")], &all), [1]);
    assert_eq!(
        independent(&[("A", ""), ("B", ""), ("C", "")], &["1 corroborates 2", "2 contradicts 3"]),
        [2, 1]
    );
}

#[test]
fn the_central_claim_has_most_links_then_most_company_then_comes_first() {
    let central = |links: &[&str]| threads(&project(4, links)).first().unwrap().central;
    assert_eq!(central(&["1 corroborates 2", "2 corroborates 3"]), Some(claim_id(2)));
    assert_eq!(central(&["1 updates 2"]), Some(claim_id(1)));
    assert_eq!(
        central(&["1 updates 2", "2 updates 4", "3 updates 4", "1 corroborates 3"]),
        Some(claim_id(1))
    );
}

#[test]
fn two_questions_about_the_same_claims_are_named_by_different_ones() {
    let mut project = project(3, &["1 corroborates 2", "1 contradicts 2", "2 qualifies 3"]);
    for number in 0..3 {
        let id = QuestionId(Uuid::from_u128(number));
        let time = Timestamp::default();
        let question = Question {
            id,
            title: String::new(),
            note: String::new(),
            order: 0,
            annotator: ANNOTATOR,
            created: time,
            modified: time,
        };
        project.apply(Edit::PutQuestion(Box::new(question))).unwrap();
        let mut link = project.link(link_id(number)).unwrap().clone();
        link.question = Some(id);
        project.apply(Edit::PutLink(Box::new(link))).unwrap();
    }
    let central =
        |project: &Project| threads(project).iter().map(|one| one.central.unwrap()).collect::<Vec<_>>();
    assert_eq!(central(&project), [claim_id(1), claim_id(2), claim_id(3)]);
    let mut index = ThreadIndex::of(&project);
    let first = QuestionId(Uuid::from_u128(0));
    let mut question = project.question(first).unwrap().clone();
    question.title = "Who?".to_owned();
    project.apply(Edit::PutQuestion(Box::new(question))).unwrap();
    let changed = index.update(&project, [RecordId::Question(first)]);
    assert_eq!(index, ThreadIndex::of(&project), "a title sets the claim free for the next question");
    assert_eq!(central(&project), [claim_id(1), claim_id(1), claim_id(2)]);
    assert_eq!(changed.len(), 3, "the keys of all three are given: {changed:?}");
}

#[test]
fn the_thread_of_a_claim_is_found_and_a_document_that_changes_its_publisher_counts_anew() {
    let mut project = project_of(&[("A", ""), ("B", ""), ("", "")], &["1 corroborates 2"]);
    let mut index = ThreadIndex::of(&project);
    let thread = index.threads_of(claim_id(2)).next().unwrap();
    assert_eq!(
        (thread.key, thread.position_of(claim_id(2)), thread.independent.as_slice()),
        (QuestionKey::Proposed(link_id(0)), Some(0), &[2][..])
    );
    assert_eq!(index.threads_of(claim_id(3)).count(), 0);
    let id = DocumentId(Uuid::from_u128(2));
    let mut details = project.document(id).unwrap().details.clone();
    details.source.publisher = "A".to_owned();
    project.apply(Edit::SetDocumentDetails { document: id, details: Box::new(details) }).unwrap();
    index.update(&project, [RecordId::Document(id)]);
    assert_eq!(index.threads_of(claim_id(2)).next().unwrap().independent, [1]);
}

/// The first three read the same from both ends.
const KINDS: [&str; 6] = ["corroborates", "contradicts", "overlaps", "qualifies", "same_origin", "updates"];

proptest! {
    #[test]
    fn looked_at_change_by_change_they_are_as_from_scratch(
        changes in prop::collection::vec((0u128..12, 1u128..9, 1u128..9, prop::option::weighted(0.7, 0usize..6)), 1..40),
        batch in 1usize..4,
    ) {
        let mut project = project(8, &[]);
        let mut index = ThreadIndex::of(&project);
        for changes in changes.chunks(batch) {
            let mut changed = Vec::new();
            for (number, from, to, kind) in changes {
                let edit = match kind {
                    Some(kind) if *kind < 3 => {
                        link(*number, &format!("{} {} {}", from.min(to), KINDS[*kind], from.max(to)))
                    }
                    Some(kind) => link(*number, &format!("{from} {} {to}", KINDS[*kind])),
                    None => Edit::RemoveLink(link_id(*number)),
                };
                // What the rules refuse changes nothing, and looking again does no harm.
                project.apply(edit).ok();
                changed.push(RecordId::Link(link_id(*number)));
            }
            index.update(&project, changed);
            prop_assert_eq!(&index, &ThreadIndex::of(&project));
        }
    }
}
