//! Offsets in written files mark exactly the quotes, in the unit of each format.

use super::counts::{in_folder, list, shown, text, texts};
use super::random::any_project;
use super::sample::{nastier_project, reported};
use super::zips::is_archive;
use crossclaim::formats::ExportOptions;
use crossclaim::model::{Document, Project};
use proptest::prelude::*;
use serde_json::Value;

fn units(text: &str, unit: &str) -> Vec<u32> {
    match unit {
        "cp" => text.chars().map(u32::from).collect(),
        "u16" => text.encode_utf16().map(u32::from).collect(),
        _ => text.bytes().map(u32::from).collect(),
    }
}

fn cut(units: &[u32], row: &Value, [start, end]: [&str; 2]) -> Vec<u32> {
    let [start, end] = [start, end].map(|key| usize::try_from(row[key].as_u64().unwrap()).unwrap());
    units[start..end].to_vec()
}

/// Offsets in every unit, and in texts that were put together, mark exactly the quote.
fn check_offsets(project: &Project) -> Result<(), TestCaseError> {
    let (files, _) = reported("huggingface", project, &ExportOptions::default());
    let documents = in_folder(&files, "data/documents/");
    for claim in in_folder(&files, "data/claims/").iter().filter(|claim| claim["is_anchored"] == true) {
        let document = documents.iter().find(|other| other["document_id"] == claim["document_id"]).unwrap();
        let text = document["text"].as_str().unwrap();
        for unit in ["cp", "u16", "byte"] {
            let keys = [format!("start_{unit}"), format!("end_{unit}")];
            let found = cut(&units(text, unit), claim, [&keys[0], &keys[1]]);
            prop_assert_eq!(found, units(claim["text"].as_str().unwrap(), unit), "{}", unit);
        }
    }
    let quote = |id: &Value| {
        let id = id.as_str().unwrap().parse().unwrap();
        units(&project.claim(id).unwrap().quote, "cp")
    };
    for task in
        reported("prodigy", project, &ExportOptions::default()).0.iter().flat_map(|file| text(file).lines())
    {
        let Ok(task) = serde_json::from_str::<Value>(task) else { continue };
        let words = units(task["text"].as_str().unwrap_or_default(), "cp");
        let tokens = list(&task, "tokens");
        for token in tokens {
            prop_assert_eq!(
                cut(&words, token, ["start", "end"]),
                units(token["text"].as_str().unwrap(), "cp")
            );
        }
        for span in list(&task, "spans") {
            // Spans begin and end where tokens do, so never with white space.
            let id = span["claim_id"].as_str().unwrap().parse().unwrap();
            let bare = units(project.claim(id).unwrap().quote.trim(), "cp");
            prop_assert_eq!(cut(&words, span, ["start", "end"]), bare);
            let token = |key: &str| &tokens[usize::try_from(span[key].as_u64().unwrap()).unwrap()];
            let (first, last) = (token("token_start"), token("token_end"));
            prop_assert!(first["start"].as_u64() >= span["start"].as_u64());
            prop_assert!(last["end"].as_u64() <= span["end"].as_u64());
        }
    }
    let (files, _) = reported("doccano", project, &ExportOptions::default());
    let lines = texts(&files, "doccano", ".jsonl").flat_map(str::lines);
    for line in lines.map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        let words = units(line["text"].as_str().unwrap(), "cp");
        for claim in list(&line, "claims") {
            prop_assert_eq!(cut(&words, claim, ["start", "end"]), quote(&claim["id"]));
        }
    }
    check_own_offsets(project)
}

/// The same for formats of annotation tools, each in its unit.
fn check_own_offsets(project: &Project) -> Result<(), TestCaseError> {
    let written = |name: &str| reported(name, project, &ExportOptions::default()).0;
    let text_of = |id: &Value| {
        let id = id.as_str().unwrap().trim_start_matches("urn:uuid:").parse().unwrap();
        let claim = project.claim(id).unwrap();
        (claim.quote.clone(), project.document(claim.document).unwrap().text.to_string())
    };
    for page in texts(&written("web-annotation"), "claims", ".jsonld") {
        for claim in list(&serde_json::from_str(page).unwrap(), "items") {
            let [quote, place] = list(&claim["target"], "selector") else { panic!("{claim}") };
            let (words, text) = text_of(&claim["id"]);
            prop_assert_eq!(cut(&units(&text, "cp"), place, ["start", "end"]), units(&words, "cp"));
            let part = |key: &str| quote[key].as_str().unwrap().to_owned();
            prop_assert!(text.contains(&(part("prefix") + &part("exact") + &part("suffix"))));
        }
    }
    for cas in texts(&written("cas-json"), "", ".cas.json") {
        let cas: Value = serde_json::from_str(cas).unwrap();
        let structures = list(&cas, "%FEATURE_STRUCTURES");
        let text = units(structures[0]["sofaString"].as_str().unwrap(), "u16");
        for claim in structures.iter().filter(|structure| structure["%TYPE"] == "webanno.custom.Claim") {
            let (words, _) = text_of(&claim["identifier"]);
            prop_assert_eq!(cut(&text, claim, ["begin", "end"]), units(&words, "u16"));
        }
    }
    for xmi in texts(&written("cas-xmi"), "", ".xmi") {
        for claim in xmi.split("<custom:Claim ").skip(1) {
            let attribute = |name: &str| {
                let (_, rest) = claim.split_once(&format!(" {name}=\"")).unwrap();
                rest.split_once('"').unwrap().0.to_owned()
            };
            let (words, text) = text_of(&Value::String(attribute("identifier")));
            let place = serde_json::json!({
                "begin": attribute("begin").parse::<u64>().unwrap(),
                "end": attribute("end").parse::<u64>().unwrap(),
            });
            prop_assert_eq!(cut(&units(&text, "u16"), &place, ["begin", "end"]), units(&words, "u16"));
        }
    }
    for tsv in texts(&written("webanno-tsv"), "", ".tsv") {
        let documents: Vec<&Document> = project.documents().collect();
        let tokens: Vec<Vec<&str>> = tsv
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
            .map(|line| line.split('\t').collect())
            .collect();
        let fits = |document: &&Document| {
            let text = units(&document.text, "u16");
            tokens.iter().all(|token| {
                let (start, end) = token[1].split_once('-').unwrap();
                text.get(start.parse().unwrap()..end.parse().unwrap()) == Some(&units(token[2], "u16"))
            })
        };
        prop_assert!(documents.iter().any(fits), "{tsv}");
    }
    for file in written("refi-qda").iter().filter(|file| is_archive(file)) {
        let project_file = shown(file);
        for selection in project_file.split("<PlainTextSelection ").skip(1) {
            let attribute = |name: &str| {
                let (_, rest) = selection.split_once(&format!("{name}=\"")).unwrap();
                rest.split_once('"').unwrap().0.to_owned()
            };
            let (words, text) = text_of(&Value::String(attribute("guid")));
            let place = serde_json::json!({
                "start": attribute("startPosition").parse::<u64>().unwrap(),
                "end": attribute("endPosition").parse::<u64>().unwrap(),
            });
            prop_assert_eq!(cut(&units(&text, "cp"), &place, ["start", "end"]), units(&words, "cp"));
        }
    }
    Ok(())
}

#[test]
fn offsets_of_the_nasty_project_mark_the_quotes() {
    check_offsets(&nastier_project()).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn offsets_mark_the_quote_in_every_unit(project in any_project()) {
        check_offsets(&project)?;
    }
}
