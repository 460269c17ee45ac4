//! The documents to choose from: click, Shift+click, arrows and Space. Only rows in view are laid out.

use super::draft::BulkDraft;
use crate::model::DocumentId;
use crate::ui::dialogs::frame::first_focus;
use crate::ui::fonts::icon;
use crate::ui::scene::Scene;
use crate::ui::state::Drafts;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::rows::move_row;
use crate::ui::widgets::{fields, fitted, focus_ring, named};
use crate::view::library::{LibraryRow, LibraryView};
use eframe::egui::accesskit::Role;
use eframe::egui::{
    Align, Align2, CornerRadius, EventFilter, Id, Key, Layout, Modifiers, Rect, Response, ScrollArea, Sense,
    Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

/// From this many documents on there is a filter.
const FILTER_FROM: usize = 9;
/// Height of a row: title and publisher.
const ROW_HEIGHT: f32 = 42.0;

/// Draws the list in the room that is left.
pub(in crate::ui) fn list_ui(ui: &mut Ui, scene: Scene<'_>, draft: &mut BulkDraft, drafts: &mut Drafts) {
    let library = scene.views.library();
    heading_ui(ui, library, draft);
    if library.rows.len() >= FILTER_FROM {
        let hint = fields::quiet(ui, "Filter by title, publisher, date or letter");
        let edit = fields::single_line(&mut draft.filter).hint_text(hint).desired_width(f32::INFINITY);
        if ui.add(edit).accessible_name("Filter").changed() {
            drafts.row = 0;
        }
    }
    draft.fit(library, scene.workspace.revision());
    let palette = theme::palette(ui);
    let rect = ui.available_rect_before_wrap();
    ui.allocate_rect(rect, Sense::hover());
    let area = ui.interact(rect, Id::unique("documents to change"), Sense::focusable_noninteractive());
    named(&area, Role::ListBox, "Documents to change");
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(area.id, filter));
    first_focus(ui, drafts, &area);
    let line = if area.has_focus() { focus_ring(&palette) } else { Stroke::new(1.0, palette.line) };
    let radius = CornerRadius::same(theme::CONTROL_RADIUS);
    ui.painter().rect(rect, radius, palette.paper, line, StrokeKind::Inside);
    let moved = area.has_focus() && keys(ui, library, draft, drafts);
    let current = if area.has_focus() { drafts.row } else { usize::MAX };
    let clicked = ui
        .scope_builder(UiBuilder::new().max_rect(rect.shrink(4.0)), |ui| {
            if draft.fitting.is_empty() {
                let words = if library.rows.is_empty() { "No documents yet" } else { "No document fits" };
                ui.centered_and_justified(|ui| fields::note(ui, words));
                return None;
            }
            rows_ui(ui, library, draft, (current, moved))
        })
        .inner;
    if let Some(row) = clicked {
        area.request_focus();
        choose(ui, library, draft, (drafts.row, row));
        drafts.row = row;
    }
}

/// How many are ticked; all or none of the list.
fn heading_ui(ui: &mut Ui, library: &LibraryView, draft: &mut BulkDraft) {
    ui.horizontal(|ui| {
        fields::caption(ui, &format!("{} of {} documents ticked", draft.ticked.len(), library.rows.len()));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            for (label, ticked) in [("None", false), ("All", true)] {
                if fields::small_button(ui, label).clicked() {
                    draft.fit_ticks(library, ticked);
                }
            }
        });
    });
}

impl BulkDraft {
    /// Ticks all documents that fit the filter, or takes their ticks away.
    fn fit_ticks(&mut self, library: &LibraryView, ticked: bool) {
        let documents: Vec<DocumentId> = documents(library, &self.fitting).collect();
        self.tick(documents, ticked);
    }
}

fn documents<'a>(library: &'a LibraryView, rows: &'a [usize]) -> impl Iterator<Item = DocumentId> + 'a {
    rows.iter().filter_map(|row| library.rows.get(*row)).map(|row| row.document)
}

/// A click turns a tick around; with Shift the rows from the one before get the same.
fn choose(ui: &Ui, library: &LibraryView, draft: &mut BulkDraft, (before, row): (usize, usize)) {
    let Some(clicked) = draft.fitting.get(row).and_then(|row| library.rows.get(*row)) else {
        return;
    };
    let ticked = !draft.ticked.contains(&clicked.document);
    let range =
        if ui.input(|input| input.modifiers.shift) { before.min(row)..=before.max(row) } else { row..=row };
    let rows = draft.fitting.get(range).unwrap_or_default();
    let documents: Vec<DocumentId> = documents(library, rows).collect();
    draft.tick(documents, ticked);
}

/// Arrows move, Space ticks, Ctrl+A ticks all; gives whether the row moved.
fn keys(ui: &Ui, library: &LibraryView, draft: &mut BulkDraft, drafts: &mut Drafts) -> bool {
    let (moved, space, all) = ui.input_mut(|input| {
        let moved = move_row(input, &mut drafts.row, draft.fitting.len());
        let space = input.consume_key(Modifiers::NONE, Key::Space);
        (moved, space, input.consume_key(Modifiers::COMMAND, Key::A))
    });
    if space {
        choose(ui, library, draft, (drafts.row, drafts.row));
    }
    if all {
        draft.fit_ticks(library, true);
    }
    moved
}

/// Draws the rows in view; gives the one that was clicked.
fn rows_ui(
    ui: &mut Ui,
    library: &LibraryView,
    draft: &BulkDraft,
    (current, moved): (usize, bool),
) -> Option<usize> {
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut clicked = None;
    let area = ScrollArea::vertical().id_salt("documents to change").auto_shrink(false);
    area.show_viewport(ui, |ui, viewport| {
        let count = draft.fitting.len();
        let (all, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT * count as f32), Sense::hover());
        let place = |at: usize| {
            let top = ROW_HEIGHT.mul_add(at as f32, all.top());
            Rect::from_min_size(pos2(all.left(), top), vec2(all.width(), ROW_HEIGHT))
        };
        if moved {
            ui.scroll_to_rect(place(current), None);
        }
        for at in visible_rows(viewport, count) {
            let position = draft.fitting.get(at).copied().unwrap_or_default();
            let Some(row) = library.rows.get(position) else {
                continue;
            };
            let row = RowUi { row, position, ticked: draft.ticked.contains(&row.document) };
            if row.show(ui, place(at), at == current).clicked() {
                clicked = Some(at);
            }
        }
    });
    clicked
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows in view are few")]
fn visible_rows(viewport: Rect, count: usize) -> std::ops::Range<usize> {
    let first = (viewport.top() / ROW_HEIGHT).floor().max(0.0) as usize;
    let end = (viewport.bottom() / ROW_HEIGHT).ceil().max(0.0) as usize;
    first.min(count)..end.min(count)
}

/// A document with its box.
struct RowUi<'a> {
    row: &'a LibraryRow,
    /// Place in project order; gives the colour.
    position: usize,
    ticked: bool,
}

impl RowUi<'_> {
    fn show(&self, ui: &Ui, rect: Rect, is_current: bool) -> Response {
        let palette = theme::palette(ui);
        let row = self.row;
        // The list has the keyboard, not its rows.
        let response = ui.interact(rect, Id::unique(("document to change", row.document)), Sense::CLICK);
        let name = format!("{}: {}", row.letter, row.title);
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, self.ticked, &name));
        let radius = CornerRadius::same(theme::CONTROL_RADIUS);
        if is_current || response.hovered() {
            let fill = if is_current { palette.accent_soft } else { palette.hover };
            ui.painter().rect_filled(rect, radius, fill);
        }
        let inner = rect.shrink2(vec2(8.0, 0.0));
        self.box_ui(ui, Rect::from_center_size(inner.left_center() + vec2(8.0, 0.0), Vec2::splat(15.0)));
        let badge = Rect::from_center_size(inner.left_center() + vec2(39.0, 0.0), vec2(28.0, 19.0));
        ui.painter().rect_filled(badge, CornerRadius::same(4), Palette::document(self.position));
        let font = theme::semibold(if row.letter.len() > 1 { 10.0 } else { 11.0 });
        ui.painter().text(badge.center(), Align2::CENTER_CENTER, &row.letter, font, Palette::on_strong());
        let left = badge.right() + 9.0;
        let room = inner.right() - left;
        let title = fitted(ui, &row.title, theme::medium(13.0), palette.ink, room);
        let source = row.source_line();
        let source = if source.is_empty() { "Source not known" } else { &source };
        let source = fitted(ui, source, theme::small(), palette.muted, room);
        let top = rect.center().y - (title.size().y + source.size().y + 1.0) / 2.0;
        let below = top + title.size().y + 1.0;
        ui.painter().galley(pos2(left, top), title, palette.ink);
        ui.painter().galley(pos2(left, below), source, palette.muted);
        response
    }

    fn box_ui(&self, ui: &Ui, rect: Rect) {
        let palette = theme::palette(ui);
        let (radius, line) = (CornerRadius::same(4), Stroke::new(1.0, palette.muted));
        ui.painter().rect(rect, radius, palette.paper, line, StrokeKind::Inside);
        if self.ticked {
            let font = theme::icons(13.0);
            ui.painter().text(rect.center(), Align2::CENTER_CENTER, icon::CHECK, font, palette.ink);
        }
    }
}
