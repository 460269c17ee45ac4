//! [`pairs`]: every two places that somebody related or judged unrelated, with who said what.

use super::jsonl::pairs::UNRELATED;
use super::selection::Selection;
use super::splits::lot;
use super::votes::Votes;
use crate::analysis::threads::Groups;
use crate::model::{AnnotatorId, Claim, ClaimId, Confidence, Document, DocumentId, Link, LinkKind};
use crate::text::Span;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Attempts to draw one unrelated pair before it is given up.
const MAX_TRIES: u64 = 40;
/// Behind the kind of a link that runs from the hypothesis to the premise.
const INVERSE: &str = "_inverse";

/// One side of a pair.
#[derive(Clone, Copy, Debug)]
pub(super) struct End<'p> {
    pub(super) document: &'p Document,
    pub(super) span: Span,
    /// None for a place that was suggested and dismissed.
    pub(super) claim: Option<&'p Claim>,
}

/// What one annotator said of a pair.
#[derive(Clone, Debug)]
pub(super) struct Judgement<'p> {
    pub(super) annotator: AnnotatorId,
    /// Kind of the link as read from premise to hypothesis; `no_relation` for a dismissal.
    pub(super) relation: Cow<'p, str>,
    pub(super) confidence: Option<&'p Confidence>,
    /// None for a dismissal.
    pub(super) link: Option<&'p Link>,
}

/// Two places and what was said of them.
#[derive(Debug)]
pub(super) struct Pair<'p> {
    pub(super) premise: End<'p>,
    pub(super) hypothesis: End<'p>,
    /// Empty for a pair that was drawn: nobody looked at it.
    pub(super) judgements: Vec<Judgement<'p>>,
    pub(super) votes: Votes<'p>,
}

/// From, to, the link, and what it says.
type Said<'p> = (End<'p>, End<'p>, Option<&'p Link>, Judgement<'p>);
/// By position of the document, span, and the claim where its place is not certain.
type Place = (usize, Span, Option<ClaimId>);

/// In the order of their places; drawn ones at the end.
pub(super) fn pairs<'p>(selection: &Selection<'p>) -> Vec<Pair<'p>> {
    let mut found = judged(selection);
    if let Some(wanted) = selection.options.negatives {
        let related = found.iter().filter(|pair| pair.is_related()).count();
        let unrelated = found.len() - related;
        let drawn = drawn(selection, &found, (wanted * related).saturating_sub(unrelated));
        found.extend(drawn);
    }
    found
}

impl<'p> Pair<'p> {
    /// Whether somebody found a relation.
    pub(super) fn is_related(&self) -> bool {
        self.judgements.iter().any(|judgement| judgement.relation != UNRELATED.0)
    }

    /// The relation that the majority sees; `no_relation` where it was drawn.
    pub(super) fn relation(&self) -> Option<&str> {
        if self.judgements.is_empty() { Some(UNRELATED.0) } else { self.votes.majority().map(AsRef::as_ref) }
    }

    /// Index of the part that has both ends; none when none has.
    pub(super) fn part(&self, selection: &Selection<'p>) -> Option<usize> {
        let Some(splits) = selection.splits() else {
            return Some(0);
        };
        let part = |end: &End<'p>| {
            if let Some(claim) = end.claim {
                splits.part_of_claim(claim)
            } else {
                let sentence = end.document.sentence_at(end.span.start).unwrap_or_default();
                splits.part_of_sentence(end.document.id, sentence)
            }
        };
        Some(part(&self.premise)).filter(|premise| *premise == part(&self.hypothesis))
    }
}

/// Every relation that pairs of this project can have, in the codebook's order.
pub(super) fn relations(selection: &Selection<'_>) -> Vec<String> {
    let kinds = &selection.project.codebook().link_kinds;
    let mut names: Vec<String> = kinds
        .iter()
        .flat_map(|kind| {
            let inverse = (!kind.symmetric).then(|| format!("{}{INVERSE}", kind.id));
            [Some(kind.id.clone()), inverse]
        })
        .flatten()
        .collect();
    if !names.iter().any(|name| name == UNRELATED.0) {
        names.push(UNRELATED.0.to_owned());
    }
    names
}

/// Entailment, contradiction or neutral for a relation; none where the codebook does not say.
pub(super) fn nli_label<'p>(selection: &Selection<'p>, relation: &str) -> Option<&'p str> {
    if relation == UNRELATED.0 {
        return Some(UNRELATED.1);
    }
    let kind = |id: &str| selection.project.codebook().link_kind(id);
    if let Some(kind) = kind(relation) {
        return Some(kind.nli_label.as_str()).filter(|label| !label.is_empty());
    }
    // What entails is not entailed by it.
    match relation.strip_suffix(INVERSE).and_then(kind)?.nli_label.as_str() {
        "" => None,
        "contradiction" => Some("contradiction"),
        _ => Some("neutral"),
    }
}

fn judged<'p>(selection: &Selection<'p>) -> Vec<Pair<'p>> {
    let positions: BTreeMap<DocumentId, usize> =
        selection.documents.iter().enumerate().map(|(at, document)| (document.id, at)).collect();
    let kinds = &selection.project.codebook().link_kinds;
    let kinds: BTreeMap<&str, &LinkKind> = kinds.iter().map(|kind| (kind.id.as_str(), kind)).collect();
    let is_directed = |link: &Link| kinds.get(link.kind.as_str()).is_none_or(|kind| !kind.symmetric);
    let place = |end: &End<'p>| -> Place {
        let unsure = end.claim.filter(|claim| claim.unanchored).map(|claim| claim.id);
        (positions.get(&end.document.id).copied().unwrap_or_default(), end.span, unsure)
    };
    let end_of = |id: ClaimId| {
        let claim = selection.project.claim(id)?;
        Some(End { document: selection.document(claim.document)?, span: claim.span, claim: Some(claim) })
    };
    let mut items: BTreeMap<(Place, Place), Vec<Said<'p>>> = BTreeMap::new();
    let mut add = |from: End<'p>, to: End<'p>, link: Option<&'p Link>, judgement| {
        let (one, other) = (place(&from), place(&to));
        let key = (one.min(other), one.max(other));
        items.entry(key).or_default().push((from, to, link, judgement));
    };
    for link in &selection.links {
        let (Some(from), Some(to)) = (end_of(link.from), end_of(link.to)) else { continue };
        let (annotator, relation) = (link.annotator, link.kind.as_str().into());
        let confidence = link.confidence.as_ref();
        add(from, to, Some(*link), Judgement { annotator, relation, confidence, link: Some(*link) });
    }
    for dismissal in &selection.dismissals {
        let Some(from) = end_of(dismissal.claim) else { continue };
        let Some(document) = selection.document(dismissal.document) else { continue };
        let to = End { document, span: dismissal.span, claim: None };
        let (annotator, relation) = (dismissal.annotator, UNRELATED.0.into());
        add(from, to, None, Judgement { annotator, relation, confidence: None, link: None });
    }
    let indexes: BTreeMap<AnnotatorId, (usize, bool)> = selection
        .annotators
        .iter()
        .enumerate()
        .map(|(at, annotator)| (annotator.id, (at, annotator.reference)))
        .collect();
    items
        .into_values()
        .filter_map(|said| {
            // A directed link says which side comes first; else the one that comes first in the project.
            let directed = said.iter().find(|(_, _, link, _)| link.is_some_and(is_directed));
            let (one, other, ..) = directed.or_else(|| said.first())?;
            let is_in_order = directed.is_some() || place(one) <= place(other);
            let (premise, hypothesis) = if is_in_order { (*one, *other) } else { (*other, *one) };
            let (mut judgements, mut votes) = (Vec::new(), Votes::default());
            for (from, _, link, mut judgement) in said {
                if link.is_some_and(is_directed) && place(&from) != place(&premise) {
                    judgement.relation.to_mut().push_str(INVERSE);
                }
                let shown = selection.annotator_id(judgement.annotator);
                let (index, is_reference) = indexes.get(&shown).copied().unwrap_or_default();
                votes.cast(index, judgement.relation.clone(), is_reference);
                judgements.push(judgement);
            }
            Some(Pair { premise, hypothesis, judgements, votes })
        })
        .collect()
}

/// Pairs of claims of different documents that nothing connects, drawn by the seed, within the parts of a split.
fn drawn<'p>(selection: &Selection<'p>, judged: &[Pair<'p>], count: usize) -> Vec<Pair<'p>> {
    let mut threads = Groups::of(selection.claims.iter().map(|claim| claim.id));
    for pair in judged {
        if let (Some(one), Some(other)) = (pair.premise.claim, pair.hypothesis.claim) {
            threads.join(one.id, other.id);
        }
    }
    let usable: Vec<&'p Claim> =
        selection.claims.iter().copied().filter(|claim| selection.place(claim).is_some()).collect();
    let part = |claim: &Claim| selection.splits().map_or(0, |splits| splits.part_of_claim(claim));
    let mut parts: BTreeMap<usize, Vec<&'p Claim>> = BTreeMap::new();
    for claim in &usable {
        parts.entry(part(claim)).or_default().push(claim);
    }
    let mut seen: BTreeSet<(ClaimId, ClaimId)> = BTreeSet::new();
    let mut found = Vec::new();
    for number in 0..count as u64 {
        for attempt in 0..MAX_TRIES {
            let lot = |side: u8| {
                let bytes: Vec<u8> =
                    number.to_le_bytes().into_iter().chain(attempt.to_le_bytes()).chain([side]).collect();
                lot(selection.options.seed, &bytes)
            };
            let Some(one) = chosen(&usable, lot(0)) else { return found };
            let pool = parts.get(&part(one)).map_or(&[][..], Vec::as_slice);
            let Some(other) = chosen(pool, lot(1)) else { continue };
            let is_new = one.document != other.document
                && threads.lowest(one.id) != threads.lowest(other.id)
                && seen.insert((one.id.min(other.id), one.id.max(other.id)));
            let end = |claim: &'p Claim| {
                let document = selection.document(claim.document)?;
                Some(End { document, span: claim.span, claim: Some(claim) })
            };
            if let (true, Some(premise), Some(hypothesis)) = (is_new, end(one), end(other)) {
                found.push(Pair { premise, hypothesis, judgements: Vec::new(), votes: Votes::default() });
                break;
            }
        }
    }
    found
}

fn chosen<'p>(pool: &[&'p Claim], lot: u64) -> Option<&'p Claim> {
    let count = u64::try_from(pool.len()).ok().filter(|count| *count > 0)?;
    usize::try_from(lot % count).ok().and_then(|at| pool.get(at)).copied()
}

impl<'p> End<'p> {
    /// What it says: the statement of the claim, else its words; none where these may not leave.
    pub(super) fn saying(&self, selection: &Selection<'_>) -> Option<&'p str> {
        let words = || self.words(selection);
        match self.claim {
            Some(claim) if !claim.statement.is_empty() => Some(&claim.statement),
            _ => words(),
        }
    }

    /// Its words; none where these may not leave.
    pub(super) fn words(&self, selection: &Selection<'_>) -> Option<&'p str> {
        let words = match self.claim {
            Some(claim) => Some(claim.quote.as_str()),
            None => self.span.slice(&self.document.text),
        };
        words.and_then(|words| selection.words(words))
    }
}
