//! Which column of a table means what.

use crate::text::visible;
use crate::ui::action::Actions;
use crate::ui::files::action::FileAction;
use crate::ui::theme;
use crate::ui::widgets::fields;
use crate::workspace::ReadChoice;
use crate::workspace::exchange::{ColumnMapping, TableHead};
use eframe::egui::{Grid, Label, RichText, ScrollArea, Ui};
use std::path::Path;

/// Shown where no column has that meaning.
const NONE: &str = "No column";
/// Choices side by side.
const BESIDE: usize = 4;

/// Draws the choices and the first rows; another choice reads the table again.
pub(in crate::ui) fn table_ui(ui: &mut Ui, path: &Path, head: &TableHead, actions: &mut Actions) {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    fields::note(ui, &format!("{}: which column holds what", visible(&name)));
    let mut mapping = head.mapping.clone();
    if choices_ui(ui, head, &mut mapping) {
        let choice = ReadChoice { encoding: None, mapping: Some(mapping) };
        actions.push(FileAction::ReadAgain(path.to_path_buf(), choice));
    }
    ui.add_space(4.0);
    rows_ui(ui, head);
    ui.add_space(8.0);
}

/// Gives whether a choice changed.
fn choices_ui(ui: &mut Ui, head: &TableHead, mapping: &mut ColumnMapping) -> bool {
    let mut options = vec![(NONE.to_owned(), String::new())];
    options.extend(head.columns.iter().map(|column| (visible(column).into_owned(), String::new())));
    let ColumnMapping { text, title, publisher, author, date, url, language, id } = mapping;
    let mut places = [
        ("Text column", text),
        ("Title column", title),
        ("Publisher column", publisher),
        ("Author column", author),
        ("Date column", date),
        ("Address column", url),
        ("Language column", language),
        ("Id column", id),
    ];
    let mut changed = false;
    for row in places.chunks_mut(BESIDE) {
        ui.columns(BESIDE, |columns| {
            for (ui, (label, place)) in columns.iter_mut().zip(row) {
                let chosen =
                    place.as_deref().map_or_else(|| NONE.to_owned(), |name| visible(name).into_owned());
                if let Some(index) = fields::choice_field(ui, label, &chosen, &options) {
                    **place = index.checked_sub(1).and_then(|index| head.columns.get(index)).cloned();
                    changed = true;
                }
            }
        });
    }
    changed
}

/// The first rows, so that one sees what the columns hold.
fn rows_ui(ui: &mut Ui, head: &TableHead) {
    let palette = theme::palette(ui);
    ScrollArea::horizontal().id_salt("rows of the table").auto_shrink([false, true]).show(ui, |ui| {
        Grid::new("first rows").striped(true).max_col_width(220.0).show(ui, |ui| {
            for column in &head.columns {
                ui.label(RichText::new(visible(column)).font(theme::small()).color(palette.muted));
            }
            ui.end_row();
            for row in head.rows.iter().take(3) {
                for cell in row {
                    let short: String = cell.chars().take(80).collect();
                    ui.add(Label::new(RichText::new(visible(&short)).font(theme::small())).truncate());
                }
                ui.end_row();
            }
        });
    });
}
