//! [`Votes`]: what several annotators said about one item, kept apart, and what follows from it all.

use std::borrow::Cow;

/// Labels of one item, by whom.
#[derive(Clone, Debug, Default)]
pub(super) struct Votes<'p> {
    /// Annotator (by place in the selection's list), label, whether it settles the others.
    cast: Vec<(usize, Cow<'p, str>, bool)>,
}

impl<'p> Votes<'p> {
    /// `is_reference` votes settle the others and do not count among them.
    pub(super) fn cast(&mut self, annotator: usize, label: impl Into<Cow<'p, str>>, is_reference: bool) {
        self.cast.push((annotator, label.into(), is_reference));
    }

    /// Share of each label: each annotator has one vote, divided between the labels of that annotator.
    pub(super) fn shares(&self) -> Vec<(&Cow<'p, str>, f64)> {
        // So it is for most items of most projects.
        if let [(_, label, _)] = self.cast.as_slice() {
            return vec![(label, 1.0)];
        }
        let is_every_one_counted = self.is_reference_only();
        let mut cast: Vec<&(usize, Cow<'p, str>, bool)> =
            self.cast.iter().filter(|(_, _, is_reference)| is_every_one_counted || !is_reference).collect();
        cast.sort_by_key(|(annotator, ..)| *annotator);
        let by_annotator = || cast.chunk_by(|(one, ..), (other, ..)| one == other);
        let annotator_count = by_annotator().count();
        let mut shares: Vec<(&Cow<'p, str>, f64)> = Vec::new();
        for votes in by_annotator() {
            let share = 1.0 / (annotator_count * votes.len()) as f64;
            for (_, label, _) in votes {
                match shares.iter_mut().find(|(other, _)| *other == label) {
                    Some((_, known)) => *known += share,
                    None => shares.push((label, share)),
                }
            }
        }
        shares
    }

    /// The share of each of these labels.
    pub(super) fn shares_of<'l>(
        &self,
        labels: impl IntoIterator<Item = &'l String>,
    ) -> impl Iterator<Item = f64> {
        let shares = self.shares();
        labels.into_iter().map(move |label| {
            let found = shares.iter().find(|(other, _)| *other == label);
            found.map_or(0.0, |(_, share)| *share)
        })
    }

    /// The label of more than half of the votes; none when there is no such.
    pub(super) fn majority(&self) -> Option<&Cow<'p, str>> {
        // A hair above the half, for thirds that do not add up exactly.
        self.shares().into_iter().find(|(_, share)| *share > 0.5 + 1e-9).map(|(label, _)| label)
    }

    /// The label of the reference layer, where it has one.
    pub(super) fn adjudicated(&self) -> Option<&Cow<'p, str>> {
        self.cast.iter().find(|(_, _, is_reference)| *is_reference).map(|(_, label, _)| label)
    }

    /// Every vote: annotator and label.
    pub(super) fn all(&self) -> impl Iterator<Item = (usize, &Cow<'p, str>)> {
        self.cast.iter().map(|(annotator, label, _)| (*annotator, label))
    }

    fn is_reference_only(&self) -> bool {
        self.cast.iter().all(|(_, _, is_reference)| *is_reference)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_annotator_has_one_vote_and_half_is_no_majority() {
        let mut votes = Votes::default();
        votes.cast(0, "a", false);
        votes.cast(0, "b", false);
        votes.cast(1, "a", false);
        assert_eq!(votes.shares(), [(&"a".into(), 0.75), (&"b".into(), 0.25)]);
        assert_eq!(votes.majority(), Some(&"a".into()));
        votes.cast(2, "b", false);
        assert_eq!((votes.majority(), votes.adjudicated()), (None, None));
        votes.cast(3, "c", true);
        let labels = ["c", "b"].map(str::to_owned);
        assert_eq!(votes.shares_of(&labels).collect::<Vec<_>>(), [0.0, 0.5]);
        assert_eq!(votes.adjudicated(), Some(&"c".into()));
        assert_eq!(votes.all().count(), 5);
    }

    #[test]
    fn a_reference_alone_counts() {
        let mut votes = Votes::default();
        votes.cast(3, "c", true);
        assert_eq!((votes.majority(), Votes::default().majority()), (Some(&"c".into()), None));
    }
}
