//! Merging into an open project: [`Workspace::ask_merge`] reads and compares beside the window, and
//! [`Workspace::accept_merge`] makes one step of it.

mod base;
mod job;

use super::{SyncCopy, Waker, Workspace};
use crate::model::{Clash, ConflictId, Counts, Mapping, RecordKind, Timestamp, merge_mapped};
use crate::storage::FileHash;
use job::{MergeAnswer, MergeJob, NoMerge};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What would come of a merge. Nothing is changed yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergePreview {
    /// The other version.
    pub path: PathBuf,
    /// When the version was saved that both evidently come from; none where none is known.
    pub base: Option<Timestamp>,
    /// What the other version added, changed and took out since; without a base, what only it has.
    pub changes: BTreeMap<RecordKind, Counts>,
    /// The same in words, each part of a sentence: `3 claims, 1 link added`.
    pub change_words: Vec<String>,
    /// Each conflict that will be open, in words.
    pub conflicts: Vec<String>,
    /// What else to know, in words: how the base was found, what was decided, what was odd about the file.
    pub notes: Vec<String>,
    /// Whether there is nothing to take: all of it is here.
    pub is_empty: bool,
}

/// Codebooks of which it has to be said what stands for what before they can be merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnlikeCodebooks {
    /// The other version.
    pub path: PathBuf,
    /// What does not go together.
    pub clashes: Vec<Clash>,
    /// What was said so far.
    pub mapping: Mapping,
}

impl UnlikeCodebooks {
    /// Whether something was said of all that does not go together.
    pub fn is_settled(&self) -> bool {
        self.clashes.iter().all(|clash| self.mapping.settles(clash))
    }
}

/// How far a merge is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeState<'m> {
    /// Nobody asked for one.
    Idle,
    /// The other version is being read and compared.
    Reading(&'m Path),
    /// It waits to be accepted or dropped.
    Ready(&'m MergePreview),
    /// It has to be said first what entries of the codebooks stand for.
    Unlike(&'m UnlikeCodebooks),
    /// It cannot be done, in words.
    Refused(&'m str),
}

/// A merge that was accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergeDone {
    /// The conflicts to settle.
    pub conflicts: Vec<ConflictId>,
    /// What was taken, each part of a sentence.
    pub change_words: Vec<String>,
}

/// The merge that is asked for, if any.
#[derive(Debug, Default)]
pub(super) enum Merging {
    #[default]
    Idle,
    Reading(MergeJob),
    Ready(Box<MergeAnswer>),
    Unlike(Box<UnlikeCodebooks>),
    Refused(String),
}

impl Merging {
    /// Takes what was found out, once it is there.
    pub(super) fn poll(&mut self) {
        let Some(answer) = (if let Self::Reading(job) = self { job.poll() } else { None }) else {
            return;
        };
        *self = match answer {
            Ok(answer) => Self::Ready(answer),
            Err(NoMerge::Unlike(unlike)) => Self::Unlike(unlike),
            Err(NoMerge::Refused(reason)) => Self::Refused(reason),
        };
    }
}

impl Workspace {
    /// Begins to compare another version of this project with the one on show, beside the window; `wake` is called when
    /// the answer is there. The mapping says what entries of its codebook stand for; an empty one is the start. A merge
    /// that was asked for before is dropped.
    pub fn ask_merge(&mut self, path: &Path, mapping: Mapping, wake: &Waker) {
        let environment = self.store.environment().clone();
        let asked = (path.to_path_buf(), mapping, self.revision());
        let job = MergeJob::begin(environment, self.project.snapshot(), asked, wake);
        self.merging = Merging::Reading(job);
    }

    /// How far the merge is.
    pub fn merge_preview(&mut self) -> MergeState<'_> {
        self.poll_jobs();
        match &self.merging {
            Merging::Idle => MergeState::Idle,
            Merging::Reading(job) => MergeState::Reading(&job.path),
            Merging::Ready(answer) => MergeState::Ready(&answer.preview),
            Merging::Unlike(unlike) => MergeState::Unlike(unlike),
            Merging::Refused(reason) => MergeState::Refused(reason),
        }
    }

    /// Takes the merge that was shown into the project, as one step that one undo takes back. What was done here
    /// meanwhile is merged with.
    ///
    /// On an error the project is as it was.
    pub fn accept_merge(&mut self) -> Result<MergeDone, String> {
        let answer = match std::mem::take(&mut self.merging) {
            Merging::Ready(answer) => answer,
            other => {
                self.merging = other;
                return Err(
                    "Nothing was merged: there is no merge to accept. Choose the file again.".to_owned()
                );
            }
        };
        let MergeAnswer { theirs, base, mapping, preview, hash, revision, mut step, mut report } = *answer;
        if revision != self.revision() {
            let merged = merge_mapped(base.as_ref(), &self.project, &theirs, &mapping);
            let merged = merged.map_err(|err| err.to_string())?;
            (step, report) = (merged.step, merged.report);
        }
        let name = preview.path.file_name().unwrap_or_default().to_string_lossy();
        step.label = format!("Merge {name}");
        self.commit(step).map_err(|err| format!("Nothing was merged: {err}."))?;
        self.take_in_file(&preview.path, hash);
        let change_words = super::exchange::change_words(&report.changes.theirs);
        Ok(MergeDone { conflicts: report.conflicts, change_words })
    }

    /// Forgets the merge that was asked for.
    pub fn drop_merge(&mut self) {
        self.merging = Merging::Idle;
    }

    /// Versions of this project that lie beside its file, left by a sync service or a person, and were neither merged nor
    /// put aside. Looked for every two seconds once [`Workspace::watch`] was called.
    pub fn sync_copies(&self) -> Vec<SyncCopy> {
        self.store.sync_copies()
    }

    /// Looks for such versions at once, on this thread.
    pub fn look_for_copies(&self) {
        self.store.look_for_copies(self.project.id());
    }

    /// A version that is not wanted is offered no more, unless it changes.
    pub fn put_copy_aside(&self, path: &Path) {
        self.store.put_copy_aside(self.project.id(), path);
    }

    /// The project holds what that file holds: if it is the project's own, which somebody else wrote, the next save may
    /// replace it; a copy beside it need not be offered again.
    fn take_in_file(&mut self, path: &Path, hash: FileHash) {
        if self.store.is_at(path) {
            self.store.take_in_own(hash);
        }
        self.store.forget_copy(self.project.id(), hash);
    }
}

#[cfg(test)]
mod tests;
