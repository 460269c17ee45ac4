//! Any bytes as a project file: neither reading nor salvaging panics, and what was read is written and read alike.
#![no_main]

use libfuzzer_sys::fuzz_target;
use storage::{project_faults, read_project, salvage_project, write_project};

#[path = "../../src/model/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the room is compiled here alone, without its users")]
mod model;
#[path = "../../src/text/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the room is compiled here alone, without its users")]
mod text;

/// The part of the room that knows project files.
#[path = "../../src/storage"]
#[allow(dead_code, unused_imports, reason = "the room is compiled here alone, without its users")]
mod storage {
    mod hash;
    mod project_file;
    mod vfs;
    pub use hash::{FileHash, HashError};
    pub use project_file::{project_faults, read_project, salvage_project, write_project};
    pub use vfs::{FileFacts, FileKind, Vfs, VfsFile};
}

fuzz_target!(|bytes: &[u8]| {
    let read = read_project(bytes);
    let salvaged = salvage_project(bytes);
    project_faults(bytes);
    for loaded in [read, salvaged].into_iter().flatten() {
        let written = write_project(&loaded.project);
        let again = read_project(&written).expect("our own file opens");
        assert!(again.project == loaded.project, "another project came back");
        assert!(again.problems.is_empty(), "{:?}", again.problems);
    }
});
