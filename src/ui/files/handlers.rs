//! Carries out what brings files in and out.

use super::action::{FileAction, PastedText};
use super::export_request::ExportRequest;
use super::state::FilesFor;
use crate::ui::CrossclaimApp;
use crate::ui::messages::{Message, Topic};
use crate::workspace::exchange::{InputDocument, parse_date};
use crate::workspace::{ExportJob, Launch, folders};
use eframe::egui::Context;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Documents that open at once even where others are open.
const FEW: usize = 3;

impl CrossclaimApp {
    pub(in crate::ui) fn perform_file(&mut self, action: FileAction, ctx: &Context) {
        match action {
            FileAction::Open => self.ask_files(FilesFor::OpenProject),
            FileAction::OpenPath(path) => self.launch(Launch::Project(path), ctx),
            FileAction::OpenSample => self.launch(Launch::Sample, ctx),
            FileAction::FreshSample => self.launch(Launch::FreshSample, ctx),
            FileAction::New => self.launch(Launch::Empty, ctx),
            FileAction::Save if self.workspace.is_draft() => {
                self.ask_files(FilesFor::SaveProject);
            }
            FileAction::Save => {
                self.announcer.await_save();
                self.save();
            }
            FileAction::SaveAs => self.ask_files(FilesFor::SaveProject),
            FileAction::SaveTo(path) => {
                self.announcer.await_save();
                self.save_to(path);
            }
            FileAction::AddFiles => self.ask_files(FilesFor::AddDocuments),
            FileAction::AddPaths(paths) => self.add_paths(&paths, ctx),
            FileAction::AddText(pasted) => self.add_text(*pasted),
            FileAction::Export(request) => self.ask_files(FilesFor::Export(request)),
            FileAction::ExportTo(request, path) => self.export(&request, &path),
            FileAction::Report(options) => self.ask_files(FilesFor::Report(options)),
            FileAction::ReportTo(options, path) => {
                self.export_job = Some(ExportJob::begin_report(&self.workspace, options, &path));
            }
            FileAction::OpenFile(path) => self.open_file(&path),
            FileAction::AddRead(read) => self.add_looked_at(*read),
            FileAction::ReadAgain(path, choice) => self.read_again(path, choice),
            FileAction::ImportAnnotations => self.ask_files(FilesFor::Annotations),
            FileAction::LookAtAnnotations(paths, format, by) => {
                self.look_at_annotations(paths, format.as_deref(), by.as_deref());
            }
            FileAction::AcceptAnnotations => self.accept_annotations(),
            FileAction::LeaveAnnotations => self.leave_annotations(),
            FileAction::Picked(picked) => self.take_picked(picked, ctx),
            FileAction::CancelJob => self.cancel_job(),
            FileAction::ShowFolder(folder) => self.show_folder(&folder),
        }
    }

    fn add_paths(&mut self, paths: &[PathBuf], ctx: &Context) {
        let is_project = |path: &&PathBuf| path.to_string_lossy().ends_with(".crossclaim.ron");
        if let [path] = paths
            && is_project(&path)
        {
            self.launch(Launch::Project(path.clone()), ctx);
            return;
        }
        self.begin_import(paths);
    }

    fn add_text(&mut self, pasted: PastedText) {
        let PastedText { title, publisher, author, url, published, text } = pasted;
        let published = parse_date(&published).unwrap_or(published);
        let before = self.workspace.project().document_ids().len();
        let file = InputDocument { file_name: String::new(), bytes: text.into_bytes() };
        let problems = self.workspace.add_inputs(&[file]);
        self.note_problems(problems);
        let added = self.workspace.project().document_ids().get(before).copied();
        let details =
            added.and_then(|id| self.workspace.project().document(id)).map(|record| record.details.clone());
        if let Some((id, mut details)) = added.zip(details) {
            let known = details.clone();
            let source = &mut details.source;
            let fields = [
                (title, &mut details.title),
                (publisher, &mut source.publisher),
                (author, &mut source.author),
                (url, &mut source.url),
                (published, &mut source.published),
            ];
            for (said, field) in fields {
                if !said.trim().is_empty() {
                    said.trim().clone_into(field);
                }
            }
            if details != known
                && let Err(err) = self.workspace.set_details(id, details)
            {
                self.report("Where the text comes from was not noted", &err);
            }
        }
        self.show_new_documents(before);
    }

    fn show_folder(&mut self, folder: &Path) {
        if let Err(reason) = folders::show(folder) {
            self.show_message(true, reason);
        }
    }

    fn open_file(&mut self, file: &Path) {
        if let Err(reason) = folders::open_file(file) {
            self.show_message(true, reason);
        }
    }

    /// New documents open in columns: the first one always, and the others while there is room, a few of them even
    /// where they do not all fit side by side.
    pub(in crate::ui) fn show_new_documents(&mut self, before: usize) {
        let new: Vec<_> = self.workspace.project().document_ids().iter().skip(before).copied().collect();
        let room = if new.len() <= FEW { crate::ui::read::handlers::MAX_COLUMNS } else { FEW };
        for (index, id) in new.iter().enumerate() {
            if index == 0 || self.state.read.columns.len() < room {
                self.reveal(*id, 0);
            }
        }
        // Where they do not all fit, the first one is brought into view.
        for column in &mut self.state.read.columns {
            column.shows &= new.first() == Some(&column.document);
        }
    }

    fn export(&mut self, request: &ExportRequest, path: &Path) {
        let options = match request.options() {
            Ok(options) => options,
            Err(reason) => return self.show_message(true, format!("Nothing was exported: {reason}.")),
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
            if self.is_of_own_folder(&problem) {
                self.note_state_problem(Some(problem));
            } else {
                self.show_message(false, problem);
            }
        }
    }

    /// Looks after what runs beside the window: chosen files, dropped files, saving, exporting.
    pub(in crate::ui) fn poll(&mut self, ctx: &Context) {
        if let Some(picked) = self.picker.poll(ctx, &mut self.state) {
            self.take_picked(picked, ctx);
        }
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect());
        if !dropped.is_empty() && self.state.dialog.is_some() {
            let reason = "The files were not added: a dialog is open. Close it, then drop them again.";
            self.show_message(true, reason.to_owned());
        } else if !dropped.is_empty() {
            self.add_paths(&dropped, ctx);
        }
        self.poll_export(ctx);
        self.poll_losses();
        self.poll_annotations();
        self.poll_import(ctx);
        self.poll_keeping(ctx);
        self.poll_suggestions();
        self.poll_team();
        self.poll_opening(ctx);
        self.poll_leaving(ctx);
    }

    /// While the export dialog is open: counts what the chosen format cannot hold.
    fn poll_losses(&mut self) {
        let request = &self.state.drafts.export;
        if self.state.dialog != Some(crate::ui::navigation::Dialog::Export) || self.export_job.is_some() {
            return;
        }
        if let (Ok(options), Some(waker)) = (request.options(), self.waker()) {
            self.workspace.ask_losses(&request.format, &options, &waker);
        }
    }

    /// What was exported stands until it is read: somebody wants to find it.
    fn tell_export(&mut self, count: usize, target: &Path) {
        let what = if count == 1 { "Exported".to_owned() } else { format!("Exported {count} files") };
        // A single file lies in a folder; several are one.
        let folder = if count == 1 { target.parent().unwrap_or(target) } else { target };
        let message = Message::new(false, format!("{what} to {}", target.display())).about(Topic::Export);
        self.put_message(message.with("Open folder", FileAction::ShowFolder(folder.to_path_buf())));
    }

    fn tell_report(&mut self, target: PathBuf) {
        let folder = target.parent().unwrap_or(&target).to_path_buf();
        let words = format!("The report was written to {}", target.display());
        let message = Message::new(false, words).about(Topic::Export);
        let message = message.with("Open", FileAction::OpenFile(target));
        self.put_message(message.with("Open folder", FileAction::ShowFolder(folder)));
    }

    fn poll_export(&mut self, ctx: &Context) {
        let Some(job) = &self.export_job else {
            return;
        };
        let what = if job.is_report() { "Writing the report" } else { "Exporting" };
        self.state.progress = Some((what.to_owned(), job.progress()));
        ctx.request_repaint_after(Duration::from_millis(50));
        if let Some(answer) = job.poll() {
            let (target, is_report) = (job.target().to_path_buf(), job.is_report());
            self.export_job = None;
            self.state.progress = None;
            match answer {
                Ok(_) if is_report => self.tell_report(target),
                Ok(count) => self.tell_export(count, &target),
                Err(reason) => self.put_message(Message::new(true, reason).about(Topic::Export)),
            }
        }
    }
}
