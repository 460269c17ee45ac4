//! Shows what would come of a merge, before anything changes.

use super::action::TeamAction;
use super::mapping::mapping_ui;
use super::state::MergeOnShow;
use crate::ui::action::Actions;
use crate::ui::dialogs::frame::{DialogFrame, body, first_focus, foot, lines_ui};
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::widgets::fields;
use crate::workspace::MergePreview;
use eframe::egui::{Label, RichText, Spinner, Ui};
use std::path::Path;

/// Draws the dialog.
pub(in crate::ui) fn merge_ui(ui: &Ui, state: &mut UiState, actions: &mut Actions) {
    let mut merge = std::mem::take(&mut state.merge);
    DialogFrame::new("Merge another version", 560.0).show(ui, actions, |ui, actions| match &mut merge {
        MergeOnShow::None => fields::note(ui, "There is nothing to merge"),
        MergeOnShow::Reading(path) => {
            ui.horizontal(|ui| {
                ui.add(Spinner::new().size(16.0));
                ui.label(format!("Comparing with {}…", file_name(path)));
            });
            foot(ui, |ui| leave_ui(ui, "Cancel", state, actions));
        }
        MergeOnShow::Refused(reason) => {
            fields::problem(ui, reason);
            fields::note(ui, "Nothing was changed");
            foot(ui, |ui| leave_ui(ui, "Close", state, actions));
        }
        MergeOnShow::Unlike(unlike) => mapping_ui(ui, unlike, &mut state.drafts, actions),
        MergeOnShow::Ready(preview) => preview_ui(ui, preview, state, actions),
    });
    state.merge = merge;
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn preview_ui(ui: &mut Ui, preview: &MergePreview, state: &mut UiState, actions: &mut Actions) {
    body(ui, true, |ui| {
        ui.add(Label::new(RichText::new(file_name(&preview.path)).font(theme::semibold(13.5))).truncate());
        let base = match &preview.base {
            Some(time) => {
                format!("Compared with the state saved {}, from which both come", time.local_text())
            }
            None => "No common earlier state is known on this computer: nothing is taken out".to_owned(),
        };
        fields::note(ui, &base);
        ui.add_space(8.0);
        if preview.is_empty {
            ui.label("Everything in it is here already.");
        } else if preview.change_words.is_empty() {
            ui.label("No new record; but title, settings or codebook differ, or there are conflicts.");
        }
        lines_ui(ui, "What it brings", &preview.change_words);
        lines_ui(ui, "To be settled after the merge", &preview.conflicts);
        lines_ui(ui, "Good to know", &preview.notes);
    });
    foot(ui, |ui| {
        if preview.is_empty {
            leave_ui(ui, "Close", state, actions);
            return;
        }
        let merge = fields::strong_button(ui, "Merge", true);
        first_focus(ui, &mut state.drafts, &merge);
        if merge.clicked() {
            actions.push(TeamAction::Merge);
        }
        if fields::plain_button(ui, "Cancel").clicked() {
            actions.push(TeamAction::LeaveMerge);
        }
    });
}

fn leave_ui(ui: &mut Ui, words: &str, state: &mut UiState, actions: &mut Actions) {
    let button = fields::plain_button(ui, words);
    first_focus(ui, &mut state.drafts, &button);
    if button.clicked() {
        actions.push(TeamAction::LeaveMerge);
    }
}
