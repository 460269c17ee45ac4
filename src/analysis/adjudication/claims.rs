//! [`claim_case`]: what annotators tagged at one place, and what they passed over.

use super::rulings::{Rulings, Weighed};
use super::{
    AdjudicationCase, Aspect, CaseKey, CasePlace, CaseSide, LayerWork, PlaceIndex, RulingState, is_negative,
};
use crate::model::{AnnotatorId, Claim, ClaimId, Confidence, Project, RecordId};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// The case of a place; none where fewer than two annotators have a say.
///
/// Who read the document or tagged claims elsewhere in it (`workers`) has one too, unless the others only say that there
/// is no claim.
pub(super) fn claim_case(
    (project, workers): (&Project, Option<&BTreeSet<AnnotatorId>>),
    rulings: &Rulings<'_>,
    (at, claims): (PlaceIndex, &[&Claim]),
    reference: &[ClaimId],
) -> Option<AdjudicationCase> {
    let mut by_annotator: BTreeMap<AnnotatorId, Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        by_annotator.entry(claim.annotator).or_default().push(claim);
    }
    let key = CaseKey::Claims(claims.iter().map(|claim| claim.id).min()?);
    let is_claimed = claims.iter().any(|claim| !is_negative(claim));
    let workers = workers.into_iter().flatten().filter(|_| is_claimed);
    let silent: Vec<AnnotatorId> =
        workers.copied().filter(|worker| !by_annotator.contains_key(worker)).collect();
    if by_annotator.len() + silent.len() < 2 {
        return None;
    }
    let marked: Vec<Marked<'_>> = by_annotator.values().map(|own| Marked::of(own)).collect();
    let aspects = aspects(&marked, !silent.is_empty());
    let mut sides: Vec<CaseSide> = by_annotator
        .iter()
        .map(|(annotator, own)| (*annotator, own.iter().map(|claim| claim.id).collect()))
        .chain(silent.into_iter().map(|annotator| (annotator, Vec::new())))
        .map(|(annotator, claims)| CaseSide { annotator, work: LayerWork { claims, ..LayerWork::default() } })
        .collect();
    sides.sort_by_key(|side| side.annotator);
    let weighed: Vec<Weighed> = claims
        .iter()
        .map(|claim| Weighed { record: RecordId::Claim(claim.id), modified: claim.modified })
        .collect();
    let (ruling, mut state) = rulings.state(&weighed);
    if aspects.is_empty() && is_held(project, &marked, reference) {
        state = RulingState::Settled;
    }
    let reference = LayerWork { claims: reference.to_vec(), ..LayerWork::default() };
    let ruling = ruling.map(|ruling| ruling.id);
    Some(AdjudicationCase { key, place: CasePlace::One(at), sides, aspects, reference, ruling, state })
}

/// Whether claims of two layers say the same of their place.
pub(super) fn is_same(project: &Project, one: &[ClaimId], other: &[ClaimId]) -> bool {
    let all = |ids: &[ClaimId]| ids.iter().filter_map(|id| project.claim(*id)).collect::<Vec<_>>();
    Marked::of(&all(one)) == Marked::of(&all(other))
}

/// What claims of one layer say together.
#[derive(Debug, PartialEq, Eq)]
struct Marked<'p> {
    spans: BTreeSet<Span>,
    kinds: BTreeSet<&'p str>,
    /// Those that are set.
    levels: BTreeSet<&'p Confidence>,
}

impl<'p> Marked<'p> {
    fn of(claims: &[&'p Claim]) -> Self {
        Self {
            spans: claims.iter().map(|claim| claim.span).collect(),
            kinds: claims.iter().flat_map(|claim| claim.kinds.iter().map(String::as_str)).collect(),
            levels: claims.iter().filter_map(|claim| claim.confidence.as_ref()).collect(),
        }
    }
}

fn aspects(marked: &[Marked<'_>], is_passed_over: bool) -> Vec<Aspect> {
    let Some(first) = marked.first() else {
        return Vec::new();
    };
    let found = [
        (Aspect::ClaimMissing, is_passed_over),
        (Aspect::Boundary, marked.iter().any(|other| other.spans != first.spans)),
        (Aspect::Kind, marked.iter().any(|other| other.kinds != first.kinds)),
        (Aspect::Confidence, differ(marked.iter().map(|own| &own.levels))),
    ];
    found.into_iter().filter(|(_, differs)| *differs).map(|(aspect, _)| aspect).collect()
}

/// Whether unlike levels were set, by one annotator or by several.
pub(super) fn differ<'s, 'p: 's>(levels: impl Iterator<Item = &'s BTreeSet<&'p Confidence>>) -> bool {
    let mut set = levels.flatten();
    let first = set.next();
    set.any(|other| Some(other) != first)
}

/// Whether the reference layer says what all annotators say.
fn is_held(project: &Project, marked: &[Marked<'_>], reference: &[ClaimId]) -> bool {
    let own: Vec<&Claim> = reference.iter().filter_map(|claim| project.claim(*claim)).collect();
    let (held, Some(first)) = (Marked::of(&own), marked.first()) else {
        return false;
    };
    let levels = marked.iter().find(|own| !own.levels.is_empty()).map_or(&first.levels, |own| &own.levels);
    held.spans == first.spans && held.kinds == first.kinds && held.levels == *levels
}
