//! [`Project::assemble`]: a whole project from its records at once, as a file has them, many times faster than by edits.
//!
//! The rules are those of [`Project::apply`]: each record is checked against those that stand before it in [`Parts`],
//! and one that breaks a rule is left out.

use super::edit::{
    add_document, codebook_rules, put_annotator, put_comment, put_conflict, put_dismissal, put_question,
    put_ruling, put_verdict, reveal_rules,
};
use super::project::Records;
use super::rules::{claim_rule, lone_link_rule};
use super::rules::{same_link_twice, twins};
use super::{
    Annotator, BrokenRule, Claim, ClaimId, Codebook, Comment, Conflict, Dismissal, Document, DocumentId,
    Link, Project, ProjectId, Question, RecordId, Ruling, Settings, Verdict, in_threads,
};
use crate::text::Span;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Below this a second thread costs more than it brings.
const MIN_CHECKED_PER_THREAD: usize = 1_000;

/// The records of a project, in any order but that of the documents, which is the project's.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The project's own id.
    pub id: ProjectId,
    /// Shown in the title bar.
    pub title: String,
    /// Taken as it is; what it breaks is told.
    pub codebook: Codebook,
    /// Taken as they are, likewise.
    pub settings: Settings,
    /// Who works on it.
    pub annotators: Vec<Annotator>,
    /// In project order.
    pub documents: Vec<Document>,
    /// Fastest when in the order of the file.
    pub claims: Vec<Arc<Claim>>,
    /// Likewise.
    pub links: Vec<Arc<Link>>,
    /// Suggestions judged unrelated.
    pub dismissals: Vec<Dismissal>,
    /// How disagreements were settled.
    pub verdicts: Vec<Verdict>,
    /// How differences between annotators were settled.
    pub rulings: Vec<Ruling>,
    /// What met in a merge.
    pub conflicts: Vec<Conflict>,
    /// What claims answer.
    pub questions: Vec<Question>,
    /// Remarks on records.
    pub comments: Vec<Comment>,
}

/// A record that was left out, or a fault of the codebook, which stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// None for the codebook and the settings.
    pub record: Option<RecordId>,
    /// Why. [`BrokenRule::Exists`] means that an earlier record has the id.
    pub rule: BrokenRule,
}

impl Project {
    /// The project that these parts make, and every one that had to be left out; the project is sound.
    ///
    /// Only the codebook and the settings are in it whatever they break.
    pub fn assemble(parts: Parts) -> (Self, Vec<Refused>) {
        let mut project = Self::new(parts.id, parts.title);
        let refused = &mut Vec::new();
        (project.codebook, project.settings) = (parts.codebook, parts.settings);
        let faults = codebook_rules(&project, &project.codebook);
        refused.extend(faults.into_iter().map(|rule| Refused { record: None, rule }));
        for annotator in parts.annotators {
            let record = RecordId::Annotator(annotator.id);
            if project.annotator(annotator.id).is_some() {
                refused.push(exists(record));
            } else {
                put_annotator(&mut project, annotator);
            }
        }
        let faults = reveal_rules(&project, &project.settings);
        refused.extend(faults.into_iter().map(|rule| Refused { record: rule.record(), rule }));
        let known: BTreeSet<_> = project.annotators().map(|annotator| annotator.id).collect();
        project.settings.reveals.retain(|reveal| known.contains(&reveal.annotator));
        for document in parts.documents {
            let (record, position) = (RecordId::Document(document.id), project.order.len());
            match add_document(&mut project, position, document) {
                Ok(_) => {}
                Err(err) => {
                    refused.extend(err.into_rule().map(|rule| Refused { record: Some(record), rule }));
                }
            }
        }
        for question in parts.questions {
            let (record, is_there) =
                (RecordId::Question(question.id), project.question(question.id).is_some());
            take_in(&mut project, record, is_there, refused, |project| put_question(project, question));
        }
        add_claims(&mut project, parts.claims, refused);
        add_links(&mut project, parts.links, refused);
        add_decisions(&mut project, (parts.dismissals, parts.verdicts, parts.rulings), refused);
        for conflict in parts.conflicts {
            let (record, is_there) =
                (RecordId::Conflict(conflict.id), project.conflict(conflict.id).is_some());
            take_in(&mut project, record, is_there, refused, |project| put_conflict(project, conflict));
        }
        for comment in parts.comments {
            let (record, is_there) = (RecordId::Comment(comment.id), project.comment(comment.id).is_some());
            take_in(&mut project, record, is_there, refused, |project| put_comment(project, comment));
        }
        (project, std::mem::take(refused))
    }
}

fn add_claims(project: &mut Project, mut claims: Vec<Arc<Claim>>, refused: &mut Vec<Refused>) {
    let mut broken = BTreeSet::new();
    for (index, rule) in faults(&claims, |claim| claim_rule(project, claim)) {
        let record = claims.get(index).map(|claim| RecordId::Claim(claim.id));
        refused.push(Refused { record, rule });
        broken.insert(index);
    }
    take_out(&mut claims, &broken);
    let repeated = repeated(&claims, |claim| claim.id);
    refused.extend(
        repeated.iter().filter_map(|index| claims.get(*index)).map(|claim| exists(RecordId::Claim(claim.id))),
    );
    take_out(&mut claims, &repeated);
    let mut places: BTreeMap<DocumentId, Vec<(Span, ClaimId)>> = BTreeMap::new();
    for run in claims.chunk_by(|one, other| one.document == other.document) {
        if let Some(first) = run.first() {
            let here = places.entry(first.document).or_default();
            here.extend(run.iter().map(|claim| (claim.span, claim.id)));
        }
    }
    let shared = |places: Vec<_>| Arc::new(places.into_iter().collect());
    project.places = places.into_iter().map(|(id, places)| (id, shared(places))).collect();
    project.records.claims = by_id(claims, |claim| claim.id);
    project.asked = project.records.asked();
}

fn add_links(project: &mut Project, mut links: Vec<Arc<Link>>, refused: &mut Vec<Refused>) {
    let mut broken = BTreeSet::new();
    for (index, rule) in faults(&links, |link| lone_link_rule(project, link)) {
        let record = links.get(index).map(|link| RecordId::Link(link.id));
        refused.push(Refused { record, rule });
        broken.insert(index);
    }
    take_out(&mut links, &broken);
    let repeated = repeated(&links, |link| link.id);
    refused.extend(
        repeated.iter().filter_map(|index| links.get(*index)).map(|link| exists(RecordId::Link(link.id))),
    );
    take_out(&mut links, &repeated);
    let mut same = BTreeSet::new();
    for (link, other) in twins(links.iter().map(Arc::as_ref).collect()) {
        refused.push(Refused {
            record: Some(RecordId::Link(link.id)),
            rule: same_link_twice(link.id, other.id),
        });
        same.insert(link.id);
    }
    if !same.is_empty() {
        links.retain(|link| !same.contains(&link.id));
    }
    let ends = links
        .iter()
        .flat_map(|link| [link.from, link.to].map(|claim| (claim, RecordId::Link(link.id))))
        .collect::<Vec<_>>();
    project.mentions = ends.into_iter().collect();
    project.records.links = by_id(links, |link| link.id);
    project.asked = project.records.asked();
}

fn add_decisions(
    project: &mut Project,
    (dismissals, verdicts, rulings): (Vec<Dismissal>, Vec<Verdict>, Vec<Ruling>),
    refused: &mut Vec<Refused>,
) {
    for dismissal in dismissals {
        let (record, is_there) =
            (RecordId::Dismissal(dismissal.id), project.dismissal(dismissal.id).is_some());
        take_in(project, record, is_there, refused, |project| put_dismissal(project, dismissal));
    }
    for verdict in verdicts {
        let (record, is_there) = (RecordId::Verdict(verdict.id), project.verdict(verdict.id).is_some());
        take_in(project, record, is_there, refused, |project| put_verdict(project, verdict));
    }
    for ruling in rulings {
        let (record, is_there) = (RecordId::Ruling(ruling.id), project.ruling(ruling.id).is_some());
        take_in(project, record, is_there, refused, |project| put_ruling(project, ruling));
    }
}

fn take_in(
    project: &mut Project,
    record: RecordId,
    is_there: bool,
    refused: &mut Vec<Refused>,
    put: impl FnOnce(&mut Project) -> Result<super::Edit, super::EditError>,
) {
    if is_there {
        refused.push(exists(record));
    } else if let Err(err) = put(project) {
        refused.extend(err.into_rule().map(|rule| Refused { record: Some(record), rule }));
    }
}

impl Parts {
    /// Every rule that these records break, each by itself: one that is broken still counts as there.
    pub fn faults(self) -> Vec<Refused> {
        let mut project = Project::new(self.id, self.title);
        (project.codebook, project.settings) = (self.codebook, self.settings);
        project.order = self.documents.iter().map(|document| document.id).collect();
        let found = &mut Vec::new();
        let shared = self.documents.into_iter().map(Arc::new).collect();
        project.records = Records {
            annotators: table(self.annotators, |one| (one.id, RecordId::Annotator(one.id)), found),
            documents: table(shared, |one| (one.id, RecordId::Document(one.id)), found),
            claims: table(self.claims, |one| (one.id, RecordId::Claim(one.id)), found),
            links: table(self.links, |one| (one.id, RecordId::Link(one.id)), found),
            dismissals: table(self.dismissals, |one| (one.id, RecordId::Dismissal(one.id)), found),
            verdicts: table(self.verdicts, |one| (one.id, RecordId::Verdict(one.id)), found),
            rulings: table(self.rulings, |one| (one.id, RecordId::Ruling(one.id)), found),
            conflicts: table(self.conflicts, |one| (one.id, RecordId::Conflict(one.id)), found),
            questions: table(self.questions, |one| (one.id, RecordId::Question(one.id)), found),
            comments: table(self.comments, |one| (one.id, RecordId::Comment(one.id)), found),
        };
        project.asked = project.records.asked();
        found.extend(project.check().into_iter().map(|rule| Refused { record: rule.record(), rule }));
        std::mem::take(found)
    }
}

/// Records by id; of two with one id the first, and the other is told.
fn table<T, K: Ord>(
    records: Vec<T>,
    id: impl Fn(&T) -> (K, RecordId),
    found: &mut Vec<Refused>,
) -> BTreeMap<K, T> {
    let mut table = BTreeMap::new();
    for one in records {
        let (key, record) = id(&one);
        match table.entry(key) {
            Entry::Vacant(place) => {
                place.insert(one);
            }
            Entry::Occupied(_) => found.push(exists(record)),
        }
    }
    table
}

const fn exists(record: RecordId) -> Refused {
    Refused { record: Some(record), rule: BrokenRule::Exists(record) }
}

/// The items that break a rule, by index.
fn faults<T: Send + Sync>(
    items: &[Arc<T>],
    rule: impl Fn(&T) -> Result<(), BrokenRule> + Sync,
) -> Vec<(usize, BrokenRule)> {
    let runs = in_threads(items, MIN_CHECKED_PER_THREAD, |first, run| {
        let broken = run.iter().zip(first..).filter_map(|(item, index)| Some((index, rule(item).err()?)));
        broken.collect::<Vec<_>>()
    });
    runs.concat()
}

/// The indices of items whose id an earlier one has.
fn repeated<T, K: Ord>(items: &[Arc<T>], id: impl Fn(&T) -> K) -> BTreeSet<usize> {
    let mut ids: Vec<(K, usize)> = items.iter().zip(0..).map(|(item, index)| (id(item), index)).collect();
    ids.sort_unstable();
    ids.chunk_by(|(one, _), (other, _)| one == other)
        .flat_map(|same| same.iter().skip(1).map(|(_, index)| *index))
        .collect()
}

fn take_out<T>(items: &mut Vec<T>, indices: &BTreeSet<usize>) {
    if !indices.is_empty() {
        let mut index = 0..;
        items.retain(|_| !index.next().is_some_and(|index| indices.contains(&index)));
    }
}

fn by_id<T, K: Ord>(items: Vec<Arc<T>>, id: impl Fn(&T) -> K) -> BTreeMap<K, Arc<T>> {
    let pairs: Vec<(K, Arc<T>)> = items.into_iter().map(|item| (id(&item), item)).collect();
    pairs.into_iter().collect()
}
