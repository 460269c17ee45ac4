//! The cells of a row.

use crate::ui::lines;
use crate::ui::questions::about::title_galley;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::fitted;
use crate::view::claims::{ClaimColumn, ClaimLine, KindMark};
use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{Color32, CornerRadius, FontId, Rect, Ui, Vec2, pos2, vec2};

/// Draws the cell of a column within its place.
pub(super) fn cell_ui(ui: &Ui, column: ClaimColumn, place: Rect, line: &ClaimLine) {
    let palette = theme::palette(ui);
    match column {
        ClaimColumn::Place => place_ui(ui, place, line, &palette),
        ClaimColumn::Words => {
            let (text, font) = if line.statement.is_empty() {
                (&line.quote, theme::reading(13.5))
            } else {
                (&line.statement, theme::body())
            };
            words_ui(ui, place, text, (font, palette.ink));
        }
        ClaimColumn::Kinds => kinds_ui(ui, place, &line.kinds, &palette),
        ClaimColumn::Questions => questions_ui(ui, place, &line.questions, &palette),
        ClaimColumn::Links => {
            let words = line.cell(column);
            let galley = fitted(ui, &words, theme::medium(12.5), palette.ink, place.width());
            let at = pos2(place.left() + 2.0, place.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, palette.ink);
        }
        ClaimColumn::Annotator => annotator_ui(ui, place, line, &palette),
        ClaimColumn::Changed | ClaimColumn::Verdict | ClaimColumn::Tags => {
            words_ui(ui, place, &line.cell(column), (theme::small(), palette.muted));
        }
        ClaimColumn::Confidence
        | ClaimColumn::Modality
        | ClaimColumn::Attributed
        | ClaimColumn::Credibility => {
            words_ui(ui, place, &line.cell(column), (theme::small(), palette.ink));
        }
    }
}

/// Up to two lines of text, cut with an ellipsis, in the middle of the height.
fn words_ui(ui: &Ui, place: Rect, text: &str, (font, ink): (FontId, Color32)) {
    if text.is_empty() {
        return;
    }
    let mut job = LayoutJob::simple(text.to_owned(), font, ink, place.width());
    job.wrap = TextWrapping { max_width: place.width(), max_rows: 2, ..TextWrapping::default() };
    let laid_out = lines::lay_out(ui, &job, text);
    let size = laid_out.size();
    let left = if laid_out.is_from_right() { place.right() - size.x } else { place.left() };
    let at = pos2(left, place.center().y - size.y / 2.0);
    ui.painter().with_clip_rect(place.intersect(ui.clip_rect())).galley(at, laid_out.galley, ink);
}

/// The name on the colour of its document, below it where in the original it stands.
fn place_ui(ui: &Ui, place: Rect, line: &ClaimLine, palette: &Palette) {
    let name = fitted(ui, &line.name, theme::semibold(12.0), palette.ink, place.width() - 10.0);
    let (below, ink) = if line.is_lost {
        ("not in the text", palette.text_in(palette.danger))
    } else {
        (line.pinpoint.as_str(), palette.muted)
    };
    let below = fitted(ui, below, theme::small(), ink, place.width() - 10.0);
    let height = name.size().y + below.size().y + 1.0;
    let top = place.center().y - height / 2.0;
    let bar = Rect::from_min_size(pos2(place.left(), top + 1.0), vec2(3.0, height - 2.0));
    ui.painter().rect_filled(bar, CornerRadius::same(1), Palette::document(line.position));
    let below_at = pos2(place.left() + 9.0, top + name.size().y + 1.0);
    ui.painter().galley(pos2(place.left() + 9.0, top), name, palette.ink);
    ui.painter().galley(below_at, below, ink);
}

/// One kind or two, each on a line with its colour; the rest is counted.
fn kinds_ui(ui: &Ui, place: Rect, kinds: &[KindMark], palette: &Palette) {
    const LINE: f32 = 17.0;
    let shown = kinds.len().min(2);
    let top = place.center().y - LINE * shown as f32 / 2.0;
    for (index, kind) in kinds.iter().take(shown).enumerate() {
        let middle = LINE.mul_add(index as f32 + 0.5, top);
        let rest = if index == 1 { kinds.len() - shown } else { 0 };
        let label = if rest > 0 { format!("{} +{rest}", kind.label) } else { kind.label.clone() };
        let color = kind.color.as_deref().map_or(palette.muted, |color| palette.kind(color));
        let swatch = Rect::from_center_size(pos2(place.left() + 4.0, middle), Vec2::splat(8.0));
        ui.painter().rect_filled(swatch, CornerRadius::same(2), color);
        let words = fitted(ui, &label, theme::small(), palette.ink, place.width() - 14.0);
        ui.painter().galley(pos2(place.left() + 14.0, middle - words.size().y / 2.0), words, palette.ink);
    }
}

/// The first question, and how many more there are. A proposed one is in italics.
fn questions_ui(ui: &Ui, place: Rect, questions: &[(String, bool)], palette: &Palette) {
    let Some((title, is_proposed)) = questions.first() else {
        return;
    };
    let more = match questions.len() - 1 {
        0 => None,
        more => Some(fitted(ui, &format!("+{more}"), theme::medium(11.0), palette.muted, 30.0)),
    };
    let room = place.width() - more.as_ref().map_or(0.0, |more| more.size().x + 6.0);
    let galley = title_galley(ui, title, *is_proposed, (room, 2));
    let at = pos2(place.left(), place.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, palette.ink);
    if let Some(more) = more {
        let at = pos2(place.right() - more.size().x, place.center().y - more.size().y / 2.0);
        ui.painter().galley(at, more, palette.muted);
    }
}

fn annotator_ui(ui: &Ui, place: Rect, line: &ClaimLine, palette: &Palette) {
    let bar = Rect::from_center_size(pos2(place.left() + 1.5, place.center().y), vec2(3.0, 14.0));
    ui.painter().rect_filled(bar, CornerRadius::same(1), palette.annotator(line.annotator_position));
    let words = fitted(ui, &line.annotator, theme::small(), palette.ink, place.width() - 9.0);
    let at = pos2(place.left() + 9.0, place.center().y - words.size().y / 2.0);
    ui.painter().galley(at, words, palette.ink);
}

/// All that a row cuts: words, links, questions, verdicts.
pub(super) fn tip(line: &ClaimLine) -> String {
    let mut parts = Vec::new();
    if !line.statement.is_empty() {
        parts.push(line.statement.clone());
    }
    parts.push(format!("“{}”", line.quote));
    parts.push(format!("{} {}", line.name, line.document));
    if line.kinds.len() > 1 {
        parts.push(format!("Kinds: {}", line.cell(ClaimColumn::Kinds)));
    }
    for (label, words) in [
        ("Links", line.links.clone()),
        ("Questions", line.cell(ClaimColumn::Questions)),
        ("Verdict", line.cell(ClaimColumn::Verdict)),
        ("Tags", line.cell(ClaimColumn::Tags)),
    ] {
        if !words.is_empty() {
            parts.push(format!("{label}: {words}"));
        }
    }
    parts.join("\n")
}
