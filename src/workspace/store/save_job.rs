//! [`SaveJob`]: writes one state of the project into its file, beside the window.

use super::Environment;
use super::backups::{needed_states, note_place};
use super::journal_state::PendingSave;
use super::journal_writer::SharedJournal;
use super::watch::SaveWatch;
use crate::model::{History, Project, Timestamp, Transaction};
use crate::storage::{
    Expected, FileHash, Past, SaveError, keep_backup, save_in_place, swap_file, write_project,
};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Steps that can be undone and redone after a restart.
const MAX_PAST: usize = 300;
/// Of all of them together, as text, in bytes; a step that holds whole documents may be larger than the project.
const MAX_PAST_LEN: usize = 512 << 10;
/// Bytes of the newest one: a journal that begins with more would be begun anew at each save.
const MAX_STEP_LEN: usize = 3 << 20;

/// What a save needs besides the project.
pub(super) struct SaveJob {
    pub(super) environment: Environment,
    pub(super) journal: Arc<SharedJournal>,
    pub(super) path: PathBuf,
    pub(super) expected: Expected,
    /// Sequence of the last step in the project.
    pub(super) after: u64,
    pub(super) past: Past,
    pub(super) now: Timestamp,
    pub(super) watch: SaveWatch,
}

/// What became of a save.
#[derive(Debug)]
pub(super) struct SaveAnswer {
    pub(super) path: PathBuf,
    pub(super) after: u64,
    pub(super) past: Past,
    pub(super) result: Result<FileHash, SaveError>,
    /// Why there is no backup of it; the file itself is none the worse.
    pub(super) backup: Option<SaveError>,
}

impl SaveJob {
    /// Writes the file, then a backup of it.
    pub(super) fn run(self, project: &Project) -> SaveAnswer {
        let bytes = write_project(project);
        let vfs = self.environment.vfs.as_ref();
        let past = limited(self.past.clone());
        let mut announce = |hash| {
            let pending = PendingSave { hash, after: self.after, past: past.clone() };
            self.journal.announce(pending, self.now).map_err(|reason| {
                let reason = format!("{reason}, and steps made meanwhile would be lost");
                SaveError::Other { path: self.path.clone(), reason }
            })
        };
        let mut result = swap_file(vfs, &self.path, &bytes, self.expected, &mut announce);
        if let (Err(SaveError::ReadOnly(_)), Expected::File(base), Some(places)) =
            (&result, self.expected, &self.environment.places)
        {
            // The folder takes no new files; the file itself may still take new content.
            let rescue = rescue_path(&places.project_folder(project.id()));
            result = announce(FileHash::of(&bytes))
                .and_then(|()| save_in_place(vfs, &self.path, &bytes, &base, &rescue));
        }
        let mut backup = None;
        if let Ok(hash) | Err(SaveError::NotConfirmed { hash, .. }) = &result {
            self.watch.saved(&self.path, *hash);
        }
        self.watch.ended();
        if let Ok(hash) = &result {
            self.journal.confirm(*hash, self.now);
        }
        if let (Ok(hash), Some(places)) = (&result, &self.environment.places) {
            let folder = places.backups_folder(project.id());
            let needed = || needed_states(vfs, &places.project_folder(project.id()));
            backup = keep_backup(vfs, &folder, (&bytes, hash), self.now, &needed).err();
            note_place(vfs, &places.place_path(project.id()), &self.path);
        }
        let Self { path, after, .. } = self;
        SaveAnswer { path, after, past, result, backup }
    }
}

/// Where the whole new content stands while it is being written into the project file itself.
fn rescue_path(folder: &Path) -> PathBuf {
    folder.join("rescue.crossclaim.ron")
}

/// The newest steps of a history, as many as are worth keeping.
pub(super) fn past_of(history: &History) -> Past {
    let newest = |steps: &[Transaction]| {
        let first = steps.len().saturating_sub(MAX_PAST);
        steps.iter().skip(first).cloned().collect()
    };
    Past { undo: newest(history.undo_steps()), redo: newest(history.redo_steps()) }
}

/// Leaves out the oldest steps that would make a journal long. The newest one stays unless it alone would.
fn limited(past: Past) -> Past {
    let mut len = 0;
    let mut newest = |steps: Vec<Transaction>| {
        let mut fits = |step: &Transaction, limit| {
            len += ron::to_string(step).map_or(MAX_STEP_LEN, |text| text.len());
            len <= limit
        };
        let limits = std::iter::once(MAX_STEP_LEN).chain(std::iter::repeat(MAX_PAST_LEN));
        let count = steps.iter().rev().zip(limits).take_while(|(step, limit)| fits(step, *limit)).count();
        let first = steps.len() - count;
        steps.into_iter().skip(first).collect()
    };
    let undo = newest(past.undo);
    Past { undo, redo: newest(past.redo) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Edit;

    fn step(len: usize) -> Transaction {
        Transaction::new("Step", vec![Edit::SetTitle("x".repeat(len))])
    }

    #[test]
    fn a_large_step_can_be_undone_after_a_restart_and_a_huge_one_cannot() {
        let kept = |lens: &[usize]| {
            let undo = lens.iter().map(|len| step(*len)).collect();
            limited(Past { undo, redo: Vec::new() }).undo.len()
        };
        assert_eq!(kept(&[10, 10, 600 << 10]), 1);
        assert_eq!(kept(&[10, 600 << 10, 10]), 1);
        assert_eq!(kept(&[10, 10, 10]), 3);
        assert_eq!(kept(&[10, 4 << 20]), 0);
    }
}
