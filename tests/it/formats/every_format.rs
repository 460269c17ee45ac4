//! What holds for each format that is written: nothing is dropped, everything lost is counted, names are safe.

use super::counts::{counts, rows, shown};
use super::random::any_project;
use super::sample::{nastier_project, nasty_project, project_of, read_as, reported, small_project};
use crossclaim::formats::{
    ExportOptions, Format, FormatError, OutputFile, Split, SplitBy, formats, is_safe_path, losses, written,
};
use crossclaim::model::{Claim, ClaimKind, Confidence, Document, Edit, Level, Link, Project};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

fn every() -> impl Iterator<Item = &'static Format> {
    formats().iter().filter(|format| format.is_written())
}

#[track_caller]
fn assert_nothing_dropped(project: &Project, options: &ExportOptions) {
    let wanted = (project.claims().len(), project.links().len());
    for format in every() {
        let (files, report) = reported(format.name, project, options);
        let mut found = counts(format.name, &files);
        let root: Vec<OutputFile> = files.iter().filter(|file| !file.name.contains('/')).cloned().collect();
        found.0 += rows(&root, "claims").len();
        found.1 += rows(&root, "links").len();
        assert_eq!(found, wanted, "{}", format.name);
        for loss in &report.losses {
            assert!(
                format.loses().contains(&loss.what),
                "{} does not say that it loses {}",
                format.name,
                loss.what
            );
            assert!(loss.count > 0);
            if let Some(file) = loss.kept_in {
                assert!(files.iter().any(|other| other.name == file), "{}: no {file}", format.name);
            }
        }
        let names: BTreeSet<String> = files.iter().map(|file| file.name.to_lowercase()).collect();
        assert_eq!(names.len(), files.len(), "{}", format.name);
        assert!(names.iter().all(|name| is_safe_path(name)), "{}: {names:?}", format.name);
    }
}

#[test]
fn every_claim_and_link_is_in_the_files_or_beside_them() {
    for project in [small_project(), nasty_project(), nastier_project()] {
        assert_nothing_dropped(&project, &ExportOptions::default());
        let negatives = ExportOptions { negatives: Some(2), seed: 5, ..ExportOptions::default() };
        assert_nothing_dropped(&project, &negatives);
    }
}

#[test]
fn links_of_claims_that_have_no_place_are_kept_beside_the_files() {
    let mut project = nastier_project();
    for claim in project.claims().cloned().collect::<Vec<Claim>>() {
        project.apply(Edit::PutClaim(Box::new(Claim { unanchored: true, ..claim }))).unwrap();
    }
    assert_nothing_dropped(&project, &ExportOptions::default());
}

#[test]
fn nothing_is_dropped_between_the_parts_of_a_split() {
    for by in SplitBy::ALL {
        let split = Some(Split::parse("2/1/1", by).unwrap());
        let options = ExportOptions { split, seed: 4, ..ExportOptions::default() };
        for project in [small_project(), nastier_project()] {
            assert_nothing_dropped(&project, &options);
        }
    }
}

#[test]
fn losses_are_told_beforehand_as_they_come() {
    let project = nastier_project();
    for format in every() {
        let mut go_on = |_: f32| ControlFlow::Continue(());
        let before = losses(format, &project, &ExportOptions::default(), &mut go_on).unwrap();
        let (_, report) = reported(format.name, &project, &ExportOptions::default());
        assert_eq!(before, report.losses, "{}", format.name);
    }
}

#[test]
fn the_words_of_a_document_leave_no_format_when_they_must_not() {
    let options = ExportOptions { with_text: false, ..ExportOptions::default() };
    let mut without = Vec::new();
    for format in every() {
        let mut go_on = |_: f32| ControlFlow::Continue(());
        match written(format, &small_project(), &options, &mut go_on) {
            Ok((files, _)) => {
                for file in &files {
                    let text = String::from_utf8_lossy(&file.bytes);
                    assert!(
                        !text.contains("arson") && !text.contains("nine died"),
                        "{} {}",
                        format.name,
                        file.name
                    );
                }
                without.push(format.name);
            }
            Err(FormatError::NothingToWrite(message)) => {
                assert!(message.contains("cannot leave out"), "{message}");
            }
            Err(err) => panic!("{}: {err}", format.name),
        }
    }
    for name in [
        "jsonl",
        "csv",
        "huggingface",
        "parquet",
        "nli",
        "lewidi",
        "graphml",
        "claimreview",
        "web-annotation",
    ] {
        assert!(without.contains(&name), "{name}");
    }
}

#[test]
fn pseudonyms_hide_every_name_in_every_format() {
    let options = ExportOptions { pseudonyms: true, ..ExportOptions::default() };
    let project = nastier_project();
    for format in every() {
        for file in reported(format.name, &project, &options).0 {
            let text = shown(&file);
            assert!(
                !text.contains("O'Neil") && !text.contains("O&apos;Neil"),
                "{} {}",
                format.name,
                file.name
            );
            assert!(!text.contains(&super::sample::ann().to_string()), "{} {}", format.name, file.name);
        }
    }
}

#[test]
fn a_break_cancels_every_format() {
    let project = nastier_project();
    for format in every() {
        let mut stop = |_: f32| ControlFlow::Break(());
        let result = written(format, &project, &ExportOptions::default(), &mut stop);
        assert_eq!(result, Err(FormatError::Cancelled), "{}", format.name);
    }
}

/// Reads what was written; the project must come back whole, with the own rows beside the files.
#[track_caller]
pub(super) fn assert_read_back(name: &str, project: &Project) {
    let (files, _) = reported(name, project, &ExportOptions::default());
    let input: Vec<(&str, &[u8])> = files.iter().map(|file| (file.name.as_str(), &*file.bytes)).collect();
    let dataset = read_as(name, &input, None).unwrap_or_else(|err| panic!("{name}: {err}"));
    let problems = dataset.problems.clone();
    let is_expected = |problem: &String| problem.contains("unanchored");
    assert!(problems.iter().all(is_expected), "{name}: {problems:?}");
    let again = project_of(dataset);
    let documents: Vec<&Document> = again.documents().collect();
    let before: Vec<&Document> = project.documents().collect();
    assert_eq!(documents.len(), before.len(), "{name}");
    for document in before {
        assert_eq!(again.document(document.id), Some(document), "{name}");
    }
    let claims: Vec<&Claim> = again.claims().collect();
    assert_eq!(claims, project.claims().collect::<Vec<_>>(), "{name}");
    let links: Vec<&Link> = again.links().collect();
    assert_eq!(links, project.links().collect::<Vec<_>>(), "{name}");
    assert_eq!(again.codebook(), project.codebook(), "{name}");
    assert!(again.verdicts().eq(project.verdicts()) && again.dismissals().eq(project.dismissals()), "{name}");
    let (files_again, _) = reported(name, &again, &ExportOptions::default());
    assert_eq!(files_again.len(), files.len(), "{name}");
}

/// The formats that are read without the project, since they hold the texts. Sets of other people have only the sentences,
/// and tables nothing of them.
fn read_formats() -> impl Iterator<Item = &'static str> {
    every()
        .filter(|format| format.read_dataset.is_some() && !format.loses().contains(&"texts of documents"))
        .map(|format| format.name)
}

#[test]
fn formats_that_hold_the_texts_are_read_back() {
    let names: Vec<&str> = read_formats().collect();
    let wanted = [
        "jsonl",
        "label-studio",
        "brat",
        "doccano",
        "cas-json",
        "cas-xmi",
        "webanno-tsv",
        "web-annotation",
        "refi-qda",
    ];
    assert!(wanted.iter().all(|name| names.contains(name)), "{names:?}");
}

#[test]
fn what_is_written_reads_back_to_the_same_project() {
    for project in [small_project(), nasty_project(), nastier_project()] {
        read_formats().for_each(|name| assert_read_back(name, &project));
    }
}

#[test]
fn kinds_and_levels_that_differ_in_signs_alone_come_back() {
    let mut project = small_project();
    let mut codebook = project.codebook().clone();
    let scale = project.settings().scale.clone();
    let names = ["a+b", "a b", "a/b"];
    for name in names {
        let (id, label) = (name.to_owned(), name.to_owned());
        let kind = ClaimKind { id: id.clone(), label: label.clone(), ..ClaimKind::default() };
        codebook.claim_kinds.push(ClaimKind { color: "8C8F94".to_owned(), ..kind });
        let levels = codebook.scales.iter_mut().find(|known| known.id == scale).unwrap();
        levels.levels.push(Level { id, label, definition: String::new() });
    }
    project.apply(Edit::SetCodebook(Box::new(codebook))).unwrap();
    for (claim, name) in project.claims().cloned().collect::<Vec<Claim>>().into_iter().zip(names) {
        let confidence = Some(Confidence { scale: scale.clone(), level: name.to_owned() });
        let claim = Claim { kinds: vec![name.to_owned()], confidence, ..claim };
        project.apply(Edit::PutClaim(Box::new(claim))).unwrap();
    }
    read_formats().for_each(|name| assert_read_back(name, &project));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_of_any_project_is_dropped(project in any_project()) {
        assert_nothing_dropped(&project, &ExportOptions::default());
    }

    #[test]
    fn any_project_reads_back_from_every_format(project in any_project()) {
        read_formats().for_each(|name| assert_read_back(name, &project));
    }
}
