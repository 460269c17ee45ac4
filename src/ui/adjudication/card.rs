//! The case at hand: what it is about, what each annotator did, what the reference layer holds, the ruling.

use super::{ruling, side};
use crate::ui::action::Actions;
use crate::ui::disagreements::tone;
use crate::ui::navigation::MainView;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::team::action::TeamAction;
use crate::ui::theme;
use crate::ui::widgets::{fields, mark_ui};
use crate::ui::window::action::WindowAction;
use crate::view::adjudication::AdjudicationCard;
use eframe::egui::{Align, Label, Layout, RichText, Ui};

/// Draws the case at hand, or what to do when there is none.
pub fn card_ui(ui: &mut Ui, scene: Scene<'_>, actions: &mut Actions) {
    let Some(card) = scene.views.adjudication().card() else {
        empty_ui(ui, scene, actions);
        return;
    };
    ui.spacing_mut().item_spacing.y = 6.0;
    title_ui(ui, scene, card);
    ui.add_space(8.0);
    side::sides_ui(ui, scene, card, actions);
    ui.add_space(10.0);
}

/// Draws what settles the case at hand.
pub fn ruling_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    if let Some(card) = scene.views.adjudication().card() {
        ruling::ruling_ui(ui, (card, scene), state, actions);
    }
}

fn title_ui(ui: &mut Ui, scene: Scene<'_>, card: &AdjudicationCard) {
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        ui.label(RichText::new(&card.name).font(theme::semibold(17.0)));
        ui.add_space(4.0);
        for badge in &card.badges {
            mark_ui(ui, &badge.label, tone(&palette, badge.tone));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            fields::cap(ui, "K");
            fields::cap(ui, "J");
            let words = scene.views.adjudication().list().place_words(card.key);
            ui.label(RichText::new(words).font(theme::small()).color(palette.muted));
        });
    });
    for words in &card.says {
        ui.add(Label::new(RichText::new(words).color(palette.ink)).wrap());
    }
}

fn empty_ui(ui: &mut Ui, scene: Scene<'_>, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let several = scene.workspace.project().annotators().filter(|one| !one.reference).count() > 1;
    let (title, words) = if several {
        (
            "Nothing to settle here",
            "Where annotators tag or link one place differently, it is listed on the left.",
        )
    } else {
        (
            "Only one annotator so far",
            "What two annotators did differently is settled here. Merge a colleague’s copy of this project.",
        )
    };
    ui.add_space(ui.available_height() * 0.25);
    ui.vertical_centered(|ui| {
        ui.label(RichText::new(title).font(theme::semibold(18.0)));
        ui.add_space(4.0);
        ui.add(Label::new(RichText::new(words).color(palette.muted)).wrap());
        ui.add_space(12.0);
        if !several && ui.button("Merge a colleague’s copy…").clicked() {
            actions.push(TeamAction::AskMerge);
        }
        if ui.button("Go to Agreement").clicked() {
            actions.push(WindowAction::View(MainView::Agreement));
        }
    });
}
