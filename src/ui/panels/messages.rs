//! Messages that stay until read, above the views.

use crate::ui::action::{Actions, WindowAction};
use crate::ui::state::UiState;
use crate::ui::widgets::message_row;
use eframe::egui::{Panel, ScrollArea, Ui};

/// Draws the messages, newest last; nothing when there are none.
pub fn messages_ui(ui: &mut Ui, state: &UiState, actions: &mut Actions) {
    if state.messages.is_empty() {
        return;
    }
    Panel::top("messages").show(ui, |ui| {
        ui.add_space(4.0);
        // Many problems of one import must not push the documents out of the window.
        let height = (ui.ctx().content_rect().height() * 0.25).max(60.0);
        ScrollArea::vertical().id_salt("messages").max_height(height).auto_shrink([false, true]).show(
            ui,
            |ui| {
                for (index, message) in state.messages.iter().enumerate() {
                    if message_row(ui, &message.text, message.is_error) {
                        actions.push(WindowAction::DismissMessage(index));
                    }
                }
            },
        );
        ui.add_space(4.0);
    });
}
