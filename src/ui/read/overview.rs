//! The slim strip at a column's right edge: all claims of the document as ticks, the part in view as a band.

use super::block::{FoundHere, Pen};
use super::state::{Column, TicksKey};
use crate::ui::theme::{self, Palette};
use crate::view::reader::ReaderColumn;
use eframe::egui::accesskit::Role;
use eframe::egui::{self, CursorIcon, Mesh, Rect, Sense, Shape, Stroke, Ui, pos2};
use std::sync::Arc;

/// Width of the strip.
pub const WIDTH: f32 = 11.0;

/// Draws the strip; a click or drag scrolls there.
pub fn overview_ui(ui: &Ui, rect: Rect, view: &ReaderColumn, column: &mut Column, pen: &Pen<'_>) {
    let strip = Rect::from_min_max(pos2(rect.right() - WIDTH, rect.top()), rect.max);
    ui.painter().vline(strip.left(), strip.y_range(), Stroke::new(1.0, pen.palette.line));
    let length = view.text.len().max(1) as f32;
    let y = |byte: usize| (byte as f32 / length).mul_add(strip.height() - 2.0, strip.top());
    let band = Rect::from_min_max(
        pos2(strip.left() + 1.0, y(column.visible.start)),
        pos2(strip.right(), y(column.visible.end).max(y(column.visible.start) + 6.0)),
    );
    ui.painter().rect_filled(band, 0.0, theme::veil(pen.palette.muted, 28));
    let key = TicksKey {
        generation: view.generation,
        strip,
        highlight: pen.highlight.clone(),
        palette: *pen.palette,
        search_count: pen.found.search_count,
    };
    if column.ticks.as_ref().is_none_or(|(known, _)| *known != key) {
        let mut mesh = ticks(strip, view, pen, y);
        hit_ticks(&mut mesh, strip, &pen.found, (pen.palette, y));
        column.ticks = Some((key, Arc::new(mesh)));
    }
    if let Some((_, mesh)) = &column.ticks {
        ui.painter().add(Shape::mesh(Arc::clone(mesh)));
    }
    if let Some(hit) = pen.found.current.and_then(|index| pen.found.spans.get(index)) {
        let top = y(hit.start).round() - 1.0;
        let mark = Rect::from_min_max(pos2(strip.left() - 2.0, top), pos2(strip.right(), top + 4.0));
        ui.painter().rect_filled(mark, 1.0, pen.palette.accent);
    }
    let response =
        ui.interact(strip, ui.scope_id().with(("overview", view.document)), Sense::click_and_drag());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(Role::ScrollBar, true, format!("Overview of document {}", view.letter))
    });
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if let Some(pos) = response.interact_pointer_pos()
        && (response.clicked() || response.dragged())
    {
        let share = ((pos.y - strip.top()) / strip.height().max(1.0)).clamp(0.0, 1.0);
        (column.scroll_to, column.motion) = (None, None);
        column.set_offset(share.mul_add(column.layout.total(), -(rect.height() * 0.5)).max(0.0));
        ui.ctx().request_repaint();
    }
}

/// Hits of a search as short ticks at the left; those on the same point share one.
fn hit_ticks(
    mesh: &mut Mesh,
    strip: Rect,
    found: &FoundHere<'_>,
    (palette, y): (&Palette, impl Fn(usize) -> f32),
) {
    let mut rest = found.spans;
    while let Some(hit) = rest.first() {
        let top = y(hit.start).round();
        let tick = Rect::from_min_max(pos2(strip.left() + 1.0, top), pos2(strip.left() + 5.0, top + 2.0));
        mesh.add_colored_rect(tick, palette.accent);
        let shared = rest.partition_point(|next| y(next.start).round() - top < 2.0);
        rest = rest.get(shared.max(1)..).unwrap_or_default();
    }
}

/// One tick a claim; claims that fall onto the same point share one. While nothing is selected the cost follows the
/// strip's height, not the number of claims.
fn ticks(strip: Rect, view: &ReaderColumn, pen: &Pen<'_>, y: impl Fn(usize) -> f32) -> Mesh {
    let mut mesh = Mesh::default();
    let mut last = (f32::NEG_INFINITY, false);
    let mut index = 0;
    while let Some(mark) = view.marks.get(index) {
        index += 1;
        let highlight = pen.highlight.claims.contains(&mark.claim);
        let top = y(mark.span.start).round();
        if pen.highlight.claims.is_empty() {
            // Nothing stands out, so what falls onto the same point is passed over by bisection.
            let rest = view.marks.get(index..).unwrap_or_default();
            index += rest.partition_point(|next| y(next.span.start).round() - top < 2.0);
        }
        if top - last.0 < 2.0 && (last.1 || !highlight) {
            continue;
        }
        last = (top, highlight);
        let color = pen.palette.claim_kind(pen.codebook, mark.kind.as_deref());
        let color = pen.palette.mark_in(color);
        let color = if pen.highlight.fading && !highlight { pen.palette.faded(color) } else { color };
        let inset = if highlight { 1.5 } else { 3.0 };
        let tick =
            Rect::from_min_max(pos2(strip.left() + inset, top), pos2(strip.right() - inset + 1.0, top + 2.0));
        mesh.add_colored_rect(tick, color);
    }
    mesh
}
