//! [`compare_pairs`]: the differences of pairs of texts that belong to no project.

use crate::analysis::compare;
use crate::text::{OffsetIndex, Span};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A file of pairs; what else it says about them is for whoever judges the answer.
#[derive(Debug, Deserialize)]
struct PairFile {
    pairs: Vec<TextPair>,
}

#[derive(Debug, Deserialize)]
struct TextPair {
    id: String,
    a: String,
    b: String,
    /// BCP 47; guessed from each text where it is not given.
    #[serde(default)]
    language: String,
}

/// The answer for each pair, by its id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ComparedPairs {
    /// In order of the ids.
    pub pairs: BTreeMap<String, ComparedPair>,
}

/// In what two texts differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ComparedPair {
    /// Whether they cannot both hold as they stand, if they speak of the same thing.
    pub disagree: bool,
    /// Keys of the codebook's difference types, each once.
    pub types: BTreeSet<String>,
    /// The places of the differences.
    pub spans: Vec<DifferingSpans>,
}

/// One difference; places are code points of each text, end exclusive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DifferingSpans {
    /// Key of the codebook's difference type.
    #[serde(rename = "type")]
    pub kind: String,
    /// None means the words are missing there.
    pub a: Option<(usize, usize)>,
    /// In the second text.
    pub b: Option<(usize, usize)>,
    /// What differs, in words.
    pub note: String,
}

/// Why pairs were not compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PairsError {
    /// The file is no JSON of pairs; the string is the reader's message, which names line and column.
    #[error("it is not a JSON file of pairs with \"id\", \"a\" and \"b\" ({0})")]
    Unreadable(String),
    /// Two pairs would have one answer.
    #[error("two of its pairs have the id \"{0}\"; give each pair an id of its own")]
    SameId(String),
}

/// Compares the pairs of a JSON file: `{"pairs": [{"id", "a", "b", "language"?}]}`.
pub fn compare_pairs(bytes: &[u8]) -> Result<ComparedPairs, PairsError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let file: PairFile =
        serde_json::from_slice(bytes).map_err(|err| PairsError::Unreadable(err.to_string()))?;
    let mut compared = ComparedPairs::default();
    for pair in file.pairs {
        let answer = compared_pair(&pair);
        if compared.pairs.insert(pair.id.clone(), answer).is_some() {
            return Err(PairsError::SameId(pair.id));
        }
    }
    Ok(compared)
}

fn compared_pair(pair: &TextPair) -> ComparedPair {
    let comparison = compare(&pair.a, &pair.b, &pair.language);
    let (in_a, in_b) = (OffsetIndex::new(&pair.a), OffsetIndex::new(&pair.b));
    let place =
        |index: &OffsetIndex<'_>, span: Option<Span>| span.and_then(|span| index.chars_from_span(span));
    ComparedPair {
        disagree: comparison.disagrees,
        types: comparison.differences.iter().map(|difference| difference.kind.clone()).collect(),
        spans: comparison
            .differences
            .into_iter()
            .map(|difference| DifferingSpans {
                a: place(&in_a, difference.from),
                b: place(&in_b, difference.to),
                kind: difference.kind,
                note: difference.note,
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_code_points_and_types_those_of_the_codebook() {
        let file = r#"{"pairs":[{"id":"p","a":"🔥 It cost $5 million.","b":"It cost $6 million.","label":"contradiction"}]}"#;
        let answer = compare_pairs(file.as_bytes()).unwrap();
        let pair = &answer.pairs["p"];
        assert!(pair.disagree);
        assert_eq!(pair.types.iter().collect::<Vec<_>>(), ["numeric"]);
        assert_eq!((pair.spans[0].a, pair.spans[0].b), (Some((10, 20)), Some((8, 18))));
        assert_eq!(pair.spans[0].note, "values differ: $5 million / $6 million");
    }

    #[test]
    fn bad_files_are_refused_in_words() {
        let message = |file: &str| compare_pairs(file.as_bytes()).unwrap_err().to_string();
        assert!(message("nothing").contains("line 1 column"));
        assert!(message(r#"{"pairs":[{"id":"p","a":""}]}"#).contains("missing field `b`"));
        let twice = r#"{"pairs":[{"id":"p","a":"","b":""},{"id":"p","a":"","b":""}]}"#;
        assert!(message(twice).contains("the id \"p\""));
    }
}
