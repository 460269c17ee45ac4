//! [`Placed`]: where this frame put things, for clicks, drops, curves and bars.

use super::state::Selection;
use crate::model::{ClaimId, DocumentId};
use crate::text::Span;
use crate::ui::lines::Lines;
use crate::ui::views::Views;
use eframe::egui::{Pos2, Rect};
use std::collections::BTreeMap;

/// Points above and below a block within which the mouse still means it.
const NEAR: f32 = 16.0;

/// Everything that the Read view put on the screen in this frame.
#[derive(Debug, Default)]
pub struct Placed {
    /// From left to right.
    pub columns: Vec<PlacedColumn>,
}

/// One column on the screen.
#[derive(Debug)]
pub struct PlacedColumn {
    /// Which document.
    pub document: DocumentId,
    /// The part in which text is seen.
    pub rect: Rect,
    /// Left and right edge of the text.
    pub text: (f32, f32),
    /// Laid-out blocks in view, from the top.
    pub blocks: Vec<PlacedBlock>,
    /// Claims in view.
    pub claims: BTreeMap<ClaimId, PlacedClaim>,
    /// The text in view.
    pub visible: Span,
}

/// One block on the screen.
#[derive(Debug)]
pub struct PlacedBlock {
    /// Its part of the document's text.
    pub span: Span,
    /// Its layout.
    pub lines: Lines,
    /// Top left on the screen.
    pub at: Pos2,
}

/// One claim on the screen.
#[derive(Debug, Default)]
pub struct PlacedClaim {
    /// Its rows, from the top.
    pub rows: Vec<Rect>,
    /// Where the handle to drag from stands, at the right.
    pub handle: Pos2,
    /// Where curves from the right end, at the left.
    pub left: Pos2,
}

impl PlacedBlock {
    /// The rectangles on the screen that a span of the document covers in this block.
    pub fn rects(&self, text: &str, span: Span) -> Vec<Rect> {
        let (Some(words), Some(part)) = (self.span.slice(text), self.span.intersection(span)) else {
            return Vec::new();
        };
        let inner = Span::new(part.start - self.span.start, part.end - self.span.start);
        let rects = self.lines.rects(words, inner);
        rects.into_iter().map(|rect| rect.translate(self.at.to_vec2())).collect()
    }
}

impl PlacedBlock {
    /// How far a height is above or below it.
    fn away(&self, y: f32) -> f32 {
        (self.at.y - y).max(y - self.at.y - self.lines.size().y).max(0.0)
    }
}

impl PlacedColumn {
    /// The byte of the document's text before which a caret would stand at a position.
    pub fn caret_at(&self, text: &str, pos: Pos2) -> Option<usize> {
        let (block, words) = self.nearest(text, pos)?;
        Some(block.span.start + block.lines.caret_at(words, pos - block.at))
    }

    /// The byte at which the character under a position begins, or the one nearest to it.
    pub fn char_at(&self, text: &str, pos: Pos2) -> Option<usize> {
        let (block, words) = self.nearest(text, pos)?;
        Some(block.span.start + block.lines.char_at(words, pos - block.at))
    }

    /// The block at a height or the nearest one, with its words.
    fn nearest<'t>(&self, text: &'t str, pos: Pos2) -> Option<(&PlacedBlock, &'t str)> {
        let block = self.blocks.iter().min_by(|a, b| a.away(pos.y).total_cmp(&b.away(pos.y)))?;
        Some((block, block.span.slice(text)?))
    }

    /// The rectangles on the screen that a span covers.
    pub fn rects(&self, text: &str, span: Span) -> Vec<Rect> {
        self.blocks.iter().flat_map(|block| block.rects(text, span)).collect()
    }
}

impl Placed {
    /// The column under a position.
    pub fn column_at(&self, pos: Pos2) -> Option<&PlacedColumn> {
        self.columns.iter().find(|column| column.rect.contains(pos))
    }

    /// The column of a document.
    pub fn column(&self, document: DocumentId) -> Option<&PlacedColumn> {
        self.columns.iter().find(|column| column.document == document)
    }

    /// A claim on the screen, with its column.
    pub fn claim(&self, claim: ClaimId) -> Option<(&PlacedColumn, &PlacedClaim)> {
        self.columns.iter().find_map(|column| Some((column, column.claims.get(&claim)?)))
    }

    /// What stands at a position: the shortest claim there (the next one when it is selected already), or the sentence.
    pub fn hit(&self, views: &Views, pos: Pos2, selected: Option<Selection>) -> Option<Selection> {
        let placed = self.column_at(pos)?;
        let column = views.column(placed.document)?;
        // In the empty space below the text nothing is meant.
        placed.blocks.iter().any(|block| block.away(pos.y) <= NEAR).then_some(())?;
        let byte = placed.char_at(&column.text, pos)?;
        let mut claims: Vec<_> = column.marks_in(Span::new(byte, byte + 1)).collect();
        claims.sort_by_key(|mark| (mark.span.len(), mark.claim));
        let current = claims.iter().position(|mark| selected == Some(Selection::Claim(mark.claim)));
        let next = current.map_or(0, |current| (current + 1) % claims.len().max(1));
        if let Some(mark) = claims.get(next) {
            return Some(Selection::Claim(mark.claim));
        }
        let index = column.sentence_near(byte)?;
        // A claim that leaves out no more than the full stop is what the sentence says.
        match column.claim_covering(index) {
            Some(mark) => Some(Selection::Claim(mark.claim)),
            None => Some(Selection::Sentence(placed.document, index)),
        }
    }
}
