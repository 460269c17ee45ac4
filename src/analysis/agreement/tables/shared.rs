//! [`shared_places`]: where annotators' claims stand, place by place, for those who settle in what they differ.

use super::places::Places;
use crate::analysis::agreement::work::Work;
use crate::model::{Claim, DocumentId, Project};
use crate::text::Span;

/// Claims of annotators that stand at the same place; those of the reference layer are left out.
#[derive(Debug)]
pub(in crate::analysis) struct SharedPlace<'p> {
    pub(in crate::analysis) document: DocumentId,
    /// Bytes; covers all claims.
    pub(in crate::analysis) span: Span,
    /// By span and id; never empty.
    pub(in crate::analysis) claims: Vec<&'p Claim>,
}

/// The places of a project in project order, made as those behind agreement are.
pub(in crate::analysis) fn shared_places(project: &Project, least_overlap: f64) -> Vec<SharedPlace<'_>> {
    let mut work = Work::of(project);
    for document in &mut work.documents {
        document.marks.retain(|mark| mark.annotator.is_some());
    }
    let places = Places::of(&work, least_overlap);
    let shared = places.iter().map(|place| {
        // Looked up anew, for the marks do not outlive what they were made from.
        let claims = place.marks.iter().filter_map(|mark| project.claim(mark.id));
        let claims: Vec<&Claim> = claims.collect();
        let span = claims.iter().map(|claim| claim.span).reduce(Span::cover).unwrap_or_default();
        SharedPlace { document: place.document, span, claims }
    });
    shared.collect()
}
