//! [`Plan`]: how a text is broken into rows, and in which order its pieces stand on them.

use super::cells::Cell;
use super::pieces::{Line, Measure, Piece, ellipsis, exploded, hash, pieces};
use crate::text::Directions;
use crate::text::direction::visual_order;
use eframe::egui::Galley;
use eframe::egui::text::{LayoutJob, LayoutSection};
use std::ops::Range;

/// How a text is broken into rows, and in which order its pieces stand on them.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// From the top.
    pub(super) rows: Vec<PlannedRow>,
    /// What egui lays out, from left to right and from the top.
    parts: Vec<Part>,
    /// How wide a row may be.
    width: f32,
    /// How many rows there may be; the last one is cut with an ellipsis where more would follow.
    max_rows: usize,
}

/// One row.
#[derive(Debug, Default)]
pub(super) struct PlannedRow {
    /// Its characters.
    pub(super) chars: Range<usize>,
    /// From left to right.
    pub(super) cells: Vec<Cell>,
    /// Whether the line it is part of runs from right to left.
    pub(super) from_right: bool,
    glyph_count: usize,
}

/// A piece in the order on the screen.
#[derive(Debug)]
struct Part {
    text: String,
    /// The section of the original job that formats it.
    section: usize,
    /// Empty space to its left.
    space: f32,
}

/// Tells a plan from others: everything that it depends on, which is not the colours.
pub(super) fn key(job: &LayoutJob, logical: &str, pixels_per_point: f32) -> u64 {
    let sections: Vec<_> = job
        .sections
        .iter()
        .map(|section| {
            let format = &section.format;
            let line = format.line_height.map(f32::to_bits);
            (section.byte_range.start.0, section.byte_range.end.0, &format.font_id, line)
        })
        .collect();
    let numbers = (job.wrap.max_width.to_bits(), job.wrap.max_rows, pixels_per_point.to_bits());
    hash((&job.text, logical, sections, numbers))
}

/// Breaks the text of a job into rows.
pub(super) fn plan(job: &LayoutJob, logical: &str, measure: &mut Measure<'_, '_>) -> Plan {
    let mut plan = Plan { width: job.wrap.max_width, max_rows: job.wrap.max_rows, ..Plan::default() };
    let (mut first_byte, mut first_char) = (0, 0);
    let mut marks = logical.chars();
    let on_one_line = (!job.break_on_newline && job.text.contains('\n')).then(|| job.text.replace('\n', " "));
    for text in on_one_line.as_ref().unwrap_or(&job.text).split('\n') {
        let count = text.chars().count();
        let line: String = marks.by_ref().take(count).collect();
        // The line break itself.
        marks.next();
        let directions = Directions::of(if line.chars().count() == count { &line } else { text });
        let line = Line { text, first_char, first_byte, directions: &directions };
        if plan.rows.len() >= plan.max_rows {
            break;
        }
        plan.add_line(&line, &job.sections, measure);
        first_byte += text.len() + 1;
        first_char += count + 1;
    }
    plan
}

impl Plan {
    fn add_line(&mut self, line: &Line<'_>, sections: &[LayoutSection], measure: &mut Measure<'_, '_>) {
        let from_right = line.directions.from_right;
        let mut rest = segments(pieces(line, sections, measure)).into_iter();
        let mut row: Vec<Piece> = Vec::new();
        if self.is_last_row() {
            return self.add_cut_row(rest.flatten().collect(), from_right, (sections, measure));
        }
        while let Some(next) = rest.next() {
            if !row.is_empty() && width(&row) + inked(&next) > self.width {
                self.add_row(std::mem::take(&mut row), from_right);
                if self.is_last_row() {
                    let all = next.into_iter().chain(rest.flatten()).collect();
                    return self.add_cut_row(all, from_right, (sections, measure));
                }
            }
            if row.is_empty() && inked(&next) > self.width {
                // Longer than a row: broken anywhere.
                for part in next.iter().flat_map(|piece| exploded(piece, sections, measure)) {
                    if !row.is_empty() && width(&row) + part.measured.inked > self.width {
                        self.add_row(std::mem::take(&mut row), from_right);
                    }
                    row.push(part);
                }
            } else {
                row.extend(next);
            }
        }
        if row.is_empty() {
            self.begin_row();
            let at = line.first_char;
            self.rows.push(PlannedRow { chars: at..at, from_right, ..PlannedRow::default() });
        } else {
            self.add_row(row, from_right);
        }
    }

    const fn is_last_row(&self) -> bool {
        self.rows.len() + 1 >= self.max_rows
    }

    /// As much as one row holds.
    fn add_cut_row(
        &mut self,
        mut row: Vec<Piece>,
        from_right: bool,
        (sections, measure): (&[LayoutSection], &mut Measure<'_, '_>),
    ) {
        if inked(&row) > self.width {
            row = row.iter().flat_map(|piece| exploded(piece, sections, measure)).collect();
            let section = row.first().map_or(0, |piece| piece.section);
            let mut dots = ellipsis(section, u8::from(from_right), sections, measure);
            while row.len() > 1 && width(&row) + dots.measured.width > self.width {
                row.pop();
            }
            let end = row.last().map_or(0, |piece| piece.chars.end);
            dots.chars = end..end;
            row.push(dots);
        }
        self.add_row(row, from_right);
    }

    /// Each row but the first begins after a line break, which stands at the end of the part before it.
    fn begin_row(&mut self) {
        if self.rows.is_empty() {
            return;
        }
        match self.parts.last_mut() {
            Some(part) => part.text.push('\n'),
            None => self.parts.push(Part { text: "\n".to_owned(), section: 0, space: 0.0 }),
        }
    }

    fn add_row(&mut self, mut row: Vec<Piece>, from_right: bool) {
        self.begin_row();
        let chars =
            row.first().map_or(0, |piece| piece.chars.start)..row.last().map_or(0, |last| last.chars.end);
        // White space at which a row was broken has no place of its own.
        let mut hung = chars.end..chars.end;
        while row.len() > 1
            && let Some(piece) = row.pop_if(|piece| piece.is_space)
        {
            hung.start = piece.chars.start;
        }
        let is_aligned = from_right && self.width.is_finite() && self.max_rows != 1;
        let spare = if is_aligned { (self.width - width(&row)).max(0.0) } else { 0.0 };
        let levels: Vec<u8> = row.iter().map(|piece| piece.level).collect();
        let mut planned = PlannedRow { chars, from_right, ..PlannedRow::default() };
        for (place, index) in visual_order(&levels).into_iter().enumerate() {
            let Some(piece) = row.get(index) else {
                continue;
            };
            planned.add(piece);
            let space = if place == 0 { spare } else { 0.0 };
            self.parts.push(Part { text: piece.text.clone(), section: piece.section, space });
        }
        if !hung.is_empty() {
            planned.cells.push(Cell { glyphs: 0..0, chars: hung, from_right });
        }
        self.rows.push(planned);
    }

    /// What egui is asked to lay out: the parts in the order on the screen, formatted as the job says.
    pub(super) fn job(&self, original: &LayoutJob) -> LayoutJob {
        let mut job = LayoutJob { halign: original.halign, ..LayoutJob::default() };
        job.round_output_to_gui = original.round_output_to_gui;
        for part in &self.parts {
            let format = original.sections.get(part.section).map(|section| section.format.clone());
            let start = job.text.len();
            job.text.push_str(&part.text);
            // A section each: egui shapes a section as a whole, and would turn words from right to left round again.
            job.sections.push(LayoutSection {
                leading_space: part.space,
                byte_range: start.into()..job.text.len().into(),
                format: format.unwrap_or_default(),
            });
        }
        job
    }

    /// Whether egui gave the glyphs that were planned.
    pub(super) fn fits(&self, galley: &Galley) -> bool {
        let glyphs = galley.rows.iter().map(|row| row.glyphs.len());
        galley.rows.len() == self.rows.len() && glyphs.eq(self.rows.iter().map(|row| row.glyph_count))
    }
}

impl PlannedRow {
    fn add(&mut self, piece: &Piece) {
        let (glyphs, chars) = (self.glyph_count, piece.chars.start);
        let whole = || {
            vec![Cell {
                glyphs: 0..piece.measured.glyph_count,
                chars: 0..piece.chars.len(),
                from_right: piece.level % 2 == 1,
            }]
        };
        let cells = piece.measured.cells.clone().unwrap_or_else(whole);
        self.cells.extend(cells.into_iter().map(|cell| Cell {
            glyphs: glyphs + cell.glyphs.start..glyphs + cell.glyphs.end,
            chars: chars + cell.chars.start..chars + cell.chars.end,
            from_right: cell.from_right,
        }));
        self.glyph_count += piece.measured.glyph_count;
    }
}

/// What stays on one row: pieces up to one after which a row may end.
fn segments(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut segments: Vec<Vec<Piece>> = Vec::new();
    let mut ends = true;
    for piece in pieces {
        let begins = std::mem::replace(&mut ends, piece.breaks_after);
        match segments.last_mut() {
            Some(segment) if !begins => segment.push(piece),
            _ => segments.push(vec![piece]),
        }
    }
    segments
}

fn width(pieces: &[Piece]) -> f32 {
    pieces.iter().map(|piece| piece.measured.width).sum()
}

/// The width without white space at the end.
fn inked(pieces: &[Piece]) -> f32 {
    let Some(last) = pieces.iter().rposition(|piece| !piece.is_space) else {
        return 0.0;
    };
    let before: f32 = pieces.iter().take(last).map(|piece| piece.measured.width).sum();
    before + pieces.get(last).map_or(0.0, |piece| piece.measured.inked)
}
