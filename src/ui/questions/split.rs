//! [`split_ui`]: the dialog that asks which claims and links of a question go to a new one.

use super::action::QuestionAction;
use super::key_title;
use super::state::{QuestionsState, SplitChoice};
use crate::analysis::threads::{QuestionKey, Thread};
use crate::model::{Claim, Link, LinkId, Project};
use crate::text::visible;
use crate::ui::action::Actions;
use crate::ui::dialogs::frame::{DialogFrame, first_focus, foot};
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::widgets::key_line::key_line;
use crate::ui::widgets::{fields, group_label};
use crate::ui::window::action::WindowAction;
use crate::view::names;
use eframe::egui::{Button, Key, Label, Modifiers, RichText, ScrollArea, TextWrapMode, Ui};
use std::collections::BTreeSet;

/// Characters of a quote; the line ends before that in most windows.
const MAX_CHARS: usize = 160;

/// Draws the dialog.
pub fn split_ui(ui: &Ui, scene: Scene<'_>, key: QuestionKey, state: &mut UiState, actions: &mut Actions) {
    DialogFrame::new("Split question", 640.0).show(ui, actions, |ui, actions| {
        // Before the boxes: Enter would turn over the one that has the keyboard.
        let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let project = scene.workspace.project();
        let Some(thread) = scene.workspace.review().and_then(|index| index.threads().thread(key)) else {
            fields::note(ui, "The question is gone.");
            return;
        };
        let title = RichText::new(key_title(scene.workspace, key)).font(theme::semibold(14.0));
        ui.add(Label::new(title).wrap());
        fields::note(ui, "Choose what goes to a new question: claims take the links between them along.");
        let room = (ui.available_height() - 90.0).max(80.0);
        ScrollArea::vertical().id_salt("split").max_height(room).auto_shrink([false, true]).show(ui, |ui| {
            choices_ui(ui, project, thread, state);
        });
        ui.add_space(6.0);
        fields::note(ui, &effect(project, thread, &state.questions.chosen));
        let chosen = &state.questions.chosen;
        let is_some = !chosen.claims.is_empty() || !chosen.links.is_empty();
        let clicked = foot(ui, |ui| {
            let clicked = ui.add_enabled(is_some, Button::new("Split")).clicked();
            key_line(ui, &["Space", "Enter"], "choose, split");
            clicked
        });
        if is_some && (clicked || enter) {
            actions.push(WindowAction::Dialog(None));
            actions.push(QuestionAction::Split(key));
        }
    });
}

/// Claims and links in the order of the texts, each on one line.
fn choices_ui(ui: &mut Ui, project: &Project, thread: &Thread, state: &mut UiState) {
    ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
    let UiState { questions: QuestionsState { chosen, .. }, drafts, .. } = state;
    let place = |id| {
        let claim = project.claim(id)?;
        Some((project.document_position(claim.document)?, claim.span, id))
    };
    group_label(ui, "Claims");
    let mut claims: Vec<&Claim> = thread.claims().filter_map(|id| project.claim(id)).collect();
    claims.sort_by_key(|claim| place(claim.id));
    for claim in claims {
        let quote = names::shortened(&visible(&claim.quote), MAX_CHARS);
        let words = format!("{}  {quote}", names::claim_name(project, claim));
        let mut on = chosen.claims.contains(&claim.id);
        let response = fields::switch(ui, &mut on, &words);
        if response.changed() && !chosen.claims.remove(&claim.id) {
            chosen.claims.insert(claim.id);
        }
        first_focus(ui, drafts, &response);
        response.on_hover_text(visible(&claim.quote));
    }
    ui.add_space(6.0);
    group_label(ui, "Links");
    let mut links: Vec<&Link> = thread.links.iter().filter_map(|id| project.link(*id)).collect();
    links.sort_by_key(|link| {
        let (from, to) = (place(link.from), place(link.to));
        (from.min(to), from.max(to), link.id)
    });
    for link in links {
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
