//! [`save_file`]: puts a file in place of its old version so that at every moment one of the two is whole.
//!
//! New content goes to a file beside the target, is synced, read back and compared; only then the name changes hands.

use super::hash::FileHash;
use super::vfs::{Vfs, folder_of};
use crate::model::Timestamp;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Begins the name of every unfinished file.
const TEMP_PREFIX: &str = ".crossclaim-";
const TEMP_SUFFIX: &str = ".tmp";
/// Unfinished files of dead processes that may be in the way.
const MAX_TEMP_TRIES: usize = 100;

/// Why a file was not saved. Unless it says otherwise the old file is whole, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// Another program or person wrote the file since it was read.
    #[error(
        "{} was not saved: it was changed outside Crossclaim since it was opened. Merge the two versions, or save under another name.",
        .0.display()
    )]
    ChangedOutside(PathBuf),
    /// The file that was read is not there any more.
    #[error(
        "{} was not saved: the file was moved or deleted since it was opened. Save under a name of your choice.",
        .0.display()
    )]
    Gone(PathBuf),
    /// A new file was wanted and the name is taken.
    #[error("{} was not saved: a file of that name is there already. Choose another name, or replace it.", .0.display())]
    Exists(PathBuf),
    /// The disk or the user's share of it is full.
    #[error("{} was not saved: the disk is full. Make room, or save in another place.", .0.display())]
    NoSpace(PathBuf),
    /// The folder or the file may not be written.
    #[error(
        "{} was not saved: you may not write there. Save in another folder, or ask for the right to write.",
        .0.display()
    )]
    ReadOnly(PathBuf),
    /// The folder is not there.
    #[error(
        "{} was not saved: its folder is gone. Connect the drive again, or save in another folder.",
        .0.display()
    )]
    FolderGone(PathBuf),
    /// What was read back is not what was written.
    #[error(
        "{} was not saved: the disk gave back other bytes than were written. Save on another disk, and have this one checked.",
        .0.display()
    )]
    NotVerified(PathBuf),
    /// The new file is in place and whole, but a power cut now may still bring the old one back.
    #[error(
        "{} was saved, but the disk did not confirm it: {reason}. Save once more, or save a copy in another place.",
        path.display()
    )]
    NotConfirmed {
        /// The file.
        path: PathBuf,
        /// Of the new content, the base of the next save.
        hash: FileHash,
        /// As the system says it.
        reason: String,
    },
    /// Anything else.
    #[error("{} was not saved: {reason}. Try again, or save in another place.", path.display())]
    Other {
        /// The file.
        path: PathBuf,
        /// As the system says it.
        reason: String,
    },
}

impl SaveError {
    pub(super) fn from_io(path: &Path, err: &io::Error) -> Self {
        let path = path.to_path_buf();
        match err.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::NoSpace(path)
            }
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly(path),
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::FolderGone(path),
            _ => Self::Other { path, reason: err.to_string() },
        }
    }
}

/// What has to stand at the target just before it is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// No file.
    Nothing,
    /// A file with that hash.
    File(FileHash),
    /// Whatever it is, it may go: for files of our own and for names the user confirmed.
    Anything,
}

/// Saves `bytes` in place of the file with the hash `base`; without a base there must be no file yet.
///
/// Links are followed: the file they lead to is replaced, not the link.
///
/// # Errors
/// The old file is whole and nothing unfinished stays behind, except with [`SaveError::NotConfirmed`].
pub fn save_file(
    vfs: &dyn Vfs,
    path: &Path,
    bytes: &[u8],
    base: Option<&FileHash>,
) -> Result<FileHash, SaveError> {
    let expected = base.map_or(Expected::Nothing, |base| Expected::File(*base));
    swap_file(vfs, path, bytes, expected, &mut |_| Ok(()))
}

/// Like [`save_file`], whatever stands there: for files of our own and for names the user confirmed.
pub fn overwrite_file(vfs: &dyn Vfs, path: &Path, bytes: &[u8]) -> Result<FileHash, SaveError> {
    swap_file(vfs, path, bytes, Expected::Anything, &mut |_| Ok(()))
}

/// As [`save_file`], with what is expected at the target; `announce` is told the hash of the new file while the old one
/// is still in its place, and may call the whole thing off.
///
/// # Errors
/// As with [`save_file`].
pub fn swap_file(
    vfs: &dyn Vfs,
    path: &Path,
    bytes: &[u8],
    expected: Expected,
    announce: &mut dyn FnMut(FileHash) -> Result<(), SaveError>,
) -> Result<FileHash, SaveError> {
    let failed = |err: io::Error| SaveError::from_io(path, &err);
    let target = vfs.resolve(path).map_err(failed)?;
    let temp = write_temp(vfs, &target, bytes).map_err(failed)?;
    let hash = FileHash::of(bytes);
    let swapped = verify(vfs, path, &temp, bytes).and_then(|()| {
        announce(hash)?;
        // Last of all, so that nobody's work comes in between.
        check_expected(vfs, path, &target, expected)?;
        vfs.rename(&temp, &target).map_err(failed)
    });
    if let Err(err) = swapped {
        discard(vfs, &temp);
        return Err(err);
    }
    match vfs.sync_folder(folder_of(&target)) {
        Ok(()) => Ok(hash),
        Err(err) => Err(SaveError::NotConfirmed { path: path.to_path_buf(), hash, reason: err.to_string() }),
    }
}

/// For a writable file in a folder that takes no new files: writes into the file itself.
///
/// The bytes go to `rescue` first, and stay there when the writing breaks off.
///
/// # Errors
/// The file may be broken when the error comes from the writing itself; `rescue` is whole then.
pub fn save_in_place(
    vfs: &dyn Vfs,
    path: &Path,
    bytes: &[u8],
    base: &FileHash,
    rescue: &Path,
) -> Result<FileHash, SaveError> {
    let failed = |err: io::Error| SaveError::from_io(path, &err);
    let target = vfs.resolve(path).map_err(failed)?;
    let hash = overwrite_file(vfs, rescue, bytes)?;
    check_expected(vfs, path, &target, Expected::File(*base))?;
    vfs.overwrite(&target, bytes).map_err(failed)?;
    verify(vfs, path, &target, bytes)?;
    Ok(hash)
}

/// Takes out unfinished files that a killed program left in the folder of `path` before `started`.
///
/// # Errors
/// What could be taken out is gone; the first failure is given back.
pub fn remove_stale_temps(vfs: &dyn Vfs, path: &Path, started: Timestamp) -> io::Result<usize> {
    let mut removed = 0;
    for temp in vfs.list(folder_of(path))? {
        let name = temp.file_name().unwrap_or_default().to_string_lossy();
        let is_temp = name.starts_with(TEMP_PREFIX) && name.ends_with(TEMP_SUFFIX);
        if is_temp && vfs.facts(&temp)?.modified.is_some_and(|modified| modified < started) {
            vfs.remove(&temp)?;
            removed += 1;
        }
    }
    Ok(removed)
}

fn write_temp(vfs: &dyn Vfs, target: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let (temp, file) = create_temp(vfs, folder_of(target))?;
    let copied = match vfs.copy_mode(target, &temp) {
        // There is no old file, and so no rights to keep.
        Err(err) if err.kind() == ErrorKind::NotFound => Ok(()),
        answer => answer,
    };
    let written = copied.and_then(|()| file.write_all(bytes)).and_then(|()| file.sync_all());
    // Windows renames and removes closed files only.
    drop(file);
    match written {
        Ok(()) => Ok(temp),
        Err(err) => {
            discard(vfs, &temp);
            Err(err)
        }
    }
}

fn create_temp(vfs: &dyn Vfs, folder: &Path) -> io::Result<(PathBuf, Box<dyn super::vfs::VfsFile>)> {
    let process = std::process::id();
    let mut taken = io::Error::from(ErrorKind::AlreadyExists);
    for number in 0..MAX_TEMP_TRIES {
        let temp = folder.join(format!("{TEMP_PREFIX}{process}-{number}{TEMP_SUFFIX}"));
        match vfs.create_new(&temp) {
            Ok(file) => return Ok((temp, file)),
            Err(err) if err.kind() == ErrorKind::AlreadyExists => taken = err,
            Err(err) => return Err(err),
        }
    }
    Err(taken)
}

/// What cannot be removed stays until [`remove_stale_temps`]; the reason for giving up matters more to the user.
fn discard(vfs: &dyn Vfs, temp: &Path) {
    drop(vfs.remove(temp));
}

fn verify(vfs: &dyn Vfs, path: &Path, written: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let found = vfs.read(written, u64::MAX - 1).map_err(|err| SaveError::from_io(path, &err))?;
    if found == bytes { Ok(()) } else { Err(SaveError::NotVerified(path.to_path_buf())) }
}

fn check_expected(vfs: &dyn Vfs, path: &Path, target: &Path, expected: Expected) -> Result<(), SaveError> {
    let named = path.to_path_buf();
    match expected {
        Expected::Anything => Ok(()),
        Expected::Nothing => match vfs.facts(target) {
            Ok(_) => Err(SaveError::Exists(named)),
            Err(err) if err.kind() == ErrorKind::NotFound => Ok(()),
            Err(err) => Err(SaveError::from_io(path, &err)),
        },
        Expected::File(hash) => match vfs.read(target, u64::MAX - 1) {
            Ok(found) if FileHash::of(&found) == hash => Ok(()),
            Ok(_) => Err(SaveError::ChangedOutside(named)),
            Err(err) if err.kind() == ErrorKind::NotFound => Err(SaveError::Gone(named)),
            Err(err) => Err(SaveError::from_io(path, &err)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::MemoryFs;
    use std::num::NonZero;

    const PATH: &str = "/work/a.crossclaim.ron";

    fn disk_with_old() -> (MemoryFs, FileHash) {
        let fs = MemoryFs::new();
        fs.put(PATH, "old");
        (fs, FileHash::of(b"old"))
    }

    #[test]
    fn a_save_replaces_the_file_and_leaves_nothing_else() {
        let (fs, base) = disk_with_old();
        let hash = save_file(&fs, Path::new(PATH), b"new", Some(&base)).unwrap();
        assert_eq!(hash, FileHash::of(b"new"));
        assert_eq!(fs.bytes(PATH).as_deref(), Some(&b"new"[..]));
        assert_eq!(fs.paths(), [PathBuf::from(PATH)]);
    }

    #[test]
    fn a_link_stays_and_its_file_is_replaced() {
        let (fs, base) = disk_with_old();
        fs.put_link("/link.ron", PATH);
        save_file(&fs, Path::new("/link.ron"), b"new", Some(&base)).unwrap();
        assert_eq!(fs.bytes(PATH).as_deref(), Some(&b"new"[..]));
        assert_eq!(fs.bytes("/link.ron"), None);
    }

    #[test]
    fn a_file_changed_outside_is_left_alone() {
        let (fs, base) = disk_with_old();
        fs.put(PATH, "theirs");
        let err = save_file(&fs, Path::new(PATH), b"new", Some(&base)).unwrap_err();
        assert_eq!(err, SaveError::ChangedOutside(PATH.into()));
        assert_eq!(fs.bytes(PATH).as_deref(), Some(&b"theirs"[..]));
        assert_eq!(fs.paths().len(), 1);
        fs.remove(Path::new(PATH)).unwrap();
        let err = save_file(&fs, Path::new(PATH), b"new", Some(&base)).unwrap_err();
        assert_eq!(err, SaveError::Gone(PATH.into()));
    }

    #[test]
    fn a_new_file_replaces_none_unless_asked() {
        let (fs, _) = disk_with_old();
        let err = save_file(&fs, Path::new(PATH), b"new", None).unwrap_err();
        assert_eq!(err, SaveError::Exists(PATH.into()));
        assert!(err.to_string().ends_with("Choose another name, or replace it."));
        overwrite_file(&fs, Path::new(PATH), b"new").unwrap();
        save_file(&fs, Path::new("/work/b"), b"b", None).unwrap();
        assert_eq!(fs.bytes("/work/b").as_deref(), Some(&b"b"[..]));
        let err = save_file(&fs, Path::new("/gone/b"), b"b", None).unwrap_err();
        assert_eq!(err, SaveError::FolderGone("/gone/b".into()));
    }

    #[test]
    fn whatever_operation_fails_one_version_is_whole() {
        let (fs, base) = disk_with_old();
        save_file(&fs, Path::new(PATH), b"new", Some(&base)).unwrap();
        let count = fs.operations();
        assert!(count > 6, "{count}");
        for kind in [ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::Other] {
            for number in 0..count {
                for last in [number + 1, usize::MAX] {
                    let (fs, base) = disk_with_old();
                    fs.fail(number..last, kind);
                    let answer = save_file(&fs, Path::new(PATH), b"new", Some(&base));
                    let found = fs.bytes(PATH).unwrap();
                    match answer {
                        Ok(hash) | Err(SaveError::NotConfirmed { hash, .. }) => {
                            assert_eq!(hash, FileHash::of(&found));
                        }
                        Err(_) => assert_eq!(found, b"old", "{kind:?} at {number}"),
                    }
                    assert!(
                        fs.paths().len() == 1 || last == usize::MAX,
                        "{kind:?} at {number}: {:?}",
                        fs.paths()
                    );
                }
            }
        }
    }

    #[test]
    fn saving_in_place_keeps_a_rescue_copy() {
        let (fs, base) = disk_with_old();
        fs.put("/state/x", "");
        let rescue = Path::new("/state/rescue");
        save_in_place(&fs, Path::new(PATH), b"newer", &base, rescue).unwrap();
        assert_eq!(fs.bytes(PATH).as_deref(), Some(&b"newer"[..]));
        assert_eq!(fs.bytes(rescue).as_deref(), Some(&b"newer"[..]));
        let err = save_in_place(&fs, Path::new(PATH), b"x", &base, rescue).unwrap_err();
        assert_eq!(err, SaveError::ChangedOutside(PATH.into()));
    }

    #[test]
    fn only_unfinished_files_from_before_are_swept() {
        let (fs, _) = disk_with_old();
        fs.put("/work/.crossclaim-1-0.tmp", "half");
        fs.put("/work/.other.tmp", "x");
        assert_eq!(remove_stale_temps(&fs, Path::new(PATH), Timestamp::from_millis(0)).unwrap(), 0);
        assert_eq!(remove_stale_temps(&fs, Path::new(PATH), Timestamp::from_millis(1)).unwrap(), 1);
        assert_eq!(fs.paths().len(), 2);
    }

    #[test]
    fn an_unfinished_file_in_the_way_is_no_hindrance() {
        let (fs, base) = disk_with_old();
        let id = NonZero::new(std::process::id()).unwrap();
        fs.put(format!("/work/.crossclaim-{id}-0.tmp"), "half");
        assert!(save_file(&fs, Path::new(PATH), b"new", Some(&base)).is_ok());
    }
}
