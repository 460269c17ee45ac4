//! One document of the list as a card.

use super::action::DocumentsAction;
use super::menu::{self, RowUi};
use super::state::LibraryState;
use crate::model::RELIABILITY_SCALE;
use crate::ui::action::Actions;
use crate::ui::fonts::icon;
use crate::ui::lines;
use crate::ui::read::action::ReadAction;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{fitted, focus_ring, named, reliability_at, reliability_width, tip_beside};
use eframe::egui::accesskit::Role;
use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{
    Align2, Color32, CornerRadius, Galley, Id, Popup, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui,
    Vec2, pos2, vec2,
};
use std::sync::Arc;

/// Inside a card, around what it shows.
const PADDING: f32 = 8.0;
/// Width of letter and read mark, with the space after them.
const GUTTER: f32 = 28.0;
/// Height of a compact card.
pub(super) const COMPACT_HEIGHT: f32 = 44.0;
/// Side of the read mark and height of the buttons: what a finger or an unsteady hand can hit.
const TARGET: f32 = 24.0;

/// What a card shows, laid out.
struct Lines {
    title: Arc<Galley>,
    counts: Arc<Galley>,
    source: Option<Arc<Galley>>,
    height: f32,
}

impl RowUi<'_> {
    /// Draws the card at a place of known width and gives its height.
    pub(super) fn show(&self, ui: &Ui, at: Rect, state: &mut LibraryState, actions: &mut Actions) -> f32 {
        let lines = self.lines(ui, at.width());
        let rect = Rect::from_min_size(at.min, vec2(at.width(), lines.height));
        let document = self.view.document;
        let response = ui.interact(rect, self.id("row"), Sense::click_and_drag());
        named(&response, Role::Button, &format!("Document {}: {}", self.view.letter, self.view.title));
        self.background_ui(ui, rect, &response);
        self.contents_ui(ui, rect, &lines);
        let near = self.read_ui(ui, rect, actions);
        let active = near || response.contains_pointer() || response.has_focus();
        self.buttons_ui(ui, rect, active, actions);
        if response.clicked() {
            actions.push(if self.open {
                ReadAction::Reveal(document, 0)
            } else {
                ReadAction::OpenColumn(document)
            });
        }
        if response.drag_started() {
            state.drag(document);
        }
        response.context_menu(|ui| menu::menu_ui(ui, self, actions));
        if lines.title.elided {
            tip_beside(&response, &self.view.title);
        }
        lines.height
    }

    /// A card is on paper while its document is open, on the panel otherwise.
    fn background_ui(&self, ui: &Ui, rect: Rect, response: &Response) {
        let palette = &self.palette;
        let radius = CornerRadius::same(theme::CARD_RADIUS);
        let fill = match (self.open, response.contains_pointer()) {
            (true, _) => palette.paper,
            (false, true) => palette.hover,
            (false, false) => palette.panel,
        };
        let line = if self.open { palette.line } else { fill };
        ui.painter().rect(rect, radius, fill, Stroke::new(1.0, line), StrokeKind::Inside);
        if response.has_focus() {
            ui.painter().rect_stroke(rect, radius, focus_ring(palette), StrokeKind::Inside);
        }
    }

    /// Ids come from the document, so that a card keeps its state wherever it stands.
    fn id(&self, part: &'static str) -> Id {
        Id::unique(("document card", part, self.view.document))
    }

    fn lines(&self, ui: &Ui, width: f32) -> Lines {
        let palette = &self.palette;
        let width = width - 2.0 * PADDING - GUTTER;
        let rows = if self.compact { 1 } else { 3 };
        let mut job = LayoutJob::simple(self.view.title.clone(), theme::semibold(13.0), palette.ink, width);
        job.wrap = TextWrapping { max_width: width, max_rows: rows, ..Default::default() };
        let title = lines::lay_out(ui, &job, &self.view.title).galley;
        let level = self.view.reliability.as_deref();
        let badge = level.map_or(0.0, |level| reliability_width(ui.painter(), palette, level) + 6.0);
        let line = |words: &str, width: f32| fitted(ui, words, theme::small(), palette.muted, width);
        let source = self.view.source_line();
        if self.compact {
            let words = if source.is_empty() {
                self.view.counts()
            } else {
                format!("{} · {source}", self.view.counts())
            };
            let counts = line(&words, width - badge);
            return Lines { title, counts, source: None, height: COMPACT_HEIGHT };
        }
        let counts = line(&self.view.counts(), width - badge);
        let source = (!source.is_empty()).then(|| line(&source, width));
        let extra = source.as_ref().map_or(0.0, |galley| galley.size().y + 2.0);
        let height = PADDING + title.size().y + 3.0 + 16.0 + extra + 5.0 + 3.0 + PADDING;
        Lines { title, counts, source, height: height.max(62.0).round() }
    }

    /// Above the first line of a card.
    const fn top(&self) -> f32 {
        if self.compact { 3.0 } else { PADDING }
    }

    fn contents_ui(&self, ui: &Ui, rect: Rect, lines: &Lines) {
        let palette = &self.palette;
        let badge_width = if self.view.letter.len() > 2 { 22.0 } else { 18.0 };
        let badge = Rect::from_min_size(rect.min + vec2(PADDING - 1.0, self.top()), vec2(badge_width, 18.0));
        ui.painter().rect_filled(badge, CornerRadius::same(4), Palette::document(self.position));
        let size = if self.view.letter.len() > 1 { 9.5 } else { 11.0 };
        let center = Align2::CENTER_CENTER;
        let font = theme::semibold(size);
        ui.painter().text(badge.center(), center, &self.view.letter, font, Palette::on_strong());
        let left = rect.left() + PADDING + GUTTER;
        let mut y = rect.top() + self.top();
        ui.painter().galley(pos2(left, y), Arc::clone(&lines.title), palette.ink);
        y += lines.title.size().y + if self.compact { 1.0 } else { 3.0 };
        let mut x = left;
        if let Some(level) = &self.view.reliability {
            x += self.reliability_ui(ui, pos2(left, y + 8.0), level) + 6.0;
        }
        let middle = y + (16.0 - lines.counts.size().y) / 2.0;
        ui.painter().galley(pos2(x, middle), Arc::clone(&lines.counts), palette.muted);
        y += 16.0;
        if let Some(source) = &lines.source {
            ui.painter().galley(pos2(left, y + 2.0), Arc::clone(source), palette.muted);
        }
        let bottom = rect.bottom() - if self.compact { 2.0 } else { PADDING };
        let track = Rect::from_min_max(pos2(left, bottom - 3.0), pos2(rect.right() - PADDING, bottom));
        self.progress_ui(ui, track);
    }

    /// The source's reliability, which explains itself; gives its width.
    fn reliability_ui(&self, ui: &Ui, left: Pos2, level: &str) -> f32 {
        let place = reliability_at(ui.painter(), &self.palette, left, level);
        let response = ui.interact(place, self.id("reliability"), Sense::hover());
        named(&response, Role::Label, &format!("Reliability {level}"));
        let scale = self.scene.workspace.project().codebook().scale(RELIABILITY_SCALE);
        if let Some(entry) = scale.and_then(|scale| scale.level(level)) {
            tip_beside(&response, &format!("{} · {}\n{}", entry.id, entry.label, entry.definition));
        }
        place.width()
    }

    fn progress_ui(&self, ui: &Ui, track: Rect) {
        let palette = &self.palette;
        let radius = CornerRadius::same(2);
        ui.painter().rect_filled(track, radius, palette.line);
        let share = self.view.progress();
        if share > 0.0 {
            let done = Rect::from_min_size(track.min, vec2((track.width() * share).max(3.0), track.height()));
            ui.painter().rect_filled(done, radius, palette.accent);
        }
        let response = ui.interact(track.expand2(vec2(0.0, 3.0)), self.id("progress"), Sense::hover());
        let (tagged, all) = (self.view.tagged_count, self.view.sentence_count);
        tip_beside(&response, &format!("{tagged} of {all} sentences hold a claim"));
    }

    /// The read mark under the letter; gives whether it is the place of mouse or keyboard.
    fn read_ui(&self, ui: &Ui, rect: Rect, actions: &mut Actions) -> bool {
        let palette = &self.palette;
        let below = self.top() + if self.compact { 17.0 } else { 21.0 };
        let place = Rect::from_min_size(rect.min + vec2(PADDING - 4.0, below), Vec2::splat(TARGET));
        let (name, icon, color) = if self.view.read {
            (format!("Mark {} as not read", self.view.letter), icon::CHECK_CIRCLE, palette.good)
        } else {
            (format!("Mark {} as read", self.view.letter), icon::CIRCLE, palette.control_line())
        };
        let response = small_button(ui, place, self.id("read"), (icon, color), &name);
        let near = response.hovered() || response.has_focus();
        if response.clicked() {
            actions.push(DocumentsAction::SetRead(self.view.document, !self.view.read));
        }
        tip_beside(&response, &name);
        near
    }

    /// Column and menu at the right, below the title's first line, drawn while the mouse or the keyboard is at the card.
    fn buttons_ui(&self, ui: &Ui, rect: Rect, active: bool, actions: &mut Actions) {
        let palette = &self.palette;
        let document = self.view.document;
        let letter = &self.view.letter;
        let top = rect.bottom() - TARGET - if self.compact { 1.0 } else { 10.0 };
        let pill = Rect::from_min_size(pos2(rect.right() - 52.0, top), vec2(2.0 * TARGET, TARGET));
        let places = [pill.with_max_x(pill.center().x), pill.with_min_x(pill.center().x)];
        let ids = [self.id("column"), self.id("more")];
        let menu_open = Popup::is_id_open(ui.ctx(), ids[1].with("popup"));
        let focused = ui.memory(|memory| ids.iter().any(|id| memory.has_focus(*id)));
        let shown = active || focused || menu_open;
        let color = if shown { palette.ink } else { Color32::TRANSPARENT };
        if shown {
            let line = Stroke::new(1.0, palette.line);
            let radius = CornerRadius::same(theme::CONTROL_RADIUS);
            ui.painter().rect(pill, radius, palette.paper, line, StrokeKind::Inside);
        }
        let (name, icon, action) = if self.open {
            (format!("Close column of {letter}"), icon::X, ReadAction::CloseColumn(document))
        } else {
            (format!("Show {letter} in a column"), icon::COLUMNS, ReadAction::OpenColumn(document))
        };
        let column = small_button(ui, places[0], ids[0], (icon, color), &name);
        if column.clicked() {
            actions.push(action);
        }
        tip_beside(&column, &name);
        let name = format!("More for {letter}");
        let more = small_button(ui, places[1], ids[1], (icon::DOTS_THREE, color), &name);
        Popup::menu(&more).show(|ui| menu::menu_ui(ui, self, actions));
    }
}

/// An icon that can be clicked at a place.
fn small_button(ui: &Ui, place: Rect, id: Id, (icon, color): (&str, Color32), name: &str) -> Response {
    let palette = theme::palette(ui);
    let response = ui.interact(place, id, Sense::click());
    named(&response, Role::Button, name);
    let radius = CornerRadius::same(4);
    if response.hovered() {
        ui.painter().rect_filled(place.shrink(2.0), radius, palette.hover);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(place.shrink(1.0), radius, focus_ring(&palette), StrokeKind::Inside);
    }
    ui.painter().text(place.center(), Align2::CENTER_CENTER, icon, theme::icons(15.0), color);
    response
}
