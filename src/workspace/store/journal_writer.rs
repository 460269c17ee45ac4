//! [`JournalWriter`]: appends each step to the journal before the window goes on; a thread of its own syncs it.
//!
//! The window and the save append under the lock of [`JournalState`], which is never held during a sync. The thread takes
//! [`Command`]s and syncs; where the system gives no thread, whoever asks for a sync does it.

use super::Environment;
use super::journal_state::{
    Health, JournalState, OpenJournal, PendingSave, Step, Watermark, filled, with_pending,
};
use crate::model::{AnnotatorId, Timestamp};
use crate::storage::{
    ArchiveReason, FileHash, Journal, JournalDir, JournalEntry, JournalHeader, JournalRecord, Past, Vfs,
};
use crate::workspace::job::{Waker, begin_thread};
use crate::workspace::{Clock as _, SystemClock};
use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;

/// The journal of one open project. Dropping it ends its thread; what was not synced stays as the system has it.
#[derive(Debug)]
pub(super) struct JournalWriter {
    shared: Arc<SharedJournal>,
    thread: Option<JoinHandle<()>>,
}

/// What the window, the thread that syncs and the one that saves share.
pub(super) struct SharedJournal {
    environment: Environment,
    state: Mutex<JournalState>,
    /// Held while the disk is at work, so that nobody takes a sync for done that another thread is in.
    syncing: Mutex<()>,
    /// To the thread; none where there is none.
    commands: Mutex<Option<Sender<Command>>>,
    waker: Mutex<Option<Waker>>,
}

/// What the thread is told.
#[derive(Debug)]
enum Command {
    /// Something was appended: sync soon.
    Appended,
    /// Sync at once; whoever waits for it hears by the sender.
    Sync(Option<Sender<()>>),
    /// The project is closed: leave what is not synced to the system.
    End,
}

impl JournalWriter {
    /// Without a header there is no journal, because there is no file that its steps go onto.
    pub(super) fn new(
        environment: &Environment,
        annotator: AnnotatorId,
        header: Option<JournalHeader>,
    ) -> Self {
        let shared = SharedJournal {
            environment: environment.clone(),
            state: Mutex::new(JournalState::new(annotator, header)),
            syncing: Mutex::new(()),
            commands: Mutex::new(None),
            waker: Mutex::new(None),
        };
        Self { shared: Arc::new(shared), thread: None }
    }

    /// The project has its first file, with all steps up to `after`: later ones go into a journal.
    pub(super) fn attach(&mut self, header: JournalHeader, past: Past, after: u64) {
        {
            let mut state = self.shared.state();
            (state.header, state.past) = (Some(header), past);
            state.steps.retain(|step| step.sequence > after);
        }
        self.start_thread();
        self.shared.tell(Command::Appended);
    }

    /// Takes over the steps of an earlier journal; it is archived once a new one has all of them.
    pub(super) fn adopt(&mut self, past: Past, records: Vec<JournalRecord>, superseded: Vec<PathBuf>) {
        let is_begun = !records.is_empty();
        let steps: VecDeque<Step> = (1..).zip(records).map(Step::from).collect();
        {
            let mut state = self.shared.state();
            state.sequence = steps.back().map_or(0, |step| step.sequence);
            // In the old one, which stays until the new one is synced.
            state.recorded = state.sequence;
            (state.past, state.steps, state.superseded) = (past, steps, superseded);
        }
        if is_begun {
            self.start_thread();
            if !self.shared.tell(Command::Sync(None)) {
                self.shared.sync();
            }
        }
    }

    /// Appends one step to the journal, at once; begins it where there is none.
    pub(super) fn record(&mut self, entry: &JournalEntry, time: Timestamp) {
        self.shared.record(entry, time);
        self.start_thread();
        self.shared.tell(Command::Appended);
    }

    /// Makes all steps survive a power cut; waits for it.
    pub(super) fn sync_and_wait(&mut self) {
        self.start_thread();
        let (done, is_done) = channel();
        let is_told = self.shared.tell(Command::Sync(Some(done)));
        // A thread that died drops the sender, and the sync is done here.
        if !is_told || is_done.recv().is_err() {
            self.shared.sync();
        }
    }

    /// Lets the thread sync at once, without waiting for it.
    pub(super) fn request_sync(&self) {
        if self.shared.state().has_work() {
            self.shared.tell(Command::Sync(None));
        }
    }

    /// Whether steps go into a journal, as far as the disk lets them.
    pub(super) fn is_attached(&self) -> bool {
        self.shared.state().header.is_some()
    }

    /// Why the newest steps are in no journal.
    pub(super) fn trouble(&self) -> Option<String> {
        self.shared.state().trouble().map(str::to_owned)
    }

    /// How many steps the file lacks.
    pub(super) fn unsaved_count(&self) -> usize {
        self.shared.state().steps.len()
    }

    /// Whether all steps stand in a journal, the present one or one that is being taken over.
    pub(super) fn is_recorded(&self) -> bool {
        let state = self.shared.state();
        state.recorded >= state.sequence
    }

    /// Whether the journal is so long that the file should be saved.
    pub(super) fn is_long(&self) -> bool {
        self.shared.state().open().is_some_and(OpenJournal::has_grown_long)
    }

    /// Sequence of the last step.
    pub(super) fn sequence(&self) -> u64 {
        self.shared.state().sequence
    }

    /// For the thread that saves.
    pub(super) fn shared(&self) -> Arc<SharedJournal> {
        Arc::clone(&self.shared)
    }

    /// Whom to wake when something happened.
    pub(super) fn set_waker(&self, waker: Waker) {
        *locked(&self.shared.waker) = Some(waker);
    }

    /// Whom to wake, as set before.
    pub(super) fn waker(&self) -> Option<Waker> {
        locked(&self.shared.waker).clone()
    }

    /// Moves the journal with all its steps to the trash folder, and takes no more.
    ///
    /// # Errors
    /// The journal is where it was.
    pub(super) fn decline(&mut self, time: Timestamp) -> io::Result<()> {
        self.end_thread();
        let journal = {
            let mut state = self.shared.state();
            state.header = None;
            state.steps.clear();
            let journal = state.open().map(|open| open.journal.path().to_path_buf());
            state.health = Health::Idle;
            journal
        };
        journal.map_or(Ok(()), |journal| self.shared.archive(&journal, ArchiveReason::Declined, time))
    }

    /// Moves a journal to the trash folder.
    pub(super) fn archive(&self, journal: &Path, why: ArchiveReason, time: Timestamp) -> io::Result<()> {
        self.shared.archive(journal, why, time)
    }

    fn start_thread(&mut self) {
        // Also after one that died of a panic: a thread that ended on purpose is taken out.
        if self.thread.as_ref().is_none_or(JoinHandle::is_finished) && self.shared.wants_thread() {
            let (sender, commands) = channel();
            let shared = Arc::clone(&self.shared);
            self.thread = begin_thread("journal", move || shared.run(&commands));
            *locked(&self.shared.commands) = self.thread.is_some().then_some(sender);
        }
    }

    fn end_thread(&mut self) {
        let Some(thread) = self.thread.take() else {
            return;
        };
        self.shared.tell(Command::End);
        *locked(&self.shared.commands) = None;
        // A thread that died has nothing left to do.
        drop(thread.join());
    }
}

impl Drop for JournalWriter {
    fn drop(&mut self) {
        self.end_thread();
    }
}

impl fmt::Debug for SharedJournal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedJournal").finish_non_exhaustive()
    }
}

impl SharedJournal {
    /// Records, and syncs, that a file with all steps up to `pending.after` is about to be put into place.
    ///
    /// # Errors
    /// The file must not be put into place: the journal has steps beyond it and could not be told what they go onto.
    pub(super) fn announce(&self, pending: PendingSave, time: Timestamp) -> Result<(), String> {
        let after = pending.after;
        {
            let mut state = self.state();
            state.append(&pending.entry(), time);
            state.pending.push(pending);
        }
        self.sync();
        let state = self.state();
        match state.trouble() {
            // What is only in memory may be missed; what was recorded may not.
            Some(trouble) if state.recorded > after => Err(trouble.to_owned()),
            _ => Ok(()),
        }
    }

    /// The file is in place: the journal no longer answers for its steps.
    pub(super) fn confirm(&self, hash: FileHash, time: Timestamp) {
        self.state().confirm(hash, time);
        self.tell(Command::Appended);
    }

    fn state(&self) -> MutexGuard<'_, JournalState> {
        locked(&self.state)
    }

    /// Tells the thread; false where there is none.
    fn tell(&self, command: Command) -> bool {
        locked(&self.commands).as_ref().is_some_and(|commands| commands.send(command).is_ok())
    }

    fn vfs(&self) -> &dyn Vfs {
        self.environment.vfs.as_ref()
    }

    fn wants_thread(&self) -> bool {
        let has_folder = self.environment.places.is_some() && self.state().header.is_some();
        has_folder && self.vfs().is_concurrent()
    }

    fn journal_dir(&self, header: &JournalHeader) -> Option<JournalDir> {
        let places = self.environment.places.as_ref()?;
        Some(JournalDir::at(places.project_folder(header.project)))
    }

    fn record(&self, entry: &JournalEntry, time: Timestamp) {
        let text = ron::to_string(entry);
        let mut state = self.state();
        let state = &mut *state;
        state.sequence += 1;
        let (sequence, annotator) = (state.sequence, state.annotator);
        let text: Arc<str> = match text {
            Ok(text) => text.into(),
            Err(err) => return state.break_off(format!("the step could not be written down: {err}")),
        };
        state.steps.push_back(Step { sequence, time, annotator, text: Arc::clone(&text) });
        match &mut state.health {
            Health::Idle => self.begin(state, time),
            Health::Broken { .. } => {}
            Health::Healthy(open) => match open.journal.append_text(&text, true, time, annotator) {
                Ok(()) => {
                    open.mark.written += 1;
                    state.recorded = sequence;
                }
                Err(err) => state.break_off(format!("the journal could not be written: {err}")),
            },
        }
    }

    /// Begins the first journal, without waiting for the disk.
    fn begin(&self, state: &mut JournalState, time: Timestamp) {
        let Some(header) = state.header_now() else { return };
        let Some(dir) = self.journal_dir(&header) else { return };
        let stamp = (time, state.annotator);
        let journal = Journal::create(self.vfs(), dir.folder(), &header, &state.past, stamp)
            .and_then(|journal| filled(journal, &state.steps))
            // A save may be under way that knows of no journal.
            .and_then(|journal| with_pending(journal, &state.pending, stamp));
        match journal {
            Ok(journal) => {
                state.recorded = journal.sequence();
                let mark = Watermark { written: 1, synced: 0 };
                state.health =
                    Health::Healthy(OpenJournal { journal, mark, is_named: false, is_long: false });
            }
            Err(err) => state.break_off(format!("the journal could not be started: {err}")),
        }
    }

    /// The thread's work: syncs what was appended, and begins a new journal where one failed.
    fn run(&self, commands: &Receiver<Command>) {
        while let Some(waiting) = self.next_sync(commands) {
            self.sync();
            for done in waiting {
                // Whoever asked may have given up.
                done.send(()).unwrap_or_default();
            }
        }
    }

    /// Waits until a sync is due and gives who waits for it; none when the project is closed.
    fn next_sync(&self, commands: &Receiver<Command>) -> Option<Vec<Sender<()>>> {
        let due = |shared: &Self| shared.state().pause().map(|pause| Instant::now() + pause);
        let (mut deadline, mut waiting) = (due(self), Vec::new());
        loop {
            let command = match deadline {
                Some(deadline) => commands.recv_timeout(deadline.saturating_duration_since(Instant::now())),
                None => commands.recv().map_err(|_closed| RecvTimeoutError::Disconnected),
            };
            match command {
                Ok(Command::Appended) => deadline = deadline.or_else(|| due(self)),
                Ok(Command::Sync(done)) => {
                    waiting.extend(done);
                    // Whoever else waits is served by the same sync.
                    deadline = Some(Instant::now());
                }
                Ok(Command::End) | Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => return Some(waiting),
            }
        }
    }

    /// Makes the journal survive a power cut, or begins a new one.
    fn sync(&self) {
        let _syncing = locked(&self.syncing);
        let before = self.state().trouble().map(str::to_owned);
        self.sync_present();
        let needs_new = self.state().needs_new();
        if needs_new && let Err(err) = self.renew() {
            let mut state = self.state();
            match &mut state.health {
                // A long journal goes on, until the next save asks again.
                Health::Healthy(open) => open.is_long = false,
                Health::Broken { why, tries } => {
                    *why = format!("no journal could be written: {err}");
                    *tries += 1;
                }
                Health::Idle => {
                    let why = format!("no journal could be written: {err}");
                    state.health = Health::Broken { why, tries: 1 };
                }
            }
        }
        self.archive_superseded();
        let is_news = self.state().trouble() != before.as_deref();
        let waker = locked(&self.waker).clone().filter(|_| is_news);
        if let Some(waker) = waker {
            waker();
        }
    }

    fn sync_present(&self) {
        let (handle, path, is_named, written) = {
            let state = self.state();
            let Some(open) = state.open().filter(|open| open.is_due()) else {
                return;
            };
            let path = open.journal.path().to_path_buf();
            (open.journal.sync_handle(), path, open.is_named, open.mark.written)
        };
        let mut synced = handle.sync();
        if synced.is_ok() {
            // The journal may have been broken off meanwhile by a failed write.
            self.state().with_journal(&path, |open| open.mark.synced = written);
            if !is_named {
                synced = JournalDir::sync_name(self.vfs(), &path);
            }
        }
        let mut state = self.state();
        match synced {
            Ok(()) => state.with_journal(&path, |open| open.is_named = true),
            Err(err) if state.open().is_some_and(|open| open.journal.path() == path) => {
                state.break_off(format!("the journal could not be synced: {err}"));
            }
            Err(_) => {}
        }
    }

    /// Begins a journal with all that the file lacks, and syncs it before it takes the place of the present one.
    fn renew(&self) -> io::Result<()> {
        let (header, past, steps, annotator) = {
            let state = self.state();
            (state.header_now(), state.past.clone(), state.steps.clone(), state.annotator)
        };
        let Some(header) = header else { return Ok(()) };
        let Some(dir) = self.journal_dir(&header) else { return Ok(()) };
        let vfs = self.vfs();
        let journal = Journal::create(vfs, dir.folder(), &header, &past, (SystemClock.now(), annotator))?;
        let path = journal.path().to_path_buf();
        let begun = filled(journal, &steps).and_then(|journal| {
            journal.sync_handle().sync()?;
            JournalDir::sync_name(vfs, journal.path())?;
            self.state().replace(journal)
        });
        if begun.is_err() {
            // The journal before, if any, still counts; the new one would only be found again in vain.
            drop(vfs.remove(&path));
        }
        begun
    }

    /// Only once a synced journal holds what they hold.
    fn archive_superseded(&self) {
        let superseded = {
            let mut state = self.state();
            let is_safe = state.open().is_some_and(|open| !open.is_due());
            if is_safe { std::mem::take(&mut state.superseded) } else { Vec::new() }
        };
        for path in superseded {
            // One that stays holds nothing that is not elsewhere; the next opening archives it.
            drop(self.archive(&path, ArchiveReason::Adopted, SystemClock.now()));
        }
    }

    fn archive(&self, journal: &Path, why: ArchiveReason, time: Timestamp) -> io::Result<()> {
        JournalDir::of(journal).archive(self.vfs(), journal, why, time).map(drop)
    }
}

/// Also after a panic of another thread: the journal must go on, and steps that it lacks are still in memory.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
