//! [`checked`]: the status of one sentence, worked out from the passages that speak of it.

use super::found::{
    CheckStatus, CheckedQuotation, CheckedSentence, NearestWords, Passage, PassageStand, QUOTATION,
};
use super::quoted;
use super::sources::Sources;
use super::support::{Shares, Wanted};
use crate::analysis::differences::{
    Answer, Comparison, Features, Value, ValueKind, answers, compare_features, features, has_named_capitals,
    name_words, outweighs, stand_in, values,
};
use crate::analysis::index::SentencePlace;
use crate::analysis::similarity::{Query, Reach, search};
use crate::model::{Difference, DocumentId};
use crate::text::Span;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Sentences that are looked at more closely.
const REACH: Reach = Reach { total: 24, per_document: 6 };
/// A sentence has a source where a passage is as like it as this, by its words and by its surroundings.
const MIN_BACKED: f32 = 0.27;
/// A passage speaks of something else where it says less of the sentence than this.
const MIN_RELATED: f32 = 0.2;
/// A passage that is shown says as much as this.
const MIN_SHOWN: f32 = 0.25;
/// A passage that denies what a sentence says must say nearly the same otherwise.
const MIN_DENIAL: f32 = 0.7;
/// Words of a quotation that make a source of the passage that has them.
const MIN_QUOTED_LEN: usize = 24;
/// A name that nobody has stands in the place of another one where so many words around both are the same.
const MIN_NAME_COMMON: usize = 2;
/// A name stands in the place of one that nobody has only where the passage says this part of the rest.
const MIN_NAME_SAID: f32 = 0.4;
/// Another number or date stands in the place of one where so many words around both are the same, or the passage says much
/// of the rest.
const MIN_RIVAL_COMMON: u32 = 2;
/// Where a passage says all the rest, in this part, a name that nobody has is what differs.
const MIN_SAID: f32 = 0.85;
/// Another passage is as good as the best one where it has this part of its strength.
const AS_GOOD: f32 = 0.8;
/// Differences by which a passage denies a sentence.
const DENYING: [&str; 2] = ["polarity", "scope"];
/// Deny without being read as a negation: whether two sentences with one of them deny the same is not told by words.
const SILENT_NEGATORS: [&str; 8] =
    ["without", "fail", "failed", "fails", "failing", "refused", "lacks", "neither"];

/// A sentence of a source that may speak of the same.
#[derive(Debug)]
struct Candidate {
    place: SentencePlace,
    span: Span,
    reading: Rc<Features>,
    /// Parts of the sentence that it says.
    shares: Shares,
    /// How alike both are in all, surroundings included.
    score: f32,
    answers: Vec<Answer>,
}

impl Candidate {
    /// How sure it is that it says the sentence, from 0 to 1.
    fn strength(&self) -> f32 {
        f32::midpoint(self.shares.all, self.score)
    }

    /// The same without names that nobody has, in whose place it may have others.
    fn strength_but_names(&self) -> f32 {
        f32::midpoint(self.shares.but_names, self.score)
    }

    fn is_related(&self) -> bool {
        self.shares.but_names.max(self.score) >= MIN_RELATED
    }
}

/// What the sources say to a number, date or name.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Finding {
    /// Nobody says anything, and the sentence may say it by itself.
    Open,
    /// A source says it.
    Backed,
    /// A source says it, and others say something else: these candidates.
    Disputed(Vec<usize>),
    /// Only something else is said, by this candidate.
    Differs(usize, Difference),
    /// Nobody says anything in its place.
    Nowhere,
}

/// A sentence of the draft as it is read.
#[derive(Debug)]
struct Own<'s> {
    text: &'s str,
    span: Span,
    reading: Features,
    values: Vec<Value>,
}

/// Holds a sentence against the sources; `quotations` are those in it.
pub(super) fn checked(
    sources: &Sources<'_>,
    index: usize,
    span: Span,
    quotations: &[Span],
) -> CheckedSentence {
    let text = span.slice(&sources.draft.text).unwrap_or_default();
    let reading = features(text, sources.index.language(sources.draft.id));
    let values = values(&reading);
    let own = Own { text, span, reading, values };
    let quotations: Vec<CheckedQuotation> =
        quotations.iter().filter_map(|quotation| quoted::checked(sources, span, *quotation)).collect();
    let candidates = candidates(sources, &own, &quotations);
    let findings: Vec<Finding> =
        (0..own.values.len()).filter_map(|at| finding(sources, &own, at, &candidates)).collect();
    let denial = denial(&own, &candidates);
    let verdict = Verdict { findings, denial, quotations };
    CheckedSentence {
        index,
        span,
        status: verdict.status(&candidates),
        types: verdict.types(&own),
        marks: verdict.marks(&own),
        passages: verdict.passages(&own, &candidates),
        quotations: verdict.quotations,
    }
}

/// All that was found out about a sentence.
#[derive(Debug)]
struct Verdict {
    /// One a value.
    findings: Vec<Finding>,
    /// A candidate that denies the sentence, with how.
    denial: Option<(usize, Difference)>,
    quotations: Vec<CheckedQuotation>,
}

impl Verdict {
    fn status(&self, candidates: &[Candidate]) -> CheckStatus {
        let is_quoted = |one: &CheckedQuotation| one.found.is_some() && one.span.len() >= MIN_QUOTED_LEN;
        let is_supported = self.quotations.iter().any(is_quoted)
            || candidates.iter().any(|one| one.strength() >= MIN_BACKED);
        let does_differ =
            self.denial.is_some() || self.findings.iter().any(|one| matches!(one, Finding::Differs(..)));
        if self.quotations.iter().any(|one| one.found.is_none()) {
            CheckStatus::QuoteNotFound
        } else if does_differ {
            CheckStatus::Differs
        } else if is_supported && !self.findings.contains(&Finding::Nowhere) {
            CheckStatus::Backed
        } else {
            CheckStatus::NoSource
        }
    }

    fn types(&self, own: &Own<'_>) -> Vec<String> {
        let is_told = |finding: &Finding| !matches!(finding, Finding::Open | Finding::Backed);
        let values = self.findings.iter().zip(&own.values).filter(|(finding, _)| is_told(finding));
        let mut types: BTreeSet<String> =
            values.map(|(_, value)| value.kind.difference().to_owned()).collect();
        types.extend(self.denial.iter().map(|(_, difference)| difference.kind.clone()));
        types.extend(self.quotations.iter().filter(|one| one.found.is_none()).map(|_| QUOTATION.to_owned()));
        types.into_iter().collect()
    }

    /// Parts of the draft.
    fn marks(&self, own: &Own<'_>) -> Vec<Span> {
        let is_marked = |finding: &Finding| matches!(finding, Finding::Differs(..) | Finding::Nowhere);
        let values = self.findings.iter().zip(&own.values).filter(|(finding, _)| is_marked(finding));
        let mut marks: Vec<Span> = values.map(|(_, value)| value.span.shifted(own.span.start)).collect();
        let denied = self.denial.iter().filter_map(|(_, difference)| difference.from);
        marks.extend(denied.map(|span| span.shifted(own.span.start)));
        for quotation in self.quotations.iter().filter(|one| one.found.is_none()) {
            let differing = quotation.nearest.as_ref().and_then(|nearest| nearest.quoted);
            marks.push(differing.unwrap_or(quotation.span));
        }
        marks.sort_unstable();
        marks.dedup();
        marks
    }

    /// The best passage of each source.
    fn passages(&self, own: &Own<'_>, candidates: &[Candidate]) -> Vec<Passage> {
        let mut best: BTreeMap<DocumentId, (bool, Passage)> = BTreeMap::new();
        // What nobody has is not backed by a passage that says the rest.
        let is_lacking = |finding: &Finding| matches!(finding, Finding::Differs(..) | Finding::Nowhere);
        let is_open =
            self.findings.iter().any(is_lacking) || self.quotations.iter().any(|one| one.found.is_none());
        for (at, candidate) in candidates.iter().enumerate() {
            let document = candidate.place.document;
            let is_near =
                |place: &NearestWords| place.document == document && place.span.overlaps(candidate.span);
            let is_found = |(source, spans): &(DocumentId, Vec<Span>)| {
                *source == document && spans.iter().any(|span| span.overlaps(candidate.span))
            };
            let has_quotation = self.quotations.iter().any(|one| {
                one.found.as_ref().is_some_and(is_found) || one.nearest.as_ref().is_some_and(is_near)
            });
            let differences = self.differences(own, at, candidate);
            let is_wanted = has_quotation || differences.disagrees;
            if !is_wanted && candidate.shares.but_names < MIN_SHOWN {
                continue;
            }
            let stand = if differences.disagrees {
                PassageStand::Differs
            } else if candidate.strength() >= MIN_BACKED && !is_open {
                PassageStand::Backs
            } else {
                PassageStand::Near
            };
            let score = candidate.shares.all.min(1.0);
            let passage = Passage { document, span: candidate.span, score, stand, differences };
            let is_better = best.get(&document).is_none_or(|(known, other)| {
                (is_wanted, passage.score).partial_cmp(&(*known, other.score)) == Some(Ordering::Greater)
            });
            if is_better {
                best.insert(document, (is_wanted, passage));
            }
        }
        let mut passages: Vec<(bool, Passage)> = best.into_values().collect();
        // What decides the status comes first.
        passages.sort_by(|one, other| other.0.cmp(&one.0).then(other.1.score.total_cmp(&one.1.score)));
        passages.into_iter().map(|(_, passage)| passage).collect()
    }

    /// In what a candidate differs, as places in the two documents.
    fn differences(&self, own: &Own<'_>, at: usize, candidate: &Candidate) -> Comparison {
        let mut found = Comparison::default();
        let mut push = |difference: &Difference| {
            let mut difference = difference.clone();
            difference.from = difference.from.map(|span| span.shifted(own.span.start));
            difference.to = difference.to.map(|span| span.shifted(candidate.span.start));
            found.differences.push(difference);
            found.hard.push(true);
            found.disagrees = true;
        };
        for (value, finding) in self.findings.iter().enumerate() {
            let answered = match candidate.answers.get(value) {
                Some(Answer::Other { difference, .. }) => Some(difference),
                _ => None,
            };
            match finding {
                Finding::Differs(by, difference) if *by == at => push(difference),
                Finding::Differs(..) if candidate.is_related() => answered.into_iter().for_each(&mut push),
                Finding::Disputed(by) if by.contains(&at) => answered.into_iter().for_each(&mut push),
                _ => {}
            }
        }
        self.denial.iter().filter(|(by, _)| *by == at).for_each(|(_, difference)| push(difference));
        for near in self.quotations.iter().filter_map(|one| one.nearest.as_ref()) {
            if near.document == candidate.place.document && near.span.overlaps(candidate.span) {
                let note = "not word for word".to_owned();
                let difference =
                    Difference { kind: QUOTATION.to_owned(), from: near.quoted, to: near.said, note };
                found.differences.push(difference);
                found.hard.push(true);
                found.disagrees = true;
            }
        }
        found
    }
}

/// The sentences of all sources that are most like it, and those that have its quotations.
fn candidates(sources: &Sources<'_>, own: &Own<'_>, quotations: &[CheckedQuotation]) -> Vec<Candidate> {
    let query = Query { texts: &[own.text], document: sources.draft.id, span: own.span };
    let mut places: Vec<(SentencePlace, f32)> =
        search(&sources.index, &query, &REACH).into_iter().map(|found| (found.place, found.score)).collect();
    let found = quotations.iter().filter_map(|one| one.found.as_ref());
    let found = found.flat_map(|(document, spans)| spans.iter().map(|span| (*document, *span)));
    let near =
        quotations.iter().filter_map(|one| one.nearest.as_ref()).map(|near| (near.document, near.span));
    for (document, span) in found.chain(near) {
        for sentence in sources.index.sentences_in(document, span) {
            let place = SentencePlace { document, sentence };
            if places.iter().all(|(known, _)| *known != place) {
                places.push((place, 0.0));
            }
        }
    }
    let exact = own.values.iter().filter(|value| value.kind != ValueKind::Name).map(|value| value.span);
    let exact: Vec<Span> = exact.collect();
    let unknown = own
        .values
        .iter()
        .filter(|value| has_named_capitals(&own.reading) && is_unknown_name(sources, own, value));
    let unknown: Vec<Span> = unknown.map(|value| value.span).collect();
    let wanted = Wanted::of(sources, own.text, &own.reading, (&exact, &unknown));
    let candidate = |(place, score): (SentencePlace, f32)| {
        let (span, reading) = sources.reading(place)?;
        let answers = answers(&own.reading, &reading);
        let is_said = |span: Span| {
            let said = own.values.iter().zip(&answers).filter(|(value, _)| value.span == span);
            said.into_iter().any(|(_, answer)| matches!(answer, Answer::Same { .. }))
        };
        let shares = wanted.shares_in(&sources.index, (place, &reading), is_said);
        Some(Candidate { place, span, reading, shares, score, answers })
    };
    places.into_iter().filter_map(candidate).collect()
}

/// Whether a value is a name that no source has.
fn is_unknown_name(sources: &Sources<'_>, own: &Own<'_>, value: &Value) -> bool {
    value.kind == ValueKind::Name
        && !value.is_own
        && name_words(&own.reading, value).iter().any(|word| !sources.knows(word))
}

/// What the candidates say to a value.
fn finding(sources: &Sources<'_>, own: &Own<'_>, at: usize, candidates: &[Candidate]) -> Option<Finding> {
    let value = own.values.get(at)?;
    if value.kind == ValueKind::Name {
        return Some(name_finding(sources, own, (at, value), candidates));
    }
    let same = candidates.iter().filter_map(|one| match one.answers.get(at) {
        // A mere year of the same says nothing of a day in it, where nothing else is the same.
        Some(Answer::Same { common, is_whole, .. })
            if *common >= 2 || one.is_related() && (*is_whole || *common >= 1) =>
        {
            Some((common + if *is_whole { value.rarity } else { 0 }, *common))
        }
        _ => None,
    });
    let same = same.max();
    let others = candidates.iter().enumerate().filter(|(_, one)| one.is_related());
    // What shares nothing but the kind of value speaks of something else: any two months differ.
    let others = others.filter_map(|(by, one)| match one.answers.get(at) {
        Some(Answer::Other { difference, common })
            if *common >= MIN_RIVAL_COMMON || one.strength_but_names() >= MIN_BACKED =>
        {
            Some((by, one, *common, difference))
        }
        _ => None,
    });
    let others: Vec<(usize, &Candidate, u32, &Difference)> = others.collect();
    // Of equals the first, which is the likest.
    let rival = others.iter().rev().max_by_key(|(_, _, common, _)| *common);
    Some(match (same, rival) {
        (Some((same, own_common)), rival)
            if rival.is_none_or(|(_, _, common, _)| outweighs(same, *common)) =>
        {
            let says_it = |document: DocumentId| {
                let own = candidates.iter().filter(|one| one.place.document == document);
                own.filter_map(|one| one.answers.get(at)).any(|answer| matches!(answer, Answer::Same { .. }))
            };
            let disputing = others
                .iter()
                .filter(|(_, one, common, _)| *common >= own_common.max(1) && !says_it(one.place.document));
            let disputing: Vec<usize> = disputing.map(|(by, ..)| *by).collect();
            if disputing.is_empty() { Finding::Backed } else { Finding::Disputed(disputing) }
        }
        (_, Some((by, _, _, difference))) => Finding::Differs(*by, (*difference).clone()),
        (_, None) if value.is_own => Finding::Open,
        (_, None) => Finding::Nowhere,
    })
}

fn name_finding(
    sources: &Sources<'_>,
    own: &Own<'_>,
    (at, value): (usize, &Value),
    candidates: &[Candidate],
) -> Finding {
    let strongest = candidates.iter().map(Candidate::strength_but_names).fold(0.0, f32::max);
    let by_strength = |one: &(usize, &Candidate), other: &(usize, &Candidate)| {
        other.1.strength_but_names().total_cmp(&one.1.strength_but_names()).then(one.0.cmp(&other.0))
    };
    let mut ranked: Vec<(usize, &Candidate)> = candidates
        .iter()
        .enumerate()
        .filter(|(_, one)| one.strength_but_names() >= (AS_GOOD * strongest).max(MIN_BACKED))
        .collect();
    ranked.sort_by(by_strength);
    if is_unknown_name(sources, own, value) {
        let stand_in = ranked.iter().find_map(|(by, one)| {
            let (difference, common) = stand_in(&own.reading, value, &one.reading)?;
            let is_of_same = common >= MIN_NAME_COMMON && one.shares.but_names >= MIN_NAME_SAID;
            is_of_same.then_some((*by, difference))
        });
        let is_said_but_for_it = ranked.iter().any(|(_, one)| one.shares.but_names >= MIN_SAID);
        let without = if is_said_but_for_it && has_named_capitals(&own.reading) {
            Finding::Nowhere
        } else {
            Finding::Open
        };
        return stand_in.map_or(without, |(by, difference)| Finding::Differs(by, difference));
    }
    let is_said = candidates.iter().any(|one| matches!(one.answers.get(at), Some(Answer::Same { .. })));
    let is_said_well = ranked.iter().any(|(_, one)| matches!(one.answers.get(at), Some(Answer::Same { .. })));
    if is_said_well || (is_said && ranked.is_empty()) {
        return Finding::Backed;
    }
    let other = ranked.iter().find_map(|(by, one)| match one.answers.get(at) {
        Some(Answer::Other { difference, .. }) => Some((*by, difference.clone())),
        _ => None,
    });
    other.map_or(Finding::Open, |(by, difference)| Finding::Differs(by, difference))
}

/// What the best candidate denies of a sentence that it says otherwise, unless another one says it without denying.
fn denial(own: &Own<'_>, candidates: &[Candidate]) -> Option<(usize, Difference)> {
    let denying = |one: &Candidate| {
        let found = compare_features(&own.reading, &one.reading);
        let hard = found.differences.into_iter().zip(found.hard);
        hard.filter(|(_, is_hard)| *is_hard)
            .map(|(difference, _)| difference)
            .find(|difference| DENYING.contains(&difference.kind.as_str()))
    };
    let is_silent = |word: &str| SILENT_NEGATORS.contains(&word.trim_matches(',').to_lowercase().as_str());
    if own.text.split_whitespace().any(is_silent) {
        return None;
    }
    let close = candidates.iter().enumerate().filter(|(_, one)| one.shares.all >= MIN_DENIAL);
    let mut denials: Vec<(usize, Difference)> = Vec::new();
    for (by, one) in close {
        denials.push((by, denying(one)?));
    }
    denials.into_iter().next()
}
