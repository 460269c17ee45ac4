//! Words of a source in the reading face, with the words marked that another source lacks.

use super::theme::{self, Palette};
use crate::text::Span;
use crate::view::disagreements::ContextQuote;
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

/// Words of a source with what stands around them.
#[derive(Clone, Copy, Debug)]
pub struct ContextText<'a> {
    /// The words and their surroundings.
    pub text: &'a ContextQuote,
    /// Size in points.
    pub size: f32,
}

impl ContextText<'_> {
    /// Lines no wider than that; what stands around is in secondary ink.
    pub fn job(&self, palette: &Palette, width: f32) -> LayoutJob {
        let quiet = TextFormat { color: palette.muted, ..plain(self.size, palette) };
        let mut job = LayoutJob::default();
        job.wrap.max_width = measured(width, self.size);
        job.append(&self.text.before, 0.0, quiet.clone());
        let quote = &self.text.quote;
        let words = QuoteText { text: &quote.text, marks: &quote.marks, size: self.size, quoted: false };
        words.append_to(&mut job, palette);
        job.append(&self.text.after, 0.0, quiet);
        job
    }
}

/// A width at which lines have at most about 75 characters, as they are read best.
fn measured(width: f32, size: f32) -> f32 {
    width.min(size * 36.0)
}

fn plain(size: f32, palette: &Palette) -> TextFormat {
    TextFormat {
        font_id: theme::reading(size),
        color: palette.ink,
        line_height: Some((size * 1.5).round()),
        ..Default::default()
    }
}

impl QuoteText<'_> {
    /// Lines no wider than that; an endless word is broken.
    pub fn job(&self, palette: &Palette, width: f32) -> LayoutJob {
        let mut job = LayoutJob::default();
        job.wrap.max_width = measured(width, self.size);
        self.append_to(&mut job, palette);
        job
    }

    fn append_to(&self, job: &mut LayoutJob, palette: &Palette) {
        let plain = plain(self.size, palette);
        let band = TextFormat { background: palette.danger_soft, expand_bg: 0.0, ..plain.clone() };
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
