//! Gives each group its part, so that the sizes come as near to the shares as whole groups allow.

use super::{Group, lot};
use std::cmp::Reverse;

/// The largest groups first, each into the part that lacks most; groups of one size come in the order of their lots.
///
/// Groups with claims are weighed by these, the others by their sentences.
pub(super) fn by_lot(groups: &mut [Group], shares: &[u32], seed: u64) {
    let (mut claims, mut others): (Vec<&mut Group>, Vec<&mut Group>) =
        groups.iter_mut().partition(|group| !group.claims.is_empty());
    spread(&mut claims, shares, seed, |group| group.claims.len());
    spread(&mut others, shares, seed, |group| group.sentence_count);
}

fn spread(groups: &mut [&mut Group], shares: &[u32], seed: u64, size: fn(&Group) -> usize) {
    let total: usize = groups.iter().map(|group| size(group)).sum();
    let sum = f64::from(shares.iter().sum::<u32>().max(1));
    let mut missing: Vec<f64> = shares.iter().map(|share| total as f64 * f64::from(*share) / sum).collect();
    groups.sort_by_cached_key(|group| (Reverse(size(group)), lot(seed, group.id.as_bytes())));
    for group in groups {
        let most = missing.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let part = missing.iter().position(|missing| *missing >= most).unwrap_or_default();
        group.part = part;
        if let Some(missing) = missing.get_mut(part) {
            *missing -= size(group) as f64;
        }
    }
}

/// The earliest first; a group goes to the part in which most of it would lie if groups could be cut.
pub(super) fn by_date(groups: &mut [Group], shares: &[u32]) {
    let size = |group: &Group| group.claims.len().max(1);
    let total: usize = groups.iter().map(size).sum();
    let sum = f64::from(shares.iter().sum::<u32>().max(1));
    let mut ends = Vec::new();
    let mut share_so_far = 0.0;
    for share in shares {
        share_so_far += f64::from(*share) / sum;
        ends.push(share_so_far * total as f64);
    }
    let mut order: Vec<&mut Group> = groups.iter_mut().collect();
    order.sort_by(|one, other| (&one.published, &one.id).cmp(&(&other.published, &other.id)));
    let mut done = 0.0;
    for group in order {
        let middle = done + size(group) as f64 / 2.0;
        group.part =
            ends.iter().position(|end| middle <= *end).unwrap_or_else(|| shares.len().saturating_sub(1));
        done += size(group) as f64;
    }
}
