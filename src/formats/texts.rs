//! [`Texts`]: the places of an export, counted in the [`Unit`] that a format counts in.

use crate::model::{Document, DocumentId};
use crate::text::words::floor_char;
use crate::text::{OffsetIndex, Span};
use std::collections::BTreeMap;

/// What the offsets of a format count. Inside the program they are bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Unicode code points.
    CodePoints,
    /// UTF-16 code units.
    Utf16,
    /// UTF-8 bytes.
    Bytes,
}

impl Unit {
    /// Every value.
    pub const ALL: [Self; 3] = [Self::CodePoints, Self::Utf16, Self::Bytes];

    /// As it is named in lists of formats.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CodePoints => "code points",
            Self::Utf16 => "UTF-16 code units",
            Self::Bytes => "UTF-8 bytes",
        }
    }

    /// Units before a byte; none inside a character and beyond the text.
    pub fn offset_of_byte(self, index: &OffsetIndex<'_>, byte: usize) -> Option<usize> {
        match self {
            Self::CodePoints => index.char_from_byte(byte),
            Self::Utf16 => index.utf16_from_byte(byte),
            Self::Bytes => index.char_from_byte(byte).map(|_| byte),
        }
    }

    /// Bytes before the unit of that number; none where it is no boundary of characters.
    pub fn byte_of_offset(self, index: &OffsetIndex<'_>, offset: usize) -> Option<usize> {
        match self {
            Self::CodePoints => index.byte_from_char(offset),
            Self::Utf16 => index.byte_from_utf16(offset),
            Self::Bytes => index.char_from_byte(offset).map(|_| offset),
        }
    }
}

/// The texts of some documents, ready for conversions.
#[derive(Debug, Default)]
pub(super) struct Texts<'p> {
    indexes: BTreeMap<DocumentId, (&'p str, OffsetIndex<'p>)>,
}

impl<'p> Texts<'p> {
    pub(super) fn new(documents: &[&'p Document]) -> Self {
        let indexes = documents.iter().map(|document| {
            let text: &'p str = &document.text;
            (document.id, (text, OffsetIndex::new(text)))
        });
        Self { indexes: indexes.collect() }
    }

    /// [`Self::offsets`] in each [`Unit`], in the order of [`Unit::ALL`].
    pub(super) fn offsets_in_each_unit(&self, document: DocumentId, span: Span) -> [[usize; 2]; 3] {
        let Some((text, index)) = self.indexes.get(&document) else {
            return [[0; 2]; 3];
        };
        let start = floor_char(text, span.start);
        let end = floor_char(text, span.end).max(start);
        let [(start_cp, start_u16), (end_cp, end_u16)] =
            [start, end].map(|byte| index.counts_before(byte).unwrap_or_default());
        [[start_cp, end_cp], [start_u16, end_u16], [start, end]]
    }

    /// Both ends of a span; of an unanchored claim's the nearest that the text has.
    pub(super) fn offsets(&self, document: DocumentId, span: Span, unit: Unit) -> (usize, usize) {
        let Some((text, index)) = self.indexes.get(&document) else {
            return (0, 0);
        };
        let start = floor_char(text, span.start);
        let end = floor_char(text, span.end).max(start);
        let count = |byte| unit.offset_of_byte(index, byte).unwrap_or_default();
        (count(start), count(end))
    }

    /// [`Self::offsets`] in code points.
    pub(super) fn code_points(&self, document: DocumentId, span: Span) -> (usize, usize) {
        self.offsets(document, span, Unit::CodePoints)
    }

    /// The words of a span; none where it does not fit.
    pub(super) fn slice(&self, document: DocumentId, span: Span) -> Option<&'p str> {
        self.indexes.get(&document).and_then(|(text, _)| span.slice(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_three_units_part_after_an_emoji() {
        let text = "🔥 Fire";
        let index = OffsetIndex::new(text);
        assert_eq!(Unit::ALL.map(|unit| unit.offset_of_byte(&index, 5)), [Some(2), Some(3), Some(5)]);
        assert_eq!(Unit::ALL.map(|unit| unit.offset_of_byte(&index, 2)), [None; 3]);
        assert_eq!(Unit::ALL.map(|unit| unit.byte_of_offset(&index, 99)), [None; 3]);
    }

    proptest! {
        #[test]
        fn a_place_comes_back_from_each_unit(text in "[a-z🔥é👩‍👧ق \n]{0,40}", at in 0_usize..60) {
            let index = OffsetIndex::new(&text);
            for unit in Unit::ALL {
                let there = unit.offset_of_byte(&index, at);
                prop_assert_eq!(there.is_some(), text.is_char_boundary(at));
                prop_assert_eq!(there.and_then(|offset| unit.byte_of_offset(&index, offset)), there.map(|_| at));
            }
        }
    }
}
