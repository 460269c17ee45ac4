//! [`NewFolder`]: a folder that comes into being whole: filled beside its place, then moved there.

use super::save::SaveError;
use super::vfs::{FileKind, Vfs, folder_of};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// Unfinished folders of dead processes that may be in the way.
const MAX_TRIES: usize = 100;
/// So many files are each synced; more are only handed to the system, or the disk would take seconds.
const MAX_SYNCED: usize = 100;

/// A folder that is being filled. Dropping it before [`NewFolder::finish`] takes everything back.
#[derive(Debug)]
pub struct NewFolder<'v> {
    vfs: &'v dyn Vfs,
    target: PathBuf,
    beside: PathBuf,
    files: Vec<PathBuf>,
    folders: BTreeSet<PathBuf>,
    is_finished: bool,
}

impl<'v> NewFolder<'v> {
    /// Begins to fill a folder for a place where nothing stands, or an empty folder.
    pub fn begin(vfs: &'v dyn Vfs, target: &Path) -> Result<Self, SaveError> {
        let failed = |err: io::Error| SaveError::from_io(target, &err);
        match vfs.facts(target) {
            Ok(facts) if facts.kind == FileKind::Folder && vfs.list(target).map_err(failed)?.is_empty() => {}
            Ok(_) => return Err(SaveError::Exists(target.to_path_buf())),
            Err(err) if err.kind() == io::ErrorKind::NotFound => {}
            Err(err) => return Err(failed(err)),
        }
        let place = vfs.resolve(target).unwrap_or_else(|_| target.to_path_buf());
        let beside = free_name(vfs, &place).map_err(failed)?;
        vfs.create_folders(&beside).map_err(failed)?;
        let (files, folders) = (Vec::new(), BTreeSet::new());
        Ok(Self { vfs, target: place, beside, files, folders, is_finished: false })
    }

    /// Puts a file into the folder; its name is a path within.
    pub fn put(&mut self, name: &Path, bytes: &[u8]) -> Result<(), SaveError> {
        self.try_put(name, bytes).map_err(|err| SaveError::from_io(&self.target.join(name), &err))
    }

    fn try_put(&mut self, name: &Path, bytes: &[u8]) -> io::Result<()> {
        let path = self.beside.join(name);
        let inner = name.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        let new: Vec<PathBuf> =
            inner.filter(|folder| !self.folders.contains(*folder)).map(Path::to_path_buf).collect();
        if !new.is_empty() {
            self.folders.extend(new);
            self.vfs.create_folders(folder_of(&path))?;
        }
        let file = self.vfs.create_new(&path)?;
        self.files.push(name.to_path_buf());
        file.write_all(bytes)?;
        if self.files.len() <= MAX_SYNCED { file.sync_all() } else { Ok(()) }
    }

    /// Moves the folder to its place and gives the names of its files.
    ///
    /// # Errors
    /// Nothing new stands at the place.
    pub fn finish(mut self) -> Result<Vec<PathBuf>, SaveError> {
        let failed = |err: io::Error| SaveError::from_io(&self.target, &err);
        let was_there = self.vfs.facts(&self.target).is_ok();
        let is_free = !was_there || self.vfs.remove_folder(&self.target).is_ok();
        let moved = if is_free {
            let moved = self.vfs.rename(&self.beside, &self.target);
            if moved.is_err() && was_there {
                // What stood there was empty; as before, if the disk lets us.
                self.vfs.create_folders(&self.target).ok();
            }
            moved
        } else {
            self.fill_in_place()
        };
        moved.map_err(failed)?;
        self.is_finished = true;
        // The files are there; whether a power cut may undo that is not worth an error.
        self.vfs.sync_folder(folder_of(&self.target)).ok();
        Ok(std::mem::take(&mut self.files))
    }

    /// For a folder that cannot be replaced, such as the root of a drive: moves file by file.
    fn fill_in_place(&self) -> io::Result<()> {
        for folder in &self.folders {
            self.vfs.create_folders(&self.target.join(folder))?;
        }
        for (count, file) in self.files.iter().enumerate() {
            if let Err(err) = self.vfs.rename(&self.beside.join(file), &self.target.join(file)) {
                for file in self.files.iter().take(count) {
                    self.vfs.remove(&self.target.join(file)).ok();
                }
                return Err(err);
            }
        }
        remove_folders(self.vfs, &self.beside, &self.folders);
        Ok(())
    }
}

impl Drop for NewFolder<'_> {
    /// What cannot be taken back lies hidden beside the place and does no harm.
    fn drop(&mut self) {
        if !self.is_finished {
            for file in &self.files {
                self.vfs.remove(&self.beside.join(file)).ok();
            }
            remove_folders(self.vfs, &self.beside, &self.folders);
        }
    }
}

fn remove_folders(vfs: &dyn Vfs, beside: &Path, folders: &BTreeSet<PathBuf>) {
    // The inner ones come after the outer ones.
    for folder in folders.iter().rev() {
        vfs.remove_folder(&beside.join(folder)).ok();
    }
    vfs.remove_folder(beside).ok();
}

fn free_name(vfs: &dyn Vfs, target: &Path) -> io::Result<PathBuf> {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    for number in 1..=MAX_TRIES {
        let suffix = if number == 1 { String::new() } else { format!("-{number}") };
        let beside = target.with_file_name(format!(".{name}.unfinished{suffix}"));
        match vfs.facts(&beside) {
            Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(beside),
            Err(err) => return Err(err),
            Ok(_) => {}
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::MemoryFs;

    fn fill(disk: &MemoryFs, target: &str) -> Result<Vec<PathBuf>, SaveError> {
        let mut folder = NewFolder::begin(disk, Path::new(target))?;
        folder.put(Path::new("a.txt"), b"A")?;
        folder.put(Path::new("train/deep/b.txt"), b"B")?;
        folder.finish()
    }

    #[test]
    fn a_folder_with_folders_arrives_whole() {
        let disk = MemoryFs::new();
        assert_eq!(fill(&disk, "/out").unwrap().len(), 2);
        assert_eq!(disk.paths(), [Path::new("/out/a.txt"), Path::new("/out/train/deep/b.txt")]);
        assert!(matches!(fill(&disk, "/out"), Err(SaveError::Exists(_))));
        assert_eq!(disk.bytes("/out/a.txt").unwrap(), b"A");
    }

    #[test]
    fn what_a_dead_process_left_is_not_taken_along() {
        let disk = MemoryFs::new();
        disk.put("/.out.unfinished/old.txt", "old");
        fill(&disk, "/out").unwrap();
        assert_eq!(disk.bytes("/out/old.txt"), None);
    }

    #[test]
    fn a_failure_at_any_operation_leaves_nothing() {
        for is_there in [false, true] {
            let start = || {
                let disk = MemoryFs::new();
                if is_there {
                    disk.create_folders(Path::new("/out")).unwrap();
                }
                disk
            };
            let whole = start();
            let before = whole.operations();
            fill(&whole, "/out").unwrap();
            for at in before..whole.operations() {
                let disk = start();
                disk.fail(at..at + 1, io::ErrorKind::StorageFull);
                if fill(&disk, "/out").is_ok() {
                    assert_eq!(disk.paths(), whole.paths(), "operation {at}");
                } else {
                    assert_eq!(disk.paths(), Vec::<PathBuf>::new(), "operation {at}");
                    assert_eq!(disk.facts(Path::new("/out")).is_ok(), is_there, "operation {at}");
                }
            }
        }
    }
}
