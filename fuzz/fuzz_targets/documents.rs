//! Any bytes as a document of any format: reading never panics, and what comes out holds together.
//!
//! The first line names the format, as `crossclaim formats` does; the rest is the file.
#![no_main]

use crossclaim::formats::{DocumentReader, NewDocument, ReadOptions, format, read_table};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some(end) = bytes.iter().position(|byte| *byte == b'\n') else { return };
    let (name, file) = (&bytes[..end], &bytes[end + 1..]);
    let Some(format) = std::str::from_utf8(name).ok().and_then(format) else { return };
    let options = ReadOptions::default();
    let documents = match format.read_document {
        None => return,
        Some(DocumentReader::Here(read) | DocumentReader::Apart(read)) => {
            read("file", file, &options).into_iter().collect()
        }
        Some(DocumentReader::Several(read)) => {
            read("file", file, &options).map(|found| found.documents).unwrap_or_default()
        }
        Some(DocumentReader::Table(kind)) => {
            read_table(("file", file), kind, &options).map(|found| found.documents).unwrap_or_default()
        }
        Some(DocumentReader::Archive(read)) => {
            read(file).into_iter().for_each(drop);
            return;
        }
    };
    documents.iter().for_each(is_sound);
});

/// Sentences and pinpoints stand in the text, in order, on boundaries of characters.
fn is_sound(document: &NewDocument) {
    assert!(!document.title.is_empty());
    let mut end = 0;
    for sentence in &document.sentences {
        let span = sentence.span;
        assert!(span.start >= end && span.start < span.end, "{span:?} after {end}");
        assert!(document.text.get(span.start..span.end).is_some(), "{span:?} is not on boundaries");
        end = span.end;
    }
    let mut last = 0;
    for (at, pinpoint) in &document.pinpoints {
        assert!(*at >= last && document.text.is_char_boundary(*at), "{at} after {last}: {pinpoint:?}");
        last = *at;
    }
}
