//! [`alpha_masi`]: Krippendorff's alpha of sets, and their [`masi_distance`].

use super::Undefined;
use super::alpha::alpha;
use super::counts::Sums;

/// Krippendorff 2011 over MASI distance. Gaps and undefined cases as in [`alpha`].
pub(super) fn alpha_masi(sums: &Sums<'_>) -> Result<f64, Undefined> {
    alpha(sums, sums.apart, sums.expected_apart())
}

/// Passonneau 2006: one minus Jaccard similarity times 1 for equal sets, 2/3 where one holds the other, 1/3 where they
/// cross. Nothing is like the empty set but itself. Both sets are sorted.
pub(super) fn masi_distance(one: &[u32], other: &[u32]) -> f64 {
    let shared = one.iter().filter(|word| other.binary_search(word).is_ok()).count();
    let all = one.len() + other.len() - shared;
    let monotonicity = if shared == all {
        return 0.0;
    } else if shared == one.len().min(other.len()) {
        2.0 / 3.0
    } else {
        1.0 / 3.0
    };
    1.0 - monotonicity * shared as f64 / all as f64
}
