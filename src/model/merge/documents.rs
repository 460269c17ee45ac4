//! Documents before a merge: one text under two ids becomes one document, two texts under one id become two.

use super::ids::Id as _;
use super::log::Log;
use super::records::Record as _;
use super::renames::Renames;
use super::report::Told;
use super::side::{Pair, Side};
use super::sides::Sides;
use crate::model::project::Records;
use crate::model::{Claim, ClaimId, Dismissal, Document, DocumentId, Link, Ruling, Verdict};
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

/// New ids for a document and for all that hangs on it, where the base or the other side has something else under the
/// old one.
fn dependents(
    records: &Records,
    [base, keeper]: [&Records; 2],
    (document, new): (DocumentId, DocumentId),
) -> Renames {
    let content = new.to_string();
    let mut renames = Renames::default();
    renames.documents.insert(document, new);
    let text = records.documents.get(&document).map(|document| &document.text);
    // The other side has the text already when it is itself what came of a merge.
    let has_text = |id: &DocumentId| keeper.documents.get(id).map(|document| &document.text) == text;
    for (id, one) in records.claims.iter().filter(|(_, claim)| claim.document == document) {
        let has_other = |other: &Arc<Claim>| !has_text(&other.document);
        if base.claims.contains_key(id) || keeper.claims.get(id).is_some_and(has_other) {
            renames.claims.insert(one.id, id.another(&content));
        }
    }
    let is_claim = |other: ClaimId, own: ClaimId| {
        // Of two claims that had one id an earlier merge gave this one another.
        let parted = || {
            let mut claim = Claim::clone(records.claims.get(&own)?);
            claim.document = if claim.document == document { new } else { claim.document };
            Some(own.another(&claim.text()))
        };
        other == renames.claims.get(&own).copied().unwrap_or(own) || Some(other) == parted()
    };
    let are_claims = |others: &[ClaimId], own: &[ClaimId]| {
        others.len() == own.len() && others.iter().zip(own).all(|(other, own)| is_claim(*other, *own))
    };
    // Of what hangs on claims that keep their ids nothing is named otherwise.
    let names = |claims: &[ClaimId]| claims.iter().any(|id| renames.claims.contains_key(id));
    let mut links = BTreeMap::new();
    for (id, one) in records.links.iter().filter(|(_, link)| names(&[link.from, link.to])) {
        let own = [one.from, one.to];
        let has_other = |other: &Arc<Link>| {
            !are_claims(&[other.from, other.to], &own) && !are_claims(&[other.to, other.from], &own)
        };
        if base.links.contains_key(id) || keeper.links.get(id).is_some_and(has_other) {
            links.insert(*id, id.another(&content));
        }
    }
    let mut dismissals = BTreeMap::new();
    for (id, one) in &records.dismissals {
        let stays = |other: &Dismissal| {
            if one.document == document { has_text(&other.document) } else { other.document == one.document }
        };
        let has_other = |other: &Dismissal| !is_claim(other.claim, one.claim) || !stays(other);
        let is_named = one.document == document || names(&[one.claim]);
        if is_named && (base.dismissals.contains_key(id) || keeper.dismissals.get(id).is_some_and(has_other))
        {
            dismissals.insert(*id, id.another(&content));
        }
    }
    let mut verdicts = BTreeMap::new();
    for (id, one) in records.verdicts.iter().filter(|(_, one)| names(&one.claims)) {
        let has_other = |other: &Verdict| !are_claims(&other.claims, &one.claims);
        if base.verdicts.contains_key(id) || keeper.verdicts.get(id).is_some_and(has_other) {
            verdicts.insert(*id, id.another(&content));
        }
    }
    let mut rulings = BTreeMap::new();
    for (id, one) in &records.rulings {
        let has_other = |other: &Ruling| !are_claims(&other.claims, &one.claims);
        let is_named = names(&one.claims) || one.links.iter().any(|link| links.contains_key(link));
        if is_named && (base.rulings.contains_key(id) || keeper.rulings.get(id).is_some_and(has_other)) {
            rulings.insert(*id, id.another(&content));
        }
    }
    (renames.links, renames.dismissals, renames.verdicts, renames.rulings) =
        (links, dismissals, verdicts, rulings);
    renames
}

fn stand_in<'k, K: Ord + Copy + 'k, T: Clone>(
    records: &mut BTreeMap<K, T>,
    keeper: &BTreeMap<K, T>,
    ids: impl Iterator<Item = &'k K>,
) {
    records.extend(ids.filter_map(|id| Some((*id, keeper.get(id)?.clone()))));
}
