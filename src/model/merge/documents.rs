//! Documents before a merge: one text under two ids becomes one document, two texts under one id become two.

use super::ids::Id as _;
use super::log::Log;
use super::renames::Renames;
use super::report::Told;
use super::side::{Pair, Side};
use super::sides::Sides;
use crate::model::project::Records;
use crate::model::{Document, DocumentId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Sides<'_> {
    /// A document that has another text on each side becomes two; its claims stay with their own.
    pub(super) fn part_texts(&mut self, log: &mut Log) {
        let documents = &self.theirs.documents;
        let other_texts = self.ours.documents.values().filter_map(|ours| {
            let theirs = documents.get(&ours.id)?;
            let parted = self.part_of(ours, theirs)?;
            Some((ours.id, parted, ours.details.title.clone()))
        });
        for (id, side, title) in other_texts.collect::<Vec<_>>() {
            self.fork(side, id);
            log.told.push(Told::OtherText { title });
        }
    }

    /// The side whose version becomes a document of its own; none where both have one text.
    fn part_of(&self, ours: &Document, theirs: &Document) -> Option<Side> {
        if ours.text == theirs.text {
            return None;
        }
        let base = self.base.documents.get(&ours.id).map(|base| &base.text);
        Some(if base == Some(&ours.text) {
            Side::Theirs
        } else if base == Some(&theirs.text) || ours.text > theirs.text {
            Side::Ours
        } else {
            Side::Theirs
        })
    }

    /// Gives a side's version of a document, and all that hangs on it, ids of their own. In their place the side gets
    /// what the other one has, as if it had not touched it.
    fn fork(&mut self, side: Side, document: DocumentId) {
        let renames = {
            let (records, keeper) = (self.of(side), self.of(side.other()));
            let Some(text) = records.documents.get(&document).map(|document| Arc::clone(&document.text))
            else {
                return;
            };
            let new = document.another(&text);
            dependents(records, [&self.base, keeper], (document, new))
        };
        self.rename(side, &renames);
        let keeper = self.of(side.other()).clone();
        let records = self.of_mut(side);
        stand_in(&mut records.documents, &keeper.documents, renames.documents.keys());
        stand_in(&mut records.claims, &keeper.claims, renames.claims.keys());
        stand_in(&mut records.links, &keeper.links, renames.links.keys());
        stand_in(&mut records.dismissals, &keeper.dismissals, renames.dismissals.keys());
        stand_in(&mut records.verdicts, &keeper.verdicts, renames.verdicts.keys());
        stand_in(&mut records.rulings, &keeper.rulings, renames.rulings.keys());
        let order = self.order_mut(side);
        let new = renames.documents.values().next().and_then(|new| order.iter().position(|id| id == new));
        order.insert(new.unwrap_or_default(), document);
    }

    /// One text that both sides added is one document, under the lower of the ids.
    pub(super) fn join_texts(&mut self, log: &mut Log) {
        let new = |side: Side| -> BTreeMap<Arc<str>, Vec<DocumentId>> {
            let mut texts: BTreeMap<Arc<str>, Vec<DocumentId>> = BTreeMap::new();
            let (own, other) = (&self.of(side).documents, &self.of(side.other()).documents);
            for document in own.values() {
                let is_new =
                    !self.base.documents.contains_key(&document.id) && !other.contains_key(&document.id);
                if is_new {
                    texts.entry(Arc::clone(&document.text)).or_default().push(document.id);
                }
            }
            texts
        };
        let (ours, theirs) = (new(Side::Ours), new(Side::Theirs));
        let mut renames = Pair::<Renames>::default();
        for (text, ours) in &ours {
            for (ours, theirs) in ours.iter().zip(theirs.get(text).into_iter().flatten()) {
                let (side, from, to) =
                    if ours < theirs { (Side::Theirs, *theirs, *ours) } else { (Side::Ours, *ours, *theirs) };
                renames.of_mut(side).documents.insert(from, to);
                let title = self.of(side).documents.get(&from).map(|one| one.details.title.clone());
                log.told.extend(title.map(|title| Told::SameText { title }));
            }
        }
        log.told.extend(self.same_names([&ours, &theirs]).into_iter().map(Told::SameFileName));
        for side in Side::ALL.into_iter().filter(|side| !renames.of(*side).documents.is_empty()) {
            self.rename(side, renames.of(side));
        }
    }

    /// File names that both sides added with other texts.
    fn same_names(&self, new: [&BTreeMap<Arc<str>, Vec<DocumentId>>; 2]) -> BTreeSet<String> {
        let [ours, theirs] = new;
        let names = |side: Side, texts: &BTreeMap<Arc<str>, Vec<DocumentId>>, others: &BTreeMap<_, _>| {
            let unlike =
                texts.iter().filter(|(text, _)| !others.contains_key(*text)).flat_map(|(_, ids)| ids);
            let documents = unlike.filter_map(|id| self.of(side).documents.get(id));
            documents
                .map(|one| one.file_name.clone())
                .filter(|name| !name.is_empty())
                .collect::<BTreeSet<_>>()
        };
        &names(Side::Ours, ours, theirs) & &names(Side::Theirs, theirs, ours)
    }
}

/// New ids for a document and for all that hangs on it and that base or the other side have too.
fn dependents(
    records: &Records,
    [base, keeper]: [&Records; 2],
    (document, new): (DocumentId, DocumentId),
) -> Renames {
    let content = new.to_string();
    let mut renames = Renames::default();
    renames.documents.insert(document, new);
    let claims: BTreeSet<_> =
        records.claims.values().filter(|claim| claim.document == document).map(|claim| claim.id).collect();
    let links =
        records.links.values().filter(|link| claims.contains(&link.from) || claims.contains(&link.to));
    let links: BTreeSet<_> = links.map(|link| link.id).collect();
    for id in &claims {
        if base.claims.contains_key(id) || keeper.claims.contains_key(id) {
            renames.claims.insert(*id, id.another(&content));
        }
    }
    for id in &links {
        if base.links.contains_key(id) || keeper.links.contains_key(id) {
            renames.links.insert(*id, id.another(&content));
        }
    }
    for one in records.dismissals.values() {
        let is_shared = base.dismissals.contains_key(&one.id) || keeper.dismissals.contains_key(&one.id);
        if is_shared && (one.document == document || claims.contains(&one.claim)) {
            renames.dismissals.insert(one.id, one.id.another(&content));
        }
    }
    for one in records.verdicts.values() {
        let is_shared = base.verdicts.contains_key(&one.id) || keeper.verdicts.contains_key(&one.id);
        if is_shared && one.claims.iter().any(|claim| claims.contains(claim)) {
            renames.verdicts.insert(one.id, one.id.another(&content));
        }
    }
    for one in records.rulings.values() {
        let is_shared = base.rulings.contains_key(&one.id) || keeper.rulings.contains_key(&one.id);
        let names =
            one.claims.iter().any(|id| claims.contains(id)) || one.links.iter().any(|id| links.contains(id));
        if is_shared && names {
            renames.rulings.insert(one.id, one.id.another(&content));
        }
    }
    renames
}

fn stand_in<'k, K: Ord + Copy + 'k, T: Clone>(
    records: &mut BTreeMap<K, T>,
    keeper: &BTreeMap<K, T>,
    ids: impl Iterator<Item = &'k K>,
) {
    records.extend(ids.filter_map(|id| Some((*id, keeper.get(id)?.clone()))));
}
