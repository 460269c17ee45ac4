//! Every single operation of the disk fails once, or from then on: the old state is whole, the work goes on, what was
//! acknowledged is there, and the next save is good.

use super::{FILE, count_up, counted, environment, me, opened};
use crate::fixture;
use crossclaim::storage::MemoryFs;
use crossclaim::workspace::{SaveState, Workspace};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

fn created(disk: &MemoryFs) -> Workspace {
    disk.put("/work/keep", "");
    let project = fixture::project("a.txt: Prices rose. Wages fell.");
    let environment = environment(Arc::new(disk.clone()));
    Workspace::create_from(Path::new(FILE), project, &me(), environment).unwrap()
}

/// Three steps, a save, three steps; gives the last one that was said to be safe.
fn work(workspace: &mut Workspace) -> u64 {
    let mut safe = 0;
    for step in 0..6 {
        let number = count_up(workspace);
        workspace.sync();
        if !matches!(workspace.store().state(), SaveState::InMemory(_)) {
            safe = number;
        }
        if step == 2 && workspace.save().is_ok() {
            safe = number;
        }
    }
    safe
}

#[test]
fn whatever_operation_fails_nothing_acknowledged_is_lost() {
    let disk = MemoryFs::new();
    let mut workspace = created(&disk);
    let first = disk.operations();
    work(&mut workspace);
    let count = disk.operations();
    assert!(count - first > 20, "{first} to {count}");
    for kind in [ErrorKind::Other, ErrorKind::StorageFull, ErrorKind::PermissionDenied] {
        for number in first..count {
            for last in [number + 1, usize::MAX] {
                let disk = MemoryFs::new();
                let mut workspace = created(&disk);
                disk.fail(number..last, kind);
                let safe = work(&mut workspace);
                let made = counted(workspace.project());
                assert_eq!(made, 6, "work goes on");
                // The program dies while the disk still fails; then the disk is well again.
                drop(workspace);
                disk.fail(0..0, kind);
                let (mut again, problems) = opened(&environment(Arc::new(disk.clone())));
                let found = counted(again.project());
                assert!(
                    found >= safe,
                    "{kind:?} {number}..{last}: {safe} were safe, {found} are there; {problems:?}"
                );
                again.save().unwrap();
                assert_eq!(again.store().state(), SaveState::Saved);
            }
        }
    }
}

#[test]
fn a_disk_that_recovers_takes_what_was_only_in_memory() {
    let disk = MemoryFs::new();
    let mut workspace = created(&disk);
    let now = disk.operations();
    disk.fail(now..usize::MAX, ErrorKind::StorageFull);
    count_up(&mut workspace);
    let SaveState::InMemory(why) = workspace.store().state() else {
        panic!("{:?}", workspace.store().state());
    };
    assert!(why.starts_with("the journal could not be started"), "{why}");
    let err = workspace.save().unwrap_err().to_string();
    assert!(err.contains("the disk is full. Make room, or save in another place."), "{err}");
    disk.fail(0..0, ErrorKind::StorageFull);
    workspace.sync();
    assert_eq!(workspace.store().state(), SaveState::Journaled);
    drop(workspace);
    let (again, _) = opened(&environment(Arc::new(disk)));
    assert_eq!(counted(again.project()), 1);
}
