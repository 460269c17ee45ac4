//! The bundled sample: the disagreements for which its five articles were chosen.

use super::{cases, names};
use crossclaim::analysis::disagreements::{CaseState, DisagreementCase};
use crossclaim::model::{ClaimId, Project};
use crossclaim::storage::read_project;

fn sample() -> Project {
    read_project(include_bytes!("../../../assets/sample/sample.crossclaim.ron")).unwrap().project
}

/// Letters of the documents of a side.
fn letters(project: &Project, claims: &[ClaimId]) -> String {
    let position =
        |claim: &ClaimId| project.document_position(project.claim(*claim).unwrap().document).unwrap();
    claims.iter().map(|claim| ["A", "B", "C", "D", "E"][position(claim)]).collect()
}

/// `A / E numeric: $50 billion / $100 billion`: documents, type and marked words of the leading pair.
fn headline(project: &Project, case: &DisagreementCase) -> String {
    let found = case.differences(project);
    let first = found.first().unwrap();
    let words = |side: usize| {
        let claim = project.claim(first.claims[side]).unwrap();
        let text = &project.document(claim.document).unwrap().text;
        first.spans[side].map_or("–", |span| span.slice(text).unwrap())
    };
    let [one, other] = case.sides.each_ref().map(|side| letters(project, &side.claims));
    format!("{one} / {other} {}: {} / {}", found.types.join("+"), words(0), words(1))
}

#[test]
fn the_five_disagreements_are_listed_with_their_types_and_words() {
    let project = sample();
    let cases = cases(&project);
    let headlines: Vec<String> = cases
        .iter()
        .filter(|case| case.state == CaseState::Open)
        .map(|case| headline(&project, case))
        .collect();
    for expected in [
        "ABC / E numeric: $50B / $100 billion",
        "A / ABCDE polarity+temporal: remains non-exclusive / is no longer exclusive",
        "B / C entity: it / AWS",
        "B / D temporal: In October / In October 2023",
        "A / D temporal: back in 2019 / Since 2019",
    ] {
        assert!(headlines.iter().any(|headline| headline == expected), "{expected}\n{headlines:#?}");
    }
}

#[test]
fn every_claim_of_a_difference_is_marked_where_it_differs() {
    let project = sample();
    let deal = cases(&project).into_iter().find(|case| headline(&project, case).contains("$100")).unwrap();
    let found = deal.differences(&project);
    let marked = |claim: ClaimId| {
        let text = &project.document(project.claim(claim).unwrap().document).unwrap().text;
        found.marks(claim).iter().map(|span| span.slice(text).unwrap()).collect::<Vec<_>>().join(" | ")
    };
    let marks: Vec<String> = deal.claims().map(marked).collect();
    assert_eq!(marks, ["$50 billion", "$50B", "$50B", "$100 billion"]);
    assert_eq!(found.first().unwrap().says, "values differ: 50 billion / 100 billion");
    assert_eq!(names(&found.leading.unwrap()).split('+').count(), 2);
}

#[test]
fn two_disagreements_are_settled() {
    let project = sample();
    assert_eq!(project.verdicts().len(), 2);
    let cases = cases(&project);
    let settled: Vec<&DisagreementCase> =
        cases.iter().filter(|case| case.state == CaseState::Settled).collect();
    let drawn = |case: &&DisagreementCase| {
        let verdict = project.verdict(case.verdict.unwrap()).unwrap();
        assert!(!verdict.rationale.is_empty() && verdict.confidence.is_some());
        (verdict.outcome.as_str(), case.favoured_side(verdict))
    };
    let settled: Vec<_> = settled.iter().map(drawn).collect();
    assert_eq!(settled, [("a_supported", Some(0)), ("both_different_scope", None)]);
    assert!(!cases.iter().any(|case| matches!(case.state, CaseState::AnotherLook { .. })));
}
