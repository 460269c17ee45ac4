//! [`pairs`]: every two places that somebody related or judged unrelated, with who said what.

use super::FormatError;
use super::jsonl::pairs::UNRELATED;
use super::output::Output;
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
/// Pairs given up in a row before the drawing ends.
const MAX_FAILED: usize = 100;
/// Pairs drawn between two questions whether to go on.
const STEP: u64 = 256;
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
pub(super) fn pairs<'p>(
    selection: &Selection<'p>,
    output: &mut Output<'_>,
) -> Result<Vec<Pair<'p>>, FormatError> {
    let mut found = judged(selection);
    if let Some(wanted) = selection.options.negatives {
        let related = found.iter().filter(|pair| pair.is_related()).count();
        let unrelated = found.len() - related;
        let count = wanted.saturating_mul(related).saturating_sub(unrelated);
        if count > 0 {
            let drawn = Urn::new(selection, &found).draw(count, selection.options.seed, output)?;
            found.extend(drawn);
        }
    }
    Ok(found)
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

/// Those that somebody judged, in the order of their places.
pub(super) fn judged<'p>(selection: &Selection<'p>) -> Vec<Pair<'p>> {
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

/// Claims of which pairs can be drawn: of different documents and not connected, within the parts of a split.
struct Urn<'p> {
    usable: Vec<Drawable<'p>>,
    /// Indexes by part.
    parts: BTreeMap<usize, Vec<usize>>,
}

#[derive(Clone, Copy)]
struct Drawable<'p> {
    end: End<'p>,
    id: ClaimId,
    /// Lowest claim of all that are connected with it.
    thread: ClaimId,
    part: usize,
}

impl<'p> Urn<'p> {
    fn new(selection: &Selection<'p>, judged: &[Pair<'p>]) -> Self {
        let mut threads = Groups::of(selection.claims.iter().map(|claim| claim.id));
        for pair in judged {
            if let (Some(one), Some(other)) = (pair.premise.claim, pair.hypothesis.claim) {
                threads.join(one.id, other.id);
            }
        }
        let placed = selection.claims.iter().filter(|claim| selection.place(claim).is_some());
        let usable = placed.filter_map(|claim| {
            let document = selection.document(claim.document)?;
            let end = End { document, span: claim.span, claim: Some(claim) };
            let part = selection.splits().map_or(0, |splits| splits.part_of_claim(claim));
            Some(Drawable { end, id: claim.id, thread: threads.lowest(claim.id), part })
        });
        let usable: Vec<Drawable<'p>> = usable.collect();
        let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, one) in usable.iter().enumerate() {
            parts.entry(one.part).or_default().push(at);
        }
        Self { usable, parts }
    }

    /// How many pairs there are in it.
    fn pair_count(&self) -> usize {
        let mut counts: BTreeMap<(usize, Option<DocumentId>, Option<ClaimId>), usize> = BTreeMap::new();
        for one in &self.usable {
            let (document, thread) = (Some(one.end.document.id), Some(one.thread));
            for (document, thread) in [(None, None), (document, None), (None, thread), (document, thread)] {
                *counts.entry((one.part, document, thread)).or_default() += 1;
            }
        }
        // Less those of one document and those of one thread, of which those of both would go twice.
        let (mut all, mut less) = (0, 0);
        for ((_, document, thread), count) in counts {
            let pairs = count * (count - 1) / 2;
            *(if document.is_some() == thread.is_some() { &mut all } else { &mut less }) += pairs;
        }
        all - less
    }

    /// So many pairs, drawn by the seed; all where there are no more.
    fn draw(&self, count: usize, seed: u64, output: &mut Output<'_>) -> Result<Vec<Pair<'p>>, FormatError> {
        let count_of_all = self.pair_count();
        let found = if count < count_of_all { self.some(count, seed, output)? } else { self.all(output)? };
        if found.len() < count {
            output.note(format!(
                "{} unrelated pairs were drawn of {count} that were asked for; there are {count_of_all}",
                found.len()
            ));
        }
        Ok(found)
    }

    fn all(&self, output: &mut Output<'_>) -> Result<Vec<Pair<'p>>, FormatError> {
        let mut found = Vec::new();
        for (at, one) in self.usable.iter().enumerate() {
            output.ask()?;
            let after = self.usable.iter().skip(at + 1).filter(|other| one.may_pair(other));
            found.extend(after.map(|other| drawn(one.end, other.end)));
        }
        Ok(found)
    }

    fn some(&self, count: usize, seed: u64, output: &mut Output<'_>) -> Result<Vec<Pair<'p>>, FormatError> {
        let mut seen: BTreeSet<(ClaimId, ClaimId)> = BTreeSet::new();
        let (mut found, mut failed) = (Vec::new(), 0);
        for number in 0..count as u64 {
            if number.is_multiple_of(STEP) {
                output.ask()?;
            }
            let tried = (0..MAX_TRIES).find_map(|attempt| {
                let (one, other) = self.tried(seed, number, attempt)?;
                let is_new = one.may_pair(other) && seen.insert((one.id.min(other.id), one.id.max(other.id)));
                is_new.then(|| drawn(one.end, other.end))
            });
            failed = if tried.is_some() { 0 } else { failed + 1 };
            found.extend(tried);
            if failed == MAX_FAILED {
                break;
            }
        }
        Ok(found)
    }

    fn tried(&self, seed: u64, number: u64, attempt: u64) -> Option<(&Drawable<'p>, &Drawable<'p>)> {
        let lot = |side: u8| {
            let numbers = number.to_le_bytes().into_iter().chain(attempt.to_le_bytes());
            lot(seed, &numbers.chain([side]).collect::<Vec<u8>>())
        };
        let one = chosen(&self.usable, lot(0))?;
        let other = chosen(self.parts.get(&one.part)?, lot(1))?;
        Some((one, self.usable.get(*other)?))
    }
}

impl Drawable<'_> {
    fn may_pair(&self, other: &Self) -> bool {
        self.part == other.part
            && self.end.document.id != other.end.document.id
            && self.thread != other.thread
    }
}

fn drawn<'p>(premise: End<'p>, hypothesis: End<'p>) -> Pair<'p> {
    Pair { premise, hypothesis, judgements: Vec::new(), votes: Votes::default() }
}

fn chosen<T>(pool: &[T], lot: u64) -> Option<&T> {
    let count = u64::try_from(pool.len()).ok().filter(|count| *count > 0)?;
    usize::try_from(lot % count).ok().and_then(|at| pool.get(at))
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
