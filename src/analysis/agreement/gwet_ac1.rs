//! [`gwet_ac1`]: Gwet's AC1 of any number of annotators.

use super::Undefined;
use super::counts::Sums;
use super::percent::percent;

/// Gwet 2008: chance is that somebody guesses, which is likelier the more evenly the labels are spread. It stays near
/// the percent agreement where one label is rare.
///
/// Labels are those that occur. Gaps: shares of labels are averaged over units with two values or more (Gwet 2014).
/// Undefined without units, and where only one label was ever given.
pub(super) fn gwet_ac1(sums: &Sums<'_>) -> Result<f64, Undefined> {
    let observed = percent(sums)?;
    let label_count = sums.used_labels();
    if label_count < 2 {
        return Err(Undefined::NoVariation);
    }
    let spread = sums.shares.iter().map(|share| share / sums.units).map(|share| share * (1.0 - share));
    let expected = spread.sum::<f64>() / (label_count - 1) as f64;
    Ok((observed - expected) / (1.0 - expected))
}
