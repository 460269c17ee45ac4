//! The search field of the top bar and its list of hits.

use super::top_bar::Room;
use crate::text::Span;
use crate::ui::action::{Actions, ReadAction};
use crate::ui::app::Scene;
use crate::ui::state::{Search, UiState};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::rows::{RowList, move_row};
use crate::ui::widgets::{self, fields};
use crate::view::names;
use eframe::egui::{
    self, Align2, CornerRadius, EventFilter, FontId, Galley, Id, Key, Modifiers, Popup, PopupCloseBehavior,
    Rect, RectAlign, Response, Stroke, StrokeKind, TextFormat, Ui, pos2, text::LayoutJob, vec2,
};
use std::sync::Arc;

const ROW_HEIGHT: f32 = 30.0;
/// Bytes of the document shown before a hit, at most.
const LEAD: usize = 34;

fn field_id() -> Id {
    Id::unique("search field")
}

/// Whether the field is in use, so that a narrow bar shows it in place of its buttons.
pub fn is_expanded(ui: &Ui, search: &Search) -> bool {
    search.wants_focus || search.open || ui.memory(|memory| memory.has_focus(field_id()))
}

/// Draws the field, and the list while it is open.
pub fn search_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut UiState, room: Room, actions: &mut Actions) {
    let had_focus = ui.memory(|memory| memory.has_focus(field_id()));
    let mut moved = false;
    if had_focus && state.search.open {
        let count = state.search.hits.len();
        moved = ui.input_mut(|input| move_row(input, &mut state.drafts.row, count));
    }
    let response = field_ui(ui, &mut state.search, room);
    if state.search.wants_focus {
        response.request_focus();
        state.search.wants_focus = false;
        select_all(ui, &state.search.query);
    }
    if response.changed() {
        state.drafts.row = 0;
        actions.push(ReadAction::Search(state.search.query.clone()));
    }
    let has_query = !state.search.query.trim().is_empty();
    if has_query && (response.gained_focus() || response.clicked()) {
        // The project may have changed since the hits were found.
        actions.push(ReadAction::Search(state.search.query.clone()));
    }
    if had_focus {
        read_keys(ui, state, actions);
    }
    if state.search.open {
        list_ui(ui, scene, state, (&response, moved), actions);
    }
}

/// Enter goes to the hit, Escape leaves.
fn read_keys(ui: &Ui, state: &mut UiState, actions: &mut Actions) {
    let (enter, escape) = ui.input_mut(|input| {
        let enter = input.consume_key(Modifiers::NONE, Key::Enter);
        (enter, input.consume_key(Modifiers::NONE, Key::Escape))
    });
    if escape {
        leave(ui, &mut state.search);
    } else if enter {
        match state.search.hits.get(state.drafts.row).copied() {
            Some(hit) if state.search.open => go_to(ui, &mut state.search, hit, actions),
            _ => actions.push(ReadAction::Search(state.search.query.clone())),
        }
    }
}

fn leave(ui: &Ui, search: &mut Search) {
    search.open = false;
    ui.memory_mut(|memory| memory.surrender_focus(field_id()));
}

fn go_to(
    ui: &Ui,
    search: &mut Search,
    (document, span): (crate::model::DocumentId, Span),
    actions: &mut Actions,
) {
    leave(ui, search);
    actions.push(ReadAction::GoToHit(document, span));
}

fn select_all(ui: &Ui, query: &str) {
    let mut edit = egui::text_edit::TextEditState::load(ui.ctx(), field_id()).unwrap_or_default();
    let end = egui::text::CCursor::new(query.chars().count());
    edit.cursor.set_char_range(Some(egui::text::CCursorRange::two(egui::text::CCursor::default(), end)));
    edit.store(ui.ctx(), field_id());
}

fn field_ui(ui: &mut Ui, search: &mut Search, room: Room) -> Response {
    let palette = theme::palette(ui);
    let width = room.search_width();
    let hint = if room == Room::Medium { "Search" } else { "Search all documents" };
    let hint = fields::quiet(ui, hint);
    let is_empty = search.query.is_empty();
    // Escape must not take the keyboard away before the list was closed.
    let filter = EventFilter { escape: true, horizontal_arrows: true, vertical_arrows: true, tab: false };
    let edit = fields::single_line(&mut search.query).id(field_id()).hint_text(hint).event_filter(filter);
    let response =
        ui.add_sized(vec2(width, 30.0), edit.desired_width(width).margin(egui::Margin::symmetric(10, 6)));
    named_field(&response);
    if is_empty && room == Room::Wide && !response.has_focus() {
        let cap = widgets::fitted(ui, "Ctrl F", FontId::proportional(10.5), palette.cap_ink(), 80.0);
        cap_at(ui, response.rect.right() - 9.0, response.rect.center().y, cap);
    }
    response
}

fn named_field(response: &Response) {
    response.clone().accessible_name("Search");
}

/// Draws keys as they stand on the keyboard, ending at `right`.
pub fn cap_at(ui: &Ui, right: f32, middle: f32, keys: Arc<Galley>) {
    let palette = theme::palette(ui);
    let size = keys.size() + vec2(10.0, 2.0);
    let rect = Rect::from_min_size(pos2(right - size.x, middle - size.y / 2.0), size);
    let line = Stroke::new(1.0, palette.line);
    ui.painter().rect(rect, CornerRadius::same(3), palette.panel, line, StrokeKind::Inside);
    ui.painter().galley(rect.center() - keys.size() / 2.0, keys, palette.cap_ink());
}

fn list_ui(
    ui: &Ui,
    scene: Scene<'_>,
    state: &mut UiState,
    (field, moved): (&Response, bool),
    actions: &mut Actions,
) {
    let width = 460.0f32.min(ui.ctx().content_rect().width() - 24.0);
    let popup = Popup::from_response(field).id(Id::unique("search hits")).open(true);
    let popup = popup.align(RectAlign::BOTTOM_END).align_alternatives(&[]).gap(6.0).width(width);
    let shown = popup.close_behavior(PopupCloseBehavior::IgnoreClicks).show(|ui| {
        ui.set_width(width);
        hits_ui(ui, scene, state, moved, actions);
    });
    let beside = shown.is_some_and(|shown| shown.response.clicked_elsewhere());
    if beside && field.clicked_elsewhere() {
        state.search.open = false;
    }
}

fn hits_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut UiState, moved: bool, actions: &mut Actions) {
    let count = state.search.hits.len();
    let documents = {
        let mut all: Vec<_> = state.search.hits.iter().map(|(document, _)| *document).collect();
        all.dedup();
        all.len()
    };
    if count == 0 {
        ui.label("No match");
        fields::note(ui, "Case, kinds of quotes and hyphens, and line breaks make no difference");
        return;
    }
    let hits = if count == 1 { "1 hit".to_owned() } else { format!("{count} hits") };
    let places = if documents == 1 { "1 document".to_owned() } else { format!("{documents} documents") };
    ui.horizontal(|ui| {
        fields::caption(ui, &format!("{hits} in {places}"));
        ui.add_space(8.0);
        fields::key_hint(ui, &["Enter"], "go there");
    });
    let palette = theme::palette(ui);
    let list = RowList {
        salt: "hit",
        row_height: ROW_HEIGHT,
        row_count: count,
        current: state.drafts.row,
        moved,
        max_height: (ui.ctx().content_rect().height() - 120.0).clamp(90.0, 400.0),
    };
    let found = &state.search.hits;
    let clicked = list.show(ui, |ui, rect, index| {
        found.get(index).map_or_else(String::new, |hit| hit_ui(ui, scene, rect, *hit, &palette))
    });
    if let Some(hit) = clicked.and_then(|(index, _)| state.search.hits.get(index).copied()) {
        go_to(ui, &mut state.search, hit, actions);
    }
}

/// One hit: letter, number of its sentence, words around it; gives its accessible name.
fn hit_ui(
    ui: &Ui,
    scene: Scene<'_>,
    rect: Rect,
    (document, span): (crate::model::DocumentId, Span),
    palette: &Palette,
) -> String {
    let project = scene.workspace.project();
    let position = project.document_position(document).unwrap_or_default();
    let Some(record) = project.document(document) else {
        return String::new();
    };
    let badge = Rect::from_center_size(pos2(rect.left() + 9.0, rect.center().y), vec2(18.0, 18.0));
    let letter = names::letter(position);
    ui.painter().rect_filled(badge, CornerRadius::same(4), Palette::document(position));
    let font = theme::semibold(if letter.len() > 1 { 9.0 } else { 11.0 });
    ui.painter().text(badge.center(), Align2::CENTER_CENTER, &letter, font, Palette::on_strong());
    let place = names::place_name(project, document, span);
    let (before, hit, after) = snippet(&record.text, span);
    let job = marked(&before, &hit, &after, rect.width() - 30.0, palette);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = pos2(rect.left() + 26.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, palette.ink);
    format!("Hit {place}: {before}{hit}{after}")
}

/// The words around a hit on one line: from a word's beginning, with an ellipsis where something was left out.
fn snippet(text: &str, span: Span) -> (String, String, String) {
    let one_line = |part: &str| part.replace(['\n', '\t'], " ");
    let floor = crate::text::words::floor_char(text, span.start.saturating_sub(LEAD));
    let mut lead = text.get(floor..span.start).unwrap_or_default();
    let cut = floor > 0;
    if let Some(line) = lead.rfind('\n') {
        lead = lead.get(line + 1..).unwrap_or_default();
    } else if let (true, Some(blank)) = (cut, lead.find(' ')) {
        lead = lead.get(blank + 1..).unwrap_or_default();
    }
    let has_more =
        cut && !lead.is_empty() && !text.get(..span.start - lead.len()).unwrap_or_default().ends_with('\n');
    let rest = text.get(span.end..).unwrap_or_default();
    let line_end = rest.find('\n').unwrap_or(rest.len());
    let after = names::shortened(rest.get(..line_end).unwrap_or_default(), 90);
    let hit = one_line(span.slice(text).unwrap_or_default());
    (format!("{}{lead}", if has_more { "… " } else { "" }), hit, after)
}

fn marked(before: &str, hit: &str, after: &str, width: f32, palette: &Palette) -> LayoutJob {
    let mut job = LayoutJob::default();
    let plain = TextFormat::simple(FontId::proportional(12.5), palette.ink);
    job.append(before, 0.0, TextFormat { color: palette.muted, ..plain.clone() });
    let mark = palette.tint(palette.kind("E0992A"));
    job.append(hit, 0.0, TextFormat { font_id: theme::medium(12.5), background: mark, ..plain.clone() });
    job.append(after, 0.0, TextFormat { color: palette.muted, ..plain });
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    job
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_begins_with_a_word_and_stays_on_its_line() {
        let text =
            "First line.\nIn October the two companies announced that they had agreed on a deal.\nLast";
        let start = text.find("agreed").unwrap();
        let (before, hit, after) = snippet(text, Span::new(start, start + 6));
        assert_eq!((before.as_str(), hit.as_str()), ("… announced that they had ", "agreed"));
        assert_eq!(after, " on a deal.");
    }

    #[test]
    fn a_snippet_at_the_beginning_of_a_line_has_no_ellipsis() {
        let (before, hit, _) = snippet("One.\nTwo three.", Span::new(5, 8));
        assert_eq!((before.as_str(), hit.as_str()), ("", "Two"));
    }
}
