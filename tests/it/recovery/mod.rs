//! What was acknowledged is there again after the program died: file, journal, undo.

use crate::fixture;
use crossclaim::model::{Annotator, Confidence, Edit, Transaction};
use crossclaim::storage::{Journal, JournalEntry, JournalHeader, MemoryFs, Past, Places, read_journal};
use crossclaim::text::Span;
use crossclaim::workspace::exchange::{Parser, ProjectFile};
use crossclaim::workspace::{Access, Environment, Launch, RescueSource, SaveState, Tag, Workspace, open};
use std::path::Path;
use std::sync::Arc;

const FILE: &str = "/work/p.crossclaim.ron";

fn environment(disk: &MemoryFs) -> Environment {
    Environment { vfs: Arc::new(disk.clone()), places: Some(Places::at("/state")), parser: Parser::InProcess }
}

fn me() -> Annotator {
    Annotator { machine: None, id: fixture::annotator_id(1), name: "ann".to_owned(), reference: false }
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

#[test]
fn undo_and_redo_survive_a_save_and_a_restart() {
    let disk = disk();
    let mut workspace = created(&disk);
    tag_first_sentence(&mut workspace);
    workspace.set_title("Second step").unwrap();
    workspace.undo().unwrap();
    workspace.save().unwrap();
    let label = |workspace: &Workspace| workspace.history().undo_label().map(str::to_owned);
    let (undo, claims) = (label(&workspace), workspace.project().claims().len());
    drop(workspace);
    let (mut again, _) = Workspace::open(Path::new(FILE), &me(), environment(&disk)).unwrap();
    assert_eq!((label(&again), again.history().redo_label()), (undo, Some("Rename project")));
    again.redo().unwrap();
    assert_eq!((again.project().title(), again.project().claims().len()), ("Second step", claims));
    again.undo().unwrap();
    again.undo().unwrap();
    assert_eq!(again.project().claims().len(), 0);
    drop(again);
    let (third, _) = Workspace::open(Path::new(FILE), &me(), environment(&disk)).unwrap();
    assert_eq!((third.project().claims().len(), third.history().redo_count()), (0, 2));
}

#[test]
fn a_torn_tail_is_cut_kept_aside_and_told() {
    let disk = disk();
    let mut workspace = created(&disk);
    tag_first_sentence(&mut workspace);
    workspace.set_title("Torn").unwrap();
    drop(workspace);
    let journal = journals(&disk).pop().unwrap();
    let mut bytes = disk.bytes(&journal).unwrap();
    bytes.truncate(bytes.len() - 7);
    disk.put(&journal, bytes);
    let (again, problems) = Workspace::open(Path::new(FILE), &me(), environment(&disk)).unwrap();
    assert_eq!((again.project().title(), again.project().claims().len()), ("Test", 1));
    assert!(problems[0].contains("bytes of the journal are damaged and were left out"), "{problems:?}");
    let torn = disk.paths().into_iter().find(|path| path.to_string_lossy().contains("_torn_")).unwrap();
    assert!(String::from_utf8(disk.bytes(torn).unwrap()).unwrap().contains("Rename project"));
}

#[test]
fn an_edit_that_no_longer_applies_stops_the_replay_and_is_kept() {
    let disk = disk();
    let mut workspace = created(&disk);
    workspace.set_title("First").unwrap();
    let journal = journals(&disk).pop().unwrap();
    drop(workspace);
    // A step that fits no project, in a line that is whole.
    let found = read_journal(&disk.bytes(&journal).unwrap());
    let header = JournalHeader { instance: uuid::Uuid::nil(), ..found.header.unwrap() };
    let stamp = (crossclaim::model::Timestamp::from_millis(0), me().id);
    let mut other =
        Journal::create(&disk, journal.parent().unwrap(), &header, &Past::default(), stamp).unwrap();
    other.append(&found.records[0].entry, stamp.0, stamp.1).unwrap();
    let gone = fixture::annotator_id(99);
    let misfit = Transaction::new("Misfit", vec![Edit::RemoveAnnotator(gone)]);
    other.append(&JournalEntry::Commit(misfit), stamp.0, stamp.1).unwrap();
    drop(other);
    let (again, problems) = Workspace::open(Path::new(FILE), &me(), environment(&disk)).unwrap();
    assert_eq!(again.project().title(), "First");
    assert!(problems.iter().any(|problem| problem.contains("could not be done again")), "{problems:?}");
    assert!(disk.paths().iter().any(|path| path.to_string_lossy().contains("_stopped_")));
}

#[test]
fn no_to_a_recovery_moves_the_journal_to_the_trash() {
    let disk = disk();
    let mut workspace = created(&disk);
    tag_first_sentence(&mut workspace);
    drop(workspace);
    let (mut again, _) = Workspace::open(Path::new(FILE), &me(), environment(&disk)).unwrap();
    assert_eq!(again.recovery().step_count, 1);
    again.decline_recovery().unwrap();
    drop(again);
    let (third, problems) = Workspace::open(Path::new(FILE), &me(), environment(&disk)).unwrap();
    assert_eq!((third.project().claims().len(), problems.len()), (0, 0));
    let kept = disk.paths().into_iter().find(|path| path.to_string_lossy().contains("_declined_")).unwrap();
    assert_eq!(read_journal(&disk.bytes(kept).unwrap()).records.len(), 1);
}

#[test]
fn edits_on_another_state_of_the_file_are_offered_and_never_applied() {
    let disk = disk();
    let mut workspace = created(&disk);
    let as_created = disk.bytes(FILE).unwrap();
    tag_first_sentence(&mut workspace);
    drop(workspace);
    // A colleague's version comes in their place.
    let text = String::from_utf8(as_created).unwrap().replace("title: \"Test\"", "title: \"Theirs\"");
    disk.put(FILE, text);
    let (again, _) = Workspace::open(Path::new(FILE), &me(), environment(&disk)).unwrap();
    assert_eq!((again.project().title(), again.project().claims().len()), ("Theirs", 0));
    let [offer] = again.recovery().offers.as_slice() else {
        panic!("{:?}", again.recovery());
    };
    assert_eq!(offer.step_count, 1);
    let copy = open(Launch::Offered(FILE.into(), offer.clone()), &environment(&disk)).unwrap().workspace;
    assert_eq!(copy.store().path(), Some(Path::new("/work/p (recovered).crossclaim.ron")));
    assert_eq!((copy.project().title(), copy.project().claims().len()), ("Test", 1));
    let (third, _) = Workspace::open(Path::new(FILE), &me(), environment(&disk)).unwrap();
    assert_eq!(third.recovery().offers, []);
}

#[test]
fn an_older_file_that_is_brought_back_stays_as_it_was() {
    let disk = disk();
    let mut workspace = created(&disk);
    let as_created = disk.bytes(FILE).unwrap();
    tag_first_sentence(&mut workspace);
    workspace.save().unwrap();
    drop(workspace);
    disk.put(FILE, as_created);
    let (again, problems) = Workspace::open(Path::new(FILE), &me(), environment(&disk)).unwrap();
    assert_eq!((again.project().claims().len(), problems.len()), (0, 0));
    assert_eq!(again.recovery().offers, []);
}

#[test]
fn the_second_window_only_reads_until_it_takes_over() {
    let disk = disk();
    drop(created(&disk));
    let environment = environment(&disk);
    let launch = || Launch::Project(FILE.into());
    let mut first = open(launch(), &environment).unwrap().workspace;
    let mut second = open(launch(), &environment).unwrap().workspace;
    assert!(matches!(second.store().access(), Access::Reading(_)));
    let err = second.set_title("Second").unwrap_err().to_string();
    assert_eq!(err, "the project is open elsewhere and can only be read here");
    first.set_title("First").unwrap();
    drop(second);
    let mut second = open(Launch::TakeOver(FILE.into()), &environment).unwrap().workspace;
    assert_eq!(second.project().title(), "First");
    second.set_title("Second").unwrap();
    drop(first);
    second.save().unwrap();
    // What the first had in its journal went over to the second, and is not offered again.
    assert_eq!(second.project().title(), "Second");
    // A crashed window never blocks the next one.
    drop(second);
    let third = open(launch(), &environment).unwrap().workspace;
    assert_eq!((third.project().title(), third.store().access()), ("Second", &Access::Full));
    assert_eq!(third.recovery().offers, []);
}

#[test]
fn a_window_that_only_reads_leaves_the_file_alone_and_may_save_one_of_its_own() {
    let disk = disk();
    drop(created(&disk));
    let environment = environment(&disk);
    let first = open(Launch::Project(FILE.into()), &environment).unwrap().workspace;
    let mut second = open(Launch::Project(FILE.into()), &environment).unwrap().workspace;
    disk.put(FILE, "what the first one saved");
    second.save().unwrap();
    assert_eq!(disk.bytes(FILE).unwrap(), b"what the first one saved");
    second.save_as(Path::new("/work/own.crossclaim.ron"), false).unwrap();
    second.set_title("Mine").unwrap();
    second.save().unwrap();
    assert_eq!((second.store().state(), second.store().access()), (SaveState::Saved, &Access::Full));
    drop(first);
}

#[test]
fn steps_that_stand_in_two_journals_are_offered_once() {
    let disk = disk();
    let mut workspace = created(&disk);
    let as_created = disk.bytes(FILE).unwrap();
    tag_first_sentence(&mut workspace);
    let journal = journals(&disk).pop().unwrap();
    drop(workspace);
    // Taken over, and then both programs died.
    disk.put(journal.with_file_name("journal-copy"), disk.bytes(&journal).unwrap());
    let text = String::from_utf8(as_created).unwrap().replace("title: \"Test\"", "title: \"Theirs\"");
    disk.put(FILE, text);
    let (again, _) = Workspace::open(Path::new(FILE), &me(), environment(&disk)).unwrap();
    assert_eq!(again.recovery().offers.len(), 1, "{:?}", again.recovery());
}

#[test]
fn a_command_refuses_what_is_open_in_a_window() {
    let disk = disk();
    drop(created(&disk));
    let environment = environment(&disk);
    let window = open(Launch::Project(FILE.into()), &environment).unwrap().workspace;
    let err = ProjectFile::open(environment.clone(), Path::new(FILE)).unwrap_err().to_string();
    assert!(err.contains("was not changed") && err.ends_with("or close it there first."), "{err}");
    drop(window);
    assert!(ProjectFile::open(environment, Path::new(FILE)).is_ok());
}

#[test]
fn a_damaged_file_is_left_alone_and_the_newest_good_state_is_offered_first() {
    let disk = disk();
    let mut workspace = created(&disk);
    tag_first_sentence(&mut workspace);
    workspace.save().unwrap();
    workspace.set_title("Only in the journal").unwrap();
    drop(workspace);
    let mut cut = disk.bytes(FILE).unwrap();
    cut.truncate(cut.len() * 2 / 3);
    for damaged in [Vec::new(), vec![0; 8], cut] {
        disk.put(FILE, damaged.clone());
        let opened = open(Launch::Project(FILE.into()), &environment(&disk)).unwrap();
        let rescue = opened.rescue.unwrap();
        let best = rescue.choices.first().unwrap_or_else(|| panic!("{damaged:?}: {:?}", disk.paths()));
        assert!(matches!(best.source, RescueSource::Backup { steps: 1, .. }), "{best:?}");
        assert_eq!((best.documents, best.claims), (1, 1));
        let rescued = open(Launch::Rescued(rescue, 0), &environment(&disk)).unwrap().workspace;
        assert_eq!(rescued.project().title(), "Only in the journal");
        assert_eq!(disk.bytes(FILE).unwrap(), damaged);
        let path = rescued.store().path().unwrap().to_path_buf();
        assert!(path.to_string_lossy().starts_with("/work/p (rescued"), "{}", path.display());
    }
}

fn journals(disk: &MemoryFs) -> Vec<std::path::PathBuf> {
    let is_journal = |path: &std::path::PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("journal"))
    };
    disk.paths().into_iter().filter(is_journal).collect()
}
