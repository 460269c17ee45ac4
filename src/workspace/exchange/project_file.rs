//! [`ProjectFile`]: a project on the disk for one command: read only, opened for change, or new.

use crate::model::{Annotator, AnnotatorId, BrokenRule, Edit, Project, ProjectId};
use crate::storage::{
    UserSettings, open_project, project_faults, read_settings, salvage_project, save_file, save_settings,
    write_project,
};
use crate::workspace::recovery::peek;
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
        let loaded = open_project(environment.vfs.as_ref(), path, MAX_PROJECT_LEN)
            .map_err(not_read)?
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

    /// Everything that is wrong with a project, in words, also where it cannot be opened; and what else to know.
    pub fn faults(environment: &Environment, path: &Path) -> Result<(Vec<String>, Vec<String>), OpenError> {
        match Self::read(environment, path) {
            Ok(file) => {
                let rules = file.check().into_iter().map(|rule| rule.to_string());
                let open = match file.workspace.open_conflict_count() {
                    0 => None,
                    1 => Some("1 conflict of a merge waits to be settled".to_owned()),
                    count => Some(format!("{count} conflicts of merges wait to be settled")),
                };
                let notes = file.notes.iter().cloned().chain(open).collect();
                Ok((file.problems.iter().cloned().chain(rules).collect(), notes))
            }
            Err(OpenError::NotSound { path, reason }) => {
                let read = environment.vfs.read(&path, MAX_PROJECT_LEN);
                let bytes = read.map_err(|reason| OpenError::NotRead { path, reason })?;
                let faults = project_faults(&bytes);
                // Mended by somebody meanwhile.
                Ok((if faults.is_empty() { vec![reason.to_string()] } else { faults }, Vec::new()))
            }
            Err(err) => Err(err),
        }
    }

    /// Writes what can be kept of a project to a new file and names each change; the project's own file stays as it is.
    pub fn repair(environment: &Environment, path: &Path, out: &Path) -> Result<Vec<String>, OpenError> {
        let (project, changes) = match Self::read(environment, path) {
            Ok(file) => (file.workspace.project, file.problems),
            Err(OpenError::NotSound { path, .. }) => {
                let read = environment.vfs.read(&path, MAX_PROJECT_LEN);
                let bytes = read.map_err(|reason| OpenError::NotRead { path: path.clone(), reason })?;
                let salvaged =
                    salvage_project(&bytes).map_err(|reason| OpenError::NotSound { path, reason })?;
                (salvaged.project, salvaged.problems)
            }
            Err(err) => return Err(err),
        };
        save_file(environment.vfs.as_ref(), out, &write_project(&project), None)?;
        Ok(changes)
    }

    /// Who runs a command that tags nothing does not become an annotator by it.
    fn leave_out_idle_user(&mut self) {
        // Takes back a part of opening, so it is no step either: in the journal it would take the user out of the
        // next window. Refused when the journal holds work of this user, and then it should be.
        self.workspace.project.apply(Edit::RemoveAnnotator(self.me.id)).ok();
    }
}

/// What a user is called who gave no name.
pub(in crate::workspace) fn default_user_name() -> String {
    let name = ["USER", "USERNAME", "LOGNAME"].into_iter().find_map(|key| std::env::var(key).ok());
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| "Annotator".to_owned())
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
        default_user_name()
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
    (Annotator { machine: None, id, name, reference: false }, notes)
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

    const BROKEN: &str = r#"(format: "crossclaim", version: 1, id: "00000000-0000-0000-0000-000000000001", title: "t",
annotators: [(id: "00000000-0000-0000-0000-000000000002", name: "Ann")],
documents: [(id: "00000000-0000-0000-0000-000000000003", title: "d", lines: ["Prices rise."])],
claims: [(id: "00000000-0000-0000-0000-000000000004", document: "00000000-0000-0000-0000-000000000003",
span: (0, 6), quote: "Prices", kinds: ["mood"], annotator: "00000000-0000-0000-0000-000000000002",
created: "2026-01-02T03:04:05Z", modified: "2026-01-02T03:04:05Z")],
links: [(id: "00000000-0000-0000-0000-000000000005", from: "00000000-0000-0000-0000-000000000004",
to: "00000000-0000-0000-0000-000000000009", kind: "updates", annotator: "00000000-0000-0000-0000-000000000002",
created: "2026-01-02T03:04:05Z", modified: "2026-01-02T03:04:05Z")])"#;

    #[test]
    fn every_fault_is_named_and_a_repair_goes_to_a_new_file() {
        let disk = MemoryFs::new();
        let environment = environment(&disk);
        let [path, out] = ["/p/a.crossclaim.ron", "/p/b.crossclaim.ron"].map(Path::new);
        disk.put("/p/a.crossclaim.ron", BROKEN);
        let (faults, _) = ProjectFile::faults(&environment, path).unwrap();
        let words = faults.join("\n");
        assert_eq!(faults.len(), 3, "{words}");
        assert!(words.contains("Line 4: claim") && words.contains("no claim kind “mood”"), "{words}");
        assert!(words.contains("Line 7: link") && words.contains("which is not there"), "{words}");
        let changes = ProjectFile::repair(&environment, path, out).unwrap().join("\n");
        assert!(changes.contains("“mood” was not in the codebook; it was added"), "{changes}");
        assert!(changes.contains("Line 7 was left out: link"), "{changes}");
        assert_eq!(disk.bytes("/p/a.crossclaim.ron").unwrap(), BROKEN.as_bytes());
        assert!(ProjectFile::faults(&environment, out).unwrap().0.is_empty());
        let repaired = disk.bytes("/p/b.crossclaim.ron").unwrap();
        assert!(
            ProjectFile::repair(&environment, path, out).is_err(),
            "a file that is there is not replaced"
        );
        assert_eq!(disk.bytes("/p/b.crossclaim.ron").unwrap(), repaired);
    }
}
