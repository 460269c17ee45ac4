//! The questions of what the inspector shows.

use super::about::about_ui;
use super::action::QuestionAction;
use super::key_title;
use super::state::Moved;
use crate::analysis::threads::QuestionKey;
use crate::model::{ClaimId, LinkId};
use crate::ui::action::Actions;
use crate::ui::fonts::icon;
use crate::ui::scene::Scene;
use crate::ui::theme;
use crate::ui::widgets::key_line::key_line;
use crate::ui::widgets::{fields, fitted, icon_button};
use eframe::egui::{Align, Layout, Ui};

/// The question of a link, with a way to another one.
pub fn link_question_ui(ui: &mut Ui, scene: Scene<'_>, link: LinkId, actions: &mut Actions) {
    let threads = scene.workspace.review().map(crate::analysis::disagreements::CaseIndex::threads);
    let key = threads.and_then(|threads| threads.key_of_link(link));
    let Some(key) = key else {
        fields::note(ui, "Its kind joins no question.");
        return;
    };
    let hint = match key {
        QuestionKey::Asked(_) => "Another question for this link",
        QuestionKey::Proposed(_) => "Proposed from the links; choose it, or another one, to keep it",
    };
    about_ui(ui, &key_title(scene.workspace, key), hint, &Moved::Links(vec![link]), actions);
}

/// The questions that a claim speaks to; those that it was put under by hand can be taken off.
pub fn claim_questions_ui(ui: &mut Ui, scene: Scene<'_>, claim: ClaimId, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let Some(threads) = scene.workspace.review().map(crate::analysis::disagreements::CaseIndex::threads)
    else {
        return;
    };
    let put = scene.workspace.project().claim(claim).map(|claim| claim.questions.clone()).unwrap_or_default();
    for key in threads.keys_of(claim) {
        let by_hand = key.asked().filter(|id| put.contains(id));
        ui.horizontal(|ui| {
            let room = ui.available_width() - if by_hand.is_some() { 30.0 } else { 0.0 };
            let title = key_title(scene.workspace, key);
            ui.label(fitted(ui, &title, theme::reading(13.0), palette.ink, room)).on_hover_text(&title);
            let Some(question) = by_hand else { return };
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if icon_button(ui, icon::X, "Take out of the question").clicked() {
                    actions.push(QuestionAction::TakeClaim(claim, question));
                }
            });
        });
    }
    ui.horizontal(|ui| {
        if fields::small_button(ui, "Put under a question…").clicked() {
            actions.push(QuestionAction::Choose(Moved::Claims(vec![claim])));
        }
        key_line(ui, &["Q"], "");
    });
}
