//! [`split_ui`]: the dialog that asks which claims and links of a question go to a new one.

use super::{QuestionAction, SplitChoice, key_title};
use crate::analysis::threads::{QuestionKey, Thread};
use crate::model::{LinkId, Project};
use crate::text::visible;
use crate::ui::action::{Actions, WindowAction};
use crate::ui::app::Scene;
use crate::ui::dialogs::DialogFrame;
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::widgets::{fields, group_label};
use crate::view::names;
use eframe::egui::{Key, Label, Modifiers, RichText, ScrollArea, Ui};
use std::collections::BTreeSet;

/// Draws the dialog.
pub fn split_ui(ui: &Ui, scene: Scene<'_>, key: QuestionKey, state: &mut UiState, actions: &mut Actions) {
    DialogFrame::new("Split question", 640.0).show(ui, actions, |ui, actions| {
        let project = scene.workspace.project();
        let Some(thread) = scene.workspace.review().and_then(|index| index.threads().thread(key)) else {
            fields::note(ui, "The question is gone.");
            return;
        };
        let title = RichText::new(key_title(scene.workspace, key)).font(theme::semibold(14.0));
        ui.add(Label::new(title).wrap());
        fields::note(ui, "Choose what goes to a new question: claims take the links between them along.");
        let room = (ui.available_height() - 70.0).max(80.0);
        ScrollArea::vertical().id_salt("split").max_height(room).auto_shrink([false, true]).show(ui, |ui| {
            choices_ui(ui, project, thread, &mut state.questions.chosen);
        });
        ui.add_space(6.0);
        fields::note(ui, &effect(project, thread, &state.questions.chosen));
        let chosen = &state.questions.chosen;
        let is_some = !chosen.claims.is_empty() || !chosen.links.is_empty();
        let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let clicked = ui.add_enabled(is_some, eframe::egui::Button::new("Split")).clicked();
        if is_some && (clicked || enter) {
            actions.push(WindowAction::Dialog(None));
            actions.push(QuestionAction::Split(key));
        }
    });
}

fn choices_ui(ui: &mut Ui, project: &Project, thread: &Thread, chosen: &mut SplitChoice) {
    group_label(ui, "Claims");
    for claim in thread.claims().filter_map(|id| project.claim(id)) {
        let quote = names::shortened(&visible(&claim.quote), 90);
        let words = format!("{}  {quote}", names::claim_name(project, claim));
        let mut on = chosen.claims.contains(&claim.id);
        if fields::switch(ui, &mut on, &words).changed() && !chosen.claims.remove(&claim.id) {
            chosen.claims.insert(claim.id);
        }
    }
    ui.add_space(6.0);
    group_label(ui, "Links");
    for link in thread.links.iter().filter_map(|id| project.link(*id)) {
        let kind = project.codebook().link_kind(&link.kind).map_or(link.kind.as_str(), |kind| &kind.label);
        let (from, to) = (names::claim_name_of(project, link.from), names::claim_name_of(project, link.to));
        let words = visible(&format!("{from} {kind} {to}")).into_owned();
        let mut on = chosen.links.contains(&link.id);
        if fields::switch(ui, &mut on, &words).changed() && !chosen.links.remove(&link.id) {
            chosen.links.insert(link.id);
        }
    }
}

/// What will happen, in one sentence.
fn effect(project: &Project, thread: &Thread, chosen: &SplitChoice) -> String {
    let is_between = |id: &&LinkId| {
        let ends = project.link(**id).map(|link| [link.from, link.to]);
        ends.is_some_and(|ends| ends.iter().all(|end| chosen.claims.contains(end)))
    };
    let between: BTreeSet<LinkId> = thread.links.iter().filter(is_between).copied().collect();
    let moved = between.union(&chosen.links).count();
    let kept = thread.links.len() - moved.min(thread.links.len());
    if chosen.claims.is_empty() && chosen.links.is_empty() {
        return "Nothing is chosen yet.".to_owned();
    }
    format!("{moved} of {} links go to a new question; {kept} stay.", thread.links.len())
}
