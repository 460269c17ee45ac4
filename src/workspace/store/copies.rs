//! [`Copies`]: versions of the project that a sync service or a person left beside it.
//!
//! Dropbox, Nextcloud and One Drive, iCloud and Syncthing name them in many ways, all of which begin as the project's own
//! name does. What counts is the content: the same project, in another state.

use super::Store;
use crate::model::ProjectId;
use crate::storage::{FileFacts, FileHash, FileKind, Vfs, folder_of, overwrite_file, written_project_id};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

/// A file larger than this is not read into memory.
const MAX_LEN: u64 = 4 << 30;
/// Files of one folder that are looked into.
const MAX_FILES: usize = 64;
const MAX_LIST_LEN: u64 = 1 << 20;
/// Hashes that are remembered.
const MAX_HANDLED: usize = 500;

/// A version of the project beside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SyncCopy {
    /// Where it is.
    pub path: PathBuf,
    /// When it last changed, in milliseconds since 1970; none where the disk does not say.
    pub modified: Option<i64>,
}

/// What was seen of the files beside the project.
#[derive(Debug, Default)]
pub(super) struct Copies {
    seen: BTreeMap<PathBuf, (FileFacts, Option<FileHash>)>,
    found: Vec<(SyncCopy, FileHash)>,
    /// Merged, or not wanted.
    handled: BTreeSet<String>,
}

impl Copies {
    /// Looks at the folder of the project's file; a file is read only when its facts changed. Gives whether there are
    /// others than before.
    pub(super) fn look(&mut self, vfs: &dyn Vfs, file: &Path, project: ProjectId, own: &FileHash) -> bool {
        let (folder, own_name) = (folder_of(file), file.file_name());
        // A folder that cannot be listed now may be in a moment.
        let Ok(paths) = vfs.list(folder) else { return false };
        let mut seen = BTreeMap::new();
        for path in paths
            .into_iter()
            .filter(|path| path.file_name() != own_name && is_named_like(path, file))
            .take(MAX_FILES)
        {
            let Ok(facts) = vfs.facts(&path) else { continue };
            let known = self.seen.remove(&path).filter(|(before, _)| *before == facts);
            let hash = known.map_or_else(|| version_hash(vfs, &path, facts, project), |(_, hash)| hash);
            seen.insert(path, (facts, hash));
        }
        self.seen = seen;
        // What the project's file held is in it, and stays behind when the file is saved.
        let same = self.seen.values().filter_map(|(_, hash)| hash.filter(|hash| hash == own));
        self.handled.extend(same.map(|hash| hash.to_string()));
        let copies = self.seen.iter().filter_map(|(path, (facts, hash))| {
            let hash = hash.filter(|hash| hash != own && !self.handled.contains(&hash.to_string()))?;
            let modified = facts.modified.map(|time| time.millis());
            Some((SyncCopy { path: path.clone(), modified }, hash))
        });
        let found: Vec<_> = copies.collect();
        let is_news = found != self.found;
        self.found = found;
        is_news
    }

    pub(super) fn found(&self) -> Vec<SyncCopy> {
        self.found.iter().map(|(copy, _)| copy.clone()).collect()
    }

    /// No copy with that content is offered from here on.
    fn forget(&mut self, hash: FileHash) {
        self.handled.insert(hash.to_string());
        self.found.retain(|(_, other)| *other != hash);
    }

    fn hash_of(&self, path: &Path) -> Option<FileHash> {
        self.found.iter().find(|(copy, _)| copy.path == path).map(|(_, hash)| *hash)
    }
}

impl Store {
    /// The project holds what the own file holds, which somebody else wrote: the next save may replace it. The journal
    /// goes on from the state that it knows, and says at the save what the file became.
    pub(in crate::workspace) fn take_in_own(&mut self, hash: FileHash) {
        if let Some(path) = &self.path {
            self.base = Some(hash);
            self.watch.know(path, hash);
        }
    }

    /// Versions of the project that lie beside it and were neither merged nor put aside.
    pub fn sync_copies(&self) -> Vec<SyncCopy> {
        self.watch.copies(|copies| copies.found())
    }

    /// Looks for them now, on this thread.
    pub(in crate::workspace) fn look_for_copies(&self, project: ProjectId) {
        self.read_handled(project);
        self.watch.look_for_copies(project);
    }

    /// A copy that is not wanted is offered no more, also not tomorrow, unless it changes.
    pub(in crate::workspace) fn put_copy_aside(&self, project: ProjectId, path: &Path) {
        if let Some(hash) = self.watch.copies(|copies| copies.hash_of(path)) {
            self.forget_copy(project, hash);
        }
    }

    /// The content of that file is in the project, or is not wanted.
    pub(in crate::workspace) fn forget_copy(&self, project: ProjectId, hash: FileHash) {
        self.read_handled(project);
        let hashes = self.watch.copies(|copies| {
            copies.forget(hash);
            copies.handled.clone()
        });
        let Some(places) = &self.environment.places else { return };
        let lines: Vec<String> = hashes.into_iter().take(MAX_HANDLED).collect();
        let path = places.handled_copies_path(project);
        // Without it the copy is offered once more on another day.
        drop(overwrite_file(self.environment.vfs.as_ref(), &path, lines.join("\n").as_bytes()));
    }

    /// Takes over what was handled on other days.
    pub(super) fn read_handled(&self, project: ProjectId) {
        let Some(places) = &self.environment.places else { return };
        let path = places.handled_copies_path(project);
        let bytes = self.environment.vfs.read(&path, MAX_LIST_LEN).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let hashes: Vec<String> =
            text.lines().filter(|line| FileHash::from_str(line).is_ok()).map(str::to_owned).collect();
        self.watch.copies(|copies| copies.handled.extend(hashes));
    }
}

/// Whether a name begins as the project's does, up to its ending, and ends as projects do.
fn is_named_like(path: &Path, file: &Path) -> bool {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let (name, own) = (name(path), name(file));
    let stem = own.strip_suffix(".ron").unwrap_or(&own);
    let stem = stem.strip_suffix(".crossclaim").unwrap_or(stem);
    let is_ron = Path::new(&name).extension().is_some_and(|ending| ending == "ron");
    is_ron && name.starts_with(stem)
}

/// The hash of a file that holds this project.
fn version_hash(vfs: &dyn Vfs, path: &Path, facts: FileFacts, project: ProjectId) -> Option<FileHash> {
    if facts.kind != FileKind::File || facts.len == 0 {
        return None;
    }
    let bytes = vfs.read(path, MAX_LEN).ok()?;
    (written_project_id(&bytes) == Some(project)).then(|| FileHash::of(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::MemoryFs;

    const ID: &str = "01990000-0000-7000-8000-000000000001";

    fn text(id: &str, note: &str) -> String {
        format!(
            "// Crossclaim project. One record per line.\n(\nformat: \"crossclaim\", version: 1, id: \"{id}\", title: \"{note}\",\n)\n"
        )
    }

    #[test]
    fn copies_of_all_sync_services_are_found_by_what_they_hold() {
        let disk = MemoryFs::new();
        let file = Path::new("/p/rents.crossclaim.ron");
        disk.put(file, text(ID, "own"));
        let names = [
            "rents.crossclaim (Ben's conflicted copy 2026-04-28).ron",
            "rents (conflicted copy 2026-04-28 093000).crossclaim.ron",
            "rents.crossclaim.sync-conflict-20260428-093000-ABCDEFG.ron",
            "rents.crossclaim (1).ron",
            "rents.crossclaim-LAPTOP.ron",
            "rents.crossclaim 2.ron",
            "Rents_conf(1).crossclaim.ron",
        ];
        for (number, name) in names.iter().enumerate() {
            disk.put(format!("/p/{name}"), text(ID, &number.to_string()));
        }
        disk.put("/p/rents (same).crossclaim.ron", text(ID, "own"));
        disk.put("/p/rents-other.crossclaim.ron", text("01990000-0000-7000-8000-000000000002", "x"));
        disk.put("/p/rents.crossclaim.ron.txt", text(ID, "x"));
        disk.put("/p/rents notes.ron", "(a: 1)");
        disk.put("/p/wages.crossclaim.ron", text(ID, "x"));
        let project: ProjectId = ID.parse().unwrap();
        let own = FileHash::of(text(ID, "own").as_bytes());
        let mut copies = Copies::default();
        assert!(copies.look(&disk, file, project, &own));
        let found: BTreeSet<String> = copies
            .found()
            .iter()
            .map(|copy| copy.path.file_name().unwrap().to_string_lossy().into_owned())
            .collect();
        assert_eq!(found, names.iter().map(|name| (*name).to_owned()).collect());
        let operations = disk.operations();
        assert!(!copies.look(&disk, file, project, &own), "nothing is new");
        assert_eq!(
            disk.operations() - operations,
            1 + 10,
            "a list and the facts of each, nothing is read again"
        );
    }

    #[test]
    fn a_copy_that_was_dealt_with_comes_back_only_when_it_changes() {
        let disk = MemoryFs::new();
        let file = Path::new("/p/a.crossclaim.ron");
        let copy = "/p/a (1).crossclaim.ron";
        disk.put(file, text(ID, "own"));
        disk.put(copy, text(ID, "theirs"));
        let project: ProjectId = ID.parse().unwrap();
        let own = FileHash::of(text(ID, "own").as_bytes());
        let mut copies = Copies::default();
        copies.look(&disk, file, project, &own);
        let hash = copies.hash_of(Path::new(copy)).unwrap();
        copies.forget(hash);
        assert!(!copies.look(&disk, file, project, &own) && copies.found().is_empty());
        disk.put(copy, text(ID, "more of theirs"));
        assert!(copies.look(&disk, file, project, &own));
        assert_eq!(copies.found().len(), 1);
        disk.remove(Path::new(copy)).unwrap();
        assert!(copies.look(&disk, file, project, &own) && copies.found().is_empty());
    }
}
