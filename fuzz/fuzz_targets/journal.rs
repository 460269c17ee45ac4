//! Any bytes as a journal: reading never panics, and what is believed is a prefix of whole lines.
#![no_main]

use crossclaim::storage::{FileHash, read_journal};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let contents = read_journal(bytes);
    assert!(contents.torn_bytes <= bytes.len());
    let whole = &bytes[..bytes.len() - contents.torn_bytes];
    let again = read_journal(whole);
    assert_eq!((again.records.len(), again.torn_bytes), (contents.records.len(), 0));
    if let Some(header) = &contents.header {
        let onto = contents.onto(&header.base);
        assert!(onto.is_none_or(|onto| onto.steps.len() <= contents.records.len()));
    }
    assert!(contents.unsaved().len() <= contents.records.len());
    assert!(contents.onto(&FileHash::of(bytes)).is_none());
});
