//! [`Journal`]: writes a journal, a line a step.

use super::super::hash::FileHash;
use super::super::vfs::{Vfs, VfsFile, folder_of};
use super::read::checksum;
use super::{FIRST_WORDS, JournalEntry, JournalHeader, Past};
use crate::model::{AnnotatorId, Timestamp};
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// An open journal, in use by this program alone. After a failed write it refuses all further lines: start a new one.
#[derive(Debug)]
pub struct Journal {
    file: Arc<dyn VfsFile>,
    path: PathBuf,
    seed: u32,
    sequence: u64,
    len: u64,
    is_broken: bool,
}

/// Syncs a journal from another thread.
#[derive(Clone, Debug)]
pub struct JournalSync(Arc<dyn VfsFile>);

impl JournalSync {
    /// Makes all lines appended before survive a power cut, once the folder is synced too.
    ///
    /// # Errors
    /// Never try again on this journal: the system may have dropped what it could not write. Start a new one.
    pub fn sync(&self) -> io::Result<()> {
        self.0.sync_data()
    }
}

impl Journal {
    /// Starts a journal under a name of its own in a folder, which is made where needed. Nothing is synced yet: the
    /// caller must not wait for a disk.
    pub fn create(
        vfs: &dyn Vfs,
        folder: &Path,
        header: &JournalHeader,
        past: &Past,
        (time, annotator): (Timestamp, AnnotatorId),
    ) -> io::Result<Self> {
        let (path, file) = new_file(vfs, folder)?;
        file.try_lock()?;
        let words = header_words(header);
        let mut journal = Self {
            file: file.into(),
            path,
            seed: checksum(0, words.as_bytes()),
            sequence: header.first.saturating_sub(1),
            len: 0,
            is_broken: false,
        };
        let mut text = words + "\n";
        if *past != Past::default() {
            let entry = ron::to_string(&JournalEntry::Past(past.clone())).map_err(io::Error::other)?;
            journal.seed = push_line(&mut text, journal.seed, journal.sequence, (time, annotator), &entry);
        }
        match journal.write(&text) {
            Ok(()) => Ok(journal),
            Err(err) => {
                // Nothing of worth is in it; what cannot be removed is passed over at the next opening.
                drop(vfs.remove(&journal.path));
                Err(err)
            }
        }
    }

    /// Hands one entry to the system, in one write: it survives the death of this program.
    ///
    /// # Errors
    /// The entry is not acknowledged, and neither is any later one.
    pub fn append(
        &mut self,
        entry: &JournalEntry,
        time: Timestamp,
        annotator: AnnotatorId,
    ) -> io::Result<()> {
        let text = ron::to_string(entry).map_err(io::Error::other)?;
        self.append_text(&text, entry.is_step(), time, annotator)
    }

    /// As [`Journal::append`], for entries that are text already.
    pub fn append_text(
        &mut self,
        entry: &str,
        is_step: bool,
        time: Timestamp,
        annotator: AnnotatorId,
    ) -> io::Result<()> {
        let sequence = self.sequence + u64::from(is_step);
        let mut line = String::new();
        let seed = push_line(&mut line, self.seed, sequence, (time, annotator), entry);
        self.write(&line)?;
        (self.seed, self.sequence) = (seed, sequence);
        Ok(())
    }

    /// As [`Journal::append`] for many steps, in one write.
    pub fn append_steps<'t>(
        &mut self,
        steps: impl IntoIterator<Item = (&'t str, Timestamp, AnnotatorId)>,
    ) -> io::Result<()> {
        let (mut text, mut seed, mut sequence) = (String::new(), self.seed, self.sequence);
        for (entry, time, annotator) in steps {
            sequence += 1;
            seed = push_line(&mut text, seed, sequence, (time, annotator), entry);
        }
        self.write(&text)?;
        (self.seed, self.sequence) = (seed, sequence);
        Ok(())
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        if self.is_broken {
            return Err(io::Error::other("an earlier write to this journal failed"));
        }
        // Broken until proved whole: a torn line must not be followed by another.
        self.is_broken = true;
        self.file.write_all(text.as_bytes())?;
        self.is_broken = false;
        self.len += text.len() as u64;
        Ok(())
    }

    /// For a background thread.
    pub fn sync_handle(&self) -> JournalSync {
        JournalSync(Arc::clone(&self.file))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Sequence of the last step.
    pub const fn sequence(&self) -> u64 {
        self.sequence
    }

    /// Bytes so far.
    pub const fn len(&self) -> u64 {
        self.len
    }

    /// Whether nothing was written; never so once it was created.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }
}

/// Makes the name of a new journal survive a power cut, with the folders above it that may be new.
pub(super) fn sync_names(vfs: &dyn Vfs, journal: &Path, depth: usize) -> io::Result<()> {
    let mut folder = folder_of(journal);
    vfs.sync_folder(folder)?;
    for _ in 0..depth {
        folder = folder_of(folder);
        match vfs.sync_folder(folder) {
            // A folder that may not be read is none that we made.
            Err(err) if err.kind() == io::ErrorKind::PermissionDenied => break,
            answer => answer?,
        }
    }
    Ok(())
}

/// A file of a name that was never used: whoever was to put an older journal away must not find this one.
fn new_file(vfs: &dyn Vfs, folder: &Path) -> io::Result<(PathBuf, Box<dyn VfsFile>)> {
    vfs.create_folders(folder)?;
    let path = folder.join(format!("journal-{}", Uuid::now_v7()));
    vfs.create_new(&path).map(|file| (path, file))
}

fn header_words(header: &JournalHeader) -> String {
    let JournalHeader { project, base, instance, host, pid, first } = header;
    // Words are told apart by spaces.
    let host: String = host.chars().filter(|c| c.is_ascii_graphic()).take(64).collect();
    format!(
        "{FIRST_WORDS}project={project} base={base} instance={instance} host={host} pid={pid} first={first}"
    )
}

/// Adds a line and gives its checksum, where the next one begins.
fn push_line(
    out: &mut String,
    seed: u32,
    sequence: u64,
    (time, annotator): (Timestamp, AnnotatorId),
    entry: &str,
) -> u32 {
    let body = format!("{} {sequence} {} {annotator} {entry}", entry.len(), time.millis());
    let sum = checksum(seed, body.as_bytes());
    let written = writeln!(out, "{sum:08x} {body}");
    debug_assert!(written.is_ok(), "a String takes everything");
    sum
}

impl serde::Serialize for FileHash {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for FileHash {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
