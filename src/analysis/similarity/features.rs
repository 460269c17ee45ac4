//! [`Features`] of one sentence and the [`Profile`] that many of them are compared with.

use super::super::index::{SentenceIndex, SentencePlace, Statistics};
use super::grams::GRAM_CLASSES;

/// How much each likeness counts; the words count 1.
const LETTERS: f32 = 0.5;
const SURROUNDINGS: f32 = 0.2;
const FIT: f32 = 0.4;
const SUM: f32 = 1.0 + LETTERS + SURROUNDINGS + FIT;

/// How many sentences to either side are the surroundings.
const NEAR: usize = 5;

/// What a sentence is compared by: three vectors of length 1, or 0 where there is nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Features {
    /// Weight by form.
    words: Vec<(u32, f32)>,
    /// Weight by class of group of letters.
    letters: Vec<(u16, f32)>,
    /// Weight by form, of the sentence and those near it.
    surroundings: Vec<(u32, f32)>,
}

impl Features {
    /// Of a sentence of the index.
    pub(super) fn of(index: &SentenceIndex, place: SentencePlace) -> Self {
        let statistics = index.statistics();
        let weighted = index.occurrences(place).iter().map(|found| (found.id, statistics.weight_in(*found)));
        let words: Vec<(u32, f32)> = weighted.collect();
        let letters = words.iter().flat_map(|(term, weight)| letters(index.grams(*term), *weight)).collect();
        let near = place.sentence.saturating_sub(NEAR)..place.sentence + NEAR + 1;
        Self::new(
            words,
            letters,
            surroundings(index, statistics, near.map(|sentence| SentencePlace { sentence, ..place })),
        )
    }

    /// Of a text: the weights of its forms, its groups of letters, and the sentences in which it stands.
    pub(super) fn of_text(
        index: &SentenceIndex,
        words: Vec<(u32, f32)>,
        letters: Vec<(u16, f32)>,
        places: &[SentencePlace],
    ) -> Self {
        let near = places.first().zip(places.last()).into_iter().flat_map(|(first, last)| {
            let near = first.sentence.saturating_sub(NEAR)..last.sentence + NEAR + 1;
            near.map(|sentence| SentencePlace { sentence, ..*first })
        });
        Self::new(words, letters, surroundings(index, index.statistics(), near))
    }

    fn new(
        mut words: Vec<(u32, f32)>,
        mut letters: Vec<(u16, f32)>,
        mut surroundings: Vec<(u32, f32)>,
    ) -> Self {
        // The same group may stand in several words.
        letters.sort_by_key(|(class, _)| *class);
        letters.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            kept.1 += if is_same { next.1 } else { 0.0 };
            is_same
        });
        scale(&mut words);
        scale(&mut letters);
        scale(&mut surroundings);
        Self { words, letters, surroundings }
    }
}

/// The groups of letters of a form; a long word does not count more for having more of them.
pub(super) fn letters(grams: &[u16], weight: f32) -> impl Iterator<Item = (u16, f32)> {
    let each = weight / (grams.len().max(1) as f32).sqrt();
    grams.iter().map(move |class| (*class, each))
}

fn surroundings(
    index: &SentenceIndex,
    statistics: &Statistics,
    places: impl Iterator<Item = SentencePlace>,
) -> Vec<(u32, f32)> {
    let mut terms: Vec<(u32, usize)> =
        places.flat_map(|place| index.occurrences(place)).map(|found| found.id).zip(0..).collect();
    terms.sort_unstable();
    let counted = terms.chunk_by(|one, next| one.0 == next.0);
    let mut found: Vec<(usize, u32, f32)> = counted
        .filter_map(|same| {
            let (term, first) = same.first()?;
            Some((*first, *term, (same.len() as f32).sqrt() * statistics.weight(*term)))
        })
        .collect();
    // A sum depends on the order of its parts, and ids on the order in which documents came.
    found.sort_unstable_by_key(|(first, ..)| *first);
    found.into_iter().map(|(_, term, weight)| (term, weight)).collect()
}

fn scale<T>(vector: &mut [(T, f32)]) {
    let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
}

/// A weighted sum of [`Features`], spread out so that comparing with it is looking up.
#[derive(Debug)]
pub(super) struct Profile {
    words: Vec<f32>,
    letters: Vec<f32>,
    surroundings: Vec<f32>,
}

impl Profile {
    /// Like nothing yet.
    pub(super) fn new(statistics: &Statistics) -> Self {
        let term_count = statistics.term_count();
        Self {
            words: vec![0.0; term_count],
            letters: vec![0.0; GRAM_CLASSES],
            surroundings: vec![0.0; term_count],
        }
    }

    pub(super) fn add(&mut self, features: &Features, times: f32) {
        let put = |into: &mut [f32], at: usize, weight: f32| {
            if let Some(sum) = into.get_mut(at) {
                *sum += weight * times;
            }
        };
        features.words.iter().for_each(|(term, weight)| put(&mut self.words, *term as usize, *weight));
        features
            .letters
            .iter()
            .for_each(|(class, weight)| put(&mut self.letters, usize::from(*class), *weight));
        features
            .surroundings
            .iter()
            .for_each(|(term, weight)| put(&mut self.surroundings, *term as usize, *weight));
    }

    /// From 0 to the sum of the weights that were added; linear in what was added.
    pub(super) fn likeness(&self, features: &Features) -> f32 {
        let dot = |dense: &[f32], sparse: &[(u32, f32)]| -> f32 {
            sparse
                .iter()
                .map(|(at, weight)| dense.get(*at as usize).copied().unwrap_or_default() * weight)
                .sum()
        };
        let letters: f32 = features
            .letters
            .iter()
            .map(|(at, weight)| self.letters.get(usize::from(*at)).copied().unwrap_or_default() * weight)
            .sum();
        let fit = dot(&self.surroundings, &features.words) + dot(&self.words, &features.surroundings);
        let surroundings = dot(&self.surroundings, &features.surroundings);
        (dot(&self.words, &features.words)
            + LETTERS * letters
            + SURROUNDINGS * surroundings
            + FIT * 0.5 * fit)
            / SUM
    }
}
