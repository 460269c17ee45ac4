//! What keeps the journal safe beside the window: syncing, and beginning a new one where one failed.

use super::kept::{Kept, Shared, filled};
use crate::model::Timestamp;
use crate::storage::{Journal, JournalShelf, PutAway};
use crate::workspace::{Clock as _, SystemClock};
use std::io;
use std::path::PathBuf;
use std::sync::PoisonError;
use std::time::Duration;

/// Steps that follow each other so closely are synced together.
const TOGETHER: Duration = Duration::from_millis(80);
/// How long to wait before a journal is tried again that could not be begun.
const RETRY: Duration = Duration::from_secs(1);

impl Shared {
    /// The thread's work: syncs what was written, and begins a new journal where one failed.
    pub(super) fn work(&self) {
        loop {
            let mut kept = self.kept();
            while !self.is_ending() && kept.wanted == kept.done && !kept.has_work() {
                kept = self.changed.wait(kept).unwrap_or_else(PoisonError::into_inner);
            }
            if self.is_ending() {
                return;
            }
            let pause = match &kept.trouble {
                Some(_) if kept.tries > 0 => RETRY,
                Some(_) => Duration::ZERO,
                None => TOGETHER,
            };
            let waits = |kept: &mut Kept| kept.wanted == kept.done && !self.is_ending();
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
                kept.trouble = Some(format!("no journal could be written: {err}"));
                kept.tries += 1;
            }
        }
        self.put_old_away();
        let is_news = self.kept().trouble != before;
        if is_news {
            self.wake();
        }
    }

    fn sync_present(&self) -> io::Result<()> {
        let (handle, path, is_named, written) = {
            let kept = self.kept();
            let is_named = kept.is_named;
            let is_due = kept.is_written() || !is_named;
            let Some(journal) = kept.journal.as_ref().filter(|_| is_due) else {
                return Ok(());
            };
            (journal.sync_handle(), journal.path().to_path_buf(), is_named, kept.written)
        };
        handle.sync()?;
        self.kept().synced = written;
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
            let is_safe = kept.journal.is_some() && kept.is_named && !kept.is_written();
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
