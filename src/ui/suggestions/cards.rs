//! What the selected claim may be linked to: cards by document, each with what speaks for it, to accept or dismiss.

use super::action::{JudgeAction, WithCopies};
use super::handlers::proposal_of;
use crate::model::ClaimId;
use crate::ui::action::Actions;
use crate::ui::annotate::action::AnnotateAction;
use crate::ui::inspector::group_ui;
use crate::ui::inspector::kinds::confidence_ui;
use crate::ui::read::state::{Mode, ReadState};
use crate::ui::scene::Scene;
use crate::ui::widgets::card::card;
use crate::ui::widgets::quote::QuoteText;
use crate::ui::widgets::{fields, fitted, letter_badge, named};
use crate::ui::{lines, theme};
use crate::view::inspector::ConfidenceView;
use crate::view::suggestions::{SuggestionCard, SuggestionGroup};
use eframe::egui::accesskit::Role;
use eframe::egui::{Align, Button, Label, Layout, RichText, Sense, Ui, WidgetInfo, vec2};

/// Draws the suggestions for a claim.
pub(in crate::ui) fn suggestions_ui(
    ui: &mut Ui,
    (claim, scene): (ClaimId, Scene<'_>),
    read: &ReadState,
    actions: &mut Actions,
) {
    let project = scene.workspace.project();
    if project.document_ids().len() < 2 {
        return;
    }
    let groups = scene.views.suggestions();
    let count = groups.map(|groups| groups.iter().map(|group| group.cards.len()).sum());
    group_ui(ui, "Suggestions", count);
    match groups {
        None => fields::note(ui, "Looking for matches in the other documents…"),
        Some([]) => fields::note(ui, "Nothing alike in the other documents that is not linked or dismissed."),
        Some(groups) => {
            ui.horizontal_wrapped(|ui| {
                for (key, words) in [("N", "next"), ("Enter", "accept"), ("Backspace", "dismiss")] {
                    fields::key_hint(ui, &[key], words);
                    ui.add_space(6.0);
                }
            });
            for group in groups {
                group_of_document_ui(ui, (group, scene), read, actions);
            }
        }
    }
    let dismissed = scene.shown().dismissal_count(claim);
    if dismissed > 0 {
        ui.horizontal(|ui| {
            let palette = theme::palette(ui);
            let words = format!("{dismissed} dismissed");
            ui.label(RichText::new(words).font(theme::small()).color(palette.muted));
            if fields::small_button(ui, "Offer again").clicked() {
                actions.push(JudgeAction::OfferAgain(claim));
            }
        });
    }
}

fn group_of_document_ui(
    ui: &mut Ui,
    (group, scene): (&SuggestionGroup, Scene<'_>),
    read: &ReadState,
    actions: &mut Actions,
) {
    let palette = theme::palette(ui);
    ui.add_space(3.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 7.0;
        letter_badge(ui, &group.letter, group.position);
        let title = fitted(ui, &group.title, theme::small(), palette.muted, ui.available_width());
        let (rect, response) = ui.allocate_exact_size(title.size(), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &group.title));
        ui.painter().galley(rect.min, title, palette.muted);
    });
    for suggestion in &group.cards {
        let shown = is_shown(suggestion, &read.mode)
            .then(|| ConfidenceView::new(scene.workspace.project(), read.next_confidence.link.as_ref()));
        card_ui(ui, suggestion, shown.as_ref(), actions);
    }
}

fn is_shown(suggestion: &SuggestionCard, mode: &Mode) -> bool {
    let Mode::Judging { claim, document, span } = mode else {
        return false;
    };
    (*claim, *document, *span) == (suggestion.claim, suggestion.document, suggestion.span)
}

/// A suggestion; the one on show in its text has the confidence that its link is to get.
fn card_ui(
    ui: &mut Ui,
    suggestion: &SuggestionCard,
    confidence: Option<&ConfidenceView>,
    actions: &mut Actions,
) {
    let palette = theme::palette(ui);
    let shown = confidence.is_some();
    let color = suggestion.kind_label.as_ref().map_or(palette.muted, |kind| palette.kind(&kind.color));
    let name = format!("Show suggestion {}", suggestion.name);
    let salt = ("suggestion", suggestion.claim, suggestion.document, suggestion.span.start);
    let mut judged = None;
    let response = card(ui, salt, &name, if shown { palette.good } else { color }, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        header_ui(ui, suggestion);
        let quote = QuoteText {
            text: &suggestion.quote.text,
            marks: &suggestion.quote.marks,
            size: 13.5,
            quoted: false,
        };
        let job = quote.job(&palette, ui.available_width());
        lines::label(ui, job);
        reasons_ui(ui, suggestion);
        if let Some(confidence) = confidence {
            confidence_ui(ui, confidence, None, |confidence| {
                actions.push(AnnotateAction::SetConfidence(confidence));
            });
        }
        judged = buttons_ui(ui, suggestion, shown);
    });
    if shown {
        let line = eframe::egui::Stroke::new(1.5, palette.good);
        let radius = eframe::egui::CornerRadius::same(theme::CARD_RADIUS);
        ui.painter().rect_stroke(response.rect, radius, line, eframe::egui::StrokeKind::Inside);
        if is_new(ui, suggestion) {
            response.scroll_to_me(None);
        }
    }
    match judged {
        Some(action) => actions.push(action),
        None if response.clicked() => actions.push(JudgeAction::Show(proposal_of(suggestion))),
        None => {}
    }
}

/// Whether another suggestion was on show in the last frame.
fn is_new(ui: &Ui, suggestion: &SuggestionCard) -> bool {
    let id = eframe::egui::Id::unique("suggestion on show");
    let this = (suggestion.claim, suggestion.document, suggestion.span);
    ui.data_mut(|data| {
        let before = data.get_temp(id);
        data.insert_temp(id, this);
        before != Some(this)
    })
}

/// `C7 · corroborates · 64 %`.
fn header_ui(ui: &mut Ui, suggestion: &SuggestionCard) {
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new(&suggestion.name).font(theme::medium(12.0)));
        if let Some(kind) = &suggestion.kind_label {
            let color = palette.text_in(palette.kind(&kind.color));
            ui.label(RichText::new(format!("{}?", kind.label)).font(theme::medium(12.0)).color(color));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let tagged = if suggestion.other.is_some() { "" } else { "not tagged · " };
            let words = format!("{tagged}{} % alike", suggestion.score);
            ui.label(RichText::new(words).font(theme::small()).color(palette.muted));
        });
    });
}

/// What both have, and in what they differ.
pub(in crate::ui) fn reasons_ui(ui: &mut Ui, suggestion: &SuggestionCard) {
    let palette = theme::palette(ui);
    ui.spacing_mut().item_spacing.y = 2.0;
    if !suggestion.shared.is_empty() {
        let words = format!("Both: {}", suggestion.shared.join(", "));
        ui.add(Label::new(RichText::new(words).font(theme::small()).color(palette.muted)).wrap());
    }
    let ink = palette.text_in(palette.danger);
    for difference in &suggestion.differences {
        ui.add(Label::new(RichText::new(&difference.words).font(theme::small()).color(ink)).wrap());
    }
    if !suggestion.copy_names.is_empty() {
        let words = format!("The same words in {}", suggestion.copy_names.join(", "));
        ui.add(Label::new(RichText::new(words).font(theme::small()).color(palette.muted)).wrap());
    }
}

fn buttons_ui(ui: &mut Ui, suggestion: &SuggestionCard, shown: bool) -> Option<JudgeAction> {
    let mut judged = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        let accept = if shown { "Accept   Enter" } else { "Accept" };
        if button_ui(ui, accept, &format!("Accept suggestion {}", suggestion.name)) {
            let (proposal, kind) = (proposal_of(suggestion), suggestion.kind.clone());
            judged = Some(JudgeAction::Accept(proposal, kind, WithCopies::No));
        }
        if !suggestion.copies.is_empty() {
            let name = format!("Accept suggestion {} and its copies", suggestion.name);
            if button_ui(ui, "With copies as same origin", &name) {
                let (proposal, kind) = (proposal_of(suggestion), suggestion.kind.clone());
                judged = Some(JudgeAction::Accept(proposal, kind, WithCopies::Yes));
            }
        }
        if button_ui(ui, "Dismiss", &format!("Dismiss suggestion {}", suggestion.name)) {
            judged = Some(JudgeAction::Dismiss(proposal_of(suggestion)));
        }
    });
    judged
}

fn button_ui(ui: &mut Ui, text: &str, name: &str) -> bool {
    let response = ui.add(Button::new(RichText::new(text).font(theme::small())).min_size(vec2(0.0, 22.0)));
    named(&response, Role::Button, name);
    fields::ring(ui, &response);
    response.clicked()
}
