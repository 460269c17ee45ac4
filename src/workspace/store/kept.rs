//! [`Kept`]: the journal, the steps that the file lacks, and how they are kept safe whatever the disk does.
//!
//! A journal that could not be written or synced is never trusted again: a new one is begun with all steps that the
//! project file lacks. As long as that fails too, the steps are only in memory, and `trouble` says why.

use super::Environment;
use super::keeper::{LONG_JOURNAL, Waker};
use crate::model::{AnnotatorId, Timestamp};
use crate::storage::{FileHash, Journal, JournalEntry, JournalHeader, JournalShelf, Past, PutAway, Vfs};
use crate::workspace::{Clock as _, SystemClock};
use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Steps that follow each other so closely are synced together.
const TOGETHER: Duration = Duration::from_millis(80);
/// How long to wait before a journal is tried again that could not be begun.
const RETRY: Duration = Duration::from_secs(1);

/// What the thread that syncs shares with the one that writes and the one that saves.
pub(super) struct Shared {
    environment: Environment,
    kept: Mutex<Kept>,
    pub(super) changed: Condvar,
    /// Held while the disk is at work, so that nobody takes a sync for done that another thread is in.
    syncing: Mutex<()>,
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
    annotator: AnnotatorId,
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
    is_named: bool,
    /// Whether anything was written since the last sync.
    pub(super) is_written: bool,
    /// Whether the journal should be begun anew, although it is sound.
    is_long: bool,
    /// Why the newest steps are in no journal, and whether a new one was tried since.
    pub(super) trouble: Option<String>,
    is_tried: bool,
    /// Journals to be put away as soon as the present one is synced.
    pub(super) old: Vec<PathBuf>,
    /// Counts the wishes for a sync, and those that were met.
    pub(super) wanted: u64,
    pub(super) done: u64,
    pub(super) stop: bool,
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").field("kept", &self.kept).finish_non_exhaustive()
    }
}

impl Kept {
    /// Whether the thread has anything to do.
    pub(super) fn has_work(&self) -> bool {
        let is_unsynced = self.journal.is_some() && (self.is_written || !self.is_named);
        is_unsynced || self.needs_new()
    }

    fn needs_new(&self) -> bool {
        let is_missed = self.journal.is_none() && !self.tail.is_empty();
        self.header.is_some() && (is_missed || self.is_long)
    }

    /// The header of a journal that begins with the first step that the file lacks.
    fn header_now(&self) -> Option<JournalHeader> {
        let first = self.tail.front().map_or(self.sequence + 1, |step| step.sequence);
        self.header.clone().map(|header| JournalHeader { first, ..header })
    }

    fn break_off(&mut self, why: String) {
        self.old.extend(self.journal.take().map(|journal| journal.path().to_path_buf()));
        (self.trouble, self.is_tried) = (Some(why), false);
    }

    fn append(&mut self, entry: &JournalEntry, time: Timestamp) {
        let annotator = self.annotator;
        if let Some(Err(err)) = self.journal.as_mut().map(|journal| journal.append(entry, time, annotator)) {
            self.break_off(format!("the journal could not be written: {err}"));
        }
        self.is_written = true;
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
            is_written: false,
            is_long: false,
            trouble: None,
            is_tried: false,
            old: Vec::new(),
            wanted: 0,
            done: 0,
            stop: false,
        };
        Self {
            environment: environment.clone(),
            kept: Mutex::new(kept),
            changed: Condvar::new(),
            syncing: Mutex::new(()),
            waker: Mutex::new(None),
        }
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

    fn vfs(&self) -> &dyn Vfs {
        self.environment.vfs.as_ref()
    }

    fn shelf(&self, header: Option<&JournalHeader>) -> Option<JournalShelf> {
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
        kept.is_written = true;
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
            .and_then(|journal| filled(journal, &kept.tail));
        match journal {
            Ok(journal) => {
                kept.promised = journal.sequence();
                (kept.journal, kept.is_named) = (Some(journal), false);
            }
            Err(err) => kept.break_off(format!("the journal could not be started: {err}")),
        }
    }

    /// The thread's work: syncs what was written, and begins a new journal where one failed.
    pub(super) fn work(&self) {
        loop {
            let mut kept = self.kept();
            while !kept.stop && kept.wanted == kept.done && !kept.has_work() {
                kept = self.changed.wait(kept).unwrap_or_else(PoisonError::into_inner);
            }
            if kept.stop {
                return;
            }
            let pause = match &kept.trouble {
                Some(_) if kept.is_tried => RETRY,
                Some(_) => Duration::ZERO,
                None => TOGETHER,
            };
            let waits = |kept: &mut Kept| kept.wanted == kept.done && !kept.stop;
            let waited = self.changed.wait_timeout_while(kept, pause, waits);
            let wanted = waited.unwrap_or_else(PoisonError::into_inner).0.wanted;
            self.sync();
            self.kept().done = wanted;
            self.changed.notify_all();
        }
    }

    /// Begins a journal with what was taken over: beside the window where a thread is there for it.
    pub(super) fn begin_anew(&self, has_thread: bool) {
        if has_thread {
            self.kept().wanted += 1;
            self.changed.notify_all();
        } else {
            self.sync();
        }
    }

    /// Makes the journal survive a power cut, or begins a new one.
    pub(super) fn sync(&self) {
        let _syncing = self.syncing.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.kept().trouble.clone();
        if let Err(err) = self.sync_present() {
            self.kept().break_off(format!("the journal could not be synced: {err}"));
        }
        let needs_new = self.kept().needs_new();
        if needs_new && let Err(err) = self.renew() {
            let mut kept = self.kept();
            kept.is_long = false;
            if kept.journal.is_none() {
                (kept.trouble, kept.is_tried) = (Some(format!("no journal could be written: {err}")), true);
            }
        }
        self.put_old_away();
        let is_news = self.kept().trouble != before;
        if is_news {
            self.wake();
        }
    }

    fn sync_present(&self) -> io::Result<()> {
        let (handle, path, is_named) = {
            let mut kept = self.kept();
            let is_named = kept.is_named;
            let is_due = kept.is_written || !is_named;
            let Some(journal) = kept.journal.as_ref().filter(|_| is_due) else {
                return Ok(());
            };
            let found = (journal.sync_handle(), journal.path().to_path_buf(), is_named);
            kept.is_written = false;
            found
        };
        handle.sync()?;
        if !is_named {
            JournalShelf::sync_name(self.vfs(), &path)?;
            self.kept().is_named = true;
        }
        Ok(())
    }

    /// Begins a journal with all that the file lacks, and syncs it before it takes the place of the present one.
    fn renew(&self) -> io::Result<()> {
        let (header, past, tail, annotator) = {
            let kept = self.kept();
            (kept.header_now(), kept.past.clone(), kept.tail.clone(), kept.annotator)
        };
        let (Some(shelf), Some(header)) = (self.shelf(header.as_ref()), header) else {
            return Ok(());
        };
        let vfs = self.vfs();
        let journal = Journal::create(vfs, shelf.folder(), &header, &past, (SystemClock.now(), annotator))?;
        let path = journal.path().to_path_buf();
        let begun = filled(journal, &tail).and_then(|journal| {
            journal.sync_handle().sync()?;
            JournalShelf::sync_name(vfs, journal.path())?;
            self.kept().take(journal)
        });
        if begun.is_err() {
            // The journal before, if any, still has the first word; this one only lies in the way.
            drop(vfs.remove(&path));
        }
        begun
    }

    /// Only once a synced journal holds what they hold.
    fn put_old_away(&self) {
        let old = {
            let mut kept = self.kept();
            let is_safe = kept.journal.is_some() && kept.is_named && !kept.is_written;
            if is_safe { std::mem::take(&mut kept.old) } else { Vec::new() }
        };
        for path in old {
            // One that stays holds nothing that is not elsewhere; the next opening puts it away.
            drop(self.put_away(Some(path), PutAway::Adopted, SystemClock.now()));
        }
    }

    pub(super) fn put_away(&self, journal: Option<PathBuf>, why: PutAway, time: Timestamp) -> io::Result<()> {
        let Some(path) = journal else {
            return Ok(());
        };
        // Journals lie in the folder of their project.
        let shelf = JournalShelf::at(path.parent().unwrap_or(&path));
        shelf.put_away(self.vfs(), &path, why, time).map(drop)
    }
}

impl Kept {
    /// A new journal takes the place of the present one, with the steps that came meanwhile.
    fn take(&mut self, mut journal: Journal) -> io::Result<()> {
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
        self.is_written = !(newer.is_empty() && self.held.is_empty());
        (self.is_named, self.is_long, self.trouble) = (true, false, None);
        Ok(())
    }
}

fn lines(steps: &VecDeque<Step>) -> impl Iterator<Item = (&str, Timestamp, AnnotatorId)> {
    steps.iter().map(|step| (step.text.as_ref(), step.time, step.annotator))
}

/// A new journal with all steps that the file lacks.
fn filled(mut journal: Journal, steps: &VecDeque<Step>) -> io::Result<Journal> {
    journal.append_steps(lines(steps))?;
    Ok(journal)
}
