//! The Read view: documents side by side.

pub mod layout;

use crate::ui::action::Actions;
use crate::ui::app::Scene;
use crate::ui::state::UiState;
use eframe::egui::{Context, Id, Ui};

/// Whether the Read view has the keyboard.
pub fn has_keyboard(ctx: &Context) -> bool {
    ctx.memory(|memory| memory.focused()) == Some(Id::unique("read view"))
}

/// Draws it.
pub fn read_ui(_ui: &mut Ui, _scene: Scene<'_>, _state: &mut UiState, _actions: &mut Actions) {}
