//! [`Journal`]: the append-only file of what was done since the last save; a line a step.
//!
//! Each line carries a checksum that begins where the one before it ended, so a torn, spliced or stale line ends the
//! reading: what was written before it stands, and nothing after it is believed.

use super::hash::FileHash;
use super::vfs::{Vfs, VfsFile, folder_of};
use crate::model::{AnnotatorId, ProjectId, Timestamp, Transaction};
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Begins the first line; the digit is the version of the format.
const FIRST_WORDS: &str = "crossclaim-journal 1 ";

/// One acknowledged step.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum JournalEntry {
    /// A new step, as it was applied.
    Commit(Transaction),
    /// A step was taken back, by what this did: the step itself may be older than the journal.
    Undo(Transaction),
    /// A step that had been taken back was done again, by what this did.
    Redo(Transaction),
}

/// An entry with the circumstances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalRecord {
    /// Counts from 1 without gaps.
    pub sequence: u64,
    /// When it was done.
    pub time: Timestamp,
    /// Who did it.
    pub annotator: AnnotatorId,
    /// What was done.
    pub entry: JournalEntry,
}

/// What the entries of a journal go on top of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JournalHeader {
    /// Whose steps.
    pub project: ProjectId,
    /// Hash of the saved file that the first entry changed.
    pub base: FileHash,
}

/// A journal as far as it can be believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalContents {
    /// None when the first line is damaged or of another version; then there are no entries either.
    pub header: Option<JournalHeader>,
    /// Whole and in order.
    pub entries: Vec<JournalRecord>,
    /// Bytes after the last good line; 0 in a journal that was never torn.
    pub torn_bytes: usize,
}

/// An open journal. After a failed write it refuses all further entries: start a new one.
#[derive(Debug)]
pub struct Journal {
    file: Arc<dyn VfsFile>,
    seed: u32,
    sequence: u64,
    len: u64,
    is_broken: bool,
}

/// Syncs a journal from another thread.
#[derive(Clone, Debug)]
pub struct JournalSync(Arc<dyn VfsFile>);

impl JournalSync {
    /// Makes all entries appended before survive a power cut.
    ///
    /// # Errors
    /// Never try again on this journal: the system may have dropped what it could not write. Start a new one.
    pub fn sync(&self) -> io::Result<()> {
        self.0.sync_data()
    }
}

impl Journal {
    /// Starts a journal in a file that must not exist yet; makes its folder where needed.
    pub fn create(vfs: &dyn Vfs, path: &Path, project: ProjectId, base: &FileHash) -> io::Result<Self> {
        vfs.create_folders(folder_of(path))?;
        let file: Arc<dyn VfsFile> = vfs.create_new(path)?.into();
        let header = format!("{FIRST_WORDS}project={project} base={base}");
        file.write_all(format!("{header}\n").as_bytes())?;
        file.sync_all()?;
        vfs.sync_folder(folder_of(path))?;
        let len = header.len() as u64 + 1;
        Ok(Self { file, seed: checksum(0, header.as_bytes()), sequence: 0, len, is_broken: false })
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
        if self.is_broken {
            return Err(io::Error::other("an earlier write to this journal failed"));
        }
        let entry = ron::to_string(entry).map_err(io::Error::other)?;
        let sequence = self.sequence + 1;
        let body = format!("{} {sequence} {} {annotator} {entry}", entry.len(), time.millis());
        let sum = checksum(self.seed, body.as_bytes());
        let line = format!("{sum:08x} {body}\n");
        // Broken until proved whole: a torn line must not be followed by another.
        self.is_broken = true;
        self.file.write_all(line.as_bytes())?;
        self.is_broken = false;
        self.seed = sum;
        self.sequence = sequence;
        self.len += line.len() as u64;
        Ok(())
    }

    /// As [`JournalSync::sync`].
    pub fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    /// For a background thread.
    pub fn sync_handle(&self) -> JournalSync {
        JournalSync(Arc::clone(&self.file))
    }

    /// How many entries were appended.
    pub const fn entry_count(&self) -> u64 {
        self.sequence
    }

    /// Bytes so far, the first line included.
    pub const fn len(&self) -> u64 {
        self.len
    }

    /// Whether nothing was appended.
    pub const fn is_empty(&self) -> bool {
        self.sequence == 0
    }
}

/// Reads a journal up to the first line that cannot be believed.
pub fn read_journal(bytes: &[u8]) -> JournalContents {
    let nothing = JournalContents { header: None, entries: Vec::new(), torn_bytes: bytes.len() };
    let Some((first, mut rest)) = split_line(bytes) else {
        return nothing;
    };
    let Some(header) = read_header(first) else {
        return nothing;
    };
    let mut entries = Vec::new();
    let mut seed = checksum(0, first);
    let mut next = 1;
    while let Some((line, after)) = split_line(rest) {
        let Some((sum, record)) = read_line(line, seed).filter(|(_, record)| record.sequence == next) else {
            break;
        };
        entries.push(record);
        (seed, next, rest) = (sum, next + 1, after);
    }
    JournalContents { header: Some(header), entries, torn_bytes: rest.len() }
}

fn checksum(seed: u32, bytes: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new_with_initial(seed);
    hasher.update(bytes);
    hasher.finalize()
}

fn split_line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let (line, rest) = bytes.split_at_checked(end)?;
    Some((line, rest.get(1..)?))
}

fn read_header(line: &[u8]) -> Option<JournalHeader> {
    let words = str::from_utf8(line).ok()?.strip_prefix(FIRST_WORDS)?;
    // Further words may say more about the writer.
    let value = |name: &str| words.split(' ').find_map(|word| word.strip_prefix(name)?.strip_prefix('='));
    Some(JournalHeader { project: value("project")?.parse().ok()?, base: value("base")?.parse().ok()? })
}

fn read_line(line: &[u8], seed: u32) -> Option<(u32, JournalRecord)> {
    let (sum, body) = str::from_utf8(line).ok()?.split_once(' ')?;
    let sum = u32::from_str_radix(sum, 16).ok().filter(|_| sum.len() == 8)?;
    if checksum(seed, body.as_bytes()) != sum {
        return None;
    }
    let mut words = body.splitn(5, ' ');
    let len: usize = words.next()?.parse().ok()?;
    let sequence = words.next()?.parse().ok()?;
    let time = Timestamp::from_millis(words.next()?.parse().ok()?);
    let annotator = words.next()?.parse().ok()?;
    let entry = words.next().filter(|entry| entry.len() == len)?;
    let entry = ron::from_str(entry).ok()?;
    Some((sum, JournalRecord { sequence, time, annotator, entry }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Edit;
    use crate::storage::MemoryFs;
    use uuid::Uuid;

    const PATH: &str = "/state/p/journal";

    fn annotator() -> AnnotatorId {
        AnnotatorId(Uuid::from_u128(7))
    }

    fn written(fs: &MemoryFs) -> (Journal, Vec<JournalEntry>) {
        let project = ProjectId(Uuid::from_u128(1));
        let mut journal = Journal::create(fs, Path::new(PATH), project, &FileHash::of(b"x")).unwrap();
        let titles = ["a\nb\r\n\"c\\ ", "", "\u{2028}é\u{202e}\0"];
        let mut entries: Vec<JournalEntry> = titles
            .map(|title| {
                JournalEntry::Commit(Transaction::new("Set\ntitle", vec![Edit::SetTitle(title.into())]))
            })
            .into();
        entries.extend([
            JournalEntry::Undo(Transaction::new("Back", Vec::new())),
            JournalEntry::Redo(Transaction::new("Again", Vec::new())),
        ]);
        for (entry, millis) in entries.iter().zip(1_700_000_000_000..) {
            let time = Timestamp::from_millis(millis);
            journal.append(entry, time, annotator()).unwrap();
        }
        (journal, entries)
    }

    fn line_count(bytes: &[u8]) -> usize {
        bytes.split(|byte| *byte == b'\n').count() - 1
    }

    #[test]
    fn entries_read_back_as_appended() {
        let fs = MemoryFs::new();
        let (journal, entries) = written(&fs);
        journal.sync_handle().sync().unwrap();
        let bytes = fs.bytes(PATH).unwrap();
        assert_eq!(journal.len(), bytes.len() as u64);
        let contents = read_journal(&bytes);
        let header = contents.header.unwrap();
        assert_eq!((header.project, header.base), (ProjectId(Uuid::from_u128(1)), FileHash::of(b"x")));
        assert_eq!(contents.torn_bytes, 0);
        let read: Vec<_> = contents.entries.iter().map(|record| record.entry.clone()).collect();
        assert_eq!(read, entries);
        assert!(contents.entries.iter().all(|record| record.annotator == annotator()));
    }

    #[test]
    fn a_journal_cut_anywhere_keeps_its_whole_lines() {
        let fs = MemoryFs::new();
        written(&fs);
        let bytes = fs.bytes(PATH).unwrap();
        for end in 0..bytes.len() {
            let contents = read_journal(&bytes[..end]);
            let lines = line_count(&bytes[..end]);
            assert_eq!(contents.entries.len(), lines.saturating_sub(1), "{end}");
            assert_eq!(contents.header.is_some(), lines > 0);
            assert_eq!(contents.torn_bytes == 0, end == 0 || bytes[end - 1] == b'\n', "{end}");
        }
    }

    #[test]
    fn nothing_after_a_damaged_line_is_believed() {
        let fs = MemoryFs::new();
        let (_, entries) = written(&fs);
        let bytes = fs.bytes(PATH).unwrap();
        for index in 0..bytes.len() {
            for flip in [1, 0x20, 0x80] {
                let mut damaged = bytes.clone();
                damaged[index] ^= flip;
                let contents = read_journal(&damaged);
                let lines = line_count(&bytes[..index]);
                // The case of a hexadecimal digit carries nothing.
                if damaged[index].eq_ignore_ascii_case(&bytes[index]) {
                    continue;
                }
                assert!(contents.entries.len() <= lines.saturating_sub(1), "{index} {flip}");
                for (record, entry) in contents.entries.iter().zip(&entries) {
                    assert_eq!(&record.entry, entry);
                }
            }
        }
    }

    #[test]
    fn lines_of_another_journal_or_order_are_refused() {
        let fs = MemoryFs::new();
        written(&fs);
        let text = String::from_utf8(fs.bytes(PATH).unwrap()).unwrap();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let swapped = [lines[0], lines[2], lines[1]].concat();
        assert_eq!(read_journal(swapped.as_bytes()).entries.len(), 0);
        let spliced = [lines[0], lines[1], lines[3]].concat();
        assert_eq!(read_journal(spliced.as_bytes()).entries.len(), 1);
        let other = lines[0].replace("base=", "host=x base=") + lines[1];
        let contents = read_journal(other.as_bytes());
        assert!(contents.header.is_some() && contents.entries.is_empty());
    }

    #[test]
    fn after_a_failed_write_nothing_more_is_taken() {
        let fs = MemoryFs::new();
        let (mut journal, entries) = written(&fs);
        let now = fs.operations();
        fs.fail(now..now + 1, io::ErrorKind::StorageFull);
        let time = Timestamp::from_millis(0);
        let undo = JournalEntry::Undo(Transaction::new("Back", Vec::new()));
        let err = journal.append(&undo, time, annotator()).unwrap_err();
        assert_eq!(err.kind(), io::ErrorKind::StorageFull);
        assert!(journal.append(&undo, time, annotator()).is_err());
        let contents = read_journal(&fs.bytes(PATH).unwrap());
        assert_eq!(contents.entries.len(), entries.len());
        assert!(contents.torn_bytes > 0);
        assert!(Journal::create(&fs, Path::new(PATH), ProjectId(Uuid::nil()), &FileHash::of(b"")).is_err());
    }

    #[test]
    fn any_bytes_are_read_without_panic() {
        for bytes in
            [&b""[..], b"\n", b"crossclaim-journal 1 \n", b"crossclaim-journal 2 project=x\n", b"\xff\n\n"]
        {
            let contents = read_journal(bytes);
            assert!(contents.header.is_none() && contents.torn_bytes == bytes.len());
        }
    }
}
