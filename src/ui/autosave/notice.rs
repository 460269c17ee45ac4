//! How safe the work is, in words; and earlier states of the project.

use crate::ui::autosave::state::{SaveLevel, SaveNotice};
use crate::ui::jobs::Jobs;
use crate::ui::navigation::Dialog;
use crate::ui::parts::Parts;
use crate::workspace::{Access, BackupsJob, SaveState, Workspace};
use std::path::Path;

/// How safe the work is, in plain words.
pub(in crate::ui) fn save_notice(workspace: &Workspace) -> SaveNotice {
    let (store, is_draft) = (workspace.store(), workspace.is_draft());
    if let Access::Reading(owner) = store.access() {
        let why = match store.unsaved_count() {
            0 => format!("{owner} has this project open. What you do here does not go into the file."),
            count => format!(
                "{owner} has this project open. {count} of your edits are not in the file; save them under another name, or take over."
            ),
        };
        return SaveNotice { text: "Only reading".to_owned(), why, level: SaveLevel::Reading };
    }
    let file = store.path().map(|path| path.display().to_string()).unwrap_or_default();
    let (text, why, level) = match store.state() {
        SaveState::Saved | SaveState::Journaled | SaveState::Saving if is_draft => (
            "Draft, safe".to_owned(),
            "Every edit is on the disk of this computer and survives a crash. The project has no file of your own yet: Save gives it one.".to_owned(),
            SaveLevel::Good,
        ),
        SaveState::Saved => ("Saved".to_owned(), format!("All of it is in {file}"), SaveLevel::Good),
        SaveState::Journaled => (
            "Safe, file follows".to_owned(),
            format!("Every edit is on the disk and survives a crash. {file} is written as soon as you pause."),
            SaveLevel::Good,
        ),
        SaveState::Saving => {
            ("Saving".to_owned(), format!("{file} is being written"), SaveLevel::Pending)
        }
        SaveState::InMemory(why) => {
            (format!("Not safe: {why}"), "A crash would lose the newest edits.".to_owned(), SaveLevel::Bad)
        }
    };
    SaveNotice { text, why, level }
}

/// Looks for earlier states of the project, beside the window.
pub(in crate::ui) fn list_backups(parts: &mut Parts<'_>, jobs: &mut Jobs) {
    let waker = jobs.waker();
    jobs.backups = waker.and_then(|waker| BackupsJob::begin(parts.workspace, &waker));
    if jobs.backups.is_none() {
        parts.say("This project has no file yet, and no backups of it.");
    }
}

/// Shows the earlier states once they are found, unless something else is being done.
pub(in crate::ui) fn poll_backups(parts: &mut Parts<'_>, jobs: &mut Jobs) {
    if let Some(found) = jobs.backups.as_ref().and_then(BackupsJob::poll) {
        jobs.backups = None;
        match found {
            Ok(found) if parts.state.dialog.is_none() => {
                (parts.state.rescue, parts.state.dialog) = (Some(found), Some(Dialog::Rescue));
            }
            Ok(_) => {}
            Err(reason) => parts.show_message(true, reason),
        }
    }
}

/// Says where the project was saved, after it was asked for.
pub(in crate::ui) fn say_saved(parts: &mut Parts<'_>) {
    let Some(path) = parts.workspace.store().path().map(Path::to_path_buf) else {
        return;
    };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
    parts.say(format!("Saved as {name} in {folder}"));
}
