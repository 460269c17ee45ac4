//! The text fields of claims and links: drafts while typed, one step each when left.

use crate::ui::action::Actions;
use crate::ui::draft::{Draft, Texts};
use crate::ui::read::state::InspectorField;
use crate::ui::settle::step_of;
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::widgets::text_field::{EnterKey, TextField};
use eframe::egui::{Align, Layout, RichText, Ui, vec2};
use std::fmt::Display;

/// Width of the labels left of short fields.
const LABEL_WIDTH: f32 = 78.0;

/// A field with what is drawn over or beside it.
#[derive(Debug)]
pub(super) struct FieldUi<'a> {
    pub(super) draft: Draft,
    /// Shown, and its name for screen readers and tests.
    pub(super) label: &'a str,
    pub(super) hint: &'a str,
    pub(super) rows: usize,
    /// As saved.
    pub(super) value: &'a str,
}

impl FieldUi<'_> {
    fn show(&self, ui: &mut Ui, drafts: &mut Texts, actions: &mut Actions) {
        let enter = EnterKey::Finishes;
        let field = TextField { key: self.draft, name: self.label, hint: self.hint, rows: self.rows, enter };
        if let Some(text) = field.show(ui, self.value, drafts)
            && let Some(action) = step_of(self.draft, &text)
        {
            actions.push(action);
        }
    }

    /// Draws the field alone, and gives it the keyboard where that is wanted.
    ///
    /// After it was drawn: the letter of the key that asked for it would be typed into it.
    pub(super) fn draw(&self, ui: &mut Ui, state: &mut UiState, actions: &mut Actions) {
        self.show(ui, &mut state.drafts.fields, actions);
        let own = match self.draft {
            Draft::Statement(_) => Some(InspectorField::Statement),
            Draft::Note(_) | Draft::LinkNote(_) => Some(InspectorField::Note),
            _ => None,
        };
        if own.is_some() && state.read.wanted_field == own {
            state.read.wanted_field = None;
            ui.memory_mut(|memory| memory.request_focus(TextField::id_of(self.draft)));
            ui.scroll_to_cursor(Some(Align::Center));
            ui.ctx().request_repaint();
        }
    }

    /// Draws it with its label to the left.
    pub(super) fn row(&self, ui: &mut Ui, state: &mut UiState, actions: &mut Actions) {
        labelled(ui, self.label, |ui| self.draw(ui, state, actions));
    }
}

/// A label with a control to its right over the rest of the width.
pub(super) fn labelled(ui: &mut Ui, label: impl Display, control: impl FnOnce(&mut Ui)) {
    let palette = theme::palette(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let size = vec2(LABEL_WIDTH, 28.0);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(size);
            ui.label(RichText::new(label.to_string()).font(theme::small()).color(palette.muted));
        });
        ui.vertical(|ui| control(ui));
    });
}
