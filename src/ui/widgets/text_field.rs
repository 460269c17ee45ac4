//! [`TextField`]: a field whose text is a draft while it has the keyboard and one step when it is left.

use super::theme;
use crate::ui::draft::{Draft, Texts};
use eframe::egui::{
    self, Align2, Color32, CornerRadius, Frame, Key, KeyboardShortcut, Margin, Modifiers, RichText, Stroke,
    Ui,
};

/// A text field over a value that is saved.
#[derive(Clone, Debug)]
pub struct TextField<'a> {
    /// Under which the draft is kept; unique among all fields.
    pub key: Draft,
    /// Name for screen readers and tests.
    pub name: &'a str,
    /// Shown while it is empty.
    pub hint: &'a str,
    /// Lines shown at first; one means a single line.
    pub rows: usize,
    /// What Enter does where there are several lines.
    pub enter: EnterKey,
}

/// What Enter does in a field of several lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EnterKey {
    /// Begins a line; Ctrl+Enter finishes.
    #[default]
    NewLine,
    /// Finishes; Shift+Enter begins a line.
    Finishes,
}

impl EnterKey {
    const fn finishing_modifiers(self) -> Modifiers {
        match self {
            Self::NewLine => Modifiers::COMMAND,
            Self::Finishes => Modifiers::NONE,
        }
    }

    const fn line_modifiers(self) -> Modifiers {
        match self {
            Self::NewLine => Modifiers::NONE,
            Self::Finishes => Modifiers::SHIFT,
        }
    }
}

impl TextField<'_> {
    /// By which the field of that key has the keyboard.
    pub fn id_of(key: Draft) -> egui::Id {
        egui::Id::unique(("text field", key))
    }

    /// As [`Self::show`]; `focus` gives it the keyboard for the next frame, or takes the keyboard away.
    pub fn show_with_focus(
        &self,
        ui: &mut Ui,
        value: &str,
        drafts: &mut Texts,
        focus: Option<bool>,
    ) -> Option<String> {
        let id = Self::id_of(self.key);
        if focus == Some(false) {
            ui.memory_mut(|memory| memory.surrender_focus(id));
        }
        let text = self.show(ui, value, drafts);
        if focus == Some(true) {
            // Not before: the letter of the key would be typed into it.
            ui.memory_mut(|memory| memory.request_focus(id));
            ui.scroll_to_cursor(Some(egui::Align::BOTTOM));
        }
        text
    }

    /// Draws it over the width available and gives the new text once the field is left.
    ///
    /// Escape leaves it with the old text, Enter (or what [`Self::enter`] says) with the new one.
    pub fn show(&self, ui: &mut Ui, value: &str, drafts: &mut Texts) -> Option<String> {
        let id = Self::id_of(self.key);
        let escaped = ui.input(|input| input.key_pressed(Key::Escape));
        let finishing = KeyboardShortcut::new(self.enter.finishing_modifiers(), Key::Enter);
        let finished = self.rows > 1
            && ui.memory(|memory| memory.has_focus(id))
            && !ui.input(|input| input.modifiers.shift)
            && ui.input_mut(|input| {
                input.consume_shortcut(&finishing) || input.consume_key(Modifiers::COMMAND, Key::Enter)
            });
        let mut text = drafts.get(&self.key).map_or(value, String::as_str).to_owned();
        let response = self.edit(ui, id, &mut text);
        if finished {
            response.surrender_focus();
        }
        if response.has_focus() {
            // The draft is there from the first key on, so that nothing typed depends on this field being drawn again.
            if text == value {
                drafts.remove(&self.key);
            } else {
                drafts.insert(self.key, text);
            }
            return None;
        }
        drafts.remove(&self.key);
        (text != value && !(escaped && response.lost_focus())).then_some(text)
    }

    fn edit(&self, ui: &mut Ui, id: egui::Id, text: &mut String) -> egui::Response {
        let palette = theme::palette(ui);
        let edit = if self.rows > 1 {
            let line = KeyboardShortcut::new(self.enter.line_modifiers(), Key::Enter);
            egui::TextEdit::multiline(text).desired_rows(self.rows).return_key(line)
        } else {
            egui::TextEdit::singleline(text)
        };
        let focused = ui.memory(|memory| memory.has_focus(id));
        let line = if focused { palette.accent } else { palette.line };
        let response = ui.add(
            edit.id(id)
                .frame(edit_frame(palette.paper, line))
                .align(if self.rows > 1 { Align2::LEFT_TOP } else { Align2::LEFT_CENTER })
                .hint_text(RichText::new(self.hint).color(palette.muted))
                .desired_width(ui.available_width()),
        );
        let enabled = response.enabled();
        response.widget_info(|| {
            let mut info = egui::WidgetInfo::labeled(egui::accesskit::Role::TextInput, enabled, self.name);
            info.current_text_value = Some(text.clone());
            info
        });
        response
    }
}

/// The box around a field.
pub fn edit_frame(fill: Color32, line: Color32) -> Frame {
    Frame::new()
        .fill(fill)
        .stroke(Stroke::new(1.0, line))
        .corner_radius(CornerRadius::same(theme::CONTROL_RADIUS))
        .inner_margin(Margin::symmetric(8, 4))
}
