//! [`Piece`]: characters of a line that are shaped as one, and how wide they are.

use super::align::{Mark, align};
use super::cells::Cell;
use crate::text::direction::{is_from_right, is_joined_from_right};
use crate::text::{Directions, line_breaks};
use eframe::egui::text::{LayoutJob, LayoutSection, TextFormat};
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::ops::Range;
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation as _;

/// Characters of a line that are shaped as one.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Characters of the whole text.
    pub(super) chars: Range<usize>,
    /// What is drawn for them: brackets are mirrored from right to left.
    pub(super) text: String,
    /// Depth of embedding; odd ones run from right to left.
    pub(super) level: u8,
    /// The section of the job that formats it.
    pub(super) section: usize,
    /// Whether it is white space.
    pub(super) is_space: bool,
    /// Whether a row may end after it.
    pub(super) breaks_after: bool,
    /// How it turned out.
    pub(super) measured: Arc<Measured>,
}

/// How a piece turned out when egui shaped it.
#[derive(Debug)]
pub(super) struct Measured {
    /// In points.
    pub(super) width: f32,
    /// The same without white space at its end.
    pub(super) inked: f32,
    /// Glyphs that it has in a row.
    pub(super) glyph_count: usize,
    /// Its cells, characters and glyphs counted from its beginning; none where they cannot be told apart.
    pub(super) cells: Option<Vec<Cell>>,
}

/// A number that stands for a value.
pub(super) fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Asks egui how wide pieces are, each only once.
pub(super) struct Measure<'a, 'f> {
    /// egui's fonts.
    pub(super) fonts: &'a mut eframe::egui::epaint::FontsView<'f>,
    /// Pixels of the screen for each point.
    pub(super) pixels_per_point: f32,
    /// What is known, by piece, format and size of a pixel.
    pub(super) known: &'a mut HashMap<u64, Arc<Measured>>,
}

impl Measure<'_, '_> {
    fn measured(&mut self, text: &str, level: u8, format: &TextFormat) -> Arc<Measured> {
        let key = hash((text, level % 2, &format.font_id, self.pixels_per_point.to_bits()));
        if let Some(known) = self.known.get(&key) {
            return Arc::clone(known);
        }
        let made = Arc::new(self.shape(text, level, format));
        self.known.insert(key, Arc::clone(&made));
        made
    }

    fn shape(&mut self, text: &str, level: u8, format: &TextFormat) -> Measured {
        let mut job = LayoutJob::single_section(text.to_owned(), format.clone());
        job.round_output_to_gui = false;
        job.break_on_newline = false;
        let galley = self.fonts.layout_job(job);
        let glyphs = galley.rows.first().map(|row| row.glyphs.as_slice()).unwrap_or_default();
        let marks: Vec<Mark> =
            glyphs.iter().map(|glyph| Mark { chr: glyph.chr, is_wide: glyph.advance_width > 0.0 }).collect();
        let mut at = 0;
        let graphemes: Vec<(char, Range<usize>)> = text
            .graphemes(true)
            .filter_map(|grapheme| {
                let start = at;
                at += grapheme.chars().count();
                Some((grapheme.chars().next()?, start..at))
            })
            .collect();
        let from_right = level % 2 == 1;
        let width = galley.rows.first().map_or(0.0, |row| row.size.x);
        let blank: f32 = glyphs
            .iter()
            .rev()
            .take_while(|glyph| glyph.chr.is_whitespace())
            .map(|glyph| glyph.advance_width)
            .sum();
        let cells = if let [(_, chars)] = graphemes.as_slice() {
            Some(vec![Cell { glyphs: 0..glyphs.len(), chars: chars.clone(), from_right }])
        } else {
            align(&graphemes, &marks, from_right)
        };
        Measured { width, inked: width - blank, glyph_count: glyphs.len(), cells }
    }
}

/// A grapheme with what decides where pieces end.
struct Grapheme<'t> {
    text: &'t str,
    chars: Range<usize>,
    level: u8,
    section: usize,
    is_space: bool,
    breaks_after: bool,
}

impl Grapheme<'_> {
    /// Whether it stands alone: punctuation from right to left, which egui would not mirror, and digits of a script
    /// from right to left, which run from left to right.
    fn is_alone(&self) -> bool {
        let first = self.text.chars().next();
        let is_joined = first.is_some_and(is_joined_from_right);
        if self.level % 2 == 1 {
            !is_joined
        } else {
            first.is_some_and(|c| is_from_right(c) || is_extended_digit(c))
        }
    }

    fn drawn(&self) -> String {
        let mut chars = self.text.chars();
        let first = chars.next().map(|c| {
            let mirrored = (self.level % 2 == 1).then(|| unicode_bidi_mirroring::get_mirrored(c)).flatten();
            mirrored.unwrap_or(c)
        });
        first.into_iter().chain(chars).collect()
    }
}

const fn is_extended_digit(c: char) -> bool {
    matches!(c, '\u{6F0}'..='\u{6F9}')
}

/// A line of the text to be cut into pieces.
pub(super) struct Line<'t> {
    /// Its text as it is drawn.
    pub(super) text: &'t str,
    /// The number of its first character in the whole text.
    pub(super) first_char: usize,
    /// Its first byte in the whole text.
    pub(super) first_byte: usize,
    /// Which characters run from right to left.
    pub(super) directions: &'t Directions,
}

/// Cuts a line into pieces and measures them.
pub(super) fn pieces(
    line: &Line<'_>,
    sections: &[LayoutSection],
    measure: &mut Measure<'_, '_>,
) -> Vec<Piece> {
    let is_mixed = line.directions.is_mixed();
    let mut runs: Vec<Vec<Grapheme<'_>>> = Vec::new();
    for grapheme in graphemes(line, sections) {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| goes_on(last, &grapheme, is_mixed)) => {
                run.push(grapheme);
            }
            _ => runs.push(vec![grapheme]),
        }
    }
    let mut pieces = Vec::new();
    for run in runs {
        let piece = piece(&run, sections, measure);
        if piece.measured.cells.is_some() {
            pieces.push(piece);
        } else {
            // Several fonts share the word, and egui puts them one after the other: each letter for itself then.
            pieces.extend(run.chunks(1).map(|one| self::piece(one, sections, measure)));
        }
    }
    pieces
}

/// Cuts a piece into its graphemes, where it is wider than a row.
pub(super) fn exploded(
    piece: &Piece,
    sections: &[LayoutSection],
    measure: &mut Measure<'_, '_>,
) -> Vec<Piece> {
    let Some(section) = sections.get(piece.section) else {
        return vec![piece.clone()];
    };
    let mut at = piece.chars.start;
    let mut parts: Vec<Piece> = piece
        .text
        .graphemes(true)
        .map(|text| {
            let start = at;
            at += text.chars().count();
            let measured = measure.measured(text, piece.level, &section.format);
            Piece { chars: start..at, text: text.to_owned(), measured, breaks_after: true, ..piece.clone() }
        })
        .collect();
    if let Some(last) = parts.last_mut() {
        last.breaks_after = piece.breaks_after;
    }
    parts
}

/// The sign that more would follow.
pub(super) fn ellipsis(
    section: usize,
    level: u8,
    sections: &[LayoutSection],
    measure: &mut Measure<'_, '_>,
) -> Piece {
    let format = sections.get(section).map(|section| section.format.clone()).unwrap_or_default();
    let text = "…".to_owned();
    let measured = measure.measured(&text, 0, &format);
    Piece { chars: 0..0, text, level, section, is_space: false, breaks_after: true, measured }
}

fn goes_on(last: &Grapheme<'_>, next: &Grapheme<'_>, is_mixed: bool) -> bool {
    let alike = last.level == next.level && last.section == next.section && !last.breaks_after;
    let apart = is_mixed && (last.is_space != next.is_space || last.is_alone() || next.is_alone());
    alike && !apart
}

fn piece(run: &[Grapheme<'_>], sections: &[LayoutSection], measure: &mut Measure<'_, '_>) -> Piece {
    let (first, last) = (run.first(), run.last());
    let section = first.map_or(0, |first| first.section);
    let level = first.map_or(0, |first| first.level);
    let text: String = run.iter().map(Grapheme::drawn).collect();
    let format = sections.get(section).map(|section| section.format.clone()).unwrap_or_default();
    let measured = measure.measured(&text, level, &format);
    Piece {
        chars: first.map_or(0, |first| first.chars.start)..last.map_or(0, |last| last.chars.end),
        text,
        level,
        section,
        is_space: run.iter().all(|grapheme| grapheme.is_space),
        breaks_after: last.is_some_and(|last| last.breaks_after),
        measured,
    }
}

fn graphemes<'t>(line: &Line<'t>, sections: &[LayoutSection]) -> Vec<Grapheme<'t>> {
    let breaks: BTreeSet<usize> = line_breaks(line.text).into_iter().collect();
    let mut at = 0;
    let grapheme = |(byte, text): (usize, &'t str)| {
        let start = at;
        at += text.chars().count();
        let place = line.first_byte + byte;
        let section = sections.partition_point(|section| section.byte_range.end.0 <= place);
        Grapheme {
            text,
            chars: line.first_char + start..line.first_char + at,
            level: line.directions.levels.get(start).copied().unwrap_or_default(),
            section: section.min(sections.len().saturating_sub(1)),
            is_space: text.chars().all(|c| c.is_whitespace() && c != '\u{A0}'),
            breaks_after: breaks.contains(&(byte + text.len())),
        }
    };
    line.text.grapheme_indices(true).map(grapheme).collect()
}
