//! [`Splits`]: which part of a dataset a record belongs to, so that nothing tested was seen in training.
//!
//! Groups are whole: what is connected stays together, and only groups are drawn. The drawing follows from the seed.

mod assign;
mod group;

use super::selection::Selection;
use super::{FormatError, SplitBy};
use crate::model::{Claim, ClaimId, DocumentId, Link};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// Where seed, shares and groups are recorded.
pub(super) const FILE: &str = "splits.json";

/// The smallest thing that a format can put into one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// Claims, links and sentences.
    Sentences,
    /// Documents with all their claims.
    Documents,
}

/// What is drawn as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Document(DocumentId),
    Sentence(DocumentId, usize),
    Claim(ClaimId),
}

/// The groups of an export and the part of each.
#[derive(Debug)]
pub(super) struct Splits {
    by: SplitBy,
    seed: u64,
    shares: Vec<u32>,
    names: &'static [&'static str],
    grain: Grain,
    groups: Vec<Group>,
    of: BTreeMap<Node, usize>,
}

#[derive(Debug)]
struct Group {
    id: String,
    part: usize,
    claims: Vec<ClaimId>,
    documents: Vec<DocumentId>,
    sentence_count: usize,
    /// Of its documents; empty where not known.
    published: String,
}

impl Splits {
    /// None when no split is wanted.
    pub(super) fn new(selection: &Selection<'_>) -> Option<Self> {
        let split = selection.options.split.as_ref()?;
        let is_thread = split.by == SplitBy::Thread;
        let grain = if is_thread { selection.grain } else { Grain::Documents };
        let seed = selection.options.seed;
        let (mut groups, of) = group::groups(selection, split.by, grain);
        match split.by {
            SplitBy::Date => assign::by_date(&mut groups, &split.shares),
            SplitBy::Thread | SplitBy::Document => assign::by_lot(&mut groups, &split.shares, seed),
        }
        let (by, shares, names) = (split.by, split.shares.clone(), split.names());
        Some(Self { by, seed, shares, names, grain, groups, of })
    }

    /// What the parts are called, in order.
    pub(super) const fn names(&self) -> &'static [&'static str] {
        self.names
    }

    fn group_of(&self, node: Node) -> Option<&Group> {
        self.of.get(&node).and_then(|group| self.groups.get(*group))
    }

    fn group_of_claim(&self, claim: &Claim) -> Option<&Group> {
        match self.grain {
            Grain::Sentences => self.group_of(Node::Claim(claim.id)),
            Grain::Documents => self.group_of(Node::Document(claim.document)),
        }
    }

    fn group_of_sentence(&self, document: DocumentId, sentence: usize) -> Option<&Group> {
        match self.grain {
            Grain::Sentences => self.group_of(Node::Sentence(document, sentence)),
            Grain::Documents => self.group_of(Node::Document(document)),
        }
    }

    /// Index of the part of a claim.
    pub(super) fn part_of_claim(&self, claim: &Claim) -> usize {
        self.group_of_claim(claim).map_or(0, |group| group.part)
    }

    /// Index of the part of a sentence of that number.
    pub(super) fn part_of_sentence(&self, document: DocumentId, sentence: usize) -> usize {
        self.group_of_sentence(document, sentence).map_or(0, |group| group.part)
    }

    /// Index of the part of a whole document; for [`Grain::Documents`].
    pub(super) fn part_of_document(&self, document: DocumentId) -> usize {
        self.group_of(Node::Document(document)).map_or(0, |group| group.part)
    }

    /// Index of the part that has both ends; none when none has.
    pub(super) fn part_of_link(&self, link: &Link, selection: &Selection<'_>) -> Option<usize> {
        let part = |claim| selection.project.claim(claim).map(|claim| self.part_of_claim(claim));
        part(link.from).filter(|from| part(link.to) == Some(*from))
    }

    /// Id of the group of a claim.
    pub(super) fn claim_group(&self, claim: &Claim) -> &str {
        self.group_of_claim(claim).map_or("", |group| &group.id)
    }

    /// Id of the group of a sentence of that number.
    pub(super) fn sentence_group(&self, document: DocumentId, sentence: usize) -> &str {
        self.group_of_sentence(document, sentence).map_or("", |group| &group.id)
    }

    /// Parts without a claim, in words: too much hangs together.
    pub(super) fn notes(&self) -> Vec<String> {
        let has_claims =
            |part| self.groups.iter().any(|group| group.part == part && !group.claims.is_empty());
        let empty = self.names.iter().enumerate().filter(|(part, _)| !has_claims(*part));
        let group_count = self.groups.iter().filter(|group| !group.claims.is_empty()).count();
        empty
            .map(|(_, name)| {
                format!(
                    "the part {name} has no claims: all claims hang together in {group_count} {}",
                    if group_count == 1 { "group" } else { "groups" }
                )
            })
            .collect()
    }
}

/// A group as it is recorded; those of single sentences without a claim are not listed.
#[derive(Serialize)]
struct GroupRow<'s> {
    group: &'s str,
    split: &'s str,
    claim_ids: &'s [ClaimId],
    document_ids: &'s [DocumentId],
    sentence_count: usize,
}

/// What a part holds.
#[derive(Serialize)]
struct PartRow<'s> {
    name: &'s str,
    share: u32,
    group_count: usize,
    claim_count: usize,
    link_count: usize,
    sentence_count: usize,
}

#[derive(Serialize)]
struct SplitsFile<'s> {
    by: &'s str,
    seed: u64,
    parts: Vec<PartRow<'s>>,
    links_between_parts: usize,
    groups: Vec<GroupRow<'s>>,
}

/// The bytes of [`FILE`].
pub(super) fn json(splits: &Splits, selection: &Selection<'_>) -> Result<Vec<u8>, FormatError> {
    let name = |part: usize| splits.names.get(part).copied().unwrap_or_default();
    let links: Vec<Option<usize>> =
        selection.links.iter().map(|link| splits.part_of_link(link, selection)).collect();
    let parts = splits.shares.iter().enumerate().map(|(part, share)| {
        let groups = || splits.groups.iter().filter(move |group| group.part == part);
        PartRow {
            name: name(part),
            share: *share,
            group_count: groups().count(),
            claim_count: groups().map(|group| group.claims.len()).sum(),
            link_count: links.iter().filter(|link| **link == Some(part)).count(),
            sentence_count: groups().map(|group| group.sentence_count).sum(),
        }
    });
    let listed = splits.groups.iter().filter(|group| !group.claims.is_empty() || group.sentence_count > 1);
    let groups = listed.map(|group| GroupRow {
        group: &group.id,
        split: name(group.part),
        claim_ids: &group.claims,
        document_ids: &group.documents,
        sentence_count: group.sentence_count,
    });
    let file = SplitsFile {
        by: splits.by.name(),
        seed: splits.seed,
        parts: parts.collect(),
        links_between_parts: links.iter().filter(|link| link.is_none()).count(),
        groups: groups.collect(),
    };
    let mut bytes =
        serde_json::to_vec_pretty(&file).map_err(|err| FormatError::Unwritable(err.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// A number that follows from a seed and some bytes alone.
pub(super) fn lot(seed: u64, bytes: &[u8]) -> u64 {
    let digest = Sha256::new().chain_update(seed.to_le_bytes()).chain_update(bytes).finalize();
    digest.iter().take(8).fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

#[cfg(test)]
mod tests;
