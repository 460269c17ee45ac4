//! [`JournalState`]: which steps the project file lacks, and whether a journal holds them. Knows no thread and no lock.
//!
//! ```text
//!         first step                    a write or sync fails
//!  Idle ──────────────▶ Healthy ───────────────────────────────▶ Broken
//!   ▲ ▲                  ▲   │                                     │
//!   │ └──── declined ────┼───┘                                     │
//!   │                    └─── a new synced journal has all steps ──┤
//!   └──────────────────────── the project file has all steps ──────┘
//! ```
//!
//! Invariants: a journal that failed once is never written or synced again. The steps that the project file lacks are
//! held in memory until the file has them, so a new journal can always be begun with all of them. A journal file is
//! archived only after a synced one holds its steps.

use crate::model::{AnnotatorId, Timestamp};
use crate::storage::{FileHash, Journal, JournalEntry, JournalHeader, JournalRecord, Past};
use crate::workspace::{Clock as _, SystemClock};
use std::collections::VecDeque;
use std::io;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Steps that follow each other so closely are synced together.
const TOGETHER: Duration = Duration::from_millis(80);
/// How long to wait before a journal is tried again that could not be begun.
const RETRY: Duration = Duration::from_secs(1);
/// From this length on the file is saved, and the journal begun anew after that, in bytes.
const LONG_JOURNAL: u64 = 4 << 20;

/// A step that the project file lacks.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) sequence: u64,
    pub(super) time: Timestamp,
    pub(super) annotator: AnnotatorId,
    /// As it stands in the journal.
    pub(super) text: Arc<str>,
}

impl From<(u64, JournalRecord)> for Step {
    fn from((sequence, record): (u64, JournalRecord)) -> Self {
        let JournalRecord { time, annotator, text, .. } = record;
        Self { sequence, time, annotator, text }
    }
}

/// A file that is about to be put into place and is not confirmed.
#[derive(Clone, Debug)]
pub(super) struct PendingSave {
    pub(super) hash: FileHash,
    /// Sequence of the last step that it holds.
    pub(super) after: u64,
    /// What can be undone and redone in that state.
    pub(super) past: Past,
}

/// The journal of one open project, as the window, the save and the thread that syncs see it.
#[derive(Debug)]
pub(super) struct JournalState {
    pub(super) annotator: AnnotatorId,
    /// None for a project without a file, which has no journal.
    pub(super) header: Option<JournalHeader>,
    /// What could be undone and redone in the state that the file holds.
    pub(super) past: Past,
    pub(super) pending: Vec<PendingSave>,
    /// The steps that the file lacks, oldest first.
    pub(super) steps: VecDeque<Step>,
    /// Of the last step.
    pub(super) sequence: u64,
    /// Of the last step that a journal holds, the present one or one that is taken over.
    pub(super) recorded: u64,
    pub(super) health: Health,
    /// Journals to be archived as soon as the present one is synced.
    pub(super) superseded: Vec<PathBuf>,
}

/// Whether the newest steps are in a journal.
#[derive(Debug)]
pub(super) enum Health {
    /// No journal is needed yet, or one is about to be begun with the steps of an earlier one.
    Idle,
    /// All steps are in this journal.
    Healthy(OpenJournal),
    /// The newest steps are only in memory.
    Broken {
        /// In words.
        why: String,
        /// How often a new journal was tried in vain since then.
        tries: u32,
    },
}

/// A journal that takes steps.
#[derive(Debug)]
pub(super) struct OpenJournal {
    pub(super) journal: Journal,
    pub(super) mark: Watermark,
    /// Whether the journal's name was synced.
    pub(super) is_named: bool,
    /// Whether a shorter one should take its place, although it is sound.
    pub(super) is_long: bool,
}

/// Counts the writes to one journal, and those that its last sync covers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Watermark {
    pub(super) written: u64,
    pub(super) synced: u64,
}

impl JournalState {
    /// Of a project without steps.
    pub(super) fn new(annotator: AnnotatorId, header: Option<JournalHeader>) -> Self {
        Self {
            annotator,
            header,
            past: Past::default(),
            pending: Vec::new(),
            steps: VecDeque::new(),
            sequence: 0,
            recorded: 0,
            health: Health::Idle,
            superseded: Vec::new(),
        }
    }

    /// The journal that holds all steps; none where there is none.
    pub(super) const fn open(&self) -> Option<&OpenJournal> {
        match &self.health {
            Health::Healthy(open) => Some(open),
            Health::Idle | Health::Broken { .. } => None,
        }
    }

    /// Changes the present journal if it is still that one.
    pub(super) fn with_journal(&mut self, path: &Path, change: impl FnOnce(&mut OpenJournal)) {
        if let Health::Healthy(open) = &mut self.health
            && open.journal.path() == path
        {
            change(open);
        }
    }

    /// Why the newest steps are in no journal.
    pub(super) fn trouble(&self) -> Option<&str> {
        match &self.health {
            Health::Broken { why, .. } => Some(why),
            Health::Idle | Health::Healthy(_) => None,
        }
    }

    /// Whether the thread has anything to do.
    pub(super) fn has_work(&self) -> bool {
        self.open().is_some_and(OpenJournal::is_due) || self.needs_new()
    }

    /// How long the thread waits before its next work; none when it has none.
    pub(super) fn pause(&self) -> Option<Duration> {
        self.has_work().then_some(match &self.health {
            Health::Broken { tries: 0, .. } => Duration::ZERO,
            Health::Broken { .. } => RETRY,
            Health::Idle | Health::Healthy(_) => TOGETHER,
        })
    }

    /// Whether a new journal should be begun with all steps that the file lacks.
    pub(super) fn needs_new(&self) -> bool {
        let is_needed = match &self.health {
            Health::Healthy(open) => open.is_long,
            Health::Idle | Health::Broken { .. } => !self.steps.is_empty(),
        };
        self.header.is_some() && is_needed
    }

    /// The header of a journal that begins with the first step that the file lacks.
    pub(super) fn header_now(&self) -> Option<JournalHeader> {
        let first = self.steps.front().map_or(self.sequence + 1, |step| step.sequence);
        self.header.clone().map(|header| JournalHeader { first, ..header })
    }

    /// The present journal failed: it is never used again.
    pub(super) fn break_off(&mut self, why: String) {
        if let Health::Healthy(open) = mem::replace(&mut self.health, Health::Broken { why, tries: 0 }) {
            self.superseded.push(open.journal.path().to_path_buf());
        }
    }

    /// Appends an entry that is no step.
    pub(super) fn append(&mut self, entry: &JournalEntry, time: Timestamp) {
        let annotator = self.annotator;
        if let Health::Healthy(open) = &mut self.health {
            match open.journal.append(entry, time, annotator) {
                Ok(()) => open.mark.written += 1,
                Err(err) => self.break_off(format!("the journal could not be written: {err}")),
            }
        }
    }

    /// The file with that hash is in place: its steps need no journal.
    pub(super) fn confirm(&mut self, hash: FileHash, time: Timestamp) {
        let Some(place) = self.pending.iter().rposition(|pending| pending.hash == hash) else {
            return;
        };
        let saved = self.pending.swap_remove(place);
        self.pending.clear();
        self.past = saved.past;
        if let Some(header) = &mut self.header {
            header.base = hash;
        }
        self.steps.retain(|step| step.sequence > saved.after);
        self.append(&JournalEntry::Saved(hash), time);
        if self.steps.is_empty() && self.trouble().is_some() {
            // All is in the file; the next step tries a journal again.
            self.health = Health::Idle;
        }
        if let Health::Healthy(open) = &mut self.health {
            open.is_long = open.has_grown_long();
        }
    }

    /// A new journal takes the place of the present one, with the steps that came meanwhile.
    pub(super) fn replace(&mut self, journal: Journal) -> io::Result<()> {
        let done = journal.sequence();
        let newer: VecDeque<Step> = self.steps.iter().filter(|step| step.sequence > done).cloned().collect();
        let is_more = !(newer.is_empty() && self.pending.is_empty());
        let journal = filled(journal, &newer)?;
        // Also those that were recorded in the present journal while the new one was being written.
        let journal = with_pending(journal, &self.pending, (SystemClock.now(), self.annotator))?;
        self.recorded = journal.sequence();
        let mark = Watermark { written: u64::from(is_more), synced: 0 };
        let open = OpenJournal { journal, mark, is_named: true, is_long: false };
        if let Health::Healthy(old) = mem::replace(&mut self.health, Health::Healthy(open)) {
            self.superseded.push(old.journal.path().to_path_buf());
        }
        Ok(())
    }
}

impl OpenJournal {
    /// Whether the file should be saved, so that a shorter journal can take its place.
    pub(super) fn has_grown_long(&self) -> bool {
        self.journal.len() > LONG_JOURNAL
    }

    /// Whether a sync has anything to do.
    pub(super) const fn is_due(&self) -> bool {
        self.mark.synced < self.mark.written || !self.is_named
    }
}

impl PendingSave {
    /// What the journal says of it.
    pub(super) fn entry(&self) -> JournalEntry {
        JournalEntry::Saving { hash: self.hash, after: self.after, past: self.past.clone() }
    }
}

/// A new journal with all these steps.
pub(super) fn filled(mut journal: Journal, steps: &VecDeque<Step>) -> io::Result<Journal> {
    journal.append_steps(steps.iter().map(|step| (step.text.as_ref(), step.time, step.annotator)))?;
    Ok(journal)
}

/// A new journal with the saves that are under way.
pub(super) fn with_pending(
    mut journal: Journal,
    pending: &[PendingSave],
    (time, annotator): (Timestamp, AnnotatorId),
) -> io::Result<Journal> {
    for save in pending {
        journal.append(&save.entry(), time, annotator)?;
    }
    Ok(journal)
}
