//! Codebooks that two sides changed.

use super::{conflicts, merged, with, with_claim, with_link};
use crate::fixture::{draw, project};
use crossclaim::model::{
    ClaimKind, Codebook, Edit, EntryName, Level, LinkKind, Mapping, MergeError, Project, Settings, Stands,
    Told, merge, merge_mapped,
};

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
         Say which entry stands for which: `Merge…` in the window asks that; or give one of the two another id in one of the projects, and merge again."
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

/// The merge after it was said what entries of theirs stand for; doing it again changes nothing.
#[track_caller]
fn mapped<const N: usize>(
    base: Option<&Project>,
    ours: &Project,
    theirs: &Project,
    said: [(&'static str, &str, Stands); N],
) -> Project {
    let entries =
        said.into_iter().map(|(list, id, stands)| (EntryName { list, id: id.to_owned() }, stands)).collect();
    let mapping = Mapping { entries };
    let merged = merge_mapped(base, ours, theirs, &mapping).unwrap();
    assert_eq!(merged.project.check(), []);
    let again = merge_mapped(base, &merged.project, theirs, &mapping).unwrap();
    assert_eq!(again.step.edits, [], "{}", draw(&again.project));
    merged.project
}

fn levels(stand_for: &[(&str, &str)]) -> Stands {
    let pairs = stand_for.iter().map(|(theirs, ours)| ((*theirs).to_owned(), (*ours).to_owned()));
    Stands::ForOurs(pairs.collect())
}

#[test]
fn a_kind_that_is_said_to_be_the_same_keeps_our_words_and_their_claims() {
    let base = project(CLAIM);
    let ours = with_codebook(&base, |codebook| codebook.claim_kinds.push(kind("k", "Opinion")));
    let theirs = with_codebook(&base, |codebook| codebook.claim_kinds.push(kind("k", "Forecast")));
    let theirs = with_claim(theirs, 1, 1, |claim| claim.kinds = vec!["k".to_owned()]);
    let both = mapped(Some(&base), &ours, &theirs, [("claim_kinds", "k", levels(&[]))]);
    assert_eq!(both.codebook().claim_kind("k").unwrap().label, "Opinion");
    assert!(draw(&both).contains("{c1 k}"), "{}", draw(&both));
    assert!(both.codebook().claim_kind("k_2").is_none());
}

#[test]
fn a_kind_that_is_said_to_be_another_one_comes_in_beside_ours_with_their_claims() {
    let base = project(CLAIM);
    let ours = with_codebook(&base, |codebook| codebook.claim_kinds.push(kind("k", "Opinion")));
    let ours = with_claim(ours, 2, 1, |claim| claim.kinds = vec!["k".to_owned()]);
    let theirs = with_codebook(&base, |codebook| {
        codebook.claim_kinds.push(ClaimKind { key: Some('x'), ..kind("k", "Forecast") });
    });
    let theirs = with_claim(theirs, 1, 1, |claim| claim.kinds = vec!["k".to_owned()]);
    let both = mapped(Some(&base), &ours, &theirs, [("claim_kinds", "k", Stands::Apart)]);
    let labels =
        ["k", "k_2"].map(|id| both.codebook().claim_kind(id).map(|kind| (kind.label.as_str(), kind.key)));
    assert_eq!(labels, [Some(("Opinion", None)), Some(("Forecast", None))]);
    let drawn = draw(&both);
    assert!(drawn.contains("{c1 k_2}") && drawn.contains("{c2 k}"), "{drawn}");
    assert_eq!(both.conflicts().len(), 0);
}

#[test]
fn links_of_a_kind_that_we_read_from_both_ends_are_turned_when_it_is_the_same() {
    let base = project(&format!("{CLAIM}\nc2 updates c1"));
    let like = |label: &str, symmetric: bool| {
        with_codebook(&base, |codebook| {
            codebook.link_kinds.push(LinkKind {
                id: "like".to_owned(),
                label: label.to_owned(),
                color: "000000".to_owned(),
                symmetric,
                ..LinkKind::default()
            });
        })
    };
    let (ours, theirs) = (like("Like", true), like("Like", false));
    let theirs = with_link(theirs, 1, 1, |link| link.kind = "like".to_owned());
    let words = merge(Some(&base), &ours, &theirs).unwrap_err().to_string();
    assert!(words.contains("read from one end"), "{words}");
    let both = mapped(Some(&base), &ours, &theirs, [("link_kinds", "like", levels(&[]))]);
    assert!(draw(&both).contains("c1 like c2"), "{}", draw(&both));
}

#[test]
fn levels_of_a_scale_stand_for_those_that_were_named() {
    let base = project("a.txt: Prices rose.{c1 high}\nb.txt: Wages fell.{c2 low}");
    let ours = with_codebook(&base, |codebook| {
        let scale = codebook.scales.iter_mut().find(|scale| scale.id == "ic_confidence").unwrap();
        scale.levels.push(Level {
            id: "highest".to_owned(),
            label: "Highest".to_owned(),
            ..Level::default()
        });
    });
    let theirs = with_codebook(&base, |codebook| {
        let scale = codebook.scales.iter_mut().find(|scale| scale.id == "ic_confidence").unwrap();
        scale.levels.insert(0, Level { id: "none".to_owned(), label: "None".to_owned(), ..Level::default() });
    });
    let theirs =
        with_claim(theirs, 2, 1, |claim| claim.confidence.as_mut().unwrap().level = "none".to_owned());
    let err = merge(Some(&base), &ours, &theirs).unwrap_err();
    let MergeError::Codebooks(clashes) = &err else { panic!("{err}") };
    let strange: Vec<&str> = clashes[0].strange_levels().map(|level| level.id.as_str()).collect();
    assert_eq!((clashes.len(), strange), (1, vec!["none"]));
    let said = |stands| [("scales", "ic_confidence", stands)];
    let settles = |stands: Stands| {
        let name = clashes[0].name.clone();
        Mapping { entries: [(name, stands)].into() }.settles(&clashes[0])
    };
    assert!(!settles(levels(&[])) && settles(levels(&[("none", "low")])) && settles(Stands::Apart));
    let both = mapped(Some(&base), &ours, &theirs, said(levels(&[("none", "low")])));
    assert!(draw(&both).contains("{c2 low}"), "{}", draw(&both));
    assert!(both.codebook().scale("ic_confidence").unwrap().level("highest").is_some());
    let both = mapped(Some(&base), &ours, &theirs, said(Stands::Apart));
    let drawn = draw(&both);
    assert!(drawn.contains("{c1 high}") && drawn.contains("{c2 ic_confidence_2:none}"), "{drawn}");
}
