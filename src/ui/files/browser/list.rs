//! The list of a folder: click, Ctrl and Shift, arrows, letters, Enter.

use super::Wish;
use super::draft::{Choose, FilesDraft};
use crate::ui::dialogs::frame::first_focus;
use crate::ui::files::state::FilesFor;
use crate::ui::fonts::icon;
use crate::ui::state::Drafts;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::rows::{RowList, move_row};
use crate::ui::widgets::{fields, fitted, focus_ring, named};
use crate::workspace::folders::{FileKind, FolderEntry};
use eframe::egui::accesskit::Role;
use eframe::egui::{
    Align2, CornerRadius, Event, EventFilter, Id, InputState, Key, Modifiers, Rect, Response, Sense, Stroke,
    StrokeKind, Ui, UiBuilder, pos2,
};

/// Draws the list in the room that is left; gives what was asked for.
pub(in crate::ui) fn list_ui(
    ui: &mut Ui,
    (purpose, height): (&FilesFor, f32),
    draft: &mut FilesDraft,
    drafts: &mut Drafts,
) -> Option<Wish> {
    let palette = theme::palette(ui);
    let rect = Rect::from_min_max(ui.cursor().min, pos2(ui.max_rect().right(), ui.cursor().top() + height));
    ui.allocate_rect(rect, Sense::hover());
    let area = ui.interact(rect, Id::unique("folder list"), Sense::focusable_noninteractive());
    named(&area, Role::ListBox, "Files");
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(area.id, filter));
    if !super::is_saving(purpose) {
        first_focus(ui, drafts, &area);
    }
    let line = if area.has_focus() { focus_ring(&palette) } else { Stroke::new(1.0, palette.line) };
    let radius = CornerRadius::same(theme::CONTROL_RADIUS);
    ui.painter().rect(rect, radius, palette.paper, line, StrokeKind::Inside);
    let several = matches!(purpose, FilesFor::AddDocuments | FilesFor::Annotations);
    let mut moved = false;
    let mut wish = None;
    if area.has_focus() {
        (moved, wish) = keys(ui, draft, drafts, several);
    }
    let inner = rect.shrink(4.0);
    let clicked = ui
        .scope_builder(UiBuilder::new().max_rect(inner), |ui| {
            if draft.entries.is_empty() {
                ui.centered_and_justified(|ui| fields::note(ui, "Nothing to choose in this folder"));
                return None;
            }
            let list = RowList {
                salt: "file",
                row_height: 28.0,
                row_count: draft.entries.len(),
                current: if area.has_focus() { drafts.row } else { usize::MAX },
                moved,
                max_height: inner.height(),
            };
            list.show(ui, |ui, rect, index| {
                let is_chosen = draft.chosen.contains(&index);
                draft
                    .entries
                    .get(index)
                    .map_or_else(String::new, |entry| row_ui(ui, rect, entry, is_chosen, &palette))
            })
        })
        .inner;
    if let Some((row, response)) = clicked {
        area.request_focus();
        drafts.row = row;
        wish = clicked_wish(ui, draft, row, &response, several).or(wish);
    }
    wish
}

fn clicked_wish(
    ui: &Ui,
    draft: &mut FilesDraft,
    row: usize,
    response: &Response,
    several: bool,
) -> Option<Wish> {
    let modifiers = ui.input(|input| input.modifiers);
    let how = match (several && modifiers.command, several && modifiers.shift) {
        (true, _) => Choose::Toggle,
        (_, true) => Choose::To,
        _ => Choose::Only,
    };
    draft.choose(row, how);
    let entry = draft.entries.get(row)?;
    if response.double_clicked() {
        return Some(open(entry));
    }
    // With one click a name to save by is proposed.
    None
}

fn open(entry: &FolderEntry) -> Wish {
    match entry.kind {
        FileKind::Folder => Wish::Go(entry.path.clone()),
        FileKind::File | FileKind::Other => Wish::Take(vec![entry.path.clone()]),
    }
}

/// What the keyboard asked for.
#[derive(Clone, Copy, Debug, Default)]
struct Keys {
    /// Another row is under the keyboard.
    moved: bool,
    /// The choice goes on to it.
    extends: bool,
    command: Option<ListCommand>,
}

/// What a key does with the list as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ListCommand {
    ChooseAll,
    Open,
    GoUp,
}

/// Arrows, Home and End move and choose, with Shift they extend; Ctrl+A chooses all; a letter jumps; Enter opens;
/// Backspace goes up.
fn keys(ui: &Ui, draft: &mut FilesDraft, drafts: &mut Drafts, several: bool) -> (bool, Option<Wish>) {
    let before = drafts.row;
    let keys = ui.input_mut(|input| read_keys(input, &mut drafts.row, draft));
    if keys.command == Some(ListCommand::ChooseAll) && several {
        draft.choose(drafts.row, Choose::All);
    } else if keys.extends && several {
        draft.choose(drafts.row, Choose::To);
    } else if (keys.moved || keys.extends) && !draft.entries.is_empty() {
        draft.choose(drafts.row, Choose::Only);
    }
    let files = draft.chosen_files();
    let enters = keys.command == Some(ListCommand::Open);
    let wish = if keys.command == Some(ListCommand::GoUp) {
        draft.folder.as_ref().and_then(|folder| folder.parent()).map(|folder| Wish::Go(folder.to_path_buf()))
    } else if enters && files.len() > 1 {
        Some(Wish::Take(files))
    } else if enters {
        draft.entries.get(drafts.row).map(open)
    } else {
        None
    };
    (keys.moved || drafts.row != before, wish)
}

fn read_keys(input: &mut InputState, row: &mut usize, draft: &FilesDraft) -> Keys {
    let count = draft.entries.len();
    let last = count.saturating_sub(1);
    // Before the arrows: egui lets Alt+↑ pass for ↑.
    let commands = [
        (Modifiers::COMMAND, Key::A, ListCommand::ChooseAll),
        (Modifiers::NONE, Key::Enter, ListCommand::Open),
        (Modifiers::NONE, Key::Backspace, ListCommand::GoUp),
        (Modifiers::ALT, Key::ArrowUp, ListCommand::GoUp),
    ];
    let mut pressed = commands.into_iter().filter(|(modifiers, key, _)| input.consume_key(*modifiers, *key));
    let mut keys = Keys { command: pressed.next().map(|(.., command)| command), ..Keys::default() };
    for (key, to) in [
        (Key::ArrowDown, (*row + 1).min(last)),
        (Key::ArrowUp, row.saturating_sub(1)),
        (Key::End, last),
        (Key::Home, 0),
    ] {
        if input.consume_key(Modifiers::SHIFT, key) {
            (*row, keys.extends) = (to, true);
        }
    }
    for (key, to) in [(Key::End, last), (Key::Home, 0)] {
        if input.consume_key(Modifiers::NONE, key) {
            (*row, keys.moved) = (to, true);
        }
    }
    keys.moved |= move_row(input, row, count);
    let letters = input
        .events
        .iter()
        .filter_map(|event| if let Event::Text(text) = event { text.chars().next() } else { None });
    for letter in letters {
        if let Some(found) = draft.row_beginning(letter, *row) {
            (*row, keys.moved) = (found, true);
        }
    }
    keys
}

fn row_ui(ui: &Ui, rect: Rect, entry: &FolderEntry, is_chosen: bool, palette: &Palette) -> String {
    if is_chosen {
        let radius = CornerRadius::same(theme::CONTROL_RADIUS);
        ui.painter().rect_filled(rect.expand2(eframe::egui::vec2(8.0, 0.0)), radius, palette.accent_soft);
    }
    let (picture, ink) = match entry.kind {
        FileKind::Folder => (icon::FOLDER, palette.accent),
        FileKind::File | FileKind::Other => (icon::FILE_TEXT, palette.muted),
    };
    let middle = pos2(rect.left() + 8.0, rect.center().y);
    ui.painter().text(middle, Align2::CENTER_CENTER, picture, theme::icons(16.0), ink);
    let size = if entry.kind == FileKind::File { size_text(entry.len) } else { String::new() };
    let right = pos2(rect.right(), rect.center().y);
    let tail = ui.painter().text(right, Align2::RIGHT_CENTER, size, theme::small(), palette.muted);
    let room = tail.left() - rect.left() - 36.0;
    let name = fitted(ui, &entry.name, theme::body(), palette.ink, room);
    let at = pos2(rect.left() + 24.0, rect.center().y - name.size().y / 2.0);
    ui.painter().galley(at, name, palette.ink);
    entry.name.clone()
}

/// A size in the unit in which it has one to three digits.
fn size_text(len: u64) -> String {
    match len {
        0..1_000 => format!("{len} B"),
        1_000..1_000_000 => format!("{} kB", len / 1_000),
        _ => format!("{} MB", len / 1_000_000),
    }
}
