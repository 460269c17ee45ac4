//! Links as curves between claims in view; they run beneath the text.

use super::placed::{Placed, PlacedClaim, PlacedColumn};
use super::state::{Aim, Highlight, Mode, ReadState, Selection};
use crate::model::{Link, Opposition};
use crate::ui::scene::Scene;
use crate::ui::theme::{self, Palette};
use eframe::egui::epaint::CubicBezierShape;
use eframe::egui::{Color32, Pos2, Shape, Stroke, Ui, vec2};

/// More curves than this at once only hide each other: the selection's own always show.
const MAX_CURVES: usize = 240;

/// All curves of this frame, with the one that is being dragged.
pub fn curves(
    ui: &Ui,
    scene: Scene<'_>,
    placed: &Placed,
    (highlight, read): (&Highlight, &ReadState),
) -> Shape {
    let palette = theme::palette(ui);
    let shown = scene.shown();
    let mut shapes = Vec::new();
    for column in &placed.columns {
        for id in column.claims.keys() {
            for link in shown.links_of(*id).filter(|link| link.from == *id) {
                let bright = highlight.links.contains(&link.id);
                if shapes.len() > MAX_CURVES && !bright {
                    continue;
                }
                shapes.extend(link_curve(scene, placed, link, (highlight, &palette)));
            }
        }
    }
    shapes.extend(live_curve(ui, scene, placed, read, &palette));
    Shape::Vec(shapes)
}

fn link_curve(
    scene: Scene<'_>,
    placed: &Placed,
    link: &Link,
    (highlight, palette): (&Highlight, &Palette),
) -> Vec<Shape> {
    let (Some(from), Some(to)) = (placed.claim(link.from), placed.claim(link.to)) else {
        return Vec::new();
    };
    let seen =
        |(column, claim): (&PlacedColumn, &PlacedClaim)| column.rect.y_range().contains(claim.handle.y);
    if !seen(from) && !seen(to) {
        return Vec::new();
    }
    let codebook = scene.workspace.project().codebook();
    let place =
        |document| placed.columns.iter().position(|column| column.document == document).unwrap_or_default();
    let distance = place(from.0.document).abs_diff(place(to.0.document));
    let bright = highlight.links.contains(&link.id);
    // Half strength where it crosses a column, a third when something else is selected.
    let share = match (bright, highlight.fading) {
        (true, _) => 1.0,
        (false, true) => 0.16,
        (false, false) => 0.55,
    } * if distance > 1 { 0.6 } else { 1.0 };
    let color = theme::mix(palette.paper, palette.link_kind(codebook, &link.kind), share);
    let soft = codebook.link_kind(&link.kind).is_some_and(|kind| kind.opposition == Opposition::Soft);
    let (start, end) = ends(from, to);
    let outward = if place(from.0.document) == place(to.0.document) { 1.0 } else { -1.0 };
    let width = if bright { 2.0 } else { 1.5 };
    draw(start, end, outward, (Stroke::new(width, color), soft))
}

/// From the right edge of the left claim to the left edge of the right one; within a column both at the right.
fn ends(from: (&PlacedColumn, &PlacedClaim), to: (&PlacedColumn, &PlacedClaim)) -> (Pos2, Pos2) {
    let beside = |claim: &PlacedClaim| claim.handle + vec2(super::handles::REACH, 0.0);
    if from.0.document == to.0.document {
        (beside(from.1), beside(to.1))
    } else if from.0.rect.left() < to.0.rect.left() {
        (beside(from.1), to.1.left)
    } else {
        (beside(to.1), from.1.left)
    }
}

fn draw(start: Pos2, end: Pos2, outward: f32, (stroke, dashed): (Stroke, bool)) -> Vec<Shape> {
    let reach = ((end.x - start.x).abs() * 0.45).max(36.0);
    let points = [start, start + vec2(reach, 0.0), end + vec2(reach * outward, 0.0), end];
    let curve = CubicBezierShape::from_points_stroke(points, false, Color32::TRANSPARENT, stroke);
    let mut shapes = if dashed {
        Shape::dashed_line(&curve.flatten(Some(0.5)), stroke, 5.0, 4.0)
    } else {
        vec![curve.into()]
    };
    shapes.extend([start, end].map(|dot| Shape::circle_filled(dot, 2.5, stroke.color)));
    shapes
}

/// The curve that follows the mouse or the keyboard's target.
fn live_curve(ui: &Ui, scene: Scene<'_>, placed: &Placed, read: &ReadState, palette: &Palette) -> Vec<Shape> {
    let (from, target, dragging) = match &read.mode {
        Mode::Linking { from, target, aim } => (*from, *target, *aim == Aim::Drag),
        Mode::Choosing { from, to } => (*from, Some(*to), false),
        Mode::Judging { claim, document, span } => {
            (Selection::Claim(*claim), Some(Selection::Span(*document, *span)), false)
        }
        Mode::Idle => return Vec::new(),
    };
    let pointer = ui.input(|input| input.pointer.interact_pos());
    let Some(start) = anchor(scene, placed, from) else {
        return Vec::new();
    };
    let end = target.and_then(|target| anchor(scene, placed, target)).map(|anchor| anchor.1);
    let end = end.or_else(|| pointer.filter(|_| dragging));
    let Some(end) = end else {
        return Vec::new();
    };
    let from_right = end.x >= start.1.x;
    let (start, end) = if from_right { (start.0, end) } else { (end, start.1) };
    draw(start, end, -1.0, (Stroke::new(2.0, palette.accent), false))
}

/// Right and left edge of a place on the screen.
fn anchor(scene: Scene<'_>, placed: &Placed, place: Selection) -> Option<(Pos2, Pos2)> {
    let (clip, rows) = super::rows_of(scene, placed, place).into_iter().next()?;
    let column = placed.columns.iter().find(|column| column.rect == clip)?;
    let bounds = rows.iter().fold(eframe::egui::Rect::NOTHING, |all, row| all.union(*row)).intersect(clip);
    let y = bounds.center().y;
    bounds.is_positive().then(|| {
        (
            Pos2::new(column.text.1 + super::handles::OFFSET + super::handles::REACH, y),
            Pos2::new(column.text.0 - 8.0, y),
        )
    })
}
