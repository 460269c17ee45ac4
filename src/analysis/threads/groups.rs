//! [`Groups`]: disjoint sets.

use std::collections::BTreeMap;

/// Disjoint sets. Each member points at a lower one of its set, the lowest at itself.
#[derive(Debug)]
pub(crate) struct Groups<T> {
    lower: BTreeMap<T, T>,
}

impl<T: Copy + Ord> Groups<T> {
    /// Each member in a set of its own.
    pub(crate) fn of(members: impl IntoIterator<Item = T>) -> Self {
        Self { lower: members.into_iter().map(|member| (member, member)).collect() }
    }

    pub(crate) fn join(&mut self, one: T, other: T) {
        let (one, other) = (self.lowest(one), self.lowest(other));
        self.lower.insert(one.max(other), one.min(other));
        self.lower.insert(one.min(other), one.min(other));
    }

    /// The lowest member of the set. Shortens the way for the next time, or long chains would take quadratic time.
    pub(crate) fn lowest(&mut self, member: T) -> T {
        let mut at = member;
        while let Some(next) = self.lower.get(&at).copied().filter(|next| *next != at) {
            let after = self.lower.get(&next).copied().unwrap_or(next);
            self.lower.insert(at, after);
            at = after;
        }
        at
    }

    /// How many sets there are.
    pub(crate) fn count(&self) -> usize {
        self.lower.iter().filter(|(member, lower)| member == lower).count()
    }
}
