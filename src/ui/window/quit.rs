//! Carries out closing: work goes into the file first, and the next start finds the window as it was left.

use super::action::UnsavedChoice;
use super::state::ShownWindow;
use crate::model::ProjectId;
use crate::ui::files::pick::ask_files;
use crate::ui::files::state::FilesFor;
use crate::ui::jobs::Jobs;
use crate::ui::navigation::Dialog;
use crate::ui::parts::Parts;
use crate::ui::read::state::{Column, ReadState};
use crate::ui::state::UiState;
use crate::workspace::{ColumnSettings, SaveState, UserSettings, WindowSettings, Workspace};
use eframe::egui::{Context, ViewportCommand};
use std::time::Duration;

/// What is being dragged is not written at every frame.
const SETTLE_SECS: f64 = 0.4;
/// Projects whose columns are remembered; more would only make the settings grow.
const MAX_WINDOWS: usize = 200;

/// Answers a wish to close, and keeps the window's title true.
pub(in crate::ui) fn poll_quit(parts: &mut Parts<'_>, jobs: &mut Jobs, ctx: &Context) {
    parts.state.look.zoom = ctx.zoom_factor();
    remember_when_settled(parts, jobs, ctx.input(|input| input.time), ctx);
    if jobs.quit.ending.is_asked() && !jobs.quit.discards {
        // Nobody answers a question now; what no file takes stays in the journal, if it can.
        save_and_remember(parts, jobs);
        jobs.quit.discards = true;
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }
    let project = parts.workspace.shown_title();
    let title = format!("{project} – {} – Crossclaim", parts.state.save_state.text);
    if jobs.quit.title != title {
        ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
        jobs.quit.title = title;
    }
    let closing = ctx.input(|input| input.viewport().close_requested());
    if closing && !jobs.quit.discards && is_only_in_memory(parts.workspace) {
        ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        parts.state.dialog = Some(Dialog::Unsaved);
    }
}

/// The answer to the question about work that is nowhere but in memory.
pub(in crate::ui) fn answer_unsaved(
    state: &mut UiState,
    workspace: &Workspace,
    jobs: &mut Jobs,
    leaving: UnsavedChoice,
    ctx: &Context,
) {
    match leaving {
        UnsavedChoice::Save => ask_files(state, workspace, jobs, FilesFor::SaveProject),
        UnsavedChoice::Discard => {
            jobs.quit.discards = true;
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }
}

/// Whether closing would lose work: neither the file nor the journal takes it.
pub(in crate::ui) fn is_only_in_memory(workspace: &mut Workspace) -> bool {
    workspace.sync();
    let store = workspace.store();
    if !store.is_dirty() || !matches!(store.state(), SaveState::InMemory(_)) {
        return false;
    }
    store.path().is_none() || workspace.save().is_err()
}

/// Saves what the file lacks and remembers what the window shows, when it closes.
pub fn save_and_remember(parts: &mut Parts<'_>, jobs: &Jobs) {
    parts.workspace.sync();
    if !jobs.quit.discards
        && parts.workspace.store().is_dirty()
        && parts.workspace.store().path().is_some()
        && let Err(err) = parts.workspace.save()
    {
        // The journal has the edits; the next start brings them back.
        parts.show_message(true, err.to_string());
    }
    remember_window(parts);
}

/// Writes down what changed of the window once it stays so for a moment: a program that is killed, or a computer
/// that goes down, must not forget it.
fn remember_when_settled(parts: &mut Parts<'_>, jobs: &mut Jobs, now: f64, ctx: &Context) {
    let look = &parts.state.look;
    let columns = parts.state.read.columns.iter().map(|column| (column.document, column.weight));
    let shown = ShownWindow {
        project: parts.workspace.project().id(),
        title: parts.workspace.project().title().to_owned(),
        look: (look.theme, look.reading_size, look.zoom),
        columns: columns.collect(),
    };
    let Some(remembered) = &jobs.quit.remembered else {
        jobs.quit.remembered = Some(shown);
        return;
    };
    if *remembered == shown {
        jobs.quit.changed = None;
        return;
    }
    match &jobs.quit.changed {
        Some((changed, since)) if *changed == shown => {
            if now - since >= SETTLE_SECS {
                jobs.quit.changed = None;
                jobs.quit.remembered = Some(shown);
                remember_window(parts);
            }
        }
        _ => jobs.quit.changed = Some((shown, now)),
    }
    ctx.request_repaint_after(Duration::from_secs_f64(SETTLE_SECS));
}

/// Writes down theme, sizes and open columns among this user's settings.
pub(in crate::ui) fn remember_window(parts: &mut Parts<'_>) {
    let look = parts.state.look.clone();
    let hint_done = parts.state.hint.is_none();
    let project = parts.workspace.project().id();
    let (path, title) = (parts.workspace.store().path(), parts.workspace.shown_title());
    let named = path.map(|path| (path.to_path_buf(), title.to_owned()));
    let window = window_settings(parts.workspace, &parts.state.read);
    let problem = parts.workspace.change_user_settings(|settings| {
        settings.theme = look.theme.into();
        settings.reading_size = look.reading_size;
        settings.zoom = look.zoom;
        settings.hint_done |= hint_done;
        if let Some((path, title)) = named.filter(|(path, _)| settings.recent.contains(path)) {
            settings.titles.insert(path, title);
        }
        keep_window(settings, project, window);
    });
    parts.notify_state_problem(problem);
}

/// Opens the columns that were open when the project was left; gives whether there were any.
pub(in crate::ui) fn restore_window(
    state: &mut UiState,
    workspace: &Workspace,
    settings: &UserSettings,
) -> bool {
    let project = workspace.project();
    let Some(window) = settings.windows.get(&project.id()) else {
        return false;
    };
    let columns = window.columns.iter().filter_map(|column| {
        let record = project.document(column.document)?;
        let first = record.sentences.get(column.first_sentence).map(|sentence| sentence.span.start);
        let usable = column.width.is_finite() && column.width > 0.0;
        let weight = if usable { column.width.clamp(0.05, 20.0) } else { 1.0 };
        Some(Column { weight, first, ..Column::new(column.document) })
    });
    state.read.columns = columns.take(crate::ui::read::navigate::MAX_COLUMNS).collect();
    !state.read.columns.is_empty()
}

fn window_settings(workspace: &Workspace, read: &ReadState) -> WindowSettings {
    let columns = read.columns.iter().map(|column| {
        let sentences = workspace.project().document(column.document).map(|record| &record.sentences);
        let start = column.visible.start;
        let first = sentences.map_or(0, |all| all.partition_point(|sentence| sentence.span.start < start));
        ColumnSettings { document: column.document, width: column.weight, first_sentence: first }
    });
    WindowSettings { columns: columns.collect(), view: "Read".to_owned() }
}

fn keep_window(settings: &mut UserSettings, project: ProjectId, window: WindowSettings) {
    settings.windows.insert(project, window);
    // Ids begin with the time they were made: the oldest projects are forgotten first.
    while settings.windows.len() > MAX_WINDOWS {
        settings.windows.pop_first();
    }
}
