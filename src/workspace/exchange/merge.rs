//! [`merge_files`]: versions of a project become one file, for the command line and for git.

use crate::model::{
    BrokenRule, Counts, MergeError, MergeReport, Project, RecordKind, Side, check_base, merge,
};
use crate::storage::{
    Expected, FileHash, FileKind, LoadedProject, ReadError, SaveError, Vfs, open_project, swap_file,
    write_project,
};
use crate::workspace::Environment;
use crate::workspace::recovery::peek;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

/// A project file larger than this is not read into memory.
const MAX_PROJECT_LEN: u64 = 4 << 30;

/// What is merged, and where it goes.
#[derive(Clone, Copy, Debug)]
pub struct MergePaths<'p> {
    /// What both were made from; missing, empty, `-` or `/dev/null` where there is no such version, as git has it.
    pub base: &'p Path,
    /// One version.
    pub ours: &'p Path,
    /// The other one.
    pub theirs: &'p Path,
    /// New, empty, or one of the three.
    pub out: &'p Path,
}

/// What came of a merge of files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MergedFiles {
    /// Each conflict that was found.
    pub conflicts: Vec<ConflictWords>,
    /// What came from each side, in words.
    pub changes: Vec<String>,
    /// What else to know.
    pub notes: Vec<String>,
}

/// A conflict for people and programs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConflictWords {
    /// Of the conflict.
    pub id: String,
    /// The record in question.
    pub record: String,
    /// Its field; empty for all of it.
    pub field: String,
    /// One line.
    pub text: String,
}

/// Why no files were merged. All of them are as they were.
#[derive(Debug, thiserror::Error)]
pub enum MergeFilesError {
    /// A file could not be read at all.
    #[error("Nothing was merged: {} ({role}) could not be read: {reason}. Check the name and that you may read it.", path.display())]
    NotRead {
        /// Which of the three.
        role: &'static str,
        /// Where.
        path: PathBuf,
        /// As the system says it.
        reason: io::Error,
    },
    /// A file is no sound project.
    #[error("Nothing was merged, because {} ({role}) is no project that can be opened. {reason}", path.display())]
    NotSound {
        /// Which of the three.
        role: &'static str,
        /// Where.
        path: PathBuf,
        /// Where and what.
        reason: Box<ReadError>,
    },
    /// A project can be opened and fails its checks.
    #[error("Nothing was merged, because {} ({role}) fails its checks: {rule}. Open it and put that right, or let `crossclaim check FILE --repair NEW` keep what is whole, and merge again.", path.display())]
    Faulty {
        /// Which of the three.
        role: &'static str,
        /// Where.
        path: PathBuf,
        /// The first one.
        rule: Box<BrokenRule>,
    },
    /// The versions do not go together.
    #[error(transparent)]
    NotMerged(#[from] MergeError),
    /// The result could not be written.
    #[error("The merge was not kept. {0}")]
    NotWritten(#[from] SaveError),
}

/// Merges three files into one.
///
/// # Errors
/// All files are as they were.
pub fn merge_files(
    environment: &Environment,
    paths: &MergePaths<'_>,
) -> Result<MergedFiles, MergeFilesError> {
    let vfs = environment.vfs.as_ref();
    let base = if is_nothing(vfs, paths.base) { None } else { Some(read(vfs, "the base", paths.base)?) };
    let ours = read(vfs, "ours", paths.ours)?;
    let theirs = read(vfs, "theirs", paths.theirs)?;
    for (role, path, loaded) in [("ours", paths.ours, &ours), ("theirs", paths.theirs, &theirs)] {
        if let Some(rule) = loaded.project.check().into_iter().next() {
            return Err(MergeFilesError::Faulty { role, path: path.to_path_buf(), rule: Box::new(rule) });
        }
    }
    let mut notes = Vec::new();
    for (role, loaded) in [("the base", base.as_ref()), ("ours", Some(&ours)), ("theirs", Some(&theirs))] {
        notes.extend(
            loaded.iter().flat_map(|one| &one.problems).map(|problem| format!("In {role}: {problem}")),
        );
    }
    for (path, loaded) in [(paths.ours, &ours), (paths.theirs, &theirs)] {
        notes.extend(unsaved(environment, path, loaded));
    }
    let base = base.map(|base| base.project);
    if ours.project.id() != theirs.project.id() {
        notes.push(two_projects(&ours.project, &theirs.project));
    }
    match &base {
        Some(base) if base.id() == ours.project.id() && base.id() == theirs.project.id() => {
            check_base(base, &ours.project, &theirs.project)?;
        }
        Some(base) => {
            let title = base.title();
            notes.push(format!(
                "The base is a version of another project, “{title}”, and was not used. {NO_BASE}"
            ));
        }
        None => notes.push(NO_BASE.to_owned()),
    }
    let merged = merge(base.as_ref(), &ours.project, &theirs.project)?;
    write(vfs, paths, &write_project(&merged.project), [&ours.hash, &theirs.hash])?;
    notes.extend(merged.report.told.iter().map(ToString::to_string));
    notes.extend(open_before(&merged.report));
    Ok(MergedFiles {
        conflicts: conflict_words(&merged.project, &merged.report),
        changes: Side::ALL.into_iter().map(|side| side_words(side, &merged.report)).collect(),
        notes,
    })
}

/// What a merge without a base does, for people.
pub(in crate::workspace) const NO_BASE: &str = "No version is known that both were made from: everything that either has is kept, and what one of them took out comes back.";

/// That two projects are joined, for people.
pub(in crate::workspace) fn two_projects(ours: &Project, theirs: &Project) -> String {
    let texts: BTreeSet<&str> = ours.documents().map(|document| &*document.text).collect();
    let count = theirs.documents().filter(|document| texts.contains(&*document.text)).count();
    format!(
        "“{}” is another project than “{}”. It joins this one where the texts are the same: {count} of its {} documents are here already.",
        theirs.title(),
        ours.title(),
        theirs.documents().len()
    )
}

/// Git gives an empty file, or none, where both sides added the project.
fn is_nothing(vfs: &dyn Vfs, path: &Path) -> bool {
    if path == Path::new("-") {
        return true;
    }
    match vfs.facts(path) {
        Ok(facts) if facts.kind == FileKind::File => facts.len == 0,
        Ok(_) => path == Path::new("/dev/null"),
        Err(err) => err.kind() == io::ErrorKind::NotFound,
    }
}

fn read(vfs: &dyn Vfs, role: &'static str, path: &Path) -> Result<LoadedProject, MergeFilesError> {
    let path = path.to_path_buf();
    match open_project(vfs, &path, MAX_PROJECT_LEN) {
        Ok(Ok(loaded)) => Ok(loaded),
        Ok(Err(reason)) => Err(MergeFilesError::NotSound { role, path, reason: Box::new(reason) }),
        Err(reason) => Err(MergeFilesError::NotRead { role, path, reason }),
    }
}

/// The journal of an open window may hold more than its file, and git knows of files only.
fn unsaved(environment: &Environment, path: &Path, loaded: &LoadedProject) -> Option<String> {
    let count = peek(environment, loaded.project.id(), &loaded.hash)?.steps.len();
    let edits = if count == 1 { "1 edit".to_owned() } else { format!("{count} edits") };
    (count > 0).then(|| {
        format!("{edits} of {} are not in the file yet and were not merged; save it first.", path.display())
    })
}

/// Puts the result where it belongs; somebody else's work is never replaced by it.
fn write(
    vfs: &dyn Vfs,
    paths: &MergePaths<'_>,
    bytes: &[u8],
    inputs: [&FileHash; 2],
) -> Result<(), SaveError> {
    let place = |path: &Path| vfs.resolve(path).unwrap_or_else(|_| path.to_path_buf());
    let out = place(paths.out);
    let expected = if out == place(paths.ours) || out == place(paths.theirs) {
        let [ours, theirs] = inputs;
        Expected::File(if out == place(paths.ours) { *ours } else { *theirs })
    } else if out == place(paths.base) {
        Expected::Anything
    } else {
        match vfs.read(&out, MAX_PROJECT_LEN) {
            Ok(old) if old == bytes => return Ok(()),
            Ok(old) if old.is_empty() => Expected::File(FileHash::of(&old)),
            _ => Expected::Nothing,
        }
    };
    swap_file(vfs, paths.out, bytes, expected, &mut |_| Ok(())).map(drop)
}

fn conflict_words(project: &Project, report: &MergeReport) -> Vec<ConflictWords> {
    let found = report.conflicts.iter().filter_map(|id| project.conflict(*id));
    let words = found.map(|conflict| ConflictWords {
        id: conflict.id.to_string(),
        record: conflict.record.to_string(),
        field: conflict.field.clone(),
        text: crate::model::conflict_words(project, conflict),
    });
    words.collect()
}

/// What earlier merges left open, in words.
pub(in crate::workspace) fn open_before(report: &MergeReport) -> Option<String> {
    match report.open_conflict_count {
        0 => None,
        1 => Some("1 conflict of an earlier merge is still open.".to_owned()),
        count => Some(format!("{count} conflicts of earlier merges are still open.")),
    }
}

fn side_words(side: Side, report: &MergeReport) -> String {
    let name = match side {
        Side::Ours => "Ours",
        Side::Theirs => "Theirs",
    };
    let words = change_words(report.changes.of(side));
    format!("{name}: {}.", if words.is_empty() { "nothing new".to_owned() } else { words.join("; ") })
}

/// What was added, changed and taken out, each as part of a sentence.
pub(in crate::workspace) fn change_words(changes: &BTreeMap<RecordKind, Counts>) -> Vec<String> {
    let words = |way: &str, count: fn(&Counts) -> usize| {
        let kinds =
            changes.iter().map(|(kind, counts)| (kind, count(counts))).filter(|(_, count)| *count > 0);
        let kinds: Vec<String> = kinds.map(|(kind, count)| format!("{count} {}", kind.name(count))).collect();
        (!kinds.is_empty()).then(|| format!("{} {way}", kinds.join(", ")))
    };
    let ways = [
        words("added", |counts| counts.added),
        words("changed", |counts| counts.changed),
        words("taken out", |counts| counts.removed),
    ];
    ways.into_iter().flatten().collect()
}
