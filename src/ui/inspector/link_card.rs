//! The links of a claim as cards: what they say, how sure, and the words at the other end.

use crate::ui::action::Actions;
use crate::ui::lines;
use crate::ui::read::action::ReadAction;
use crate::ui::read::state::Selection;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::card::card;
use crate::ui::widgets::key_line::key_line;
use crate::ui::widgets::quote::QuoteText;
use crate::ui::widgets::{fitted, focus_ring, named};
use crate::view::inspector::{ClaimView, Direction, LinkCard};
use eframe::egui::accesskit::Role;
use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{Color32, CornerRadius, Galley, Id, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use std::sync::Arc;

/// Cards drawn at once; more on request.
const PAGE: usize = 40;
/// Least width of confidence and differences beside the kind; below it they get a line of their own.
const META_WIDTH: f32 = 96.0;

/// Draws the cards of a claim's links.
pub(super) fn links_ui(ui: &mut Ui, view: &ClaimView, actions: &mut Actions) {
    if view.links.is_empty() {
        key_line(ui, &["L"], "then click the other claim");
        return;
    }
    let id = Id::unique(("link cards", view.claim));
    let pages: usize = ui.data(|data| data.get_temp(id)).unwrap_or(1);
    let shown = PAGE.saturating_mul(pages);
    for link in view.links.iter().take(shown) {
        card_ui(ui, link, actions);
    }
    let rest = view.links.len().saturating_sub(shown);
    if rest > 0 && ui.button(format!("Show {} of {rest} more", rest.min(PAGE))).clicked() {
        ui.data_mut(|data| data.insert_temp(id, pages + 1));
    }
}

fn card_ui(ui: &mut Ui, link: &LinkCard, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let color = palette.kind(&link.kind.color);
    let name = format!("Go to {} ({})", link.name, link.kind.label);
    let response = card(ui, ("link card", link.link), &name, color, |ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        if header_ui(ui, link, palette.text_in(color)) {
            actions.push(ReadAction::Select(Some(Selection::Link(link.link))));
        }
        let quote = QuoteText { text: &link.quote.text, marks: &link.quote.marks, size: 13.5, quoted: false };
        let job = quote.job(&palette, ui.available_width());
        lines::label(ui, job);
    });
    if response.clicked() {
        actions.push(ReadAction::Show(Selection::Claim(link.other)));
    }
}

/// The kind on the left, which can be clicked; letter, confidence and differences on the right, or below.
fn header_ui(ui: &mut Ui, link: &LinkCard, color: Color32) -> bool {
    let palette = theme::palette(ui);
    let width = ui.available_width();
    let words = match link.direction {
        Direction::Symmetric => link.kind.label.clone(),
        Direction::Outgoing => format!("{} →", link.kind.label),
        Direction::Incoming => format!("← {}", link.kind.label),
    };
    let kind = fitted(ui, &words, theme::medium(12.5), color, width);
    let room = width - kind.size().x - 12.0;
    let below = room < META_WIDTH;
    let meta = meta_galley(ui, &palette, link, if below { width } else { room });
    let line = kind.size().y.max(meta.size().y);
    let height = if below { kind.size().y + meta.size().y + 2.0 } else { line };
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let clicked = kind_ui(ui, rect, link, kind, color);
    let at = if below {
        pos2(rect.left(), rect.bottom() - meta.size().y)
    } else {
        pos2(rect.right() - meta.size().x, rect.top() + (line - meta.size().y) / 2.0)
    };
    ui.painter().galley(at, meta, palette.muted);
    clicked
}

fn kind_ui(ui: &Ui, rect: Rect, link: &LinkCard, kind: Arc<Galley>, color: Color32) -> bool {
    let palette = theme::palette(ui);
    let place = Rect::from_min_size(rect.min, kind.size()).expand2(vec2(3.0, 1.0));
    let response = ui.interact(place, Id::unique(("link kind", link.link)), Sense::click());
    named(&response, Role::Button, &format!("Link to {} ({})", link.name, link.kind.label));
    if response.has_focus() {
        ui.painter().rect_stroke(place, CornerRadius::same(3), focus_ring(&palette), StrokeKind::Outside);
    }
    if response.hovered() {
        ui.painter().hline(
            rect.left()..=rect.left() + kind.size().x,
            place.bottom() - 1.0,
            Stroke::new(1.0, color),
        );
    }
    ui.painter().galley(rect.min, kind, color);
    let clicked = response.clicked();
    response.on_hover_text("Show the link");
    clicked
}

/// `E, p. 3 · Moderate · numeric` on one line.
fn meta_galley(ui: &Ui, palette: &Palette, link: &LinkCard, width: f32) -> Arc<Galley> {
    let format = |color| TextFormat { font_id: theme::small(), color, ..Default::default() };
    let mut job = LayoutJob { wrap: TextWrapping::truncate_at_width(width.max(8.0)), ..Default::default() };
    let confidence = link.confidence.as_deref().unwrap_or("not set");
    job.append(&format!("{} · {confidence}", link.place), 0.0, format(palette.muted));
    if !link.differences.is_empty() {
        job.append(" · ", 0.0, format(palette.muted));
        job.append(&link.differences.join(", "), 0.0, format(palette.text_in(palette.danger)));
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
