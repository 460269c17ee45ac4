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
    scales: BTreeMap<String, String>,
    /// By scale.
    levels: BTreeMap<String, BTreeMap<String, String>>,
    scale: String,
}

impl Labels {
    pub(super) fn new(selection: &Selection<'_>) -> Self {
        let codebook = selection.project.codebook();
        let claims = codebook.claim_kinds.iter().map(|kind| &kind.id);
        let links = codebook.link_kinds.iter().map(|kind| &kind.id);
        let levels = codebook
            .scales
            .iter()
            .map(|scale| (scale.id.clone(), named(scale.levels.iter().map(|level| &level.id), None)));
        Self {
            claims: named(claims, Some(NO_KIND_LABEL)),
            links: named(links, None),
            scales: named(codebook.scales.iter().map(|scale| &scale.id), None),
            levels: levels.collect(),
            scale: selection.project.settings().scale.clone(),
        }
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
        let levels = self.levels.get(scale);
        let level = levels.and_then(|levels| levels.get(level)).cloned().unwrap_or_else(|| spaceless(level));
        if *scale == self.scale {
            return level;
        }
        let scale = self.scales.get(scale).cloned().unwrap_or_else(|| spaceless(scale));
        format!("{scale}.{level}")
    }

    /// Every level that these claims and links have.
    pub(super) fn used_levels(&self, selection: &Selection<'_>) -> Vec<String> {
        let claims = selection.claims.iter().filter_map(|claim| claim.confidence.as_ref());
        let links = selection.links.iter().filter_map(|link| link.confidence.as_ref());
        let used: BTreeSet<String> = claims.chain(links).map(|confidence| self.level(confidence)).collect();
        let own = selection.project.codebook().scale(&self.scale).map_or(&[][..], |scale| &scale.levels);
        let own = own.iter().map(|level| Confidence { scale: self.scale.clone(), level: level.id.clone() });
        let own: Vec<String> = own.map(|confidence| self.level(&confidence)).collect();
        let others = used.into_iter().filter(|level| !own.contains(level));
        own.iter().cloned().chain(others).collect()
    }
}

/// Lower case, with one `_` for everything that is no letter, digit or `-`.
pub(super) fn plain_label(name: &str) -> String {
    spaceless(name).to_lowercase()
}

/// Lower case, with one `_` for blanks in a row. Other signs stay: C++ is not C#.
pub(super) fn loose_label(name: &str) -> String {
    joined(name, |c| !c.is_whitespace() && c != '_').to_lowercase()
}

/// The id that a label was made of.
pub(super) fn id_of_label<'k>(
    ids: impl Iterator<Item = &'k String>,
    reserved: Option<&str>,
    label: &str,
) -> Option<String> {
    named(ids, reserved).into_iter().find(|(_, other)| other == label).map(|(id, _)| id)
}

fn spaceless(name: &str) -> String {
    joined(name, |c| c.is_alphanumeric() || c == '-')
}

/// With one `_` for all that is not kept between what is.
fn joined(name: &str, is_kept: impl Fn(char) -> bool) -> String {
    let mut label = String::new();
    for c in name.trim().chars() {
        if is_kept(c) {
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
        assert_eq!(loose_label("Gives  background"), loose_label("gives_background"));
        assert_ne!(loose_label("C++"), loose_label("C#"));
    }
}
