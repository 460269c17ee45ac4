//! What cannot be read: a row costs itself, a file of which nothing can be used is refused; each with file, line, column
//! and reason, and never a panic.

use super::benchmark_files::{FIXTURES, fixture};
use super::cas::inception_files;
use super::sample::{
    annotator, nastier_project, nasty_project, read_as, read_rows, refused_or_told, written,
};
use super::zips::{unzipped, zipped};
use crossclaim::formats::{ExportOptions, formats};
use crossclaim::workspace::Workspace;
use proptest::prelude::*;

const DOCUMENT: &str = r#"{"id": "d", "text": "One. Two."}"#;
const CLAIMS: &str = r#"{"id": "a", "document_id": "d", "start_cp": 0, "end_cp": 4}
{"id": "b", "document_id": "d", "start_cp": 5, "end_cp": 9}"#;

/// What is said of one more file beside a sound document and two sound claims.
fn refusal(name: &str, text: &str) -> String {
    let mut files = vec![("documents.jsonl", DOCUMENT.as_bytes()), ("claims.jsonl", CLAIMS.as_bytes())];
    files.retain(|(other, _)| *other != name);
    files.push((name, text.as_bytes()));
    let said = refused_or_told(read_rows(&files));
    said.strip_suffix("; it was left out").map(str::to_owned).unwrap_or(said)
}

#[test]
fn one_bad_row_costs_one_row() {
    let bad = [
        "{\"id\": 1,",
        "[1]",
        r#"{"id": "c", "document_id": "d", "start_cp": 0, "end_cp": 4, "kinds": "x"}"#,
        "5",
        "null",
    ];
    for bad in bad {
        let claims = CLAIMS.replace('\n', &format!("\n{bad}\n"));
        let files = [("documents.jsonl", DOCUMENT.as_bytes()), ("claims.jsonl", claims.as_bytes())];
        let found = read_rows(&files).unwrap();
        assert_eq!(found.claims.len(), 2, "{bad}");
        let told = found.problems.iter().any(|problem| problem.starts_with("claims.jsonl, line 2"));
        assert!(told, "{bad}: {:?}", found.problems);
    }
}

#[test]
fn damaged_json_is_refused_with_its_place() {
    assert_eq!(
        refusal("claims.jsonl", "{\"id\": 1,\n"),
        "claims.jsonl, line 1, column 9: EOF while parsing a value"
    );
    let err = refusal("links.jsonl", "\n[1]");
    assert_eq!(err, "links.jsonl, line 2: it is not a JSON object");
    let err = refusal("claims.jsonl", r#"{"id": 1, "document_id": "d", "start_cp": -1, "end_cp": 2}"#);
    assert!(err.starts_with("claims.jsonl, line 1, column 44: invalid value: integer `-1`"), "{err}");
    let err = refusal("codebook.json", "{\n  \"title\": 1}");
    assert!(err.starts_with("codebook.json, line 2, column 12: invalid type"), "{err}");
    let found = read_rows(&[("codebook.json", b"{\"titel\": 1}")]).unwrap();
    assert_eq!(found.problems, ["not read of codebook.json: titel (1, codebook.json: 1)"]);
    let err = read_rows(&[("documents.jsonl", b"{\"id\": 1, \"text\": \"\xFF\"}")]).unwrap_err().to_string();
    assert_eq!(err, "documents.jsonl, line 1, column 20: it is not valid UTF-8");
}

#[test]
fn missing_keys_and_unknown_names_are_refused() {
    assert_eq!(
        refusal("claims.jsonl", r#"{"id": 1}"#),
        "claims.jsonl, line 1, column 9: missing field `document_id`"
    );
    assert_eq!(
        refusal("claims.jsonl", r#"{"id": 1, "document_id": "x", "start_cp": 0, "end_cp": 2}"#),
        "claims.jsonl, line 1: there is no document “x”"
    );
    assert_eq!(
        refusal("links.jsonl", r#"{"id": 1, "from_id": "a", "to_id": "zz", "kind": "updates"}"#),
        "links.jsonl, line 1: there is no claim “zz”"
    );
    assert_eq!(
        refusal("links.jsonl", r#"{"id": 1, "from_id": "a", "to_id": "a", "kind": "updates"}"#),
        "links.jsonl, line 1: it links a claim to itself"
    );
    assert_eq!(
        refusal("verdicts.jsonl", r#"{"claim_ids": ["a"], "favoured_ids": ["b"], "outcome": "open"}"#)
            .split_once(", which ")
            .unwrap()
            .1,
        "claim_ids does not list"
    );
}

#[test]
fn values_out_of_range_are_refused() {
    let claim = |rest: &str| {
        refusal(
            "claims.jsonl",
            &format!(r#"{{"id": 1, "document_id": "d", "start_cp": 0, "end_cp": 3, {rest}}}"#),
        )
    };
    assert_eq!(
        refusal("claims.jsonl", r#"{"id": 1, "document_id": "d", "start_cp": 4, "end_cp": 40}"#),
        "claims.jsonl, line 1: 4 to 40 marks no text of the document, and there is no quote to look for"
    );
    assert_eq!(claim(r#""credibility": 7"#), "claims.jsonl, line 1: 7 is no credibility from 1 to 6");
    assert!(claim(r#""credibility": "high""#).contains("expected a digit from 1 to 6"));
    assert!(claim(r#""modality": "sure""#).contains("“sure” is no modality (asserted, probable,"));
    assert!(claim(r#""kinds": [" "]"#).contains("the name of a claim kind is empty"));
    assert!(claim(r#""created": "yesterday""#).contains("“yesterday” is not a time like"));
    let err =
        refusal("documents.jsonl", r#"{"id": "d", "text": "One. Two.", "sentences": [[0, 4], [3, 9]]}"#);
    assert_eq!(err, "documents.jsonl, line 1: two sentences overlap at “. Two.”");
}

#[test]
fn repeated_ids_are_refused_and_repeated_links_reported() {
    let two = format!("{DOCUMENT}\n{DOCUMENT}");
    let err = refusal("documents.jsonl", &two);
    assert_eq!(err, "documents.jsonl, line 2: another document has the id “d” too");
    let links = br#"{"id": 1, "from_id": "a", "to_id": "b", "kind": "contradicts"}
{"id": 2, "from_id": "b", "to_id": "a", "kind": "contradicts"}"#;
    let files = [
        ("documents.jsonl", DOCUMENT.as_bytes()),
        ("claims.jsonl", CLAIMS.as_bytes()),
        ("links.jsonl", links),
    ];
    let found = read_rows(&files).unwrap();
    assert_eq!(found.links.len(), 1);
    assert_eq!(
        found.problems,
        [
            "links.jsonl, line 2: repeats links.jsonl, line 1 (same ends, kind and annotator); only the first was read"
        ]
    );
}

#[test]
fn files_of_other_names_are_never_passed_over_in_silence() {
    let err = read_rows(&[("rows.jsonl", b"{}")]).unwrap_err().to_string();
    assert!(err.starts_with("none of the files is one of codebook.json, annotators.jsonl"), "{err}");
    let found = read_rows(&[("documents.jsonl", DOCUMENT.as_bytes()), ("notes.txt", b"")]).unwrap();
    assert_eq!(found.problems, ["notes.txt was not read: its name is none of those that the format reads"]);
}

/// The files of an export; archives are taken apart and put together again, or their sum would tell the damage.
fn damaged(name: &str, file: usize, damage: &dyn Fn(&mut Vec<u8>)) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> =
        if let Some((folder, ..)) = FIXTURES.iter().find(|(_, format, _)| *format == name) {
            fixture(folder)
        } else if name == "inception" {
            let mut inside = inception_files();
            let within = file % inside.len();
            damage(&mut inside[within].1);
            let parts: Vec<(&str, &[u8])> =
                inside.iter().map(|(name, bytes)| (name.as_str(), &**bytes)).collect();
            return vec![("project.zip".to_owned(), zipped(&parts))];
        } else {
            let files = written(name, &nastier_project(), &ExportOptions::default());
            files.into_iter().map(|file| (file.name, file.bytes)).collect()
        };
    let at = file % files.len();
    let (name, bytes) = &mut files[at];
    if name.to_lowercase().ends_with(".qdpx") {
        let mut inside = unzipped(bytes);
        damage(&mut inside[0].1);
        let parts: Vec<(&str, &[u8])> =
            inside.iter().map(|(name, bytes)| (name.as_str(), &**bytes)).collect();
        *bytes = zipped(&parts);
    } else {
        damage(bytes);
    }
    files
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn damaged_files_of_every_format_are_read_or_refused(
        format in 0_usize..99, file in 0_usize..99, at in any::<u32>(), byte in any::<u8>(), cut in any::<bool>(),
    ) {
        let readable: Vec<&str> =
            formats().iter().filter(|format| format.read_dataset.is_some()).map(|format| format.name).collect();
        let name = readable[format % readable.len()];
        let files = damaged(name, file, &|bytes| {
            let at = at as usize % bytes.len().max(1);
            if cut {
                bytes.truncate(at);
            } else if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
        });
        let project = nastier_project();
        let input: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), &**bytes)).collect();
        match read_as(name, &input, (name == "csv").then_some(&project)) {
            // What is read holds together, or does not come in.
            Ok(dataset) => match Workspace::empty("T", &annotator(2, "Ann")).unwrap().import_dataset(dataset) {
                Ok(_) => {}
                Err(err) => prop_assert!(err.to_string().starts_with("Nothing was imported: "), "{}", err),
            },
            Err(err) => prop_assert!(!err.to_string().is_empty(), "{}", name),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn damaged_files_are_read_or_refused(file in 0_usize..7, at in any::<u16>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut files = written("jsonl", &nasty_project(), &ExportOptions::default());
        let bytes = &mut files[file].bytes;
        // A file of no rows is empty.
        let at = usize::from(at) % bytes.len().max(1);
        if cut {
            bytes.truncate(at);
        } else if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        let rows: Vec<(&str, &[u8])> = files.iter().map(|file| (file.name.as_str(), &*file.bytes)).collect();
        if let Err(err) = read_rows(&rows) {
            prop_assert!(err.to_string().contains(".json"), "{}", err);
        }
    }
}
