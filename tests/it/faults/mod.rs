//! The disk fails, the power goes, two programs work on one file: what was promised is there.

mod crash_states;
mod fuzzed;
mod interleaved;
mod power;
mod sweep;

use crossclaim::model::{Annotator, Edit, Project, Transaction};
use crossclaim::storage::{Places, Vfs};
use crossclaim::workspace::exchange::Parser;
use crossclaim::workspace::{Environment, Workspace};
use std::path::Path;
use std::sync::Arc;

pub(crate) const FILE: &str = "/work/p.crossclaim.ron";
pub(crate) const STATE: &str = "/state";

pub(crate) fn environment(disk: Arc<dyn Vfs>) -> Environment {
    Environment { vfs: disk, places: Some(Places::at(STATE)), parser: Parser::InProcess }
}

pub(crate) fn me() -> Annotator {
    Annotator { machine: None, id: crate::fixture::annotator_id(1), name: "ann".to_owned(), reference: false }
}

/// A step that can be told from all others: the title counts.
pub(crate) fn count_up(workspace: &mut Workspace) -> u64 {
    let next = counted(workspace.project()) + 1;
    let edits = vec![Edit::SetTitle(next.to_string())];
    workspace.commit(Transaction::new("Count", edits)).unwrap();
    next
}

pub(crate) fn counted(project: &Project) -> u64 {
    project.title().parse().unwrap_or_default()
}

pub(crate) fn opened(environment: &Environment) -> (Workspace, Vec<String>) {
    Workspace::open(Path::new(FILE), &me(), environment.clone()).unwrap()
}
