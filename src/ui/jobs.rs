//! [`Jobs`]: what runs beside the window, polled once a frame.

use super::files::picker::FilePicker;
use super::files::state::Opening;
use super::window::state::Quit;
use crate::workspace::{Autosave, BackupsJob, ExportJob, ImportJob, Opened, Waker};
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// What runs beside the window.
#[derive(Debug, Default)]
pub struct Jobs {
    /// When the project file is written.
    pub autosave: Autosave,
    /// The file dialog.
    pub picker: FilePicker,
    /// A dataset, table or report that is being written.
    pub export: Option<ExportJob>,
    /// Documents that are being read.
    pub import: Option<ImportJob>,
    /// Another project that is being opened.
    pub opening: Opening,
    /// Earlier states of the project that are looked for.
    pub backups: Option<BackupsJob>,
    /// How far closing is.
    pub quit: Quit,
    /// What was opened, until the window shows it in place of what is on show.
    pub opened: Option<Box<Opened>>,
    /// Wakes the window from other threads; none before the first frame.
    pub waker: Option<Wake>,
    /// Whether the window had the keyboard in the last frame.
    pub had_focus: bool,
    /// The project file that messages are about.
    pub shown_file: Option<PathBuf>,
}

/// Wakes the window.
#[derive(Clone)]
pub struct Wake(pub Waker);

impl fmt::Debug for Wake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wake")
    }
}

impl Jobs {
    /// Called from other threads when there is something to draw; none before the first frame.
    pub fn waker(&self) -> Option<Waker> {
        self.waker.as_ref().map(|wake| Arc::clone(&wake.0))
    }

    /// Shows that in place of what is on show, once the present action is done.
    pub fn show(&mut self, opened: Opened) {
        self.opened = Some(Box::new(opened));
    }
}
