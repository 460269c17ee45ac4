//! [`merged_claim`] and [`merged_links`]: what several annotators did, as one. Who they are does not matter.

use super::plan::Plan;
use crate::analysis::adjudication::{NO_RELATION, PlaceIndex, is_negative};
use crate::model::{Claim, ClaimId, Link, Project};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// One claim over all spans with all kinds and tags, in the order of the codebook; a field that they hold unlike values
/// of is not set, and its words are those of the oldest claim that has some.
pub(super) fn merged_claim(project: &Project, claims: impl Iterator<Item = ClaimId>) -> Option<Claim> {
    let mut claims: Vec<&Claim> = claims.filter_map(|claim| project.claim(claim)).collect();
    // Next to a claim the word that there is none says nothing.
    if claims.iter().any(|claim| !is_negative(claim)) {
        claims.retain(|claim| !is_negative(claim));
    }
    claims.sort_by_key(|claim| claim.id);
    let oldest = (*claims.first()?).clone();
    let span = claims.iter().map(|claim| claim.span).reduce(Span::cover)?;
    let quote = span.slice(&project.document(oldest.document)?.text)?.to_owned();
    let words = |field: fn(&Claim) -> &String| {
        let mut words = claims.iter().map(|claim| field(claim));
        words.find(|words| !words.is_empty()).cloned().unwrap_or_default()
    };
    Some(Claim {
        span,
        quote,
        kinds: merged_kinds(project, &claims),
        statement: words(|claim| &claim.statement),
        attributed_to: words(|claim| &claim.attributed_to),
        note: words(|claim| &claim.note),
        modality: the_one(claims.iter().filter_map(|claim| claim.modality)),
        confidence: the_one(claims.iter().filter_map(|claim| claim.confidence.clone())),
        credibility: the_one(claims.iter().filter_map(|claim| claim.credibility)),
        tags: claims
            .iter()
            .flat_map(|claim| claim.tags.clone())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
        ..oldest
    })
}

fn merged_kinds(project: &Project, claims: &[&Claim]) -> Vec<String> {
    let known = &project.codebook().claim_kinds;
    let place = |kind: &String| known.iter().position(|entry| entry.id == *kind);
    let mut kinds: Vec<String> = claims.iter().flat_map(|claim| claim.kinds.clone()).collect();
    kinds.sort_by(|one, other| place(one).cmp(&place(other)).then_with(|| one.cmp(other)));
    kinds.dedup();
    kinds
}

/// The value that all have who have one.
fn the_one<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|other| other == first).then_some(first)
}

/// Every kind and direction that somebody linked, each once: as the oldest link has it, with a confidence where they
/// agree on it.
pub(super) fn merged_links(plan: &Plan<'_>, links: &[Link]) -> Vec<Link> {
    let codebook = plan.project().codebook();
    let mut groups: BTreeMap<(&str, Option<PlaceIndex>), Vec<&Link>> = BTreeMap::new();
    // Next to a link the word that there is none says nothing.
    let is_linked = links.iter().any(|link| link.kind != NO_RELATION);
    for link in links.iter().filter(|link| !is_linked || link.kind != NO_RELATION) {
        let is_symmetric = codebook.link_kind(&link.kind).is_some_and(|kind| kind.symmetric);
        let start = if is_symmetric { None } else { plan.place_of(link.from) };
        groups.entry((&link.kind, start)).or_default().push(link);
    }
    let merged = groups.into_values().filter_map(|same| {
        let oldest = (*same.iter().min_by_key(|link| link.id)?).clone();
        let confidence = the_one(same.iter().filter_map(|link| link.confidence.clone()));
        Some(Link { confidence, ..oldest })
    });
    merged.collect()
}
