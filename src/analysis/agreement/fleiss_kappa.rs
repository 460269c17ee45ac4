//! [`fleiss_kappa`]: Fleiss' kappa of any number of annotators.

use super::Undefined;
use super::counts::Sums;
use super::percent::percent;

/// Fleiss 1971: chance is that all draw from one distribution of labels. Of two annotators it is Scott's pi.
///
/// Gaps: Fleiss asks for as many values of each unit; with fewer of some the shares of labels are averaged over units
/// (Gwet 2014, as in irrCAC), which is the same where nothing is missing. Undefined without units, and where only
/// one label was ever given.
pub(super) fn fleiss_kappa(sums: &Sums<'_>) -> Result<f64, Undefined> {
    let observed = percent(sums)?;
    if sums.used_labels() < 2 {
        return Err(Undefined::NoVariation);
    }
    let expected: f64 = sums.shares.iter().map(|share| (share / sums.units).powi(2)).sum();
    Ok((observed - expected) / (1.0 - expected))
}
