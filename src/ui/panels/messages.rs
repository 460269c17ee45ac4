//! Messages that stay until read, above the views.

use crate::ui::action::{Actions, WindowAction};
use crate::ui::messages::Message;
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::widgets::{MessageAnswer, fields, message_row};
use eframe::egui::{Frame, Margin, Panel, ScrollArea, Ui};

/// From more than these on they can be dismissed at once.
const FEW: usize = 2;

/// Draws the messages, newest last; nothing when there are none.
pub fn messages_ui(ui: &mut Ui, state: &UiState, actions: &mut Actions) {
    if state.messages.is_empty() {
        return;
    }
    let palette = theme::palette(ui);
    let frame = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(8, 4));
    Panel::top("messages").frame(frame).show(ui, |ui| {
        // Many problems of one import must not push the documents out of the window.
        let height = (ui.ctx().content_rect().height() * 0.25).max(60.0);
        // A panel begins as high as it was, and would scroll instead of growing.
        let area = ScrollArea::vertical().id_salt("messages").max_height(height).min_scrolled_height(height);
        area.auto_shrink([false, true]).show(ui, |ui| {
            for (index, message) in state.messages.iter().enumerate() {
                let is_done = message_ui(ui, message, actions);
                if is_done {
                    actions.push(WindowAction::DismissMessage(index));
                }
            }
        });
        if state.messages.len() > FEW {
            ui.horizontal(|ui| {
                ui.add_space(30.0);
                let words = format!("Dismiss all {} messages", state.messages.len());
                if fields::plain_button(ui, &words).clicked() {
                    actions.push(WindowAction::DismissMessages);
                }
            });
        }
    });
}

/// Draws a message and what can be done about it; gives whether it was read.
fn message_ui(ui: &mut Ui, message: &Message, actions: &mut Actions) -> bool {
    let words: Vec<&str> = message.choices.iter().map(|(words, _)| *words).collect();
    match message_row(ui, &message.text, message.is_error, &words) {
        None => false,
        Some(MessageAnswer::Dismissed) => true,
        Some(MessageAnswer::Chosen(index)) => {
            if let Some((_, action)) = message.choices.get(index) {
                actions.push(action.clone());
            }
            // About a topic there will be a new message, or none.
            message.topic.is_none()
        }
    }
}
