//! What holds of any ratings.

use super::*;
use proptest::prelude::*;

const UNITS: [Unit; 2] = [Unit::SentenceKinds, Unit::ClaimConfidence];

/// Up to five raters, each with sets of up to two of four words, and gaps.
fn any_ratings() -> impl Strategy<Value = Ratings> {
    let word = prop::sample::select(vec!["a", "b", "c", "d"]).prop_map(str::to_owned);
    let set = prop::collection::vec(word, 1..3);
    (2_usize..6, 1_usize..20).prop_flat_map(move |(raters, units)| {
        let value = prop::option::weighted(0.8, set.clone());
        prop::collection::vec(prop::collection::vec(value, units), raters)
    })
}

/// As scales have it: one word.
fn levels(ratings: &Ratings) -> Ratings {
    let level = |words: &Option<Vec<String>>| words.as_ref().map(|words| words[..1].to_vec());
    ratings.iter().map(|values| values.iter().map(level).collect()).collect()
}

fn all_figures(unit: Unit, ratings: &Ratings) -> (Vec<Figure>, Vec<Figure>) {
    let levels = if unit == Unit::ClaimConfidence { levels(ratings) } else { ratings.clone() };
    figures(&table(unit, &levels))
}

/// Values, intervals and what they were computed from, but for rounding.
fn assert_same(one: &[Figure], other: &[Figure]) {
    assert_eq!(one.len(), other.len());
    let near = |one: Option<f64>, other: Option<f64>| match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() < 1e-9,
        (one, other) => one.is_none() && other.is_none(),
    };
    for (one, other) in one.iter().zip(other) {
        let ends = |figure: &Figure| figure.interval.map(|interval| (interval.low, interval.high)).unzip();
        let (lows, highs) = (ends(one).0, ends(one).1);
        assert_eq!(one.measure, other.measure);
        assert_eq!(one.value.err(), other.value.err(), "{one:?}\n{other:?}");
        assert!(near(one.value.ok(), other.value.ok()), "{one:?}\n{other:?}");
        assert!(near(lows, ends(other).0) && near(highs, ends(other).1), "{one:?}\n{other:?}");
        let count = |figure: &Figure| (figure.basis.unit_count, figure.basis.prevalence.len());
        assert_eq!(count(one), count(other));
    }
}

proptest! {
    // Each case resamples all measures many times.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn renaming_kinds_changes_nothing(ratings in any_ratings(), shift in 1_usize..4) {
        let rename = |word: &String| {
            let at = "abcd".find(word.as_str()).unwrap();
            "abcd".chars().cycle().nth(at + shift).unwrap().to_string()
        };
        let renamed: Ratings = ratings
            .iter()
            .map(|values| {
                let set = |words: &Option<Vec<String>>| {
                    words.as_ref().map(|words| words.iter().map(rename).collect())
                };
                values.iter().map(set).collect()
            })
            .collect();
        let (overall, pairs) = all_figures(Unit::SentenceKinds, &ratings);
        let (overall_renamed, pairs_renamed) = all_figures(Unit::SentenceKinds, &renamed);
        assert_same(&overall, &overall_renamed);
        assert_same(&pairs, &pairs_renamed);
    }

    #[test]
    fn exchanging_annotators_changes_nothing(ratings in any_ratings()) {
        let mut exchanged = ratings.clone();
        exchanged.reverse();
        for unit in UNITS {
            let (overall, pairs) = all_figures(unit, &ratings);
            let (overall_exchanged, mut pairs_exchanged) = all_figures(unit, &exchanged);
            assert_same(&overall, &overall_exchanged);
            // The first rater comes last: of pairs, put into the old order, measures stay in theirs.
            let old_number = |id: &AnnotatorId| ratings.len() as u128 + 1 - id.0.as_u128();
            pairs_exchanged.sort_by_key(|figure| {
                let mut pair: Vec<u128> = figure.annotators.iter().map(old_number).collect();
                pair.sort_unstable();
                pair
            });
            assert_same(&pairs, &pairs_exchanged);
        }
    }

    #[test]
    fn a_perfect_copy_gives_1_or_a_reason(ratings in any_ratings()) {
        let copy = vec![ratings[0].clone(), ratings[0].clone()];
        for unit in UNITS {
            for figure in all_figures(unit, &copy).0 {
                let is_1 = figure.value.is_ok_and(|value| (value - 1.0).abs() < 1e-9);
                let has_reason =
                    matches!(figure.value, Err(Undefined::NoVariation | Undefined::NoUnits));
                prop_assert!(is_1 || has_reason, "{figure:?}");
            }
        }
    }

    #[test]
    fn figures_are_in_their_ranges_and_say_what_they_rest_on(ratings in any_ratings()) {
        for unit in UNITS {
            let (overall, pairs) = all_figures(unit, &ratings);
            for figure in overall.iter().chain(&pairs) {
                if let Ok(value) = figure.value {
                    prop_assert!(value <= 1.0 + 1e-9 && value.is_finite(), "{figure:?}");
                    prop_assert!(figure.basis.unit_count > 0);
                    let share: f64 = figure.basis.prevalence.iter().map(|(_, share)| share).sum();
                    prop_assert!((share - 1.0).abs() < 1e-9);
                }
                if let Some(interval) = figure.interval {
                    prop_assert!(figure.value.is_ok() && interval.low <= interval.high);
                }
                let missing = figure.basis.missing.unwrap_or_default();
                prop_assert!((0.0..=1.0).contains(&missing), "{figure:?}");
            }
        }
    }

    #[test]
    fn two_raters_give_the_same_through_pairs_as_through_units(ratings in any_ratings()) {
        // A third rater without any value makes the two a pair among three.
        let mut three = vec![ratings[0].clone(), ratings[1].clone()];
        let (two, _) = all_figures(Unit::SentenceKinds, &three);
        three.push(vec![None; ratings[0].len()]);
        let (overall, _) = all_figures(Unit::SentenceKinds, &three);
        assert_same(&two, &overall);
    }
}

#[test]
fn ordinal_levels_the_other_way_round_give_the_same() {
    let ratings: Ratings = [["1", "2", "3", "3"], ["1", "3", "3", "2"]]
        .map(|values| values.map(|value| Some(vec![value.to_owned()])).to_vec())
        .to_vec();
    let mut reversed = ratings.clone();
    for word in reversed.iter_mut().flatten().flatten().flatten() {
        *word = (4 - word.parse::<u8>().unwrap()).to_string();
    }
    assert_same(
        &all_figures(Unit::ClaimConfidence, &ratings).0,
        &all_figures(Unit::ClaimConfidence, &reversed).0,
    );
}

#[test]
fn one_rater_and_none_have_a_reason() {
    let one = vec![vec![Some(vec!["a".to_owned()]); 3]];
    let reasons = |ratings: &Ratings| {
        let (figures, _) = figures(&table(Unit::SentenceKinds, ratings));
        figures.iter().map(|figure| figure.value.unwrap_err()).collect::<Vec<_>>()
    };
    assert_eq!(reasons(&one), [Undefined::OneAnnotator; 6]);
    assert_eq!(reasons(&Vec::new()), [Undefined::NoAnnotator; 6]);
    let apart = vec![vec![Some(vec!["a".to_owned()]), None], vec![None, Some(vec!["a".to_owned()])]];
    assert_eq!(reasons(&apart), [Undefined::NoUnits; 6]);
}

#[test]
fn cohens_kappa_is_for_two() {
    let value = |word: &str| Some(vec![word.to_owned()]);
    let three = vec![vec![value("a"), value("b")]; 3];
    assert_eq!(overall(Unit::SentenceKinds, Measure::CohenKappa, &three), Err(Undefined::OnlyForTwo));
    let (_, pairs) = figures(&table(Unit::SentenceKinds, &three));
    let kappas = pairs.iter().filter(|figure| figure.measure == Measure::CohenKappa);
    assert_eq!(kappas.map(|figure| figure.value).collect::<Vec<_>>(), [Ok(1.0); 3]);
}
