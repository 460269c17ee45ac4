//! [`read_journal`]: a journal as far as it can be believed.

use super::{FIRST_WORDS, JournalEntry, JournalHeader};
use crate::model::{AnnotatorId, Timestamp, in_threads};
use std::sync::Arc;

/// Below this a second thread costs more than it brings.
const MIN_LINES_PER_THREAD: usize = 500;

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

impl JournalRecord {
    /// By what it is known when it stands in two journals.
    pub fn mark(&self) -> (Timestamp, AnnotatorId, &str) {
        (self.time, self.annotator, &self.text)
    }
}

/// A journal as far as it can be believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalContents {
    /// None when the first line is damaged or of another version; then there are no records either.
    pub header: Option<JournalHeader>,
    /// Whole and in order.
    pub records: Vec<JournalRecord>,
    /// Bytes after the last good line; 0 in a journal that was never torn.
    pub torn_bytes: usize,
}

/// A line whose checksum is right.
#[derive(Clone, Copy, Debug)]
struct Line<'a> {
    sequence: u64,
    time: Timestamp,
    annotator: AnnotatorId,
    entry: &'a str,
    /// Its length with the line end.
    len: usize,
}

/// Reads a journal up to the first line that cannot be believed.
pub fn read_journal(bytes: &[u8]) -> JournalContents {
    let nothing = JournalContents { header: None, records: Vec::new(), torn_bytes: bytes.len() };
    let Some((first, rest)) = split_line(bytes) else {
        return nothing;
    };
    let Some(header) = read_header(first) else {
        return nothing;
    };
    let lines = sound_lines(rest, checksum(0, first));
    let mut last = header.first.saturating_sub(1);
    let mut whole = bytes.len() - rest.len();
    let mut records = Vec::with_capacity(lines.len());
    for (line, entry) in lines.iter().zip(parsed(&lines)) {
        let is_next = |entry: &JournalEntry| line.sequence == last + u64::from(entry.is_step());
        let Some((entry, text)) = entry.filter(|(entry, _)| is_next(entry)) else {
            break;
        };
        let Line { sequence, time, annotator, .. } = *line;
        records.push(JournalRecord { sequence, time, annotator, entry, text });
        (last, whole) = (sequence, whole + line.len);
    }
    JournalContents { header: Some(header), records, torn_bytes: bytes.len() - whole }
}

pub(super) fn checksum(seed: u32, bytes: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new_with_initial(seed);
    hasher.update(bytes);
    hasher.finalize()
}

/// The lines up to the first whose checksum is wrong.
fn sound_lines(mut rest: &[u8], mut seed: u32) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    while let Some((bytes, after)) = split_line(rest) {
        let Some((sum, line)) = read_line(bytes, seed) else {
            break;
        };
        lines.push(line);
        (seed, rest) = (sum, after);
    }
    lines
}

/// The entries of all lines, parsed in several threads when there are many.
fn parsed(lines: &[Line<'_>]) -> Vec<Option<(JournalEntry, Arc<str>)>> {
    let parse_one = |line: &Line<'_>| Some((ron::from_str(line.entry).ok()?, line.entry.into()));
    let parse = |_first: usize, run: &[Line<'_>]| run.iter().map(parse_one).collect::<Vec<_>>();
    in_threads(lines, MIN_LINES_PER_THREAD, parse).into_iter().flatten().collect()
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

fn read_line(bytes: &[u8], seed: u32) -> Option<(u32, Line<'_>)> {
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
    Some((sum, Line { sequence, time, annotator, entry, len: bytes.len() + 1 }))
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
