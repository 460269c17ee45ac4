//! [`ProjectFile`]: a project on the disk for one command: read only, opened for change, or new.

use crate::model::{Annotator, AnnotatorId, BrokenRule, Edit, Project, ProjectId};
use crate::storage::{Onto, UserSettings, read_project, read_settings, save_settings};
use crate::workspace::store::peek;
use crate::workspace::{Access, Clock as _, Environment, IdSource, OpenError, Store, SystemClock, Workspace};
use std::path::Path;

/// Largest project file or journal that is read, in bytes.
const MAX_PROJECT_LEN: u64 = 4 << 30;

/// An open project and who opened it.
#[derive(Debug)]
pub struct ProjectFile {
    /// The project with the edits that its file lacks.
    pub workspace: Workspace,
    /// Who runs the command.
    pub me: Annotator,
    /// What was odd about the file and did not stop us, in words.
    pub problems: Vec<String>,
    /// What the user should know besides.
    pub notes: Vec<String>,
}

impl ProjectFile {
    /// A project that has no file until it is saved under a name.
    pub fn create(environment: Environment, path: &Path, title: &str) -> Result<Self, OpenError> {
        let (me, notes) = user(&environment);
        let mut ids = IdSource::random();
        let project = Project::new(ProjectId(ids.next(SystemClock.now())), title);
        let store = Store::detached(environment, me.id);
        let workspace = Workspace::with_store(project, &me, Box::new(SystemClock), (ids, store))
            .map_err(|reason| OpenError::NotUsable { path: path.to_path_buf(), reason })?;
        let mut file = Self { workspace, me, problems: Vec::new(), notes };
        file.leave_out_idle_user();
        Ok(file)
    }

    /// Opens a project to change it; as [`Workspace::open`].
    pub fn open(environment: Environment, path: &Path) -> Result<Self, OpenError> {
        let (me, mut notes) = user(&environment);
        let bytes = environment.vfs.read(path, MAX_PROJECT_LEN).unwrap_or_default();
        let is_named = String::from_utf8_lossy(&bytes).contains(&me.id.to_string());
        let (mut workspace, problems) = Workspace::open(path, &me, environment)?;
        workspace.take_note(&me.name, false);
        if let Access::Reading(owner) = workspace.store().access() {
            return Err(OpenError::InUse { path: path.to_path_buf(), owner: owner.clone() });
        }
        notes.extend(workspace.recovery().text());
        let mut file = Self { workspace, me, problems, notes };
        if !is_named {
            file.leave_out_idle_user();
        }
        Ok(file)
    }

    /// Opens a project to look at it. Nothing on the disk changes, also not the journal of an open window.
    pub fn read(environment: &Environment, path: &Path) -> Result<Self, OpenError> {
        let not_read = |reason| OpenError::NotRead { path: path.to_path_buf(), reason };
        let bytes = environment.vfs.read(path, MAX_PROJECT_LEN).map_err(not_read)?;
        let loaded = read_project(&bytes)
            .map_err(|reason| OpenError::NotSound { path: path.to_path_buf(), reason })?;
        let journal = peek(environment, loaded.project.id(), &loaded.hash);
        let (me, notes) = user(environment);
        let is_known = loaded.project.annotator(me.id).is_some();
        let workspace = Workspace::new(loaded.project, &me, Box::new(SystemClock), IdSource::random())
            .map_err(|reason| OpenError::NotUsable { path: path.to_path_buf(), reason })?;
        let mut file = Self { workspace, me, problems: loaded.problems, notes };
        file.notes.extend(journal.and_then(|journal| file.workspace.look_into(journal)));
        if !is_known {
            file.leave_out_idle_user();
        }
        Ok(file)
    }

    /// Every rule that the project breaks.
    pub fn check(&self) -> Vec<BrokenRule> {
        self.workspace.project().check()
    }

    /// Who runs a command that tags nothing does not become an annotator by it.
    fn leave_out_idle_user(&mut self) {
        // Takes back a part of opening, so it is no step either: in the journal it would take the user out of the
        // next window. Refused when the journal holds work of this user, and then it should be.
        self.workspace.project.apply(Edit::RemoveAnnotator(self.me.id)).ok();
    }
}

impl Workspace {
    /// Does again what a journal holds, in memory only; says how much.
    fn look_into(&mut self, onto: Onto) -> Option<String> {
        let count = onto.steps.len();
        for (done, record) in onto.steps.into_iter().enumerate() {
            if let Err(err) = self.repeat(record.entry) {
                return Some(format!("{} of {count} unsaved edits do not fit the file: {err}", count - done));
            }
        }
        match count {
            0 => None,
            1 => Some("1 edit that is not in the file yet is included".to_owned()),
            count => Some(format!("{count} edits that are not in the file yet are included")),
        }
    }
}

/// The user that the settings name; a user without settings gets an id that is kept.
pub fn user(environment: &Environment) -> (Annotator, Vec<String>) {
    let disk = environment.vfs.as_ref();
    let settings_path = environment.places.as_ref().map(|places| places.settings_path());
    let (settings, problem) = match &settings_path {
        Some(path) => read_settings(disk, path),
        None => (UserSettings::default(), None),
    };
    let mut notes: Vec<String> = problem.into_iter().collect();
    let name = if settings.annotator_name.is_empty() {
        let name = ["USER", "USERNAME"].into_iter().find_map(|key| std::env::var(key).ok());
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| "Annotator".to_owned())
    } else {
        settings.annotator_name.clone()
    };
    let id = settings.annotator_id.unwrap_or_else(|| {
        let id = AnnotatorId(IdSource::random().next(SystemClock.now()));
        let kept = UserSettings { annotator_id: Some(id), annotator_name: name.clone(), ..settings };
        let saved = settings_path.map(|path| save_settings(disk, &path, &kept));
        notes.extend(saved.and_then(Result::err).map(|err| err.to_string()));
        id
    });
    (Annotator { id, name, reference: false }, notes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::{MemoryFs, Places, Vfs as _};
    use crate::workspace::exchange::{InputDocument, Parser};
    use std::sync::Arc;

    fn environment(disk: &MemoryFs) -> Environment {
        disk.create_folders(Path::new("/p")).unwrap();
        Environment {
            vfs: Arc::new(disk.clone()),
            places: Some(Places::at("/state")),
            parser: Parser::InProcess,
        }
    }

    #[test]
    fn a_command_that_tags_nothing_adds_no_annotator_and_reading_changes_nothing() {
        let disk = MemoryFs::new();
        let environment = environment(&disk);
        let path = Path::new("/p/a.crossclaim.ron");
        let mut file = ProjectFile::create(environment.clone(), path, "T").unwrap();
        file.workspace.save_as(path, false).unwrap();
        let mut file = ProjectFile::open(environment.clone(), path).unwrap();
        let text = InputDocument { file_name: "a.txt".to_owned(), bytes: b"Some text".to_vec() };
        file.workspace.add_files(&[text]).unwrap();
        let content = |disk: &MemoryFs| disk.paths().iter().map(|path| disk.bytes(path)).collect::<Vec<_>>();
        let (paths, before) = (disk.paths(), content(&disk));
        let read = ProjectFile::read(&environment, path).unwrap();
        assert_eq!(read.workspace.project().documents().len(), 1, "the journal holds it");
        assert!(read.notes.iter().any(|note| note.contains("not in the file yet")), "{:?}", read.notes);
        assert_eq!((disk.paths(), content(&disk)), (paths, before));
        file.workspace.save().unwrap();
        let read = ProjectFile::read(&environment, path).unwrap();
        assert!(read.notes.is_empty() && read.check().is_empty());
        assert_eq!(read.workspace.project().annotators().len(), 0);
        assert_eq!(read.me.id, file.me.id, "the settings keep who the user is");
    }
}
