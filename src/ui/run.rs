//! [`run`]: opens the window.

use super::CrossclaimApp;
use crate::workspace::Workspace;
use eframe::egui::{self, Ui, ViewportBuilder};

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// Nothing to draw on.
    #[error("the window was not opened: {0}")]
    NoWindow(String),
}

struct Native(CrossclaimApp);

impl eframe::App for Native {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.0.frame(ui);
    }
}

/// Opens the window and comes back when it is closed.
pub fn run(workspace: Workspace) -> Result<(), RunError> {
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        viewport: ViewportBuilder::default()
            .with_app_id("crossclaim")
            .with_title("Crossclaim")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([720.0, 480.0]),
        ..Default::default()
    };
    eframe::run_native(
        "Crossclaim",
        options,
        Box::new(move |_context: &eframe::CreationContext<'_>| {
            Ok(Box::new(Native(CrossclaimApp::new(workspace))))
        }),
    )
    .map_err(|err: eframe::Error| RunError::NoWindow(err.to_string()))
}

impl std::fmt::Debug for Native {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Native").finish()
    }
}

/// The palette that egui shows is chosen by the user's theme.
pub(super) fn set_theme(ctx: &egui::Context, theme: super::state::ThemeChoice) {
    use super::state::ThemeChoice;
    ctx.set_theme(match theme {
        ThemeChoice::System => egui::ThemePreference::System,
        ThemeChoice::Light => egui::ThemePreference::Light,
        ThemeChoice::Dark => egui::ThemePreference::Dark,
    });
}
