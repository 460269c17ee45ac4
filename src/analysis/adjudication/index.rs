//! [`AdjudicationIndex`]: all cases of a project and the places they are about.

use super::claims::{self, claim_case};
use super::links::{self, link_cases};
use super::reference::reference_places;
use super::rulings::Rulings;
use super::{AdjudicationCase, CaseKey, CasePlace, CaseSide, PlaceIndex};
use crate::analysis::agreement::{AgreementOptions, SharedPlace, shared_places};
use crate::model::{AnnotatorId, ClaimId, DocumentId, Project};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What annotators of a project did at the same places, as of when it was made.
#[derive(Clone, Debug, Default)]
pub struct AdjudicationIndex {
    places: Vec<AdjudicatedPlace>,
    place_of: HashMap<ClaimId, PlaceIndex>,
    cases: Vec<AdjudicationCase>,
    by_key: BTreeMap<CaseKey, usize>,
}

/// A place that annotators tagged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdjudicatedPlace {
    /// The document.
    pub document: DocumentId,
    /// Bytes of its text; covers the annotators' claims.
    pub span: Span,
    /// Claims of the reference layer there, by span and id.
    pub reference: Vec<ClaimId>,
    /// The case of the claims there; none where fewer than two annotators have a say.
    pub case: Option<CaseKey>,
}

impl AdjudicationIndex {
    /// From scratch.
    pub fn of(project: &Project) -> Self {
        let least_overlap = AgreementOptions::default().least_overlap;
        let shared = shared_places(project, least_overlap);
        let rulings = Rulings::of(project);
        let mut place_of: HashMap<ClaimId, PlaceIndex> = shared
            .iter()
            .zip((0..).map(PlaceIndex))
            .flat_map(|(place, at)| place.claims.iter().map(move |claim| (claim.id, at)))
            .collect();
        let placed = reference_places(project, &rulings, (&shared, &place_of), least_overlap);
        let mut places: Vec<AdjudicatedPlace> = shared.iter().map(AdjudicatedPlace::new).collect();
        for (claim, at) in placed {
            place_of.insert(claim, at);
            places.get_mut(at.0).into_iter().for_each(|place| place.reference.push(claim));
        }
        let mut cases = Vec::new();
        let workers = workers(project);
        for (at, (own, place)) in shared.iter().zip(&mut places).enumerate() {
            let workers = workers.get(&own.document);
            let case =
                claim_case((project, workers), &rulings, (PlaceIndex(at), &own.claims), &place.reference);
            place.case = case.as_ref().map(|case| case.key);
            cases.extend(case);
        }
        let document_of = |at: PlaceIndex| places.get(at.0).map(|place| place.document);
        cases.extend(link_cases(project, &rulings, &place_of, document_of));
        cases.sort_by_key(|case| case.place.order());
        let by_key = cases.iter().map(|case| case.key).zip(0..).collect();
        Self { places, place_of, cases, by_key }
    }

    /// All cases in project order, also those where all agree; what lies between two places comes after what lies at
    /// the earlier one.
    pub fn cases(&self) -> &[AdjudicationCase] {
        &self.cases
    }

    /// The case of that key.
    pub fn case(&self, key: CaseKey) -> Option<&AdjudicationCase> {
        self.cases.get(*self.by_key.get(&key)?)
    }

    /// The case at a place or between two.
    pub fn case_at(&self, place: CasePlace) -> Option<&AdjudicationCase> {
        let at = self.cases.binary_search_by_key(&place.order(), |case| case.place.order()).ok()?;
        self.cases.get(at)
    }

    /// The case of claims to which a claim belongs, the reference layer's too.
    pub fn case_of_claim(&self, claim: ClaimId) -> Option<&AdjudicationCase> {
        self.case(self.place(self.place_of(claim)?)?.case?)
    }

    /// The annotators whose work at the place of a case the reference layer has as it is, or who passed over what it
    /// does not have.
    pub fn held_sides(&self, project: &Project, case: &AdjudicationCase) -> Vec<AnnotatorId> {
        let held = &case.reference;
        let is_held = |side: &&CaseSide| {
            claims::is_same(project, &side.work.claims, &held.claims)
                && links::is_same(project, &self.place_of, &side.work.links, &held.links)
        };
        case.sides.iter().filter(is_held).map(|side| side.annotator).collect()
    }

    /// A place.
    pub fn place(&self, at: PlaceIndex) -> Option<&AdjudicatedPlace> {
        self.places.get(at.0)
    }

    /// Where a claim stands; none for a claim whose quote was not found, and for one of the reference layer away from
    /// all annotators' claims.
    pub fn place_of(&self, claim: ClaimId) -> Option<PlaceIndex> {
        self.place_of.get(&claim).copied()
    }
}

impl AdjudicatedPlace {
    const fn new(place: &SharedPlace<'_>) -> Self {
        Self { document: place.document, span: place.span, reference: Vec::new(), case: None }
    }
}

impl CasePlace {
    const fn order(self) -> (PlaceIndex, Option<PlaceIndex>) {
        match self {
            Self::One(at) => (at, None),
            Self::Pair(one, other) => (one, Some(other)),
        }
    }
}

/// Who read a document or tagged claims in it: those whom agreement compares there.
fn workers(project: &Project) -> BTreeMap<DocumentId, BTreeSet<AnnotatorId>> {
    let read =
        project.documents().flat_map(|document| document.read_by.iter().map(|who| (document.id, *who)));
    let tagged = project.claims().map(|claim| (claim.document, claim.annotator));
    let mut workers: BTreeMap<DocumentId, BTreeSet<AnnotatorId>> = BTreeMap::new();
    for (document, annotator) in read.chain(tagged).filter(|(_, who)| is_compared(project, *who)) {
        workers.entry(document).or_default().insert(annotator);
    }
    workers
}

/// Whether somebody is an annotator, not the reference layer.
pub(super) fn is_compared(project: &Project, annotator: AnnotatorId) -> bool {
    project.annotator(annotator).is_some_and(|annotator| !annotator.reference)
}
