//! Any bytes as a project file: neither reading nor salvaging panics, and what was read is written and read alike.
#![no_main]

use crossclaim::storage::{project_faults, read_project, salvage_project, write_project};
use libfuzzer_sys::fuzz_target;

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
