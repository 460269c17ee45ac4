//! Chips at a column's edge for links whose other end is out of view; a click scrolls there.

use super::action::ReadAction;
use super::placed::Placed;
use super::state::Highlight;
use crate::model::{Claim, DocumentId, Link};
use crate::ui::action::Actions;
use crate::ui::scene::Scene;
use crate::ui::theme;
use crate::view::names;
use eframe::egui::{self, Align2, Area, CornerRadius, Id, Order, Rect, RichText, Stroke, Ui, vec2};
use std::collections::BTreeSet;

/// Chips on one side of a column at most; the last one then stands for the rest.
const MAX_CHIPS: usize = 3;
/// A column of which less than this is in view has no chips.
const NARROWEST: f32 = 150.0;
/// From one chip to the next.
const STEP: f32 = 26.0;

type End<'a> = (&'a Link, &'a Claim);

/// Where a chip stands: the column, its side and its place from the edge.
#[derive(Clone, Copy)]
struct Place {
    document: DocumentId,
    column: Rect,
    above: bool,
    index: usize,
}

/// Draws the chips of all columns: of the selection's links, or of all links in view when nothing is selected.
pub fn chips_ui(ui: &Ui, scene: Scene<'_>, placed: &Placed, highlight: &Highlight, actions: &mut Actions) {
    let ends = ends_out_of_view(scene, placed, highlight);
    for column in &placed.columns {
        for above in [true, false] {
            let here = ends.iter().filter(|(_, claim)| claim.document == column.document);
            let side = here.filter(|(_, claim)| (claim.span.start < column.visible.start) == above);
            let mut side: Vec<End<'_>> = side.copied().collect();
            // The nearest one stands at the edge.
            side.sort_by_key(|(link, claim)| (claim.span, link.id));
            if above {
                side.reverse();
            }
            // A column may reach out of view where there are more than fit side by side.
            let seen = column.rect.intersect(ui.clip_rect());
            if seen.width() > NARROWEST {
                let place = Place { document: column.document, column: seen, above, index: 0 };
                // Without a selection many links are in view, and one chip a side stands for them.
                let most = if highlight.fading { MAX_CHIPS } else { 1 };
                side_ui(ui, scene, (place, most), &side, actions);
            }
        }
    }
}

/// The chips of one side: one a link as long as they are few.
fn side_ui(
    ui: &Ui,
    scene: Scene<'_>,
    (place, most): (Place, usize),
    ends: &[End<'_>],
    actions: &mut Actions,
) {
    let single = if ends.len() > most { most - 1 } else { ends.len() };
    let (near, far) = ends.split_at(single);
    for (index, end) in near.iter().enumerate() {
        chip_ui(ui, scene, Place { index, ..place }, std::slice::from_ref(end), actions);
    }
    if !far.is_empty() {
        chip_ui(ui, scene, Place { index: single, ..place }, far, actions);
    }
}

fn ends_out_of_view<'a>(
    scene: Scene<'a>,
    placed: &Placed,
    highlight: &Highlight,
) -> Vec<(&'a Link, &'a Claim)> {
    let shown = scene.shown();
    let mut seen = BTreeSet::new();
    let mut ends = Vec::new();
    let from = placed.columns.iter().flat_map(|column| column.claims.keys());
    for id in from.filter(|id| !highlight.fading || highlight.claims.contains(id)) {
        for link in shown.links_of(*id).filter(|link| !highlight.fading || highlight.links.contains(&link.id))
        {
            let Some(other) = shown.claim(link.other_end(*id)) else {
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

fn chip_ui(ui: &Ui, scene: Scene<'_>, place: Place, ends: &[End<'_>], actions: &mut Actions) {
    let palette = theme::palette(ui);
    let project = scene.workspace.project();
    let Some((link, claim)) = ends.first() else {
        return;
    };
    let kind =
        project.codebook().link_kind(&link.kind).map_or(link.kind.as_str(), |kind| kind.label.as_str());
    let same_kind = ends.iter().all(|(other, _)| other.kind == link.kind);
    let color = if same_kind { palette.link_kind(project.codebook(), &link.kind) } else { palette.muted };
    let (arrow, side) = if place.above { ("↑", "above") } else { ("↓", "below") };
    let target = names::claim_name(project, claim);
    let (words, name) = match ends.len() {
        1 => (format!("{target} {kind} {arrow}"), format!("Go to {target} ({kind})")),
        count => (format!("{count} links {side} {arrow}"), format!("{count} links {side}")),
    };
    let inset = (place.index as f32).mul_add(STEP, 8.0);
    let (pivot, y) = if place.above {
        (Align2::RIGHT_TOP, place.column.top() + inset)
    } else {
        (Align2::RIGHT_BOTTOM, place.column.bottom() - inset - 2.0)
    };
    let at = egui::pos2(place.column.right() - super::overview::WIDTH - 8.0, y);
    Area::new(Id::unique(("chip", place.document, place.above, place.index)))
        .order(Order::Middle)
        .accessibility_parent(super::keyboard_id())
        .pivot(pivot)
        .fixed_pos(at)
        .constrain(false)
        .show(ui.ctx(), |ui| {
            let text = RichText::new(words).font(theme::small()).color(palette.text_in(color));
            let button = egui::Button::new(text)
                .wrap_mode(egui::TextWrapMode::Extend)
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
