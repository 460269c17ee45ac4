//! What is written reads back to an equal project, and offsets mark the quote in code points.

use super::random::any_project;
use super::sample::{nasty_project, project_of, read, text_of, written};
use crossclaim::formats::ExportOptions;
use crossclaim::model::Project;
use proptest::prelude::*;

fn check_round_trip(project: &Project) -> Result<(), TestCaseError> {
    let files = written("jsonl", project, &ExportOptions::default());
    let dataset = read(&files);
    let problems = dataset.problems.clone();
    let again = project_of(dataset);
    prop_assert_eq!(&again, project);
    let is_expected = |problem: &String| problem.contains("unanchored");
    prop_assert!(problems.iter().all(is_expected), "{problems:?}");
    let files_again = written("jsonl", &again, &ExportOptions::default());
    prop_assert_eq!(&files, &files_again);
    let texts: Vec<serde_json::Value> = rows(text_of(&files, "documents.jsonl"));
    for claim in rows(text_of(&files, "claims.jsonl")) {
        let text = texts.iter().find(|text| text["id"] == claim["document_id"]).unwrap();
        let [start, end] =
            ["start_cp", "end_cp"].map(|key| usize::try_from(claim[key].as_u64().unwrap()).unwrap());
        let words: String = text["text"].as_str().unwrap().chars().skip(start).take(end - start).collect();
        let quote = claim["quote"].as_str().unwrap();
        prop_assert!(words == quote || quote == "words that went missing");
    }
    Ok(())
}

fn rows(text: &str) -> Vec<serde_json::Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_nasty_project_reads_back_equal() {
    check_round_trip(&nasty_project()).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_project_reads_back_equal(project in any_project()) {
        check_round_trip(&project)?;
    }
}
