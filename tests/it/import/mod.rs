//! Documents of every kind: golden files, bad input, the process apart, many files at once.

mod account;
mod account_of_pages;
mod bad_input;
mod bulk;
mod child;
mod golden;
mod main_text;
mod office;
mod zip;

use crossclaim::formats::{DocumentReader, FormatError, NewDocument, ReadOptions, format_for_file};
use std::path::{Path, PathBuf};

/// Reads a document in this process.
fn read(name: &str, bytes: &[u8]) -> Result<NewDocument, FormatError> {
    match format_for_file(name).and_then(|format| format.read_document) {
        Some(DocumentReader::Here(read) | DocumentReader::Apart(read)) => {
            read(name, bytes, &ReadOptions::default())
        }
        other => panic!("{name}: no document but {other:?}"),
    }
}

/// A folder of the test data.
fn data(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import").join(folder)
}

/// Names and contents of the files of a folder of the test data whose names end so, sorted.
#[expect(clippy::disallowed_methods, reason = "this test reads its data")]
fn files(folder: &str, endings: &[&str]) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<(String, Vec<u8>)> = std::fs::read_dir(data(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| endings.iter().any(|end| path.extension().is_some_and(|own| own == *end)))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()))
        .collect();
    found.sort();
    found
}

/// A file of the test data as text, with line feeds whatever git made of them.
#[expect(clippy::disallowed_methods, reason = "this test reads its data")]
fn text_of(folder: &str, name: &str) -> String {
    std::fs::read_to_string(data(folder).join(name)).unwrap_or_default().replace("\r\n", "\n")
}
