//! Texts that are hard to cut: whatever comes in, sentences are in order, trimmed, apart, and leave out only blanks.

use crossclaim::text::{guess_language, segment};
use proptest::prelude::*;

/// A text a line, written as a JSON string: what broke a segmenter once, ours or another.
const KEPT: &str = include_str!("../../data/segment/hostile.jsonl");
/// Texts that a fuzzer found to take ways of their own through the segmenter (`fuzz/`), least first.
const FUZZED: &str = include_str!("../../data/segment/fuzzed.jsonl");
const LANGUAGES: [Option<&str>; 10] = [
    None,
    Some("en"),
    Some("de"),
    Some("fr"),
    Some("es"),
    Some("ru"),
    Some("zh"),
    Some("ja"),
    Some("hy"),
    Some("xx"),
];

fn kept() -> Vec<String> {
    KEPT.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn fault(text: &str, language: Option<&str>) -> Option<String> {
    let (sentences, problems) = segment(text, language);
    let mut end = 0;
    for sentence in sentences {
        let span = sentence.span;
        let words = span.slice(text).filter(|words| !words.is_empty() && words.trim() == *words);
        let gap = text.get(end..span.start).filter(|gap| gap.trim().is_empty());
        if words.is_none() || gap.is_none() {
            return Some(format!("{language:?} at {}..{} in {text:?}", span.start, span.end));
        }
        end = span.end;
    }
    let is_rest_blank = text.get(end..).is_some_and(|rest| rest.trim().is_empty());
    let has_places = problems.iter().all(|problem| problem.span.is_valid_in(text));
    (!is_rest_blank || !has_places).then(|| format!("{language:?} after {end} in {text:?}"))
}

#[test]
fn fuzzed_texts_are_cut_whole() {
    for text in FUZZED.lines().map(|line| serde_json::from_str::<String>(line).unwrap()) {
        for language in [None, Some("en"), Some("zh")] {
            assert_eq!(fault(&text, language), None);
        }
    }
}

#[test]
fn kept_texts_are_cut_whole_in_every_language() {
    for text in kept() {
        for language in LANGUAGES {
            assert_eq!(fault(&text, language), None);
        }
    }
}

#[test]
fn kept_texts_repeated_take_no_longer_than_their_length() {
    for text in kept() {
        let long = text.repeat(200_000 / text.len().max(1));
        assert_eq!(fault(&long, Some("en")), None);
    }
}

proptest! {
    #[test]
    fn pieces_of_kept_texts_in_any_order_are_cut_whole(
        pieces in prop::collection::vec((0usize..1_000, 0usize..60, 1usize..60), 1..12),
        language in prop::sample::select(LANGUAGES.to_vec()),
    ) {
        let texts = kept();
        let piece = |(index, start, len): &(usize, usize, usize)| -> String {
            texts[index % texts.len()].chars().skip(*start).take(*len).collect()
        };
        let text: String = pieces.iter().map(piece).collect();
        prop_assert_eq!(fault(&text, language), None);
        prop_assert!(guess_language(&text).is_none_or(|language| (2..=3).contains(&language.len())));
    }
}
