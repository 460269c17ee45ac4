//! The documents that wait to be added.

use crate::text::visible;
use crate::ui::files::state::ImportDraft;
use crate::ui::fonts::icon;
use crate::ui::theme;
use crate::ui::widgets::fitted;
use crate::ui::widgets::rows::{RowList, move_row};
use crate::workspace::exchange::ReadDocuments;
use eframe::egui::accesskit::Role;
use eframe::egui::{Align2, EventFilter, Sense, Ui, pos2};

const ROW_HEIGHT: f32 = 42.0;
/// Width of the mark at the beginning of a row, which a click turns.
const MARK_WIDTH: f32 = 28.0;

/// Draws the list; a click shows a document, a click on its mark leaves it out or takes it back.
pub(in crate::ui) fn list_ui(ui: &mut Ui, read: &ReadDocuments, draft: &mut ImportDraft) {
    let palette = theme::palette(ui);
    let id = ui.scope_id().with("documents to add");
    let anchor = ui.interact(ui.max_rect(), id, Sense::focusable_noninteractive());
    crate::ui::widgets::named(&anchor, Role::ListBox, "Documents to add");
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(anchor.id, filter));
    let moved =
        anchor.has_focus() && ui.input_mut(|input| move_row(input, &mut draft.shown, read.documents.len()));
    let list = RowList {
        salt: "documents to add",
        row_height: ROW_HEIGHT,
        row_count: read.documents.len(),
        current: draft.shown,
        moved,
        max_height: ui.available_height(),
    };
    let clicked = list.show(ui, |ui, rect, index| {
        let Some(document) = read.documents.get(index) else {
            return String::new();
        };
        let wanted = !draft.left_out.contains(&index);
        let (mark, ink) = if wanted { (icon::CHECK, palette.accent) } else { (icon::X, palette.muted) };
        let at = pos2(rect.left() + 14.0, rect.center().y);
        ui.painter().text(at, Align2::CENTER_CENTER, mark, theme::icons(14.0), ink);
        let room = rect.width() - MARK_WIDTH - 8.0;
        let title = visible(&document.title);
        let ink = if wanted { palette.ink } else { palette.muted };
        let galley = fitted(ui, &title, theme::medium(12.5), ink, room);
        ui.painter().galley(pos2(rect.left() + MARK_WIDTH, rect.top() + 5.0), galley, ink);
        let name = fitted(ui, &visible(&document.file_name), theme::small(), palette.muted, room);
        ui.painter().galley(pos2(rect.left() + MARK_WIDTH, rect.top() + 22.0), name, palette.muted);
        format!("To add: {title}")
    });
    if let Some((index, response)) = clicked {
        draft.shown = index;
        let on_mark =
            response.interact_pointer_pos().is_some_and(|pos| pos.x < response.rect.left() + MARK_WIDTH);
        if on_mark && !draft.left_out.remove(&index) {
            draft.left_out.insert(index);
        }
    }
}
