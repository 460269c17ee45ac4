//! The inspector of a link: its kind, both ends, how sure.

use super::fields::FieldUi;
use super::kinds::{confidence_ui, kinds_ui};
use super::{group_ui, heading_ui, remove_ui, stamp_ui};
use crate::ui::action::Actions;
use crate::ui::annotate::action::{AnnotateAction, LinkField};
use crate::ui::draft::Draft;
use crate::ui::fonts::icon;
use crate::ui::read::action::ReadAction;
use crate::ui::read::state::Selection;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::widgets::card::card;
use crate::ui::widgets::quote::QuoteText;
use crate::ui::widgets::{fitted, icon_ui, letter_badge, named};
use crate::ui::{lines, questions, theme};
use crate::view::inspector::{DifferenceRow, Direction, LinkEndView, LinkView};
use eframe::egui::accesskit::Role;
use eframe::egui::{Align, Button, Label, Layout, RichText, Ui};

/// Draws a link.
pub(super) fn link_ui(
    ui: &mut Ui,
    (view, scene): (&LinkView, Scene<'_>),
    state: &mut UiState,
    actions: &mut Actions,
) {
    let [near, far] = &view.ends;
    heading_ui(ui, "Link", &format!("{} – {} · {}", near.name, far.name, view.stamp.annotator));
    end_ui(ui, view, near, actions);
    between_ui(ui, view, actions);
    end_ui(ui, view, far, actions);
    group_ui(ui, "Kind", None);
    if let Some((kind, _)) = kinds_ui(ui, &view.kinds, &[]) {
        actions.push(AnnotateAction::SetLinkField(view.link, LinkField::Kind(kind)));
    }
    group_ui(ui, "Question", None);
    questions::inspector::link_question_ui(ui, scene, view.link, actions);
    group_ui(ui, "Confidence", None);
    confidence_ui(ui, &view.confidence, None, |confidence| {
        actions.push(AnnotateAction::SetLinkField(view.link, LinkField::Confidence(confidence)));
    });
    if !view.differences.is_empty() {
        group_ui(ui, "Differences", Some(view.differences.len()));
        for row in &view.differences {
            difference_ui(ui, row);
        }
    }
    group_ui(ui, "Note", None);
    let note = FieldUi {
        draft: Draft::LinkNote(view.link),
        label: "Note",
        hint: "For colleagues",
        rows: 2,
        value: &view.note,
    };
    note.draw(ui, state, actions);
    stamp_ui(ui, "Linked", &view.stamp);
    if remove_ui(ui, "Remove link") {
        actions.push(AnnotateAction::RemoveLink(view.link));
    }
}

/// One end as a card; a click goes there.
fn end_ui(ui: &mut Ui, view: &LinkView, end: &LinkEndView, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let name = format!("Go to {} ({})", end.name, view.kind.label);
    let color = palette.kind(&view.kind.color);
    let response = card(ui, ("link end", end.claim), &name, color, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            letter_badge(ui, &end.letter, end.position);
            let place = fitted(ui, &end.name, theme::small(), palette.muted, 60.0);
            let room = ui.available_width() - place.size().x - 8.0;
            ui.label(fitted(ui, &end.title, theme::medium(12.0), palette.ink, room));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(place));
        });
        let quote = QuoteText { text: &end.quote.text, marks: &end.quote.marks, size: 13.5, quoted: false };
        let job = quote.job(&palette, ui.available_width());
        lines::label(ui, job);
    });
    if response.clicked() {
        actions.push(ReadAction::Show(Selection::Claim(end.claim)));
    }
}

/// The kind between both ends, with the way it reads.
fn between_ui(ui: &mut Ui, view: &LinkView, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let color = palette.text_in(palette.kind(&view.kind.color));
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        let arrow = match view.direction {
            Direction::Symmetric => icon::LINK_SIMPLE,
            Direction::Outgoing => icon::ARROW_DOWN,
            Direction::Incoming => icon::ARROW_UP,
        };
        icon_ui(ui, arrow, 14.0, color);
        let is_directed = view.direction != Direction::Symmetric;
        let room = ui.available_width() - if is_directed { 92.0 } else { 0.0 };
        ui.label(fitted(ui, &view.kind.label, theme::medium(12.5), color, room));
        if is_directed {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let text = RichText::new("Reverse").font(theme::small());
                let response = ui.add(Button::new(text));
                named(&response, Role::Button, "Reverse direction");
                if response.clicked() {
                    actions.push(AnnotateAction::SetLinkField(view.link, LinkField::Reverse));
                }
                response.on_hover_text("Reverse direction");
            });
        }
    });
}

fn difference_ui(ui: &mut Ui, row: &DifferenceRow) {
    let palette = theme::palette(ui);
    ui.label(RichText::new(&row.label).font(theme::medium(12.5)).color(palette.text_in(palette.danger)));
    for words in [&row.words, &row.note].into_iter().filter(|words| !words.is_empty()) {
        ui.add(Label::new(RichText::new(words).font(theme::small()).color(palette.muted)).wrap());
    }
}
