//! [`compare`]: the typed differences between two texts, worded as what they are; the analyst decides what they mean.

use crate::model::Difference;

/// Everything in which two texts differ, and whether they can both hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// In order of place in the first text; spans are bytes of the given texts.
    pub differences: Vec<Difference>,
    /// Whether the texts, if they speak of the same thing, cannot both hold as they stand.
    pub disagrees: bool,
}

/// What one text says, read once and compared many times.
#[derive(Clone, Debug, Default)]
pub struct Features;

/// Reads a text; the language is a BCP 47 tag, empty where it is not known.
pub fn features(_text: &str, _language: &str) -> Features {
    Features
}

/// Compares two texts that were read before.
pub fn compare_features(_from: &Features, _to: &Features) -> Comparison {
    Comparison::default()
}

/// Compares two texts of one language.
pub fn compare(from: &str, to: &str, language: &str) -> Comparison {
    compare_features(&features(from, language), &features(to, language))
}
