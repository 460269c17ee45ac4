//! Carries out closing: work goes into the file first, and the next start finds the window as it was left.

use crate::model::ProjectId;
use crate::ui::CrossclaimApp;
use crate::ui::action::Leaving;
use crate::ui::state::{Column, Dialog, FilesFor, ReadState};
use crate::workspace::{ColumnSettings, SaveState, UserSettings, WindowSettings, Workspace};
use eframe::egui::{Context, ViewportCommand};

/// Projects whose columns are remembered; more would only make the settings grow.
const MAX_WINDOWS: usize = 200;

/// What the desktop was told about the window.
#[derive(Debug, Default)]
pub struct Leave {
    /// The title of the window.
    title: String,
    /// Whether the user gave up what is only in memory.
    discards: bool,
}

impl CrossclaimApp {
    /// Answers a wish to close, and keeps the window's title true.
    pub(in crate::ui) fn poll_leaving(&mut self, ctx: &Context) {
        self.state.look.zoom = ctx.zoom_factor();
        let project = match self.workspace.project().title() {
            "" => "Untitled project",
            title => title,
        };
        let title = format!("{project} – {} – Crossclaim", self.state.save_state.text);
        if self.leave.title != title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.leave.title = title;
        }
        let closing = ctx.input(|input| input.viewport().close_requested());
        if closing && !self.leave.discards && self.is_only_in_memory() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.state.dialog = Some(Dialog::Unsaved);
        }
    }

    /// The answer to the question about work that is nowhere but in memory.
    pub(super) fn leave(&mut self, leaving: Leaving, ctx: &Context) {
        match leaving {
            Leaving::Save => self.ask_files(FilesFor::SaveProject),
            Leaving::Discard => {
                self.leave.discards = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    /// Whether closing would lose work: neither the file nor the journal takes it.
    pub(super) fn is_only_in_memory(&mut self) -> bool {
        self.workspace.sync();
        let store = self.workspace.store();
        if !store.is_dirty() || !matches!(store.state(), SaveState::InMemory(_)) {
            return false;
        }
        store.path().is_none() || self.workspace.save().is_err()
    }

    /// Saves what the file lacks and remembers what the window shows, when it closes.
    pub fn close(&mut self) {
        self.workspace.sync();
        if !self.leave.discards
            && self.workspace.store().is_dirty()
            && self.workspace.store().path().is_some()
            && let Err(err) = self.workspace.save()
        {
            // The journal has the edits; the next start brings them back.
            self.show_message(true, err.to_string());
        }
        self.remember_window();
    }

    /// Writes down theme, sizes and open columns among this user's settings.
    pub(super) fn remember_window(&mut self) {
        let look = self.state.look.clone();
        let hint_done = self.state.hint.is_none();
        let project = self.workspace.project().id();
        let window = window_settings(&self.workspace, &self.state.read);
        let problem = self.workspace.change_user_settings(|settings| {
            settings.theme = look.theme.into();
            settings.reading_size = look.reading_size;
            settings.zoom = look.zoom;
            settings.hint_done |= hint_done;
            keep_window(settings, project, window);
        });
        self.note_problems(problem);
    }

    /// Opens the columns that were open when the project was left; gives whether there were any.
    pub(in crate::ui) fn restore_window(&mut self, settings: &UserSettings) -> bool {
        let project = self.workspace.project();
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
        self.state.read.columns = columns.take(super::MAX_COLUMNS).collect();
        !self.state.read.columns.is_empty()
    }
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
