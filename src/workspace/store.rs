//! [`Store`]: the file and journal behind an open project. The journal is the promise, the file a snapshot of it.

use super::exchange::Parser;
use crate::model::{AnnotatorId, Project, Timestamp};
use crate::storage::{
    FileHash, Journal, JournalEntry, Places, SaveError, Vfs, keep_backup, overwrite_file, save_file,
    write_project,
};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

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

/// A save that runs beside the window.
#[derive(Debug)]
struct Saving {
    result: Receiver<(Result<FileHash, SaveError>, Option<SaveError>)>,
    /// Steps that were made since the copy being saved was taken.
    since: Vec<(JournalEntry, Timestamp)>,
    path: PathBuf,
}

/// File and journal of one open project.
#[derive(Debug)]
pub struct Store {
    environment: Environment,
    annotator: AnnotatorId,
    path: Option<PathBuf>,
    base: Option<FileHash>,
    journal: Option<Journal>,
    saving: Option<Saving>,
    /// Whether there are edits that the file lacks.
    dirty: bool,
    trouble: Option<String>,
}

impl Store {
    /// A project without a file and without a journal.
    pub(super) const fn detached(environment: Environment, annotator: AnnotatorId) -> Self {
        Self {
            environment,
            annotator,
            path: None,
            base: None,
            journal: None,
            saving: None,
            dirty: false,
            trouble: None,
        }
    }

    /// A project as it stands in that file.
    pub(super) fn attached(
        environment: Environment,
        annotator: AnnotatorId,
        path: PathBuf,
        base: FileHash,
    ) -> Self {
        Self { path: Some(path), base: Some(base), ..Self::detached(environment, annotator) }
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
        if let Some(trouble) = &self.trouble {
            return SaveState::InMemory(trouble.clone());
        }
        match (&self.saving, self.dirty, &self.journal) {
            (Some(_), _, _) => SaveState::Saving,
            (None, false, _) if self.path.is_some() => SaveState::Saved,
            (None, _, Some(_)) => SaveState::Journaled,
            (None, _, None) => SaveState::InMemory("this project has no file yet".to_owned()),
        }
    }

    /// Whether there are edits that the file lacks.
    pub const fn is_dirty(&self) -> bool {
        self.dirty
    }

    /// Writes one step to the journal, at once.
    pub(super) fn note(&mut self, project: &Project, entry: &JournalEntry, time: Timestamp) {
        self.dirty = true;
        if let Some(saving) = &mut self.saving {
            saving.since.push((entry.clone(), time));
        }
        if self.journal.is_none() && self.trouble.is_none() {
            self.start_journal(project);
        }
        if let Some(journal) = &mut self.journal
            && let Err(err) = journal.append(entry, time, self.annotator)
        {
            // After a failed write that file is never trusted again.
            self.journal = None;
            self.trouble = Some(format!("the journal could not be written: {err}"));
        }
    }

    /// Makes all journal entries survive a power cut.
    pub fn sync(&mut self) {
        if let Some(journal) = &self.journal
            && let Err(err) = journal.sync()
        {
            self.journal = None;
            self.trouble = Some(format!("the journal could not be synced: {err}"));
        }
    }

    /// Puts the journal away that was copied into the present one: for good, or under another name where the copy is
    /// not whole. As long as it stands, it has the first word at the next opening.
    pub(super) fn put_old_journal_away(&mut self, project: &Project, is_copied: bool) {
        let Some(places) = &self.environment.places else {
            return;
        };
        let vfs = self.environment.vfs.as_ref();
        let old = places.old_journal_path(project.id());
        let kept = old.with_extension("stopped");
        let done = if is_copied { forget(vfs, &old) } else { set_aside(vfs, &old, &kept) };
        if let Err(err) = done {
            self.trouble = Some(format!("the old journal could not be put away: {err}"));
        }
    }

    fn start_journal(&mut self, project: &Project) {
        let (Some(places), Some(base)) = (&self.environment.places, &self.base) else {
            return;
        };
        let vfs = self.environment.vfs.as_ref();
        let path = places.journal_path(project.id());
        let old = places.old_journal_path(project.id());
        let begun =
            set_aside(vfs, &path, &old).and_then(|()| Journal::create(vfs, &path, project.id(), base));
        match begun {
            Ok(journal) => self.journal = Some(journal),
            Err(err) => self.trouble = Some(format!("the journal could not be started: {err}")),
        }
    }

    /// Saves at once and waits for it. A new path must be free unless `replace` says otherwise.
    ///
    /// # Errors
    /// The old file is whole and the edits stay in the journal.
    pub(super) fn save_now(
        &mut self,
        project: &Project,
        now: Timestamp,
        target: Option<(&Path, bool)>,
    ) -> Result<(), SaveError> {
        self.finish_saving(project, now, true)?;
        let Some(path) = target.map(|(path, _)| path).or(self.path.as_deref()).map(Path::to_path_buf) else {
            return Ok(());
        };
        let same = self.path.as_ref() == Some(&path);
        let replace = target.is_some_and(|(_, replace)| replace) && !same;
        let base = if same { self.base } else { None };
        let job = SaveJob { environment: self.environment.clone(), path: path.clone(), base, replace, now };
        let (result, _backup) = job.run(project);
        let hash = confirmed(result)?;
        self.saved(project, path, hash, Vec::new());
        Ok(())
    }

    /// Begins to save beside the window, on a copy; [`Store::finish_saving`] takes the answer.
    pub(super) fn begin_saving(&mut self, project: &Project, now: Timestamp) {
        let Some(path) = self.path.clone() else {
            return;
        };
        if self.saving.is_some() {
            return;
        }
        let job = SaveJob {
            environment: self.environment.clone(),
            path: path.clone(),
            base: self.base,
            replace: false,
            now,
        };
        let (sender, result) = channel();
        let copy = project.clone();
        thread::spawn(move || {
            let answer = job.run(&copy);
            // The window may be closed by then; the file is saved all the same.
            drop(sender.send(answer));
        });
        self.saving = Some(Saving { result, since: Vec::new(), path });
    }

    /// Takes the answer of a save that runs, once it is there; waits for it when told so. Gives whether one ended.
    pub(super) fn finish_saving(
        &mut self,
        project: &Project,
        _now: Timestamp,
        wait: bool,
    ) -> Result<bool, SaveError> {
        let Some(saving) = &self.saving else {
            return Ok(false);
        };
        let answer = if wait {
            saving.result.recv().ok()
        } else {
            match saving.result.try_recv() {
                Ok(answer) => Some(answer),
                Err(TryRecvError::Empty) => return Ok(false),
                Err(TryRecvError::Disconnected) => None,
            }
        };
        let Some(saving) = self.saving.take() else {
            return Ok(false);
        };
        let Some((result, _backup)) = answer else {
            let reason = "the work was broken off".to_owned();
            return Err(SaveError::Other { path: saving.path, reason });
        };
        let hash = confirmed(result)?;
        self.saved(project, saving.path, hash, saving.since);
        Ok(true)
    }

    /// The file holds everything but `since`: a new journal begins with those steps, then the old one goes.
    fn saved(
        &mut self,
        project: &Project,
        path: PathBuf,
        hash: FileHash,
        since: Vec<(JournalEntry, Timestamp)>,
    ) {
        self.path = Some(path);
        self.base = Some(hash);
        self.trouble = None;
        self.dirty = false;
        self.journal = None;
        let vfs = Arc::clone(&self.environment.vfs);
        if since.is_empty() {
            // The next step starts a journal; the present one goes onto an older file.
            if let Some(places) = &self.environment.places {
                let path = places.journal_path(project.id());
                let old = places.old_journal_path(project.id());
                if let Err(err) =
                    set_aside(vfs.as_ref(), &path, &old).and_then(|()| forget(vfs.as_ref(), &old))
                {
                    self.trouble = Some(format!("the old journal could not be put away: {err}"));
                }
            }
            return;
        }
        for (entry, time) in since {
            self.note(project, &entry, time);
        }
        self.sync();
        if let (Some(places), None) = (&self.environment.places, &self.trouble)
            && let Err(err) = forget(vfs.as_ref(), &places.old_journal_path(project.id()))
        {
            self.trouble = Some(format!("the old journal could not be put away: {err}"));
        }
    }
}

/// What a save needs besides the project.
struct SaveJob {
    environment: Environment,
    path: PathBuf,
    base: Option<FileHash>,
    replace: bool,
    now: Timestamp,
}

impl SaveJob {
    /// Writes the file, then a backup of it; a backup that fails is told beside the result.
    fn run(&self, project: &Project) -> (Result<FileHash, SaveError>, Option<SaveError>) {
        let vfs = self.environment.vfs.as_ref();
        let bytes = write_project(project);
        let result = if self.replace {
            overwrite_file(vfs, &self.path, &bytes)
        } else {
            save_file(vfs, &self.path, &bytes, self.base.as_ref())
        };
        let mut backup = None;
        if let (Ok(hash), Some(places)) = (&result, &self.environment.places) {
            let folder = places.backups_folder(project.id());
            backup = keep_backup(vfs, &folder, &bytes, hash, self.now).err();
        }
        (result, backup)
    }
}

/// A save that the disk did not confirm has still put the new file into place.
fn confirmed(result: Result<FileHash, SaveError>) -> Result<FileHash, SaveError> {
    match result {
        Err(SaveError::NotConfirmed { hash, .. }) => Ok(hash),
        other => other,
    }
}

/// Moves a journal out of the way of a new one.
pub(super) fn set_aside(vfs: &dyn Vfs, path: &Path, old: &Path) -> io::Result<()> {
    match vfs.rename(path, old) {
        Err(err) if err.kind() != io::ErrorKind::NotFound => Err(err),
        _ => Ok(()),
    }
}

/// Takes out a journal whose edits the file holds.
fn forget(vfs: &dyn Vfs, old: &Path) -> io::Result<()> {
    match vfs.remove(old) {
        Err(err) if err.kind() != io::ErrorKind::NotFound => Err(err),
        _ => Ok(()),
    }
}
