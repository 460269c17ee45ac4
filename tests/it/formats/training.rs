//! What datasets for training say of sentences and pairs: whose votes count, what is drawn, what a split leaves out.

use super::counts::{in_folder, list, rows};
use super::parquet::row_count;
use super::sample::reported;
use crate::fixture::{annotator_id, project};
use crossclaim::formats::{ExportOptions, Filter, Layer, Split, SplitBy, format, written};
use crossclaim::model::Project;
use serde_json::Value;
use std::ops::ControlFlow;

/// Of each sentence: whether it is a claim, and the votes as `annotator label`.
fn sentences(project: &Project, options: &ExportOptions) -> Vec<(bool, String)> {
    let words = |row: &Value, key: &str| -> Vec<String> {
        list(row, key).iter().map(|word| word.as_str().unwrap().to_owned()).collect()
    };
    let votes = |row: &Value| {
        let (annotators, labels) = (words(row, "annotators"), words(row, "annotations"));
        let votes = annotators.iter().zip(&labels).map(|(annotator, label)| format!("{annotator} {label}"));
        votes.collect::<Vec<_>>().join(", ")
    };
    let (files, _) = reported("huggingface", project, options);
    let rows = in_folder(&files, "data/sentences/");
    rows.iter().map(|row| (row["is_claim"].as_bool().unwrap(), votes(row))).collect()
}

fn filtered(filter: Filter) -> ExportOptions {
    ExportOptions { filter, ..ExportOptions::default() }
}

#[test]
fn who_tagged_only_what_a_filter_leaves_out_did_not_find_nothing() {
    let project = project(
        "@ben
        a.txt: Prices rose.{c1 quantity low} Wages fell.{c2 rule high}{c3 quantity low} Nothing else was said.
        read a.txt @ben",
    );
    let expected = [(true, "ben none"), (true, "ann rule, ben none"), (false, "ann none, ben none")]
        .map(|(is_claim, votes)| (is_claim, votes.to_owned()));
    let rules = Filter { kinds: vec!["rule".to_owned()], ..Filter::default() };
    assert_eq!(sentences(&project, &filtered(rules)), expected);
    let sure = Filter { min_confidence: Some("high".to_owned()), ..Filter::default() };
    assert_eq!(sentences(&project, &filtered(sure)), expected);
}

#[test]
fn whose_claims_a_layer_takes_along_has_no_vote_in_it() {
    let project = project(
        "@ben
        a.txt: Prices rose.{c1 quantity} Wages fell.
        b.txt: Prices fell.{c2 quantity @ben} Wages rose.
        c1 contradicts c2",
    );
    let options = ExportOptions { layer: Layer::Annotator(annotator_id(1)), ..ExportOptions::default() };
    let expected = [(true, "ann quantity"), (false, "ann none"), (true, ""), (false, "")]
        .map(|(is_claim, votes)| (is_claim, votes.to_owned()));
    assert_eq!(sentences(&project, &options), expected);
    let (files, report) = reported("lewidi", &project, &options);
    let is_told = |what: &str| report.losses.iter().any(|loss| loss.what == what && loss.count == 1);
    assert!(is_told("claims in sentences of which the layer says nothing"), "{:?}", report.losses);
    assert_eq!(rows(&files, "claims").len(), 1);
}

#[test]
fn a_sentence_tagged_as_no_claim_is_none() {
    let project = project("a.txt: Prices rose.{c1 not_a_claim} Wages fell.{c2 not_a_claim}{c3 quantity}");
    let found = sentences(&project, &ExportOptions::default());
    assert_eq!(found[0], (false, "ann not_a_claim".to_owned()));
    assert!(found[1].0);
}

#[test]
fn links_between_parts_of_a_split_are_beside_the_tables() {
    let project = project("a.txt: Prices rose.{c1}\nb.txt: Wages fell.{c2}\nc1 contradicts c2");
    let split = Some(Split::parse("1/1", SplitBy::Document).unwrap());
    let (files, report) = reported("parquet", &project, &ExportOptions { split, ..ExportOptions::default() });
    let table = files.iter().find(|file| file.name == "links.parquet").unwrap();
    assert_eq!((row_count(&table.bytes), rows(&files, "links").len()), (0, 1));
    let is_told = |what: &str| report.losses.iter().any(|loss| loss.what == what && loss.count == 1);
    assert!(is_told("links between parts of a split"), "{:?}", report.losses);
}

#[test]
fn no_more_unrelated_pairs_are_drawn_than_there_are() {
    let project = project(
        "a.txt: Prices rose.{c1} Wages fell.{c2}
        b.txt: Rents fell.{c3}
        c.txt: Taxes rose.{c4}
        c1 contradicts c3
        c2 contradicts c3",
    );
    let options = |negatives| ExportOptions { negatives, ..ExportOptions::default() };
    let drawn = |negatives| {
        let (files, report) = reported("huggingface", &project, &options(negatives));
        let pairs = in_folder(&files, "data/pairs/");
        (pairs.iter().filter(|pair| pair["is_drawn"] == true).count(), report.notes)
    };
    // Twice as many would not fit in a number.
    let (count, notes) = drawn(Some(usize::MAX));
    assert_eq!(count, 3);
    assert!(notes.iter().any(|note| note.starts_with("3 unrelated pairs were drawn of ")), "{notes:?}");
    assert_eq!(drawn(Some(1)), (2, Vec::new()));
    let question_count = |negatives| {
        let mut count = 0;
        let mut go_on = |_: f32| {
            count += 1;
            ControlFlow::Continue(())
        };
        written(format("nli").unwrap(), &project, &options(negatives), &mut go_on).unwrap();
        count
    };
    assert!(question_count(Some(usize::MAX)) > question_count(None), "who cancels is heard while it draws");
}
