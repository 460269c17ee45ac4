//! [`check_base`] and [`ancestor_distance`]: whether two versions can have been made from a third one.
//!
//! Records tell it by their ids (`UUIDv7`, in the order of their making) and by the times of their last change. What a
//! version lacks was either taken out of it or was never in it. Somebody whose later work is there had the earlier
//! work, too, so that it was taken out; in all other cases nobody knows.

use super::error::MergeError;
use crate::model::{AnnotatorId, Project, RecordId, Timestamp};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What a record tells about its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    uuid: Uuid,
    /// None for documents.
    annotator: Option<AnnotatorId>,
    /// Of its last change; none for documents.
    time: Option<Timestamp>,
}

type Marks = BTreeMap<RecordId, Mark>;

/// Finds a base out that is evidently not what both versions were made from: with such a base, work of one side would
/// pass for taken out.
pub fn check_base(base: &Project, ours: &Project, theirs: &Project) -> Result<(), MergeError> {
    let marks = marks(base);
    let mut behind: Option<BTreeSet<RecordId>> = None;
    for side in [ours, theirs] {
        let own = self::marks(side);
        let unexplained = Gap::of(&marks, &own).unexplained;
        if let Some(record) = made_before(&marks, &own).and_then(|time| {
            let is_later = |id: &&RecordId| marks.get(id).is_some_and(|mark| is_in_order(time, mark.uuid));
            unexplained.iter().filter(|id| !own.contains_key(id)).find(is_later)
        }) {
            return Err(MergeError::StrayBase(base.record_words(*record)));
        }
        behind = Some(match behind {
            Some(behind) => behind.intersection(&unexplained).copied().collect(),
            None => unexplained,
        });
    }
    match behind.unwrap_or_default().first() {
        Some(record) => Err(MergeError::StrayBase(base.record_words(*record))),
        None => Ok(()),
    }
}

/// How many records `theirs` has otherwise than a version that both evidently were made from; none where that is not
/// evident. Of several such versions the nearest is the base: from there on the two went their own ways.
pub fn ancestor_distance(base: &Project, ours: &Project, theirs: &Project) -> Option<usize> {
    let marks = marks(base);
    if base.id() != ours.id() || base.id() != theirs.id() || !is_ancestor(&marks, &self::marks(ours)) {
        return None;
    }
    let theirs = self::marks(theirs);
    if !is_ancestor(&marks, &theirs) {
        return None;
    }
    let unlike = marks.iter().filter(|(id, mark)| theirs.get(id) != Some(*mark)).count();
    Some(unlike + theirs.keys().filter(|id| !marks.contains_key(id)).count())
}

fn is_ancestor(base: &Marks, version: &Marks) -> bool {
    let has_all_documents =
        base.keys().all(|id| !matches!(id, RecordId::Document(_)) || version.contains_key(id));
    has_all_documents && Gap::of(base, version).unexplained.is_empty()
}

/// What a version lacks of a base, or has in an older state.
struct Gap {
    /// Without what was evidently taken out.
    unexplained: BTreeSet<RecordId>,
}

impl Gap {
    fn of(base: &Marks, version: &Marks) -> Self {
        let mut latest: BTreeMap<Option<AnnotatorId>, Uuid> = BTreeMap::new();
        for (_, mark) in base.iter().filter(|(id, mark)| is_timed(mark.uuid) && version.contains_key(id)) {
            match latest.entry(mark.annotator) {
                Entry::Vacant(place) => drop(place.insert(mark.uuid)),
                Entry::Occupied(mut place) => drop(place.insert((*place.get()).max(mark.uuid))),
            }
        }
        let is_taken_out = |mark: &Mark| {
            is_timed(mark.uuid) && latest.get(&mark.annotator).is_some_and(|latest| *latest > mark.uuid)
        };
        let is_behind = |id: &RecordId, mark: &Mark| match version.get(id) {
            Some(own) => own.time < mark.time,
            None => !is_taken_out(mark),
        };
        let unexplained = base.iter().filter(|(id, mark)| is_behind(id, mark)).map(|(id, _)| *id);
        Self { unexplained: unexplained.collect() }
    }
}

/// The id of the earliest record that a version has besides the base.
fn made_before(base: &Marks, version: &Marks) -> Option<Uuid> {
    let new = version.iter().filter(|(id, mark)| is_timed(mark.uuid) && !base.contains_key(id));
    new.map(|(_, mark)| mark.uuid).min()
}

fn is_in_order(earlier: Uuid, later: Uuid) -> bool {
    is_timed(earlier) && is_timed(later) && earlier < later
}

fn is_timed(uuid: Uuid) -> bool {
    uuid.get_version_num() == 7
}

fn marks(project: &Project) -> Marks {
    let mark = |uuid, annotator, time| Mark { uuid, annotator: Some(annotator), time: Some(time) };
    let documents = project.document_ids().iter().map(|id| {
        (RecordId::Document(*id), Mark { uuid: id.0, annotator: None, time: None })
    });
    let claims =
        project.claims().map(|one| (RecordId::Claim(one.id), mark(one.id.0, one.annotator, one.modified)));
    let links =
        project.links().map(|one| (RecordId::Link(one.id), mark(one.id.0, one.annotator, one.modified)));
    let dismissals = project
        .dismissals()
        .map(|one| (RecordId::Dismissal(one.id), mark(one.id.0, one.annotator, one.created)));
    let verdicts = project
        .verdicts()
        .map(|one| (RecordId::Verdict(one.id), mark(one.id.0, one.annotator, one.decided)));
    let rulings =
        project.rulings().map(|one| (RecordId::Ruling(one.id), mark(one.id.0, one.annotator, one.decided)));
    documents.chain(claims).chain(links).chain(dismissals).chain(verdicts).chain(rulings).collect()
}
