//! Any bytes as a document of any format: a document that is sound, or an error in words, never a panic.
//!
//! The first byte picks the format.
#![no_main]

use crossclaim::formats::{DocumentReader, ReadOptions, formats};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (pick, bytes) = bytes.split_first().unwrap_or((&0, &[]));
    let readers: Vec<_> = formats().iter().filter(|format| format.read_document.is_some()).collect();
    let Some(format) = readers.get(usize::from(*pick) % readers.len().max(1)) else { return };
    let name = format!("a.{}", format.extensions.first().copied().unwrap_or_default());
    let options = ReadOptions::default();
    let documents = match format.read_document {
        Some(DocumentReader::Here(read) | DocumentReader::Apart(read)) => read(&name, bytes, &options).into_iter().collect(),
        Some(DocumentReader::Several(read)) => read(&name, bytes, &options).map(|found| found.documents).unwrap_or_default(),
        _ => Vec::new(),
    };
    for document in documents {
        assert!(document.is_sound(), "{}", format.name);
    }
});
