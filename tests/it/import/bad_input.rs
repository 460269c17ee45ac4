//! Damaged and hostile documents: an error in words or a document, in bounded time, never a panic.

use super::{files, read};
use crossclaim::formats::FormatError;
use proptest::prelude::*;

const ENDINGS: &[&str] = &["docx", "odt", "epub", "rtf", "eml", "pdf", "html"];

fn bad(name: &str) -> FormatError {
    let (name, bytes) = files("bad", &["pdf"]).into_iter().find(|(own, _)| own == name).unwrap();
    read(&name, &bytes).unwrap_err()
}

#[test]
fn a_locked_or_scanned_pdf_is_said_to_be_so() {
    assert_eq!(bad("encrypted.pdf"), FormatError::Locked);
    assert_eq!(bad("scanned.pdf"), FormatError::NoText);
}

#[test]
fn a_file_that_is_something_else_is_named_so() {
    for (name, what) in [
        ("a.pdf", "it is not a PDF"),
        ("a.docx", "it is not a Word document"),
        ("a.odt", "it is not an OpenDocument text"),
        ("a.epub", "it is not a book"),
        ("a.rtf", "it is not a rich text file"),
        ("a.eml", "it is not a mail"),
    ] {
        let err = read(name, b"just some words of text").unwrap_err().to_string();
        assert!(err.starts_with(what), "{name}: {err}");
        assert!(read(name, b"").is_err(), "{name}");
    }
}

#[test]
fn deep_pages_are_read_or_refused() {
    let deep = |count: usize| format!("{}<p>Words at the bottom.</p>", "<div>".repeat(count)).into_bytes();
    assert_eq!(read("a.html", &deep(300)).unwrap().text, "Words at the bottom.\n");
    assert!(matches!(read("a.html", &deep(100_000)), Err(FormatError::Hostile(_))));
    let unclosed = "<p>words <b>and <i>more".repeat(50_000);
    assert!(read("a.html", unclosed.as_bytes()).is_ok());
}

#[test]
fn every_beginning_of_a_document_is_read_or_refused() {
    for folder in ["documents", "html"] {
        for (name, bytes) in files(folder, ENDINGS) {
            for part in 0..40 {
                let cut = &bytes[..bytes.len() * part / 40];
                drop(read(&name, cut));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn mutants_are_read_or_refused(
        places in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..12),
        doubled in any::<proptest::sample::Index>(),
    ) {
        for folder in ["documents", "html"] {
            for (name, mut bytes) in files(folder, ENDINGS) {
                for (place, byte) in &places {
                    let at = place.index(bytes.len());
                    bytes[at] = *byte;
                }
                let from = doubled.index(bytes.len());
                let piece = bytes[from..(from + 64).min(bytes.len())].to_vec();
                bytes.splice(from..from, piece);
                if let Ok(document) = read(&name, &bytes) {
                    prop_assert!(document.is_sound(), "{}", name);
                }
            }
        }
    }
}
