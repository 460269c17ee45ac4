//! What holds for any edits: properties over random ones, made by [`generate`].

pub(crate) mod generate;
mod records;
mod stored;

use crate::fixture::{draw, project};
use crossclaim::model::{BrokenRule, Edit, EditError, History, Project, Transaction};
use crossclaim::storage::write_project;
use generate::{Draft, EditKind, sessions};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{TestCaseError, TestRunner};
use std::collections::BTreeSet;

pub(crate) type Verdict = Result<(), TestCaseError>;

/// A project in which each kind of edit finds something to do.
pub(crate) fn start() -> Project {
    project(
        r#"@ben
@cem
@gold reference
a.txt: Prices rose by 3 %.{c1 quantity high}{c2 causal @ben} Wages fell. [Nobody knows]{c3} why.
b.txt: “Où?”\nPrices [fell]{c4 quantity @ben} – by 4 %.{c5 quantity} 👩‍👩‍👧 asked.{c6 position}
c.txt: Nothing.
d.txt: Title\nOne. Two. Three.
about b.txt publisher=AP reliability=B
read a.txt @ann @ben
question q1 "How much did prices change?"
question q2 "Who asked?"
c1 contradicts c5 moderate numeric(3 / 4) q1
c4 updates c2 @ben
c3 overlaps c6
dismiss c1 d.txt "One."
verdict c1 c5 rounding favours c5
ruling c1 c2 l2 keep_all "both" @gold"#,
    )
}

/// The transaction that the drafts make of this project; a draft that does not fit stays in.
fn transaction(project: &Project, drafts: &[Draft]) -> Transaction {
    let mut ahead = project.clone();
    let mut edits = Vec::new();
    for draft in drafts {
        let edit = draft.edit(&ahead);
        drop(ahead.apply(edit.clone()));
        edits.push(edit);
    }
    Transaction::new("Step", edits)
}

/// Carries out a session; gives the steps that were taken, forwards, and the history.
pub(crate) fn carry_out(project: &mut Project, session: &[Vec<Draft>]) -> (Vec<Transaction>, History) {
    let (mut steps, mut history) = (Vec::new(), History::default());
    for drafts in session {
        let step = transaction(project, drafts);
        if let Ok(inverse) = project.commit(step.clone()) {
            steps.push(step);
            history.push(inverse);
        }
    }
    (steps, history)
}

/// Broken rules, without claims that are known to wait for their place.
pub(crate) fn broken_rules(project: &Project) -> Vec<BrokenRule> {
    let mut rules = project.check();
    rules.retain(|rule| !matches!(rule, BrokenRule::Unanchored(..)));
    rules
}

pub(crate) fn assert_same(found: &Project, expected: &Project, what: &str) -> Verdict {
    if found != expected {
        let [found_file, expected_file] =
            [found, expected].map(|project| String::from_utf8(write_project(project)).unwrap());
        let differing = found_file.lines().zip(expected_file.lines()).find(|(one, other)| one != other);
        let drawn = format!("{}instead of\n{}", draw(found), draw(expected));
        prop_assert!(false, "{what}\n{drawn}The first records that differ: {differing:#?}");
    }
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "the signature that `map_err` asks for")]
fn failed(err: EditError) -> TestCaseError {
    TestCaseError::fail(err.to_string())
}

/// The same records put into a new project one by one, as after loading.
fn rebuilt(project: &Project) -> Result<Project, EditError> {
    let mut copy = Project::new(project.id(), project.title());
    for annotator in project.annotators().cloned() {
        copy.apply(Edit::PutAnnotator(annotator))?;
    }
    copy.apply(Edit::SetSettings(project.settings().clone()))?;
    copy.apply(Edit::SetCodebook(Box::new(project.codebook().clone())))?;
    for (position, document) in project.documents().cloned().enumerate() {
        copy.apply(Edit::AddDocument { position, document: Box::new(document) })?;
    }
    let claims = project.claims().cloned().map(|claim| Edit::PutClaim(Box::new(claim)));
    let links = project.links().cloned().map(|link| Edit::PutLink(Box::new(link)));
    let dismissals = project.dismissals().cloned().map(|record| Edit::PutDismissal(Box::new(record)));
    let verdicts = project.verdicts().cloned().map(|verdict| Edit::PutVerdict(Box::new(verdict)));
    let rulings = project.rulings().cloned().map(|ruling| Edit::PutRuling(Box::new(ruling)));
    let conflicts = project.conflicts().cloned().map(|conflict| Edit::PutConflict(Box::new(conflict)));
    let questions = project.questions().cloned().map(|record| Edit::PutQuestion(Box::new(record)));
    let comments = project.comments().cloned().map(|record| Edit::PutComment(Box::new(record)));
    let judged = dismissals.chain(verdicts).chain(rulings).chain(conflicts).chain(comments);
    for edit in questions.chain(claims).chain(links).chain(judged) {
        copy.apply(edit)?;
    }
    Ok(copy)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn an_edit_and_its_inverse_leave_the_project_as_it_was(session in sessions()) {
        let mut project = start();
        for draft in session.iter().flatten() {
            let before = project.clone();
            let Ok(inverse) = project.apply(draft.edit(&before)) else {
                assert_same(&project, &before, "a refused edit left")?;
                continue;
            };
            let after = project.clone();
            let again = project.apply(inverse).map_err(failed)?;
            assert_same(&project, &before, "an edit taken back left")?;
            project.apply(again).map_err(failed)?;
            assert_same(&project, &after, "the inverse of the inverse left")?;
        }
    }

    #[test]
    fn a_refused_transaction_changes_nothing(session in sessions()) {
        let mut project = start();
        for drafts in &session {
            let before = project.clone();
            if project.commit(transaction(&before, drafts)).is_err() {
                assert_same(&project, &before, "a refused transaction left")?;
            }
        }
    }

    #[test]
    fn no_rule_is_broken_after_any_edit(session in sessions()) {
        let mut project = start();
        for draft in session.iter().flatten() {
            let edit = draft.edit(&project);
            if project.apply(edit.clone()).is_ok() {
                prop_assert_eq!(broken_rules(&project), [], "after {:?}\n{}", edit, draw(&project));
            }
        }
        assert_same(&rebuilt(&project).map_err(failed)?, &project, "the records alone give")?;
    }

    #[test]
    fn undoing_all_and_redoing_all_leave_the_project_as_it_was(session in sessions()) {
        let mut project = start();
        let (steps, mut history) = carry_out(&mut project, &session);
        let end = project.clone();
        prop_assert_eq!(history.undo_count(), steps.len());
        while let Some(step) = history.take_undo() {
            history.undone(project.commit(step).map_err(failed)?);
        }
        assert_same(&project, &start(), "undoing all left")?;
        prop_assert_eq!((history.undo_count(), history.redo_count()), (0, steps.len()));
        while let Some(step) = history.take_redo() {
            history.redone(project.commit(step).map_err(failed)?);
        }
        assert_same(&project, &end, "redoing all left")?;
    }

    #[test]
    fn the_same_transactions_give_an_equal_project(session in sessions()) {
        let (mut project, mut replayed) = (start(), start());
        let (steps, _) = carry_out(&mut project, &session);
        for step in steps {
            let written = ron::to_string(&step).unwrap();
            let read: Transaction = ron::from_str(&written).map_err(|err| TestCaseError::fail(err.to_string()))?;
            prop_assert_eq!(&read, &step, "written as {}", written);
            replayed.commit(read).map_err(failed)?;
        }
        assert_same(&replayed, &project, "a replay gave")?;
    }
}

#[test]
fn edits_of_each_kind_are_generated_and_most_of_them_fit() {
    let mut runner = TestRunner::deterministic();
    let (mut fitting, mut count, mut fit_count) = (BTreeSet::new(), 0, 0);
    for _ in 0..64 {
        let session = sessions().new_tree(&mut runner).unwrap().current();
        let mut project = start();
        for draft in session.iter().flatten() {
            let edit = draft.edit(&project);
            count += 1;
            if project.apply(edit.clone()).is_ok() {
                fit_count += 1;
                fitting.insert(EditKind::of(&edit));
            }
        }
    }
    assert!(fitting.iter().eq(EditKind::ALL), "only {fitting:?} fit");
    assert!(fit_count * 4 > count * 3, "only {fit_count} of {count} edits fit");
    assert!(fit_count * 20 < count * 19, "{fit_count} of {count} edits fit: too few are refused");
}
