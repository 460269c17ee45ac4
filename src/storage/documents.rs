//! [`read_source`] and [`list_folder`]: other people's files, read only, for import and the file dialog.

use super::vfs::{FileKind, Vfs};
use crate::model::Timestamp;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Largest file taken in, in bytes.
pub const MAX_SOURCE_LEN: u64 = 200 << 20;

/// A file as it is, before anything was decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceBytes {
    /// Without its folder; what is no Unicode is replaced.
    pub file_name: String,
    /// Everything in it.
    pub bytes: Vec<u8>,
}

/// Why a file or folder was not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// Nothing is there.
    #[error("{} was not read: it is not there. Check the name, or connect the drive again.", .0.display())]
    Missing(PathBuf),
    /// A folder where a file was wanted.
    #[error("{} was not read: it is a folder. Choose the files in it.", .0.display())]
    IsFolder(PathBuf),
    /// A file where a folder was wanted.
    #[error("{} was not listed: it is no folder. Choose the folder that holds it.", .0.display())]
    NotFolder(PathBuf),
    /// A device or a pipe: reading it might never end.
    #[error("{} was not read: it is no ordinary file. Copy its content into a file first.", .0.display())]
    NotFile(PathBuf),
    /// More than [`MAX_SOURCE_LEN`].
    #[error("{} was not read: it is larger than 200 MB. Split it, or take out pictures.", .0.display())]
    TooBig(PathBuf),
    /// Not allowed, or the disk failed.
    #[error("{} was not read: {reason}. Ask for the right to read it, or copy it to another place.", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// As the system says it.
        reason: String,
    },
}

impl SourceError {
    fn from_io(path: &Path, err: &io::Error) -> Self {
        let path = path.to_path_buf();
        match err.kind() {
            ErrorKind::NotFound => Self::Missing(path),
            ErrorKind::IsADirectory => Self::IsFolder(path),
            ErrorKind::NotADirectory => Self::NotFolder(path),
            ErrorKind::FileTooLarge => Self::TooBig(path),
            _ => Self::Unreadable { path, reason: err.to_string() },
        }
    }
}

/// A file or folder in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderEntry {
    /// Without its folder; what is no Unicode is replaced.
    pub name: String,
    /// To open it by.
    pub path: PathBuf,
    /// A link counts as what it leads to, and as other when that is gone.
    pub kind: FileKind,
    /// In bytes.
    pub len: u64,
    /// Where the system tells.
    pub modified: Option<Timestamp>,
}

/// Reads a file that becomes a document.
pub fn read_source(vfs: &dyn Vfs, path: &Path) -> Result<SourceBytes, SourceError> {
    let failed = |err: io::Error| SourceError::from_io(path, &err);
    // Looked at first: opening a pipe would wait for its other end.
    match vfs.facts(path).map_err(failed)?.kind {
        FileKind::File => {}
        FileKind::Folder => return Err(SourceError::IsFolder(path.to_path_buf())),
        FileKind::Other => return Err(SourceError::NotFile(path.to_path_buf())),
    }
    let bytes = vfs.read(path, MAX_SOURCE_LEN).map_err(failed)?;
    Ok(SourceBytes { file_name: name_of(path), bytes })
}

/// Opens a file that is read as it comes, whatever its length.
pub fn open_source(vfs: &dyn Vfs, path: &Path) -> Result<Box<dyn io::Read + Send>, SourceError> {
    let failed = |err: io::Error| SourceError::from_io(path, &err);
    match vfs.facts(path).map_err(failed)?.kind {
        FileKind::File => vfs.reader(path).map_err(failed),
        FileKind::Folder => Err(SourceError::IsFolder(path.to_path_buf())),
        FileKind::Other => Err(SourceError::NotFile(path.to_path_buf())),
    }
}

/// What a folder holds: folders first, then by name without regard to case.
pub fn list_folder(vfs: &dyn Vfs, path: &Path) -> Result<Vec<FolderEntry>, SourceError> {
    let paths = vfs.list(path).map_err(|err| SourceError::from_io(path, &err))?;
    let mut entries: Vec<FolderEntry> = paths.into_iter().map(|path| entry_at(vfs, path)).collect();
    entries.sort_by_cached_key(|entry| {
        (entry.kind != FileKind::Folder, entry.name.to_lowercase(), entry.path.clone())
    });
    Ok(entries)
}

fn entry_at(vfs: &dyn Vfs, path: PathBuf) -> FolderEntry {
    let name = name_of(&path);
    match vfs.facts(&path) {
        Ok(facts) => FolderEntry { name, path, kind: facts.kind, len: facts.len, modified: facts.modified },
        Err(_) => FolderEntry { name, path, kind: FileKind::Other, len: 0, modified: None },
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::MemoryFs;

    #[test]
    fn a_source_comes_with_its_name() {
        let fs = MemoryFs::new();
        fs.put("/in/a b.txt", "text");
        let source = read_source(&fs, Path::new("/in/a b.txt")).unwrap();
        assert_eq!(source, SourceBytes { file_name: "a b.txt".to_owned(), bytes: b"text".to_vec() });
    }

    #[test]
    fn each_reason_not_to_read_has_its_own_error() {
        let fs = MemoryFs::new();
        fs.put("/in/a.txt", "text");
        let (file, folder) = (Path::new("/in/a.txt"), Path::new("/in"));
        assert_eq!(read_source(&fs, folder), Err(SourceError::IsFolder(folder.into())));
        let gone = Path::new("/in/b.txt");
        assert_eq!(read_source(&fs, gone), Err(SourceError::Missing(gone.into())));
        fs.fail(fs.operations() + 1..usize::MAX, ErrorKind::PermissionDenied);
        assert!(matches!(read_source(&fs, file), Err(SourceError::Unreadable { .. })));
        fs.fail(fs.operations() + 1..usize::MAX, ErrorKind::FileTooLarge);
        let err = read_source(&fs, file).unwrap_err();
        assert_eq!(
            err.to_string(),
            "/in/a.txt was not read: it is larger than 200 MB. Split it, or take out pictures."
        );
    }

    #[test]
    fn folders_come_first_and_case_does_not_count() {
        let fs = MemoryFs::new();
        for path in ["/in/b.txt", "/in/A.txt", "/in/sub/x"] {
            fs.put(path, "12");
        }
        fs.put_link("/in/lost", "/nowhere");
        let entries = list_folder(&fs, Path::new("/in")).unwrap();
        let names: Vec<_> =
            entries.iter().map(|entry| (entry.name.as_str(), entry.kind, entry.len)).collect();
        let (file, folder, other) = (FileKind::File, FileKind::Folder, FileKind::Other);
        assert_eq!(names, [("sub", folder, 0), ("A.txt", file, 2), ("b.txt", file, 2), ("lost", other, 0)]);
        assert!(list_folder(&fs, Path::new("/out")).is_err());
    }
}
