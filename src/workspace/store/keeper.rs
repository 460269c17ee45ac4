//! [`Keeper`]: writes each step to the journal at once, and lets another thread make it survive a power cut.

use super::Environment;
use super::kept::{Held, Shared, Step};
use crate::model::{AnnotatorId, Timestamp};
use crate::storage::{FileHash, JournalEntry, JournalHeader, Past, PutAway};
use std::io;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use std::thread::{self, JoinHandle};

/// From this length on the file is saved, and the journal begun anew after that, in bytes.
pub(super) const LONG_JOURNAL: u64 = 4 << 20;

/// Wakes the window when something happened beside it.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// The journal of one open project. Dropping it ends its thread; what was not synced stays as the system has it.
#[derive(Debug)]
pub(super) struct Keeper {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Without a header there is no journal, because there is no file that its steps go onto.
    pub(super) fn new(
        environment: &Environment,
        annotator: AnnotatorId,
        header: Option<JournalHeader>,
    ) -> Self {
        Self { shared: Arc::new(Shared::new(environment, annotator, header)), thread: None }
    }

    /// Whether steps go into a journal, as far as the disk lets them.
    pub(super) fn is_attached(&self) -> bool {
        self.shared.kept().header.is_some()
    }

    /// The project has its first file, with all steps up to `after`: later ones go into a journal.
    pub(super) fn attach(&mut self, header: JournalHeader, past: Past, after: u64) {
        {
            let mut kept = self.shared.kept();
            (kept.header, kept.past) = (Some(header), past);
            kept.tail.retain(|step| step.sequence > after);
        }
        self.start_thread();
        self.shared.changed.notify_all();
    }

    /// Takes over what an earlier journal held; it is put away once a new one has all of it.
    pub(super) fn adopt(&mut self, past: Past, steps: Vec<Step>, old: Vec<PathBuf>) {
        let is_begun = !steps.is_empty();
        {
            let mut kept = self.shared.kept();
            kept.sequence = steps.last().map_or(0, |step| step.sequence);
            // In the old one, which stays until the new one is synced.
            kept.promised = kept.sequence;
            (kept.past, kept.tail, kept.old) = (past, steps.into(), old);
        }
        if is_begun {
            self.start_thread();
            self.shared.begin_anew(self.thread.is_some());
        }
    }

    /// Writes one step to the journal, at once; begins it where there is none.
    pub(super) fn note(&mut self, entry: &JournalEntry, time: Timestamp) {
        self.shared.note(entry, time);
        self.start_thread();
    }

    /// Makes all steps survive a power cut; waits for it.
    pub(super) fn flush(&mut self) {
        self.start_thread();
        if self.thread.is_none() {
            self.shared.sync();
            return;
        }
        let mut kept = self.shared.kept();
        kept.wanted += 1;
        let mine = kept.wanted;
        self.shared.changed.notify_all();
        while kept.done < mine {
            kept = self.shared.changed.wait(kept).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Lets the thread sync at once, without waiting for it.
    pub(super) fn hurry(&self) {
        let mut kept = self.shared.kept();
        if self.thread.is_some() && kept.has_work() {
            kept.wanted += 1;
            self.shared.changed.notify_all();
        }
    }

    /// Why the newest steps are in no journal.
    pub(super) fn trouble(&self) -> Option<String> {
        self.shared.kept().trouble.clone()
    }

    /// How many steps the file lacks.
    pub(super) fn unsaved_count(&self) -> usize {
        self.shared.kept().tail.len()
    }

    /// Whether all steps stand in a journal, the present one or one that is being taken over.
    pub(super) fn is_kept(&self) -> bool {
        let kept = self.shared.kept();
        kept.promised >= kept.sequence
    }

    /// Whether the journal is so long that the file should be saved.
    pub(super) fn is_long(&self) -> bool {
        self.shared.kept().journal.as_ref().is_some_and(|journal| journal.len() > LONG_JOURNAL)
    }

    /// Sequence of the last step.
    pub(super) fn sequence(&self) -> u64 {
        self.shared.kept().sequence
    }

    /// For the thread that saves.
    pub(super) fn shared(&self) -> Arc<Shared> {
        Arc::clone(&self.shared)
    }

    /// Whom to wake when something happened.
    pub(super) fn set_waker(&self, waker: Waker) {
        self.shared.set_waker(waker);
    }

    /// Moves the journal with all its steps to the trash folder, and takes no more.
    ///
    /// # Errors
    /// The journal is where it was.
    pub(super) fn decline(&mut self, time: Timestamp) -> io::Result<()> {
        self.end_thread();
        let journal = {
            let mut kept = self.shared.kept();
            (kept.header, kept.synced) = (None, kept.written);
            kept.tail.clear();
            kept.journal.take().map(|journal| journal.path().to_path_buf())
        };
        self.shared.put_away(journal, PutAway::Declined, time)
    }

    /// Moves a journal to the trash folder.
    pub(super) fn put_away(&self, journal: Option<PathBuf>, why: PutAway, time: Timestamp) -> io::Result<()> {
        self.shared.put_away(journal, why, time)
    }

    fn start_thread(&mut self) {
        if self.thread.is_none() && self.shared.wants_thread() {
            let shared = Arc::clone(&self.shared);
            let builder = thread::Builder::new().name("journal".to_owned());
            // Without a thread the steps are synced by whoever asks.
            self.thread = builder.spawn(move || shared.work()).ok();
        }
    }

    fn end(&self, is_ending: bool) {
        let kept = self.shared.kept();
        self.shared.is_ending.store(is_ending, Ordering::Relaxed);
        drop(kept);
        self.shared.changed.notify_all();
    }

    fn end_thread(&mut self) {
        let Some(thread) = self.thread.take() else {
            return;
        };
        self.end(true);
        // A thread that died has nothing left to do.
        drop(thread.join());
        self.end(false);
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.end_thread();
    }
}

/// What saving tells the journal.
impl Shared {
    /// Notes, and syncs, that a file with all steps up to `after` is about to be put into place.
    ///
    /// # Errors
    /// The file must not be put into place: the journal has steps beyond it and could not be told what they go onto.
    pub(super) fn announce(&self, held: Held, time: Timestamp) -> Result<(), String> {
        let after = held.after;
        self.kept().hold(held, time);
        self.sync();
        let kept = self.kept();
        match &kept.trouble {
            // What is only in memory may be missed; what was promised may not.
            Some(trouble) if kept.promised > after => Err(trouble.clone()),
            _ => Ok(()),
        }
    }

    /// The file is in place: its steps are out of the journal's care.
    pub(super) fn confirm(&self, hash: FileHash, time: Timestamp) {
        self.kept().confirm(hash, time);
        self.changed.notify_all();
    }
}
