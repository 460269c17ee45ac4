//! [`alpha_nominal`]: Krippendorff's alpha of labels without order.

use super::Undefined;
use super::alpha::alpha;
use super::counts::Sums;

/// Krippendorff 2011: two labels are the same or not. Gaps and undefined cases as in [`alpha`].
pub(super) fn alpha_nominal(sums: &Sums<'_>) -> Result<f64, Undefined> {
    let total = sums.value_count();
    let equal: f64 = sums.values.iter().map(|count| count * count).sum();
    // As an exact zero: of counts this large the squares would leave a rest.
    let expected = if sums.used_labels() < 2 { 0.0 } else { total * total - equal };
    alpha(sums, total - sums.together, expected)
}
