//! Projects opened lately.

use super::action::FileAction;
use crate::ui::action::Actions;
use crate::ui::dialogs::frame::{DialogFrame, body, first_focus};
use crate::ui::fonts::icon;
use crate::ui::state::UiState;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::rows::{RowList, move_row};
use crate::ui::widgets::{fields, fitted, named};
use crate::ui::window::action::WindowAction;
use crate::workspace::folders;
use eframe::egui::accesskit::Role;
use eframe::egui::{Align2, EventFilter, Key, Modifiers, Rect, Sense, Ui, pos2};
use std::path::Path;

/// Draws the list.
pub(in crate::ui) fn recent_ui(ui: &Ui, state: &mut UiState, actions: &mut Actions) {
    let (recent, titles) = (&state.recent, &state.draft_titles);
    let drafts = &mut state.drafts;
    // Looked up once: a folder on a network that is away may take long to answer.
    let gone = drafts
        .recent_gone
        .get_or_insert_with(|| recent.iter().filter(|path| !folders::is_file(path)).cloned().collect())
        .clone();
    DialogFrame::light("Open recent", 560.0).show(ui, actions, |ui, actions| {
        if recent.is_empty() {
            fields::note(ui, "No project was opened yet. Ctrl+O opens one, Ctrl+N starts one.");
            return;
        }
        let anchor =
            ui.interact(ui.max_rect(), ui.scope_id().with("recent"), Sense::focusable_noninteractive());
        named(&anchor, Role::ListBox, "Recent projects");
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(anchor.id, filter));
        first_focus(ui, drafts, &anchor);
        let mut moved = false;
        let mut enter = false;
        if anchor.has_focus() {
            moved = ui.input_mut(|input| move_row(input, &mut drafts.row, recent.len()));
            enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        }
        let palette = theme::palette(ui);
        let clicked = body(ui, false, |ui| {
            let list = RowList {
                salt: "recent project",
                row_height: 46.0,
                row_count: recent.len(),
                current: drafts.row,
                moved,
                max_height: ui.available_height(),
            };
            list.show(ui, |ui, rect, index| {
                recent.get(index).map_or_else(String::new, |path| {
                    let shown = names(path, titles.get(path));
                    row_ui(ui, rect, shown, gone.contains(path), &palette)
                })
            })
        });
        let chosen = clicked.map(|(index, _)| index).or_else(|| enter.then_some(drafts.row));
        if let Some(path) = chosen.and_then(|index| recent.get(index)).filter(|path| !gone.contains(*path)) {
            actions.push(WindowAction::Dialog(None));
            actions.push(FileAction::OpenPath(path.clone()));
        }
    });
}

/// Name and folder of a project; a draft's file is named by an id, which says nothing to anybody.
fn names(path: &Path, draft: Option<&String>) -> (String, String) {
    if let Some(title) = draft {
        return (title.clone(), "On this computer, not saved under a name".to_owned());
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let name = name.strip_suffix(folders::PROJECT_ENDING).unwrap_or(&name).to_owned();
    (name, path.parent().map(|folder| folder.display().to_string()).unwrap_or_default())
}

fn row_ui(ui: &Ui, rect: Rect, (name, folder): (String, String), is_gone: bool, palette: &Palette) -> String {
    let ink = if is_gone { palette.muted } else { palette.ink };
    let painter = ui.painter();
    let middle = pos2(rect.left() + 8.0, rect.center().y);
    painter.text(middle, Align2::CENTER_CENTER, icon::FILE_TEXT, theme::icons(18.0), palette.muted);
    let title = fitted(ui, &name, theme::medium(13.0), ink, rect.width() - 40.0);
    painter.galley(pos2(rect.left() + 28.0, rect.top() + 6.0), title, ink);
    let (second, ink) = if is_gone {
        (format!("No longer there: {folder}"), palette.danger)
    } else {
        (folder, palette.muted)
    };
    let second = fitted(ui, &second, theme::small(), ink, rect.width() - 40.0);
    painter.galley(pos2(rect.left() + 28.0, rect.top() + 25.0), second, ink);
    if is_gone { format!("{name} (no longer there)") } else { name }
}
