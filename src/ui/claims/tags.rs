//! The dialog that adds tags to the selected claims and takes tags off.

use super::action::ClaimsAction;
use super::counted;
use crate::ui::action::Actions;
use crate::ui::dialogs::frame::{DialogFrame, first_focus, foot};
use crate::ui::draft::Draft;
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::widgets::{fields, fitted, focus_ring};
use crate::ui::window::action::WindowAction;
use eframe::egui::accesskit::Role;
use eframe::egui::{
    CornerRadius, Id, Key, Modifiers, Rect, Response, ScrollArea, Sense, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

const ROW: f32 = 28.0;
/// Height of the list at most.
const LIST_HEIGHT: f32 = 260.0;

/// Draws the dialog.
pub fn tags_ui(ui: &Ui, state: &mut UiState, actions: &mut Actions) {
    let title = format!("Tags of {}", counted(state.claims.tags.claim_count));
    DialogFrame::new(&title, 460.0).show(ui, actions, |ui, actions| {
        let mut typed = state.drafts.fields.remove(&Draft::ClaimTags).unwrap_or_default();
        let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        fields::caption(ui, "Add tags");
        let hint = fields::quiet(ui, "Separated by commas");
        let field = fields::single_line(&mut typed).id(Id::unique("tags field"));
        let response = ui.add(field.hint_text(hint).desired_width(f32::INFINITY));
        let response = response.accessible_name("Add tags");
        first_focus(ui, &mut state.drafts, &response);
        ui.add_space(6.0);
        let room = (ui.available_height() - 84.0).clamp(ROW, LIST_HEIGHT);
        list_ui(ui, room, state);
        fields::note(
            ui,
            "A click adds a tag to all of them, one more takes it off all of them. One step, one undo.",
        );
        let added = read_tags(&typed);
        let has_change = !added.is_empty() || !state.claims.tags.changes.is_empty();
        foot(ui, |ui| {
            let apply = fields::strong_button(ui, "Apply", has_change).clicked();
            let cancel = fields::plain_button(ui, "Cancel").clicked();
            if (apply || enter) && has_change {
                actions.push(WindowAction::Dialog(None));
                actions.push(ClaimsAction::ApplyTags(added));
            } else if cancel {
                actions.push(WindowAction::Dialog(None));
            }
        });
        state.drafts.fields.insert(Draft::ClaimTags, typed);
    });
}

/// Each once, in the order typed.
fn read_tags(typed: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in typed.split(',').map(|tag| tag.trim().trim_start_matches('#').trim()) {
        if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

/// The tags of the project: those that the claims have first.
fn list_ui(ui: &mut Ui, room: f32, state: &mut UiState) {
    let draft = &mut state.claims.tags;
    if draft.rows.is_empty() {
        fields::note(ui, "No claim has a tag yet.");
        return;
    }
    let area = ScrollArea::vertical().id_salt("tags of claims").max_height(room).auto_shrink([false, true]);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        area.show_rows(ui, ROW, draft.rows.len(), |ui, range| {
            for (tag, count) in draft.rows.get(range).unwrap_or_default() {
                let change = draft.changes.get(tag).copied();
                if row_ui(ui, (tag, *count, draft.claim_count), change).clicked() {
                    match next_change((*count, draft.claim_count), change) {
                        Some(change) => drop(draft.changes.insert(tag.clone(), change)),
                        None => drop(draft.changes.remove(tag)),
                    }
                }
            }
        });
    });
}

/// Round and round: as it is, on all of them, on none of them; what would change nothing is passed over.
const fn next_change((count, all): (usize, usize), change: Option<bool>) -> Option<bool> {
    match change {
        None if count < all => Some(true),
        None => Some(false),
        Some(true) if count > 0 => Some(false),
        Some(_) => None,
    }
}

fn row_ui(ui: &mut Ui, (tag, count, all): (&str, usize, usize), change: Option<bool>) -> Response {
    let palette = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let response = ui.interact(rect, Id::unique(("tag of claims", tag)), Sense::click());
    let words = match change {
        Some(true) => "added to all".to_owned(),
        Some(false) => "taken off all".to_owned(),
        None => format!("{count} of {all}"),
    };
    let has_all = change.unwrap_or(count == all);
    response
        .widget_info(|| WidgetInfo::selected(Role::CheckBox, true, has_all, format!("Tag {tag}: {words}")));
    let radius = CornerRadius::same(theme::CONTROL_RADIUS);
    if response.hovered() {
        ui.painter().rect_filled(rect, radius, palette.hover);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, radius, focus_ring(&palette), StrokeKind::Inside);
    }
    let middle = rect.center().y;
    let frame = Rect::from_center_size(pos2(rect.left() + 13.0, middle), vec2(14.0, 14.0));
    super::table::tick_box(ui, frame, has_all, &palette);
    if change.is_none() && count > 0 && count < all {
        let dash = Rect::from_center_size(frame.center(), vec2(8.0, 2.0));
        ui.painter().rect_filled(dash, 0.0, palette.ink);
    }
    let ink = if change.is_some() { palette.ink } else { palette.muted };
    let words = fitted(ui, &words, theme::small(), ink, 120.0);
    let words_at = pos2(rect.right() - 8.0 - words.size().x, middle - words.size().y / 2.0);
    let label = fitted(ui, tag, theme::body(), palette.ink, words_at.x - rect.left() - 38.0);
    ui.painter().galley(pos2(rect.left() + 28.0, middle - label.size().y / 2.0), label, palette.ink);
    ui.painter().galley(words_at, words, ink);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_once_and_without_their_sign() {
        assert_eq!(read_tags(" a, #b ,, a,c d "), ["a", "b", "c d"]);
    }

    #[test]
    fn a_click_goes_on_to_what_would_change_something() {
        let clicks = |count| {
            let mut change = None;
            let mut seen = Vec::new();
            for _ in 0..3 {
                change = next_change((count, 3), change);
                seen.push(change);
            }
            seen
        };
        assert_eq!(clicks(0), [Some(true), None, Some(true)]);
        assert_eq!(clicks(2), [Some(true), Some(false), None]);
        assert_eq!(clicks(3), [Some(false), None, Some(false)]);
    }
}
