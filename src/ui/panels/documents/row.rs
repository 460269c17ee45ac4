//! One document of the list as a card.

use super::{LibraryState, menu};
use crate::model::RELIABILITY_SCALE;
use crate::ui::action::{Actions, NotebookAction, ReadAction};
use crate::ui::app::Scene;
use crate::ui::fonts::icon;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{fitted, focus_ring, named};
use crate::view::library::LibraryRow;
use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{
    Align2, Color32, CornerRadius, FontId, Galley, Id, Popup, Rect, Response, Sense, Stroke, StrokeKind, Ui,
    accesskit::Role, pos2, vec2,
};
use std::sync::Arc;

/// Inside a card, around what it shows.
const PADDING: f32 = 8.0;
/// Width of letter and read mark, with the space after them.
const GUTTER: f32 = 26.0;

/// A row with its place in the project.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowUi<'a> {
    pub(super) scene: Scene<'a>,
    pub(super) palette: Palette,
    pub(super) view: &'a LibraryRow,
    /// Place in project order; gives the colour.
    pub(super) position: usize,
    /// Place of the last document.
    pub(super) last: usize,
    /// Whether it has a column.
    pub(super) open: bool,
}

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
            response.on_hover_text(&self.view.title);
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
        let mut job = LayoutJob::simple(self.view.title.clone(), theme::semibold(13.0), palette.ink, width);
        job.wrap = TextWrapping { max_width: width, max_rows: 3, ..Default::default() };
        let title = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let badge = if self.view.reliability.is_some() { 22.0 } else { 0.0 };
        let counts = fitted(ui, &self.view.counts(), theme::small(), palette.muted, width - badge);
        let source = self.view.source_line();
        let source = (!source.is_empty()).then(|| fitted(ui, &source, theme::small(), palette.muted, width));
        let extra = source.as_ref().map_or(0.0, |galley| galley.size().y + 2.0);
        let height = PADDING + title.size().y + 3.0 + 16.0 + extra + 5.0 + 3.0 + PADDING;
        Lines { title, counts, source, height: height.max(58.0).round() }
    }

    fn contents_ui(&self, ui: &Ui, rect: Rect, lines: &Lines) {
        let palette = &self.palette;
        let badge_width = if self.view.letter.len() > 2 { 22.0 } else { 18.0 };
        let badge = Rect::from_min_size(rect.min + vec2(PADDING - 1.0, PADDING), vec2(badge_width, 19.0));
        ui.painter().rect_filled(badge, CornerRadius::same(4), Palette::document(self.position));
        let size = if self.view.letter.len() > 1 { 9.5 } else { 11.0 };
        let center = Align2::CENTER_CENTER;
        let font = theme::semibold(size);
        ui.painter().text(badge.center(), center, &self.view.letter, font, Palette::on_strong());
        let left = rect.left() + PADDING + GUTTER;
        let mut y = rect.top() + PADDING;
        ui.painter().galley(pos2(left, y), Arc::clone(&lines.title), palette.ink);
        y += lines.title.size().y + 3.0;
        let mut x = left;
        if let Some(level) = &self.view.reliability {
            self.reliability_ui(ui, Rect::from_min_size(pos2(left, y), vec2(16.0, 16.0)), level);
            x += 22.0;
        }
        let middle = y + (16.0 - lines.counts.size().y) / 2.0;
        ui.painter().galley(pos2(x, middle), Arc::clone(&lines.counts), palette.muted);
        y += 16.0;
        if let Some(source) = &lines.source {
            ui.painter().galley(pos2(left, y + 2.0), Arc::clone(source), palette.muted);
        }
        let bottom = rect.bottom() - PADDING;
        let track = Rect::from_min_max(pos2(left, bottom - 3.0), pos2(rect.right() - PADDING, bottom));
        self.progress_ui(ui, track);
    }

    /// The source's reliability as a key cap that explains itself.
    fn reliability_ui(&self, ui: &Ui, cap: Rect, level: &str) {
        let palette = &self.palette;
        let radius = CornerRadius::same(3);
        ui.painter().rect(cap, radius, palette.paper, Stroke::new(1.0, palette.line), StrokeKind::Inside);
        let font = FontId::proportional(10.5);
        ui.painter().text(cap.center(), Align2::CENTER_CENTER, level, font, palette.muted);
        let response = ui.interact(cap, self.id("reliability"), Sense::hover());
        let scale = self.scene.workspace.project().codebook().scale(RELIABILITY_SCALE);
        if let Some(entry) = scale.and_then(|scale| scale.level(level)) {
            response.on_hover_text(format!("{} · {}\n{}", entry.id, entry.label, entry.definition));
        }
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
        response.on_hover_text(format!("{tagged} of {all} sentences hold a claim"));
    }

    /// The read mark under the letter; gives whether it is the place of mouse or keyboard.
    fn read_ui(&self, ui: &Ui, rect: Rect, actions: &mut Actions) -> bool {
        let palette = &self.palette;
        let place = Rect::from_min_size(rect.min + vec2(PADDING - 4.0, PADDING + 20.0), vec2(24.0, 24.0));
        let (name, icon, color) = if self.view.read {
            (format!("Mark {} as not read", self.view.letter), icon::CHECK_CIRCLE, palette.good)
        } else {
            (
                format!("Mark {} as read", self.view.letter),
                icon::CIRCLE,
                theme::mix(palette.line, palette.muted, 0.35),
            )
        };
        let response = small_button(ui, place, self.id("read"), (icon, color), &name);
        let near = response.hovered() || response.has_focus();
        if response.clicked() {
            actions.push(NotebookAction::SetRead(self.view.document, !self.view.read));
        }
        response.on_hover_text(name);
        near
    }

    /// Column and menu at the top right, drawn while the mouse or the keyboard is at the card.
    fn buttons_ui(&self, ui: &Ui, rect: Rect, active: bool, actions: &mut Actions) {
        let palette = &self.palette;
        let document = self.view.document;
        let letter = &self.view.letter;
        let pill = Rect::from_min_size(pos2(rect.right() - 52.0, rect.top() + 4.0), vec2(48.0, 24.0));
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
        column.on_hover_text(name);
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
