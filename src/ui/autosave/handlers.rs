//! Looks after the safety of the work: journal and file beside the window, what went wrong with them, and what somebody
//! else did.

use super::action::AutosaveAction;
use crate::ui::autosave::notice::{list_backups, poll_backups, save_notice, say_saved};
use crate::ui::files::action::FileAction;
use crate::ui::files::open::{launch, reopen};
use crate::ui::jobs::{Jobs, Wake};
use crate::ui::messages::{self, Message, Topic};
use crate::ui::parts::Parts;
use crate::ui::team::action::TeamAction;
use crate::workspace::exchange::SaveError;
use crate::workspace::{Access, Launch, LockOwner, Outside, SaveEnd, Waker, is_about_another_file};
use eframe::egui::Context;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Carries out what is to be done about recovered work, copies and other windows.
pub(in crate::ui) fn handle(parts: &mut Parts<'_>, jobs: &mut Jobs, action: AutosaveAction, ctx: &Context) {
    let path = parts.workspace.store().path().map(std::path::Path::to_path_buf);
    match action {
        AutosaveAction::Reload => reopen(parts, jobs, path.map(Launch::Project), ctx),
        AutosaveAction::TakeOver => reopen(parts, jobs, path.map(Launch::TakeOver), ctx),
        AutosaveAction::DeclineRecovery => decline_recovery(parts, jobs, path, ctx),
        AutosaveAction::OpenOffer(offer) => {
            if let Some(path) = path {
                launch(parts, jobs, Launch::Offered(path, offer), ctx);
            }
        }
        AutosaveAction::DeclineOffer(offer) => {
            let declined = offer.decline(parts.workspace.store().environment());
            if let Err(reason) = declined {
                parts.show_message(true, reason);
            }
        }
        AutosaveAction::ListBackups => list_backups(parts, jobs),
        AutosaveAction::OpenRescued(index) => {
            let rescue = parts.state.rescue.take();
            parts.state.dialog = None;
            if let Some(rescue) = rescue {
                launch(parts, jobs, Launch::Rescued(rescue, index), ctx);
            }
        }
    }
}

fn decline_recovery(parts: &mut Parts<'_>, jobs: &mut Jobs, path: Option<PathBuf>, ctx: &Context) {
    match parts.workspace.decline_recovery() {
        Ok(()) => reopen(parts, jobs, path.map(Launch::Project), ctx),
        Err(err) => {
            let text = format!("The recovered edits stay: their journal could not be put away ({err}).");
            parts.show_message(true, text);
        }
    }
}

/// Looks after journal and file, and says how safe the work is.
pub(in crate::ui) fn poll_autosave(parts: &mut Parts<'_>, jobs: &mut Jobs, ctx: &Context) {
    if jobs.waker.is_none() {
        let ctx = ctx.clone();
        let waker: Waker = Arc::new(move || ctx.request_repaint());
        jobs.waker = Some(Wake(Arc::clone(&waker)));
        parts.workspace.watch(waker);
    }
    let has_focus = ctx.input(|input| input.focused);
    if jobs.had_focus && !has_focus {
        parts.workspace.hurry_sync();
    }
    jobs.had_focus = has_focus;
    for what in parts.workspace.outside() {
        notify_outside(parts, jobs, what);
    }
    poll_saving(parts, jobs, ctx);
    poll_backups(parts, jobs);
    notify_memory(parts, jobs);
    parts.state.save_state = save_notice(parts.workspace);
}

/// Asks [`crate::workspace::Autosave`], which knows when to save, and tells how it went.
fn poll_saving(parts: &mut Parts<'_>, jobs: &mut Jobs, ctx: &Context) {
    // Whoever took the message away has read it.
    if !parts.state.messages.iter().any(|message| message.topic == Some(Topic::Recovery)) {
        jobs.autosave.stop_asking();
    }
    let now = Duration::from_secs_f64(ctx.input(|input| input.time).max(0.0));
    match jobs.autosave.poll(parts.workspace, now) {
        Some(SaveEnd::Saved { is_requested }) => notify_saved(parts, jobs, is_requested),
        Some(SaveEnd::Failed(err)) => notify_not_saved(parts, &err),
        None => {}
    }
    if !jobs.autosave.is_asking() {
        messages::forget(&mut parts.state.messages, Some(Topic::Recovery));
    }
    if jobs.autosave.is_waiting(parts.workspace) {
        ctx.request_repaint_after(Duration::from_millis(200));
    }
}

fn notify_saved(parts: &mut Parts<'_>, jobs: &mut Jobs, is_requested: bool) {
    messages::forget(&mut parts.state.messages, Some(Topic::Save));
    match parts.workspace.store().backup_problem().map(ToString::to_string) {
        None => messages::forget(&mut parts.state.messages, Some(Topic::State)),
        problem => parts.notify_state_problem(problem),
    }
    if is_requested {
        say_saved(parts);
    }
    let path = parts.workspace.store().path().map(std::path::Path::to_path_buf);
    if jobs.shown_file != path {
        jobs.shown_file = path;
        messages::forget(&mut parts.state.messages, Some(Topic::Outside));
        messages::forget(&mut parts.state.messages, Some(Topic::Access));
        parts.notify_state_problem(parts.workspace.remember());
    }
}

fn notify_not_saved(parts: &mut Parts<'_>, err: &SaveError) {
    let message = Message::new(true, err.to_string());
    if is_about_another_file(err) {
        let message = message.about(Topic::Outside);
        let message = if matches!(err, SaveError::ChangedOutside(_)) {
            let message = message.with("Reload", AutosaveAction::Reload);
            match parts.workspace.store().path() {
                Some(path) => message.with("Compare and merge…", TeamAction::Compare(path.to_path_buf())),
                None => message,
            }
        } else {
            message
        };
        parts.put_message(message.with("Save as…", FileAction::SaveAs));
        return;
    }
    let message = message.about(Topic::Save).with("Try again", FileAction::Save);
    parts.put_message(message.with("Save as…", FileAction::SaveAs));
}

fn notify_outside(parts: &mut Parts<'_>, jobs: &mut Jobs, what: Outside) {
    let count = parts.workspace.store().unsaved_count();
    let kept = match count {
        0 => String::new(),
        _ if parts.workspace.store().trouble().is_some() => {
            " Your edits since then are only in memory: save them under another name.".to_owned()
        }
        1 => " Your edit since then is in the journal and can be opened as a copy.".to_owned(),
        count => {
            format!(" Your {count} edits since then are in the journal and can be opened as a copy.")
        }
    };
    let message = match what {
        Outside::Changed => {
            jobs.autosave.block(count > 0);
            let text = format!(
                "The project file was changed outside this window, by a colleague, a sync service or another program.{kept}"
            );
            let message = Message::new(count > 0, text).with("Reload", AutosaveAction::Reload);
            match parts.workspace.store().path() {
                Some(path) if count > 0 => {
                    message.with("Compare and merge…", TeamAction::Compare(path.to_path_buf()))
                }
                _ => message,
            }
        }
        Outside::Gone => {
            Message::new(true, "The project file was moved or deleted; what is on show here is not lost.")
        }
        Outside::Back => {
            jobs.autosave.block(false);
            messages::forget(&mut parts.state.messages, Some(Topic::Outside));
            return;
        }
        Outside::TakenOver(owner) => {
            // Their window has taken over what this one's journal held.
            parts.put_message(taken_over(&owner));
            return;
        }
    };
    let message = message.about(Topic::Outside).with("Save as…", FileAction::SaveAs);
    parts.put_message(message);
}

/// The red banner stands exactly as long as edits are nowhere but in memory.
fn notify_memory(parts: &mut Parts<'_>, jobs: &Jobs) {
    let store = parts.workspace.store();
    // Where the file takes them, they are in memory for a blink.
    let file_takes_them = jobs.autosave.file_takes_edits();
    match store.trouble().filter(|_| store.path().is_some() && !file_takes_them) {
        Some(why) => {
            let text = format!("Edits are only in memory: {why}. Save the project in another place.");
            let message = Message::new(true, text).about(Topic::Memory);
            let message = message.with("Save as…", FileAction::SaveAs).with("Try again", FileAction::Save);
            parts.put_message(message);
        }
        None => messages::forget(&mut parts.state.messages, Some(Topic::Memory)),
    }
}

/// Says what was found when the project was opened, and what can be done about it.
pub(in crate::ui) fn notify_recovery(parts: &mut Parts<'_>, jobs: &mut Jobs) {
    jobs.shown_file = parts.workspace.store().path().map(std::path::Path::to_path_buf);
    let recovery = parts.workspace.recovery().clone();
    if let Some(text) = recovery.text() {
        let message = Message::new(false, text).about(Topic::Recovery);
        let message = message.with("Leave them out", AutosaveAction::DeclineRecovery);
        jobs.autosave.ask_first(parts.workspace.revision());
        parts.put_message(message);
    }
    for offer in recovery.offers {
        let edits =
            if offer.step_count == 1 { "1 edit".to_owned() } else { format!("{} edits", offer.step_count) };
        let text = format!(
            "{edits} up to {} belong to another state of this project file, which was changed since. They are in a journal of their own.",
            offer.time.local_text()
        );
        let message = Message::new(false, text)
            .with("Open as a copy", AutosaveAction::OpenOffer(offer.clone()))
            .with("Put away", AutosaveAction::DeclineOffer(offer));
        parts.put_message(message);
    }
    if let Access::Reading(owner) = parts.workspace.store().access() {
        let text = format!("You are only reading: {owner} has this project open.");
        let message =
            Message::new(true, text).about(Topic::Access).with("Take over", AutosaveAction::TakeOver);
        parts.put_message(message);
    }
}

fn taken_over(owner: &LockOwner) -> Message {
    let text = format!(
        "This project was taken over by {owner}, with all that you did. From here on you are only reading."
    );
    Message::new(true, text).about(Topic::Access).with("Take back", AutosaveAction::TakeOver)
}
