//! Placeholder.

use crate::ui::action::Actions;
use crate::ui::app::Scene;
use crate::ui::state::UiState;
use eframe::egui::Ui;

/// Draws it.
pub fn inspector_ui(_ui: &mut Ui, _scene: Scene<'_>, _state: &mut UiState, _actions: &mut Actions) {}
