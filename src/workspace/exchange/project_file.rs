//! [`ProjectFile`]: a project on the disk, for one command: opened with its unsaved edits, saved when it changed.

use crate::model::{
    Annotator, AnnotatorId, BrokenRule, Edit, EditError, Project, ProjectId, RecordId, Transaction,
};
use crate::storage::{
    FileHash, JournalContents, JournalEntry, Places, ReadError, SaveError, UserSettings, Vfs, read_journal,
    read_project, read_settings, save_file, save_settings, write_project,
};
use crate::workspace::{Clock, IdSource, SystemClock, Workspace};
use std::io;
use std::path::{Path, PathBuf};

/// Largest project file that is read, in bytes.
const MAX_PROJECT_LEN: u64 = 2 << 30;

/// Why a project was not opened. The file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Nothing is there.
    #[error("{} was not opened: it is not there. Check the name, or make it with `crossclaim new`.", .0.display())]
    Missing(PathBuf),
    /// The disk refused.
    #[error("{} was not opened: {reason}. Check that it is a file that you may read.", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// As the system says it.
        reason: String,
    },
    /// The bytes are no sound project.
    #[error("{}: {error}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong, where, and what to do.
        error: ReadError,
    },
    /// The project cannot be worked on.
    #[error("{} was not opened: {error}. Check it with `crossclaim check`.", path.display())]
    Unsound {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        error: EditError,
    },
}

/// An open project with where it came from.
#[derive(Debug)]
pub struct ProjectFile {
    /// The project in memory.
    pub workspace: Workspace,
    /// Who works here.
    pub me: Annotator,
    /// What was odd and did not stop us, in words.
    pub problems: Vec<String>,
    path: PathBuf,
    /// Of the file as it was read; none for a file that is still to be made.
    base: Option<FileHash>,
    /// The journal's edits are part of the project in memory.
    has_journal: bool,
}

impl ProjectFile {
    /// A project that is not on the disk yet.
    pub fn create(
        disk: &dyn Vfs,
        places: Option<&Places>,
        path: &Path,
        title: &str,
    ) -> Result<Self, EditError> {
        let (me, problems) = user(disk, places);
        let mut ids = IdSource::random();
        let project = Project::new(ProjectId(ids.next(SystemClock.now())), title);
        let workspace = Workspace::new(project, &me, Box::new(SystemClock), ids)?;
        let path = path.to_path_buf();
        let mut file = Self { workspace, me, problems, path, base: None, has_journal: false };
        file.leave_out_idle_user();
        Ok(file)
    }

    /// Reads a project, and the edits that the journal has on top of it.
    pub fn open(disk: &dyn Vfs, places: Option<&Places>, path: &Path) -> Result<Self, OpenError> {
        let path = path.to_path_buf();
        let bytes = match disk.read(&path, MAX_PROJECT_LEN) {
            Ok(bytes) => bytes,
            Err(err) if err.kind() == io::ErrorKind::NotFound => return Err(OpenError::Missing(path)),
            Err(err) => return Err(OpenError::Unreadable { path, reason: err.to_string() }),
        };
        let loaded = match read_project(&bytes) {
            Ok(loaded) => loaded,
            Err(error) => return Err(OpenError::Damaged { path, error }),
        };
        let (me, mut problems) = user(disk, places);
        problems.extend(loaded.problems);
        let is_known = loaded.project.annotator(me.id).is_some();
        let journal = places.and_then(|places| journal(disk, places, &loaded.project, &loaded.hash));
        let workspace = Workspace::new(loaded.project, &me, Box::new(SystemClock), IdSource::random());
        let workspace = match workspace {
            Ok(workspace) => workspace,
            Err(error) => return Err(OpenError::Unsound { path, error }),
        };
        let base = Some(loaded.hash);
        let mut file = Self { workspace, me, problems, path, base, has_journal: false };
        if let Some(journal) = journal {
            file.replay(journal);
        }
        if !is_known {
            file.leave_out_idle_user();
        }
        Ok(file)
    }

    /// Every rule that the project breaks.
    pub fn check(&self) -> Vec<BrokenRule> {
        self.workspace.project().check()
    }

    /// Puts the project in place of the file that was read.
    ///
    /// # Errors
    /// As [`save_file`].
    pub fn save(&mut self, disk: &dyn Vfs, places: Option<&Places>) -> Result<(), SaveError> {
        let bytes = write_project(self.workspace.project());
        self.base = Some(save_file(disk, &self.path, &bytes, self.base.as_ref())?);
        if let Some(places) = places.filter(|_| self.has_journal) {
            let id = self.workspace.project().id();
            // Its base is no longer the file, so nobody would replay it; kept in case the save is lost.
            disk.rename(&places.journal_path(id), &places.old_journal_path(id)).ok();
            self.has_journal = false;
        }
        Ok(())
    }

    fn replay(&mut self, journal: JournalContents) {
        let count = journal.entries.len();
        for (done, record) in journal.entries.into_iter().enumerate() {
            let answer = match record.entry {
                JournalEntry::Commit(transaction) => self.workspace.commit(transaction),
                JournalEntry::Undo => self.workspace.undo().map(drop),
                JournalEntry::Redo => self.workspace.redo().map(drop),
            };
            if let Err(err) = answer {
                let lost = count - done;
                self.problems.push(format!("{lost} unsaved steps do not fit the project: {err}"));
                return;
            }
        }
        if count > 0 {
            self.has_journal = true;
            self.problems.push(format!("{count} steps were taken over that had not been saved yet"));
        }
    }

    /// Who runs a command that tags nothing does not become an annotator by it.
    fn leave_out_idle_user(&mut self) {
        let me = self.me.id;
        let is_needed = self.workspace.project().check().into_iter().any(|rule| {
            matches!(rule, BrokenRule::Dangling { missing: RecordId::Annotator(id), .. } if id == me)
        });
        if !is_needed {
            let step = Transaction::new("Open project", vec![Edit::RemoveAnnotator(me)]);
            // Refused when the journal holds work of this user, and then it should be.
            self.workspace.commit(step).ok();
        }
    }
}

/// The journal of edits on top of exactly these bytes.
fn journal(
    disk: &dyn Vfs,
    places: &Places,
    project: &Project,
    base: &FileHash,
) -> Option<JournalContents> {
    let bytes = disk.read(&places.journal_path(project.id()), MAX_PROJECT_LEN).ok()?;
    let journal = read_journal(&bytes);
    let fits = journal.header.is_some_and(|header| header.project == project.id() && header.base == *base);
    fits.then_some(journal)
}

/// The user that the settings name; a user without settings gets an id that is kept.
fn user(disk: &dyn Vfs, places: Option<&Places>) -> (Annotator, Vec<String>) {
    let (settings, problem) = match places {
        Some(places) => read_settings(disk, &places.settings_path()),
        None => (UserSettings::default(), None),
    };
    let mut problems: Vec<String> = problem.into_iter().collect();
    let name = if settings.annotator_name.is_empty() {
        let name = ["USER", "USERNAME"].into_iter().find_map(|key| std::env::var(key).ok());
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| "Annotator".to_owned())
    } else {
        settings.annotator_name.clone()
    };
    let id = settings.annotator_id.unwrap_or_else(|| {
        let id = AnnotatorId(IdSource::random().next(SystemClock.now()));
        let kept = UserSettings { annotator_id: Some(id), annotator_name: name.clone(), ..settings };
        if let Some(Err(err)) = places.map(|places| save_settings(disk, &places.settings_path(), &kept)) {
            problems.push(err.to_string());
        }
        id
    });
    (Annotator { id, name, reference: false }, problems)
}
