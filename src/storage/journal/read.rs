//! [`scan_journal`] checks the lines of a journal up to the first damaged one; [`read_journal`] also parses its entries.
//!
//! Which steps of a journal a file lacks is known without parsing the steps: only the entries that name states of the
//! file are parsed by the scan.

use super::{FIRST_WORDS, JournalEntry, JournalHeader, Past};
use crate::model::{AnnotatorId, Timestamp, in_threads};
use crate::storage::FileHash;
use std::sync::Arc;

/// Below this a second thread costs more than it brings.
const MIN_LINES_PER_THREAD: usize = 500;

/// A line whose checksum is right, with its entry as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalLine {
    /// Of a step: counts up without gaps. Of another entry: that of the step before it.
    pub sequence: u64,
    /// When it was done.
    pub time: Timestamp,
    /// Who did it.
    pub annotator: AnnotatorId,
    /// The entry as it stands there.
    pub text: Arc<str>,
    /// Bytes of the line with its end.
    len: usize,
}

/// An entry with the circumstances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalRecord {
    /// Of a step: counts up without gaps. Of another entry: that of the step before it.
    pub sequence: u64,
    /// When it was done.
    pub time: Timestamp,
    /// Who did it.
    pub annotator: AnnotatorId,
    /// What was done.
    pub entry: JournalEntry,
    /// The entry as it stands there.
    pub text: Arc<str>,
}

/// A journal up to its first damaged line, its steps not parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalScan {
    /// None when the first line is damaged or of another version; then there are no lines either.
    pub header: Option<JournalHeader>,
    /// Whole and in order.
    pub lines: Vec<JournalLine>,
    /// Bytes after the last good line; 0 in a journal that was never torn.
    pub torn_bytes: usize,
    /// States that the file may hold, oldest first: the last one known to be saved, and those that were about to be.
    states: Vec<FileState>,
}

/// A state that a file may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FileState {
    hash: FileHash,
    /// Sequence of the last step that it holds.
    after: u64,
    past: Past,
}

/// The steps of a journal that a file lacks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MissingSteps {
    /// What could be undone and redone in the state that the file holds.
    pub past: Past,
    /// Oldest first.
    pub steps: Vec<JournalRecord>,
    /// Bytes of the journal from the first entry on that could not be parsed.
    pub unread_bytes: usize,
}

/// A journal up to its first damaged line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalContents {
    /// None when the first line is damaged or of another version; then there are no records either.
    pub header: Option<JournalHeader>,
    /// Whole and in order.
    pub records: Vec<JournalRecord>,
    /// Bytes after the last good line; 0 in a journal that was never torn.
    pub torn_bytes: usize,
}

/// Reads a journal up to the first line that is damaged or cannot be parsed.
pub fn read_journal(bytes: &[u8]) -> JournalContents {
    let JournalScan { header, lines, torn_bytes, .. } = scan_journal(bytes);
    let (records, unread) = parse(lines);
    JournalContents { header, records, torn_bytes: torn_bytes + unread }
}

/// Checks a journal up to the first damaged line.
pub fn scan_journal(bytes: &[u8]) -> JournalScan {
    let damaged =
        JournalScan { header: None, lines: Vec::new(), torn_bytes: bytes.len(), states: Vec::new() };
    let Some((first, mut rest)) = split_line(bytes) else {
        return damaged;
    };
    let Some(header) = read_header(first) else {
        return damaged;
    };
    let mut seed = checksum(0, first);
    let mut last = header.first.saturating_sub(1);
    let mut states = vec![FileState { hash: header.base, after: last, past: Past::default() }];
    let mut lines = Vec::new();
    while let Some((line, after)) = split_line(rest) {
        let Some((sum, line)) = read_line(line, seed) else { break };
        let is_next = line.sequence == last + u64::from(line.is_step());
        if !is_next || !(line.is_step() || note_state(&mut states, &line.text)) {
            break;
        }
        last = line.sequence;
        lines.push(line);
        (seed, rest) = (sum, after);
    }
    JournalScan { header: Some(header), lines, torn_bytes: rest.len(), states }
}

/// Follows an entry that is no step; false where it cannot be parsed.
fn note_state(states: &mut Vec<FileState>, text: &str) -> bool {
    match ron::from_str(text) {
        Ok(JournalEntry::Past(past)) => {
            if let Some(base) = states.first_mut() {
                base.past = past;
            }
        }
        Ok(JournalEntry::Saving { hash, after, past }) => states.push(FileState { hash, after, past }),
        Ok(JournalEntry::Saved(hash)) => {
            let saved = states.iter().rposition(|state| state.hash == hash);
            states.drain(..saved.unwrap_or_default());
        }
        Ok(JournalEntry::Commit(_) | JournalEntry::Undo(_) | JournalEntry::Redo(_)) | Err(_) => return false,
    }
    true
}

impl JournalLine {
    /// Whether the entry changes the project.
    pub fn is_step(&self) -> bool {
        ["Commit(", "Undo(", "Redo("].iter().any(|word| self.text.starts_with(word))
    }

    /// What identifies a step that stands in two journals.
    pub fn mark(&self) -> (Timestamp, AnnotatorId, &str) {
        (self.time, self.annotator, &self.text)
    }
}

impl JournalScan {
    /// Sequence of the last step that a file with that hash holds; none when this journal goes onto another one.
    ///
    /// Only the last saved state counts, and those that were about to be saved: whoever brings back an older file wants
    /// that file and not what was done since.
    pub fn fit(&self, file: &FileHash) -> Option<u64> {
        self.state(file).map(|state| state.after)
    }

    /// What this journal adds to a file with that hash; none when it goes onto another one.
    pub fn into_missing(self, file: &FileHash) -> Option<MissingSteps> {
        let FileState { after, past, .. } = self.state(file)?.clone();
        Some(self.into_steps_after(after, past))
    }

    /// The steps since the last state that is known to have been saved.
    pub fn into_unsaved(self) -> MissingSteps {
        let state = self.states.first().cloned();
        state.map(|state| self.into_steps_after(state.after, state.past)).unwrap_or_default()
    }

    /// The steps after that sequence.
    pub fn steps_after(&self, after: u64) -> impl DoubleEndedIterator<Item = &JournalLine> {
        self.lines.iter().filter(move |line| line.is_step() && line.sequence > after)
    }

    /// The steps since the last state that is known to have been saved, not parsed.
    pub fn unsaved(&self) -> Vec<&JournalLine> {
        let state = self.states.first();
        state.map(|state| self.steps_after(state.after).collect()).unwrap_or_default()
    }

    /// Hash of the last file that is known to have been saved, on which [`JournalScan::unsaved`] goes.
    pub fn last_saved(&self) -> Option<FileHash> {
        self.states.first().map(|state| state.hash)
    }

    fn state(&self, file: &FileHash) -> Option<&FileState> {
        self.states.iter().rfind(|state| state.hash == *file)
    }

    fn into_steps_after(self, after: u64, past: Past) -> MissingSteps {
        let is_missing = |line: &JournalLine| line.sequence > after;
        let (records, unread_bytes) = parse(self.lines.into_iter().filter(is_missing).collect());
        let steps = records.into_iter().filter(|record| record.entry.is_step()).collect();
        MissingSteps { past, steps, unread_bytes }
    }
}

/// The entries of all lines up to the first that cannot be parsed, and the bytes from there on. Uses several threads when
/// there are many.
fn parse(lines: Vec<JournalLine>) -> (Vec<JournalRecord>, usize) {
    let parse_run = |_first: usize, run: &[JournalLine]| -> Vec<Option<JournalEntry>> {
        run.iter().map(|line| ron::from_str(&line.text).ok()).collect()
    };
    let entries: Vec<_> = in_threads(&lines, MIN_LINES_PER_THREAD, parse_run).into_iter().flatten().collect();
    let whole = entries.iter().take_while(|entry| entry.is_some()).count();
    let unread = lines.iter().skip(whole).map(|line| line.len).sum();
    let records = lines.into_iter().zip(entries).map_while(|(line, entry)| {
        let JournalLine { sequence, time, annotator, text, .. } = line;
        Some(JournalRecord { sequence, time, annotator, entry: entry?, text })
    });
    (records.collect(), unread)
}

pub(super) fn checksum(seed: u32, bytes: &[u8]) -> u32 {
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
    Some(JournalHeader {
        project: value("project")?.parse().ok()?,
        base: value("base")?.parse().ok()?,
        instance: value("instance").unwrap_or_default().parse().unwrap_or_default(),
        host: value("host").unwrap_or_default().to_owned(),
        pid: value("pid").and_then(|pid| pid.parse().ok()).unwrap_or_default(),
        first: value("first").map_or(Some(1), |first| first.parse().ok())?,
    })
}

fn read_line(bytes: &[u8], seed: u32) -> Option<(u32, JournalLine)> {
    let (sum, body) = str::from_utf8(bytes).ok()?.split_once(' ')?;
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
    Some((sum, JournalLine { sequence, time, annotator, text: entry.into(), len: bytes.len() + 1 }))
}

#[cfg(test)]
mod tests {
    use super::super::{Journal, Past};
    use super::*;
    use crate::model::{Edit, ProjectId, Transaction};
    use crate::storage::{FileHash, MemoryFs};
    use std::io;
    use std::path::Path;
    use uuid::Uuid;

    const FOLDER: &str = "/state/p";

    fn header(project: u128, base: &[u8]) -> JournalHeader {
        JournalHeader {
            project: ProjectId(Uuid::from_u128(project)),
            base: FileHash::of(base),
            instance: Uuid::from_u128(9),
            host: "host".to_owned(),
            pid: 12,
            first: 1,
        }
    }

    fn annotator() -> AnnotatorId {
        AnnotatorId(Uuid::from_u128(7))
    }

    fn written(fs: &MemoryFs) -> (Journal, Vec<JournalEntry>) {
        let start = (Timestamp::from_millis(0), annotator());
        let mut journal =
            Journal::create(fs, Path::new(FOLDER), &header(1, b"x"), &Past::default(), start).unwrap();
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

    fn only_file(fs: &MemoryFs) -> Vec<u8> {
        fs.bytes(&fs.paths()[0]).unwrap()
    }

    fn line_count(bytes: &[u8]) -> usize {
        bytes.split(|byte| *byte == b'\n').count() - 1
    }

    #[test]
    fn entries_read_back_as_appended() {
        let fs = MemoryFs::new();
        let (journal, entries) = written(&fs);
        journal.sync_handle().sync().unwrap();
        let bytes = only_file(&fs);
        assert_eq!(journal.len(), bytes.len() as u64);
        let contents = read_journal(&bytes);
        assert_eq!(contents.header, Some(header(1, b"x")));
        assert_eq!(contents.torn_bytes, 0);
        let read: Vec<_> = contents.records.iter().map(|record| record.entry.clone()).collect();
        assert_eq!(read, entries);
        assert!(contents.records.iter().all(|record| record.annotator == annotator()));
    }

    #[test]
    fn a_journal_cut_anywhere_keeps_its_whole_lines() {
        let fs = MemoryFs::new();
        written(&fs);
        let bytes = only_file(&fs);
        for end in 0..bytes.len() {
            let contents = read_journal(&bytes[..end]);
            let lines = line_count(&bytes[..end]);
            assert_eq!(contents.records.len(), lines.saturating_sub(1), "{end}");
            assert_eq!(contents.header.is_some(), lines > 0);
            assert_eq!(contents.torn_bytes == 0, end == 0 || bytes[end - 1] == b'\n', "{end}");
        }
    }

    #[test]
    fn nothing_after_a_damaged_line_is_believed() {
        let fs = MemoryFs::new();
        let (_, entries) = written(&fs);
        let bytes = only_file(&fs);
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
                assert!(contents.records.len() <= lines.saturating_sub(1), "{index} {flip}");
                for (record, entry) in contents.records.iter().zip(&entries) {
                    assert_eq!(&record.entry, entry);
                }
            }
        }
    }

    #[test]
    fn lines_of_another_journal_or_order_are_refused() {
        let fs = MemoryFs::new();
        written(&fs);
        let text = String::from_utf8(only_file(&fs)).unwrap();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let swapped = [lines[0], lines[2], lines[1]].concat();
        assert_eq!(read_journal(swapped.as_bytes()).records.len(), 0);
        let spliced = [lines[0], lines[1], lines[3]].concat();
        assert_eq!(read_journal(spliced.as_bytes()).records.len(), 1);
        let other = lines[0].replace("base=", "more=x base=") + lines[1];
        let contents = read_journal(other.as_bytes());
        assert!(contents.header.is_some() && contents.records.is_empty());
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
        let contents = read_journal(&only_file(&fs));
        assert_eq!(contents.records.len(), entries.len());
        assert!(contents.torn_bytes > 0);
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
