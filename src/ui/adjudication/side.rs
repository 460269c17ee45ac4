//! What each annotator did, side by side, and what the reference layer holds.

use super::action::AdjudicateAction;
use crate::ui::action::Actions;
use crate::ui::disagreements::{beside, boxed, words_ui};
use crate::ui::lines;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::quote::{ContextText, QuoteText};
use crate::ui::widgets::{fields, mark_ui};
use crate::view::adjudication::{AdjudicationCard, AdjudicationSide, SideClaim, SideLink};
use crate::workspace::Decision;
use eframe::egui::{Align, CornerRadius, Label, Layout, Rect, RichText, Sense, Stroke, Ui, vec2};

/// Below this width the sides stand one above the other.
const NARROW: f32 = 560.0;

/// Draws all sides, two beside each other, and the reference layer where it holds something else.
pub(super) fn sides_ui(ui: &mut Ui, scene: Scene<'_>, card: &AdjudicationCard, actions: &mut Actions) {
    let is_narrow = ui.available_width() < NARROW;
    let numbered: Vec<(usize, &AdjudicationSide)> = card.sides.iter().enumerate().collect();
    for (row, pair) in numbered.chunks(2).enumerate() {
        match pair {
            [(first, one), (second, other)] if !is_narrow => {
                beside(ui, ("between annotators", card.key, row), |ui, at, height| {
                    let (number, side) = if at == 0 { (*first, *one) } else { (*second, *other) };
                    side_ui(ui, scene, (number, side, height), actions);
                });
            }
            sides => {
                for (number, side) in sides {
                    side_ui(ui, scene, (*number, side, 0.0), actions);
                    ui.add_space(8.0);
                }
            }
        }
        ui.add_space(6.0);
    }
    let is_elsewhere = !card.sides.iter().any(|side| side.is_held);
    let has_work = !card.reference.claims.is_empty() || !card.reference.links.is_empty();
    if is_elsewhere && has_work {
        let palette = theme::palette(ui);
        boxed(ui, (0.0, Stroke::new(2.0, palette.good)), |ui| {
            heading_ui(ui, scene, (None, &card.reference), actions);
            work_ui(ui, &card.reference, actions);
        });
    }
}

fn side_ui(
    ui: &mut Ui,
    scene: Scene<'_>,
    (number, side, height): (usize, &AdjudicationSide, f32),
    actions: &mut Actions,
) {
    let palette = theme::palette(ui);
    let line = if side.is_held { Stroke::new(2.0, palette.good) } else { Stroke::new(1.0, palette.line) };
    boxed(ui, (height, line), |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        heading_ui(ui, scene, (Some(number), side), actions);
        work_ui(ui, side, actions);
    });
}

/// Colour and name, and the button that accepts what they did.
fn heading_ui(
    ui: &mut Ui,
    scene: Scene<'_>,
    (number, side): (Option<usize>, &AdjudicationSide),
    actions: &mut Actions,
) {
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        let position = scene.workspace.project().annotators().position(|one| Some(one.id) == side.annotator);
        if let Some(position) = position {
            let (rect, _) = ui.allocate_exact_size(vec2(4.0, 16.0), Sense::hover());
            ui.painter().rect_filled(rect, CornerRadius::same(1), palette.annotator(position));
        }
        ui.add(Label::new(RichText::new(&side.name).font(theme::semibold(13.5))).truncate());
        if side.is_held {
            let colors = palette.mark(palette.good);
            mark_ui(ui, "in the reference layer", colors);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let Some((number, annotator)) = number.zip(side.annotator) else {
                return;
            };
            let name = format!("Accept {}", side.name);
            let button = fields::small_button(ui, "Accept");
            crate::ui::widgets::named(&button, eframe::egui::accesskit::Role::Button, &name);
            if button.on_hover_text(&name).clicked() {
                actions.push(AdjudicateAction::Rule(Decision::Accept(annotator)));
            }
            if number < 9 {
                fields::cap(ui, &(number + 1).to_string());
            }
        });
    });
}

fn work_ui(ui: &mut Ui, side: &AdjudicationSide, actions: &mut Actions) {
    let palette = theme::palette(ui);
    for claim in &side.claims {
        claim_ui(ui, claim, &palette, actions);
    }
    for link in &side.links {
        link_ui(ui, link, &palette);
    }
    for (at, text) in side.passed_over.iter().enumerate() {
        let name = format!("Read the place in its document, for {}", side.name);
        if words_ui(ui, (&format!("passed {at}"), &name), ContextText { text, size: 15.0 }) {
            actions.push(AdjudicateAction::Read(at));
        }
    }
    if !side.note.is_empty() {
        ui.label(RichText::new(&side.note).font(theme::small()).color(palette.muted));
    }
}

fn claim_ui(ui: &mut Ui, claim: &SideClaim, palette: &Palette, actions: &mut Actions) {
    ui.add_space(4.0);
    let name = format!("Read {} in its document", claim.name);
    let text = ContextText { text: &claim.text, size: 15.0 };
    if words_ui(ui, (&format!("{:?}", claim.claim), &name), text) {
        actions.push(crate::ui::disagreements::action::ReviewAction::ReadClaim(claim.claim));
    }
    let kinds = if claim.kinds.is_empty() { "no kind".to_owned() } else { claim.kinds.join(", ") };
    let confidence = claim.confidence.as_deref().unwrap_or("confidence not set");
    let words = format!("{kinds} · {confidence}");
    ui.add(Label::new(RichText::new(words).font(theme::medium(12.5)).color(palette.ink)).wrap());
    for (label, text) in [("Statement", &claim.statement), ("Note", &claim.note)] {
        if !text.is_empty() {
            let words = format!("{label}: {text}");
            ui.add(Label::new(RichText::new(words).font(theme::small()).color(palette.muted)).wrap());
        }
    }
    if claim.is_new {
        mark_ui(ui, "new since the ruling", (palette.accent, palette.accent_soft));
    }
}

fn link_ui(ui: &mut Ui, link: &SideLink, palette: &Palette) {
    ui.add_space(4.0);
    end_ui(ui, &link.from, palette);
    ui.horizontal(|ui| {
        let color = palette.kind(&link.kind.color);
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 14.0), Sense::hover());
        let bar = Rect::from_center_size(rect.center(), vec2(3.0, 14.0));
        ui.painter().rect_filled(bar, CornerRadius::same(1), color);
        let arrow = if link.is_directed { " ↓" } else { "" };
        let confidence = link.confidence.as_deref().unwrap_or("confidence not set");
        let words = format!("{}{arrow} · {confidence}", link.kind.label);
        ui.label(RichText::new(words).font(theme::medium(12.5)).color(palette.text_in(color)));
        if link.is_new {
            mark_ui(ui, "new since the ruling", (palette.accent, palette.accent_soft));
        }
    });
    end_ui(ui, &link.to, palette);
    if !link.note.is_empty() {
        let words = format!("Note: {}", link.note);
        ui.add(Label::new(RichText::new(words).font(theme::small()).color(palette.muted)).wrap());
    }
}

fn end_ui(ui: &mut Ui, (name, quote): &(String, crate::view::inspector::Quote), palette: &Palette) {
    ui.horizontal_top(|ui| {
        ui.label(RichText::new(name).font(theme::medium(12.0)).color(palette.muted));
        let text = QuoteText { text: &quote.text, marks: &quote.marks, size: 14.0, quoted: true };
        let job = lines::ordered(ui, text.job(palette, ui.available_width()));
        ui.add(Label::new(job).wrap());
    });
}
