//! [`Used`]: which entries of the codebook the records of a project name.

use crate::model::project::Records;
use crate::model::{Confidence, RELIABILITY_SCALE, Settings};
use std::collections::BTreeSet;

/// Ids of entries that are named.
#[derive(Debug, Default)]
pub(in crate::model::merge) struct Used<'r> {
    pub(super) claim_kinds: BTreeSet<&'r str>,
    pub(super) link_kinds: BTreeSet<&'r str>,
    pub(super) difference_types: BTreeSet<&'r str>,
    pub(super) outcomes: BTreeSet<&'r str>,
    pub(super) causes: BTreeSet<&'r str>,
    pub(super) rulings: BTreeSet<&'r str>,
    /// Scale and level.
    pub(super) levels: BTreeSet<(&'r str, &'r str)>,
    /// The scale of the settings.
    scale: &'r str,
}

impl<'r> Used<'r> {
    /// What these records and settings name.
    pub(in crate::model::merge) fn by(records: &'r Records, settings: &'r Settings) -> Self {
        let mut used = Self { scale: &settings.scale, ..Self::default() };
        for claim in records.claims.values() {
            used.claim_kinds.extend(claim.kinds.iter().map(String::as_str));
            used.confidence(claim.confidence.as_ref());
        }
        for link in records.links.values() {
            used.link_kinds.insert(&link.kind);
            used.difference_types.extend(link.differences.iter().map(|one| one.kind.as_str()));
            used.confidence(link.confidence.as_ref());
        }
        for verdict in records.verdicts.values() {
            used.outcomes.insert(&verdict.outcome);
            used.confidence(verdict.confidence.as_ref());
        }
        for ruling in records.rulings.values() {
            used.rulings.insert(&ruling.outcome);
            used.causes.insert(&ruling.cause);
        }
        for document in records.documents.values() {
            let level = document.details.source.reliability.as_deref();
            used.levels.extend(level.map(|level| (RELIABILITY_SCALE, level)));
        }
        used
    }

    fn confidence(&mut self, confidence: Option<&'r Confidence>) {
        let level = confidence.map(|one| (one.scale.as_str(), one.level.as_str()));
        self.levels.extend(level);
    }

    /// The scales of the levels, and that of the settings.
    pub(super) fn scales(&self) -> BTreeSet<&'r str> {
        self.levels.iter().map(|(scale, _)| *scale).chain([self.scale]).collect()
    }
}
