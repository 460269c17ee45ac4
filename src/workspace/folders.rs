//! What file dialogs need to know of the disk: what a folder holds, where to begin, whether the system has a dialog.

use super::job::begin_thread;
use crate::storage::{DiskFs, Vfs as _};
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub use crate::storage::{FileKind, FolderEntry, SourceError};

/// How the name of a project file ends.
pub const PROJECT_ENDING: &str = ".crossclaim.ron";

/// Folders where a portal's service file may stand, where `XDG_DATA_DIRS` names none.
const DATA_DIRS: &str = "/usr/local/share:/usr/share";

/// What a folder holds: folders first, then by name without regard to case.
pub fn list_folder(path: &Path) -> Result<Vec<FolderEntry>, SourceError> {
    crate::storage::list_folder(&DiskFs, path)
}

/// What stands at a path; none when nothing does or it cannot be told.
pub fn kind_at(path: &Path) -> Option<FileKind> {
    DiskFs.facts(path).ok().map(|facts| facts.kind)
}

/// Whether an ordinary file stands there.
pub fn is_file(path: &Path) -> bool {
    kind_at(path) == Some(FileKind::File)
}

/// Where people look first: their home and their documents, as far as they exist.
pub fn places() -> Vec<(String, PathBuf)> {
    let mut places = Vec::new();
    let is_folder = |path: &Path| kind_at(path) == Some(FileKind::Folder);
    if let Some(home) = home().filter(|home| is_folder(home)) {
        let documents = documents(&home);
        places.push(("Home".to_owned(), home.clone()));
        if documents != home && is_folder(&documents) {
            places.push(("Documents".to_owned(), documents));
        }
    }
    places
}

/// Where a file dialog begins that knows of no other folder: the user's documents, else their home.
pub fn first_place() -> Option<PathBuf> {
    places().pop().map(|(_, path)| path)
}

/// Makes a folder; the error says why there is none.
pub fn create(path: &Path) -> Result<(), String> {
    if kind_at(path).is_some() {
        return Err(format!("{} is there already.", path.display()));
    }
    DiskFs.create_folders(path).map_err(|err| format!("The folder {} was not made: {err}.", path.display()))
}

/// Shows a folder in the desktop's file manager; the error says why it cannot be shown.
pub fn show(folder: &Path) -> Result<(), String> {
    hand_over("folder", folder)
}

/// Opens a file in the program that the desktop has for it; the error says why it cannot be opened.
pub fn open_file(file: &Path) -> Result<(), String> {
    hand_over("file", file)
}

fn hand_over(what: &str, path: &Path) -> Result<(), String> {
    let program = if cfg!(windows) {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let mut command = Command::new(program);
    command.arg(path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match command.spawn() {
        Ok(mut child) => {
            // Waited for beside the window, so that nothing is left of it when it ends.
            drop(begin_thread("desktop", move || drop(child.wait())));
            Ok(())
        }
        Err(err) => {
            Err(format!("The {what} {} was not opened: {program} did not start ({err}).", path.display()))
        }
    }
}

fn home() -> Option<PathBuf> {
    let name = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
    env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute())
}

/// As the user's desktop names it in `user-dirs.dirs`, else `Documents`.
fn documents(home: &Path) -> PathBuf {
    let config = env::var_os("XDG_CONFIG_HOME").map_or_else(|| home.join(".config"), PathBuf::from);
    let bytes = DiskFs.read(&config.join("user-dirs.dirs"), 1 << 16).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    documents_in(&text, home).unwrap_or_else(|| home.join("Documents"))
}

fn documents_in(user_dirs: &str, home: &Path) -> Option<PathBuf> {
    let value = user_dirs.lines().find_map(|line| line.trim().strip_prefix("XDG_DOCUMENTS_DIR="))?;
    let value = value.trim().trim_matches('"');
    let path = value
        .strip_prefix("$HOME")
        .map_or_else(|| PathBuf::from(value), |rest| home.join(rest.trim_start_matches('/')));
    path.is_absolute().then_some(path)
}

/// Whether the system's own file dialog can be expected to open.
///
/// On Linux that takes a session bus and a desktop portal on it; `CROSSCLAIM_OWN_DIALOGS=1` says no everywhere but
/// on systems that always have one.
pub fn system_has_dialogs() -> bool {
    if cfg!(any(windows, target_os = "macos")) {
        return true;
    }
    let forced = env::var_os("CROSSCLAIM_OWN_DIALOGS").is_some_and(|value| value != "0" && !value.is_empty());
    !forced && has_session_bus() && has_portal()
}

fn has_session_bus() -> bool {
    let has_address = env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|address| !address.is_empty());
    let socket = env::var_os("XDG_RUNTIME_DIR").map(|folder| PathBuf::from(folder).join("bus"));
    has_address || socket.is_some_and(|socket| kind_at(&socket).is_some())
}

fn has_portal() -> bool {
    let data_home = env::var_os("XDG_DATA_HOME").map(PathBuf::from);
    let own = data_home.or_else(|| home().map(|home| home.join(".local/share")));
    let shared = env::var_os("XDG_DATA_DIRS").filter(|folders| !folders.is_empty());
    let shared = shared.unwrap_or_else(|| DATA_DIRS.into());
    own.into_iter()
        .chain(env::split_paths(&shared))
        .any(|folder| is_file(&folder.join("dbus-1/services/org.freedesktop.portal.Desktop.service")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desktop_may_name_its_own_documents_folder() {
        let home = Path::new("/home/ada");
        let named = documents_in("# x\nXDG_DOCUMENTS_DIR=\"$HOME/Dokumente\"\n", home);
        assert_eq!(named, Some(PathBuf::from("/home/ada/Dokumente")));
        assert_eq!(documents_in("XDG_MUSIC_DIR=\"/m\"", home), None);
        assert_eq!(documents_in("XDG_DOCUMENTS_DIR=\"/data/d\"", home), Some(PathBuf::from("/data/d")));
    }
}
