//! [`link_tables`]: pairs of places, and what each annotator says of them.

use super::levels::{LevelOf, Leveled};
use super::places::Places;
use super::same_questions::{Asked, question_labels};
use crate::analysis::agreement::Unit;
use crate::analysis::agreement::sets::Sets;
use crate::analysis::agreement::table::{ItemPlace, Table, TableBuilder};
use crate::analysis::agreement::work::{Work, chosen};
use crate::model::{Dismissal, Link, RecordId};
use std::collections::BTreeMap;

/// The kind of link that says *looked at, and unrelated*: such a link counts as none, and so does a dismissal.
const NO_RELATION: &str = "no_relation";

/// Numbers of two places, the lower one first.
type PairOfPlaces = (usize, usize);

/// What annotators say of a pair, by annotator.
type Judgements<'p> = Vec<(usize, Judgement<'p>)>;

/// What one record says of a pair.
#[derive(Clone, Copy, Debug)]
enum Judgement<'p> {
    /// A link, and whether it leads from the later place to the earlier one.
    Linked(&'p Link, bool),
    /// Looked at, and unrelated.
    Unrelated(RecordId),
}

impl Judgement<'_> {
    const fn record(&self) -> RecordId {
        match self {
            Self::Linked(link, _) => RecordId::Link(link.id),
            Self::Unrelated(record) => *record,
        }
    }

    const fn is_linked(&self) -> bool {
        matches!(self, Self::Linked(..))
    }
}

/// The tables of links, in the order of [`Unit`].
///
/// Ends match when their claims stand at one place. Links within one place and links to claims without a place are
/// left out. Annotators who did not work in both documents have no value.
pub(super) fn link_tables(work: &Work<'_>, places: &Places<'_>) -> [Table; 5] {
    let pairs = judged_pairs(work, places);
    [
        links(work, places, &pairs),
        kinds(work, places, &pairs),
        confidence(work, places, &pairs),
        differences(work, places, &pairs),
        questions(work, places, &pairs),
    ]
}

fn judged_pairs<'p>(work: &Work<'p>, places: &Places<'_>) -> BTreeMap<PairOfPlaces, Judgements<'p>> {
    let mut pairs: BTreeMap<PairOfPlaces, Judgements<'p>> = BTreeMap::new();
    let mut judge = |annotator, ends: (Option<usize>, Option<usize>), judgement: Judgement<'p>| {
        let (Some(annotator), Some(one), Some(other)) = (work.annotator_index(annotator), ends.0, ends.1)
        else {
            return;
        };
        if one != other {
            pairs.entry((one.min(other), one.max(other))).or_default().push((annotator, judgement));
        }
    };
    for link in work.project.links() {
        let ends = (places.place_of(link.from), places.place_of(link.to));
        let judgement = if link.kind == NO_RELATION {
            Judgement::Unrelated(RecordId::Link(link.id))
        } else {
            Judgement::Linked(link, ends.0 > ends.1)
        };
        judge(link.annotator, ends, judgement);
    }
    for Dismissal { id, claim, document, span, annotator, .. } in work.project.dismissals() {
        let ends = (places.place_of(*claim), places.place_at(*document, *span));
        judge(*annotator, ends, Judgement::Unrelated(RecordId::Dismissal(*id)));
    }
    for judgements in pairs.values_mut() {
        judgements.sort_by_key(|(annotator, _)| *annotator);
        // Who linked a pair after all did not mean that it is unrelated.
        let linked: Vec<usize> =
            judgements.iter().filter(|(_, one)| one.is_linked()).map(|(annotator, _)| *annotator).collect();
        judgements.retain(|(annotator, judgement)| judgement.is_linked() || !linked.contains(annotator));
    }
    pairs
}

fn item_place(places: &Places<'_>, (first, second): PairOfPlaces) -> ItemPlace {
    let end = |number| places.get(number).map(|place| (place.document, place.span));
    match (end(first), end(second)) {
        (Some(first), Some(second)) => ItemPlace::Pair { first, second },
        _ => ItemPlace::Claims(Vec::new()),
    }
}

/// The kind with its direction from the earlier place to the later one or back; no direction for symmetric kinds.
fn label(work: &Work<'_>, labels: &mut Sets, own: &[(usize, Judgement<'_>)]) -> u32 {
    let mut words = Vec::new();
    for (_, judgement) in own {
        let Judgement::Linked(link, is_backward) = judgement else {
            continue;
        };
        let kind = work.project.codebook().link_kind(&link.kind);
        let word = match (kind.is_some_and(|kind| kind.symmetric), is_backward) {
            (true, _) => labels.word(&link.kind),
            (false, false) => labels.word(&format!("{} →", link.kind)),
            (false, true) => labels.word(&format!("{} ←", link.kind)),
        };
        words.push(word);
    }
    labels.set(&mut words)
}

fn links(work: &Work<'_>, places: &Places<'_>, pairs: &BTreeMap<PairOfPlaces, Judgements<'_>>) -> Table {
    let mut table = TableBuilder::new(Unit::Links, &work.annotators);
    let mut labels = Sets::default();
    let linked = pairs.iter().filter(|(_, judgements)| judgements.iter().any(|(_, one)| one.is_linked()));
    for (pair, judgements) in linked {
        let document = |number| {
            let index = work.document_indexes.get(&places.get(number)?.document)?;
            work.documents.get(*index)
        };
        let (Some(one), Some(other)) = (document(pair.0), document(pair.1)) else {
            continue;
        };
        let worked_there = |annotator: &usize| other.worked.get(*annotator).copied().unwrap_or_default();
        for annotator in chosen(&one.worked).filter(worked_there) {
            let start = judgements.partition_point(|(other, _)| *other < annotator);
            let own = judgements.get(start..).unwrap_or_default();
            let own = own.split_at(own.partition_point(|(other, _)| *other == annotator)).0;
            let label = label(work, &mut labels, own);
            table.value(annotator, label, own.iter().map(|(_, judgement)| judgement.record()));
        }
        table.end_item(|| item_place(places, *pair));
    }
    table.finish(labels, "not linked")
}

fn kinds(work: &Work<'_>, places: &Places<'_>, pairs: &BTreeMap<PairOfPlaces, Judgements<'_>>) -> Table {
    let mut table = TableBuilder::new(Unit::LinkKind, &work.annotators);
    let mut labels = Sets::default();
    for (pair, judgements) in pairs {
        for own in judgements.chunk_by(|(one, _), (other, _)| one == other) {
            let Some((annotator, _)) = own.first() else {
                continue;
            };
            let label = label(work, &mut labels, own);
            table.value(*annotator, label, own.iter().map(|(_, judgement)| judgement.record()));
        }
        table.end_item(|| item_place(places, *pair));
    }
    table.finish(labels, NO_RELATION)
}

fn confidence(work: &Work<'_>, places: &Places<'_>, pairs: &BTreeMap<PairOfPlaces, Judgements<'_>>) -> Table {
    let mut leveled = Leveled::default();
    for (pair, judgements) in pairs {
        for (annotator, judgement) in judgements {
            if let Judgement::Linked(link, _) = judgement
                && let Some(confidence) = &link.confidence
            {
                leveled.give(Some(*annotator), LevelOf::Named(confidence), RecordId::Link(link.id));
            }
        }
        leveled.end_thing(1, || item_place(places, *pair));
    }
    leveled.table(work, Unit::LinkConfidence)
}

fn differences(
    work: &Work<'_>,
    places: &Places<'_>,
    pairs: &BTreeMap<PairOfPlaces, Judgements<'_>>,
) -> Table {
    let mut table = TableBuilder::new(Unit::LinkDifferences, &work.annotators);
    let mut labels = Sets::default();
    for (pair, judgements) in pairs {
        let linked: Vec<(usize, &Link)> = judgements
            .iter()
            .filter_map(|(annotator, judgement)| match judgement {
                Judgement::Linked(link, _) => Some((*annotator, *link)),
                Judgement::Unrelated(_) => None,
            })
            .collect();
        for own in linked.chunk_by(|(one, _), (other, _)| one == other) {
            let Some((annotator, _)) = own.first() else {
                continue;
            };
            let types = own.iter().flat_map(|(_, link)| &link.differences);
            let label = labels.set_of(types.map(|difference| difference.kind.as_str()));
            table.value(*annotator, label, own.iter().map(|(_, link)| RecordId::Link(link.id)));
        }
        table.end_item(|| item_place(places, *pair));
    }
    table.finish(labels, "no difference")
}

fn questions(work: &Work<'_>, places: &Places<'_>, pairs: &BTreeMap<PairOfPlaces, Judgements<'_>>) -> Table {
    let asked = |(annotator, judgement): &(usize, Judgement<'_>)| match judgement {
        Judgement::Linked(link, _) => Some((*annotator, link.question?)),
        Judgement::Unrelated(_) => None,
    };
    let all: Vec<Vec<Asked>> =
        pairs.values().map(|judgements| judgements.iter().filter_map(asked).collect()).collect();
    let names = question_labels(work.project, &all);
    let mut table = TableBuilder::new(Unit::LinkQuestion, &work.annotators);
    let mut labels = Sets::default();
    for (pair, judgements) in pairs {
        let linked: Vec<&(usize, Judgement<'_>)> =
            judgements.iter().filter(|judgement| asked(judgement).is_some()).collect();
        for own in linked.chunk_by(|(one, _), (other, _)| one == other) {
            let Some((annotator, _)) = own.first() else {
                continue;
            };
            let own_names = own.iter().filter_map(|judgement| names.get(&asked(judgement)?.1));
            let label = labels.set_of(own_names.map(String::as_str));
            table.value(*annotator, label, own.iter().map(|(_, judgement)| judgement.record()));
        }
        table.end_item(|| item_place(places, *pair));
    }
    table.finish(labels, "no question")
}
