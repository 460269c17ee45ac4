//! Messages that stay until read, above the views.

use crate::ui::action::{Actions, WindowAction};
use crate::ui::state::UiState;
use crate::ui::widgets::message_row;
use eframe::egui::{Panel, Ui};

/// Draws the messages, newest last; nothing when there are none.
pub fn messages_ui(ui: &mut Ui, state: &UiState, actions: &mut Actions) {
    if state.messages.is_empty() {
        return;
    }
    Panel::top("messages").show(ui, |ui| {
        ui.add_space(4.0);
        for (index, message) in state.messages.iter().enumerate() {
            if message_row(ui, &message.text, message.is_error) {
                actions.push(WindowAction::DismissMessage(index));
            }
        }
        ui.add_space(4.0);
    });
}
