//! The inspector of a sentence or a run of words.

use super::kinds::legend_ui;
use super::{group_ui, heading_ui, keys_ui};
use crate::ui::action::Actions;
use crate::ui::annotate::action::AnnotateAction;
use crate::ui::read::action::ReadAction;
use crate::ui::read::state::Selection;
use crate::ui::widgets::card::card;
use crate::ui::widgets::named;
use crate::ui::widgets::quote::QuoteText;
use crate::ui::{lines, theme};
use crate::view::inspector::{ClaimCard, PlaceView};
use eframe::egui::accesskit::Role;
use eframe::egui::{Button, Label, RichText, Ui};

/// Draws a sentence or a run of words.
pub(super) fn place_ui(ui: &mut Ui, view: &PlaceView, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let word = if view.role.is_some() { "Sentence" } else { "Selected words" };
    heading_ui(ui, word, &view.place);
    let quote = QuoteText { text: &view.words, marks: &[], size: 15.0, quoted: true };
    ui.add(Label::new(lines::ordered(ui, quote.job(&palette, ui.available_width()))).selectable(true));
    if let Some(role) = view.role.filter(|role| *role != "body") {
        ui.label(RichText::new(format!("Role: {role}")).font(theme::small()).color(palette.muted));
    }
    if !view.claims.is_empty() {
        group_ui(ui, "Claims", Some(view.claims.len()));
        for claim in &view.claims {
            claim_ui(ui, claim, actions);
        }
    }
    if !view.unanchored.is_empty() {
        lost_ui(ui, view, actions);
    }
    group_ui(ui, "Tag it", None);
    legend_ui(ui, &view.kinds);
    ui.add_space(8.0);
    keys_ui(
        ui,
        &[
            (&["Ctrl+click", "Enter"], "tag with the last kind"),
            (&["Shift", "←", "→"], "take in fewer or more words"),
            (&["L"], "link to another claim"),
            (&["/"], "split the sentence before the selected words"),
            (&["M"], "merge with the next sentence"),
            (&["X"], "set aside, or take back into the text"),
        ],
    );
}

fn claim_ui(ui: &mut Ui, claim: &ClaimCard, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let name = format!("Show claim {}", claim.name);
    let response = card(ui, ("claim card", claim.claim), &name, palette.kind(&claim.color), |ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        let kinds = if claim.kinds.is_empty() { "no kind".to_owned() } else { claim.kinds.join(", ") };
        let confidence = claim.confidence.as_deref().unwrap_or("not set");
        let words = format!("{} · {kinds} · {confidence}", claim.name);
        ui.add(Label::new(RichText::new(words).font(theme::small()).color(palette.muted)).wrap());
        quote_ui(ui, claim);
    });
    if response.clicked() {
        actions.push(ReadAction::Select(Some(Selection::Claim(claim.claim))));
    }
}

fn quote_ui(ui: &mut Ui, claim: &ClaimCard) {
    let palette = theme::palette(ui);
    let quote = QuoteText { text: &claim.quote, marks: &[], size: 13.5, quoted: false };
    let job = quote.job(&palette, ui.available_width());
    lines::label(ui, job);
}

/// Claims of this document whose words were not found: each can be given this place.
fn lost_ui(ui: &mut Ui, view: &PlaceView, actions: &mut Actions) {
    let palette = theme::palette(ui);
    group_ui(ui, "Claims not found in the text", Some(view.unanchored.len()));
    for claim in &view.unanchored {
        let name = format!("Show claim {}", claim.name);
        let mut anchored = false;
        let response = card(ui, ("lost claim", claim.claim), &name, palette.danger, |ui| {
            quote_ui(ui, claim);
            let button = ui.add(Button::new(RichText::new("Anchor here").font(theme::small())));
            named(&button, Role::Button, &format!("Anchor {} here", claim.name));
            anchored = button.clicked();
        });
        if anchored {
            actions.push(AnnotateAction::MoveClaim(claim.claim, view.span));
            actions.push(ReadAction::Select(Some(Selection::Claim(claim.claim))));
        } else if response.clicked() {
            actions.push(ReadAction::Select(Some(Selection::Claim(claim.claim))));
        }
    }
}
