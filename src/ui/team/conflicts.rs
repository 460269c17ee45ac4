//! What a merge left to be settled: both values of a field side by side, one click or one key for either.

use super::action::TeamAction;
use crate::model::{Choice, Project};
use crate::text::{capitalised, visible};
use crate::ui::action::Actions;
use crate::ui::dialogs::frame::{DialogFrame, card, first_focus, foot};
use crate::ui::draft::Draft;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::widgets::fields;
use crate::ui::window::action::WindowAction;
use crate::view::names;
use crate::workspace::{ConflictRow, ConflictSide};
use eframe::egui::{Align, Label, Layout, RichText, ScrollArea, Ui};

/// Conflicts that are drawn; settling brings up the rest.
const MAX_ROWS: usize = 40;

/// Draws the dialog.
pub(in crate::ui) fn conflicts_ui(ui: &Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    let rows = scene.views.conflicts();
    DialogFrame::new("Conflicts of a merge", 640.0).show(ui, actions, |ui, actions| {
        if rows.is_empty() {
            ui.label("No conflict is left.");
            fields::note(ui, "Undo brings back what was settled here.");
        } else {
            fields::note(
                ui,
                "Both sides changed the same thing. What stands in the project now is on the left; nothing is lost \
                 until you choose.",
            );
            let room = (ui.available_height() - 56.0).clamp(120.0, 460.0);
            ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
                for row in rows.iter().take(MAX_ROWS) {
                    conflict_ui(ui, scene.workspace.project(), row, state, actions);
                }
                if rows.len() > MAX_ROWS {
                    fields::note(ui, &format!("and {} more", rows.len() - MAX_ROWS));
                }
            });
        }
        foot(ui, |ui| {
            let close = fields::plain_button(ui, if rows.is_empty() { "Close" } else { "Later" });
            if rows.is_empty() {
                first_focus(ui, &mut state.drafts, &close);
            }
            if close.clicked() {
                actions.push(WindowAction::Dialog(None));
            }
        });
    });
}

fn conflict_ui(
    ui: &mut Ui,
    project: &Project,
    row: &ConflictRow,
    state: &mut UiState,
    actions: &mut Actions,
) {
    card(ui, |ui| {
        let subject = capitalised(&visible(&row.subject));
        ui.add(Label::new(RichText::new(subject).font(theme::medium(13.0))).wrap());
        if !row.field.is_empty() {
            fields::note(ui, &format!("Field: {}", row.field));
        }
        ui.add_space(4.0);
        ui.columns(2, |sides| {
            let values = [("Keep", &row.kept, Choice::Kept), ("Take", &row.other, Choice::Other)];
            for (ui, (verb, side, choice)) in sides.iter_mut().zip(values) {
                // Columns justify what stands in them.
                let left = Layout::top_down(Align::LEFT);
                if ui.with_layout(left, |ui| side_ui(ui, project, (verb, side), state)).inner {
                    actions.push(TeamAction::Settle(row.id, choice));
                }
            }
        });
        third_ui(ui, row, state, actions);
    });
}

/// One value, who set it and when, and the button that takes it; gives whether that was clicked.
fn side_ui(ui: &mut Ui, project: &Project, (verb, side): (&str, &ConflictSide), state: &mut UiState) -> bool {
    let palette = theme::palette(ui);
    let words = if side.words.is_empty() { "(empty)".into() } else { visible(&side.words) };
    ui.add(Label::new(RichText::new(words.as_ref()).font(theme::reading(14.0)).color(palette.ink)).wrap());
    let who =
        side.annotator.map_or_else(|| "Nobody is named".to_owned(), |id| names::annotator_name(project, id));
    let when = side.time.map(|time| format!(", {}", time.local_text())).unwrap_or_default();
    fields::note(ui, &format!("{who}{when}"));
    let button = fields::small_button(ui, &format!("{verb} {}", names::shortened(&words, 28)));
    first_focus(ui, &mut state.drafts, &button);
    button.clicked()
}

/// Where the field is a text: a third one.
fn third_ui(ui: &mut Ui, row: &ConflictRow, state: &mut UiState, actions: &mut Actions) {
    let Some((kept, other)) = &row.texts else {
        return;
    };
    let key = Draft::Conflict(row.id);
    let Some(mut text) = state.drafts.fields.remove(&key) else {
        if fields::small_button(ui, "Write another text").clicked() {
            let both = if kept == other { kept.clone() } else { format!("{kept} {other}") };
            state.drafts.fields.insert(key, both.trim().to_owned());
        }
        return;
    };
    fields::text_area(ui, "Another text", &mut text, 2);
    if fields::small_button(ui, "Use this text").clicked() {
        actions.push(TeamAction::SettleAs(row.id, text));
    } else {
        state.drafts.fields.insert(key, text);
    }
}
