//! Annotations made elsewhere are looked at before they change anything, and come in as one step.

use crate::fixture;
use crossclaim::model::Annotator;
use crossclaim::storage::{MemoryFs, Places};
use crossclaim::workspace::exchange::Parser;
use crossclaim::workspace::{AnnotationsState, Environment, Waker, Workspace};
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn workspace(disk: &MemoryFs) -> Workspace {
    disk.put("/work/keep", "");
    let environment = Environment {
        vfs: Arc::new(disk.clone()),
        places: Some(Places::at("/state")),
        parser: Parser::InProcess,
    };
    let project = fixture::project("a.txt: Prices rose.{c1 quantity low} Wages fell. Rents stayed.");
    let me =
        Annotator { machine: None, id: fixture::annotator_id(1), name: "ann".to_owned(), reference: false };
    Workspace::create_from(Path::new("/work/p.crossclaim.ron"), project, &me, environment).unwrap()
}

/// Asks and waits; gives the format with the counts, or why not.
fn look(workspace: &mut Workspace, path: &str, format: Option<&str>) -> Result<String, String> {
    let wake: Waker = Arc::new(|| {});
    workspace.ask_annotations(vec![PathBuf::from(path)], format, None, &wake);
    loop {
        match workspace.annotations() {
            AnnotationsState::Reading => std::thread::yield_now(),
            AnnotationsState::Idle => return Err("idle".to_owned()),
            AnnotationsState::Refused(reason) => return Err(reason.to_owned()),
            AnnotationsState::Ready(preview) => {
                let imported = &preview.imported;
                let new = imported.new_entries.join(", ");
                return Ok(format!("{}: {} claims; {new}", preview.format, imported.claims)
                    .trim_end()
                    .to_owned());
            }
        }
    }
}

const CLAIMS: &str = "document;quote;kinds\na.txt;Wages fell.;quantity\na.txt;Rents stayed.;rumour\n";

#[test]
fn the_format_is_found_and_nothing_changes_before_it_is_accepted() {
    let disk = MemoryFs::new();
    let mut workspace = workspace(&disk);
    disk.put("/work/claims.csv", CLAIMS);
    let before = fixture::draw(workspace.project());
    assert_eq!(look(&mut workspace, "/work/claims.csv", None).unwrap(), "csv: 2 claims; claim kind “rumour”");
    assert_eq!(fixture::draw(workspace.project()), before);
    assert_eq!(workspace.accept_annotations().unwrap().claims, 2);
    assert_eq!(workspace.project().claims().len(), 3);
    workspace.undo().unwrap();
    assert_eq!(fixture::draw(workspace.project()), before);
}

#[test]
fn work_done_meanwhile_stays() {
    let disk = MemoryFs::new();
    let mut workspace = workspace(&disk);
    disk.put("/work/claims.csv", CLAIMS);
    look(&mut workspace, "/work/claims.csv", Some("csv")).unwrap();
    workspace.set_title("Meanwhile").unwrap();
    workspace.accept_annotations().unwrap();
    assert_eq!((workspace.project().title(), workspace.project().claims().len()), ("Meanwhile", 3));
}

#[test]
fn what_cannot_be_read_says_why_and_can_be_read_as_something_else() {
    let disk = MemoryFs::new();
    let mut workspace = workspace(&disk);
    disk.put("/work/claims.csv", CLAIMS);
    let reason = look(&mut workspace, "/work/claims.csv", Some("cas-json")).unwrap_err();
    assert!(reason.starts_with("Nothing was imported: "), "{reason}");
    assert!(look(&mut workspace, "/work/claims.csv", Some("csv")).is_ok());
    disk.put("/work/noise.bin", "\u{1}\u{2}");
    let reason = look(&mut workspace, "/work/noise.bin", None).unwrap_err();
    assert!(reason.starts_with("No annotations were found in these files."), "{reason}");
    assert!(
        look(&mut workspace, "/work/missing.csv", None).unwrap_err().starts_with("Nothing was imported. ")
    );
    assert!(workspace.accept_annotations().is_err());
}
