//! The main text of web pages against the text marked by hand.

use super::{files, read, text_of};
use std::collections::BTreeMap;

fn counts(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    let lower = text.to_lowercase();
    for word in lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_owned()).or_default() += 1;
    }
    counts
}

/// Harmonic mean of precision and recall over words with their numbers.
fn f1(found: &str, expected: &str) -> f64 {
    let (found, expected) = (counts(found), counts(expected));
    let shared: usize =
        found.iter().map(|(word, count)| (*count).min(expected.get(word).copied().unwrap_or(0))).sum();
    let total: usize = found.values().sum::<usize>() + expected.values().sum::<usize>();
    2.0 * shared as f64 / total as f64
}

#[test]
fn the_words_of_each_page_are_those_marked_by_hand() {
    let pages = files("html", &["html"]);
    assert_eq!(pages.len(), 4);
    for (name, bytes) in pages {
        let expected = text_of("html", &name.replace(".html", ".main.txt"));
        let score = f1(&read(&name, &bytes).unwrap().text, &expected);
        assert!(score >= 0.95, "{name}: {score:.3}");
    }
}
