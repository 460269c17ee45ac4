//! Words of a source in the reading face, with the words marked that another source lacks.

use super::theme::{self, Palette};
use crate::text::Span;
use eframe::egui::text::{LayoutJob, TextFormat};

/// A quote ready to be laid out.
#[derive(Clone, Copy, Debug)]
pub struct QuoteText<'a> {
    /// The words.
    pub text: &'a str,
    /// Bytes to mark, in order and apart.
    pub marks: &'a [Span],
    /// Size in points.
    pub size: f32,
    /// Whether to put quotation marks around it.
    pub quoted: bool,
}

impl QuoteText<'_> {
    /// Lines no wider than that; an endless word is broken.
    pub fn job(&self, palette: &Palette, width: f32) -> LayoutJob {
        let plain = TextFormat {
            font_id: theme::reading(self.size),
            color: palette.ink,
            line_height: Some((self.size * 1.5).round()),
            ..Default::default()
        };
        let band = TextFormat { background: palette.danger_soft, expand_bg: 0.0, ..plain.clone() };
        let mut job = LayoutJob::default();
        job.wrap.max_width = width;
        if self.quoted {
            job.append("“", 0.0, plain.clone());
        }
        let mut at = 0;
        for mark in self.marks {
            let before = Span::new(at, mark.start).slice(self.text);
            if let (Some(before), Some(words)) = (before, mark.slice(self.text)) {
                job.append(before, 0.0, plain.clone());
                job.append(words, 0.0, band.clone());
                at = mark.end;
            }
        }
        job.append(self.text.get(at..).unwrap_or_default(), 0.0, plain.clone());
        if self.quoted {
            job.append("”", 0.0, plain);
        }
        job
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_bands_and_bad_ones_are_passed_over() {
        let palette = theme::palette_of(false);
        // The second cuts a character, the third is out of the text.
        let marks = [Span::new(0, 1), Span::new(2, 4), Span::new(90, 95)];
        let quote = QuoteText { text: "a bé c", marks: &marks, size: 15.0, quoted: true };
        let job = quote.job(&palette, 100.0);
        assert_eq!(job.text, "“a bé c”");
        let bands: Vec<&str> = job
            .sections
            .iter()
            .filter(|section| section.format.background == palette.danger_soft)
            .filter_map(|section| job.text.get(section.byte_range.start.0..section.byte_range.end.0))
            .collect();
        assert_eq!(bands, ["a"]);
    }
}
