//! [`CrossclaimApp`]: draws a frame, then carries out what was asked.

use super::action::Actions;
use super::files::FilePicker;
use super::state::{Column, MainView, UiState};
use super::views::Views;
use super::{dialogs, fonts, keys, panels, theme};
use crate::workspace::Workspace;
use eframe::egui::{self, Ui};

/// The running window.
#[derive(Debug)]
pub struct CrossclaimApp {
    pub(super) workspace: Workspace,
    pub(super) state: UiState,
    pub(super) actions: Actions,
    pub(super) views: Views,
    pub(super) picker: FilePicker,
    styled: bool,
}

/// What drawing reads: the project and the view data made from it.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The open project.
    pub workspace: &'a Workspace,
    /// View data of this frame.
    pub views: &'a Views,
}

impl CrossclaimApp {
    /// Shows that workspace, its first documents side by side.
    pub fn new(workspace: Workspace) -> Self {
        let mut app = Self {
            workspace,
            state: UiState::default(),
            actions: Actions::default(),
            views: Views::default(),
            picker: FilePicker::default(),
            styled: false,
        };
        app.show_first_documents();
        app
    }

    /// The workspace on show.
    pub const fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// What the window shows and what is half done in it.
    pub const fn state(&self) -> &UiState {
        &self.state
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
        self.poll(ui.ctx());
        let typing = ui.ctx().egui_wants_keyboard_input() && !panels::read::has_keyboard(ui.ctx());
        let codebook = self.workspace.project().codebook();
        ui.input_mut(|input| keys::read_keys(input, &self.state, codebook, typing, &mut self.actions));
        self.carry_out(ui.ctx());
        self.views.refresh(&self.workspace, &self.state);
        self.draw(ui);
        self.carry_out(ui.ctx());
    }

    fn draw(&mut self, ui: &mut Ui) {
        let Self { workspace, state, actions, views, .. } = self;
        let scene = Scene { workspace, views };
        panels::top_bar::top_bar_ui(ui, scene, state, actions);
        panels::hints::hints_ui(ui, state, actions);
        panels::status_bar::status_bar_ui(ui, scene, state, actions);
        panels::messages::messages_ui(ui, state, actions);
        if state.look.left_open {
            panels::documents::documents_ui(ui, scene, state, actions);
        }
        if state.look.right_open {
            panels::inspector::inspector_ui(ui, scene, state, actions);
        }
        match state.view {
            MainView::Read => panels::read::read_ui(ui, scene, state, actions),
            MainView::Matrix | MainView::Disagreements | MainView::Agreement => {}
        }
        dialogs::dialog_ui(ui, scene, state, actions);
    }

    fn carry_out(&mut self, ctx: &egui::Context) {
        for action in self.actions.take() {
            self.perform(action, ctx);
            ctx.request_repaint();
        }
    }

    /// Opens as many documents as stand side by side.
    pub fn open_all(&mut self) {
        let first = self.workspace.project().document_ids().iter().take(super::perform::MAX_COLUMNS);
        self.state.read.columns = first.map(|id| Column::new(*id)).collect();
    }

    /// Opens the first documents, as many as fit the window's width well.
    pub(super) fn show_first_documents(&mut self) {
        let first = self.workspace.project().document_ids().iter().take(3);
        self.state.read.columns = first.map(|id| Column::new(*id)).collect();
    }
}
