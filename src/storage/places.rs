//! [`Places`]: where this user's journals, backups and settings are kept.
//!
//! Never beside the project, where a sync service would carry half a journal to a colleague. A folder
//! `crossclaim-state` beside the program keeps everything there: the program and its state travel on one stick.

use super::vfs::{DiskFs, FileKind, Vfs};
use crate::model::ProjectId;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Name of the folder beside the program that makes it portable.
const PORTABLE_FOLDER: &str = "crossclaim-state";

/// The state folder of this user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    state: PathBuf,
    is_portable: bool,
}

/// Names the state folder, before everything else.
const STATE_VARIABLE: &str = "CROSSCLAIM_STATE";

/// What decides where state is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum System {
    Windows,
    MacOs,
    Other,
}

impl Places {
    /// The folder that `CROSSCLAIM_STATE` names, else the one beside the program, else the system's place for it; none
    /// where the environment names not even a home.
    pub fn of_this_user() -> Option<Self> {
        let is_named = env::var_os(STATE_VARIABLE).is_some_and(|value| !value.is_empty());
        let program = env::current_exe().ok().filter(|_| !is_named);
        if let Some(portable) = program.and_then(|program| Self::beside(&DiskFs, &program)) {
            return Some(portable);
        }
        let system = if cfg!(windows) {
            System::Windows
        } else if cfg!(target_os = "macos") {
            System::MacOs
        } else {
            System::Other
        };
        state_folder(system, |name| env::var_os(name), env::home_dir()).map(Self::at)
    }

    /// That folder, which need not exist yet.
    pub fn at(state: impl Into<PathBuf>) -> Self {
        Self { state: state.into(), is_portable: false }
    }

    /// The folder `crossclaim-state` beside a program, where there is one.
    pub fn beside(vfs: &dyn Vfs, program: &Path) -> Option<Self> {
        let state = program.parent()?.join(PORTABLE_FOLDER);
        let is_folder = vfs.facts(&state).is_ok_and(|facts| facts.kind == FileKind::Folder);
        is_folder.then_some(Self { state, is_portable: true })
    }

    /// Whether the folder stands beside the program.
    pub const fn is_portable(&self) -> bool {
        self.is_portable
    }

    /// Holds everything else.
    pub fn state_folder(&self) -> &Path {
        &self.state
    }

    /// Journal and backups of one project, wherever its file is.
    pub fn project_folder(&self, project: ProjectId) -> PathBuf {
        self.state.join(project.to_string())
    }

    /// Holds the paths of the project's file and its copies, the one that was opened last first.
    pub fn place_path(&self, project: ProjectId) -> PathBuf {
        self.project_folder(project).join("place")
    }

    /// Holds hashes of copies beside the project that were merged or are not wanted.
    pub fn handled_copies_path(&self, project: ProjectId) -> PathBuf {
        self.project_folder(project).join("copies")
    }

    /// Whole project files, as they were saved.
    pub fn backups_folder(&self, project: ProjectId) -> PathBuf {
        self.project_folder(project).join("backups")
    }

    /// New projects, until they are saved under a name.
    pub fn drafts_folder(&self) -> PathBuf {
        self.state.join("drafts")
    }

    /// Copies of the bundled sample.
    pub fn sample_folder(&self) -> PathBuf {
        self.state.join("sample")
    }

    /// Of the [`UserSettings`](super::UserSettings).
    pub fn settings_path(&self) -> PathBuf {
        self.state.join("settings.ron")
    }
}

fn state_folder(
    system: System,
    variable: impl Fn(&str) -> Option<OsString>,
    home: Option<PathBuf>,
) -> Option<PathBuf> {
    let folder = |name: &str| variable(name).map(PathBuf::from).filter(|path| !path.as_os_str().is_empty());
    if let Some(own) = folder(STATE_VARIABLE) {
        return Some(own);
    }
    match system {
        System::Windows => folder("LOCALAPPDATA").map(|path| path.join("Crossclaim")),
        System::MacOs => home.map(|home| home.join("Library/Application Support/Crossclaim")),
        System::Other => {
            // The XDG specification has relative paths ignored.
            let named = folder("XDG_STATE_HOME").filter(|path| path.has_root());
            named.or_else(|| home.map(|home| home.join(".local/state"))).map(|path| path.join("crossclaim"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::memory::MemoryFs;
    use super::*;

    fn found(system: System, variables: &[(&str, &str)]) -> Option<PathBuf> {
        let variable = |name: &str| {
            variables.iter().find(|(own, _)| *own == name).map(|(_, value)| OsString::from(value))
        };
        state_folder(system, variable, Some(PathBuf::from("/home/ann")))
    }

    #[test]
    fn each_system_has_its_own_place() {
        let other = System::Other;
        assert_eq!(found(other, &[]), Some("/home/ann/.local/state/crossclaim".into()));
        assert_eq!(found(other, &[("XDG_STATE_HOME", "/s")]), Some("/s/crossclaim".into()));
        assert_eq!(
            found(other, &[("XDG_STATE_HOME", "s")]),
            Some("/home/ann/.local/state/crossclaim".into())
        );
        let mac = Some("/home/ann/Library/Application Support/Crossclaim".into());
        assert_eq!(found(System::MacOs, &[]), mac);
        assert_eq!(found(System::Windows, &[("LOCALAPPDATA", "/l")]), Some("/l/Crossclaim".into()));
        assert_eq!(found(System::Windows, &[]), None);
    }

    #[test]
    fn the_environment_can_name_any_folder() {
        for system in [System::Other, System::MacOs, System::Windows] {
            let variables = [("CROSSCLAIM_STATE", "/t"), ("XDG_STATE_HOME", "/s"), ("LOCALAPPDATA", "/l")];
            assert_eq!(found(system, &variables), Some("/t".into()));
        }
        assert_eq!(
            found(System::Other, &[("CROSSCLAIM_STATE", ""), ("XDG_STATE_HOME", "/s")]),
            Some("/s/crossclaim".into())
        );
    }

    #[test]
    fn a_folder_beside_the_program_keeps_everything() {
        let disk = MemoryFs::new();
        let program = Path::new("/stick/crossclaim");
        assert_eq!(Places::beside(&disk, program), None);
        disk.put("/stick/crossclaim-state", "a file is no folder");
        assert_eq!(Places::beside(&disk, program), None);
        let disk = MemoryFs::new();
        disk.create_folders(Path::new("/stick/crossclaim-state")).unwrap();
        let places = Places::beside(&disk, program).unwrap();
        assert_eq!(places.settings_path(), Path::new("/stick/crossclaim-state/settings.ron"));
        assert!(places.is_portable() && !Places::at("/stick/crossclaim-state").is_portable());
    }

    #[test]
    fn a_project_keeps_its_folder_by_id() {
        let project: ProjectId = "01990000-0000-7000-8000-000000000001".parse().unwrap();
        let folder = Places::at("/s").project_folder(project);
        assert_eq!(folder, Path::new("/s/01990000-0000-7000-8000-000000000001"));
    }
}
