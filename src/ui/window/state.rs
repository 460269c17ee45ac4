//! [`Look`]: theme, sizes, panels.

use crate::ui::regions::Region;

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
