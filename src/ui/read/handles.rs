//! The handles of claims, from which links are dragged.

use super::action::ReadAction;
use super::placed::{Placed, PlacedColumn};
use super::state::{Aim, Mode, ReadState, Selection};
use crate::model::Codebook;
use crate::ui::action::Actions;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, Palette};
use crate::view::reader::{ClaimMark, ReaderColumn};
use eframe::egui::accesskit::Role;
use eframe::egui::{
    self, Align2, CornerRadius, CursorIcon, Id, Pos2, Rect, Sense, Stroke, StrokeKind, Ui, Vec2, pos2,
};

/// Width and height of what can be clicked of a handle, where no other one is near.
const TARGET: f32 = 24.0;
/// Width and height of what is drawn of it.
const BADGE: f32 = 13.0;
/// From the right edge of the text to the middle of the first handle.
pub const OFFSET: f32 = 12.0;
/// From the middle of a handle to where curves begin.
pub const REACH: f32 = BADGE / 2.0 + 1.0;
/// From one handle of a row to the next.
const STEP: f32 = 15.0;

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
        let mut x = right + OFFSET;
        let meets = |x: f32, (other_x, other_y): &(f32, f32)| {
            (x - other_x).abs() < STEP - 1.0 && (y - other_y).abs() < STEP - 1.0
        };
        while taken.iter().any(|other| meets(x, other)) {
            x += STEP;
        }
        taken.push((x, y));
        claim.handle = pos2(x.min(placed.rect.right() - super::overview::WIDTH - 8.0), y);
        claim.left = pos2(left - 8.0, y);
    }
}

/// What can be clicked of a handle: half way to its neighbours where they are near.
fn target(at: Pos2, others: impl Iterator<Item = Pos2>) -> Rect {
    let mut rect = Rect::from_center_size(at, Vec2::splat(TARGET));
    for other in others {
        let (dx, dy) = (other.x - at.x, other.y - at.y);
        if dx.abs().max(dy.abs()) >= TARGET || (dx.abs() < 0.5 && dy.abs() < 0.5) {
            continue;
        }
        match (dx.abs() >= dy.abs(), dx > 0.0, dy > 0.0) {
            (true, true, _) => rect.max.x = rect.max.x.min(at.x + dx / 2.0),
            (true, false, _) => rect.min.x = rect.min.x.max(at.x + dx / 2.0),
            (false, _, true) => rect.max.y = rect.max.y.min(at.y + dy / 2.0),
            (false, _, false) => rect.min.y = rect.min.y.max(at.y + dy / 2.0),
        }
    }
    rect
}

/// The first kind of a claim: its colour and the sign that tells it without colour, its key or else its first letter.
fn kind_of<'a>(codebook: &'a Codebook, mark: &ClaimMark) -> Option<(&'a str, char)> {
    let kind = mark.kind.as_deref().and_then(|id| codebook.claim_kind(id))?;
    let letter = kind.label.chars().next().and_then(|c| c.to_uppercase().next());
    Some((kind.color.as_str(), kind.key.or(letter).unwrap_or('·')))
}

/// The handle of a claim: the sign of its kind in a small square.
fn badge_ui(
    ui: &Ui,
    at: Pos2,
    kind: Option<(&str, char)>,
    (is_strong, is_selected): (bool, bool),
    palette: &Palette,
) {
    let color = kind.map_or(palette.muted, |(hex, _)| palette.kind(hex));
    let rect = Rect::from_center_size(at, Vec2::splat(BADGE));
    let (fill, line, ink) = match (is_strong, is_selected) {
        (true, _) => (palette.accent, Stroke::new(1.0, palette.accent), Palette::on_strong()),
        (false, true) => (palette.tint(color), Stroke::new(1.5, palette.accent), palette.ink),
        (false, false) => {
            (palette.tint(color), Stroke::new(1.0, theme::mix(palette.paper, color, 0.7)), palette.ink)
        }
    };
    ui.painter().rect(rect, CornerRadius::same(3), fill, line, StrokeKind::Inside);
    if let Some((_, sign)) = kind {
        ui.painter().text(at, Align2::CENTER_CENTER, sign, theme::medium(9.5), ink);
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
            let rect = target(claim.handle, column.claims.values().map(|other| other.handle));
            let id = Id::unique(("link handle", mark.claim));
            let response =
                ui.interact(rect, id, Sense::CLICK | Sense::DRAG).on_hover_cursor(CursorIcon::Crosshair);
            response.widget_info(|| {
                egui::WidgetInfo::labeled(Role::Button, true, format!("Link handle {}", mark.name))
            });
            let is_strong = response.hovered() || response.dragged();
            let is_selected = read.selection == Some(Selection::Claim(mark.claim));
            badge_ui(ui, claim.handle, kind_of(codebook, mark), (is_strong, is_selected), &palette);
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
