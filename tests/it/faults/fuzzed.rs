//! What the fuzzer of journals and notes found worth keeping, and journals that are cut or flipped anywhere.

use super::me;
use crate::fixture;
use crossclaim::model::{Edit, Timestamp, Transaction};
use crossclaim::storage::{
    FileHash, Journal, JournalEntry, JournalHeader, MemoryFs, Past, read_journal, read_lock,
};
use proptest::prelude::*;
use std::path::Path;

const JOURNALS: &str = include_str!("../../data/journal/fuzzed.jsonl");
const LOCKS: &str = include_str!("../../data/lock/fuzzed.jsonl");
/// Bits that are flipped; set `CROSSCLAIM_FLIPS` for more.
const FLIPS: u32 = 3_000;

fn bytes_of(line: &str) -> Vec<u8> {
    let text: String = serde_json::from_str(line).unwrap();
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

#[test]
fn fuzzed_journals_are_believed_up_to_a_whole_line() {
    for bytes in JOURNALS.lines().map(bytes_of) {
        let contents = read_journal(&bytes);
        let whole = bytes.len() - contents.torn_bytes;
        let again = read_journal(&bytes[..whole]);
        assert_eq!((again.records.len(), again.torn_bytes), (contents.records.len(), 0));
    }
}

#[test]
fn fuzzed_notes_are_read_or_not() {
    let read = LOCKS.lines().filter_map(|line| read_lock(&bytes_of(line))).count();
    assert!(read > 0, "none of them is a note");
}

fn journal() -> Vec<u8> {
    let disk = MemoryFs::new();
    let header = JournalHeader {
        project: fixture::project("a.txt: One.").id(),
        base: FileHash::of(b"base"),
        instance: uuid::Uuid::nil(),
        host: "host".to_owned(),
        pid: 1,
        first: 1,
    };
    let stamp = (Timestamp::from_millis(1_700_000_000_000), me().id);
    let mut journal = Journal::create(&disk, Path::new("/s"), &header, &Past::default(), stamp).unwrap();
    for title in ["first", "zweiter – “quoted”", "третий", "第四"] {
        let step = Transaction::new(title, vec![Edit::SetTitle(title.repeat(9))]);
        journal.append(&JournalEntry::Commit(step), stamp.0, stamp.1).unwrap();
    }
    disk.bytes(&disk.paths()[0]).unwrap()
}

fn flips() -> u32 {
    std::env::var("CROSSCLAIM_FLIPS").ok().and_then(|count| count.parse().ok()).unwrap_or(FLIPS)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(flips()))]

    #[test]
    fn a_flipped_bit_ends_the_journal_there_and_is_told(place: prop::sample::Index, bit in 0_u8..8) {
        let whole = journal();
        let sound = read_journal(&whole);
        let mut bytes = whole.clone();
        let index = place.index(bytes.len());
        bytes[index] ^= 1 << bit;
        let found = read_journal(&bytes);
        // The case of a hexadecimal digit carries nothing.
        if bytes[index].eq_ignore_ascii_case(&whole[index]) {
            return Ok(());
        }
        prop_assert!(found.torn_bytes > 0, "nothing is told of byte {index}, bit {bit}");
        prop_assert!(found.records.len() < sound.records.len());
        prop_assert!(found.records.iter().zip(&sound.records).all(|(one, other)| one == other));
    }
}
