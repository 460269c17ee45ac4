//! One document in the Read view: its header, its text with only what is in view laid out, and its scroll.

use super::action::ReadAction;
use super::bars::is_bar;
use super::block::{self, Pen};
use super::placed::{PlacedBlock, PlacedColumn};
use super::state::Column;
use super::{handles, overview};
use crate::text::Span;
use crate::ui::action::Actions;
use crate::ui::fonts::icon;
use crate::ui::widgets::{fitted, icon_button, letter_badge};
use crate::ui::{lines, theme};
use crate::view::reader::ReaderColumn;
use eframe::egui::accesskit::Role;
use eframe::egui::containers::scroll_area::ScrollSource;
use eframe::egui::{self, Id, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};
use std::collections::BTreeMap;

/// Height of a column's header.
pub const HEADER_HEIGHT: f32 = 62.0;

/// Space above the first block.
const TOP_SPACE: f32 = 14.0;

/// Blocks this far outside the view are measured too, so that scrolling never jumps.
const MARGIN: f32 = 500.0;

/// Draws the header: letter, title, source, close button. Dragged, it moves the column among `all`.
pub fn header_ui(ui: &mut Ui, rect: Rect, view: &ReaderColumn, all: &[Rect], actions: &mut Actions) {
    let palette = theme::palette(ui);
    ui.painter().rect_filled(rect, 0.0, palette.panel);
    ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, palette.line));
    let response = ui.interact(rect, ui.scope_id().with(("header", view.document)), Sense::DRAG);
    response.widget_info(|| {
        let name = format!("Document {}: {}", view.letter, view.title);
        egui::WidgetInfo::labeled(Role::Heading, true, name)
    });
    move_ui(ui, &response, view, all, actions);
    let inner = rect.shrink2(vec2(14.0, 9.0));
    let builder = UiBuilder::new().max_rect(inner).layout(egui::Layout::left_to_right(egui::Align::Min));
    ui.scope_builder(builder, |ui| {
        letter_badge(ui, &view.letter, view.position);
        ui.vertical(|ui| {
            ui.set_width(ui.available_width() - 34.0);
            ui.spacing_mut().item_spacing.y = 1.0;
            let mut job = egui::text::LayoutJob::simple(
                view.title.clone(),
                theme::semibold(13.0),
                palette.ink,
                ui.available_width(),
            );
            job.wrap.max_rows = 2;
            lines::label(ui, job);
            let line = fitted(ui, &view.subtitle, theme::small(), palette.muted, ui.available_width());
            ui.label(line);
        });
        let name = format!("Close column {}", view.letter);
        if icon_button(ui, icon::X, &name).clicked() {
            actions.push(ReadAction::CloseColumn(view.document));
        }
    });
}

/// While a header is dragged: a line where its column would go; it goes there when it is let go.
fn move_ui(ui: &Ui, response: &egui::Response, view: &ReaderColumn, all: &[Rect], actions: &mut Actions) {
    let Some(pos) = response.interact_pointer_pos() else {
        return;
    };
    let own = all.iter().position(|rect| rect.x_range().contains(response.rect.center().x));
    let target =
        all.iter().position(|rect| pos.x < rect.right()).unwrap_or_else(|| all.len().saturating_sub(1));
    if own == Some(target) {
        return;
    }
    if response.drag_stopped() {
        actions.push(ReadAction::MoveColumn(view.document, target));
    } else if response.dragged()
        && let (Some(own), Some(rect)) = (own, all.get(target))
    {
        let x = if target > own { rect.right() } else { rect.left() };
        let line = egui::Stroke::new(3.0, theme::palette(ui).accent);
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
        let layer = egui::LayerId::new(egui::Order::Foreground, Id::unique("column move"));
        ui.ctx().layer_painter(layer).vline(x, rect.y_range(), line);
    }
}

/// Draws the text and gives where everything stands.
pub fn text_ui(
    ui: &mut Ui,
    rect: Rect,
    view: &ReaderColumn,
    column: &mut Column,
    pen: &Pen<'_>,
) -> PlacedColumn {
    let widest = pen.size * 38.0;
    let room = rect.width() - theme::COLUMN_LEFT - theme::COLUMN_RIGHT;
    let width = room.min(widest).max(80.0);
    let left = rect.left() + theme::COLUMN_LEFT + ((room - width) / 2.0).max(0.0);
    let pen = Pen { width, margin: left - 6.0, ..*pen };
    column.drift -= wheel_over_bar(ui, rect);
    let at_top = byte_at_top(view, column);
    if prepare(column, view, &pen) && column.scroll_to.is_none() {
        column.first.get_or_insert(at_top);
    }
    let mut placed = PlacedColumn {
        document: view.document,
        rect,
        text: (left, left + width),
        blocks: Vec::new(),
        claims: BTreeMap::new(),
        visible: Span::default(),
    };
    let builder = UiBuilder::new().max_rect(rect).id_salt(view.document);
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        let mut area = ScrollArea::vertical()
            .id_salt("text")
            .auto_shrink(false)
            .scroll_source(ScrollSource::SCROLL_BAR | ScrollSource::MOUSE_WHEEL)
            .scroll_bar_visibility(egui::scroll_area::ScrollBarVisibility::AlwaysHidden);
        if let Some(offset) = next_offset(ui, view, column, rect.height()) {
            area = area.vertical_scroll_offset(offset);
        }
        let output = area.show_viewport(ui, |ui, viewport| {
            ui.set_height(TOP_SPACE + column.layout.total() + rect.height() * 0.4);
            blocks_ui(ui, view, column, &pen, (viewport, &mut placed));
        });
        column.offset = output.state.clamped_offset().y;
    });
    overview::overview_ui(ui, rect, view, column, &pen);
    handles::place(&mut placed, view);
    placed
}

/// How far the wheel turned over a bar that lies over the text: a bar does not stop the text from moving.
fn wheel_over_bar(ui: &Ui, rect: Rect) -> f32 {
    let pointer = ui.input(|input| input.pointer.hover_pos()).filter(|pos| rect.contains(*pos));
    let layer = pointer.and_then(|pos| ui.ctx().layer_id_at(pos));
    if layer.is_some_and(|layer| is_bar(layer.id)) {
        ui.input(|input| input.smooth_scroll_delta().y)
    } else {
        0.0
    }
}

/// Estimates the heights of all blocks once for each width and size, and gives whether it did; they are measured as
/// they come near the view.
fn prepare(column: &mut Column, view: &ReaderColumn, pen: &Pen<'_>) -> bool {
    let (row, gap) = (block::row_height(pen.size), block::block_gap(pen.size));
    let per_row = (pen.width / (pen.size * 0.46)).max(8.0);
    let estimates =
        view.blocks.iter().map(|span| (span.len() as f32 / per_row).ceil().max(1.0).mul_add(row, gap));
    column.layout.prepare(pen.width, pen.size, estimates)
}

/// Where a byte stands in the text, in points from its top: within its block as far as in the block's text.
fn place_of(view: &ReaderColumn, column: &Column, byte: usize) -> f32 {
    let index = view.block_at(byte);
    let (top, end) = (column.layout.top(index), column.layout.top(index + 1));
    let share = view
        .blocks
        .get(index)
        .map_or(0.0, |span| byte.saturating_sub(span.start) as f32 / span.len().max(1) as f32);
    (end - top).mul_add(share, top)
}

/// The byte that stood at the top of the view in the last frame, by the heights as they were then.
fn byte_at_top(view: &ReaderColumn, column: &Column) -> usize {
    let distance = column.offset - TOP_SPACE;
    let index = column.layout.block_at(distance);
    let (top, end) = (column.layout.top(index), column.layout.top(index + 1));
    let share = ((distance - top) / (end - top).max(1.0)).clamp(0.0, 1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a length")]
    let byte = |span: &Span| span.start + (span.len() as f32 * share) as usize;
    view.blocks.get(index).map_or(0, byte)
}

/// The offset to scroll to in this frame; none leaves the scroll to the user.
fn next_offset(ui: &Ui, view: &ReaderColumn, column: &mut Column, height: f32) -> Option<f32> {
    let drift = std::mem::take(&mut column.drift);
    if let Some(byte) = column.first.take() {
        let place = place_of(view, column, byte);
        return Some(if place > 0.0 { place + TOP_SPACE } else { 0.0 });
    }
    let Some(byte) = column.scroll_to else {
        return (drift.abs() > 0.01).then_some(column.offset + drift);
    };
    let place = place_of(view, column, byte);
    let now = ui.input(|input| input.time);
    let (began, from) = *column.motion.get_or_insert((now, column.offset));
    if (now - began).abs() < f64::EPSILON && place > from + 30.0 && place < from + height - 70.0 {
        // It is in view already.
        (column.scroll_to, column.motion) = (None, None);
        return (drift.abs() > 0.01).then_some(column.offset + drift);
    }
    let target = height.mul_add(-0.3, place).clamp(0.0, column.layout.total());
    let duration = f64::from(ui.style().animation_time);
    let share = if duration <= 0.0 { 1.0 } else { ((now - began) / duration).clamp(0.0, 1.0) };
    #[expect(clippy::cast_possible_truncation, reason = "a share from 0 to 1")]
    let eased = 1.0 - (1.0 - share as f32).powi(3);
    if share >= 1.0 {
        column.settled += 1;
        // Two more frames: what came into view is measured only then, and moves the place.
        if column.settled > 2 {
            (column.scroll_to, column.motion, column.settled) = (None, None, 0);
        }
    }
    ui.ctx().request_repaint();
    Some(egui::lerp(from..=target, eased))
}

fn blocks_ui(
    ui: &Ui,
    view: &ReaderColumn,
    column: &mut Column,
    pen: &Pen<'_>,
    (viewport, placed): (Rect, &mut PlacedColumn),
) {
    let top = ui.min_rect().top() + TOP_SPACE;
    let viewport = viewport.translate(vec2(0.0, -TOP_SPACE));
    let first = column.layout.block_at(viewport.top() - MARGIN);
    let anchor = column.layout.block_at(viewport.top());
    let anchor_top = column.layout.top(anchor);
    // Blocks above the view are only measured; what they turn out to be taller moves the next frame's offset.
    for index in first..anchor {
        measure(ui, view, column, index, pen);
    }
    column.drift = column.layout.top(anchor) - anchor_top;
    let mut y = anchor_top;
    let mut shown: Option<Span> = None;
    for index in anchor..column.layout.block_count() {
        let Some(span) = view.blocks.get(index).copied() else {
            break;
        };
        if y > viewport.bottom() + MARGIN {
            break;
        }
        let lines = block::layout(ui, view, span, pen);
        let height = lines.size().y + block::block_gap(pen.size);
        column.layout.measure(index, height);
        if y <= viewport.bottom() {
            let at = pos2(placed.text.0, (top + y).round());
            block::draw(ui.painter(), view, placed, PlacedBlock { span, lines, at }, pen);
            shown = Some(shown.map_or(span, |shown| shown.cover(span)));
        }
        y += height;
    }
    placed.visible = shown.unwrap_or_default();
    column.visible = placed.visible;
}

fn measure(ui: &Ui, view: &ReaderColumn, column: &mut Column, index: usize, pen: &Pen<'_>) {
    if let Some(span) = view.blocks.get(index) {
        let height = block::layout(ui, view, *span, pen).size().y + block::block_gap(pen.size);
        column.layout.measure(index, height);
    }
}
