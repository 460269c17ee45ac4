//! Further characters of the icon font (Phosphor), used by the bars and dialogs.

/// Floppy disk.
pub const FLOPPY_DISK: &str = "\u{E248}";
/// Command.
pub const COMMAND: &str = "\u{E1C4}";
/// Eye.
pub const EYE: &str = "\u{E220}";
/// Eye, struck out.
pub const EYE_SLASH: &str = "\u{E224}";
/// House.
pub const HOUSE: &str = "\u{E2C2}";
/// Lightbulb.
pub const LIGHTBULB: &str = "\u{E2DC}";
/// Warning circle.
pub const WARNING_CIRCLE: &str = "\u{E4E2}";
