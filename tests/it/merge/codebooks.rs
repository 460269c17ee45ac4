//! Codebooks that two sides changed.

use super::{conflicts, merged, with};
use crate::fixture::{draw, project};
use crossclaim::model::{ClaimKind, Codebook, Edit, Level, MergeError, Project, Settings, Told, merge};

const CLAIM: &str = "a.txt: Prices rose.{c1}\nb.txt: Wages fell.{c2}";

/// The project with another codebook.
fn with_codebook(project: &Project, change: impl FnOnce(&mut Codebook)) -> Project {
    let mut codebook = project.codebook().clone();
    change(&mut codebook);
    with(project.clone(), [Edit::SetCodebook(Box::new(codebook))])
}

fn relabelled(project: &Project, id: &str, label: &str) -> Project {
    with_codebook(project, |codebook| {
        for kind in codebook.claim_kinds.iter_mut().filter(|kind| kind.id == id) {
            label.clone_into(&mut kind.label);
        }
    })
}

fn kind(id: &str, label: &str) -> ClaimKind {
    ClaimKind {
        id: id.to_owned(),
        label: label.to_owned(),
        color: "000000".to_owned(),
        ..ClaimKind::default()
    }
}

fn refusal(base: Option<&Project>, ours: &Project, theirs: &Project) -> String {
    let err = merge(base, ours, theirs).unwrap_err();
    assert!(matches!(err, MergeError::Codebooks(_)), "{err}");
    assert!(matches!(merge(base, theirs, ours), Err(MergeError::Codebooks(_))));
    err.to_string()
}

#[test]
fn entries_are_merged_one_by_one_and_field_by_field() {
    let base = project(CLAIM);
    let ours = with_codebook(&relabelled(&base, "quantity", "Amount"), |codebook| {
        codebook.claim_kinds.push(kind("ours", "Ours"));
    });
    let theirs = with_codebook(&base, |codebook| {
        codebook.claim_kinds.insert(1, kind("theirs", "Theirs"));
        codebook
            .claim_kinds
            .iter_mut()
            .filter(|kind| kind.id == "quantity")
            .for_each(|kind| kind.retired = true);
        codebook.outcomes.retain(|outcome| outcome.id != "translation");
    });
    let codebook = merged(&base, &ours, &theirs).project.codebook().clone();
    let quantity = codebook.claim_kind("quantity").unwrap();
    assert_eq!((quantity.label.as_str(), quantity.retired), ("Amount", true));
    let ids: Vec<&str> = codebook.claim_kinds.iter().map(|kind| kind.id.as_str()).collect();
    assert_eq!(
        (ids[0], ids[1], ids[2], *ids.last().unwrap()),
        ("event_property", "theirs", "quantity", "ours")
    );
    assert!(codebook.outcomes.iter().all(|outcome| outcome.id != "translation"));
}

#[test]
fn two_labels_for_one_entry_are_a_conflict() {
    let base = project(CLAIM);
    let merged =
        merged(&base, &relabelled(&base, "quantity", "Amount"), &relabelled(&base, "quantity", "Number"));
    assert_eq!(
        conflicts(&merged.project),
        ["! project: claim_kinds(\"quantity\").label is “Number”; “Amount” gave way (2026-01-01 00:00:00)"]
    );
}

#[test]
fn an_entry_that_one_side_took_out_and_the_other_one_used_comes_back() {
    let base = project(CLAIM);
    let ours = with_codebook(&base, |codebook| {
        codebook.claim_kinds.retain(|kind| kind.id != "causal");
        codebook.scales.retain(|scale| scale.id != "ipcc_confidence");
        codebook.link_kinds.retain(|kind| kind.id != "overlaps" && kind.id != "background");
    });
    let theirs = project(
        "settings ipcc_confidence\na.txt: Prices rose.{c1 causal}\nb.txt: Wages fell.{c2}\nc2 overlaps c1",
    );
    let merged = merged(&base, &ours, &theirs);
    assert_eq!(
        conflicts(&merged.project),
        [
            "! project: claim_kinds(\"causal\") was deleted on one side and changed or used on the other: it is kept",
            "! project: link_kinds(\"overlaps\") was deleted on one side and changed or used on the other: it is kept",
            "! project: scales(\"ipcc_confidence\") was deleted on one side and changed or used on the other: it is kept",
        ]
    );
    let codebook = merged.project.codebook();
    assert!(codebook.link_kind("background").is_none());
    let places = |codebook: &Codebook| codebook.claim_kinds.iter().position(|kind| kind.id == "causal");
    assert_eq!(places(codebook), places(base.codebook()));
}

#[test]
fn entries_of_one_id_that_were_made_apart_and_mean_something_else_are_refused() {
    let base = project(CLAIM);
    let ours = with_codebook(&base, |codebook| codebook.claim_kinds.push(kind("k", "Opinion")));
    let theirs = with_codebook(&base, |codebook| codebook.claim_kinds.push(kind("k", "Forecast")));
    assert_eq!(
        refusal(Some(&base), &ours, &theirs),
        "Nothing was merged: the codebooks differ in what their entries mean.\n\
         - claim kind “k”: “Opinion” in ours, “Forecast” in theirs.\n\
         Decide which entry stands for which: give one of the two another id in one of the projects, or make both read the same, and merge again."
    );
    let same = with_codebook(&base, |codebook| {
        codebook.claim_kinds.push(ClaimKind { key: Some('x'), ..kind("k", "opinion") });
    });
    assert!(merge(Some(&base), &ours, &same).is_ok(), "the same word in another case is the same");
}

#[test]
fn scales_whose_levels_do_not_go_together_are_refused() {
    let base = project("a.txt: Prices rose.{c1 high}");
    let level = |id: &str| Level { id: id.to_owned(), label: id.to_owned(), ..Level::default() };
    let with_levels = |project: &Project, change: &dyn Fn(&mut Vec<Level>)| {
        with_codebook(project, |codebook| {
            let scale = codebook.scales.iter_mut().find(|scale| scale.id == "ic_confidence").unwrap();
            change(&mut scale.levels);
        })
    };
    let higher = with_levels(&base, &|levels| levels.push(level("highest")));
    let lower = with_levels(&base, &|levels| levels.insert(0, level("lowest")));
    assert_eq!(merged(&base, &base, &higher).project, higher);
    let words = refusal(Some(&base), &higher, &lower);
    assert!(words.contains("- scale “ic_confidence”: "), "{words}");
    let without = with_levels(&project("a.txt: Prices rose.{c1}"), &|levels| {
        levels.retain(|level| level.id != "moderate");
    });
    let base = project("a.txt: Prices rose.{c1}");
    let user = project("a.txt: Prices rose.{c1 moderate}");
    let words = refusal(Some(&base), &without, &user);
    assert!(
        words.contains("has the levels low, high in ours, has the levels low, moderate, high in theirs"),
        "{words}"
    );
    let words = refusal(None, &without, &user);
    assert!(words.contains("scale “ic_confidence”"), "{words}");
}

#[test]
fn links_of_a_kind_that_lost_its_direction_are_turned_and_joined() {
    let base = project(CLAIM);
    let ours = with_codebook(&base, |codebook| {
        codebook
            .link_kinds
            .iter_mut()
            .filter(|kind| kind.id == "updates")
            .for_each(|kind| kind.symmetric = true);
    });
    let theirs = project(&format!("{CLAIM}\nc2 updates c1 \"x\"\nc1 updates c2 high"));
    let merged = merged(&base, &ours, &theirs);
    assert!(draw(&merged.project).contains("c1 updates c2 high \"x\"\n"), "{}", draw(&merged.project));
    assert!(merged.report.told.contains(&Told::Turned { kind: "updates".to_owned(), count: 1 }));
    assert_eq!(merge(Some(&base), &merged.project, &theirs).unwrap().step.edits, []);
}

#[test]
fn a_scale_that_the_settings_name_stays() {
    let base = project(CLAIM);
    let ours = with_codebook(&base, |codebook| codebook.scales.retain(|scale| scale.id != "ipcc_confidence"));
    let scale = "ipcc_confidence".to_owned();
    let theirs = with(base.clone(), [Edit::SetSettings(Settings { scale, ..base.settings().clone() })]);
    assert!(merged(&base, &ours, &theirs).project.codebook().scale("ipcc_confidence").is_some());
}
