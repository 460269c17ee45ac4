//! Two programs at one project in any order: nobody's acknowledged edit vanishes. It is in the file, in a journal that
//! is taken over, or in one that is offered.

use super::{FILE, environment, me};
use crate::fixture;
use crossclaim::model::{Edit, Project, Transaction};
use crossclaim::storage::{MemoryFs, Vfs as _};
use crossclaim::workspace::{Environment, Launch, Workspace, open};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Clone, Copy, Debug)]
enum Move {
    Edit,
    Save,
    Kill,
    Open,
    Close,
}

fn moves() -> impl Strategy<Value = Vec<(bool, Move)>> {
    let one = prop_oneof![
        6 => Just(Move::Edit),
        3 => Just(Move::Save),
        1 => Just(Move::Kill),
        3 => Just(Move::Open),
        1 => Just(Move::Close),
    ];
    prop::collection::vec((any::<bool>(), one), 1..40)
}

/// Adds an annotator of a name of its own: additions do not hide each other.
fn add(workspace: &mut Workspace, number: u128) {
    let id = fixture::annotator_id(1_000 + u16::try_from(number).unwrap());
    let annotator =
        crossclaim::model::Annotator { machine: None, id, name: format!("n{number}"), reference: false };
    workspace.commit(Transaction::new("Add", vec![Edit::PutAnnotator(annotator)])).unwrap();
}

fn names(project: &Project) -> BTreeSet<String> {
    project.annotators().map(|annotator| annotator.name.clone()).collect()
}

fn opened(environment: &Environment) -> Option<Workspace> {
    Workspace::open(Path::new(FILE), &me(), environment.clone()).ok().map(|(workspace, _)| workspace)
}

/// All that can be had: the project as it opens, and every state that is offered beside it.
fn all_that_can_be_had(environment: &Environment) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut paths = vec![PathBuf::from(FILE)];
    while let Some(path) = paths.pop() {
        let (workspace, _) = Workspace::open(&path, &me(), environment.clone()).unwrap();
        found.extend(names(workspace.project()));
        let offers = workspace.recovery().offers.clone();
        drop(workspace);
        for offer in offers {
            let copy = open(Launch::Offered(path.clone(), offer), environment).unwrap();
            found.extend(names(copy.workspace.project()));
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn nobody_loses_an_acknowledged_edit(moves in moves()) {
        let disk = MemoryFs::new();
        disk.put("/work/keep", "");
        let environment = environment(Arc::new(disk.clone()));
        let project = fixture::project("a.txt: Prices rose. Wages fell.");
        drop(Workspace::create_from(Path::new(FILE), project, &me(), environment.clone()).unwrap());
        let mut windows: [Option<Workspace>; 2] = [opened(&environment), opened(&environment)];
        let mut made = BTreeSet::new();
        for (number, (second, what)) in (0_u128..).zip(moves) {
            let window = &mut windows[usize::from(second)];
            match (what, window.as_mut()) {
                (Move::Edit, Some(workspace)) => {
                    add(workspace, number);
                    made.insert(format!("n{number}"));
                }
                // What was changed outside is not overwritten; the edits stay in the journal.
                (Move::Save, Some(workspace)) => drop(workspace.save()),
                (Move::Close, Some(workspace)) => {
                    drop(workspace.save());
                    *window = None;
                }
                (Move::Kill, Some(_)) => *window = None,
                (Move::Open, None) => *window = opened(&environment),
                _ => {}
            }
        }
        windows = [None, None];
        drop(windows);
        let found = all_that_can_be_had(&environment);
        let lost: Vec<&String> = made.difference(&found).collect();
        prop_assert!(lost.is_empty(), "{lost:?} vanished; on the disk: {:?}", disk.list(Path::new("/state")));
    }
}
