//! Any bytes as the note beside an open project: reading never panics.
#![no_main]

use libfuzzer_sys::fuzz_target;
use storage::read_lock;

#[path = "../../src/model/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the room is compiled here alone, without its users")]
mod model;
#[path = "../../src/text/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the room is compiled here alone, without its users")]
mod text;

/// The part of the room that knows the note.
#[path = "../../src/storage"]
#[allow(dead_code, unused_imports, reason = "the room is compiled here alone, without its users")]
mod storage {
    mod lock;
    mod vfs;
    pub use lock::read_lock;
    pub use vfs::{FileFacts, FileKind, Vfs, VfsFile};
}

fuzz_target!(|bytes: &[u8]| {
    if let Some(owner) = read_lock(bytes) {
        let shown = owner.to_string();
        assert!(shown.len() < 2_000, "a note is a line: {shown}");
    }
});
