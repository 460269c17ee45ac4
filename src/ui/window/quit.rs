//! Carries out closing: work goes into the file first, and the next start finds the window as it was left.

use super::action::Leaving;
use super::state::ThemeChoice;
use crate::model::{DocumentId, ProjectId};
use crate::ui::CrossclaimApp;
use crate::ui::files::state::FilesFor;
use crate::ui::navigation::Dialog;
use crate::ui::read::state::{Column, ReadState};
use crate::workspace::{ColumnSettings, SaveState, UserSettings, WindowSettings, Workspace};
use eframe::egui::{Context, ViewportCommand};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// What is being dragged is not written at every frame.
const SETTLE_SECS: f64 = 0.4;
/// Projects whose columns are remembered; more would only make the settings grow.
const MAX_WINDOWS: usize = 200;

/// What the desktop was told about the window.
#[derive(Debug, Default)]
pub struct Leave {
    /// The title of the window.
    title: String,
    /// Whether the user gave up what is only in memory.
    discards: bool,
    /// What the settings have of the window, and what the window shows since when.
    remembered: Option<Kept>,
    changed: Option<(Kept, f64)>,
    /// The system asked the program to end.
    ending: Ending,
}

/// What of the window goes into this user's settings as soon as it changes.
#[derive(Clone, Debug, PartialEq)]
struct Kept {
    project: ProjectId,
    title: String,
    look: (ThemeChoice, f32, f32),
    columns: Vec<(DocumentId, f32)>,
}

/// Set by the thread that waits for the system's signals.
#[derive(Clone, Debug, Default)]
pub struct Ending(Arc<AtomicBool>);

impl Ending {
    /// Asks the window to close as if its close button had been clicked.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl CrossclaimApp {
    /// Answers a wish to close, and keeps the window's title true.
    pub(in crate::ui) fn poll_leaving(&mut self, ctx: &Context) {
        self.state.look.zoom = ctx.zoom_factor();
        self.keep_window(ctx.input(|input| input.time), ctx);
        if self.leave.ending.is_asked() && !self.leave.discards {
            // Nobody answers a question now; what no file takes stays in the journal, if it can.
            self.close();
            self.leave.discards = true;
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
        let project = self.workspace.shown_title();
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
    pub(in crate::ui) fn leave(&mut self, leaving: Leaving, ctx: &Context) {
        match leaving {
            Leaving::Save => self.ask_files(FilesFor::SaveProject),
            Leaving::Discard => {
                self.leave.discards = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    /// Whether closing would lose work: neither the file nor the journal takes it.
    pub(in crate::ui) fn is_only_in_memory(&mut self) -> bool {
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

    /// For whoever waits for the system's signals.
    pub fn ending(&self) -> Ending {
        self.leave.ending.clone()
    }

    /// From here on that one ends the program.
    pub(in crate::ui) fn set_ending(&mut self, ending: Ending) {
        self.leave.ending = ending;
    }

    /// Writes down what changed of the window once it stays so for a moment: a program that is killed, or a computer
    /// that goes down, must not forget it.
    fn keep_window(&mut self, now: f64, ctx: &Context) {
        let look = &self.state.look;
        let columns = self.state.read.columns.iter().map(|column| (column.document, column.weight));
        let shown = Kept {
            project: self.workspace.project().id(),
            title: self.workspace.project().title().to_owned(),
            look: (look.theme, look.reading_size, look.zoom),
            columns: columns.collect(),
        };
        let Some(remembered) = &self.leave.remembered else {
            self.leave.remembered = Some(shown);
            return;
        };
        if *remembered == shown {
            self.leave.changed = None;
            return;
        }
        match &self.leave.changed {
            Some((changed, since)) if *changed == shown => {
                if now - since >= SETTLE_SECS {
                    self.leave.changed = None;
                    self.leave.remembered = Some(shown);
                    self.remember_window();
                }
            }
            _ => self.leave.changed = Some((shown, now)),
        }
        ctx.request_repaint_after(Duration::from_secs_f64(SETTLE_SECS));
    }

    /// Writes down theme, sizes and open columns among this user's settings.
    pub(in crate::ui) fn remember_window(&mut self) {
        let look = self.state.look.clone();
        let hint_done = self.state.hint.is_none();
        let project = self.workspace.project().id();
        let (path, title) = (self.workspace.store().path(), self.workspace.shown_title());
        let named = path.map(|path| (path.to_path_buf(), title.to_owned()));
        let window = window_settings(&self.workspace, &self.state.read);
        let problem = self.workspace.change_user_settings(|settings| {
            settings.theme = look.theme.into();
            settings.reading_size = look.reading_size;
            settings.zoom = look.zoom;
            settings.hint_done |= hint_done;
            if let Some((path, title)) = named.filter(|(path, _)| settings.recent.contains(path)) {
                settings.titles.insert(path, title);
            }
            keep_window(settings, project, window);
        });
        self.note_state_problem(problem);
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
        self.state.read.columns = columns.take(crate::ui::read::handlers::MAX_COLUMNS).collect();
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
