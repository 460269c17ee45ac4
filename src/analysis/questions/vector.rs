//! [`Vector`]: a sparse vector over words and claims.

use std::cmp::Ordering;

/// What a weight is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Feature {
    /// A word form, by its number among the forms read.
    Word(u32),
    /// A claim, by its number among the claims described.
    Claim(u32),
}

/// Weights by feature, each feature once, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Vector {
    parts: Vec<(Feature, f64)>,
}

/// A vector this many times as long as another one is searched, not walked through.
const MUCH_LONGER: usize = 8;

impl Vector {
    /// Weights in any order; those of one feature are added.
    pub(super) fn new(mut parts: Vec<(Feature, f64)>) -> Self {
        // Stable, so that weights of one feature are always added in the order in which they were given.
        parts.sort_by_key(|(feature, _)| *feature);
        parts.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1 += next.1;
            }
            is_same
        });
        Self { parts }
    }

    /// The sum of some vectors.
    pub(super) fn sum<'v>(vectors: impl Iterator<Item = &'v Self>) -> Self {
        Self::new(vectors.flat_map(|vector| vector.parts.iter().copied()).collect())
    }

    /// With length 1; a vector without weights stays as it is.
    pub(super) fn unit(mut self) -> Self {
        let length = self.length();
        if length > 0.0 {
            self.parts.iter_mut().for_each(|(_, weight)| *weight /= length);
        }
        self
    }

    /// Euclidean.
    pub(super) fn length(&self) -> f64 {
        self.parts.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt()
    }

    /// The inner product.
    pub(super) fn dot(&self, other: &Self) -> f64 {
        let (short, long) = if self.parts.len() <= other.parts.len() { (self, other) } else { (other, self) };
        if long.parts.len() > short.parts.len() * MUCH_LONGER {
            return short.parts.iter().map(|(feature, weight)| weight * long.weight(*feature)).sum();
        }
        let (mut ones, mut others) = (short.parts.iter().peekable(), long.parts.iter().peekable());
        let mut sum = 0.0;
        while let (Some((one, weight)), Some((other, other_weight))) = (ones.peek(), others.peek()) {
            match one.cmp(other) {
                Ordering::Less => drop(ones.next()),
                Ordering::Greater => drop(others.next()),
                Ordering::Equal => {
                    sum += weight * other_weight;
                    ones.next();
                    others.next();
                }
            }
        }
        sum
    }

    /// The words of most weight, the first ones of equal weight first.
    pub(super) fn strongest_words(&self, count: usize) -> Vec<u32> {
        let words = self.parts.iter().filter_map(|(feature, weight)| match feature {
            Feature::Word(word) => Some((*weight, *word)),
            Feature::Claim(_) => None,
        });
        let mut words: Vec<(f64, u32)> = words.collect();
        words.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        words.into_iter().take(count).map(|(_, word)| word).collect()
    }

    fn weight(&self, feature: Feature) -> f64 {
        let at = self.parts.binary_search_by_key(&feature, |(feature, _)| *feature).ok();
        at.and_then(|at| self.parts.get(at)).map_or(0.0, |(_, weight)| *weight)
    }
}

/// Rounded, so that likenesses which differ only by the order of additions are equal.
pub(super) fn rounded(likeness: f64) -> f64 {
    const STEPS: f64 = 1e9;
    (likeness * STEPS).round() / STEPS
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_near(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-9
    }

    fn vectors() -> impl Strategy<Value = Vector> {
        let feature = prop_oneof![(0u32..40).prop_map(Feature::Word), (0u32..9).prop_map(Feature::Claim)];
        proptest::collection::vec((feature, 0.0..1.0), 0..60).prop_map(Vector::new)
    }

    proptest! {
        #[test]
        fn the_inner_product_is_the_sum_over_common_features(one in vectors(), other in vectors()) {
            let plain: f64 = one.parts.iter().map(|(feature, weight)| weight * other.weight(*feature)).sum();
            prop_assert!(is_near(one.dot(&other), plain));
            prop_assert!(is_near(other.dot(&one), plain));
            let both = Vector::sum([&one, &other].into_iter());
            prop_assert!(is_near(both.dot(&one), one.dot(&one) + plain));
        }
    }

    #[test]
    fn a_unit_vector_has_length_1_or_nothing() {
        let parts = vec![(Feature::Word(3), 3.0), (Feature::Claim(0), 4.0)];
        assert!((Vector::new(parts).unit().length() - 1.0).abs() < 1e-12);
        assert!(Vector::default().unit().parts.is_empty());
    }

    #[test]
    fn the_strongest_words_come_first() {
        let parts = [
            (Feature::Word(1), 0.5),
            (Feature::Word(2), 0.9),
            (Feature::Claim(0), 1.0),
            (Feature::Word(0), 0.5),
        ];
        assert_eq!(Vector::new(parts.to_vec()).strongest_words(2), [2, 0]);
    }
}
