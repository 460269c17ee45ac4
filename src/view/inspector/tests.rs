//! A small project and what the inspector makes of it: two documents, five claims (one lost its words), three links.

use super::*;
use crate::model::{
    Annotator, AnnotatorId, Claim, ClaimId, Confidence, Difference, Document, DocumentDetails, DocumentId,
    Edit, Link, LinkId, Project, ProjectId, Timestamp, Transaction,
};
use crate::text::{Span, segment};
use crate::view::layers::{Layers, Shown};
use std::collections::BTreeSet;
use uuid::Uuid;

const FIRST: &str =
    "The deal was signed in May. It is worth $50 billion over eight years. Officials denied a delay.";
const SECOND: &str = "It is worth $100 billion over eight years. The deal may be signed in June.";

/// The project with everybody's work.
fn all(project: &Project) -> Shown<'_> {
    static LAYERS: Layers = Layers::all();
    Shown { project, layers: &LAYERS }
}

pub(super) fn document_id(number: u128) -> DocumentId {
    DocumentId(Uuid::from_u128(number))
}

pub(super) fn claim_id(number: u128) -> ClaimId {
    ClaimId(Uuid::from_u128(100 + number))
}

pub(super) fn link_id(number: u128) -> LinkId {
    LinkId(Uuid::from_u128(200 + number))
}

const fn annotator() -> AnnotatorId {
    AnnotatorId(Uuid::from_u128(900))
}

fn document(number: u128, title: &str, text: &str) -> Document {
    Document {
        pinpoints: Vec::new(),
        id: document_id(number),
        details: DocumentDetails { title: title.to_owned(), ..Default::default() },
        file_name: String::new(),
        original_sha256: String::new(),
        text: text.into(),
        sentences: segment(text, None).0,
        read_by: BTreeSet::new(),
    }
}

fn claim(number: u128, document: u128, words: &str, kinds: &[&str]) -> Claim {
    let text = if document == 1 { FIRST } else { SECOND };
    let start = text.find(words).unwrap();
    Claim {
        questions: Vec::new(),
        when: None,
        id: claim_id(number),
        document: document_id(document),
        span: Span::new(start, start + words.len()),
        quote: words.to_owned(),
        unanchored: false,
        kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
        statement: String::new(),
        attributed_to: String::new(),
        modality: None,
        confidence: None,
        credibility: None,
        tags: Vec::new(),
        note: String::new(),
        annotator: annotator(),
        created: Timestamp::from_millis(1_777_000_000_000),
        modified: Timestamp::from_millis(1_777_000_060_000),
    }
}

fn link(number: u128, from: u128, to: u128, kind: &str) -> Link {
    Link {
        question: None,
        id: link_id(number),
        from: claim_id(from),
        to: claim_id(to),
        kind: kind.to_owned(),
        confidence: None,
        differences: Vec::new(),
        note: String::new(),
        annotator: annotator(),
        created: Timestamp::from_millis(1_777_000_000_000),
        modified: Timestamp::from_millis(1_777_000_000_000),
    }
}

pub(super) fn sample() -> Project {
    let level = |level: &str| Some(Confidence { scale: "ic_confidence".to_owned(), level: level.to_owned() });
    let worth = Claim {
        confidence: level("high"),
        tags: vec!["money".to_owned(), "deal".to_owned()],
        ..claim(1, 1, "It is worth $50 billion over eight years.", &["quantity"])
    };
    let lost =
        Claim { unanchored: true, quote: "Nobody said this.".to_owned(), ..claim(4, 1, "denied", &[]) };
    let (of_first, of_second) = (FIRST.find("May").unwrap(), SECOND.find("June").unwrap());
    let dates = Difference {
        kind: "temporal".to_owned(),
        from: Some(Span::new(of_first, of_first + 3)),
        to: Some(Span::new(of_second, of_second + 4)),
        note: "a month apart".to_owned(),
    };
    let qualifies =
        Link { confidence: level("moderate"), differences: vec![dates], ..link(2, 3, 5, "qualifies") };
    let put = |claim: Claim| Edit::PutClaim(Box::new(claim));
    let edits = vec![
        Edit::PutAnnotator(Annotator {
            machine: None,
            id: annotator(),
            name: "Ann\u{202E}".to_owned(),
            reference: false,
        }),
        Edit::AddDocument { position: 0, document: Box::new(document(1, "First", FIRST)) },
        Edit::AddDocument { position: 1, document: Box::new(document(2, "Second", SECOND)) },
        put(worth),
        put(claim(2, 2, "It is worth $100 billion over eight years.", &["quantity", "event_property"])),
        put(claim(3, 2, "The deal may be signed in June.", &["prediction"])),
        put(lost),
        put(claim(5, 1, "The deal was signed in May.", &[])),
        Edit::PutLink(Box::new(link(1, 1, 2, "contradicts"))),
        Edit::PutLink(Box::new(Link { differences: Vec::new(), ..link(3, 1, 3, "background") })),
        Edit::PutLink(Box::new(Link {
            differences: qualifies
                .differences
                .iter()
                .map(|it| Difference { from: it.to, to: it.from, ..it.clone() })
                .collect(),
            ..qualifies
        })),
    ];
    let mut project = Project::new(ProjectId(Uuid::from_u128(1)), "Sample");
    project.commit(Transaction::new("Build", edits)).unwrap();
    project
}

fn claim_of(view: InspectorView) -> ClaimView {
    match view {
        InspectorView::Claim(view) => *view,
        other => panic!("{other:?}"),
    }
}

/// A card as one line: kind, way, end, confidence, differences, words with the marked ones in brackets.
fn drawn(card: &LinkCard) -> String {
    let way = match card.direction {
        Direction::Symmetric => "–",
        Direction::Outgoing => "→",
        Direction::Incoming => "←",
    };
    let confidence = card.confidence.as_deref().unwrap_or("not set");
    let differences = card.differences.join(", ");
    let words = bracketed(&card.quote);
    format!("{} {way} {} ({}) {confidence} [{differences}] {words}", card.kind.label, card.name, card.place)
}

fn bracketed(quote: &Quote) -> String {
    let mut out = quote.text.clone();
    for mark in quote.marks.iter().rev() {
        out.insert(mark.end, ']');
        out.insert(mark.start, '[');
    }
    out
}

#[test]
fn a_claim_shows_its_links_with_the_words_that_differ() {
    let project = sample();
    let view = claim_of(claim_view(all(&project), claim_id(1), &[]));
    let cards: Vec<String> = view.links.iter().map(drawn).collect();
    assert_eq!(
        cards,
        [
            "contradicts – B1 (B, line 1) not set [] It is worth [$100 billion] over eight years.",
            "background → B2 (B, line 1) not set [] The deal may be signed in June.",
        ]
    );
    assert_eq!((view.place.as_str(), view.fields.tags.as_str()), ("A · sentence 2 · line 1", "money, deal"));
    assert_eq!(view.stamp.annotator, "Ann▯");
    let chosen: Vec<&str> = view
        .confidence
        .levels
        .iter()
        .filter(|level| level.chosen)
        .map(|level| level.label.as_str())
        .collect();
    assert_eq!(chosen, ["High"]);
}

#[test]
fn noted_differences_are_marked_instead_of_computed_ones() {
    let project = sample();
    let view = claim_of(claim_view(all(&project), claim_id(5), &[]));
    let cards: Vec<String> = view.links.iter().map(drawn).collect();
    assert_eq!(cards, ["qualifies ← B2 (B, line 1) Moderate [temporal] The deal may be signed in [June]."]);
}

#[test]
fn own_kinds_come_first_then_two_that_are_used_most() {
    let project = sample();
    let frequent = ["quantity".to_owned(), "causal".to_owned(), "rule".to_owned()];
    let view = claim_of(claim_view(all(&project), claim_id(2), &frequent));
    let kinds: Vec<(&str, bool)> = view.kinds.iter().map(|kind| (kind.id.as_str(), kind.chosen)).collect();
    assert_eq!(kinds, [("quantity", true), ("event_property", true), ("causal", false), ("rule", false)]);
    assert_eq!(view.kinds.len() + view.more_kinds.len(), project.codebook().claim_kinds.len());
    let without = claim_of(claim_view(all(&project), claim_id(5), &[]));
    assert_eq!(without.kinds.len(), 2);
}

#[test]
fn a_link_shows_both_ends_and_what_was_noted() {
    let project = sample();
    let InspectorView::Link(view) = link_view(&project, link_id(2), None) else {
        panic!("no link");
    };
    let ends: Vec<String> = view
        .ends
        .iter()
        .map(|end| format!("{} {}: {}", end.name, end.title, bracketed(&end.quote)))
        .collect();
    assert_eq!(
        ends,
        [
            "B2 Second, line 1: The deal may be signed in [June].",
            "A1 First, line 1: The deal was signed in [May]."
        ]
    );
    assert_eq!(view.direction, Direction::Outgoing);
    assert_eq!(
        view.differences,
        [DifferenceRow {
            label: "temporal".to_owned(),
            words: "“June” / “May”".to_owned(),
            note: "a month apart".to_owned()
        }]
    );
    assert_eq!(view.kinds.iter().filter(|kind| kind.chosen).count(), 1);
}

#[test]
fn a_sentence_lists_its_claims_and_those_that_lost_their_place() {
    let project = sample();
    let InspectorView::Place(view) = sentence_view(&project, document_id(1), 1) else {
        panic!("no place");
    };
    assert_eq!((view.place.as_str(), view.role), ("A · sentence 2 · line 1", Some("body")));
    let names: Vec<&str> = view.claims.iter().map(|card| card.name.as_str()).collect();
    assert_eq!(names, ["A2"]);
    let lost: Vec<&str> = view.unanchored.iter().map(|card| card.quote.as_str()).collect();
    assert_eq!(lost, ["Nobody said this."]);
    let InspectorView::Place(view) = span_view(&project, document_id(1), Span::new(0, 3)) else {
        panic!("no place");
    };
    assert_eq!((view.words.as_str(), view.role, view.claims.len()), ("The", None, 1));
}

#[test]
fn what_is_gone_shows_nothing() {
    let project = sample();
    for view in [
        claim_view(all(&project), claim_id(77), &[]),
        link_view(&project, link_id(77), None),
        sentence_view(&project, document_id(1), 99),
        span_view(&project, document_id(9), Span::new(0, 1)),
    ] {
        assert_eq!(view, InspectorView::Nothing);
    }
}
