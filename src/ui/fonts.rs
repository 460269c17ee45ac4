//! The bundled fonts: Inter for controls, Literata for document text, Phosphor for icons.

use super::theme::family;
use eframe::egui::{self, FontData, FontDefinitions, FontFamily};
use std::sync::Arc;

const FONTS: [(&str, &[u8]); 5] = [
    ("Inter", include_bytes!("../../assets/fonts/Inter_400Regular.ttf")),
    ("Inter Medium", include_bytes!("../../assets/fonts/Inter_500Medium.ttf")),
    ("Inter SemiBold", include_bytes!("../../assets/fonts/Inter_600SemiBold.ttf")),
    ("Literata", include_bytes!("../../assets/fonts/Literata_400Regular.ttf")),
    ("Phosphor", include_bytes!("../../assets/fonts/Phosphor.ttf")),
];

/// Gives egui the bundled fonts; the system's stand behind them for emoji and other scripts.
pub fn install(ctx: &egui::Context) {
    let mut definitions = FontDefinitions::empty();
    for (name, bytes) in FONTS {
        definitions.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    definitions.families.insert(family::icons(), vec!["Phosphor".to_owned()]);
    for (family, name) in [
        (FontFamily::Proportional, "Inter"),
        (FontFamily::Monospace, "Inter"),
        (family::medium(), "Inter Medium"),
        (family::semibold(), "Inter SemiBold"),
        (family::reading(), "Literata"),
    ] {
        definitions.families.insert(family, [name, "Inter"].map(str::to_owned).to_vec());
    }
    ctx.set_fonts(definitions);
}

/// Characters of the icon font (Phosphor).
pub mod icon {
    /// Arrow u up left.
    pub const ARROW_U_UP_LEFT: &str = "\u{E08A}";
    /// Arrow u up right.
    pub const ARROW_U_UP_RIGHT: &str = "\u{E08C}";
    /// Magnifying glass.
    pub const MAGNIFYING_GLASS: &str = "\u{E30C}";
    /// X.
    pub const X: &str = "\u{E4F6}";
    /// Plus.
    pub const PLUS: &str = "\u{E3D4}";
    /// Sidebar simple.
    pub const SIDEBAR_SIMPLE: &str = "\u{EC24}";
    /// Check.
    pub const CHECK: &str = "\u{E182}";
    /// Check circle.
    pub const CHECK_CIRCLE: &str = "\u{E184}";
    /// Circle.
    pub const CIRCLE: &str = "\u{E18A}";
    /// Folder.
    pub const FOLDER: &str = "\u{E24A}";
    /// File text.
    pub const FILE_TEXT: &str = "\u{E23A}";
    /// Dots three.
    pub const DOTS_THREE: &str = "\u{E1FE}";
    /// Dots six vertical.
    pub const DOTS_SIX_VERTICAL: &str = "\u{EAE2}";
    /// Arrow up.
    pub const ARROW_UP: &str = "\u{E08E}";
    /// Arrow down.
    pub const ARROW_DOWN: &str = "\u{E03E}";
    /// Trash.
    pub const TRASH: &str = "\u{E4A6}";
    /// Pencil simple.
    pub const PENCIL_SIMPLE: &str = "\u{E3B4}";
    /// Export.
    pub const EXPORT: &str = "\u{EAF0}";
    /// Folder open.
    pub const FOLDER_OPEN: &str = "\u{E256}";
    /// Clipboard text.
    pub const CLIPBOARD_TEXT: &str = "\u{E198}";
    /// Warning.
    pub const WARNING: &str = "\u{E4E0}";
    /// Info.
    pub const INFO: &str = "\u{E2CE}";
    /// Link simple.
    pub const LINK_SIMPLE: &str = "\u{E2E6}";
    /// Arrows left right.
    pub const ARROWS_LEFT_RIGHT: &str = "\u{E0A0}";
    /// Gear.
    pub const GEAR: &str = "\u{E270}";
    /// Question.
    pub const QUESTION: &str = "\u{E3E8}";
    /// Columns.
    pub const COLUMNS: &str = "\u{E546}";
    /// List.
    pub const LIST: &str = "\u{E2F0}";
}
