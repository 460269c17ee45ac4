//! [`Labels`]: the words by which formats without room for spaces and definitions name kinds and levels.

use super::selection::Selection;
use crate::model::{Claim, Confidence, Link};
use std::collections::{BTreeMap, BTreeSet};

/// Label of a claim that has no kind.
pub(super) const NO_KIND_LABEL: &str = "Claim";

/// Words without spaces, different from each other, for the kinds of a codebook.
#[derive(Debug)]
pub(super) struct Labels {
    claims: BTreeMap<String, String>,
    links: BTreeMap<String, String>,
    scale: String,
}

impl Labels {
    pub(super) fn new(selection: &Selection<'_>) -> Self {
        let codebook = selection.project.codebook();
        let claims = codebook.claim_kinds.iter().map(|kind| &kind.id);
        let links = codebook.link_kinds.iter().map(|kind| &kind.id);
        let scale = selection.project.settings().scale.clone();
        Self { claims: named(claims, Some(NO_KIND_LABEL)), links: named(links, None), scale }
    }

    /// Of the claim's first kind.
    pub(super) fn of_claim(&self, claim: &Claim) -> &str {
        let first = claim.kinds.first();
        first.and_then(|kind| self.claims.get(kind)).map_or(NO_KIND_LABEL, String::as_str)
    }

    /// Of a claim kind.
    pub(super) fn of_claim_kind(&self, id: &str) -> &str {
        self.claims.get(id).map_or(NO_KIND_LABEL, String::as_str)
    }

    /// Of a link kind.
    pub(super) fn of_link_kind(&self, id: &str) -> &str {
        self.links.get(id).map_or("", String::as_str)
    }

    /// Of a link's kind.
    pub(super) fn of_link<'l>(&'l self, link: &'l Link) -> &'l str {
        self.links.get(&link.kind).map_or(&link.kind, String::as_str)
    }

    /// A level of the project's scale by its id, one of another scale as `scale.level`; without spaces.
    pub(super) fn level(&self, confidence: &Confidence) -> String {
        let Confidence { scale, level } = confidence;
        let level = spaceless(level);
        if *scale == self.scale { level } else { format!("{}.{level}", spaceless(scale)) }
    }

    /// Every level that these claims and links have.
    pub(super) fn used_levels(&self, selection: &Selection<'_>) -> Vec<String> {
        let claims = selection.claims.iter().filter_map(|claim| claim.confidence.as_ref());
        let links = selection.links.iter().filter_map(|link| link.confidence.as_ref());
        let used: BTreeSet<String> = claims.chain(links).map(|confidence| self.level(confidence)).collect();
        let scale = selection.project.codebook().scale(&self.scale);
        let own: Vec<String> =
            scale.into_iter().flat_map(|scale| &scale.levels).map(|level| spaceless(&level.id)).collect();
        let others = used.into_iter().filter(|level| !own.contains(level));
        own.iter().cloned().chain(others).collect()
    }
}

/// Lower case, with one `_` for everything that is no letter or digit: by this labels are found again.
pub(super) fn plain_label(name: &str) -> String {
    spaceless(name).to_lowercase()
}

/// The id of the kind that a label was made of.
pub(super) fn id_of_label<'k>(
    ids: impl Iterator<Item = &'k String>,
    reserved: Option<&str>,
    label: &str,
) -> Option<String> {
    named(ids, reserved).into_iter().find(|(_, other)| other == label).map(|(id, _)| id)
}

fn spaceless(name: &str) -> String {
    let mut label = String::new();
    for c in name.trim().chars() {
        if c.is_alphanumeric() || c == '-' {
            label.push(c);
        } else if !label.ends_with('_') {
            label.push('_');
        }
    }
    label
}

fn named<'k>(ids: impl Iterator<Item = &'k String>, reserved: Option<&str>) -> BTreeMap<String, String> {
    let mut taken: BTreeSet<String> = reserved.map(plain_label).into_iter().collect();
    let mut labels = BTreeMap::new();
    for id in ids {
        let label = spaceless(id);
        let mut unique = label.clone();
        let mut number = 1;
        while !taken.insert(unique.to_lowercase()) {
            number += 1;
            unique = format!("{label}_{number}");
        }
        labels.insert(id.clone(), unique);
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_have_no_spaces_and_are_different() {
        let ids = ["gives background", "Gives  background", "claim", "a\"\t\n=b", ""].map(str::to_owned);
        let labels = named(ids.iter(), Some(NO_KIND_LABEL));
        let labels: Vec<&str> = ids.iter().map(|id| labels[id].as_str()).collect();
        assert_eq!(labels, ["gives_background", "Gives_background_2", "claim_2", "a_b", ""]);
        assert_eq!(plain_label("Gives background"), plain_label("gives_background"));
    }
}
