//! Steps on questions: merging what was split off gives the same questions back, and undo takes every step back.

use crate::fixture::{TIME, claim_id, link_id, project, question_id};
use crossclaim::analysis::threads::{QuestionKey, threads};
use crossclaim::model::{Annotator, ClaimId, LinkId, Project, QuestionId};
use crossclaim::workspace::{FixedClock, IdSource, QuestionTarget, Workspace, questions};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Sentences of which several speak to two questions; the last link has none.
const NOTATION: &str = "question q1 \"What is paid?\"\nquestion q2 \"Who pays?\"
a.txt: Acme pays 5 million.{c1} It rained.{c2}
b.txt: The price is 5 million.{c3} The sun shone.{c4 q2}
c.txt: Acme pays 7 million.{c5} Nobody came.{c6 q1}
c1 corroborates c3 q1
c1 contradicts c5 q1
c3 contradicts c5 q1
c1 corroborates c5 q2
c2 contradicts c4 q2
c2 contradicts c6";

fn workspace() -> Workspace {
    let project = project(NOTATION);
    let me: Annotator = project.annotators().next().unwrap().clone();
    Workspace::new(project, &me, Box::new(FixedClock(TIME.parse().unwrap())), IdSource::Counted(1000))
        .unwrap()
}

/// The question of each link, and the questions that each claim was put under.
type Placed = (BTreeMap<LinkId, Option<QuestionId>>, BTreeMap<ClaimId, BTreeSet<QuestionId>>);

fn placed(project: &Project) -> Placed {
    let links = project.links().map(|link| (link.id, link.question)).collect();
    let claims =
        project.claims().map(|claim| (claim.id, claim.questions.iter().copied().collect())).collect();
    (links, claims)
}

fn questions_of(project: &Project) -> Vec<QuestionId> {
    project.questions().map(|question| question.id).collect()
}

proptest! {
    #[test]
    fn what_is_split_off_and_merged_back_is_as_it_was(
        claims in proptest::collection::btree_set(1_u16..7, 0..6),
        links in proptest::collection::btree_set(1_u16..6, 0..4),
        of in 1_u16..3,
    ) {
        let mut workspace = workspace();
        let key = QuestionKey::Asked(question_id(of));
        let own = |claim: &u16| {
            let project = workspace.project();
            let is_end = |link: &crossclaim::model::Link| {
                link.question == Some(question_id(of)) && [link.from, link.to].contains(&claim_id(*claim))
            };
            let is_put = project.claim(claim_id(*claim)).unwrap().questions.contains(&question_id(of));
            is_put || project.links().any(is_end)
        };
        let claims: Vec<ClaimId> = claims.iter().filter(|claim| own(claim)).map(|claim| claim_id(*claim)).collect();
        let links: Vec<LinkId> = links
            .iter()
            .map(|link| link_id(*link))
            .filter(|link| workspace.project().link(*link).unwrap().question == Some(question_id(of)))
            .collect();
        let before = workspace.project().clone();
        let new = questions::split(&mut workspace, key, &links, &claims).unwrap();
        prop_assert_eq!(questions_of(workspace.project()).len(), 3);
        let split = workspace.project().clone();
        questions::merge(&mut workspace, &[QuestionKey::Asked(new)], key).unwrap();
        let (links_before, claims_before) = placed(&before);
        let (links_after, claims_after) = placed(workspace.project());
        prop_assert_eq!(links_after, links_before);
        // A chosen claim that has a link there may be put there by hand as well: it speaks to the same questions.
        for (claim, questions) in claims_before {
            prop_assert!(claims_after[&claim].is_superset(&questions));
        }
        prop_assert_eq!(questions_of(workspace.project()), questions_of(&before));
        prop_assert_eq!(threads(workspace.project()), threads(&before));
        workspace.undo().unwrap();
        prop_assert_eq!(workspace.project(), &split);
        workspace.undo().unwrap();
        prop_assert_eq!(workspace.project(), &before);
        workspace.redo().unwrap();
        prop_assert_eq!(workspace.project(), &split);
    }

    #[test]
    fn every_step_is_taken_back_by_one_undo(step in 0_u8..7, link in 1_u16..7, claim in 1_u16..7, of in 1_u16..3) {
        let mut workspace = workspace();
        let before = workspace.project().clone();
        let (key, other) = (QuestionKey::Asked(question_id(of)), QuestionKey::Asked(question_id(3 - of)));
        let target = QuestionTarget::Known(key);
        match step {
            0 => questions::put_links(&mut workspace, &[link_id(link)], &target).map(drop),
            1 => questions::put_claims(&mut workspace, &[claim_id(claim)], &target).map(drop),
            2 => questions::rename(&mut workspace, key, "Another title").map(drop),
            3 => questions::merge(&mut workspace, &[other], key).map(drop),
            4 => questions::reorder(&mut workspace, key, None).map(drop),
            5 => questions::dissolve(&mut workspace, question_id(of)),
            _ => questions::put_links(&mut workspace, &[link_id(link)], &QuestionTarget::New(String::new())).map(drop),
        }
        .unwrap();
        prop_assert_eq!(workspace.project().check(), vec![]);
        if workspace.project() != &before {
            workspace.undo().unwrap();
            prop_assert_eq!(workspace.project(), &before);
        }
    }
}
