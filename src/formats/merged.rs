//! [`Merged`]: documents that links connect as one text, for formats whose links cannot leave a text.

use super::selection::Selection;
use super::texts::Unit;
use crate::analysis::threads::Groups;
use crate::model::{Document, DocumentId, Link};
use crate::text::Span;
use std::collections::BTreeMap;

/// Between two documents of a merged text.
const SEPARATOR: &str = "\n\n=====\n\n";

/// Documents that hang together over links, in project order, each group by its first document.
pub(super) fn linked_documents<'p>(selection: &Selection<'p>) -> Vec<Vec<&'p Document>> {
    let mut groups = Groups::of(selection.documents.iter().map(|document| document.id));
    for link in &selection.links {
        if let Some((from, to)) = documents_of(link, selection) {
            groups.join(from, to);
        }
    }
    let mut found: Vec<Vec<&Document>> = Vec::new();
    let mut places: BTreeMap<DocumentId, usize> = BTreeMap::new();
    for document in &selection.documents {
        let place = *places.entry(groups.lowest(document.id)).or_insert_with(|| {
            found.push(Vec::new());
            found.len() - 1
        });
        found.get_mut(place).into_iter().for_each(|group| group.push(document));
    }
    found
}

/// The documents of both ends.
pub(super) fn documents_of(link: &Link, selection: &Selection<'_>) -> Option<(DocumentId, DocumentId)> {
    let document = |claim| selection.project.claim(claim).map(|claim| claim.document);
    Some((document(link.from)?, document(link.to)?))
}

/// Whether a link joins two documents.
pub(super) fn is_across(link: &Link, selection: &Selection<'_>) -> bool {
    documents_of(link, selection).is_some_and(|(from, to)| from != to)
}

/// Some documents as one text.
#[derive(Debug)]
pub(super) struct Merged<'p> {
    pub(super) text: String,
    /// Where each document begins, in the unit of the offsets.
    starts: BTreeMap<DocumentId, usize>,
    pub(super) documents: Vec<&'p Document>,
    unit: Unit,
}

impl<'p> Merged<'p> {
    pub(super) fn new(documents: Vec<&'p Document>, unit: Unit, selection: &Selection<'_>) -> Self {
        let (mut text, mut starts, mut count) = (String::new(), BTreeMap::new(), 0);
        for document in &documents {
            if !text.is_empty() {
                text.push_str(SEPARATOR);
                count += SEPARATOR.len();
            }
            starts.insert(document.id, count);
            let whole = Span::new(0, document.text.len());
            count += selection.texts.offsets(document.id, whole, unit).1;
            text.push_str(&document.text);
        }
        Self { text, starts, documents, unit }
    }

    /// The documents, each with where it begins, in the unit of the offsets.
    pub(super) fn documents_with_starts(&self) -> impl Iterator<Item = (&'p Document, usize)> {
        let start = |document: &&'p Document| self.starts.get(&document.id).copied().unwrap_or_default();
        self.documents.iter().map(move |document| (*document, start(document)))
    }

    /// Both ends of a place in the merged text.
    pub(super) fn offsets(
        &self,
        selection: &Selection<'_>,
        document: DocumentId,
        span: Span,
    ) -> (usize, usize) {
        let count = self.starts.get(&document).copied().unwrap_or_default();
        let (start, end) = selection.texts.offsets(document, span, self.unit);
        (count + start, count + end)
    }

    /// Whether it has that document.
    pub(super) fn holds(&self, document: DocumentId) -> bool {
        self.starts.contains_key(&document)
    }

    /// Start and end of each document, in the unit of the offsets.
    pub(super) fn bounds(&self, selection: &Selection<'_>) -> Vec<(DocumentId, usize, usize)> {
        let bounds = self.documents.iter().map(|document| {
            let (start, end) = self.offsets(selection, document.id, Span::new(0, document.text.len()));
            (document.id, start, end)
        });
        bounds.collect()
    }
}
