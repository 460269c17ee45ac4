//! [`is_counted`]: which links and claims make threads. The reference layer never counts beside what it was made from.

use crate::model::{AnnotatorId, Claim, Link, Project};

/// Whether a link joins its ends in a thread: of a kind that does, and no repetition of the annotators' work.
pub(super) fn is_counted(project: &Project, link: &Link) -> bool {
    if !project.codebook().link_kind(&link.kind).is_some_and(|kind| kind.joins_thread) {
        return false;
    }
    let ends = [link.from, link.to];
    let are_ends_counted =
        ends.into_iter().all(|end| project.claim(end).is_some_and(|claim| is_claim_counted(project, claim)));
    are_ends_counted && !(is_reference(project, link.annotator) && has_original(project, link))
}

/// Whether a claim counts: one of the reference layer does where no annotator marked the same place.
pub(super) fn is_claim_counted(project: &Project, claim: &Claim) -> bool {
    let is_original = |other: &Claim| {
        other.span == claim.span && other.id != claim.id && !is_reference(project, other.annotator)
    };
    !is_reference(project, claim.annotator)
        || !project.claims_from(claim.document, claim.span).any(is_original)
}

fn has_original(project: &Project, link: &Link) -> bool {
    project.links_of(link.from).any(|other| {
        other.id != link.id
            && other.other_end(link.from) == link.to
            && !is_reference(project, other.annotator)
    })
}

fn is_reference(project: &Project, annotator: AnnotatorId) -> bool {
    project.annotator(annotator).is_some_and(|annotator| annotator.reference)
}
