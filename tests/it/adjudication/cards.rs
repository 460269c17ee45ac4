//! Cases as a person sees them: rows, cards, and in words what differs and how it was settled.

use super::{claims, links, opened};
use crate::fixture::{annotator_id, claim_id, project};
use crossclaim::analysis::adjudication::{Aspect, CaseKey};
use crossclaim::model::Project;
use crossclaim::view::adjudication::{
    AdjudicationCard, AdjudicationFilter, AdjudicationList, AdjudicationRow, DraftStart, adjudication_card,
    adjudication_row,
};
use crossclaim::workspace::{Decision, RulingReason, Workspace};

const WORK: &str = "@ben\na.txt: [Prices [rose]{c1 quantity high} fast.]{c2 causal low @ben} Wages fell.{c3}\n\
    b.txt: Rents stayed.{c4}{c5 @ben}\nread a.txt @ann @ben\nread b.txt @ann @ben\n\
    c1 updates c4 high\nc5 qualifies c2 low @ben\nc3 contradicts c4";

fn card(workspace: &mut Workspace, key: CaseKey) -> AdjudicationCard {
    workspace.refresh_adjudication();
    let index = workspace.adjudication().unwrap();
    adjudication_card(workspace.project(), index, index.case(key).unwrap())
}

fn row(workspace: &mut Workspace, key: CaseKey) -> AdjudicationRow {
    workspace.refresh_adjudication();
    let index = workspace.adjudication().unwrap();
    adjudication_row(workspace.project(), index, index.case(key).unwrap())
}

fn opened_work() -> Workspace {
    opened(project(WORK))
}

#[test]
fn a_card_says_in_words_what_differs() {
    let mut workspace = opened_work();
    let says = |workspace: &mut Workspace, key| card(workspace, key).says;
    assert_eq!(
        says(&mut workspace, claims(1)),
        [
            "boundaries: “rose” (ann) / “Prices rose fast.” (ben)",
            "kinds: Quantity (ann) / Correlation or causation (ben)",
            "confidence: High (ann) / Low (ben)",
        ]
    );
    assert_eq!(says(&mut workspace, claims(3)), ["ben tagged nothing here"]);
    assert_eq!(
        says(&mut workspace, links(1)),
        ["link kinds: updates (ann) / qualifies (ben)", "confidence: High (ann) / Low (ben)"]
    );
    assert_eq!(says(&mut workspace, links(3)), ["ben linked nothing here"]);
    assert_eq!(says(&mut workspace, claims(4)), [""; 0]);
}

#[test]
fn directions_are_told_by_the_names_of_one_pair_of_claims() {
    let turned = WORK.replace("c5 qualifies c2 low @ben", "c5 updates c2 high @ben");
    let mut workspace = opened(project(&turned));
    let card = card(&mut workspace, links(1));
    assert_eq!(card.says, ["directions: A1.2 → B1 (ann) / B1 → A1.2 (ben)"]);
    assert_eq!(card.name, "A1 – B1");
    let start = DraftStart::Link {
        kind: "updates".to_owned(),
        is_backward: false,
        confidence: workspace.project().links().next().unwrap().confidence.clone(),
    };
    assert_eq!(card.draft, start);
}

#[test]
fn sides_show_their_words_and_mark_what_not_everybody_has() {
    let mut workspace = opened_work();
    let card = card(&mut workspace, claims(1));
    let [ann, ben] = &card.sides[..] else { panic!("{card:?}") };
    assert_eq!((ann.name.as_str(), ann.annotator), ("ann", Some(annotator_id(1))));
    assert_eq!(ann.claims[0].text.before, "Prices ");
    assert_eq!(ann.claims[0].text.quote.marks, []);
    let quote = &ben.claims[0].text.quote;
    let marked: Vec<&str> = quote.marks.iter().map(|mark| mark.slice(&quote.text).unwrap()).collect();
    assert_eq!(marked, ["Prices ", " fast."]);
    assert_eq!(ben.claims[0].kinds, ["Correlation or causation"]);
    assert_eq!(ben.claims[0].confidence.as_deref(), Some("Low"));
    assert_eq!((card.reference.note.as_str(), card.reference.annotator), ("nothing here yet", None));
}

#[test]
fn who_passed_over_is_shown_the_place() {
    let mut workspace = opened_work();
    let side = card(&mut workspace, claims(3)).sides[1].clone();
    assert_eq!((side.claims.len(), side.note.as_str()), (0, "read, and nothing tagged here"));
    assert_eq!(side.passed_over[0].quote.text, "Wages fell.");
    let side = card(&mut workspace, links(3)).sides[1].clone();
    assert_eq!((side.links.len(), side.note.as_str()), (0, "read both, and nothing linked here"));
    let side = card(&mut workspace, links(1)).sides[1].clone();
    assert_eq!(
        (side.links[0].from.0.as_str(), side.links[0].from.1.text.as_str()),
        ("B1.2", "Rents stayed.")
    );
    assert!(side.links[0].is_directed);
}

#[test]
fn a_settled_card_says_how() {
    let mut workspace = opened_work();
    let mut settle = |key, decision| {
        let rationale = "See the guideline.".to_owned();
        let reason = RulingReason { cause: "annotator_behaviour_error".to_owned(), rationale, outcome: None };
        workspace.rule(key, &decision, reason).unwrap();
        card(&mut workspace, key)
    };
    let found = settle(claims(1), Decision::Accept(annotator_id(2)));
    let ruling = found.ruling.unwrap();
    assert_eq!(ruling.line, "adjudicated: as ben has it");
    assert_eq!((ruling.stamp.annotator.as_str(), ruling.rationale.as_str()), ("judy", "See the guideline."));
    let chosen: Vec<&str> =
        found.causes.iter().filter(|cause| cause.chosen).map(|cause| cause.label.as_str()).collect();
    assert_eq!(chosen, ["annotator behaviour / error"]);
    assert_eq!(found.sides.iter().map(|side| side.is_held).collect::<Vec<_>>(), [false, true]);
    assert_eq!((found.reference.name.as_str(), found.reference.claims.len()), ("Reference", 1));
    let line = |card: AdjudicationCard| card.ruling.unwrap().line;
    assert_eq!(line(settle(claims(1), Decision::Merge)), "adjudicated: as nobody has it alone");
    assert_eq!(line(settle(claims(1), Decision::Reject)), "error: label withdrawn: nothing here");
    assert_eq!(line(settle(claims(1), Decision::LeaveOpen)), "open");
    assert_eq!(line(settle(links(1), Decision::Accept(annotator_id(1)))), "adjudicated: as ann has it");
}

#[test]
fn the_list_counts_and_filters() {
    let mut workspace = opened_work();
    workspace.rule(claims(3), &Decision::Reject, RulingReason::default()).unwrap();
    workspace.rule(claims(1), &Decision::Merge, RulingReason::default()).unwrap();
    let change = |claim: &mut crossclaim::model::Claim| claim.kinds.clear();
    workspace.change_claim(claim_id(2), "Clear kinds", change).unwrap();
    workspace.refresh_adjudication();
    let list = |filter, aspect, at_hand| {
        AdjudicationList::new(workspace.adjudication().unwrap(), (filter, aspect), at_hand)
    };
    let open = list(AdjudicationFilter::Open, None, None);
    assert_eq!((open.open, open.settled, open.another_look, open.agreed), (2, 1, 1, 1));
    assert_eq!(open.listed, [links(1), links(3)]);
    assert_eq!(list(AdjudicationFilter::Open, Some(Aspect::LinkMissing), None).listed, [links(3)]);
    assert_eq!(list(AdjudicationFilter::AnotherLook, None, None).listed, [claims(1)]);
    let kept = list(AdjudicationFilter::Settled, None, Some(links(1))).listed;
    assert_eq!(kept, [links(1), claims(3)], "the case at hand stays");
}

#[test]
fn a_row_names_the_place_and_who_has_a_say() {
    let mut workspace = opened_work();
    let found = row(&mut workspace, links(3));
    assert_eq!((found.name.as_str(), found.meta.as_str()), ("A2 – B1", "ann, ben"));
    assert_eq!(found.words, "Wages fell.  ⟷  Rents stayed.");
    assert_eq!(found.badges[0].label, "link missing");
    workspace.rule(claims(1), &Decision::Merge, RulingReason::default()).unwrap();
    assert_eq!(row(&mut workspace, claims(1)).meta, "adjudicated · ann, ben");
    workspace.accept_all_agreed().unwrap();
    assert_eq!(row(&mut workspace, claims(4)).meta, "in the reference layer · ann, ben");
    let all_names = |project: &Project| project.annotators().len();
    assert_eq!(all_names(workspace.project()), 4, "ann, ben, judy and the layer");
}
