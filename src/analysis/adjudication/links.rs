//! [`link_cases`]: what annotators linked between two places, and what they left unlinked.

use super::claims::differ;
use super::rulings::{Rulings, Weighed};
use super::{
    AdjudicationCase, Aspect, CaseKey, CasePlace, CaseSide, LayerWork, NO_RELATION, PlaceIndex, RulingState,
};
use crate::model::{AnnotatorId, ClaimId, Confidence, DocumentId, Link, LinkId, Project, RecordId};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Links between two places, the earlier one first; true leads from the earlier to the later one.
type Pairs<'p> = BTreeMap<(PlaceIndex, PlaceIndex), Vec<(&'p Link, bool)>>;

/// The cases of all pairs of places, by pair. Links within one place are left out, as in agreement.
pub(super) fn link_cases(
    project: &Project,
    rulings: &Rulings<'_>,
    place_of: &HashMap<ClaimId, PlaceIndex>,
    document_of: impl Fn(PlaceIndex) -> Option<DocumentId>,
) -> Vec<AdjudicationCase> {
    let mut pairs: Pairs<'_> = BTreeMap::new();
    for link in project.links() {
        let (Some(from), Some(to)) = (place_of.get(&link.from), place_of.get(&link.to)) else {
            continue;
        };
        if from != to {
            pairs.entry((*from.min(to), *from.max(to))).or_default().push((link, from < to));
        }
    }
    let case = |(pair, links): ((PlaceIndex, PlaceIndex), Vec<(&Link, bool)>)| {
        let readers = readers(project, (document_of(pair.0)?, document_of(pair.1)?));
        link_case(project, rulings, (pair, &links), readers)
    };
    pairs.into_iter().filter_map(case).collect()
}

/// Those who marked both documents read; the reference layer is left out.
fn readers(project: &Project, (one, other): (DocumentId, DocumentId)) -> Vec<AnnotatorId> {
    let (Some(one), Some(other)) = (project.document(one), project.document(other)) else {
        return Vec::new();
    };
    let both = one.read_by.intersection(&other.read_by).copied();
    both.filter(|id| super::index::is_compared(project, *id)).collect()
}

/// Who read both documents and linked nothing has a say, unless the others only say that there is no relation.
fn link_case(
    project: &Project,
    rulings: &Rulings<'_>,
    ((one, other), links): ((PlaceIndex, PlaceIndex), &[(&Link, bool)]),
    readers: Vec<AnnotatorId>,
) -> Option<AdjudicationCase> {
    let is_own = |link: &Link| super::index::is_compared(project, link.annotator);
    let (own, reference): (Vec<_>, Vec<_>) = links.iter().copied().partition(|(link, _)| is_own(link));
    let mut by_annotator: BTreeMap<AnnotatorId, Vec<(&Link, bool)>> = BTreeMap::new();
    for (link, is_forward) in &own {
        by_annotator.entry(link.annotator).or_default().push((link, *is_forward));
    }
    let key = CaseKey::Links(own.iter().map(|(link, _)| link.id).min()?);
    let is_linked = own.iter().any(|(link, _)| link.kind != NO_RELATION);
    let silent: Vec<AnnotatorId> =
        readers.into_iter().filter(|reader| is_linked && !by_annotator.contains_key(reader)).collect();
    if by_annotator.len() + silent.len() < 2 {
        return None;
    }
    let judged: Vec<Judged<'_>> = by_annotator.values().map(|links| Judged::of(project, links)).collect();
    let aspects = aspects(&judged, !silent.is_empty());
    let ids = |links: &[(&Link, bool)]| links.iter().map(|(link, _)| link.id).collect::<Vec<LinkId>>();
    let mut sides: Vec<CaseSide> = by_annotator
        .iter()
        .map(|(annotator, links)| (*annotator, ids(links)))
        .chain(silent.into_iter().map(|annotator| (annotator, Vec::new())))
        .map(|(annotator, links)| CaseSide { annotator, work: LayerWork { links, ..LayerWork::default() } })
        .collect();
    sides.sort_by_key(|side| side.annotator);
    let weighed: Vec<Weighed> = own
        .iter()
        .map(|(link, _)| Weighed { record: RecordId::Link(link.id), modified: link.modified })
        .collect();
    let (ruling, mut state) = rulings.state(&weighed);
    if aspects.is_empty() && judged.first().is_some_and(|said| is_held(said, &judged, &reference, project)) {
        state = RulingState::Settled;
    }
    let reference = LayerWork { links: ids(&reference), ..LayerWork::default() };
    let ruling = ruling.map(|ruling| ruling.id);
    let place = CasePlace::Pair(one, other);
    Some(AdjudicationCase { key, place, sides, aspects, reference, ruling, state })
}

/// Whether links of two layers say the same between their places.
pub(super) fn is_same(
    project: &Project,
    place_of: &HashMap<ClaimId, PlaceIndex>,
    one: &[LinkId],
    other: &[LinkId],
) -> bool {
    let is_forward = |link: &Link| place_of.get(&link.from) < place_of.get(&link.to);
    let all = |ids: &[LinkId]| {
        let links = ids.iter().filter_map(|id| project.link(*id));
        Judged::of(project, &links.map(|link| (link, is_forward(link))).collect::<Vec<_>>())
    };
    all(one) == all(other)
}

/// What links of one layer say together.
#[derive(Debug, PartialEq, Eq)]
struct Judged<'p> {
    kinds: BTreeSet<&'p str>,
    /// Kinds with their direction; symmetric kinds have none.
    directed: BTreeSet<(&'p str, bool)>,
    /// Those that are set.
    levels: BTreeSet<&'p Confidence>,
}

impl<'p> Judged<'p> {
    fn of(project: &Project, links: &[(&'p Link, bool)]) -> Self {
        let is_symmetric = |kind: &str| project.codebook().link_kind(kind).is_some_and(|kind| kind.symmetric);
        let direction = |(link, is_forward): &(&'p Link, bool)| {
            (link.kind.as_str(), *is_forward || is_symmetric(&link.kind))
        };
        Self {
            kinds: links.iter().map(|(link, _)| link.kind.as_str()).collect(),
            directed: links.iter().map(direction).collect(),
            levels: links.iter().filter_map(|(link, _)| link.confidence.as_ref()).collect(),
        }
    }

    /// Whether a kind that both have leads the other way in one of them.
    fn is_turned(&self, other: &Self) -> bool {
        let shared = |(kind, _): &&(&str, bool)| self.kinds.contains(kind) && other.kinds.contains(kind);
        let own: Vec<_> = self.directed.iter().filter(shared).collect();
        own != other.directed.iter().filter(shared).collect::<Vec<_>>()
    }
}

fn aspects(judged: &[Judged<'_>], is_left_out: bool) -> Vec<Aspect> {
    let Some(first) = judged.first() else {
        return Vec::new();
    };
    let is_turned =
        |(at, one): (usize, &Judged<'_>)| judged.iter().skip(at + 1).any(|two| one.is_turned(two));
    let found = [
        (Aspect::LinkMissing, is_left_out),
        (Aspect::LinkKind, judged.iter().any(|other| other.kinds != first.kinds)),
        (Aspect::LinkDirection, judged.iter().enumerate().any(is_turned)),
        (Aspect::Confidence, differ(judged.iter().map(|own| &own.levels))),
    ];
    found.into_iter().filter(|(_, differs)| *differs).map(|(aspect, _)| aspect).collect()
}

/// Whether the reference layer says what all annotators say.
fn is_held(
    first: &Judged<'_>,
    judged: &[Judged<'_>],
    reference: &[(&Link, bool)],
    project: &Project,
) -> bool {
    let held = Judged::of(project, reference);
    let levels = judged.iter().find(|own| !own.levels.is_empty()).map_or(&first.levels, |own| &own.levels);
    held.directed == first.directed && held.levels == *levels
}
