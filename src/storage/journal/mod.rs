//! The journal: the append-only file of what was done since the last save; a line a step.
//!
//! Each line carries a checksum that begins where the one before it ended, so a torn, spliced or stale line ends the
//! reading: what was written before it stands, and nothing after it is believed.

mod dir;
mod read;
mod write;

pub use dir::{ArchiveReason, FoundJournal, JournalDir};
pub use read::{
    JournalContents, JournalLine, JournalRecord, JournalScan, MissingSteps, read_journal, scan_journal,
};
pub use write::{Journal, JournalSync};

use super::hash::FileHash;
use crate::model::{ProjectId, Transaction};
use uuid::Uuid;

/// Begins the first line; the digit is the version of the format.
const FIRST_WORDS: &str = "crossclaim-journal 1 ";

/// What a line of the journal says. Steps count up the sequence, the others stand beside it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum JournalEntry {
    /// A new step, as it was applied.
    Commit(Transaction),
    /// A step was taken back, by what this did: the step itself may be older than the journal.
    Undo(Transaction),
    /// A step that had been taken back was done again, by what this did.
    Redo(Transaction),
    /// No step: what could be undone and redone when the journal began.
    Past(Past),
    /// No step: a file with everything up to a step is about to be put into place.
    Saving {
        /// Of the file.
        hash: FileHash,
        /// Sequence of the last step that it holds.
        after: u64,
        /// What could be undone and redone then.
        past: Past,
    },
    /// No step: the file with that hash is in place, and files before it are history.
    Saved(FileHash),
}

impl JournalEntry {
    /// Whether it changes the project.
    pub const fn is_step(&self) -> bool {
        matches!(self, Self::Commit(_) | Self::Undo(_) | Self::Redo(_))
    }

    /// What it does to the project; none where it is no step.
    pub fn into_step(self) -> Option<Transaction> {
        match self {
            Self::Commit(step) | Self::Undo(step) | Self::Redo(step) => Some(step),
            Self::Past(_) | Self::Saving { .. } | Self::Saved(_) => None,
        }
    }
}

/// The steps that can be taken back and done again, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Past {
    /// What undo would apply, the last one first.
    pub undo: Vec<Transaction>,
    /// What redo would apply, the last one first.
    pub redo: Vec<Transaction>,
}

/// What the steps of a journal go on top of, and who writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalHeader {
    /// Whose steps.
    pub project: ProjectId,
    /// Hash of the saved file that the first step changed.
    pub base: FileHash,
    /// Names the open project that writes it.
    pub instance: Uuid,
    /// The computer.
    pub host: String,
    /// The process.
    pub pid: u32,
    /// Sequence of the first step; more than 1 in a journal that goes on where one that could not be written ended.
    pub first: u64,
}
