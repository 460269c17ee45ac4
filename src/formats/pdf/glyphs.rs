//! [`Glyphs`]: a device that notes where each glyph of a page stands and what it says.

use super::characters::{cleaned, string};
use super::fallback::Fallback;
use hayro_interpret::font::{Glyph, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::WritingMode;
use hayro_interpret::kurbo::{Affine, BezPath, Point};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};
use hayro_syntax::object::{Dict, String as PdfString};

/// Glyphs of one page; drawings that call each other would fill the memory.
const MAX_GLYPHS: usize = 3_000_000;
/// Units of a font's size in the space that glyphs are placed in.
const UNITS: f64 = 1000.0;
/// Top and bottom of a glyph of vertical writing, in these units.
const VERTICAL: (f64, f64) = (880.0, -120.0);

/// A glyph on the page, in points from the lower left corner of the page as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    /// Where its baseline begins and ends.
    pub(super) start: (f64, f64),
    pub(super) end: (f64, f64),
    /// Height of the font.
    pub(super) size: f64,
    /// Empty where nothing tells what the glyph stands for.
    pub(super) text: String,
    /// Set to be found and copied, not to be seen: a layer of recognised text.
    pub(super) is_invisible: bool,
}

/// Marked content whose text the file gives in other words than its glyphs.
#[derive(Debug)]
struct Replaced {
    text: String,
    /// Index of its first glyph.
    first: usize,
}

/// The glyphs of one page.
pub(super) struct Glyphs<'f, 'p> {
    pub(super) placed: Vec<Placed>,
    pub(super) picture_count: usize,
    /// There were more glyphs than fit.
    pub(super) is_cut: bool,
    open: Vec<Option<Replaced>>,
    fallback: &'f Fallback<'p>,
}

impl<'f, 'p> Glyphs<'f, 'p> {
    pub(super) const fn new(fallback: &'f Fallback<'p>) -> Self {
        Self { placed: Vec::new(), picture_count: 0, is_cut: false, open: Vec::new(), fallback }
    }

    fn place(
        &mut self,
        glyph: &PositionedGlyph<'_>,
        transform: Affine,
        writing: WritingMode,
        mode: &DrawMode,
    ) {
        if self.placed.len() >= MAX_GLYPHS {
            self.is_cut = true;
            return;
        }
        let advance = match &**glyph {
            Glyph::Outline(outline) => outline.advance_width(),
            Glyph::Type3(drawn) => drawn.advance_width(),
        };
        let advance = f64::from(advance.unwrap_or(0.5 * 1000.0));
        let [_, _, right, up, ..] = transform.as_coeffs();
        let (start, end) = if writing == WritingMode::Vertical {
            // The transform leads to the corner of the glyph, half its width to the left of the line.
            let width = if advance > 0.0 { advance } else { UNITS };
            (Point::new(width / 2.0, VERTICAL.0), Point::new(width / 2.0, VERTICAL.1))
        } else {
            (Point::ZERO, Point::new(advance, 0.0))
        };
        let (start, end) = (transform * start, transform * end);
        let placed = Placed {
            start: (start.x, start.y),
            end: (end.x, end.y),
            size: right.hypot(up) * UNITS,
            text: self.text(glyph),
            is_invisible: matches!(mode, DrawMode::Invisible),
        };
        let is_there = [start.x, start.y, end.x, end.y, placed.size].iter().all(|number| number.is_finite());
        if is_there && placed.size > 0.1 {
            self.placed.push(placed);
        }
    }

    fn text(&self, glyph: &PositionedGlyph<'_>) -> String {
        let own = glyph.as_unicode().map(string);
        let is_named = own.is_some();
        let own = own.map(|text| cleaned(&text)).filter(|text| !text.is_empty());
        let found = own.or_else(|| match &**glyph {
            // A name that means nothing outside its font says that the code means nothing either.
            Glyph::Outline(outline) => self.fallback.text(outline, !is_named),
            Glyph::Type3(drawn) => Fallback::ascii(drawn.char_code()).filter(|_| !is_named),
        });
        found.unwrap_or_default()
    }
}

impl<'a> Device<'a> for Glyphs<'_, '_> {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let first = self.placed.len();
        for glyph in run.glyphs() {
            let before = self.placed.len();
            self.place(glyph, props.transform * glyph.transform(), run.writing_mode(), mode);
            let is_unknown = self.placed.get(before).is_some_and(|placed| placed.text.is_empty());
            if let Glyph::Type3(drawn) = &**glyph
                && is_unknown
            {
                // Its drawing may set text in another font.
                let unknown = self.placed.pop();
                drawn.interpret(self, props.transform, glyph.transform(), &props.paint);
                if self.placed.len() == before {
                    self.placed.extend(unknown);
                }
            }
        }
        if matches!(run.glyphs().first().map(|glyph| &**glyph), Some(Glyph::Type3(_))) {
            resize(self.placed.get_mut(first..).unwrap_or_default());
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.picture_count += 1;
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, _tag: &[u8], properties: Option<&Dict<'_>>) {
        let text = properties.and_then(|dict| dict.get::<PdfString<'_>>("ActualText"));
        let text = text.map(|text| cleaned(&super::metadata::pdf_text(text.as_bytes())));
        self.open.push(text.map(|text| Replaced { text, first: self.placed.len() }));
    }

    fn end_marked_content(&mut self) {
        let Some(Replaced { text, first }) = self.open.pop().flatten() else { return };
        let own = self.placed.get(first..).unwrap_or_default();
        let (Some(one), Some(last)) = (own.first(), own.last()) else { return };
        let near = 0.5 * one.size;
        let is_row = own.iter().all(|glyph| (glyph.start.1 - one.start.1).abs() < near);
        let is_column = own.iter().all(|glyph| (glyph.start.0 - one.start.0).abs() < near);
        let is_known = own.iter().all(|glyph| !glyph.text.is_empty());
        let is_mark = own.iter().all(|glyph| !glyph.text.contains(char::is_alphanumeric));
        // A whole paragraph keeps its glyphs, whose places tell its lines; and letters that are seen stay.
        let is_replaced = (is_row || is_column || !is_known) && (!text.trim().is_empty() || is_mark);
        if is_replaced {
            let whole = Placed { text, end: last.end, ..one.clone() };
            self.placed.truncate(first);
            if !whole.text.is_empty() {
                self.placed.push(whole);
            }
        }
    }
}

/// The size of a font of drawings says nothing of how large they are; their widths do.
fn resize(glyphs: &mut [Placed]) {
    let mut widths: Vec<f64> = glyphs
        .iter()
        .map(|glyph| (glyph.end.0 - glyph.start.0).hypot(glyph.end.1 - glyph.start.1))
        .filter(|width| *width > 0.0)
        .collect();
    widths.sort_by(f64::total_cmp);
    let Some(usual) = widths.get(widths.len() / 2) else { return };
    for glyph in glyphs.iter_mut() {
        if *usual < 0.12 * glyph.size || *usual > 1.6 * glyph.size {
            glyph.size = 2.0 * usual;
        }
    }
}
