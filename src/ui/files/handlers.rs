//! Carries out what brings files in and out.

use super::action::{FileAction, PastedText};
use super::export_request::ExportRequest;
use super::state::FilesFor;
use crate::ui::autosave::handlers::poll_autosave;
use crate::ui::autosave::save::{save, save_to};
use crate::ui::files::annotations::{
    accept_annotations, leave_annotations, look_at_annotations, poll_annotations,
};
use crate::ui::files::import::{add_looked_at, begin_import, cancel_job, poll_import, read_again};
use crate::ui::files::open::{launch, poll_opening};
use crate::ui::files::pick::{ask_files, take_picked};
use crate::ui::jobs::Jobs;
use crate::ui::messages::{Message, Topic};
use crate::ui::parts::Parts;
use crate::ui::read::navigate::show_new_documents;
use crate::ui::state::UiState;
use crate::ui::suggestions::handlers::poll_suggestions;
use crate::ui::team::handlers::poll_team;
use crate::ui::window::quit::poll_quit;
use crate::workspace::exchange::{InputDocument, parse_date};
use crate::workspace::{ExportJob, Launch, Workspace, folders};
use eframe::egui::Context;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Carries out what brings files in and out.
pub(in crate::ui) fn handle(parts: &mut Parts<'_>, jobs: &mut Jobs, action: FileAction, ctx: &Context) {
    match action {
        FileAction::Open => ask_files(parts.state, parts.workspace, jobs, FilesFor::OpenProject),
        FileAction::OpenPath(path) => launch(parts, jobs, Launch::Project(path), ctx),
        FileAction::OpenSample => launch(parts, jobs, Launch::Sample, ctx),
        FileAction::FreshSample => launch(parts, jobs, Launch::FreshSample, ctx),
        FileAction::New => launch(parts, jobs, Launch::Empty, ctx),
        FileAction::Save if parts.workspace.is_draft() => {
            ask_files(parts.state, parts.workspace, jobs, FilesFor::SaveProject);
        }
        FileAction::Save => {
            parts.announcer.await_save();
            save(parts, jobs);
        }
        FileAction::SaveAs => ask_files(parts.state, parts.workspace, jobs, FilesFor::SaveProject),
        FileAction::SaveTo(path) => {
            parts.announcer.await_save();
            save_to(parts.workspace, jobs, path);
        }
        FileAction::AddFiles => ask_files(parts.state, parts.workspace, jobs, FilesFor::AddDocuments),
        FileAction::AddPaths(paths) => add_paths(parts, jobs, &paths, ctx),
        FileAction::AddText(pasted) => add_text(parts, *pasted),
        FileAction::Export(request) => {
            ask_files(parts.state, parts.workspace, jobs, FilesFor::Export(request));
        }
        FileAction::ExportTo(request, path) => begin_export(parts, jobs, &request, &path),
        FileAction::Report(options) => {
            ask_files(parts.state, parts.workspace, jobs, FilesFor::Report(options));
        }
        FileAction::ReportTo(options, path) => {
            jobs.export = Some(ExportJob::begin_report(parts.workspace, options, &path));
        }
        FileAction::OpenFile(path) => open_file(parts, &path),
        FileAction::AddRead(read) => add_looked_at(parts, *read),
        FileAction::ReadAgain(path, choice) => read_again(parts.state, parts.workspace, jobs, path, choice),
        FileAction::ImportAnnotations => ask_files(parts.state, parts.workspace, jobs, FilesFor::Annotations),
        FileAction::LookAtAnnotations(paths, format, by) => {
            look_at_annotations(parts.state, parts.workspace, jobs, paths, format.as_deref(), by.as_deref());
        }
        FileAction::AcceptAnnotations => accept_annotations(parts),
        FileAction::LeaveAnnotations => leave_annotations(parts.state, parts.workspace),
        FileAction::Picked(picked) => take_picked(parts, picked),
        FileAction::CancelJob => cancel_job(jobs),
        FileAction::ShowFolder(folder) => show_folder(parts, &folder),
    }
}

fn add_paths(parts: &mut Parts<'_>, jobs: &mut Jobs, paths: &[PathBuf], ctx: &Context) {
    let is_project = |path: &&PathBuf| path.to_string_lossy().ends_with(".crossclaim.ron");
    if let [path] = paths
        && is_project(&path)
    {
        launch(parts, jobs, Launch::Project(path.clone()), ctx);
        return;
    }
    begin_import(parts, jobs, paths);
}

fn add_text(parts: &mut Parts<'_>, pasted: PastedText) {
    let PastedText { title, publisher, author, url, published, text } = pasted;
    let published = parse_date(&published).unwrap_or(published);
    let before = parts.workspace.project().document_ids().len();
    let file = InputDocument { file_name: String::new(), bytes: text.into_bytes() };
    let problems = parts.workspace.add_inputs(&[file]);
    parts.notify_problems(problems);
    let added = parts.workspace.project().document_ids().get(before).copied();
    let details =
        added.and_then(|id| parts.workspace.project().document(id)).map(|record| record.details.clone());
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
            && let Err(err) = parts.workspace.set_details(id, details)
        {
            parts.report("Where the text comes from was not noted", &err);
        }
    }
    show_new_documents(parts.state, parts.workspace, before);
}

fn show_folder(parts: &mut Parts<'_>, folder: &Path) {
    if let Err(reason) = folders::show(folder) {
        parts.show_message(true, reason);
    }
}

fn open_file(parts: &mut Parts<'_>, file: &Path) {
    if let Err(reason) = folders::open_file(file) {
        parts.show_message(true, reason);
    }
}

fn begin_export(parts: &mut Parts<'_>, jobs: &mut Jobs, request: &ExportRequest, path: &Path) {
    let options = match request.options() {
        Ok(options) => options,
        Err(reason) => return parts.show_message(true, format!("Nothing was exported: {reason}.")),
    };
    jobs.export = ExportJob::begin(parts.workspace, &request.format, options, path);
    if jobs.export.is_none() {
        parts.show_message(true, format!("Nothing was exported: there is no format “{}”.", request.format));
    }
}

/// Looks after what runs beside the window: chosen files, dropped files, saving, exporting.
pub(in crate::ui) fn poll(parts: &mut Parts<'_>, jobs: &mut Jobs, ctx: &Context) {
    if let Some(picked) = jobs.picker.poll(ctx, parts.state) {
        take_picked(parts, picked);
    }
    let dropped: Vec<PathBuf> =
        ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect());
    if !dropped.is_empty() && parts.state.dialog.is_some() {
        let reason = "The files were not added: a dialog is open. Close it, then drop them again.";
        parts.show_message(true, reason.to_owned());
    } else if !dropped.is_empty() {
        add_paths(parts, jobs, &dropped, ctx);
    }
    poll_export(parts, jobs, ctx);
    poll_losses(parts.state, parts.workspace, jobs);
    poll_annotations(parts.state, parts.workspace);
    poll_import(parts, jobs, ctx);
    poll_autosave(parts, jobs, ctx);
    poll_suggestions(parts, jobs);
    poll_team(parts);
    poll_opening(parts, jobs, ctx);
    poll_quit(parts, jobs, ctx);
}

/// While the export dialog is open: counts what the chosen format cannot hold.
fn poll_losses(state: &UiState, workspace: &mut Workspace, jobs: &Jobs) {
    let request = &state.drafts.export;
    if state.dialog != Some(crate::ui::navigation::Dialog::Export) || jobs.export.is_some() {
        return;
    }
    if let (Ok(options), Some(waker)) = (request.options(), jobs.waker()) {
        workspace.ask_losses(&request.format, &options, &waker);
    }
}

/// What was exported stands until it is read: somebody wants to find it.
fn notify_export(parts: &mut Parts<'_>, count: usize, target: &Path) {
    let what = if count == 1 { "Exported".to_owned() } else { format!("Exported {count} files") };
    // A single file lies in a folder; several are one.
    let folder = if count == 1 { target.parent().unwrap_or(target) } else { target };
    let message = Message::new(false, format!("{what} to {}", target.display())).about(Topic::Export);
    parts.put_message(message.with("Open folder", FileAction::ShowFolder(folder.to_path_buf())));
}

fn notify_report(parts: &mut Parts<'_>, target: PathBuf) {
    let folder = target.parent().unwrap_or(&target).to_path_buf();
    let words = format!("The report was written to {}", target.display());
    let message = Message::new(false, words).about(Topic::Export);
    let message = message.with("Open", FileAction::OpenFile(target));
    parts.put_message(message.with("Open folder", FileAction::ShowFolder(folder)));
}

fn poll_export(parts: &mut Parts<'_>, jobs: &mut Jobs, ctx: &Context) {
    let Some(job) = &jobs.export else {
        return;
    };
    let what = if job.is_report() { "Writing the report" } else { "Exporting" };
    parts.state.progress = Some((what.to_owned(), job.progress()));
    ctx.request_repaint_after(Duration::from_millis(50));
    if let Some(answer) = job.poll() {
        let (target, is_report) = (job.target().to_path_buf(), job.is_report());
        jobs.export = None;
        parts.state.progress = None;
        match answer {
            Ok(_) if is_report => notify_report(parts, target),
            Ok(count) => notify_export(parts, count, &target),
            Err(reason) => parts.put_message(Message::new(true, reason).about(Topic::Export)),
        }
    }
}
