//! Pairs of texts and what they differ in.

mod languages;
mod pairs;

use super::*;
use crate::text::OffsetIndex;
use pairs::{AGREEING, DIFFERING};
use proptest::prelude::*;

fn types(comparison: &Comparison) -> Vec<&str> {
    comparison.differences.iter().map(|difference| difference.kind.as_str()).collect()
}

/// The notes of a comparison, those of hard and of soft differences alike.
fn notes(from: &str, to: &str) -> Vec<String> {
    compare(from, to, "en").differences.into_iter().map(|difference| difference.note).collect()
}

#[test]
fn what_says_the_same_does_not_disagree() {
    let wrong: Vec<_> = AGREEING.iter().filter(|(_, from, to)| compare(from, to, "").disagrees).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_cannot_both_hold_disagrees_and_has_its_type() {
    let is_found = |kind: &str, from: &str, to: &str| {
        let comparison = compare(from, to, "");
        comparison.disagrees && types(&comparison).contains(&kind)
    };
    let missed: Vec<_> = DIFFERING.iter().filter(|(kind, from, to)| !is_found(kind, from, to)).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn only_the_number_that_differs_is_named() {
    assert_eq!(notes("Revenue rose 5% to $3m.", "Revenue rose 5% to $4m."), ["values differ: $3m / $4m"]);
    assert_eq!(
        notes("It pledged $50 billion.", "It pledged $100 billion over eight years."),
        ["values differ: $50 billion / $100 billion"]
    );
    assert_eq!(notes("The deal is worth $5m.", "The deal is worth much."), Vec::<String>::new());
}

#[test]
fn what_may_both_hold_differs_softly() {
    for (from, to) in [
        // Another thing is counted, or another event is told of.
        (
            "Hansbrough needed just nine points in the game to pass Ford for the top spot.",
            "Hansbrough scored 20 points last night to break the career record of the storied team.",
        ),
        (
            "The moon Deimos is about 7 miles wide, NASA said.",
            "The moon Titan is 3,200 miles wide, say scientists in Rome.",
        ),
        (
            "Voters began to cast their ballots in the town on Sunday.",
            "The vote in the town ended on Sunday evening.",
        ),
        // One thing under two names.
        (
            "An Atlanta judge sentenced Brian Nichols on Saturday.",
            "A Georgia judge handed Brian Nichols four life terms.",
        ),
        (
            "Officer Ortiz was shot while he looked for gang members.",
            "The gang member shot Jerry Ortiz outside a building.",
        ),
        // What ends was there before.
        (
            "Reggie Bush is done for the season.",
            "The Saints placed Reggie Bush on injured reserve, ending his season.",
        ),
        // A question that takes for granted what it asks about.
        ("Why did the mayor of Leeds resign?", "The mayor of Leeds resigned."),
    ] {
        assert!(!compare(from, to, "en").disagrees, "{from} {to} {:?}", notes(from, to));
    }
}

#[test]
fn what_is_found_in_another_place_is_still_told() {
    let comparison = compare(
        "A 36-year-old climber died after a fall of 150 metres in the park, police said.",
        "The rescue of a climber who fell in the park took 40 men six hours, his age was given as 34.",
        "en",
    );
    assert!(!comparison.disagrees, "{comparison:?}");
}

#[test]
fn rounding_is_worded_as_such_and_is_no_disagreement() {
    let comparison = compare("About 50 people came.", "51 people came.", "en");
    assert!(!comparison.disagrees);
    assert_eq!(comparison.differences[0].note, "values fit, one is rounded or open: About 50 / 51");
}

#[test]
fn a_denial_is_marked_with_its_negation() {
    let (from, to) = ("Azure is the exclusive provider.", "Azure is no longer the exclusive provider.");
    let comparison = compare(from, to, "en");
    let words: Vec<_> = comparison
        .differences
        .iter()
        .map(|one| (one.from.unwrap().slice(from).unwrap(), one.to.unwrap().slice(to).unwrap()))
        .collect();
    assert_eq!(words, [("exclusive", "no longer the exclusive")]);
}

#[test]
fn nothing_is_called_a_contradiction() {
    for (_, from, to) in DIFFERING {
        assert!(notes(from, to).iter().all(|note| !note.contains("contradict")));
    }
}

#[test]
fn every_type_is_one_of_the_codebook() {
    let known: Vec<String> =
        crate::model::default_codebook().difference_types.iter().map(|term| term.id.clone()).collect();
    for (_, from, to) in DIFFERING.iter().chain(AGREEING) {
        assert!(types(&compare(from, to, "")).iter().all(|kind| known.contains(&(*kind).to_owned())));
    }
}

#[test]
fn lookalike_characters_and_line_ends_do_not_differ() {
    let from = "Microsoft\u{2019}s revenue\u{2011}share is 27\u{a0}% of $7.\n5\u{a0}billion.";
    let to = "Microsoft's revenue-share is 27% of $7.5 billion.";
    assert_eq!(compare(from, to, "en"), Comparison::default());
}

/// Pieces that values, negations and names are made of, and what breaks offsets.
const PIECES: &[&str] = &[
    "no longer ",
    "not ",
    "exclusive ",
    "Amazon ",
    "AWS ",
    "the ",
    "$",
    "50",
    " billion ",
    "%",
    "three ",
    "and ",
    "a half ",
    "-",
    "million ",
    "1.5m ",
    "7.\n5 ",
    "20-13 ",
    "3/4/2014 ",
    "Friday night ",
    "at 9 p.m. ",
    "March 3, ",
    "2019 ",
    "Q3 ",
    "from ",
    "to ",
    "rose ",
    "fell ",
    "may ",
    "will ",
    "?",
    "said ",
    "all ",
    "some ",
    "clouds ",
    "İ",
    "ß",
    "👩‍👩‍👧",
    "\u{200d}",
    "\u{a0}",
    "\n",
    "’",
    "“",
    "e\u{301}",
    "中文",
    "没有",
    "三百五十",
    "百分之",
    "不",
    "لم ",
    "٥٠٠",
    "не ",
    "nie ",
    "não ",
    "nicht ",
    "½ ",
    "vingt ",
    "et ",
    "un ",
    "tausend",
    "hundert",
    "zwei",
    "mil ",
    "€",
    "1'500 ",
    "12 300,5 ",
    ".",
    ",",
    "(",
    ")",
    "without ",
];

fn messy_text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..30).prop_map(|pieces| pieces.concat())
}

fn language() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "en", "de-AT", "fr", "es", "pt", "ru", "pl", "zh", "ar"])
}

/// A comparison as it is from the other side.
fn reversed(comparison: Comparison) -> Vec<(String, Option<crate::text::Span>, Option<crate::text::Span>)> {
    comparison.differences.into_iter().map(|one| (one.kind, one.to, one.from)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn a_text_does_not_differ_from_itself(text in messy_text(), language in language()) {
        prop_assert_eq!(compare(&text, &text, language), Comparison::default());
    }

    #[test]
    fn the_sides_can_be_exchanged(from in messy_text(), to in messy_text(), language in language()) {
        let (there, back) = (compare(&from, &to, language), compare(&to, &from, language));
        prop_assert_eq!(there.disagrees, back.disagrees);
        let mut forwards: Vec<_> = there.differences.into_iter().map(|one| (one.kind, one.from, one.to)).collect();
        let mut backwards = reversed(back);
        forwards.sort();
        backwards.sort();
        prop_assert_eq!(forwards, backwards);
    }

    #[test]
    fn spans_fit_whatever_the_text(from in any::<String>(), to in messy_text(), language in language()) {
        let comparison = compare(&from, &to, language);
        for difference in &comparison.differences {
            prop_assert!(difference.from.is_none_or(|span| span.is_valid_in(&from) && OffsetIndex::new(&from).chars_from_span(span).is_some()));
            prop_assert!(difference.to.is_none_or(|span| span.is_valid_in(&to)));
        }
    }
}
