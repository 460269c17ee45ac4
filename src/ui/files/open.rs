//! Opens something else in this window: what is open is saved first, and the new one is read beside the window.

use super::state::FilesFor;
use crate::ui::CrossclaimApp;
use crate::ui::navigation::Dialog;
use crate::workspace::{Access, Launch, OpenJob, Opened};
use eframe::egui::Context;

/// How far opening something else is.
#[derive(Debug, Default)]
pub enum Opening {
    /// Nothing is being opened.
    #[default]
    Idle,
    /// What is open is being saved.
    Saving(Launch),
    /// The new one is being read.
    Reading(OpenJob),
}

impl CrossclaimApp {
    /// Opens something else in this window; what is open stays open when it cannot be saved.
    pub(in crate::ui) fn launch(&mut self, launch: Launch, ctx: &Context) {
        if self.workspace.store().path().is_none() && self.is_only_in_memory() {
            let reason =
                "Nothing else was opened: this project is only in memory and would be lost. Save it first.";
            self.show_message(true, reason.to_owned());
            self.ask_files(FilesFor::SaveProject);
        } else if self.workspace.store().is_dirty() && self.can_be_saved() {
            self.save();
            self.opening = Opening::Saving(launch);
            self.poll_opening(ctx);
        } else {
            self.read(launch, ctx);
        }
    }

    /// Whether the project has a file that may be written here.
    fn can_be_saved(&self) -> bool {
        let store = self.workspace.store();
        store.path().is_some() && *store.access() == Access::Full
    }

    /// Opens the same project again, without saving: what the file lacks stays in the journal.
    pub(in crate::ui) fn reopen(&mut self, launch: Option<Launch>, ctx: &Context) {
        if let Some(trouble) = self.workspace.store().trouble() {
            let reason = format!(
                "Nothing was opened: the newest edits are only in memory ({trouble}). Save them first."
            );
            self.show_message(true, reason);
            self.ask_files(FilesFor::SaveProject);
        } else if let Some(launch) = launch {
            self.read(launch, ctx);
        }
    }

    fn read(&mut self, launch: Launch, ctx: &Context) {
        self.remember_window();
        let is_same = matches!(&launch, Launch::Project(path) | Launch::TakeOver(path)
            if self.workspace.store().is_at(path));
        if is_same {
            // Its journal and its note would be in the way of their own successor.
            self.workspace.release();
        }
        let environment = self.workspace.store().environment().clone();
        let waker = ctx.clone();
        self.opening =
            Opening::Reading(OpenJob::begin(launch, &environment, move || waker.request_repaint()));
        self.poll_opening(ctx);
    }

    pub(in crate::ui) fn poll_opening(&mut self, ctx: &Context) {
        match std::mem::take(&mut self.opening) {
            Opening::Idle => {}
            Opening::Saving(launch) => match self.workspace.poll_saving() {
                Ok(true) => self.read(launch, ctx),
                // The save was seen to end elsewhere: well, or with a message.
                Ok(false) if !self.workspace.store().is_dirty() => self.read(launch, ctx),
                Ok(false) if self.workspace.store().is_saving() => self.opening = Opening::Saving(launch),
                Ok(false) if self.autosave.can_save() => self.launch(launch, ctx),
                // Why it was not saved stands in a message.
                Ok(false) => {}
                Err(err) => self.show_message(true, err.to_string()),
            },
            Opening::Reading(job) => match job.poll() {
                None => {
                    self.state.progress = Some(("Opening".to_owned(), f32::NAN));
                    self.opening = Opening::Reading(job);
                }
                Some(answer) => {
                    self.state.progress = None;
                    self.show_answer(answer);
                }
            },
        }
    }

    fn show_answer(&mut self, answer: Result<Opened, String>) {
        match answer {
            Ok(Opened { rescue: Some(rescue), problems, .. }) => {
                self.note_problems(problems);
                self.state.rescue = Some(rescue);
                self.state.dialog = Some(Dialog::Rescue);
            }
            Ok(opened) => self.show_opened(opened),
            Err(reason) => self.show_message(true, reason),
        }
    }
}
