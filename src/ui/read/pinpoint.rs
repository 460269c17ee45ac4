//! [`pinpoint_ui`]: where in the original the text under the mouse stands, in the header of its column.

use super::placed::Placed;
use crate::ui::scene::Scene;
use crate::ui::theme;
use crate::ui::widgets::{fitted, named};
use crate::view::names;
use eframe::egui::accesskit::Role;
use eframe::egui::{CornerRadius, Id, Rect, Sense, Ui, pos2, vec2};

/// Around the words, and between them and the edge of the header.
const MARGIN: f32 = 5.0;

/// Draws the place while the mouse is over a text: `p. 3, para. 12`.
pub(super) fn pinpoint_ui(ui: &Ui, scene: Scene<'_>, placed: &Placed) {
    let pos = ui.input(|input| input.pointer.hover_pos());
    let Some((pos, column)) = pos.and_then(|pos| Some((pos, placed.column_at(pos)?))) else {
        return;
    };
    let is_over = ui.ctx().layer_id_at(pos).is_none_or(|layer| layer == ui.layer_id());
    let document = scene.workspace.project().document(column.document).filter(|_| is_over);
    let Some((document, byte)) = document.and_then(|one| Some((one, column.char_at(&one.text, pos)?))) else {
        return;
    };
    let words = names::pinpoint(document, byte);
    if words.is_empty() {
        return;
    }
    let palette = theme::palette(ui);
    let text = fitted(ui, &words, theme::small(), palette.muted, column.rect.width() - 6.0 * MARGIN);
    let size = text.size() + vec2(2.0 * MARGIN, MARGIN);
    // Over the end of the line that names the publisher: it covers no word of the text.
    let at = pos2(column.rect.right() - MARGIN - size.x, column.rect.top() - MARGIN - size.y);
    let rect = Rect::from_min_size(at, size);
    ui.painter().rect_filled(rect, CornerRadius::same(theme::CONTROL_RADIUS), palette.panel);
    ui.painter().galley(rect.center() - text.size() / 2.0, text, palette.muted);
    let response = ui.interact(rect, Id::unique("pinpoint"), Sense::hover());
    named(&response, Role::Label, &format!("In the original: {words}"));
}
