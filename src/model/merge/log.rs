//! [`Log`]: what a merge notes on its way: conflicts, counts and what is to be told.

use super::ids::derived;
use super::report::{Counts, RecordKind, Told};
use super::side::{Pair, Side};
use crate::model::{AnnotatorId, Conflict, ConflictId, RecordId, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// What is noted on the way.
#[derive(Debug, Default)]
pub(super) struct Log {
    /// Values that gave way before, as the conflicts of each side tell.
    pub(super) known: Pair<BTreeSet<Value>>,
    pub(super) raised: Vec<Raised>,
    pub(super) told: Vec<Told>,
    /// What differs from the base on each side.
    pub(super) counts: Pair<BTreeMap<RecordKind, Counts>>,
}

/// A value of one field of one record, as RON.
type Value = (RecordId, String, String);

/// A conflict in the making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Raised {
    pub(super) record: RecordId,
    pub(super) field: String,
    pub(super) kept: String,
    pub(super) other: String,
    pub(super) annotator: Option<AnnotatorId>,
    /// None for values that carry no time.
    pub(super) time: Option<Timestamp>,
    /// Whose value gave way.
    pub(super) loser: Side,
}

impl Raised {
    /// The same for the same value that gave way, so that a merge done again raises no second one.
    pub(super) fn id(&self) -> ConflictId {
        ConflictId(derived(&["conflict", &self.record.to_string(), &self.field, &self.other]))
    }

    /// `latest` is the time of a value that carries none.
    pub(super) fn conflict(self, latest: Timestamp) -> Conflict {
        Conflict {
            id: self.id(),
            record: self.record,
            field: self.field,
            kept: self.kept,
            other: self.other,
            annotator: self.annotator,
            time: self.time.unwrap_or(latest),
        }
    }
}

impl Log {
    /// Takes over what the conflicts of a side say about values that gave way.
    pub(super) fn know<'c>(&mut self, side: Side, conflicts: impl IntoIterator<Item = &'c Conflict>) {
        let known = self.known.of_mut(side);
        for conflict in conflicts {
            known.insert((conflict.record, conflict.field.clone(), conflict.other.clone()));
        }
    }

    /// Notes that a record is gone on one side, while the other one changed or named it.
    pub(super) fn deletion(&mut self, record: RecordId, field: String, kept: String, loser: Side) {
        let (other, annotator, time) = (String::new(), None, None);
        self.raised.push(Raised { record, field, kept, other, annotator, time, loser });
    }

    /// Counts a record that a side added, changed or took out.
    pub(super) fn count(&mut self, side: Side, kind: RecordKind, what: impl FnOnce(&mut Counts)) {
        what(self.counts.of_mut(side).entry(kind).or_default());
    }
}
