//! Colours, sizes and egui's style: the only file that makes colours. Tokens as drawn in the design.

use crate::model::Codebook;
use eframe::egui::{self, Color32, CornerRadius, FontFamily, FontId, Stroke, TextStyle, Theme};

/// Width of the documents panel in points.
pub const LEFT_WIDTH: f32 = 236.0;
/// Width of the inspector in points.
pub const RIGHT_WIDTH: f32 = 316.0;
/// Space left of document text.
pub const COLUMN_LEFT: f32 = 26.0;
/// Space right of document text, with the handles and the overview strip.
pub const COLUMN_RIGHT: f32 = 40.0;
/// Everything unrelated to the selection fades to this share: as far as its words can still be made out (3 : 1).
pub const FADE: f32 = 0.5;
/// Corner radius of cards.
pub const CARD_RADIUS: u8 = 8;
/// Corner radius of controls.
pub const CONTROL_RADIUS: u8 = 6;
/// Seconds of motion.
pub const MOTION_SECS: f32 = 0.14;

/// The colours of one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Whether it is the dark one.
    pub dark: bool,
    /// Behind everything.
    pub background: Color32,
    /// Panels and bars.
    pub panel: Color32,
    /// Behind document text and fields.
    pub paper: Color32,
    /// Text.
    pub ink: Color32,
    /// Secondary text.
    pub muted: Color32,
    /// Hairlines.
    pub line: Color32,
    /// Selection and focus.
    pub accent: Color32,
    /// Behind what is chosen.
    pub accent_soft: Color32,
    /// Behind what the mouse is over.
    pub hover: Color32,
    /// Errors and oppositions.
    pub danger: Color32,
    /// Behind differing words.
    pub danger_soft: Color32,
    /// Saved.
    pub good: Color32,
    /// Behind words that were searched for.
    pub found: Color32,
    /// Behind those of the hit on show.
    pub found_here: Color32,
}

const LIGHT: Palette = Palette {
    dark: false,
    background: rgb(0xF4_F2EE),
    panel: rgb(0xFB_FAF8),
    paper: rgb(0xFF_FFFF),
    ink: rgb(0x22_262B),
    muted: rgb(0x60_666E),
    line: rgb(0xE3_E0D9),
    accent: rgb(0x2F_5BD0),
    accent_soft: rgb(0xE3_E9F8),
    hover: rgb(0xF0_EEE9),
    danger: rgb(0xC2_3A31),
    danger_soft: rgb(0xF6_CFCB),
    good: rgb(0x2F_9E66),
    found: rgb(0xFF_E58A),
    found_here: rgb(0xFF_B84D),
};

const DARK: Palette = Palette {
    dark: true,
    background: rgb(0x16_181B),
    panel: rgb(0x1C_1F23),
    paper: rgb(0x20_2429),
    ink: rgb(0xE4_E6E8),
    muted: rgb(0x98_9FA7),
    line: rgb(0x2E_333A),
    accent: rgb(0x7C_9BF2),
    accent_soft: rgb(0x2B_3550),
    hover: rgb(0x26_2A30),
    danger: rgb(0xF0_7167),
    danger_soft: rgb(0x6A_3431),
    good: rgb(0x4C_C38A),
    found: rgb(0x5E_5220),
    found_here: rgb(0x7C_580C),
};

#[expect(clippy::disallowed_methods, reason = "this file is where colours are made")]
const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

/// The palette of the theme on show.
pub fn palette(ui: &egui::Ui) -> Palette {
    palette_of(ui.visuals().dark_mode)
}

/// The dark palette or the light one.
pub const fn palette_of(dark: bool) -> Palette {
    if dark { DARK } else { LIGHT }
}

impl Palette {
    /// A colour of the codebook (`RRGGBB`), a step lighter on dark; muted ink when it cannot be read.
    pub fn kind(&self, hex: &str) -> Color32 {
        match u32::from_str_radix(hex.trim_start_matches('#'), 16) {
            Ok(value) if value <= 0xFF_FFFF => {
                if self.dark {
                    mix(rgb(value), rgb(0xFF_FFFF), 0.18)
                } else {
                    rgb(value)
                }
            }
            _ => self.muted,
        }
    }

    /// The colour of a claim kind; muted for none.
    pub fn claim_kind(&self, codebook: &Codebook, kind: Option<&str>) -> Color32 {
        kind.and_then(|id| codebook.claim_kind(id)).map_or(self.muted, |kind| self.kind(&kind.color))
    }

    /// The colour of a link kind; muted when the codebook lacks it.
    pub fn link_kind(&self, codebook: &Codebook, kind: &str) -> Color32 {
        codebook.link_kind(kind).map_or(self.muted, |kind| self.kind(&kind.color))
    }

    /// The tint behind a claim's words.
    pub fn tint(&self, color: Color32) -> Color32 {
        mix(self.paper, color, if self.dark { 0.24 } else { 0.20 })
    }

    /// What a colour of the paper looks like when it fades to [`FADE`].
    pub fn faded(&self, color: Color32) -> Color32 {
        mix(self.paper, color, FADE)
    }

    /// Words that fade as far as they can still be read (contrast of at least 3 : 1).
    pub fn faded_words(&self, color: Color32) -> Color32 {
        let mut share = FADE;
        while share < 1.0 && contrast(mix(self.paper, color, share), self.paper) < 3.05 {
            share += 0.02;
        }
        mix(self.paper, color, share.min(1.0))
    }

    /// A kind's colour as a mark on paper (contrast of at least 3 : 1).
    pub fn mark_in(&self, color: Color32) -> Color32 {
        let mut shown = color;
        for _ in 0..20 {
            if contrast(shown, self.paper) >= 3.05 {
                break;
            }
            shown = mix(shown, self.ink, 0.08);
        }
        shown
    }

    /// The colour that letters a document, by its place in the project.
    pub fn document(position: usize) -> Color32 {
        const COLORS: [u32; 8] =
            [0x3A_6DB5, 0x7A_57A8, 0x27_807A, 0xA8_6238, 0x9C_4A5E, 0x5B_7A33, 0x4E_5FA8, 0x7C_6A2E];
        rgb(COLORS.get(position % COLORS.len()).copied().unwrap_or(0x3A_6DB5))
    }

    /// Colour of an annotator by place among those of the project: apart from each other for every sort of sight, and
    /// at least 3:1 on paper in both themes.
    pub fn annotator(&self, position: usize) -> Color32 {
        const LIGHT: [u32; 6] = [0xC2_3B4E, 0x00_7186, 0xA8_6A10, 0x51_559B, 0x3B_8056, 0x8A_4F8F];
        const DARK: [u32; 6] = [0xF0_7A8A, 0x3F_B7CC, 0xE0_A74A, 0x9A_9EE8, 0x7C_C799, 0xCB_95D0];
        let colors = if self.dark { DARK } else { LIGHT };
        rgb(colors.get(position % colors.len()).copied().unwrap_or(0x80_8080))
    }

    /// Letters on a strong colour.
    pub const fn on_strong() -> Color32 {
        Color32::WHITE
    }
}

/// A mixture: `share` 0 gives the first colour, 1 the second.
#[expect(clippy::disallowed_methods, reason = "this file is where colours are made")]
pub fn mix(from: Color32, to: Color32, share: f32) -> Color32 {
    let part = |a: u8, b: u8| egui::lerp(f32::from(a)..=f32::from(b), share).round().clamp(0.0, 255.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0–255 above")]
    let channel = |a, b| part(a, b) as u8;
    Color32::from_rgb(channel(from.r(), to.r()), channel(from.g(), to.g()), channel(from.b(), to.b()))
}

/// Contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2, relative luminance).
pub fn contrast(one: Color32, other: Color32) -> f32 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(color: Color32) -> f32 {
    let part = |value: u8| {
        let share = f32::from(value) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126f32.mul_add(part(color.r()), 0.7152f32.mul_add(part(color.g()), 0.0722 * part(color.b())))
}

/// Red behind white words, in both themes (contrast of at least 4.5 : 1).
pub const fn strong_danger(palette: &Palette) -> Color32 {
    if palette.dark { rgb(0xC2_3A31) } else { palette.danger }
}

/// Names of the bundled font families.
pub mod family {
    use super::FontFamily;

    /// Document text.
    pub fn reading() -> FontFamily {
        FontFamily::Name("reading".into())
    }

    /// What matters in the controls.
    pub fn medium() -> FontFamily {
        FontFamily::Name("medium".into())
    }

    /// Characters of `fonts::icon`; Inter uses the same code points for marks of its own.
    pub fn icons() -> FontFamily {
        FontFamily::Name("icons".into())
    }

    /// Names and headings.
    pub fn semibold() -> FontFamily {
        FontFamily::Name("semibold".into())
    }
}

/// Control text.
pub const fn body() -> FontId {
    FontId::proportional(13.0)
}

/// Secondary text.
pub const fn small() -> FontId {
    FontId::proportional(11.5)
}

/// What matters.
pub fn medium(size: f32) -> FontId {
    FontId::new(size, family::medium())
}

/// Names.
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, family::semibold())
}

/// Icons of that size.
pub fn icons(size: f32) -> FontId {
    FontId::new(size, family::icons())
}

/// Document text of that size.
pub fn reading(size: f32) -> FontId {
    FontId::new(size, family::reading())
}

/// Gives egui the look of both themes.
pub fn apply(ctx: &egui::Context) {
    for theme in [Theme::Light, Theme::Dark] {
        let palette = palette_of(theme == Theme::Dark);
        ctx.style_mut_of(theme, |style| {
            style.text_styles = [
                (TextStyle::Body, body()),
                (TextStyle::Button, body()),
                (TextStyle::Small, small()),
                (TextStyle::Heading, semibold(15.0)),
                (TextStyle::Monospace, FontId::monospace(12.0)),
            ]
            .into();
            style.spacing.item_spacing = egui::vec2(8.0, 6.0);
            style.spacing.button_padding = egui::vec2(8.0, 4.0);
            style.spacing.interact_size = egui::vec2(28.0, 26.0);
            style.spacing.scroll = egui::style::ScrollStyle::floating();
            style.interaction.selectable_labels = false;
            style.animation_time = MOTION_SECS;
            visuals(&mut style.visuals, &palette);
        });
    }
}

fn visuals(visuals: &mut egui::Visuals, palette: &Palette) {
    visuals.override_text_color = None;
    visuals.panel_fill = palette.panel;
    visuals.window_fill = palette.panel;
    visuals.extreme_bg_color = palette.paper;
    visuals.text_edit_bg_color = Some(palette.paper);
    visuals.faint_bg_color = palette.background;
    visuals.window_stroke = Stroke::new(1.0, palette.line);
    visuals.window_corner_radius = CornerRadius::same(CARD_RADIUS + 2);
    visuals.menu_corner_radius = CornerRadius::same(CARD_RADIUS);
    visuals.selection.bg_fill = palette.accent_soft;
    visuals.selection.stroke = Stroke::new(1.0, palette.accent);
    visuals.hyperlink_color = palette.accent;
    visuals.error_fg_color = palette.danger;
    visuals.warn_fg_color = palette.danger;
    visuals.weak_text_color = Some(palette.muted);
    let widgets = &mut visuals.widgets;
    for (state, fill, line, ink) in [
        (&mut widgets.noninteractive, palette.panel, palette.line, palette.ink),
        (&mut widgets.inactive, palette.paper, palette.line, palette.ink),
        (&mut widgets.hovered, palette.hover, palette.muted, palette.ink),
        (&mut widgets.active, palette.accent_soft, palette.accent, palette.ink),
        (&mut widgets.open, palette.hover, palette.line, palette.ink),
    ] {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, line);
        state.fg_stroke = Stroke::new(1.0, ink);
        state.corner_radius = CornerRadius::same(CONTROL_RADIUS);
        state.expansion = 0.0;
    }
}

/// A colour that lets through what lies behind it, by its strength (0–255).
#[expect(clippy::disallowed_methods, reason = "this file is where colours are made")]
pub fn veil(color: Color32, strength: u8) -> Color32 {
    Color32::from_rgba_unmultiplied(color.r(), color.g(), color.b(), strength)
}

/// The shadow under what floats, by its strength (0–255).
#[expect(clippy::disallowed_methods, reason = "this file is where colours are made")]
pub const fn shade(strength: u8) -> Color32 {
    Color32::from_black_alpha(strength)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faded_words_and_marks_can_still_be_seen() {
        let codebook = crate::model::default_codebook();
        for palette in [LIGHT, DARK] {
            for ink in [palette.ink, palette.muted, palette.accent] {
                let ratio = contrast(palette.faded_words(ink), palette.paper);
                assert!(ratio >= 3.0, "{ink:?}: {ratio}");
                assert!(ratio <= contrast(ink, palette.paper) + 0.01, "it fades");
            }
            for kind in &codebook.claim_kinds {
                let ratio = contrast(palette.mark_in(palette.kind(&kind.color)), palette.paper);
                assert!(ratio >= 3.0, "{}: {ratio}", kind.label);
            }
            for behind in [palette.found, palette.found_here] {
                let ratio = contrast(palette.ink, behind);
                assert!(ratio >= 4.5, "{behind:?}: {ratio}");
            }
        }
    }
}
