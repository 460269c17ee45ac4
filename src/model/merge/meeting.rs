//! [`Meeting`]: two versions of one record, both changed, and what they come from. Each field is merged by itself.

use super::log::{Log, Raised};
use super::side::{Pair, Side};
use crate::model::{AnnotatorId, RecordId, Timestamp};
use serde::Serialize;
use std::collections::BTreeSet;

/// When a record was last changed and by whom; nothing where records do not say.
///
/// Of two values of one field the one with the later stamp is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stamp {
    pub(super) time: Option<Timestamp>,
    pub(super) annotator: Option<AnnotatorId>,
}

impl Stamp {
    pub(super) const fn new(time: Timestamp, annotator: AnnotatorId) -> Self {
        Self { time: Some(time), annotator: Some(annotator) }
    }
}

/// Two versions of one record.
///
/// Which one is called ours decides nothing: the same record comes out the other way round.
#[derive(Debug)]
pub(super) struct Meeting<'m, T> {
    pub(super) record: RecordId,
    /// Stands before the names of fields; for entries of the codebook.
    pub(super) prefix: String,
    /// None where there is no common past.
    pub(super) base: Option<&'m T>,
    pub(super) ours: &'m T,
    pub(super) theirs: &'m T,
    pub(super) stamps: Pair<Stamp>,
    /// What each was in the base, where they are two records that became one.
    pub(super) pasts: Pair<Option<&'m T>>,
    pub(super) log: &'m mut Log,
}

/// A value as conflicts hold it.
pub(super) fn ron_text<V: Serialize + ?Sized>(value: &V) -> String {
    // Nothing that records hold is beyond RON.
    ron::to_string(value).unwrap_or_default()
}

impl<'m, T> Meeting<'m, T> {
    /// The same meeting of what stands within these versions.
    pub(super) fn within<U>(self, inner: impl Fn(&'m T) -> &'m U) -> Meeting<'m, U> {
        let Self { record, prefix, base, ours, theirs, stamps, pasts, log } = self;
        Meeting {
            record,
            prefix,
            base: base.map(&inner),
            ours: inner(ours),
            theirs: inner(theirs),
            stamps,
            pasts: Pair { ours: pasts.ours.map(&inner), theirs: pasts.theirs.map(&inner) },
            log,
        }
    }

    /// A field of which both sides have a value; two changes are a conflict.
    pub(super) fn field<V: PartialEq + Serialize>(&mut self, name: &str, get: impl Fn(&T) -> V) -> V {
        self.value(
            name,
            self.base.map(&get).as_ref(),
            Pair { ours: get(self.ours), theirs: get(self.theirs) },
        )
    }

    /// A field that may be empty; without a common past what only one side filled in is taken, unless the other one
    /// emptied it.
    pub(super) fn soft<V: PartialEq + Serialize + Default>(
        &mut self,
        name: &str,
        get: impl Fn(&T) -> V,
    ) -> V {
        let base = match self.base {
            Some(base) => get(base),
            None if self.is_emptied(&get) => return self.field(name, get),
            None => V::default(),
        };
        self.value(name, Some(&base), Pair { ours: get(self.ours), theirs: get(self.theirs) })
    }

    fn is_emptied<V: PartialEq + Default>(&self, get: impl Fn(&T) -> V) -> bool {
        let is_empty = |one: &T| get(one) == V::default();
        [(self.ours, self.pasts.ours), (self.theirs, self.pasts.theirs)]
            .into_iter()
            .any(|(now, past)| is_empty(now) && past.is_some_and(|past| !is_empty(past)))
    }

    /// A set, merged element by element.
    pub(super) fn list<V: Ord + Copy>(&self, get: impl Fn(&T) -> &[V]) -> Vec<V> {
        let [ours, theirs] =
            [self.ours, self.theirs].map(|one| get(one).iter().copied().collect::<BTreeSet<V>>());
        let base: BTreeSet<V> = self.base.map(|base| get(base).iter().copied().collect()).unwrap_or_default();
        let is_kept = |one: &V| !base.contains(one) || (ours.contains(one) && theirs.contains(one));
        ours.union(&theirs).copied().filter(is_kept).collect()
    }

    /// A set, merged element by element.
    pub(super) fn set<V: Ord + Copy>(&self, get: impl Fn(&T) -> &BTreeSet<V>) -> BTreeSet<V> {
        let (ours, theirs) = (get(self.ours), get(self.theirs));
        let all = ours.union(theirs).copied();
        let is_kept = |one: &V| {
            let is_old = self.base.is_some_and(|base| get(base).contains(one));
            !is_old || (ours.contains(one) && theirs.contains(one))
        };
        all.filter(is_kept).collect()
    }

    /// A time; of two changed ones the later.
    pub(super) fn later(&self, get: impl Fn(&T) -> Timestamp) -> Timestamp {
        self.one_sided(&get).unwrap_or_else(|| get(self.ours).max(get(self.theirs)))
    }

    /// A time; of two changed ones the earlier.
    pub(super) fn earlier(&self, get: impl Fn(&T) -> Timestamp) -> Timestamp {
        self.one_sided(&get).unwrap_or_else(|| get(self.ours).min(get(self.theirs)))
    }

    /// A place among others; of two changed ones the lower.
    pub(super) fn ordered(&self, get: impl Fn(&T) -> u32) -> u32 {
        self.one_sided(&get).unwrap_or_else(|| get(self.ours).min(get(self.theirs)))
    }

    /// A text that nobody edits; of two changed ones the first that is not empty.
    pub(super) fn steady(&self, get: impl Fn(&T) -> String) -> String {
        self.one_sided(&get).unwrap_or_else(|| {
            let (ours, theirs) = (get(self.ours), get(self.theirs));
            if theirs.is_empty() || (!ours.is_empty() && ours < theirs) { ours } else { theirs }
        })
    }

    /// The value where at most one side changed it.
    fn one_sided<V: PartialEq>(&self, get: impl Fn(&T) -> V) -> Option<V> {
        let (ours, theirs) = (get(self.ours), get(self.theirs));
        let base = self.base.map(get);
        if ours == theirs || base.as_ref() == Some(&theirs) {
            Some(ours)
        } else {
            (base.as_ref() == Some(&ours)).then_some(theirs)
        }
    }

    /// The value of a field that was had from the records in some way.
    pub(super) fn value<V: PartialEq + Serialize>(
        &mut self,
        name: &str,
        base: Option<&V>,
        Pair { ours, theirs }: Pair<V>,
    ) -> V {
        if ours == theirs || base == Some(&theirs) {
            return ours;
        }
        if base == Some(&ours) {
            return theirs;
        }
        match self.kept_side(name, &Pair { ours: ron_text(&ours), theirs: ron_text(&theirs) }) {
            Side::Ours => ours,
            Side::Theirs => theirs,
        }
    }

    /// Notes the conflict of two values and says which one is kept.
    fn kept_side(&mut self, name: &str, texts: &Pair<String>) -> Side {
        let field = format!("{}{name}", self.prefix);
        let gave_way = |side: Side| {
            let value = (self.record, field.clone(), texts.of(side).clone());
            self.log.known.of(side.other()).contains(&value)
        };
        let rank = |side: Side| (*self.stamps.of(side), texts.of(side));
        let kept = match (gave_way(Side::Ours), gave_way(Side::Theirs)) {
            // It gave way in an earlier merge, and what was made of that stands.
            (true, false) => Side::Theirs,
            (false, true) => Side::Ours,
            _ if rank(Side::Ours) >= rank(Side::Theirs) => Side::Ours,
            _ => Side::Theirs,
        };
        let loser = kept.other();
        let stamp = self.stamps.of(loser);
        self.log.raised.push(Raised {
            record: self.record,
            field,
            kept: texts.of(kept).clone(),
            other: texts.of(loser).clone(),
            annotator: stamp.annotator,
            time: stamp.time,
            loser,
        });
        kept
    }
}
