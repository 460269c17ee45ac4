//! [`Kept`]: the journal, the steps that the file lacks, and how they are kept safe whatever the disk does.
//!
//! A journal that could not be written or synced is never trusted again: a new one is begun with all steps that the
//! project file lacks. As long as that fails too, the steps are only in memory, and `trouble` says why.

use super::Environment;
use super::keeper::{LONG_JOURNAL, Waker};
use crate::model::{AnnotatorId, Timestamp};
use crate::storage::{FileHash, Journal, JournalEntry, JournalHeader, JournalShelf, Past, Vfs};
use crate::workspace::{Clock as _, SystemClock};
use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// What the thread that syncs shares with the one that writes and the one that saves.
pub(super) struct Shared {
    environment: Environment,
    kept: Mutex<Kept>,
    pub(super) changed: Condvar,
    /// Set while [`Kept`] is held.
    pub(super) is_ending: AtomicBool,
    /// Held while the disk is at work, so that nobody takes a sync for done that another thread is in.
    pub(super) syncing: Mutex<()>,
    waker: Mutex<Option<Waker>>,
}

/// A step that the project file lacks.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) sequence: u64,
    pub(super) time: Timestamp,
    pub(super) annotator: AnnotatorId,
    /// As it stands in the journal.
    pub(super) text: Arc<str>,
}

/// A state that may be in the file.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) hash: FileHash,
    pub(super) after: u64,
    pub(super) past: Past,
}

#[derive(Debug)]
pub(super) struct Kept {
    pub(super) annotator: AnnotatorId,
    /// None for a project without a file, which has no journal.
    pub(super) header: Option<JournalHeader>,
    /// What could be undone and redone in the state that the file holds.
    pub(super) past: Past,
    /// Files that were about to be put in place and are not confirmed.
    held: Vec<Held>,
    pub(super) tail: VecDeque<Step>,
    /// Of the last step.
    pub(super) sequence: u64,
    /// Of the last step that a journal took.
    pub(super) promised: u64,
    pub(super) journal: Option<Journal>,
    /// Whether the journal's name was synced.
    pub(super) is_named: bool,
    /// Counts the writes, and those that the last sync covers.
    pub(super) written: u64,
    pub(super) synced: u64,
    /// Whether the journal should be begun anew, although it is sound.
    pub(super) is_long: bool,
    /// Why the newest steps are in no journal.
    pub(super) trouble: Option<String>,
    /// How often a new journal was tried in vain since then.
    pub(super) tries: u32,
    /// Journals to be put away as soon as the present one is synced.
    pub(super) old: Vec<PathBuf>,
    /// Counts the wishes for a sync, and those that were met.
    pub(super) wanted: u64,
    pub(super) done: u64,
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").field("kept", &self.kept).finish_non_exhaustive()
    }
}

impl Kept {
    /// Whether the thread has anything to do.
    pub(super) fn has_work(&self) -> bool {
        let is_unsynced = self.journal.is_some() && (self.is_written() || !self.is_named);
        is_unsynced || self.needs_new()
    }

    /// Whether anything was written since the last sync.
    pub(super) const fn is_written(&self) -> bool {
        self.synced < self.written
    }

    pub(super) fn needs_new(&self) -> bool {
        let is_missed = self.journal.is_none() && !self.tail.is_empty();
        self.header.is_some() && (is_missed || self.is_long)
    }

    /// The header of a journal that begins with the first step that the file lacks.
    pub(super) fn header_now(&self) -> Option<JournalHeader> {
        let first = self.tail.front().map_or(self.sequence + 1, |step| step.sequence);
        self.header.clone().map(|header| JournalHeader { first, ..header })
    }

    pub(super) fn break_off(&mut self, why: String) {
        self.old.extend(self.journal.take().map(|journal| journal.path().to_path_buf()));
        (self.trouble, self.tries) = (Some(why), 0);
    }

    fn append(&mut self, entry: &JournalEntry, time: Timestamp) {
        let annotator = self.annotator;
        if let Some(Err(err)) = self.journal.as_mut().map(|journal| journal.append(entry, time, annotator)) {
            self.break_off(format!("the journal could not be written: {err}"));
        }
        self.written += 1;
    }

    pub(super) fn hold(&mut self, held: Held, time: Timestamp) {
        self.append(&held.entry(), time);
        self.held.push(held);
    }

    pub(super) fn confirm(&mut self, hash: FileHash, time: Timestamp) {
        let Some(place) = self.held.iter().rposition(|held| held.hash == hash) else {
            return;
        };
        let held = self.held.swap_remove(place);
        self.held.clear();
        self.past = held.past;
        if let Some(header) = &mut self.header {
            header.base = hash;
        }
        self.tail.retain(|step| step.sequence > held.after);
        self.append(&JournalEntry::Saved(hash), time);
        if self.tail.is_empty() {
            // All is in the file; the next step tries a journal again.
            self.trouble = None;
        }
        self.is_long = self.journal.as_ref().is_some_and(|journal| journal.len() > LONG_JOURNAL);
    }
}

impl Held {
    fn entry(&self) -> JournalEntry {
        JournalEntry::Saving { hash: self.hash, after: self.after, past: self.past.clone() }
    }
}

impl Shared {
    pub(super) fn new(
        environment: &Environment,
        annotator: AnnotatorId,
        header: Option<JournalHeader>,
    ) -> Self {
        let kept = Kept {
            annotator,
            header,
            past: Past::default(),
            held: Vec::new(),
            tail: VecDeque::new(),
            sequence: 0,
            promised: 0,
            journal: None,
            is_named: false,
            written: 0,
            synced: 0,
            is_long: false,
            trouble: None,
            tries: 0,
            old: Vec::new(),
            wanted: 0,
            done: 0,
        };
        Self {
            environment: environment.clone(),
            kept: Mutex::new(kept),
            changed: Condvar::new(),
            is_ending: AtomicBool::new(false),
            syncing: Mutex::new(()),
            waker: Mutex::new(None),
        }
    }

    pub(super) fn is_ending(&self) -> bool {
        self.is_ending.load(Ordering::Relaxed)
    }

    pub(super) fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn set_waker(&self, waker: Waker) {
        *self.waker.lock().unwrap_or_else(PoisonError::into_inner) = Some(waker);
    }

    /// Wakes whoever draws.
    pub(super) fn wake(&self) {
        let waker = self.waker.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(waker) = waker {
            waker();
        }
    }

    pub(super) fn wants_thread(&self) -> bool {
        let has_shelf = self.environment.places.is_some() && self.kept().header.is_some();
        has_shelf && self.vfs().is_concurrent()
    }

    pub(super) fn vfs(&self) -> &dyn Vfs {
        self.environment.vfs.as_ref()
    }

    pub(super) fn shelf(&self, header: Option<&JournalHeader>) -> Option<JournalShelf> {
        let places = self.environment.places.as_ref()?;
        Some(JournalShelf::at(places.project_folder(header?.project)))
    }

    pub(super) fn note(&self, entry: &JournalEntry, time: Timestamp) {
        let text = ron::to_string(entry);
        let mut kept = self.kept();
        kept.sequence += 1;
        let (sequence, annotator) = (kept.sequence, kept.annotator);
        match text {
            Ok(text) => kept.tail.push_back(Step { sequence, time, annotator, text: text.into() }),
            Err(err) => {
                kept.break_off(format!("the step could not be written down: {err}"));
                return;
            }
        }
        let kept = &mut *kept;
        match (&mut kept.journal, kept.tail.back()) {
            (Some(journal), Some(step)) => match journal.append_text(&step.text, true, time, annotator) {
                Ok(()) => kept.promised = sequence,
                Err(err) => kept.break_off(format!("the journal could not be written: {err}")),
            },
            _ if kept.trouble.is_none() => self.begin(kept, time),
            _ => {}
        }
        kept.written += 1;
        self.changed.notify_all();
    }

    /// Begins the first journal, without waiting for the disk.
    fn begin(&self, kept: &mut Kept, time: Timestamp) {
        let header = kept.header_now();
        let (Some(shelf), Some(header)) = (self.shelf(header.as_ref()), header) else {
            return;
        };
        let stamp = (time, kept.annotator);
        let journal = Journal::create(self.vfs(), shelf.folder(), &header, &kept.past, stamp)
            .and_then(|journal| filled(journal, &kept.tail))
            .and_then(|mut journal| {
                // A save may be under way that knows of no journal.
                for held in &kept.held {
                    journal.append(&held.entry(), time, kept.annotator)?;
                }
                Ok(journal)
            });
        match journal {
            Ok(journal) => {
                kept.promised = journal.sequence();
                (kept.journal, kept.is_named) = (Some(journal), false);
            }
            Err(err) => kept.break_off(format!("the journal could not be started: {err}")),
        }
    }
}

impl Kept {
    /// A new journal takes the place of the present one, with the steps that came meanwhile.
    pub(super) fn take(&mut self, mut journal: Journal) -> io::Result<()> {
        let done = journal.sequence();
        let newer: VecDeque<Step> = self.tail.iter().filter(|step| step.sequence > done).cloned().collect();
        journal.append_steps(lines(&newer))?;
        // Also those that were noted in the present journal while this one was being written.
        for held in &self.held {
            journal.append(&held.entry(), SystemClock.now(), self.annotator)?;
        }
        self.promised = journal.sequence();
        let old = self.journal.replace(journal);
        self.old.extend(old.map(|journal| journal.path().to_path_buf()));
        let is_more = !(newer.is_empty() && self.held.is_empty());
        self.synced = self.written;
        self.written += u64::from(is_more);
        (self.is_named, self.is_long, self.trouble) = (true, false, None);
        Ok(())
    }
}

fn lines(steps: &VecDeque<Step>) -> impl Iterator<Item = (&str, Timestamp, AnnotatorId)> {
    steps.iter().map(|step| (step.text.as_ref(), step.time, step.annotator))
}

/// A new journal with all steps that the file lacks.
pub(super) fn filled(mut journal: Journal, steps: &VecDeque<Step>) -> io::Result<Journal> {
    journal.append_steps(lines(steps))?;
    Ok(journal)
}
