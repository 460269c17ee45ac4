//! [`Places`]: claims of different annotators that stand at the same place, also where their ends differ.

use super::grouping::{Node, groups};
use crate::analysis::agreement::work::{DocumentWork, Mark, Work};
use crate::model::{ClaimId, DocumentId, Project};
use crate::text::Span;
use std::collections::{HashMap, HashSet};

/// Overlapping spans beyond so many following ones are not looked at as the same place: tagging that dense has no
/// places.
const NEIGHBOURS: usize = 200;

/// The places of a project, in project order.
#[derive(Debug)]
pub(super) struct Places<'w> {
    list: Vec<Place<'w>>,
    /// Of claims that links, dismissals or verdicts name.
    by_claim: HashMap<ClaimId, usize>,
    /// Of each document the first of its places.
    starts: HashMap<DocumentId, usize>,
    least_overlap: f64,
}

/// Claims that are the same place.
#[derive(Debug)]
pub(super) struct Place<'w> {
    pub(super) document: DocumentId,
    /// Bytes; covers all claims.
    pub(super) span: Span,
    pub(super) marks: Vec<&'w Mark<'w>>,
}

/// The share of the shorter of two spans that the other covers.
fn overlap(one: Span, other: Span) -> f64 {
    let shared = one.intersection(other).map_or(0, Span::len);
    shared as f64 / one.len().min(other.len()).max(1) as f64
}

impl<'w> Places<'w> {
    /// Spans that overlap by this share of the shorter one can be one place, one span of an annotator in each; the
    /// most alike are put together first. Which annotator has which claim does not matter.
    pub(super) fn of(work: &'w Work<'_>, least_overlap: f64) -> Self {
        let (list, by_claim, starts) = (Vec::new(), HashMap::new(), HashMap::new());
        let mut places = Self { list, by_claim, starts, least_overlap };
        let named = named_claims(work.project);
        for document in &work.documents {
            places.starts.insert(document.document.id, places.list.len());
            for marks in places_of(document, least_overlap) {
                let number = places.list.len();
                let claims = marks.iter().map(|mark| mark.id).filter(|claim| named.contains(claim));
                places.by_claim.extend(claims.map(|claim| (claim, number)));
                let spans = marks.iter().map(|mark| mark.claim.span);
                let span = spans.reduce(Span::cover).unwrap_or_default();
                places.list.push(Place { document: document.document.id, span, marks });
            }
        }
        places
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Place<'w>> {
        self.list.iter()
    }

    /// Number of the place of a claim; none for a claim whose quote was not found.
    pub(super) fn place_of(&self, claim: ClaimId) -> Option<usize> {
        self.by_claim.get(&claim).copied()
    }

    /// Number of the place that overlaps most with a span of bytes.
    pub(super) fn place_at(&self, document: DocumentId, span: Span) -> Option<usize> {
        let start = *self.starts.get(&document)?;
        let own =
            self.list.iter().enumerate().skip(start).take_while(|(_, place)| place.document == document);
        let shares = own.map(|(at, place)| (at, overlap(place.span, span)));
        let near = shares.filter(|(_, share)| *share > 0.0 && *share >= self.least_overlap);
        near.max_by(|(at, one), (other_at, other)| one.total_cmp(other).then(other_at.cmp(at)))
            .map(|(at, _)| at)
    }

    pub(super) fn get(&self, number: usize) -> Option<&Place<'w>> {
        self.list.get(number)
    }
}

fn named_claims(project: &Project) -> HashSet<ClaimId> {
    let ends = project.links().flat_map(|link| [link.from, link.to]);
    let dismissed = project.dismissals().map(|dismissal| dismissal.claim);
    let weighed =
        project.verdicts().flat_map(|verdict| verdict.claims.iter().chain(&verdict.favoured).copied());
    ends.chain(dismissed).chain(weighed).collect()
}

/// The marks of each place of a document, by first span.
fn places_of<'w>(document: &'w DocumentWork<'_>, least_overlap: f64) -> Vec<Vec<&'w Mark<'w>>> {
    // Sorted by span, so that a place is as early as its first one; marks of one span always share a place.
    let same: Vec<&[Mark<'_>]> = document.marks.chunk_by(|one, other| one.span == other.span).collect();
    let span = |marks: &[Mark<'_>]| marks.first().map_or_else(Span::default, |mark| mark.span);
    let nodes: Vec<Node<Span>> = same
        .iter()
        .map(|marks| Node::new(span(marks), marks.iter().filter_map(|mark| mark.annotator)))
        .collect();
    let mut candidates = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        let following = nodes.iter().enumerate().skip(at + 1).take(NEIGHBOURS);
        let overlapping = following.take_while(|(_, other)| other.value.start < node.value.end);
        for (other_at, other) in overlapping.filter(|(_, other)| !node.shares_annotator(other)) {
            let shared = node.value.intersection(other.value).map_or(0, Span::len);
            if shared > 0 {
                // Ranked by Jaccard similarity, so that a span within a long one first goes to its like.
                let all = node.value.len() + other.value.len() - shared;
                candidates.push((shared as f64 / all as f64, at, other_at));
            }
        }
    }
    let is_same = |one: &Span, other: &Span| overlap(*one, *other) >= least_overlap;
    let groups = groups(&nodes, candidates, is_same).into_iter();
    let marks = |node: usize| same.get(node).copied().unwrap_or_default();
    groups.map(|nodes| nodes.into_iter().flat_map(marks).collect()).collect()
}
