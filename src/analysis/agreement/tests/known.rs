//! The known answers of the literature, each to its tolerance.

use super::super::{f1_exact, f1_links, f1_links_labelled};
use super::*;
use std::collections::{BTreeMap, BTreeSet};

/// Values of the cases that are of no measure on offer.
const NOT_OFFERED: &[&str] = &[
    "bennett_S",
    "conger_kappa",
    "kappa_linear",
    "kappa_max",
    "kappa_quadratic",
    "randolph_free_marginal",
    "weighted_kappa",
];

/// Cases that are of no measure on offer, or of one that is tested with its own file.
const ELSEWHERE: &[(&str, &str)] = &[
    ("krippendorff2004_alphaU", "alpha_u"),
    ("krippendorff1995_alphaU_observed", "alpha_u"),
    ("opt_gamma_readme", "gamma is not offered"),
    ("mathet2015_alex_paul_suzan_gamma", "gamma is not offered"),
    ("constructed_gamma_disorder_two_annotators", "gamma is not offered"),
];

/// Names of the cases for what figures call otherwise.
fn figure_name(name: &str) -> Option<(Unit, Measure)> {
    let found = match name {
        "alpha_nominal" | "alpha_nominal_on_sets" | "alpha_perfect" | "alpha_opposite" => {
            (Unit::SentenceKinds, Measure::AlphaNominal)
        }
        "alpha_ordinal" => (Unit::ClaimConfidence, Measure::AlphaOrdinal),
        "alpha_masi" => (Unit::SentenceKinds, Measure::AlphaMasi),
        "cohen_kappa" | "kappa_unweighted" | "kappa_perfect" | "kappa_opposite" => {
            (Unit::SentenceKinds, Measure::CohenKappa)
        }
        // Of two raters Fleiss' kappa is Scott's pi.
        "fleiss_kappa" | "scott_pi" => (Unit::SentenceKinds, Measure::FleissKappa),
        "gwet_ac1" => (Unit::SentenceKinds, Measure::GwetAc1),
        "percent" | "percent_agreement" => (Unit::SentenceKinds, Measure::Percent),
        _ => return None,
    };
    Some(found)
}

/// Of sets with one word each, numbered from 0 in the order of the words.
fn number(set: &[u32]) -> f64 {
    set.first().copied().map_or(f64::NAN, f64::from)
}

/// Values of measures that are not on offer, but of which ours are made.
fn made_of_ours(name: &str, case: &Value, ratings: &Ratings) -> Option<f64> {
    let lowest = lowest(case);
    let ratio = |one: &[u32], other: &[u32]| {
        let (one, other) = (number(one), number(other));
        ((one - other) / (one + other)).powi(2)
    };
    let ratio_from_1 = |one: &[u32], other: &[u32]| {
        let (one, other) = (number(one) + 1.0, number(other) + 1.0);
        ((one - other) / (one + other)).powi(2)
    };
    match name {
        "alpha_interval" => Some(alpha_with(ratings, |one, other| (number(one) - number(other)).powi(2))),
        "alpha_ratio" => Some(alpha_with(ratings, if lowest == 0 { ratio } else { ratio_from_1 })),
        "alpha_jaccard" => Some(alpha_with(ratings, |one, other| {
            let shared = one.iter().filter(|word| other.contains(word)).count() as f64;
            1.0 - shared / ((one.len() + other.len()) as f64 - shared)
        })),
        // The labels of that case in order: Chck, IReq, Stat.
        "alpha_weighted" => Some(alpha_with(ratings, |one, other| match (number(one), number(other)) {
            (one, other) if one.to_bits() == other.to_bits() => 0.0,
            (0.0, _) | (_, 0.0) => 0.5,
            _ => 1.0,
        })),
        _ => None,
    }
}

fn lowest(case: &Value) -> u64 {
    let rows = case["input"]["rows_are_raters"].as_array().into_iter().flatten();
    rows.flat_map(|row| row.as_array().unwrap()).filter_map(Value::as_u64).min().unwrap_or_default()
}

fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn cell(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Null => None,
        Value::Array(words) => Some(words.iter().map(word).collect()),
        value => Some(vec![word(value)]),
    }
}

fn matrix(rows: &Value) -> Ratings {
    let row = |row: &Value| row.as_array().unwrap().iter().map(cell).collect();
    rows.as_array().unwrap().iter().map(row).collect()
}

/// Units with these labels, as raters who said so in any order.
fn raters(units: impl IntoIterator<Item = Vec<String>>) -> Ratings {
    let mut ratings = Ratings::new();
    for unit in units {
        ratings.resize(unit.len(), Vec::new());
        for (rater, label) in ratings.iter_mut().zip(unit) {
            rater.push(Some(vec![label]));
        }
    }
    ratings
}

fn count(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

fn contingency(table: &Value, labels: &Value) -> Ratings {
    let name = |at: usize| labels.get(at).map_or_else(|| at.to_string(), word);
    let rows = table.as_array().unwrap().iter().enumerate();
    raters(rows.flat_map(|(first, row)| {
        let cells = row.as_array().unwrap().iter().enumerate();
        cells.flat_map(move |(second, times)| vec![vec![name(first), name(second)]; count(times)])
    }))
}

fn ratings(input: &Value) -> Option<Ratings> {
    if let Some(rows) = input.get("rows_are_raters") {
        return Some(matrix(rows));
    }
    if let Some(table) = input.get("contingency_rows_rater1_cols_rater2") {
        return Some(contingency(table, &input["labels"]));
    }
    if let Some(items) = input.get("items_as_strings_of_6_labels") {
        let items = items.as_array().unwrap().iter().map(word);
        return Some(raters(items.map(|item| item.chars().map(String::from).collect())));
    }
    let counts = input.get("item_by_category_counts")?.as_array().unwrap().iter();
    Some(raters(counts.map(|counts| {
        let counts = counts.as_array().unwrap().iter().enumerate();
        counts.flat_map(|(label, times)| vec![label.to_string(); count(times)]).collect()
    })))
}

/// Name and value of each answer, those of the literature first; the tolerance is the case's, and where an
/// implementation gave all digits, theirs.
fn answers(case: &Value) -> Vec<(String, f64, f64)> {
    let tolerance = case["tolerance"].as_f64().unwrap();
    let expected = case["expected"].as_object().unwrap().iter();
    let mut answers: Vec<(String, f64, f64)> =
        expected.filter_map(|(name, value)| Some((name.clone(), value.as_f64()?, tolerance))).collect();
    for (name, values) in case["computed"].as_object().unwrap() {
        let values = values.as_object().unwrap().values().filter_map(Value::as_f64);
        answers.extend(values.map(|value| (name.clone(), value, 1e-9)));
    }
    answers
}

#[test]
fn each_known_answer_is_given_to_its_tolerance() {
    let file: Value =
        serde_json::from_str(include_str!("../../../../tests/data/agreement/known_answers.json")).unwrap();
    let (mut wrong, mut given) = (Vec::new(), BTreeMap::new());
    for case in file["cases"].as_array().unwrap() {
        let id = case["id"].as_str().unwrap();
        let Some(ratings) = ratings(&case["input"]) else {
            continue;
        };
        if case.get("tolerance").is_none() {
            continue;
        }
        for (name, expected, tolerance) in answers(case) {
            if NOT_OFFERED.contains(&name.as_str()) {
                continue;
            }
            let found = match figure_name(&name) {
                Some((unit, measure)) => overall(unit, measure, &ratings).unwrap(),
                None => {
                    made_of_ours(&name, case, &ratings).unwrap_or_else(|| panic!("{id}: what is {name}?"))
                }
            };
            *given.entry(id.to_owned()).or_insert(0) += 1;
            if (found - expected).abs() > tolerance {
                wrong.push(format!("{id} {name}: {found} instead of {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // All cases are accounted for: those with ratings here, the others by name.
    let named = [
        "constructed_span_f1",
        "constructed_link_f1",
        "degenerate_no_variation",
        "perfect_and_systematic_disagreement",
    ];
    let elsewhere: BTreeSet<&str> = ELSEWHERE.iter().map(|(id, _)| *id).chain(named).collect();
    let all = file["cases"].as_array().unwrap().iter().map(|case| case["id"].as_str().unwrap());
    let open: Vec<&str> = all.filter(|id| !given.contains_key(*id) && !elsewhere.contains(id)).collect();
    assert_eq!((open, given.values().sum::<i32>()), (Vec::<&str>::new(), 102));
}

#[test]
fn no_variation_is_undefined_and_never_0_or_1() {
    let ratings = matrix(&known_answer("degenerate_no_variation")["input"]["rows_are_raters"]);
    for unit in [Unit::SentenceKinds, Unit::ClaimConfidence] {
        let (figures, _) = figures(&table(unit, &ratings));
        for figure in figures {
            let expected =
                if figure.measure == Measure::Percent { Ok(1.0) } else { Err(Undefined::NoVariation) };
            assert_eq!(figure.value, expected, "{:?}", figure.measure);
            assert_eq!(figure.interval.is_some(), figure.value.is_ok());
        }
    }
}

#[test]
fn perfect_and_opposite_ratings_have_the_known_values() {
    let case = known_answer("perfect_and_systematic_disagreement");
    for (name, expected) in
        [("alpha_perfect", 1.0), ("kappa_perfect", 1.0), ("kappa_opposite", -1.0), ("alpha_opposite", -0.75)]
    {
        let ratings = matrix(&case["input"][name.split('_').next_back().unwrap()]);
        let (unit, measure) = figure_name(name).unwrap();
        let found = overall(unit, measure, &ratings).unwrap();
        assert!((found - expected).abs() < 1e-9, "{name}: {found}");
    }
}

/// What two annotators have, as ratings: for each thing of either the set of its labels.
fn things(input: &Value, place: impl Fn(&Value) -> String, label: impl Fn(&Value) -> String) -> Ratings {
    let own = |name: &str| -> Vec<(String, String)> {
        input[name].as_array().unwrap().iter().map(|thing| (place(thing), label(thing))).collect()
    };
    let both = [own("annotator1"), own("annotator2")];
    let places: BTreeSet<&String> = both.iter().flatten().map(|(place, _)| place).collect();
    let labels = |own: &Vec<(String, String)>, place: &String| {
        own.iter().filter(|(other, _)| other == place).map(|(_, label)| label.clone()).collect()
    };
    both.iter().map(|own| places.iter().map(|place| Some(labels(own, place))).collect()).collect()
}

#[test]
fn f1_of_spans_and_links_has_the_known_values() {
    let near = |found: Result<f64, Undefined>, case: &Value, name: &str| {
        let expected = case["expected"][name].as_f64().unwrap();
        assert!((found.unwrap() - expected).abs() < 1e-9, "{name}: {found:?}");
    };
    let case = known_answer("constructed_span_f1");
    let spans = things(
        &case["input"],
        |span| format!("{} {} {}", span[0], span[1], span[2]),
        |span| span[3].to_string(),
    );
    let spans = table(Unit::ClaimSpans, &spans);
    near(f1_exact::matches(&[], &spans.rows(), false).answers().0.0, &case, "f1_exact_span_unlabelled");
    near(
        f1_links_labelled::matches(&[], &spans.rows(), false).answers().0.0,
        &case,
        "f1_exact_span_and_label",
    );
    let case = known_answer("constructed_link_f1");
    let links = things(&case["input"], |link| format!("{} {}", link[0], link[1]), |link| link[2].to_string());
    let links = table(Unit::Links, &links);
    near(f1_links::matches(&[], &links.rows(), false).answers().0.0, &case, "f1_unlabelled");
    near(f1_links_labelled::matches(&[], &links.rows(), false).answers().0.0, &case, "f1_labelled");
}
