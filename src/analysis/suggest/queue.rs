//! [`LikelyLinks`]: the pairs of a whole project that nobody has judged yet and that are most alike.
//!
//! Asked claim by claim, so that the work can be cut up, shown as it goes, and stopped at any time.

use super::super::index::SentenceIndex;
use super::{Amount, SuggestOptions, candidates};
use crate::model::{ClaimId, DocumentId, Project};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Pairs that are kept for a claim; when one is judged the claim is asked again.
const PER_CLAIM: usize = 5;

/// A claim and a sentence that may belong together; [`super::suggest`] tells more of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LikelyLink {
    /// The claim that was asked.
    pub claim: ClaimId,
    /// The document of the sentence.
    pub document: DocumentId,
    /// The sentence, as bytes of its text.
    pub span: Span,
    /// The claim that the sentence is, if any.
    pub other: Option<ClaimId>,
    /// As in [`super::Suggestion::score`].
    pub score: f32,
}

/// How far the queue has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Claims that were asked.
    pub done: usize,
    /// Claims in all.
    pub total: usize,
}

impl Progress {
    /// Whether nothing is left to ask.
    pub const fn is_complete(self) -> bool {
        self.done == self.total
    }
}

/// The queue. What it knows of a claim holds until that claim, its links or its dismissals change.
#[derive(Clone, Debug)]
pub struct LikelyLinks {
    options: SuggestOptions,
    found: BTreeMap<ClaimId, Vec<LikelyLink>>,
    pending: BTreeSet<ClaimId>,
}

impl LikelyLinks {
    /// Every claim is still to be asked. Of the options the amount does not matter.
    pub fn new(project: &Project, options: SuggestOptions) -> Self {
        let mut queue = Self { options, found: BTreeMap::new(), pending: BTreeSet::new() };
        queue.ask_all_again(project);
        queue
    }

    /// After a change of a claim, of its links or dismissals, or its removal. Until then the old answer stays.
    pub fn ask_again(&mut self, claim: ClaimId) {
        self.pending.insert(claim);
    }

    /// After a change of documents or sentences.
    pub fn ask_all_again(&mut self, project: &Project) {
        self.pending.extend(project.claims().map(|claim| claim.id));
        self.pending.extend(self.found.keys());
    }

    /// Asks up to `count` claims; call it until the work is complete, or stop.
    pub fn step(&mut self, project: &Project, index: &SentenceIndex, count: usize) -> Progress {
        for _ in 0..count {
            let Some(claim) = self.pending.pop_first() else {
                break;
            };
            self.ask(project, index, claim);
        }
        self.progress()
    }

    /// How far the queue has come.
    pub fn progress(&self) -> Progress {
        let asked = self.found.keys().filter(|claim| !self.pending.contains(claim)).count();
        Progress { done: asked, total: asked + self.pending.len() }
    }

    /// The best pairs, each once, whichever of its claims was asked.
    pub fn ranked(&self, limit: usize) -> Vec<LikelyLink> {
        let mut links: Vec<&LikelyLink> = self.found.values().flatten().collect();
        links.sort_by(|one, other| {
            let places =
                || (one.claim, one.document, one.span).cmp(&(other.claim, other.document, other.span));
            other.score.total_cmp(&one.score).then_with(places)
        });
        let mut seen: BTreeSet<(ClaimId, ClaimId)> = BTreeSet::new();
        links.retain(|link| {
            link.other.is_none_or(|other| seen.insert((link.claim.min(other), link.claim.max(other))))
        });
        links.into_iter().take(limit).copied().collect()
    }

    fn ask(&mut self, project: &Project, index: &SentenceIndex, claim: ClaimId) {
        let Some(claim) = project.claim(claim) else {
            self.found.remove(&claim);
            return;
        };
        let options = SuggestOptions { amount: Amount::InAll(PER_CLAIM), ..self.options };
        let found = candidates(project, index, claim, &options).into_iter().take(PER_CLAIM);
        let links = found.map(|(_, found)| LikelyLink {
            claim: claim.id,
            document: found.document,
            span: found.span,
            other: found.claim,
            score: found.score,
        });
        self.found.insert(claim.id, links.collect());
    }
}
