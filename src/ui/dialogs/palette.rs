//! The command palette: type a few letters, Enter runs the command.

use super::frame::{DialogFrame, first_focus};
use crate::ui::action::Actions;
use crate::ui::command::{COMMANDS, Command, key_text};
use crate::ui::draft::Draft;
use crate::ui::navigation::MainView;
use crate::ui::read::action::ReadAction;
use crate::ui::read::state::Selection;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::rows::{RowList, move_row};
use crate::ui::widgets::{fields, fitted};
use crate::ui::window::action::WindowAction;
use crate::view::names;
use crate::view::search::{NamedPlace, places_named};
use eframe::egui::{Align2, FontId, Id, Key, Modifiers, Rect, Ui, pos2};

const ROW_HEIGHT: f32 = 30.0;
/// Of the list, where the window has room.
const LIST_HEIGHT: f32 = 420.0;

/// Draws the palette.
pub(super) fn palette_ui(ui: &Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    DialogFrame::light("Commands", 520.0).show(ui, actions, |ui, actions| {
        let id = Id::unique("palette field");
        let mut query = state.drafts.fields.remove(&Draft::Palette).unwrap_or_default();
        let mut found = entries(scene, &query, state.view);
        let moved = ui.input_mut(|input| move_row(input, &mut state.drafts.row, found.len()));
        let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let hint = fields::quiet(ui, "Find command");
        let edit = fields::single_line(&mut query).id(id).hint_text(hint).desired_width(f32::INFINITY);
        let response = ui.add(edit).accessible_name("Find command");
        first_focus(ui, &mut state.drafts, &response);
        if response.changed() {
            state.drafts.row = 0;
            found = entries(scene, &query, state.view);
        }
        state.drafts.fields.insert(Draft::Palette, query);
        ui.add_space(4.0);
        // As high whatever fits, so that the field stays where it is while one types.
        let (top, room) = (ui.cursor().top(), ui.available_height().min(LIST_HEIGHT));
        if found.is_empty() {
            fields::note(ui, "No command fits");
        }
        let list = RowList {
            salt: "command",
            row_height: ROW_HEIGHT,
            row_count: found.len(),
            current: state.drafts.row,
            moved,
            max_height: room,
        };
        let palette = theme::palette(ui);
        let clicked = list.show(ui, |ui, rect, index| {
            found.get(index).map_or_else(String::new, |entry| row_ui(ui, rect, entry, &palette))
        });
        let used = ui.cursor().top() - top;
        ui.add_space((room - used).max(0.0));
        let chosen = clicked.map(|(index, _)| index).or_else(|| enter.then_some(state.drafts.row));
        if let Some(entry) = chosen.and_then(|index| found.get(index)) {
            // Closed first: the command may open another dialog.
            actions.push(WindowAction::Dialog(None));
            match entry {
                Entry::Command(command) => actions.push((command.action)()),
                Entry::Place(place, _) => {
                    actions.push(WindowAction::View(MainView::Read));
                    actions.push(ReadAction::Show(*place));
                }
            }
        }
    });
}

/// One row: a command, or a place whose name was typed.
enum Entry {
    Command(&'static Command),
    Place(Selection, String),
}

impl Entry {
    fn label(&self) -> &str {
        match self {
            Self::Command(command) => command.label,
            Self::Place(_, label) => label,
        }
    }
}

/// The places that are called so, and the commands that fit.
fn entries(scene: Scene<'_>, query: &str, view: MainView) -> Vec<Entry> {
    let project = scene.workspace.project();
    let places = places_named(scene.shown(), query).into_iter().map(|place| match place {
        NamedPlace::Claim(claim) => {
            let label = format!("Go to claim {}", names::claim_name_of(project, claim));
            Entry::Place(Selection::Claim(claim), label)
        }
        NamedPlace::Sentence(document, index) => {
            let label = format!("Go to sentence {}", names::sentence_name(project, document, index));
            Entry::Place(Selection::Sentence(document, index), label)
        }
    });
    places.chain(matches(query, view).into_iter().map(Entry::Command)).collect()
}

fn row_ui(ui: &Ui, rect: Rect, entry: &Entry, palette: &Palette) -> String {
    let painter = ui.painter();
    let (keys, group) = match entry {
        Entry::Command(command) => (command.keys.first().copied().map(key_text), command.group),
        Entry::Place(..) => (None, "Read"),
    };
    let keys = keys.unwrap_or_default();
    let font = FontId::proportional(11.5);
    let right = pos2(rect.right(), rect.center().y);
    let taken = painter.text(right, Align2::RIGHT_CENTER, &keys, font.clone(), palette.muted);
    let group = fitted(ui, group, font, palette.muted, 80.0);
    let label_room = taken.left() - rect.left() - 80.0;
    let label = fitted(ui, entry.label(), theme::body(), palette.ink, label_room);
    painter.galley(pos2(rect.left(), rect.center().y - group.size().y / 2.0), group, palette.muted);
    painter.galley(pos2(rect.left() + 64.0, rect.center().y - label.size().y / 2.0), label, palette.ink);
    entry.label().to_owned()
}

/// The commands of a view that fit, best first: those that begin with it, then words that do, then letters in order.
fn matches(query: &str, view: MainView) -> Vec<&'static Command> {
    let query = query.trim().to_lowercase();
    let here = COMMANDS.iter().filter(|command| command.works_in(view));
    let mut found: Vec<(u8, &Command)> =
        here.filter_map(|command| Some((rank(command, &query)?, command))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, command)| command).collect()
}

fn rank(command: &Command, query: &str) -> Option<u8> {
    let label = command.label.to_lowercase();
    if label.trim_end_matches('…') == query {
        return Some(0);
    }
    if label.starts_with(query) {
        return Some(1);
    }
    let words_fit =
        query.split_whitespace().all(|part| label.split([' ', '-']).any(|word| word.starts_with(part)));
    if words_fit {
        return Some(2);
    }
    if label.contains(query) {
        return Some(3);
    }
    let mut rest = label.chars();
    let in_order = query.chars().filter(|c| !c.is_whitespace()).all(|c| rest.any(|other| other == c));
    in_order.then_some(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(query: &str) -> &'static str {
        matches(query, MainView::Read).first().map_or("", |command| command.label)
    }

    #[test]
    fn a_few_letters_find_the_command() {
        assert_eq!(first("und"), "Undo");
        assert_eq!(first("dark"), "Dark theme");
        assert_eq!(first("merge"), "Merge…", "the whole name, before longer ones");
        assert_eq!(first("save as"), "Save as…");
        assert_eq!(first("cdbk"), "Edit codebook…");
        assert!(matches("qqq", MainView::Read).is_empty());
        let all = |view| matches("", view).len();
        let of_views = COMMANDS.iter().filter(|command| command.works_in(MainView::Matrix)).count();
        assert_eq!(all(MainView::Matrix), of_views);
        assert!(all(MainView::Read) < COMMANDS.len(), "what acts on another view is not offered");
    }
}
