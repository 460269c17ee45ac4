//! Chips at a column's edge for links whose other end is out of view; a click scrolls there.

use super::lit::Lit;
use super::placed::Placed;
use crate::model::{Claim, Link};
use crate::ui::action::{Actions, ReadAction};
use crate::ui::app::Scene;
use crate::ui::state::ReadState;
use crate::ui::theme;
use crate::view::names;
use eframe::egui::{self, Align2, Area, CornerRadius, Id, Order, RichText, Stroke, Ui, vec2};
use std::collections::BTreeSet;

/// Links that end out of view on one side of a column.
struct Chip<'a> {
    above: bool,
    ends: Vec<(&'a Link, &'a Claim)>,
}

/// Draws the chips of all columns: of the selection's links, or of all links in view when nothing is selected.
pub fn chips_ui(
    ui: &Ui,
    scene: Scene<'_>,
    placed: &Placed,
    (lit, _read): (&Lit, &ReadState),
    actions: &mut Actions,
) {
    let ends = ends_out_of_view(scene, placed, lit);
    for column in &placed.columns {
        for above in [true, false] {
            let here = ends.iter().filter(|(_, claim)| claim.document == column.document);
            let side = here.filter(|(_, claim)| (claim.span.start < column.visible.start) == above).copied();
            let chip = Chip { above, ends: side.collect() };
            if !chip.ends.is_empty() {
                chip_ui(ui, scene, (column.document, column.rect), &chip, actions);
            }
        }
    }
}

fn ends_out_of_view<'a>(scene: Scene<'a>, placed: &Placed, lit: &Lit) -> Vec<(&'a Link, &'a Claim)> {
    let project = scene.workspace.project();
    let mut seen = BTreeSet::new();
    let mut ends = Vec::new();
    let from = placed.columns.iter().flat_map(|column| column.claims.keys());
    for id in from.filter(|id| !lit.fading || lit.claims.contains(id)) {
        for link in project.links_of(*id).filter(|link| !lit.fading || lit.links.contains(&link.id)) {
            let Some(other) = project.claim(link.other_end(*id)) else {
                continue;
            };
            let column = placed.column(other.document);
            let hidden = column.is_some_and(|column| !column.claims.contains_key(&other.id));
            if hidden && seen.insert((link.id, other.id)) {
                ends.push((link, other));
            }
        }
    }
    ends
}

fn chip_ui(
    ui: &Ui,
    scene: Scene<'_>,
    (document, rect): (crate::model::DocumentId, egui::Rect),
    chip: &Chip<'_>,
    actions: &mut Actions,
) {
    let palette = theme::palette(ui);
    let project = scene.workspace.project();
    let nearest = if chip.above {
        chip.ends.iter().max_by_key(|(_, claim)| claim.span)
    } else {
        chip.ends.iter().min_by_key(|(_, claim)| claim.span)
    };
    let Some((link, claim)) = nearest else {
        return;
    };
    let kind =
        project.codebook().link_kind(&link.kind).map_or(link.kind.as_str(), |kind| kind.label.as_str());
    let same_kind = chip.ends.iter().all(|(other, _)| other.kind == link.kind);
    let color = if same_kind { palette.link_kind(project.codebook(), &link.kind) } else { palette.muted };
    let arrow = if chip.above { "↑" } else { "↓" };
    let side = if chip.above { "above" } else { "below" };
    let place = names::claim_name(project, claim);
    let (words, name) = match chip.ends.len() {
        1 => (format!("{place} {kind} {arrow}"), format!("Go to {place} ({kind})")),
        count => (format!("{count} links {side} {arrow}"), format!("{count} links {side}")),
    };
    let (pivot, y) = if chip.above {
        (Align2::RIGHT_TOP, rect.top() + 8.0)
    } else {
        (Align2::RIGHT_BOTTOM, rect.bottom() - 10.0)
    };
    let at = egui::pos2(rect.right() - super::overview::WIDTH - 8.0, y);
    Area::new(Id::unique(("chip", document, chip.above)))
        .order(Order::Middle)
        .pivot(pivot)
        .fixed_pos(at)
        .constrain(false)
        .show(ui.ctx(), |ui| {
            let text = RichText::new(words).font(theme::small()).color(palette.text_in(color));
            let button = egui::Button::new(text)
                .fill(palette.panel)
                .stroke(Stroke::new(1.0, color))
                .corner_radius(CornerRadius::same(11))
                .min_size(vec2(0.0, 22.0));
            let response = ui.add(button);
            crate::ui::widgets::named(&response, egui::accesskit::Role::Button, &name);
            if response.clicked() {
                actions.push(ReadAction::Reveal(claim.document, claim.span.start));
            }
        });
}
