//! The dialogs, one file each; at most one is open.

mod about;
pub(in crate::ui) mod frame;
mod guide;
mod help;
mod palette;
mod settings;
mod steps;
#[cfg(test)]
mod tests;

use super::action::Actions;
use super::documents::{self, bulk, details};
use super::scene::Scene;
use super::{claims, codebook, files, questions, team};
use crate::ui::navigation::Dialog;
use crate::ui::state::UiState;
use eframe::egui::Ui;

/// Draws the dialog that is open, if any.
pub fn dialog_ui(ui: &Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    let Some(dialog) = state.dialog.clone() else {
        return;
    };
    match dialog {
        Dialog::Palette => palette::palette_ui(ui, scene, state, actions),
        Dialog::Help => help::help_ui(ui, state, actions),
        Dialog::Guide(page) => guide::guide_ui(ui, page, actions),
        Dialog::Details(document) => details::details_ui(ui, scene, document, state, actions),
        Dialog::BulkDetails => bulk::bulk_ui(ui, scene, state, actions),
        Dialog::Codebook => codebook::codebook_ui(ui, scene, state, actions),
        Dialog::Settings => settings::settings_ui(ui, scene, state, actions),
        Dialog::Paste => files::paste::paste_ui(ui, state, actions),
        Dialog::Import => files::import_dialog::import_ui(ui, state, actions),
        Dialog::Report => files::report_dialog::report_ui(ui, state, actions),
        Dialog::Export => files::export_dialog::export_ui(ui, scene, state, actions),
        Dialog::Files(purpose) => files::browser::files_ui(ui, &purpose, state, actions),
        Dialog::Recent => files::recent::recent_ui(ui, state, actions),
        Dialog::RemoveDocument(document) => {
            documents::remove::remove_document_ui(ui, scene, document, state, actions);
        }
        Dialog::Annotations => files::annotations_dialog::annotations_ui(ui, state, actions),
        Dialog::Merge => team::merge::merge_ui(ui, state, actions),
        Dialog::Conflicts => team::conflicts::conflicts_ui(ui, scene, state, actions),
        Dialog::Reveal => team::reveal::reveal_ui(ui, scene, state, actions),
        Dialog::Rescue => files::rescue::rescue_ui(ui, state, actions),
        Dialog::ChooseQuestion(moved) => questions::choose::choose_ui(ui, scene, &moved, state, actions),
        Dialog::RenameQuestion(key) => questions::rename::rename_ui(ui, scene, key, state, actions),
        Dialog::SplitQuestion(key) => questions::split::split_ui(ui, scene, key, state, actions),
        Dialog::ClaimTags => claims::tags::tags_ui(ui, state, actions),
        Dialog::Steps => steps::steps_ui(ui, scene, state, actions),
        Dialog::About => about::about_ui(ui, actions),
        Dialog::Unsaved => files::unsaved::unsaved_ui(ui, scene, state, actions),
    }
}
