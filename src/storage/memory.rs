//! [`MemoryFs`]: a disk in memory for tests, which fails on request.

use super::vfs::{FileFacts, FileKind, Vfs, VfsFile, folder_of};
use crate::model::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Files, folders and links that live as long as this value; clones share them.
///
/// The operations are counted from 0. One that fails changes nothing, but a failing write leaves half of its bytes.
#[derive(Clone, Debug, Default)]
pub struct MemoryFs(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    files: BTreeMap<PathBuf, Vec<u8>>,
    folders: BTreeSet<PathBuf>,
    links: BTreeMap<PathBuf, PathBuf>,
    /// Files in use, each with the number of the handle that uses it.
    locks: BTreeMap<PathBuf, usize>,
    handles: usize,
    operations: usize,
    fault: Option<(Range<usize>, io::ErrorKind)>,
}

#[derive(Debug)]
struct MemoryFile {
    fs: MemoryFs,
    path: PathBuf,
    handle: usize,
}

impl Drop for MemoryFile {
    fn drop(&mut self) {
        self.fs.state().locks.retain(|_, handle| *handle != self.handle);
    }
}

impl MemoryFs {
    /// Nothing but the root folder.
    pub fn new() -> Self {
        let fs = Self::default();
        fs.state().folders.insert(PathBuf::from("/"));
        fs
    }

    /// Puts a file there, with the folders above it; counts as no operation.
    pub fn put(&self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) {
        let path = path.as_ref();
        let mut state = self.state();
        state.folders.extend(path.ancestors().skip(1).map(Path::to_path_buf));
        state.files.insert(path.to_path_buf(), bytes.into());
    }

    /// Puts a link there; counts as no operation.
    pub fn put_link(&self, path: impl AsRef<Path>, target: impl AsRef<Path>) {
        self.state().links.insert(path.as_ref().to_path_buf(), target.as_ref().to_path_buf());
    }

    /// The bytes of a file as they are; counts as no operation.
    pub fn bytes(&self, path: impl AsRef<Path>) -> Option<Vec<u8>> {
        self.state().files.get(path.as_ref()).cloned()
    }

    /// The paths of all files, sorted; counts as no operation.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.state().files.keys().cloned().collect()
    }

    /// How many operations there were.
    pub fn operations(&self) -> usize {
        self.state().operations
    }

    /// Lets the operations of these numbers fail; an earlier wish is forgotten.
    pub fn fail(&self, operations: Range<usize>, kind: io::ErrorKind) {
        self.state().fault = Some((operations, kind));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn file(&self, state: &mut State, path: PathBuf) -> Box<dyn VfsFile> {
        state.handles += 1;
        Box::new(MemoryFile { fs: self.clone(), path, handle: state.handles })
    }

    fn step(&self) -> io::Result<MutexGuard<'_, State>> {
        let mut state = self.state();
        let number = state.operations;
        state.operations += 1;
        match &state.fault {
            Some((range, kind)) if range.contains(&number) => Err((*kind).into()),
            _ => Ok(state),
        }
    }
}

impl State {
    fn followed(&self, path: &Path) -> PathBuf {
        let mut path = path;
        // No more steps than links: a circle ends too.
        for _ in 0..self.links.len() {
            path = self.links.get(path).map_or(path, PathBuf::as_path);
        }
        path.to_path_buf()
    }

    fn file(&self, path: &Path) -> io::Result<&Vec<u8>> {
        self.files.get(&self.followed(path)).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn file_mut(&mut self, path: &Path) -> io::Result<&mut Vec<u8>> {
        let path = self.followed(path);
        self.files.get_mut(&path).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn rename_folder(&mut self, from: &Path, to: &Path) {
        let moved =
            |path: &Path| path.strip_prefix(from).map_or_else(|_| path.to_path_buf(), |rest| to.join(rest));
        self.files =
            std::mem::take(&mut self.files).into_iter().map(|(path, bytes)| (moved(&path), bytes)).collect();
        self.folders = self.folders.iter().map(|path| moved(path)).collect();
        // Joining with nothing would leave a separator at the end.
        self.folders.remove(&to.join(""));
        self.folders.insert(to.to_path_buf());
    }

    fn has_folder(&self, path: &Path) -> io::Result<()> {
        self.folders.contains(path).then_some(()).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Vfs for MemoryFs {
    fn read(&self, path: &Path, max_len: u64) -> io::Result<Vec<u8>> {
        let state = self.step()?;
        let bytes = state.file(path)?;
        if bytes.len() as u64 > max_len {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(bytes.clone())
    }

    fn facts(&self, path: &Path) -> io::Result<FileFacts> {
        let state = self.step()?;
        let modified = Some(Timestamp::from_millis(0));
        if state.folders.contains(&state.followed(path)) {
            return Ok(FileFacts { kind: FileKind::Folder, len: 0, modified });
        }
        let len = state.file(path)?.len() as u64;
        Ok(FileFacts { kind: FileKind::File, len, modified })
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn VfsFile>> {
        let mut state = self.step()?;
        state.has_folder(folder_of(path))?;
        if state.files.contains_key(path) || state.links.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        state.files.insert(path.to_path_buf(), Vec::new());
        Ok(self.file(&mut state, path.to_path_buf()))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn VfsFile>> {
        let mut state = self.step()?;
        state.file(path)?;
        let path = state.followed(path);
        Ok(self.file(&mut state, path))
    }

    fn open_lock(&self, path: &Path) -> io::Result<Box<dyn VfsFile>> {
        let mut state = self.step()?;
        state.has_folder(folder_of(path))?;
        state.files.entry(path.to_path_buf()).or_default();
        Ok(self.file(&mut state, path.to_path_buf()))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.step()?;
        if state.folders.contains(from) {
            state.rename_folder(from, to);
            return Ok(());
        }
        let bytes = state.files.remove(from).ok_or(io::ErrorKind::NotFound)?;
        state.files.insert(to.to_path_buf(), bytes);
        let lock = state.locks.remove(from);
        state.locks.remove(to);
        state.locks.extend(lock.map(|handle| (to.to_path_buf(), handle)));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let removed = self.step()?.files.remove(path);
        removed.map(drop).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        let mut state = self.step()?;
        state.has_folder(path)?;
        let all = state.files.keys().chain(&state.folders).chain(state.links.keys());
        if all.into_iter().any(|inner| inner.parent() == Some(path)) {
            return Err(io::ErrorKind::DirectoryNotEmpty.into());
        }
        state.folders.remove(path);
        Ok(())
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?.has_folder(path)
    }

    fn create_folders(&self, path: &Path) -> io::Result<()> {
        self.step()?.folders.extend(path.ancestors().map(Path::to_path_buf));
        Ok(())
    }

    fn list(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        let state = self.step()?;
        state.has_folder(path)?;
        let all: BTreeSet<&PathBuf> =
            state.files.keys().chain(&state.folders).chain(state.links.keys()).collect();
        Ok(all.into_iter().filter(|inner| inner.parent() == Some(path)).cloned().collect())
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        let state = self.step()?;
        let path = state.followed(path);
        state.has_folder(folder_of(&path))?;
        Ok(path)
    }

    fn copy_mode(&self, from: &Path, to: &Path) -> io::Result<()> {
        let state = self.step()?;
        state.file(from)?;
        state.file(to).map(drop)
    }

    fn overwrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.step()?.file_mut(path)?.splice(.., bytes.iter().copied());
        Ok(())
    }

    fn is_concurrent(&self) -> bool {
        false
    }
}

impl VfsFile for MemoryFile {
    fn write_all(&self, bytes: &[u8]) -> io::Result<()> {
        let answer = self.fs.step().map(drop);
        let written = if answer.is_ok() { bytes.len() } else { bytes.len() / 2 };
        let mut state = self.fs.state();
        state.file_mut(&self.path)?.extend(bytes.iter().take(written));
        answer
    }

    fn sync_data(&self) -> io::Result<()> {
        self.fs.step().map(drop)
    }

    fn sync_all(&self) -> io::Result<()> {
        self.fs.step().map(drop)
    }

    fn try_lock(&self) -> io::Result<bool> {
        let mut state = self.fs.step()?;
        Ok(*state.locks.entry(self.path.clone()).or_insert(self.handle) == self.handle)
    }

    fn rewrite(&self, bytes: &[u8]) -> io::Result<()> {
        self.fs.step()?.file_mut(&self.path)?.splice(.., bytes.iter().copied());
        Ok(())
    }
}
