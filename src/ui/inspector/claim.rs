//! The inspector of a claim.

use super::fields::{FieldUi, labelled};
use super::kinds::{confidence_ui, kinds_ui};
use super::{group_ui, heading_ui, link_card, remove_ui, stamp_ui};
use crate::model::{Credibility, Modality};
use crate::ui::action::Actions;
use crate::ui::annotate::action::{AfterTag, AnnotateAction, ClaimField};
use crate::ui::chronology::field::{DateField, dates_ui};
use crate::ui::draft::Draft;
use crate::ui::fonts::icon;
use crate::ui::read::state::{InspectorField, Mode};
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::widgets::quote::QuoteText;
use crate::ui::widgets::{Choice, fields, icon_ui, named, segmented};
use crate::ui::window::action::WindowAction;
use crate::ui::{lines, questions, theme};
use crate::view::inspector::ClaimView;
use eframe::egui::accesskit::Role;
use eframe::egui::{ComboBox, CornerRadius, Frame, Label, Margin, RichText, Stroke, Ui};

/// Draws a claim.
pub(super) fn claim_ui(
    ui: &mut Ui,
    (view, scene): (&ClaimView, Scene<'_>),
    state: &mut UiState,
    actions: &mut Actions,
) {
    let palette = theme::palette(ui);
    heading_ui(ui, "Claim", &format!("{} · {}", view.place, view.stamp.annotator));
    let quote = QuoteText { text: &view.quote, marks: &[], size: 15.0, quoted: true };
    ui.add(Label::new(lines::ordered(ui, quote.job(&palette, ui.available_width()))).selectable(true));
    let tip = "“Words” (source, place, date, address)";
    if fields::small_button(ui, "Copy as quotation").on_hover_text(tip).clicked() {
        actions.push(WindowAction::CopyQuotation(Some(view.claim)));
    }
    if view.unanchored {
        lost_ui(ui);
    }
    group_ui(ui, "Kind", None);
    if let Some((kind, adds)) = kinds_ui(ui, &view.kinds, &view.more_kinds) {
        actions.push(if adds {
            AnnotateAction::ToggleKind(view.claim, kind)
        } else {
            AnnotateAction::Tag(kind, AfterTag::Stay)
        });
    }
    group_ui(ui, "Confidence", None);
    let whose = (state.read.mode != Mode::Idle).then_some(view.place.as_str());
    confidence_ui(ui, &view.confidence, whose, |confidence| {
        actions.push(AnnotateAction::SetClaimField(view.claim, ClaimField::Confidence(confidence)));
    });
    group_ui(ui, "Statement", None);
    let statement = FieldUi {
        draft: Draft::Statement(view.claim),
        label: "Statement",
        hint: "As quoted",
        rows: 2,
        value: &view.fields.statement,
    };
    statement.draw(ui, state, actions);
    ui.add_space(4.0);
    details_ui(ui, view, state, actions);
    group_ui(ui, "When it happened", None);
    let wants_date = state.read.wanted_field == Some(InspectorField::When);
    if wants_date {
        state.read.wanted_field = None;
    }
    let field = DateField { claim: view.claim, dates: &view.dates };
    dates_ui(ui, scene, field, &mut state.drafts.fields, (wants_date, actions));
    group_ui(ui, "Questions", None);
    questions::inspector::claim_questions_ui(ui, scene, view.claim, actions);
    group_ui(ui, "Links", Some(view.links.len()));
    link_card::links_ui(ui, view, actions);
    crate::ui::suggestions::cards::suggestions_ui(ui, (view.claim, scene), &state.read, actions);
    stamp_ui(ui, "Tagged", &view.stamp);
    if remove_ui(ui, "Remove claim") {
        actions.push(AnnotateAction::RemoveClaim(view.claim));
    }
}

/// Says that the words of a claim were not found, and what to do.
fn lost_ui(ui: &mut Ui) {
    let palette = theme::palette(ui);
    Frame::new()
        .fill(theme::mix(palette.panel, palette.danger_soft, 0.45))
        .stroke(Stroke::new(1.0, palette.danger_soft))
        .corner_radius(CornerRadius::same(theme::CONTROL_RADIUS))
        .inner_margin(Margin::symmetric(9, 7))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 5.0;
                ui.spacing_mut().interact_size.y = 16.0;
                icon_ui(ui, icon::WARNING, 14.0, palette.danger);
                ui.label(RichText::new("Not found in the text").font(theme::medium(12.5)));
            });
            let words = "These words no longer stand in the document. Select the right words there, then choose \
                         “Anchor here”.";
            ui.label(RichText::new(words).font(theme::small()).color(palette.ink));
        });
}

fn details_ui(ui: &mut Ui, view: &ClaimView, state: &mut UiState, actions: &mut Actions) {
    let fields = &view.fields;
    let field = |draft, label, hint, rows, value| FieldUi { draft, label, hint, rows, value };
    let source = "The source itself";
    field(Draft::AttributedTo(view.claim), "Attributed to", source, 1, &fields.attributed_to)
        .row(ui, state, actions);
    labelled(ui, "Modality", |ui| modality_ui(ui, view, actions));
    labelled(ui, "Credibility", |ui| credibility_ui(ui, view, actions));
    field(Draft::Tags(view.claim), "Tags", "With commas between", 1, &fields.tags).row(ui, state, actions);
    field(Draft::Note(view.claim), "Note", "For colleagues", 2, &fields.note).row(ui, state, actions);
}

fn modality_ui(ui: &mut Ui, view: &ClaimView, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let chosen = view.fields.modality;
    let (shown, color) = chosen.map_or(("Not judged", palette.muted), |it| (it.name(), palette.ink));
    let mut picked = chosen;
    let combo = ComboBox::from_id_salt(("modality", view.claim))
        .width(ui.available_width())
        .truncate()
        .selected_text(RichText::new(shown).color(color))
        .show_ui(ui, |ui| {
            ui.selectable_value(&mut picked, None, "Not judged");
            for modality in Modality::ALL {
                ui.selectable_value(&mut picked, Some(modality), modality.name());
            }
        });
    named(&combo.response, Role::ComboBox, "Modality");
    combo.response.on_hover_text("How sure the source sounds");
    if picked != chosen {
        actions.push(AnnotateAction::SetClaimField(view.claim, ClaimField::Modality(picked)));
    }
}

fn credibility_ui(ui: &mut Ui, view: &ClaimView, actions: &mut Actions) {
    let chosen = view.fields.credibility;
    let choices: Vec<Choice<'_>> = view
        .credibilities
        .iter()
        .map(|level| Choice {
            label: &level.label,
            name: format!("Credibility {}", level.label),
            chosen: chosen == Some(level.credibility),
            hint: &level.hint,
        })
        .collect();
    let clicked = segmented(ui, &choices, ui.available_width());
    if let Some(level) = clicked.and_then(|index| view.credibilities.get(index)) {
        let next: Option<Credibility> = (chosen != Some(level.credibility)).then_some(level.credibility);
        actions.push(AnnotateAction::SetClaimField(view.claim, ClaimField::Credibility(next)));
    }
}
