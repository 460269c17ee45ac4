//! What can be done with a document: the menu of its card.

use super::action::DocumentsAction;
use crate::model::DocumentRole;
use crate::ui::action::Actions;
use crate::ui::check::action::CheckAction;
use crate::ui::claims;
use crate::ui::navigation::{Dialog, MainView};
use crate::ui::read::action::ReadAction;
use crate::ui::scene::Scene;
use crate::ui::theme::Palette;
use crate::ui::window::action::WindowAction;
use crate::ui::window::status_bar::counted;
use crate::view::library::LibraryRow;
use eframe::egui::{Button, Ui};

/// Draws the lines of the menu.
pub(super) fn menu_ui(ui: &mut Ui, row: &RowUi<'_>, actions: &mut Actions) {
    let document = row.view.document;
    ui.set_min_width(160.0);
    if row.open {
        if ui.button("Close column").clicked() {
            actions.push(ReadAction::CloseColumn(document));
        }
    } else if ui.button("Show in a column").clicked() {
        actions.push(ReadAction::OpenColumn(document));
    }
    let count = row.view.claim_count;
    let words = format!("List its {}", counted(count, "claim"));
    if ui.add_enabled(count > 0, Button::new(words)).clicked() {
        actions.push(claims::open_document(document));
    }
    if ui.button("Edit source…").clicked() {
        actions.push(WindowAction::Dialog(Some(Dialog::Details(document))));
    }
    if ui.button("Edit several sources…").clicked() {
        actions.push(WindowAction::Dialog(Some(Dialog::BulkDetails)));
    }
    if row.view.is_under_check {
        if ui.button("Show its check").clicked() {
            actions.push(CheckAction::Draft(document));
            actions.push(WindowAction::View(MainView::Check));
        }
        if ui.button("Take as a source again").clicked() {
            actions.push(DocumentsAction::SetRole(document, DocumentRole::Source));
        }
    } else if ui
        .button("Put under check")
        .on_hover_text("Its sentences are held against the others")
        .clicked()
    {
        actions.push(DocumentsAction::SetRole(document, DocumentRole::UnderCheck));
    }
    ui.separator();
    if ui.add_enabled(row.position > 0, Button::new("Move up")).clicked() {
        actions.push(DocumentsAction::MoveDocument(document, row.position - 1));
    }
    if ui.add_enabled(row.position < row.last, Button::new("Move down")).clicked() {
        actions.push(DocumentsAction::MoveDocument(document, row.position + 1));
    }
    ui.separator();
    if ui.button("Remove…").clicked() {
        actions.push(WindowAction::Dialog(Some(Dialog::RemoveDocument(document))));
    }
}

/// A row with its place in the project.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowUi<'a> {
    pub(super) scene: Scene<'a>,
    pub(super) palette: Palette,
    pub(super) view: &'a LibraryRow,
    /// Place in project order; gives the colour.
    pub(super) position: usize,
    /// Place of the last document.
    pub(super) last: usize,
    /// Whether it has a column.
    pub(super) open: bool,
    /// Whether it takes two lines: in a long list.
    pub(super) compact: bool,
}
