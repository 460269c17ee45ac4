//! [`percent`]: how often two values of a unit are equal.

use super::Undefined;
use super::counts::Sums;

/// The share of equal pairs among the values of a unit, averaged over units: Fleiss 1971, the mean of `P_i`.
///
/// Gaps: a unit counts once however many values it has, if it has two (Gwet 2014). Undefined without units.
pub(super) fn percent(sums: &Sums<'_>) -> Result<f64, Undefined> {
    if sums.units > 0.0 { Ok(sums.agreed / sums.units) } else { Err(Undefined::NoUnits) }
}
