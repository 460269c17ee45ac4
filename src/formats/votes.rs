//! [`Votes`]: what several annotators said about one item, kept apart, and what follows from it all.

use std::collections::BTreeMap;

/// Labels of one item, by whom.
#[derive(Clone, Debug, Default)]
pub(super) struct Votes {
    /// Annotator (by place in the selection's list), label, whether it settles the others.
    cast: Vec<(usize, String, bool)>,
}

impl Votes {
    /// `is_reference` votes settle the others and do not count among them.
    pub(super) fn cast(&mut self, annotator: usize, label: impl Into<String>, is_reference: bool) {
        self.cast.push((annotator, label.into(), is_reference));
    }

    /// Share of each label: each annotator has one vote, divided between the labels of that annotator.
    pub(super) fn shares(&self) -> BTreeMap<&str, f64> {
        let is_counted = |is_reference: bool| !is_reference || self.is_reference_only();
        let cast = self.cast.iter().filter(|(_, _, is_reference)| is_counted(*is_reference));
        let mut labels: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for (annotator, label, _) in cast {
            labels.entry(*annotator).or_default().push(label);
        }
        let mut shares: BTreeMap<&str, f64> = BTreeMap::new();
        for votes in labels.values() {
            for label in votes {
                *shares.entry(label).or_default() += 1.0 / (labels.len() * votes.len()) as f64;
            }
        }
        shares
    }

    /// The label of more than half of the votes; none when there is no such.
    pub(super) fn majority(&self) -> Option<&str> {
        // A hair above the half, for thirds that do not add up exactly.
        self.shares().into_iter().find(|(_, share)| *share > 0.5 + 1e-9).map(|(label, _)| label)
    }

    /// The label of the reference layer, where it has one.
    pub(super) fn adjudicated(&self) -> Option<&str> {
        self.cast.iter().find(|(_, _, is_reference)| *is_reference).map(|(_, label, _)| label.as_str())
    }

    /// Every vote: annotator and label.
    pub(super) fn all(&self) -> impl Iterator<Item = (usize, &str)> {
        self.cast.iter().map(|(annotator, label, _)| (*annotator, label.as_str()))
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
        assert_eq!(votes.shares(), BTreeMap::from([("a", 0.75), ("b", 0.25)]));
        assert_eq!(votes.majority(), Some("a"));
        votes.cast(2, "b", false);
        assert_eq!((votes.majority(), votes.adjudicated()), (None, None));
        votes.cast(3, "c", true);
        assert_eq!((votes.shares().get("c"), votes.adjudicated()), (None, Some("c")));
        assert_eq!(votes.all().count(), 5);
    }

    #[test]
    fn a_reference_alone_counts() {
        let mut votes = Votes::default();
        votes.cast(3, "c", true);
        assert_eq!((votes.majority(), Votes::default().majority()), (Some("c"), None));
    }
}
