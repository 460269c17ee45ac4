//! Tests of the whole room: what is written reads back, what is damaged is noticed, what is whole is kept.

mod flips;
mod hostile;
mod salvage;

use super::build::build;
use super::layout::Layout;
use super::read::{own_parts, whole_parts};
use super::samples::project;
use super::source::Source;
use super::{Place, ReadError, read_project, salvage_project, write_project};
use crate::model::{BrokenRule, Project, RecordId};
use crate::storage::FileHash;
use proptest::prelude::*;

fn written(seed: u64) -> String {
    String::from_utf8(write_project(&project(seed))).unwrap()
}

/// A sample that has claims, links and decisions.
fn rich() -> (Project, String) {
    let is_rich = |project: &Project| {
        project.links().len() > 1
            && project.rulings().len() > 0
            && project.claims().any(|claim| !claim.unanchored)
    };
    let project = (0..1_000).map(project).find(is_rich).unwrap();
    let text = String::from_utf8(write_project(&project)).unwrap();
    (project, text)
}

fn error(text: &str) -> ReadError {
    read_project(text.as_bytes()).unwrap_err()
}

fn is_read_by_line(text: &str) -> bool {
    let layout = Layout::of(text);
    layout.is_ours() && own_parts(&mut Source::Borrowed(text), &layout).is_ok()
}

proptest! {
    #[test]
    fn what_was_written_reads_back_and_writes_the_same(seed: u64) {
        let (project, text) = (project(seed), written(seed));
        prop_assert_eq!(project.check().iter().filter(|rule| !matches!(rule, BrokenRule::Unanchored(..))).count(), 0);
        let loaded = read_project(text.as_bytes()).unwrap();
        prop_assert_eq!(&loaded.problems, &Vec::<String>::new());
        prop_assert!(loaded.project == project);
        prop_assert_eq!(loaded.hash, FileHash::of(text.as_bytes()));
        prop_assert_eq!(write_project(&loaded.project), text.as_bytes());
        prop_assert!(is_read_by_line(&text));
    }

    #[test]
    fn the_ron_library_reads_the_same_project(seed: u64) {
        let text = written(seed);
        let built = build(whole_parts(&text).unwrap());
        prop_assert!(built.project == project(seed) && built.problems.is_empty() && built.refused.is_empty());
    }

    #[test]
    fn records_stand_as_the_library_would_write_them(seed: u64) {
        let project = project(seed);
        let ron::Value::Map(file) = ron::from_str(&written(seed)).unwrap() else { panic!("no map") };
        let section = |name: &str| file.iter().find(|(key, _)| **key == ron::Value::String(name.to_owned())).unwrap().1;
        fn values<T: serde::Serialize>(records: impl Iterator<Item = T>) -> ron::Value {
            ron::Value::Seq(records.map(|record| value(&record)).collect())
        }
        fn value<T: serde::Serialize>(record: &T) -> ron::Value {
            // The library marks names that could be taken for values, and reads them without the mark too.
            ron::from_str(&ron::to_string(record).unwrap().replace("r#None", "None")).unwrap()
        }
        prop_assert_eq!(section("settings"), &value(project.settings()));
        prop_assert_eq!(section("codebook"), &value(project.codebook()));
        prop_assert_eq!(section("annotators"), &values(project.annotators()));
        let claims = project.document_ids().iter().flat_map(|id| project.claims_in(*id));
        prop_assert_eq!(section("claims"), &values(claims));
        let mut links: Vec<_> = project.links().collect();
        links.sort_by_key(|link| (link.from, link.to, link.id));
        prop_assert_eq!(section("links"), &values(links.into_iter()));
        prop_assert_eq!(section("dismissals"), &values(project.dismissals()));
        prop_assert_eq!(section("verdicts"), &values(project.verdicts()));
        prop_assert_eq!(section("rulings"), &values(project.rulings()));
        prop_assert_eq!(section("conflicts"), &values(project.conflicts()));
    }

    #[test]
    fn a_damaged_byte_never_panics_and_never_passes_unseen(seed: u64, place: prop::sample::Index, byte: u8) {
        let mut bytes = written(seed).into_bytes();
        let index = place.index(bytes.len() - 1);
        let before = std::mem::replace(&mut bytes[index], byte);
        if let Ok(loaded) = read_project(&bytes) {
            prop_assert!(before == byte || !loaded.problems.is_empty());
        }
        drop(salvage_project(&bytes));
    }

    #[test]
    fn a_file_cut_anywhere_never_passes_unseen(seed: u64, place: prop::sample::Index) {
        let bytes = written(seed).into_bytes();
        let cut = &bytes[..place.index(bytes.len() - 1)];
        if let Ok(loaded) = read_project(cut) {
            prop_assert!(!loaded.problems.is_empty());
        }
        drop(salvage_project(cut));
    }

    #[test]
    fn any_bytes_are_refused_without_panic(bytes: Vec<u8>) {
        prop_assert!(read_project(&bytes).is_err());
    }
}

#[test]
fn a_file_edited_by_hand_is_read_as_ron() {
    let (project, text) = rich();
    let edited = text.replace("),\n", "),\n// mine\n\n").replace("\n(id: \"", "\n( id  : /* x */\n\"");
    assert!(!is_read_by_line(&edited));
    let loaded = read_project(edited.as_bytes()).unwrap();
    assert!(loaded.project == project);
    assert!(loaded.problems[0].starts_with("The checksum does not match"));
}

#[test]
fn the_smallest_project_is_read() {
    let text =
        "(id: \"01990000-0000-7000-8000-000000000001\", title: \"t\", version: 1, format: \"crossclaim\")";
    let loaded = read_project(text.as_bytes()).unwrap();
    assert_eq!(loaded.project, Project::new(loaded.project.id(), "t"));
}

#[test]
fn other_line_ends_and_a_byte_order_mark_are_reported() {
    let (project, text) = rich();
    let loaded = read_project(format!("\u{feff}{}", text.replace('\n', "\r\n")).as_bytes()).unwrap();
    assert!(loaded.project == project);
    assert_eq!(loaded.problems.len(), 2, "{:?}", loaded.problems);
    assert!(loaded.problems[1].starts_with("Another program changed the line ends"));
    let end = text.rfind("// blake3").unwrap();
    let loaded = read_project(&text.as_bytes()[..end]).unwrap();
    assert!(loaded.problems[0].starts_with("The last line with the checksum is missing"));
}

#[test]
fn files_that_are_no_projects_say_what_they_are() {
    assert_eq!(error(""), ReadError::Empty);
    assert_eq!(error(" \n"), ReadError::Empty);
    assert_eq!(error("\0\0\0"), ReadError::Zeros(Place { line: 1, column: 1 }));
    for text in ["( format: \"crossclaim\" )", "\u{FEFF}( format: \"crossclaim\" )"] {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read_project(&wide), Err(ReadError::Utf16));
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read_project(&wide), Err(ReadError::Utf16));
    }
    assert_eq!(read_project(b"a\nb\xff"), Err(ReadError::NotText(Place { line: 2, column: 2 })));
    for other in ["hello", "(a: 1)", "(format: \"other\", version: 1)", "{\"format\": 1}", "()", "["] {
        assert_eq!(error(other), ReadError::NotOurs, "{other}");
    }
    let newer = "// x\n(\nformat: \"crossclaim\", version: 3, all: %&/ else";
    assert_eq!(error(newer), ReadError::Newer { version: 3 });
    assert_eq!(error("(version: 4, later: 1, format: \"crossclaim\")"), ReadError::Newer { version: 4 });
}

#[test]
fn a_file_that_ends_too_early_says_where() {
    let (_, text) = rich();
    let links = text.find("links: [").unwrap();
    for end in [links, links + 30, text.find("quote: \"").unwrap() + 9] {
        let cut = text.get(..end).unwrap();
        let line = cut.lines().count();
        assert!(matches!(error(cut), ReadError::Cut(place) if place.line == line), "{:?}", error(cut));
    }
}

#[test]
fn unknown_and_missing_fields_are_named_with_their_place() {
    let (_, text) = rich();
    for section in ["claims", "documents"] {
        let line = text.lines().position(|line| line == format!("{section}: [")).unwrap() + 2;
        let start = format!("{section}: [\n(");
        let unknown = text.replace(&start, &format!("{start}colour: 1, "));
        let place = Place { line, column: 2 };
        assert_eq!(error(&unknown), ReadError::UnknownField { field: "colour".to_owned(), place });
        // The library as a whole says the same.
        let by_hand = unknown.replace("(\nformat", "( \nformat");
        assert_eq!(error(&by_hand), error(&unknown));
    }
    let missing = text.replace("\nannotators: [\n", "\nannotators: [\n(name: \"\"),\n");
    assert!(matches!(error(&missing), ReadError::MissingField { field, .. } if field == "id"));
    let section = text.replace("\nlinks: [", "\nlinx: [");
    assert!(matches!(error(&section), ReadError::UnknownField { field, .. } if field == "linx"));
    let nested = text.replace("claims: [\n(", &format!("claims: [\n({}", "[".repeat(100_000)));
    assert!(matches!(error(&nested), ReadError::Syntax { .. }));
}

#[test]
fn a_record_that_stands_twice_is_refused() {
    let (project, text) = rich();
    let first = project.document_ids().iter().find_map(|id| project.claims_in(*id).next()).unwrap();
    let (before, after) = text.split_once("],\nlinks: [").unwrap();
    let record = before.rsplit_once("claims: [\n").unwrap().1.lines().next().unwrap();
    let twice = format!("{before}{record}\n],\nlinks: [{after}");
    let place = Some(Place { line: before.lines().count() + 1, column: 7 });
    assert_eq!(error(&twice), ReadError::Duplicate { record: RecordId::Claim(first.id), place });
    let loaded = salvage_project(twice.as_bytes()).unwrap();
    assert!(loaded.project == project);
    assert!(loaded.problems[1].contains("stood twice, word for word"), "{:?}", loaded.problems);
}

/// One claim on the words `rise fast`.
const SMALL: &str = r#"(format: "crossclaim", version: 1, id: "00000000-0000-0000-0000-000000000001", title: "t",
annotators: [(id: "00000000-0000-0000-0000-000000000002", name: "Ann")],
documents: [(id: "00000000-0000-0000-0000-000000000003", title: "d", lines: ["Prices rise fast."])],
claims: [(id: "00000000-0000-0000-0000-000000000004", document: "00000000-0000-0000-0000-000000000003",
span: (7, 16), quote: "rise fast", annotator: "00000000-0000-0000-0000-000000000002",
created: "2026-01-02T03:04:05Z", modified: "2026-01-02T03:04:05Z")])"#;

#[test]
fn a_claim_is_found_again_by_its_quote() {
    let moved = read_project(SMALL.replace("(7, 16)", "(0, 99)").as_bytes()).unwrap();
    assert!(moved.project == read_project(SMALL.as_bytes()).unwrap().project);
    assert!(
        moved.problems[1].contains("“rise fast” does not stand at bytes 0 to 99. It was found at 7 to 16")
    );
}

#[test]
fn a_claim_whose_quote_is_gone_is_kept() {
    for (quote, span) in [("fell", "(7, 16)"), ("fell", "(900, 3)"), ("", "(3, 3)"), ("", "(7, 16)")] {
        let text = SMALL.replace("(7, 16)", span).replace("\"rise fast\"", &format!("{quote:?}"));
        let loaded = read_project(text.as_bytes()).unwrap();
        let claim = loaded.project.claims().next().unwrap();
        assert!(claim.unanchored && claim.quote == quote);
        assert!(loaded.problems[1].contains("kept as unanchored"), "{:?}", loaded.problems);
        // Once marked it is left as it is, and no longer reported.
        let again = read_project(&write_project(&loaded.project)).unwrap();
        assert!(again.project == loaded.project && again.problems.is_empty());
    }
}

#[test]
fn a_record_that_breaks_a_rule_is_named_with_its_place() {
    let dangling = SMALL.replace(
        "annotator: \"00000000-0000-0000-0000-000000000002\"",
        "annotator: \"00000000-0000-0000-0000-000000000009\"",
    );
    let err = error(&dangling);
    assert!(matches!(&err, ReadError::Rule { place: Some(Place { line: 4, column: 16 }), .. }), "{err:?}");
    assert!(
        err.to_string()
            .contains("names annotator 00000000-0000-0000-0000-000000000009, which is not there, at line 4")
    );
    assert_eq!(salvage_project(dangling.as_bytes()).unwrap().project.claims().len(), 1);
    let codebook = SMALL.replace("title: \"t\",", "title: \"t\", settings: (scale: \"none\"),");
    assert!(matches!(error(&codebook), ReadError::Rule { place: None, .. }));
    let reveal = r#"settings: (reveals: [(annotator: "00000000-0000-0000-0000-000000000009", at: "2026-01-02T03:04:05Z")])"#;
    let reveal = SMALL.replace("title: \"t\",", &format!("title: \"t\", {reveal},"));
    assert!(error(&reveal).to_string().contains("names annotator 00000000-0000-0000-0000-000000000009"));
    let salvaged = salvage_project(reveal.as_bytes()).unwrap().project;
    assert_eq!((salvaged.settings().reveals.len(), salvaged.check()), (1, Vec::new()));
}

#[test]
fn a_damaged_line_costs_one_record() {
    let (project, text) = rich();
    let damaged = text.replacen("\", kind: ", "\u{0}\", kin", 1);
    assert_ne!(damaged, text);
    assert!(matches!(error(&damaged), ReadError::Zeros(_)));
    let loaded = salvage_project(damaged.as_bytes()).unwrap();
    assert_eq!(loaded.project.claims().len(), project.claims().len());
    assert!(loaded.project.links().len() == project.links().len() - 1);
    assert!(loaded.problems.len() > 1);
    let cut = text.split_once("\nlinks: [").unwrap().0;
    let loaded = salvage_project(cut.as_bytes()).unwrap();
    assert_eq!(loaded.project.claims().len(), project.claims().len());
}
