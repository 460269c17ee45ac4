//! Cases while the project changes: thread by thread they are those from scratch, and undone they are those before.

use super::cases;
use crate::fixture::{TIME, annotator_id, claim_id, link_id, project, question_id, verdict_id};
use crossclaim::analysis::disagreements::{CaseCounts, CaseIndex, DisagreementCase, disagreements};
use crossclaim::analysis::matrix::{MatrixColumn, MatrixColumns, MatrixRow, matrix_columns, matrix_rows};
use crossclaim::analysis::questions::LikeQuestions;
use crossclaim::analysis::threads::{QuestionKey, ThreadIndex};
use crossclaim::model::{Edit, Link, Project, Question, RecordId, Timestamp, Verdict};
use crossclaim::view::disagreements::{CaseFilter, CaseList};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const CLAIMS: u16 = 8;
const KINDS: [&str; 6] = ["corroborates", "contradicts", "qualifies", "updates", "same_origin", "overlaps"];

fn start() -> Project {
    let documents: Vec<String> =
        (1..=CLAIMS).map(|number| format!("d{number}.txt: Rents rose by {number} %.{{c{number}}}")).collect();
    project(&format!("@ben\n{}", documents.join("\n")))
}

fn time(secs: i64) -> Timestamp {
    let start: Timestamp = TIME.parse().unwrap();
    Timestamp::from_millis(start.millis() + 1_000 * secs)
}

/// Links, verdicts and questions of two people put, replaced and removed.
fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let claim = 1..=CLAIMS;
    let question = prop::option::of((1..4_u16).prop_map(question_id));
    let link = (1..12_u16, claim.clone(), claim.clone(), 0..KINDS.len(), 0..9_i64, question).prop_map(
        |(number, from, to, kind, secs, question)| {
            let link = Link {
                question,
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
    let question = (1..4_u16, 1..3_u16, 0..3_u32).prop_map(|(number, annotator, title)| {
        let question = Question {
            id: question_id(number),
            title: ["", "What is paid?", "Who pays?"][title as usize].to_owned(),
            note: String::new(),
            order: title,
            annotator: annotator_id(annotator),
            created: time(0),
            modified: time(0),
        };
        Edit::PutQuestion(Box::new(question))
    });
    let removal = prop_oneof![
        (1..4_u16).prop_map(|number| Edit::RemoveQuestion(question_id(number))),
        (1..12_u16).prop_map(|number| Edit::RemoveLink(link_id(number))),
        (1..4_u16).prop_map(|number| Edit::RemoveVerdict(verdict_id(number))),
    ];
    prop::collection::vec(prop_oneof![6 => link, 3 => question, 2 => verdict, 2 => removal], 0..40)
}

fn record(edit: &Edit) -> RecordId {
    match edit {
        Edit::PutLink(link) => RecordId::Link(link.id),
        Edit::RemoveLink(id) => RecordId::Link(*id),
        Edit::PutVerdict(verdict) => RecordId::Verdict(verdict.id),
        Edit::RemoveVerdict(id) => RecordId::Verdict(*id),
        Edit::PutQuestion(question) => RecordId::Question(question.id),
        Edit::RemoveQuestion(id) => RecordId::Question(*id),
        other => panic!("not made here: {other:?}"),
    }
}

fn by_thread(project: &Project, threads: &ThreadIndex) -> Vec<DisagreementCase> {
    let mut found: Vec<_> = threads.threads().flat_map(|thread| disagreements(project, thread)).collect();
    found.sort_by_key(|case| (case.place, case.id));
    found
}

fn sorted(index: &CaseIndex) -> Vec<DisagreementCase> {
    index.in_order().map(|(_, case)| case.clone()).collect()
}

/// What views keep from change to change.
#[derive(Debug, Default)]
struct Kept {
    looked_at: u64,
    list: CaseList,
    rows: BTreeMap<QuestionKey, MatrixRow>,
    columns: MatrixColumns,
    like: LikeQuestions,
}

const IS_OPEN: fn(&DisagreementCase) -> bool = |case| CaseFilter::Open.holds(&case.state);

impl Kept {
    /// Looks again at what the index says has changed.
    fn update(&mut self, project: &Project, index: &CaseIndex) {
        let changed: BTreeSet<QuestionKey> = index.changed_since(self.looked_at).collect();
        self.looked_at = index.update_count();
        self.list.refresh(index, &changed, IS_OPEN);
        for key in &changed {
            if let Some(before) = self.rows.remove(key) {
                self.columns.take_out(&before);
            }
            for row in matrix_rows(project, index.threads().thread(*key)) {
                self.columns.put(&row);
                self.rows.insert(*key, row);
            }
        }
        self.like.update(project, index.threads(), changed);
    }

    fn columns(&self, project: &Project) -> Vec<MatrixColumn> {
        project.documents().map(|document| self.columns.column(document)).collect()
    }
}

proptest! {
    #[test]
    fn what_views_keep_of_changed_questions_is_what_they_would_make_from_scratch(edits in edits()) {
        let mut project = start();
        let mut index = CaseIndex::of(&project);
        let mut kept = Kept::default();
        kept.update(&project, &index);
        for edit in edits {
            let record = record(&edit);
            drop(project.apply(edit));
            index.update(&project, &[record].into());
            kept.update(&project, &index);
            let rows = matrix_rows(&project, index.threads().threads());
            prop_assert_eq!(index.counts(), CaseCounts::of(&sorted(&index)));
            prop_assert_eq!(&kept.list, &CaseList::new(&index, IS_OPEN));
            prop_assert_eq!(kept.columns(&project), matrix_columns(&project, &rows));
            prop_assert_eq!(kept.rows.values().cloned().collect::<Vec<_>>(), rows);
            let like = LikeQuestions::of(&project, index.threads());
            prop_assert_eq!(kept.like.pairs(), like.pairs());
        }
    }

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
