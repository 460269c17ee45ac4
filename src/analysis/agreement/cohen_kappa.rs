//! [`cohen_kappa`]: Cohen's kappa of two annotators.

use super::Undefined;
use super::counts::Sums;
use super::percent::percent;

/// Cohen 1960: chance is that each draws from the own distribution of labels.
///
/// Gaps: units that one of the two has not judged are left out, as one does before giving them to scikit-learn.
/// Undefined for more than two annotators, without units, and where only one label was ever given.
pub(super) fn cohen_kappa(sums: &Sums<'_>) -> Result<f64, Undefined> {
    let observed = percent(sums)?;
    let (first, second) = sums.margins.ok_or(Undefined::OnlyForTwo)?;
    if sums.used_labels() < 2 {
        return Err(Undefined::NoVariation);
    }
    let expected: f64 = first.iter().zip(second).map(|(one, other)| one * other).sum();
    let expected = expected / (sums.units * sums.units);
    Ok((observed - expected) / (1.0 - expected))
}
