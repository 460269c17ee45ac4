//! What is kept of a project besides its journal: copies of its file, and where the file was.

use super::Store;
use crate::model::{ProjectId, Timestamp};
use crate::storage::{
    FileHash, JournalDir, Vfs, has_backup, keep_backup, overwrite_file, remove_stale_temps,
};
use crate::workspace::job::{Job, RunsOn, no_waker};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Unfinished files that nobody wrote to for so long are nobody's work.
const STALE_MILLIS: i64 = 10 * 60_000;

/// A project file larger than this is not read into memory.
const MAX_LEN: u64 = 4 << 30;
/// Files of one project that are remembered.
const MAX_PLACES: usize = 10;
const MAX_PLACES_LEN: u64 = 1 << 16;

/// What is done beside the window when a project was opened.
struct Opened {
    vfs: Arc<dyn Vfs>,
    file: PathBuf,
    backups: PathBuf,
    journals: PathBuf,
    place: PathBuf,
    base: FileHash,
    now: Timestamp,
}

impl Store {
    /// Keeps a copy of the file as it was opened: the journal means nothing without it. Notes where the file was, for
    /// the day on which nothing can be read in it, and sweeps what killed programs left.
    pub(in crate::workspace) fn keep_opened(&self, project: ProjectId, now: Timestamp) {
        let (Some(places), Some(file), Some(base)) = (&self.environment.places, &self.path, self.base) else {
            return;
        };
        let opened = Opened {
            vfs: Arc::clone(&self.environment.vfs),
            file: file.clone(),
            backups: places.backups_folder(project),
            journals: places.project_folder(project),
            place: places.place_path(project),
            base,
            now,
        };
        let runs_on = RunsOn::for_disk(self.environment.vfs.as_ref());
        // Nobody waits for it: without a copy of the opened state the next save makes one.
        drop(Job::begin("backup", runs_on, &no_waker(), move |_| opened.keep()));
    }
}

impl Opened {
    /// All of it is a second safety: what fails here fails again, and is shown, when the project is saved.
    fn keep(&self) {
        let vfs = self.vfs.as_ref();
        if !has_backup(vfs, &self.backups, &self.base)
            && let Ok(bytes) = vfs.read(&self.file, MAX_LEN)
        {
            // Refused where somebody changed the file in between.
            let needed = || needed_states(vfs, &self.journals);
            drop(keep_backup(vfs, &self.backups, (&bytes, &self.base), self.now, &needed));
        }
        note_place(vfs, &self.place, &self.file);
        let stale = Timestamp::from_millis(self.now.millis().saturating_sub(STALE_MILLIS));
        for path in [&self.file, &self.place, &self.backups.join("any")] {
            drop(remove_stale_temps(vfs, path, stale));
        }
    }
}

/// The states that the journals of a project go onto, also those that are only offered.
pub(super) fn needed_states(vfs: &dyn Vfs, journals: &Path) -> Vec<FileHash> {
    let found = JournalDir::at(journals.to_path_buf()).all(vfs);
    found.iter().filter_map(|journal| journal.scan.last_saved()).collect()
}

/// Writes down where a project's file is, where that is news. Copies of one project have one list; the newest stands
/// first.
pub(super) fn note_place(vfs: &dyn Vfs, place: &Path, file: &Path) {
    let known = vfs.read(place, MAX_PLACES_LEN).unwrap_or_default();
    let known = String::from_utf8_lossy(&known).into_owned();
    let newest = file.to_string_lossy().into_owned();
    if known.lines().next() == Some(newest.as_str()) {
        return;
    }
    let others = known.lines().filter(|line| *line != newest).take(MAX_PLACES - 1);
    let lines: Vec<&str> = std::iter::once(newest.as_str()).chain(others).collect();
    // Only the day on which nothing can be read in the file misses it.
    drop(overwrite_file(vfs, place, lines.join("\n").as_bytes()));
}
