//! Asks what entries of another version's codebook stand for, where one id means two things: nothing is guessed.

use super::action::TeamAction;
use crate::model::{Clash, Level, Mapping, Stands};
use crate::text::{capitalised, visible};
use crate::ui::action::Actions;
use crate::ui::dialogs::frame::{body, card, first_focus, foot};
use crate::ui::state::Drafts;
use crate::ui::theme;
use crate::ui::widgets::fields;
use crate::workspace::UnlikeCodebooks;
use eframe::egui::{Align, Label, Layout, RichText, Ui};
use std::collections::BTreeMap;

/// Draws the questions and what was said so far.
pub(in crate::ui) fn mapping_ui(
    ui: &mut Ui,
    unlike: &mut UnlikeCodebooks,
    drafts: &mut Drafts,
    actions: &mut Actions,
) {
    body(ui, true, |ui| {
        fields::note(
            ui,
            "Both versions use the same id for something else. Say for each what the entry of the other version stands \
             for; then its claims and links are counted under that.",
        );
        for clash in &unlike.clashes {
            clash_ui(ui, clash, &mut unlike.mapping, drafts);
        }
    });
    foot(ui, |ui| {
        if fields::strong_button(ui, "Compare", unlike.is_settled()).clicked() {
            actions.push(TeamAction::CompareMapped(unlike.path.clone(), unlike.mapping.clone()));
        }
        if fields::plain_button(ui, "Cancel").clicked() {
            actions.push(TeamAction::LeaveMerge);
        }
    });
}

fn clash_ui(ui: &mut Ui, clash: &Clash, mapping: &mut Mapping, drafts: &mut Drafts) {
    card(ui, |ui| {
        ui.add(Label::new(RichText::new(capitalised(&clash.entry)).font(theme::medium(13.0))).wrap());
        ui.add_space(4.0);
        ui.columns(2, |sides| {
            for (ui, (heading, words)) in
                sides.iter_mut().zip([("Here", &clash.ours), ("In the other version", &clash.theirs)])
            {
                // Columns justify what stands in them.
                ui.with_layout(Layout::top_down(Align::LEFT), |ui| {
                    fields::caption(ui, heading);
                    let words = RichText::new(visible(words).as_ref()).font(theme::reading(14.0));
                    ui.add(Label::new(words.color(theme::palette(ui).ink)).wrap());
                });
            }
        });
        ui.add_space(4.0);
        stands_ui(ui, clash, mapping, drafts);
    });
}

fn stands_ui(ui: &mut Ui, clash: &Clash, mapping: &mut Mapping, drafts: &mut Drafts) {
    let said = mapping.entries.get(&clash.name);
    let (is_ours, is_apart) = (matches!(said, Some(Stands::ForOurs(_))), matches!(said, Some(Stands::Apart)));
    ui.push_id((clash.name.list, &clash.name.id), |ui| {
        let same = fields::radio_row(ui, is_ours, "They are the same", "What it says here is kept.");
        first_focus(ui, drafts, &same);
        if same.clicked() && !is_ours {
            mapping.entries.insert(clash.name.clone(), Stands::ForOurs(BTreeMap::new()));
        }
        if let Some(Stands::ForOurs(levels)) = mapping.entries.get_mut(&clash.name) {
            for level in clash.strange_levels() {
                level_ui(ui, level, &clash.levels.ours, levels);
            }
        }
        let meaning = "The one of the other version is added beside it.";
        if clash.name.can_part() && fields::radio_row(ui, is_apart, "They are two", meaning).clicked() {
            mapping.entries.insert(clash.name.clone(), Stands::Apart);
        }
    });
}

/// Which level of ours one of theirs stands for.
fn level_ui(ui: &mut Ui, level: &Level, ours: &[Level], levels: &mut BTreeMap<String, String>) {
    let options: Vec<(String, String)> =
        ours.iter().map(|level| (level.label.clone(), level.definition.clone())).collect();
    let chosen = levels.get(&level.id).and_then(|id| ours.iter().find(|level| level.id == *id));
    let chosen = chosen.map_or("Choose a level", |level| level.label.as_str());
    let label = format!("“{}” stands for", level.label);
    ui.horizontal(|ui| {
        ui.add_space(24.0);
        if let Some(own) = fields::choice_field(ui, &label, chosen, &options).and_then(|at| ours.get(at)) {
            levels.insert(level.id.clone(), own.id.clone());
        }
    });
}
