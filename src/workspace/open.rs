//! Opening projects: read the file, replay the journal through the one door, say what was odd.

use super::exchange::Parser;
use super::store::{Environment, Store, set_aside};
use super::{Clock as _, IdSource, SystemClock, Workspace};
use crate::model::{Annotator, EditError, Project, ProjectId};
use crate::storage::{
    DiskFs, FileHash, JournalContents, Places, ReadError, SaveError, open_project, read_journal,
};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A project file larger than this is not read into memory.
const MAX_PROJECT_LEN: u64 = 4 << 30;

/// Why a project was not opened or made.
#[expect(clippy::enum_variant_names, reason = "each variant says what did not happen")]
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
        let not_read = |reason| OpenError::NotRead { path: path.to_path_buf(), reason };
        let loaded = open_project(environment.vfs.as_ref(), path, MAX_PROJECT_LEN)
            .map_err(not_read)?
            .map_err(|reason| OpenError::NotSound { path: path.to_path_buf(), reason })?;
        let full = environment.vfs.resolve(path).unwrap_or_else(|_| path.to_path_buf());
        let mut problems = loaded.problems;
        let (journal, journal_problem) = journal_of(&environment, &loaded.project, &loaded.hash);
        problems.extend(journal_problem);
        let store = Store::attached(environment, me.id, full, loaded.hash);
        let mut workspace =
            Self::with_store(loaded.project, me, Box::new(SystemClock), (IdSource::random(), store))
                .map_err(|reason| OpenError::NotUsable { path: path.to_path_buf(), reason })?;
        problems.extend(workspace.replay(journal));
        // The journal may hold that this annotator was taken out.
        workspace
            .introduce(me)
            .map_err(|reason| OpenError::NotUsable { path: path.to_path_buf(), reason })?;
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
        self.store.save_now(&self.project, now, None)
    }

    /// Saves at once in another file, which becomes the project's. `replace` allows what stands there to go.
    ///
    /// # Errors
    /// What stood there is whole, and the project keeps its file.
    pub fn save_as(&mut self, path: &Path, replace: bool) -> Result<(), SaveError> {
        let now = self.now();
        self.store.save_now(&self.project, now, Some((path, replace)))
    }

    /// Begins to save beside the window; [`Workspace::poll_saving`] takes the answer.
    pub fn begin_saving(&mut self) {
        let now = self.now();
        self.store.begin_saving(&self.project, now);
    }

    /// Whether a save that ran beside the window has ended in this moment.
    ///
    /// # Errors
    /// The old file is whole and the edits stay in the journal.
    pub fn poll_saving(&mut self) -> Result<bool, SaveError> {
        let now = self.now();
        self.store.finish_saving(&self.project, now, false)
    }

    /// File and journal, to read.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// Makes the journal survive a power cut.
    pub fn sync(&mut self) {
        self.store.sync();
    }

    /// Does again what a journal holds; each step is journaled anew. Gives what could not be done, in words.
    fn replay(&mut self, contents: JournalContents) -> Option<String> {
        let count = contents.entries.len();
        for (index, record) in contents.entries.into_iter().enumerate() {
            if let Err(err) = self.repeat(record.entry) {
                let left = count - index;
                self.store.sync();
                self.store.put_old_journal_away(&self.project, false);
                return Some(format!(
                    "{left} of {count} edits of the journal were not recovered: {err}. The journal is kept."
                ));
            }
        }
        self.store.sync();
        if count > 0 {
            self.store.put_old_journal_away(&self.project, true);
        }
        let torn = (contents.torn_bytes > 0)
            .then(|| format!("; its last {} bytes were damaged and are left out", contents.torn_bytes));
        (count > 0 || torn.is_some()).then(|| {
            let edits = if count == 1 { "1 edit".to_owned() } else { format!("{count} edits") };
            let verb = if count == 1 { "was" } else { "were" };
            format!(
                "{edits} since the last save {verb} recovered from the journal{}",
                torn.unwrap_or_default()
            )
        })
    }
}

/// The journal that goes onto this file, and what to say where one does not fit. It is moved aside, never deleted.
fn journal_of(
    environment: &Environment,
    project: &Project,
    base: &FileHash,
) -> (JournalContents, Option<String>) {
    let nothing = JournalContents { header: None, entries: Vec::new(), torn_bytes: 0 };
    let Some(places) = &environment.places else {
        return (nothing, None);
    };
    let vfs = environment.vfs.as_ref();
    let fits = |contents: &JournalContents| {
        contents.header.as_ref().is_some_and(|header| header.project == project.id() && header.base == *base)
    };
    let newest = places.journal_path(project.id());
    let older = places.old_journal_path(project.id());
    // While a journal is copied into a new one the old one still has the most: it goes only when the copy is whole.
    for path in [&older, &newest] {
        let Ok(bytes) = vfs.read(path, MAX_PROJECT_LEN) else {
            continue;
        };
        let contents = read_journal(&bytes);
        if fits(&contents) {
            return (contents, None);
        }
        if path == &newest && !contents.entries.is_empty() {
            let kept = newest.with_extension(format!(
                "other-{}",
                FileHash::of(&bytes).to_string().get(..12).unwrap_or_default()
            ));
            let problem = match set_aside(vfs, &newest, &kept) {
                Ok(()) => format!(
                    "a journal of {} edits belongs to another state of this file and was not applied; it is kept at {}",
                    contents.entries.len(),
                    kept.display()
                ),
                Err(err) => {
                    format!("a journal that belongs to another state of this file could not be kept: {err}")
                }
            };
            return (nothing, Some(problem));
        }
    }
    (nothing, None)
}
