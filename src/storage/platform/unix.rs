//! Files on Linux, macOS and other Unix systems.
#![expect(clippy::disallowed_methods, reason = "part of the one interface to the disk")]

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// Moves a file; one at `to` is replaced in one step.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

/// Opens a file that one program alone is to write; [`try_lock`] says whether another one has it.
pub(crate) fn open_exclusively(options: &OpenOptions, path: &Path) -> io::Result<File> {
    options.open(path)
}

/// Marks an open file as in use until it is closed; false when another program has it.
pub(crate) fn try_lock(file: &File) -> io::Result<bool> {
    match file.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        // Some network disks know no locks; whoever asks first is taken at their word.
        Err(TryLockError::Error(err)) if err.kind() == io::ErrorKind::Unsupported => Ok(true),
        Err(TryLockError::Error(err)) => Err(err),
    }
}

/// A resolved path as users know it.
pub(crate) const fn shown_path(path: PathBuf) -> PathBuf {
    path
}

/// Makes the names in a folder survive a power cut.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    match File::open(path)?.sync_all() {
        // Some network and FUSE systems have no such call; there is nothing more to be done there.
        Err(err) if matches!(err.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        answer => answer,
    }
}

/// Gives one file the access rights of another.
pub(crate) fn copy_mode(from: &Path, to: &Path) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, chown};
    let wanted = fs::metadata(from)?;
    let is_same_group = fs::metadata(to)?.gid() == wanted.gid();
    if !is_same_group {
        // Not a member of that group: the rights still go over, the group stays the user's own.
        drop(chown(to, None, Some(wanted.gid())));
    }
    match fs::set_permissions(to, wanted.permissions()) {
        // The file is our own, so only a disk that knows no rights (FAT, some network disks) says no.
        Err(err) if matches!(err.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported) => {
            Ok(())
        }
        answer => answer,
    }
}
