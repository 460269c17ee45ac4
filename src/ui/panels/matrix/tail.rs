//! After the cells of a row: who corroborates it, how it is contradicted, what became of that.

use super::ROW_HEIGHT;
use crate::ui::app::Scene;
use crate::ui::theme;
use crate::ui::widgets::{fitted, mark};
use eframe::egui::{Id, Pos2, Rect, Sense, Ui, WidgetInfo, accesskit::Role, pos2, vec2};

/// The heads, with how far from the last cell they stand.
pub(super) const HEADS: [(f32, &str); 3] =
    [(14.0, "Corroborated by"), (140.0, "Contradicted"), (262.0, "Verdict")];

/// Draws the tail of a row from its top left corner on.
pub(super) fn tail_ui(ui: &Ui, scene: Scene<'_>, row: usize, at: Pos2) {
    let palette = theme::palette(ui);
    let views = scene.views.matrix();
    let Some(line) = views.row(row).and_then(|row| views.line(row.question)) else {
        return;
    };
    let middle = at.y + ROW_HEIGHT / 2.0;
    let words = |offset: f32, text: &str, width: f32, ink| {
        let words = fitted(ui, text, theme::small(), ink, width);
        ui.painter().galley(pos2(at.x + offset, middle - words.size().y / 2.0), words, ink);
    };
    let [(support, _), (contradicted, _), (verdict, _)] = HEADS;
    let ink = if line.is_single { palette.text_in(palette.kind("B7791F")) } else { palette.muted };
    words(support, &line.support, 118.0, ink);
    let red = (palette.text_in(palette.danger), theme::mix(palette.paper, palette.danger, 0.16));
    let count = line.contradictions.len().min(2);
    for (place, kind) in line.contradictions.iter().take(2).enumerate() {
        let top = 20.0f32.mul_add(place as f32, middle - 10.0 * count as f32 + 1.5);
        let width = fitted(ui, kind, theme::medium(10.5), red.0, 110.0).size().x + 10.0;
        mark(ui, pos2(at.x + contradicted + width, top), kind, red);
    }
    let settled = if line.is_inconsistent {
        format!("{} · inconsistent links", line.verdict).trim_start_matches(" · ").to_owned()
    } else {
        line.verdict.clone()
    };
    words(verdict, &settled, 120.0, palette.muted);
    let rect = Rect::from_min_size(at, vec2(super::TAIL_WIDTH, ROW_HEIGHT));
    let response = ui.interact(rect, Id::unique(("matrix tail", line.question)), Sense::hover());
    let heard = format!("{}; {}; {settled}", line.support, line.contradictions.join(", "));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &heard));
    response.on_hover_text(format!("{}\n{settled}", line.spread));
}
