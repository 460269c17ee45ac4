//! Disagreements as cases: what stands against what, in which words, and whether it is settled.

mod sample;
mod upkeep;

use crate::fixture::{about_one_question, claim_id, project, verdict_id};
use crossclaim::analysis::disagreements::{
    CaseSort, CaseState, DisagreementCase, all_disagreements, disagreements,
};
use crossclaim::analysis::threads::{ThreadIndex, threads};
use crossclaim::model::{ClaimId, Edit, Project, Timestamp, Verdict};
use crossclaim::text::Span;

fn cases(project: &Project) -> Vec<DisagreementCase> {
    all_disagreements(project, &ThreadIndex::of(project))
}

fn name(claim: ClaimId) -> String {
    format!("c{}", claim.0.as_u128() & 0xffff)
}

fn names(claims: &[ClaimId]) -> String {
    claims.iter().copied().map(name).collect::<Vec<_>>().join("+")
}

/// `c1+c3 / c2: open`, one line a case.
fn drawn(project: &Project) -> Vec<String> {
    let draw = |case: DisagreementCase| {
        let [first, second] = case.sides.each_ref().map(|side| names(&side.claims));
        let state = match &case.state {
            CaseState::Open => "open".to_owned(),
            CaseState::Settled => "settled".to_owned(),
            CaseState::AnotherLook { new_claims } => format!("another look at {}", names(new_claims)),
        };
        let within = if matches!(case.sort, CaseSort::Inconsistency { .. }) { " within" } else { "" };
        format!("{first} / {second}{within}: {state}")
    };
    cases(project).into_iter().map(draw).collect()
}

/// What the first case differs in: `numeric c1 / c2: words / words (what it says)`.
fn worded(project: &Project) -> Vec<String> {
    let case = cases(project).into_iter().next().unwrap();
    let words = |claim: ClaimId, span: Option<Span>| {
        let document = project.document(project.claim(claim).unwrap().document).unwrap();
        span.map_or_else(|| "–".to_owned(), |span| span.slice(&document.text).unwrap().to_owned())
    };
    let found = case.differences(project).differences.into_iter();
    found
        .map(|found| {
            let ([one, other], [from, to]) = (found.claims, found.spans);
            let (from, to) = (words(one, from), words(other, to));
            format!("{} {} / {}: {from} / {to} ({})", found.kind, name(one), name(other), found.says)
        })
        .collect()
}

/// Decides on these claims so many seconds after everything else was done.
fn decide(project: &mut Project, number: u16, (outcome, claims): (&str, &[u16]), after_secs: i64) {
    let start: Timestamp = crate::fixture::TIME.parse().unwrap();
    let verdict = Verdict {
        question: None,
        id: verdict_id(number),
        claims: claims.iter().copied().map(claim_id).collect(),
        outcome: outcome.to_owned(),
        favoured: Vec::new(),
        rationale: String::new(),
        confidence: None,
        annotator: crate::fixture::annotator_id(1),
        decided: Timestamp::from_millis(start.millis() + 1_000 * after_secs),
    };
    project.apply(Edit::PutVerdict(Box::new(verdict))).unwrap();
}

const RENTS: &str = "a.txt: Rents rose by 3 %.{c1}
    b.txt: Rents rose by 5 %.{c2}
    c.txt: Rents went up by 5 %.{c3}
    c2 corroborates c3
    c1 contradicts c2
    c1 contradicts c3";

#[test]
fn sides_and_cases_come_in_the_order_of_the_texts() {
    let mut project = project(
        "a.txt: One.{c9} Two.{c2} Three.{c5}
        b.txt: Four.{c1} Five.{c4} Six.{c3}
        c4 contradicts c2
        c1 contradicts c9
        c3 qualifies c5",
    );
    assert_eq!(drawn(&project), ["c9 / c1: open", "c2 / c4: open", "c5 / c3: open"]);
    project.apply(Edit::MoveDocument { document: crate::fixture::document_id(2), position: 0 }).unwrap();
    assert_eq!(drawn(&project), ["c1 / c9: open", "c4 / c2: open", "c3 / c5: open"]);
}

#[test]
fn a_case_keeps_its_id_while_its_thread_grows() {
    let id = |notation: &str| cases(&project(notation)).first().unwrap().id;
    let before = id(RENTS);
    assert_eq!(before, crate::fixture::link_id(2));
    let grown = format!("{RENTS}\nd.txt: It was 3 %.{{c4}}\nc1 corroborates c4\nc2 contradicts c4");
    assert_eq!(id(&grown), before);
}

#[test]
fn what_annotators_judged_counts_before_what_the_texts_say() {
    let judged = format!("{RENTS} scope( / up)");
    assert_eq!(
        worded(&project(&judged)),
        [
            "scope c1 / c3: – / up (scope differs: – / up)",
            "numeric c1 / c2: 3 % / 5 % (values differ: 3 % / 5 %)"
        ]
    );
}

#[test]
fn a_link_from_the_second_side_is_read_from_the_first() {
    let notation = "a.txt: Rents rose.{c1}
        b.txt: Rents may rise.{c2}
        c2 qualifies c1 modality(may rise / rose)";
    assert_eq!(
        worded(&project(notation)),
        ["modality c1 / c2: rose / may rise (how sure it is differs: rose / may rise)"]
    );
}

#[test]
fn texts_are_compared_in_their_language_and_places_are_those_of_the_documents() {
    let notation = "a.txt: Vorwort. Die Kosten betrugen 1,5 Millionen Euro.{c1}
        b.txt: Avant-propos. Les coûts étaient de 2,5 millions d’euros.{c2}
        about a.txt language=de
        about b.txt language=fr
        c1 contradicts c2";
    let found = worded(&project(notation));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("numeric c1 / c2: 1,5 Millionen Euro / 2,5 millions d’euros"), "{found:?}");
}

#[test]
fn a_claim_that_lost_its_place_has_words_and_no_marks() {
    let mut project = project(RENTS);
    let mut claim = project.claim(claim_id(1)).unwrap().clone();
    claim.unanchored = true;
    project.apply(Edit::PutClaim(Box::new(claim))).unwrap();
    let found = cases(&project)[0].differences(&project);
    let first = found.first().unwrap();
    assert_eq!((first.says.as_str(), first.spans[0]), ("values differ: 3 % / 5 %", None));
    assert!(first.spans[1].is_some());
}

#[test]
fn the_leading_pair_is_the_surest_of_those_that_show_the_difference() {
    let leading = |notation: &str| {
        let project = project(notation);
        names(&cases(&project)[0].differences(&project).leading.unwrap())
    };
    let sure = RENTS.replace("c1 contradicts c3", "c1 contradicts c3 high");
    assert_eq!(leading(RENTS), "c1+c2", "the older link of two that are the same otherwise");
    assert_eq!(leading(&sure), "c1+c3");
    let mute = sure.replace("went up by 5 %", "did not");
    assert_eq!(leading(&mute.replace("by 3 %", "by 3 % again")), "c1+c2", "the surer one shows no words");
}

#[test]
fn a_verdict_settles_what_it_weighed_on_both_sides() {
    let mut project = project(RENTS);
    decide(&mut project, 1, ("rounding", &[2, 3]), 9);
    assert_eq!(drawn(&project), ["c1 / c2+c3: open"], "one side alone is no disagreement");
    decide(&mut project, 2, ("rounding", &[1, 2, 3]), 9);
    assert_eq!(drawn(&project), ["c1 / c2+c3: settled"]);
    decide(&mut project, 3, ("open", &[1, 2, 3]), 10);
    assert_eq!(drawn(&project), ["c1 / c2+c3: open"], "a newer verdict leaves it open");
    assert_eq!(cases(&project)[0].verdict, Some(verdict_id(3)));
    decide(&mut project, 4, ("rounding", &[1, 2, 3]), 1);
    assert_eq!(drawn(&project), ["c1 / c2+c3: open"], "not the one put last but the one decided last counts");
}

#[test]
fn a_claim_that_joined_a_side_asks_for_another_look() {
    let mut project = project(RENTS);
    decide(&mut project, 1, ("rounding", &[1, 2]), 9);
    assert_eq!(drawn(&project), ["c1 / c2+c3: another look at c3"]);
    decide(&mut project, 1, ("rounding", &[1, 2, 3]), 9);
    assert_eq!(drawn(&project), ["c1 / c2+c3: settled"]);
}

#[test]
fn a_claim_elsewhere_counts_only_when_a_newer_link_ties_it_to_a_side() {
    let tied = |kind: &str, after_secs: i64| {
        let notation =
            format!("{RENTS}\nd.txt: Now 4 %.{{c4}} So they say.{{c5}}\nc4 {kind} c2\nc4 updates c5");
        let notation = about_one_question(&notation);
        let mut project = project(&notation);
        decide(&mut project, 1, ("rounding", &[1, 2, 3]), after_secs);
        drawn(&project)
    };
    assert_eq!(tied("updates", 1), ["c1 / c2+c3: settled"], "the link was there when it was decided");
    assert_eq!(tied("updates", -1), ["c1 / c2+c3: another look at c4"], "c5 is tied to neither side");
    assert_eq!(tied("overlaps", -1), ["c1 / c2+c3: settled"], "a kind that joins no thread");
}

#[test]
fn claims_said_to_agree_and_to_oppose_are_a_case_of_their_own() {
    let mut project = project(
        "a.txt: Rents rose.{c1}
        b.txt: Rents rose by 3 %.{c2}
        c.txt: Rents fell.{c3}
        d.txt: Nothing changed.{c4}
        c1 corroborates c2
        c2 corroborates c3
        c1 contradicts c3
        c4 contradicts c1",
    );
    assert_eq!(drawn(&project), ["c1 / c3 within: open", "c1+c2+c3 / c4: open"]);
    let CaseSort::Inconsistency { agreeing, .. } = &cases(&project)[0].sort else {
        panic!("no inconsistency");
    };
    assert_eq!(agreeing.as_slice(), [1, 2].map(crate::fixture::link_id));
    decide(&mut project, 1, ("rounding", &[1, 2, 3, 4]), 9);
    assert_eq!(drawn(&project), ["c1 / c3 within: open", "c1+c2+c3 / c4: settled"]);
    decide(&mut project, 2, ("not_a_disagreement", &[1, 3]), 9);
    assert_eq!(drawn(&project), ["c1 / c3 within: settled", "c1+c2+c3 / c4: settled"]);
}

#[test]
fn the_side_that_a_verdict_favours_is_that_of_its_claims() {
    let project = project(&format!("{RENTS}\nverdict c1 c2 c3 a_supported favours c2 c3"));
    let (case, verdict) = (&cases(&project)[0], project.verdict(verdict_id(1)).unwrap());
    assert_eq!(case.favoured_side(verdict), Some(1));
    let both = Verdict { favoured: [1, 2].map(claim_id).into(), ..verdict.clone() };
    assert_eq!(case.favoured_side(&both), None);
    assert_eq!(case.favoured_side(&Verdict { favoured: Vec::new(), ..both }), None);
}

#[test]
fn one_thread_gives_the_cases_that_the_whole_project_has_for_it() {
    let project = project(&format!("d.txt: Wages fell.{{c7}} Wages rose.{{c8}}\n{RENTS}\nc7 contradicts c8"));
    let by_thread: Vec<_> =
        threads(&project).iter().flat_map(|thread| disagreements(&project, thread)).collect();
    let all = cases(&project);
    assert_eq!((by_thread.len(), all.len()), (2, 2));
    assert!(all.iter().all(|case| by_thread.contains(case)));
}
