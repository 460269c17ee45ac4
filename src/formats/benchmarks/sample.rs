//! [`Sampler`]: rows drawn by lot while a set is read, of which never more are kept than were asked for.

use super::options::SetOptions;
use super::told::Told;
use crate::formats::splits::lot;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// A row with its lot; the one with the highest goes first when there are too many.
#[derive(Debug)]
struct Drawn<T> {
    lot: u64,
    /// Place among all rows.
    number: u64,
    row: T,
}

impl<T> PartialEq for Drawn<T> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl<T> Eq for Drawn<T> {}

impl<T> PartialOrd for Drawn<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Drawn<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.lot, self.number).cmp(&(other.lot, other.number))
    }
}

/// Rows of which some are kept.
#[derive(Debug)]
pub(super) struct Sampler<'o, T> {
    options: &'o SetOptions,
    /// By label where labels are balanced, else all together.
    groups: BTreeMap<String, BinaryHeap<Drawn<T>>>,
    /// Rows that were there, by group.
    seen: BTreeMap<String, u64>,
    count: u64,
}

impl<'o, T> Sampler<'o, T> {
    pub(super) const fn new(options: &'o SetOptions) -> Self {
        Self { options, groups: BTreeMap::new(), seen: BTreeMap::new(), count: 0 }
    }

    /// One row more. The lot follows from the seed and the place of the row.
    pub(super) fn offer(&mut self, label: &str, row: T) {
        let number = self.count;
        self.count += 1;
        let group = if self.options.balance { label } else { "" };
        *self.seen.entry(group.to_owned()).or_default() += 1;
        let group = self.groups.entry(group.to_owned()).or_default();
        let Some(wanted) = self.options.sample else {
            group.push(Drawn { lot: 0, number, row });
            return;
        };
        let lot = lot(self.options.seed, &number.to_le_bytes());
        let is_lower = group.peek().is_none_or(|highest| (lot, number) < (highest.lot, highest.number));
        if group.len() < wanted || is_lower {
            group.push(Drawn { lot, number, row });
        }
        if group.len() > wanted {
            group.pop();
        }
    }

    /// The rows that were drawn, in the order of the files; how many of how many is told.
    pub(super) fn drawn(self, told: &mut Told) -> Vec<T> {
        let (rows, words) = self.finish();
        if let Some(words) = words {
            told.problem(words);
        }
        rows
    }

    /// The rows that were drawn, in the order of the files, and what is to be said about it.
    fn finish(self) -> (Vec<T>, Option<String>) {
        let wanted = self.options.sample.unwrap_or(usize::MAX);
        let sizes: Vec<usize> = self.groups.values().map(BinaryHeap::len).collect();
        let shares = shares(&sizes, wanted);
        let mut told = Vec::new();
        let mut rows: Vec<Drawn<T>> = Vec::new();
        for ((label, group), share) in self.groups.into_iter().zip(shares) {
            let seen = self.seen.get(&label).copied().unwrap_or_default();
            if self.options.balance {
                let name = if label.is_empty() { "no label" } else { &label };
                told.push(format!("{name} {share} of {seen}"));
            }
            // The lowest lots first.
            rows.extend(group.into_sorted_vec().into_iter().take(share));
        }
        rows.sort_by_key(|drawn| drawn.number);
        let words = self.options.sample.map(|_| {
            let labels = if told.is_empty() { String::new() } else { format!(": {}", told.join(", ")) };
            format!(
                "{} of {} rows were drawn with seed {}{labels}",
                rows.len(),
                self.count,
                self.options.seed
            )
        });
        (rows.into_iter().map(|drawn| drawn.row).collect(), words)
    }
}

/// As many of each group as of any other, as far as it has them; what some lack goes to the others.
fn shares(sizes: &[usize], wanted: usize) -> Vec<usize> {
    let mut shares = vec![0; sizes.len()];
    let mut left = wanted.min(sizes.iter().fold(0, |sum: usize, size| sum.saturating_add(*size)));
    while left > 0 {
        let open = sizes.iter().zip(&shares).filter(|(size, share)| share < size).count();
        let step = (left / open.max(1)).max(1);
        for (size, share) in sizes.iter().zip(&mut shares) {
            let more = step.min(size - *share).min(left);
            *share += more;
            left -= more;
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(options: &SetOptions, labels: &[&str]) -> (Vec<usize>, Option<String>) {
        let mut sampler = Sampler::new(options);
        labels.iter().enumerate().for_each(|(number, label)| sampler.offer(label, number));
        assert!(sampler.groups.values().all(|group| group.len() <= options.sample.unwrap_or(usize::MAX)));
        sampler.finish()
    }

    #[test]
    fn the_same_seed_draws_the_same_rows_in_their_order() {
        let labels = vec!["x"; 1_000];
        let options = |seed| SetOptions { sample: Some(20), seed, ..SetOptions::default() };
        let (first, words) = drawn(&options(7), &labels);
        assert_eq!((first.len(), first.is_sorted()), (20, true));
        assert_eq!(drawn(&options(7), &labels).0, first);
        assert_ne!(drawn(&options(8), &labels).0, first);
        assert_eq!(words.unwrap(), "20 of 1000 rows were drawn with seed 7");
        assert_eq!(drawn(&SetOptions::default(), &labels), ((0..1_000).collect(), None));
    }

    #[test]
    fn labels_are_balanced_as_far_as_they_go() {
        let mut labels = vec!["many"; 500];
        labels.extend(["few"; 3]);
        labels.extend(["some"; 40]);
        let options = SetOptions { sample: Some(30), balance: true, ..SetOptions::default() };
        let (rows, words) = drawn(&options, &labels);
        let count = |label: &str| rows.iter().filter(|row| labels[**row] == label).count();
        assert_eq!([count("few"), count("many"), count("some")], [3, 14, 13]);
        assert!(words.unwrap().ends_with("few 3 of 3, many 14 of 500, some 13 of 40"));
        assert_eq!(shares(&[], 5), Vec::<usize>::new());
        assert_eq!(shares(&[1, 2], 9), [1, 2]);
    }
}
