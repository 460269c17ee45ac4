//! What is kept of a project besides its journal: copies of its file, and where the file was.

use super::Store;
use crate::model::{ProjectId, Timestamp};
use crate::storage::{FileHash, Vfs, has_backup, keep_backup, overwrite_file, remove_stale_temps};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

/// Unfinished files that nobody wrote to for so long are nobody's work.
const STALE_MILLIS: i64 = 10 * 60_000;

/// What is done beside the window when a project was opened.
struct Opened {
    vfs: Arc<dyn Vfs>,
    file: PathBuf,
    backups: PathBuf,
    place: PathBuf,
    bytes: Vec<u8>,
    base: FileHash,
    now: Timestamp,
}

impl Store {
    /// Keeps a copy of the file as it was opened: the journal means nothing without it. Notes where the file was, for
    /// the day on which nothing can be read in it, and sweeps what killed programs left.
    pub(in crate::workspace) fn keep_opened(&self, project: ProjectId, bytes: Vec<u8>, now: Timestamp) {
        let (Some(places), Some(file), Some(base)) = (&self.environment.places, &self.path, self.base) else {
            return;
        };
        let opened = Opened {
            vfs: Arc::clone(&self.environment.vfs),
            file: file.clone(),
            backups: places.backups_folder(project),
            place: places.place_path(project),
            bytes,
            base,
            now,
        };
        if self.environment.vfs.is_concurrent() {
            let spawned = thread::Builder::new().name("backup".to_owned()).spawn(move || opened.keep());
            // Without a thread there is no copy of the opened state; the next save makes one.
            drop(spawned);
        } else {
            opened.keep();
        }
    }
}

impl Opened {
    /// All of it is a second safety: what fails here fails again, and is shown, when the project is saved.
    fn keep(&self) {
        let vfs = self.vfs.as_ref();
        if !has_backup(vfs, &self.backups, &self.base) {
            drop(keep_backup(vfs, &self.backups, &self.bytes, &self.base, self.now));
        }
        let place = self.file.to_string_lossy().into_owned();
        if vfs.read(&self.place, 1 << 16).ok().as_deref() != Some(place.as_bytes()) {
            drop(overwrite_file(vfs, &self.place, place.as_bytes()));
        }
        let stale = Timestamp::from_millis(self.now.millis().saturating_sub(STALE_MILLIS));
        for path in [&self.file, &self.place, &self.backups.join("any")] {
            drop(remove_stale_temps(vfs, path, stale));
        }
    }
}
