//! [`Renames`]: new ids for records of one side, wherever they are named.

use super::ids::Id;
use crate::model::project::Records;
use crate::model::{
    ClaimId, ConflictId, DismissalId, DocumentId, DocumentRole, Link, LinkId, RecordId, RulingId, VerdictId,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Old ids and the new ones.
#[derive(Debug, Default)]
pub(super) struct Renames {
    pub(super) documents: BTreeMap<DocumentId, DocumentId>,
    pub(super) claims: BTreeMap<ClaimId, ClaimId>,
    pub(super) links: BTreeMap<LinkId, LinkId>,
    pub(super) dismissals: BTreeMap<DismissalId, DismissalId>,
    pub(super) verdicts: BTreeMap<VerdictId, VerdictId>,
    pub(super) rulings: BTreeMap<RulingId, RulingId>,
    pub(super) conflicts: BTreeMap<ConflictId, ConflictId>,
}

/// The new name, or the old one where there is none.
fn named<K: Id>(names: &BTreeMap<K, K>, id: K) -> K {
    names.get(&id).copied().unwrap_or(id)
}

impl Renames {
    /// The new name of any record.
    pub(super) fn record(&self, record: RecordId) -> RecordId {
        match record {
            RecordId::Document(id) => named(&self.documents, id).record(),
            RecordId::Claim(id) => named(&self.claims, id).record(),
            RecordId::Link(id) => named(&self.links, id).record(),
            RecordId::Dismissal(id) => named(&self.dismissals, id).record(),
            RecordId::Verdict(id) => named(&self.verdicts, id).record(),
            RecordId::Ruling(id) => named(&self.rulings, id).record(),
            RecordId::Conflict(id) => named(&self.conflicts, id).record(),
            RecordId::Annotator(_) | RecordId::Question(_) | RecordId::Comment(_) | RecordId::Project(_) => {
                record
            }
        }
    }

    /// Gives the records their new ids, and these to all that name them. Links of these kinds keep their ends in order.
    pub(super) fn apply(&self, records: &mut Records, symmetric: &BTreeSet<String>) {
        move_keys(&mut records.documents, &self.documents, |one, id| Arc::make_mut(one).id = id);
        move_keys(&mut records.claims, &self.claims, |one, id| Arc::make_mut(one).id = id);
        move_keys(&mut records.links, &self.links, |one, id| Arc::make_mut(one).id = id);
        move_keys(&mut records.dismissals, &self.dismissals, |one, id| one.id = id);
        move_keys(&mut records.verdicts, &self.verdicts, |one, id| one.id = id);
        move_keys(&mut records.rulings, &self.rulings, |one, id| one.id = id);
        move_keys(&mut records.conflicts, &self.conflicts, |one, id| one.id = id);
        if !self.documents.is_empty() {
            let claims = records.claims.values_mut();
            claims.filter(|claim| self.documents.contains_key(&claim.document)).for_each(|claim| {
                let claim = Arc::make_mut(claim);
                claim.document = named(&self.documents, claim.document);
            });
        }
        if !self.claims.is_empty() {
            for link in records.links.values_mut() {
                if [link.from, link.to].iter().any(|end| self.claims.contains_key(end)) {
                    let link = Arc::make_mut(link);
                    (link.from, link.to) = (named(&self.claims, link.from), named(&self.claims, link.to));
                    put_in_order(link, symmetric);
                }
            }
        }
        for dismissal in records.dismissals.values_mut() {
            dismissal.claim = named(&self.claims, dismissal.claim);
            dismissal.document = named(&self.documents, dismissal.document);
        }
        for verdict in records.verdicts.values_mut() {
            rename_all(&mut verdict.claims, &self.claims);
            rename_all(&mut verdict.favoured, &self.claims);
        }
        for ruling in records.rulings.values_mut() {
            rename_all(&mut ruling.claims, &self.claims);
            rename_all(&mut ruling.links, &self.links);
        }
        for comment in records.comments.values_mut() {
            comment.on = self.record(comment.on);
        }
        for document in records.documents.values_mut() {
            if let DocumentRole::TranslationOf(original) = document.details.role
                && self.documents.contains_key(&original)
            {
                let role = DocumentRole::TranslationOf(named(&self.documents, original));
                Arc::make_mut(document).details.role = role;
            }
        }
        for conflict in records.conflicts.values_mut() {
            conflict.record = self.record(conflict.record);
        }
    }

    /// Gives documents in a list their new ids; one that is there already is not named twice.
    pub(super) fn apply_to_order(&self, order: &mut Vec<DocumentId>) {
        rename_all(order, &self.documents);
    }
}

/// Turns a link of a symmetric kind whose ends stand in the wrong order.
pub(super) fn put_in_order(link: &mut Link, symmetric: &BTreeSet<String>) -> bool {
    let is_wrong = link.from > link.to && symmetric.contains(&link.kind);
    if is_wrong {
        *link = link.clone().reversed();
    }
    is_wrong
}

/// New names in a list; of two that become one the first stays.
pub(super) fn rename_all<K: Id>(list: &mut Vec<K>, names: &BTreeMap<K, K>) {
    if list.iter().any(|id| names.contains_key(id)) {
        let mut seen = BTreeSet::new();
        for id in list.iter_mut() {
            *id = named(names, *id);
        }
        list.retain(|id| seen.insert(*id));
    }
}

fn move_keys<K: Id, T>(records: &mut BTreeMap<K, T>, names: &BTreeMap<K, K>, set: impl Fn(&mut T, K)) {
    let taken: Vec<(K, T)> =
        names.iter().filter_map(|(old, new)| Some((*new, records.remove(old)?))).collect();
    for (id, mut record) in taken {
        set(&mut record, id);
        records.insert(id, record);
    }
}
