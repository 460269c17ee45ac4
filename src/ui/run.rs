//! [`run`]: opens the window, by OpenGL where there is any and by Vulkan, Metal or Direct3D elsewhere.

use super::CrossclaimApp;
use crate::ui::window::state::{Ending, ThemeChoice};
use crate::workspace::{Opened, UserTheme};
use eframe::egui::{self, Ui, ViewportBuilder};
use std::sync::{Arc, Mutex};

/// Why there is no window.
#[expect(clippy::enum_variant_names, reason = "each says what was missing")]
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// Nothing to draw on.
    #[error(
        "The window was not opened: there is no display. Start Crossclaim on a desktop, or set DISPLAY or \
         WAYLAND_DISPLAY; the commands of `crossclaim --help` need none."
    )]
    NoDisplay,
    /// There is no OpenGL, and no other renderer on this system.
    #[error(
        "The window was not opened: {opengl}. On Linux it needs libX11, libXcursor, libXi, libXrandr, libxkbcommon-x11 \
         (or libwayland-client) and libGL: install what is missing."
    )]
    NoOpenGl {
        /// What OpenGL said.
        opengl: String,
    },
    /// Neither renderer works.
    #[error(
        "The window was not opened: {opengl}; without OpenGL: {other}. Install a driver of the graphics card."
    )]
    NoRenderer {
        /// What OpenGL said.
        opengl: String,
        /// What the other renderer said.
        other: String,
    },
}

#[derive(Debug)]
struct Window(CrossclaimApp);

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.0.frame(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.0.close();
    }
}

/// What was opened, until a window takes it.
type Waiting = Arc<Mutex<Option<Opened>>>;

/// Opens the window and comes back when it is closed.
pub fn run(opened: Opened) -> Result<(), RunError> {
    if cfg!(target_os = "linux") && !has_display() {
        return Err(RunError::NoDisplay);
    }
    let waiting = Arc::new(Mutex::new(Some(opened)));
    let opengl = match attempt(eframe::Renderer::Glow, &waiting) {
        Ok(()) => return Ok(()),
        Err(err) => err.to_string(),
    };
    match attempt_other(&waiting) {
        None => Err(RunError::NoOpenGl { opengl }),
        Some(done) => done.map_err(|err| RunError::NoRenderer { opengl, other: err.to_string() }),
    }
}

/// The renderer that systems without OpenGL have.
#[cfg(any(windows, target_os = "macos"))]
fn attempt_other(waiting: &Waiting) -> Option<Result<(), eframe::Error>> {
    Some(attempt(eframe::Renderer::Wgpu, waiting))
}

/// There is no other one.
#[cfg(not(any(windows, target_os = "macos")))]
const fn attempt_other(_: &Waiting) -> Option<Result<(), eframe::Error>> {
    None
}

fn has_display() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    named("DISPLAY") || named("WAYLAND_DISPLAY") || named("WAYLAND_SOCKET")
}

/// A renderer that fails leaves what was opened for the next one.
fn attempt(renderer: eframe::Renderer, waiting: &Waiting) -> Result<(), eframe::Error> {
    let viewport = ViewportBuilder::default()
        .with_app_id(crate::APP_ID)
        .with_icon(icon())
        .with_title("Crossclaim")
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([640.0, 380.0])
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions { renderer, viewport, ..Default::default() };
    let waiting = Arc::clone(waiting);
    let create = move |context: &eframe::CreationContext<'_>| {
        let taken = waiting.lock().map_err(|err| err.to_string())?.take();
        let opened = taken.ok_or("the project was handed to another window")?;
        let settings = opened.workspace.user_settings();
        let mut app = CrossclaimApp::opened(opened);
        app.set_look(&context.egui_ctx, &settings);
        wait_for_signals(app.ending(), context.egui_ctx.clone());
        Ok(Box::new(Window(app)) as Box<dyn eframe::App>)
    };
    eframe::run_native("Crossclaim", options, Box::new(create))
}

/// In the title bar and task bar of systems that do not take it from the `.desktop` file.
fn icon() -> egui::IconData {
    let png = include_bytes!("../../assets/icon/crossclaim-256.png");
    // Without one the system shows its own: no reason to stay without a window.
    eframe::icon_data::from_png_bytes(png).unwrap_or_default()
}

/// A signal that asks the program to end closes the window, so that the project is saved and the note beside it goes.
#[cfg(unix)]
fn wait_for_signals(ending: Ending, ctx: egui::Context) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGTERM, SIGINT, SIGHUP]) else {
        // Then a signal ends the program at once, and the journal has all edits.
        return;
    };
    let wait = move || {
        for _ in signals.forever() {
            ending.ask();
            ctx.request_repaint();
        }
    };
    drop(crate::workspace::begin_thread("signals", wait));
}

/// Elsewhere the system closes the window itself.
#[cfg(not(unix))]
fn wait_for_signals(_ending: Ending, _ctx: egui::Context) {}

/// egui draws the light or the dark palette as the user chose.
pub(super) fn set_theme(ctx: &egui::Context, theme: ThemeChoice) {
    ctx.set_theme(match theme {
        ThemeChoice::System => egui::ThemePreference::System,
        ThemeChoice::Light => egui::ThemePreference::Light,
        ThemeChoice::Dark => egui::ThemePreference::Dark,
    });
}

impl From<UserTheme> for ThemeChoice {
    fn from(theme: UserTheme) -> Self {
        match theme {
            UserTheme::System => Self::System,
            UserTheme::Light => Self::Light,
            UserTheme::Dark => Self::Dark,
        }
    }
}

impl From<ThemeChoice> for UserTheme {
    fn from(theme: ThemeChoice) -> Self {
        match theme {
            ThemeChoice::System => Self::System,
            ThemeChoice::Light => Self::Light,
            ThemeChoice::Dark => Self::Dark,
        }
    }
}
