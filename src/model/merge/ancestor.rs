//! [`check_base`] and [`ancestor_distance`]: whether two versions can have been made from a third one.
//!
//! Records tell it by their ids (`UUIDv7`, in the order of their making) and by the times of their last change. What a
//! version lacks was either taken out of it or was never in it. Somebody whose later work is there had the earlier
//! work, too, so that it was taken out; in all other cases nobody knows.

use super::error::MergeError;
use super::words::record_words;
use crate::model::{AnnotatorId, Project, RecordId, Timestamp};
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

/// Finds a base out that is evidently not what both versions were made from.
///
/// With such a base, work of one side would pass for taken out by the other one. That `ours` lacks some of it is fine
/// by itself: so it is where git picks one commit of another branch.
pub fn check_base(base: &Project, ours: &Project, theirs: &Project) -> Result<(), MergeError> {
    let marks = marks(base);
    let theirs = self::marks(theirs);
    let lacking = |version: &Marks| {
        let mut lacking = unexplained(&marks, version);
        // An id without a time is no evidence.
        lacking
            .retain(|id| version.contains_key(id) || marks.get(id).is_some_and(|mark| is_timed(mark.uuid)));
        lacking
    };
    let lacking_theirs = lacking(&theirs);
    // Whoever made something before the base was finished, and not in it, worked on another version.
    let first_new = first_new(&marks, &theirs);
    let is_of_other = |id: &&RecordId| {
        let made = marks.get(id).filter(|_| !theirs.contains_key(id)).map(|mark| mark.uuid);
        made.zip(first_new).is_some_and(|(made, first)| is_later(made, first))
    };
    let found = lacking_theirs.iter().find(is_of_other).or_else(|| {
        let is_behind = !lacking(&self::marks(ours)).is_empty();
        lacking_theirs.first().filter(|_| is_behind)
    });
    found.map_or(Ok(()), |id| Err(MergeError::StrayBase(record_words(base, *id))))
}

/// In how much `theirs` is otherwise than a version that both evidently were made from; none if it is not evident.
///
/// Of several such versions the nearest is the base: from there on the two went their own ways. Counts records, also
/// those that carry no time, and codebook, settings, title and order.
pub fn ancestor_distance(base: &Project, ours: &Project, theirs: &Project) -> Option<usize> {
    let marks = marks(base);
    let is_of_both = || is_ancestor(&marks, &self::marks(ours)) && is_ancestor(&marks, &self::marks(theirs));
    if base.id() != ours.id() || base.id() != theirs.id() || !is_of_both() {
        return None;
    }
    let (one, other) = (&base.records, &theirs.records);
    let head = usize::from(base.title() != theirs.title())
        + usize::from(base.settings() != theirs.settings())
        + usize::from(base.codebook() != theirs.codebook())
        + usize::from(base.document_ids() != theirs.document_ids());
    let records = unlike(&one.annotators, &other.annotators)
        + unlike(&one.documents, &other.documents)
        + unlike(&one.claims, &other.claims)
        + unlike(&one.links, &other.links)
        + unlike(&one.dismissals, &other.dismissals)
        + unlike(&one.verdicts, &other.verdicts)
        + unlike(&one.rulings, &other.rulings)
        + unlike(&one.questions, &other.questions)
        + unlike(&one.comments, &other.comments);
    Some(head + records)
}

/// How many records only one of two tables has, or each otherwise.
fn unlike<K: Ord, T: PartialEq>(one: &BTreeMap<K, T>, other: &BTreeMap<K, T>) -> usize {
    let changed = one.iter().filter(|(id, record)| other.get(*id) != Some(*record)).count();
    changed + other.keys().filter(|id| !one.contains_key(*id)).count()
}

fn is_ancestor(base: &Marks, version: &Marks) -> bool {
    let has_all_documents =
        base.keys().all(|id| !matches!(id, RecordId::Document(_)) || version.contains_key(id));
    has_all_documents && unexplained(base, version).is_empty()
}

/// What a version lacks of a base, or has in an older state, and did not evidently take out.
fn unexplained(base: &Marks, version: &Marks) -> BTreeSet<RecordId> {
    let mut latest: BTreeMap<Option<AnnotatorId>, Uuid> = BTreeMap::new();
    for (_, mark) in base.iter().filter(|(id, mark)| is_timed(mark.uuid) && version.contains_key(id)) {
        let known = latest.entry(mark.annotator).or_insert(mark.uuid);
        *known = mark.uuid.max(*known);
    }
    let is_taken_out = |mark: &Mark| latest.get(&mark.annotator).is_some_and(|one| is_later(*one, mark.uuid));
    let is_behind = |id: &RecordId, mark: &Mark| match version.get(id) {
        Some(own) => own.time < mark.time,
        None => !is_taken_out(mark),
    };
    base.iter().filter(|(id, mark)| is_behind(id, mark)).map(|(id, _)| *id).collect()
}

/// The id of the earliest record that a version has besides the base.
fn first_new(base: &Marks, version: &Marks) -> Option<Uuid> {
    let new = version.iter().filter(|(id, mark)| is_timed(mark.uuid) && !base.contains_key(id));
    new.map(|(_, mark)| mark.uuid).min()
}

/// Whether one id was made after another one, as far as ids tell.
fn is_later(one: Uuid, other: Uuid) -> bool {
    is_timed(one) && is_timed(other) && one > other
}

fn is_timed(uuid: Uuid) -> bool {
    uuid.get_version_num() == 7
}

fn marks(project: &Project) -> Marks {
    let mark = |uuid, annotator, time| Mark { uuid, annotator: Some(annotator), time: Some(time) };
    let documents = project
        .document_ids()
        .iter()
        .map(|id| (RecordId::Document(*id), Mark { uuid: id.0, annotator: None, time: None }));
    let claims =
        project.claims().map(|one| (RecordId::Claim(one.id), mark(one.id.0, one.annotator, one.modified)));
    let links =
        project.links().map(|one| (RecordId::Link(one.id), mark(one.id.0, one.annotator, one.modified)));
    let dismissals = project
        .dismissals()
        .map(|one| (RecordId::Dismissal(one.id), mark(one.id.0, one.annotator, one.created)));
    let verdicts =
        project.verdicts().map(|one| (RecordId::Verdict(one.id), mark(one.id.0, one.annotator, one.decided)));
    let rulings =
        project.rulings().map(|one| (RecordId::Ruling(one.id), mark(one.id.0, one.annotator, one.decided)));
    let questions = project.questions();
    let questions =
        questions.map(|one| (RecordId::Question(one.id), mark(one.id.0, one.annotator, one.modified)));
    let comments =
        project.comments().map(|one| (RecordId::Comment(one.id), mark(one.id.0, one.annotator, one.created)));
    let marks = documents.chain(claims).chain(links).chain(dismissals).chain(verdicts).chain(rulings);
    marks.chain(questions).chain(comments).collect()
}
