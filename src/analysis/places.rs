//! [`Places`]: where claims stand in the order of the documents.

use crate::model::{ClaimId, DocumentId, Project};
use crate::text::Span;
use std::collections::BTreeMap;

/// Place of a claim: of its document in project order, then its span; its id tells equal places apart.
pub(super) type Place = (usize, Span, ClaimId);

/// Places of claims. Each document is looked up once, for looking up takes as long as there are documents.
#[derive(Debug)]
pub(super) struct Places<'p> {
    project: &'p Project,
    documents: BTreeMap<DocumentId, usize>,
}

impl<'p> Places<'p> {
    pub(super) const fn new(project: &'p Project) -> Self {
        Self { project, documents: BTreeMap::new() }
    }

    /// With all documents looked up at once.
    pub(super) fn of_all(project: &'p Project) -> Self {
        let documents = project.document_ids().iter().copied().zip(0..).collect();
        Self { project, documents }
    }

    pub(super) fn place(&mut self, claim: ClaimId) -> Place {
        let Some(known) = self.project.claim(claim) else {
            return (usize::MAX, Span::default(), claim);
        };
        let project = self.project;
        let document = *self
            .documents
            .entry(known.document)
            .or_insert_with(|| project.document_position(known.document).unwrap_or(usize::MAX));
        (document, known.span, claim)
    }

    /// The claims in order of documents and text.
    pub(super) fn sorted(&mut self, claims: impl IntoIterator<Item = ClaimId>) -> Vec<ClaimId> {
        let mut places: Vec<Place> = claims.into_iter().map(|claim| self.place(claim)).collect();
        places.sort_unstable();
        places.into_iter().map(|(_, _, claim)| claim).collect()
    }
}
