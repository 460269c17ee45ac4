//! Golden files: what each format writes of two projects, byte for byte. The own rows beside the files are those of
//! `jsonl` and stand there. With `CROSSCLAIM_GOLDEN=write` in the environment the files are written anew.

use super::sample::{nastier_project, small_project, written};
use super::zips::{is_archive, unzipped};
use crossclaim::formats::{ExportOptions, OutputFile, formats};
use crossclaim::model::Project;
use std::fmt::Write as _;
use std::path::Path;

/// Rows beside the files of other formats.
const OWN: [&str; 7] = [
    "annotators.jsonl",
    "claims.jsonl",
    "codebook.json",
    "details.jsonl",
    "dismissals.jsonl",
    "links.jsonl",
    "verdicts.jsonl",
];

/// All files as one text: carriage returns by name, archives unpacked, files that are no text by length.
fn shown(files: &[OutputFile]) -> String {
    let mut text = String::new();
    for file in files.iter().filter(|file| !OWN.contains(&file.name.as_str())) {
        if is_archive(file) {
            for (name, bytes) in unzipped(&file.bytes) {
                push_file(&mut text, &format!("{} {name}", file.name), &bytes);
            }
        } else {
            push_file(&mut text, &file.name, &file.bytes);
        }
    }
    text
}

fn push_file(text: &mut String, name: &str, bytes: &[u8]) {
    writeln!(text, "=== {name}").unwrap();
    match std::str::from_utf8(bytes) {
        Ok(words) => text.push_str(&words.replace('\r', "␍")),
        Err(_) => write!(text, "{} bytes", bytes.len()).unwrap(),
    }
    text.push('\n');
}

#[expect(clippy::disallowed_methods, reason = "a test reads its own data")]
fn check(project_name: &str, project: &Project) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats/golden");
    // The first two have golden files of their own.
    for format in formats().iter().filter(|format| format.is_written()).skip(2) {
        let found = shown(&written(format.name, project, &ExportOptions::default()));
        let path = folder.join(format!("{}.{project_name}.golden", format.name));
        if std::env::var("CROSSCLAIM_GOLDEN").is_ok_and(|wish| wish == "write") {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &found).unwrap();
        }
        let golden = std::fs::read_to_string(&path).unwrap_or_default().replace('\r', "");
        for (line, (found, golden)) in (1..).zip(found.lines().zip(golden.lines())) {
            assert_eq!(found, golden, "{}, line {line}", path.display());
        }
        assert_eq!(found.lines().count(), golden.lines().count(), "{}", path.display());
    }
}

#[test]
fn the_small_project_is_written_as_promised() {
    check("small", &small_project());
}

#[test]
fn the_nasty_project_is_written_as_promised() {
    check("nasty", &nastier_project());
}
