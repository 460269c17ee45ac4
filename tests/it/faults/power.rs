//! [`PowerFs`]: a disk that writes down what it was asked to do, and from that knows every state that a power cut can
//! leave behind.
//!
//! The method is that of ALICE (Pillai and others, *All File Systems Are Not Created Equal*, OSDI 2014): content that was
//! not synced may be missing, there, cut in half or zeros; names that were not synced may have changed or not.

use crossclaim::storage::{FileFacts, FileKind, MemoryFs, Vfs, VfsFile};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What the disk was asked to do. Files are known by number, names only lead to them.
#[derive(Clone, Debug)]
pub(super) enum Operation {
    Create(PathBuf, usize),
    Write(usize, Vec<u8>),
    Sync(usize),
    Rename(PathBuf, PathBuf),
    Remove(PathBuf),
    SyncFolder(PathBuf),
    /// What the program promised at this point.
    Promise(u64),
}

#[derive(Debug, Default)]
struct Disk {
    log: Vec<Operation>,
    names: BTreeMap<PathBuf, usize>,
    files: Vec<Vec<u8>>,
    folders: BTreeSet<PathBuf>,
}

/// The disk; clones share it.
#[derive(Clone, Debug, Default)]
pub(super) struct PowerFs(Arc<Mutex<Disk>>);

#[derive(Debug)]
struct PowerFile(PowerFs, usize);

impl PowerFs {
    pub(super) fn new() -> Self {
        let fs = Self::default();
        fs.disk().folders.extend([PathBuf::from("/"), PathBuf::from("/work")]);
        fs
    }

    pub(super) fn promise(&self, what: u64) {
        self.disk().log.push(Operation::Promise(what));
    }

    pub(super) fn log(&self) -> Vec<Operation> {
        self.disk().log.clone()
    }

    fn disk(&self) -> MutexGuard<'_, Disk> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn number(&self, path: &Path) -> io::Result<usize> {
        self.disk().names.get(path).copied().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Vfs for PowerFs {
    fn read(&self, path: &Path, _max_len: u64) -> io::Result<Vec<u8>> {
        let number = self.number(path)?;
        Ok(self.disk().files[number].clone())
    }

    fn facts(&self, path: &Path) -> io::Result<FileFacts> {
        let is_folder = self.disk().folders.contains(path);
        let kind = if is_folder { FileKind::Folder } else { FileKind::File };
        let len = if is_folder { 0 } else { self.read(path, 0)?.len() as u64 };
        Ok(FileFacts { kind, len, modified: None })
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn VfsFile>> {
        let mut disk = self.disk();
        if disk.names.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let number = disk.files.len();
        disk.files.push(Vec::new());
        disk.names.insert(path.to_path_buf(), number);
        disk.log.push(Operation::Create(path.to_path_buf(), number));
        Ok(Box::new(PowerFile(self.clone(), number)))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn VfsFile>> {
        Ok(Box::new(PowerFile(self.clone(), self.number(path)?)))
    }

    fn open_lock(&self, _path: &Path) -> io::Result<Box<dyn VfsFile>> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut disk = self.disk();
        let number = disk.names.remove(from).ok_or(io::ErrorKind::NotFound)?;
        disk.names.insert(to.to_path_buf(), number);
        disk.log.push(Operation::Rename(from.to_path_buf(), to.to_path_buf()));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut disk = self.disk();
        disk.names.remove(path).ok_or(io::ErrorKind::NotFound)?;
        disk.log.push(Operation::Remove(path.to_path_buf()));
        Ok(())
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.disk().folders.remove(path);
        Ok(())
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.disk().log.push(Operation::SyncFolder(path.to_path_buf()));
        Ok(())
    }

    fn create_folders(&self, path: &Path) -> io::Result<()> {
        self.disk().folders.extend(path.ancestors().map(Path::to_path_buf));
        Ok(())
    }

    fn list(&self, path: &Path) -> io::Result<Vec<PathBuf>> {
        let disk = self.disk();
        let all = disk.names.keys().chain(&disk.folders);
        Ok(all.filter(|inner| inner.parent() == Some(path)).cloned().collect())
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(path.to_path_buf())
    }

    fn copy_mode(&self, from: &Path, _to: &Path) -> io::Result<()> {
        self.number(from).map(drop)
    }

    fn overwrite(&self, _path: &Path, _bytes: &[u8]) -> io::Result<()> {
        Err(io::ErrorKind::PermissionDenied.into())
    }

    fn is_concurrent(&self) -> bool {
        false
    }
}

impl VfsFile for PowerFile {
    fn write_all(&self, bytes: &[u8]) -> io::Result<()> {
        let mut disk = self.0.disk();
        disk.files[self.1].extend_from_slice(bytes);
        disk.log.push(Operation::Write(self.1, bytes.to_vec()));
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        self.0.disk().log.push(Operation::Sync(self.1));
        Ok(())
    }

    fn sync_all(&self) -> io::Result<()> {
        self.sync_data()
    }

    fn try_lock(&self) -> io::Result<bool> {
        Ok(true)
    }

    fn rewrite(&self, _bytes: &[u8]) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// Content of a file that may be on the disk.
type Contents = Vec<Vec<u8>>;

/// Every state that a power cut after these operations may leave, each handed to `look` as a disk of its own.
pub(super) fn crash_states(log: &[Operation], look: &mut dyn FnMut(&MemoryFs)) {
    let contents = contents(log);
    let names: Vec<&Operation> = log.iter().filter(|operation| changed_folder(operation).is_some()).collect();
    let synced = synced_names(log);
    let free: Vec<usize> = (0..names.len()).filter(|index| !synced.contains(index)).collect();
    // More than a few names are never open at once here; the newest ones are the ones that matter.
    let free: &[usize] = &free[free.len().saturating_sub(5)..];
    for mask in 0..1_usize << free.len() {
        let lost = |index: usize| {
            free.iter().position(|other| *other == index).is_some_and(|bit| mask >> bit & 1 == 1)
        };
        let kept: Vec<&Operation> =
            names.iter().enumerate().filter(|(index, _)| !lost(*index)).map(|(_, name)| *name).collect();
        let leading = leading(&kept);
        let open: Vec<usize> =
            leading.values().copied().filter(|number| contents[number].len() > 1).collect();
        let combinations: usize = open.iter().map(|number| contents[number].len()).product();
        for combination in 0..combinations {
            let disk = MemoryFs::new();
            disk.put("/work/keep", "");
            let mut rest = combination;
            let mut picks = BTreeMap::new();
            for number in &open {
                picks.insert(*number, rest % contents[number].len());
                rest /= contents[number].len();
            }
            for (path, number) in &leading {
                let pick = picks.get(number).copied().unwrap_or_default();
                disk.put(path, contents[number][pick].clone());
            }
            look(&disk);
        }
    }
}

/// What may be in each file: what was synced, all of it, half of the rest, zeros in its place.
fn contents(log: &[Operation]) -> BTreeMap<usize, Contents> {
    let mut found: BTreeMap<usize, (Vec<u8>, usize)> = BTreeMap::new();
    for operation in log {
        match operation {
            Operation::Create(_, number) => drop(found.insert(*number, (Vec::new(), 0))),
            Operation::Write(number, bytes) => found.get_mut(number).unwrap().0.extend_from_slice(bytes),
            Operation::Sync(number) => {
                let file = found.get_mut(number).unwrap();
                file.1 = file.0.len();
            }
            _ => {}
        }
    }
    let states = found.into_iter().map(|(number, (all, safe))| {
        let half = safe + (all.len() - safe) / 2;
        let mut zeros = all[..safe].to_vec();
        zeros.resize(all.len(), 0);
        let mut states = vec![all[..safe].to_vec()];
        if all.len() > safe {
            states.extend([all[..half].to_vec(), zeros, all]);
        }
        (number, states)
    });
    states.collect()
}

/// The operations on names, by index among themselves, that a later sync of their folder made safe.
fn synced_names(log: &[Operation]) -> BTreeSet<usize> {
    let mut open: Vec<(usize, Vec<PathBuf>)> = Vec::new();
    let mut synced = BTreeSet::new();
    let mut count = 0;
    for operation in log {
        if let Some(folders) = changed_folder(operation) {
            open.push((count, folders));
            count += 1;
        }
        if let Operation::SyncFolder(path) = operation {
            open.retain(|(index, folders)| {
                // Journaling file systems write a rename across folders as one.
                let is_safe = folders.contains(path);
                if is_safe {
                    synced.insert(*index);
                }
                !is_safe
            });
        }
    }
    synced
}

fn changed_folder(operation: &Operation) -> Option<Vec<PathBuf>> {
    let folder = |path: &PathBuf| path.parent().unwrap_or(path).to_path_buf();
    match operation {
        Operation::Create(path, _) | Operation::Remove(path) => Some(vec![folder(path)]),
        Operation::Rename(from, to) => Some(vec![folder(from), folder(to)]),
        _ => None,
    }
}

/// Where the names lead after these operations; one that builds on a lost one does nothing.
fn leading(operations: &[&Operation]) -> BTreeMap<PathBuf, usize> {
    let mut names = BTreeMap::new();
    for operation in operations {
        match operation {
            Operation::Create(path, number) => drop(names.insert(path.clone(), *number)),
            Operation::Rename(from, to) => {
                if let Some(number) = names.remove(from) {
                    names.insert(to.clone(), number);
                }
            }
            Operation::Remove(path) => drop(names.remove(path)),
            _ => {}
        }
    }
    names
}
