//! Any bytes as annotations of any format: reading never panics, the project that they make is sound, and importing
//! them a second time changes nothing.
//!
//! The first line names the format; a line `=== NAME` begins each file of the dataset.
#![no_main]

use crossclaim::formats::{InputFile, format};
use crossclaim::model::{Annotator, AnnotatorId};
use crossclaim::workspace::Workspace;
use libfuzzer_sys::fuzz_target;

const MARK: &[u8] = b"\n=== ";

fuzz_target!(|bytes: &[u8]| {
    let mut parts = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(MARK.len()).position(|part| part == MARK) {
        parts.push(&rest[..at]);
        rest = &rest[at + MARK.len()..];
    }
    parts.push(rest);
    let mut parts = parts.into_iter();
    let name = parts.next().and_then(|name| std::str::from_utf8(name).ok());
    let Some(read) = name.and_then(format).and_then(|format| format.read_dataset) else { return };
    let files: Vec<InputFile<'_>> = parts.filter_map(file).collect();
    let me = Annotator {
        id: AnnotatorId(uuid::Uuid::from_u128(1)),
        name: "Ann".to_owned(),
        reference: false,
        machine: None,
    };
    let mut workspace = Workspace::empty("", &me).expect("an empty project opens");
    if workspace.import_files(read, &files, &me).is_err() {
        return;
    }
    let faults = workspace.project().check();
    assert!(faults.is_empty(), "{faults:?}");
    let before = workspace.project().clone();
    workspace.import_files(read, &files, &me).expect("what was read once is read again");
    assert!(*workspace.project() == before, "the second import changed the project");
});

fn file(part: &[u8]) -> Option<InputFile<'_>> {
    let end = part.iter().position(|byte| *byte == b'\n')?;
    let name = std::str::from_utf8(&part[..end]).ok()?;
    Some(InputFile { name, bytes: &part[end + 1..] })
}
