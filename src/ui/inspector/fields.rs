//! The text fields of claims and links: drafts while typed, one step each when left.

use crate::model::{ClaimId, LinkId};
use crate::ui::action::{Action, Actions};
use crate::ui::annotate::action::{ClaimField, LinkField, MarkAction};
use crate::ui::chronology::{ChronologyAction, FIELD};
use crate::ui::read::state::InspectorField;
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::widgets::text_field::{EnterKey, TextField};
use eframe::egui::{Align, Layout, RichText, Ui, vec2};
use std::collections::BTreeMap;
use std::fmt::Display;

/// Width of the labels left of short fields.
const LABEL_WIDTH: f32 = 78.0;

/// Fields of claims and links that are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    Statement,
    AttributedTo,
    Tags,
    Note,
    When,
    LinkNote,
}

impl Typed {
    const ALL: [Self; 6] =
        [Self::Statement, Self::AttributedTo, Self::Tags, Self::Note, Self::When, Self::LinkNote];

    /// Beginning of the draft's name, before the id of the record.
    const fn prefix(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::AttributedTo => "attributed to",
            Self::Tags => "tags",
            Self::Note => "note",
            Self::When => FIELD,
            Self::LinkNote => "link note",
        }
    }

    /// The step that saves a text; none where the id is none of its records.
    fn action(self, id: &str, text: &str) -> Option<Action> {
        let claim = |field| Some(MarkAction::SetClaimField(id.parse::<ClaimId>().ok()?, field).into());
        match self {
            Self::Statement => claim(ClaimField::Statement(text.trim().to_owned())),
            Self::AttributedTo => claim(ClaimField::AttributedTo(text.trim().to_owned())),
            Self::Tags => claim(ClaimField::Tags(tags(text))),
            Self::Note => claim(ClaimField::Note(text.trim().to_owned())),
            Self::When => Some(ChronologyAction::Typed(id.parse::<ClaimId>().ok()?, text.to_owned()).into()),
            Self::LinkNote => {
                let link = id.parse::<LinkId>().ok()?;
                Some(MarkAction::SetLinkField(link, LinkField::Note(text.trim().to_owned())).into())
            }
        }
    }
}

/// The words between commas, each once, in the order typed.
fn tags(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for tag in text.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
        if !found.iter().any(|known| known == tag) {
            found.push(tag.to_owned());
        }
    }
    found
}

/// Makes steps of all drafts of claims and links, so that what is done next finds them saved.
pub fn settle_drafts(drafts: &mut BTreeMap<String, String>) -> Vec<Action> {
    let mut settled = Vec::new();
    drafts.retain(|key, text| {
        let action = key.rsplit_once(' ').and_then(|(prefix, id)| {
            let field = Typed::ALL.into_iter().find(|field| field.prefix() == prefix)?;
            field.action(id, text)
        });
        let keep = action.is_none();
        settled.extend(action);
        keep
    });
    settled
}

/// A field with what is drawn over or beside it.
#[derive(Debug)]
pub(super) struct FieldUi<'a> {
    pub(super) field: Typed,
    /// Shown, and its name for screen readers and tests.
    pub(super) label: &'a str,
    pub(super) hint: &'a str,
    pub(super) rows: usize,
    /// The record, as its id is written.
    pub(super) id: String,
    /// As saved.
    pub(super) value: &'a str,
}

impl FieldUi<'_> {
    fn show(&self, ui: &mut Ui, drafts: &mut BTreeMap<String, String>, actions: &mut Actions) {
        let key = format!("{} {}", self.field.prefix(), self.id);
        let enter = EnterKey::Finishes;
        let field = TextField { key, name: self.label, hint: self.hint, rows: self.rows, enter };
        if let Some(text) = field.show(ui, self.value, drafts)
            && let Some(action) = self.field.action(&self.id, &text)
        {
            actions.push(action);
        }
    }

    /// Draws the field alone, and gives it the keyboard where that is wanted.
    ///
    /// After it was drawn: the letter of the key that asked for it would be typed into it.
    pub(super) fn draw(&self, ui: &mut Ui, state: &mut UiState, actions: &mut Actions) {
        self.show(ui, &mut state.drafts.fields, actions);
        let own = match self.field {
            Typed::Statement => Some(InspectorField::Statement),
            Typed::Note | Typed::LinkNote => Some(InspectorField::Note),
            Typed::AttributedTo | Typed::Tags | Typed::When => None,
        };
        if own.is_some() && state.read.wanted_field == own {
            state.read.wanted_field = None;
            let key = format!("{} {}", self.field.prefix(), self.id);
            ui.memory_mut(|memory| memory.request_focus(TextField::id_of(&key)));
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

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn drafts_of_claims_and_links_become_steps_and_others_stay() {
        let id = Uuid::from_u128(7);
        let mut drafts: BTreeMap<String, String> = [
            (format!("tags {id}"), " a, b,,a ".to_owned()),
            (format!("link note {id}"), "why".to_owned()),
            ("paste title".to_owned(), "left alone".to_owned()),
        ]
        .into();
        let settled = settle_drafts(&mut drafts);
        let expected: [Action; 2] = [
            MarkAction::SetLinkField(LinkId(id), LinkField::Note("why".to_owned())).into(),
            MarkAction::SetClaimField(ClaimId(id), ClaimField::Tags(vec!["a".to_owned(), "b".to_owned()]))
                .into(),
        ];
        assert_eq!(settled, expected);
        assert_eq!(drafts.into_keys().collect::<Vec<_>>(), ["paste title"]);
    }
}
