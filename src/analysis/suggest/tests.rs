//! Suggestions for small projects: a document a text, a claim where a sentence begins with `*`.

use super::*;
use crate::model::{
    Annotator, Dismissal, DismissalId, DocumentDetails, Edit, Link, LinkId, ProjectId, Timestamp,
};
use crate::text::{Sentence, SentenceRole};
use uuid::Uuid;

const ANNOTATOR: AnnotatorId = AnnotatorId(Uuid::from_u128(1));

const fn document_id(number: u128) -> DocumentId {
    DocumentId(Uuid::from_u128(number))
}

const fn claim_id(number: u128) -> ClaimId {
    ClaimId(Uuid::from_u128(number))
}

/// Documents from 1 on with a sentence a line; claims are numbered through all documents from 1 on.
fn project(texts: &[&str]) -> Project {
    let mut project = Project::new(ProjectId(Uuid::nil()), "");
    let annotator = Annotator { machine: None, id: ANNOTATOR, name: "Ann".to_owned(), reference: false };
    project.apply(Edit::PutAnnotator(annotator)).unwrap();
    let mut claims = 0;
    for (number, marked) in (1..).zip(texts) {
        let (mut text, mut sentences, mut claimed) = (String::new(), Vec::new(), Vec::new());
        for line in marked.lines() {
            let start = text.len();
            text.push_str(line.trim_start_matches('*'));
            let span = Span::new(start, text.len());
            sentences.push(Sentence { span, role: SentenceRole::Body });
            claimed.extend(line.starts_with('*').then_some(span));
            text.push('\n');
        }
        let details = DocumentDetails { language: "en".to_owned(), ..DocumentDetails::default() };
        let document = Document {
            pinpoints: Vec::new(),
            id: document_id(number),
            details,
            file_name: String::new(),
            original_sha256: String::new(),
            text: text.as_str().into(),
            sentences,
            read_by: Default::default(),
        };
        project.apply(Edit::AddDocument { position: 0, document: Box::new(document) }).unwrap();
        for span in claimed {
            claims += 1;
            let quote = span.slice(&text).unwrap().to_owned();
            project.apply(claim(claims, document_id(number), (span, quote))).unwrap();
        }
    }
    project
}

fn claim(number: u128, document: DocumentId, (span, quote): (Span, String)) -> Edit {
    Edit::PutClaim(Box::new(Claim {
        questions: Vec::new(),
        when: None,
        id: claim_id(number),
        document,
        span,
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
    }))
}

fn link(from: u128, to: u128) -> Edit {
    Edit::PutLink(Box::new(Link {
        question: None,
        id: LinkId(Uuid::from_u128(1)),
        from: claim_id(from),
        to: claim_id(to),
        kind: "corroborates".to_owned(),
        confidence: None,
        differences: Vec::new(),
        note: String::new(),
        annotator: ANNOTATOR,
        created: Timestamp::default(),
        modified: Timestamp::default(),
    }))
}

/// `2: the sentence +1` for each suggestion: document, words, number of copies.
fn drawn(project: &Project, claim: u128, options: &SuggestOptions) -> Vec<String> {
    let index = SentenceIndex::of(project.documents());
    let found = suggest(project, &index, claim_id(claim), options);
    let draw = |found: &Suggestion| {
        let text = &project.document(found.document).unwrap().text;
        let copies =
            if found.copies.is_empty() { String::new() } else { format!(" +{}", found.copies.len()) };
        format!("{}: {}{copies}", found.document.0.as_u128(), found.span.slice(text).unwrap())
    };
    found.iter().map(draw).collect()
}

const DEAL: &str = "*Microsoft will pay OpenAI a share of 20 percent until 2030.\nThe weather was fine.";
const NEWS: &str = "The talks took a year.\n*OpenAI gets 20 percent from Microsoft until 2030, people said.\nA spokesman declined.";

#[test]
fn a_suggestion_says_where_and_why() {
    let project = project(&[DEAL, NEWS]);
    let index = SentenceIndex::of(project.documents());
    let found = suggest(&project, &index, claim_id(1), &SuggestOptions::default());
    let best = found.first().unwrap();
    assert_eq!(
        (best.document, best.claim, best.kind.as_deref()),
        (document_id(2), Some(claim_id(2)), Some("corroborates"))
    );
    let text = |number, span: &Span| {
        span.slice(&project.document(document_id(number)).unwrap().text).unwrap().to_owned()
    };
    let reasons: Vec<_> = best.reasons.iter().map(|reason| (reason.word.as_str(), reason.kind)).collect();
    assert!(
        reasons.contains(&("2030", ReasonKind::Number)) && reasons.contains(&("OpenAI", ReasonKind::Name)),
        "{reasons:?}"
    );
    for reason in &best.reasons {
        assert_eq!(reason.to.iter().map(|span| text(2, span)).next().as_ref(), Some(&reason.word));
        assert_eq!(text(1, &reason.from[0]), reason.word);
    }
}

#[test]
fn what_is_linked_or_dismissed_is_left_out_unless_asked_for() {
    let mut project = project(&[DEAL, NEWS, "Until 2030 Microsoft pays OpenAI 20 percent."]);
    let options = SuggestOptions { least_score: 0.2, ..SuggestOptions::default() };
    assert_eq!(drawn(&project, 1, &options).len(), 2);
    project.apply(link(1, 2)).unwrap();
    assert_eq!(drawn(&project, 1, &options), ["3: Until 2030 Microsoft pays OpenAI 20 percent."]);
    let dismissal = Dismissal {
        id: DismissalId(Uuid::from_u128(1)),
        claim: claim_id(1),
        document: document_id(3),
        span: Span::new(0, 44),
        annotator: ANNOTATOR,
        created: Timestamp::default(),
    };
    project.apply(Edit::PutDismissal(Box::new(dismissal))).unwrap();
    assert!(drawn(&project, 1, &options).is_empty());
    assert_eq!(drawn(&project, 1, &SuggestOptions { with_judged: true, ..options }).len(), 2);
    let blind = SuggestOptions { annotator: Some(AnnotatorId(Uuid::from_u128(2))), ..options };
    assert_eq!(drawn(&project, 1, &blind).len(), 1, "links of others are not seen, dismissals are");
}

#[test]
fn copies_are_one_suggestion_and_other_numbers_are_none() {
    let copy = "The ferry to Oslo sank on Monday with 12 people on board.";
    let other = "The ferry to Oslo sank on Monday with 21 people on board.";
    let project = project(&["*A ferry sank near Oslo on Monday.", copy, copy, other, copy]);
    let grouped = drawn(&project, 1, &SuggestOptions::default());
    assert_eq!(grouped, [format!("2: {copy} +2"), format!("4: {other}")]);
    let single = SuggestOptions { grouped: false, ..SuggestOptions::default() };
    assert_eq!(drawn(&project, 1, &single).len(), 4);
}

#[test]
fn a_copy_of_the_claim_is_offered_as_same_origin() {
    let text = "*The ferry to Oslo sank on Monday with 12 people on board.";
    let project = project(&[text, &text.replace("with 12", "with  12").replace('*', "")]);
    let index = SentenceIndex::of(project.documents());
    let found = suggest(&project, &index, claim_id(1), &SuggestOptions::default());
    assert_eq!(found.first().unwrap().kind.as_deref(), Some("same_origin"));
}

#[test]
fn the_amount_is_per_document_or_in_all() {
    let many = "The deal ends.\nThe deal began.\nThe deal holds.\nThe deal fails.";
    let project = project(&["*The deal.", many, many]);
    let of =
        |amount| drawn(&project, 1, &SuggestOptions { amount, grouped: false, ..SuggestOptions::default() });
    assert_eq!(of(Amount::PerDocument(1)).len(), 2);
    assert_eq!(of(Amount::PerDocument(3)).len(), 6);
    assert_eq!(of(Amount::InAll(5)).len(), 5);
}

#[test]
fn the_queue_has_each_pair_once_and_asks_again_what_changed() {
    let mut project = project(&[DEAL, NEWS]);
    let index = SentenceIndex::of(project.documents());
    let mut queue =
        LikelyLinks::new(&project, SuggestOptions { least_score: 0.2, ..SuggestOptions::default() });
    assert_eq!(queue.step(&project, &index, 1), Progress { done: 1, total: 2 });
    assert!(queue.step(&project, &index, 9).is_complete());
    let pairs = queue.ranked(9);
    assert_eq!(pairs.iter().filter(|pair| pair.other.is_some()).count(), 1, "{pairs:?}");
    project.apply(link(1, 2)).unwrap();
    queue.ask_again(claim_id(1));
    queue.ask_again(claim_id(2));
    assert_eq!(queue.progress(), Progress { done: 0, total: 2 });
    queue.step(&project, &index, 9);
    assert!(queue.ranked(9).iter().all(|pair| pair.other.is_none()));
}

#[test]
fn claims_that_are_not_there_or_lost_their_words_break_nothing() {
    let project = project(&["*A claim about Oslo.", "Oslo."]);
    let empty = SentenceIndex::default();
    assert!(suggest(&project, &empty, claim_id(1), &SuggestOptions::default()).is_empty());
    assert!(suggest(&project, &empty, claim_id(9), &SuggestOptions::default()).is_empty());
    let mut lost = project.claim(claim_id(1)).unwrap().clone();
    lost.quote = "Words about Oslo that are gone".to_owned();
    lost.unanchored = true;
    let mut project = project;
    project.apply(Edit::PutClaim(Box::new(lost))).unwrap();
    let index = SentenceIndex::of(project.documents());
    let found = suggest(
        &project,
        &index,
        claim_id(1),
        &SuggestOptions { least_score: 0.0, ..SuggestOptions::default() },
    );
    assert!(found.first().unwrap().reasons.iter().all(|reason| reason.from.is_empty()));
}
