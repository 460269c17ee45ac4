//! [`Rulings`]: which ruling speaks of a record, and what came since.

use super::{OPEN_RULING, RulingState};
use crate::model::{Project, RecordId, Ruling, Timestamp};
use std::collections::HashMap;

/// The newest ruling on each claim and link.
#[derive(Debug)]
pub(super) struct Rulings<'p> {
    newest: HashMap<RecordId, &'p Ruling>,
}

/// An annotator's record of a case.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed {
    pub(super) record: RecordId,
    pub(super) modified: Timestamp,
}

impl<'p> Rulings<'p> {
    pub(super) fn of(project: &'p Project) -> Self {
        let mut rulings: Vec<&Ruling> = project.rulings().collect();
        rulings.sort_by_key(|ruling| (ruling.decided, ruling.id));
        let named =
            rulings.into_iter().flat_map(|ruling| records(ruling).map(move |record| (record, ruling)));
        Self { newest: named.collect() }
    }

    /// The newest ruling on a claim or link.
    pub(super) fn on(&self, record: RecordId) -> Option<&'p Ruling> {
        self.newest.get(&record).copied()
    }

    /// The newest ruling on any of these records, and what it makes of their case.
    pub(super) fn state(&self, weighed: &[Weighed]) -> (Option<&'p Ruling>, RulingState) {
        let rulings = weighed.iter().filter_map(|one| self.on(one.record));
        let Some(ruling) = rulings.max_by_key(|ruling| (ruling.decided, ruling.id)) else {
            return (None, RulingState::Open);
        };
        if ruling.outcome == OPEN_RULING {
            return (Some(ruling), RulingState::Open);
        }
        let is_new = |one: &&Weighed| one.modified > ruling.decided || !is_named(ruling, one.record);
        let new_work: Vec<RecordId> = weighed.iter().filter(is_new).map(|one| one.record).collect();
        let state =
            if new_work.is_empty() { RulingState::Settled } else { RulingState::AnotherLook { new_work } };
        (Some(ruling), state)
    }
}

fn records(ruling: &Ruling) -> impl Iterator<Item = RecordId> {
    let claims = ruling.claims.iter().map(|claim| RecordId::Claim(*claim));
    claims.chain(ruling.links.iter().map(|link| RecordId::Link(*link)))
}

fn is_named(ruling: &Ruling, record: RecordId) -> bool {
    match record {
        RecordId::Claim(claim) => ruling.claims.contains(&claim),
        RecordId::Link(link) => ruling.links.contains(&link),
        _ => false,
    }
}
