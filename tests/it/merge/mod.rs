//! Two people's work on one project becomes one: the laws, each case, codebooks, settling.

mod cases;
mod codebooks;
mod documents;
mod files;
mod laws;
mod settling;

use crate::fixture::{TIME, claim_id, draw, link_id, project};
use crossclaim::model::conflict_words;
use crossclaim::model::{Claim, Edit, Link, Merged, Project, Timestamp, merge};

/// A moment so many minutes after that of the fixtures.
fn minute(minutes: i64) -> Timestamp {
    let start: Timestamp = TIME.parse().unwrap();
    Timestamp::from_millis(start.millis() + minutes * 60_000)
}

/// The project with a claim changed at that minute.
#[must_use]
fn with_claim(mut project: Project, number: u16, minutes: i64, change: impl FnOnce(&mut Claim)) -> Project {
    let mut claim = project.claim(claim_id(number)).unwrap().clone();
    claim.modified = minute(minutes);
    change(&mut claim);
    project.apply(Edit::PutClaim(Box::new(claim))).unwrap();
    project
}

/// The project with a link changed at that minute.
#[must_use]
fn with_link(mut project: Project, number: u16, minutes: i64, change: impl FnOnce(&mut Link)) -> Project {
    let mut link = project.link(link_id(number)).unwrap().clone();
    link.modified = minute(minutes);
    change(&mut link);
    project.apply(Edit::PutLink(Box::new(link))).unwrap();
    project
}

/// The project after some edits.
#[must_use]
fn with(mut project: Project, edits: impl IntoIterator<Item = Edit>) -> Project {
    for edit in edits {
        project.apply(edit).unwrap();
    }
    project
}

/// The merge of two versions of a base, which is the same the other way round and sound.
#[track_caller]
fn merged(base: &Project, ours: &Project, theirs: &Project) -> Merged {
    let merged = merge(Some(base), ours, theirs).unwrap();
    let turned = merge(Some(base), theirs, ours).unwrap().project;
    assert!(turned == merged.project, "{}the other way round\n{}", draw(&merged.project), draw(&turned));
    assert_eq!(merged.project.check(), []);
    merged
}

/// What the merge of three notations draws as, with its conflicts in words.
#[track_caller]
fn drawn(base: &str, ours: &str, theirs: &str) -> String {
    shown(&merged(&project(base), &project(ours), &project(theirs)))
}

/// The records of a merge in the notation, then its conflicts in words and what it tells.
fn shown(merged: &Merged) -> String {
    let records = draw(&merged.project);
    let records = records.lines().filter(|line| !line.starts_with("(conflict"));
    let told = merged.report.told.iter().map(ToString::to_string);
    let lines: Vec<String> =
        records.map(str::to_owned).chain(conflicts(&merged.project)).chain(told).collect();
    lines.join("\n")
}

/// All conflicts of a project in words, sorted.
fn conflicts(project: &Project) -> Vec<String> {
    let mut words: Vec<String> =
        project.conflicts().map(|conflict| format!("! {}", conflict_words(project, conflict))).collect();
    words.sort();
    words
}
