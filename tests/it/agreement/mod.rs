//! Agreement of whole projects: what becomes a unit, what is compared, and what is said where nothing can be.

mod items;
mod links;
mod sentences;
mod spans;

use super::fixture::{annotator_id, project};
use crossclaim::analysis::agreement::{
    AgreementOptions, AgreementReport, Figure, Measure, Unit, agreement, agreement_with,
};
use crossclaim::model::{AnnotatorId, Project};
use std::ops::ControlFlow;

fn report(notation: &str) -> AgreementReport {
    agreement(&project(notation), AgreementOptions::default())
}

/// A figure over all annotators: its value with three decimals, or its reason, and how many units it has.
fn said(report: &AgreementReport, measure: Measure, unit: Unit) -> String {
    told(report.figure(measure, unit).unwrap())
}

fn told(figure: &Figure) -> String {
    let count = figure.basis.unit_count;
    match figure.value {
        Ok(value) => format!("{value:.3} of {count}"),
        Err(undefined) => undefined.words(figure.unit).to_owned(),
    }
}

/// Items as text: the values of annotators in order, without who gave them.
fn values(report: &AgreementReport, unit: Unit) -> Vec<String> {
    let table = report.table(unit).unwrap();
    let items = (0..table.len()).filter_map(|index| table.item(index));
    items
        .map(|item| item.values.iter().map(|value| value.label.to_string()).collect::<Vec<_>>().join(" / "))
        .collect()
}

fn value_of(report: &AgreementReport, measure: Measure, unit: Unit) -> f64 {
    report.figure(measure, unit).unwrap().value.unwrap()
}

#[track_caller]
fn assert_near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 5e-5, "{found} instead of {expected}");
}

const TWO_READERS: &str =
    "@ben\na.txt: One.{c1 quantity high} Two. Three.{c2 quantity low} Four.\nread a.txt @ann @ben\n";

#[test]
fn a_project_without_annotators_says_so() {
    let report = report("a.txt: One. Two.");
    assert!(report.annotators.is_empty());
    for figure in &report.overall {
        assert_eq!(told(figure), "no annotator has work here or marked a document as read");
    }
    assert_eq!(report.overall.len(), Measure::all().map(|measure| measure.units().len()).sum::<usize>());
}

#[test]
fn one_annotator_cannot_agree() {
    let report = report("@ben\na.txt: One.{c1} Two.\nread a.txt @ann");
    assert_eq!(*report.annotators, [annotator_id(1)], "ben has no work and read nothing");
    for figure in &report.overall {
        assert_eq!(told(figure), "only one annotator; agreement needs two");
    }
}

#[test]
fn the_reference_layer_is_not_compared() {
    let report = report(
        "@gold reference\na.txt: One.{c1}{c2 @ben}{c3 @gold} Two.{c4 @gold}\nread a.txt @ann @ben @gold",
    );
    assert_eq!(*report.annotators, [annotator_id(1), annotator_id(3)]);
    assert_eq!(said(&report, Measure::Percent, Unit::SentenceIsClaim), "1.000 of 2");
    assert_eq!(values(&report, Unit::ClaimSpans), ["tagged / tagged"]);
}

#[test]
fn each_figure_says_what_it_rests_on() {
    let report = report(
        "a.txt: One.{c1}{c2 @ben} Two. Three. Four.{c3 @ben}\nb.txt: Five.{c4}\n\
         read a.txt @ann @ben\nread b.txt @ann @ben @cleo\nc.txt: Six. Seven.\nread c.txt @ann @cleo",
    );
    let figure = report.figure(Measure::FleissKappa, Unit::SentenceIsClaim).unwrap();
    let basis = &figure.basis;
    assert_eq!((basis.unit_count, figure.annotators.len()), (7, 3));
    assert_near(basis.missing.unwrap(), 6.0 / 21.0);
    assert_near(basis.percent_agreement.unwrap(), (5.0 + 1.0 / 3.0) / 7.0);
    let shares: Vec<(&str, String)> =
        basis.prevalence.iter().map(|(label, share)| (&**label, format!("{share:.3}"))).collect();
    assert_eq!(shares, [("no claim", "0.733".to_owned()), ("claim", "0.267".to_owned())]);
    let interval = figure.interval.unwrap();
    assert!(interval.low <= figure.value.unwrap() && figure.value.unwrap() <= interval.high);
    // The sentences that two of a pair read, of all sentences that count.
    let pair =
        report.pair(Measure::CohenKappa, Unit::SentenceIsClaim, (annotator_id(2), annotator_id(3))).unwrap();
    assert_eq!(
        told(pair),
        "no variation: all values are the same, so agreement by chance would be complete too"
    );
    assert_eq!(pair.basis.unit_count, 1);
}

#[test]
fn two_annotators_have_one_figure_each_and_three_have_pairs() {
    let two = report(TWO_READERS);
    assert!(two.pairs.is_empty());
    let ids = (annotator_id(2), annotator_id(1));
    assert_eq!(told(two.pair(Measure::Percent, Unit::SentenceIsClaim, ids).unwrap()), "0.500 of 4");
    let three = report(&format!("{TWO_READERS}read a.txt @cleo"));
    assert_eq!(three.pairs.len(), 3 * three.overall.len());
    assert_eq!(
        said(&three, Measure::CohenKappa, Unit::SentenceIsClaim),
        "defined for two annotators; see the pairs"
    );
    let ids = (annotator_id(2), annotator_id(3));
    assert_eq!(told(three.pair(Measure::Percent, Unit::SentenceIsClaim, ids).unwrap()), "1.000 of 4");
}

#[test]
fn agreement_is_told_by_kind_and_by_document() {
    let report = report(
        "a.txt: One.{c1 quantity}{c2 quantity @ben} Two.{c3 causal}\nb.txt: Three.{c4 causal}{c5 causal @ben}\n\
         c.txt: Four.\nread a.txt @ann @ben\nread b.txt @ann @ben\nread c.txt @ann",
    );
    let percent = |figures: &[Figure], unit| {
        told(figures.iter().find(|one| one.measure == Measure::Percent && one.unit == unit).unwrap())
    };
    let kinds: Vec<String> = report
        .by_kind
        .iter()
        .map(|found| format!("{} {}", found.kind, percent(&found.figures, Unit::SentenceKinds)))
        .collect();
    assert_eq!(kinds, ["quantity 1.000 of 3", "causal 0.667 of 3"], "in the order of the codebook");
    let documents: Vec<String> =
        report.by_document.iter().map(|found| percent(&found.figures, Unit::SentenceIsClaim)).collect();
    assert_eq!(documents, ["0.500 of 2", "1.000 of 1"], "nobody can be compared on the third");
}

/// The same work by other people: names and ids exchanged.
fn exchanged(notation: &str) -> String {
    notation.replace("@ann", "@x").replace("@ben", "@ann").replace("@x", "@ben")
}

const MIXED: &str = "@ben\n\
    a.txt: [Prices rose by]{c1 quantity high 2 @ann}{c2 quantity low 2 @ben} 3%. Wages fell.{c3 causal @ann} Well.{c4 @ben}\n\
    b.txt: Rents [stay [high.]{c5 prediction @ben}]{c6 @ann} More.{c7 quantity causal moderate @ann}\n\
    read a.txt @ann @ben\nread b.txt @ann @ben\n\
    c1 contradicts c6 high @ann\nc2 contradicts c5 low @ben\nc3 updates c7 @ann\nc7 qualifies c3 @ben\n\
    verdict c1 c6 rounding @ann\nverdict c2 c5 open @ben\n";

#[test]
fn it_does_not_matter_who_is_who() {
    let (one, other) = (report(MIXED), report(&exchanged(MIXED)));
    for (one, other) in one.overall.iter().zip(&other.overall) {
        let value = |figure: &Figure| figure.value.map(|value| format!("{value:.9}"));
        assert_eq!(value(one), value(other), "{:?} {:?}", one.measure, one.unit);
        assert_eq!(one.basis, other.basis);
    }
}

#[test]
fn a_perfect_copy_of_all_work_gives_1_or_a_reason() {
    let copied = report(
        "@ben\nquestion q1 \"Rents?\"\nquestion q2 \"When?\"\na.txt: Prices [rose]{c1 quantity high 2}{c2 quantity high 2 @ben}. Ünd.{c3 causal low 6}{c4 causal low 6 @ben} No.\n\
         b.txt: Rents.{c5 quantity causal moderate 3}{c6 quantity causal moderate 3 @ben} Yes.\n\
         read a.txt @ann @ben\nread b.txt @ann @ben\n\
         c1 contradicts c5 q1 high numeric(rose / Rents)\nc2 contradicts c6 q1 high numeric(rose / Rents) @ben\n\
         c5 updates c3 q2 low\nc6 updates c4 q2 low @ben\n\
         verdict c1 c5 rounding favours c1\nverdict c2 c6 rounding favours c2 @ben",
    );
    for figure in &copied.overall {
        let is_1 = figure.value.is_ok_and(|value| (value - 1.0).abs() < 1e-9);
        assert!(is_1 || figure.value.is_err(), "{:?} {:?}: {}", figure.measure, figure.unit, told(figure));
    }
    let undefined: Vec<_> =
        copied.overall.iter().filter(|one| one.value.is_err()).map(|one| (one.unit, told(one))).collect();
    let no_variation = "no variation: all values are the same, so agreement by chance would be complete too";
    assert_eq!(undefined, vec![(Unit::Verdict, no_variation.to_owned()); 4]);
}

#[test]
fn a_cancelled_computation_has_no_report() {
    let project = project(MIXED);
    let mut told = Vec::new();
    let whole = agreement_with(&project, AgreementOptions::default(), &mut |share| {
        told.push(share);
        ControlFlow::Continue(())
    });
    assert!(whole.is_some());
    assert!(told.len() > 10 && told.iter().all(|share| (0.0..=1.0).contains(share)));
    for steps in [0, 1, 5] {
        let mut left = steps;
        let cancelled = agreement_with(&project, AgreementOptions::default(), &mut |_| {
            left -= 1;
            if left < 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(cancelled.is_none(), "after {steps} steps");
    }
}

#[test]
fn the_same_project_gives_the_same_intervals() {
    let (one, other) = (report(MIXED), report(MIXED));
    assert_eq!(one.overall, other.overall);
    assert!(one.overall.iter().any(|figure| figure.interval.is_some()));
}

/// As the command line prints it.
fn rows(project: &Project) -> serde_json::Value {
    serde_json::to_value(crossclaim::workspace::exchange::agreement_rows(project)).unwrap()
}

#[test]
fn scripts_get_each_figure_with_everything_that_belongs_to_it() {
    let rows = rows(&project(&format!("{TWO_READERS}read a.txt @cleo")));
    let ids: Vec<String> = (1..=3).map(annotator_id).map(|id: AnnotatorId| id.to_string()).collect();
    let named = |wanted: (&str, &str), count: usize| {
        let is_it = |row: &&serde_json::Value| {
            let count_of = row["annotators"].as_array().unwrap().len();
            (row["measure"].as_str().unwrap(), row["unit"].as_str().unwrap()) == wanted && count_of == count
        };
        rows["measures"].as_array().unwrap().iter().find(is_it).unwrap().clone()
    };
    let percent = named(("percent", "sentence_is_claim"), 3);
    assert_eq!(percent["annotators"], serde_json::json!(ids));
    assert_eq!((&percent["n_units"], &percent["missing"]), (&serde_json::json!(4), &serde_json::json!(0.0)));
    assert_near(percent["value"].as_f64().unwrap(), 2.0 / 3.0);
    assert_near(percent["percent_agreement"].as_f64().unwrap(), 2.0 / 3.0);
    assert_near(percent["prevalence"]["no claim"].as_f64().unwrap(), 10.0 / 12.0);
    assert!(percent["reason"].is_null() && percent["ci95"].as_array().unwrap().len() == 2);
    let keys: Vec<&String> = percent.as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 10);
    let kappa = named(("cohen_kappa", "sentence_is_claim"), 3);
    assert!(kappa["value"].is_null() && kappa["ci95"].is_null());
    assert_eq!(kappa["reason"], "defined for two annotators; see the pairs");
    assert!(named(("cohen_kappa", "sentence_is_claim"), 2)["value"].is_number());
    let none = named(("alpha_nominal", "verdict"), 3);
    assert_eq!(none["reason"], "no claims on which two of them gave a verdict");
    assert_eq!((&none["n_units"], &none["missing"]), (&serde_json::json!(0), &serde_json::Value::Null));
}
