//! What is shown while files are held over the window.

use crate::ui::theme;
use eframe::egui::{Align2, CornerRadius, Id, LayerId, Order, Stroke, StrokeKind, Ui};

/// Says that files can be let go here, over all else; nothing while no files are held over the window.
pub fn drop_hint_ui(ui: &Ui) {
    let count = ui.input(|input| input.raw.hovered_files.len());
    if count == 0 {
        return;
    }
    let palette = theme::palette(ui);
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Foreground, Id::unique("drop hint")));
    let rect = ui.ctx().content_rect();
    painter.rect_filled(rect, CornerRadius::ZERO, theme::veil(palette.paper, 215));
    let edge = rect.shrink(14.0);
    painter.rect_stroke(edge, CornerRadius::same(10), Stroke::new(2.0, palette.accent), StrokeKind::Inside);
    let words = if count == 1 { "Drop to add the document" } else { "Drop to add the documents" };
    painter.text(rect.center(), Align2::CENTER_CENTER, words, theme::semibold(20.0), palette.ink);
}
