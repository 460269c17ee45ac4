//! [`Store`]: the file and journal behind an open project. The journal is the promise, the file a snapshot of it.

mod backups;
mod copies;
mod journal_state;
mod journal_writer;
mod save_job;
mod watch;

pub use copies::SyncCopy;
pub use watch::Outside;

use super::Recovery;
use super::exchange::Parser;
use super::job::{Job, RunsOn, Waker, no_waker};
use crate::model::{AnnotatorId, History, Project, ProjectId, Timestamp};
use crate::storage::{
    ArchiveReason, Expected, FileHash, JournalEntry, JournalHeader, JournalRecord, LockOwner, Past, Places,
    SaveError, Vfs, host_name,
};
use journal_writer::JournalWriter;
use save_job::{SaveAnswer, SaveJob, past_of};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;
use watch::Watch;

/// Where this user's disk and state are; tests put another disk here.
#[derive(Clone, Debug)]
pub struct Environment {
    /// The disk.
    pub vfs: Arc<dyn Vfs>,
    /// Journals, backups, settings; none where the system names no place for them.
    pub places: Option<Places>,
    /// Who parses files that strangers made.
    pub parser: Parser,
}

/// Where the newest edits are, truthfully.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// In the project file.
    Saved,
    /// In the journal; the file follows.
    Journaled,
    /// Being written to the project file.
    Saving,
    /// Nowhere but in memory, and why.
    InMemory(String),
}

/// What a save is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveTarget {
    /// The project's own file.
    Own,
    /// A file of a name that must be free, which becomes the project's.
    New(PathBuf),
    /// A file of that name, whatever stands there, which becomes the project's.
    Replace(PathBuf),
}

/// Whether the project may be changed here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// It may.
    #[default]
    Full,
    /// Somebody else has it open.
    Reading(LockOwner),
    /// It is being opened again.
    Released,
}

/// A save that runs beside the window.
#[derive(Debug)]
struct Saving {
    job: Job<SaveAnswer>,
    path: PathBuf,
}

/// File and journal of one open project.
#[derive(Debug)]
pub struct Store {
    environment: Environment,
    /// Names this open project among those of other programs.
    instance: Uuid,
    path: Option<PathBuf>,
    /// Hash of the file as we know it.
    base: Option<FileHash>,
    journal: JournalWriter,
    saving: Option<Saving>,
    recovery: Recovery,
    watch: Watch,
    access: Access,
    backup_problem: Option<SaveError>,
}

impl Store {
    /// A project without a file and without a journal.
    pub(super) fn detached(environment: Environment, annotator: AnnotatorId) -> Self {
        let journal = JournalWriter::new(&environment, annotator, None);
        let watch = Watch::new(Arc::clone(&environment.vfs));
        Self {
            environment,
            instance: Uuid::now_v7(),
            path: None,
            base: None,
            journal,
            saving: None,
            recovery: Recovery::default(),
            watch,
            access: Access::default(),
            backup_problem: None,
        }
    }

    /// A project as it stands in that file.
    pub(super) fn attached(
        environment: Environment,
        annotator: AnnotatorId,
        (path, project, base): (PathBuf, &Project, FileHash),
    ) -> Self {
        let mut store = Self::detached(environment, annotator);
        store.watch.know(&path, base);
        (store.path, store.base) = (Some(path), Some(base));
        let header = header(&store.environment, store.instance, project, base);
        store.journal = JournalWriter::new(&store.environment, annotator, Some(header));
        store
    }

    /// The project file; none before the first save.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The disk and this user's places.
    pub const fn environment(&self) -> &Environment {
        &self.environment
    }

    /// Where the newest edits are.
    pub fn state(&self) -> SaveState {
        if self.saving.is_some() {
            return SaveState::Saving;
        }
        if self.path.is_none() {
            return SaveState::InMemory("this project has no file yet".to_owned());
        }
        if self.access == Access::Released {
            return SaveState::InMemory("the file was not opened again".to_owned());
        }
        if !self.is_dirty() {
            return SaveState::Saved;
        }
        match self.journal.trouble() {
            Some(trouble) => SaveState::InMemory(trouble),
            None if self.journal.is_recorded() => SaveState::Journaled,
            None => SaveState::InMemory("this computer names no folder for a journal".to_owned()),
        }
    }

    /// Why the newest steps are in no journal, whatever is being done about it.
    pub fn trouble(&self) -> Option<String> {
        self.journal.trouble().filter(|_| self.is_dirty())
    }

    /// Whether there are edits that the file lacks.
    pub fn is_dirty(&self) -> bool {
        self.journal.unsaved_count() > 0
    }

    /// How many steps the file lacks.
    pub fn unsaved_count(&self) -> usize {
        self.journal.unsaved_count()
    }

    /// Whether the journal is so long that the file should be saved at once.
    pub fn is_journal_long(&self) -> bool {
        self.journal.is_long() && self.is_dirty()
    }

    /// What was found besides the file when it was opened.
    pub const fn recovery(&self) -> &Recovery {
        &self.recovery
    }

    /// Looks after file and journal from threads of their own from here on, and wakes whoever draws when something
    /// happened.
    pub(super) fn watch(&mut self, project: ProjectId, waker: Waker) {
        self.journal.set_waker(Arc::clone(&waker));
        self.read_handled(project);
        self.watch.belongs_to(project);
        if self.environment.vfs.is_concurrent() {
            self.watch.start(waker);
        }
    }

    /// What somebody else did with the file since the last time.
    pub(super) fn outside(&mut self) -> Vec<Outside> {
        let news = self.watch.news();
        for what in &news {
            if let Outside::TakenOver(owner) = what {
                self.access = Access::Reading(owner.clone());
            }
        }
        news
    }

    /// Why the last save has no backup; the file itself is none the worse.
    pub const fn backup_problem(&self) -> Option<&SaveError> {
        self.backup_problem.as_ref()
    }

    /// Whether a save runs.
    pub const fn is_saving(&self) -> bool {
        self.saving.is_some()
    }

    /// Whether that path means the project's file.
    pub fn is_at(&self, path: &Path) -> bool {
        let full = self.environment.vfs.resolve(path);
        self.path.is_some() && (self.path.as_deref() == Some(path) || self.path == full.ok())
    }

    /// Lets go of the journal and of the note beside the project.
    pub(super) fn release(&mut self) {
        self.journal = JournalWriter::new(&self.environment, AnnotatorId(self.instance), None);
        self.watch = Watch::new(Arc::clone(&self.environment.vfs));
        self.access = Access::Released;
    }

    /// Whether the project may be changed here.
    pub const fn access(&self) -> &Access {
        &self.access
    }

    /// Puts a note beside the project that says who has it open; whoever comes second may only read, unless by force.
    pub(super) fn take_note(&mut self, user: &str, now: Timestamp, by_force: bool) {
        let Some(path) = &self.path else {
            return;
        };
        let owner = LockOwner {
            instance: self.instance,
            host: host_name(self.environment.vfs.as_ref()),
            user: user.to_owned(),
            pid: std::process::id(),
            since: now,
            time: now,
        };
        if let Some(other) = self.watch.take_note(path, owner, by_force) {
            self.access = Access::Reading(other);
        }
    }

    /// Writes one step to the journal, at once.
    pub(super) fn note(&mut self, entry: &JournalEntry, time: Timestamp) {
        self.journal.record(entry, time);
    }

    /// Makes all journal entries survive a power cut; waits for it.
    pub fn sync(&mut self) {
        self.journal.sync_and_wait();
    }

    /// Makes all journal entries survive a power cut, beside the window.
    pub fn hurry_sync(&self) {
        self.journal.request_sync();
    }

    /// Saves at once and waits for it.
    ///
    /// # Errors
    /// The old file is whole and the edits stay in the journal.
    pub(super) fn save_now(
        &mut self,
        (project, history): (&Project, &History),
        now: Timestamp,
        target: SaveTarget,
    ) -> Result<(), SaveError> {
        self.finish_saving(project, true)?;
        self.begin_saving((project, history), now, target);
        self.finish_saving(project, true).map(drop)
    }

    /// Begins to save beside the window, on a copy; [`Store::finish_saving`] takes the answer. While a save runs, for a
    /// project without a file, and for the own file of one that may only be read here, nothing happens.
    pub(super) fn begin_saving(
        &mut self,
        (project, history): (&Project, &History),
        now: Timestamp,
        target: SaveTarget,
    ) {
        let own = self.path.clone();
        let (path, replaces) = match target {
            SaveTarget::Own => (own.clone().filter(|_| self.access == Access::Full), false),
            SaveTarget::New(path) => (Some(path), false),
            SaveTarget::Replace(path) => (Some(path), true),
        };
        let (Some(path), None) = (path, &self.saving) else {
            return;
        };
        let expected = match self.base.filter(|_| own.as_ref() == Some(&path)) {
            Some(base) => Expected::File(base),
            None if replaces => Expected::Anything,
            None => Expected::Nothing,
        };
        let job = SaveJob {
            environment: self.environment.clone(),
            journal: self.journal.shared(),
            path: path.clone(),
            expected,
            after: self.journal.sequence(),
            past: past_of(history),
            now,
            watch: self.watch.begin_saving(),
        };
        let runs_on = RunsOn::for_disk(self.environment.vfs.as_ref());
        let (copy, waker) = (project.snapshot(), self.journal.waker().unwrap_or_else(no_waker));
        let job = Job::begin("save", runs_on, &waker, move |_| job.run(copy.project()));
        self.saving = Some(Saving { job, path });
    }

    /// Takes the answer of a save that runs, once it is there; waits for it when told so. Gives whether one ended.
    ///
    /// # Errors
    /// The old file is whole and the edits stay in the journal.
    pub(super) fn finish_saving(&mut self, project: &Project, wait: bool) -> Result<bool, SaveError> {
        let Some(saving) = &self.saving else {
            return Ok(false);
        };
        let answer = if wait { Some(saving.job.wait()) } else { saving.job.poll() };
        let Some(answer) = answer else {
            return Ok(false);
        };
        let path = self.saving.take().map(|saving| saving.path).unwrap_or_default();
        let SaveAnswer { path, after, past, result, backup } =
            answer.map_err(|err| SaveError::Other { path, reason: err.to_string() })?;
        let (hash, unconfirmed) = match result {
            Ok(hash) => (hash, None),
            // The new file is in place all the same, and the next save finds it there.
            Err(SaveError::NotConfirmed { path, hash, reason }) => {
                (hash, Some(SaveError::NotConfirmed { path, hash, reason }))
            }
            Err(err) => return Err(err),
        };
        if self.path.as_ref() != Some(&path) {
            // A file of one's own.
            self.access = Access::Full;
        }
        (self.path, self.base, self.backup_problem) = (Some(path), Some(hash), backup);
        if !self.journal.is_attached() {
            let header = header(&self.environment, self.instance, project, hash);
            self.journal.attach(header, past, after);
        }
        unconfirmed.map_or(Ok(true), Err)
    }

    /// Goes on from steps of earlier journals; those are archived once a new one holds the steps.
    pub(super) fn adopt(
        &mut self,
        recovery: Recovery,
        past: Past,
        records: Vec<JournalRecord>,
        superseded: Vec<PathBuf>,
    ) {
        self.recovery = recovery;
        self.journal.adopt(past, records, superseded);
    }

    /// Archives a journal of which not all steps could be done again. Those that could stand in it too, so the new journal
    /// is synced first.
    pub(super) fn archive_stopped(&mut self, journal: &Path, now: Timestamp) {
        self.journal.sync_and_wait();
        if self.journal.trouble().is_none() {
            // One that cannot be moved stays, and is offered at the next opening.
            drop(self.journal.archive(journal, ArchiveReason::Stopped, now));
        }
    }

    /// Moves the journal with all that the file lacks to the trash folder; the project on show is not changed, and must
    /// be opened again.
    ///
    /// # Errors
    /// The journal is where it was.
    pub(super) fn decline_recovery(&mut self, now: Timestamp) -> io::Result<()> {
        self.journal.decline(now)
    }
}

fn header(environment: &Environment, instance: Uuid, project: &Project, base: FileHash) -> JournalHeader {
    JournalHeader {
        project: project.id(),
        base,
        instance,
        host: host_name(environment.vfs.as_ref()),
        pid: std::process::id(),
        first: 1,
    }
}
