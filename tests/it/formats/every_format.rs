//! What holds for each format that is written: nothing is dropped, everything lost is counted, names are safe.

use super::parquet::row_count;
use super::sample::{
    any_project, nastier_project, nasty_project, project_of, read_as, reported, small_project, unzipped,
};
use crossclaim::formats::{
    ExportOptions, Format, FormatError, OutputFile, Split, SplitBy, formats, is_safe_path, losses, written,
};
use crossclaim::model::{Claim, Document, Link, Project};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

fn every() -> impl Iterator<Item = &'static Format> {
    formats().iter().filter(|format| format.is_written())
}

fn text(file: &OutputFile) -> &str {
    std::str::from_utf8(&file.bytes).unwrap()
}

/// Texts of the files whose names begin and end so.
fn texts<'f>(files: &'f [OutputFile], start: &str, end: &str) -> impl Iterator<Item = &'f str> {
    let is_meant = move |file: &&OutputFile| {
        file.name.rsplit('/').next().unwrap().starts_with(start) && file.name.ends_with(end)
    };
    files.iter().filter(is_meant).map(text)
}

fn rows(files: &[OutputFile], start: &str) -> Vec<Value> {
    let lines = texts(files, start, ".jsonl").flat_map(str::lines);
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn in_folder<'f>(files: &'f [OutputFile], folder: &str) -> Vec<Value> {
    let inside = files.iter().filter(|file| file.name.starts_with(folder));
    inside.flat_map(|file| text(file).lines()).map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn jsons(files: &[OutputFile], start: &str) -> Vec<Value> {
    texts(files, start, ".json").map(|text| serde_json::from_str(text).unwrap()).collect()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// Claims and links in the files of the format itself, counted from what was written.
fn counts(format: &str, files: &[OutputFile]) -> (usize, usize) {
    let csv = |name: &str| {
        let mut reader = ::csv::Reader::from_reader(texts(files, name, ".csv").next().unwrap().as_bytes());
        reader.records().count()
    };
    let lines_with = |end: &str, sign: &str| {
        texts(files, "", end).flat_map(str::lines).filter(|line| line.contains(sign)).count()
    };
    match format {
        "jsonl" => (0, 0),
        "csv" => (csv("claims"), csv("links")),
        "huggingface" | "croissant" => {
            let pairs = in_folder(files, "data/pairs/");
            let links = pairs.iter().flat_map(|pair| list(pair, "link_ids")).filter(|id| id.is_string());
            (in_folder(files, "data/claims/").len(), links.count())
        }
        "parquet" => {
            let rows = |name: &str| row_count(&files.iter().find(|file| file.name == name).unwrap().bytes);
            (rows("claims.parquet"), rows("links.parquet"))
        }
        "nli" => {
            let rows: Vec<Value> = texts(files, "", ".nli.jsonl")
                .flat_map(str::lines)
                .map(|line| serde_json::from_str(line).unwrap())
                .collect();
            let ids = rows.iter().flat_map(|row| [&row["premise_claim_id"], &row["hypothesis_claim_id"]]);
            let ids: BTreeSet<&str> = ids.filter_map(Value::as_str).collect();
            (ids.len(), rows.iter().filter(|row| row["link_id"].is_string()).count())
        }
        "conll" => (lines_with(".conll", " B-"), 0),
        "lewidi" => {
            let (sentences, pairs) = (jsons(files, "crossclaim_sentences"), jsons(files, "crossclaim_pairs"));
            let info = |sets: &[Value], key: &str, id: &str| -> BTreeSet<String> {
                let items = sets.iter().flat_map(|set| set.as_object().unwrap().values());
                let rows =
                    items.flat_map(|item| list(&item["other_info"], key)).filter_map(|row| row[id].as_str());
                rows.map(str::to_owned).collect()
            };
            (info(&sentences, "claims", "claim_id").len(), info(&pairs, "links", "link_id").len())
        }
        "prodigy" => {
            let spans = rows(files, "spans").iter().map(|task| list(task, "spans").len()).sum();
            let links = rows(files, "relations").iter().map(|task| list(task, "relations").len()).sum();
            (spans, links)
        }
        "claimreview" => {
            let document: Value = serde_json::from_str(texts(files, "", ".jsonld").next().unwrap()).unwrap();
            (list(&document, "@graph").len(), 0)
        }
        "graphml" => (lines_with(".graphml", "<node "), lines_with(".graphml", "<edge ")),
        "brat" => {
            let lines = |sign: char| {
                texts(files, "", ".ann").flat_map(str::lines).filter(|line| line.starts_with(sign)).count()
            };
            (lines('T'), lines('R'))
        }
        "label-studio" => {
            let tasks = jsons(files, "tasks");
            let results: Vec<&Value> = tasks
                .iter()
                .flat_map(|file| file.as_array().unwrap())
                .flat_map(|task| list(task, "annotations"))
                .flat_map(|annotation| list(annotation, "result"))
                .collect();
            let of = |kind: &str| results.iter().filter(|result| result["type"] == kind).collect::<Vec<_>>();
            (of("labels").len(), of("relation").iter().map(|result| list(result, "labels").len()).sum())
        }
        "doccano" => {
            let is_single = |file: &&OutputFile| !file.name.starts_with("doccano_merged");
            let files: Vec<OutputFile> = files.iter().filter(is_single).cloned().collect();
            let lines = rows(&files, "doccano");
            let sum = |key: &str| lines.iter().map(|line| list(line, key).len()).sum();
            (sum("entities"), sum("relations"))
        }
        "web-annotation" => {
            let items = |start: &str| {
                let pages = texts(files, start, ".jsonld").map(|text| serde_json::from_str::<Value>(text).unwrap());
                pages.map(|page| list(&page, "items").len()).sum()
            };
            (items("claims"), items("links"))
        }
        "cas-json" => {
            let of = |kind: &str| {
                let cases = texts(files, "", ".cas.json").map(|text| serde_json::from_str::<Value>(text).unwrap());
                let count = |cas: &Value| {
                    let structures = list(cas, "%FEATURE_STRUCTURES").iter();
                    structures.filter(|structure| structure["%TYPE"] == kind).count()
                };
                cases.map(|cas| count(&cas)).sum()
            };
            (of("webanno.custom.Claim"), of("webanno.custom.ClaimLink"))
        }
        "webanno-tsv" => {
            let counts = texts(files, "", ".tsv").map(tsv_counts);
            counts.fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1))
        }
        "refi-qda" => {
            let projects = files.iter().filter(|file| file.name.ends_with(".qdpx"));
            let texts: Vec<String> = projects.map(|file| shown(file)).collect();
            let count = |start: &str| texts.iter().map(|text| text.matches(start).count()).sum();
            (count("<PlainTextSelection "), count("<Link "))
        }
        other => panic!("say here how claims and links of {other} are counted"),
    }
}

/// Annotations that have a number are counted once each.
fn tsv_counts(text: &str) -> (usize, usize) {
    let (mut numbers, mut single_count, mut link_count) = (BTreeSet::new(), 0, 0);
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        for label in cells[4].split('|').filter(|label| *label != "_") {
            match label.rsplit_once('[') {
                Some((_, number)) => drop(numbers.insert(number.to_owned())),
                None => single_count += 1,
            }
        }
        link_count += cells[7].split('|').filter(|end| *end != "_").count();
    }
    (numbers.len() + single_count, link_count)
}

/// A file as text, an archive as the texts in it.
fn shown(file: &OutputFile) -> String {
    if file.name.ends_with(".qdpx") {
        let inside = unzipped(&file.bytes);
        return inside.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    }
    String::from_utf8_lossy(&file.bytes).into_owned()
}

#[track_caller]
fn assert_nothing_dropped(project: &Project, options: &ExportOptions) {
    let wanted = (project.claims().len(), project.links().len());
    for format in every() {
        let (files, report) = reported(format.name, project, options);
        let mut found = counts(format.name, &files);
        let root: Vec<OutputFile> = files.iter().filter(|file| !file.name.contains('/')).cloned().collect();
        found.0 += rows(&root, "claims").len();
        found.1 += rows(&root, "links").len();
        assert_eq!(found, wanted, "{}", format.name);
        for loss in &report.losses {
            assert!(
                format.loses.contains(&loss.what),
                "{} does not say that it loses {}",
                format.name,
                loss.what
            );
            assert!(loss.count > 0);
            if let Some(file) = loss.kept_in {
                assert!(files.iter().any(|other| other.name == file), "{}: no {file}", format.name);
            }
        }
        let names: BTreeSet<String> = files.iter().map(|file| file.name.to_lowercase()).collect();
        assert_eq!(names.len(), files.len(), "{}", format.name);
        assert!(names.iter().all(|name| is_safe_path(name)), "{}: {names:?}", format.name);
    }
}

#[test]
fn every_claim_and_link_is_in_the_files_or_beside_them() {
    for project in [small_project(), nasty_project(), nastier_project()] {
        assert_nothing_dropped(&project, &ExportOptions::default());
        let negatives = ExportOptions { negatives: Some(2), seed: 5, ..ExportOptions::default() };
        assert_nothing_dropped(&project, &negatives);
    }
}

#[test]
fn nothing_is_dropped_between_the_parts_of_a_split() {
    for by in SplitBy::ALL {
        let split = Some(Split::parse("2/1/1", by).unwrap());
        let options = ExportOptions { split, seed: 4, ..ExportOptions::default() };
        for project in [small_project(), nastier_project()] {
            assert_nothing_dropped(&project, &options);
        }
    }
}

#[test]
fn losses_are_told_beforehand_as_they_come() {
    let project = nastier_project();
    for format in every() {
        let mut go_on = |_: f32| ControlFlow::Continue(());
        let before = losses(format, &project, &ExportOptions::default(), &mut go_on).unwrap();
        let (_, report) = reported(format.name, &project, &ExportOptions::default());
        assert_eq!(before, report.losses, "{}", format.name);
    }
}

#[test]
fn the_words_of_a_document_leave_no_format_when_they_must_not() {
    let options = ExportOptions { with_text: false, ..ExportOptions::default() };
    let mut without = Vec::new();
    for format in every() {
        let mut go_on = |_: f32| ControlFlow::Continue(());
        match written(format, &small_project(), &options, &mut go_on) {
            Ok((files, _)) => {
                for file in &files {
                    let text = String::from_utf8_lossy(&file.bytes);
                    assert!(
                        !text.contains("arson") && !text.contains("nine died"),
                        "{} {}",
                        format.name,
                        file.name
                    );
                }
                without.push(format.name);
            }
            Err(FormatError::NothingToWrite(message)) => {
                assert!(message.contains("cannot leave out"), "{message}")
            }
            Err(err) => panic!("{}: {err}", format.name),
        }
    }
    for name in ["jsonl", "csv", "huggingface", "parquet", "nli", "lewidi", "graphml", "claimreview", "web-annotation"]
    {
        assert!(without.contains(&name), "{name}");
    }
}

#[test]
fn pseudonyms_hide_every_name_in_every_format() {
    let options = ExportOptions { pseudonyms: true, ..ExportOptions::default() };
    let project = nastier_project();
    for format in every() {
        for file in reported(format.name, &project, &options).0 {
            let text = shown(&file);
            assert!(
                !text.contains("O'Neil") && !text.contains("O&apos;Neil"),
                "{} {}",
                format.name,
                file.name
            );
            assert!(!text.contains(&super::sample::ann().to_string()), "{} {}", format.name, file.name);
        }
    }
}

#[test]
fn a_break_cancels_every_format() {
    let project = nastier_project();
    for format in every() {
        let mut stop = |_: f32| ControlFlow::Break(());
        let result = written(format, &project, &ExportOptions::default(), &mut stop);
        assert_eq!(result, Err(FormatError::Cancelled), "{}", format.name);
    }
}

/// Reads what was written; the project must come back whole, with the own rows beside the files.
#[track_caller]
pub(super) fn assert_read_back(name: &str, project: &Project) {
    let (files, _) = reported(name, project, &ExportOptions::default());
    let input: Vec<(&str, &[u8])> = files.iter().map(|file| (file.name.as_str(), &*file.bytes)).collect();
    let dataset = read_as(name, &input, None).unwrap_or_else(|err| panic!("{name}: {err}"));
    let problems = dataset.problems.clone();
    let is_expected = |problem: &String| problem.contains("unanchored");
    assert!(problems.iter().all(is_expected), "{name}: {problems:?}");
    let again = project_of(dataset);
    let documents: Vec<&Document> = again.documents().collect();
    let before: Vec<&Document> = project.documents().collect();
    assert_eq!(documents.len(), before.len(), "{name}");
    for document in before {
        assert_eq!(again.document(document.id), Some(document), "{name}");
    }
    let claims: Vec<&Claim> = again.claims().collect();
    assert_eq!(claims, project.claims().collect::<Vec<_>>(), "{name}");
    let links: Vec<&Link> = again.links().collect();
    assert_eq!(links, project.links().collect::<Vec<_>>(), "{name}");
    assert_eq!(again.codebook(), project.codebook(), "{name}");
    assert!(again.verdicts().eq(project.verdicts()) && again.dismissals().eq(project.dismissals()), "{name}");
    let (files_again, _) = reported(name, &again, &ExportOptions::default());
    assert_eq!(files_again.len(), files.len(), "{name}");
}

/// The formats that are read without the project, whose texts tables do not have.
fn read_formats() -> impl Iterator<Item = &'static str> {
    every()
        .filter(|format| format.read_dataset.is_some())
        .map(|format| format.name)
        .filter(|name| *name != "csv")
}

#[test]
fn what_is_written_reads_back_to_the_same_project() {
    for project in [small_project(), nasty_project(), nastier_project()] {
        read_formats().for_each(|name| assert_read_back(name, &project));
    }
}

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
            prop_assert_eq!(cut(&words, span, ["start", "end"]), quote(&span["claim_id"]));
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
        (claim.quote.clone(), project.document(claim.document).unwrap().text.clone())
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
    for file in written("refi-qda").iter().filter(|file| file.name.ends_with(".qdpx")) {
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
    fn nothing_of_any_project_is_dropped(project in any_project()) {
        assert_nothing_dropped(&project, &ExportOptions::default());
    }

    #[test]
    fn offsets_mark_the_quote_in_every_unit(project in any_project()) {
        check_offsets(&project)?;
    }

    #[test]
    fn any_project_reads_back_from_every_format(project in any_project()) {
        read_formats().for_each(|name| assert_read_back(name, &project));
    }
}
