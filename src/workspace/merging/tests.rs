//! What a merge into an open project shows, takes and refuses.

use super::*;
use crate::model::{
    Annotator, AnnotatorId, Choice, Claim, Document, DocumentDetails, DocumentId, Edit, Project, ProjectId,
    Transaction,
};
use crate::storage::{MemoryFs, Places, Vfs as _, write_project};
use crate::text::Span;
use crate::workspace::exchange::Parser;
use crate::workspace::{ConflictRow, Environment, FixedClock, IdSource, Store, Tag};
use std::sync::Arc;
use uuid::Uuid;

const OURS: &str = "/p/a.crossclaim.ron";
const THEIRS: &str = "/p/a (ben).crossclaim.ron";

fn wake() -> Waker {
    Arc::new(|| {})
}

fn environment(disk: &MemoryFs) -> Environment {
    disk.create_folders(Path::new("/p")).unwrap();
    Environment { vfs: Arc::new(disk.clone()), places: Some(Places::at("/state")), parser: Parser::InProcess }
}

fn person(number: u128, name: &str) -> Annotator {
    Annotator {
        machine: None,
        id: AnnotatorId(Uuid::from_u128(number)),
        name: name.to_owned(),
        reference: false,
    }
}

/// A window on a disk whose ids and times begin at that second, so that no two windows make the same.
fn window(disk: &MemoryFs, project: Project, me: &Annotator, second: i64) -> Workspace {
    let store = Store::detached(environment(disk), me.id);
    let clock = Box::new(FixedClock(Timestamp::from_millis(1_790_000_000_000 + second * 1000)));
    let ids = IdSource::Counted(u64::try_from(second).unwrap() << 20);
    Workspace::with_store(project, me, clock, (ids, store)).unwrap()
}

fn tag(workspace: &mut Workspace, quote: &str) -> crate::model::ClaimId {
    let document = workspace.project().documents().next().unwrap();
    let start = document.text.find(quote).unwrap();
    let (id, span) = (document.id, Span { start, end: start + quote.len() });
    workspace.tag(id, span, Tag::default()).unwrap()
}

fn note(workspace: &mut Workspace, id: crate::model::ClaimId, note: &str) {
    workspace.change_claim(id, "Note", |claim| claim.note = note.to_owned()).unwrap();
}

fn claims(project: &Project) -> Vec<(&str, &str)> {
    let mut claims: Vec<&Claim> = project.claims().collect();
    claims.sort_by_key(|claim| claim.span.start);
    claims.iter().map(|claim| (claim.quote.as_str(), claim.note.as_str())).collect()
}

/// Ann has saved a project with two claims, of which Ben has a copy.
fn shared() -> (MemoryFs, Workspace, Project) {
    let disk = MemoryFs::new();
    let mut project = Project::new(ProjectId(Uuid::from_u128(7)), "Rents");
    let document = Document {
        pinpoints: Vec::new(),
        id: DocumentId(Uuid::from_u128(8)),
        details: DocumentDetails { title: "a".to_owned(), ..DocumentDetails::default() },
        file_name: "a.txt".to_owned(),
        original_sha256: String::new(),
        text: "Rents rise. Wages fall. Prices stay.".into(),
        sentences: Vec::new(),
        read_by: std::collections::BTreeSet::new(),
    };
    project.apply(Edit::AddDocument { position: 0, document: Box::new(document) }).unwrap();
    let mut ann = window(&disk, project, &person(1, "Ann"), 0);
    tag(&mut ann, "Rents");
    tag(&mut ann, "Wages");
    ann.save_as(Path::new(OURS), false).unwrap();
    let copy = ann.project().clone();
    (disk, ann, copy)
}

/// Ben's window on his copy.
fn ben(copy: Project) -> Workspace {
    window(&MemoryFs::new(), copy, &person(2, "Ben"), 100)
}

fn put(disk: &MemoryFs, path: &str, project: &Project) {
    disk.put(path, write_project(project));
}

fn ready(workspace: &mut Workspace, path: &str) -> MergePreview {
    workspace.ask_merge(Path::new(path), Mapping::default(), &wake());
    match workspace.merge_preview() {
        MergeState::Ready(preview) => preview.clone(),
        other => panic!("{other:?}"),
    }
}

fn refused(workspace: &mut Workspace, path: &str) -> String {
    let before = workspace.project().clone();
    workspace.ask_merge(Path::new(path), Mapping::default(), &wake());
    let reason = match workspace.merge_preview() {
        MergeState::Refused(reason) => reason.to_owned(),
        other => panic!("{other:?}"),
    };
    assert!(workspace.accept_merge().is_err());
    assert_eq!(workspace.project(), &before);
    reason
}

#[test]
fn a_merge_is_shown_first_and_is_one_step_that_one_undo_takes_back() {
    let (disk, mut ann, copy) = shared();
    let first = ann.project().claims().next().unwrap().id;
    let mut ben = ben(copy);
    tag(&mut ben, "Prices");
    ben.remove_claim(first).unwrap();
    put(&disk, THEIRS, ben.project());
    tag(&mut ann, "stay");
    let before = ann.project().clone();
    let preview = ready(&mut ann, THEIRS);
    assert_eq!(ann.project(), &before, "nothing is changed yet");
    assert_eq!(preview.change_words, ["1 claim, 1 annotator added", "1 claim taken out"]);
    assert_eq!(preview.base, Some(ann.now()), "the backup of the first save");
    assert!(preview.conflicts.is_empty() && preview.notes.is_empty() && !preview.is_empty, "{preview:?}");
    let done = ann.accept_merge().unwrap();
    assert_eq!((done.conflicts, done.change_words), (Vec::new(), preview.change_words));
    assert_eq!(claims(ann.project()), [("Wages", ""), ("Prices", ""), ("stay", "")]);
    assert_eq!(ann.merge_preview(), MergeState::Idle);
    assert_eq!(ann.undo().unwrap().as_deref(), Some("Merge a (ben).crossclaim.ron"));
    assert_eq!(ann.project(), &before);
    ann.redo().unwrap();
    let again = ready(&mut ann, THEIRS);
    assert!(again.is_empty, "{again:?}");
    ann.accept_merge().unwrap();
    assert_eq!(ann.history().undo_count(), 4, "nothing to take is no step");
}

#[test]
fn what_was_done_since_the_preview_is_merged_with() {
    let (disk, mut ann, copy) = shared();
    let mut ben = ben(copy);
    tag(&mut ben, "Prices");
    put(&disk, THEIRS, ben.project());
    ready(&mut ann, THEIRS);
    tag(&mut ann, "stay");
    ann.accept_merge().unwrap();
    assert_eq!(claims(ann.project()), [("Rents", ""), ("Wages", ""), ("Prices", ""), ("stay", "")]);
}

#[test]
fn without_a_known_base_nothing_is_taken_out_and_that_is_said() {
    let (disk, mut ann, copy) = shared();
    let backups = Places::at("/state").backups_folder(copy.id());
    for backup in disk.list(&backups).unwrap() {
        disk.remove(&backup).unwrap();
    }
    let first = ann.project().claims().next().unwrap().id;
    let mut ben = ben(copy);
    ben.remove_claim(first).unwrap();
    put(&disk, THEIRS, ben.project());
    let preview = ready(&mut ann, THEIRS);
    assert_eq!(preview.base, None);
    assert!(preview.notes.iter().any(|note| note.contains("comes back")), "{:?}", preview.notes);
    ann.accept_merge().unwrap();
    assert_eq!(claims(ann.project()), [("Rents", ""), ("Wages", "")]);
}

#[test]
fn a_backup_that_the_other_version_never_saw_is_no_base() {
    let (disk, mut ann, copy) = shared();
    let mut ben = ben(copy);
    tag(&mut ben, "Prices");
    put(&disk, THEIRS, ben.project());
    tag(&mut ann, "stay");
    ann.save().unwrap();
    tag(&mut ann, "fall");
    ann.save().unwrap();
    ready(&mut ann, THEIRS);
    ann.accept_merge().unwrap();
    let quotes: Vec<&str> = claims(ann.project()).iter().map(|(quote, _)| *quote).collect();
    assert_eq!(quotes, ["Rents", "Wages", "fall", "Prices", "stay"], "none of it passes for deleted by Ben");
}

#[test]
fn a_version_that_was_opened_here_is_no_base_either() {
    let (disk, mut ann, copy) = shared();
    let mut ben = ben(copy);
    tag(&mut ben, "Prices");
    put(&disk, THEIRS, ben.project());
    // Whoever opens a file has a backup of it.
    let (looked, _) = Workspace::open(Path::new(THEIRS), &person(1, "Ann"), environment(&disk)).unwrap();
    drop(looked);
    ready(&mut ann, THEIRS);
    ann.accept_merge().unwrap();
    assert_eq!(claims(ann.project()), [("Rents", ""), ("Wages", ""), ("Prices", "")]);
}

#[test]
fn conflicts_are_listed_and_settled_by_either_value_or_a_third() {
    for (choice, expected) in
        [(Some(Choice::Kept), "bens"), (Some(Choice::Other), "anns"), (None, "a \"third\"")]
    {
        let (disk, mut ann, copy) = shared();
        let first = ann.project().claims().next().unwrap().id;
        let mut ben = ben(copy);
        note(&mut ben, first, "bens");
        put(&disk, THEIRS, ben.project());
        note(&mut ann, first, "anns");
        assert_eq!(ready(&mut ann, THEIRS).conflicts.len(), 1);
        let done = ann.accept_merge().unwrap();
        let rows = ann.open_conflicts();
        let [ConflictRow { id, field, kept, other, texts, .. }] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((done.conflicts.as_slice(), field.as_str()), (&[*id][..], "note"));
        assert_eq!((kept.words.as_str(), other.words.as_str()), ("“bens”", "“anns”"));
        assert_eq!((other.annotator, other.time), (Some(ann.me()), Some(ann.now())));
        assert_eq!(texts, &Some(("bens".to_owned(), "anns".to_owned())));
        match choice {
            Some(choice) => ann.settle_conflict(*id, choice).unwrap(),
            None => ann.settle_conflict_as(*id, expected).unwrap(),
        }
        assert_eq!(ann.project().claim(first).unwrap().note, expected);
        assert_eq!(ann.open_conflict_count(), 0);
        let gone = ann.settle_conflict(*id, Choice::Kept).unwrap_err().to_string();
        assert!(gone.contains("not there any more"), "{gone}");
        ann.undo().unwrap();
        assert_eq!(ann.open_conflict_count(), 1);
    }
}

#[test]
fn what_cannot_be_merged_is_refused_in_words() {
    let (disk, mut ann, copy) = shared();
    disk.put("/p/text.txt", "just text");
    disk.put("/p/newer.ron", "(\nformat: \"crossclaim\", version: 9, id: \"x\")");
    let whole = String::from_utf8(write_project(&copy)).unwrap();
    let lost = whole.replacen("quote: \"Rents\"", "quote: \"Lost words\"", 1);
    disk.put("/p/lost.ron", lost);
    for (path, words) in [
        ("/p/text.txt", "not a Crossclaim project"),
        ("/p/newer.ron", "version 9"),
        ("/p/missing.ron", "could not be read"),
        ("/p/lost.ron", "fails its checks"),
    ] {
        let reason = refused(&mut ann, path);
        assert!(reason.starts_with("Nothing was merged") && reason.contains(words), "{path}: {reason}");
    }
}

#[test]
fn another_project_over_the_same_texts_joins_and_one_undo_takes_it_back() {
    let (disk, mut ann, copy) = shared();
    let document = copy.documents().next().unwrap().clone();
    let mut other = Project::new(ProjectId(Uuid::from_u128(99)), "Wages");
    let document = Document { id: DocumentId(Uuid::from_u128(98)), ..document };
    other.apply(Edit::AddDocument { position: 0, document: Box::new(document) }).unwrap();
    let mut cy = window(&MemoryFs::new(), other, &person(3, "Cy"), 200);
    tag(&mut cy, "Prices");
    put(&disk, THEIRS, cy.project());
    let before = ann.project().clone();
    let preview = ready(&mut ann, THEIRS);
    let told = "“Wages” is another project than “Rents”. It joins this one where the texts are the same: 1 of its 1 documents";
    assert!(preview.notes.iter().any(|note| note.starts_with(told)), "{preview:?}");
    ann.accept_merge().unwrap();
    assert_eq!((ann.project().title(), ann.project().documents().len()), ("Rents", 1));
    assert_eq!(claims(ann.project()), [("Rents", ""), ("Wages", ""), ("Prices", "")]);
    ann.undo().unwrap();
    assert_eq!(ann.project(), &before);
}

#[test]
fn the_own_file_that_somebody_else_wrote_can_be_merged_and_then_saved() {
    let (disk, mut ann, copy) = shared();
    let mut ben = ben(copy);
    tag(&mut ben, "Prices");
    put(&disk, OURS, ben.project());
    tag(&mut ann, "stay");
    assert!(ann.save().is_err());
    ready(&mut ann, OURS);
    ann.accept_merge().unwrap();
    ann.save().unwrap();
    let (again, problems) = Workspace::open(Path::new(OURS), &person(1, "Ann"), environment(&disk)).unwrap();
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(claims(again.project()), [("Rents", ""), ("Wages", ""), ("Prices", ""), ("stay", "")]);
}

#[test]
fn a_copy_beside_the_project_is_offered_until_it_is_merged_or_put_aside() {
    let (disk, mut ann, copy) = shared();
    let mut ben = ben(copy);
    tag(&mut ben, "Prices");
    put(&disk, THEIRS, ben.project());
    put(&disk, "/p/a (1).crossclaim.ron", ann.project());
    ann.look_for_copies();
    let found: Vec<_> = ann.sync_copies().into_iter().map(|copy| copy.path).collect();
    assert_eq!(found, [PathBuf::from(THEIRS)], "one that is the same is none");
    ready(&mut ann, THEIRS);
    ann.accept_merge().unwrap();
    ann.look_for_copies();
    assert_eq!(ann.sync_copies(), []);
    tag(&mut ben, "stay");
    put(&disk, THEIRS, ben.project());
    ann.look_for_copies();
    assert_eq!(ann.sync_copies().len(), 1, "it changed");
    ann.put_copy_aside(Path::new(THEIRS));
    assert_eq!(ann.sync_copies(), []);
    ann.save().unwrap();
    let (later, _) = Workspace::open(Path::new(OURS), &person(1, "Ann"), environment(&disk)).unwrap();
    later.look_for_copies();
    assert_eq!(later.sync_copies(), [], "also on another day");
}

#[test]
fn a_dropped_merge_leaves_nothing() {
    let (disk, mut ann, copy) = shared();
    put(&disk, THEIRS, &copy);
    ready(&mut ann, THEIRS);
    ann.drop_merge();
    assert_eq!(ann.merge_preview(), MergeState::Idle);
    assert!(ann.accept_merge().is_err());
    ann.commit(Transaction::new("Nothing", Vec::new())).unwrap();
}
