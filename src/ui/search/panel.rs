//! The search field of the top bar and its list of hits.

use super::action::SearchAction;
use super::state::Search;
use crate::model::DocumentId;
use crate::text::Span;
use crate::ui::action::Actions;
use crate::ui::fonts::icon;
use crate::ui::lines;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::rows::{RowList, move_row};
use crate::ui::widgets::{self, fields};
use crate::ui::window::state::Room;
use crate::view::names;
use crate::view::search::{Found, Hit, NamedPlace};
use eframe::egui::accesskit::Role;
use eframe::egui::text::LayoutJob;
use eframe::egui::{
    self, Align2, CornerRadius, EventFilter, FontId, Galley, Id, Key, Modifiers, Popup, PopupCloseBehavior,
    Rect, RectAlign, Response, Stroke, StrokeKind, TextFormat, Ui, pos2, vec2,
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
    // Before the field, to which Enter means to give the keyboard away.
    let (moved, is_left) = if had_focus { read_keys(ui, state, actions) } else { (false, false) };
    let response = field_ui(ui, &mut state.search, room, actions);
    if state.search.wants_focus {
        response.request_focus();
        state.search.wants_focus = false;
        select_all(ui, &state.search.query);
    }
    if response.changed() {
        state.drafts.row = 0;
        actions.push(SearchAction::Find(state.search.query.clone()));
    }
    let has_query = !state.search.query.trim().is_empty();
    if has_query && response.gained_focus() {
        // The project may have changed since the hits were found.
        actions.push(SearchAction::Find(state.search.query.clone()));
    }
    if response.lost_focus() && !is_left && !state.search.open {
        // The reader went on from where the search led.
        state.search.origin = None;
    }
    if state.search.open {
        list_ui(ui, scene, state, (&response, moved), actions);
    }
}

/// Enter goes from hit to hit, Tab stays there, Escape goes back; the arrows move in the list. Gives whether
/// they did, and whether the field was left.
fn read_keys(ui: &Ui, state: &mut UiState, actions: &mut Actions) -> (bool, bool) {
    let Search { query, found, open, current, .. } = &mut state.search;
    let row = &mut state.drafts.row;
    let moved = ui.input_mut(|input| {
        if !*open && current.is_some() && input.key_pressed(Key::ArrowDown) {
            *open = true;
            *row = current.unwrap_or_default();
        }
        *open && move_row(input, row, found.len())
    });
    let key = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if key(Modifiers::SHIFT, Key::Enter) {
        actions.push(SearchAction::Step(false));
    } else if key(Modifiers::NONE, Key::Enter) {
        actions.push(if *open { SearchAction::Show(*row) } else { SearchAction::Step(true) });
    } else {
        // Without words there is no hit to stay at, and Tab goes on to the next control.
        let stay = Some((Key::Tab, SearchAction::Stay)).filter(|_| !query.is_empty());
        let mut left = stay.into_iter().chain([(Key::Escape, SearchAction::Leave)]);
        if let Some((_, action)) = left.find(|(pressed, _)| key(Modifiers::NONE, *pressed)) {
            actions.push(action);
            ui.memory_mut(|memory| memory.surrender_focus(field_id()));
            return (moved, true);
        }
    }
    (moved, false)
}

fn select_all(ui: &Ui, query: &str) {
    let mut edit = egui::text_edit::TextEditState::load(ui.ctx(), field_id()).unwrap_or_default();
    let end = egui::text::CCursor::new(query.chars().count());
    edit.cursor.set_char_range(Some(egui::text::CCursorRange::two(egui::text::CCursor::default(), end)));
    edit.store(ui.ctx(), field_id());
}

fn field_ui(ui: &mut Ui, search: &mut Search, room: Room, actions: &mut Actions) -> Response {
    let palette = theme::palette(ui);
    let width = room.search_width();
    let hint = if room == Room::Medium { "Search" } else { "Search all documents" };
    let hint = fields::quiet(ui, hint);
    let is_empty = search.query.is_empty();
    let count = count_words(search);
    let count =
        count.map(|words| (widgets::fitted(ui, &words, theme::small(), palette.muted, width * 0.6), words));
    let taken = count.as_ref().map_or(0.0, |(galley, _)| galley.size().x + CLEAR_WIDTH);
    // Escape must not take the keyboard away before the list was closed, and Tab means to stay at the hit.
    let filter = EventFilter { escape: true, horizontal_arrows: true, vertical_arrows: true, tab: !is_empty };
    let edit = fields::single_line(&mut search.query).id(field_id()).hint_text(hint).event_filter(filter);
    #[expect(clippy::cast_possible_truncation, reason = "narrower than the field")]
    let margin = egui::Margin { left: 10, right: (10.0 + taken).min(120.0) as i8, top: 6, bottom: 6 };
    let response = ui.add_sized(vec2(width, 30.0), edit.desired_width(width).margin(margin));
    named_field(&response);
    if is_empty && room == Room::Wide && !response.has_focus() {
        let cap = widgets::fitted(ui, "Ctrl F", FontId::proportional(10.5), palette.cap_ink(), 80.0);
        cap_at(ui, response.rect.right() - 9.0, response.rect.center().y, cap);
    }
    if let Some(count) = count {
        count_ui(ui, response.rect, count, actions);
    }
    response
}

/// Room for the cross that ends a search.
const CLEAR_WIDTH: f32 = 22.0;

/// Which hit is on show and how many there are.
fn count_words(search: &Search) -> Option<String> {
    if !search.is_active || search.query.trim().is_empty() {
        return None;
    }
    Some(match (search.current, search.found.len()) {
        (_, 0) => "0".to_owned(),
        (Some(at), count) => format!("{} of {count}", at + 1),
        (None, count) => count.to_string(),
    })
}

/// The count at the right of the field, and a cross that ends the search.
fn count_ui(ui: &Ui, field: Rect, (galley, words): (Arc<Galley>, String), actions: &mut Actions) {
    let palette = theme::palette(ui);
    let cross = Rect::from_center_size(pos2(field.right() - 14.0, field.center().y), vec2(24.0, 24.0));
    let at =
        pos2(field.right() - CLEAR_WIDTH - 4.0 - galley.size().x, field.center().y - galley.size().y / 2.0);
    let place = Rect::from_min_size(at, galley.size());
    ui.painter().galley(at, galley, palette.muted);
    let label = ui.interact(place, Id::unique("search count"), egui::Sense::hover());
    widgets::named(&label, Role::Label, &words);
    let response = ui.interact(cross, Id::unique("search end"), egui::Sense::CLICK);
    widgets::named(&response, Role::Button, "End the search");
    let ink = if response.hovered() { palette.ink } else { palette.muted };
    ui.painter().text(cross.center(), Align2::CENTER_CENTER, icon::X, theme::icons(12.0), ink);
    if response.clicked() {
        actions.push(SearchAction::Leave);
    }
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
        (state.search.open, state.search.origin) = (false, None);
    }
}

fn hits_ui(ui: &mut Ui, scene: Scene<'_>, state: &mut UiState, moved: bool, actions: &mut Actions) {
    let found = &state.search.found;
    if found.is_empty() {
        ui.label("No match");
        fields::note(ui, "Case, kinds of quotes and hyphens, and line breaks make no difference");
        return;
    }
    fields::caption(ui, &summary(found));
    ui.horizontal_wrapped(|ui| {
        let hints: [(&[&str], &str); 4] = [
            (&["Enter"], "next"),
            (&["Shift", "Enter"], "previous"),
            (&["Tab"], "stay there"),
            (&["Esc"], "back"),
        ];
        for (keys, words) in hints {
            fields::key_hint(ui, keys, words);
            ui.add_space(10.0);
        }
    });
    let palette = theme::palette(ui);
    let list = RowList {
        salt: "hit",
        row_height: ROW_HEIGHT,
        row_count: found.len(),
        current: state.drafts.row,
        moved,
        max_height: (ui.ctx().content_rect().height() - 120.0).clamp(90.0, 400.0),
    };
    let clicked = list.show(ui, |ui, rect, index| {
        found.get(index).map_or_else(String::new, |hit| hit_ui(ui, scene, rect, hit, &palette))
    });
    if let Some((index, _)) = clicked {
        state.drafts.row = index;
        actions.push(SearchAction::Show(index));
        // The keyboard stays in the field, so that Enter goes on to the next hit.
        state.search.wants_focus = false;
        ui.memory_mut(|memory| memory.request_focus(field_id()));
    }
}

/// How much was found, and where.
fn summary(found: &Found) -> String {
    let plural =
        |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let texts = found.text_range().len();
    let mut parts = Vec::new();
    if !found.names.is_empty() {
        parts.push(plural(found.names.len(), "place of that name", "places of that name"));
    }
    if texts > 0 || found.claims.is_empty() && found.names.is_empty() {
        let documents = plural(found.texts.len(), "document", "documents");
        parts.push(format!("{} in {documents}", plural(texts, "hit", "hits")));
    }
    if !found.claims.is_empty() {
        parts.push(format!("{} in statements, notes and tags", found.claims.len()));
    }
    parts.join(" · ")
}

/// One hit: letter, number of its sentence, words around it; gives its accessible name.
fn hit_ui(ui: &Ui, scene: Scene<'_>, rect: Rect, hit: Hit, palette: &Palette) -> String {
    let Some(row) = hit_row(scene, hit) else {
        return String::new();
    };
    let project = scene.workspace.project();
    let position = project.document_position(row.document).unwrap_or_default();
    let badge = Rect::from_center_size(pos2(rect.left() + 9.0, rect.center().y), vec2(18.0, 18.0));
    let letter = names::letter(position);
    ui.painter().rect_filled(badge, CornerRadius::same(4), Palette::document(position));
    let font = theme::semibold(if letter.len() > 1 { 9.0 } else { 11.0 });
    ui.painter().text(badge.center(), Align2::CENTER_CENTER, &letter, font, Palette::on_strong());
    let (before, hit, after) = snippet(row.text, row.span);
    let job = marked((row.lead.as_str(), &before, &hit, &after), rect.width() - 30.0, palette);
    let shown = lines::lay_out_row(ui, &job);
    let at = pos2(rect.left() + 26.0, rect.center().y - shown.size().y / 2.0);
    ui.painter().galley(at, shown, palette.ink);
    format!("Hit {}: {}{before}{hit}{after}", row.name, row.lead)
}

/// What a row of the list shows.
struct HitRow<'a> {
    document: DocumentId,
    /// Name of the place.
    name: String,
    /// Said before the words, where they do not stand in the document.
    lead: String,
    text: &'a str,
    span: Span,
}

fn hit_row(scene: Scene<'_>, hit: Hit) -> Option<HitRow<'_>> {
    let project = scene.workspace.project();
    match hit {
        Hit::Text(document, span) => {
            let record = project.document(document)?;
            let name = names::place_name(project, document, span);
            Some(HitRow { document, name, lead: String::new(), text: &record.text, span })
        }
        Hit::Claim(hit) => {
            let claim = project.claim(hit.claim)?;
            let text = hit.field.of(claim);
            let name = names::claim_name(project, claim);
            let lead = format!("{name} {}: ", hit.field.label());
            hit.span.is_valid_in(text).then_some(HitRow {
                document: claim.document,
                name,
                lead,
                text,
                span: hit.span,
            })
        }
        Hit::Name(NamedPlace::Claim(claim)) => {
            let claim = project.claim(claim)?;
            let name = names::claim_name(project, claim);
            let span = Span::new(0, 0);
            Some(HitRow {
                document: claim.document,
                lead: format!("Claim {name}: "),
                name,
                text: &claim.quote,
                span,
            })
        }
        Hit::Name(NamedPlace::Sentence(document, index)) => {
            let record = project.document(document)?;
            let text = record.sentences.get(index)?.span.slice(&record.text)?;
            let name = names::sentence_name(project, document, index);
            Some(HitRow { document, lead: format!("Sentence {name}: "), name, text, span: Span::new(0, 0) })
        }
    }
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

fn marked((lead, before, hit, after): (&str, &str, &str, &str), width: f32, palette: &Palette) -> LayoutJob {
    let mut job = LayoutJob::default();
    let plain = TextFormat::simple(FontId::proportional(12.5), palette.ink);
    let quiet = TextFormat { color: palette.muted, ..plain.clone() };
    job.append(lead, 0.0, TextFormat { font_id: theme::medium(12.5), ..plain.clone() });
    job.append(before, 0.0, quiet.clone());
    job.append(hit, 0.0, TextFormat { font_id: theme::medium(12.5), background: palette.found, ..plain });
    job.append(after, 0.0, quiet);
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
