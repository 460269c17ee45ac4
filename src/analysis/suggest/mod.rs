//! [`suggest`]: the sentences of other documents that a claim may be linked to, each with what speaks for it.
//!
//! Nothing here is kept: what is dismissed or linked stands in the project, and answers follow from it.

mod copies;
mod duplicates;
mod judged;
mod kind;
mod queue;
mod reasons;

pub use duplicates::alike_sentences;
pub use kind::proposed as proposed_kind;
pub use queue::{LikelyLink, LikelyLinks, Progress};
pub use reasons::{Reason, ReasonKind};

use super::differences::{Comparison, Features, compare_features, features};
use super::index::{SentenceIndex, SentencePlace};
use super::similarity::{Found, Query, Reach, search};
use crate::model::{AnnotatorId, Claim, ClaimId, Document, DocumentId, Project, in_threads};
use crate::text::Span;
use copies::Bag;
use judged::Judged;
pub use judged::claim_at;
use reasons::ClaimWords;
use std::collections::BTreeMap;

/// Found sentences beyond those asked for, because some will be judged already or be copies.
const SPARE: usize = 100;

/// Fewer are not worth a thread.
const MIN_PER_THREAD: usize = 16;

/// A link that the program proposes. The analyst decides.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The other document.
    pub document: DocumentId,
    /// The sentence, as bytes of its text.
    pub span: Span,
    /// A claim that covers at least half of the sentence, or lies in it.
    pub claim: Option<ClaimId>,
    /// How alike the two are, from 0 (nothing in common) to 1 (the same words in the same surroundings).
    ///
    /// A weighted mean of cosines, no probability; comparable between the claims of one project.
    pub score: f32,
    /// What both have, the most telling first.
    pub reasons: Vec<Reason>,
    /// In what they differ, read from the claim; spans are bytes of the two documents, as in a link.
    pub differences: Comparison,
    /// Id of the link kind to offer as the default; none where the codebook offers no such kind.
    pub kind: Option<String>,
    /// Sentences that say the same almost word for word: of one origin with this one.
    pub copies: Vec<SuggestedCopy>,
}

/// A near-identical sentence elsewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SuggestedCopy {
    /// The document that has it.
    pub document: DocumentId,
    /// As bytes of its text.
    pub span: Span,
    /// As in [`Suggestion::claim`].
    pub claim: Option<ClaimId>,
    /// As in [`Suggestion::score`].
    pub score: f32,
}

/// Which suggestions to give.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SuggestOptions {
    /// The best this many of each other document, or the best of all documents together.
    pub amount: Amount,
    /// Also what is linked to the claim already, or dismissed for it.
    pub with_judged: bool,
    /// Puts near-identical sentences under the first of them.
    pub grouped: bool,
    /// Nothing that scores lower is given.
    pub least_score: f32,
    /// Whose claims and links are seen, for blind work; none means everybody's. Dismissals are seen always.
    pub annotator: Option<AnnotatorId>,
}

/// How many suggestions to give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Of each other document.
    PerDocument(usize),
    /// Of all other documents together.
    InAll(usize),
}

impl Default for SuggestOptions {
    /// What the window shows.
    fn default() -> Self {
        Self {
            amount: Amount::PerDocument(3),
            with_judged: false,
            grouped: true,
            least_score: 0.12,
            annotator: None,
        }
    }
}

/// What the sentences of a project say, read when first asked for and kept for further claims.
#[derive(Debug, Default)]
pub struct Readings {
    known: BTreeMap<(DocumentId, Span), Features>,
}

impl Readings {
    /// Reads sentences that were not read before.
    fn read(&mut self, project: &Project, index: &SentenceIndex, places: &[(DocumentId, Span)]) {
        let unread: Vec<(DocumentId, Span)> =
            places.iter().filter(|place| !self.known.contains_key(place)).copied().collect();
        let read = |(document, span): &(DocumentId, Span)| {
            let text = span.slice(&project.document(*document)?.text).unwrap_or_default();
            Some(((*document, *span), features(text, index.language(*document))))
        };
        let runs =
            in_threads(&unread, MIN_PER_THREAD, |_, run| run.iter().filter_map(read).collect::<Vec<_>>());
        self.known.extend(runs.into_iter().flatten());
    }

    /// Forgets what the sentences of a document say: its language or its sentences changed, or it is gone.
    pub fn forget(&mut self, document: DocumentId) {
        self.known.retain(|(known, _), _| *known != document);
    }

    fn of(&self, document: DocumentId, span: Span) -> Option<&Features> {
        self.known.get(&(document, span))
    }
}

/// The likely matches of a claim in other documents, best first; none for a claim that is not there.
///
/// The index must have been told of every document; sentences that it has otherwise are left out.
pub fn suggest(
    project: &Project,
    index: &SentenceIndex,
    claim: ClaimId,
    options: &SuggestOptions,
) -> Vec<Suggestion> {
    suggest_with(project, index, claim, options, &mut Readings::default())
}

/// As [`suggest`], for many claims of one project.
pub fn suggest_with(
    project: &Project,
    index: &SentenceIndex,
    claim: ClaimId,
    options: &SuggestOptions,
    readings: &mut Readings,
) -> Vec<Suggestion> {
    let Some((claim, document)) = claim_and_document(project, claim) else {
        return Vec::new();
    };
    let text = claimed_text(claim, document);
    let own = Bag::of_text(index, document.id, text);
    let language = index.language(document.id);
    let here = features(text, language);
    let words = ClaimWords::of(index, claim, document);
    let groups = offered(project, index, claim, options, readings);
    let places: Vec<(DocumentId, Span)> =
        groups.iter().map(|group| (group.first.document, group.first.span)).collect();
    readings.read(project, index, &places);
    let suggestion = |group: &Group| {
        let SuggestedCopy { document: other, span, claim: other_claim, score } = group.first;
        let differences = compare_features(&here, readings.of(other, span)?);
        let is_copy = own.is_like(index, &group.bag);
        Some(Suggestion {
            document: other,
            span,
            claim: other_claim,
            score,
            reasons: reasons::reasons(index, &words, (project.document(other)?, span)),
            kind: kind::proposed(project.codebook(), &differences, is_copy),
            differences: moved(differences, claim.span.start, span.start),
            copies: group.copies.clone(),
        })
    };
    let runs =
        in_threads(&groups, MIN_PER_THREAD, |_, run| run.iter().filter_map(suggestion).collect::<Vec<_>>());
    runs.into_iter().flatten().collect()
}

fn claim_and_document(project: &Project, claim: ClaimId) -> Option<(&Claim, &Document)> {
    let claim = project.claim(claim)?;
    Some((claim, project.document(claim.document)?))
}

/// The words that the claim claims, also when they were not found in the text.
fn claimed_text<'p>(claim: &'p Claim, document: &'p Document) -> &'p str {
    let there = claim.span.slice(&document.text).filter(|_| !claim.unanchored);
    there.unwrap_or(&claim.quote)
}

/// Sentences to offer as one.
#[derive(Debug)]
struct Group {
    bag: Bag,
    first: SuggestedCopy,
    copies: Vec<SuggestedCopy>,
}

/// What is found, without what is judged or too unlike, copies put together, no more than asked for.
fn offered(
    project: &Project,
    index: &SentenceIndex,
    claim: &Claim,
    options: &SuggestOptions,
    readings: &mut Readings,
) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut counts: BTreeMap<DocumentId, usize> = BTreeMap::new();
    for (place, first) in candidates(project, index, claim, options) {
        let bag = Bag::of_sentence(index, place);
        let same = |group: &&mut Group| {
            group.bag.is_like(index, &bag) && !disagree(project, index, (&group.first, &first), readings)
        };
        if let Some(group) = groups.iter_mut().filter(|_| options.grouped).find(same) {
            group.copies.push(first);
            continue;
        }
        let count = counts.entry(first.document).or_default();
        let is_wanted = match options.amount {
            Amount::PerDocument(wanted) => *count < wanted,
            Amount::InAll(wanted) => groups.len() < wanted,
        };
        if is_wanted {
            *count += 1;
            groups.push(Group { bag, first, copies: Vec::new() });
        }
    }
    groups
}

/// Whether two sentences cannot both hold.
fn disagree(
    project: &Project,
    index: &SentenceIndex,
    (one, other): (&SuggestedCopy, &SuggestedCopy),
    readings: &mut Readings,
) -> bool {
    let places = [(one.document, one.span), (other.document, other.span)];
    readings.read(project, index, &places);
    let [one, other] = places.map(|(document, span)| readings.of(document, span));
    one.zip(other).is_none_or(|(one, other)| compare_features(one, other).disagrees)
}

/// What is found and not judged yet, best first.
fn candidates(
    project: &Project,
    index: &SentenceIndex,
    claim: &Claim,
    options: &SuggestOptions,
) -> Vec<(SentencePlace, SuggestedCopy)> {
    let Some(document) = project.document(claim.document) else {
        return Vec::new();
    };
    let texts = [claimed_text(claim, document), &claim.statement];
    let query = Query { texts: &texts, document: document.id, span: claim.span };
    let judged = Judged::of(project, claim.id, options.annotator);
    let reach = match options.amount {
        Amount::PerDocument(wanted) => Reach { total: SPARE, per_document: wanted + judged.len().min(SPARE) },
        Amount::InAll(wanted) => {
            Reach { total: wanted.saturating_add(SPARE + judged.len()), per_document: 0 }
        }
    };
    let found = search(index, &query, &reach).into_iter();
    let offered = |Found { place, score }: Found| {
        let span = index.span(place)?;
        let document = project.document(place.document)?;
        let is_there = span.is_valid_in(&document.text) && score >= options.least_score;
        let is_open = options.with_judged || !judged.holds(document.id, span);
        let claim = claim_at(project, document.id, span, options.annotator);
        let found = SuggestedCopy { document: document.id, span, claim, score };
        (is_there && is_open).then_some((place, found))
    };
    found.filter_map(offered).collect()
}

/// The same differences as places in two documents, from places in two texts that begin there.
fn moved(mut comparison: Comparison, from: usize, to: usize) -> Comparison {
    let shift = |span: Option<Span>, by| span.map(|span| Span::new(span.start + by, span.end + by));
    for difference in &mut comparison.differences {
        difference.from = shift(difference.from, from);
        difference.to = shift(difference.to, to);
    }
    comparison
}

#[cfg(test)]
mod tests;
