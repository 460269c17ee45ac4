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
    pub(super) fn of(index: &SentenceIndex, place: SentencePlace, desk: &mut Desk) -> Self {
        let statistics = index.statistics();
        let weighted = index.occurrences(place).iter().map(|found| (found.id, statistics.weight_in(*found)));
        let words: Vec<(u32, f32)> = weighted.collect();
        for (term, weight) in &words {
            desk.put_letters(index.grams(*term), *weight);
        }
        Self::new(words, desk, index, &[place])
    }

    /// Of a text: the weights of its forms and the sentences in which it stands. Its letters are on the desk.
    pub(super) fn of_text(
        index: &SentenceIndex,
        words: Vec<(u32, f32)>,
        places: &[SentencePlace],
        desk: &mut Desk,
    ) -> Self {
        Self::new(words, desk, index, places)
    }

    /// `places` are neighbours; the groups of letters lie on the desk.
    fn new(
        mut words: Vec<(u32, f32)>,
        desk: &mut Desk,
        index: &SentenceIndex,
        places: &[SentencePlace],
    ) -> Self {
        let statistics = index.statistics();
        let mut letters = desk.letters.take();
        if let Some((first, last)) = places.first().zip(places.last()) {
            for sentence in first.sentence.saturating_sub(NEAR)..=last.sentence + NEAR {
                let near = index.occurrences(SentencePlace { sentence, ..*first });
                for found in near {
                    desk.terms.add(found.id, 1.0);
                }
            }
        }
        let mut surroundings = desk.terms.take();
        for (term, count) in &mut surroundings {
            *count = count.sqrt() * statistics.weight(*term);
        }
        scale(&mut words);
        scale(&mut letters);
        scale(&mut surroundings);
        Self { words, letters, surroundings }
    }
}

/// Room to add up, used again for each sentence.
#[derive(Debug)]
pub(super) struct Desk {
    terms: Sums<u32>,
    letters: Sums<u16>,
}

impl Desk {
    pub(super) fn new(statistics: &Statistics) -> Self {
        Self { terms: Sums::new(statistics.term_count()), letters: Sums::new(GRAM_CLASSES) }
    }

    /// A long word does not count more for having more groups of letters.
    pub(super) fn put_letters(&mut self, grams: &[u16], weight: f32) {
        let each = weight / (grams.len().max(1) as f32).sqrt();
        for class in grams {
            self.letters.add(*class, each);
        }
    }
}

/// Sums by number, which remember where they are not 0.
#[derive(Debug)]
struct Sums<T> {
    sums: Vec<f32>,
    /// By first mention, so that the order of adding does not depend on how things are numbered.
    touched: Vec<T>,
}

impl<T: Copy + Into<u32>> Sums<T> {
    fn new(len: usize) -> Self {
        Self { sums: vec![0.0; len], touched: Vec::new() }
    }

    /// `weight` is over 0.
    fn add(&mut self, at: T, weight: f32) {
        if let Some(sum) = self.sums.get_mut(at.into() as usize) {
            if *sum == 0.0 {
                self.touched.push(at);
            }
            *sum += weight;
        }
    }

    /// What was added up; begins anew.
    fn take(&mut self) -> Vec<(T, f32)> {
        let sums = &mut self.sums;
        let take = |at: T| (at, sums.get_mut(at.into() as usize).map(std::mem::take).unwrap_or_default());
        self.touched.drain(..).map(take).collect()
    }
}

fn scale<T>(vector: &mut [(T, f32)]) {
    let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        for (_, weight) in vector {
            *weight /= length;
        }
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
