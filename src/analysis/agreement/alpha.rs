//! [`alpha`]: what all of Krippendorff's alphas of fixed units have in common.

use super::Undefined;
use super::counts::Sums;

/// One minus observed over expected disagreement: Krippendorff 2011, “Computing Krippendorff's Alpha-Reliability”.
///
/// `observed` sums coincidences times distance, `expected` sums the products of how often two labels occur times
/// distance, each both ways. Gaps are no values; a unit with one value counts nowhere. Undefined without units, and
/// where no two values differ.
pub(super) fn alpha(sums: &Sums<'_>, observed: f64, expected: f64) -> Result<f64, Undefined> {
    if sums.units <= 0.0 {
        return Err(Undefined::NoUnits);
    }
    if expected <= 0.0 {
        return Err(Undefined::NoVariation);
    }
    Ok(1.0 - (sums.value_count() - 1.0) * observed / expected)
}

/// The sum of the products where each two labels are as far apart as `distance` says.
pub(super) fn expected(sums: &Sums<'_>, distance: impl Fn(usize, usize) -> f64) -> f64 {
    let used = || sums.values.iter().enumerate().filter(|(_, count)| **count > 0.0);
    let mut expected = 0.0;
    for (one, count) in used() {
        let others = used().take_while(|(other, _)| *other < one);
        expected += count * others.map(|(other, count)| count * distance(one, other)).sum::<f64>();
    }
    2.0 * expected
}
