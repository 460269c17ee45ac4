//! The Agreement view: units on the left; on the right the figures of one, what they rest on, and the items behind them.

pub mod action;
mod figures;
pub mod handlers;
mod items;
pub mod state;
mod units;
pub mod views;

use crate::ui::action::Actions;
use crate::ui::navigation::MainView;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::team::action::TeamAction;
use crate::ui::theme;
use crate::ui::window::action::WindowAction;
use eframe::egui::{CentralPanel, Frame, Label, Margin, RichText, Ui};

/// Draws the Agreement view.
pub fn agreement_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let report = scene.workspace.agreement().map(|(_, report)| report);
    if report.is_some_and(|report| report.annotators.len() > 1) {
        units::units_ui(ui, scene, &state.agreement, actions);
    }
    let frame =
        Frame::new().fill(palette.background).inner_margin(Margin { left: 24, right: 8, top: 18, bottom: 0 });
    CentralPanel::default().frame(frame).show(ui, |ui| match report {
        Some(report) if report.annotators.len() > 1 => {
            items::items_ui(ui, scene, &mut state.agreement, actions);
        }
        Some(report) => alone_ui(ui, report.annotators.len(), actions),
        None => {
            ui.label(RichText::new("Comparing the annotators…").color(palette.muted));
        }
    });
}

/// What to do when nobody can be compared.
fn alone_ui(ui: &mut Ui, annotators: usize, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let title = if annotators == 0 { "Nobody has worked here yet" } else { "Only one annotator so far" };
    let words = "Agreement compares what two or more annotators did. Merge a colleague’s copy of this project, or \
                 import their annotations.";
    ui.add_space(ui.available_height() * 0.25);
    ui.vertical_centered(|ui| {
        ui.label(RichText::new(title).font(theme::semibold(18.0)));
        ui.add_space(4.0);
        ui.add(Label::new(RichText::new(words).color(palette.muted)).wrap());
        ui.add_space(12.0);
        if ui.button("Merge a colleague’s copy…").clicked() {
            actions.push(TeamAction::AskMerge);
        }
        if ui.button("Go to Read").clicked() {
            actions.push(WindowAction::View(MainView::Read));
        }
    });
}
