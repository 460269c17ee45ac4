//! [`alpha_ordinal`]: Krippendorff's alpha of ordered levels.

use super::Undefined;
use super::alpha::{alpha, expected};
use super::counts::{Shape, Sums};

/// Krippendorff 2011: two levels are as far apart as values lie between them, squared: all values from the one to the
/// other, the two themselves by half. Gaps and undefined cases as in [`alpha`].
pub(super) fn alpha_ordinal(sums: &Sums<'_>) -> Result<f64, Undefined> {
    let mut below = 0.0;
    let middles: Vec<f64> = sums
        .values
        .iter()
        .map(|count| {
            below += count;
            below - count / 2.0
        })
        .collect();
    // From the middle of one level to that of the other: half of both and all between.
    let distance = |one: usize, other: usize| {
        let middle = |level: usize| middles.get(level).copied().unwrap_or_default();
        (middle(one) - middle(other)).powi(2)
    };
    let mut observed = 0.0;
    for high in 1..sums.values.len() {
        for low in 0..high {
            let met = sums.coincidences.get(Shape::coincidence(low, high)).copied().unwrap_or_default();
            if met > 0.0 {
                observed += 2.0 * met * distance(low, high);
            }
        }
    }
    alpha(sums, observed, expected(sums, distance))
}
