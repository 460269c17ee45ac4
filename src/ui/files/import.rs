//! Carries out bringing documents in: read beside the window, looked at where something was guessed, added in one step.

use super::state::ImportDraft;
use crate::ui::jobs::Jobs;
use crate::ui::navigation::Dialog;
use crate::ui::parts::Parts;
use crate::ui::read::navigate::show_new_documents;
use crate::ui::state::UiState;
use crate::workspace::exchange::ReadDocuments;
use crate::workspace::{ImportJob, ReadChoice, Workspace};
use eframe::egui::Context;
use std::path::PathBuf;
use std::time::Duration;

/// Files from which on a running import is told in words.
const MANY: usize = 20;

/// Reads documents beside the window; one import at a time.
pub(in crate::ui) fn begin_import(parts: &mut Parts<'_>, jobs: &mut Jobs, paths: &[PathBuf]) {
    if jobs.import.is_some() {
        let reason = "The documents were not added: others are being read. Add them when that is done.";
        parts.show_message(true, reason.to_owned());
        return;
    }
    let environment = parts.workspace.store().environment();
    jobs.import = Some(ImportJob::begin(environment, paths.to_vec()));
}

/// Reads a file of the preview again.
pub(in crate::ui) fn read_again(
    state: &mut UiState,
    workspace: &Workspace,
    jobs: &mut Jobs,
    path: PathBuf,
    choice: ReadChoice,
) {
    let environment = workspace.store().environment();
    state.drafts.import.reading = Some(path.clone());
    jobs.import = Some(ImportJob::begin_again(environment, path, choice));
}

/// Asks the export and the import that run to stop.
pub(in crate::ui) fn cancel_job(jobs: &Jobs) {
    if let Some(job) = &jobs.export {
        job.cancel();
    }
    if let Some(job) = &jobs.import {
        job.cancel();
    }
}

/// Takes up what was read: shows it where it wants a look, else adds it.
pub(in crate::ui) fn poll_import(parts: &mut Parts<'_>, jobs: &mut Jobs, ctx: &Context) {
    let Some(job) = &jobs.import else {
        if jobs.export.is_none() {
            parts.state.progress = None;
        }
        return;
    };
    ctx.request_repaint_after(Duration::from_millis(30));
    let progress = job.progress();
    if progress.total >= MANY {
        let words = format!("Reading {} of {} files", progress.done, progress.total);
        parts.state.progress = Some((words, progress.done as f32 / progress.total.max(1) as f32));
    }
    if parts.state.drafts.import.reading.is_none() && parts.state.dialog.is_some() {
        // What was read waits until the dialog is closed: it may have to be looked at.
        return;
    }
    let Some(read) = job.poll() else {
        return;
    };
    let cancelled = job.is_cancelled();
    jobs.import = None;
    parts.state.progress = None;
    ctx.request_repaint();
    let again = parts.state.drafts.import.reading.take();
    if cancelled {
        parts.say("The import was cancelled; nothing was added.");
    } else if let (Some(path), true) = (again, parts.state.drafts.import.read.is_some()) {
        parts.state.drafts.import.replace(&path, read);
    } else if read.wants_a_look() {
        parts.state.drafts.import = ImportDraft::new(read);
        parts.state.dialog = Some(Dialog::Import);
    } else {
        add_read(parts, read);
    }
}

/// Adds what was read and looked at; what the preview told is not told again.
pub(in crate::ui) fn add_looked_at(parts: &mut Parts<'_>, read: ReadDocuments) {
    let mut documents = read.documents;
    for document in &mut documents {
        document.problems.clear();
    }
    let untold =
        ReadDocuments { documents, unread: Vec::new(), refused: Vec::new(), problems: Vec::new(), ..read };
    add_read(parts, untold);
}

/// Adds what was read, in one step.
pub(in crate::ui) fn add_read(parts: &mut Parts<'_>, read: ReadDocuments) {
    let before = parts.workspace.project().document_ids().len();
    for unread in &read.unread {
        parts.show_message(true, unread.clone());
    }
    let told = ReadDocuments { unread: Vec::new(), ..read };
    match parts.workspace.add_read(told) {
        Ok(report) => {
            for refusal in &report.refused {
                parts.show_message(true, refusal.to_string());
            }
            parts.notify_problems(report.problems);
        }
        Err(err) => parts.report("The documents were not added", &err),
    }
    show_new_documents(parts.state, parts.workspace, before);
}
