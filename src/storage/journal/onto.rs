//! [`Onto`]: which steps of a journal a saved file lacks.

use super::read::{JournalContents, JournalRecord};
use super::{JournalEntry, Past};
use crate::storage::FileHash;

/// What a journal adds to a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Onto {
    /// What could be undone and redone in the state that the file holds.
    pub past: Past,
    /// The steps that the file lacks, oldest first.
    pub steps: Vec<JournalRecord>,
}

/// A state that a file may hold.
#[derive(Clone, Debug)]
struct Held {
    hash: FileHash,
    after: u64,
    past: Past,
}

impl JournalContents {
    /// What this journal adds to a file with that hash; none when it goes onto another one.
    ///
    /// Only the last saved state counts, and one that was about to be saved: whoever brings back an older file wants
    /// that file and not what was done since.
    pub fn onto(&self, file: &FileHash) -> Option<Onto> {
        let (after, past) = self.fit(file)?;
        Some(Onto { steps: self.steps_after(after), past })
    }

    /// As [`JournalContents::onto`], without looking at the steps: the sequence of the last one that the file holds, and
    /// what could be undone and redone then.
    pub fn fit(&self, file: &FileHash) -> Option<(u64, Past)> {
        let held = self.held().into_iter().rfind(|held| held.hash == *file)?;
        Some((held.after, held.past))
    }

    /// The steps after that sequence, to be had without copying them.
    pub fn into_steps_after(mut self, after: u64) -> Vec<JournalRecord> {
        self.records.retain(|record| record.entry.is_step() && record.sequence > after);
        self.records
    }

    /// The steps after that sequence, to look at.
    pub fn look_after(&self, after: u64) -> impl Iterator<Item = &JournalRecord> {
        self.records.iter().filter(move |record| record.entry.is_step() && record.sequence > after)
    }

    /// The steps since the last state that is known to have been saved.
    pub fn unsaved(&self) -> Vec<JournalRecord> {
        self.held().first().map(|held| self.steps_after(held.after)).unwrap_or_default()
    }

    /// Hash of the last file that is known to have been saved, on which [`JournalContents::unsaved`] goes.
    pub fn last_saved(&self) -> Option<FileHash> {
        self.held().first().map(|held| held.hash)
    }

    fn steps_after(&self, after: u64) -> Vec<JournalRecord> {
        self.look_after(after).cloned().collect()
    }

    /// The states that the file may hold, oldest first: one that was saved, and those that were about to be.
    fn held(&self) -> Vec<Held> {
        let Some(header) = &self.header else {
            return Vec::new();
        };
        let after = header.first.saturating_sub(1);
        let mut held = vec![Held { hash: header.base, after, past: Past::default() }];
        for record in &self.records {
            match &record.entry {
                JournalEntry::Past(past) => {
                    if let Some(base) = held.first_mut() {
                        base.past.clone_from(past);
                    }
                }
                JournalEntry::Saving { hash, after, past } => {
                    held.push(Held { hash: *hash, after: *after, past: past.clone() });
                }
                JournalEntry::Saved(hash) => {
                    let saved = held.iter().rposition(|held| held.hash == *hash);
                    held.drain(..saved.unwrap_or_default());
                }
                JournalEntry::Commit(_) | JournalEntry::Undo(_) | JournalEntry::Redo(_) => {}
            }
        }
        held
    }
}
