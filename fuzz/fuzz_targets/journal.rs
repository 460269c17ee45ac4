//! Any bytes as a journal: reading never panics, and what is believed is a prefix of whole lines.
#![no_main]

use crossclaim::storage::{FileHash, read_journal, scan_journal};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let contents = read_journal(bytes);
    assert!(contents.torn_bytes <= bytes.len());
    let whole = &bytes[..bytes.len() - contents.torn_bytes];
    let again = read_journal(whole);
    assert_eq!((again.records.len(), again.torn_bytes), (contents.records.len(), 0));
    let scan = scan_journal(bytes);
    assert!(scan.torn_bytes <= contents.torn_bytes && scan.lines.len() >= contents.records.len());
    assert!(scan.fit(&FileHash::of(bytes)).is_none());
    let missing = scan.into_unsaved();
    assert!(missing.steps.len() <= contents.records.len());
});
