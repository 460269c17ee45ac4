//! [`FilePicker`]: asks for files, by the system's dialog where one answers, by the program's own elsewhere.

use super::state::{Dialog, FilesFor, UiState};
use std::path::PathBuf;

/// Asks for files.
#[derive(Debug, Default)]
pub struct FilePicker {}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// What it was asked for.
    pub purpose: FilesFor,
    /// At least one path.
    pub paths: Vec<PathBuf>,
}

impl FilePicker {
    /// Opens a dialog; the answer comes from [`FilePicker::poll`] in a later frame.
    pub fn ask(&mut self, purpose: FilesFor, state: &mut UiState) {
        state.dialog = Some(Dialog::Files(purpose));
    }

    /// The answer of the system's dialog, once it is there.
    pub fn poll(&mut self, _state: &mut UiState) -> Option<Picked> {
        None
    }
}
