//! Many files at once: one job, one step, one list of problems.

use crossclaim::model::{Annotator, AnnotatorId};
use crossclaim::storage::MemoryFs;
use crossclaim::workspace::exchange::Parser;
use crossclaim::workspace::{Environment, ImportJob, Workspace};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

fn text(number: usize) -> String {
    let mut text = format!("Report {number}\n\n");
    for sentence in 0..50 {
        write!(text, "Sentence {sentence} of report {number} says that prices rose by {sentence} per cent. ")
            .unwrap();
    }
    text
}

#[test]
fn two_thousand_files_become_one_step() {
    let disk = MemoryFs::new();
    for number in 0..2_000 {
        disk.put(format!("/in/{number:04}.txt"), text(number));
    }
    disk.put("/in/2000.txt", text(7));
    disk.put("/in/2001.txt", b"a\0b");
    let environment = Environment { vfs: Arc::new(disk), places: None, parser: Parser::Nobody };
    let job = ImportJob::begin(&environment, vec![PathBuf::from("/in")]);
    let read = job.finish();
    let ann = Annotator {
        machine: None,
        id: AnnotatorId(uuid::Uuid::from_u128(1)),
        name: "Ann".to_owned(),
        reference: false,
    };
    let mut workspace = Workspace::empty("T", &ann).unwrap();
    let report = workspace.add_read(read).unwrap();
    assert_eq!(report.added.len(), 2_000);
    assert_eq!(
        report.problems,
        ["2000.txt was not loaded again: the project has the same bytes as “Report 7”."]
    );
    assert_eq!(report.refused.len(), 1);
    let titles: Vec<&str> =
        workspace.project().documents().map(|document| document.details.title.as_str()).collect();
    assert_eq!((titles[0], titles[1_999]), ("Report 0", "Report 1999"), "in the order of their names");
    assert_eq!(workspace.undo().unwrap().as_deref(), Some("Add documents"));
    assert_eq!(workspace.project().documents().len(), 0);
}
