//! How cases are settled: what the reference layer holds then, and what asks for another look.

use super::{claim_name, claims, differing, drawn, links, opened};
use crate::fixture::{annotator_id, claim_id, project};
use crossclaim::analysis::adjudication::CaseKey;
use crossclaim::model::{Claim, Confidence, Link, Project};
use crossclaim::text::Span;
use crossclaim::workspace::{
    Agreed, ClaimDraft, Decision, LinkDraft, LinkEnd, RulingError, RulingReason, Tag, Workspace,
};

const ANN: Decision = Decision::Accept(annotator_id(1));
const BEN: Decision = Decision::Accept(annotator_id(2));

#[track_caller]
fn rule(workspace: &mut Workspace, key: CaseKey, decision: &Decision) {
    workspace.rule(key, decision, RulingReason::default()).unwrap();
    assert_eq!(workspace.project().check(), []);
}

fn is_reference(project: &Project, annotator: crossclaim::model::AnnotatorId) -> bool {
    project.annotator(annotator).unwrap().reference
}

/// Claims of the reference layer in words: `One two. quantity causal high`.
fn reference(workspace: &Workspace) -> Vec<String> {
    let project = workspace.project();
    let said = |claim: &Claim| {
        let level = claim.confidence.as_ref().map(|confidence| confidence.level.clone());
        let words = [vec![claim.quote.clone()], claim.kinds.clone(), level.into_iter().collect()];
        words.concat().join(" ")
    };
    let documents = project.documents().map(|document| document.id).collect::<Vec<_>>();
    let claims = documents.iter().flat_map(|document| project.claims_in(*document));
    claims.filter(|claim| is_reference(project, claim.annotator)).map(said).collect()
}

/// Links of the reference layer in words: `One. updates Two.`.
fn reference_links(workspace: &Workspace) -> Vec<String> {
    let project = workspace.project();
    let quote = |claim| {
        let claim = project.claim(claim).unwrap();
        assert!(is_reference(project, claim.annotator), "{} is not of the layer", claim_name(claim.id));
        claim.quote.clone()
    };
    let said = |link: &Link| {
        let level =
            link.confidence.as_ref().map_or(String::new(), |confidence| format!(" {}", confidence.level));
        format!("{} {} {}{level}", quote(link.from), link.kind, quote(link.to))
    };
    project.links().filter(|link| is_reference(project, link.annotator)).map(said).collect()
}

const UNLIKE: &str =
    "@ben\na.txt: [One [two.]{c1 quantity high}]{c2 causal low @ben} Three.{c3}\nread a.txt @ann @ben";

#[test]
fn either_side_can_be_accepted_and_the_other_one_after_it() {
    let mut workspace = opened(project(UNLIKE));
    rule(&mut workspace, claims(1), &ANN);
    assert_eq!(reference(&workspace), ["two. quantity high"]);
    assert_eq!(drawn(workspace.project())[0], "ann c1 / ben c2: boundary, kind, confidence; settled [new3]");
    rule(&mut workspace, claims(1), &BEN);
    assert_eq!(reference(&workspace), ["One two. causal low"]);
    assert_eq!(
        drawn(workspace.project())[0],
        "ann c1 / ben c2: boundary, kind, confidence; settled [new3]",
        "the claim keeps its id"
    );
    assert_eq!(workspace.project().rulings().len(), 2, "both rulings are kept");
}

#[test]
fn to_accept_who_passed_over_leaves_the_layer_empty() {
    let mut workspace = opened(project(UNLIKE));
    rule(&mut workspace, claims(3), &ANN);
    assert_eq!(reference(&workspace), ["Three."]);
    rule(&mut workspace, claims(3), &BEN);
    assert_eq!(reference(&workspace), [""; 0]);
    let ruling = workspace.project().rulings().last().unwrap();
    assert_eq!((ruling.outcome.as_str(), ruling.claims.as_slice()), ("adjudicated", &[claim_id(3)][..]));
    assert_eq!(drawn(workspace.project())[1], "ann c3 / ben –: claim missing; settled");
}

#[test]
fn merged_claims_cover_all_spans_and_kinds() {
    let mut workspace = opened(project(UNLIKE));
    rule(&mut workspace, claims(1), &Decision::Merge);
    assert_eq!(reference(&workspace), ["One two. quantity causal"], "levels that differ are not set");
    let alike = "@ben\na.txt: One.{c1 not_a_claim \"As said\" by(Lee)}{c2 rule high @ben}";
    let mut workspace = opened(project(alike));
    rule(&mut workspace, claims(1), &Decision::Merge);
    assert_eq!(reference(&workspace), ["One. rule high"]);
}

#[test]
fn a_claim_can_be_decided_as_nobody_made_it() {
    let mut workspace = opened(project(UNLIKE));
    let level = Confidence { scale: "ic_confidence".to_owned(), level: "moderate".to_owned() };
    let draft = ClaimDraft { span: Span::new(0, 3), kinds: vec!["rule".to_owned()], confidence: Some(level) };
    rule(&mut workspace, claims(1), &Decision::Claim(draft.clone()));
    assert_eq!(reference(&workspace), ["One rule moderate"]);
    assert_eq!(
        differing(workspace.project())[0],
        "ann c1 / ben c2: boundary, kind, confidence; settled [new3]"
    );
    let before = workspace.project().clone();
    let outside = Decision::Claim(ClaimDraft { span: Span::new(3, 300), ..draft });
    let err = workspace.rule(claims(1), &outside, RulingReason::default()).unwrap_err();
    assert!(err.to_string().contains("no place in the text"), "{err}");
    assert_eq!(*workspace.project(), before);
}

#[test]
fn a_ruling_keeps_who_when_and_why() {
    let mut workspace = opened(project(UNLIKE));
    let reason = RulingReason {
        cause: "underspecified_guideline".to_owned(),
        rationale: "The guideline says nothing of halves.".to_owned(),
        outcome: Some("majority".to_owned()),
    };
    let id = workspace.rule(claims(1), &ANN, reason).unwrap();
    let ruling = workspace.project().ruling(id).unwrap().clone();
    assert_eq!((ruling.outcome.as_str(), ruling.annotator), ("majority", annotator_id(99)));
    assert_eq!(ruling.rationale, "The guideline says nothing of halves.");
    let names: Vec<String> = ruling.claims.iter().copied().map(claim_name).collect();
    assert_eq!(names, ["c1", "c2", "new3"], "what was weighed, and what came of it");
    workspace.set_ruling_reason(id, "", "Ann is right.").unwrap();
    let changed = workspace.project().ruling(id).unwrap();
    assert_eq!((changed.cause.as_str(), changed.rationale.as_str()), ("", "Ann is right."));
    assert_eq!((changed.decided, &changed.claims), (ruling.decided, &ruling.claims));
    let unknown = RulingReason { cause: "weather".to_owned(), ..RulingReason::default() };
    assert!(matches!(workspace.rule(claims(1), &BEN, unknown), Err(RulingError::Refused(_))));
    assert_eq!(reference(&workspace), ["two. quantity high"], "nothing of a refused step is left");
}

#[test]
fn a_case_can_be_left_open_and_opened_again() {
    let mut workspace = opened(project(UNLIKE));
    rule(&mut workspace, claims(1), &Decision::LeaveOpen);
    assert!(drawn(workspace.project())[0].ends_with("; open"));
    assert_eq!(reference(&workspace), [""; 0]);
    let id = workspace.rule(claims(1), &Decision::Reject, RulingReason::default()).unwrap();
    assert_eq!(workspace.project().ruling(id).unwrap().outcome, "withdrawn");
    assert!(drawn(workspace.project())[0].ends_with("; settled"));
    workspace.reopen_ruling(id).unwrap();
    assert!(drawn(workspace.project())[0].ends_with("; open"));
}

#[test]
fn new_and_changed_work_asks_for_another_look() {
    let mut workspace = opened(project(UNLIKE));
    rule(&mut workspace, claims(1), &ANN);
    let document = workspace.project().document_ids()[0];
    // Judy tags the place herself.
    workspace.tag(document, Span::new(0, 8), Tag::default()).unwrap();
    assert!(drawn(workspace.project())[0].contains("another look at 1"), "{:?}", drawn(workspace.project()));
    workspace.undo().unwrap();
    assert!(drawn(workspace.project())[0].contains("; settled"));
    workspace.change_claim(claim_id(2), "Add kind", |claim| claim.kinds = vec!["rule".to_owned()]).unwrap();
    assert!(drawn(workspace.project())[0].contains("another look at 1"));
    rule(&mut workspace, claims(1), &BEN);
    assert_eq!(reference(&workspace), ["One two. rule low"]);
    assert!(drawn(workspace.project())[0].contains("; settled"));
}

const LINKED: &str = "@ben\na.txt: One.{c1}{c2 @ben}\nb.txt: Two.{c3}{c4 @ben}\nc.txt: Six.{c5} Seven.{c6}\n\
    read a.txt @ann @ben\nread b.txt @ann @ben\nread c.txt @ann @ben\n";

#[test]
fn links_come_along_where_both_ends_are_in_the_layer() {
    let mut workspace =
        opened(project(&format!("{LINKED}c1 updates c3 high\nc5 updates c1\nc4 contradicts c2 @ben")));
    rule(&mut workspace, claims(3), &ANN);
    assert_eq!(reference_links(&workspace), [""; 0]);
    rule(&mut workspace, claims(1), &ANN);
    assert_eq!(reference_links(&workspace), ["One. updates Two. high"]);
    rule(&mut workspace, claims(1), &Decision::Merge);
    assert_eq!(reference_links(&workspace).len(), 2, "once each: {:?}", reference_links(&workspace));
    rule(&mut workspace, claims(1), &Decision::Reject);
    assert_eq!(reference_links(&workspace), [""; 0]);
}

#[test]
fn links_are_accepted_with_their_ends() {
    let mut workspace = opened(project(&format!("{LINKED}c1 updates c3\nc4 updates c2 low @ben")));
    rule(&mut workspace, links(1), &BEN);
    assert_eq!(reference_links(&workspace), ["Two. updates One. low"]);
    assert_eq!(differing(workspace.project())[0], "ann l1 / ben l2: link direction; settled [new5]");
    rule(&mut workspace, links(1), &ANN);
    assert_eq!(reference_links(&workspace), ["One. updates Two."]);
    rule(&mut workspace, links(1), &Decision::Merge);
    assert_eq!(reference_links(&workspace).len(), 2);
    let draft = LinkDraft { kind: "qualifies".to_owned(), is_backward: true, confidence: None };
    rule(&mut workspace, links(1), &Decision::Link(draft));
    assert_eq!(reference_links(&workspace), ["Two. qualifies One."]);
    rule(&mut workspace, links(1), &Decision::Reject);
    assert_eq!(reference_links(&workspace), [""; 0]);
    assert_eq!(reference(&workspace), ["One.", "Two."], "the claims stay");
    rule(&mut workspace, claims(1), &ANN);
    assert_eq!(reference_links(&workspace), [""; 0], "a rejected link does not come back with its claim");
}

#[test]
fn a_link_is_not_accepted_onto_a_rejected_claim() {
    let mut workspace = opened(project(&format!("{LINKED}c5 updates c6\nc6 updates c1")));
    rule(&mut workspace, claims(5), &Decision::Reject);
    let before = workspace.project().clone();
    let err = workspace.rule(links(1), &ANN, RulingReason::default()).unwrap_err();
    assert_eq!(err, RulingError::EndRejected);
    assert_eq!(*workspace.project(), before);
}

#[test]
fn merging_two_claims_of_the_layer_takes_their_links_along() {
    // The layer has two claims where annotators have one place, each with a link.
    let text = "@ben\n@gold reference\n\
        a.txt: [One two three]{c1} four.{c2 @ben}\nb.txt: Five.{c3}{c4 @ben}\nc.txt: Six.{c5}{c6 @ben}\n\
        read a.txt @ann @ben\n";
    let mut project = project(text);
    let mut layer = Vec::new();
    for (number, claim, span) in [
        (20, 1, Span::new(0, 7)),
        (21, 1, Span::new(4, 13)),
        (22, 3, Span::new(0, 5)),
        (23, 5, Span::new(0, 4)),
    ] {
        let template = project.claim(claim_id(claim)).unwrap().clone();
        let quote = span.slice(&project.document(template.document).unwrap().text).unwrap().to_owned();
        let own = Claim { id: claim_id(number), span, quote, annotator: annotator_id(3), ..template };
        project.apply(crossclaim::model::Edit::PutClaim(Box::new(own))).unwrap();
        layer.push(claim_id(number));
    }
    let mut workspace = opened(project);
    for (from, to) in [(0, 2), (1, 2), (1, 3), (0, 1)] {
        let ends = (LinkEnd::Claim(layer[from]), LinkEnd::Claim(layer[to]));
        workspace.link(ends.0, ends.1, "updates", None).unwrap();
    }
    rule(&mut workspace, claims(1), &Decision::Merge);
    assert_eq!(reference(&workspace), ["One two three four.", "Five.", "Six."]);
    let ends: Vec<_> =
        workspace.project().links().map(|link| (claim_name(link.from), claim_name(link.to))).collect();
    let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    assert_eq!(ends, [pair("c20", "c22"), pair("c20", "c23")], "once each, and none to itself");
    assert_eq!(workspace.undo().unwrap().as_deref(), Some("Settle difference"));
    assert_eq!(workspace.project().links().len(), 4);
}

#[test]
fn all_that_is_agreed_is_accepted_in_one_step() {
    let text = format!("{LINKED}c1 updates c3\nc2 updates c4 @ben\nc1 updates c5\nc2 updates c5 @ben");
    let mut workspace = opened(project(&text));
    let before = workspace.project().clone();
    let agreed = workspace.accept_all_agreed().unwrap();
    assert_eq!(agreed, Agreed { claims: 2, links: 1, waiting_links: 1 });
    assert_eq!(reference(&workspace), ["One.", "Two."]);
    assert_eq!(reference_links(&workspace), ["One. updates Two."]);
    assert_eq!(workspace.project().rulings().len(), 0, "there was nothing to rule on");
    let open: Vec<String> =
        drawn(workspace.project()).into_iter().filter(|line| line.contains("agreed; open")).collect();
    assert_eq!(open, ["ann l3 / ben l4: agreed; open"]);
    let revision = workspace.revision();
    assert_eq!(workspace.accept_all_agreed().unwrap(), Agreed { waiting_links: 1, ..Agreed::default() });
    assert_eq!(workspace.revision(), revision, "a second time there is nothing left");
    workspace.undo().unwrap();
    assert_eq!(workspace.project().annotators().len(), before.annotators().len());
    assert_eq!(*workspace.project(), before);
}

#[test]
fn what_all_agree_on_is_one_claim_where_it_is_one_span() {
    let mut workspace =
        opened(project("@ben\na.txt: One.{c1 quantity}{c2 causal}{c3 quantity causal high @ben}"));
    assert_eq!(workspace.accept_all_agreed().unwrap().claims, 1);
    assert_eq!(reference(&workspace), ["One. quantity causal high"]);
    assert_eq!(workspace.accept_all_agreed().unwrap(), Agreed::default(), "nothing is left");
}

#[test]
fn what_cannot_be_decided_says_why_and_changes_nothing() {
    let mut workspace = opened(project(&format!("{LINKED}c1 updates c3")));
    let before = workspace.project().clone();
    let mut refusal = |key, decision| workspace.rule(key, &decision, RulingReason::default()).unwrap_err();
    assert_eq!(refusal(claims(99), ANN), RulingError::CaseGone);
    assert_eq!(refusal(claims(1), Decision::Accept(annotator_id(9))), RulingError::NoSide);
    let link = LinkDraft { kind: "updates".to_owned(), is_backward: false, confidence: None };
    assert_eq!(refusal(claims(1), Decision::Link(link)), RulingError::OtherSort);
    let claim = ClaimDraft { span: Span::new(0, 3), kinds: Vec::new(), confidence: None };
    assert_eq!(refusal(links(1), Decision::Claim(claim)), RulingError::OtherSort);
    assert_eq!(*workspace.project(), before);
}

#[test]
fn the_window_sees_cases_change_only_when_their_work_does() {
    let mut workspace = opened(project(UNLIKE));
    workspace.refresh_adjudication();
    let revision = workspace.adjudication_revision();
    workspace.set_title("Other").unwrap();
    workspace.refresh_adjudication();
    assert_eq!(workspace.adjudication_revision(), revision);
    rule(&mut workspace, claims(1), &ANN);
    workspace.refresh_adjudication();
    assert!(workspace.adjudication_revision() > revision);
    let case = workspace.adjudication().unwrap().case(claims(1)).unwrap();
    assert!(case.is_settled());
}

#[test]
fn a_claim_goes_with_two_links_that_one_ruling_names() {
    let mut workspace = opened(project(
        "@gold reference\n\
         a.txt: One.{c1}\n\
         b.txt: Two.{c2} Three.{c3}\n\
         c1 updates c2\n\
         c1 updates c3\n\
         ruling l1 l2 keep_all \"both\" @gold",
    ));
    let before = workspace.project().clone();
    workspace.remove_claim(claim_id(1)).unwrap();
    assert_eq!(workspace.project().check(), []);
    assert_eq!((workspace.project().links().len(), workspace.project().rulings().len()), (0, 1));
    workspace.undo().unwrap();
    assert_eq!(workspace.project(), &before);
}
