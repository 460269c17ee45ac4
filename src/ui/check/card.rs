//! The sentence at hand: its words, what is to be said of it, the passages, and the kinds to link it as.

use super::action::CheckAction;
use super::list::status_colors;
use super::state::CheckState;
use crate::analysis::verify::PassageStand;
use crate::ui::action::Actions;
use crate::ui::disagreements::{boxed, words_ui};
use crate::ui::scene::Scene;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::keyed::{KEYED_HEIGHT, wrapped};
use crate::ui::widgets::quote::ContextText;
use crate::ui::widgets::{KindButton, fields, letter_badge, mark_ui, reliability_ui};
use crate::view::check::{CheckCard, PassageCard, PassageState, status_label};
use eframe::egui::{Align, Frame, Label, Layout, Margin, Panel, RichText, ScrollArea, Stroke, Ui, vec2};

/// Lines of some 100 characters.
const MAX_WIDTH: f32 = 860.0;
/// A window so low leaves out what the keys do, so that the sentence can be read.
const LOW: f32 = 620.0;

/// Draws the sentence at hand, or what is going on.
pub(super) fn card_ui(ui: &mut Ui, scene: Scene<'_>, state: &CheckState, actions: &mut Actions) {
    let views = scene.views.check();
    let Some(card) = views.card() else {
        waiting_ui(ui, scene);
        return;
    };
    let palette = theme::palette(ui);
    let frame = Frame::new().fill(palette.background).inner_margin(Margin::symmetric(28, 10));
    Panel::bottom("links of the sentence").resizable(false).frame(frame).show(ui, |ui| {
        foot_ui(ui, scene, (card, state), actions);
    });
    let salt = ("sentence at hand", card.sentence);
    ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(Margin::symmetric(28, 18)).show(ui, |ui| {
            ui.set_max_width(ui.available_width().min(MAX_WIDTH));
            ui.spacing_mut().item_spacing.y = 6.0;
            sentence_ui(ui, card, &palette, actions);
            for (at, passage) in card.passages.iter().enumerate() {
                ui.add_space(6.0);
                passage_ui(ui, (at, at == state.passage), passage, actions);
            }
        });
    });
}

fn waiting_ui(ui: &mut Ui, scene: Scene<'_>) {
    let palette = theme::palette(ui);
    let is_empty = scene.workspace.check_progress().is_none() && scene.views.check().list().rows.is_empty();
    let words = if is_empty {
        "Nothing in this document is a sentence that could be checked: headings and what is set aside are not."
    } else if scene.workspace.check_progress().is_some() && scene.views.check().list().rows.is_empty() {
        "Looking for each sentence in the sources…"
    } else {
        "Choose a sentence on the left."
    };
    ui.add_space(ui.available_height() * 0.25);
    ui.vertical_centered(|ui| ui.label(RichText::new(words).color(palette.muted)));
}

fn sentence_ui(ui: &mut Ui, card: &CheckCard, palette: &Palette, actions: &mut Actions) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(&card.name).font(theme::semibold(15.0)));
        mark_ui(ui, status_label(card.status), status_colors(palette, card.status));
    });
    boxed(ui, (0.0, Stroke::new(1.0, palette.line)), |ui| {
        let name = format!("Read {} in place", card.name);
        if words_ui(ui, (&card.name, &name), ContextText { text: &card.text, size: 16.0 }) {
            actions.push(CheckAction::Read);
        }
        for note in &card.notes {
            ui.add_space(4.0);
            ui.add(Label::new(RichText::new(note).font(theme::small()).color(palette.muted)).wrap());
        }
    });
    ui.add_space(6.0);
    let words = match card.passages.len() {
        0 => "No passage".to_owned(),
        1 => "The best passage".to_owned(),
        _ => "The best passage of each source".to_owned(),
    };
    ui.label(RichText::new(words).font(theme::small()).color(palette.muted));
}

fn passage_ui(ui: &mut Ui, (at, is_at_hand): (usize, bool), passage: &PassageCard, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let line = if is_at_hand { Stroke::new(2.0, palette.accent) } else { Stroke::new(1.0, palette.line) };
    boxed(ui, (0.0, line), |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 7.0;
            letter_badge(ui, &passage.letter, passage.position);
            if let Some(reliability) = &passage.reliability {
                reliability_ui(ui, reliability);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                marks_ui(ui, passage, &palette);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let title = RichText::new(&passage.title).font(theme::small()).color(palette.muted);
                    ui.add(Label::new(title).truncate());
                });
            });
        });
        ui.add_space(4.0);
        let name = format!("Passage {}", passage.name);
        if words_ui(ui, (&passage.name, &name), ContextText { text: &passage.text, size: 15.0 }) {
            actions.push(if is_at_hand { CheckAction::Read } else { CheckAction::Passage(at) });
        }
        for difference in &passage.differences {
            ui.add_space(3.0);
            ui.add(
                Label::new(RichText::new(&difference.words).font(theme::small()).color(palette.danger))
                    .wrap(),
            );
        }
    });
}

/// From the right: what was done with it, what it says to the sentence.
fn marks_ui(ui: &mut Ui, passage: &PassageCard, palette: &Palette) {
    let (words, color) = match passage.stand {
        PassageStand::Backs => ("like it", palette.good),
        PassageStand::Differs => ("differs", palette.danger),
        PassageStand::Near => ("near", palette.muted),
    };
    ui.label(RichText::new(format!("{} %", passage.score)).font(theme::small()).color(palette.muted));
    mark_ui(ui, words, palette.mark(color));
    match &passage.state {
        PassageState::Open => {}
        PassageState::Linked(kind) => {
            mark_ui(ui, &format!("linked: {}", kind.label), palette.mark(palette.kind(&kind.color)));
        }
        PassageState::Dismissed => {
            mark_ui(ui, "dismissed", (palette.muted, palette.hover));
        }
    }
}

/// Every kind of link, the offered one marked; then what the keys do.
fn foot_ui(ui: &mut Ui, scene: Scene<'_>, (card, state): (&CheckCard, &CheckState), actions: &mut Actions) {
    let palette = theme::palette(ui);
    ui.spacing_mut().item_spacing.y = 8.0;
    let Some(passage) = card.passages.get(state.passage) else {
        wrapped(ui, KEYED_HEIGHT, vec2(8.0, 6.0), |ui| {
            if fields::strong_button(ui, "Keep as a claim without a source", true).clicked() {
                actions.push(CheckAction::Link(None));
            }
            ui.add_space(10.0);
            fields::key_hint(ui, &["Enter"], "keep");
        });
        return;
    };
    let is_low = ui.ctx().content_rect().height() < LOW;
    if !is_low {
        let words = format!("Link {} with {}", card.name, passage.name);
        ui.label(RichText::new(words).font(theme::small()).color(palette.muted));
    }
    wrapped(ui, 26.0, vec2(6.0, 6.0), |ui| {
        for kind in scene.workspace.project().codebook().offered_link_kinds() {
            let button = KindButton {
                label: &kind.label,
                name: format!("Link as {}", kind.label),
                color: palette.kind(&kind.color),
                key: kind.key,
                chosen: passage.kind.as_deref() == Some(kind.id.as_str()),
            };
            if button.show(ui).on_hover_text(&kind.definition).clicked() {
                actions.push(CheckAction::Link(Some(kind.id.clone())));
            }
        }
    });
    wrapped(ui, KEYED_HEIGHT, vec2(8.0, 6.0), |ui| {
        if let Some(kind) = &passage.kind_label {
            let label = format!("Link: {}", kind.label);
            let name = format!("Link {} and {}: {}", card.name, passage.name, kind.label);
            if fields::strong_button(ui, &label, true).accessible_name(name).clicked() {
                actions.push(CheckAction::Link(None));
            }
        }
        let name = format!("Dismiss passage {}", passage.name);
        if fields::plain_button(ui, "Dismiss").accessible_name(name).clicked() {
            actions.push(CheckAction::Dismiss);
        }
        let hints = [
            ("Enter", "link"),
            ("Backspace", "dismiss"),
            ("←→", "another passage"),
            ("Space", "read in place"),
        ];
        for (keys, words) in hints.into_iter().filter(|_| !is_low) {
            ui.add_space(8.0);
            fields::key_hint(ui, &[keys], words);
        }
    });
}
