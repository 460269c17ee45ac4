//! [`independent`]: how many sources say the same without one repeating the other.

use super::groups::Groups;
use crate::model::{ClaimId, Project, Source};
use std::collections::BTreeMap;

/// How many independent sources stand behind these claims; `repeats` are pairs of them linked as repeating.
pub(in crate::analysis) fn independent(
    project: &Project,
    claims: &[ClaimId],
    repeats: &[(ClaimId, ClaimId)],
) -> usize {
    let mut groups = Groups::of(claims.iter().copied());
    for (one, other) in repeats {
        groups.join(*one, *other);
    }
    // Who published it and whom it repeats share one list: a paper that repeats an agency adds nothing to the agency.
    let mut first_by_name: BTreeMap<String, ClaimId> = BTreeMap::new();
    let mut first_by_document = BTreeMap::new();
    for claim in claims.iter().filter_map(|claim| project.claim(*claim)) {
        let same = *first_by_document.entry(claim.document).or_insert(claim.id);
        groups.join(same, claim.id);
        let source = project.document(claim.document).map(|document| &document.details.source);
        for name in source.into_iter().flat_map(names) {
            let same = *first_by_name.entry(name).or_insert(claim.id);
            groups.join(same, claim.id);
        }
    }
    groups.count()
}

fn names(source: &Source) -> impl Iterator<Item = String> {
    let names = [&source.publisher, &source.origin].into_iter();
    names.map(|name| name.trim().to_lowercase()).filter(|name| !name.is_empty())
}
