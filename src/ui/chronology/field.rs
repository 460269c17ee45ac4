//! [`dates_ui`]: the field for the date of a claim, with the dates that its words have.

use super::action::ChronologyAction;
use crate::model::ClaimId;
use crate::ui::action::Actions;
use crate::ui::draft::{Draft, Texts};
use crate::ui::scene::Scene;
use crate::ui::theme;
use crate::ui::widgets::text_field::{EnterKey, TextField};
use crate::ui::widgets::{fields, named};
use crate::view::chronology::{DateChoice, DatesView, typed_problem};
use eframe::egui::accesskit::Role;
use eframe::egui::{Align, Button, Key, RichText, Ui, vec2};

/// Proposed dates that are listed.
const MAX_CHOICES: usize = 4;

/// What the field is about.
#[derive(Clone, Copy, Debug)]
pub struct DateField<'a> {
    /// Which claim.
    pub claim: ClaimId,
    /// What is known of its date.
    pub dates: &'a DatesView,
}

/// Draws the field, what is wrong with what is typed, and the proposed dates to accept.
///
/// With `wants_keyboard` the field takes the keyboard once it was drawn: the letter of the key that asked for it would
/// be typed into it.
pub fn dates_ui(
    ui: &mut Ui,
    scene: Scene<'_>,
    field: DateField<'_>,
    drafts: &mut Texts,
    (wants_keyboard, actions): (bool, &mut Actions),
) {
    let key = Draft::When(field.claim);
    let hint = "2026-04-28, about 2026, before …";
    let text_field = TextField { key, name: "Date", hint, rows: 1, enter: EnterKey::Finishes };
    if let Some(text) = text_field.show(ui, &field.dates.typed, drafts) {
        let is_bad = typed_problem(scene.workspace.project(), field.claim, &text).is_some();
        if is_bad && ui.input(|input| input.key_pressed(Key::Enter)) {
            // It stays to be mended, with the reason below it.
            drafts.insert(key, text);
            ui.memory_mut(|memory| memory.request_focus(TextField::id_of(key)));
        } else {
            actions.push(ChronologyAction::Typed(field.claim, text));
        }
    }
    if let Some(typed) = drafts.get(&key)
        && let Some(problem) = typed_problem(scene.workspace.project(), field.claim, typed)
    {
        fields::problem(ui, &problem);
    }
    if wants_keyboard {
        ui.memory_mut(|memory| memory.request_focus(TextField::id_of(key)));
        ui.scroll_to_cursor(Some(Align::Center));
        ui.ctx().request_repaint();
    }
    for choice in field.dates.choices.iter().take(MAX_CHOICES) {
        choice_ui(ui, field.claim, choice, actions);
    }
    let more = field.dates.choices.len().saturating_sub(MAX_CHOICES);
    if more > 0 {
        fields::note(ui, &format!("and {more} more dates in its words"));
    }
    for left in &field.dates.left {
        fields::note(ui, left);
    }
}

/// A proposed date: a button that sets it, and where it comes from.
fn choice_ui(ui: &mut Ui, claim: ClaimId, choice: &DateChoice, actions: &mut Actions) {
    let palette = theme::palette(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        let label = RichText::new(format!("Accept {}", choice.label)).font(theme::small());
        let response = ui.add(Button::new(label).min_size(vec2(24.0, 24.0)).wrap());
        named(&response, Role::Button, &format!("Accept {}", choice.label));
        fields::ring(ui, &response);
        if response.on_hover_text(&choice.reason).clicked() {
            actions.push(ChronologyAction::Set(claim, choice.when.clone()));
        }
        let reason = RichText::new(format!("from {}", choice.reason)).font(theme::small());
        ui.add(eframe::egui::Label::new(reason.color(palette.muted)).wrap());
    });
}
