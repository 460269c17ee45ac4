//! [`CrossclaimApp`]: draws a frame, then carries out what was asked.

use super::action::Actions;
use super::announce::Announcer;
use super::dispatch::dispatch;
use super::files::state::ExportChoice;
use super::jobs::Jobs;
use super::navigation::{Dialog, MainView};
use super::parts::Parts;
use super::read::state::Column;
use super::settle::settle;
use super::state::UiState;
use super::views::Views;
use super::window::state::Ending;
use super::{
    agreement, annotate, autosave, check, chronology, claims, dialogs, disagreements, files, fonts, keys,
    matrix, read, team, theme, window,
};
use crate::ui::scene::Scene;
use crate::workspace::exchange::formats;
use crate::workspace::{Opened, UserSettings, Workspace};
use eframe::egui::text_selection::LabelSelectionState;
use eframe::egui::{self, Popup, Ui};

/// The running window: its parts, and the way from a frame's drawing to the handlers of the screens.
#[derive(Debug)]
pub struct CrossclaimApp {
    pub(super) workspace: Workspace,
    pub(super) state: UiState,
    actions: Actions,
    views: Views,
    jobs: Jobs,
    announcer: Announcer,
    styled: bool,
    /// Whether a field had the keyboard when the last frame ended: the Escape that leaves it is its own.
    was_typing: bool,
}

impl CrossclaimApp {
    /// Shows that workspace, its first documents side by side.
    pub fn new(workspace: Workspace) -> Self {
        let mut app = Self {
            workspace,
            state: UiState::default(),
            actions: Actions::default(),
            views: Views::default(),
            jobs: Jobs::default(),
            announcer: Announcer::default(),
            styled: false,
            was_typing: false,
        };
        app.state.recent = app.workspace.recent();
        app.state.draft_titles = app.workspace.draft_titles();
        app.state.export_formats = export_formats();
        app.state.import_formats = import_formats();
        read::navigate::show_first_documents(&mut app.state, &app.workspace);
        app
    }

    /// Shows what was opened.
    pub fn opened(opened: Opened) -> Self {
        let Opened { workspace, problems, is_sample, rescue } = opened;
        let mut app = Self::new(workspace);
        let settings = app.workspace.user_settings();
        app.state.habits = settings.habits;
        app.state.hint = (is_sample && !settings.hint_done).then_some(0);
        if !window::quit::restore_window(&mut app.state, &app.workspace, &settings) {
            read::navigate::show_first_documents(&mut app.state, &app.workspace);
        }
        // Who gave a name anywhere is not asked again.
        app.state.asks_name = !settings.name_asked && app.workspace.is_named_by_default();
        let (mut parts, jobs) = app.parts();
        parts.notify_problems(problems);
        autosave::handlers::notify_recovery(&mut parts, jobs);
        if rescue.is_some() {
            (app.state.rescue, app.state.dialog) = (rescue, Some(Dialog::Rescue));
        }
        app
    }

    /// Takes over this user's theme and sizes.
    pub fn set_look(&mut self, ctx: &egui::Context, settings: &UserSettings) {
        self.state.look.theme = settings.theme.into();
        self.state.look.reading_size = settings.reading_size;
        super::run::set_theme(ctx, self.state.look.theme);
        ctx.set_zoom_factor(settings.zoom);
    }

    /// The workspace on show.
    pub const fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The workspace on show, for changes that do not come from the window.
    pub const fn workspace_mut(&mut self) -> &mut Workspace {
        &mut self.workspace
    }

    /// What handlers work on.
    const fn parts(&mut self) -> (Parts<'_>, &mut Jobs) {
        let Self { workspace, state, actions, views, jobs, announcer, .. } = self;
        (Parts { workspace, state, views, announcer, actions }, jobs)
    }

    /// What the window shows and what is half done in it.
    pub const fn state(&self) -> &UiState {
        &self.state
    }

    /// How many claims the Claims view lists, once it was on show.
    pub const fn listed_claims(&self) -> usize {
        self.views.claims().list().shown_count()
    }

    /// What is said of what happens.
    pub const fn announcer(&self) -> &Announcer {
        &self.announcer
    }

    /// Whether documents are being read beside the window.
    pub const fn is_reading(&self) -> bool {
        self.jobs.import.is_some()
    }

    /// Draws one frame into the whole window, then carries out the frame's actions.
    pub fn frame(&mut self, ui: &mut Ui) {
        if !self.styled {
            fonts::install(ui.ctx());
            theme::apply(ui.ctx());
            self.styled = true;
            // Fonts take effect with the next frame.
            ui.ctx().request_repaint();
            ui.ctx().request_discard("fonts were installed");
            return;
        }
        let (mut parts, jobs) = self.parts();
        files::handlers::poll(&mut parts, jobs, ui.ctx());
        self.show_what_was_opened();
        // Keys of an open menu are its own.
        let in_menu = self.state.read.menu.is_some() || Popup::is_any_open(ui.ctx());
        let typing = self.was_typing || in_menu || is_typing(ui.ctx());
        // Words of a message that were marked are copied as they are.
        let has_marked = ui.ctx().plugin::<LabelSelectionState>().lock().has_selection();
        if !typing && !has_marked && self.state.dialog.is_none() {
            ui.input_mut(|input| keys::read_copy(input, &mut self.actions));
        }
        let codebook = self.workspace.project().codebook();
        ui.input_mut(|input| keys::read_keys(input, &self.state, codebook, typing, &mut self.actions));
        self.apply_actions(ui.ctx());
        let (mut parts, jobs) = self.parts();
        annotate::handlers::drop_lost_selection(parts.state, parts.workspace);
        disagreements::handlers::poll_review(&mut parts, jobs);
        agreement::handlers::poll_agreement(parts.state, parts.workspace, jobs);
        check::handlers::poll_check(&mut parts, jobs);
        parts.state.layers.limit(parts.workspace.layer_sight());
        self.views.refresh(&self.workspace, &self.state);
        read::likely::aim_at_likely(&mut self.parts().0);
        if !self.views.is_complete(&self.state) {
            ui.ctx().request_repaint();
        }
        self.draw(ui);
        self.apply_actions(ui.ctx());
        self.announce(ui.ctx());
        window::follow_hints::follow_hints(&mut self.parts().0);
        self.was_typing = is_typing(ui.ctx());
    }

    /// Says what this frame did.
    fn announce(&mut self, ctx: &egui::Context) {
        self.announcer.hear_save(self.state.save_state.level);
        let at_hand = match self.state.view {
            MainView::Claims => claims::words_at_hand(&self.views, &self.state),
            MainView::Check => check::words_at_hand(self.views.check(), &self.state),
            _ => disagreements::words_at_hand(&self.views, &self.state),
        };
        self.announcer.hear_at_hand(at_hand);
        self.announcer.show(ctx);
    }

    fn draw(&mut self, ui: &mut Ui) {
        let Self { workspace, state, actions, views, .. } = self;
        let scene = Scene { workspace, views };
        window::top_bar::top_bar_ui(ui, scene, state, actions);
        window::hints::hints_ui(ui, state, actions);
        window::status_bar::status_bar_ui(ui, scene, state, actions);
        team::name_strip::name_strip_ui(ui, scene, state, actions);
        window::messages::messages_ui(ui, state, actions);
        let is_blind = state.layers.only.is_some();
        match state.view {
            MainView::Matrix | MainView::Chronology | MainView::Disagreements | MainView::Agreement
                if is_blind =>
            {
                team::blind::blind_ui(ui, actions);
            }
            MainView::Read => read::reading::reading_ui(ui, scene, state, actions),
            MainView::Claims => claims::claims_ui(ui, scene, state, actions),
            MainView::Disagreements => disagreements::disagreements_ui(ui, scene, state, actions),
            MainView::Matrix => matrix::matrix_ui(ui, scene, state, actions),
            MainView::Chronology => chronology::chronology_ui(ui, scene, state, actions),
            MainView::Agreement => agreement::agreement_ui(ui, scene, state, actions),
            MainView::Check => check::check_ui(ui, scene, state, actions),
        }
        if state.dialog.is_some() {
            // Drawn behind the dialog, and not to be read there.
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_hidden());
        }
        dialogs::dialog_ui(ui, scene, state, actions);
        window::toast::toast_ui(ui, &mut state.toast);
        window::drop_hint::drop_hint_ui(ui);
    }

    /// Carries out what was asked, in order; what follows from an action comes before the next one.
    fn apply_actions(&mut self, ctx: &egui::Context) {
        let asked = self.actions.take();
        if asked.is_empty() {
            return;
        }
        // What is half typed becomes a step first, so that saving, undoing and selecting find it done.
        let settled = settle(&mut self.state.drafts.fields);
        let before = (self.workspace.revision(), self.announcer.waiting_count());
        for action in settled.into_iter().chain(asked) {
            let mut next = vec![action];
            while !next.is_empty() {
                for action in std::mem::take(&mut next) {
                    let (mut parts, jobs) = self.parts();
                    dispatch(action, &mut parts, jobs, ctx);
                }
                next = self.actions.take();
            }
            self.show_what_was_opened();
            ctx.request_repaint();
        }
        // A step of which nothing more is said is told by its name.
        if self.workspace.revision() != before.0
            && self.announcer.waiting_count() == before.1
            && let Some(step) = self.workspace.history().undo_label()
        {
            self.announcer.say(format!("Done: {}", step.to_lowercase()));
        }
    }

    fn show_what_was_opened(&mut self) {
        if let Some(opened) = self.jobs.opened.take() {
            self.show_opened(*opened);
        }
    }

    /// Shows what was opened in place of what is on show.
    pub fn show_opened(&mut self, opened: Opened) {
        let (look, ending) = (self.state.look.clone(), self.ending());
        *self = Self::opened(opened);
        self.state.look = look;
        self.jobs.quit.ending = ending;
    }

    /// For whoever waits for the system's signals.
    pub fn ending(&self) -> Ending {
        self.jobs.quit.ending.clone()
    }

    /// Saves what the file lacks and remembers what the window shows, when it closes.
    pub fn close(&mut self) {
        let (mut parts, jobs) = self.parts();
        window::quit::save_and_remember(&mut parts, jobs);
    }

    /// Begins with the hints, as on a first start.
    pub fn show_hints(&mut self) {
        window::follow_hints::show_hints(&mut self.state);
    }

    /// Opens as many documents as stand side by side.
    pub fn open_all(&mut self) {
        let first = self.workspace.project().document_ids().iter().take(read::navigate::MAX_COLUMNS);
        self.state.read.columns = first.map(|id| Column::new(*id)).collect();
    }
}

/// Whether something other than the Read view has the keyboard.
fn is_typing(ctx: &egui::Context) -> bool {
    ctx.egui_wants_keyboard_input() && !read::has_keyboard(ctx)
}

/// What the export dialog offers: the formats that are written.
fn export_formats() -> Vec<ExportChoice> {
    let written = formats().iter().filter(|format| format.is_written());
    written
        .map(|format| ExportChoice {
            name: format.name.to_owned(),
            label: format.label.to_owned(),
            what_is_lost: format.loses().iter().map(|lost| (*lost).to_owned()).collect(),
        })
        .collect()
}

/// What annotations may be read as: name and label.
fn import_formats() -> Vec<(String, String)> {
    let read = formats().iter().filter(|format| format.read_dataset.is_some());
    read.map(|format| (format.name.to_owned(), format.label.to_owned())).collect()
}
