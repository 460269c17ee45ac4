//! The two sides of a disagreement, side by side where there is room: quotes in context, with what differs marked.

use super::action::ReviewAction;
use crate::ui::action::Actions;
use crate::ui::lines;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::quote::ContextText;
use crate::ui::widgets::{fitted, focus_ring, letter_badge, mark_ui, named, reliability_ui};
use crate::view::disagreements::{CaseCard, CaseClaim, SideView};
use eframe::egui::accesskit::Role;
use eframe::egui::{
    Align, CornerRadius, Frame, Id, Label, Layout, Rect, RichText, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    pos2, vec2,
};

/// Between the sides.
const GAP: f32 = 18.0;
/// Below this width the sides stand one above the other.
const NARROW: f32 = 560.0;

/// Draws both sides.
pub(super) fn sides_ui(ui: &mut Ui, card: &CaseCard, actions: &mut Actions) {
    let [first, second] = &card.sides;
    if ui.available_width() < NARROW {
        side_ui(ui, first, 0.0, actions);
        ui.add_space(8.0);
        side_ui(ui, second, 0.0, actions);
        return;
    }
    beside(ui, ("sides", card.id), |ui, at, height| {
        side_ui(ui, if at == 0 { first } else { second }, height, actions);
    });
}

/// Draws two boxes of one height side by side; `content` is given the height that the higher one asked for last.
pub fn beside(
    ui: &mut Ui,
    salt: impl std::hash::Hash + std::fmt::Debug,
    mut content: impl FnMut(&mut Ui, usize, f32),
) {
    let id = Id::unique(("height of", salt));
    let known: Option<(f32, f32)> = ui.data(|data| data.get_temp(id));
    let full = ui.available_rect_before_wrap();
    let width = (full.width() - GAP) / 2.0;
    let height = known.filter(|(at, _)| (at - width).abs() < 0.5).map_or(0.0, |(_, height)| height);
    let mut natural = 0.0f32;
    let mut bottom = full.top();
    for at in 0..2 {
        let left = (width + GAP).mul_add(at as f32, full.left());
        let place = Rect::from_min_max(pos2(left, full.top()), pos2(left + width, full.bottom()));
        let builder = UiBuilder::new().max_rect(place).id_salt(("side", at));
        let drawn = ui.scope_builder(builder, |ui| content(ui, at, height)).response.rect;
        bottom = bottom.max(drawn.bottom());
        let asked = ui.data(|data| data.get_temp::<f32>(Id::unique("asked height"))).unwrap_or_default();
        natural = natural.max(asked);
    }
    ui.allocate_rect(Rect::from_min_max(full.min, pos2(full.right(), bottom)), Sense::hover());
    if known != Some((width, natural)) {
        ui.data_mut(|data| data.insert_temp(id, (width, natural)));
        ui.ctx().request_repaint();
    }
}

/// A box on paper at least that high.
pub fn boxed(ui: &mut Ui, (height, line): (f32, Stroke), content: impl FnOnce(&mut Ui)) {
    let palette = theme::palette(ui);
    Frame::new()
        .fill(palette.paper)
        .stroke(line)
        .corner_radius(CornerRadius::same(theme::CARD_RADIUS))
        .inner_margin(16)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let top = ui.cursor().top();
            content(ui);
            let used = ui.cursor().top() - top;
            ui.data_mut(|data| data.insert_temp(Id::unique("asked height"), used));
            if height > used + 0.5 {
                ui.add_space(height - used - ui.spacing().item_spacing.y);
            }
        });
}

fn side_ui(ui: &mut Ui, side: &SideView, height: f32, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let line = if side.favoured { Stroke::new(2.0, palette.good) } else { Stroke::new(1.0, palette.line) };
    boxed(ui, (height, line), |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        heading_ui(ui, side, &palette);
        for claim in &side.claims {
            claim_ui(ui, claim, actions);
        }
        if side.more > 0 {
            let words = format!("and {} more claims that say the same", side.more);
            ui.label(RichText::new(words).font(theme::small()).color(palette.muted));
        }
    });
}

fn heading_ui(ui: &mut Ui, side: &SideView, palette: &Palette) {
    let count = fitted(ui, &side.count, theme::small(), palette.muted, 220.0);
    let width = ui.available_width();
    ui.horizontal_top(|ui| {
        ui.scope(|ui| {
            ui.set_max_width((width - count.size().x - 16.0).max(80.0));
            ui.add(Label::new(RichText::new(&side.heading).font(theme::semibold(13.5))).wrap());
        });
        if side.favoured {
            mark_ui(ui, "favoured", palette.mark(palette.good));
        }
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            ui.label(RichText::new(&side.count).font(theme::small()).color(palette.muted));
        });
    });
}

/// Where a claim stands, how sure, and its words; a click leads to its text.
fn claim_ui(ui: &mut Ui, claim: &CaseClaim, actions: &mut Actions) {
    let palette = theme::palette(ui);
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 7.0;
        letter_badge(ui, &claim.letter, claim.position).on_hover_text(&claim.document_title);
        if let Some(reliability) = &claim.reliability {
            reliability_ui(ui, reliability);
        }
        ui.add(Label::new(RichText::new(&claim.meta).font(theme::small()).color(palette.muted)).truncate());
        if claim.is_new {
            mark_ui(ui, "new since the verdict", (palette.accent, palette.accent_soft));
        }
    });
    let name = format!("Read {} in place", claim.name);
    if words_ui(ui, (&claim.name, &name), ContextText { text: &claim.text, size: 15.0 }) {
        actions.push(ReviewAction::ReadClaim(claim.claim));
    }
}

/// Words in context that can be clicked.
pub fn words_ui(ui: &mut Ui, (salt, name): (&str, &str), text: ContextText<'_>) -> bool {
    let palette = theme::palette(ui);
    let job = lines::ordered(ui, text.job(&palette, ui.available_width()));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let size = vec2(ui.available_width(), galley.size().y);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let response = ui.interact(rect, ui.scope_id().with(("words", salt)), Sense::click());
    named(&response, Role::Button, name);
    if response.hovered() {
        ui.painter().rect_filled(rect.expand(3.0), CornerRadius::same(4), palette.hover);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect.expand(3.0),
            CornerRadius::same(4),
            focus_ring(&palette),
            StrokeKind::Inside,
        );
    }
    ui.painter().galley(rect.min, galley, palette.ink);
    let clicked = response.clicked();
    response.on_hover_text(name);
    clicked
}
