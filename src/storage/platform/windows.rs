//! Files on Windows.
#![expect(clippy::disallowed_methods, reason = "part of the one interface to the disk")]

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::windows::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// What other handles may do while ours is open: `FILE_SHARE_READ` and `FILE_SHARE_DELETE`, which also allows renaming.
const SHARED: u32 = 1 | 4;
const ACCESS_DENIED: i32 = 5;
const SHARING_VIOLATION: i32 = 32;
const LOCK_VIOLATION: i32 = 33;

/// Virus scanners and indexers hold files open for moments, and about one rename in 25 then fails: tried again for 2 s.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let is_held = |err: &io::Error| {
        matches!(err.raw_os_error(), Some(ACCESS_DENIED | SHARING_VIOLATION | LOCK_VIOLATION))
    };
    patiently(7, is_held, || fs::rename(from, to))
}

/// Opens a file that one program alone is to write. A lock of Windows would also keep others from reading who has it, and
/// cannot be put on a file that is open to append; the mode of sharing keeps only other writers out.
///
/// # Errors
/// [`io::ErrorKind::ResourceBusy`] when another program has it.
pub(crate) fn open_exclusively(options: &OpenOptions, path: &Path) -> io::Result<File> {
    let mut options = options.clone();
    options.share_mode(SHARED);
    let is_held = |err: &io::Error| err.raw_os_error() == Some(SHARING_VIOLATION);
    // A scanner that holds the file for a moment is nobody who has the project open.
    patiently(4, is_held, || options.open(path)).map_err(|err| match err.raw_os_error() {
        Some(SHARING_VIOLATION) => io::Error::new(io::ErrorKind::ResourceBusy, err),
        _ => err,
    })
}

/// Whoever has opened a file by [`open_exclusively`] is alone with it.
pub(crate) const fn try_lock(_file: &File) -> io::Result<bool> {
    Ok(true)
}

/// A resolved path as users know it, without the `\\?\` in front that many programs do not take.
pub(crate) fn shown_path(path: PathBuf) -> PathBuf {
    dunce::simplified(&path).to_path_buf()
}

/// Windows has no such call: the names are part of its own log.
pub(crate) const fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// Windows hands the rights of the folder down to new files, and the read-only mark would stop the next save.
pub(crate) const fn copy_mode(_from: &Path, _to: &Path) -> io::Result<()> {
    Ok(())
}

/// Tries again after 10, 20, 40 ms and so on while somebody holds the file.
fn patiently<T>(
    tries: u32,
    is_held: impl Fn(&io::Error) -> bool,
    mut attempt: impl FnMut() -> io::Result<T>,
) -> io::Result<T> {
    let mut pause = Duration::from_millis(10);
    for _ in 0..tries {
        match attempt() {
            Err(err) if is_held(&err) => thread::sleep(pause),
            answer => return answer,
        }
        pause *= 2;
    }
    attempt()
}
