//! Each case of a record that two sides changed.

use super::{conflicts, drawn, merged, minute, shown, with, with_claim, with_link};
use crate::fixture::{claim_id, draw, link_id, project};
use crossclaim::model::{
    Annotator, AnnotatorId, Claim, ClaimId, Conflict, Document, DocumentId, Edit, LayerSight, Link, LinkId,
    Project, ProjectId, RecordId, Reveal, Settings, Told, ancestor_distance, merge,
};
use uuid::Uuid;

const TWO: &str = "a.txt: Prices rose.{c1 quantity}\nb.txt: Wages fell.{c2}";

#[test]
fn what_one_side_changed_is_taken() {
    assert_eq!(
        drawn(TWO, "a.txt: Prices rose.{c1 quantity high}\nb.txt: Wages fell.{c2}", TWO),
        "a.txt: Prices rose.{c1 quantity high}\nb.txt: Wages fell.{c2}"
    );
    assert_eq!(
        drawn(TWO, TWO, "a.txt: Prices rose.\nb.txt: Wages fell.{c2}"),
        "a.txt: Prices rose.\nb.txt: Wages fell.{c2}"
    );
}

#[test]
fn new_records_of_both_sides_stay() {
    let merged = drawn(
        TWO,
        "@ben\na.txt: Prices rose.{c1 quantity}{c3 causal @ben}\nb.txt: Wages fell.{c2}",
        "a.txt: Prices rose.{c1 quantity}\nb.txt: Wages fell.{c2}\nc.txt: New.{c4}\nc1 contradicts c2\nc4 updates c1",
    );
    let expected = "@ben\na.txt: Prices rose.{c1 quantity}{c3 causal @ben}\nb.txt: Wages fell.{c2}\nc.txt: New.{c4}\nc1 contradicts c2\nc4 updates c1";
    assert_eq!(merged, expected);
}

#[test]
fn different_fields_of_one_record_are_merged() {
    let merged = drawn(
        "a.txt: Prices rose.{c1}{c2}\nc1 updates c2",
        "a.txt: Prices rose.{c1 quantity #rent}{c2}\nc1 updates c2 high",
        "a.txt: Prices rose.{c1 high note(why)}{c2}\nc1 updates c2 \"note\"",
    );
    assert_eq!(
        merged,
        "a.txt: Prices rose.{c1 quantity high #rent note(why)}{c2}\nc1 updates c2 high \"note\""
    );
}

#[test]
fn of_two_changes_of_one_field_the_later_is_kept_and_the_other_one_is_not_lost() {
    let base = project("@ben\na.txt: Prices rose.{c1 @ben}");
    let early = with_claim(base.clone(), 1, 1, |claim| claim.note = "early".to_owned());
    let late = with_claim(base.clone(), 1, 2, |claim| claim.note = "late".to_owned());
    let merged = merged(&base, &early, &late);
    assert_eq!(
        shown(&merged),
        "@ben\na.txt: Prices rose.{c1 note(late) @ben}\n! claim “Prices rose.” in “a”: note is “late”; “early” gave way (by ben, 2026-01-01 00:01:00)"
    );
    let conflict = merged.project.conflicts().next().unwrap();
    assert_eq!((conflict.kept.as_str(), conflict.other.as_str()), ("\"late\"", "\"early\""));
    assert_eq!((conflict.annotator, conflict.time), (base.annotators().nth(1).map(|ben| ben.id), minute(1)));
    assert_eq!(merged.report.conflicts, [conflict.id]);
    let claim = merged.project.claim(claim_id(1)).unwrap();
    assert_eq!(claim.modified, minute(2));
}

#[test]
fn a_second_conflict_of_one_field_leaves_the_first_one_open() {
    let base = project("a.txt: Prices rose.{c1}");
    let [one, two, three] = [1, 2, 3]
        .map(|minute| with_claim(base.clone(), 1, minute, |claim| claim.note = format!("n{minute}")));
    let both = merged(&base, &one, &two).project;
    let all = merged(&base, &both, &three).project;
    assert_eq!(
        conflicts(&all),
        [
            "! claim “Prices rose.” in “a”: note is “n3”; “n1” gave way (by ann, 2026-01-01 00:01:00)",
            "! claim “Prices rose.” in “a”: note is “n3”; “n2” gave way (by ann, 2026-01-01 00:02:00)"
        ]
    );
}

#[test]
fn a_record_that_one_side_deleted_and_the_other_edited_is_kept_and_flagged() {
    let merged = drawn(
        TWO,
        "a.txt: Prices rose.\nb.txt: Wages fell.{c2}",
        "a.txt: Prices rose.{c1 causal}\nb.txt: Wages fell.{c2}",
    );
    assert_eq!(
        merged,
        "a.txt: Prices rose.{c1 causal}\nb.txt: Wages fell.{c2}\n! claim “Prices rose.” in “a” was deleted on one side and changed or used on the other: it is kept"
    );
}

#[test]
fn links_that_went_with_a_claim_that_is_kept_are_kept_too() {
    let base = project("a.txt: Prices rose.{c1}\nb.txt: Wages fell.{c2}\nc1 updates c2");
    let ours = project("a.txt: Prices rose.\nb.txt: Wages fell.{c2}");
    let theirs = with_claim(base.clone(), 1, 1, |claim| "why".clone_into(&mut claim.note));
    let merged = merged(&base, &ours, &theirs);
    assert_eq!(merged.project.links().len(), 1);
    let words = conflicts(&merged.project);
    assert_eq!(words.len(), 2, "one for the claim and one for the link: {words:?}");
    for side in [&ours, &theirs] {
        assert_eq!(merge(Some(&base), &merged.project, side).unwrap().step.edits, []);
    }
}

#[test]
fn a_claim_that_one_side_deleted_and_the_other_linked_comes_back_and_is_flagged() {
    let merged = drawn(
        TWO,
        "a.txt: Prices rose.\nb.txt: Wages fell.{c2}",
        "a.txt: Prices rose.{c1 quantity}\nb.txt: Wages fell.{c2}\nc1 contradicts c2\nverdict c1 c2 open",
    );
    assert_eq!(
        merged,
        "a.txt: Prices rose.{c1 quantity}\nb.txt: Wages fell.{c2}\nc1 contradicts c2\nverdict c1 c2 open\n! claim “Prices rose.” in “a” was deleted on one side and changed or used on the other: it is kept"
    );
}

#[test]
fn all_that_a_new_record_names_comes_back() {
    let base = "@ben\na.txt: Prices rose.{c1}\nb.txt: Wages fell.{c2}\nc1 updates c2";
    let merged = drawn(base, "a.txt: Prices rose.", &format!("{base}\nruling c1 l1 keep_all @ben"));
    assert_eq!(
        merged,
        "@ben\na.txt: Prices rose.{c1}\nb.txt: Wages fell.{c2}\nc1 updates c2\nruling c1 l1 keep_all @ben\n\
         ! annotator “ben” was deleted on one side and changed or used on the other: it is kept\n\
         ! claim “Prices rose.” in “a” was deleted on one side and changed or used on the other: it is kept\n\
         ! claim “Wages fell.” in “b” was deleted on one side and changed or used on the other: it is kept\n\
         ! document “b” was deleted on one side and changed or used on the other: it is kept\n\
         ! link “Prices rose.” updates “Wages fell.” was deleted on one side and changed or used on the other: it is kept"
    );
}

#[test]
fn two_new_records_under_one_id_are_both_kept() {
    let base = project("a.txt: Prices rose. Wages fell.");
    let ours = project("a.txt: Prices rose.{c1 quantity}{c2} Wages fell.\nc1 updates c2");
    let theirs = with_claim(project("a.txt: Prices rose.{c2} Wages fell.{c1}\nc1 updates c2"), 1, 1, |_| {});
    let merged = merged(&base, &ours, &theirs);
    let claims: Vec<&str> = merged.project.claims().map(|claim| claim.quote.as_str()).collect();
    assert_eq!(claims, ["Prices rose.", "Prices rose.", "Wages fell."]);
    assert_eq!(merged.project.links().len(), 2, "each link keeps its own claim");
    let second = merged.project.claims().last().unwrap().id;
    assert_eq!(merged.project.links_of(second).count(), 1);
    assert_eq!(
        conflicts(&merged.project),
        [
            "! claim “Prices rose.” in “a” has the id of another one that the other side made: both are kept",
            "! link “Prices rose.” updates “Prices rose.” has the id of another one that the other side made: both are kept"
        ]
    );
}

#[test]
fn a_link_that_one_annotator_made_on_both_sides_is_one_with_what_both_say() {
    let base = project("a.txt: Prices rose.{c1}\nb.txt: Wages fell.{c2}{c3}");
    let theirs = project(
        "a.txt: Prices rose.{c1}\nb.txt: Wages fell.{c2}{c3}\nc1 contradicts c3\nc1 contradicts c2 high numeric(Prices / Wages)",
    );
    let ours = project("a.txt: Prices rose.{c1}\nb.txt: Wages fell.{c2}{c3}\nc1 contradicts c2 \"why\"");
    let ours = with_link(ours, 1, 1, |_| {});
    let merged = merged(&base, &ours, &theirs);
    let drawn = draw(&merged.project);
    assert_eq!(drawn.matches("c1 contradicts c2").count(), 1, "{drawn}");
    assert!(drawn.contains("c1 contradicts c2 high numeric(Prices / Wages) \"why\""), "{drawn}");
    let again = merge(Some(&base), &merged.project, &theirs).unwrap();
    assert_eq!(again.step.edits, []);
}

#[test]
fn links_that_become_the_same_by_changes_of_both_sides_are_joined() {
    let base = project(
        "@ben\na.txt: Prices rose.{c1}\nb.txt: Wages fell.{c2}\nc1 updates c2 \"one\"\nc1 qualifies c2 high \"two\"\nruling c1 l2 open",
    );
    let ours = with_link(base.clone(), 1, 1, |link| "subsumes".clone_into(&mut link.kind));
    let theirs = with_link(base.clone(), 2, 2, |link| "subsumes".clone_into(&mut link.kind));
    let merged = merged(&base, &ours, &theirs);
    assert_eq!(
        shown(&merged),
        "@ben\na.txt: Prices rose.{c1}\nb.txt: Wages fell.{c2}\nc1 subsumes c2 high \"two\"\nruling c1 l1 open\n\
         ! link “Prices rose.” subsumes “Wages fell.”: note is “two”; “one” gave way (by ann, 2026-01-01 00:01:00)\n\
         Both sides made the same link: one stays, as link 01990000-0000-7000-8000-0000011c0001."
    );
}

#[test]
fn what_was_taken_out_of_a_link_that_became_the_same_as_another_is_asked_about() {
    let base = project(
        "@ben\na.txt: Prices rose.{c1}\nb.txt: Wages fell.{c2}\nc1 updates c2 high\nc1 qualifies c2 low",
    );
    let ours = with_link(base.clone(), 1, 1, |link| {
        "subsumes".clone_into(&mut link.kind);
        link.confidence = None;
    });
    let theirs = with_link(base.clone(), 2, 2, |link| "subsumes".clone_into(&mut link.kind));
    let merged = merged(&base, &ours, &theirs);
    assert!(draw(&merged.project).contains("c1 subsumes c2 low\n"), "{}", draw(&merged.project));
    assert_eq!(
        conflicts(&merged.project),
        [
            "! link “Prices rose.” subsumes “Wages fell.”: confidence is low; not set gave way (by ann, 2026-01-01 00:01:00)"
        ]
    );
    for side in [&ours, &theirs] {
        assert_eq!(merge(Some(&base), &merged.project, side).unwrap().step.edits, []);
    }
}

#[test]
fn a_link_keeps_its_direction_and_its_differences_follow_it() {
    let base =
        project("a.txt: Prices rose.{c1}\nb.txt: Wages fell.{c2}\nc2 updates c1 numeric(Wages / Prices)");
    // A symmetric kind puts the ends in the order of their ids, and the differences with them.
    let ours = with_link(base.clone(), 1, 1, |link| {
        *link = link.clone().reversed();
        "contradicts".clone_into(&mut link.kind);
    });
    let theirs = with_link(base.clone(), 1, 1, |link| link.note = "why".to_owned());
    assert_eq!(
        shown(&merged(&base, &ours, &theirs)),
        "a.txt: Prices rose.{c1}\nb.txt: Wages fell.{c2}\nc1 contradicts c2 numeric(Prices / Wages) \"why\""
    );
    let theirs = with_link(base.clone(), 1, 2, |link| link.differences.clear());
    assert_eq!(
        shown(&merged(&base, &ours, &theirs)),
        "a.txt: Prices rose.{c1}\nb.txt: Wages fell.{c2}\nc1 contradicts c2"
    );
}

#[test]
fn conflicts_of_earlier_merges_stay_and_settled_ones_stay_settled() {
    let base = project("a.txt: Prices rose.{c1}");
    let [one, two] =
        [1, 2].map(|minute| with_claim(base.clone(), 1, minute, |claim| claim.note = format!("n{minute}")));
    let both = merged(&base, &one, &two).project;
    let conflict = both.conflicts().next().unwrap().id;
    let other_work = with_claim(both.clone(), 1, 3, |claim| claim.statement = "Rents rose".to_owned());
    let kept = merged(&both, &both, &other_work);
    assert_eq!(
        (kept.project.conflicts().len(), kept.report.conflicts.len(), kept.report.open_conflict_count),
        (1, 0, 1)
    );
    let settled = with(both.clone(), [Edit::RemoveConflict(conflict)]);
    let merged = merged(&both, &settled, &other_work);
    assert_eq!((merged.project.conflicts().len(), merged.report.open_conflict_count), (0, 0));
}

#[test]
fn without_a_base_nothing_that_one_side_has_is_taken_out() {
    let ours = with_claim(project("a.txt: Prices rose.{c1 quantity}{c2}"), 1, 2, |claim| {
        claim.note = "ours".to_owned();
    });
    let theirs = with_claim(project("a.txt: Prices rose.{c1 high}\nb.txt: Wages fell.{c3}"), 1, 1, |claim| {
        claim.note = "theirs".to_owned();
    });
    let merged = merge(None, &ours, &theirs).unwrap();
    assert_eq!(
        shown(&merged),
        "a.txt: Prices rose.{c1 quantity high note(ours)}{c2}\nb.txt: Wages fell.{c3}\n\
         ! claim “Prices rose.” in “a”: note is “ours”; “theirs” gave way (by ann, 2026-01-01 00:01:00)"
    );
    assert_eq!(merge(None, &theirs, &ours).unwrap().project, merged.project);
}

#[test]
fn annotators_of_one_name_and_other_ids_stay_apart() {
    let base = project(TWO);
    let ben = |number: u128| Annotator {
        machine: None,
        id: AnnotatorId(Uuid::from_u128(number)),
        name: "ben".to_owned(),
        reference: false,
    };
    let [ours, theirs] = [1, 2].map(|number| with(base.clone(), [Edit::PutAnnotator(ben(number))]));
    let merged = merged(&base, &ours, &theirs);
    assert_eq!(merged.project.annotators().filter(|one| one.name == "ben").count(), 2);
    assert_eq!(merged.report.told, [Told::SameAnnotatorName("ben".to_owned())]);
    let again = merge(Some(&base), &merged.project, &theirs).unwrap();
    assert_eq!(again.report.told, [], "it is told when they meet");
}

#[test]
fn changes_that_carry_no_time_make_a_version_farther() {
    let base = project("a.txt: Prices rose.");
    let ours = project("a.txt: Prices rose.\nabout a.txt publisher=AP\nread a.txt @ann");
    let theirs = project("a.txt: Prices rose.{c1}");
    let near = ancestor_distance(&base, &ours, &theirs).unwrap();
    assert!(near < ancestor_distance(&ours, &ours, &theirs).unwrap());
}

#[test]
fn title_and_settings_are_merged_field_by_field() {
    let merged = drawn(
        TWO,
        &format!("title Rents\nsettings blind\n{TWO}"),
        &format!("title Wages\nsettings ipcc_confidence\n{TWO}"),
    );
    assert_eq!(
        merged,
        format!(
            "title Wages\nsettings blind ipcc_confidence\n{TWO}\n! project: title is “Wages”; “Rents” gave way (2026-01-01 00:00:00)"
        )
    );
}

#[test]
fn a_base_of_another_project_is_none() {
    let base = project(TWO);
    let other = Project::new(ProjectId(Uuid::nil()), "Other");
    let ours = project("a.txt: Prices rose.{c1}\nb.txt: Wages fell.");
    assert_eq!(merge(Some(&other), &ours, &base), merge(None, &ours, &base));
}

/// A copy of the records under other ids, as somebody else would have made them.
fn under_other_ids(project: &Project) -> Project {
    let other = |id: Uuid| Uuid::from_u128(id.as_u128() ^ (0xABC << 64));
    let mut copy = Project::new(project.id(), "Elsewhere");
    copy.apply(Edit::SetCodebook(Box::new(project.codebook().clone()))).unwrap();
    for annotator in project.annotators() {
        copy.apply(Edit::PutAnnotator(annotator.clone())).unwrap();
    }
    for document in project.documents() {
        let document = Document { id: DocumentId(other(document.id.0)), ..document.clone() };
        copy.apply(Edit::AddDocument { position: usize::MAX, document: Box::new(document) }).unwrap();
    }
    for claim in project.claims() {
        let (id, document) = (ClaimId(other(claim.id.0)), DocumentId(other(claim.document.0)));
        copy.apply(Edit::PutClaim(Box::new(Claim { id, document, ..claim.clone() }))).unwrap();
    }
    for link in project.links() {
        let (from, to) = (ClaimId(other(link.from.0)), ClaimId(other(link.to.0)));
        let link = Link { id: LinkId(other(link.id.0)), from, to, ..link.clone() };
        copy.apply(Edit::PutLink(Box::new(link))).unwrap();
    }
    copy
}

#[test]
fn two_projects_over_the_same_texts_join() {
    // The same text and the same claim under other ids, a claim and a document of their own.
    let ours = project("a.txt: Prices rose.{c1} Rents fell.\nb.txt: Wages fell.{c2}\nc1 contradicts c2");
    let theirs = project("a.txt: Prices rose.{c5} Rents fell.{c6}\nc.txt: Jobs grew.{c7}\nc5 updates c6");
    let theirs = under_other_ids(&theirs).under_id(ProjectId(Uuid::from_u128(77)));
    let merged = merge(None, &ours, &theirs).unwrap();
    assert_eq!((merged.project.id(), merged.project.title()), (ours.id(), ours.title()));
    assert_eq!(merged.project.check(), []);
    assert_eq!(merged.report.conflicts, []);
    let project = &merged.project;
    assert_eq!((project.documents().len(), project.claims().len(), project.links().len()), (3, 4, 2));
    let told: Vec<String> = merged.report.told.iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|words| words.starts_with("1 claim has the same words")), "{told:?}");
    let again = merge(None, project, &theirs).unwrap();
    assert_eq!(again.project, *project, "a second time changes nothing");
    let turned = merge(None, &theirs, &ours).unwrap().project.under_id(ours.id());
    let claims = |project: &Project| project.claims().cloned().collect::<Vec<_>>();
    assert_eq!(claims(&turned), claims(project), "the order of the two makes no difference");
    assert!(turned.links().eq(project.links()));
}

#[test]
fn the_report_counts_what_each_side_did() {
    let base = project(TWO);
    let ours = project("a.txt: Prices rose.{c1 causal}{c3}\nb.txt: Wages fell.");
    let theirs = project(&format!("{TWO}\nc1 contradicts c2"));
    let report = merged(&base, &ours, &theirs).report;
    let text = format!("{:?} {:?}", report.changes.ours, report.changes.theirs);
    assert_eq!(
        text,
        "{Claim: Counts { added: 1, changed: 1, removed: 1 }} {Link: Counts { added: 1, changed: 0, removed: 0 }}"
    );
}

#[test]
fn conflicts_about_a_record_that_became_another_one_go_with_it() {
    let base = project("a.txt: Prices rose.");
    let ours = project("a.txt: Prices rose.{c1}");
    let theirs = with_claim(project("a.txt: Prices rose.{c1 causal}"), 1, 1, |_| {});
    let conflict = Conflict {
        id: crossclaim::model::ConflictId(Uuid::from_u128(7)),
        record: RecordId::Claim(claim_id(1)),
        field: "note".to_owned(),
        kept: "\"\"".to_owned(),
        other: "\"x\"".to_owned(),
        annotator: None,
        time: minute(0),
    };
    let theirs = with(theirs, [Edit::PutConflict(Box::new(conflict.clone()))]);
    let merged = merged(&base, &ours, &theirs).project;
    let renamed = merged.claims().find(|claim| claim.kinds == ["causal"]).unwrap().id;
    assert_ne!(renamed, claim_id(1));
    assert_eq!(merged.conflict(conflict.id).unwrap().record, RecordId::Claim(renamed));
    assert_eq!(merged.link(link_id(1)), None);
}

#[test]
fn who_opened_the_layers_of_others_is_kept_from_both_sides() {
    let base = project("@ben\na.txt: Prices rose.{c1 @ben}");
    let ids: Vec<AnnotatorId> = base.annotators().map(|one| one.id).collect();
    let blind = |reveals: &[Reveal]| {
        let reveals = reveals.iter().copied().collect();
        let settings = Settings { blind: true, reveals, ..base.settings().clone() };
        with(base.clone(), [Edit::SetSettings(settings)])
    };
    let [ann, ben] = [0, 1].map(|one| Reveal { annotator: ids[one], at: minute(1), until: None });
    let merged = merged(&blind(&[]), &blind(&[ann]), &blind(&[ben])).project;
    assert_eq!(merged, blind(&[ann, ben]));
    let over = Reveal { until: Some(minute(5)), ..ann };
    assert_eq!(
        super::merged(&blind(&[ann]), &blind(&[ann, ben]), &blind(&[over])).project,
        blind(&[over, ben])
    );
    let both = merge(None, &blind(&[ann]), &blind(&[over])).unwrap().project;
    assert_eq!(both.sight_of(ids[0]), LayerSight::Only(ids[0]), "what was hidden again stays hidden");
}
