//! What holds for the merge of any two versions, made by random edits of one project.

use crate::edits::generate::{Draft, sessions};
use crate::edits::{Verdict, assert_same, broken_rules, carry_out, start};
use crate::fixture::draw;
use crossclaim::model::{Edit, MergeError, Merged, Project, RecordId, merge};
use crossclaim::storage::{read_project, write_project};
use proptest::prelude::*;
use std::collections::BTreeSet;

type Session = Vec<Vec<Draft>>;

/// A version of the project in which a session was carried out.
fn version(session: &Session) -> Project {
    let mut project = start();
    carry_out(&mut project, session);
    project
}

/// The merge, unless the codebooks cannot go together.
fn merged(base: Option<&Project>, ours: &Project, theirs: &Project) -> Option<Merged> {
    match merge(base, ours, theirs) {
        Ok(merged) => Some(merged),
        Err(MergeError::Codebooks(_)) => None,
        Err(err) => panic!("{err}\nours\n{}theirs\n{}", draw(ours), draw(theirs)),
    }
}

/// Whether no id of a document was taken for another text. Ids are never used again, but random edits do.
fn has_texts_of(version: &Project, base: &Project) -> bool {
    version.documents().all(|one| base.document(one.id).is_none_or(|other| other.text == one.text))
}

/// All ids but those of conflicts, which go when they are settled.
fn ids(project: &Project) -> BTreeSet<RecordId> {
    let annotators = project.annotators().map(|one| RecordId::Annotator(one.id));
    let documents = project.documents().map(|one| RecordId::Document(one.id));
    let claims = project.claims().map(|one| RecordId::Claim(one.id));
    let links = project.links().map(|one| RecordId::Link(one.id));
    let dismissals = project.dismissals().map(|one| RecordId::Dismissal(one.id));
    let verdicts = project.verdicts().map(|one| RecordId::Verdict(one.id));
    let rulings = project.rulings().map(|one| RecordId::Ruling(one.id));
    let marks = claims.chain(links).chain(dismissals).chain(verdicts).chain(rulings);
    annotators.chain(documents).chain(marks).collect()
}

fn assert_merged(base: &Project, sides: [&Project; 2], expected: &Project, what: &str) -> Verdict {
    let [ours, theirs] = sides;
    let found = merged(Some(base), ours, theirs).map(|merged| merged.project);
    prop_assert!(found.is_some(), "{what} was refused");
    assert_same(&found.unwrap(), expected, what)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn work_of_one_side_is_taken_as_it_is(session in sessions()) {
        let (base, one) = (start(), version(&session));
        if !has_texts_of(&one, &base) {
            return Ok(());
        }
        assert_merged(&base, [&one, &base], &one, "changes of ours alone gave")?;
        assert_merged(&base, [&base, &one], &one, "changes of theirs alone gave")?;
        assert_merged(&base, [&one, &one], &one, "the same changes on both sides gave")?;
        let again = merged(None, &one, &one).unwrap();
        assert_same(&again.project, &one, "one version twice without a base gave")?;
        prop_assert_eq!(again.step.edits, []);
    }

    #[test]
    fn the_sides_may_change_places(ours in sessions(), theirs in sessions()) {
        let (base, ours, theirs) = (start(), version(&ours), version(&theirs));
        for base in [Some(&base), None] {
            let (one, other) = (merged(base, &ours, &theirs), merged(base, &theirs, &ours));
            prop_assert_eq!(one.is_some(), other.is_some());
            if let (Some(one), Some(other)) = (one, other) {
                assert_same(&one.project, &other.project, "the other way round it gave")?;
                prop_assert_eq!(one.report.conflicts, other.report.conflicts);
                prop_assert_eq!(&one.report.changes.ours, &other.report.changes.theirs);
            }
        }
    }

    #[test]
    fn merging_again_changes_nothing(ours in sessions(), theirs in sessions()) {
        let (base, ours, theirs) = (start(), version(&ours), version(&theirs));
        for base in [Some(&base), None] {
            let Some(both) = merged(base, &ours, &theirs).map(|merged| merged.project) else { continue };
            for side in [&ours, &theirs] {
                let again = merged(base, &both, side).unwrap();
                assert_same(&again.project, &both, "merged again it gave")?;
                prop_assert_eq!(again.step.edits, []);
            }
            let twice = merged(Some(&both), &both, &both).unwrap();
            assert_same(&twice.project, &both, "merged with itself it gave")?;
        }
    }

    #[test]
    fn what_comes_out_is_sound_and_its_file_reads_back(ours in sessions(), theirs in sessions()) {
        let (base, ours, theirs) = (start(), version(&ours), version(&theirs));
        for base in [Some(&base), None] {
            let Some(both) = merged(base, &ours, &theirs) else { continue };
            prop_assert_eq!(broken_rules(&both.project), [], "{}", draw(&both.project));
            let bytes = write_project(&both.project);
            let read = read_project(&bytes).map_err(|err| TestCaseError::fail(err.to_string()))?;
            prop_assert_eq!(write_project(&read.project), bytes);
            let mut stepped = ours.clone();
            let undo = stepped.commit(both.step).map_err(|err| TestCaseError::fail(err.to_string()))?;
            assert_same(&stepped, &both.project, "the step gave")?;
            stepped.commit(undo).map_err(|err| TestCaseError::fail(err.to_string()))?;
            assert_same(&stepped, &ours, "the step taken back gave")?;
        }
    }

    #[test]
    fn no_record_vanishes_unless_one_side_deleted_it_and_the_other_left_it(
        ours in sessions(), theirs in sessions(),
    ) {
        let (base, ours, theirs) = (start(), version(&ours), version(&theirs));
        let Some(both) = merged(Some(&base), &ours, &theirs) else { return Ok(()) };
        let (old, kept) = (ids(&base), ids(&both.project));
        for (one, other) in [(&ours, &theirs), (&theirs, &ours)] {
            let (one_ids, other_ids) = (ids(one), ids(other));
            for id in one_ids.difference(&kept) {
                let is_deleted = old.contains(id) && !other_ids.contains(id);
                prop_assert!(is_deleted || is_joined(&both.project, [one, other], *id), "{id} is gone\n{}", draw(&both.project));
            }
        }
        if let Some(union) = merged(None, &ours, &theirs) {
            let kept = ids(&union.project);
            for id in ids(&ours).into_iter().chain(ids(&theirs)) {
                let is_kept = kept.contains(&id) || is_joined(&union.project, [&ours, &theirs], id);
                prop_assert!(is_kept, "{id} is gone from the union");
            }
        }
    }

    #[test]
    fn three_versions_come_out_the_same_in_any_order_where_nothing_is_in_conflict(
        one in sessions(), two in sessions(), three in sessions(),
    ) {
        let (base, versions) = (start(), [one, two, three].map(|session| version(&session)));
        let [one, two, three] = &versions;
        let clean = |ours: &Project, theirs: &Project| {
            let merged = merged(Some(&base), ours, theirs)?;
            let is_clean = merged.report.conflicts.is_empty() && merged.report.told.is_empty();
            is_clean.then_some(merged.project)
        };
        let left = clean(one, two).and_then(|both| clean(&both, three));
        let right = clean(two, three).and_then(|both| clean(one, &both));
        // A new document that follows one which a second version moved and a third one deleted may stand in either place.
        if let (Some(left), Some(right)) = (left.map(in_order_of_ids), right.map(in_order_of_ids)) {
            assert_same(&left, &right, "in another order it gave")?;
        }
    }
}

/// The same project but for the order of its documents.
fn in_order_of_ids(mut project: Project) -> Project {
    let mut ids = project.document_ids().to_vec();
    ids.sort_unstable();
    for (position, document) in ids.into_iter().enumerate() {
        project.apply(Edit::MoveDocument { document, position }).unwrap();
    }
    project
}

/// Whether a record went into another one: a text that both sides added, or a link that both made, or that one side
/// turned into another one.
fn is_joined(merged: &Project, versions: [&Project; 2], id: RecordId) -> bool {
    match id {
        RecordId::Document(id) => versions
            .into_iter()
            .filter_map(|version| version.document(id))
            .any(|document| merged.documents().any(|other| other.text == document.text && other.id < id)),
        RecordId::Link(id) => versions.into_iter().filter_map(|version| version.link(id)).any(|link| {
            let ends = |from, to| if from < to { [from, to] } else { [to, from] };
            merged.links().any(|other| {
                ends(other.from, other.to) == ends(link.from, link.to) && other.annotator == link.annotator
            })
        }),
        _ => false,
    }
}
