//! Spread, inconsistency and disagreement against the answers recorded for Open Synthesis' formulas.

use crossclaim::analysis::matrix::scores::{consistency, diagnosticity, disagreement, inconsistency};
use serde_json::Value;

const ANSWERS: &str = include_str!("../../data/matrix/ach_known_answers.json");

/// 0 stands for not applicable.
fn evaluation(value: &Value) -> Option<f64> {
    value.as_f64().filter(|value| *value > 0.0)
}

fn cells(value: &Value) -> Vec<Vec<Option<f64>>> {
    let cell = |cell: &Value| cell.as_array().unwrap().iter().map(evaluation).collect();
    value.as_array().unwrap().iter().map(cell).collect()
}

#[test]
fn every_known_answer_is_met() {
    let answers: Value = serde_json::from_str(ANSWERS).unwrap();
    let cases = answers["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 17);
    for case in cases {
        let given = &case["evaluations"];
        let found = match case["function"].as_str().unwrap() {
            "inconsistency" => Some(inconsistency(&cells(given))),
            "consistency" => Some(consistency(&cells(given))),
            "diagnosticity" => Some(diagnosticity(&cells(given))),
            "calc_disagreement" => {
                disagreement(&given.as_array().unwrap().iter().map(evaluation).collect::<Vec<_>>())
            }
            other => panic!("an unknown function: {other}"),
        };
        let is_met = match (found, case["value"].as_f64()) {
            (Some(found), Some(known)) => (found - known).abs() < 1e-6,
            (found, known) => found == known,
        };
        assert!(is_met, "{case}: {found:?}");
    }
}
