//! The handles of claims, from which links are dragged.

use super::placed::{Placed, PlacedColumn};
use crate::ui::action::{Actions, ReadAction};
use crate::ui::app::Scene;
use crate::ui::state::{Aim, Mode, ReadState, Selection};
use crate::ui::theme;
use crate::view::reader::ReaderColumn;
use eframe::egui::{self, CursorIcon, Id, Rect, Sense, Stroke, Ui, Vec2, accesskit::Role, pos2};

/// Side of the square in which a handle is hit.
const TARGET: f32 = 24.0;
/// From the text to the first handle, and from one handle of a row to the next.
const STEP: f32 = 13.0;

/// Gives each claim in view its handle right of the text; handles of one row stand side by side.
pub fn place(placed: &mut PlacedColumn, view: &ReaderColumn) {
    let mut taken: Vec<(f32, f32)> = Vec::new();
    let (left, right) = placed.text;
    for mark in view.marks_in(placed.visible) {
        let Some(claim) = placed.claims.get_mut(&mark.claim) else {
            continue;
        };
        let bounds = claim.rows.iter().fold(Rect::NOTHING, |all, row| all.union(*row)).intersect(placed.rect);
        let y = bounds.center().y;
        let mut x = right + STEP;
        while taken.iter().any(|(other_x, other_y)| (x - other_x).abs() < 8.0 && (y - other_y).abs() < 9.0) {
            x += STEP;
        }
        taken.push((x, y));
        claim.handle = pos2(x.min(placed.rect.right() - super::overview::WIDTH - 5.0), y);
        claim.left = pos2(left - 8.0, y);
    }
}

/// Draws the handles; dragging one begins a link, clicking one waits for the other end.
pub fn handles_ui(ui: &Ui, scene: Scene<'_>, placed: &Placed, read: &mut ReadState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    let codebook = scene.workspace.project().codebook();
    for column in &placed.columns {
        let Some(view) = scene.views.column(column.document) else {
            continue;
        };
        for mark in view.marks_in(column.visible) {
            let Some(claim) =
                column.claims.get(&mark.claim).filter(|claim| column.rect.contains(claim.handle))
            else {
                continue;
            };
            let rect = Rect::from_center_size(claim.handle, Vec2::splat(TARGET));
            let id = Id::unique(("link handle", mark.claim));
            let response =
                ui.interact(rect, id, Sense::CLICK | Sense::DRAG).on_hover_cursor(CursorIcon::Crosshair);
            response.widget_info(|| {
                egui::WidgetInfo::labeled(Role::Button, true, format!("Link handle {}", mark.name))
            });
            let selected = read.selection == Some(Selection::Claim(mark.claim));
            let color = palette.claim_kind(codebook, mark.kind.as_deref());
            if response.hovered() || response.dragged() {
                ui.painter().circle(claim.handle, 5.0, palette.accent, Stroke::new(2.0, palette.paper));
            } else if selected {
                ui.painter().circle(claim.handle, 4.0, color, Stroke::new(1.5, palette.accent));
            } else {
                ui.painter().circle_filled(claim.handle, 2.5, theme::mix(palette.paper, color, 0.75));
            }
            let from = Selection::Claim(mark.claim);
            if response.drag_started() {
                read.mode = Mode::Linking { from, target: None, aim: Aim::Drag };
                (read.selection, read.tag_bar) = (Some(from), false);
            } else if response.clicked() {
                actions.push(ReadAction::Select(Some(from)));
                actions.push(ReadAction::StartLink);
            }
            if !matches!(read.mode, Mode::Linking { .. }) {
                response.on_hover_text("Drag onto another claim to link");
            }
        }
    }
}
