//! Carries out bringing documents in: read beside the window, looked at where something was guessed, added in one step.

use super::state::ImportDraft;
use crate::ui::CrossclaimApp;
use crate::ui::navigation::Dialog;
use crate::workspace::exchange::ReadDocuments;
use crate::workspace::{ImportJob, ReadChoice};
use eframe::egui::Context;
use std::path::PathBuf;
use std::time::Duration;

/// Files from which on a running import is told in words.
const MANY: usize = 20;

impl CrossclaimApp {
    pub(in crate::ui) fn begin_import(&mut self, paths: &[PathBuf]) {
        if self.import_job.is_some() {
            let reason = "The documents were not added: others are being read. Add them when that is done.";
            self.show_message(true, reason.to_owned());
            return;
        }
        let environment = self.workspace.store().environment();
        self.import_job = Some(ImportJob::begin(environment, paths.to_vec()));
    }

    /// Reads a file of the preview again.
    pub(in crate::ui) fn read_again(&mut self, path: PathBuf, choice: ReadChoice) {
        let environment = self.workspace.store().environment();
        self.state.drafts.import.reading = Some(path.clone());
        self.import_job = Some(ImportJob::begin_again(environment, path, choice));
    }

    pub(in crate::ui) fn cancel_job(&self) {
        if let Some(job) = &self.export_job {
            job.cancel();
        }
        if let Some(job) = &self.import_job {
            job.cancel();
        }
    }

    pub(in crate::ui) fn poll_import(&mut self, ctx: &Context) {
        let Some(job) = &self.import_job else {
            if self.export_job.is_none() {
                self.state.progress = None;
            }
            return;
        };
        ctx.request_repaint_after(Duration::from_millis(30));
        let progress = job.progress();
        if progress.total >= MANY {
            let words = format!("Reading {} of {} files", progress.done, progress.total);
            self.state.progress = Some((words, progress.done as f32 / progress.total.max(1) as f32));
        }
        if self.state.drafts.import.reading.is_none() && self.state.dialog.is_some() {
            // What was read waits until the dialog is closed: it may have to be looked at.
            return;
        }
        let Some(read) = job.poll() else {
            return;
        };
        let cancelled = job.is_cancelled();
        self.import_job = None;
        self.state.progress = None;
        ctx.request_repaint();
        let again = self.state.drafts.import.reading.take();
        if cancelled {
            self.say("The import was cancelled; nothing was added.");
        } else if let (Some(path), true) = (again, self.state.drafts.import.read.is_some()) {
            self.state.drafts.import.replace(&path, read);
        } else if read.wants_a_look() {
            self.state.drafts.import = ImportDraft::new(read);
            self.state.dialog = Some(Dialog::Import);
        } else {
            self.add_read(read);
        }
    }

    /// Adds what was read and looked at; what the preview told is not told again.
    pub(in crate::ui) fn add_looked_at(&mut self, read: ReadDocuments) {
        let mut documents = read.documents;
        for document in &mut documents {
            document.problems.clear();
        }
        let untold = ReadDocuments {
            documents,
            unread: Vec::new(),
            refused: Vec::new(),
            problems: Vec::new(),
            ..read
        };
        self.add_read(untold);
    }

    /// Adds what was read, in one step.
    pub(in crate::ui) fn add_read(&mut self, read: ReadDocuments) {
        let before = self.workspace.project().document_ids().len();
        for unread in &read.unread {
            self.show_message(true, unread.clone());
        }
        let told = ReadDocuments { unread: Vec::new(), ..read };
        match self.workspace.add_read(told) {
            Ok(report) => {
                for refusal in &report.refused {
                    self.show_message(true, refusal.to_string());
                }
                self.note_problems(report.problems);
            }
            Err(err) => self.report("The documents were not added", &err),
        }
        self.show_new_documents(before);
    }
}
