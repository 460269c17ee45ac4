//! The Chronology view: a row for each question at each date, a column a document; claims without a date beside it.
//!
//! In this folder: `ChronologyState`, `ChronologyAction` with `handle`, the cached `ChronologyViews`, and what is drawn.
//! The field for the date of a claim, `dates_ui`, is also part of the inspector.

pub mod action;
mod bar;
pub mod field;
pub mod handlers;
mod side;
pub mod state;
mod table;
mod undated;
pub mod views;

use super::action::Actions;
use super::scene::Scene;
use super::state::UiState;
use super::theme;
use eframe::egui::{CentralPanel, Frame, Margin, Panel, Ui};

/// Width of what stands beside the table.
const SIDE_WIDTH: f32 = 306.0;
/// The table needs so much beside it, or the side gives way to a narrower one.
const LEAST_TABLE: f32 = 460.0;

/// Draws the Chronology view.
pub fn chronology_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let is_empty = scene.workspace.project().claims().len() == 0;
    if !is_empty {
        let width = SIDE_WIDTH.min((ui.available_width() - LEAST_TABLE).max(220.0));
        let frame = Frame::new().fill(palette.panel);
        Panel::right("chronology side").exact_size(width).frame(frame).show(ui, |ui| {
            side::side_ui(ui, scene, state, actions);
        });
    }
    let frame =
        Frame::new().fill(palette.paper).inner_margin(Margin { left: 14, right: 6, top: 10, bottom: 0 });
    CentralPanel::default().frame(frame).show(ui, |ui| {
        bar::bar_ui(ui, scene, &state.chronology, actions);
        if scene.views.chronology().lines().is_empty() {
            bar::empty_ui(ui, scene, actions);
            return;
        }
        table::table_ui(ui, scene, &mut state.chronology, actions);
    });
}
