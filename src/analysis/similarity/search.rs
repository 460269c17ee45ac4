//! [`search`]: the sentences of other documents that are most like a text.

use super::super::index::{SentenceIndex, SentencePlace, Statistics};
use super::features::{Features, Profile, letters};
use super::grams::grams;
use crate::model::DocumentId;
use crate::text::Span;
use std::collections::BTreeSet;

/// How much what is found first speaks for what is like it.
const FEEDBACK: f32 = 0.5;
/// How many of those found first do.
const SPEAKERS: usize = 8;
/// Forms of a text that are looked up, the most telling first.
const MAX_FORMS: usize = 64;
/// Documents that are looked at more closely for their own best sentences.
const MAX_DOCUMENTS: usize = 64;
/// More than the best of a document may turn out to be its best.
const SPARE: usize = 3;

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
    let (forms, letters) = read(index, query);
    let places: Vec<SentencePlace> = index
        .sentences_in(query.document, query.span)
        .map(|sentence| SentencePlace { document: query.document, sentence })
        .collect();
    let first = pool(index, query.document, &forms, reach);
    let features: Vec<(SentencePlace, Features)> =
        first.into_iter().map(|place| (place, Features::of(index, place))).collect();
    let mut profile = Profile::new(statistics);
    profile.add(&Features::of_text(index, forms, letters, &places), 1.0);
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

fn in_order(one: &Found, other: &Found) -> std::cmp::Ordering {
    other.score.total_cmp(&one.score).then(one.place.cmp(&other.place))
}

/// The forms of the query with their weights, by first place, and its groups of letters.
fn read(index: &SentenceIndex, query: &Query<'_>) -> (Vec<(u32, f32)>, Vec<(u16, f32)>) {
    let mut counted: Vec<(String, u8)> = Vec::new();
    for word in query.texts.iter().flat_map(|text| index.words(query.document, text)) {
        match counted.iter_mut().find(|(form, _)| *form == word.form) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => counted.push((word.form, 1)),
        }
    }
    let statistics = index.statistics();
    let unknown = Statistics::weight_of_unknown(index.sentence_count());
    let mut weighted: Vec<(String, Option<u32>, f32)> = counted
        .into_iter()
        .map(|(form, count)| {
            let id = index.term_id(&form);
            let weight = id.map_or(unknown, |id| statistics.weight_times(id, count));
            (form, id, weight)
        })
        .collect();
    if weighted.len() > MAX_FORMS {
        weighted.sort_by(|one, other| other.2.total_cmp(&one.2).then_with(|| one.0.cmp(&other.0)));
        weighted.truncate(MAX_FORMS);
    }
    // A form that no sentence has still makes the text longer: its id is that of no form.
    let forms = weighted.iter().map(|(_, id, weight)| (id.unwrap_or(u32::MAX), *weight)).collect();
    let groups = weighted.iter().flat_map(|(form, id, weight)| match id {
        Some(id) => letters(index.grams(*id), *weight).collect::<Vec<_>>(),
        None => letters(&grams(form), *weight).collect(),
    });
    (forms, groups.collect())
}

/// The sentences that are worth a closer look: the best by their words alone, of all and of each document.
fn pool(
    index: &SentenceIndex,
    own: DocumentId,
    forms: &[(u32, f32)],
    reach: &Reach,
) -> BTreeSet<SentencePlace> {
    let statistics = index.statistics();
    let mut sums = vec![0.0_f32; index.slot_count()];
    for (term, weight) in forms {
        for posting in index.postings(*term) {
            if let Some(sum) = sums.get_mut(posting.id as usize) {
                *sum += weight * statistics.weight_times(*term, posting.count);
            }
        }
    }
    let mut touched: Vec<(f32, SentencePlace)> = Vec::new();
    let mut documents: Vec<Vec<(f32, SentencePlace)>> = Vec::new();
    for (document, first, len) in index.ranges().filter(|(document, ..)| *document != own) {
        let sums = sums.get(first..first + len).unwrap_or_default();
        let begin = touched.len();
        touched.extend(sums.iter().enumerate().filter(|(_, sum)| **sum > 0.0).map(|(sentence, sum)| {
            (sum / statistics.length(first + sentence), SentencePlace { document, sentence })
        }));
        let of_this = touched.get(begin..).unwrap_or_default().to_vec();
        documents.push(best(of_this, reach.per_document + SPARE));
    }
    documents.retain(|best| !best.is_empty());
    documents.sort_by(|one, other| {
        one.first().zip(other.first()).map_or(std::cmp::Ordering::Equal, |(one, other)| better(one, other))
    });
    documents.truncate(MAX_DOCUMENTS);
    best(touched, reach.total)
        .into_iter()
        .chain(documents.into_iter().flatten())
        .map(|(_, place)| place)
        .collect()
}

/// The best of these, best first.
fn best(mut of: Vec<(f32, SentencePlace)>, count: usize) -> Vec<(f32, SentencePlace)> {
    if count == 0 {
        return Vec::new();
    }
    if of.len() > count {
        of.select_nth_unstable_by(count - 1, better);
        of.truncate(count);
    }
    of.sort_by(better);
    of
}

fn better(one: &(f32, SentencePlace), other: &(f32, SentencePlace)) -> std::cmp::Ordering {
    other.0.total_cmp(&one.0).then(one.1.cmp(&other.1))
}
