//! [`reference_places`]: at which place of the annotators a claim of the reference layer stands.

use super::PlaceIndex;
use super::rulings::Rulings;
use crate::analysis::agreement::SharedPlace;
use crate::model::{Claim, ClaimId, DocumentId, Project, RecordId};
use crate::text::Span;
use std::collections::{BTreeMap, HashMap};

/// Places of one document by where they begin; the longest tells how far back one has to look.
#[derive(Debug, Default)]
struct Places {
    starts: Vec<(Span, PlaceIndex)>,
    longest: usize,
}

/// Claims of the reference layer with their places, by span and id.
///
/// The ruling that made a claim tells its place, also where a person moved it since; other claims belong where they
/// overlap most with an annotator's claim, by at least this share of the shorter one.
pub(super) fn reference_places(
    project: &Project,
    rulings: &Rulings<'_>,
    (places, place_of): (&[SharedPlace<'_>], &HashMap<ClaimId, PlaceIndex>),
    least_overlap: f64,
) -> Vec<(ClaimId, PlaceIndex)> {
    let is_reference =
        |claim: &&Claim| project.annotator(claim.annotator).is_some_and(|annotator| annotator.reference);
    let mut claims: Vec<&Claim> = project.claims().filter(is_reference).collect();
    if claims.is_empty() {
        return Vec::new();
    }
    claims.sort_by_key(|claim| (claim.span, claim.id));
    let by_document = by_document(places);
    let ruled = |claim: &Claim| {
        let ruling = rulings.on(RecordId::Claim(claim.id))?;
        ruling.claims.iter().find_map(|weighed| place_of.get(weighed)).copied()
    };
    let near = |claim: &Claim| {
        let known = by_document.get(&claim.document).filter(|_| !claim.unanchored)?;
        known.nearest(places, claim.span, least_overlap)
    };
    let place = |claim: &&Claim| Some((claim.id, ruled(claim).or_else(|| near(claim))?));
    claims.iter().filter_map(place).collect()
}

fn by_document(places: &[SharedPlace<'_>]) -> BTreeMap<DocumentId, Places> {
    let mut found: BTreeMap<DocumentId, Places> = BTreeMap::new();
    for (at, place) in places.iter().enumerate() {
        let own = found.entry(place.document).or_default();
        own.starts.push((place.span, PlaceIndex(at)));
        own.longest = own.longest.max(place.span.len());
    }
    for own in found.values_mut() {
        own.starts.sort_unstable();
    }
    found
}

impl Places {
    fn nearest(&self, places: &[SharedPlace<'_>], span: Span, least_overlap: f64) -> Option<PlaceIndex> {
        let first = self.starts.partition_point(|(own, _)| own.start + self.longest <= span.start);
        let near = self.starts.iter().skip(first).take_while(|(own, _)| own.start < span.end);
        let likeness = |at: PlaceIndex| {
            let claims = places.get(at.0).into_iter().flat_map(|place| &place.claims);
            let likes = claims.filter_map(|claim| likeness(claim.span, span, least_overlap));
            likes.max_by(f64::total_cmp)
        };
        let alike = near.filter_map(|(_, at)| Some((likeness(*at)?, *at)));
        alike.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1))).map(|(_, at)| at)
    }
}

/// Jaccard similarity of spans that share enough of the shorter one.
fn likeness(one: Span, other: Span, least_overlap: f64) -> Option<f64> {
    let shared = one.intersection(other)?.len() as f64;
    let is_enough = shared >= least_overlap * one.len().min(other.len()) as f64;
    is_enough.then(|| shared / ((one.len() + other.len()) as f64 - shared))
}
