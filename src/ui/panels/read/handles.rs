//! Names of sentences and claims on the screen, and the handles from which links are dragged.

use super::geometry::widest;
use super::placed::{Placed, PlacedColumn};
use crate::ui::action::{Actions, ReadAction};
use crate::ui::app::Scene;
use crate::ui::state::{Mode, ReadState, Selection};
use crate::ui::theme;
use crate::view::names::{confidence_label, shortened};
use crate::view::reader::{ClaimMark, ReaderColumn};
use eframe::egui::{
    self, Context, CursorIcon, Id, Rect, Response, Sense, Stroke, Ui, Vec2, accesskit::Role, pos2,
};

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
        let mut x = right + 9.0;
        while taken.iter().any(|(other_x, other_y)| (x - other_x).abs() < 8.0 && (y - other_y).abs() < 9.0) {
            x += 9.0;
        }
        taken.push((x, y));
        claim.handle = pos2(x.min(placed.rect.right() - super::overview::WIDTH - 5.0), y);
        claim.left = pos2(left - 8.0, y);
    }
}

/// Registers sentences, claims and handles under their names; gives what was clicked without a mouse.
pub fn names_ui(ui: &Ui, scene: Scene<'_>, placed: &PlacedColumn, read: &ReadState) -> NameClicks {
    let mut clicks = NameClicks::default();
    let Some(view) = scene.views.column(placed.document) else {
        return clicks;
    };
    for index in view.sentences_in(placed.visible) {
        let Some(sentence) = view.sentences.get(index) else {
            continue;
        };
        let rects = placed.rects(&view.text, sentence.span);
        let place = Selection::Sentence(placed.document, index);
        if let Some(rect) = visible_row(&rects, placed.rect) {
            let id = Id::unique(("sentence", placed.document, index));
            let response = ui.interact(rect, id, Sense::CLICK);
            let selected = read.selection == Some(place);
            response.widget_info(|| {
                let words = shortened(view.words(sentence.span), 120);
                let name = format!("Sentence {}{}: {words}", view.letter, index + 1);
                egui::WidgetInfo::selected(Role::ListItem, true, selected, name)
            });
            clicks.note(&response, place);
        }
    }
    for mark in view.marks_in(placed.visible) {
        let Some(claim) = placed.claims.get(&mark.claim) else {
            continue;
        };
        let place = Selection::Claim(mark.claim);
        if let Some(rect) = visible_row(&claim.rows, placed.rect) {
            let response = ui.interact(rect, Id::unique(("claim", mark.claim)), Sense::CLICK);
            let selected = read.selection == Some(place);
            response.widget_info(|| {
                let name = format!("Claim {}: {}", mark.name, shortened(view.words(mark.span), 120));
                egui::WidgetInfo::selected(Role::Mark, true, selected, name)
            });
            describe(ui.ctx(), &response, scene, mark);
            clicks.note(&response, place);
        }
    }
    clicks
}

/// What was clicked: with the mouse (the place decides), or by name through a screen reader.
#[derive(Debug, Default)]
pub struct NameClicks {
    /// The mouse clicked on some named thing.
    pub mouse: bool,
    /// The mouse clicked twice.
    pub double: bool,
    /// A screen reader or test clicked on this by name.
    pub named: Option<Selection>,
}

impl NameClicks {
    fn note(&mut self, response: &Response, place: Selection) {
        if !response.clicked() {
            return;
        }
        if response.interact_pointer_pos().is_some_and(|pos| response.rect.contains(pos)) {
            self.mouse = true;
            self.double |= response.double_clicked();
        } else {
            self.named = Some(place);
        }
    }
}

/// The widest row that is in view.
fn visible_row(rows: &[Rect], clip: Rect) -> Option<Rect> {
    let seen: Vec<Rect> =
        rows.iter().map(|row| row.intersect(clip)).filter(|row| row.height() > 4.0).collect();
    widest(&seen).filter(|row| row.width() > 0.0)
}

fn describe(ctx: &Context, response: &Response, scene: Scene<'_>, mark: &ClaimMark) {
    // The closure runs only while somebody reads the tree.
    ctx.accesskit_node_builder(response.id, |node| {
        let project = scene.workspace.project();
        if let Some(claim) = project.claim(mark.claim) {
            let label = |id: &String| {
                project.codebook().claim_kind(id).map_or_else(|| id.clone(), |kind| kind.label.clone())
            };
            let mut parts: Vec<String> = claim.kinds.iter().map(label).collect();
            parts.push(claim.confidence.as_ref().map_or_else(
                || "confidence not set".to_owned(),
                |confidence| format!("confidence {}", confidence_label(project, confidence)),
            ));
            node.set_description(parts.join(", "));
        }
    });
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
            let rect = Rect::from_center_size(claim.handle, Vec2::splat(12.0));
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
                read.mode = Mode::Linking { from, target: None, dragging: true };
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
