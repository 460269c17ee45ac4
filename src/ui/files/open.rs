//! Opens something else in this window: what is open is saved first, and the new one is read beside the window.

use super::state::{FilesFor, Opening};
use crate::ui::autosave::save::save;
use crate::ui::files::pick::ask_files;
use crate::ui::jobs::Jobs;
use crate::ui::navigation::Dialog;
use crate::ui::parts::Parts;
use crate::ui::window::quit::{is_only_in_memory, remember_window};
use crate::workspace::{Access, Launch, OpenJob, Opened, Workspace};
use eframe::egui::Context;

/// Opens something else in this window; what is open stays open when it cannot be saved.
pub(in crate::ui) fn launch(parts: &mut Parts<'_>, jobs: &mut Jobs, launch: Launch, ctx: &Context) {
    if parts.workspace.store().path().is_none() && is_only_in_memory(parts.workspace) {
        let reason =
            "Nothing else was opened: this project is only in memory and would be lost. Save it first.";
        parts.show_message(true, reason.to_owned());
        ask_files(parts.state, parts.workspace, jobs, FilesFor::SaveProject);
    } else if parts.workspace.store().is_dirty() && can_be_saved(parts.workspace) {
        save(parts, jobs);
        jobs.opening = Opening::Saving(launch);
        poll_opening(parts, jobs, ctx);
    } else {
        begin_reading(parts, jobs, launch, ctx);
    }
}

/// Whether the project has a file that may be written here.
fn can_be_saved(workspace: &Workspace) -> bool {
    let store = workspace.store();
    store.path().is_some() && *store.access() == Access::Full
}

/// Opens the same project again, without saving: what the file lacks stays in the journal.
pub(in crate::ui) fn reopen(parts: &mut Parts<'_>, jobs: &mut Jobs, launch: Option<Launch>, ctx: &Context) {
    if let Some(trouble) = parts.workspace.store().trouble() {
        let reason =
            format!("Nothing was opened: the newest edits are only in memory ({trouble}). Save them first.");
        parts.show_message(true, reason);
        ask_files(parts.state, parts.workspace, jobs, FilesFor::SaveProject);
    } else if let Some(launch) = launch {
        begin_reading(parts, jobs, launch, ctx);
    }
}

fn begin_reading(parts: &mut Parts<'_>, jobs: &mut Jobs, launch: Launch, ctx: &Context) {
    remember_window(parts);
    let is_same = matches!(&launch, Launch::Project(path) | Launch::TakeOver(path)
        if parts.workspace.store().is_at(path));
    if is_same {
        // Its journal and its note would be in the way of their own successor.
        parts.workspace.release();
    }
    let environment = parts.workspace.store().environment().clone();
    let waker = ctx.clone();
    jobs.opening = Opening::Reading(OpenJob::begin(launch, &environment, move || waker.request_repaint()));
    poll_opening(parts, jobs, ctx);
}

/// Goes on with opening: once the open project is saved, and once the new one is read.
pub(in crate::ui) fn poll_opening(parts: &mut Parts<'_>, jobs: &mut Jobs, ctx: &Context) {
    match std::mem::take(&mut jobs.opening) {
        Opening::Idle => {}
        Opening::Saving(next) => match parts.workspace.poll_saving() {
            Ok(true) => begin_reading(parts, jobs, next, ctx),
            // The save was seen to end elsewhere: well, or with a message.
            Ok(false) if !parts.workspace.store().is_dirty() => begin_reading(parts, jobs, next, ctx),
            Ok(false) if parts.workspace.store().is_saving() => jobs.opening = Opening::Saving(next),
            Ok(false) if jobs.autosave.can_save() => launch(parts, jobs, next, ctx),
            // Why it was not saved stands in a message.
            Ok(false) => {}
            Err(err) => parts.show_message(true, err.to_string()),
        },
        Opening::Reading(job) => match job.poll() {
            None => {
                parts.state.progress = Some(("Opening".to_owned(), f32::NAN));
                jobs.opening = Opening::Reading(job);
            }
            Some(answer) => {
                parts.state.progress = None;
                show_answer(parts, jobs, answer);
            }
        },
    }
}

fn show_answer(parts: &mut Parts<'_>, jobs: &mut Jobs, answer: Result<Opened, String>) {
    match answer {
        Ok(Opened { rescue: Some(rescue), problems, .. }) => {
            parts.notify_problems(problems);
            parts.state.rescue = Some(rescue);
            parts.state.dialog = Some(Dialog::Rescue);
        }
        Ok(opened) => jobs.show(opened),
        Err(reason) => parts.show_message(true, reason),
    }
}
