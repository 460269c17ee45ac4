//! What was acknowledged is there again after the program died: file, journal, undo.

use crate::fixture;
use crossclaim::model::{Annotator, Confidence, Edit, Transaction};
use crossclaim::storage::{MemoryFs, Places};
use crossclaim::text::Span;
use crossclaim::workspace::exchange::{Parser, ProjectFile};
use crossclaim::workspace::{Environment, SaveState, Tag, Workspace};
use std::path::Path;
use std::sync::Arc;

const FILE: &str = "/work/p.crossclaim.ron";

fn environment(disk: &MemoryFs) -> Environment {
    Environment { vfs: Arc::new(disk.clone()), places: Some(Places::at("/state")), parser: Parser::InProcess }
}

fn me() -> Annotator {
    Annotator { id: fixture::annotator_id(1), name: "ann".to_owned(), reference: false }
}

fn disk() -> MemoryFs {
    let disk = MemoryFs::new();
    disk.put("/work/keep", "");
    disk
}

fn created(disk: &MemoryFs) -> Workspace {
    let project = fixture::project("a.txt: Prices rose. Wages fell.");
    Workspace::create_from(Path::new(FILE), project, &me(), environment(disk)).unwrap()
}

fn tag_first_sentence(workspace: &mut Workspace) {
    let document = workspace.project().document_ids()[0];
    let confidence = Some(Confidence { scale: "ic_confidence".to_owned(), level: "high".to_owned() });
    let tag = Tag { kinds: vec!["quantity".to_owned()], confidence };
    workspace.tag(document, Span::new(0, 12), tag).unwrap();
}

#[test]
fn edits_that_were_never_saved_come_back_from_the_journal() {
    let disk = disk();
    let mut workspace = created(&disk);
    tag_first_sentence(&mut workspace);
    assert_eq!(workspace.store().state(), SaveState::Journaled);
    let before = workspace.project().clone();
    drop(workspace);
    let (again, problems) = Workspace::open(Path::new(FILE), &me(), environment(&disk)).unwrap();
    assert_eq!((again.project(), problems.len()), (&before, 0));
    let text = again.recovery().text().unwrap();
    assert_eq!(text, "1 edit since the last save was recovered from the journal");
}

#[test]
fn a_recovered_edit_can_still_be_undone_and_recovered_once_more() {
    let disk = disk();
    let mut workspace = created(&disk);
    tag_first_sentence(&mut workspace);
    drop(workspace);
    let (mut again, _) = Workspace::open(Path::new(FILE), &me(), environment(&disk)).unwrap();
    again.undo().unwrap();
    drop(again);
    let (third, _) = Workspace::open(Path::new(FILE), &me(), environment(&disk)).unwrap();
    assert_eq!(third.project().claims().len(), 0);
}

#[test]
fn a_saved_file_opens_without_its_journal() {
    let disk = disk();
    let mut workspace = created(&disk);
    tag_first_sentence(&mut workspace);
    workspace.save().unwrap();
    assert_eq!(workspace.store().state(), SaveState::Saved);
    let before = workspace.project().clone();
    drop(workspace);
    let (again, problems) = Workspace::open(Path::new(FILE), &me(), environment(&disk)).unwrap();
    assert_eq!((again.project(), problems.len()), (&before, 0));
}

#[test]
fn a_file_changed_by_somebody_else_is_not_overwritten() {
    let disk = disk();
    let mut workspace = created(&disk);
    tag_first_sentence(&mut workspace);
    disk.put(FILE, "somebody else's work");
    let err = workspace.save().unwrap_err().to_string();
    assert!(err.contains("was changed outside Crossclaim"), "{err}");
    assert_eq!(disk.bytes(FILE).unwrap(), b"somebody else's work");
}

#[test]
fn a_command_that_adds_nothing_leaves_no_step_behind_and_the_user_can_work_afterwards() {
    let disk = disk();
    drop(created(&disk));
    let mut file = ProjectFile::open(environment(&disk), Path::new(FILE)).unwrap();
    file.workspace.add_paths(&["/work/none.txt".into()]);
    let user = file.me.clone();
    drop(file);
    let (mut again, problems) = Workspace::open(Path::new(FILE), &user, environment(&disk)).unwrap();
    assert_eq!(problems, [""; 0]);
    tag_first_sentence(&mut again);
}

#[test]
fn a_journal_that_takes_the_user_out_does_not_keep_the_user_from_working() {
    let disk = disk();
    let mut workspace = created(&disk);
    workspace.commit(Transaction::new("Take out", vec![Edit::RemoveAnnotator(me().id)])).unwrap();
    drop(workspace);
    let (mut again, _) = Workspace::open(Path::new(FILE), &me(), environment(&disk)).unwrap();
    tag_first_sentence(&mut again);
}
