//! Offsets of rows (code points) as places of the model (bytes), for texts that are read.

use super::documents::ReadText;
use super::rows::RowId;
use crate::formats::{FormatError, Place, Unit};
use crate::model::{ClaimId, DocumentId, Project};
use crate::text::{OffsetIndex, Span};
use std::collections::{BTreeMap, BTreeSet};

/// A text whose code points are counted as the rows count them.
#[derive(Debug)]
pub(in crate::formats) struct CountedText<'t> {
    /// As it stands in the row, which the offsets are of.
    index: OffsetIndex<'t>,
    /// Bytes of it that the stored text lacks, in order.
    removed: &'t [usize],
    /// As the model stores it.
    pub(in crate::formats) stored: &'t str,
    char_count: usize,
}

impl<'t> CountedText<'t> {
    pub(in crate::formats) fn new(counted: &'t str, stored: &'t str, removed: &'t [usize]) -> Self {
        let index = OffsetIndex::new(counted);
        let char_count = index.char_from_byte(counted.len()).unwrap_or_default();
        Self { index, removed, stored, char_count }
    }

    /// The place in the stored text; none when it is not one.
    pub(in crate::formats) fn span(&self, start_cp: usize, end_cp: usize) -> Option<Span> {
        self.span_in(Unit::CodePoints, (start_cp, end_cp))
    }

    /// The same for offsets that count something else.
    pub(in crate::formats) fn span_in(&self, unit: Unit, (start, end): (usize, usize)) -> Option<Span> {
        let [start_byte, end_byte] = [start, end].map(|offset| unit.byte_of_offset(&self.index, offset));
        let span = Span::new(self.stored_byte(start_byte?), self.stored_byte(end_byte?));
        (start <= end).then_some(span)
    }

    /// The nearest place, to look for a quote from there.
    pub(in crate::formats) fn nearest_span(&self, unit: Unit, (start, end): (usize, usize)) -> Span {
        if unit != Unit::CodePoints {
            return self.span_in(unit, (start, end)).unwrap_or_default();
        }
        let start = start.min(self.char_count);
        self.span(start, end.clamp(start, self.char_count)).unwrap_or_default()
    }

    fn stored_byte(&self, byte: usize) -> usize {
        byte - self.removed.partition_point(|removed| *removed < byte)
    }
}

/// Where rows may point: the documents and claims of the files, then those of the project.
#[derive(Debug)]
pub(in crate::formats) struct ClaimPlaces<'t> {
    texts: BTreeMap<DocumentId, CountedText<'t>>,
    claims: BTreeMap<ClaimId, DocumentId>,
    /// Claims that the files hold themselves.
    read: BTreeSet<ClaimId>,
}

impl<'t> ClaimPlaces<'t> {
    pub(in crate::formats) fn new(texts: &'t [ReadText], project: Option<&'t Project>) -> Self {
        let mut found = Self { texts: BTreeMap::new(), claims: BTreeMap::new(), read: BTreeSet::new() };
        if let Some(project) = project {
            found.texts.extend(
                project
                    .documents()
                    .map(|document| (document.id, CountedText::new(&document.text, &document.text, &[]))),
            );
            found.claims.extend(project.claims().map(|claim| (claim.id, claim.document)));
        }
        found.texts.extend(texts.iter().map(|text| (text.document.id, text.counted())));
        found
    }

    /// Notes a claim of the files; false when its id is taken by another one of them.
    pub(in crate::formats) fn add(&mut self, claim: ClaimId, document: DocumentId) -> bool {
        self.claims.insert(claim, document);
        self.read.insert(claim)
    }

    /// The text of a document.
    pub(in crate::formats) fn text_of(&self, document: DocumentId) -> Option<&CountedText<'t>> {
        self.texts.get(&document)
    }

    /// The document that a row names, with its text.
    pub(in crate::formats) fn text(
        &self,
        id: &RowId,
        place: &Place,
    ) -> Result<(DocumentId, &CountedText<'t>), FormatError> {
        let document = DocumentId(id.uuid());
        let text = self.texts.get(&document);
        text.map(|text| (document, text))
            .ok_or_else(|| place.error(format!("there is no document “{}”", id.0)))
    }

    /// The claim that a row names, with the text in which it stands.
    pub(in crate::formats) fn claim(
        &self,
        id: &RowId,
        place: &Place,
    ) -> Result<(ClaimId, &CountedText<'t>), FormatError> {
        let claim = ClaimId(id.uuid());
        let text = self.claims.get(&claim).and_then(|document| self.texts.get(document));
        text.map(|text| (claim, text)).ok_or_else(|| place.error(format!("there is no claim “{}”", id.0)))
    }
}
