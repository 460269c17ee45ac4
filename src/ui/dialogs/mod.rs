//! The dialogs, one file each; at most one is open.

mod about;
pub mod annotations;
pub mod bulk;
pub mod codebook;
mod conflicts;
pub mod details;
mod export;
pub mod files;
mod frame;
mod guide;
mod help;
mod import;
mod mapping;
mod merge;
mod palette;
mod paste;
mod recent;
mod remove_document;
mod report;
mod rescue;
mod reveal;
mod scale;
mod settings;
mod steps;
#[cfg(test)]
mod tests;
mod unsaved;

use super::action::Actions;
use super::app::Scene;
use super::state::{Dialog, UiState};
use super::{claims, questions};
use eframe::egui::Ui;
pub(in crate::ui) use frame::{DialogFrame, first_focus, foot};

/// What is half done in the dialogs about where documents come from.
#[derive(Clone, Debug, Default)]
pub struct SourcesDraft {
    /// Title, language and source of one document; none until its dialog was drawn.
    pub details: Option<details::DetailsDraft>,
    /// What several documents get.
    pub bulk: bulk::BulkDraft,
}

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
        Dialog::Paste => paste::paste_ui(ui, state, actions),
        Dialog::Import => import::import_ui(ui, state, actions),
        Dialog::Report => report::report_ui(ui, state, actions),
        Dialog::Export => export::export_ui(ui, scene, state, actions),
        Dialog::Files(purpose) => files::files_ui(ui, &purpose, state, actions),
        Dialog::Recent => recent::recent_ui(ui, state, actions),
        Dialog::RemoveDocument(document) => {
            remove_document::remove_document_ui(ui, scene, document, state, actions);
        }
        Dialog::Annotations => annotations::annotations_ui(ui, state, actions),
        Dialog::Merge => merge::merge_ui(ui, state, actions),
        Dialog::Conflicts => conflicts::conflicts_ui(ui, scene, state, actions),
        Dialog::Reveal => reveal::reveal_ui(ui, scene, state, actions),
        Dialog::Rescue => rescue::rescue_ui(ui, state, actions),
        Dialog::ChooseQuestion(moved) => questions::choose_ui(ui, scene, &moved, state, actions),
        Dialog::RenameQuestion(key) => questions::rename_ui(ui, scene, key, state, actions),
        Dialog::SplitQuestion(key) => questions::split_ui(ui, scene, key, state, actions),
        Dialog::ClaimTags => claims::tags_ui(ui, state, actions),
        Dialog::Steps => steps::steps_ui(ui, scene, state, actions),
        Dialog::About => about::about_ui(ui, actions),
        Dialog::Unsaved => unsaved::unsaved_ui(ui, scene, state, actions),
    }
}
