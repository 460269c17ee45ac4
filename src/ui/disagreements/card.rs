//! The disagreement at hand: what it is about, in what the sides differ, both sides, the verdict.

use super::foot::is_low;
use super::list::tone;
use super::{sides, verdict};
use crate::ui::action::Actions;
use crate::ui::files::action::FileAction;
use crate::ui::fonts::icon;
use crate::ui::navigation::MainView;
use crate::ui::questions::action::QuestionAction;
use crate::ui::questions::state::Moved;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::widgets::{fields, fitted, icon_button, mark_ui, named};
use crate::ui::window::action::WindowAction;
use crate::view::disagreements::{CaseCard, CaseFilter, ChainLink};
use eframe::egui::accesskit::Role;
use eframe::egui::{Align, Label, Layout, RichText, Ui, vec2};

/// Room for the names of both ends of a link.
const NAME_WIDTH: f32 = 92.0;

/// Draws the disagreement at hand, or what to do when there is none.
pub(super) fn card_ui(ui: &mut Ui, scene: Scene<'_>, state: &UiState, actions: &mut Actions) {
    let Some(card) = scene.views.review().card() else {
        empty_ui(ui, scene, state, actions);
        return;
    };
    ui.spacing_mut().item_spacing.y = 6.0;
    title_ui(ui, scene, card, actions);
    says_ui(ui, card, actions);
    ui.add_space(10.0);
    sides::sides_ui(ui, card, actions);
    ui.add_space(10.0);
}

/// Draws what settles the disagreement at hand.
pub(super) fn verdict_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    if let Some(card) = scene.views.review().card() {
        verdict::verdict_ui(ui, (card, scene), state, actions);
    }
}

/// The question's title and the place in the list.
fn title_ui(ui: &mut Ui, scene: Scene<'_>, card: &CaseCard, actions: &mut Actions) {
    let palette = theme::palette(ui);
    ui.horizontal_top(|ui| {
        let tail = 120.0;
        let width = (ui.available_width() - tail).max(120.0);
        ui.scope(|ui| {
            ui.set_max_width(width - 34.0);
            ui.add(Label::new(RichText::new(&card.title).font(theme::semibold(17.0))).wrap());
        });
        if icon_button(ui, icon::PENCIL_SIMPLE, "Rename question").clicked() {
            actions.push(QuestionAction::AskTitle(card.question));
        }
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            ui.add_space(2.0);
            fields::cap(ui, "K");
            fields::cap(ui, "J");
            let words = scene.views.review().list().place_words(card.id);
            ui.label(RichText::new(words).font(theme::small()).color(palette.muted));
        });
    });
}

/// The differences in words, their types, and why the program says so.
fn says_ui(ui: &mut Ui, card: &CaseCard, actions: &mut Actions) {
    let palette = theme::palette(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        for badge in &card.badges {
            mark_ui(ui, &badge.label, tone(&palette, badge.tone));
        }
        ui.label(RichText::new(&card.because).color(palette.muted));
        let tip = "The claims of both sides: “words” (source, place, date, address)";
        if fields::small_button(ui, "Copy as quotations").on_hover_text(tip).clicked() {
            actions.push(WindowAction::CopyQuotation(None));
        }
        if !card.chain.is_empty() {
            return;
        }
        let tip = "The links that oppose the sides answer another question then; Q";
        if fields::small_button(ui, "Move to another question…").on_hover_text(tip).clicked() {
            actions.push(QuestionAction::Choose(Moved::Links(card.links.clone())));
        }
    });
    for link in &card.chain {
        chain_link_ui(ui, link, actions);
    }
    let ink = palette.text_in(palette.danger);
    let line = |words: &str| Label::new(RichText::new(words).font(theme::medium(13.0)).color(ink)).wrap();
    if is_low(ui) && card.says.len() > 1 {
        ui.add(line(&card.says.join("  ·  ")));
        return;
    }
    for words in &card.says {
        ui.add(line(words));
    }
}

/// A link of those that cannot all hold, with a way to another question.
fn chain_link_ui(ui: &mut Ui, link: &ChainLink, actions: &mut Actions) {
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let name = fitted(ui, &link.name, theme::medium(13.0), palette.ink, 140.0);
        ui.allocate_ui(vec2(NAME_WIDTH, name.size().y), |ui| {
            ui.set_width(NAME_WIDTH);
            ui.label(name);
        });
        let ink = if link.opposes { palette.danger } else { palette.good };
        let (words, fill) = palette.mark(ink);
        mark_ui(ui, &link.kind, (words, fill));
        let response = fields::small_button(ui, "Move…");
        named(&response, Role::Button, &format!("Move {} to another question", link.name));
        let tip = if link.opposes {
            "This link answers another question; Q"
        } else {
            "This link answers another question"
        };
        if response.on_hover_text(tip).clicked() {
            actions.push(QuestionAction::Choose(Moved::Links(vec![link.link])));
        }
    });
}

/// What to do when there is nothing to look at.
fn empty_ui(ui: &mut Ui, scene: Scene<'_>, state: &UiState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let project = scene.workspace.project();
    let filter = state.review.list.filter().unwrap_or_default();
    let has_cases = scene.workspace.review().is_some_and(|index| index.cases().next().is_some());
    let (title, words, choice) = if project.document_ids().len() < 2 {
        let words = "Disagreements are found between documents: add a second one.";
        ("Not enough documents", words, Some(("Add documents…", FileAction::AddFiles.into())))
    } else if !has_cases {
        let words = "Link claims that contradict or qualify each other, and they are listed here. The list of likely \
                     links proposes some.";
        ("No disagreements yet", words, Some(("Go to Read", WindowAction::View(MainView::Read).into())))
    } else {
        match filter {
            CaseFilter::Open => ("All settled", "No disagreement is open.", None),
            CaseFilter::Settled => {
                ("Nothing settled yet", "What you settle with a verdict is listed here.", None)
            }
            CaseFilter::AnotherLook => {
                let words = "When claims join a settled disagreement, it is listed here.";
                ("Nothing to look at again", words, None)
            }
        }
    };
    ui.add_space(ui.available_height() * 0.25);
    ui.vertical_centered(|ui| {
        ui.label(RichText::new(title).font(theme::semibold(18.0)));
        ui.add_space(4.0);
        ui.add(Label::new(RichText::new(words).color(palette.muted)).wrap());
        if let Some((label, action)) = choice {
            let action: crate::ui::action::Action = action;
            ui.add_space(12.0);
            if ui.button(label).clicked() {
                actions.push(action);
            }
        }
    });
}
