//! Each rule refuses an edit and says why.

use super::super::{
    Annotator, AnnotatorId, Bound, ConflictId, DismissalId, DocumentDetails, Edit, LinkId, Pinpoint,
    ProjectId, RulingId, Settings, Timestamp, VerdictId, When,
};
use super::*;
use crate::text::SentenceRole;
use std::collections::BTreeSet;
use uuid::Uuid;

const TEXT: &str = "Über all. They agree.";

fn annotator(number: u128) -> AnnotatorId {
    AnnotatorId(Uuid::from_u128(number))
}

fn document(number: u128) -> Document {
    let sentence = |start, end| Sentence { span: Span::new(start, end), role: SentenceRole::Body };
    Document {
        pinpoints: Vec::new(),
        id: DocumentId(Uuid::from_u128(number)),
        details: DocumentDetails::default(),
        file_name: String::new(),
        original_sha256: String::new(),
        text: TEXT.into(),
        sentences: vec![sentence(0, 10), sentence(11, 22)],
        read_by: BTreeSet::new(),
    }
}

fn claim(number: u128) -> Claim {
    Claim {
        questions: Vec::new(),
        when: None,
        id: ClaimId(Uuid::from_u128(number)),
        document: document(1).id,
        span: Span::new(0, 10),
        quote: "Über all.".to_owned(),
        unanchored: false,
        kinds: Vec::new(),
        statement: String::new(),
        attributed_to: String::new(),
        modality: None,
        confidence: None,
        credibility: None,
        tags: Vec::new(),
        note: String::new(),
        annotator: annotator(1),
        created: Timestamp::default(),
        modified: Timestamp::default(),
    }
}

fn link(number: u128, from: u128, kind: &str, to: u128) -> Link {
    Link {
        question: None,
        id: LinkId(Uuid::from_u128(number)),
        from: claim(from).id,
        to: claim(to).id,
        kind: kind.to_owned(),
        confidence: None,
        differences: Vec::new(),
        note: String::new(),
        annotator: annotator(1),
        created: Timestamp::default(),
        modified: Timestamp::default(),
    }
}

fn verdict(claims: &[u128], favoured: &[u128]) -> Verdict {
    Verdict {
        question: None,
        id: VerdictId(Uuid::from_u128(1)),
        claims: claims.iter().map(|number| claim(*number).id).collect(),
        outcome: "open".to_owned(),
        favoured: favoured.iter().map(|number| claim(*number).id).collect(),
        rationale: String::new(),
        confidence: None,
        annotator: annotator(1),
        decided: Timestamp::default(),
    }
}

fn ruling(claims: &[u128], links: &[u128]) -> Ruling {
    Ruling {
        id: RulingId(Uuid::from_u128(1)),
        claims: claims.iter().map(|number| claim(*number).id).collect(),
        links: links.iter().map(|number| LinkId(Uuid::from_u128(*number))).collect(),
        outcome: "open".to_owned(),
        cause: String::new(),
        rationale: String::new(),
        annotator: annotator(1),
        decided: Timestamp::default(),
    }
}

fn dismissal(number: u128, span: Span) -> Dismissal {
    Dismissal {
        id: DismissalId(Uuid::from_u128(1)),
        claim: claim(number).id,
        document: document(1).id,
        span,
        annotator: annotator(1),
        created: Timestamp::default(),
    }
}

fn put(claim: Claim) -> Edit {
    Edit::PutClaim(Box::new(claim))
}

fn put_link(link: Link) -> Edit {
    Edit::PutLink(Box::new(link))
}

/// Annotator 1, document 1 with the claims 1 to 3, of which link 1 joins the first two.
fn project() -> Project {
    let mut project = Project::new(ProjectId(Uuid::from_u128(1)), "Test");
    let name = "Ann".to_owned();
    let annotator = Annotator { machine: None, id: annotator(1), name, reference: false };
    let document = Box::new(document(1));
    let first = [Edit::PutAnnotator(annotator), Edit::AddDocument { position: 0, document }];
    let claims = (1..=3).map(|number| put(claim(number)));
    for edit in first.into_iter().chain(claims).chain([put_link(link(1, 1, "contradicts", 2))]) {
        project.apply(edit).unwrap();
    }
    project
}

/// The words with ids cut to their last two digits.
fn short(words: &str) -> String {
    words.replace("00000000-0000-0000-0000-0000000000", "")
}

/// The rule that keeps the edit out; the project stays as it was.
#[track_caller]
fn refusal(edit: Edit) -> BrokenRule {
    let mut project = project();
    let err = project.apply(edit).unwrap_err();
    assert_eq!(project, self::project());
    err.into_rule().unwrap()
}

/// A new variant does not compile until it has a number here and thus a row in the table below.
const fn number(rule: &BrokenRule) -> usize {
    match rule {
        BrokenRule::Exists(..) => 0,
        BrokenRule::Missing(..) => 1,
        BrokenRule::Dangling { .. } => 2,
        BrokenRule::InUse { .. } => 3,
        BrokenRule::BadSpan { .. } => 4,
        BrokenRule::BadSentences(..) => 5,
        BrokenRule::QuoteDiffers(..) => 6,
        BrokenRule::NotInCodebook { .. } => 7,
        BrokenRule::SelfLink(..) => 8,
        BrokenRule::EndsOutOfOrder(..) => 9,
        BrokenRule::SameLinkTwice(..) => 10,
        BrokenRule::BadClaimList(..) => 11,
        BrokenRule::BadCodebookId(..) => 12,
        BrokenRule::MissingScale(..) => 13,
        BrokenRule::BadQuestionList(..) => 14,
        BrokenRule::BadDates(..) => 15,
        BrokenRule::BadPinpoints(..) => 16,
        BrokenRule::Unanchored(..) => 17,
    }
}

#[test]
fn each_rule_refuses_an_edit_and_says_why() {
    let sentences = document(1).sentences;
    let twice = sentences.iter().chain(&sentences).copied().collect();
    let mut codebook = super::super::default_codebook();
    codebook.causes.extend(codebook.causes.first().cloned());
    let settings = Settings { scale: "stars".to_owned(), ..Settings::default() };
    let document_id = document(1).id;
    let rows = [
        (Edit::AddDocument { position: 0, document: Box::new(document(1)) }, "document 01 is already there"),
        (Edit::RemoveClaim(claim(9).id), "claim 09 is not there"),
        (
            put(Claim { annotator: annotator(9), ..claim(4) }),
            "claim 04 names annotator 09, which is not there",
        ),
        (Edit::RemoveClaim(claim(1).id), "claim 01 is still named by link 01"),
        (
            put(Claim { span: Span::new(0, 1), ..claim(4) }),
            "claim 04: bytes 0 to 1 are no place in the text of document 01",
        ),
        (
            Edit::SetSentences { document: document_id, first: 0, removed: 2, inserted: twice },
            "document 01: its sentences overlap or are out of order",
        ),
        (
            put(Claim { quote: "Under".to_owned(), ..claim(4) }),
            "claim 04: its quote “Under” does not stand at its place in the text",
        ),
        (
            put(Claim { kinds: vec!["rumour".to_owned()], ..claim(4) }),
            "claim 04: the codebook has no claim kind “rumour”",
        ),
        (put_link(link(2, 3, "updates", 3)), "link 02 links a claim to itself"),
        (
            put_link(link(2, 3, "contradicts", 1)),
            "link 02: the ends of a symmetric kind stand in the order of their ids",
        ),
        (put_link(link(2, 1, "contradicts", 2)), "link 02 repeats link 01: same ends, kind and annotator"),
        (
            Edit::PutVerdict(Box::new(verdict(&[1], &[2]))),
            "verdict 01: its claims repeat, or it favours a claim that it does not cover",
        ),
        (
            Edit::SetCodebook(Box::new(codebook)),
            "the codebook has “uncertainty_in_sentence_meaning” twice or without an id",
        ),
        (Edit::SetSettings(settings), "the codebook has no scale “stars”, which the project's settings name"),
        (
            put(Claim {
                questions: [2, 1].map(|number| QuestionId(Uuid::from_u128(number))).to_vec(),
                ..claim(4)
            }),
            "claim 04: its questions repeat or are out of order",
        ),
        (
            put(Claim {
                when: Some(When { from: "soon".to_owned(), to: String::new(), bound: Bound::On }),
                ..claim(4)
            }),
            "claim 04: its dates are not written as 2026, 2026-04 or 2026-04-28, or end before they begin",
        ),
        (
            Edit::AddDocument {
                position: 0,
                document: Box::new(Document { pinpoints: vec![(99, Pinpoint::Line(1))], ..document(9) }),
            },
            "document 09: its pinpoints are out of order or no places in its text",
        ),
    ];
    // The last rule, unanchored, keeps no edit out.
    assert_eq!(rows.len(), 17);
    for (row, (edit, words)) in rows.into_iter().enumerate() {
        let rule = refusal(edit);
        assert_eq!((number(&rule), short(&rule.to_string()).as_str()), (row, words));
    }
}

#[test]
fn an_unanchored_claim_is_kept_and_named() {
    let mut project = project();
    let lost = Claim { unanchored: true, span: Span::new(90, 95), quote: "gone".to_owned(), ..claim(3) };
    project.apply(put(lost)).unwrap();
    let words: Vec<String> = project.check().iter().map(|rule| short(&rule.to_string())).collect();
    assert_eq!(words, ["claim 03: unanchored, its quote “gone” was not found in the text"]);
    // Nor does it keep the codebook from changing.
    project.apply(Edit::SetCodebook(Box::new(super::super::default_codebook()))).unwrap();
}

#[test]
fn what_a_record_names_has_to_be_there() {
    let elsewhere = Claim { document: document(9).id, ..claim(4) };
    let inside = Span::new(0, 10);
    let conflict = Conflict {
        id: ConflictId(Uuid::from_u128(1)),
        record: RecordId::Claim(claim(9).id),
        field: String::new(),
        kept: String::new(),
        other: String::new(),
        annotator: Some(annotator(9)),
        time: Timestamp::default(),
    };
    let rows = [
        (put(elsewhere), "claim 04 names document 09, which is not there"),
        (put_link(link(2, 1, "updates", 9)), "link 02 names claim 09, which is not there"),
        (put_link(link(2, 9, "updates", 1)), "link 02 names claim 09, which is not there"),
        (
            Edit::PutDismissal(Box::new(dismissal(9, inside))),
            "dismissal 01 names claim 09, which is not there",
        ),
        (Edit::PutVerdict(Box::new(verdict(&[1, 9], &[]))), "verdict 01 names claim 09, which is not there"),
        (Edit::PutRuling(Box::new(ruling(&[9], &[]))), "ruling 01 names claim 09, which is not there"),
        (Edit::PutRuling(Box::new(ruling(&[], &[9]))), "ruling 01 names link 09, which is not there"),
        (Edit::PutConflict(Box::new(conflict)), "conflict 01 names annotator 09, which is not there"),
        (
            Edit::SetRead { document: document(1).id, annotator: annotator(9), read: true },
            "document 01 names annotator 09, which is not there",
        ),
    ];
    for (edit, words) in rows {
        assert_eq!(short(&refusal(edit).to_string()), words);
    }
}

#[test]
fn places_outside_the_text_are_refused_wherever_they_stand() {
    let outside = Span::new(15, 99);
    let kind = "scope".to_owned();
    let difference = super::super::Difference { kind, from: None, to: Some(outside), note: String::new() };
    let sentence = Sentence { span: outside, role: SentenceRole::Body };
    let far = Edit::SetSentences { document: document(1).id, first: 2, removed: 0, inserted: vec![sentence] };
    let edits = [
        put(Claim { span: outside, ..claim(4) }),
        put_link(Link { differences: vec![difference], ..link(2, 1, "updates", 3) }),
        Edit::PutDismissal(Box::new(dismissal(1, outside))),
        far,
    ];
    for edit in edits {
        let words = short(&refusal(edit).to_string());
        assert!(words.ends_with("bytes 15 to 99 are no place in the text of document 01"), "{words}");
    }
}

#[test]
fn a_claim_does_not_move_to_a_text_without_the_words_that_its_links_name() {
    let mut project = project();
    let empty = Document { text: "Short.".into(), sentences: Vec::new(), ..document(2) };
    project.apply(Edit::AddDocument { position: 1, document: Box::new(empty) }).unwrap();
    let from = Some(Span::new(11, 22));
    let difference =
        super::super::Difference { kind: "scope".to_owned(), from, to: None, note: String::new() };
    project.apply(put_link(Link { differences: vec![difference], ..link(1, 1, "contradicts", 2) })).unwrap();
    let before = project.clone();
    let quote = "Short.".to_owned();
    let moved = Claim { document: document(2).id, span: Span::new(0, 6), quote, ..claim(1) };
    let err = project.apply(put(moved.clone())).unwrap_err();
    assert_eq!(short(&err.to_string()), "link 01: bytes 11 to 22 are no place in the text of document 02");
    assert_eq!(project, before);
    project.apply(put(Claim { id: claim(3).id, ..moved })).unwrap();
    assert_eq!(project.check(), []);
}
