//! Cases while the project changes: thread by thread they are those from scratch, and undone they are those before.

use super::cases;
use crate::fixture::{TIME, annotator_id, claim_id, link_id, project, verdict_id};
use crossclaim::analysis::disagreements::CaseIndex;
use crossclaim::analysis::disagreements::{DisagreementCase, disagreements};
use crossclaim::analysis::threads::ThreadIndex;
use crossclaim::model::{Edit, Link, Project, RecordId, Timestamp, Verdict};
use proptest::prelude::*;

const CLAIMS: u16 = 8;
const KINDS: [&str; 6] = ["corroborates", "contradicts", "qualifies", "updates", "same_origin", "overlaps"];

fn start() -> Project {
    let documents: Vec<String> =
        (1..=CLAIMS).map(|number| format!("d{number}.txt: Rents rose by {number} %.{{c{number}}}")).collect();
    project(&documents.join("\n"))
}

fn time(secs: i64) -> Timestamp {
    let start: Timestamp = TIME.parse().unwrap();
    Timestamp::from_millis(start.millis() + 1_000 * secs)
}

/// Links and verdicts put, replaced and removed.
fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let claim = 1..=CLAIMS;
    let link = (1..12_u16, claim.clone(), claim.clone(), 0..KINDS.len(), 0..9_i64).prop_map(
        |(number, from, to, kind, secs)| {
            let link = Link {
                question: None,
                id: link_id(number),
                from: claim_id(from.min(to)),
                to: claim_id(from.max(to)),
                kind: KINDS[kind].to_owned(),
                confidence: None,
                differences: Vec::new(),
                note: String::new(),
                annotator: annotator_id(1),
                created: time(secs),
                modified: time(secs),
            };
            Edit::PutLink(Box::new(link))
        },
    );
    let verdict = (1..4_u16, prop::collection::btree_set(claim, 1..6), any::<bool>(), 0..9_i64).prop_map(
        |(number, claims, is_open, secs)| {
            let verdict = Verdict {
                question: None,
                id: verdict_id(number),
                claims: claims.into_iter().map(claim_id).collect(),
                outcome: if is_open { "open" } else { "rounding" }.to_owned(),
                favoured: Vec::new(),
                rationale: String::new(),
                confidence: None,
                annotator: annotator_id(1),
                decided: time(secs),
            };
            Edit::PutVerdict(Box::new(verdict))
        },
    );
    let removal = prop_oneof![
        (1..12_u16).prop_map(|number| Edit::RemoveLink(link_id(number))),
        (1..4_u16).prop_map(|number| Edit::RemoveVerdict(verdict_id(number))),
    ];
    prop::collection::vec(prop_oneof![6 => link, 2 => verdict, 2 => removal], 0..40)
}

fn record(edit: &Edit) -> RecordId {
    match edit {
        Edit::PutLink(link) => RecordId::Link(link.id),
        Edit::RemoveLink(id) => RecordId::Link(*id),
        Edit::PutVerdict(verdict) => RecordId::Verdict(verdict.id),
        Edit::RemoveVerdict(id) => RecordId::Verdict(*id),
        other => panic!("not made here: {other:?}"),
    }
}

fn by_thread(project: &Project, threads: &ThreadIndex) -> Vec<DisagreementCase> {
    let mut found: Vec<_> = threads.threads().flat_map(|thread| disagreements(project, thread)).collect();
    found.sort_by_key(|case| (case.place, case.id));
    found
}

fn sorted(index: &CaseIndex) -> Vec<DisagreementCase> {
    let mut found: Vec<_> = index.cases().cloned().collect();
    found.sort_by_key(|case| (case.place, case.id));
    found
}

proptest! {
    #[test]
    fn cases_kept_up_to_date_are_those_from_scratch_and_undoing_all_brings_the_first_back(edits in edits()) {
        let mut project = start();
        let (mut threads, mut index) = (ThreadIndex::of(&project), CaseIndex::of(&project));
        let (mut undo, mut before) = (Vec::new(), Vec::new());
        for edit in edits {
            let (record, old) = (record(&edit), cases(&project));
            if let Ok(inverse) = project.apply(edit) {
                undo.push((record, inverse));
                before.push(old);
            }
            threads.update(&project, [record]);
            index.update(&project, &[record].into());
            prop_assert_eq!(by_thread(&project, &threads), cases(&project));
            prop_assert_eq!(sorted(&index), cases(&project));
        }
        while let (Some((record, inverse)), Some(before)) = (undo.pop(), before.pop()) {
            project.apply(inverse).unwrap();
            threads.update(&project, [record]);
            index.update(&project, &[record].into());
            prop_assert_eq!(sorted(&index), before.clone());
            prop_assert_eq!(by_thread(&project, &threads), before);
        }
    }

    #[test]
    fn every_opposing_link_is_in_one_case_and_each_case_has_two_sides(edits in edits()) {
        let mut project = start();
        for edit in edits {
            drop(project.apply(edit));
        }
        let cases = cases(&project);
        for case in &cases {
            prop_assert_eq!(Some(&case.id), case.links.first());
            prop_assert!(case.sides.iter().all(|side| !side.claims.is_empty() && side.independent > 0));
            let found = case.differences(&project);
            prop_assert!(found.leading.is_some());
            for difference in &found.differences {
                prop_assert_eq!(difference.claims.map(|claim| case.side_of(claim)), [Some(0), Some(1)]);
            }
        }
        let mut links: Vec<_> = cases.into_iter().flat_map(|case| case.links).collect();
        links.sort_unstable();
        let opposing = project.links().filter(|link| ["contradicts", "qualifies"].contains(&link.kind.as_str()));
        prop_assert_eq!(links, opposing.map(|link| link.id).collect::<Vec<_>>());
    }
}
