//! Files that are merged, as the command line and git do it.

use super::{minute, with, with_claim};
use crate::fixture::project;
use crossclaim::model::{
    AnnotatorId, Claim, ClaimId, Document, DocumentDetails, DocumentId, Edit, Project, ProjectId,
};
use crossclaim::storage::{MemoryFs, Vfs as _, read_project, write_project};
use crossclaim::text::Span;
use crossclaim::workspace::Environment;
use crossclaim::workspace::exchange::{MergeFilesError, MergePaths, MergedFiles, Parser, merge_files};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use uuid::Uuid;

fn disk(files: &[(&str, &Project)]) -> MemoryFs {
    let disk = MemoryFs::new();
    for (name, project) in files {
        disk.put(format!("/p/{name}"), write_project(project));
    }
    disk
}

fn run(disk: &MemoryFs, names: [&str; 3], out: &str) -> Result<MergedFiles, MergeFilesError> {
    let environment = Environment { vfs: Arc::new(disk.clone()), places: None, parser: Parser::InProcess };
    let [base, ours, theirs, out] =
        [names[0], names[1], names[2], out].map(|name| Path::new("/p").join(name));
    let paths = MergePaths { base: &base, ours: &ours, theirs: &theirs, out: &out };
    merge_files(&environment, &paths)
}

/// Why files were not merged; nothing is changed by it.
#[track_caller]
fn refused(disk: &MemoryFs, names: [&str; 3], out: &str) -> String {
    let content =
        || disk.paths().into_iter().map(|path| (path.clone(), disk.bytes(&path))).collect::<Vec<_>>();
    let before = content();
    let reason = run(disk, names, out).unwrap_err().to_string();
    assert_eq!(content(), before, "{reason}");
    assert!(reason.contains("Nothing was merged") || reason.contains("not kept"), "{reason}");
    reason
}

fn held(disk: &MemoryFs, name: &str) -> Project {
    let loaded = read_project(&disk.bytes(Path::new("/p").join(name)).unwrap()).unwrap();
    assert_eq!(loaded.problems, Vec::<String>::new());
    assert_eq!(loaded.project.check(), []);
    loaded.project
}

const TWO: &str = "a.txt: Prices rose.{c1}\nb.txt: Wages fell.{c2}";

#[test]
fn the_union_goes_to_a_new_file_or_to_one_of_the_three() {
    let [base, ours, theirs] = [
        project(TWO),
        project("a.txt: Prices rose.{c1 quantity}\nb.txt: Wages fell.{c2}"),
        project("a.txt: Prices rose.{c1}\nb.txt: Wages fell.{c2 high}"),
    ];
    let both = project("a.txt: Prices rose.{c1 quantity}\nb.txt: Wages fell.{c2 high}");
    for out in ["out", "o", "a", "b"] {
        let disk = disk(&[("o", &base), ("a", &ours), ("b", &theirs)]);
        let merged = run(&disk, ["o", "a", "b"], out).unwrap();
        assert_eq!(held(&disk, out), both, "{out}");
        assert_eq!(merged.changes, ["Ours: 1 claim changed.", "Theirs: 1 claim changed."]);
        assert!(merged.conflicts.is_empty() && merged.notes.is_empty(), "{merged:?}");
    }
}

#[test]
fn merging_again_into_the_result_changes_nothing_and_no_other_file_is_replaced() {
    let (base, theirs) = (project(TWO), project("a.txt: Prices rose.{c1 high}\nb.txt: Wages fell.{c2}"));
    let disk = disk(&[("o", &base), ("a", &base), ("b", &theirs), ("mine", &project("x.txt: X."))]);
    disk.put("/p/empty", "");
    for out in ["out", "out", "empty"] {
        run(&disk, ["o", "a", "b"], out).unwrap();
        assert_eq!(held(&disk, out), theirs);
    }
    run(&disk, ["o", "out", "b"], "out").unwrap();
    assert_eq!(held(&disk, "out"), theirs);
    assert!(refused(&disk, ["o", "a", "b"], "mine").contains("there already"));
}

#[test]
fn an_empty_base_or_none_keeps_everything_of_both() {
    let ours = project("a.txt: Prices rose.{c1}\nb.txt: Wages fell.");
    let theirs = project("a.txt: Prices rose.\nb.txt: Wages fell.{c2}");
    let disk = disk(&[("a", &ours), ("b", &theirs)]);
    disk.put("/p/empty", "");
    for base in ["empty", "missing"] {
        let merged = run(&disk, [base, "a", "b"], base).unwrap();
        assert_eq!(held(&disk, base), project(TWO));
        assert!(merged.notes.concat().contains("No version is known that both were made from"), "{merged:?}");
        disk.put("/p/empty", "");
    }
}

#[test]
fn each_conflict_is_listed_and_the_file_with_it_is_sound() {
    let base = project(TWO);
    let [ours, theirs] =
        [1, 2].map(|minute| with_claim(base.clone(), 1, minute, |claim| claim.note = format!("n{minute}")));
    let disk = disk(&[("o", &base), ("a", &ours), ("b", &theirs)]);
    for names in [["o", "a", "b"], ["o", "b", "a"], ["o", "out", "a"]] {
        let merged = run(&disk, names, "out").unwrap();
        let [conflict] = merged.conflicts.as_slice() else { panic!("{merged:?}") };
        assert_eq!(conflict.field, "note");
        assert!(conflict.text.contains("note is “n2”; “n1” gave way (by ann"), "{}", conflict.text);
        assert_eq!(held(&disk, "out").conflicts().len(), 1);
    }
    let quiet = run(&disk, ["out", "out", "out"], "out").unwrap();
    assert!(quiet.conflicts.is_empty() && quiet.notes == ["1 conflict of an earlier merge is still open."]);
}

#[test]
fn what_cannot_be_merged_is_said_and_nothing_is_changed() {
    let base = project(TWO);
    let mut codebook = base.codebook().clone();
    codebook.scales.iter_mut().for_each(|scale| scale.levels.reverse());
    let scale = with(base.clone(), [Edit::SetCodebook(Box::new(codebook))]);
    let disk =
        disk(&[("o", &base), ("scale", &scale), ("other", &Project::new(ProjectId(Uuid::nil()), "X"))]);
    let whole = String::from_utf8(write_project(&base)).unwrap();
    disk.put("/p/newer", whole.replacen("version: 2", "version: 3", 1));
    disk.put("/p/dangling", whole.replacen("kinds: [", "kind: [", 1).replacen("rose.\", ", "fell.\", ", 1));
    disk.put("/p/unanchored", whole.replacen("quote: \"Prices rose.\"", "quote: \"Gone\"", 1));
    disk.put("/p/text", "Prices rose.");
    disk.put("/p/marks", whole.replacen("claims: [", "<<<<<<< ours\nclaims: [", 1));
    disk.create_folders(Path::new("/p/folder")).unwrap();
    for (names, words) in [
        (["o", "o", "newer"], "(theirs) is no project that can be opened"),
        (["o", "newer", "o"], "(ours) is no project that can be opened"),
        (["o", "o", "text"], "not a Crossclaim project"),
        (["text", "o", "o"], "(the base) is no project"),
        (["o", "unanchored", "o"], "(ours) fails its checks"),
        (["o", "o", "marks"], "/p/marks (theirs) is no project"),
        (["o", "o", "missing"], "could not be read"),
        (["o", "folder", "o"], "could not be read"),
        (["missing", "o", "scale"], "codebooks differ"),
    ] {
        let reason = refused(&disk, names, "out");
        assert!(reason.contains(words), "{names:?}: {reason}");
    }
}

/// A project in which each annotator has made claims at these times, as real ids tell.
fn history(marks: &[(u128, u64)]) -> Project {
    let mut project = Project::new(ProjectId(Uuid::from_u128(1)), "T");
    let document = DocumentId(uuid::Builder::from_unix_timestamp_millis(1, &[0; 10]).into_uuid());
    for number in [1, 2] {
        let id = AnnotatorId(Uuid::from_u128(number));
        let annotator =
            crossclaim::model::Annotator { machine: None, id, name: format!("P{number}"), reference: false };
        project.apply(Edit::PutAnnotator(annotator)).unwrap();
    }
    let text = Document {
        pinpoints: Vec::new(),
        id: document,
        details: DocumentDetails { title: "a".to_owned(), ..DocumentDetails::default() },
        file_name: String::new(),
        original_sha256: String::new(),
        text: "Prices rose.".into(),
        sentences: Vec::new(),
        read_by: BTreeSet::new(),
    };
    project.apply(Edit::AddDocument { position: 0, document: Box::new(text) }).unwrap();
    let template = super::project("a.txt: Prices rose.{c1}").claims().next().unwrap().clone();
    for (annotator, time) in marks {
        let id = ClaimId(uuid::Builder::from_unix_timestamp_millis(*time, &[0; 10]).into_uuid());
        let annotator = AnnotatorId(Uuid::from_u128(*annotator));
        let (span, quote) = (Span { start: 0, end: 6 }, "Prices".to_owned());
        let claim = Claim { id, document, span, quote, annotator, ..template.clone() };
        project.apply(Edit::PutClaim(Box::new(claim))).unwrap();
    }
    project
}

#[test]
fn a_base_with_work_that_the_versions_never_had_is_refused() {
    let base = history(&[(1, 10), (1, 20), (2, 30)]);
    let ours = history(&[(1, 10), (1, 20), (2, 30), (1, 40)]);
    let theirs = history(&[(1, 10), (1, 20), (2, 30), (2, 50)]);
    let disk = disk(&[("o", &base), ("a", &ours), ("b", &theirs)]);
    let both = history(&[(1, 10), (1, 20), (2, 30), (1, 40), (2, 50)]);
    let later = history(&[(1, 10), (1, 20), (2, 30), (1, 40), (1, 60)]);
    disk.put("/p/both", write_project(&both));
    disk.put("/p/later", write_project(&later));
    let swapped = [["a", "o", "b"], ["b", "a", "o"], ["a", "b", "o"]];
    for names in swapped.into_iter().chain([["both", "a", "b"], ["later", "later", "b"]]) {
        let reason = refused(&disk, names, "out");
        assert!(reason.contains("the base is not what both versions were made from"), "{reason}");
    }
    run(&disk, ["o", "a", "b"], "out").unwrap();
    assert_eq!(held(&disk, "out"), both);
    // Of a claim, the state after a change that neither side has.
    let changed = with(base.clone(), {
        let claim = base.claims().next().unwrap().clone();
        [Edit::PutClaim(Box::new(Claim { note: "later".to_owned(), modified: minute(5), ..claim }))]
    });
    disk.put("/p/changed", write_project(&changed));
    assert!(refused(&disk, ["changed", "a", "b"], "out").contains("claim “Prices” in “a”"));
}

#[test]
fn what_both_or_one_of_them_took_out_is_no_sign_of_a_wrong_base() {
    let base = history(&[(1, 10), (1, 20), (2, 30), (2, 35)]);
    let ours = history(&[(1, 20), (2, 30), (2, 35), (1, 40)]);
    let theirs = history(&[(1, 20), (2, 30), (2, 50)]);
    let disk = disk(&[("o", &base), ("a", &ours), ("b", &theirs)]);
    run(&disk, ["o", "a", "b"], "out").unwrap();
    assert_eq!(held(&disk, "out"), history(&[(1, 20), (2, 30), (1, 40), (2, 50)]));
}

#[test]
fn one_step_of_another_branch_can_be_taken_without_those_before_it() {
    let before = history(&[(1, 10), (2, 30)]);
    let picked = history(&[(1, 10), (2, 30), (2, 50)]);
    let ours = history(&[(1, 10), (1, 20)]);
    let disk = disk(&[("o", &before), ("a", &ours), ("b", &picked)]);
    run(&disk, ["o", "a", "b"], "out").unwrap();
    assert_eq!(held(&disk, "out"), history(&[(1, 10), (1, 20), (2, 50)]), "as git cherry-pick wants it");
    // And back again, as git revert does it.
    run(&disk, ["b", "b", "o"], "back").unwrap();
    assert_eq!(held(&disk, "back"), before);
}

#[test]
fn annotators_of_one_name_stay_two_people_and_that_is_said() {
    let base = project("a.txt: Prices rose.");
    let named = |number: u128| {
        let id = AnnotatorId(Uuid::from_u128(number));
        let annotator =
            crossclaim::model::Annotator { machine: None, id, name: "Sam".to_owned(), reference: false };
        with(base.clone(), [Edit::PutAnnotator(annotator)])
    };
    let disk = disk(&[("o", &base), ("a", &named(1)), ("b", &named(2))]);
    let merged = run(&disk, ["o", "a", "b"], "out").unwrap();
    assert!(merged.notes.concat().contains("Two annotators are called “Sam”"), "{merged:?}");
    assert_eq!(held(&disk, "out").annotators().filter(|one| one.name == "Sam").count(), 2);
}

#[test]
fn real_git_merges_the_work_of_two_people() {
    let has_tools = ["git", "sh"].iter().all(|tool| {
        Command::new(tool).arg(if *tool == "git" { "--version" } else { "-c:" }).output().is_ok()
    });
    if !has_tools {
        return;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/merge/git.sh");
    let said = Command::new("sh").arg(script).arg(env!("CARGO_BIN_EXE_crossclaim")).output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
    assert!(said.status.success(), "{out}{err}");
    assert!(out.ends_with("all as it should be\n"), "{out}{err}");
}
