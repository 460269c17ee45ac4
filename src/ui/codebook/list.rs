//! The list of kinds: order, adding, and taking out.

use super::removal::uses;
use super::state::{KindsDraft, Removing, Tab, take_out};
use crate::model::{ClaimKind, Codebook, LinkKind};
use crate::ui::fonts::icon;
use crate::ui::scene::Scene;
use crate::ui::theme;
use crate::ui::widgets::{fields, fitted, icon_button};
use eframe::egui::accesskit::Role;
use eframe::egui::{Align2, CornerRadius, FontId, Rect, Response, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

/// Draws the list and its buttons.
pub(in crate::ui) fn list_ui(ui: &mut Ui, scene: Scene<'_>, codebook: &mut Codebook, kinds: &mut KindsDraft) {
    let rows = rows(codebook, kinds.tab);
    ui.spacing_mut().item_spacing.y = 1.0;
    for (index, row) in rows.iter().enumerate() {
        let response = row_ui(ui, row, index, index == kinds.row());
        if response.clicked() || response.gained_focus() {
            kinds.set_row(index);
        }
        response.dnd_set_drag_payload(index);
        if let Some(from) = response.dnd_release_payload::<usize>() {
            move_kind(codebook, kinds, *from, index);
        }
    }
    ui.add_space(6.0);
    buttons_ui(ui, scene, codebook, kinds, rows.len());
}

/// A kind as the list shows it.
struct Row {
    id: String,
    label: String,
    color: String,
    key: Option<char>,
    retired: bool,
}

fn rows(codebook: &Codebook, tab: Tab) -> Vec<Row> {
    match tab {
        Tab::Claims => codebook.claim_kinds.iter().map(row_of_claim_kind).collect(),
        Tab::Links => codebook.link_kinds.iter().map(row_of_link_kind).collect(),
    }
}

fn row_of_claim_kind(kind: &ClaimKind) -> Row {
    let ClaimKind { id, label, color, key, retired, .. } = kind.clone();
    Row { id, label, color, key, retired }
}

fn row_of_link_kind(kind: &LinkKind) -> Row {
    let LinkKind { id, label, color, key, retired, .. } = kind.clone();
    Row { id, label, color, key, retired }
}

fn row_ui(ui: &mut Ui, row: &Row, index: usize, is_chosen: bool) -> Response {
    let palette = theme::palette(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 28.0));
    // New kinds have no id yet; their place tells them apart.
    let id = ui.scope_id().with(("kind", &row.id, row.id.is_empty().then_some(index)));
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let name = if row.label.is_empty() { "New kind" } else { row.label.as_str() };
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, name));
    let radius = CornerRadius::same(theme::CONTROL_RADIUS);
    if is_chosen {
        ui.painter().rect_filled(rect, radius, palette.accent_soft);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, radius, palette.hover);
    }
    fields::ring(ui, &response);
    let swatch = Rect::from_center_size(pos2(rect.left() + 15.0, rect.center().y), Vec2::splat(11.0));
    ui.painter().rect_filled(swatch, CornerRadius::same(3), palette.kind(&row.color));
    let (ink, tail) = if row.retired { (palette.muted, " (not offered)") } else { (palette.ink, "") };
    let label = fitted(ui, &format!("{name}{tail}"), theme::body(), ink, rect.width() - 58.0);
    let at = pos2(rect.left() + 28.0, rect.center().y - label.size().y / 2.0);
    ui.painter().galley(at, label, ink);
    let key = row.key.map(String::from).unwrap_or_default();
    let right = pos2(rect.right() - 12.0, rect.center().y);
    ui.painter().text(right, Align2::CENTER_CENTER, key, FontId::proportional(11.5), palette.muted);
    response
}

fn buttons_ui(ui: &mut Ui, scene: Scene<'_>, codebook: &mut Codebook, kinds: &mut KindsDraft, count: usize) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let row = kinds.row();
        let button = |ui: &mut Ui, picture, name, enabled| {
            ui.add_enabled_ui(enabled, |ui| icon_button(ui, picture, name)).inner.clicked()
        };
        if fields::plain_button(ui, "Add kind").clicked() {
            add_kind(codebook, kinds.tab);
            kinds.set_row(count);
        }
        if button(ui, icon::ARROW_UP, "Move up", row > 0) {
            move_kind(codebook, kinds, row, row.saturating_sub(1));
        }
        if button(ui, icon::ARROW_DOWN, "Move down", row + 1 < count) {
            move_kind(codebook, kinds, row, row + 1);
        }
        if button(ui, icon::TRASH, "Remove kind", count > 1) {
            ask_or_remove(scene, codebook, kinds);
        }
    });
}

fn move_kind(codebook: &mut Codebook, kinds: &mut KindsDraft, from: usize, to: usize) {
    fn shift<T>(list: &mut Vec<T>, from: usize, to: usize) {
        if from < list.len() && to < list.len() {
            let entry = list.remove(from);
            list.insert(to, entry);
        }
    }
    match kinds.tab {
        Tab::Claims => shift(&mut codebook.claim_kinds, from, to),
        Tab::Links => shift(&mut codebook.link_kinds, from, to),
    }
    kinds.set_row(to);
}

fn add_kind(codebook: &mut Codebook, tab: Tab) {
    let used: Vec<&str> = match tab {
        Tab::Claims => codebook.claim_kinds.iter().map(|kind| kind.color.as_str()).collect(),
        Tab::Links => codebook.link_kinds.iter().map(|kind| kind.color.as_str()).collect(),
    };
    let free = super::entry::SWATCHES.into_iter().find(|color| !used.contains(color));
    let color = free.unwrap_or("7C8696").to_owned();
    match tab {
        Tab::Claims => codebook.claim_kinds.push(ClaimKind { color, ..ClaimKind::default() }),
        Tab::Links => {
            let nli_label = "neutral".to_owned();
            codebook.link_kinds.push(LinkKind { color, nli_label, ..LinkKind::default() });
        }
    }
}

/// A kind without records goes at once; else the question comes first.
fn ask_or_remove(scene: Scene<'_>, codebook: &mut Codebook, kinds: &mut KindsDraft) {
    let rows = rows(codebook, kinds.tab);
    let Some(row) = rows.get(kinds.row()) else {
        return;
    };
    let count = uses(scene, kinds, &row.id);
    if count > 0 {
        kinds.removing = Some(Removing { id: row.id.clone(), label: row.label.clone(), count });
        return;
    }
    take_out(codebook, kinds, &row.id);
}
