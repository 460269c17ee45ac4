//! [`Vfs`]: the one interface to the disk, and [`DiskFs`], the real one.
//!
//! Nothing else in the program opens a file, so a test can put a [`MemoryFs`](super::MemoryFs) in its place and let
//! any single operation fail.
#![expect(clippy::disallowed_methods, reason = "this file is the one interface to the disk")]

use super::platform;
use crate::model::Timestamp;
use std::fmt::Debug;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

/// Symbolic links followed in a row before it is called a circle; the limit of Linux.
const MAX_LINKS: usize = 40;

/// What stands at a path, links followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// An ordinary file.
    File,
    /// A folder.
    Folder,
    /// A pipe, socket or device: never read.
    Other,
}

/// What the disk says about a path, links followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileFacts {
    /// What it is.
    pub kind: FileKind,
    /// In bytes; of no meaning for folders.
    pub len: u64,
    /// When the content last changed; none where the system does not tell.
    pub modified: Option<Timestamp>,
}

/// The disk, as far as this program uses it.
pub trait Vfs: Send + Sync + Debug {
    /// The whole file; [`io::ErrorKind::FileTooLarge`] when it has more than `max_len` bytes.
    fn read(&self, path: &Path, max_len: u64) -> io::Result<Vec<u8>>;
    /// The file from its start, read as it is asked for.
    fn reader(&self, path: &Path) -> io::Result<Box<dyn io::Read + Send>> {
        Ok(Box::new(io::Cursor::new(self.read(path, u64::MAX)?)))
    }
    /// Kind, length and time of what stands there.
    fn facts(&self, path: &Path) -> io::Result<FileFacts>;
    /// A new empty file for writing; fails where anything stands already.
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn VfsFile>>;
    /// An existing file, to write at its end; [`io::ErrorKind::ResourceBusy`] where a system says already now that it is
    /// in use elsewhere.
    fn append(&self, path: &Path) -> io::Result<Box<dyn VfsFile>>;
    /// A file for [`VfsFile::try_lock`] and [`VfsFile::rewrite`], made where there is none. Errors as [`Vfs::append`].
    fn open_lock(&self, path: &Path) -> io::Result<Box<dyn VfsFile>>;
    /// Moves a file or folder within one disk; a file at `to` is replaced in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Takes out a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Takes out an empty folder.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
    /// Makes sure that new, renamed and removed names of a folder survive a power cut; does nothing on Windows.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    /// Makes a folder and those above it; one that exists is fine.
    fn create_folders(&self, path: &Path) -> io::Result<()>;
    /// The paths in a folder, sorted.
    fn list(&self, path: &Path) -> io::Result<Vec<PathBuf>>;
    /// The place that a path means once all links are followed; its last part need not exist.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;
    /// Gives one file the access rights of another.
    fn copy_mode(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Writes into an existing file and syncs it. A power cut in between leaves it broken: keep a copy elsewhere.
    fn overwrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Whether work on this disk may run on threads of its own. A simulated disk says no, so that its operations come
    /// in one order.
    fn is_concurrent(&self) -> bool {
        true
    }
}

/// An open file. Shared by reference, so that one thread can sync while another writes.
pub trait VfsFile: Send + Sync + Debug {
    /// Hands all bytes to the system: they survive the death of the program, not yet a power cut.
    fn write_all(&self, bytes: &[u8]) -> io::Result<()>;
    /// Makes the content survive a power cut.
    fn sync_data(&self) -> io::Result<()>;
    /// Makes content and access rights survive a power cut.
    fn sync_all(&self) -> io::Result<()>;
    /// Marks the file as in use until it is closed, by whatever means; false when it is in use elsewhere.
    fn try_lock(&self) -> io::Result<bool>;
    /// Replaces the content in place, without a sync: for a few bytes that may get lost.
    fn rewrite(&self, bytes: &[u8]) -> io::Result<()>;
}

/// The disk of this computer.
#[derive(Clone, Copy, Debug, Default)]
pub struct DiskFs;

#[derive(Debug)]
struct DiskFile(File);

impl Vfs for DiskFs {
    fn read(&self, path: &Path, max_len: u64) -> io::Result<Vec<u8>> {
        let file = File::open(path)?;
        let len = file.metadata()?.len();
        if len > max_len {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let mut bytes = Vec::with_capacity(usize::try_from(len).unwrap_or_default());
        // The length is not trusted: the file may grow meanwhile, and some systems call it 0.
        file.take(max_len.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > max_len {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(bytes)
    }

    fn reader(&self, path: &Path) -> io::Result<Box<dyn io::Read + Send>> {
        Ok(Box::new(File::open(path)?))
    }

    fn facts(&self, path: &Path) -> io::Result<FileFacts> {
        let metadata = fs::metadata(path)?;
        let kind = if metadata.is_file() {
            FileKind::File
        } else if metadata.is_dir() {
            FileKind::Folder
        } else {
            FileKind::Other
        };
        let modified = metadata.modified().ok().and_then(|time| jiff::Timestamp::try_from(time).ok());
        let modified = modified.map(|time| Timestamp::from_millis(time.as_millisecond()));
        Ok(FileFacts { kind, len: metadata.len(), modified })
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn VfsFile>> {
        let file = platform::open_exclusively(OpenOptions::new().write(true).create_new(true), path)?;
        Ok(Box::new(DiskFile(file)))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn VfsFile>> {
        let file = platform::open_exclusively(OpenOptions::new().append(true), path)?;
        Ok(Box::new(DiskFile(file)))
    }

    fn open_lock(&self, path: &Path) -> io::Result<Box<dyn VfsFile>> {
        let mut options = OpenOptions::new();
        let options = options.read(true).write(true).create(true).truncate(false);
        Ok(Box::new(DiskFile(platform::open_exclusively(options, path)?)))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        platform::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        platform::sync_folder(path)
    }

    fn create_folders(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        let mut paths =
            fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
        paths.sort();
        Ok(paths)
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        let mut path = path.to_path_buf();
        for _ in 0..MAX_LINKS {
            // A link to nothing counts too: saving through it makes its target, as editors do.
            let Ok(target) = fs::read_link(&path) else {
                let folder = platform::shown_path(fs::canonicalize(folder_of(&path))?);
                return Ok(path.file_name().map_or_else(|| folder.clone(), |name| folder.join(name)));
            };
            path = folder_of(&path).join(target);
        }
        Err(io::Error::other("the links go round in a circle"))
    }

    fn copy_mode(&self, from: &Path, to: &Path) -> io::Result<()> {
        platform::copy_mode(from, to)
    }

    fn overwrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        // Not truncated first: a full disk then shows while most of the old blocks are still there to use.
        let mut file = OpenOptions::new().write(true).open(path)?;
        file.write_all(bytes)?;
        file.set_len(bytes.len() as u64)?;
        file.sync_all()
    }
}

impl VfsFile for DiskFile {
    fn write_all(&self, bytes: &[u8]) -> io::Result<()> {
        (&self.0).write_all(bytes)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.0.sync_data()
    }

    fn sync_all(&self) -> io::Result<()> {
        self.0.sync_all()
    }

    fn try_lock(&self) -> io::Result<bool> {
        platform::try_lock(&self.0)
    }

    fn rewrite(&self, bytes: &[u8]) -> io::Result<()> {
        let mut file = &self.0;
        file.rewind()?;
        file.write_all(bytes)?;
        file.set_len(bytes.len() as u64)
    }
}

/// The folder that holds a path; `.` for a bare name.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::{FileHash, SaveError, overwrite_file, save_file};

    /// A folder that goes away at the end of the test.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("crossclaim-{name}-{}", std::process::id()));
            drop(fs::remove_dir_all(&path));
            fs::create_dir_all(&path).unwrap();
            Self(fs::canonicalize(path).unwrap())
        }

        fn path(&self, name: &str) -> PathBuf {
            self.0.join(name)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            drop(fs::remove_dir_all(&self.0));
        }
    }

    #[test]
    fn the_disk_saves_reads_and_lists() {
        let folder = Folder::new("saves");
        let path = folder.path("é.ron");
        let base = save_file(&DiskFs, &path, b"old", None).unwrap();
        assert_eq!(save_file(&DiskFs, &path, b"x", None), Err(SaveError::Exists(path.clone())));
        let hash = save_file(&DiskFs, &path, b"newer", Some(&base)).unwrap();
        assert_eq!(hash, FileHash::of(&DiskFs.read(&path, 5).unwrap()));
        assert_eq!(DiskFs.read(&path, 4).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(DiskFs.list(&folder.0).unwrap(), std::slice::from_ref(&path));
        let facts = DiskFs.facts(&path).unwrap();
        assert_eq!((facts.kind, facts.len), (FileKind::File, 5));
        assert!(facts.modified.unwrap() > Timestamp::from_millis(1_700_000_000_000));
        assert_eq!(DiskFs.facts(&folder.0).unwrap().kind, FileKind::Folder);
    }

    #[test]
    fn the_disk_appends_and_overwrites() {
        let folder = Folder::new("appends");
        let path = folder.path("journal");
        let file = DiskFs.create_new(&path).unwrap();
        file.write_all(b"one ").unwrap();
        assert_eq!(DiskFs.create_new(&path).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        DiskFs.append(&path).unwrap().write_all(b"two").unwrap();
        file.sync_data().unwrap();
        assert_eq!(DiskFs.read(&path, 99).unwrap(), b"one two");
        DiskFs.overwrite(&path, b"three").unwrap();
        assert_eq!(DiskFs.read(&path, 99).unwrap(), b"three");
        DiskFs.remove(&path).unwrap();
        assert!(DiskFs.facts(&path).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_save_through_links_keeps_them_and_the_access_rights() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = Folder::new("links");
        let (target, link, chain) = (folder.path("target"), folder.path("link"), folder.path("chain"));
        symlink("target", &link).unwrap();
        symlink(&link, &chain).unwrap();
        // The first save through links to nothing makes the target.
        let base = save_file(&DiskFs, &chain, b"old", None).unwrap();
        fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
        save_file(&DiskFs, &chain, b"new", Some(&base)).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(DiskFs.read(&target, 9).unwrap(), b"new");
        symlink("round", folder.path("round")).unwrap();
        assert!(matches!(overwrite_file(&DiskFs, &folder.path("round"), b""), Err(SaveError::Other { .. })));
    }
}
