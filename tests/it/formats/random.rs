//! Random projects: texts of awkward pieces, claims anywhere, links between any two.

use super::sample::{annotator, claim_at, confidence, document, link, project, uuid};
use crossclaim::model::*;
use crossclaim::text::{Sentence, SentenceRole, Span};
use proptest::prelude::*;

const PIECES: &[&str] = &[
    "word ",
    "Straße ",
    "👩‍👩‍👧",
    "e\u{301}",
    "\n",
    ". ",
    "قالت ",
    "שלום ",
    "\u{202e}",
    "\"",
    "\\",
    "\t",
    "=1",
    "😀 ",
    "\u{2028}",
    "\r",
    "$7.\n5",
];

prop_compose! {
    fn any_text()(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 1..30)) -> String {
        // Stored texts have LF line ends.
        pieces.concat().replace('\r', "\r.")
    }
}

/// Projects of two documents with random words, claims and links.
pub(super) fn any_project() -> impl Strategy<Value = Project> {
    let claims = proptest::collection::vec((0_usize..2, any::<u16>(), any::<u16>(), any::<u8>()), 0..12);
    let links = proptest::collection::vec((any::<u8>(), any::<u8>(), any::<u8>()), 0..12);
    (any_text(), any_text(), claims, links).prop_map(|(first, second, claims, links)| {
        let mut documents = [document(10, &second, &first), document(11, &first, &second)];
        documents[0].sentences =
            vec![Sentence { span: Span::new(0, documents[0].text.len()), role: SentenceRole::SetAside }];
        let made: Vec<Claim> = claims
            .into_iter()
            .enumerate()
            .map(|(index, (which, start, len, fields))| {
                random_claim(100 + index as u128, &documents[which], (start, len), fields)
            })
            .collect();
        let mut edits =
            vec![Edit::PutAnnotator(annotator(1, "Ann")), Edit::PutAnnotator(annotator(2, "Ref"))];
        edits.extend(
            documents.map(|document| Edit::AddDocument { position: 9, document: Box::new(document) }),
        );
        let mut project = project(edits);
        for claim in &made {
            project.apply(Edit::PutClaim(Box::new(claim.clone()))).unwrap();
        }
        for (index, (from, to, kind)) in links.into_iter().enumerate() {
            if made.is_empty() {
                break;
            }
            let (from, to) = (&made[usize::from(from) % made.len()], &made[usize::from(to) % made.len()]);
            let kinds = &project.codebook().link_kinds;
            let kind = &kinds[usize::from(kind) % kinds.len()];
            let (from, to) = if kind.symmetric && from.id > to.id { (to, from) } else { (from, to) };
            let mut made = link(200 + index as u128, from, to, &kind.id);
            made.differences = vec![Difference {
                kind: "scope".to_owned(),
                from: Some(from.span),
                to: None,
                note: String::new(),
            }];
            // Links to itself and repeated ones are refused; the others are enough.
            project.apply(Edit::PutLink(Box::new(made))).ok();
        }
        project
    })
}

fn random_claim(number: u128, document: &Document, (start, len): (u16, u16), fields: u8) -> Claim {
    let places: Vec<usize> =
        document.text.char_indices().map(|(at, _)| at).chain([document.text.len()]).collect();
    let start = usize::from(start) % (places.len() - 1);
    let end = (start + 1 + usize::from(len) % 9).min(places.len() - 1);
    let mut claim = claim_at(number, document, Span::new(places[start], places[end]));
    let chosen = |bit: u8| fields & (1 << bit) != 0;
    claim.kinds = if chosen(0) { vec!["causal".to_owned()] } else { Vec::new() };
    claim.statement = if chosen(1) { document.text.to_string() } else { String::new() };
    claim.modality = chosen(2).then_some(Modality::Denied);
    claim.confidence = chosen(3).then(|| confidence("moderate"));
    claim.credibility = if chosen(4) { Credibility::new(1 + fields % 6) } else { None };
    claim.tags = if chosen(5) { vec![document.text.to_string(), String::new()] } else { Vec::new() };
    claim.annotator = AnnotatorId(uuid(if chosen(6) { 1 } else { 2 }));
    claim
}
