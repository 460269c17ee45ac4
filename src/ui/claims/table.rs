//! The rows of the table; only those in view are put into words and drawn. The heads stay in place.

use super::action::{ClaimsAction, Pick};
use super::cells::{cell_ui, tip};
use super::counted;
use super::grid::{GAP, Grid, HEAD_HEIGHT, ROW_HEIGHT, TICK_WIDTH};
use super::state::ClaimsState;
use crate::model::ClaimId;
use crate::ui::action::Actions;
use crate::ui::fonts::icon;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{fitted, focus_ring, named};
use crate::ui::window::action::WindowAction;
use crate::view::claims::{ClaimColumn, ClaimLine, Group, Row};
use eframe::egui::accesskit::Role;
use eframe::egui::{
    Button, Color32, CornerRadius, Id, Rect, Response, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

/// Draws heads and rows.
pub(super) fn table_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut ClaimsState, actions: &mut Actions) {
    let views = scene.views.claims();
    let area = ui.available_rect_before_wrap();
    let grid = Grid::new(&views.columns(state), area.width() - 10.0);
    let head = Rect::from_min_max(area.min, pos2(area.right(), area.top() + HEAD_HEIGHT));
    let body = Rect::from_min_max(pos2(area.left(), head.bottom()), area.max);
    let offset = ui
        .scope_builder(UiBuilder::new().max_rect(body), |ui| {
            let area = ScrollArea::both().id_salt("claims").auto_shrink(false);
            let shown = area.show_viewport(ui, |ui, viewport| {
                let count = views.list().row_count();
                let size = vec2(grid.width, ROW_HEIGHT * count as f32);
                let (all, _) = ui.allocate_exact_size(size, Sense::hover());
                // As wide as the view, so that a row is hit beside its columns, too.
                let right = all.right().max(ui.clip_rect().right());
                let row_rect = |row: usize| {
                    let top = ROW_HEIGHT.mul_add(row as f32, all.top());
                    Rect::from_min_max(pos2(all.left(), top), pos2(right, top + ROW_HEIGHT))
                };
                if let Some(row) = state.cursor.row.filter(|_| std::mem::take(&mut state.moved)) {
                    let seen = ui.clip_rect().x_range();
                    ui.scroll_to_rect(Rect::from_x_y_ranges(seen, row_rect(row).y_range()), None);
                }
                state.visible = rows_in_view(viewport.y_range(), count);
                for row in state.visible.clone() {
                    row_ui(ui, scene, (row, row_rect(row), &grid), state, actions);
                }
            });
            shown.state.clamped_offset()
        })
        .inner;
    heads_ui(ui, (&grid, head, offset.x), state, actions);
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows in view are few")]
fn rows_in_view(range: eframe::egui::Rangef, count: usize) -> std::ops::Range<usize> {
    let first = (range.min / ROW_HEIGHT).floor().max(0.0) as usize;
    let end = (range.max / ROW_HEIGHT).ceil().max(0.0) as usize;
    first.min(count)..end.min(count)
}

fn heads_ui(ui: &Ui, (grid, head, scrolled): (&Grid, Rect, f32), state: &ClaimsState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    ui.painter().hline(head.x_range(), head.bottom() - 0.5, Stroke::new(1.0, palette.line));
    for (column, left, width) in &grid.columns {
        let is_pinned = *column == ClaimColumn::Place;
        let scrolled = if is_pinned { 0.0 } else { scrolled };
        let room = if is_pinned { head } else { head.with_min_x(head.left() + grid.pinned) };
        let place = Grid::cell(head.translate(vec2(-scrolled, 0.0)), (*left, *width));
        let seen = place.expand2(vec2(GAP / 2.0 - 1.0, -2.0)).intersect(room);
        let painter = ui.painter().with_clip_rect(room.intersect(ui.clip_rect()));
        if !seen.is_positive() {
            continue;
        }
        let response = ui.interact(seen, Id::unique(("claims head", *column)), Sense::click());
        let is_current = state.query.sort.column == *column;
        let way = match (is_current, state.query.sort.is_descending) {
            (false, _) => "",
            (true, false) => ", ascending",
            (true, true) => ", descending",
        };
        let name = format!("Sort by {}{way}", column.label());
        response.widget_info(|| WidgetInfo::selected(Role::ColumnHeader, true, is_current, &name));
        if response.hovered() {
            painter.rect_filled(seen, CornerRadius::same(4), palette.hover);
        }
        if response.has_focus() {
            painter.rect_stroke(seen, CornerRadius::same(4), focus_ring(&palette), StrokeKind::Inside);
        }
        let ink = if is_current { palette.ink } else { palette.muted };
        let font = if is_current { theme::semibold(12.0) } else { theme::medium(12.0) };
        let arrow_room = if is_current { 16.0 } else { 0.0 };
        let words = fitted(ui, column.label(), font, ink, place.width() - arrow_room);
        let at = pos2(place.left(), head.center().y - words.size().y / 2.0);
        let end = at.x + words.size().x;
        painter.galley(at, words, ink);
        if is_current {
            let arrow = if state.query.sort.is_descending { icon::ARROW_DOWN } else { icon::ARROW_UP };
            let arrow = fitted(ui, arrow, theme::icons(12.0), ink, 16.0);
            painter.galley(pos2(end + 3.0, head.center().y - arrow.size().y / 2.0), arrow, ink);
        }
        if response.clicked() {
            actions.push(ClaimsAction::Sort(*column));
        }
        response.on_hover_text("Click orders by it; once more: the other way round");
    }
}

fn row_ui(
    ui: &Ui,
    scene: Scene<'_>,
    (row, rect, grid): (usize, Rect, &Grid),
    state: &ClaimsState,
    actions: &mut Actions,
) {
    let palette = theme::palette(ui);
    match scene.views.claims().list().row(row) {
        Some(Row::Group(group)) => group_ui(ui, (row, rect), group, state, actions),
        Some(Row::Claim(group, claim)) => {
            let Some(line) = scene.views.claims().line(scene.workspace, scene.shown(), claim) else {
                return;
            };
            let group = group.map(|group| group.label.as_str());
            let id = Id::unique(("claim row", group, claim));
            claim_ui(ui, (row, rect, id), (&line, grid), state, actions);
        }
        None => {}
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.line));
}

/// The fill of a row; none where it is as the paper.
fn fill_of(palette: &Palette, is_selected: bool, response: &Response) -> Option<Color32> {
    match (is_selected, response.hovered()) {
        (true, _) => Some(palette.accent_soft),
        (false, true) => Some(palette.hover),
        (false, false) => None,
    }
}

/// A frame around the row of the keyboard, as far as the row is in view.
fn cursor_ui(ui: &Ui, rect: Rect, palette: &Palette) {
    let clip = ui.clip_rect();
    let seen =
        Rect::from_x_y_ranges(rect.left().max(clip.left())..=rect.right().min(clip.right()), rect.y_range());
    let line = Stroke::new(1.5, palette.accent);
    ui.painter().rect_stroke(seen.shrink(1.0), CornerRadius::same(3), line, StrokeKind::Inside);
}

fn claim_ui(
    ui: &Ui,
    (row, rect, id): (usize, Rect, Id),
    (line, grid): (&ClaimLine, &Grid),
    state: &ClaimsState,
    actions: &mut Actions,
) {
    let palette = theme::palette(ui);
    let response = ui.interact(rect, id, Sense::CLICK);
    let is_selected = state.selected.contains(&line.claim);
    let is_current = state.cursor.row == Some(row);
    response.widget_info(|| {
        let name = format!("Claim {}: {}", line.name, line.cell(ClaimColumn::Words));
        WidgetInfo::selected(Role::ListBoxOption, true, is_selected, name)
    });
    ui.ctx().accesskit_node_builder(id, |node| node.set_description(line.description()));
    let fill = fill_of(&palette, is_selected, &response);
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 0.0, fill);
    }
    for (column, left, width) in grid.columns.iter().filter(|(column, ..)| *column != ClaimColumn::Place) {
        let place = Grid::cell(rect, (*left, *width));
        if place.intersects(ui.clip_rect()) {
            cell_ui(ui, *column, place, line);
        }
    }
    let pinned = pinned_ui(ui, (rect, fill.unwrap_or(palette.paper)), (line, grid), &palette);
    if is_current {
        cursor_ui(ui, rect, &palette);
    }
    let ticked = tick_ui(ui, (pinned, id), (line, is_selected), &palette);
    if ticked {
        actions.push(ClaimsAction::Click(row, Pick::Besides));
    } else if response.double_clicked() {
        actions.push(ClaimsAction::ReadClaim(line.claim));
    } else if response.clicked() {
        let modifiers = ui.input(|input| input.modifiers);
        let pick = match (modifiers.shift, modifiers.command) {
            (true, _) => Pick::UpTo,
            (false, true) => Pick::Besides,
            (false, false) => Pick::Alone,
        };
        actions.push(ClaimsAction::Click(row, pick));
    }
    menu_ui(&response, (row, line.claim, is_selected), actions);
    if response.hovered() {
        response.on_hover_text(tip(line));
    }
}

/// The first column, which stays in place: over what scrolls beneath it. Gives its place.
fn pinned_ui(
    ui: &Ui,
    (rect, fill): (Rect, Color32),
    (line, grid): (&ClaimLine, &Grid),
    palette: &Palette,
) -> Rect {
    let shift = (ui.clip_rect().left() - rect.left()).max(0.0);
    let row = rect.translate(vec2(shift, 0.0));
    let pinned = row.with_max_x(row.left() + grid.pinned);
    if shift > 0.0 {
        ui.painter().rect_filled(pinned, 0.0, fill);
        ui.painter().vline(pinned.right(), pinned.y_range(), Stroke::new(1.0, palette.line));
    }
    if let Some((column, left, width)) =
        grid.columns.iter().find(|(column, ..)| *column == ClaimColumn::Place)
    {
        cell_ui(ui, *column, Grid::cell(row, (*left, *width)), line);
    }
    pinned
}

/// The box by which a claim is selected besides others; gives whether it was clicked.
fn tick_ui(
    ui: &Ui,
    (rect, id): (Rect, Id),
    (line, is_selected): (&ClaimLine, bool),
    palette: &Palette,
) -> bool {
    let place = Rect::from_min_size(rect.min, vec2(TICK_WIDTH, rect.height()));
    let response = ui.interact(place, id.with("tick"), Sense::CLICK);
    response.widget_info(|| {
        WidgetInfo::selected(Role::CheckBox, true, is_selected, format!("Select {}", line.name))
    });
    let frame = Rect::from_center_size(place.center() - vec2(1.0, 0.0), vec2(14.0, 14.0));
    tick_box(ui, frame, is_selected, palette);
    response.clicked()
}

/// A box with a tick in it or without.
pub(super) fn tick_box(ui: &Ui, frame: Rect, is_ticked: bool, palette: &Palette) {
    let radius = CornerRadius::same(3);
    if is_ticked {
        ui.painter().rect_filled(frame, radius, palette.accent);
        let tick = fitted(ui, icon::CHECK, theme::icons(11.0), palette.paper, 20.0);
        ui.painter().galley(frame.center() - tick.size() / 2.0, tick, palette.paper);
    } else {
        let line = Stroke::new(1.0, palette.control_line());
        ui.painter().rect(frame, radius, palette.paper, line, StrokeKind::Inside);
    }
}

/// On a right click; it is about the selected claims where the row is one of them, else about the row's.
fn menu_ui(response: &Response, (row, claim, is_selected): (usize, ClaimId, bool), actions: &mut Actions) {
    if response.secondary_clicked() && !is_selected {
        actions.push(ClaimsAction::Click(row, Pick::Alone));
    }
    response.context_menu(|ui| {
        let offers = [
            ("Read in place", "Enter", ClaimsAction::ReadClaim(claim).into()),
            ("Copy with source", "Ctrl+C", WindowAction::Copy.into()),
            ("Tags…", "T", ClaimsAction::EditTags.into()),
            ("Delete", "Del", ClaimsAction::Delete.into()),
        ];
        for (label, key, action) in offers {
            let action: crate::ui::action::Action = action;
            let item = ui.add(Button::new(label).shortcut_text(key));
            named(&item, Role::MenuItem, label);
            if item.clicked() {
                actions.push(action);
                ui.close();
            }
        }
    });
}

/// The head of a group: opens and closes it.
fn group_ui(ui: &Ui, (row, rect): (usize, Rect), group: &Group, state: &ClaimsState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let response = ui.interact(rect, Id::unique(("claims group", &group.label)), Sense::CLICK);
    let is_current = state.cursor.row == Some(row);
    let what = if group.is_open { "open" } else { "closed" };
    let name = format!("Group {}: {}, {what}", group.label, counted(group.count));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, group.is_open, &name));
    let fill = fill_of(&palette, false, &response).unwrap_or(palette.panel);
    ui.painter().rect_filled(rect, 0.0, fill);
    if is_current {
        cursor_ui(ui, rect, &palette);
    }
    // What scrolls sideways leaves the head in view.
    let left = rect.left().max(ui.clip_rect().left());
    let middle = pos2(left + 11.0, rect.center().y);
    let corners = if group.is_open {
        [vec2(-4.5, -2.5), vec2(4.5, -2.5), vec2(0.0, 3.0)]
    } else {
        [vec2(-2.5, -4.5), vec2(3.0, 0.0), vec2(-2.5, 4.5)]
    };
    let corners = corners.map(|corner| middle + corner).to_vec();
    let shape = eframe::egui::Shape::convex_polygon(corners, palette.muted, Stroke::NONE);
    ui.painter().add(shape);
    let count = fitted(ui, &counted(group.count), theme::small(), palette.muted, 120.0);
    let room = ui.clip_rect().right() - left - TICK_WIDTH - count.size().x - 30.0;
    let words = fitted(ui, &group.label, theme::semibold(13.0), palette.ink, room);
    let at = pos2(left + TICK_WIDTH, rect.center().y - words.size().y / 2.0);
    let end = at.x + words.size().x;
    ui.painter().galley(at, words, palette.ink);
    ui.painter().galley(pos2(end + 10.0, rect.center().y - count.size().y / 2.0), count, palette.muted);
    if response.clicked() {
        actions.push(ClaimsAction::Click(row, Pick::Nothing));
        actions.push(ClaimsAction::ToggleGroup(group.value.clone()));
    }
}
