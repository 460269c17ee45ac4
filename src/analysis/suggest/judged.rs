//! [`Judged`]: where a claim's suggestions were linked or dismissed already; [`claim_at`]: which claim a sentence is.

use crate::model::{AnnotatorId, Claim, ClaimId, DocumentId, Project, RecordId};
use crate::text::Span;

/// A claim that begins this many bytes before a sentence is not looked for.
const LOOK_BACK: usize = 4_000;

/// Places that need no judgement for one claim.
#[derive(Debug)]
pub(super) struct Judged {
    places: Vec<(DocumentId, Span)>,
}

impl Judged {
    /// By links of that annotator, or of anybody, and by dismissals of anybody.
    pub(super) fn of(project: &Project, claim: ClaimId, annotator: Option<AnnotatorId>) -> Self {
        let linked = project
            .links_of(claim)
            .filter(|link| annotator.is_none_or(|annotator| link.annotator == annotator))
            .filter_map(|link| project.claim(link.other_end(claim)))
            .map(|other| (other.document, other.span));
        let dismissed = project.mentions_of(claim).filter_map(|record| match record {
            RecordId::Dismissal(id) => {
                project.dismissal(id).map(|dismissal| (dismissal.document, dismissal.span))
            }
            _ => None,
        });
        Self { places: linked.chain(dismissed).collect() }
    }

    /// How many places.
    pub(super) const fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether a sentence is one of them.
    pub(super) fn holds(&self, document: DocumentId, sentence: Span) -> bool {
        self.places.iter().any(|(other, span)| *other == document && shared(*span, sentence) > 0)
    }
}

/// The claim that a sentence is: of those that share most bytes with it the first; of that annotator, or of anybody.
pub fn claim_at(
    project: &Project,
    document: DocumentId,
    sentence: Span,
    annotator: Option<AnnotatorId>,
) -> Option<ClaimId> {
    let near = Span::new(sentence.start.saturating_sub(LOOK_BACK), sentence.end);
    let is_seen = |claim: &&Claim| annotator.is_none_or(|annotator| claim.annotator == annotator);
    let mut best: Option<(usize, ClaimId)> = None;
    for claim in project.claims_from(document, near).filter(is_seen) {
        let bytes = shared(claim.span, sentence);
        if bytes > best.map_or(0, |(most, _)| most) {
            best = Some((bytes, claim.id));
        }
    }
    best.map(|(_, claim)| claim)
}

/// Bytes that two places share; 0 if less than half of the shorter one.
fn shared(one: Span, other: Span) -> usize {
    let bytes = one.intersection(other).map_or(0, Span::len);
    if 2 * bytes >= one.len().min(other.len()) { bytes } else { 0 }
}
