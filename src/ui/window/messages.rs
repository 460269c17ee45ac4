//! Messages that stay until read, above the views.

use super::action::WindowAction;
use crate::ui::action::Actions;
use crate::ui::messages::Message;
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::widgets::{MessageAnswer, fields, message_row};
use eframe::egui::{Frame, Id, Margin, Panel, ScrollArea, Ui};

/// So many messages stand at once; the others are a click away.
const FEW: usize = 2;

/// Draws the messages, errors first, then the newest; nothing when there are none.
pub fn messages_ui(ui: &mut Ui, state: &UiState, actions: &mut Actions) {
    if state.messages.is_empty() {
        return;
    }
    let palette = theme::palette(ui);
    let frame = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(8, 2));
    let opened = Id::unique("all messages");
    let is_open: bool = ui.data(|data| data.get_temp(opened)).unwrap_or_default();
    let mut order: Vec<(usize, &Message)> = state.messages.iter().enumerate().collect();
    order.sort_by_key(|(index, message)| (!message.is_error, std::cmp::Reverse(*index)));
    let count = if is_open { order.len() } else { FEW };
    Panel::top("messages").frame(frame).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        // Many problems of one import must not push the documents out of the window.
        let height = (ui.ctx().content_rect().height() * 0.25).max(60.0);
        // A panel begins as high as it was, and would scroll instead of growing.
        let area = ScrollArea::vertical().id_salt("messages").max_height(height).min_scrolled_height(height);
        area.auto_shrink([false, true]).show(ui, |ui| {
            for (index, message) in order.iter().take(count) {
                let is_done = message_ui(ui, message, actions);
                if is_done {
                    actions.push(WindowAction::DismissMessage(*index));
                }
            }
        });
        if state.messages.len() > FEW {
            ui.horizontal(|ui| {
                ui.add_space(30.0);
                let more = state.messages.len() - FEW;
                let words = if is_open { "Show fewer".to_owned() } else { format!("Show {more} more") };
                if fields::small_button(ui, &words).clicked() {
                    ui.data_mut(|data| data.insert_temp(opened, !is_open));
                }
                let words = format!("Dismiss all {} messages", state.messages.len());
                if fields::small_button(ui, &words).clicked() {
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
