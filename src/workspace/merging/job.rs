//! [`MergeJob`]: another version is read and merged beside the window, on a copy.

use super::base::{KnownBase, find_base};
use super::{MergePreview, UnlikeCodebooks};
use crate::model::conflict_words;
use crate::model::{Mapping, MergeError, MergeReport, Merged, Project, Snapshot, Transaction, merge_mapped};
use crate::storage::{FileHash, LoadedProject, open_project};
use crate::workspace::Environment;
use crate::workspace::exchange::{NO_BASE, change_words, open_before, two_projects};
use crate::workspace::job::{Job, RunsOn, Waker};
use std::path::{Path, PathBuf};

/// A project file larger than this is not read into memory.
const MAX_PROJECT_LEN: u64 = 4 << 30;

/// What was found out, and all that it takes to do it again.
#[derive(Debug)]
pub(in crate::workspace) struct MergeAnswer {
    pub(super) theirs: Project,
    pub(super) base: Option<Project>,
    pub(super) mapping: Mapping,
    pub(super) preview: MergePreview,
    /// Of the file with the other version.
    pub(super) hash: FileHash,
    /// Of the project that it was merged with.
    pub(super) revision: u64,
    pub(super) step: Transaction,
    pub(super) report: MergeReport,
}

/// Why there is no merge.
#[derive(Debug)]
pub(in crate::workspace) enum NoMerge {
    /// In words.
    Refused(String),
    /// It has to be said first what stands for what.
    Unlike(Box<UnlikeCodebooks>),
}

impl From<String> for NoMerge {
    fn from(reason: String) -> Self {
        Self::Refused(reason)
    }
}

type Answer = Result<Box<MergeAnswer>, NoMerge>;

/// A merge that is being worked out. Dropping it cancels it.
#[derive(Debug)]
pub(in crate::workspace) struct MergeJob {
    pub(super) path: PathBuf,
    job: Job<Answer>,
}

impl MergeJob {
    pub(super) fn begin(
        environment: Environment,
        copy: Snapshot,
        (path, mapping, revision): (PathBuf, Mapping, u64),
        wake: &Waker,
    ) -> Self {
        let (runs_on, shown) = (RunsOn::for_disk(environment.vfs.as_ref()), path.clone());
        let job = Job::begin("merge", runs_on, wake, move |context| {
            let asked = (path.as_path(), mapping, revision);
            answer_for(&environment, &copy.into_project(), asked, &|| context.is_cancelled())
        });
        Self { path: shown, job }
    }

    /// The answer, once.
    pub(super) fn poll(&self) -> Option<Answer> {
        let broken_off =
            |err| Err(NoMerge::Refused(format!("Nothing was merged: {err}. Choose the file again.")));
        Some(self.job.poll()?.unwrap_or_else(broken_off))
    }
}

fn answer_for(
    environment: &Environment,
    ours: &Project,
    (path, mapping, revision): (&Path, Mapping, u64),
    is_cancelled: &dyn Fn() -> bool,
) -> Answer {
    let LoadedProject { project: theirs, problems, hash } = other_version(environment, path)?;
    let is_version = theirs.id() == ours.id();
    let known = is_version.then(|| find_base(environment, (ours, &theirs), is_cancelled)).flatten();
    let (base, saved) = known.map(|KnownBase { project, saved }| (project, saved)).unzip();
    let merged = merge_mapped(base.as_ref(), ours, &theirs, &mapping).map_err(|err| match err {
        MergeError::Codebooks(clashes) => NoMerge::Unlike(Box::new(UnlikeCodebooks {
            path: path.to_path_buf(),
            clashes,
            mapping: mapping.clone(),
        })),
        other => NoMerge::Refused(other.to_string()),
    })?;
    let Merged { project, step, report } = merged;
    let found = report.conflicts.iter().filter_map(|id| project.conflict(*id));
    let mut notes = problems;
    notes.extend((!is_version).then(|| two_projects(ours, &theirs)));
    notes.extend(base.is_none().then(|| NO_BASE.to_owned()));
    notes.extend(report.told.iter().map(ToString::to_string));
    notes.extend(open_before(&report));
    let preview = MergePreview {
        path: path.to_path_buf(),
        base: saved.flatten(),
        change_words: change_words(&report.changes.theirs),
        changes: report.changes.theirs.clone(),
        conflicts: found.map(|conflict| conflict_words(&project, conflict)).collect(),
        notes,
        is_empty: step.edits.is_empty(),
    };
    Ok(Box::new(MergeAnswer { theirs, base, mapping, preview, hash, revision, step, report }))
}

/// The project of a file, if it is sound.
fn other_version(environment: &Environment, path: &Path) -> Result<LoadedProject, String> {
    let shown = path.display();
    let loaded = open_project(environment.vfs.as_ref(), path, MAX_PROJECT_LEN).map_err(|err| {
        format!(
            "Nothing was merged: {shown} could not be read: {err}. Check the name and that you may read it."
        )
    })?;
    let loaded = loaded.map_err(|err| {
        format!("Nothing was merged, because {shown} is no project that can be opened. {err}")
    })?;
    match loaded.project.check().into_iter().next() {
        Some(rule) => Err(format!(
            "Nothing was merged, because {shown} fails its checks: {rule}. Open it and put that right, or let `crossclaim check FILE --repair NEW` keep what is whole, and merge again."
        )),
        None => Ok(loaded),
    }
}
