//! Project files of earlier programs, of later ones, and those that a fuzzer made.

use crossclaim::model::{Annotator, AnnotatorId, Project};
use crossclaim::storage::{
    MemoryFs, Places, ReadError, open_project, project_faults, read_project, salvage_project, write_project,
};
use crossclaim::workspace::exchange::{Parser, ProjectFile};
use crossclaim::workspace::{Environment, Workspace};
use std::path::Path;
use std::sync::Arc;

/// Written by the program: every section has records, every field is set somewhere.
const ALL_FIELDS: &str = include_str!("../../data/projects/v2/all-fields.crossclaim.ron");
/// Likewise, by a program of version 1.
const ALL_FIELDS_OF_1: &str = include_str!("../../data/projects/v1/all-fields.crossclaim.ron");
/// Written by hand: other line breaks, comments, defaults left out.
const BY_HAND: &str = include_str!("../../data/projects/v1/by-hand.crossclaim.ron");
/// Files that a fuzzer found to take ways of their own (`fuzz/`), one a line; each character stands for a byte.
const FUZZED: &str = include_str!("../../data/project_file/fuzzed/files.jsonl");

const FILE: &str = "/work/p.crossclaim.ron";

fn counts(project: &Project) -> [usize; 10] {
    [
        project.annotators().len(),
        project.documents().len(),
        project.claims().len(),
        project.links().len(),
        project.dismissals().len(),
        project.verdicts().len(),
        project.rulings().len(),
        project.conflicts().len(),
        project.questions().len(),
        project.comments().len(),
    ]
}

fn environment(disk: &MemoryFs) -> Environment {
    Environment { vfs: Arc::new(disk.clone()), places: Some(Places::at("/state")), parser: Parser::InProcess }
}

#[test]
fn sections_in_another_order_are_all_read() {
    let disk = MemoryFs::new();
    let (before, rest) = ALL_FIELDS.split_once("dismissals: [\n").unwrap();
    let (dismissals, rest) = rest.split_once("],\n").unwrap();
    let (verdicts, rest) = rest.split_once("],\n").unwrap();
    let turned = format!("{before}{verdicts}],\ndismissals: [\n{dismissals}],\n{rest}");
    disk.put(FILE, turned);
    let opened = open_project(&disk, Path::new(FILE), u64::MAX - 1).unwrap().unwrap().project;
    assert_eq!(counts(&opened), counts(&read_project(ALL_FIELDS.as_bytes()).unwrap().project));
}

#[test]
fn a_file_opens_whole_and_is_written_the_same() {
    let loaded = read_project(ALL_FIELDS.as_bytes()).unwrap();
    assert_eq!(loaded.problems, [""; 0]);
    assert_eq!(counts(&loaded.project), [2, 1, 4, 3, 2, 2, 2, 2, 2, 2]);
    let written = String::from_utf8(write_project(&loaded.project)).unwrap();
    assert_eq!(written.lines().zip(ALL_FIELDS.lines()).find(|(found, expected)| found != expected), None);
    assert_eq!(written, ALL_FIELDS);
    // One claim waits for a person, which is no damage.
    let faults = project_faults(ALL_FIELDS.as_bytes());
    assert!(faults.iter().all(|fault| fault.contains("unanchored, its quote")), "{faults:?}");
}

#[test]
fn a_file_of_version_1_opens_whole_and_is_written_as_version_2() {
    let loaded = read_project(ALL_FIELDS_OF_1.as_bytes()).unwrap();
    assert_eq!(loaded.problems, [""; 0]);
    assert_eq!(counts(&loaded.project), [2, 1, 4, 3, 2, 2, 2, 2, 0, 0]);
    let written = String::from_utf8(write_project(&loaded.project)).unwrap();
    // Nothing but the version, two empty sections and the checksum.
    let added: Vec<&str> = written.lines().filter(|line| !ALL_FIELDS_OF_1.contains(line)).collect();
    assert!(added[0].starts_with("format: \"crossclaim\", version: 2, id: "), "{added:?}");
    assert_eq!(&added[1..3], ["questions: [", "comments: ["]);
    assert_eq!(added.len(), 4, "{added:?}");
    assert!(read_project(written.as_bytes()).unwrap().project == loaded.project);
}

#[test]
fn a_file_of_version_1_that_was_written_by_hand_opens_whole() {
    let loaded = read_project(BY_HAND.as_bytes()).unwrap();
    assert_eq!(loaded.problems.len(), 1, "{:?}", loaded.problems);
    assert!(loaded.problems[0].starts_with("The last line with the checksum is missing"));
    assert_eq!(counts(&loaded.project), [1, 1, 2, 1, 0, 0, 0, 0, 0, 0]);
}

#[test]
fn a_file_of_a_later_version_is_refused_and_left_as_it_is() {
    let later = ALL_FIELDS.replacen("version: 2,", "version: 3, mood: \"?\",", 1);
    assert_eq!(read_project(later.as_bytes()), Err(ReadError::Newer { version: 3 }));
    assert_eq!(salvage_project(later.as_bytes()), Err(ReadError::Newer { version: 3 }));
    let disk = MemoryFs::new();
    disk.put(FILE, later.as_str());
    let before = disk.paths();
    let id = AnnotatorId(uuid::Uuid::from_u128(1));
    let me = Annotator { machine: None, id, name: "Ann".to_owned(), reference: false };
    let err = Workspace::open(Path::new(FILE), &me, environment(&disk)).unwrap_err().to_string();
    assert!(err.contains("version 3") && err.contains("newer Crossclaim"), "{err}");
    let out = Path::new("/work/out.crossclaim.ron");
    assert!(ProjectFile::repair(&environment(&disk), Path::new(FILE), out).is_err());
    assert_eq!(disk.bytes(FILE).unwrap(), later.as_bytes());
    assert!(disk.bytes("/work/out.crossclaim.ron").is_none());
    assert!(before.iter().all(|path| disk.paths().contains(path)));
}

#[test]
fn fuzzed_files_are_refused_or_read_and_written_alike() {
    for line in FUZZED.lines() {
        let text: String = serde_json::from_str(line).unwrap();
        let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        project_faults(&bytes);
        for loaded in [read_project(&bytes), salvage_project(&bytes)].into_iter().flatten() {
            let again = read_project(&write_project(&loaded.project)).unwrap();
            assert!(again.project == loaded.project, "{line}");
            assert!(again.problems.is_empty(), "{:?}", again.problems);
        }
    }
}
