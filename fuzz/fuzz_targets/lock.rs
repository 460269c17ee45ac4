//! Any bytes as the note beside an open project: reading never panics.
#![no_main]

use crossclaim::storage::read_lock;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some(owner) = read_lock(bytes) {
        let shown = owner.to_string();
        assert!(shown.len() < 2_000, "a note is a line: {shown}");
    }
});
