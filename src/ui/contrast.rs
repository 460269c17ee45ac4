//! Inks that can be read on what lies behind them: what is drawn on a colour takes its ink from here.

use super::theme::{Palette, contrast, mix};
use eframe::egui::Color32;

/// Contrast ratio that words need (WCAG 2.2, 1.4.3).
pub const WORDS: f32 = 4.5;
/// Contrast ratio that graphics and the outlines of controls need (WCAG 2.2, 1.4.11).
pub const GRAPHICS: f32 = 3.0;

/// How much of a colour lies behind the words of a mark.
const MARK_SHARE: f32 = 0.16;

/// The colours of a cell or mark with words on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnFill {
    /// Behind the words.
    pub fill: Color32,
    /// What matters.
    pub ink: Color32,
    /// What is said beside it.
    pub quiet: Color32,
}

impl Palette {
    /// A colour as words can be read in it on every surface: paper, panel, also where the mouse is or what is chosen.
    pub fn text_in(&self, color: Color32) -> Color32 {
        self.words_on(color, self.accent_soft)
    }

    /// A colour as words can be read in it on a fill, as close to the colour as that allows.
    pub fn words_on(&self, color: Color32, fill: Color32) -> Color32 {
        self.strengthened(color, fill, WORDS)
    }

    /// A colour as a line or sign in it can be seen on a fill.
    pub fn graphic_on(&self, color: Color32, fill: Color32) -> Color32 {
        self.strengthened(color, fill, GRAPHICS)
    }

    /// Words and fill of a mark of that colour.
    pub fn mark(&self, color: Color32) -> (Color32, Color32) {
        let fill = mix(self.paper, color, MARK_SHARE);
        (self.words_on(color, fill), fill)
    }

    /// A cell of that colour; the surer, the stronger (`strength` from 0 to 1).
    pub fn cell(&self, color: Color32, strength: f32) -> OnFill {
        let fill = mix(self.paper, color, 0.22f32.mul_add(strength, 0.08));
        OnFill { fill, ink: self.words_on(self.ink, fill), quiet: self.words_on(self.muted, fill) }
    }

    /// The letter on a key cap or in a thin box: small, so stronger than other secondary text.
    pub fn cap_ink(&self) -> Color32 {
        mix(self.muted, self.ink, 0.35)
    }

    /// The outline of a sign that is a control: a ring to tick, a handle.
    pub fn control_line(&self) -> Color32 {
        self.graphic_on(mix(self.line, self.muted, 0.7), self.accent_soft)
    }

    /// Moves a colour towards the ink until it stands out from a fill by that ratio.
    fn strengthened(&self, color: Color32, fill: Color32, ratio: f32) -> Color32 {
        // Beyond the ratio, so that rounding to whole channels does not fall below it.
        let enough = ratio + 0.05;
        let steps = (0u8..=20).map(|step| mix(color, self.ink, f32::from(step) / 20.0));
        let mut shown = self.ink;
        for step in steps {
            if contrast(step, fill) >= enough {
                shown = step;
                break;
            }
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::default_codebook;
    use crate::ui::theme::{palette_of, strong_danger};

    /// Name, ink, fill, ratio that is needed.
    type Pair = (String, Color32, Color32, f32);

    fn colors(palette: &Palette) -> Vec<(String, Color32)> {
        let codebook = default_codebook();
        let kinds = codebook.claim_kinds.iter().map(|kind| (kind.id.clone(), palette.kind(&kind.color)));
        let links = codebook.link_kinds.iter().map(|kind| (kind.id.clone(), palette.kind(&kind.color)));
        let own = [("danger", palette.danger), ("good", palette.good), ("accent", palette.accent)];
        let own = own.into_iter().chain([("muted", palette.muted), ("warning", palette.kind("B7791F"))]);
        kinds.chain(links).chain(own.map(|(name, color)| (name.to_owned(), color))).collect()
    }

    fn pairs(palette: &Palette) -> Vec<Pair> {
        let surfaces = [
            ("paper", palette.paper),
            ("panel", palette.panel),
            ("background", palette.background),
            ("hover", palette.hover),
        ];
        let mut pairs: Vec<Pair> = Vec::new();
        for (name, fill) in surfaces.into_iter().chain([("chosen", palette.accent_soft)]) {
            pairs.push((format!("text on {name}"), palette.ink, fill, WORDS));
            pairs.push((format!("secondary text on {name}"), palette.muted, fill, WORDS));
            pairs.push((format!("key cap on {name}"), palette.cap_ink(), fill, WORDS));
            pairs.push((format!("place of the keyboard on {name}"), palette.accent, fill, GRAPHICS));
            pairs.push((format!("ring or handle on {name}"), palette.control_line(), fill, GRAPHICS));
            pairs.push((format!("error on {name}"), palette.text_in(palette.danger), fill, WORDS));
        }
        for (name, color) in colors(palette) {
            let (ink, fill) = palette.mark(color);
            pairs.push((format!("mark of {name}"), ink, fill, WORDS));
            pairs.push((format!("words in {name}"), palette.text_in(color), palette.paper, WORDS));
            let swatch = palette.graphic_on(color, palette.background);
            pairs.push((format!("tick of {name}"), swatch, palette.background, GRAPHICS));
            for (level, strength) in [("not set", 0.0), ("Moderate", 0.5), ("High", 1.0)] {
                let cell = palette.cell(color, strength);
                pairs.push((format!("word of a {level} cell of {name}"), cell.ink, cell.fill, WORDS));
                pairs.push((format!("confidence of a {level} cell of {name}"), cell.quiet, cell.fill, WORDS));
            }
        }
        pairs.push(("faded text".to_owned(), palette.faded(palette.ink), palette.paper, GRAPHICS));
        let badge = strong_danger(palette);
        pairs.push(("count of disagreements".to_owned(), Palette::on_strong(), badge, WORDS));
        for position in 0..8 {
            let fill = Palette::document(position);
            pairs.push((format!("letter of document {position}"), Palette::on_strong(), fill, WORDS));
        }
        for position in 0..6 {
            let color = palette.annotator(position);
            pairs.push((format!("annotator {position}"), color, palette.paper, GRAPHICS));
        }
        pairs
    }

    #[test]
    fn whatever_is_drawn_can_be_read_in_light_and_dark() {
        let mut faults = Vec::new();
        for dark in [false, true] {
            for (name, ink, fill, needed) in pairs(&palette_of(dark)) {
                let ratio = contrast(ink, fill);
                if ratio < needed {
                    let theme = if dark { "dark" } else { "light" };
                    faults.push(format!("{theme}: {name}: {ratio:.2} of {needed}"));
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn a_colour_that_can_be_read_stays_as_it_is() {
        let palette = palette_of(false);
        assert_eq!(palette.words_on(palette.ink, palette.paper), palette.ink);
        assert_eq!(palette.graphic_on(palette.accent, palette.paper), palette.accent);
    }
}
