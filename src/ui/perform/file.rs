//! Carries out what brings files in and out.

use crate::ui::CrossclaimApp;
use crate::ui::action::FileAction;
use eframe::egui::Context;

impl CrossclaimApp {
    pub(super) fn perform_file(&mut self, _action: FileAction) {}

    /// Looks after what runs beside the window: dialogs, saving.
    pub(in crate::ui) fn poll(&mut self, _ctx: &Context) {}
}
