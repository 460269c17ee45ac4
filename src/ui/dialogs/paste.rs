//! A pasted text becomes a document.

use super::frame::{DialogFrame, body, first_focus, foot};
use crate::ui::action::{Actions, FileAction, WindowAction};
use crate::ui::state::UiState;
use crate::ui::widgets::fields;
use eframe::egui::Ui;

/// Draws the dialog.
pub(super) fn paste_ui(ui: &Ui, state: &mut UiState, actions: &mut Actions) {
    DialogFrame::new("Paste a text as document", 620.0).show(ui, actions, |ui, actions| {
        let mut title = state.drafts.fields.remove("paste title").unwrap_or_default();
        let mut text = state.drafts.fields.remove("paste text").unwrap_or_default();
        body(ui, true, |ui| {
            fields::hinted_field(ui, "Title", "Taken from the text when empty", &mut title);
            ui.add_space(4.0);
            let row_count = if ui.ctx().content_rect().height() > 520.0 { 16 } else { 7 };
            let field = fields::text_area(ui, "Text", &mut text, row_count);
            first_focus(ui, &mut state.drafts, &field);
        });
        let has_text = !text.trim().is_empty();
        foot(ui, |ui| {
            if fields::strong_button(ui, "Add", has_text).clicked() {
                actions.push(FileAction::AddText { title: title.trim().to_owned(), text: text.clone() });
                actions.push(WindowAction::Dialog(None));
            }
            if fields::plain_button(ui, "Cancel").clicked() {
                actions.push(WindowAction::Dialog(None));
            }
        });
        state.drafts.fields.insert("paste title".to_owned(), title);
        state.drafts.fields.insert("paste text".to_owned(), text);
    });
}
