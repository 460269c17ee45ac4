//! Opening projects: read the file, replay the journal through the one door, say what was odd.

use super::exchange::Parser;
use super::recovery::{Recovery, find};
use super::store::{Environment, Outside, SaveTarget, Store};
use super::{Clock as _, IdSource, SystemClock, Waker, Workspace};
use crate::model::{Annotator, EditError, Project, ProjectId};
use crate::storage::{DiskFs, LockOwner, Places, ReadError, SaveError, open_project};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A project file larger than this is not read into memory.
const MAX_PROJECT_LEN: u64 = 4 << 30;

/// Why a project was not opened or made.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file could not be read at all.
    #[error("{} was not opened: {reason}. Check the name and that you may read it.", path.display())]
    NotRead {
        /// The file.
        path: PathBuf,
        /// As the system says it.
        reason: io::Error,
    },
    /// The file could be read and is no sound project.
    #[error("{}: {reason}", path.display())]
    NotSound {
        /// The file.
        path: PathBuf,
        /// Where and what.
        reason: ReadError,
    },
    /// The project could be read and not be worked on.
    #[error("{} was not opened: {reason}.", path.display())]
    NotUsable {
        /// The file.
        path: PathBuf,
        /// Which rule.
        reason: EditError,
    },
    /// Somebody else has it open to change it.
    #[error(
        "{} was not changed: {owner} has it open. Make the change there, or close it there first.",
        path.display()
    )]
    InUse {
        /// The file.
        path: PathBuf,
        /// Who.
        owner: LockOwner,
    },
    /// A state that was kept could not be put into a file.
    #[error("Nothing was opened: {0}")]
    NotRescued(String),
    /// A new file could not be written.
    #[error(transparent)]
    NotWritten(#[from] SaveError),
}

impl Environment {
    /// This computer's disk and this user's places.
    pub fn of_this_user() -> Self {
        Self { vfs: Arc::new(DiskFs), places: Places::of_this_user(), parser: Parser::of_this_program() }
    }
}

impl Workspace {
    /// Opens a project file and replays what the journal holds beyond it. The second value names what was odd.
    pub fn open(
        path: &Path,
        me: &Annotator,
        environment: Environment,
    ) -> Result<(Self, Vec<String>), OpenError> {
        Self::open_perhaps_by_force(path, me, environment, false)
    }

    /// As [`Workspace::open`]; by force also with the steps that another program has in its journal.
    pub(super) fn open_perhaps_by_force(
        path: &Path,
        me: &Annotator,
        environment: Environment,
        by_force: bool,
    ) -> Result<(Self, Vec<String>), OpenError> {
        let not_read = |reason| OpenError::NotRead { path: path.to_path_buf(), reason };
        let loaded = open_project(environment.vfs.as_ref(), path, MAX_PROJECT_LEN)
            .map_err(not_read)?
            .map_err(|reason| OpenError::NotSound { path: path.to_path_buf(), reason })?;
        let full = environment.vfs.resolve(path).unwrap_or_else(|_| path.to_path_buf());
        let mut problems = loaded.problems;
        let now = SystemClock.now();
        let mut found = find(&environment, loaded.project.id(), &loaded.hash, now, by_force);
        problems.append(&mut found.problems);
        let store = Store::attached(environment, me.id, (full, &loaded.project, loaded.hash));
        let not_usable = |reason| OpenError::NotUsable { path: path.to_path_buf(), reason };
        let mut workspace =
            Self::with_store(loaded.project, me, Box::new(SystemClock), (IdSource::random(), store))
                .map_err(not_usable)?;
        problems.extend(workspace.replay(found, now));
        // The journal may hold that this annotator was taken out.
        workspace.introduce(me).map_err(not_usable)?;
        workspace.store.keep_opened(workspace.project.id(), now);
        Ok((workspace, problems))
    }

    /// Makes a project file that must not exist yet.
    pub fn create(
        path: &Path,
        title: &str,
        me: &Annotator,
        environment: Environment,
    ) -> Result<Self, OpenError> {
        let clock = SystemClock;
        let mut ids = IdSource::random();
        let project = Project::new(ProjectId(ids.next(clock.now())), title);
        Self::create_from(path, project, me, environment)
    }

    /// Makes a project file, which must not exist yet, from a project at hand.
    pub fn create_from(
        path: &Path,
        project: Project,
        me: &Annotator,
        environment: Environment,
    ) -> Result<Self, OpenError> {
        let store = Store::detached(environment, me.id);
        let mut workspace = Self::with_store(project, me, Box::new(SystemClock), (IdSource::random(), store))
            .map_err(|reason| OpenError::NotUsable { path: path.to_path_buf(), reason })?;
        workspace.save_as(path, false)?;
        Ok(workspace)
    }

    /// Saves at once, in its file.
    ///
    /// # Errors
    /// The old file is whole and the edits stay in the journal.
    pub fn save(&mut self) -> Result<(), SaveError> {
        let now = self.now();
        if self.store.path().is_none() {
            return Ok(());
        }
        self.store.save_now((&self.project, &self.history), now, SaveTarget::Own)
    }

    /// Saves at once in another file, which becomes the project's. `replace` allows what stands there to go.
    ///
    /// # Errors
    /// What stood there is whole, and the project keeps its file.
    pub fn save_as(&mut self, path: &Path, replace: bool) -> Result<(), SaveError> {
        let now = self.now();
        let path = path.to_path_buf();
        let target = if replace { SaveTarget::Replace(path) } else { SaveTarget::New(path) };
        self.store.save_now((&self.project, &self.history), now, target)
    }

    /// Begins to save beside the window; [`Workspace::poll_saving`] takes the answer.
    pub fn begin_saving(&mut self, target: SaveTarget) {
        let now = self.now();
        self.store.begin_saving((&self.project, &self.history), now, target);
    }

    /// Whether a save that ran beside the window has ended in this moment.
    ///
    /// # Errors
    /// The old file is whole and the edits stay in the journal.
    pub fn poll_saving(&mut self) -> Result<bool, SaveError> {
        self.store.finish_saving(&self.project, false)
    }

    /// File and journal, to read.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// Makes the journal survive a power cut.
    pub fn sync(&mut self) {
        self.store.sync();
    }

    /// Makes the journal survive a power cut, beside the window.
    pub fn hurry_sync(&self) {
        self.store.hurry_sync();
    }

    /// What journals held beyond the file when it was opened.
    pub const fn recovery(&self) -> &Recovery {
        self.store.recovery()
    }

    /// Looks after file and journal from threads of their own from here on, and wakes whoever draws when something
    /// happened.
    pub fn watch(&mut self, waker: Waker) {
        self.store.watch(self.project.id(), waker);
    }

    /// Puts a note beside the project that says who has it open. Who comes second may only read, unless by force.
    pub(super) fn take_note(&mut self, user: &str, by_force: bool) {
        let now = self.now();
        self.store.take_note(user, now, by_force);
    }

    /// Moves the journal with all that the file lacks to the trash folder: the edits that were recovered are not wanted.
    /// The project must be opened again.
    ///
    /// # Errors
    /// The journal is where it was.
    pub fn decline_recovery(&mut self) -> io::Result<()> {
        let now = self.now();
        self.store.decline_recovery(now)
    }

    /// Lets go of the journal and of the note beside the project, which then can be opened again; nothing more can be
    /// changed here.
    pub fn release(&mut self) {
        self.store.release();
    }

    /// What somebody else did with the file since the last time.
    pub fn outside(&mut self) -> Vec<Outside> {
        self.store.outside()
    }
}
