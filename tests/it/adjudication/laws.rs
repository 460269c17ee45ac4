//! What holds of any work and whatever is decided.

use super::{is_pair, opened};
use crate::fixture::{TIME, annotator_id, claim_id, link_id, project};
use crossclaim::analysis::adjudication::{AdjudicationIndex, CaseKey};
use crossclaim::model::{AnnotatorId, Claim, Confidence, Edit, Link, Project, Timestamp};
use crossclaim::text::Span;
use crossclaim::workspace::{Decision, RulingError, RulingReason, Tag, Workspace};
use proptest::prelude::*;

const KINDS: [&str; 4] = ["quantity", "causal", "rule", "not_a_claim"];
const LINK_KINDS: [&str; 4] = ["corroborates", "contradicts", "updates", "no_relation"];
const LEVELS: [Option<&str>; 4] = [None, None, Some("low"), Some("high")];
const ANNOTATORS: u16 = 3;

/// A claim: annotator, document, sentence, extent, kind, level.
type ClaimPick = (u16, usize, usize, usize, usize, usize);
/// A link: two of the claims, kind, level.
type LinkPick = (usize, usize, usize, usize);

#[derive(Clone, Debug)]
struct Picks {
    claims: Vec<ClaimPick>,
    links: Vec<LinkPick>,
    /// Annotator and document.
    read: Vec<(u16, usize)>,
}

fn picks() -> impl Strategy<Value = Picks> {
    let claim = (1..=ANNOTATORS, 0..2_usize, 0..3_usize, 0..4_usize, 0..4_usize, 0..4_usize);
    let link = (0..14_usize, 0..14_usize, 0..4_usize, 0..4_usize);
    let read = (1..=ANNOTATORS, 0..2_usize);
    (
        prop::collection::vec(claim, 0..14),
        prop::collection::vec(link, 0..12),
        prop::collection::vec(read, 0..6),
    )
        .prop_map(|(claims, links, read)| Picks { claims, links, read })
}

fn confidence(level: usize) -> Option<Confidence> {
    let scale = "ic_confidence".to_owned();
    LEVELS[level].map(|level| Confidence { scale, level: level.to_owned() })
}

/// The project of these picks, with annotators exchanged as `who` tells.
fn made(picks: &Picks, who: impl Fn(u16) -> AnnotatorId) -> Project {
    let text = "Aaa bbb ccc.| Ddd eee fff.| Ggg hhh iii.|";
    let mut project = project(&format!("@ben\n@cleo\na.txt: {text}\nb.txt: {text}"));
    let documents = project.document_ids().to_vec();
    let time: Timestamp = TIME.parse().unwrap();
    for (number, (annotator, document, sentence, extent, kind, level)) in
        (1..).zip(picks.claims.iter().copied())
    {
        let start = 13 * sentence;
        let span = match extent {
            0 | 1 => Span::new(start, start + 12),
            2 => Span::new(start, start + 7),
            _ => Span::new(start + 4, start + 12),
        };
        let words = &project.document(documents[document]).unwrap().text;
        let claim = Claim {
            questions: Vec::new(),
            when: None,
            id: claim_id(number),
            document: documents[document],
            span,
            quote: span.slice(words).unwrap().to_owned(),
            unanchored: false,
            kinds: vec![KINDS[kind].to_owned()],
            statement: String::new(),
            attributed_to: String::new(),
            modality: None,
            confidence: confidence(level),
            credibility: None,
            tags: Vec::new(),
            note: String::new(),
            annotator: who(annotator),
            created: time,
            modified: time,
        };
        project.apply(Edit::PutClaim(Box::new(claim))).unwrap();
    }
    for (number, (from, to, kind, level)) in (1..).zip(picks.links.iter().copied()) {
        let claim = |at: usize| project.claim(claim_id(u16::try_from(at + 1).unwrap())).cloned();
        let (Some(from), Some(to)) = (claim(from), claim(to)) else {
            continue;
        };
        let annotator = from.annotator;
        let is_symmetric = project.codebook().link_kind(LINK_KINDS[kind]).unwrap().symmetric;
        let (from, to) =
            if is_symmetric { (from.id.min(to.id), from.id.max(to.id)) } else { (from.id, to.id) };
        let link = Link {
            question: None,
            id: link_id(number),
            from,
            to,
            kind: LINK_KINDS[kind].to_owned(),
            confidence: confidence(level),
            differences: Vec::new(),
            note: String::new(),
            annotator,
            created: time,
            modified: time,
        };
        // Links to itself and repeated ones are refused; the others are enough.
        project.apply(Edit::PutLink(Box::new(link))).ok();
    }
    for (annotator, document) in picks.read.iter().copied() {
        let edit = Edit::SetRead { document: documents[document], annotator: who(annotator), read: true };
        project.apply(edit).unwrap();
    }
    project
}

/// A decision that any case can have: the number says which.
fn decision(workspace: &mut Workspace, key: CaseKey, number: usize) -> Decision {
    workspace.refresh_adjudication();
    let case = workspace.adjudication().unwrap().case(key).unwrap();
    match number % 6 {
        0 => Decision::Merge,
        1 => Decision::Reject,
        2 => Decision::LeaveOpen,
        number => Decision::Accept(case.sides[number % case.sides.len()].annotator),
    }
}

fn keys(workspace: &mut Workspace) -> Vec<CaseKey> {
    workspace.refresh_adjudication();
    workspace.adjudication().unwrap().cases().iter().map(|case| case.key).collect()
}

/// Links of the reference layer join claims of the reference layer.
fn layer_is_whole(project: &Project) -> bool {
    let is_reference = |annotator| project.annotator(annotator).unwrap().reference;
    let own = |claim| is_reference(project.claim(claim).unwrap().annotator);
    project.links().filter(|link| is_reference(link.annotator)).all(|link| own(link.from) && own(link.to))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_does_not_matter_who_is_who(picks in picks()) {
        let (one, other) = (made(&picks, annotator_id), made(&picks, |number| annotator_id(4 - number)));
        let seen = |project: &Project, turn: bool| -> Vec<_> {
            let index = AdjudicationIndex::of(project);
            let sides = |case: &crossclaim::analysis::adjudication::AdjudicationCase| {
                let number = |id: AnnotatorId| (1..=3).find(|number| annotator_id(*number) == id).unwrap();
                let name = |id| if turn { 4 - number(id) } else { number(id) };
                let mut sides: Vec<_> =
                    case.sides.iter().map(|side| (name(side.annotator), side.work.clone())).collect();
                sides.sort_by_key(|(name, _)| *name);
                sides
            };
            index.cases().iter().map(|case| (case.key, case.place, sides(case), case.aspects.clone())).collect()
        };
        prop_assert_eq!(seen(&one, false), seen(&other, true));
    }

    #[test]
    fn a_decision_settles_its_case_keeps_the_project_sound_and_can_be_undone(picks in picks(), number in 0..6_usize) {
        let mut workspace = opened(made(&picks, annotator_id));
        let before = workspace.project().clone();
        for key in keys(&mut workspace) {
            let decision = decision(&mut workspace, key, number);
            workspace.rule(key, &decision, RulingReason::default()).unwrap();
            prop_assert_eq!(workspace.project().check(), vec![]);
            prop_assert!(layer_is_whole(workspace.project()));
            workspace.refresh_adjudication();
            let case = workspace.adjudication().unwrap().case(key).unwrap();
            prop_assert_eq!(case.is_settled(), decision != Decision::LeaveOpen, "{:?}", case);
            workspace.undo().unwrap();
            prop_assert_eq!(workspace.project(), &before);
        }
    }

    #[test]
    fn whatever_is_decided_one_after_the_other_the_layer_stays_whole(
        picks in picks(),
        steps in prop::collection::vec((any::<u8>(), 0..6_usize), 1..16),
    ) {
        let mut workspace = opened(made(&picks, annotator_id));
        let before = workspace.project().clone();
        let mut count = 0;
        for (at, number) in steps {
            let keys = keys(&mut workspace);
            let Some(key) = keys.get(usize::from(at) % keys.len().max(1)).copied() else {
                return Ok(());
            };
            let decision = decision(&mut workspace, key, number);
            match workspace.rule(key, &decision, RulingReason::default()) {
                Ok(_) => count += 1,
                Err(err) => prop_assert_eq!(err, RulingError::EndRejected),
            }
            prop_assert_eq!(workspace.project().check(), vec![]);
            prop_assert!(layer_is_whole(workspace.project()));
        }
        for _ in 0..count {
            workspace.undo().unwrap();
        }
        prop_assert_eq!(workspace.project(), &before);
    }

    #[test]
    fn nothing_agreed_is_left_but_links_that_wait_for_an_end(picks in picks()) {
        let mut workspace = opened(made(&picks, annotator_id));
        let before = workspace.project().clone();
        let agreed = workspace.accept_all_agreed().unwrap();
        prop_assert_eq!(workspace.project().check(), vec![]);
        prop_assert!(layer_is_whole(workspace.project()));
        workspace.refresh_adjudication();
        let cases = workspace.adjudication().unwrap().cases();
        let left: Vec<_> = cases.iter().filter(|case| case.is_agreed() && !case.is_settled()).collect();
        prop_assert!(left.iter().all(|case| is_pair(case)), "{left:#?}");
        prop_assert_eq!(left.len(), agreed.waiting_links);
        if agreed.claims + agreed.links > 0 {
            workspace.undo().unwrap();
        }
        prop_assert_eq!(workspace.project(), &before);
    }

    #[test]
    fn new_work_at_a_settled_place_asks_for_another_look(picks in picks(), number in 0..6_usize) {
        let mut workspace = opened(made(&picks, annotator_id));
        for key in keys(&mut workspace) {
            let decision = decision(&mut workspace, key, number);
            let CaseKey::Claims(claim) = key else { continue };
            if decision == Decision::LeaveOpen {
                continue;
            }
            workspace.rule(key, &decision, RulingReason::default()).unwrap();
            let claim = workspace.project().claim(claim).unwrap().clone();
            let mut kinds = claim.kinds.clone();
            kinds.push("prediction".to_owned());
            workspace.tag(claim.document, claim.span, Tag { kinds, confidence: None }).unwrap();
            workspace.refresh_adjudication();
            let case = workspace.adjudication().unwrap().case(key).unwrap();
            prop_assert!(!case.is_settled() && case.ruling.is_some());
            workspace.undo().unwrap();
            workspace.undo().unwrap();
        }
    }
}
