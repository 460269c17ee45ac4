//! [`choose_ui`]: the dialog that asks for a question: type to find one or to name a new one.

use super::about::title_galley;
use super::action::QuestionAction;
use super::key_title;
use super::state::Moved;
use crate::model::Project;
use crate::ui::action::Actions;
use crate::ui::dialogs::frame::{DialogFrame, first_focus};
use crate::ui::draft::Draft;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::rows::{RowList, move_row};
use crate::ui::widgets::{fields, fitted};
use crate::ui::window::action::WindowAction;
use crate::view::names;
use crate::view::questions::{QuestionRow, matching};
use crate::workspace::QuestionTarget;
use eframe::egui::{Align2, Id, Key, Modifiers, Rect, Ui, pos2};
use std::sync::Arc;

const ROW_HEIGHT: f32 = 40.0;
/// Of the list, where the window has room.
const LIST_HEIGHT: f32 = 360.0;
/// Of what will happen, over two lines.
const NOTE_HEIGHT: f32 = 40.0;

/// Draws the dialog.
pub fn choose_ui(ui: &Ui, scene: Scene<'_>, moved: &Moved, state: &mut UiState, actions: &mut Actions) {
    let title = match moved {
        Moved::Next => "What is the link about?",
        Moved::Links(_) => "Move to question",
        Moved::Claims(_) => "Put under question",
        Moved::Question(_) => "Merge into question",
    };
    let rows: Arc<[QuestionRow]> =
        state.questions.rows.as_ref().map(|(_, rows)| Arc::clone(rows)).unwrap_or_default();
    DialogFrame::light(title, 560.0).show(ui, actions, |ui, actions| {
        let mut typed = state.drafts.fields.remove(&Draft::Question).unwrap_or_default();
        let offered =
            |typed: &str| -> Vec<QuestionRow> { matching(&rows, typed).into_iter().cloned().collect() };
        let mut found = offered(&typed);
        let offers_new = offers_new(moved);
        let mut count = found.len() + usize::from(offers_new);
        let went = ui.input_mut(|input| move_row(input, &mut state.drafts.row, count));
        let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let hint = if offers_new { "Find a question, or name a new one" } else { "Find a question" };
        let hint = fields::quiet(ui, hint);
        let field = fields::single_line(&mut typed).id(Id::unique("question field"));
        let response = ui.add(field.hint_text(hint).desired_width(f32::INFINITY));
        let response = response.accessible_name("Find or name a question");
        first_focus(ui, &mut state.drafts, &response);
        if response.changed() {
            state.drafts.row = 0;
            found = offered(&typed);
            count = found.len() + usize::from(offers_new);
        }
        ui.add_space(4.0);
        let palette = theme::palette(ui);
        // As high whatever fits, so that the field stays where it is while one types.
        let all = (rows.len() + usize::from(offers_new)).max(1) as f32 * ROW_HEIGHT;
        let (top, room) =
            (ui.cursor().top(), (ui.available_height() - NOTE_HEIGHT).min(LIST_HEIGHT).min(all));
        let list = RowList {
            salt: "question",
            row_height: ROW_HEIGHT,
            row_count: count,
            current: state.drafts.row,
            moved: went,
            max_height: room.max(ROW_HEIGHT),
        };
        let clicked = list.show(ui, |ui, rect, index| match found.get(index) {
            Some(row) => row_ui(ui, rect, (row, moved), &palette),
            None => new_row_ui(ui, rect, typed.trim(), &palette),
        });
        let chosen = clicked.map(|(index, _)| index).or_else(|| enter.then_some(state.drafts.row));
        let current = target_at(&found, state.drafts.row, count, &typed);
        let used = ui.cursor().top() - top;
        ui.add_space((room - used).max(0.0));
        let top = ui.cursor().top();
        fields::note(ui, &effect(scene, moved, current.as_ref()));
        ui.add_space((NOTE_HEIGHT - (ui.cursor().top() - top)).max(0.0));
        if let Some(target) = chosen.and_then(|index| target_at(&found, index, count, &typed)) {
            actions.push(WindowAction::Dialog(None));
            actions.push(QuestionAction::Put(moved.clone(), target));
            typed.clear();
        }
        state.drafts.fields.insert(Draft::Question, typed);
    });
}

/// Questions are merged into one that is there.
const fn offers_new(moved: &Moved) -> bool {
    !matches!(moved, Moved::Question(_))
}

fn target_at(found: &[QuestionRow], index: usize, count: usize, typed: &str) -> Option<QuestionTarget> {
    match found.get(index) {
        Some(row) => Some(QuestionTarget::Known(row.key)),
        None => (index < count).then(|| QuestionTarget::New(typed.trim().to_owned())),
    }
}

/// What will happen, in one sentence.
fn effect(scene: Scene<'_>, moved: &Moved, target: Option<&QuestionTarget>) -> String {
    let project = scene.workspace.project();
    let Some(target) = target else {
        return "No question has these words.".to_owned();
    };
    let goes = match target {
        QuestionTarget::Known(key) => {
            format!("“{}”", names::shortened(&key_title(scene.workspace, *key), 60))
        }
        QuestionTarget::New(title) if title.is_empty() => {
            "a new question, named by its most central statement".to_owned()
        }
        QuestionTarget::New(title) => format!("a new question “{}”", names::shortened(title, 60)),
    };
    match (moved, target) {
        (Moved::Next, _) => format!("The link will answer {goes}."),
        (Moved::Links(links), _) => format!("{} to {goes}.", counted(links.len(), "link goes", "links go")),
        (Moved::Claims(claims), _) => {
            format!("{} put under {goes}, besides the questions of the links.", claim_names(project, claims))
        }
        (Moved::Question(key), _) => {
            let thread = scene.workspace.review().and_then(|index| index.threads().thread(*key));
            let count = thread.map_or(0, |thread| thread.links.len());
            let own = names::shortened(&key_title(scene.workspace, *key), 40);
            format!(
                "{} to {goes}; “{own}” is no question of its own any more.",
                counted(count, "link goes", "links go")
            )
        }
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

fn claim_names(project: &Project, claims: &[crate::model::ClaimId]) -> String {
    match claims {
        [claim] => format!("{} is", names::claim_name_of(project, *claim)),
        several => format!("{} claims are", several.len()),
    }
}

fn row_ui(ui: &Ui, rect: Rect, (row, moved): (&QuestionRow, &Moved), palette: &Palette) -> String {
    let title = title_galley(ui, &row.title, row.is_proposed, (rect.width(), 1));
    let mut meta = if row.is_proposed { format!("proposed · {}", row.meta) } else { row.meta.clone() };
    if row.is_near {
        meta.push_str(if matches!(moved, Moved::Claims(_)) { " · its own" } else { " · at one end" });
    }
    ui.painter().galley(pos2(rect.left(), rect.top() + 3.0), title, palette.ink);
    let at = pos2(rect.left(), rect.bottom() - 3.0);
    ui.painter().text(at, Align2::LEFT_BOTTOM, &meta, theme::small(), palette.muted);
    format!("Question: {}", row.title)
}

fn new_row_ui(ui: &Ui, rect: Rect, typed: &str, palette: &Palette) -> String {
    let words =
        if typed.is_empty() { "New question".to_owned() } else { format!("New question: “{typed}”") };
    let galley = fitted(ui, &words, theme::medium(13.0), palette.ink, rect.width());
    ui.painter().galley(pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, palette.ink);
    words
}
