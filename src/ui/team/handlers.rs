//! Carries out what concerns several annotators: layers, blind work, merging, conflicts.

use super::action::TeamAction;
use super::state::MergeOnShow;
use crate::model::{AnnotatorId, Mapping};
use crate::ui::files::pick::ask_files;
use crate::ui::files::state::FilesFor;
use crate::ui::jobs::Jobs;
use crate::ui::messages::{self, Message, Topic};
use crate::ui::navigation::Dialog;
use crate::ui::parts::Parts;
use crate::ui::read::navigate::show_first_documents;
use crate::ui::state::UiState;
use crate::ui::window::action::WindowAction;
use crate::workspace::{MergeState, Workspace};
use std::path::Path;

/// Carries out what concerns several annotators.
pub(in crate::ui) fn handle(parts: &mut Parts<'_>, jobs: &mut Jobs, action: TeamAction) {
    match action {
        TeamAction::ToggleLayer(annotator) => toggle_layer(parts.state, parts.workspace, annotator),
        TeamAction::ShowAllLayers => parts.state.layers.hidden.clear(),
        TeamAction::SetBlind(blind) => set_blind(parts, blind),
        TeamAction::Reveal => reveal_layers(parts),
        TeamAction::SetName(name) => set_name(parts, &name),
        TeamAction::KeepName => name_was_asked(parts),
        TeamAction::AskMerge => ask_files(parts.state, parts.workspace, jobs, FilesFor::MergeProject),
        TeamAction::Compare(path) => compare(parts.state, parts.workspace, jobs, &path, Mapping::default()),
        TeamAction::CompareMapped(path, mapping) => {
            compare(parts.state, parts.workspace, jobs, &path, mapping);
        }
        TeamAction::Merge => accept_merge(parts, jobs),
        TeamAction::LeaveMerge => leave_merge(parts.state, parts.workspace),
        TeamAction::Settle(conflict, choice) => {
            let settled = parts.workspace.settle_conflict(conflict, choice);
            notify_failure(parts, settled.map_err(|err| err.to_string()));
        }
        TeamAction::SettleAs(conflict, text) => {
            let settled = parts.workspace.settle_conflict_as(conflict, &text);
            notify_failure(parts, settled.map_err(|err| err.to_string()));
        }
        TeamAction::PutCopyAside(path) => {
            parts.workspace.put_copy_aside(&path);
            messages::forget(&mut parts.state.messages, Some(Topic::Copy));
        }
    }
}

fn notify_failure(parts: &mut Parts<'_>, done: Result<(), String>) {
    if let Err(reason) = done {
        parts.show_message(true, reason);
    }
}

fn toggle_layer(state: &mut UiState, workspace: &Workspace, annotator: AnnotatorId) {
    let hidden = &mut state.layers.hidden;
    if !hidden.remove(&annotator) {
        hidden.insert(annotator);
    }
    leave_hidden_selection(state, workspace);
}

/// What is selected and no longer on show is let go.
fn leave_hidden_selection(state: &mut UiState, workspace: &Workspace) {
    use crate::ui::read::state::Selection;
    let shown = state.shown(workspace);
    let is_gone = match state.read.selection {
        Some(Selection::Claim(claim)) => shown.claim(claim).is_none(),
        Some(Selection::Link(link)) => shown.project.link(link).is_none_or(|link| !shown.shows_link(link)),
        Some(Selection::Sentence(..) | Selection::Span(..)) | None => false,
    };
    if is_gone {
        state.read.selection = None;
    }
}

fn set_blind(parts: &mut Parts<'_>, blind: bool) {
    if let Err(err) = parts.workspace.set_blind(blind) {
        parts.report("Blind work was not changed", &err);
    }
    parts.state.layers.limit(parts.workspace.layer_sight());
    leave_hidden_selection(parts.state, parts.workspace);
}

fn reveal_layers(parts: &mut Parts<'_>) {
    parts.state.dialog = None;
    if let Err(err) = parts.workspace.reveal_layers() {
        parts.report("The other layers were not opened", &err);
    }
    parts.state.layers.limit(parts.workspace.layer_sight());
}

/// Renames this annotator, here and for later projects.
pub(in crate::ui) fn set_name(parts: &mut Parts<'_>, name: &str) {
    let name = name.trim();
    if !name.is_empty() {
        if let Err(err) = parts.workspace.set_my_name(name) {
            parts.report("Your name was not changed", &err);
        }
        let problem = parts.workspace.change_user_settings(|settings| {
            name.clone_into(&mut settings.annotator_name);
        });
        parts.notify_state_problem(problem);
    }
    name_was_asked(parts);
}

fn name_was_asked(parts: &mut Parts<'_>) {
    parts.state.asks_name = false;
    let problem = parts.workspace.change_user_settings(|settings| settings.name_asked = true);
    parts.notify_state_problem(problem);
}

fn compare(state: &mut UiState, workspace: &mut Workspace, jobs: &Jobs, path: &Path, mapping: Mapping) {
    let Some(waker) = jobs.waker() else {
        return;
    };
    workspace.ask_merge(path, mapping, &waker);
    state.merge = MergeOnShow::Reading(path.to_path_buf());
    state.dialog = Some(Dialog::Merge);
}

fn leave_merge(state: &mut UiState, workspace: &mut Workspace) {
    workspace.drop_merge();
    (state.merge, state.dialog) = (MergeOnShow::default(), None);
}

fn accept_merge(parts: &mut Parts<'_>, jobs: &mut Jobs) {
    let merged = parts.workspace.accept_merge();
    (parts.state.merge, parts.state.dialog) = (MergeOnShow::default(), None);
    match merged {
        Err(reason) => parts.show_message(true, reason),
        Ok(done) => {
            // What stood in the way of saving was merged.
            jobs.autosave.block(false);
            messages::forget(&mut parts.state.messages, Some(Topic::Outside));
            messages::forget(&mut parts.state.messages, Some(Topic::Copy));
            let taken = if done.change_words.is_empty() {
                "title, settings or codebook".to_owned()
            } else {
                done.change_words.join("; ")
            };
            parts.say(format!("Merged: {taken}. One undo takes it back."));
            if !done.conflicts.is_empty() {
                parts.state.dialog = Some(Dialog::Conflicts);
            }
        }
    }
    show_first_when_none(parts.state, parts.workspace);
}

fn show_first_when_none(state: &mut UiState, workspace: &Workspace) {
    if state.read.columns.is_empty() {
        show_first_documents(state, workspace);
    }
}

/// Looks after a merge that is being compared, copies of sync services, and the question for the name.
pub(in crate::ui) fn poll_team(parts: &mut Parts<'_>) {
    if matches!(parts.state.merge, MergeOnShow::Reading(_)) {
        let answer = match parts.workspace.merge_preview() {
            MergeState::Idle => MergeOnShow::None,
            MergeState::Unlike(unlike) => MergeOnShow::Unlike(Box::new(unlike.clone())),
            MergeState::Reading(path) => MergeOnShow::Reading(path.to_path_buf()),
            MergeState::Ready(preview) => MergeOnShow::Ready(Box::new(preview.clone())),
            MergeState::Refused(reason) => MergeOnShow::Refused(reason.to_owned()),
        };
        // What the answer asks has the keyboard.
        parts.state.drafts.focus_given &= matches!(answer, MergeOnShow::Reading(_));
        parts.state.merge = answer;
    }
    if parts.state.dialog != Some(Dialog::Merge) && parts.state.merge != MergeOnShow::None {
        parts.workspace.drop_merge();
        parts.state.merge = MergeOnShow::None;
    }
    notify_copies(parts);
    notify_conflicts(parts);
}

/// Each copy is offered once.
fn notify_copies(parts: &mut Parts<'_>) {
    let copies = parts.workspace.sync_copies();
    let first = copies.first().map(|copy| copy.path.clone());
    if parts.state.notified.copy == first {
        return;
    }
    parts.state.notified.copy.clone_from(&first);
    let Some(path) = first else {
        messages::forget(&mut parts.state.messages, Some(Topic::Copy));
        return;
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let others = match copies.len() {
        1 => String::new(),
        count => format!(" There are {} more.", count - 1),
    };
    let text = format!("Another copy of this project lies beside it: {name}.{others}");
    let message = Message::new(false, text).about(Topic::Copy);
    let message = message.with("Compare and merge…", TeamAction::Compare(path.clone()));
    let message = message.with("Not needed", TeamAction::PutCopyAside(path));
    parts.put_message(message);
}

fn notify_conflicts(parts: &mut Parts<'_>) {
    let count = parts.workspace.open_conflict_count();
    if std::mem::replace(&mut parts.state.notified.conflicts, count) == count {
        return;
    }
    let text = match count {
        0 => {
            messages::forget(&mut parts.state.messages, Some(Topic::Conflicts));
            return;
        }
        1 => "1 conflict of a merge waits to be settled.".to_owned(),
        count => format!("{count} conflicts of a merge wait to be settled."),
    };
    let dialog = WindowAction::Dialog(Some(Dialog::Conflicts));
    let message = Message::new(false, text).about(Topic::Conflicts).with("Settle them…", dialog);
    parts.put_message(message);
}
