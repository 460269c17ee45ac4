//! The codebook: kinds of claims and links with colour, key and definition. All changes go in as one step on *Save*.

pub mod action;
mod entry;
pub mod handlers;
mod list;
mod removal;
mod save;
pub mod scale;
pub mod state;

use crate::model::Codebook;
use crate::ui::action::Actions;
use crate::ui::dialogs::frame::{DialogFrame, body, foot};
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::widgets::fields;
use crate::ui::window::action::WindowAction;
use eframe::egui::Ui;
use state::{KindsDraft, Tab};

/// Draws the dialog.
pub fn codebook_ui(ui: &Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    let project = scene.workspace.project();
    let mut codebook = state.drafts.codebook.take().unwrap_or_else(|| project.codebook().clone());
    let mut kinds = std::mem::take(&mut state.drafts.kinds);
    DialogFrame::new("Codebook", 720.0).show(ui, actions, |ui, actions| {
        if kinds.removing.is_some() {
            removal::removal_ui(ui, scene, &mut codebook, &mut kinds);
            return;
        }
        tabs_ui(ui, &mut kinds);
        ui.add_space(6.0);
        body(ui, true, |ui| content_ui(ui, scene, &mut codebook, &mut kinds));
        let problem = save::problem_of(&codebook);
        foot(ui, |ui| {
            if fields::strong_button(ui, "Save", problem.is_none()).clicked() {
                save::save(&codebook, &kinds, actions);
                actions.push(WindowAction::Dialog(None));
            }
            if fields::plain_button(ui, "Cancel").clicked() {
                actions.push(WindowAction::Dialog(None));
            }
            if let Some(problem) = &problem {
                ui.with_layout(eframe::egui::Layout::left_to_right(eframe::egui::Align::Center), |ui| {
                    fields::problem(ui, problem);
                });
            }
        });
    });
    state.drafts.codebook = Some(codebook);
    state.drafts.kinds = kinds;
}

fn tabs_ui(ui: &mut Ui, kinds: &mut KindsDraft) {
    ui.horizontal(|ui| {
        for (tab, label) in [(Tab::Claims, "Claim kinds"), (Tab::Links, "Link kinds")] {
            if fields::tab(ui, label, kinds.tab == tab) {
                kinds.tab = tab;
            }
        }
    });
}

/// The list on the left, the entry on show on the right.
fn content_ui(ui: &mut Ui, scene: Scene<'_>, codebook: &mut Codebook, kinds: &mut KindsDraft) {
    let list_width = 236.0f32.min(ui.available_width() * 0.4);
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(list_width);
            list::list_ui(ui, scene, codebook, kinds);
        });
        ui.add_space(10.0);
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            let row = kinds.row();
            match kinds.tab {
                Tab::Claims => {
                    if let Some(kind) = codebook.claim_kinds.get_mut(row) {
                        entry::claim_kind_ui(ui, kind);
                    }
                }
                Tab::Links => {
                    if let Some(kind) = codebook.link_kinds.get_mut(row) {
                        entry::link_kind_ui(ui, kind);
                    }
                }
            }
        });
    });
}
