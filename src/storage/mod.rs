//! The only room that touches the disk: the project file, the journal, backups, settings; through one [`Vfs`].
//!
//! Knows no formats of others and no window. Every function that touches the disk takes the [`Vfs`] to use.

mod backup;
mod child;
mod documents;
mod hash;
mod host;
mod journal;
mod lock;
mod memory;
mod new_folder;
mod places;
mod platform;
mod project_file;
mod save;
mod settings;
mod vfs;

pub use backup::{Backup, backup_with, backups, has_backup, keep_backup};
pub use child::{ChildError, ChildLimits, limit_own_memory, run_limited};
pub use documents::{
    FolderEntry, MAX_SOURCE_LEN, SourceBytes, SourceError, list_folder, open_source, read_source,
};
pub use hash::{FileHash, HashError};
pub use host::host_name;
pub use journal::{
    ArchiveReason, FoundJournal, Journal, JournalContents, JournalDir, JournalEntry, JournalHeader,
    JournalLine, JournalRecord, JournalScan, JournalSync, MissingSteps, Past, read_journal, scan_journal,
};
pub use lock::{LockFile, LockOwner, read_lock};
pub use memory::MemoryFs;
pub use new_folder::NewFolder;
pub use places::Places;
pub use project_file::{
    LoadedProject, Place, ReadError, open_project, project_faults, read_project, salvage_project,
    write_project, written_project_id,
};
pub use save::{
    Expected, SaveError, overwrite_file, remove_stale_temps, save_file, save_in_place, swap_file,
};
pub use settings::{
    ColumnSettings, Habits, Theme, UserSettings, WindowSettings, read_settings, save_settings,
};
pub use vfs::{DiskFs, FileFacts, FileKind, Vfs, VfsFile, folder_of};
