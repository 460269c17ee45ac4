//! A pasted text becomes a document. What the clipboard holds stands there already.

use super::action::{FileAction, PastedText};
use crate::ui::action::Actions;
use crate::ui::dialogs::frame::{DialogFrame, body, first_focus, foot};
use crate::ui::draft::Draft;
use crate::ui::state::{Drafts, UiState};
use crate::ui::widgets::fields;
use crate::ui::window::action::WindowAction;
use eframe::egui::{Event, Id, Ui, ViewportCommand};

/// Where what is typed is kept, in the order of the fields.
const FIELDS: [(&str, &str); 5] = [
    ("Title", "Taken from the text when empty"),
    ("Publisher", "Who published it"),
    ("Author", "Who wrote it"),
    ("Web address", "https://…"),
    ("Published", "2026-04-28, 2026-04 or 2026"),
];
/// What is pasted later than that was pasted by hand, where the keyboard was.
const ANSWER_SECS: f64 = 0.5;

/// Draws the dialog.
pub(in crate::ui) fn paste_ui(ui: &Ui, state: &mut UiState, actions: &mut Actions) {
    take_clipboard(ui, &mut state.drafts);
    DialogFrame::new("Paste a text as document", 680.0).show(ui, actions, |ui, actions| {
        let drafts = &mut state.drafts;
        let mut text = drafts.fields.remove(&Draft::PastedText).unwrap_or_default();
        body(ui, true, |ui| {
            source_ui(ui, drafts);
            ui.add_space(4.0);
            let row_count = if ui.ctx().content_rect().height() > 620.0 { 14 } else { 5 };
            let field = fields::text_area(ui, "Text", &mut text, row_count);
            first_focus(ui, drafts, &field);
        });
        let has_text = !text.trim().is_empty();
        foot(ui, |ui| {
            if fields::strong_button(ui, "Add", has_text).clicked() {
                actions.push(FileAction::AddText(Box::new(pasted(drafts, &text))));
                actions.push(WindowAction::Dialog(None));
            }
            if fields::plain_button(ui, "Cancel").clicked() {
                actions.push(WindowAction::Dialog(None));
            }
        });
        drafts.fields.insert(Draft::PastedText, text);
    });
}

/// Asks once for what the clipboard holds, and takes it when it comes and no field has the keyboard for it.
fn take_clipboard(ui: &Ui, drafts: &mut Drafts) {
    let asked = Id::unique("clipboard asked");
    let now = ui.input(|input| input.time);
    let since: Option<f64> = ui.data(|data| data.get_temp(asked));
    let is_waiting = since.is_some_and(|since| now - since <= ANSWER_SECS);
    if !drafts.focus_given && !is_waiting {
        ui.data_mut(|data| data.insert_temp(asked, now));
        ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
    }
    let is_empty = drafts.fields.get(&Draft::PastedText).is_none_or(String::is_empty);
    if !is_empty || !is_waiting {
        return;
    }
    let mut pasted = None;
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Paste(text) => {
                pasted = Some(text.clone());
                false
            }
            _ => true,
        });
    });
    if let Some(text) = pasted {
        ui.data_mut(|data| data.remove::<f64>(asked));
        drafts.fields.insert(Draft::PastedText, text);
    }
}

/// Where the text comes from: two fields beside each other where there is room.
fn source_ui(ui: &mut Ui, drafts: &mut Drafts) {
    let beside = if ui.available_width() > 420.0 { 2 } else { 1 };
    for row in FIELDS.chunks(beside) {
        ui.columns(beside, |columns| {
            for (ui, (name, hint)) in columns.iter_mut().zip(row) {
                let key = Draft::Pasted(name);
                let mut value = drafts.fields.remove(&key).unwrap_or_default();
                fields::hinted_field(ui, name, hint, &mut value);
                drafts.fields.insert(key, value);
            }
        });
    }
}

fn pasted(drafts: &Drafts, text: &str) -> PastedText {
    let said = |name: &'static str| {
        let value = drafts.fields.get(&Draft::Pasted(name)).map_or("", |value| value.trim());
        value.to_owned()
    };
    PastedText {
        title: said("Title"),
        publisher: said("Publisher"),
        author: said("Author"),
        url: said("Web address"),
        published: said("Published"),
        text: text.to_owned(),
    }
}
