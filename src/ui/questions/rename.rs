//! [`rename_ui`]: the dialog that asks for the title of a question.

use super::{QuestionAction, key_title};
use crate::analysis::threads::QuestionKey;
use crate::ui::action::{Actions, WindowAction};
use crate::ui::app::Scene;
use crate::ui::dialogs::{DialogFrame, first_focus};
use crate::ui::state::UiState;
use crate::ui::widgets::fields;
use eframe::egui::{Id, Key, Modifiers, Ui};

const FIELD: &str = "question title";

/// Draws the dialog.
pub fn rename_ui(ui: &Ui, scene: Scene<'_>, key: QuestionKey, state: &mut UiState, actions: &mut Actions) {
    DialogFrame::light("Rename question", 560.0).show(ui, actions, |ui, actions| {
        let known = key.asked().and_then(|id| scene.workspace.project().question(id));
        let given = known.map(|question| question.title.clone()).unwrap_or_default();
        let is_new = !state.drafts.focus_given;
        let mut typed = state.drafts.fields.remove(FIELD).filter(|_| !is_new).unwrap_or(given);
        let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let central = key_title(scene.workspace, key);
        let hint = fields::quiet(ui, &central);
        let field = fields::single_line(&mut typed).id(Id::unique("question title field"));
        let response = ui.add(field.hint_text(hint).desired_width(f32::INFINITY));
        let response = response.accessible_name("Title of the question");
        first_focus(ui, &mut state.drafts, &response);
        ui.add_space(4.0);
        fields::note(ui, "Empty: named by its most central statement. Enter keeps it.");
        if enter {
            actions.push(WindowAction::Dialog(None));
            actions.push(QuestionAction::Rename(key, typed.clone()));
        }
        state.drafts.fields.insert(FIELD.to_owned(), typed);
    });
}
