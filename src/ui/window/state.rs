//! [`Look`]: theme, sizes, panels; [`Quit`]: how far closing is; [`HintStart`]: what was there when a hint came up.

use crate::model::{Confidence, DocumentId, Project, ProjectId};
use crate::ui::theme;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// As the system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// Theme, sizes, panels.
#[derive(Clone, Debug)]
pub struct Look {
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Size of document text in points.
    pub reading_size: f32,
    /// Factor on all sizes, as of the last frame.
    pub zoom: f32,
    /// Whether the documents are shown.
    pub left_open: bool,
    /// Whether the inspector is shown.
    pub right_open: bool,
    /// The part of the window to which F6 last gave the keyboard.
    pub region: Region,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::default(),
            reading_size: 15.5,
            zoom: 1.0,
            left_open: true,
            right_open: true,
            region: Region::default(),
        }
    }
}

/// What the desktop was told about the window.
#[derive(Debug, Default)]
pub struct Quit {
    /// The title of the window.
    pub(super) title: String,
    /// Whether the user gave up what is only in memory.
    pub(super) discards: bool,
    /// What the settings have of the window, and what the window shows since when.
    pub(super) remembered: Option<ShownWindow>,
    pub(super) changed: Option<(ShownWindow, f64)>,
    /// The system asked the program to end.
    pub(in crate::ui) ending: Ending,
}

/// What of the window goes into this user's settings as soon as it changes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ShownWindow {
    pub(super) project: ProjectId,
    pub(super) title: String,
    pub(super) look: (ThemeChoice, f32, f32),
    pub(super) columns: Vec<(DocumentId, f32)>,
}

/// Set by the thread that waits for the system's signals.
#[derive(Clone, Debug, Default)]
pub struct Ending(Arc<AtomicBool>);

impl Ending {
    /// Asks the window to close as if its close button had been clicked.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// What was there when a hint came up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HintStart {
    pub(super) claims: usize,
    pub(super) links: usize,
    pub(super) levels: Vec<Option<Confidence>>,
}

impl HintStart {
    pub(super) fn of(project: &Project) -> Self {
        let of_claims = project.claims().map(|claim| claim.confidence.clone());
        let of_links = project.links().map(|link| link.confidence.clone());
        Self {
            claims: project.claims().len(),
            links: project.links().len(),
            levels: of_claims.chain(of_links).collect(),
        }
    }
}

/// Which side panels are shown: in a narrow window the documents give way first, then the inspector.
pub(in crate::ui) fn side_panels(look: &Look, width: f32) -> (bool, bool) {
    const READING: f32 = 320.0;
    let right = look.right_open && width - theme::RIGHT_WIDTH >= READING;
    let taken = if right { theme::RIGHT_WIDTH } else { 0.0 };
    let left = look.left_open && width - taken - theme::LEFT_WIDTH >= READING;
    (left, right)
}

/// A part of the window; inside it, Tab moves on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Region {
    /// The documents panel.
    Documents,
    /// The documents side by side.
    #[default]
    Read,
    /// The inspector.
    Inspector,
    /// The search field of the top bar.
    Search,
}

/// How much of the bar has room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Room {
    /// Icons only; the search field opens over the others.
    Narrow,
    /// Words without keys, a short search field.
    Medium,
    /// All of it.
    Wide,
}
