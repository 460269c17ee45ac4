//! Conflicts in a merge: those of both sides stay until somebody settled them, new ones come to them.

use super::ids::Id as _;
use super::log::Log;
use super::meeting::ron_text;
use super::side::{Pair, Side};
use super::sides::Sides;
use super::tables::joined;
use crate::model::project::Records;
use crate::model::{Conflict, ConflictId, RecordId, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// The conflicts of both sides. One that a side settled stays settled.
pub(super) fn merged_conflicts(sides: &Sides<'_>) -> BTreeMap<ConflictId, Conflict> {
    let mut merged = BTreeMap::new();
    for (id, base, ours, theirs) in joined(sides.three(|records| &records.conflicts)) {
        let (ours, theirs) = match (ours, theirs) {
            (Some(ours), Some(theirs)) => (ours, theirs),
            (Some(one), None) | (None, Some(one)) if base.is_none() => (one, one),
            _ => continue,
        };
        let kept = if base == Some(ours) {
            theirs
        } else if base == Some(theirs) || ron_text(ours) >= ron_text(theirs) {
            ours
        } else {
            theirs
        };
        // Ids are made of what is in conflict: the same id with other values was made by hand.
        for other in [ours, theirs].into_iter().filter(|one| *one != kept && base != Some(*one)) {
            let is_same =
                |a: &Conflict, b: &Conflict| (a.record, &a.field, &a.other) == (b.record, &b.field, &b.other);
            if !is_same(kept, other) {
                let id = id.another(&ron_text(other));
                merged.insert(id, Conflict { id, ..other.clone() });
            }
        }
        merged.insert(id, kept.clone());
    }
    merged
}

/// Adds what the merge found; gives the ids of that, also of what an earlier merge had found.
pub(super) fn add_raised(records: &mut Records, sides: &Sides<'_>, log: &mut Log) -> Vec<ConflictId> {
    let raised = std::mem::take(&mut log.raised);
    let mut latest: Pair<Option<Timestamp>> = Pair::default();
    let mut values: BTreeMap<(RecordId, String), String> = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for raised in raised {
        let id = raised.id();
        let is_value = !raised.field.is_empty() && raised.field != "id" && !raised.other.is_empty();
        if is_value && raised.field != "sentences" {
            values.insert((raised.record, raised.field.clone()), raised.kept.clone());
        }
        ids.insert(id);
        records.conflicts.entry(id).or_insert_with(|| {
            let loser = raised.loser;
            let latest = *latest.of_mut(loser).get_or_insert_with(|| latest_time(sides.of(loser)));
            raised.conflict(latest)
        });
    }
    // What the record holds gave way to nothing; what it holds after this merge is what the others gave way to.
    records.conflicts.retain(|_, conflict| {
        let Some(kept) = values.get(&(conflict.record, conflict.field.clone())) else {
            return true;
        };
        conflict.kept.clone_from(kept);
        conflict.other != *kept
    });
    ids.retain(|id| records.conflicts.contains_key(id));
    ids.into_iter().collect()
}

/// The latest moment that a version tells of.
fn latest_time(records: &Records) -> Timestamp {
    let times = records.claims.values().map(|one| one.modified);
    times
        .chain(records.links.values().map(|one| one.modified))
        .chain(records.verdicts.values().map(|one| one.decided))
        .chain(records.rulings.values().map(|one| one.decided))
        .chain(records.dismissals.values().map(|one| one.created))
        .max()
        .unwrap_or_default()
}

impl Log {
    /// Takes over which values gave way before, on both sides.
    pub(super) fn know_all(&mut self, sides: &Sides<'_>) {
        for side in Side::ALL {
            self.know(side, sides.of(side).conflicts.values());
        }
    }
}
