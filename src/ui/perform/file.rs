//! Carries out what brings files in and out, and looks after saving beside the window.

use crate::ui::CrossclaimApp;
use crate::ui::action::{ExportRequest, FileAction};
use crate::ui::state::{FilesFor, SaveLevel, SaveNotice};
use crate::workspace::exchange::{ExportOptions, InputDocument, Layer};
use crate::workspace::{ExportJob, Launch, SaveState, SaveTarget, open};
use eframe::egui::Context;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Seconds without an edit after which the project file is written.
const IDLE_SECS: f64 = 2.0;
/// Seconds after which it is written although the user works on.
const BUSY_SECS: f64 = 30.0;

/// When the project last changed and when it was first unsaved, in seconds of the window's clock.
#[derive(Debug, Default)]
pub struct Autosave {
    revision: u64,
    changed: f64,
    unsaved_since: Option<f64>,
    synced: u64,
    failed: bool,
}

impl CrossclaimApp {
    pub(super) fn perform_file(&mut self, action: FileAction) {
        match action {
            FileAction::Open => self.picker.ask(FilesFor::OpenProject, &mut self.state),
            FileAction::OpenPath(path) => self.launch(Launch::Project(path)),
            FileAction::OpenSample => self.launch(Launch::Sample),
            FileAction::New => self.launch(Launch::Empty),
            FileAction::Save if self.workspace.is_draft() => {
                self.picker.ask(FilesFor::SaveProject, &mut self.state);
            }
            FileAction::Save => self.save(),
            FileAction::SaveAs => self.picker.ask(FilesFor::SaveProject, &mut self.state),
            FileAction::SaveTo(path) => self.save_to(&path),
            FileAction::AddFiles => self.picker.ask(FilesFor::AddDocuments, &mut self.state),
            FileAction::AddPaths(paths) => self.add_paths(&paths),
            FileAction::AddText { title, text } => self.add_text(&title, text),
            FileAction::Export(request) => self.picker.ask(FilesFor::Export(request), &mut self.state),
            FileAction::ExportTo(request, path) => self.export(&request, &path),
            FileAction::AddRead(read) => self.add_read(*read),
            FileAction::ReadAgain(path, choice) => self.read_again(path, choice),
            FileAction::CancelJob => self.cancel_job(),
        }
    }

    /// Opens something else in this window; what was open is saved first and stays open when that fails.
    fn launch(&mut self, launch: Launch) {
        if self.workspace.store().is_dirty()
            && self.workspace.store().path().is_some()
            && let Err(err) = self.workspace.save()
        {
            self.show_message(true, err.to_string());
            return;
        }
        self.remember_window();
        let environment = self.workspace.store().environment().clone();
        match open(launch, &environment) {
            Ok(opened) => self.show_opened(opened),
            Err(err) => self.show_message(true, err.to_string()),
        }
    }

    fn save(&mut self) {
        self.workspace.sync();
        self.workspace.begin_saving(SaveTarget::Own);
        self.autosave.failed = false;
    }

    fn save_to(&mut self, path: &Path) {
        match self.workspace.save_as(path, true) {
            Ok(()) => self.note_problems(self.workspace.remember()),
            Err(err) => self.show_message(true, err.to_string()),
        }
    }

    fn add_paths(&mut self, paths: &[PathBuf]) {
        let is_project = |path: &&PathBuf| path.to_string_lossy().ends_with(".crossclaim.ron");
        if let [path] = paths
            && is_project(&path)
        {
            self.launch(Launch::Project(path.clone()));
            return;
        }
        self.begin_import(paths);
    }

    fn add_text(&mut self, title: &str, text: String) {
        let before = self.workspace.project().document_ids().len();
        let file = InputDocument { file_name: String::new(), bytes: text.into_bytes() };
        let problems = self.workspace.add_inputs(&[file]);
        self.note_problems(problems);
        let added = self.workspace.project().document_ids().get(before).copied();
        let details =
            added.and_then(|id| self.workspace.project().document(id)).map(|record| record.details.clone());
        if let (Some(id), Some(mut details), false) = (added, details, title.trim().is_empty()) {
            title.trim().clone_into(&mut details.title);
            if let Err(err) = self.workspace.set_details(id, details) {
                self.report("The title was not set", &err);
            }
        }
        self.show_new_documents(before);
    }

    /// New documents open in columns while there is room.
    pub(super) fn show_new_documents(&mut self, before: usize) {
        let new: Vec<_> = self.workspace.project().document_ids().iter().skip(before).copied().collect();
        for id in new {
            if self.state.read.columns.len() < 3 {
                self.reveal(id, 0);
            }
        }
    }

    fn export(&mut self, request: &ExportRequest, path: &Path) {
        let layer = request.annotator.map_or(Layer::All, Layer::Annotator);
        let options = ExportOptions {
            layer,
            with_text: !request.without_text,
            pseudonyms: request.pseudonyms,
            ..ExportOptions::default()
        };
        self.export_job = ExportJob::begin(&self.workspace, &request.format, options, path);
        if self.export_job.is_none() {
            self.show_message(
                true,
                format!("Nothing was exported: there is no format “{}”.", request.format),
            );
        }
    }

    pub(in crate::ui) fn note_problems(&mut self, problems: impl IntoIterator<Item = String>) {
        for problem in problems {
            self.show_message(false, problem);
        }
    }

    /// Looks after what runs beside the window: chosen files, dropped files, saving, exporting.
    pub(in crate::ui) fn poll(&mut self, ctx: &Context) {
        if let Some(picked) = self.picker.poll(ctx, &mut self.state) {
            self.picked(picked.purpose, picked.paths);
        }
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect());
        if !dropped.is_empty() {
            self.add_paths(&dropped);
        }
        self.poll_export(ctx);
        self.poll_import(ctx);
        self.poll_saving(ctx);
        self.state.save_state = notice(&self.workspace.store().state(), self.workspace.is_draft());
        self.poll_leaving(ctx);
    }

    /// What becomes of files that were chosen.
    pub(super) fn picked(&mut self, purpose: FilesFor, paths: Vec<PathBuf>) {
        let first = paths.first().cloned();
        let action = match (purpose, first) {
            (FilesFor::AddDocuments, _) => Some(FileAction::AddPaths(paths)),
            (FilesFor::OpenProject, Some(path)) => Some(FileAction::OpenPath(path)),
            (FilesFor::SaveProject, Some(path)) => Some(FileAction::SaveTo(path)),
            (FilesFor::Export(request), Some(path)) => Some(FileAction::ExportTo(request, path)),
            (_, None) => None,
        };
        if let Some(action) = action {
            self.perform_file(action);
        }
    }

    fn poll_export(&mut self, ctx: &Context) {
        let Some(job) = &self.export_job else {
            return;
        };
        self.state.progress = Some(("Exporting".to_owned(), job.progress()));
        ctx.request_repaint_after(Duration::from_millis(50));
        if let Some(answer) = job.poll() {
            let target = job.target().display().to_string();
            self.export_job = None;
            self.state.progress = None;
            match answer {
                Ok(1) => self.show_message(false, format!("Exported to {target}")),
                Ok(count) => self.show_message(false, format!("Exported {count} files to {target}")),
                Err(reason) => self.show_message(true, reason),
            }
        }
    }

    /// The journal is synced and the file written once the user pauses, and in long work every half minute.
    fn poll_saving(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        let revision = self.workspace.revision();
        let autosave = &mut self.autosave;
        if autosave.revision != revision {
            (autosave.revision, autosave.changed, autosave.failed) = (revision, now, false);
            autosave.unsaved_since.get_or_insert(now);
        }
        if autosave.synced != revision && now - autosave.changed > 0.15 {
            autosave.synced = revision;
            self.workspace.sync();
        }
        match self.workspace.poll_saving() {
            Ok(true) => self.autosave.unsaved_since = None,
            Ok(false) => {}
            Err(err) => {
                self.autosave.failed = true;
                self.show_message(true, err.to_string());
            }
        }
        let Some(since) = self.autosave.unsaved_since.filter(|_| self.workspace.store().is_dirty()) else {
            return;
        };
        let due = now - self.autosave.changed > IDLE_SECS || now - since > BUSY_SECS;
        if due && !self.autosave.failed && self.workspace.store().path().is_some() {
            self.autosave.unsaved_since = Some(now);
            self.workspace.begin_saving(SaveTarget::Own);
        }
        ctx.request_repaint_after(Duration::from_millis(200));
    }
}

fn notice(state: &SaveState, is_draft: bool) -> SaveNotice {
    let (text, level) = match state {
        SaveState::Saved if is_draft => ("Draft, kept safe".to_owned(), SaveLevel::Good),
        SaveState::Saved => ("Saved".to_owned(), SaveLevel::Good),
        SaveState::Journaled => ("In the journal".to_owned(), SaveLevel::Pending),
        SaveState::Saving => ("Saving".to_owned(), SaveLevel::Pending),
        SaveState::InMemory(why) => (format!("Only in memory: {why}"), SaveLevel::Bad),
    };
    SaveNotice { text, level }
}
