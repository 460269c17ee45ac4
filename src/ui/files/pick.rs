//! Asks for files where one was last, and does with them what they were chosen for.

use super::state::{FilesFor, Picked};
use crate::ui::jobs::Jobs;
use crate::ui::parts::Parts;
use crate::ui::state::UiState;
use crate::workspace::{Workspace, folders};
use std::path::{Path, PathBuf};

/// Opens a dialog in the folder used last in this window, else that of the project, else that of an earlier one,
/// else that of the user's documents. The program's own folder, where drafts are, is never proposed.
pub(in crate::ui) fn ask_files(
    state: &mut UiState,
    workspace: &Workspace,
    jobs: &mut Jobs,
    purpose: FilesFor,
) {
    let folder = |path: &Path| path.parent().map(PathBuf::from);
    let project = workspace.store().path().filter(|_| !workspace.is_draft()).and_then(folder);
    let own = workspace.store().environment().places.as_ref().map(|places| places.state_folder());
    let is_ours = |path: &PathBuf| own.is_some_and(|own| path.starts_with(own));
    let earlier = workspace.user_settings().folder.filter(|path| !is_ours(path));
    let place = &mut state.place;
    if place.folder.as_ref().is_none_or(is_ours) {
        place.folder = project.clone().or(earlier).or_else(folders::first_place);
    }
    place.project = project;
    place.name = plain_name(workspace.project().title());
    jobs.picker.ask(purpose, state);
}

/// Does with files what they were chosen for; the next dialog begins in their folder, also after a restart.
pub(in crate::ui) fn take_picked(parts: &mut Parts<'_>, picked: Picked) {
    let folder = picked.paths.first().and_then(|path| path.parent()).map(PathBuf::from);
    if folder.is_some() && folder != parts.state.place.folder {
        parts.state.place.folder.clone_from(&folder);
        let problem = parts.workspace.change_user_settings(|settings| settings.folder = folder);
        parts.notify_state_problem(problem);
    }
    if let Some(action) = picked.action() {
        parts.actions.push(action);
    }
}

/// A title as the name of a file, without what some system forbids there.
fn plain_name(title: &str) -> String {
    let plain: String = title.chars().map(|c| if "/\\:*?\"<>|".contains(c) { '-' } else { c }).collect();
    if plain.trim().is_empty() { "Untitled".to_owned() } else { plain.trim().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name_that_every_system_takes() {
        assert_eq!(plain_name(" Deal: A/B? "), "Deal- A-B-");
        assert_eq!(plain_name("  "), "Untitled");
    }
}
