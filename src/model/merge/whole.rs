//! [`Gone`]: what a merged record names is there: taken back from the side that still has it where the other one
//! took it out.

use super::ids::Id;
use super::log::Log;
use super::records::Record;
use super::side::Side;
use super::tables::Table;
use crate::model::project::Records;
use crate::model::{
    Annotator, AnnotatorId, Claim, ClaimId, Document, DocumentId, Link, LinkId, Question, QuestionId,
    RecordId, Reveal,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What one side took out and the other one left as it was, by kind of record that others name.
#[derive(Debug, Default)]
pub(super) struct Gone {
    pub(super) annotators: BTreeMap<AnnotatorId, Annotator>,
    pub(super) documents: BTreeMap<DocumentId, Arc<Document>>,
    pub(super) claims: BTreeMap<ClaimId, Arc<Claim>>,
    pub(super) links: BTreeMap<LinkId, Arc<Link>>,
    pub(super) questions: BTreeMap<QuestionId, Question>,
}

/// Takes the records of a merged table and puts aside what is gone.
pub(super) fn kept<K, T>(table: Table<K, T>, gone: &mut BTreeMap<K, T>) -> BTreeMap<K, T> {
    *gone = table.gone;
    table.records
}

impl Gone {
    /// Brings back what the records name, those that name others first, so that one pass is enough.
    pub(super) fn restore(
        mut self,
        records: &mut Records,
        ours: &Records,
        reveals: &BTreeSet<Reveal>,
        log: &mut Log,
    ) {
        #[rustfmt::skip]
        let Records {
            annotators, documents, claims, links, dismissals, verdicts, rulings, conflicts, questions, comments,
        } = records;
        if !self.links.is_empty() {
            let disputed = disputed_claims(log);
            let is_whole = |link: &Link| claims.contains_key(&link.from) && claims.contains_key(&link.to);
            let went_along = self.links.values().filter(|link| {
                (disputed.contains(&link.from) || disputed.contains(&link.to)) && is_whole(link)
            });
            let went_along: Vec<LinkId> = went_along.map(|link| link.id).collect();
            let named = rulings.values().flat_map(|ruling| ruling.links.iter().copied()).chain(went_along);
            bring_back(&mut self.links, links, named, &ours.links, log);
        }
        if !self.claims.is_empty() {
            let ends = links.values().flat_map(|link| [link.from, link.to]);
            let named = ends
                .chain(dismissals.values().map(|dismissal| dismissal.claim))
                .chain(verdicts.values().flat_map(|verdict| verdict.claims.iter().copied()))
                .chain(rulings.values().flat_map(|ruling| ruling.claims.iter().copied()));
            bring_back(&mut self.claims, claims, named, &ours.claims, log);
        }
        if !self.questions.is_empty() {
            let named = links.values().filter_map(|link| link.question);
            let named = named
                .chain(claims.values().flat_map(|claim| claim.questions.iter().copied()))
                .chain(verdicts.values().filter_map(|verdict| verdict.question));
            bring_back(&mut self.questions, questions, named, &ours.questions, log);
        }
        if !self.documents.is_empty() {
            let named = claims.values().map(|claim| claim.document);
            let named = named.chain(dismissals.values().map(|dismissal| dismissal.document));
            bring_back(&mut self.documents, documents, named, &ours.documents, log);
        }
        if !self.annotators.is_empty() {
            let named = documents.values().flat_map(|document| document.read_by.iter().copied());
            let named = named
                .chain(claims.values().map(|one| one.annotator))
                .chain(links.values().map(|one| one.annotator))
                .chain(dismissals.values().map(|one| one.annotator))
                .chain(verdicts.values().map(|one| one.annotator))
                .chain(rulings.values().map(|one| one.annotator))
                .chain(questions.values().map(|one| one.annotator))
                .chain(comments.values().map(|one| one.annotator))
                .chain(reveals.iter().map(|one| one.annotator))
                .chain(conflicts.values().filter_map(|one| one.annotator))
                .chain(log.raised.iter().filter_map(|one| one.annotator).collect::<Vec<_>>());
            bring_back(&mut self.annotators, annotators, named, &ours.annotators, log);
        }
    }
}

/// Claims that one side deleted and the other one changed: they are kept, and so are the links that went with them.
fn disputed_claims(log: &Log) -> BTreeSet<ClaimId> {
    let deletions = log.raised.iter().filter(|raised| raised.field.is_empty());
    let claims = deletions.filter_map(|raised| match raised.record {
        RecordId::Claim(id) => Some(id),
        _ => None,
    });
    claims.collect()
}

fn bring_back<K: Id, T: Record>(
    gone: &mut BTreeMap<K, T>,
    records: &mut BTreeMap<K, T>,
    named: impl Iterator<Item = K>,
    ours: &BTreeMap<K, T>,
    log: &mut Log,
) {
    let named: BTreeSet<K> = named.filter(|id| gone.contains_key(id)).collect();
    for id in named {
        if let Some(record) = gone.remove(&id) {
            let loser = if ours.contains_key(&id) { Side::Theirs } else { Side::Ours };
            log.deletion(id.record(), String::new(), record.text(), loser);
            records.insert(id, record);
        }
    }
}
