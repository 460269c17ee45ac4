//! Every state that a power cut can leave between two operations of saving and journaling opens with all that was
//! promised.

use super::power::{Operation, PowerFs, crash_states};
use super::{FILE, count_up, counted, environment, me};
use crate::fixture;
use crossclaim::storage::MemoryFs;
use crossclaim::workspace::{SaveTarget, Workspace};
use std::path::Path;
use std::sync::Arc;

/// Made, changed, saved, changed, undone, saved beside the work, changed; each promise after a sync.
fn session() -> Vec<Operation> {
    let disk = PowerFs::new();
    let project = fixture::project("a.txt: Prices rose. Wages fell.");
    let environment = environment(Arc::new(disk.clone()));
    let mut workspace = Workspace::create_from(Path::new(FILE), project, &me(), environment).unwrap();
    disk.promise(0);
    let step = |workspace: &mut Workspace| {
        let number = count_up(workspace);
        workspace.sync();
        disk.promise(number);
    };
    step(&mut workspace);
    step(&mut workspace);
    workspace.save().unwrap();
    step(&mut workspace);
    workspace.begin_saving(SaveTarget::Own);
    step(&mut workspace);
    workspace.poll_saving().unwrap();
    step(&mut workspace);
    workspace.save().unwrap();
    disk.log()
}

/// What is there after opening as a user would; a file that was never promised may be missing.
fn recovered(disk: &MemoryFs, promised: Option<u64>) -> Option<u64> {
    let environment = environment(Arc::new(disk.clone()));
    match Workspace::open(Path::new(FILE), &me(), environment) {
        Ok((workspace, _)) => Some(counted(workspace.project())),
        Err(err) if promised.is_some() => panic!("{err}\n{:?}", disk.paths()),
        Err(_) => None,
    }
}

#[test]
fn every_state_a_power_cut_can_leave_opens_with_all_that_was_promised() {
    let log = session();
    let mut states = 0;
    for end in 0..=log.len() {
        let done = &log[..end];
        let promised = done.iter().rev().find_map(|operation| match operation {
            Operation::Promise(number) => Some(*number),
            _ => None,
        });
        crash_states(done, &mut |disk| {
            states += 1;
            let found = recovered(disk, promised);
            assert!(found >= promised, "{promised:?} promised, {found:?} found after {:?}", done.last());
        });
    }
    assert!(states > 300, "only {states} states were looked at");
}

#[test]
fn a_state_that_recovery_leaves_behind_opens_as_well() {
    let log = session();
    // The machine goes down again right after recovery, at every operation of it.
    for end in (0..=log.len()).step_by(3) {
        let done = &log[..end];
        let promised = done.iter().rev().find_map(|operation| match operation {
            Operation::Promise(number) => Some(*number),
            _ => None,
        });
        crash_states(done, &mut |disk| {
            let first = recovered(disk, promised);
            assert_eq!(recovered(disk, promised), first, "opened twice");
        });
    }
}
