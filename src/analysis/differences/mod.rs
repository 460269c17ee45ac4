//! [`compare`]: the typed differences between two texts, worded as what they are; the analyst decides what they mean.
//!
//! One file a difference type, all in [`TYPES`]. Nothing here says *contradiction*: a [`Comparison`] names the words and
//! how they differ. A number, date or name that only one text has is more detail, not a difference.

mod align;
mod answer;
mod attribution;
mod entity;
mod features;
mod language;
mod lexicon;
mod modality;
mod names;
mod negation;
mod numeric;
mod polarity;
mod scope;
mod spellings;
mod temporal;
mod values;
mod words;

pub use answer::{Answer, outweighs};
pub(super) use features::reading_language;
pub use features::{Features, features};
pub use lexicon::is_telling;
pub use values::{
    Value, ValueKind, answers, content_words, has_content, has_named_capitals, name_words, stand_in, values,
};

use crate::model::Difference;
use align::{Found, Pair};

/// Everything in which two texts differ, and whether they can both hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// In order of place in the first text; spans are bytes of the given texts.
    pub differences: Vec<Difference>,
    /// For each difference, whether the texts cannot both hold because of it.
    pub hard: Vec<bool>,
    /// Whether the texts, if they speak of the same thing, cannot both hold as they stand.
    pub disagrees: bool,
}

/// Finds the differences of one type.
type Finder = fn(&Pair<'_>) -> Vec<Found>;

/// Type of differences of time.
const TEMPORAL: &str = "temporal";

/// A line a type; the types are those of the codebook.
const TYPES: &[Finder] = &[
    numeric::differences,
    temporal::differences,
    entity::differences,
    polarity::differences,
    modality::differences,
    attribution::differences,
    scope::differences,
];

/// Compares two texts of one language: a BCP 47 tag, empty where it is not known.
pub fn compare(from: &str, to: &str, language: &str) -> Comparison {
    if !language.is_empty() {
        return compare_features(&features(from, language), &features(to, language));
    }
    let (one, other) = features::languages_of_both(from, to);
    compare_features(&features(from, one), &features(to, other))
}

/// Compares two texts that were read before.
pub fn compare_features(from: &Features, to: &Features) -> Comparison {
    if from.text == to.text {
        return Comparison::default();
    }
    let pair = Pair::new(from, to);
    let mut found: Vec<Found> = TYPES.iter().flat_map(|find| find(&pair)).collect();
    // Figures of two years and the news of two days hold side by side: each is true of its own time.
    let differs_besides = found.iter().any(|found| found.is_hard && found.difference.kind != TEMPORAL);
    if differs_besides && temporal::has_other_dates(&pair) {
        for one in &mut found {
            one.is_hard = false;
        }
    }
    found.sort_by_key(|found| (found.difference.from, found.difference.to, found.difference.kind.clone()));
    found.dedup();
    let hard: Vec<bool> = found.iter().map(|found| found.is_hard).collect();
    let disagrees = hard.contains(&true);
    Comparison { differences: found.into_iter().map(|found| found.difference).collect(), hard, disagrees }
}

#[cfg(test)]
mod tests;
