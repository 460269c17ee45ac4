//! The dialogs, one file each; at most one is open.

use super::action::Actions;
use super::app::Scene;
use super::state::UiState;
use eframe::egui::Ui;

/// Draws the dialog that is open, if any.
pub fn dialog_ui(_ui: &mut Ui, _scene: Scene<'_>, _state: &mut UiState, _actions: &mut Actions) {}
