//! [`search()`]: the sentences of other documents that are most like a text.

use super::super::index::{SentenceIndex, SentencePlace, Statistics};
use super::features::{Desk, Features, Profile};
use super::grams::grams;
use crate::model::{DocumentId, in_threads};
use crate::text::Span;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// How much what is found first speaks for what is like it.
const FEEDBACK: f32 = 0.5;
/// How many of those found first do.
const SPEAKERS: usize = 8;
/// Forms of a text that are looked up, the most telling first.
const MAX_FORMS: usize = 64;
/// Documents that are looked at more closely for their own best sentences.
const MAX_DOCUMENTS: usize = 40;
/// More than the best of a document may turn out to be its best.
const SPARE: usize = 1;
/// Fewer are not worth a thread.
const MIN_DOCUMENTS_PER_THREAD: usize = 200;

/// What is searched for.
#[derive(Clone, Copy, Debug)]
pub(in crate::analysis) struct Query<'q> {
    /// Read as one.
    pub(in crate::analysis) texts: &'q [&'q str],
    /// The document that has the text; nothing is found there.
    pub(in crate::analysis) document: DocumentId,
    /// Where the text stands in it.
    pub(in crate::analysis) span: Span,
}

/// How far a search reaches.
#[derive(Clone, Copy, Debug)]
pub(in crate::analysis) struct Reach {
    /// At least that many of all documents together.
    pub(in crate::analysis) total: usize,
    /// At least that many of each of the documents that fit best.
    pub(in crate::analysis) per_document: usize,
}

/// A sentence that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::analysis) struct Found {
    /// Where it is.
    pub(in crate::analysis) place: SentencePlace,
    /// From 0 to 1.
    pub(in crate::analysis) score: f32,
}

/// The sentences of other documents that are most like a text, best first.
///
/// Only sentences that share a form with it are found; equal scores come in order of place.
pub(in crate::analysis) fn search(index: &SentenceIndex, query: &Query<'_>, reach: &Reach) -> Vec<Found> {
    let statistics = index.statistics();
    let mut desk = Desk::new(statistics);
    let forms = read(index, query, &mut desk);
    let places: Vec<SentencePlace> = index
        .sentences_in(query.document, query.span)
        .map(|sentence| SentencePlace { document: query.document, sentence })
        .collect();
    let first = pool(index, query.document, &forms, reach);
    let mut profile = Profile::new(statistics);
    profile.add(&Features::of_text(index, forms, &places, &mut desk), 1.0);
    let features: Vec<(SentencePlace, Features)> =
        first.into_iter().map(|place| (place, Features::of(index, place, &mut desk))).collect();
    let mut found: Vec<Found> = features
        .iter()
        .map(|(place, features)| Found { place: *place, score: profile.likeness(features) })
        .collect();
    let mut ranked: Vec<(&Found, &Features)> =
        found.iter().zip(features.iter().map(|(_, features)| features)).collect();
    ranked.sort_by(|one, other| in_order(one.0, other.0));
    ranked.truncate(SPEAKERS);
    let sum: f32 = ranked.iter().map(|(found, _)| found.score).sum();
    if sum > 0.0 {
        let mut speakers = Profile::new(statistics);
        for (found, features) in ranked {
            speakers.add(features, found.score / sum);
        }
        for (found, (_, features)) in found.iter_mut().zip(&features) {
            found.score = (found.score + FEEDBACK * speakers.likeness(features)) / (1.0 + FEEDBACK);
        }
    }
    found.sort_by(in_order);
    found
}

fn in_order(one: &Found, other: &Found) -> Ordering {
    other.score.total_cmp(&one.score).then(one.place.cmp(&other.place))
}

/// The forms of the query with their weights, by first place; puts its groups of letters on the desk.
fn read(index: &SentenceIndex, query: &Query<'_>, desk: &mut Desk) -> Vec<(u32, f32)> {
    let mut counted: Vec<(String, u8)> = Vec::new();
    for word in query.texts.iter().flat_map(|text| index.words(query.document, text)) {
        match counted.iter_mut().find(|(form, _)| *form == word.form) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => counted.push((word.form, 1)),
        }
    }
    let statistics = index.statistics();
    let unknown = |form: &str, count| Statistics::weight_of_unknown(index.sentence_count(), form, count);
    let mut weighted: Vec<(String, Option<u32>, f32)> = counted
        .into_iter()
        .map(|(form, count)| {
            let id = index.term_id(&form);
            let weight = id.map_or_else(|| unknown(&form, count), |id| statistics.weight_times(id, count));
            (form, id, weight)
        })
        .collect();
    if weighted.len() > MAX_FORMS {
        weighted.sort_by(|one, other| other.2.total_cmp(&one.2).then_with(|| one.0.cmp(&other.0)));
        weighted.truncate(MAX_FORMS);
    }
    for (form, id, weight) in &weighted {
        match id {
            Some(id) => desk.put_letters(index.grams(*id), *weight),
            None => desk.put_letters(&grams(form), *weight),
        }
    }
    // A form that no sentence has still makes the text longer: its id is that of no form.
    weighted.iter().map(|(_, id, weight)| (id.unwrap_or(u32::MAX), *weight)).collect()
}

/// A sentence by its number among those of all documents but the query's, these by id.
type Numbered = (f32, u32);

/// A document that is searched.
#[derive(Clone, Copy, Debug)]
struct Searched {
    document: DocumentId,
    /// Slot and number of its first sentence.
    first: usize,
    number: u32,
    len: usize,
}

/// The sentences that are worth a closer look: the best by their words alone, of all and of each document.
fn pool(
    index: &SentenceIndex,
    own: DocumentId,
    forms: &[(u32, f32)],
    reach: &Reach,
) -> BTreeSet<SentencePlace> {
    let sums = sums(index, forms);
    let mut number = 0;
    let others = index.ranges().filter(|(document, ..)| *document != own);
    let searched = others.map(|(document, first, len)| {
        let searched = Searched { document, first, number, len };
        number += u32::try_from(len).unwrap_or_default();
        searched
    });
    let searched: Vec<Searched> = searched.collect();
    let mut overall = Best::new(reach.total);
    let mut documents: Vec<Vec<Numbered>> = Vec::new();
    for (best, best_here) in
        in_threads(&searched, MIN_DOCUMENTS_PER_THREAD, |_, run| best_of(index, &sums, run, reach))
    {
        overall.kept.extend(best.kept);
        documents.extend(best_here);
    }
    keep_best(&mut documents);
    let place = |(_, number): Numbered| {
        let at = searched.partition_point(|one| one.number <= number).checked_sub(1)?;
        let one = searched.get(at)?;
        Some(SentencePlace { document: one.document, sentence: (number - one.number) as usize })
    };
    overall.finish().into_iter().chain(documents.into_iter().flatten()).filter_map(place).collect()
}

/// The best sentences of some documents, and of those among them that fit best the best of each.
fn best_of(
    index: &SentenceIndex,
    sums: &[f32],
    searched: &[Searched],
    reach: &Reach,
) -> (Best, Vec<Vec<Numbered>>) {
    let statistics = index.statistics();
    let mut overall = Best::new(reach.total);
    let mut documents: Vec<Vec<Numbered>> = Vec::new();
    let mut best_here: Vec<Numbered> = Vec::new();
    for Searched { first, number, len, .. } in searched {
        best_here.clear();
        let slots = (*first..).zip(sums.get(*first..first + len).unwrap_or_default());
        for (number, (slot, sum)) in (*number..).zip(slots) {
            if *sum > 0.0 {
                let found = (sum / statistics.length(slot), number);
                overall.push(found);
                keep(&mut best_here, found, reach.per_document + SPARE);
            }
        }
        if reach.per_document > 0 && !best_here.is_empty() {
            documents.push(best_here.clone());
        }
        if documents.len() > 2 * MAX_DOCUMENTS {
            keep_best(&mut documents);
        }
    }
    (overall, documents)
}

/// The documents whose best sentences are the best.
fn keep_best(documents: &mut Vec<Vec<Numbered>>) {
    documents.sort_by(|one, other| {
        let firsts = one.first().zip(other.first());
        firsts.map_or(Ordering::Equal, |(one, other)| better(*one, *other))
    });
    documents.truncate(MAX_DOCUMENTS);
}

/// The products of the query with each sentence, by slot.
fn sums(index: &SentenceIndex, forms: &[(u32, f32)]) -> Vec<f32> {
    let statistics = index.statistics();
    let mut sums = vec![0.0_f32; index.slot_count()];
    for (term, weight) in forms {
        // Nearly always a sentence has a form once.
        let once = weight * statistics.weight_times(*term, 1);
        for posting in index.postings(*term) {
            if let Some(sum) = sums.get_mut(posting.id as usize) {
                let is_once = posting.count == 1;
                *sum += if is_once { once } else { weight * statistics.weight_times(*term, posting.count) };
            }
        }
    }
    sums
}

/// The best of many sentences, of which few are kept at a time.
#[derive(Debug)]
struct Best {
    kept: Vec<Numbered>,
    count: usize,
    /// What does not score higher is not among the best.
    least: f32,
}

impl Best {
    const fn new(count: usize) -> Self {
        Self { kept: Vec::new(), count, least: 0.0 }
    }

    /// Sentences come by number: of equals the first stay.
    fn push(&mut self, found: Numbered) {
        if found.0 > self.least {
            self.kept.push(found);
            if self.kept.len() > 4 * self.count + 64 {
                self.prune();
            }
        }
    }

    fn prune(&mut self) {
        if let Some(last) = self.count.checked_sub(1).filter(|last| *last < self.kept.len()) {
            let (_, least, _) = self.kept.select_nth_unstable_by(last, |one, other| better(*one, *other));
            self.least = least.0;
        }
        self.kept.truncate(self.count);
    }

    /// In any order.
    fn finish(mut self) -> Vec<Numbered> {
        self.prune();
        self.kept
    }
}

/// Puts a sentence into its place among the best, of which there are `count` at most.
fn keep(best: &mut Vec<Numbered>, found: Numbered, count: usize) {
    if best.len() == count && best.last().is_some_and(|last| better(*last, found).is_lt()) {
        return;
    }
    let at = best.partition_point(|other| better(*other, found).is_lt());
    if at < count {
        best.truncate(count - 1);
        best.insert(at, found);
    }
}

fn better(one: Numbered, other: Numbered) -> Ordering {
    other.0.total_cmp(&one.0).then(one.1.cmp(&other.1))
}
