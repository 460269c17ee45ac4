//! [`Reason`]: a word that a claim and a suggested sentence have in common.

use super::super::index::{SentenceIndex, Statistics};
use crate::model::{Claim, Document};
use crate::text::Span;
use std::collections::BTreeMap;

/// Words that tell less than this part of the most telling one are no reason.
const MIN_SHARE: f32 = 0.25;
/// Words that every ninth sentence has are no reason where there are many, in few those that every third has.
const COMMON: f32 = 1.88;
/// The same as a part of what a word tells that no sentence has.
const COMMON_SHARE: f32 = 0.4;

/// A word, name or number that both have, perhaps in another form.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// What it is.
    pub kind: ReasonKind,
    /// As the suggested sentence writes it.
    pub word: String,
    /// Where the claim has it, as bytes of its document; empty when only its statement has it.
    pub from: Vec<Span>,
    /// Where the sentence has it, as bytes of its document.
    pub to: Vec<Span>,
    /// How much it tells: rare ones more. Comparable within one project.
    pub weight: f32,
}

/// What a [`Reason`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReasonKind {
    /// Any other word.
    Word,
    /// Mostly written with a capital.
    Name,
    /// With digits.
    Number,
}

impl ReasonKind {
    /// As printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Name => "name",
            Self::Number => "number",
        }
    }
}

/// The words of a claim, read once for all that is suggested for it.
#[derive(Debug)]
pub(super) struct ClaimWords {
    /// By form: where the claim has it, as bytes of its document; nowhere when only the statement has it.
    places: BTreeMap<String, Vec<Span>>,
}

impl ClaimWords {
    pub(super) fn of(index: &SentenceIndex, claim: &Claim, document: &Document) -> Self {
        let mut places: BTreeMap<String, Vec<Span>> = BTreeMap::new();
        for word in index.words(document.id, super::claimed_text(claim, document)) {
            let place = Span::new(word.span.start + claim.span.start, word.span.end + claim.span.start);
            places.entry(word.form).or_default().extend((!claim.unanchored).then_some(place));
        }
        for word in index.words(document.id, &claim.statement) {
            places.entry(word.form).or_default();
        }
        Self { places }
    }
}

/// What both have, the most telling first.
pub(super) fn reasons(
    index: &SentenceIndex,
    claim: &ClaimWords,
    (other, sentence): (&Document, Span),
) -> Vec<Reason> {
    let there = index.words(other.id, sentence.slice(&other.text).unwrap_or_default());
    let mut found: Vec<(String, Reason)> = Vec::new();
    for word in there {
        let to = Span::new(word.span.start + sentence.start, word.span.end + sentence.start);
        if let Some((_, reason)) = found.iter_mut().find(|(form, _)| *form == word.form) {
            reason.to.push(to);
            continue;
        }
        let from = claim.places.get(&word.form);
        if let Some((from, term)) = from.zip(index.term_id(&word.form)) {
            let kind = if word.form.chars().any(char::is_numeric) {
                ReasonKind::Number
            } else if index.is_name(term) {
                ReasonKind::Name
            } else {
                ReasonKind::Word
            };
            let text = to.slice(&other.text).unwrap_or_default().to_owned();
            let weight = index.statistics().weight(term);
            found.push((word.form, Reason { kind, word: text, from: from.clone(), to: vec![to], weight }));
        }
    }
    let mut found = joined(found.into_iter().map(|(_, reason)| reason), &other.text);
    let most = found.iter().fold(0.0, |most: f32, reason| most.max(reason.weight));
    let rarest = Statistics::weight_of_unknown(index.sentence_count(), "", 1);
    let least = COMMON.min(COMMON_SHARE * rarest).min(most);
    found.retain(|reason| reason.weight >= least.max(MIN_SHARE * most));
    found.sort_by(|one, next| next.weight.total_cmp(&one.weight).then(one.to.cmp(&next.to)));
    found
}

/// Pairs of characters that follow each other on both sides are one reason; other words never overlap.
fn joined(reasons: impl Iterator<Item = Reason>, text: &str) -> Vec<Reason> {
    let mut found: Vec<Reason> = Vec::new();
    for reason in reasons {
        if let Some(last) = found.last_mut()
            && let ([last_from], [last_to], [from], [to]) = (
                last.from.as_mut_slice(),
                last.to.as_mut_slice(),
                reason.from.as_slice(),
                reason.to.as_slice(),
            )
            && last_from.overlaps(*from)
            && last_to.overlaps(*to)
        {
            *last_from = last_from.cover(*from);
            *last_to = last_to.cover(*to);
            last_to.slice(text).unwrap_or_default().clone_into(&mut last.word);
            last.weight += reason.weight;
        } else {
            found.push(reason);
        }
    }
    found
}
