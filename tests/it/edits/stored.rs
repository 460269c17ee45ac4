//! What holds for any edits on their way through the disk: the journal replays to what was in memory, and a saved file
//! read and saved again has the same bytes.

use super::generate::sessions;
use super::{assert_same, start, transaction};
use crate::fixture;
use crossclaim::model::Annotator;
use crossclaim::storage::{MemoryFs, Places};
use crossclaim::workspace::exchange::Parser;
use crossclaim::workspace::{Environment, Workspace};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use std::path::Path;
use std::sync::Arc;

const FILE: &str = "/work/p.crossclaim.ron";
const COPY: &str = "/work/copy.crossclaim.ron";

fn environment(disk: &MemoryFs) -> Environment {
    Environment { vfs: Arc::new(disk.clone()), places: Some(Places::at("/state")), parser: Parser::InProcess }
}

fn me() -> Annotator {
    Annotator { machine: None, id: fixture::annotator_id(1), name: "ann".to_owned(), reference: false }
}

fn opened(disk: &MemoryFs, path: &str) -> Result<Workspace, TestCaseError> {
    let opened = Workspace::open(Path::new(path), &me(), environment(disk));
    opened.map(|(workspace, _)| workspace).map_err(|err| TestCaseError::fail(err.to_string()))
}

fn created(disk: &MemoryFs) -> Workspace {
    disk.put("/work/keep", "");
    Workspace::create_from(Path::new(FILE), start(), &me(), environment(disk)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_journal_replays_to_what_was_in_memory(session in sessions(), undos in 0_usize..4) {
        let disk = MemoryFs::new();
        let mut workspace = created(&disk);
        for (index, drafts) in session.iter().enumerate() {
            // Refused steps leave no trace, which the comparison below would show.
            drop(workspace.commit(transaction(workspace.project(), drafts)));
            if index % 3 == 2 {
                for _ in 0..undos {
                    workspace.undo().map_err(|err| TestCaseError::fail(err.to_string()))?;
                }
            }
            if index == session.len() / 2 {
                workspace.save().map_err(|err| TestCaseError::fail(err.to_string()))?;
            }
        }
        let expected = workspace.project().clone();
        // The program dies here: nothing is saved, nothing is closed.
        drop(workspace);
        assert_same(opened(&disk, FILE)?.project(), &expected, "the journal gave")?;
    }

    #[test]
    fn a_file_read_and_saved_again_has_the_same_bytes(session in sessions()) {
        let disk = MemoryFs::new();
        let mut workspace = created(&disk);
        for drafts in &session {
            drop(workspace.commit(transaction(workspace.project(), drafts)));
        }
        workspace.save().map_err(|err| TestCaseError::fail(err.to_string()))?;
        let mut again = opened(&disk, FILE)?;
        assert_same(again.project(), workspace.project(), "the file gave")?;
        again.save_as(Path::new(COPY), true).map_err(|err| TestCaseError::fail(err.to_string()))?;
        prop_assert!(disk.bytes(FILE) == disk.bytes(COPY), "saved again it has other bytes");
    }
}
