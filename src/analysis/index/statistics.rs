//! [`Statistics`]: how much each form of an index tells, and how long each sentence is when forms weigh that much.

use super::{Block, Occurrence, SentenceIndex};

/// How much more a name or a number tells than another form as rare.
const SPECIFIC: f32 = 1.5;
/// Softens the lead of the rarest forms: with few documents they are rare by chance.
const RARITY_POWER: f32 = 0.8;
/// How soon further occurrences in one sentence count less; the usual k₁ of BM25.
const SATURATION: f32 = 1.2;

/// What follows from counting the whole index.
#[derive(Debug)]
pub(in crate::analysis) struct Statistics {
    /// By id of the form.
    weights: Vec<f32>,
    /// By slot; 0 in gaps and where there is no word.
    lengths: Vec<f32>,
}

impl Statistics {
    pub(super) fn of(index: &SentenceIndex) -> Self {
        let sentence_count = index.sentence_count as f32;
        let weights = index
            .terms
            .iter()
            .map(|term| weight(term.postings.len() as f32, sentence_count, term.is_specific()))
            .collect();
        let mut found = Self { weights, lengths: vec![0.0; index.slot_count()] };
        for block in index.blocks.values() {
            found.measure(block);
        }
        found
    }

    fn measure(&mut self, block: &Block) {
        for sentence in 0..block.sentences.len() {
            let squares = block.occurrences(sentence).iter().map(|found| self.weight_in(*found).powi(2));
            let length = squares.sum::<f32>().sqrt();
            if let Some(at) = self.lengths.get_mut(block.first as usize + sentence) {
                *at = length;
            }
        }
    }

    /// How much a form tells.
    pub(in crate::analysis) fn weight(&self, term: u32) -> f32 {
        self.weights.get(term as usize).copied().unwrap_or_default()
    }

    /// How much a form says of a sentence that has it `count` times.
    pub(in crate::analysis) fn weight_times(&self, term: u32, count: u8) -> f32 {
        self.weight(term) * saturated(count)
    }

    /// How much a form says of a sentence.
    pub(in crate::analysis) fn weight_in(&self, occurrence: Occurrence) -> f32 {
        self.weight_times(occurrence.id, occurrence.count)
    }

    /// Euclidean length of a sentence, by slot.
    pub(in crate::analysis) fn length(&self, slot: usize) -> f32 {
        self.lengths.get(slot).copied().unwrap_or_default()
    }

    /// How many forms have a weight.
    pub(in crate::analysis) const fn term_count(&self) -> usize {
        self.weights.len()
    }

    /// The weight of a form that no sentence has or had.
    pub(in crate::analysis) fn weight_of_unknown(sentence_count: usize, form: &str, count: u8) -> f32 {
        weight(0.0, sentence_count as f32, form.chars().any(char::is_numeric)) * saturated(count)
    }
}

/// Inverse document frequency as in BM25 (Robertson & Zaragoza 2009), never below 0.
fn weight(having: f32, all: f32, is_specific: bool) -> f32 {
    let rarity = (1.0 + (all - having + 0.5).max(0.0) / (having + 0.5)).ln();
    rarity.max(0.01).powf(RARITY_POWER) * if is_specific { SPECIFIC } else { 1.0 }
}

/// Each further occurrence counts less.
fn saturated(count: u8) -> f32 {
    let count = f32::from(count);
    count * (SATURATION + 1.0) / (count + SATURATION)
}
