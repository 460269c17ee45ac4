//! [`Watch`]: looks from time to time whether somebody else wrote the project file or wants to work on it.
//!
//! Advisory only: every save compares the file with the hash that it is known to have. The watch tells earlier.

use super::copies::Copies;
use crate::model::{ProjectId, Timestamp};
use crate::storage::{FileFacts, FileHash, LockFile, LockOwner, Vfs};
use crate::workspace::job::{Waker, begin_thread};
use crate::workspace::{Clock as _, SystemClock};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

const PAUSE: Duration = Duration::from_secs(2);
/// How long the closing of a window waits for its note to be given back.
const GIVE_BACK_WAIT: Duration = Duration::from_millis(500);
/// The note beside the project is refreshed that often, in milliseconds.
const REFRESH_MILLIS: i64 = 60_000;
/// A project file larger than this is not read into memory.
const MAX_LEN: u64 = 4 << 30;

/// What somebody else did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outside {
    /// The file holds something else than what was opened or saved here.
    Changed,
    /// The file is gone.
    Gone,
    /// The file is again what it was.
    Back,
    /// Another window took the project over.
    TakenOver(LockOwner),
}

/// What the watch knows and whom it tells. Dropping it ends its thread and takes the note away.
pub(super) struct Watch {
    shared: Arc<Shared>,
    /// Closed when the thread has ended; none without one.
    ended: Option<Receiver<()>>,
}

struct Shared {
    vfs: Arc<dyn Vfs>,
    state: Mutex<State>,
    note: Mutex<Note>,
    copies: Mutex<Copies>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    file: Option<(PathBuf, FileHash)>,
    /// Copies of this one are looked for.
    project: Option<ProjectId>,
    /// While a save runs the file may be either.
    is_saving: bool,
    seen: Option<FileFacts>,
    told: Option<Outside>,
    news: Vec<Outside>,
    stop: bool,
}

/// The note beside the project. Held while the disk is at work, so the window takes it only while it opens a project.
#[derive(Default)]
struct Note {
    /// With the project that it stands beside.
    lock: Option<(LockFile, PathBuf)>,
    owner: Option<LockOwner>,
    refreshed: i64,
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").finish_non_exhaustive()
    }
}

impl Watch {
    pub(super) fn new(vfs: Arc<dyn Vfs>) -> Self {
        let (state, note, copies) = (Mutex::default(), Mutex::default(), Mutex::default());
        let shared = Shared { vfs, state, note, copies, changed: Condvar::new() };
        Self { shared: Arc::new(shared), ended: None }
    }

    /// Puts a note beside the project; gives who has it open where somebody has. A folder that takes no note is fine.
    pub(super) fn take_note(&self, project: &Path, owner: LockOwner, by_force: bool) -> Option<LockOwner> {
        let vfs = self.shared.vfs.as_ref();
        let taken = if by_force {
            LockFile::take_over(vfs, project, owner.clone()).map(Ok)
        } else {
            LockFile::take(vfs, project, owner.clone())
        };
        let mut note = self.shared.note();
        note.owner = Some(owner);
        match taken {
            Ok(Ok(lock)) => {
                note.lock = Some((lock, project.to_path_buf()));
                None
            }
            Ok(Err(other)) => Some(other),
            Err(_) => None,
        }
    }

    /// From here on the file is known to hold that.
    pub(super) fn know(&self, path: &Path, hash: FileHash) {
        self.shared.know(path, hash);
    }

    /// From here on copies of that project are looked for beside its file.
    pub(super) fn belongs_to(&self, project: ProjectId) {
        self.shared.state().project = Some(project);
    }

    /// What is known about copies.
    pub(super) fn copies<T>(&self, with: impl FnOnce(&mut Copies) -> T) -> T {
        with(&mut self.shared.copies())
    }

    /// Looks for copies now.
    pub(super) fn look_for_copies(&self, project: ProjectId) {
        self.belongs_to(project);
        self.shared.look_for_copies();
    }

    /// A save begins; the handle says when it ended, and well or not.
    pub(super) fn begin_saving(&self) -> SaveWatch {
        self.shared.state().is_saving = true;
        SaveWatch(Arc::clone(&self.shared))
    }

    /// What happened since the last time.
    pub(super) fn news(&self) -> Vec<Outside> {
        std::mem::take(&mut self.shared.state().news)
    }

    /// Begins to look, on a thread of its own.
    pub(super) fn start(&mut self, waker: Waker) {
        if self.ended.is_some() {
            return;
        }
        let shared = Arc::clone(&self.shared);
        // Without a thread nobody looks, and each save still compares.
        let (ending, ended) = channel();
        let thread = begin_thread("watch", move || {
            let _ending: Sender<()> = ending;
            shared.work(&waker);
            shared.give_note_back();
        });
        self.ended = thread.map(|_| ended);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.shared.state().stop = true;
        self.shared.changed.notify_all();
        match self.ended.take() {
            // The thread gives the note back. A disk that hangs must not keep the window from closing; a note that stays
            // is passed over.
            Some(ended) => drop(ended.recv_timeout(GIVE_BACK_WAIT)),
            None => self.shared.give_note_back(),
        }
    }
}

/// Tells the watch how a save ended.
pub(super) struct SaveWatch(Arc<Shared>);

impl SaveWatch {
    pub(super) fn saved(&self, path: &Path, hash: FileHash) {
        self.0.know(path, hash);
    }

    pub(super) fn ended(&self) {
        self.0.state().is_saving = false;
    }
}

impl Drop for SaveWatch {
    /// Also where the save ended by a fault: else the file would never be looked at again.
    fn drop(&mut self) {
        self.ended();
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self) -> MutexGuard<'_, Note> {
        self.note.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn give_note_back(&self) {
        let lock = self.note().lock.take();
        if let Some((lock, _)) = lock {
            lock.give_back(self.vfs.as_ref());
        }
    }

    fn know(&self, path: &Path, hash: FileHash) {
        let mut state = self.state();
        state.file = Some((path.to_path_buf(), hash));
        (state.seen, state.told) = (None, None);
    }

    fn work(&self, waker: &Waker) {
        loop {
            {
                let waits = |state: &mut State| !state.stop;
                let waited = self.changed.wait_timeout_while(self.state(), PAUSE, waits);
                if waited.unwrap_or_else(PoisonError::into_inner).0.stop {
                    return;
                }
            }
            let seen = self.look_at_file();
            let taken = self.look_after_note(SystemClock.now());
            let news: Vec<Outside> = seen.into_iter().chain(taken).collect();
            let has_news = !news.is_empty();
            self.state().news.extend(news);
            if self.look_for_copies() || has_news {
                waker();
            }
        }
    }

    fn copies(&self) -> MutexGuard<'_, Copies> {
        self.copies.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives whether there are others than before.
    fn look_for_copies(&self) -> bool {
        let (project, file) = {
            let state = self.state();
            (state.project, state.file.clone())
        };
        let Some((project, (path, own))) = project.zip(file) else {
            return false;
        };
        self.copies().look(self.vfs.as_ref(), &path, project, &own)
    }

    fn look_at_file(&self) -> Option<Outside> {
        let (path, base, seen) = {
            let state = self.state();
            let (path, base) = state.file.clone().filter(|_| !state.is_saving)?;
            (path, base, state.seen)
        };
        let facts = match self.vfs.facts(&path) {
            Ok(facts) if Some(facts) == seen => return None,
            Ok(facts) => Some(facts),
            Err(err) if err.kind() == io::ErrorKind::NotFound => None,
            // A disk that does not answer says nothing about the file.
            Err(_) => return None,
        };
        let found = match facts {
            Some(_) if FileHash::of(&self.vfs.read(&path, MAX_LEN).ok()?) == base => Outside::Back,
            Some(_) => Outside::Changed,
            None => Outside::Gone,
        };
        let mut state = self.state();
        let is_ours = state.is_saving || state.file.as_ref() != Some(&(path, base));
        if is_ours {
            return None;
        }
        state.seen = facts;
        let is_known = state.told.as_ref().unwrap_or(&Outside::Back) == &found && found != Outside::Changed;
        state.told = Some(found.clone());
        (!is_known).then_some(found)
    }

    /// Keeps the note fresh, and beside the project wherever it is saved.
    fn look_after_note(&self, now: Timestamp) -> Option<Outside> {
        let project = self.state().file.as_ref().map(|(path, _)| path.clone())?;
        let mut note = self.note();
        let is_due = now.millis().saturating_sub(note.refreshed) >= REFRESH_MILLIS;
        let vfs = self.vfs.as_ref();
        match note.lock.take() {
            Some((lock, path)) if path != project => {
                lock.give_back(vfs);
                let owner = note.owner.clone()?;
                // In a folder that takes no note there is none.
                let taken = LockFile::take(vfs, &project, LockOwner { time: now, ..owner });
                note.lock = taken.ok().and_then(Result::ok).map(|lock| (lock, project));
                None
            }
            Some((mut lock, path)) => {
                if let Some(other) = lock.taken_by(vfs) {
                    return Some(Outside::TakenOver(other));
                }
                // One that cannot be refreshed grows stale, and that is all.
                if is_due && lock.refresh(now).is_ok() {
                    note.refreshed = now.millis();
                }
                note.lock = Some((lock, path));
                None
            }
            None => None,
        }
    }
}
