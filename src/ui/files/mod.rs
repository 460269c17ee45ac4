//! Files in and out: opening, saving, adding documents, exporting, and their dialogs.

pub mod action;
pub mod annotations;
pub mod annotations_dialog;
pub mod browser;
pub mod export_dialog;
pub mod export_request;
pub mod handlers;
pub mod import;
pub mod import_dialog;
pub mod names;
pub mod open;
pub mod paste;
pub mod pick;
pub mod picker;
pub mod recent;
pub mod report_dialog;
pub mod rescue;
pub mod state;
pub mod unsaved;
