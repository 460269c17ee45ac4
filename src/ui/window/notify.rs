//! What the window says of its own accord: how safe the work is, what was just done, what cannot be kept.

use crate::ui::CrossclaimApp;
use crate::ui::autosave::state::{SaveLevel, SaveNotice};
use crate::ui::messages::{self, Message, Toast, Topic};
use crate::ui::navigation::Dialog;
use crate::workspace::{Access, BackupsJob, SaveState};
use std::path::Path;

impl CrossclaimApp {
    /// Says in a notice that goes by itself what was done, or why nothing was.
    pub(in crate::ui) fn say(&mut self, text: impl Into<String>) {
        let text = self.in_names(&text.into());
        self.state.toast = Some(Toast::new(text));
    }

    /// Shows a message until it is read; one of the same topic goes.
    pub(in crate::ui) fn put_message(&mut self, mut message: Message) {
        message.text = self.in_names(&message.text);
        messages::show(&mut self.state.messages, message);
    }

    /// A text in which the file of a draft, which is named by an id, is called by its title.
    fn in_names(&self, text: &str) -> String {
        let path = self.workspace.store().path().filter(|_| self.workspace.is_draft());
        let Some(path) = path.map(|path| path.display().to_string()) else {
            return text.to_owned();
        };
        text.replace(&path, &format!("“{}”", self.workspace.shown_title()))
    }

    /// Whether a sentence says that something in this user's own folder was not saved or cannot be read.
    pub(in crate::ui) fn is_of_own_folder(&self, problem: &str) -> bool {
        let places = self.workspace.store().environment().places.as_ref();
        let folder = places.map(|places| places.state_folder().display().to_string());
        let is_there = folder.is_some_and(|folder| problem.contains(&folder));
        is_there && [" was not saved: ", " were not read: "].into_iter().any(|words| problem.contains(words))
    }

    /// One message for all that this user's own folder does not take: journal, backups, settings.
    pub(in crate::ui) fn note_state_problem(&mut self, problem: Option<String>) {
        let Some(problem) = problem else {
            return;
        };
        let text = match self.workspace.store().environment().places.as_ref() {
            None => problem,
            Some(places) => format!(
                "Crossclaim cannot use its own folder {}, so this computer keeps no journal, no backups and no \
                 settings. Your work goes into the project file alone, which is written right after each edit. Make \
                 the folder writable, or name another one in CROSSCLAIM_STATE, and start again. ({problem})",
                places.state_folder().display()
            ),
        };
        self.put_message(Message::new(false, text).about(Topic::State));
    }

    /// How safe the work is, in plain words.
    pub(in crate::ui) fn save_notice(&self) -> SaveNotice {
        let (store, is_draft) = (self.workspace.store(), self.workspace.is_draft());
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

    pub(in crate::ui) fn list_backups(&mut self) {
        let waker = self.waker();
        self.backups = waker.and_then(|waker| BackupsJob::begin(&self.workspace, &waker));
        if self.backups.is_none() {
            self.say("This project has no file yet, and no backups of it.");
        }
    }

    /// Shows the earlier states once they are found, unless something else is being done.
    pub(in crate::ui) fn poll_backups(&mut self) {
        if let Some(found) = self.backups.as_ref().and_then(BackupsJob::poll) {
            self.backups = None;
            match found {
                Ok(found) if self.state.dialog.is_none() => {
                    (self.state.rescue, self.state.dialog) = (Some(found), Some(Dialog::Rescue));
                }
                Ok(_) => {}
                Err(reason) => self.show_message(true, reason),
            }
        }
    }

    /// Says where the project was saved, after it was asked for.
    pub(in crate::ui) fn say_saved(&mut self) {
        let Some(path) = self.workspace.store().path().map(Path::to_path_buf) else {
            return;
        };
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        self.say(format!("Saved as {name} in {folder}"));
    }
}
