//! [`rename_ui`]: the dialog that asks for the title of a question.

use super::action::QuestionAction;
use super::key_title;
use crate::analysis::threads::QuestionKey;
use crate::ui::action::Actions;
use crate::ui::dialogs::frame::{DialogFrame, first_focus};
use crate::ui::draft::Draft;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::widgets::fields;
use crate::ui::window::action::WindowAction;
use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::text_edit::TextEditState;
use eframe::egui::{Id, Key, Modifiers, Ui};

/// Draws the dialog.
pub fn rename_ui(ui: &Ui, scene: Scene<'_>, key: QuestionKey, state: &mut UiState, actions: &mut Actions) {
    DialogFrame::light("Rename question", 560.0).show(ui, actions, |ui, actions| {
        // What it is called so far is there to be changed, and goes when something is typed.
        let shown = key_title(scene.workspace, key);
        let is_new = !state.drafts.focus_given;
        let mut typed = state
            .drafts
            .fields
            .remove(&Draft::QuestionTitle)
            .filter(|_| !is_new)
            .unwrap_or_else(|| shown.clone());
        let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let id = Id::unique("question title field");
        let hint = fields::quiet(ui, "As its most central statement says");
        let field = fields::single_line(&mut typed).id(id);
        let response = ui.add(field.hint_text(hint).desired_width(f32::INFINITY));
        if is_new {
            select_all(ui, id, typed.chars().count());
        }
        let response = response.accessible_name("Title of the question");
        first_focus(ui, &mut state.drafts, &response);
        ui.add_space(4.0);
        fields::note(ui, "Empty: named by its most central statement. Enter keeps it.");
        if enter {
            actions.push(WindowAction::Dialog(None));
            if typed.trim() != shown.trim() {
                actions.push(QuestionAction::Rename(key, typed.clone()));
            }
        }
        state.drafts.fields.insert(Draft::QuestionTitle, typed);
    });
}

fn select_all(ui: &Ui, field: Id, char_count: usize) {
    let mut state = TextEditState::load(ui.ctx(), field).unwrap_or_default();
    // The cursor at the start, so that the first words of a long title are in view.
    let all = CCursorRange::two(CCursor::new(char_count), CCursor::default());
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), field);
}
