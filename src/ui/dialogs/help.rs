//! The sheet of all gestures and keys.

use super::frame::{DialogFrame, body};
use crate::ui::action::Actions;
use crate::ui::command::{COMMANDS, key_text};
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::widgets::fields;
use eframe::egui::{Align, Grid, Label, Layout, RichText, Ui, vec2};

/// What can be done, with the mouse, with the keyboard.
const GESTURES: [[&str; 3]; 8] = [
    [
        "Tag a sentence",
        "Click selects it and shows the tag bar; a click there tags. Double-click or Ctrl+click tags with the last kind",
        "Arrows or J and K move, 1–9 tag with that kind, Enter with the last one; the selection goes on to the next sentence",
    ],
    [
        "Tag part of a sentence, or several",
        "Drag over words (with Alt: characters), then the tag bar; with Ctrl they get the last kind at once",
        "Shift+arrows, then 1–9",
    ],
    [
        "Set confidence",
        "Buttons of the bars, the inspector and the likely links",
        "F Low, G Moderate, H High, once more for not set; , lower   . higher. Before tagging or linking: of what comes next",
    ],
    [
        "Link two claims",
        "Drag from the claim’s handle onto the other one, or L and click; then one click on a kind; with Ctrl the last kind at once. An untagged sentence is tagged too",
        "Select, L (likely ends come into view), Tab or arrows, then Enter for the last kind or 1–9 for another one; Esc makes no link",
    ],
    [
        "Put sentences right",
        "Right click: split there, merge with the next, set aside, mark as heading",
        "/ splits before the selected words, M merges, X sets aside",
    ],
    [
        "Write statement or note",
        "Fields of the inspector",
        "S or W; Enter keeps what was typed, Esc leaves the field as it was",
    ],
    ["Jump to the other end of a link", "Click the chip or the quote", "Tab goes through the links"],
    ["Undo, redo, save, find a command, search", "Top bar", "Ctrl+Z, Ctrl+Shift+Z, Ctrl+S, Ctrl+K, Ctrl+F"],
];

/// Draws the sheet.
pub(super) fn help_ui(ui: &Ui, _state: &UiState, actions: &mut Actions) {
    DialogFrame::light("All gestures and keys", 860.0).show(ui, actions, |ui, _| {
        body(ui, false, |ui| {
            gestures_ui(ui);
            ui.add_space(14.0);
            commands_ui(ui);
        });
    });
}

fn gestures_ui(ui: &mut Ui) {
    let palette = theme::palette(ui);
    let width = ui.available_width() - 32.0;
    let columns = [width * 0.24, width * 0.44, width * 0.32];
    Grid::new("gestures").num_columns(3).min_row_height(0.0).spacing(vec2(16.0, 10.0)).show(ui, |ui| {
        for (text, width) in ["", "Mouse", "Keyboard"].into_iter().zip(columns) {
            cell(ui, width, RichText::new(text).font(theme::small()).color(palette.muted));
        }
        ui.end_row();
        for row in GESTURES {
            for (index, (text, width)) in row.into_iter().zip(columns).enumerate() {
                let font = if index == 0 { theme::medium(12.5) } else { theme::small() };
                cell(ui, width, RichText::new(text).font(font).color(palette.ink));
            }
            ui.end_row();
        }
    });
}

fn cell(ui: &mut Ui, width: f32, text: RichText) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.add(Label::new(text).wrap());
    });
}

/// All commands by group, in as many columns as there is room for.
fn commands_ui(ui: &mut Ui) {
    let mut groups: Vec<&str> = Vec::new();
    for command in COMMANDS {
        if !groups.contains(&command.group) {
            groups.push(command.group);
        }
    }
    let count = if ui.available_width() > 700.0 { 2 } else { 1 };
    let (left, right): (Vec<&str>, Vec<&str>) = match count {
        1 => (groups, Vec::new()),
        _ => groups.into_iter().partition(|group| matches!(*group, "Read" | "Tag" | "Link")),
    };
    ui.spacing_mut().item_spacing.x = 32.0;
    ui.columns(count, |columns| {
        for (column, groups) in columns.iter_mut().zip([left, right]) {
            for group in groups {
                group_ui(column, group);
            }
        }
    });
}

fn group_ui(ui: &mut Ui, group: &str) {
    let palette = theme::palette(ui);
    ui.label(RichText::new(group).font(theme::semibold(12.5)));
    ui.spacing_mut().item_spacing = vec2(8.0, 3.0);
    ui.spacing_mut().interact_size.y = 20.0;
    for command in COMMANDS.iter().filter(|command| command.group == group) {
        ui.horizontal(|ui| {
            ui.label(RichText::new(command.label).font(theme::small()).color(palette.ink));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 3.0;
                for keys in command.keys.iter().rev() {
                    fields::cap(ui, &key_text(*keys));
                }
                if command.keys.is_empty() {
                    fields::caption(ui, "palette");
                }
            });
        });
    }
    ui.add_space(8.0);
}
