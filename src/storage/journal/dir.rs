//! [`JournalDir`]: the folder with the journals of one project and their trash. Unsaved steps are never deleted.

use super::read::{JournalScan, scan_journal};
use super::write::sync_names;
use crate::model::Timestamp;
use crate::storage::Vfs;
use crate::storage::vfs::folder_of;
use std::io;
use std::path::{Path, PathBuf};

/// A journal larger than this is not read into memory.
const MAX_LEN: u64 = 4 << 30;
/// Journals whose steps stand in a newer one are a second safety only: that many are kept.
const MAX_ADOPTED: usize = 10;
/// Folders above a journal that may be new: the project's, that of all projects, and that of all programs.
const NEW_FOLDERS: usize = 3;

/// The folder of one project among this user's state.
#[derive(Clone, Debug)]
pub struct JournalDir {
    folder: PathBuf,
}

/// A journal that lies there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundJournal {
    /// Where.
    pub path: PathBuf,
    /// Its lines up to the first damaged one.
    pub scan: JournalScan,
    /// Whether a running program writes it.
    pub is_live: bool,
}

/// Why a journal goes to the trash folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArchiveReason {
    /// All that it holds stands in a newer journal or in the file.
    Adopted,
    /// The user did not want its steps.
    Declined,
    /// Not all of its steps could be done again.
    Stopped,
    /// It belongs to another state of the file.
    Other,
    /// It cannot be read.
    Damaged,
}

impl ArchiveReason {
    const fn word(self) -> &'static str {
        match self {
            Self::Adopted => "adopted",
            Self::Declined => "declined",
            Self::Stopped => "stopped",
            Self::Other => "other",
            Self::Damaged => "damaged",
        }
    }
}

impl JournalDir {
    /// The journals in that folder, which need not exist.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The folder that holds a journal.
    pub fn of(journal: &Path) -> Self {
        Self::at(folder_of(journal))
    }

    /// Where new journals go.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// All journals, by name; one that cannot be opened is passed over.
    pub fn all(&self, vfs: &dyn Vfs) -> Vec<FoundJournal> {
        let paths = vfs.list(&self.folder).unwrap_or_default();
        paths.into_iter().filter(|path| is_journal(path)).filter_map(|path| found(vfs, path)).collect()
    }

    /// Moves a journal to the trash folder; gives where it is then. One that is gone already is fine.
    pub fn archive(
        &self,
        vfs: &dyn Vfs,
        journal: &Path,
        why: ArchiveReason,
        time: Timestamp,
    ) -> io::Result<PathBuf> {
        let kept = self.kept_path(journal, why.word(), time);
        vfs.create_folders(folder_of(&kept))?;
        match vfs.rename(journal, &kept) {
            Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(kept),
            answer => answer?,
        }
        // After a power cut without it the journal is found where it was, and archived again.
        drop(vfs.sync_folder(folder_of(&kept)));
        self.thin_out(vfs);
        Ok(kept)
    }

    /// Copies the last bytes of a journal aside, which follow its last whole line; gives where they are then.
    pub fn keep_torn(
        &self,
        vfs: &dyn Vfs,
        journal: &Path,
        byte_count: usize,
        time: Timestamp,
    ) -> io::Result<PathBuf> {
        let bytes = vfs.read(journal, MAX_LEN)?;
        let torn = bytes.len().saturating_sub(byte_count);
        let kept = self.kept_path(journal, "torn", time);
        vfs.create_folders(folder_of(&kept))?;
        let file = vfs.create_new(&kept)?;
        file.write_all(bytes.get(torn..).unwrap_or_default())?;
        file.sync_data()?;
        Ok(kept)
    }

    /// Makes the name of a new journal survive a power cut.
    pub fn sync_name(vfs: &dyn Vfs, journal: &Path) -> io::Result<()> {
        sync_names(vfs, journal, NEW_FOLDERS)
    }

    fn kept_path(&self, journal: &Path, why: &str, time: Timestamp) -> PathBuf {
        let name = journal.file_name().unwrap_or_default().to_string_lossy();
        let time = time.to_string().replace(':', "-");
        self.folder.join("trash").join(format!("{time}_{why}_{name}"))
    }

    /// The trash folder is nobody's work: what cannot be listed or removed stays.
    fn thin_out(&self, vfs: &dyn Vfs) {
        let kept = vfs.list(&self.folder.join("trash")).unwrap_or_default();
        let word = format!("_{}_", ArchiveReason::Adopted.word());
        let adopted: Vec<PathBuf> =
            kept.into_iter().filter(|path| path.to_string_lossy().contains(&word)).collect();
        for path in adopted.iter().rev().skip(MAX_ADOPTED) {
            drop(vfs.remove(path));
        }
    }
}

fn is_journal(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("journal"))
}

fn found(vfs: &dyn Vfs, path: PathBuf) -> Option<FoundJournal> {
    // The lock goes with the handle: this only asks.
    let is_live = match vfs.append(&path) {
        Ok(file) => !file.try_lock().unwrap_or(true),
        Err(err) if err.kind() == io::ErrorKind::ResourceBusy => true,
        Err(_) => return None,
    };
    let bytes = vfs.read(&path, MAX_LEN).ok()?;
    Some(FoundJournal { path, scan: scan_journal(&bytes), is_live })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::MemoryFs;

    #[test]
    fn a_journal_that_the_system_keeps_from_being_opened_is_live_and_still_read() {
        let disk = MemoryFs::new();
        disk.put("/p/journal-1", "crossclaim-journal 1 x\n");
        let dir = JournalDir::at("/p");
        let is_live = || dir.all(&disk).iter().map(|journal| journal.is_live).collect::<Vec<_>>();
        assert_eq!(is_live(), [false]);
        // The first operation lists the folder, the second opens the journal.
        let busy = disk.operations() + 1;
        disk.fail(busy..busy + 1, io::ErrorKind::ResourceBusy);
        assert_eq!(is_live(), [true]);
    }
}
